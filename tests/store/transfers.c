/* A contact goes from desk to desk: with everything that was said, once, and to one of those who
 * may have it. */
#include "helpers/tap.h"
#include "store/house.h"

#include <pthread.h>
#include <string.h>

static struct house house;
static struct visitor ellis, hart, cole, practice;
static struct customer *amina;
static struct lease lease;

static void
setup(void)
{
	house_init(&house);
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1"); /* advisor */
	hart = house_visitor(&house, "w.hart", "chorley-oss-2");   /* back office */
	cole = house_visitor(&house, "j.cole", "burnley-cc-1");    /* advisor */
	amina = house_customer(&house, "Amina", "Patel", "+441632960151", NULL, NULL);
	house_import(&house, amina, 1);
	lease = (struct lease){0};
}

static void
teardown(void)
{
	house_release(&house);
}

/* ---- giving ---- */

/* What the desk has in hand: an answer, a note, and a word half typed. */
static struct contact_transfer *
in_hand(const struct visitor *from, const char *customer)
{
	struct arena *arena = &house.arena;
	struct contact *contact = house_contact(from, "missed-bin", "resolved");
	struct contact_transfer *transfer = record_new(arena, &contact_transfer_record);
	contact->customer = customer;
	contact->enquiries = (struct list){0};
	*transfer = (struct contact_transfer){.id = house_id(&house),
	    .contact_id = contact->id,
	    .label = "PATEL, Amina: Missed bin",
	    .message = "she is in a hurry",
	    .contact = contact,
	    .work = record_new(arena, &work_record)};
	*transfer->work = (struct work){.id = contact->id,
	    .customer = customer,
	    .channel = "phone",
	    .note = "rang twice",
	    .step = 1,
	    .began = house.now};
	struct matter *matter = list_add(arena, &transfer->work->matters, &matter_record);
	*matter = (struct matter){.id = house_id(&house),
	    .service = "missed-bin",
	    .reference = house_reference(from, &lease),
	    .case_id = house_id(&house),
	    .began = house.now,
	    .version = 1};
	*(struct answer *)list_add(arena, &matter->answers, &answer_record) =
	    (struct answer){"bin", "grey", "asked", house.now, 1};
	*(struct draft *)list_add(arena, &transfer->drafts, &draft_record) =
	    (struct draft){arena_printf(arena, "note.%s", matter->id), "behind the ga"};
	return transfer;
}

static struct query
giving(const struct contact_transfer *transfer)
{
	return (struct query){.params = {transfer->id},
	    .operation = house_id(&house),
	    .of = &contact_transfer_record,
	    .body = transfer};
}

static struct contact_transfer *
give(const struct visitor *from, const char *desk, const char *queue, const char *council)
{
	struct contact_transfer *transfer = in_hand(from, amina->id);
	transfer->to_desk = desk;
	transfer->to_queue = queue;
	transfer->to_council = council;
	struct query query = giving(transfer);
	const struct contact_transfer *kept = visit_ok(from, ROUTE_PUT_TRANSFER, &query);
	ck_assert_str_eq(kept->state, "offered");
	ck_assert_ptr_null(kept->work);
	return transfer;
}

static struct query
on(const struct contact_transfer *transfer)
{
	return (struct query){.params = {transfer->id}, .operation = house_id(&house)};
}

static size_t
offered(const struct visitor *who)
{
	const struct contact_transfer_page *page = visit_ok(who, ROUTE_TRANSFERS, NULL);
	size_t count = 0;
	LIST_EACH(struct contact_transfer, transfer, &page->items)
	count += strcmp(transfer->from_desk, who->desk) != 0;
	return count;
}

