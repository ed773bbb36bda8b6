/* "This is wrong": the owner's case, doubles, and hearing that it is mended. */
#include "helpers/tap.h"
#include "store/house.h"

#include <string.h>

static struct house house;
static struct visitor ellis, cole, hart, ford;
static int64_t version;

#define HEAD                                                                                       \
	"service: bins\ntitle: Missed bin\nprovided_by: district\n"                                \
	"owner: { team: chorley-waste, email: waste@chorley.example }\n"                           \
	"assured: 2026-10-01\nreview_by: 2027-04-01\n"
#define DIALOGUE                                                                                   \
	"dialogue:\n  - section: It\n    prompts:\n"                                               \
	"      - tell: We come within ${fact.days}.\n        id: told\n"                           \
	"      - resolve: done\n        text: Done\n"
#define BURNLEY                                                                                    \
	"at:\n  burnley:\n    owner: { team: burnley-waste, email: streets@burnley.example }\n"    \
	"    facts: { fee: { value: £99, review_by: 2027-04-01 } }\n"

static const char bins[] = HEAD
    "facts:\n  fee: { label: Charge, value: £22 }\n  days: { value: 2 days }\n" DIALOGUE BURNLEY;
static const char dearer[] = HEAD
    "facts:\n  fee: { label: Charge, value: £25 }\n  days: { value: 2 days }\n" DIALOGUE BURNLEY;
static const char slower[] = HEAD
    "facts:\n  fee: { label: Charge, value: £22 }\n  days: { value: 5 days }\n" DIALOGUE BURNLEY;

static void
publish(const char *text)
{
	version = house_publish(house.crm, "bins", text);
}

static void
setup(void)
{
	house_init(&house);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1"); /* advisor */
	cole = house_visitor(&house, "j.cole", "burnley-cc-1");    /* advisor */
	hart = house_visitor(&house, "w.hart", "chorley-oss-1");   /* back office */
	ford = house_visitor(&house, "i.ford", "chorley-oss-1");   /* officer of Lancashire */
	publish(bins);
}

static void
teardown(void)
{
	house_release(&house);
}

static struct crm_answer
try_report(const struct visitor *who, const struct wrong *wrong, const char *operation)
{
	struct query query = {.params = {wrong->service, wrong->id},
	    .operation = operation,
	    .of = &wrong_record,
	    .body = wrong};
	return visit(who, ROUTE_PUT_WRONG, &query);
}

static const struct wrong *
report(const struct visitor *who, const char *council, const char *subject, const char *text)
{
	struct wrong wrong = {.id = house_id(&house),
	    .service = "bins",
	    .council = council,
	    .subject = subject,
	    .version = version,
	    .text = text,
	    .at = house.now};
	struct crm_answer answer = try_report(who, &wrong, house_id(&house));
	ck_assert_int_eq(answer.problem, PROBLEM_NONE);
	return answer.body;
}

static const struct case_page *
page_of(const struct visitor *who, const char *case_id)
{
	struct query query = {.params = {case_id}};
	return visit_ok(who, ROUTE_CASE, &query);
}

static const struct list *
unheard(const struct visitor *who)
{
	struct query query = {0};
	return &((const struct wrong_page *)visit_ok(who, ROUTE_WRONGS, &query))->items;
}

static size_t
told(const struct visitor *who, const char *user)
{
	struct query query = {.query = {who->session->feed}};
	const struct feed_page *page = visit_ok(who, ROUTE_FEED, &query);
	size_t count = 0;
	LIST_EACH(struct feed_item, item, &page->items)
	count += strcmp(item->topic, "mended") == 0 && strcmp(item->id, user) == 0;
	return count;
}

START_TEST(a_report_opens_a_case_with_what_the_entry_said)
{
	const struct wrong *wrong = report(&ellis, "chorley", "fact.fee", "it is £25 since May");
	ck_assert_str_eq(wrong->said, "Charge: £22");
	ck_assert_ptr_null(wrong->council); /* Chorley has no text of its own there */
	const struct case_page *page = page_of(&hart, wrong->reference);
	ck_assert_str_eq(page->record->queue, "chorley.entries-chorley-waste");
	ck_assert_str_eq(page->record->summary, "Missed bin: Charge: £22");
	ck_assert_str_eq(page->record->responsible, "chorley");
	ck_assert_uint_eq(page->wrongs.count, 1);
	const struct wrong *shown = LIST_AT(struct wrong, &page->wrongs, 0);
	ck_assert_str_eq(shown->text, "it is £25 since May");
	ck_assert_str_eq(shown->user, "s.ellis");
	ck_assert_int_eq(shown->version, version);
	struct query query = {.params = {page->record->queue}};
	const struct case_list *list = visit_ok(&hart, ROUTE_QUEUE_CASES, &query);
	ck_assert_uint_eq(list->items.count, 1);
}
END_TEST

