/* Who does this at this door: service x address x date. */
#include "base/arena.h"
#include "directory/responsible.h"
#include "helpers/reading.h"
#include "helpers/tap.h"

#include <string.h>

static const char counties[] =
    "special: { 2026-12-24: 09:00-12:00 }\n"
    "out_of_hours: { text: Only danger cannot wait., telephone: 01632 960999 }\n"
    "councils:\n"
    "  lancs: { name: Lancs, short: L, tier: county, until: 2027-04-01 }\n"
    "  chorley: { name: Chorley, short: C, tier: district, county: lancs, postcodes: [PR6, PR7],\n"
    "    until: 2027-04-01, successor: central, special: { 2026-12-28: off } }\n"
    "  ribble: { name: South Ribble, short: R, tier: district, county: lancs, crm: false,\n"
    "    postcodes: [PR5, PR6 8, PR26], until: 2027-04-01, successor: central,\n"
    "    telephone: 01632 960126, web: ribble.example }\n"
    "  wyre: { name: Wyre, short: W, tier: district, county: lancs, postcodes: [FY6],\n"
    "    until: 2027-04-01, successor: coast }\n"
    "  fylde: { name: Fylde, short: F, tier: district, county: lancs, postcodes: [FY8, FY6 7, FY6 "
    "8],\n"
    "    until: 2027-04-01, successor: coast }\n"
    "  bolton: { name: Bolton, short: B, tier: unitary, crm: false, postcodes: [BL] }\n"
    "  central: { name: Central Lancs, short: CL, tier: unitary, from: 2027-04-01,\n"
    "    postcodes: [PR5, PR6, PR7, PR26] }\n"
    "  coast: { name: Coast, short: Co, tier: unitary, from: 2027-04-01, postcodes: [FY] }\n"
    "  adlington: { name: Adlington Town, short: A, tier: parish, district: chorley, postcodes: "
    "[PR6 9],\n"
    "    telephone: 01632 960301 }\n"
    "  croston: { name: Croston Parish, short: Cr, tier: parish, district: chorley }\n"
    "bodies:\n"
    "  north-water: { name: North Water, kind: water, areas: [lancs, central, coast], telephone: "
    "01632 960400 }\n"
    "  west-water: { name: West Water, kind: water, areas: [FY6 8] }\n"
    "  police: { name: The Police, kind: police }\n"
    "  oak-homes: { name: Oak Homes, kind: housing, areas: [chorley] }\n"
    "  elm-homes: { name: Elm Homes, kind: housing, areas: [chorley, wyre] }\n"
    "  hill-homes: { name: Hill Homes, kind: housing, areas: [adlington] }\n"
    "sites:\n"
    "  oss: { name: One Stop Shop, council: chorley, hours: Mo-Fr 09:00-17:00, special: { "
    "2026-12-31: off } }\n"
    "places:\n"
    "  tip: { name: Household waste site, council: lancs, roles: [household-waste], postcode: "
    "pr71ab,\n"
    "    easting: 358000, northing: 417000 }\n"
    "teams:\n"
    "  waste: { name: Waste, council: chorley }\n"
    "  roads: { name: Roads, council: lancs }\n"
    "  new-roads: { name: New roads, council: central }\n"
    "queues:\n"
    "  waste-round: { chorley: waste }\n"
    "  roads: { lancs: roads, central: new-roads }\n"
    "  lights: { lancs: roads }\n";

static struct partnership partnership;

static void
begin(void)
{
	reading_begin();
	int rc = partnership_parse(
	    &arena, "partnership.yml", counties, sizeof counties - 1, &partnership, &findings);
	ck_assert_msg(rc == 0, "%s", reading_findings());
}

static struct date
day(const char *text)
{
	struct date date = {0};
	ck_assert(date_parse(text, &date));
	return date;
}

#define COUNTY PROVIDED_BY_COUNTY
#define DISTRICT PROVIDED_BY_DISTRICT
#define ANY PROVIDED_BY_ANY
#define PARISH PROVIDED_BY_PARISH
#define BODY PROVIDED_BY_BODY

/* Provider, kind of body, postcode, district, parish, whose name was answered, day; then who, whose
 * it was before, whether they share this CRM, and the sentence that says why. */
