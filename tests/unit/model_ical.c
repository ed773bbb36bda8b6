/* iCalendar out, read back strictly by RFC 5545: lines end in CR LF and hold 75 octets of whole
 * letters, texts come back as they were, times are those that were meant. */
#include "base/text.h"
#include "helpers/tap.h"
#include "model/ical.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LIMIT = 100000 };

/* 24 November 2026, 10:00 in London. */
#define START (INT64_C(1795514400) * MICROS_SECOND)

static struct buf out;
static char *lines[200]; /* unfolded */
static size_t count;

static void
setup(void)
{
	buf_init(&out, LIMIT);
	count = 0;
}

static void
teardown(void)
{
	for (size_t i = 0; i < count; i++)
		free(lines[i]);
	buf_release(&out);
}

/* Every line of the stream is checked, and joined to the one before it where it begins with a
 * blank. */
static void
read_back(void)
{
	for (const char *at = out.data; *at;) {
		const char *end = strstr(at, "\r\n");
		ck_assert_msg(end != NULL, "a line without its end: %s", at);
		size_t length = (size_t)(end - at);
		ck_assert_msg(length <= ICAL_FOLD, "%zu octets: %.*s", length, (int)length, at);
		ck_assert_msg(utf8_valid(at, length), "a letter is cut: %.*s", (int)length, at);
		ck_assert_ptr_null(memchr(at, '\n', length));
		ck_assert_ptr_null(memchr(at, '\r', length));
		if (*at == ' ') {
			ck_assert_uint_gt(count, 0);
			char *all = NULL;
			ck_assert_int_ge(
			    asprintf(&all, "%s%.*s", lines[count - 1], (int)length - 1, at + 1), 0);
			free(lines[count - 1]);
			lines[count - 1] = all;
		} else {
			ck_assert_ptr_nonnull(memchr(at, ':', length));
			lines[count++] = strndup(at, length);
		}
		at = end + 2;
	}
}

/* The value of a property, as it stands; it is there once. */
static const char *
value(const char *name)
{
	const char *found = NULL;
	size_t length = strlen(name);
	for (size_t i = 0; i < count; i++)
		if (strncmp(lines[i], name, length) == 0 && lines[i][length] == ':') {
			ck_assert_msg(!found, "%s twice", name);
			found = lines[i] + length + 1;
		}
	ck_assert_msg(found != NULL, "no %s", name);
	return found;
}

/* TEXT as a reader takes it; what is not escaped as it must be fails. */
static char *
text_of(const char *raw)
{
	char *text = malloc(strlen(raw) + 1), *to = text;
	for (; *raw; raw++) {
		ck_assert_msg(*raw != ';' && *raw != ',', "not escaped: %s", raw);
		if (*raw == '\\') {
			raw++;
			ck_assert_msg(*raw && strchr("\\;,nN", *raw), "no escape: %s", raw);
			*to++ = *raw == 'n' || *raw == 'N' ? '\n' : *raw;
		} else {
			ck_assert((unsigned char)*raw >= ' ');
			*to++ = *raw;
		}
	}
	*to = '\0';
	return text;
}

static void
text_is(const char *name, const char *text)
{
	char *read = text_of(value(name));
	ck_assert_str_eq(read, text);
	free(read);
}

static const char *const texts[] = {"Benefits", "a;b,c\\d", "two\nlines\n", "",
    "Llangefni: cyfarfod yn y swyddfa, ystafell gyfweld 2; dewch \xC3\xA2'ch llythyrau a phrawf "
    "o'ch "
    "incwm \xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC\xE2\x82\xAC",
    ("\xE0\xAA\x85\xE0\xAA\xAE\xE0\xAB\x80\xE0\xAA\xA8\xE0\xAA\xBE \xE0\xAA\xAA\xE0\xAA\x9F"
     "\xE0\xAB\x87\xE0\xAA\xB2 \xE0\xAA\x85\xE0\xAA\xAE\xE0\xAB\x80\xE0\xAA\xA8\xE0\xAA\xBE"),
    "0123456789012345678901234567890123456789012345678901234567890123456789\xF0\x9F\x93\x85",
    "0123456789012345678901234567890123456789012345678901234567890123456\\"};

START_TEST(texts_come_back)
{
	struct ical_event event = {.id = "01920000-0000-7000-8000-000000000001",
	    .summary = texts[_i],
	    .location = texts[_i],
	    .description = "x",
	    .start = START,
	    .end = START + 30 * MICROS_MINUTE,
	    .changed = START};
	ical_begin(&out, texts[_i]);
	ical_event(&out, &event);
	ical_end(&out);
	ck_assert(buf_ok(&out));
	read_back();
	ck_assert_str_eq(lines[0], "BEGIN:VCALENDAR");
	ck_assert_str_eq(lines[count - 1], "END:VCALENDAR");
	ck_assert_str_eq(value("VERSION"), "2.0");
	if (*texts[_i]) {
		text_is("SUMMARY", texts[_i]);
		text_is("LOCATION", texts[_i]);
		text_is("X-WR-CALNAME", texts[_i]);
	}
}
END_TEST

START_TEST(an_event_says_what_became_of_it)
{
	struct ical_event event = {.id = "01920000-0000-7000-8000-000000000001",
	    .summary = "a bell\a and a return\r",
	    .start = START,
	    .end = START + 45 * MICROS_MINUTE,
	    .changed = START - MICROS_DAY,
	    .sequence = 3,
	    .cancelled = true};
	ical_begin(&out, NULL);
	ical_event(&out, &event);
	ical_end(&out);
	read_back();
	ck_assert_str_eq(value("UID"), "01920000-0000-7000-8000-000000000001@frontdesk");
	ck_assert_str_eq(value("DTSTART"), "20261124T100000Z");
	ck_assert_str_eq(value("DTEND"), "20261124T104500Z");
	ck_assert_str_eq(value("DTSTAMP"), "20261123T100000Z");
	ck_assert_str_eq(value("SEQUENCE"), "3");
	ck_assert_str_eq(value("STATUS"), "CANCELLED");
	text_is("SUMMARY", "a bell and a return");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("model ical");
	TCase *c = tcase_create("ical");
	tcase_add_checked_fixture(c, setup, teardown);
	tcase_add_loop_test(c, texts_come_back, 0, sizeof texts / sizeof *texts);
	tcase_add_test(c, an_event_says_what_became_of_it);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
