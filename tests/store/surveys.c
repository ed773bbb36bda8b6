/* Satisfaction surveys: that somebody was asked is theirs, what they answered is nobody's; who is
 * drawn to be rung goes on the lists once, never too soon, never against their word, never about
 * what is sensitive; and what the report counts. */
#include "base/date.h"
#include "helpers/tap.h"
#include "store/db.h"
#include "store/house.h"

#include <string.h>

static struct house house;
static struct visitor ellis, hart;
static struct customer *jo;

static void
publish_survey(const char *rule)
{
	house_publish(house.crm, "faces",
	    arena_printf(&house.arena,
		"service: faces\ntitle: How was it?\nprovided_by: any\nowner: { team: "
		"chorley-waste, email: a@b.example }\nassured: 2026-10-01\nreview_by: "
		"2027-04-01\nmechanisms: [telephone, outbound]\nsurvey: { score: face, resolved: "
		"once, apart: true, again: after 90 days, asked: [%s] }\ndialogue:\n  - section: "
		"S\n    prompts:\n      - { ask: face, text: How?, type: select_one, choices: { "
		"good: Good, poor: Poor } }\n      - { ask: once, text: At once?, type: yesno }\n  "
		"    - { resolve: thanks, text: Thanks }\n",
		rule));
}

static void
publish_bins(const char *more)
{
	house_publish(house.crm, "bins",
	    arena_printf(&house.arena,
		"service: bins\ntitle: Bins\nprovided_by: district\nowner: { team: chorley-waste, "
		"email: a@b.example }\nassured: 2026-10-01\nreview_by: 2027-04-01\nmechanisms: "
		"[telephone, outbound]\n%s",
		more));
}

static void
setup(void)
{
	struct err err = {""};
	house_init(&house);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	hart = house_visitor(&house, "w.hart", "chorley-oss-2");
	jo = house_customer(&house, "Jo", "Kay", "+441632960151", "1 Union Street", "PR7 1AB");
	house_import(&house, jo, 1);
	publish_bins("");
	publish_survey("{ share: all, by: call }");
	const struct outbound_list list = {.id = "asking",
	    .name = "How was it?",
	    .council = "chorley",
	    .service = "faces",
	    .hours = "24/7",
	    .spacing = "0 minutes",
	    .attempts = 2};
	ck_assert_msg(crm_outbound_list(house.crm, "ctl:test", &list, &err) == 0, "%s", err.text);
}

static void
teardown(void)
{
	house_release(&house);
}

static void
later(micros by)
{
	house.now += by;
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
}

/* Jo is served, and the contact ends. */
static struct contact *
served(void)
{
	struct contact *contact = house_contact(&ellis, "bins", "resolved");
	contact->customer = jo->id;
	contact->ended = house.now + MICROS_MINUTE;
	return contact;
}

static const struct contact *
log_one(void)
{
	const struct contact *contact = served();
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	return contact;
}

static const struct outbound_turn *
turn(void)
{
	struct query query = {
	    .params = {"asking", house_id(&house)}, .operation = house_id(&house)};
	return visit_ok(&ellis, ROUTE_OUTBOUND_CLAIM, &query);
}

static void
spoken(const struct outbound_turn *turn)
{
	struct outbound_attempt attempt = {
	    .id = house_id(&house), .outcome = "spoke", .at = house.now};
	struct query query = {.params = {turn->item->id, attempt.id},
	    .operation = house_id(&house),
	    .of = &outbound_attempt_record,
	    .body = &attempt};
	visit_ok(&ellis, ROUTE_OUTBOUND_ATTEMPT, &query);
}

/* The contact in which somebody was asked about another one. */
static struct crm_answer
asked(const char *about, const char *reply, const char *customer)
{
	struct contact *call = record_new(&house.arena, &contact_record);
	*call = *served();
	call->customer = customer;
	call->direction = "out";
	call->enquiries = (struct list){0};
	call->asked = record_new(&house.arena, &survey_asking_record);
	*call->asked = (struct survey_asking){.id = about, .survey = "faces", .reply = reply};
	if (!about)
		call->asked->id = call->id;
	return put_contact(&ellis, call, NULL);
}

static void
publish_consent(const char *kind)
{
	struct customer was = {.id = jo->id}, now = {.id = jo->id};
	struct consent consent = {.id = house_id(&house), .kind = kind};
	struct customer_change change = {.id = jo->id, .was = &was, .now = &now};
	now.consents = (struct list){&consent, 1};
	struct query query = {.params = {jo->id},
	    .operation = house_id(&house),
	    .of = &customer_change_record,
	    .body = &change};
	visit_ok(&ellis, ROUTE_CHANGE_CUSTOMER, &query);
}

