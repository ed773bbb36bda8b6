#include "directory/responsible.h"
#include "helpers/reading.h"
#include "helpers/tap.h"

#include <string.h>

static struct partnership partnership;

static const char *const good[] = {
    /*  1 */ "councils:",
    /*  2 */ "  lancashire: { name: Lancashire County Council, short: Lancashire, tier: county }",
    /*  3 */ "  chorley:",
    /*  4 */ "    name: Chorley Council",
    /*  5 */ "    short: Chorley",
    /*  6 */ "    tier: district",
    /*  7 */ "    county: lancashire",
    /*  8 */ "    telephone: 01632 960118",
    /*  9 */ "sites:",
    /* 10 */ "  oss: { name: One Stop Shop, council: chorley, hours: Mo-Fr 09:00-17:00 }",
    /* 11 */ "desks:",
    /* 12 */ "  oss-1: { name: desk 1, site: oss, kind: counter }",
    /* 13 */ "teams:",
    /* 14 */ "  waste: { name: Waste team, council: chorley, hours: Mo-Fr 08:00-16:00 }",
    /* 15 */ "  roads: { name: Roads, council: lancashire }",
    /* 16 */ "queues:",
    /* 17 */ "  waste-round: { chorley: waste }",
    /* 18 */ "  complaints: { chorley: waste, lancashire: roads }",
};
enum { LINES = sizeof good / sizeof *good };

static int
parse_with(int line, const char *text)
{
	const char *all = reading_lines(good, LINES, line, text);
	return partnership_parse(
	    &arena, "partnership.yml", all, strlen(all), &partnership, &findings);
}

START_TEST(the_ladder_of_lone_workers)
{
	ck_assert_int_eq(
	    parse_with(1, "lone_workers: { ring-worker: 5, emergency: 20 }\ncouncils:"), 0);
	ck_assert_uint_eq(partnership.ladder_count, 4);
	ck_assert_str_eq(partnership.ladder[0].id, "ring-worker");
	ck_assert_int_eq(partnership.ladder[0].after, 5);
	ck_assert_int_lt(partnership.ladder[1].after, 0); /* left out */
	ck_assert_int_eq(partnership.ladder[3].after, 20);
	ck_assert_int_eq(
	    parse_with(1, "lone_workers: { ring-worker: 25, emergency: 20 }\ncouncils:"), -1);
	ck_assert_int_eq(parse_with(1, "lone_workers: { ring-mother: 5 }\ncouncils:"), -1);
	ck_assert_int_eq(parse_with(1, good[0]), 0);
	ck_assert_int_eq(partnership.ladder[0].after, 10); /* the usual one */
}
END_TEST

START_TEST(a_partnership_is_read)
{
	ck_assert_int_eq(parse_with(0, NULL), 0);
	ck_assert_uint_eq(findings.count, 0);
	ck_assert_uint_eq(partnership.council_count, 2);
	ck_assert_str_eq(partnership.councils[1].id, "chorley");
	ck_assert_str_eq(partnership.councils[1].name, "Chorley Council");
	ck_assert_str_eq(partnership.councils[1].county, "lancashire");
	ck_assert_str_eq(partnership.councils[1].telephone, "01632 960118");
	ck_assert_ptr_null(partnership.councils[0].county);
	ck_assert_str_eq(partnership.sites[0].hours, "Mo-Fr 09:00-17:00");
	ck_assert_str_eq(partnership.desks[0].council, "chorley");
	ck_assert_str_eq(partnership.desks[0].kind, "counter");
	ck_assert_uint_eq(partnership.team_count, 2);
	ck_assert_uint_eq(partnership.queue_count, 3);
	ck_assert_str_eq(partnership.queues[0].id, "chorley.waste-round");
	ck_assert_str_eq(
	    partnership_queue(&partnership, "lancashire", "complaints")->team, "roads");
	ck_assert_ptr_null(partnership_queue(&partnership, "lancashire", "waste-round"));
	ck_assert_str_eq(partnership_team(&partnership, "waste")->name, "Waste team");
	ck_assert_ptr_null(partnership_team(&partnership, "wast"));
	ck_assert_ptr_null(partnership_council(&partnership, NULL));
}
END_TEST

/* What the top says is said for every council of the file that says nothing of its own. */
START_TEST(the_sharing_of_the_top_is_for_councils_without_one)
{
	ck_assert_int_eq(parse_with(1, "sharing: exists\ncouncils:"), 0);
	ck_assert_str_eq(partnership.councils[0].sharing, "exists");
	ck_assert_str_eq(partnership.councils[1].sharing, "exists");
	ck_assert_int_eq(
	    parse_with(1, "sharing: exists\ncouncils:\n"
			  "  eden: { name: E, short: E, tier: unitary, sharing: full }\n"
			  "  far: { name: F, short: F, tier: unitary, crm: no }"),
	    0);
	ck_assert_str_eq(partnership_council(&partnership, "eden")->sharing, "full");
	ck_assert_ptr_null(partnership_council(&partnership, "far")->sharing);
	ck_assert_str_eq(partnership_council(&partnership, "chorley")->sharing, "exists");
	ck_assert_int_eq(parse_with(0, NULL), 0);
	ck_assert_ptr_null(partnership.councils[1].sharing);
}
END_TEST

