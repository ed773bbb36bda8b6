/* The whiteboard and visits of people who work alone: who may say where somebody is, whose word
 * stands, when it ends, what the feed brings; and the ladder, rung by rung. */
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "store/audit.h"
#include "store/house.h"

#include <sched.h>
#include <stdio.h>
#include <string.h>

static struct house house;
static struct visitor hart, mann, ellis, sharp, west;

static void
setup(void)
{
	static const char grounds[] =
	    "service: missed-bin\ntitle: Missed bin\nprovided_by: district\n"
	    "mechanisms: [telephone, lone-workers]\n";
	static const char office[] = "service: noise\ntitle: Noise\nprovided_by: district\n";
	house_init(&house);
	hart = house_visitor(&house, "w.hart", "chorley-oss-1");   /* Chorley's waste team */
	mann = house_visitor(&house, "b.mann", "burnley-cc-1");    /* Burnley's */
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-2"); /* advisor */
	sharp = house_visitor(&house, "v.sharp", "chorley-oss-2"); /* supervisor */
	west = house_visitor(&house, "n.west", "chorley-oss-2");   /* trainee */
	house_publish(house.crm, "missed-bin", grounds);
	house_publish(house.crm, "noise", office); /* nobody goes out for it */
}

static void
teardown(void)
{
	house_release(&house);
}

/* ---- the whiteboard ---- */

static const struct whiteboard_page *
board(const struct visitor *who, const char *after)
{
	struct query query = {.query = {after}};
	return visit_ok(who, ROUTE_WHITEBOARD, &query);
}

static struct crm_answer
say(const struct visitor *who, const char *officer, struct board_word presence)
{
	struct board_word *body = arena_alloc(&house.arena, sizeof *body);
	*body = presence;
	if (!body->at)
		body->at = house.now;
	struct query query = {.params = {officer},
	    .operation = house_id(&house),
	    .of = &board_word_record,
	    .body = body};
	return visit(who, ROUTE_PUT_BOARD_WORD, &query);
}

static const struct officer *
row(const struct visitor *who, const char *id)
{
	return list_find(&board(who, NULL)->items, &officer_record, id);
}

START_TEST(who_has_a_team_is_on_it_and_who_has_no_desk_can_be)
{
	struct err err = {""};
	struct officer more[] = {{.id = "r.dunn", .name = "R. Dunn", .team = "chorley-waste"}};
	ck_assert_uint_eq(board(&ellis, NULL)->items.count, 2);
	ck_assert_str_eq(row(&ellis, "w.hart")->council, "chorley");
	ck_assert_int_eq(crm_put(house.crm, "ctl:test", &officer_record, more, 1, &err), 0);
	ck_assert_str_eq(row(&ellis, "r.dunn")->council, "chorley");
	ck_assert_int_eq(say(&hart, "r.dunn", (struct board_word){.state = "out"}).problem, 0);
	/* What administration says of a person leaves what was said of where they are. */
	more[0].job = "Driver";
	ck_assert_int_eq(crm_put(house.crm, "ctl:test", &officer_record, more, 1, &err), 0);
	ck_assert_str_eq(row(&ellis, "r.dunn")->job, "Driver");
	ck_assert_str_eq(row(&ellis, "r.dunn")->state, "out");
}
END_TEST

START_TEST(it_holds_until_the_end_of_the_day_or_the_time_said)
{
	ck_assert_int_eq(say(&hart, "w.hart", (struct board_word){.state = "in"}).problem, 0);
	/* 17:00 on that Friday: the team says no hours of its own. */
	ck_assert_int_eq(
	    row(&ellis, "w.hart")->until, HOUSE_NOW + 6 * MICROS_HOUR + 18 * MICROS_MINUTE);
	micros back = house.now + 3 * MICROS_HOUR;
	ck_assert_int_eq(say(&hart, "w.hart",
			     (struct board_word){.state = "out", .back = back, .cover = "B. Mann"})
			     .problem,
	    0);
	const struct officer *now = row(&ellis, "w.hart");
	ck_assert_int_eq(now->until, back);
	ck_assert_str_eq(now->cover, "B. Mann");
	ck_assert_str_eq(now->author, "w.hart");
}
END_TEST

START_TEST(who_may_say_it)
{
	struct board_word in = {.state = "in"};
	ck_assert_int_eq(say(&ellis, "w.hart", in).problem, PROBLEM_NONE); /* rang an advisor */
	ck_assert_int_eq(say(&mann, "w.hart", in).problem, PROBLEM_NOT_PERMITTED);
	ck_assert_int_eq(say(&mann, "b.mann", in).problem, PROBLEM_NONE);
	ck_assert_int_eq(say(&west, "w.hart", in).problem, PROBLEM_NOT_PERMITTED);
	ck_assert_int_eq(say(&ellis, "no.body", in).problem, PROBLEM_NOT_FOUND);
}
END_TEST