/* ---- drawn ---- */

START_TEST(drawn_rung_and_asked_once)
{
	const struct contact *contact = log_one();
	const struct outbound_turn *first = turn();
	ck_assert_ptr_nonnull(first->item);
	ck_assert_str_eq(first->item->about, contact->id);
	ck_assert_str_eq(first->item->of_service, "bins");
	ck_assert_str_eq(first->item->of_channel, "phone");
	ck_assert_str_eq(first->item->of_council, "chorley");
	ck_assert_str_eq(first->item->customer, jo->id);
	log_one(); /* she waits to be rung already */
	spoken(first);
	ck_assert_str_eq(turn()->none, "empty");
	ck_assert_int_eq(asked(contact->id, "answered", jo->id).problem, PROBLEM_NONE);
	/* Within 90 days nobody asks her again, whatever she comes for. */
	later(80 * MICROS_DAY);
	log_one();
	ck_assert_str_eq(turn()->none, "empty");
	struct query page = {.params = {jo->id}, .query = {NULL, NULL, "is she asked again?"}};
	const struct customer_page *known = visit_ok(&ellis, ROUTE_CUSTOMER, &page);
	ck_assert(known->surveyed > 0 && known->surveyed < house.now);
	later(11 * MICROS_DAY);
	log_one();
	ck_assert_ptr_nonnull(turn()->item);
}
END_TEST

START_TEST(not_against_their_word)
{
	publish_consent("survey");
	log_one();
	ck_assert_str_eq(turn()->none, "empty");
}
END_TEST

/* On the list already when she says it, or is asked at a counter: she is not handed out. */
START_TEST(nor_when_it_is_said_later)
{
	log_one();
	publish_consent("survey");
	ck_assert_str_eq(turn()->none, "empty");
}
END_TEST

START_TEST(asked_meanwhile_is_asked_enough)
{
	log_one();
	ck_assert_int_eq(asked(NULL, "declined", jo->id).problem, PROBLEM_NONE);
	ck_assert_str_eq(turn()->none, "empty");
}
END_TEST

START_TEST(never_of_what_is_sensitive_nor_unticked)
{
	publish_bins("sensitive: true\n");
	log_one();
	ck_assert_str_eq(turn()->none, "empty");
	publish_bins("at: { chorley: { mechanisms: { outbound: build } } }\n");
	log_one();
	ck_assert_str_eq(turn()->none, "empty");
	publish_bins("");
	publish_survey("{ channel: counter, share: all, by: call }, { share: none }");
	log_one();
	ck_assert_str_eq(turn()->none, "empty");
}
END_TEST

/* While somebody has waited at reception for so long, everybody is asked. */
START_TEST(all_while_waits_are_high)
{
	publish_survey("{ waits: 20 minutes, share: all, by: call }, { share: none }");
	log_one();
	ck_assert_str_eq(turn()->none, "empty");
	struct arrival arrival = {.id = house_id(&house),
	    .site = "chorley-oss",
	    .word = "red coat",
	    .contact = house_id(&house),
	    .since = house.now};
	struct query query = {.params = {arrival.id},
	    .operation = house_id(&house),
	    .of = &arrival_record,
	    .body = &arrival};
	visit_ok(&ellis, ROUTE_PUT_ARRIVAL, &query);
	later(30 * MICROS_MINUTE);
	log_one();
	ck_assert_ptr_nonnull(turn()->item);
}
END_TEST

/* ---- asked ---- */

START_TEST(asked_about_ones_own_contact_only)
{
	const struct contact *contact = log_one();
	struct customer *ada =
	    house_customer(&house, "Ada", "Bee", "+441632960152", "2 Union Street", "PR7 1AB");
	house_import(&house, ada, 1);
	ck_assert_int_eq(asked(contact->id, "answered", ada->id).problem, PROBLEM_BAD_FIELD);
	ck_assert_int_eq(asked(house_id(&house), "answered", jo->id).problem, PROBLEM_BAD_FIELD);
	ck_assert_int_eq(asked(contact->id, "answered", jo->id).problem, PROBLEM_NONE);
	/* Erased, they were asked all the same, and nobody knows who it was. */
	struct list counts = {0};
	struct err err = {""};
	struct crm_erasure order = {
	    .as = "d.pool", .customer = jo->id, .because = "Article 17, letter of 19 November"};
	ck_assert_msg(crm_erase(house.crm, "ctl:test", &order, &house.arena, &counts, &err) == 0,
	    "%s", err.text);
	struct db *db = db_open(house.database, DB_READER, &err);
	ck_assert_int_eq(
	    (int)db_number(db,
		"SELECT count(*) FROM survey_asking WHERE id = $1 AND customer IS NULL",
		VALUES(v_text(contact->id)), 0),
	    1);
	db_close(db);
}
END_TEST

