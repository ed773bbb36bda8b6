/* Who holds an address, and which councils' services are told of another one. */
#include "base/arena.h"
#include "directory/holds.h"
#include "helpers/reading.h"
#include "helpers/tap.h"

#include <string.h>

static const char counties[] =
    "councils:\n"
    "  lancs: { name: Lancs, short: L, tier: county }\n"
    "  chorley: { name: Chorley, short: C, tier: district, county: lancs }\n"
    "  burnley: { name: Burnley, short: B, tier: district, county: lancs, until: 2027-04-01,\n"
    "    successor: pennine }\n"
    "  pennine: { name: Pennine, short: P, tier: district, county: lancs, from: 2027-04-01 }\n"
    "  bolton: { name: Bolton, short: Bo, tier: unitary, crm: false }\n"
    "teams:\n"
    "  tax: { name: Tax, council: chorley }\n";

static struct partnership partnership;

static void
begin(void)
{
	reading_begin();
	int rc = partnership_parse(
	    &arena, "partnership.yml", counties, sizeof counties - 1, &partnership, &findings);
	ck_assert_msg(rc == 0, "%s", reading_findings());
}

/* The councils that are told, and "?" behind one that is told only of its customers. */
static const char *
who(const char *provider, const char *holds, const char *from, const char *to, bool own_only,
    int year)
{
	const char *text = arena_printf(&arena,
	    "service: tax\ntitle: Tax\nprovided_by: %s\nowner: { team: tax, email: a@b.example }\n"
	    "%sdialogue:\n  - section: It\n    prompts:\n      - refer: council-tax\n"
	    "        promise: Soon.\n        due: 2 working days\n",
	    provider, holds);
	struct service *service =
	    service_parse("tax.yaml", text, strlen(text), NULL, NULL, &findings);
	ck_assert_msg(service != NULL, "%s", reading_findings());
	struct telling telling = {.partnership = &partnership,
	    .from = from,
	    .to = to,
	    .at = "chorley",
	    .as = "chorley",
	    .own_only = own_only,
	    .on = {year, 6, 1}};
	struct tell tells[MOST_TELLS];
	size_t count = holds_tells(&telling, service, tells);
	const char *words = "";
	for (size_t i = 0; i < count; i++) {
		words = arena_printf(&arena, "%s%s%s%s", words, *words ? " " : "", tells[i].council,
		    tells[i].if_known ? "?" : "");
		ck_assert_str_eq(tells[i].role, "council-tax");
		ck_assert_str_eq(tells[i].team, "tax");
	}
	ck_assert(holds_may(text) == (strstr(holds, "holds") != NULL));
	service_free(service);
	return words;
}

#define HOLDS "holds: address\n"

START_TEST(both_councils_are_told)
{
	ck_assert_str_eq(
	    who("district", HOLDS, "chorley", "burnley", false, 2026), "chorley burnley");
	ck_assert_str_eq(who("district", HOLDS, "chorley", "chorley", false, 2026), "chorley");
	ck_assert_str_eq(who("county", HOLDS, "chorley", "burnley", false, 2026), "lancs");
	ck_assert_str_eq(who("district", "", "chorley", "burnley", false, 2026), "");
}
END_TEST

START_TEST(where_the_place_is_not_ours_nobody_is_told)
{
	ck_assert_str_eq(who("district", HOLDS, "chorley", NULL, false, 2026), "chorley");
	ck_assert_str_eq(who("county", HOLDS, NULL, "chorley", false, 2026), "lancs");
	ck_assert_str_eq(who("county", HOLDS, NULL, NULL, false, 2026), "");
	ck_assert_str_eq(who("district", HOLDS, "chorley", "bolton", false, 2026), "chorley");
}
END_TEST

START_TEST(who_shares_nothing_is_told_of_only_here)
{
	ck_assert_str_eq(who("district", HOLDS, "burnley", "chorley", true, 2026), "chorley");
	ck_assert_str_eq(who("county", HOLDS, "burnley", "chorley", true, 2026), "");
}
END_TEST

START_TEST(some_are_told_of_their_customers_only)
{
	ck_assert_str_eq(
	    who("district", "holds: address of its customers\n", "chorley", "burnley", false, 2026),
	    "chorley? burnley?");
	ck_assert_str_eq(
	    who("county", HOLDS "sensitive: true\n", "chorley", "burnley", false, 2026), "lancs?");
}
END_TEST

START_TEST(a_council_that_was_taken_over_is_not_told_any_more)
{
	ck_assert_str_eq(
	    who("district", HOLDS, "chorley", "burnley", false, 2028), "chorley pennine");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("holds");
	TCase *tcase = tcase_create("holds");
	tcase_add_checked_fixture(tcase, begin, reading_end);
	tcase_add_test(tcase, both_councils_are_told);
	tcase_add_test(tcase, where_the_place_is_not_ours_nobody_is_told);
	tcase_add_test(tcase, who_shares_nothing_is_told_of_only_here);
	tcase_add_test(tcase, some_are_told_of_their_customers_only);
	tcase_add_test(tcase, a_council_that_was_taken_over_is_not_told_any_more);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