START_TEST(however_many_say_it_the_case_can_be_closed)
{
	enum { MANY = 520 };
	const struct wrong *first = report(&ellis, NULL, "fact.fee", "it is £25");
	const struct wrong *last = first;
	for (int i = 1; i < MANY; i++)
		last = report(i % 2 ? &cole : &ellis, NULL, "fact.fee", "it is £25");
	ck_assert_str_eq(last->case_id, first->case_id);
	ck_assert_uint_eq(page_of(&hart, first->case_id)->wrongs.count, 200);
	ck_assert_int_eq(
	    house_work(&hart, first->case_id, "close", "Mended").problem, PROBLEM_NONE);
	ck_assert_uint_gt(unheard(&cole)->count, 0);
}
END_TEST

START_TEST(the_variant_of_a_council_has_its_own_owner)
{
	const struct wrong *wrong = report(&cole, "burnley", "fact.fee", NULL);
	ck_assert_str_eq(wrong->council, "burnley");
	ck_assert_str_eq(wrong->said, "Charge: £99");
	ck_assert_str_eq(
	    page_of(&cole, wrong->case_id)->record->queue, "burnley.entries-burnley-waste");
	/* What Burnley does not say otherwise is the common text's, and its owner's. */
	wrong = report(&cole, "burnley", "fact.days", NULL);
	ck_assert_ptr_null(wrong->council);
	ck_assert_str_eq(
	    page_of(&cole, wrong->case_id)->record->queue, "chorley.entries-chorley-waste");
}
END_TEST

START_TEST(the_same_words_are_reported_once)
{
	const struct wrong *first = report(&ellis, "chorley", "fact.days", "five days"),
			   *second = report(&cole, "burnley", "fact.days", "yes, five"),
			   *other = report(&ellis, "chorley", "told", NULL);
	ck_assert_str_eq(first->case_id, second->case_id);
	ck_assert_str_ne(first->case_id, other->case_id);
	const struct case_page *page = page_of(&hart, first->case_id);
	ck_assert_uint_eq(page->wrongs.count, 2);
	ck_assert_uint_eq(page->record->events.count, 2);
	ck_assert_str_eq(LIST_AT(struct case_event, &page->record->events, 1)->user, "j.cole");
	/* The same report, sent again by a desk that lost the answer. */
	struct wrong again = *second;
	ck_assert_str_eq(
	    ((const struct wrong *)try_report(&cole, &again, house_id(&house)).body)->case_id,
	    first->case_id);
	ck_assert_uint_eq(page_of(&hart, first->case_id)->wrongs.count, 2);
	ck_assert_int_eq(try_report(&ellis, &again, house_id(&house)).problem, PROBLEM_BAD_FIELD);
}
END_TEST

START_TEST(whoever_said_so_hears_when_the_case_is_closed)
{
	const struct wrong *wrong = report(&ellis, "chorley", "fact.fee", NULL);
	report(&cole, "burnley", "fact.days", NULL);
	ck_assert_uint_eq(unheard(&ellis)->count, 0);
	ck_assert_int_eq(
	    house_work(&hart, wrong->case_id, "close", "£25 is right").problem, PROBLEM_NONE);
	ck_assert_uint_eq(told(&ellis, "s.ellis"), 1);
	ck_assert_uint_eq(told(&ellis, "j.cole"), 0);
	const struct list *mended = unheard(&ellis);
	ck_assert_uint_eq(mended->count, 1);
	ck_assert_str_eq(LIST_AT(struct wrong, mended, 0)->how, "£25 is right");
	ck_assert_uint_eq(unheard(&cole)->count, 0);
	struct query query = {.params = {wrong->id}, .operation = house_id(&house)};
	ck_assert_int_eq(visit(&cole, ROUTE_HEAR_WRONG, &query).problem, PROBLEM_NOT_FOUND);
	query.operation = house_id(&house);
	ck_assert_int_eq(visit(&ellis, ROUTE_HEAR_WRONG, &query).problem, PROBLEM_NONE);
	ck_assert_uint_eq(unheard(&ellis)->count, 0);
}
END_TEST