static struct crm_answer
answers(const char *face, const char *once, const char *team)
{
	struct survey_answer list[] = {{"face", face}, {"once", once}};
	struct survey_said said = {.id = house_id(&house),
	    .month = "2026-11",
	    .survey = "faces",
	    .council = "chorley",
	    .service = "bins",
	    .channel = "phone",
	    .team = team,
	    .answers = {list, once ? 2 : 1}};
	struct query query = {
	    .operation = house_id(&house), .of = &survey_said_record, .body = &said};
	return visit(&ellis, ROUTE_COUNT_SURVEY, &query);
}

static int64_t
counted(const struct list *counts, const char *group, const char *question, const char *answer)
{
	LIST_EACH(struct survey_count, count, counts)
	if (strcmp(count->group, group) == 0 && strcmp(count->question, question) == 0 &&
	    strcmp(count->answer, answer) == 0)
		return count->count;
	return 0;
}

START_TEST(what_is_answered_is_counted_and_nothing_else)
{
	struct err err = {""};
	struct list all = {0}, teams = {0};
	struct date day = {2026, 11, 20};
	const struct contact *contact = log_one();
	asked(contact->id, "answered", jo->id);
	asked(NULL, "declined", NULL);
	ck_assert_int_eq(answers("good", "yes", "chorley-waste").problem, PROBLEM_NONE);
	ck_assert_int_eq(answers("good", "no", NULL).problem, PROBLEM_NONE);
	ck_assert_int_eq(answers("poor", NULL, NULL).problem, PROBLEM_NONE);
	ck_assert_int_eq(answers("awful", NULL, NULL).problem, PROBLEM_BAD_FIELD);
	ck_assert_int_eq(answers("good", NULL, "nobody").problem, PROBLEM_BAD_FIELD);
	ck_assert_int_eq(
	    crm_surveys(house.crm, "ctl:test", CRM_SURVEY_ALL, day, day, &house.arena, &all, &err),
	    0);
	ck_assert_int_eq((int)counted(&all, "all", "face", "good"), 2);
	ck_assert_int_eq((int)counted(&all, "all", "face", "poor"), 1);
	ck_assert_int_eq((int)counted(&all, "all", "once", "yes"), 1);
	ck_assert_int_eq((int)counted(&all, "all", SURVEY_REPLY, "answered"), 1);
	ck_assert_int_eq((int)counted(&all, "all", SURVEY_REPLY, "declined"), 1);
	LIST_EACH(struct survey_count, count, &all)
	if (strcmp(count->question, "once") == 0)
		ck_assert_str_eq(count->role, "resolved");
	crm_surveys(house.crm, "ctl:test", CRM_SURVEY_TEAM, day, day, &house.arena, &teams, &err);
	ck_assert_int_eq((int)counted(&teams, "chorley-waste", "face", "good"), 1);
	/* The parts cannot be crossed, and no answer has a contact, a person or a time. */
	struct db *db = db_open(house.database, DB_READER, &err);
	ck_assert_int_eq((int)db_number(db,
			     "SELECT count(*) FROM survey_count WHERE answer = 'good' AND part NOT "
			     "IN ('all', 'council', 'service', 'channel', 'team')",
			     NO_VALUES, 9),
	    0);
	ck_assert_int_eq(
	    (int)db_number(
		db, "SELECT count(*) FROM audit WHERE record = 'survey_said'", NO_VALUES, 9),
	    0);
	db_close(db);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("store");
	TCase *tests = tcase_create("surveys");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_set_timeout(tests, 120);
	tcase_add_test(tests, drawn_rung_and_asked_once);
	tcase_add_test(tests, not_against_their_word);
	tcase_add_test(tests, nor_when_it_is_said_later);
	tcase_add_test(tests, asked_meanwhile_is_asked_enough);
	tcase_add_test(tests, never_of_what_is_sensitive_nor_unticked);
	tcase_add_test(tests, all_while_waits_are_high);
	tcase_add_test(tests, asked_about_ones_own_contact_only);
	tcase_add_test(tests, what_is_answered_is_counted_and_nothing_else);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