START_TEST(the_later_word_stands_and_both_are_in_the_audit)
{
	micros now = house.now;
	struct board_word later = {.state = "out", .place = "Town Hall", .at = now - MICROS_MINUTE};
	struct board_word earlier = {.state = "in", .at = now - MICROS_HOUR};
	ck_assert_int_eq(say(&hart, "w.hart", later).problem, PROBLEM_NONE);
	struct crm_answer answer = say(&ellis, "w.hart", earlier);
	ck_assert_int_eq(answer.problem, PROBLEM_NONE);
	ck_assert_str_eq(((const struct officer *)answer.body)->state, "out");
	ck_assert_str_eq(row(&ellis, "w.hart")->place, "Town Hall");
	struct list entries = house_audit(&house, "w.hart");
	const struct audit_row *last = LIST_AT(struct audit_row, &entries, entries.count - 1);
	ck_assert_str_eq(last->action, "whiteboard.late");
	/* A clock that is ahead is not believed for longer than the others. */
	struct board_word ahead = {.state = "in", .at = now + MICROS_DAY};
	ck_assert_int_eq(say(&ellis, "w.hart", ahead).problem, PROBLEM_NONE);
	ck_assert_int_eq(row(&ellis, "w.hart")->at, now);
	house.now += MICROS_SECOND;
	ck_assert_int_eq(say(&hart, "w.hart", (struct board_word){.state = "out"}).problem, 0);
	ck_assert_str_eq(row(&ellis, "w.hart")->state, "out");
}
END_TEST

START_TEST(the_feed_brings_what_changed_and_nothing_else)
{
	char version[24];
	snprintf(version, sizeof version, "%lld", (long long)board(&ellis, NULL)->version);
	struct query before = {.query = {ellis.session->feed}};
	const struct feed_page *then = visit_ok(&ellis, ROUTE_FEED, &before);
	struct query query = {.query = {then->next, NULL, version}};
	ck_assert(house_call(&house, ROUTE_FEED, ellis.token, &query).wait);
	ck_assert_int_eq(say(&hart, "w.hart", (struct board_word){.state = "in"}).problem, 0);
	ck_assert_int_eq(say(&hart, "w.hart", (struct board_word){.state = "out"}).problem, 0);
	const struct feed_page *page = visit_ok(&ellis, ROUTE_FEED, &query);
	ck_assert_uint_eq(page->board.count, 1);
	ck_assert_str_eq(LIST_AT(struct officer, &page->board, 0)->state, "out");
	snprintf(version, sizeof version, "%lld", (long long)page->board_version);
	ck_assert(house_call(&house, ROUTE_FEED, ellis.token, &query).wait);
	/* Who names no version is told nothing of it. */
	struct query none = {.query = {then->next}};
	ck_assert(house_call(&house, ROUTE_FEED, ellis.token, &none).wait);
}
END_TEST

START_TEST(who_leaves_goes_from_it)
{
	struct err err = {""};
	struct user gone[] = {{.id = "w.hart",
	    .name = "w.hart",
	    .council = "chorley",
	    .team = "chorley-waste",
	    .role = "back_office",
	    .suspended = true}};
	ck_assert_int_eq(crm_put(house.crm, "ctl:test", &user_record, gone, 1, &err), 0);
	ck_assert(row(&ellis, "w.hart")->gone);
	ck_assert_int_eq(
	    say(&ellis, "w.hart", (struct board_word){.state = "in"}).problem, PROBLEM_NOT_FOUND);
}
END_TEST

/* ---- visits ---- */

static struct visit
visit_to(const char *place)
{
	return (struct visit){.id = house_id(&house),
	    .worker = "w.hart",
	    .service = "missed-bin",
	    .place = place,
	    .phone = "07700 900123",
	    .begins = house.now,
	    .ends = house.now + MICROS_HOUR};
}

static struct crm_answer
plan(const struct visitor *who, const struct visit *visit_)
{
	struct query query = {.params = {visit_->id},
	    .operation = house_id(&house),
	    .of = &visit_record,
	    .body = visit_};
	return visit(who, ROUTE_PUT_VISIT, &query);
}

static struct crm_answer
act(const struct visitor *who, const char *id, const char *kind, const char *rung, const char *text)
{
	struct visit_act *body = arena_alloc(&house.arena, sizeof *body);
	*body = (struct visit_act){
	    .id = house_id(&house), .kind = kind, .rung = rung, .text = text, .at = house.now};
	struct query query = {.params = {id, body->id},
	    .operation = house_id(&house),
	    .of = &visit_act_record,
	    .body = body};
	return visit(who, ROUTE_PUT_VISIT_ACT, &query);
}

