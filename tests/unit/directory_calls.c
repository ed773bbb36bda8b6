/* Everyday calls through the starter directory end where they should, each council by its own text.
 */
#include "dialogue/walk.h"
#include "helpers/reading.h"
#include "helpers/tap.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_ANSWERS = 14 };

static const struct date today = {2026, 11, 20};

static struct directory *directory;

static void
load(void)
{
	reading_begin();
	directory = reading_starter();
}

static void
unload(void)
{
	directory_free(directory);
	reading_end();
}

static const struct call {
	const char *service, *council;
	const char *answers; /* name=value, a semicolon between */
	const char *outcome; /* prompt id; null: still open */
	const char *due;
} calls[] = {
    {"missed-bin", "chorley", "property=x;bin=grey;out_by_six=yes", "waste-round", "1 working day"},
    {"missed-bin", "ribble-valley", "property=x;bin=sack;out_by_six=yes", "waste-round",
	"3 working days"},
    {"missed-bin", "burnley", "property=x;bin=blue;out_by_six=no", "next-collection", NULL},
    {"missed-bin", "chorley", "property=x;bin=grey", NULL, NULL},
    {"assisted-collection", "pendle", "property=x;someone_able=yes", "not-eligible", NULL},
    {"bulky-waste", "chorley", "property=x;whose=business", "trade-waste", NULL},
    {"bulky-waste", "chorley",
	"property=x;whose=home;items=sofa;how_many=1;reduced=no;go_ahead=yes;left_at=drive",
	"bulky-waste", "2 working days"},
    {"pothole", "lancashire", "way=road;place=x;how_bad=danger", "refer-danger", "4 hours"},
    {"pothole", "lancashire", "way=trunk", "national-highways", NULL},
    {"street-lighting", "lancashire", "fault=several;houses_dark=yes", "power-cut", NULL},
    {"council-tax-moving", "chorley",
	"move=in;new_address=x;moved_on=2026-11-20;holds=own;adults=1", "council-tax",
	"7 working days"},
    {"council-tax-moving", "chorley", "move=in;new_address=x;moved_on=2026-11-20;holds=lodge",
	"no-bill-for-lodger", NULL},
    {"council-tax-arrears", "burnley", "property=x;stage=agents;at_the_door=yes", "refer-door",
	"2 working hours"},
    {"council-tax-arrears", "pendle",
	"property=x;stage=reminder;agreed=yes;can_pay=spread;can_afford=x", "refer-plan",
	"10 working days"},
    {"housing-benefit-progress", "chorley",
	"about=new;property=x;sent_in=lately;evidence_in=yes;home_at_risk=no", "within-time", NULL},
    {"housing-benefit-progress", "chorley",
	"about=new;property=x;sent_in=lately;evidence_in=no;home_at_risk=yes", "refer-home",
	"1 working day"},
    {"blue-badge", "lancashire", "want=new;holder=self;home=x;award=pip;how=web",
	"apply-on-the-web", NULL},
    {"schools-transport", "lancashire",
	"want=today;child_safe=no;child_and_stop=x;route=x;ring_on=x", "refer-missing", "1 hour"},
    {"birth-registration", "lancashire", "want=stillbirth;ring_on=x", "refer-stillbirth",
	"4 working hours"},
    {"adult-social-care", "lancashire",
	"danger=no;abuse=no;who=self;home=x;in_hospital=no;story=x;tonight=yes;ring_on=x",
	"refer-needs", "2 working days"},
    {"child-safeguarding", "lancashire", "danger=yes;where_now=x", "refer-now", "1 hour"},
    {"child-safeguarding", "lancashire", "danger=no;who_rings=public;child_name=x;seen=x;today=no",
	"refer-worry", "1 working day"},
    {"pest-control", "chorley", "pest=bees", "bee-keepers", NULL},
    {"planning-enquiry", "pendle", "want=need;property=x;work=fence;special=no;enough=yes",
	"none-needed", NULL},
    {"noise", "chorley", "violence=yes", "police", NULL},
    {"noise", "chorley", "violence=no;kind=dog;source=x;heard_at=x;pattern=x;landlord=no;spoken=no",
	"refer-noise", "3 working days"},
    {"stray-dog", "ribble-valley",
	"attack=no;want=held;place=x;looks=x;hurt=no;keep_until=yes;ring_on=x", "refer-fetch",
	"8 working hours"},
    {"libraries", "lancashire", "want=join", "join-on-the-web", NULL},
    {"complaint", "chorley", "council=chorley;kind=service;happened=x;put_right=x;answered=none",
	"refer-first", "15 working days"},
    {"complaint", "pendle", "council=pendle;kind=first_time", "make-it-a-job", NULL},
    {"street-cleansing", "chorley", "mess=litter;near=x;spot=x;land=public", "refer-sweep",
	"3 working days"},
    {"street-cleansing", "hyndburn", "mess=needles;near=x;spot=x", "refer-needles",
	"2 working hours"},
    {"street-cleansing", "burnley", "mess=spill;skidding=no;near=x", "to-highways", NULL},
    {"fly-tipping", "burnley", "happening=no;what=bags;size=car;near=x;spot=x;land=public;seen=no",
	"refer-clear", "2 working days"},
    {"fly-tipping", "pendle",
	"happening=no;what=rubble;size=van;near=x;spot=x;land=private;seen=no", "licensed-carrier",
	NULL},
    {"fly-tipping", "chorley",
	"happening=yes;what=tyres;size=van;near=x;spot=x;land=private;seen=yes;details=x",
	"refer-caught", "1 working day"},
    {"abandoned-vehicle", "chorley",
	"danger=no;whose=others;plate=x;state=wreck;near=x;land=public", "refer-wreck",
	"1 working day"},
    {"abandoned-vehicle", "rossendale", "danger=no;whose=others;plate=x;state=left;near=x",
	"may-stand", NULL},
    {"dog-fouling", "ribble-valley", "want=clear;near=x;spot=x;children=no;land=public",
	"refer-clear", "5 working days"},
    {"dog-fouling", "pendle", "want=clear;near=x;spot=x;children=yes;land=public", "refer-children",
	"1 working day"},
    {"dog-fouling", "hyndburn", "want=own", "own-garden", NULL},
    {"garden-waste", "pendle", "want=join;property=x;bins=1;go_ahead=yes", "refer-join",
	"10 working days"},
    {"garden-waste", "chorley", "want=missed;property=x;paid=no", "no-sticker", NULL},
    {"food-hygiene", "chorley", "about=ill;grave=no;premises=x;eaten=x;began=x;handles=yes",
	"refer-handler", "4 working hours"},
    {"food-hygiene", "pendle", "about=dirty;premises=x;seen=x", "refer-premises", "5 working days"},
    {"parking-permit", "burnley", "want=new;home=x;in_zone=yes;plate=x;number=first",
	"refer-permit", "5 working days"},
    {"parking-permit", "chorley", "want=visitors;home=x;in_zone=no", "no-zone", NULL},
    {"parking-penalty", "ribble-valley",
	"from=council;near=x;pcn=x;want=challenge;stage=ticket;why=x", "refer-challenge",
	"20 working days"},
    {"parking-penalty", "burnley", "from=private", "private-firm", NULL},
    {"parking-penalty", "chorley", "from=council;near=x;pcn=x;want=bailiff;at_the_door=yes",
	"refer-door", "2 working hours"},
    {"nowcard", "lancashire", "want=new;home=x;ground=age;old_enough=yes;how=desk", "refer-card",
	"10 working days"},
    {"nowcard", "lancashire", "want=new;home=x;ground=age;old_enough=no", "too-early", NULL},
    {"nowcard", "lancashire", "want=lost;home=x;stolen=yes", "refer-stolen", "10 working days"},
    {"free-school-meals", "lancashire",
	"want=apply;children=x;in_lancashire=yes;benefit=uc;parent=x;checked=yes", "granted", NULL},
    {"free-school-meals", "lancashire", "want=apply;children=x;in_lancashire=no", "other-council",
	NULL},
    {"drainage", "lancashire", "danger=no;fault=main", "water-company", NULL},
    {"drainage", "lancashire", "danger=yes;place=x", "refer-danger", "4 hours"},
    {"drainage", "lancashire", "danger=no;fault=pool;place=x;deep=no", "refer-gully",
	"10 working days"},
    {"gritting", "lancashire", "crash=yes;place=x", "refer-crash", "2 hours"},
    {"gritting", "lancashire", "crash=no;want=route;on_route=no", "not-gritted", NULL},
    {"death-registration", "lancashire",
	"what=register;died_where=x;examiner=yes;informant=relative;booked=yes", "appointment-made",
	NULL},
    {"death-registration", "lancashire", "what=just_now;expected=no", "told-what-now", NULL},
    {"death-registration", "lancashire", "what=faith;died_where=x;informant=relative;ring_on=x",
	"refer-faith", "1 hour"},
    {"marriage", "lancashire", "want=notice;of_age=yes;lived_here=one;visa=no;booked=no",
	"refer-notice", "2 working days"},
    {"marriage", "lancashire", "want=forced;danger=yes", "forced-marriage", NULL},
    {"welfare-rights", "lancashire", "without=no;unsafe=no;about=check;ring_on=x", "refer-crisis",
	"4 working hours"},
    {"welfare-rights", "lancashire", "without=yes;about=refused;benefit=x;month=yes;ring_on=x",
	"refer-refused", "3 working days"},
    {"trading-standards", "lancashire", "there_now=yes;who=x", "refer-now", "2 working hours"},
    {"trading-standards", "lancashire", "there_now=no;about=scam;bank=yes", "fraud-line", NULL},
    {"household-waste-sites", "lancashire", "want=visit;whose=home;vehicle=van", "to-permits",
	NULL},
    {"household-waste-sites", "lancashire", "want=asbestos;sheets=x;ring_on=x", "refer-asbestos",
	"2 working days"},
    {"certificate-orders", "lancashire", "kind=birth;here=yes;names=x;copies=2;fast=post;send_to=x",
	"refer-post", "5 working days"},
    {"certificate-orders", "lancashire", "kind=other", "national-office", NULL},
    {"school-admissions", "lancashire",
	"want=primary;home=x;how_many=1;child_name#1=x;special=none;how=web", "apply-on-the-web",
	NULL},
    {"school-admissions", "lancashire",
	"want=in_year;home=x;how_many=1;child_name#1=x;special=none;out_of_school=yes;schools=x",
	"refer-out-of-school", "1 working day"},
    {"school-admissions", "lancashire",
	"want=secondary;home=x;how_many=1;child_name#1=x;special=plan", "refer-plan",
	"5 working days"},
    {"school-appeals", "lancashire", "about=place;child=x;kind=ours;plan=no;infant=yes",
	"refer-appeal", "2 working days"},
    {"school-appeals", "lancashire", "about=place;child=x;kind=own", "own-appeals", NULL},
    {"student-support", "lancashire", "about=loan", "student-finance", NULL},
    {"student-support", "lancashire", "about=care;out_of_money=yes;student=x;ring_on=x",
	"refer-care-now", "4 working hours"},
    {"childcare-information", "lancashire", "want=free;age=two;at_work=no;benefits=yes",
	"refer-two", "2 working days"},
    {"childcare-information", "lancashire", "want=worry;danger=yes", "to-safeguarding", NULL},
    {"lifelong-learning", "lancashire", "want=leisure;hours=20;benefits=yes", "book-on-the-web",
	NULL},
    {"lifelong-learning", "lancashire", "want=skills;when_free=x;ring_on=x", "refer-skills",
	"3 working days"},
    {"road-safety-courses", "lancashire", "course=speed;booked=no", "police-letter", NULL},
    {"road-safety-courses", "lancashire", "course=crossing;crossing=nobody;place=x", "refer-nobody",
	"1 working hour"},
    {"abnormal-loads", "lancashire",
	"on_the_road=no;want=notify;tonnes=60;big=no;route=x;firm=x;ring_on=x", "refer-route",
	"1 working day"},
    {"abnormal-loads", "lancashire", "on_the_road=no;want=ask;tonnes=160", "order", NULL},
    {"abnormal-loads", "lancashire", "on_the_road=no;want=notify;tonnes=40;big=no", "police-only",
	NULL},
    {"waste-permits", "lancashire", "want=new;home=x;vehicle=van;paid=no;plate=x", "refer-permit",
	"3 working days"},
    {"waste-permits", "lancashire", "want=used;home=x;plate=x;visits_used=12", "refer-more",
	"3 working days"},
    {"waste-permits", "lancashire", "want=used;home=x;plate=x;visits_used=3", "visits-left", NULL},
    {"home-composting", "lancashire", "want=bin;size=small;bins=2;home=x;go_ahead=yes",
	"waste-sites", "15 working days"},
    {"home-composting", "lancashire", "want=rats", "to-pest-control", NULL},
    {"real-nappies", "lancashire", "want=voucher;young=yes;home=x;had_one=no;spent=60",
	"refer-voucher", "10 working days"},
    {"real-nappies", "lancashire", "want=kit;young=no;home=x", "too-old", NULL},
    {"fire-safety-check", "lancashire", "fire=no;threat=no;home=x;alarm=no;at_risk=yes;ring_on=x",
	"refer-risk", "2 working days"},
    {"fire-safety-check", "lancashire", "fire=yes", "fire-now", NULL},
    {"services-at-65", "lancashire", "well=no;trouble=cold;home=x;ring_on=x", "refer-cold",
	"4 working hours"},
    {"services-at-65", "lancashire", "well=yes;home=x;alone=yes;club_or_alarm=no", "told", NULL},
    {"flooding", "lancashire", "danger=no;stage=near;home=x;from=river;frail=yes;ring_on=x",
	"refer-inside", "1 hour"},
    {"flooding", "lancashire", "danger=no;stage=road", "to-drains", NULL},
    {"change-of-address", "burnley",
	"who_moves=self;in_fear=no;move=within;new_address=x;old_address=x;moved_on=2026-11-20;"
	"record_changed=no",
	"refer-change", "1 working day"},
    {"change-of-address", "chorley",
	"who_moves=household;in_fear=no;move=in;new_address=x;moved_on=2026-11-20;record_changed="
	"yes",
	"address-changed", NULL},
    {"change-of-address", "chorley",
	"who_moves=self;in_fear=yes;move=in;new_address=x;moved_on=2026-11-20;record_changed=no",
	"refer-secret", "4 working hours"},
    {"housing-benefit-claim", "burnley",
	"home_at_risk=no;property=x;ground=pension;landlord=private;guarantee=yes;how=paper",
	"refer-form", "2 working days"},
    {"housing-benefit-claim", "hyndburn", "home_at_risk=no;property=x;ground=none",
	"universal-credit", NULL},
    {"housing-benefit-claim", "chorley",
	"home_at_risk=yes;property=x;ground=supported;landlord=hostel;savings=no;how=help",
	"refer-urgent", "1 working day"},
    {"benefits-progress", "rossendale",
	"caller_is=self;proven=yes;property=x;about=change;changed_on=2026-11-02;detail=x",
	"refer-change", "15 working days"},
    {"benefits-progress", "chorley", "caller_is=other", "not-identified", NULL},
    {"council-tax-support", "chorley", "property=x;liable=yes;pension_age=no;savings=no;how=web",
	"claim-on-the-web", NULL},
    {"council-tax-support", "burnley", "property=x;liable=no", "not-liable", NULL},
    {"council-tax-discount", "chorley",
	"want=ask;property=x;adults=2;not_counted=1;adapted=no;since=2026-11-01", "refer-discount",
	"7 working days"},
    {"council-tax-discount", "pendle", "want=ask;property=x;adults=3;not_counted=1;adapted=no",
	"no-discount", NULL},
    {"business-rates", "ribble-valley",
	"want=relief;premises=x;ratepayer=x;value=13500;only_one=yes;use=shop", "refer-relief",
	"15 working days"},
    {"business-rates", "burnley", "want=value", "valuation-office", NULL},
    {"building-control", "chorley", "dangerous=yes;falling=no;property=x;what=x", "refer-danger",
	"2 hours"},
    {"building-control", "pendle", "dangerous=no;property=x;want=need;work=services", "none-needed",
	NULL},
    {"public-health", "hyndburn",
	"fire_or_gas=no;kind=sewage;source=x;suffers=x;pattern=x;drain=shared", "water-company",
	NULL},
    {"public-health", "chorley", "fire_or_gas=no;kind=smoke;source=x;suffers=x;pattern=x;trade=no",
	"refer-nuisance", "2 working days"},
    {"health-and-safety", "burnley", "danger=no;place=theirs", "national-inspectors", NULL},
    {"health-and-safety", "pendle",
	"danger=no;place=ours;premises=x;who=worker;happened=x;injured=no", "refer-unsafe",
	"5 working days"},
    {"electoral-registration", "chorley", "want=proof;home=x", "refer-proof", "1 working day"},
    {"electoral-registration", "pendle", "want=register;home=x;moved=no;can_vote=yes;web=yes",
	"national-pages", NULL},
    {"electoral-registration", "pendle", "want=hidden;home=x;safe_number=x", "refer-hidden",
	"4 working hours"},
    {"housing-repairs", "ribble-valley",
	"danger=no;property=x;landlord=private;fault=damp;told=long_ago;at_risk=no;ring_on=x",
	"refer-disrepair", "10 working days"},
    {"housing-repairs", "burnley", "danger=no;property=x;landlord=council", "housing-association",
	NULL},
    {"housing-repairs", "pendle",
	"danger=no;property=x;landlord=private;fault=heat;told=not_yet;at_risk=yes",
	"landlord-first", NULL},
    {"homelessness", "burnley",
	"danger=yes;tonight=no;is_ours=self;stay=x;why=family;household=x;safe_number=x",
	"refer-tonight", "2 working hours"},
    {"homelessness", "ribble-valley",
	"danger=yes;tonight=yes;is_ours=self;stay=x;why=notice;household=x;safe_number=x",
	"refer-soon", "3 working days"},
    {"allotments", "pendle", "want=join;home=x;size=s125;reduced=no", "refer-join",
	"10 working days"},
    {"allotments", "burnley", "want=trouble;home=x;site=x;happened=x", "refer-trouble",
	"5 working days"},
    {"taxi-licensing", "chorley",
	"about=complaint;serious=yes;near=x;plate=x;happened=x;put_right=x", "refer-serious",
	"4 working hours"},
    {"taxi-licensing", "pendle", "about=lost;near=x;plate=x", "taxi-firm", NULL},
    {"debt-recovery", "pendle",
	"council=pendle;number=x;stage=invoice;caller_is=self;proven=yes;agreed=no;dispute=x",
	"refer-dispute", "10 working days"},
    {"debt-recovery", "chorley", "council=chorley;number=x;stage=invoice;caller_is=self;proven=no",
	"not-identified", NULL},
    {"freedom-of-information", "hyndburn", "council=hyndburn;want=breach;what=x;harm=no",
	"refer-breach", "2 working hours"},
    {"freedom-of-information", "chorley", "council=chorley;want=general;in_writing=yes",
	"on-the-web", NULL},
    {"vacancies", "ribble-valley",
	"council=ribble-valley;want=apply;job=x;closed=no;can_web=no;send_to=x", "refer-form",
	"2 working days"},
    {"vacancies", "burnley", "council=burnley;want=start;age=no", "apprenticeships", NULL},
    {"switchboard", "ribble-valley",
	"threat=no;council=ribble-valley;wanted=person;name=x;through=no;message=x;ring_on=x",
	"refer-message", "2 working days"},
    {"switchboard", "chorley", "threat=no;council=chorley;wanted=press", "press-office", NULL},
    {"new-bin", "chorley", "property=x;bin=grey;why=gone;go_ahead=yes", "refer-paid",
	"5 working days"},
    {"new-bin", "pendle", "property=x;bin=grey;why=larger;people=4;medical=no", "not-larger", NULL},
    {"new-bin", "burnley", "property=x;bin=blue;why=broken", "refer-free", "10 working days"},
    {"water-and-sewers", "lancashire", "danger=no;place=x;kind=sewer", "water-company", NULL},
    {"water-and-sewers", "lancashire", "danger=no;place=x;kind=own", "plumber", NULL},
    {"blue-badge", "lancashire", "want=moved;holder=self;home=x", "refer-moved", "5 working days"},
    {"libraries", "lancashire", "want=moved", "refer-moved", "2 working days"},
    {"garden-waste", "chorley", "want=moved;property=x", "refer-moved", "10 working days"},
    {"parking-permit", "pendle", "want=change;home=x;in_zone=yes;plate=x", "refer-change",
	"5 working days"},
    {"electoral-registration", "chorley",
	"want=register;home=x;moved=yes;move=in;new_address=x;moved_on=2026-11-20;can_vote=yes;web="
	"no",
	"refer-form", "2 working days"},
    {"bulky-waste", "burnley",
	"property=x;whose=home;items=sofa;how_many=9;reduced=yes;go_ahead=no", "recycling-centre",
	NULL},
};