static const struct {
	enum provider provider;
	const char *body, *postcode, *district, *parish, *as, *on;
	const char *who, *was;
	bool shares;
	const char *why;
} cases[] = {
    /* the property's district decides */
    {DISTRICT, NULL, "PR6 8XY", "chorley", NULL, "lancs", "2026-11-20", "chorley", NULL, true,
	"Chorley is the district council there until 1 Apr 2027"},
    {DISTRICT, NULL, "PR7 1AB", "ribble", NULL, "chorley", "2026-11-20", "ribble", NULL, false,
	"South Ribble is the district council there"},
    {COUNTY, NULL, NULL, "ribble", NULL, "chorley", "2026-11-20", "lancs", NULL, true,
	"Lancs is the county council there"},
    {COUNTY, NULL, NULL, "bolton", NULL, "chorley", "2026-11-20", "bolton", NULL, false,
	"Bolton is the only council there"},
    /* only a postcode: one district, two, none */
    {DISTRICT, NULL, "pr7 1ab", NULL, NULL, "lancs", "2026-11-20", "chorley", NULL, true,
	"Chorley is the district council there"},
    {DISTRICT, NULL, "PR6 8XY", NULL, NULL, "lancs", "2026-11-20", "ribble", NULL, false, ""},
    {DISTRICT, NULL, "FY6 7AA", NULL, NULL, "lancs", "2026-11-20", "fylde", NULL, true, ""},
    {DISTRICT, NULL, "FY6 1AA", NULL, NULL, "lancs", "2026-11-20", "wyre", NULL, true, ""},
    {DISTRICT, NULL, "BL6 5HW", NULL, NULL, "lancs", "2026-11-20", "bolton", NULL, false, ""},
    {DISTRICT, NULL, "nonsense", NULL, NULL, "lancs", "2026-11-20", "", NULL, false,
	"the place does not tell: one of Chorley, South Ribble, Wyre, Fylde, Bolton"},
    {DISTRICT, NULL, NULL, "lancs", NULL, "lancs", "2026-11-20", "", NULL, false,
	"the place does not tell: one of Chorley"},
    {COUNTY, NULL, "PR6 8XY", NULL, NULL, "chorley", "2026-11-20", "lancs", NULL, true, ""},
    {COUNTY, NULL, NULL, NULL, NULL, "chorley", "2026-11-20", "", NULL, false, ""},
    /* reorganised: before the day the old, from it the new */
    {DISTRICT, NULL, NULL, "chorley", NULL, "chorley", "2027-03-31", "chorley", NULL, true, ""},
    {DISTRICT, NULL, NULL, "chorley", NULL, "chorley", "2027-04-01", "central", "chorley", true,
	"Central Lancs is the only council there since 1 Apr 2027, before Chorley"},
    {COUNTY, NULL, NULL, "chorley", NULL, "chorley", "2027-03-31", "lancs", NULL, true, ""},
    {COUNTY, NULL, NULL, "chorley", NULL, "chorley", "2027-04-01", "central", "lancs", true,
	"Central Lancs is the only council there since 1 Apr 2027, before Lancs"},
    {DISTRICT, NULL, NULL, "ribble", NULL, "chorley", "2027-04-01", "central", "ribble", true, ""},
    /* recorded as the new one, asked before its day: it may be any of the old */
    {DISTRICT, NULL, NULL, "central", NULL, "chorley", "2027-03-31", "", NULL, false,
	"the place does not tell: one of Chorley, South Ribble"},
    {COUNTY, NULL, NULL, "central", NULL, "chorley", "2027-03-31", "lancs", NULL, true, ""},
    {DISTRICT, NULL, NULL, "central", NULL, "chorley", "2027-04-01", "central", NULL, true, ""},
    {DISTRICT, NULL, "FY6 8AA", NULL, NULL, "chorley", "2027-04-01", "coast", "fylde", true, ""},
    /* every council has its own: the name that was answered, and who took it over */
    {ANY, NULL, NULL, NULL, NULL, "chorley", "2026-11-20", "chorley", NULL, true,
	"every council has its own: Chorley was asked"},
    {ANY, NULL, NULL, NULL, NULL, "chorley", "2027-04-01", "central", "chorley", true, ""},
    {ANY, NULL, NULL, NULL, NULL, "nowhere", "2027-04-01", "", NULL, false,
	"nobody is known who does this there"},
    /* parishes */
    {PARISH, NULL, NULL, "chorley", "adlington", "chorley", "2026-11-20", "adlington", NULL, false,
	"Adlington Town is the parish council there"},
    {PARISH, NULL, NULL, NULL, "adlington", "chorley", "2027-04-01", "adlington", NULL, false, ""},
    {PARISH, NULL, NULL, "chorley", "none", "chorley", "2026-11-20", "chorley", NULL, true,
	"there is no parish council: Chorley does it instead"},
    {PARISH, NULL, NULL, "wyre", NULL, "chorley", "2026-11-20", "wyre", NULL, true,
	"there is no parish council: Wyre does it instead"},
    {PARISH, NULL, NULL, "chorley", NULL, "chorley", "2026-11-20", "", NULL, false,
	"the place does not tell: one of Adlington Town, Croston Parish"},
    {PARISH, NULL, "PR6 9AA", "chorley", NULL, "chorley", "2026-11-20", "", NULL, false,
	"the place does not tell: one of Adlington Town"},
    {DISTRICT, NULL, NULL, NULL, "croston", "lancs", "2026-11-20", "chorley", NULL, true, ""},
    /* outside bodies: by postcode, then by the smallest council */
    {BODY, "water", NULL, "wyre", NULL, "chorley", "2026-11-20", "north-water", NULL, false,
	"North Water does this there (water)"},
    {BODY, "water", "FY6 8AA", NULL, NULL, "chorley", "2026-11-20", "west-water", NULL, false, ""},
    {BODY, "water", "FY6 8AA", "wyre", NULL, "chorley", "2027-04-01", "west-water", NULL, false,
	""},
    {BODY, "water", "FY6 1AA", NULL, NULL, "chorley", "2027-04-01", "north-water", NULL, false, ""},
    {BODY, "water", "BL6 5HW", "bolton", NULL, "chorley", "2026-11-20", "", NULL, false,
	"nobody is known who does this there"},
    {BODY, "water", NULL, NULL, NULL, "chorley", "2026-11-20", "", NULL, false,
	"the place does not tell: one of North Water, West Water"},
    {BODY, "police", NULL, NULL, NULL, "chorley", "2026-11-20", "police", NULL, false, ""},
    {BODY, "housing", NULL, "wyre", NULL, "chorley", "2026-11-20", "elm-homes", NULL, false, ""},
    {BODY, "housing", NULL, "chorley", "adlington", "chorley", "2026-11-20", "hill-homes", NULL,
	false, ""},
    {BODY, "housing", NULL, "chorley", "none", "chorley", "2026-11-20", "", NULL, false,
	"the place does not tell: one of Oak Homes, Elm Homes"},
    {BODY, "ferry", NULL, "chorley", NULL, "chorley", "2026-11-20", "", NULL, false,
	"nobody is known who does this there"},
};

