/* Satisfaction surveys: who is drawn, by a contact's id alone; whom the rules leave out; and what
 * lint says of a file. */
#include "base/id.h"
#include "directory/service.h"
#include "directory/survey.h"
#include "helpers/reading.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <string.h>

enum { CONTACTS = 20000 };
#define NOW INT64_C(1795171320000000) /* 20 November 2026 10:42 in London */

#define HEAD(id)                                                                                   \
	"service: " id "\ntitle: T\nprovided_by: district\nowner: { team: t, email: a@b.example "  \
	"}\n"
#define BINS HEAD("bins") "mechanisms: [telephone, outbound]\n"

static struct service *
parsed(const char *text)
{
	struct service *service =
	    service_parse("x.yaml", text, strlen(text), NULL, NULL, &findings);
	ck_assert_msg(service != NULL, "%s", reading_findings());
	return service;
}

static struct service *
survey(const char *rules)
{
	return parsed(arena_printf(
	    &arena, HEAD("faces") "survey: { again: after 90 days, asked: [%s] }\n", rules));
}

/* A contact about bins at Chorley's counter, with an id like those of a busy second. */
static struct survey_contact
contact(int number, const struct survey_matter *matter)
{
	return (struct survey_contact){
	    .id = arena_printf(&arena, "0199a4c2-5b10-7abc-8abc-0123456%05x", number),
	    .council = "chorley",
	    .channel = "counter",
	    .matters = matter,
	    .count = 1,
	    .now = NOW};
}

static enum survey_draw
drawn(const struct service *of, const char *file, struct survey_contact like)
{
	struct service *service = parsed(file);
	struct survey_matter matter = {service, "chorley"};
	struct survey_contact one = contact(1, &matter);
	if (like.channel)
		one.channel = like.channel;
	if (like.council)
		one.council = like.council;
	one.waiting = like.waiting;
	one.queued = like.queued;
	enum survey_draw draw = survey_draw(of, &one);
	service_free(service);
	return draw;
}

START_TEST(a_share_is_drawn_and_always_the_same)
{
	struct service *bins = parsed(BINS), *one = survey("{ share: 1 in 10 }"),
		       *all = survey("{ share: all }"), *none = survey("{ share: none }");
	struct survey_matter matter = {bins, "chorley"};
	int some = 0, pairs = 0, last = 0;
	for (int i = 0; i < CONTACTS; i++) {
		struct survey_contact of = contact(i, &matter);
		int now = survey_draw(one, &of) == SURVEY_NOW;
		ck_assert_int_eq(survey_draw(one, &of) == SURVEY_NOW, now);
		ck_assert_int_eq(survey_draw(all, &of), SURVEY_NOW);
		ck_assert_int_eq(survey_draw(none, &of), SURVEY_NONE);
		some += now;
		pairs += now && last;
		last = now;
	}
	ck_assert_int_gt(some, CONTACTS / 10 * 9 / 10);
	ck_assert_int_lt(some, CONTACTS / 10 * 11 / 10);
	ck_assert_int_lt(pairs, CONTACTS / 100 * 2); /* nor do neighbours go together */
	service_free(bins);
	service_free(one);
	service_free(all);
	service_free(none);
}
END_TEST

START_TEST(the_first_rule_that_fits_decides)
{
	struct service *by = survey(
	    "{ council: burnley, share: none }, { channel: [email, web], share: all, by: call }, { "
	    "service: noise, share: none }, { waits: 20 minutes, share: all }, { backlog: 10 days, "
	    "share: all, by: call }, { share: none }");
	ck_assert_int_eq(drawn(by, BINS, (struct survey_contact){0}), SURVEY_NONE);
	ck_assert_int_eq(drawn(by, BINS, (struct survey_contact){.channel = "web"}), SURVEY_CALL);
	ck_assert_int_eq(
	    drawn(by, BINS, (struct survey_contact){.channel = "web", .council = "burnley"}),
	    SURVEY_NONE);
	/* All while waits are high: at reception, or in the queue that it went to. */
	ck_assert_int_eq(
	    drawn(by, BINS, (struct survey_contact){.waiting = NOW - 19 * MICROS_MINUTE}),
	    SURVEY_NONE);
	ck_assert_int_eq(
	    drawn(by, BINS, (struct survey_contact){.waiting = NOW - 20 * MICROS_MINUTE}),
	    SURVEY_NOW);
	ck_assert_int_eq(
	    drawn(by, BINS, (struct survey_contact){.queued = NOW - 11 * MICROS_DAY}), SURVEY_CALL);
	ck_assert_int_eq(drawn(by, HEAD("noise") "mechanisms: [outbound]\n",
			     (struct survey_contact){.waiting = NOW - MICROS_HOUR}),
	    SURVEY_NONE);
	service_free(by);
}
END_TEST

