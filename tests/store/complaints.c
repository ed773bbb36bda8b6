/*
 * Complaints, with the life that the starter directory gives them: the clocks of the Complaint
 * Handling Code over bank holidays and the change of hour, extensions and their limits, a different
 * officer at stage two, what is counted and what is learnt.
 */
#include "base/date.h"
#include "base/file.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "store/house.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct house house;
static struct visitor ellis, hart, sharp;
static struct lease lease;
static const char *id;

/* The starter directory's own states, with a dialogue that the house's few queues can take. */
static void
publish(void)
{
	char *path = proc_source("scripts/complaint.yaml"), *text;
	size_t length;
	struct err err;
	ck_assert_msg(file_read_all(path, 256 * 1024, &text, &length, &err) == 0, "%s", err.text);
	const char *from = strstr(text, "\ncase:"), *to = from ? strstr(from, "\nfacts:") : NULL;
	ck_assert_ptr_nonnull(to);
	house_publish(house.crm, "complaint",
	    arena_printf(&house.arena,
		"service: complaint\ntitle: Complaint\nprovided_by: any\ntakes: complaints\n"
		"owner: { team: chorley-waste, email: care@chorley.example }\n"
		"assured: 2026-10-01\nreview_by: 2027-04-01\n%.*s\n"
		"facts:\n  ombudsman: { value: 'Ombudsman, 01632 960480', review_by: 2027-04-01 }\n"
		"dialogue:\n  - section: It\n    prompts:\n"
		"      - ask: council\n        text: Which?\n        type: select_one\n"
		"        choices: { chorley: Chorley }\n        required: true\n"
		"      - ask: answered\n        text: Answered?\n        type: yesno\n"
		"        required: true\n"
		"      - refer: complaints\n        id: first\n        when: ${answered} = 'no'\n"
		"        promise: Soon.\n        due: 5 working days\n"
		"      - refer: complaints\n        id: second\n        when: ${answered} = 'yes'\n"
		"        promise: Soon.\n        due: 5 working days\n        begins: again\n",
		(int)(to - from), from));
	free(text);
	free(path);
}

static void
sign_in(void)
{
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1"); /* advisor */
	hart = house_visitor(&house, "w.hart", "chorley-oss-2");   /* back office */
	sharp = house_visitor(&house, "v.sharp", "chorley-oss-1"); /* supervisor */
}

static void
setup(void)
{
	house_init(&house);
	lease = (struct lease){0};
	sign_in();
	publish();
}

static void
teardown(void)
{
	house_release(&house);
}

/* "2026-12-24 10:00", in London. */
static micros
moment(const char *text)
{
	struct date date;
	int hour, minute;
	ck_assert(date_parse(arena_strndup(&house.arena, text, 10), &date));
	ck_assert_int_eq(sscanf(text + 10, " %d:%d", &hour, &minute), 2);
	return london_micros(date, hour, minute);
}

static void
it_is(const char *text)
{
	house.now = moment(text);
	sign_in();
}

static void
complain_about(const char *prompt, const char *reference)
{
	struct contact *contact = house_contact(&ellis, "complaint", "referred");
	struct enquiry *enquiry = contact->enquiries.items;
	enquiry->responsible = "chorley";
	enquiry->outcome_prompt = prompt;
	if (reference)
		*(struct answer *)list_add(&house.arena, &enquiry->answers, &answer_record) =
		    (struct answer){"reference", reference, "known", house.now, 1};
	enquiry->opens = record_new(&house.arena, &case_open_record);
	*enquiry->opens = (struct case_open){.id = house_id(&house),
	    .reference = house_reference(&ellis, &lease),
	    .queue = "complaints",
	    .promise = "Soon.",
	    .due = house.now + MICROS_DAY};
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	id = enquiry->opens->id;
}

static void
complain(const char *prompt)
{
	complain_about(prompt, NULL);
}

static struct crm_answer
put(const struct visitor *who, struct case_event body)
{
	body.id = house_id(&house);
	body.at = house.now;
	struct query query = {.params = {id, body.id},
	    .operation = house_id(&house),
	    .of = &case_event_record,
	    .body = &body};
	return visit(who, ROUTE_PUT_CASE_EVENT, &query);
}

static const struct case_record *
done(const struct visitor *who, struct case_event body)
{
	struct crm_answer answer = put(who, body);
	ck_assert_msg(answer.problem == PROBLEM_NONE, "%s %s: %s %s", body.kind,
	    body.state ? body.state : "", answer.field ? answer.field : "",
	    answer.detail ? answer.detail : "");
	return ((const struct case_page *)answer.body)->record;
}