/* Facts are the service's; nothing is known of the caller. */
static bool
look(void *context, const char *name, struct value *out)
{
	*out = (struct value){.kind = VALUE_STRING, .string = ""};
	if (strncmp(name, "fact.", 5) != 0)
		return strchr(name, '.') != NULL;
	const struct fact *fact = service_fact(context, name + 5);
	if (fact)
		out->string = fact->value.in[ENGLISH];
	return fact != NULL;
}

static size_t
read_answers(char *text, struct given *given)
{
	size_t count = 0;
	for (char *word = strtok(text, ";"); word; word = strtok(NULL, ";")) {
		ck_assert_uint_lt(count, MOST_ANSWERS);
		char *equals = strchr(word, '=');
		*equals = '\0';
		given[count++] = (struct given){word, equals + 1};
	}
	return count;
}

static void
walk_call(const struct call *call, struct outline *outline)
{
	const struct service *service = directory_service(directory, call->service, call->council);
	ck_assert_ptr_nonnull(service);
	char *answers = arena_strdup(&arena, call->answers);
	struct given *given = arena_alloc(&arena, MOST_ANSWERS * sizeof *given);
	struct walk_env env = {.given = given, .language = "en"};
	struct err err;
	env.given_count = read_answers(answers, given);
	for (size_t i = 0; i < env.given_count; i++)
		ck_assert_msg(dialogue_prompt(service->dialogue, given[i].prompt) != NULL,
		    "%s has no %s", call->service, given[i].prompt);
	env.facts = (struct names){
	    .look = look, .context = (void *)(uintptr_t)service, .today = today, .language = "en"};
	ck_assert_msg(walk(service->dialogue, &env, &arena, outline, &err) == 0, "%s", err.text);
}

