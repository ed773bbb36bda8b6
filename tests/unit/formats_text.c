/* What the formats of others are made of: HTML, ids, hours. */
#include "dialogue/script.h"
#include "formats/html.h"
#include "formats/oruk_inner.h"
#include "formats/yaml_out.h"
#include "helpers/tap.h"

#include <string.h>

static struct arena arena;
static struct buf out;

static void
begin(void)
{
	arena_init(&arena);
	buf_init(&out, 100000);
}

static void
end(void)
{
	buf_release(&out);
	arena_release(&arena);
}

static const struct {
	const char *html, *text;
} pages[] = {
    {"plain words", "plain words"},
    {"two\nlines", "two\nlines"},
    {"a\n\n\n\nb", "a\n\nb"},
    {"<p>One</p><p>Two</p>", "One\n\nTwo"},
    {"<p>A &amp; B&nbsp;&pound;5 &#8217;</p>", "A & B \u00a35 \u2019"},
    {"<ul><li>x</li><li>y</li></ul>", "- x\n- y"},
    {"a<br>b<br/>c", "a\nb\nc"},
    {"<p>open <b>bold<p>next", "open bold\n\nnext"},
    {"<script>alert(1)</script>seen<style>p{}</style>", "seen"},
    {"5 < 6", "5 < 6"},
    {"AT&T", "AT&T"},
    {"<a href=\"x\">link</a> after", "link after"},
    {"", ""},
    {"<p></p>", ""},
};

START_TEST(html_becomes_text)
{
	html_text(&out, pages[_i].html);
	ck_assert_str_eq(out.length ? out.data : "", pages[_i].text);
}
END_TEST

START_TEST(deep_html_is_no_danger)
{
	struct buf deep;
	buf_init(&deep, 1 << 20);
	for (int i = 0; i < 20000; i++)
		buf_puts(&deep, "<div>");
	buf_puts(&deep, "end");
	html_text(&out, deep.data);
	buf_release(&deep);
}
END_TEST

START_TEST(text_is_escaped_for_html)
{
	html_escape(&out, "<a href='x'>\"&\"</a>");
	ck_assert_str_eq(out.data, "&lt;a href=&#39;x&#39;&gt;&quot;&amp;&quot;&lt;/a&gt;");
}
END_TEST

static const struct {
	const char *name, *id;
} names[] = {
    {"Missed bin collection", "missed-bin-collection"},
    {"\"We are with You\" WAWY", "we-are-with-you-wawy"},
    {"#TalkSuicide", "talksuicide"},
    {"Caf\u00e9  -- caf\u00e9", "cafe-cafe"},
    {"50+ club", "club"},
    {"***", ""},
};

START_TEST(a_name_becomes_an_id)
{
	yaml_out_id(&out, names[_i].name);
	ck_assert_str_eq(out.length ? out.data : "", names[_i].id);
	ck_assert(out.length == 0 || script_id(out.data));
}
END_TEST

static const char *const values[] = {"plain", "with: colon", "#hash", "it's", "\"quoted\"", "no",
    "two\nlines", "- dash", "{x}", "\u00a322", "tab\there", "100%", "end:", " blank ", "\\back",
    "\u2018curly\u2019", "*", "&", "!", "2026-10-01", "~", "null", "\u202e"};

/* What is written is what a reader of service files reads. */
START_TEST(a_value_is_read_back_as_it_was)
{
	struct finding_list findings;
	findings_init(&findings);
	yaml_out_line(&out, 0, "key", values[_i]);
	const struct yaml *root = yaml_parse(&arena, "x", out.data, out.length, &findings);
	ck_assert_msg(root, "%s: %s", out.data, findings.count ? findings.items[0].sentence : "");
	ck_assert_str_eq(yaml_text(root, "key"), values[_i]);
	ck_assert_uint_eq(findings.count, 0);
	findings_release(&findings);
}
END_TEST

static const struct {
	const char *hours, *back;
} weeks[] = {
    {"Mo-Fr 09:00-17:00", "Mo,Tu,We,Th,Fr 09:00-17:00"},
    {"Mo,We 09:00-12:30,13:30-17:00; Sa 10:00-12:00; PH off",
	"Mo,We 09:00-12:30,13:30-17:00; Sa 10:00-12:00"},
};

START_TEST(weekly_hours_go_out_and_come_back)
{
	const struct json *schedules = oruk_schedules(weeks[_i].hours, "x", &arena);
	ck_assert_ptr_nonnull(schedules);
	ck_assert_str_eq(oruk_hours(schedules, &arena), weeks[_i].back);
}
END_TEST

START_TEST(hours_that_are_not_weekly_do_not_come_in)
{
	static const char *const feeds[] = {"[{\"freq\":\"MONTHLY\",\"byday\":\"MO\","
					    "\"opens_at\":\"09:00\",\"closes_at\":\"10:00\"}]",
	    "[{\"freq\":\"WEEKLY\",\"byday\":\"XX\",\"opens_at\":\"09:00\","
	    "\"closes_at\":\"10:00\"}]",
	    "[{\"freq\":\"WEEKLY\",\"byday\":\"MO\"}]", "[]", "{}"};
	struct err err;
	for (size_t i = 0; i < sizeof feeds / sizeof *feeds; i++)
		ck_assert_ptr_null(
		    oruk_hours(json_read(feeds[i], strlen(feeds[i]), &arena, &err), &arena));
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int
main(void)
{
	Suite *suite = suite_create("formats_text");
	TCase *tcase = tcase_create("text");
	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_loop_test(tcase, html_becomes_text, 0, COUNT(pages));
	tcase_add_test(tcase, deep_html_is_no_danger);
	tcase_add_test(tcase, text_is_escaped_for_html);
	tcase_add_loop_test(tcase, a_name_becomes_an_id, 0, COUNT(names));
	tcase_add_loop_test(tcase, a_value_is_read_back_as_it_was, 0, COUNT(values));
	tcase_add_loop_test(tcase, weekly_hours_go_out_and_come_back, 0, COUNT(weeks));
	tcase_add_test(tcase, hours_that_are_not_weekly_do_not_come_in);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