static void
refused(
    const struct visitor *who, struct case_event body, enum problem_type problem, const char *field)
{
	struct crm_answer answer = put(who, body);
	ck_assert_int_eq(answer.problem, problem);
	ck_assert_str_eq(answer.field ? answer.field : "", field);
}

static const struct case_record *
shown(void)
{
	struct query query = {.params = {id}};
	return ((const struct case_page *)visit_ok(&hart, ROUTE_CASE, &query))->record;
}

#define MOVE(to) ((struct case_event){.kind = "move", .state = (to)})
#define CLOSE(to)                                                                                  \
	((struct case_event){                                                                      \
	    .kind = "close", .state = (to), .text = "Our mistake", .told = "Ombudsman"})
#define EXTEND(to, when)                                                                           \
	((struct case_event){.kind = "move",                                                       \
	    .state = (to),                                                                         \
	    .text = "The crew's records come on Monday",                                           \
	    .told = "Ombudsman, 01632 960480",                                                     \
	    .until = (when)})
#define REMEDY                                                                                     \
	((struct case_event){.kind = "remedy",                                                     \
	    .text = "Nobody said sorry",                                                           \
	    .action = "Write and apologise",                                                       \
	    .owner = "Head of waste",                                                              \
	    .until = house.now + 7 * MICROS_DAY})

/* ---- clocks ---- */

/* The team works from 9 to 5 on working days; a day is whole at 17:00 of it. */
static const struct row {
	const char *received, *acknowledge, *acknowledged, *answer, *extended;
	const char *again, *review, *answer_again, *extended_again;
} rows[] = {
    /* no holiday between */
    {"2026-11-02 10:00", "2026-11-09 17:00", "2026-11-04 12:00", "2026-11-18 17:00",
	"2026-12-02 17:00", "2027-01-04 09:30", "2027-01-11 17:00", "2027-02-01 17:00",
	"2027-03-01 17:00"},
    /* Christmas, and Boxing Day on a Saturday: kept on the Monday; New Year */
    {"2026-12-23 16:59", "2027-01-04 17:00", "2026-12-24 10:00", "2027-01-12 17:00",
	"2027-01-26 17:00", "2027-02-01 09:00", "2027-02-08 17:00", "2027-03-01 17:00",
	"2027-03-31 17:00"},
    /* Good Friday and Easter Monday, and between them an hour less */
    {"2027-03-25 10:00", "2027-04-05 17:00", "2027-03-25 11:00", "2027-04-12 17:00",
	"2027-04-26 17:00", "2027-04-27 10:00", "2027-05-05 17:00", "2027-05-26 17:00",
	"2027-06-24 17:00"},
    /* an hour more in October; received in the evening, and on a Sunday */
    {"2026-10-19 20:00", "2026-10-26 17:00", "2026-10-25 11:00", "2026-11-06 17:00",
	"2026-11-20 17:00", "2026-11-22 11:00", "2026-11-27 17:00", "2026-12-18 17:00",
	"2027-01-20 17:00"},
};

static void
is_due(const struct case_record *record, const char *when)
{
	char is[RFC3339_SIZE], should[RFC3339_SIZE];
	rfc3339_format(is, record->due);
	rfc3339_format(should, moment(when));
	ck_assert_str_eq(is, should);
}

START_TEST(each_clock_counts_the_team_s_working_days)
{
	const struct row *row = &rows[_i];
	it_is(row->received);
	complain("first");
	is_due(shown(), row->acknowledge);
	it_is(row->acknowledged);
	is_due(done(&hart, MOVE("looked-into")), row->answer);
	is_due(done(&hart, EXTEND("longer", 0)), row->extended);
	done(&hart, CLOSE("not-upheld"));
	it_is(row->again);
	is_due(done(&ellis, (struct case_event){.kind = "reopen", .text = "Not content"}),
	    row->review);
	is_due(done(&sharp, MOVE("reviewed")), row->answer_again);
	is_due(done(&sharp, EXTEND("review-longer", 0)), row->extended_again);
}
END_TEST

/* ---- extensions ---- */