START_TEST(nobody_is_asked_unless_the_file_says_so)
{
	ck_assert_int_eq(parse_with(1, "councils:"), 0);
	ck_assert_ptr_null(partnership.councils[0].monitoring);
	ck_assert_int_eq(parse_with(1, "monitoring: [age, sex]\ncouncils:\n"
				       "  eden: { name: E, short: E, tier: unitary, monitoring: "
				       "[disability] }"),
	    0);
	ck_assert_str_eq(partnership_council(&partnership, "eden")->monitoring, "disability");
	ck_assert_str_eq(partnership_council(&partnership, "chorley")->monitoring, "age,sex");
	ck_assert_int_lt(parse_with(1, "monitoring: [age, religon]\ncouncils:"), 0);
	ck_assert_ptr_nonnull(strstr(reading_findings(),
	    "1:13: error: 'religon' is no equality question: did you mean 'religion'?"));
}
END_TEST

static const struct {
	int line;
	const char *text, *says;
} mistakes[] = {
    {1, "sharing: some\ncouncils:", "1:10: error: 'some' is no sharing: write none, exists"},
    {1, "council:", "1:1: error: the file begins with 'councils:'"},
    {4, NULL, "3:3: error: 'chorley' has no name: add it"},
    {6, "    tier: borough", "6:11: error: 'borough' is no tier: write county, district"},
    {6, "    tier: distrct", "6:11: error: 'distrct' is no tier: did you mean 'district'?"},
    {7, NULL, "6:11: error: the district 'chorley' has no county: add it"},
    {7, "    county: cheshire", "7:13: error: 'cheshire' is not a county of this file"},
    {7, "    county: chorley", "7:13: error: 'chorley' is not a county of this file"},
    {8, "    phone: 01632", "8:5: error: 'phone' is not known here: delete it"},
    {10, "  oss: { name: One Stop Shop, council: chorle }",
	"10:40: error: there is no council 'chorle' in this file"},
    {10, "  oss: { name: One Stop Shop, council: chorley, hours: daily }",
	"10:56: error: the hours are not understood"},
    {10, "  O S S: { name: One Stop Shop, council: chorley }",
	"10:3: error: 'O S S' cannot be an id"},
    {12, "  oss-1: { name: desk 1, site: os, kind: counter }",
	"12:32: error: there is no site 'os' in this file"},
    {12, "  oss-1: { name: desk 1, site: oss, kind: tent }",
	"12:43: error: 'tent' is no kind: write counter, phone"},
    {12, "  oss-1: desk 1", "12:10: error: 'oss-1' must be followed by"},
    {14, "  waste: { name: Waste team, council: nowhere }",
	"14:39: error: there is no council 'nowhere'"},
    {17, "  waste-round: { chorley: wast }", "17:27: error: there is no team 'wast' in this file"},
    {17, "  waste-round: { nowhere: waste }", "17:18: error: there is no council 'nowhere'"},
    {17, "  waste-round: { lancashire: waste }",
	"17:30: warning: the team 'waste' belongs to 'chorley', not to 'lancashire'"},
    {17, "  waste-round: waste", "17:16: error: a queue role is written"},
};

START_TEST(mistakes_are_named_where_they_are)
{
	bool warning = strstr(mistakes[_i].says, "warning") != NULL;
	ck_assert_int_eq(parse_with(mistakes[_i].line, mistakes[_i].text), warning ? 0 : -1);
	const char *all = reading_findings();
	ck_assert_msg(
	    strstr(all, mistakes[_i].says) != NULL, "wanted: %s\ngot: %s", mistakes[_i].says, all);
}
END_TEST

static const char two_counties[] =
    "councils:\n"
    "  lancashire: { name: L, short: L, tier: county }\n"
    "  cumbria: { name: C, short: C, tier: county }\n"
    "  chorley: { name: C, short: C, tier: district, county: lancashire }\n"
    "  eden: { name: E, short: E, tier: district, county: cumbria }\n"
    "  blackburn: { name: B, short: B, tier: unitary }\n";

/* Provider, district of the address, whose name was answered; who is responsible with one county,
 * and with two and a unitary council. */
