/* Cases through the life that their service declares: states, who may, what is needed, clocks. */
#include "helpers/tap.h"
#include "store/house.h"

#include <string.h>

static struct house house;
static struct visitor ellis, hart, sharp;
static struct lease lease;
static const char *id;

static const char life[] =
    "service: missed-bin\ntitle: Missed bin\nprovided_by: district\n"
    "owner: { team: chorley-waste, email: waste@chorley.example }\n"
    "assured: 2026-10-01\nreview_by: 2027-04-01\n"
    "case:\n"
    "  - { state: new, title: New }\n"
    "  - { state: waiting, title: Waiting for the customer, stops_clock: true, needs: [note] }\n"
    "  - { state: round, title: With the round, to: [waiting, emptied], needs: [bin],\n"
    "      due: 1 working day }\n"
    "  - { state: emptied, title: Emptied, closed: true, who: [supervisor] }\n"
    "  - { state: refused, title: Not for us, closed: true, needs: [note, depth] }\n"
    "dialogue:\n  - section: It\n    prompts:\n"
    "      - ask: bin\n        text: Which bin?\n        type: text\n        required: true\n"
    "      - ask: depth\n        text: How deep?\n        type: text\n"
    "      - refer: waste-round\n        promise: Soon.\n        due: 2 working days\n";

static void
setup(void)
{
	house_init(&house);
	lease = (struct lease){0};
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1"); /* advisor */
	hart = house_visitor(&house, "w.hart", "chorley-oss-2");   /* back office */
	sharp = house_visitor(&house, "v.sharp", "chorley-oss-1"); /* supervisor */
	house_publish(house.crm, "missed-bin", life);
	struct contact *contact = house_case(&ellis, "waste-round", "chorley", &lease, NULL);
	id = LIST_AT(struct enquiry, &contact->enquiries, 0)->opens->id;
}

static void
teardown(void)
{
	house_release(&house);
}

static struct crm_answer
go(const struct visitor *who, const char *kind, const char *state, const char *text)
{
	struct case_event body = {
	    .id = house_id(&house), .kind = kind, .state = state, .text = text, .at = house.now};
	struct query query = {.params = {id, body.id},
	    .operation = house_id(&house),
	    .of = &case_event_record,
	    .body = &body};
	return visit(who, ROUTE_PUT_CASE_EVENT, &query);
}

static const struct case_record *
gone(const struct visitor *who, const char *kind, const char *state, const char *text)
{
	struct crm_answer answer = go(who, kind, state, text);
	ck_assert_msg(answer.problem == PROBLEM_NONE, "%s: %s %s", state ? state : kind,
	    answer.field ? answer.field : "", answer.detail ? answer.detail : "");
	return ((const struct case_page *)answer.body)->record;
}

static void
refused(const struct visitor *who, const char *kind, const char *state, const char *text,
    enum problem_type problem, const char *field)
{
	struct crm_answer answer = go(who, kind, state, text);
	ck_assert_int_eq(answer.problem, problem);
	if (field)
		ck_assert_str_eq(answer.field, field);
}

static const struct case_record *
shown(void)
{
	struct query query = {.params = {id}};
	return ((const struct case_page *)visit_ok(&hart, ROUTE_CASE, &query))->record;
}

START_TEST(a_case_goes_the_ways_that_its_service_declares)
{
	ck_assert_str_eq(shown()->life, "new");
	refused(&hart, "move", "elsewhere", NULL, PROBLEM_BAD_FIELD, "state");
	refused(&hart, "move", "waiting", NULL, PROBLEM_BAD_FIELD, "note");
	const struct case_record *record = gone(&hart, "move", "waiting", "Asked for a photograph");
	ck_assert_str_eq(record->life, "waiting");
	ck_assert_str_eq(record->state, "open");
	refused(&hart, "move", "waiting", "Again", PROBLEM_CONFLICT, "state");
	record = gone(&hart, "move", "round", NULL);
	ck_assert_str_eq(
	    LIST_AT(struct case_event, &record->events, record->events.count - 1)->state, "round");
	refused(&hart, "move", "new", NULL, PROBLEM_CONFLICT, "state");
	refused(&hart, "move", "emptied", NULL, PROBLEM_BAD_FIELD, "state");
	refused(&hart, "close", "new", NULL, PROBLEM_BAD_FIELD, "state");
}
END_TEST

START_TEST(what_a_state_needs_and_who_may_is_asked_first)
{
	refused(&hart, "close", NULL, "Done", PROBLEM_BAD_FIELD, "state");
	refused(&hart, "close", "emptied", "Done", PROBLEM_NOT_PERMITTED, NULL);
	refused(&hart, "close", "refused", NULL, PROBLEM_BAD_FIELD, "note,depth");
	refused(&hart, "close", "refused", "A garden", PROBLEM_BAD_FIELD, "depth");
	const struct case_record *record = gone(&sharp, "close", "emptied", NULL);
	ck_assert_str_eq(record->state, "closed");
	ck_assert_str_eq(record->life, "emptied");
	refused(&hart, "move", "waiting", "x", PROBLEM_CONFLICT, "state");
	refused(&hart, "reopen", NULL, NULL, PROBLEM_BAD_FIELD, "text");
	record = gone(&hart, "reopen", NULL, "They left it again");
	ck_assert_str_eq(record->state, "open");
	ck_assert_str_eq(record->life, "new");
	ck_assert_int_eq(record->closed, 0);
}
END_TEST

/* Friday 10:42; the team works from 9 to 5, and a state in which the customer is waited for has no
 * clock. */
START_TEST(the_clock_stands_while_the_customer_is_waited_for)
{
	const struct case_record *record = shown();
	micros due = record->due, given = record->given;
	ck_assert_int_gt(given, 0);
	house.now += MICROS_HOUR;
	record = gone(&hart, "move", "waiting", "Asked for a photograph");
	ck_assert_int_eq(record->due, 0);
	ck_assert_int_eq(record->stopped, house.now);
	ck_assert_int_eq(record->left, given - MICROS_HOUR);
	house.now += 3 * MICROS_HOUR;
	record = gone(&hart, "move", "new", NULL);
	ck_assert_int_eq(record->stopped, 0);
	micros moved = record->due;
	ck_assert_int_gt(moved, due);
	record = gone(&hart, "move", "round", NULL); /* one working day from Friday 14:42 */
	ck_assert_int_lt(record->given, given + MICROS_DAY);
	ck_assert_int_ne(record->due, moved);
	house.now += 30 * MICROS_DAY;
	hart = house_visitor(&house, "w.hart", "chorley-oss-2");
	sharp = house_visitor(&house, "v.sharp", "chorley-oss-1");
	record = gone(&hart, "move", "waiting", "Late, and still waiting");
	ck_assert_int_ne(record->due, 0); /* what is late stays late */
	gone(&sharp, "close", "emptied", NULL);
	record = gone(&hart, "reopen", NULL, "Left again");
	ck_assert_int_gt(record->due, house.now);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("lives");
	TCase *tcase = tcase_create("lives");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, a_case_goes_the_ways_that_its_service_declares);
	tcase_add_test(tcase, what_a_state_needs_and_who_may_is_asked_first);
	tcase_add_test(tcase, the_clock_stands_while_the_customer_is_waited_for);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