START_TEST(an_extension_is_once_no_longer_than_may_be_and_says_why)
{
	it_is("2026-11-02 10:00");
	complain("first");
	refused(&hart, EXTEND("longer", 0), PROBLEM_CONFLICT, "state");
	done(&hart, MOVE("looked-into")); /* by 16 November, extended by 30 November */
	struct case_event plain = {.kind = "move", .state = "longer"};
	refused(&hart, plain, PROBLEM_BAD_FIELD, "told,note");
	plain.text = "Records";
	refused(&hart, plain, PROBLEM_BAD_FIELD, "told");
	refused(&hart, EXTEND("longer", moment("2026-11-30 17:01")), PROBLEM_BAD_FIELD, "until");
	refused(&hart, EXTEND("longer", moment("2026-11-16 17:00")), PROBLEM_BAD_FIELD, "until");
	const struct case_record *record =
	    done(&hart, EXTEND("longer", moment("2026-11-20 17:00")));
	is_due(record, "2026-11-20 17:00");
	const struct case_event *event =
	    LIST_AT(struct case_event, &record->events, record->events.count - 1);
	ck_assert_str_eq(event->counted, "extended");
	ck_assert_str_eq(event->told, "Ombudsman, 01632 960480");
	ck_assert_int_eq(event->until, moment("2026-11-20 17:00"));
	ck_assert_int_eq(event->due, moment("2026-11-16 17:00"));
	/* What was promised with it is put off as far. */
	struct query query = {.params = {id}};
	const struct case_page *page = visit_ok(&hart, ROUTE_CASE, &query);
	ck_assert_uint_eq(page->promises.count, 1);
	ck_assert_int_eq(
	    LIST_AT(struct promise_line, &page->promises, 0)->due, moment("2026-11-20 17:00"));
	refused(&hart, EXTEND("longer", 0), PROBLEM_CONFLICT, "state");
	refused(&hart, MOVE("looked-into"), PROBLEM_CONFLICT, "state");
}
END_TEST

/* ---- who ---- */

START_TEST(who_answered_it_considers_it_no_second_time)
{
	complain("first");
	done(&hart, MOVE("looked-into"));
	refused(&hart, CLOSE("upheld"), PROBLEM_BAD_FIELD, "remedy");
	done(&hart, REMEDY);
	done(&hart, CLOSE("upheld"));
	refused(&hart, (struct case_event){.kind = "reopen", .state = "received", .text = "x"},
	    PROBLEM_CONFLICT, "state");
	done(&hart, (struct case_event){.kind = "reopen", .text = "She is not content"});
	ck_assert_str_eq(shown()->life, "again");
	refused(&hart, MOVE("reviewed"), PROBLEM_SAME_OFFICER, "w.hart");
	refused(&hart, (struct case_event){.kind = "claim"}, PROBLEM_SAME_OFFICER, "w.hart");
	refused(&sharp, (struct case_event){.kind = "hand_over", .to = "w.hart"},
	    PROBLEM_SAME_OFFICER, "w.hart");
	struct next_best asked = {.id = house_id(&house)};
	struct query next = {.params = {asked.id},
	    .operation = house_id(&house),
	    .of = &next_best_record,
	    .body = &asked};
	const struct next_best_page *taken = visit_ok(&hart, ROUTE_NEXT_BEST, &next);
	ck_assert_ptr_null(taken->taken);
	done(&sharp, MOVE("reviewed"));
	refused(&hart, EXTEND("review-longer", 0), PROBLEM_SAME_OFFICER, "w.hart");
	refused(&hart, CLOSE("finally-not"), PROBLEM_SAME_OFFICER, "w.hart");
	ck_assert_str_eq(done(&sharp, CLOSE("finally-not"))->state, "closed");
	refused(&sharp, (struct case_event){.kind = "reopen", .state = "again", .text = "x"},
	    PROBLEM_CONFLICT, "state");
	house_sound(&house);
}
END_TEST

START_TEST(what_was_answered_elsewhere_begins_at_stage_two)
{
	complain("second");
	const struct case_record *record = shown();
	const struct case_event *opened = LIST_AT(struct case_event, &record->events, 0);
	ck_assert_str_eq(record->life, "again");
	ck_assert_int_eq(opened->stage, 2);
	ck_assert_str_eq(opened->counted, "received");
	done(&hart, MOVE("reviewed"));
}
END_TEST

/* ---- reports ---- */

static void
read(const char *from, const char *to, struct list *counts, struct list *lessons)
{
	struct err err;
	*counts = *lessons = (struct list){0};
	ck_assert_int_eq(crm_complaints(house.crm, "ctl:test", moment(from), moment(to),
			     &house.arena, counts, lessons, &err),
	    0);
}

