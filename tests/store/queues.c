/*
 * What queues count is kept with each write. After any history - opened, claimed, taken as next,
 * let go of, handed over, bounced and answered, moved, closed and opened again, many at once and
 * all of that undone - it is what counting every case anew gives.
 */
#include "store/queues.h"
#include "helpers/tap.h"
#include "store/cases.h"
#include "store/db.h"
#include "store/house.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CASES = 160, TURNS = 240, LOOK_EVERY = 20 };

static struct house house;
static struct visitor ellis, hart;
static struct lease lease;
static const char *ids[CASES], *bulks[TURNS];
static size_t case_count, bulk_count;
static uint32_t dice;

static void
sign_in(void)
{
	ellis = house_visitor(&house, "s.ellis", "chorley-oss-1"); /* advisor */
	hart = house_visitor(&house, "w.hart", "chorley-oss-2");   /* back office */
}

static void
setup(void)
{
	house_init(&house);
	lease = (struct lease){0};
	case_count = bulk_count = 0;
	sign_in();
}

static void
teardown(void)
{
	house_release(&house);
}

static size_t
roll(size_t sides)
{
	dice = dice * 1664525u + 1013904223u;
	return (dice >> 12) % sides;
}

static const char *
any_case(void)
{
	return ids[roll(case_count)];
}

/* ---- what is done; any of it may be refused ---- */

static void
open_one(void)
{
	static const char *const queues[] = {"waste-round", "complaints"};
	if (case_count == CASES)
		return;
	struct contact *contact = house_case(&ellis, queues[roll(3) == 0], "chorley", &lease, NULL);
	ids[case_count++] = LIST_AT(struct enquiry, &contact->enquiries, 0)->opens->id;
}

static void
event(void)
{
	static const struct case_event kinds[] = {{.kind = "claim"}, {.kind = "release"},
	    {.kind = "hand_over", .to = "w.hart"}, {.kind = "bounce", .reason = "not_ours"},
	    {.kind = "bounce", .reason = "not_ours", .queue = "front"},
	    {.kind = "answer", .text = "here"}, {.kind = "move", .queue = "complaints"},
	    {.kind = "move", .queue = "waste-round"}, {.kind = "close", .text = "done"},
	    {.kind = "reopen", .text = "not done"},
	    {.kind = "priority", .priority = "high", .text = "asked"}};
	struct case_event body = kinds[roll(sizeof kinds / sizeof *kinds)];
	body.id = house_id(&house);
	body.at = house.now;
	struct query query = {.params = {any_case(), body.id},
	    .operation = house_id(&house),
	    .of = &case_event_record,
	    .body = &body};
	visit(&hart, ROUTE_PUT_CASE_EVENT, &query);
}

static void
take_next(void)
{
	struct next_best body = {.id = house_id(&house)};
	struct query query = {.params = {body.id},
	    .operation = house_id(&house),
	    .of = &next_best_record,
	    .body = &body};
	visit_ok(&hart, ROUTE_NEXT_BEST, &query);
}

static void
many(void)
{
	static const struct bulk kinds[] = {{.kind = "close", .text = "all done"},
	    {.kind = "hand_over", .to = "w.hart"}, {.kind = "move", .queue = "complaints"}};
	struct bulk body = kinds[roll(sizeof kinds / sizeof *kinds)];
	size_t from = roll(case_count);
	body.id = bulks[bulk_count++] = house_id(&house);
	for (size_t i = from; i < case_count && i < from + 9; i++)
		((struct bulk_item *)list_add(&house.arena, &body.items, &bulk_item_record))->id =
		    ids[i];
	struct query query = {
	    .params = {body.id}, .operation = house_id(&house), .of = &bulk_record, .body = &body};
	visit_ok(&hart, ROUTE_PUT_BULK, &query);
}

static void
undo_many(void)
{
	struct query query = {.operation = house_id(&house)};
	if (!bulk_count)
		return;
	query.params[0] = bulks[roll(bulk_count)];
	visit(&hart, ROUTE_UNDO_BULK, &query);
}

static void
turn(void)
{
	static void (*const doings[])(void) = {
	    open_one, open_one, event, event, event, event, take_next, many, undo_many};
	house.now += (micros)roll(9) * MICROS_MINUTE;
	doings[roll(sizeof doings / sizeof *doings)]();
}