START_TEST(a_call_ends_where_it_should)
{
	const struct call *call = &calls[_i];
	struct outline outline;
	walk_call(call, &outline);
	if (!call->outcome) {
		ck_assert_int_eq(outline.end, WALK_OPEN);
	} else {
		ck_assert_msg(outline.end == WALK_OUTCOME, "%s with %s ends in %d, %zu open",
		    call->service, call->answers, (int)outline.end, outline.open);
		ck_assert_str_eq(outline.outcome->id, call->outcome);
		ck_assert_str_eq(
		    outline.due_text ? outline.due_text : "", call->due ? call->due : "");
	}
}
END_TEST

/* What is told is in the language of the caller, facts and all; a time is reckoned as it is
 * written. */
static const char *const told[][2] = {
    {"en", "We will be back within 3 working days."},
    {"cy", "Byddwn yn ôl o fewn 3 diwrnod gwaith."},
    {"pl", "Wrócimy w ciągu 3 dni roboczych."},
    {"gu", "અમે 3 કામકાજના દિવસની અંદર પાછા આવીશું."},
    {"ur", "ہم 3 کام کے دنوں کے اندر دوبارہ آئیں گے۔"},
};

START_TEST(a_promise_is_made_in_the_language_of_the_caller)
{
	struct given given[] = {{"property", "x"}, {"bin", "sack"}, {"out_by_six", "yes"}};
	struct service_names names = {
	    .service = directory_service(directory, "missed-bin", "ribble-valley"),
	    .outer = {.today = today, .language = told[_i][0]}};
	struct walk_env env = {.given = given,
	    .given_count = sizeof given / sizeof *given,
	    .language = told[_i][0],
	    .facts = service_names(&names)};
	struct outline outline;
	struct err err;
	ck_assert_msg(
	    walk(names.service->dialogue, &env, &arena, &outline, &err) == 0, "%s", err.text);
	ck_assert_str_eq(outline.promise_text, told[_i][1]);
	ck_assert_str_eq(outline.due_text, "3 working days");
}
END_TEST