START_TEST(a_version_that_says_something_else_there_mends_it)
{
	const struct wrong *fee = report(&ellis, "chorley", "fact.fee", NULL),
			   *told_by = report(&ellis, "chorley", "told", NULL),
			   *burnley = report(&cole, "burnley", "fact.fee", NULL),
			   *whole = report(&ellis, "chorley", NULL, "all of it");
	publish(dearer);
	ck_assert_uint_eq(unheard(&ellis)->count, 1);
	const struct wrong *mended = LIST_AT(struct wrong, unheard(&ellis), 0);
	ck_assert_str_eq(mended->id, fee->id);
	ck_assert_int_eq(mended->mended_in, version);
	const struct case_page *closed = page_of(&hart, fee->case_id);
	ck_assert_str_eq(closed->record->state, "closed");
	/* It was closed in the name of no user; the page travels all the same. */
	const char *where;
	struct err err = {""};
	ck_assert_msg(record_check(&case_page_record, closed, &house.arena, &where, &err) == 0,
	    "%s", err.text);
	ck_assert_str_eq(page_of(&hart, told_by->case_id)->record->state, "open");
	ck_assert_str_eq(page_of(&cole, burnley->case_id)->record->state, "open");
	/* A sentence is also mended by the fact that it quotes; the entry as a whole by nobody but
	 * its owner. */
	publish(slower);
	ck_assert_str_eq(page_of(&hart, told_by->case_id)->record->state, "closed");
	ck_assert_str_eq(page_of(&hart, whole->case_id)->record->state, "open");
	ck_assert_uint_eq(unheard(&cole)->count, 0);
	/* The next report of it is a new one. */
	const struct wrong *again = report(&ellis, "chorley", "fact.fee", NULL);
	ck_assert_str_ne(again->case_id, fee->case_id);
}
END_TEST

START_TEST(what_is_reopened_is_not_mended_after_all)
{
	const struct wrong *wrong = report(&ellis, "chorley", "fact.fee", NULL);
	ck_assert_int_eq(house_work(&hart, wrong->case_id, "close", "no").problem, PROBLEM_NONE);
	ck_assert_int_eq(
	    house_work(&hart, wrong->case_id, "reopen", "Not mended").problem, PROBLEM_NONE);
	ck_assert_uint_eq(unheard(&ellis)->count, 0);
	ck_assert_int_eq(house_work(&hart, wrong->case_id, "close", "yes").problem, PROBLEM_NONE);
	ck_assert_str_eq(LIST_AT(struct wrong, unheard(&ellis), 0)->how, "yes");
}
END_TEST

/* The task holds nothing of a customer: who may edit the entry may work on it, and only there. */
START_TEST(the_officer_of_the_owning_council_works_on_it)
{
	struct team team = {.id = "lcc-info", .council = "lancashire", .name = "Information"};
	struct err err;
	static const char roads[] =
	    "service: bins\ntitle: Bins\nprovided_by: county\nowner: { team: "
	    "lcc-info, email: i@l.example }\n";
	const struct wrong *chorley = report(&ellis, "chorley", "fact.fee", NULL);
	ck_assert_int_eq(
	    house_work(&ford, chorley->case_id, "close", "x").problem, PROBLEM_NOT_PERMITTED);
	ck_assert_int_eq(crm_put(house.crm, "ctl:test", &team_record, &team, 1, &err), 0);
	publish(roads);
	const struct wrong *ours = report(&ellis, "chorley", NULL, "wrong");
	ck_assert_int_eq(house_work(&ford, ours->case_id, "close", "x").problem, PROBLEM_NONE);
	struct lease lease = {0};
	struct contact *contact = house_case(&ellis, "waste-round", "chorley", &lease, NULL);
	struct query query = {
	    .params = {LIST_AT(struct enquiry, &contact->enquiries, 0)->opens->id}};
	ck_assert_int_eq(visit(&ford, ROUTE_CASE, &query).problem, PROBLEM_NOT_PERMITTED);
}
END_TEST

START_TEST(what_is_not_there_cannot_be_wrong)
{
	struct wrong wrong = {.id = house_id(&house), .service = "no-such", .at = house.now};
	ck_assert_int_eq(try_report(&ellis, &wrong, house_id(&house)).problem, PROBLEM_NOT_FOUND);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("wrongs");
	TCase *tcase = tcase_create("wrongs");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 30);
	tcase_add_test(tcase, a_report_opens_a_case_with_what_the_entry_said);
	tcase_add_test(tcase, however_many_say_it_the_case_can_be_closed);
	tcase_add_test(tcase, the_variant_of_a_council_has_its_own_owner);
	tcase_add_test(tcase, the_same_words_are_reported_once);
	tcase_add_test(tcase, whoever_said_so_hears_when_the_case_is_closed);
	tcase_add_test(tcase, a_version_that_says_something_else_there_mends_it);
	tcase_add_test(tcase, what_is_reopened_is_not_mended_after_all);
	tcase_add_test(tcase, the_officer_of_the_owning_council_works_on_it);
	tcase_add_test(tcase, what_is_not_there_cannot_be_wrong);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