START_TEST(the_report_says_what_was_late_and_what_was_learnt)
{
	it_is("2026-11-02 10:00");
	complain("first");
	it_is("2026-11-10 09:00"); /* a day late */
	done(&hart, MOVE("looked-into"));
	it_is("2026-11-12 09:00");
	struct case_event learnt = REMEDY;
	done(&hart, learnt);
	learnt.kind = "lesson";
	learnt.action = NULL;
	refused(&hart, learnt, PROBLEM_BAD_FIELD, "action");
	learnt.action = "Put it in the crew's list";
	house.now += MICROS_MINUTE;
	const struct case_record *record = done(&hart, learnt);
	const char *lesson =
	    LIST_AT(struct case_event, &record->events, record->events.count - 1)->id;
	done(&hart, CLOSE("upheld"));
	it_is("2026-12-01 10:00");
	done(&ellis, (struct case_event){.kind = "reopen", .text = "Not content"});
	struct case_event over = {.kind = "done", .subject = lesson, .text = "It is in it"};
	done(&hart, over);
	refused(&hart, over, PROBLEM_CONFLICT, "subject");
	over.subject = id;
	refused(&hart, over, PROBLEM_BAD_FIELD, "subject");
	/* the desk cannot say itself what it counts as, or that it was in time */
	done(&sharp, MOVE("reviewed"));
	done(&sharp, (struct case_event){.kind = "note",
			 .text = "Rang her",
			 .counted = "upheld",
			 .stage = 1,
			 .due = house.now + MICROS_DAY});
	struct list counts, lessons;
	read("2026-11-01 00:00", "2026-12-01 00:00", &counts, &lessons);
	ck_assert_uint_eq(counts.count, 1);
	const struct complaint_count *one = LIST_AT(struct complaint_count, &counts, 0);
	ck_assert_str_eq(one->council, "chorley");
	ck_assert_int_eq(one->stage, 1);
	ck_assert_int_eq(one->received, 1);
	ck_assert_int_eq(one->acknowledged, 1);
	ck_assert_int_eq(one->acknowledged_late, 1);
	ck_assert_int_eq(one->answered, 1);
	ck_assert_int_eq(one->answered_late, 0);
	ck_assert_int_eq(one->upheld, 1);
	ck_assert_int_eq(one->partly + one->rejected + one->extended + one->withdrawn, 0);
	ck_assert_uint_eq(lessons.count, 2);
	const struct complaint_lesson *log = LIST_AT(struct complaint_lesson, &lessons, 1);
	ck_assert_str_eq(log->kind, "lesson");
	ck_assert_str_eq(log->owner, "Head of waste");
	ck_assert_str_eq(log->came, "It is in it");
	ck_assert_int_eq(log->done, house.now);
	ck_assert_int_eq(LIST_AT(struct complaint_lesson, &lessons, 0)->done, 0);
	it_is("2027-03-01 09:00"); /* nobody has answered stage two */
	read("2026-12-01 00:00", "2027-01-01 00:00", &counts, &lessons);
	ck_assert_uint_eq(counts.count, 1);
	one = LIST_AT(struct complaint_count, &counts, 0);
	ck_assert_int_eq(one->stage, 2);
	ck_assert_int_eq(one->received, 1);
	ck_assert_int_eq(one->acknowledged, 1);
	ck_assert_int_eq(one->acknowledged_late, 0);
	ck_assert_int_eq(one->upheld, 0);
	ck_assert_int_eq(one->overdue, 1);
	ck_assert_uint_eq(lessons.count, 0);
	house_sound(&house);
}
END_TEST

START_TEST(the_matrix_counts_them_by_the_service_complained_about)
{
	struct contact *bin = house_case(&ellis, "waste-round", "chorley", &lease, NULL);
	complain_about("first", LIST_AT(struct enquiry, &bin->enquiries, 0)->opens->reference);
	complain("first");
	struct list volumes = {0};
	struct err err;
	ck_assert_int_eq(crm_volumes(house.crm, "ctl:test", "chorley", house.now - MICROS_DAY,
			     house.now + MICROS_DAY, &house.arena, &volumes, &err),
	    0);
	ck_assert_int_eq(volume_sum(&volumes, "missed-bin", "complaints"), 1);
	ck_assert_int_eq(volume_sum(&volumes, "complaint", "complaints"), 1);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("complaints");
	TCase *tcase = tcase_create("complaints");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(
	    tcase, each_clock_counts_the_team_s_working_days, 0, sizeof rows / sizeof *rows);
	tcase_add_test(tcase, an_extension_is_once_no_longer_than_may_be_and_says_why);
	tcase_add_test(tcase, who_answered_it_considers_it_no_second_time);
	tcase_add_test(tcase, what_was_answered_elsewhere_begins_at_stage_two);
	tcase_add_test(tcase, the_report_says_what_was_late_and_what_was_learnt);
	tcase_add_test(tcase, the_matrix_counts_them_by_the_service_complained_about);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
