/* Cases through the life that their service declares: states, who may, what is needed, clocks. */
#include "helpers/tap.h"
#include "store/db.h"
#include "store/house.h"

#include <string.h>

static struct house house;
static struct visitor ellis, hart, sharp;
static struct lease lease;
static struct contact *contact;
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
    "  - { state: visited, title: Visited, needs: [officer, note], to: [waiting, emptied] }\n"
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
	contact = house_case(&ellis, "waste-round", "chorley", &lease, NULL);
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

START_TEST(somebody_must_have_it_where_a_state_needs_an_officer)
{
	refused(&hart, "move", "visited", NULL, PROBLEM_BAD_FIELD, "officer,note");
	refused(&hart, "move", "visited", "Went there", PROBLEM_BAD_FIELD, "officer");
	gone(&hart, "claim", NULL, NULL);
	ck_assert_str_eq(gone(&hart, "move", "visited", "Went there")->life, "visited");
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

static struct crm_answer
try_event(const struct visitor *who, const char *of, struct case_event body)
{
	body.id = house_id(&house);
	body.at = house.now;
	struct query query = {.params = {of, body.id},
	    .operation = house_id(&house),
	    .of = &case_event_record,
	    .body = &body};
	return visit(who, ROUTE_PUT_CASE_EVENT, &query);
}

static struct crm_answer
amend(const struct visitor *who, const char *prompt, const char *was, const char *now)
{
	return try_event(who, id,
	    (struct case_event){.kind = "amend", .subject = prompt, .was = was, .now = now});
}

static const char *
answer_of(const struct list *answers, const char *prompt)
{
	LIST_EACH(struct answer, answer, answers)
	if (strcmp(answer->prompt, prompt) == 0)
		return answer->value;
	return NULL;
}

/* What is put right at the case is what the contact has, also after the desk that has it still open
 * sends it again; and a state that needs it may be gone into. */
START_TEST(an_answer_put_right_is_right_everywhere)
{
	struct crm_answer answer = amend(&hart, "depth", NULL, "4 cm");
	ck_assert_int_eq(answer.problem, PROBLEM_NONE);
	const struct case_page *page = answer.body;
	ck_assert_str_eq(answer_of(&page->answers, "depth"), "4 cm");
	ck_assert_int_eq(amend(&hart, "depth", "5 cm", "6 cm").problem, PROBLEM_CONFLICT);
	ck_assert_str_eq(amend(&hart, "depth", "5 cm", "6 cm").field, "depth");
	ck_assert_int_eq(amend(&hart, "height", NULL, "6 cm").problem, PROBLEM_BAD_FIELD);
	ck_assert_int_eq(amend(&hart, "bin", "grey", "brown").problem, PROBLEM_NONE);
	contact->step++;
	contact->note = "She rang off";
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	struct query query = {.params = {contact->id}};
	const struct contact *read = visit_ok(&ellis, ROUTE_CONTACT, &query);
	const struct enquiry *enquiry = LIST_AT(struct enquiry, &read->enquiries, 0);
	ck_assert_str_eq(read->note, "She rang off");
	ck_assert_str_eq(answer_of(&enquiry->answers, "bin"), "brown");
	ck_assert_str_eq(answer_of(&enquiry->answers, "depth"), "4 cm");
	ck_assert_str_eq(gone(&hart, "close", "refused", "A garden")->state, "closed");
}
END_TEST

static struct crm_answer
change(const struct visitor *who, struct case_fields was, struct case_fields now)
{
	struct case_change body = {id, &was, &now};
	struct query query = {.params = {id},
	    .operation = house_id(&house),
	    .of = &case_change_record,
	    .body = &body};
	return visit(who, ROUTE_CHANGE_CASE, &query);
}

START_TEST(two_people_change_one_case_beside_each_other)
{
	const struct case_record *record = shown();
	struct case_fields was = {.summary = record->summary, .due = record->due};
	size_t events = record->events.count;
	ck_assert_int_eq(
	    change(&hart, was, (struct case_fields){.summary = "Brown bin", .due = record->due})
		.problem,
	    PROBLEM_NONE);
	/* the other read before that, and changes another field */
	struct crm_answer answer = change(&sharp, was,
	    (struct case_fields){.summary = record->summary, .due = record->due + MICROS_DAY});
	ck_assert_int_eq(answer.problem, PROBLEM_NONE);
	answer = change(&sharp, (struct case_fields){.summary = "Grey bin", .promise = NULL},
	    (struct case_fields){.summary = "Blue bin", .promise = "Monday"});
	ck_assert_int_eq(answer.problem, PROBLEM_CONFLICT);
	ck_assert_str_eq(answer.field, "summary");
	const struct case_record *now = shown();
	ck_assert_str_eq(now->summary, "Brown bin");
	ck_assert_ptr_null(now->promise); /* nothing of a conflict is applied */
	ck_assert_int_eq(now->due, was.due + MICROS_DAY);
	ck_assert_uint_eq(now->events.count, events + 2);
	const struct case_event *event = LIST_AT(struct case_event, &now->events, events);
	ck_assert_str_eq(event->subject, "summary");
	ck_assert_str_eq(event->was, "Grey bin");
	ck_assert_str_eq(event->now, "Brown bin");
}
END_TEST

START_TEST(a_link_is_there_on_both_sides)
{
	struct contact *second = house_case(&ellis, "waste-round", "chorley", &lease, NULL);
	const struct case_open *other = LIST_AT(struct enquiry, &second->enquiries, 0)->opens;
	struct case_event link = {.kind = "link", .subject = other->reference, .link = "duplicate"};
	ck_assert_int_eq(try_event(&hart, id, link).problem, PROBLEM_NONE);
	ck_assert_int_eq(try_event(&hart, id, link).problem, PROBLEM_CONFLICT);
	const char *reference = shown()->reference;
	const struct case_link *here = LIST_AT(struct case_link, &shown()->links, 0);
	ck_assert_str_eq(here->reference, other->reference);
	ck_assert_str_eq(here->kind, "duplicate");
	struct query query = {.params = {other->id}};
	const struct case_page *page = visit_ok(&hart, ROUTE_CASE, &query);
	const struct case_link *there = LIST_AT(struct case_link, &page->record->links, 0);
	ck_assert_str_eq(there->reference, reference);
	ck_assert_str_eq(there->kind, "duplicated");
	ck_assert_uint_eq(
	    page->linked.count, 1); /* what the other is about, as far as it is known */
	const struct case_summary *line = LIST_AT(struct case_summary, &page->linked, 0);
	ck_assert_str_eq(line->reference, reference);
	ck_assert_str_eq(line->service, "missed-bin");
	link.subject = reference;
	ck_assert_str_eq(try_event(&hart, id, link).detail, "it is this case");
	link.subject = "4071-2283-5";
	ck_assert_int_eq(try_event(&hart, id, link).problem, PROBLEM_BAD_FIELD);
	ck_assert_int_eq(
	    try_event(&hart, other->id,
		(struct case_event){.kind = "unlink", .subject = reference, .link = "duplicated"})
		.problem,
	    PROBLEM_NONE);
	ck_assert_uint_eq(shown()->links.count, 0);
	house_sound(&house);
}
END_TEST

static struct crm_answer
attach(const struct visitor *who, const char *of, const char *name, const char *content)
{
	struct attachment_file file = {
	    .id = house_id(&house), .name = name, .type = "text/plain", .content = content};
	struct query query = {.params = {of, file.id},
	    .operation = house_id(&house),
	    .of = &attachment_file_record,
	    .body = &file};
	return visit(who, ROUTE_PUT_ATTACHMENT, &query);
}

#define CONTENT "NCBjbSBkZWVw" /* 4 cm deep */

START_TEST(a_file_is_kept_once_and_goes_with_the_last_that_has_it)
{
	struct contact *second = house_case(&ellis, "waste-round", "chorley", &lease, NULL);
	const char *other = LIST_AT(struct enquiry, &second->enquiries, 0)->opens->id;
	struct crm_answer answer = attach(&hart, id, "hole.txt", CONTENT);
	ck_assert_int_eq(answer.problem, PROBLEM_NONE);
	ck_assert_int_eq(attach(&hart, other, "the hole.txt", CONTENT).problem, PROBLEM_NONE);
	ck_assert_int_eq(attach(&hart, id, "../hole", CONTENT).problem, PROBLEM_BAD_FIELD);
	ck_assert_int_eq(attach(&hart, id, "hole.txt", "4 cm").problem, PROBLEM_BAD_FIELD);
	const struct attachment *file = LIST_AT(struct attachment, &shown()->attachments, 0);
	ck_assert_int_eq(file->size, 9);
	ck_assert_str_eq(file->author, "w.hart");
	struct query query = {.params = {id, file->id}};
	const struct attachment_file *read = visit_ok(&hart, ROUTE_ATTACHMENT, &query);
	ck_assert_str_eq(read->content, CONTENT);
	ck_assert_str_eq(read->name, "hole.txt");
	ck_assert_uint_eq(house_audit(&house, file->id).count, 1);
	house_sound(&house); /* nor is a file kept that no case has */
	struct case_event away = {.kind = "detach", .subject = file->id, .text = "Another's hole"};
	ck_assert_int_eq(try_event(&hart, id, away).problem, PROBLEM_NONE);
	visit_refused(&hart, ROUTE_ATTACHMENT, &query, PROBLEM_NOT_FOUND);
	query = (struct query){.params = {other}};
	const struct case_page *page = visit_ok(&hart, ROUTE_CASE, &query);
	query.params[1] = LIST_AT(struct attachment, &page->record->attachments, 0)->id;
	read = visit_ok(&hart, ROUTE_ATTACHMENT, &query);
	ck_assert_str_eq(read->content, CONTENT);
	away.subject = query.params[1];
	ck_assert_int_eq(try_event(&hart, other, away).problem, PROBLEM_NONE);
	house_sound(&house);
}
END_TEST

static struct crm_answer
attach_piece(const struct visitor *who, const char *file, const char *content, int64_t from)
{
	struct attachment_file body = {file, "letter.txt", "text/plain", content, from, 9};
	struct query query = {.params = {id, file},
	    .operation = house_id(&house),
	    .of = &attachment_file_record,
	    .body = &body};
	return visit(who, ROUTE_PUT_ATTACHMENT, &query);
}

/* Over a slow line: "4 cm" " de" "ep", in order, each once however often it is sent. */
START_TEST(a_file_comes_piece_by_piece)
{
	const char *file = house_id(&house);
	ck_assert_int_eq(attach_piece(&hart, file, "IGRl", 4).problem, PROBLEM_CONFLICT);
	ck_assert_int_eq(attach_piece(&hart, file, "NCBjbQ==", 0).problem, PROBLEM_NONE);
	ck_assert_int_eq(attach_piece(&hart, file, "NCBjbQ==", 0).problem, PROBLEM_NONE);
	ck_assert_int_eq(attach_piece(&sharp, file, "IGRl", 4).problem, PROBLEM_CONFLICT);
	ck_assert_int_eq(attach_piece(&hart, file, "NCBjbSBkZWVw", 4).problem, PROBLEM_BAD_FIELD);
	ck_assert_int_eq(attach_piece(&hart, file, "IGRl", 4).problem, PROBLEM_NONE);
	ck_assert_uint_eq(shown()->attachments.count, 0);
	ck_assert_int_eq(attach_piece(&hart, file, "ZXA=", 7).problem, PROBLEM_NONE);
	ck_assert_int_eq(attach_piece(&hart, file, "ZXA=", 7).problem, PROBLEM_NONE);
	ck_assert_uint_eq(shown()->attachments.count, 1);
	ck_assert_int_eq(LIST_AT(struct attachment, &shown()->attachments, 0)->size, 9);
	struct query query = {.params = {id, file}};
	ck_assert_str_eq(
	    ((const struct attachment_file *)visit_ok(&hart, ROUTE_ATTACHMENT, &query))->content,
	    CONTENT);
	query.query[1] = "4";
	query.query[2] = "3";
	const struct attachment_file *read = visit_ok(&hart, ROUTE_ATTACHMENT, &query);
	ck_assert_str_eq(read->content, "IGRl");
	ck_assert_int_eq(read->size, 9);
	house_sound(&house);
}
END_TEST

static int64_t
pieces(void)
{
	struct err err;
	struct db *db = db_open(house.database, DB_READER, &err);
	ck_assert_msg(db != NULL, "%s", err.text);
	int64_t count = db_number(db, "SELECT count(*) FROM attachment_piece", NO_VALUES, -1);
	db_close(db);
	return count;
}

/* A file that never came whole is theirs, too. */
START_TEST(pieces_go_with_whoever_is_erased)
{
	struct customer *jo =
	    house_customer(&house, "Jo", "Kay", "+441632960151", "1 Union Street", "PR7 1AB");
	struct list counts = {0};
	struct err err = {""};
	house_import(&house, jo, 1);
	const char *others = id;
	ck_assert_int_eq(
	    attach_piece(&hart, house_id(&house), "NCBjbQ==", 0).problem, PROBLEM_NONE);
	contact = house_case(&ellis, "waste-round", "chorley", &lease, jo);
	id = LIST_AT(struct enquiry, &contact->enquiries, 0)->opens->id;
	ck_assert_int_eq(
	    attach_piece(&hart, house_id(&house), "NCBjbQ==", 0).problem, PROBLEM_NONE);
	ck_assert_int_eq(pieces(), 2);
	const struct crm_erasure order = {
	    .as = "d.pool", .customer = jo->id, .because = "asked for it", .with_open_cases = true};
	ck_assert_msg(crm_erase(house.crm, "ctl:test", &order, &house.arena, &counts, &err) == 0,
	    "%s", err.text);
	ck_assert_int_eq(pieces(), 1); /* of the other case alone */
	id = others;
	house_sound(&house);
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
	tcase_add_test(tcase, somebody_must_have_it_where_a_state_needs_an_officer);
	tcase_add_test(tcase, the_clock_stands_while_the_customer_is_waited_for);
	tcase_add_test(tcase, an_answer_put_right_is_right_everywhere);
	tcase_add_test(tcase, two_people_change_one_case_beside_each_other);
	tcase_add_test(tcase, a_link_is_there_on_both_sides);
	tcase_add_test(tcase, a_file_is_kept_once_and_goes_with_the_last_that_has_it);
	tcase_add_test(tcase, a_file_comes_piece_by_piece);
	tcase_add_test(tcase, pieces_go_with_whoever_is_erased);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