START_TEST(the_door_and_the_day_decide)
{
	struct responsible who;
	struct service service = {.provided_by = cases[_i].provider, .body = cases[_i].body};
	struct whereabouts where = {.postcode = cases[_i].postcode,
	    .district = cases[_i].district,
	    .parish = cases[_i].parish};
	responsible_for(&partnership, &service, &where, cases[_i].as, day(cases[_i].on), &who);
	const char *why = responsible_why(&who, &service, &arena);
	ck_assert_msg(strcmp(responsible_id(&who), cases[_i].who) == 0, "%s, not %s: %s",
	    responsible_id(&who), cases[_i].who, why);
	ck_assert_str_eq(who.was ? who.was->id : "", cases[_i].was ? cases[_i].was : "");
	ck_assert_int_eq(who.shares_crm, cases[_i].shares);
	ck_assert_msg(strncmp(why, cases[_i].why, strlen(cases[_i].why)) == 0, "%s", why);
	bool settled = *responsible_id(&who) || who.reason == WHO_NOBODY;
	ck_assert_int_eq(who.asks == WHO_SETTLED, settled);
	ck_assert_int_eq(who.candidates == 0, settled);
}
END_TEST

START_TEST(a_body_that_was_named_is_asked_no_more)
{
	struct responsible who;
	struct service service = {.provided_by = PROVIDED_BY_BODY, .body = "housing"};
	struct whereabouts where = {.district = "chorley", .body = "oak-homes"};
	responsible_for(&partnership, &service, &where, NULL, day("2026-11-20"), &who);
	ck_assert_str_eq(responsible_id(&who), "oak-homes");
	where.body = "north-water"; /* of another kind */
	responsible_for(&partnership, &service, &where, NULL, day("2026-11-20"), &who);
	ck_assert_int_eq(who.asks, WHO_ASK_BODY);
}
END_TEST