/* Where life may be at risk that is the first thing asked, and 999 the first thing said. */
START_TEST(danger_comes_first)
{
	static const struct call first[] = {
	    {"child-safeguarding", "lancashire", "", NULL, NULL},
	    {"adult-social-care", "lancashire", "", NULL, NULL},
	};
	static const struct call danger[] = {
	    {"child-safeguarding", "lancashire", "danger=yes", NULL, NULL},
	    {"adult-social-care", "lancashire", "danger=yes", NULL, NULL},
	};
	struct outline outline;
	walk_call(&first[_i], &outline);
	ck_assert_str_eq(outline.steps[outline.next].prompt->id, "danger");
	walk_call(&danger[_i], &outline);
	const struct step *next = &outline.steps[outline.next];
	ck_assert_int_eq(next->prompt->kind, PROMPT_TELL);
	ck_assert(next->prompt->urgent);
	ck_assert_ptr_nonnull(strstr(next->text, "999"));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("directory_calls");
	TCase *tcase = tcase_create("calls");
	tcase_add_checked_fixture(tcase, load, unload);
	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(
	    tcase, a_call_ends_where_it_should, 0, (int)(sizeof calls / sizeof *calls));
	tcase_add_loop_test(tcase, a_promise_is_made_in_the_language_of_the_caller, 0,
	    (int)(sizeof told / sizeof *told));
	tcase_add_loop_test(tcase, danger_comes_first, 0, 2);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