START_TEST(never_without_the_tick_nor_of_what_is_sensitive)
{
	struct service *all = survey("{ share: all }");
	ck_assert_int_eq(drawn(all, BINS, (struct survey_contact){0}), SURVEY_NOW);
	ck_assert_int_eq(
	    drawn(all, HEAD("bins") "mechanisms: [telephone]\n", (struct survey_contact){0}),
	    SURVEY_NONE);
	ck_assert_int_eq(
	    drawn(all, BINS "sensitive: true\n", (struct survey_contact){0}), SURVEY_NONE);
	ck_assert_int_eq(
	    drawn(all,
		HEAD("faces") "mechanisms: [outbound]\nsurvey: { again: after 1 days, asked: [{ "
			      "share: all }] }\n",
		(struct survey_contact){0}),
	    SURVEY_NONE);
	service_free(all);
}
END_TEST

START_TEST(whoever_wrote_is_written_to)
{
	struct service *by = parsed(
	    HEAD("faces") "survey: { apart: true, again: after 90 days, asked: [{ channel: [email, "
			  "web], share: all, by: mail }] }\n");
	ck_assert_int_eq(drawn(by, BINS, (struct survey_contact){.channel = "web"}), SURVEY_MAIL);
	ck_assert_int_eq(drawn(by, BINS, (struct survey_contact){.channel = "phone"}), SURVEY_NONE);
	/* Not to be rung is no word about mails. */
	struct consent said = {.kind = "phone", .agreed = false, .at = 1};
	struct customer jo = {.consents = {&said, 1}};
	ck_assert(!survey_spares_mail(by, &jo, 0, NOW));
	said.kind = "survey";
	ck_assert(survey_spares_mail(by, &jo, 0, NOW));
	service_free(by);
}
END_TEST

START_TEST(left_in_peace)
{
	struct service *all = survey("{ share: all }");
	struct consent said = {.kind = "survey", .agreed = false, .at = 1};
	struct customer jo = {.consents = {&said, 1}};
	ck_assert(survey_spares(all, &jo, 0, NOW));
	said.kind = "phone";
	ck_assert(survey_spares(all, &jo, 0, NOW));
	said.kind = "post";
	ck_assert(!survey_spares(all, &jo, 0, NOW));
	ck_assert(!survey_spares(all, NULL, 0, NOW));
	ck_assert(survey_spares(all, NULL, NOW - 89 * MICROS_DAY, NOW));
	ck_assert(!survey_spares(all, NULL, NOW - 91 * MICROS_DAY, NOW));
	service_free(all);
}
END_TEST

static void
wrong(const char *text, const char *sentence)
{
	findings_release(&findings);
	findings_init(&findings);
	struct service *service =
	    service_parse("x.yaml", text, strlen(text), NULL, NULL, &findings);
	ck_assert_msg(
	    !service && strstr(reading_findings(), sentence), "%s:\n%s", text, reading_findings());
}

START_TEST(mistakes_have_their_sentence)
{
	wrong(HEAD("faces") "survey: { asked: [{ share: all }] }\n", "how often at most");
	wrong(HEAD("faces") "survey: { again: soon, asked: [{ share: all }] }\n",
	    "write again: after 90 days");
	wrong(HEAD("faces") "survey: { again: after 9 days, asked: [{ share: some }] }\n",
	    "write 1 in 10, all or none");
	wrong(
	    HEAD("faces") "survey: { again: after 9 days, asked: [{ by: pigeon, share: all }] }\n",
	    "write wrap-up, call or mail");
	wrong(
	    HEAD(
		"faces") "survey: { again: after 9 days, asked: [{ channel: fax, share: all }] }\n",
	    "'fax' is no channel");
	wrong(HEAD("faces") "survey: { again: after 9 days, asked: [{ by: mail, share: all }] }\n",
	    "write 'apart: true'");
	wrong(HEAD("faces") "survey: { again: after 9 days, asked: { share: all } }\n",
	    "a list of rules");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("directory_survey");
	TCase *tests = tcase_create("survey");
	tcase_add_checked_fixture(tests, reading_begin, reading_end);
	tcase_add_test(tests, a_share_is_drawn_and_always_the_same);
	tcase_add_test(tests, the_first_rule_that_fits_decides);
	tcase_add_test(tests, never_without_the_tick_nor_of_what_is_sensitive);
	tcase_add_test(tests, left_in_peace);
	tcase_add_test(tests, whoever_wrote_is_written_to);
	tcase_add_test(tests, mistakes_have_their_sentence);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