/* ---- what is counted, and what is there ---- */

static int
earlier(const void *a, const void *b)
{
	micros x = *(const micros *)a, y = *(const micros *)b;
	return x < y ? -1 : x > y;
}

/* The same from every case of the queue. */
static struct queue_count
recount(struct tx *tx, const struct queue_count *of, micros today)
{
	struct queue_count count = *of;
	micros waiting[CASES];
	count.open = count.overdue = count.oldest = count.waiting = count.median = count.done = 0;
	for (size_t i = 0; i < case_count; i++) {
		struct case_record record;
		ck_assert_int_eq(case_get(tx, ids[i], &record, &house.arena), 1);
		if (strcmp(record.queue, of->id) != 0)
			continue;
		count.done += record.closed >= today;
		if (strcmp(record.state, "open") != 0)
			continue;
		count.open++;
		count.overdue += record.due && record.due < house.now;
		if (!count.oldest || record.opened < count.oldest)
			count.oldest = record.opened;
		if (!record.claimed_by)
			waiting[count.waiting++] = record.opened;
	}
	qsort(waiting, (size_t)count.waiting, sizeof *waiting, earlier);
	if (count.waiting)
		count.median = waiting[(count.waiting + 1) / 2 - 1];
	return count;
}

static void
counted_right(struct store *store, int at)
{
	struct tx *tx = store_read(store);
	struct list counts = {0};
	micros today = london_micros(london_of(house.now).date, 0, 0);
	int64_t open = 0;
	ck_assert_int_eq(queue_counts(tx, today, &house.arena, &counts), 0);
	LIST_EACH(struct queue_count, count, &counts)
	{
		struct queue_count wanted = recount(tx, count, today);
		open += count->open;
		ck_assert_msg(record_equal(&queue_count_record, count, &wanted),
		    "turn %d, %s: %d open %d late %d wait %d done, oldest %lld, half %lld; not %d "
		    "%d "
		    "%d %d, %lld, %lld",
		    at, count->id, (int)count->open, (int)count->overdue, (int)count->waiting,
		    (int)count->done, (long long)count->oldest, (long long)count->median,
		    (int)wanted.open, (int)wanted.overdue, (int)wanted.waiting, (int)wanted.done,
		    (long long)wanted.oldest, (long long)wanted.median);
	}
	ck_assert_int_gt(open, 0);
	store_done(tx);
}

START_TEST(counts_are_those_of_the_cases)
{
	struct store *store = house_store(&house);
	dice = (uint32_t)_i * 2654435761u + 1;
	for (int i = 0; i < 12; i++)
		open_one();
	for (int i = 0; i < TURNS; i++) {
		turn();
		if (i % LOOK_EVERY)
			continue;
		counted_right(store, i);
		house.now += (micros)roll(30) * MICROS_HOUR;
		sign_in();
	}
	counted_right(store, TURNS);
	store_close(store);
	house_sound(&house);
}
END_TEST

/* Whoever looks the records over is told of a count that is not right. */
static void
heard(void *context, const char *sentence)
{
	if (strstr(sentence, "counts of queues are not those of their cases"))
		++*(int *)context;
}

START_TEST(a_wrong_count_is_found)
{
	struct err err = {""};
	int told = 0;
	open_one();
	ck_assert_int_eq(crm_check(house.crm, heard, &told, &err), 0);
	ck_assert_int_eq(told, 0);
	struct db *db = db_open(house.database, DB_WRITER, &err);
	ck_assert_msg(db != NULL, "%s", err.text);
	db_begin(db, true);
	db_run(db, "UPDATE queue_tally SET cases = cases + 1 WHERE what = 'open'", NO_VALUES);
	ck_assert_int_eq(db_commit(db), 0);
	db_close(db);
	ck_assert_int_eq(crm_check(house.crm, heard, &told, &err), 0);
	ck_assert_int_eq(told, 1);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("queues");
	TCase *tcase = tcase_create("queues");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 120);
	tcase_add_loop_test(tcase, counts_are_those_of_the_cases, 0, 3);
	tcase_add_test(tcase, a_wrong_count_is_found);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