/* The visit as the supervisor sees it, once the CRM itself has climbed to this rung. */
static const struct visit *
climbed(const char *id, const char *rung)
{
	struct query query = {0};
	for (int64_t until = proc_ms() + 20000; proc_ms() < until; sched_yield()) {
		const struct visit_page *page = visit_ok(&sharp, ROUTE_VISITS, &query);
		const struct visit *found = list_find(&page->items, &visit_record, id);
		if (found && found->raised && strcmp(found->raised, rung) == 0)
			return found;
	}
	ck_abort_msg("it has not come to %s", rung);
	return NULL;
}

START_TEST(a_visit_that_is_overdue_climbs_the_ladder_by_itself)
{
	struct visit planned = visit_to("14 Union Street");
	ck_assert_int_eq(plan(&hart, &planned).problem, PROBLEM_NONE);
	ck_assert_int_eq(act(&hart, planned.id, "begin", NULL, NULL).problem, PROBLEM_NONE);
	ck_assert_str_eq(row(&ellis, "w.hart")->state, "out");
	house.now += MICROS_HOUR + 10 * MICROS_MINUTE;
	const struct visit *now = climbed(planned.id, "ring-worker");
	ck_assert(!now->answered);
	/* What was done is said, and of the rung that was seen. */
	ck_assert_int_eq(
	    act(&ellis, planned.id, "answer", "ring-worker", " ").problem, PROBLEM_BAD_FIELD);
	ck_assert_int_eq(
	    act(&ellis, planned.id, "answer", "emergency", "rang 999").problem, PROBLEM_CONFLICT);
	ck_assert_int_eq(
	    act(&ellis, planned.id, "answer", "ring-worker", "no reply").problem, PROBLEM_NONE);
	ck_assert(climbed(planned.id, "ring-worker")->answered);
	/* Answered or not, it goes on to climb. */
	house.now += 10 * MICROS_MINUTE;
	ck_assert(!climbed(planned.id, "ring-contact")->answered);
	house.now += 25 * MICROS_MINUTE;
	now = climbed(planned.id, "emergency");
	size_t raised = 0;
	LIST_EACH(struct visit_act, one, &now->acts)
	raised += strcmp(one->kind, "raise") == 0;
	ck_assert_uint_eq(raised, 4);
	/* A word from the worker ends it. */
	ck_assert_int_eq(act(&hart, planned.id, "check", NULL, NULL).problem, PROBLEM_NONE);
	struct query query = {0};
	const struct visit_page *page = visit_ok(&sharp, ROUTE_VISITS, &query);
	now = list_find(&page->items, &visit_record, planned.id);
	ck_assert_ptr_null(now->raised);
	ck_assert_int_eq(now->ends, house.now + 30 * MICROS_MINUTE);
	ck_assert_int_eq(act(&hart, planned.id, "back", NULL, NULL).problem, PROBLEM_NONE);
	ck_assert_str_eq(row(&ellis, "w.hart")->state, "in");
	page = visit_ok(&sharp, ROUTE_VISITS, &query);
	ck_assert_ptr_null(list_find(&page->items, &visit_record, planned.id));
	ck_assert_int_eq(act(&hart, planned.id, "check", NULL, NULL).problem, PROBLEM_CONFLICT);
}
END_TEST

START_TEST(the_partnership_says_when_each_rung_is_climbed)
{
	struct err err = {""};
	struct ladder_rung rungs[] = {
	    {"ring-worker", 5}, {"ring-contact", -1}, {"tell-supervisor", 15}, {"emergency", -1}};
	ck_assert_int_eq(crm_put(house.crm, "ctl:test", &ladder_rung_record, rungs, 4, &err), 0);
	struct visit planned = visit_to("14 Union Street");
	ck_assert_int_eq(plan(&hart, &planned).problem, PROBLEM_NONE);
	house.now += MICROS_HOUR + 5 * MICROS_MINUTE; /* never begun: it is watched all the same */
	climbed(planned.id, "ring-worker");
	house.now += 10 * MICROS_MINUTE;
	ck_assert_int_eq(climbed(planned.id, "tell-supervisor")->due, 0);
}
END_TEST