static const struct {
	enum provider provider;
	const char *district, *as, *one, *two;
} responsible[] = {
    {PROVIDED_BY_DISTRICT, "chorley", "lancashire", "chorley", "chorley"},
    {PROVIDED_BY_DISTRICT, "", "chorley", "", ""},
    {PROVIDED_BY_DISTRICT, NULL, "chorley", "", ""},
    {PROVIDED_BY_DISTRICT, "nowhere", "chorley", "", ""},
    {PROVIDED_BY_DISTRICT, "lancashire", "chorley", "", ""},
    {PROVIDED_BY_COUNTY, "chorley", "chorley", "lancashire", "lancashire"},
    {PROVIDED_BY_COUNTY, "", "chorley", "lancashire", ""},
    {PROVIDED_BY_COUNTY, NULL, NULL, "lancashire", ""},
    {PROVIDED_BY_COUNTY, "eden", "chorley", "lancashire", "cumbria"},
    {PROVIDED_BY_COUNTY, "blackburn", "chorley", "lancashire", "blackburn"},
    {PROVIDED_BY_DISTRICT, "blackburn", "chorley", "", "blackburn"},
    {PROVIDED_BY_ANY, "chorley", "eden", "", "eden"},
    {PROVIDED_BY_ANY, "chorley", NULL, "", ""},
};

static const char *
responsible_there(enum provider provider, const char *district, const char *as)
{
	static struct responsible who;
	struct service service = {.provided_by = provider};
	responsible_for(&partnership, &service, &(struct whereabouts){.district = district}, as,
	    (struct date){2026, 11, 20}, &who);
	return responsible_id(&who);
}

START_TEST(the_address_decides_who_is_responsible)
{
	ck_assert_int_eq(parse_with(0, NULL), 0);
	ck_assert_str_eq(responsible_there(responsible[_i].provider, responsible[_i].district,
			     responsible[_i].as),
	    responsible[_i].one);
	ck_assert_int_eq(partnership_parse(&arena, "p", two_counties, strlen(two_counties),
			     &partnership, &findings),
	    0);
	ck_assert_str_eq(responsible_there(responsible[_i].provider, responsible[_i].district,
			     responsible[_i].as),
	    responsible[_i].two);
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

/* What the file says last, on a line of its own. */
static const char *
retention_says(const char *text)
{
	findings_release(&findings);
	findings_init(&findings);
	parse_with(LINES, arena_printf(&arena, "%s\n%s", good[LINES - 1], text));
	return findings.count ? findings.items[0].sentence : "";
}

START_TEST(rules_of_retention_are_read)
{
	ck_assert_str_eq(
	    retention_says("retention:\n"
			   "  contact: { months: 36, after: ended, then: anonymise }\n"
			   "  customer: { months: 84, after: last_contact, then: erase }"),
	    "");
	ck_assert_uint_eq(partnership.retention_count, RETAIN_KINDS);
	ck_assert_int_eq(partnership.retention[RETAIN_CONTACT].months, 36);
	ck_assert_str_eq(partnership.retention[RETAIN_CUSTOMER].then, "erase");
	ck_assert_int_eq(partnership.retention[RETAIN_CASE].months, 0);
	ck_assert_str_eq(
	    retention_says("retention: { contact: { months: 36, after: ended, then: erase } }"),
	    "reports count each contact for ever, so it stays without its person: write 'then: "
	    "anonymise'");
	ck_assert_str_eq(
	    retention_says("retention: { note: { months: 36, after: closed, then: erase } }"),
	    "'closed' is not for a note: write 'after: written'");
	ck_assert_str_eq(retention_says("retention: { note: { months: 36, after: written } }"),
	    "'note' has no then: add 'then: erase'");
	ck_assert_str_eq(retention_says("retention: { note: { after: written, then: erase } }"),
	    "'note' has no months: add it");
	ck_assert_str_eq(
	    retention_says("retention: { case: { months: 0, after: closed, then: anonymise } }"),
	    "months must be a whole number from 1 to 1200");
	ck_assert_str_eq(retention_says("retention: { cases: { months: 3 } }"),
	    "'cases' is not known here: did you mean 'case'?");
	ck_assert_str_eq(retention_says("retention: 36"),
	    "retention has a rule for any of note, check, marker, relation, case, contact, visit, "
	    "customer");
	ck_assert_str_eq(retention_says("retention: { case: 36 }"),
	    "a rule is written { months: 36, after: closed, then: anonymise }");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("directory_partnership");
	TCase *tcase = tcase_create("partnership");
	tcase_add_checked_fixture(tcase, reading_begin, reading_end);
	tcase_add_test(tcase, rules_of_retention_are_read);
	tcase_add_test(tcase, a_partnership_is_read);
	tcase_add_test(tcase, the_ladder_of_lone_workers);
	tcase_add_test(tcase, the_sharing_of_the_top_is_for_councils_without_one);
	tcase_add_test(tcase, nobody_is_asked_unless_the_file_says_so);
	tcase_add_loop_test(tcase, mistakes_are_named_where_they_are, 0, COUNT(mistakes));
	tcase_add_loop_test(tcase, the_address_decides_who_is_responsible, 0, COUNT(responsible));
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