START_TEST(the_taker_has_all_of_it_and_owns_it)
{
	struct contact_transfer *given = give(&ellis, "burnley-cc-1", NULL, NULL);
	ck_assert_uint_eq(offered(&cole), 1);
	ck_assert_uint_eq(offered(&hart), 0);
	struct query query = on(given);
	const struct contact_transfer *taken = visit_ok(&cole, ROUTE_TAKE_TRANSFER, &query);
	ck_assert_str_eq(taken->from_name, ellis.session->name);
	ck_assert(record_equal(&work_record, taken->work, given->work));
	ck_assert_uint_eq(taken->drafts.count, 1);
	ck_assert_str_eq(LIST_AT(struct draft, &taken->drafts, 0)->text, "behind the ga");
	/* Its reply was lost: the same again, all of it. */
	const struct contact_transfer *again = visit_ok(&cole, ROUTE_TAKE_TRANSFER, &query);
	ck_assert(record_equal(&contact_transfer_record, again, taken));
	/* She is read for this contact at the new desk, and no longer at the old one. */
	query = (struct query){.params = {amina->id}, .query = {given->contact_id}};
	visit_ok(&cole, ROUTE_CUSTOMER, &query);
	visit_refused(&ellis, ROUTE_CUSTOMER, &query, PROBLEM_PURPOSE_NEEDED);
	/* Its steps go on there, with the reference that she was given here. */
	struct contact *next = record_copy(&house.arena, &contact_record, given->contact);
	struct enquiry *enquiry = list_add(&house.arena, &next->enquiries, &enquiry_record);
	const struct matter *matter = given->work->matters.items;
	*enquiry = (struct enquiry){.id = matter->id,
	    .service = "missed-bin",
	    .responsible = "chorley",
	    .outcome = "referred",
	    .began = house.now,
	    .version = 1,
	    .opens = record_new(&house.arena, &case_open_record)};
	*enquiry->opens = (struct case_open){
	    .id = matter->case_id, .reference = matter->reference, .queue = "waste-round"};
	next->step = 2;
	ck_assert_int_eq(put_contact(&ellis, next, NULL).problem, PROBLEM_NOT_PERMITTED);
	next->desk = "burnley-cc-1";
	next->at = next->as = "burnley";
	next->ended = house.now;
	ck_assert_int_eq(put_contact(&cole, next, NULL).problem, PROBLEM_NONE);
	/* What was said is at the CRM no longer but in the contact. */
	ck_assert(!house_holds(&house, "she is in a hurry"));
	house_sound(&house);
}
END_TEST

START_TEST(it_is_taken_back_until_it_is_taken)
{
	struct contact_transfer *given = give(&ellis, "burnley-cc-1", NULL, NULL);
	struct query query = giving(given);
	visit_ok(&ellis, ROUTE_PUT_TRANSFER, &query); /* once more: it is the same */
	struct contact_transfer *second = in_hand(&ellis, amina->id);
	second->contact->id = second->contact_id = second->work->id = given->contact_id;
	second->contact->step = 2;
	second->to_council = "burnley";
	query = giving(second);
	visit_refused(&ellis, ROUTE_PUT_TRANSFER, &query, PROBLEM_CONFLICT);
	query = on(given);
	visit_refused(&cole, ROUTE_BACK_TRANSFER, &query, PROBLEM_NOT_PERMITTED);
	query = on(given);
	const struct contact_transfer *back = visit_ok(&ellis, ROUTE_BACK_TRANSFER, &query);
	ck_assert_str_eq(back->state, "back");
	query = on(given);
	visit_refused(&cole, ROUTE_TAKE_TRANSFER, &query, PROBLEM_CONFLICT);
	query = giving(second);
	visit_ok(&ellis, ROUTE_PUT_TRANSFER, &query);
	query = on(second);
	visit_ok(&cole, ROUTE_TAKE_TRANSFER, &query);
	query = on(second);
	back = visit_ok(&ellis, ROUTE_BACK_TRANSFER, &query); /* too late: hears who has it */
	ck_assert_str_eq(back->state, "taken");
	ck_assert_str_eq(back->taken_user, "j.cole");
	house_sound(&house);
}
END_TEST