START_TEST(cautions_of_the_customer_and_of_the_address_are_told)
{
	struct customer people[2];
	for (int i = 0; i < 2; i++) {
		struct customer *one = house_customer(&house, i ? "Raymond" : "Amina",
		    i ? "Shaw" : "Patel", NULL, "14 Union Street", "PR7 1AB");
		struct address *home = LIST_AT(struct address, &one->addresses, 0);
		home->uprn = "100010480151";
		if (i) {
			struct marker *marker =
			    list_add(&house.arena, &one->markers, &marker_record);
			*marker = (struct marker){.id = house_id(&house),
			    .kind = "caution",
			    .text = "Two visitors",
			    .reason = "dog",
			    .review_by = "2027-03-01"};
		}
		people[i] = *one;
	}
	house_import(&house, people, 2);
	struct visit planned = visit_to("14 Union Street");
	planned.customer = people[0].id;
	planned.property = "100010480151";
	struct crm_answer answer = plan(&hart, &planned);
	ck_assert_int_eq(answer.problem, PROBLEM_NONE);
	const struct visit *kept = answer.body;
	ck_assert_uint_eq(kept->cautions.count, 1);
	const struct visit_caution *caution = LIST_AT(struct visit_caution, &kept->cautions, 0);
	ck_assert_str_eq(caution->text, "Two visitors");
	ck_assert(caution->of_address);

	/* An address that was only typed is found in the gazetteer. */
	struct property property = {.id = "100010480151",
	    .line = "14 Union Street",
	    .town = "Chorley",
	    .postcode = "PR7 1AB",
	    .district = "chorley"};
	struct crm_counts counts = {0};
	struct err err = {""};
	ck_assert_int_eq(
	    crm_import_addresses(house.crm, "ctl:test", &property, 1, &counts, &err), 0);
	struct visit typed = visit_to("14 Union Street, Chorley PR7 1AB");
	answer = plan(&hart, &typed);
	ck_assert_uint_eq(((const struct visit *)answer.body)->cautions.count, 1);
}
END_TEST

START_TEST(visits_are_seen_by_the_team_advisors_and_supervisors)
{
	struct visit planned = visit_to("14 Union Street");
	struct query none = {0}, feed = {.query = {west.session->feed}};
	ck_assert_int_eq(plan(&west, &planned).problem, PROBLEM_NOT_PERMITTED);
	ck_assert_int_eq(plan(&ellis, &planned).problem, PROBLEM_NONE);
	const struct visit_page *page = visit_ok(&hart, ROUTE_VISITS, &none);
	ck_assert_uint_eq(page->items.count, 1);
	page = visit_ok(&west, ROUTE_VISITS, &none);
	ck_assert_uint_eq(page->items.count, 0);
	ck_assert_int_eq(act(&west, planned.id, "back", NULL, NULL).problem, PROBLEM_NOT_PERMITTED);
	const struct feed_page *news = visit_ok(&west, ROUTE_FEED, &feed);
	LIST_EACH(struct feed_item, item, &news->items)
	ck_assert_str_ne(item->topic, "visit");
	news = visit_ok(&hart, ROUTE_FEED, &feed);
	bool told = false;
	LIST_EACH(struct feed_item, item, &news->items)
	told = told || (strcmp(item->topic, "visit") == 0 && item->visit);
	ck_assert(told);
}
END_TEST

START_TEST(a_visit_names_what_there_is_and_ends)
{
	struct visit wrong[4] = {
	    visit_to("here"), visit_to("here"), visit_to("here"), visit_to("here")};
	static const char *const fields[] = {"worker", "service", "ends", "service"};
	wrong[0].worker = "no.body";
	wrong[1].service = "no-such";
	wrong[2].ends = wrong[2].begins;
	wrong[3].service = "noise"; /* not ticked */
	for (int i = 0; i < 4; i++) {
		struct crm_answer answer = plan(&hart, &wrong[i]);
		ck_assert_int_eq(answer.problem, PROBLEM_BAD_FIELD);
		ck_assert_str_eq(answer.field, fields[i]);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("board");
	TCase *tcase = tcase_create("board");
	tcase_set_timeout(tcase, 60);
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, who_has_a_team_is_on_it_and_who_has_no_desk_can_be);
	tcase_add_test(tcase, it_holds_until_the_end_of_the_day_or_the_time_said);
	tcase_add_test(tcase, who_may_say_it);
	tcase_add_test(tcase, the_later_word_stands_and_both_are_in_the_audit);
	tcase_add_test(tcase, the_feed_brings_what_changed_and_nothing_else);
	tcase_add_test(tcase, who_leaves_goes_from_it);
	tcase_add_test(tcase, a_visit_that_is_overdue_climbs_the_ladder_by_itself);
	tcase_add_test(tcase, the_partnership_says_when_each_rung_is_climbed);
	tcase_add_test(tcase, cautions_of_the_customer_and_of_the_address_are_told);
	tcase_add_test(tcase, visits_are_seen_by_the_team_advisors_and_supervisors);
	tcase_add_test(tcase, a_visit_names_what_there_is_and_ends);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
