/* Fresh, stale, never vouched for: of an entry, of a fact with and without a date of its own, and
 * of a text by what it quotes. */
#include "directory/fresh.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <string.h>

static const struct date today = {2026, 11, 20};

static struct service *
entry(const char *head, const char *facts)
{
	struct finding_list findings;
	char text[1000];
	snprintf(text, sizeof text,
	    "service: x\ntitle: X\nprovided_by: county\n%s"
	    "facts:\n%s",
	    head, facts);
	findings_init(&findings);
	struct service *service =
	    service_parse("x.yaml", text, strlen(text), NULL, NULL, &findings);
	ck_assert_msg(service != NULL, "%s", findings.count ? findings.items[0].sentence : "");
	findings_release(&findings);
	return service;
}

static const struct fact *
find(void *context, const char *name, const struct service **of)
{
	*of = context;
	return strncmp(name, "fact.", 5) == 0 ? service_fact(*of, name + 5) : NULL;
}

static enum standing
of_fact(const struct service *service, const char *name, struct date on)
{
	return fact_freshness(service, service_fact(service, name), on).standing;
}

START_TEST(an_entry_is_stale_after_its_review_date_not_on_it)
{
	struct service *service =
	    entry("assured: 2026-01-01\nreview_by: 2026-11-20\n", "  fee: { value: none }\n");
	ck_assert_int_eq(service_freshness(service, today).standing, STANDING_FRESH);
	struct freshness next = service_freshness(service, date_add(today, 1));
	ck_assert_int_eq(next.standing, STANDING_STALE);
	ck_assert_int_eq(date_compare(next.since, today), 0);
	service_free(service);
}
END_TEST

START_TEST(an_entry_that_was_never_vouched_for_says_so)
{
	struct service *service = entry("", "  fee: { value: none }\n");
	ck_assert_int_eq(service_freshness(service, today).standing, STANDING_NEVER_VOUCHED);
	ck_assert_int_eq(of_fact(service, "fee", today), STANDING_NEVER_VOUCHED);
	service_free(service);
}
END_TEST

START_TEST(a_fact_goes_by_its_own_date_else_by_its_entry)
{
	struct service *service = entry("assured: 2026-01-01\nreview_by: 2026-06-01\n",
	    "  own: { value: a, review_by: 2027-01-01 }\n"
	    "  old: { value: b, review_by: 2026-03-01 }\n"
	    "  none: { value: c }\n");
	ck_assert_int_eq(of_fact(service, "own", today), STANDING_FRESH);
	ck_assert_int_eq(of_fact(service, "old", today), STANDING_STALE);
	ck_assert_int_eq(of_fact(service, "none", today), STANDING_STALE);
	ck_assert_int_eq(of_fact(service, "none", (struct date){2026, 5, 1}), STANDING_FRESH);
	service_free(service);
}
END_TEST

START_TEST(a_text_is_as_fresh_as_the_worst_it_quotes)
{
	struct service *service = entry("assured: 2026-01-01\nreview_by: 2027-01-01\n",
	    "  good: { value: a }\n"
	    "  old: { value: b, review_by: 2026-10-01 }\n"
	    "  older: { value: b, review_by: 2026-03-01 }\n");
	const struct fact_finder finder = {find, service};
	ck_assert_int_eq(text_freshness(NULL, &finder, today).standing, STANDING_FRESH);
	ck_assert_int_eq(
	    text_freshness("${bin} and ${fact.good}", &finder, today).standing, STANDING_FRESH);
	struct freshness worst =
	    text_freshness("${fact.old} ${fact.good} ${fact.older}", &finder, today);
	ck_assert_int_eq(worst.standing, STANDING_STALE);
	ck_assert_int_eq(worst.since.month, 3);
	service_free(service);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("fresh");
	TCase *tests = tcase_create("fresh");
	tcase_add_test(tests, an_entry_is_stale_after_its_review_date_not_on_it);
	tcase_add_test(tests, an_entry_that_was_never_vouched_for_says_so);
	tcase_add_test(tests, a_fact_goes_by_its_own_date_else_by_its_entry);
	tcase_add_test(tests, a_text_is_as_fresh_as_the_worst_it_quotes);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