START_TEST(only_where_it_may_go)
{
	struct contact_transfer *nowhere = in_hand(&ellis, amina->id);
	struct query query = giving(nowhere);
	visit_refused(&ellis, ROUTE_PUT_TRANSFER, &query, PROBLEM_BAD_FIELD);
	nowhere->to_desk = "chorley-oss-1";
	query = giving(nowhere);
	visit_refused(&ellis, ROUTE_PUT_TRANSFER, &query, PROBLEM_BAD_FIELD);
	nowhere->to_desk = "chorley-training";
	query = giving(nowhere);
	visit_refused(&ellis, ROUTE_PUT_TRANSFER, &query, PROBLEM_NOT_PERMITTED);
	practice = house_visitor(&house, "s.ellis", "chorley-training");
	const struct presence_page *page = visit_ok(&ellis, ROUTE_PRESENCE, NULL);
	ck_assert_uint_eq(page->items.count, 2); /* not itself, no training */
	page = visit_ok(&practice, ROUTE_PRESENCE, NULL);
	ck_assert_uint_eq(page->items.count, 0);
	struct contact_transfer *practised = in_hand(&practice, amina->id);
	practised->to_council = "burnley";
	query = giving(practised);
	visit_refused(&practice, ROUTE_PUT_TRANSFER, &query, PROBLEM_NOT_PERMITTED);
	/* Somebody who is no longer there. */
	visit_ok(&hart, ROUTE_SIGN_OUT, NULL);
	nowhere->to_desk = "chorley-oss-2";
	query = giving(nowhere);
	visit_refused(&ellis, ROUTE_PUT_TRANSFER, &query, PROBLEM_CONFLICT);
	/* A council's and a team's. */
	struct contact_transfer *council = give(&ellis, NULL, NULL, "burnley");
	query = on(council);
	visit_refused(&practice, ROUTE_TAKE_TRANSFER, &query, PROBLEM_NOT_PERMITTED);
	hart = house_visitor(&house, "w.hart", "chorley-oss-2");
	struct contact_transfer *queue = give(&cole, NULL, "chorley.waste-round", NULL);
	ck_assert_uint_eq(offered(&hart), 1);
	query = on(queue);
	visit_ok(&hart, ROUTE_TAKE_TRANSFER, &query);
}
END_TEST

/* ---- at once ---- */

enum { DESKS = 20 };

struct taker {
	struct house own;
	struct visitor visitor;
	const char *id;
	bool took;
	pthread_t thread;
};

static void *
take(void *argument)
{
	struct taker *taker = argument;
	struct query query = {.params = {taker->id}, .operation = house_id(&taker->own)};
	struct crm_answer answer = visit(&taker->visitor, ROUTE_TAKE_TRANSFER, &query);
	taker->took = answer.problem == PROBLEM_NONE;
	ck_assert(taker->took || answer.problem == PROBLEM_CONFLICT);
	return NULL;
}

START_TEST(one_of_many_takes_it)
{
	static struct taker takers[DESKS];
	struct contact_transfer *given = give(&ellis, NULL, NULL, "burnley");
	int took = 0;
	for (int i = 0; i < DESKS; i++) {
		takers[i] = (struct taker){.own = house, .visitor = cole, .id = given->id};
		arena_init(&takers[i].own.arena);
		takers[i].visitor.house = &takers[i].own;
	}
	for (int i = 0; i < DESKS; i++)
		pthread_create(&takers[i].thread, NULL, take, &takers[i]);
	for (int i = 0; i < DESKS; i++) {
		pthread_join(takers[i].thread, NULL);
		took += takers[i].took;
		arena_release(&takers[i].own.arena);
	}
	ck_assert_int_eq(took, 1);
	house_sound(&house);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("transfers");
	TCase *tcase = tcase_create("transfers");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, the_taker_has_all_of_it_and_owns_it);
	tcase_add_test(tcase, it_is_taken_back_until_it_is_taken);
	tcase_add_test(tcase, only_where_it_may_go);
	tcase_add_test(tcase, one_of_many_takes_it);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