static const char *
queue_at(const char *district, enum provider provider, const char *on, const char *role)
{
	struct responsible who;
	struct service service = {.provided_by = provider};
	responsible_for(&partnership, &service, &(struct whereabouts){.district = district}, NULL,
	    day(on), &who);
	const struct queue *queue = responsible_queue(&partnership, &who, role);
	return queue ? queue->id : "";
}

START_TEST(queues_follow_the_successor)
{
	ck_assert_str_eq(
	    queue_at("chorley", DISTRICT, "2027-03-31", "waste-round"), "chorley.waste-round");
	ck_assert_str_eq(
	    queue_at("chorley", DISTRICT, "2027-04-01", "waste-round"), "chorley.waste-round");
	ck_assert_str_eq(queue_at("ribble", DISTRICT, "2027-04-01", "waste-round"), "");
	ck_assert_str_eq(queue_at("chorley", COUNTY, "2027-03-31", "roads"), "lancs.roads");
	ck_assert_str_eq(queue_at("chorley", COUNTY, "2027-04-01", "roads"), "central.roads");
	ck_assert_str_eq(queue_at("chorley", COUNTY, "2027-04-01", "lights"), "lancs.lights");
}
END_TEST

START_TEST(what_the_file_says_once_is_every_councils)
{
	const struct council *chorley = partnership_council(&partnership, "chorley");
	ck_assert_str_eq(chorley->special, "2026 Dec 24 09:00-12:00; 2026 Dec 28 off");
	ck_assert_str_eq(chorley->out_of_hours, "Only danger cannot wait.");
	ck_assert_str_eq(chorley->emergency, "01632 960999");
	ck_assert_ptr_null(partnership_council(&partnership, "ribble")->special);
	ck_assert_ptr_null(partnership_council(&partnership, "ribble")->emergency);
	ck_assert_str_eq(
	    partnership_site(&partnership, "oss")->hours, "Mo-Fr 09:00-17:00; 2026 Dec 31 off");
	const struct site *tip = partnership_site(&partnership, "tip");
	ck_assert_str_eq(tip->postcode, "PR7 1AB");
	ck_assert_int_eq(tip->northing, 417000);
	ck_assert_str_eq(tip->roles, "household-waste");
}
END_TEST

/* The day begins at midnight in London, in summer an hour before that of UTC. */
START_TEST(the_day_is_londons)
{
	static const char *const moments[][2] = {{"2027-03-31T22:59:59Z", "chorley"},
	    {"2027-03-31T23:00:00Z", "central"}, {"2027-03-31T12:00:00Z", "chorley"}};
	for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) {
		micros when;
		struct responsible who;
		struct service service = {.provided_by = PROVIDED_BY_DISTRICT};
		ck_assert(rfc3339_parse(moments[i][0], &when));
		responsible_for(&partnership, &service,
		    &(struct whereabouts){.district = "chorley"}, NULL, london_of(when).date, &who);
		ck_assert_str_eq(responsible_id(&who), moments[i][1]);
	}
}
END_TEST

#define COUNT(table) ((int)(sizeof(table) / sizeof *(table)))

int
main(void)
{
	Suite *suite = suite_create("directory_responsible");
	TCase *tcase = tcase_create("responsible");
	tcase_add_checked_fixture(tcase, begin, reading_end);
	tcase_add_loop_test(tcase, the_door_and_the_day_decide, 0, COUNT(cases));
	tcase_add_test(tcase, a_body_that_was_named_is_asked_no_more);
	tcase_add_test(tcase, queues_follow_the_successor);
	tcase_add_test(tcase, what_the_file_says_once_is_every_councils);
	tcase_add_test(tcase, the_day_is_londons);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
