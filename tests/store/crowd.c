/* Many writers and readers at once, a second process, and a disk that fails. */
#include "helpers/database.h"
#include "helpers/tap.h"
#include "store/audit.h"
#include "store/entry.h"
#include "store/feed.h"
#include "store/house.h"
#include "store/store.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

static struct house house;
static _Atomic bool no_sync; /* the disk does not confirm */

/* The engine's syncs come through here: the program's own symbol is found before the C library's.
 */
__attribute__((visibility("default"))) int
fdatasync(int fd)
{
	if (atomic_load(&no_sync)) {
		errno = EIO;
		return -1;
	}
	return (int)syscall(SYS_fdatasync, fd);
}

__attribute__((visibility("default"))) int
fsync(int fd)
{
	if (atomic_load(&no_sync)) {
		errno = EIO;
		return -1;
	}
	return (int)syscall(SYS_fsync, fd);
}

static void
setup(void)
{
	house_init(&house);
}

static void
teardown(void)
{
	house_release(&house);
}

/* ---- the feed ---- */

enum { WRITERS = 8, NOTES = 60 };

struct writer {
	struct store *store;
	int name;
	int64_t kept;
	pthread_t thread;
};

struct addition {
	int writer, number;
};

static bool
add_item(struct tx *tx, void *context)
{
	const struct addition *addition = context;
	char id[32];
	snprintf(id, sizeof id, "%d.%d", addition->writer, addition->number);
	feed_add(tx, "notice", id, "x", 0);
	if (addition->number % 3 == 0)
		feed_add(tx, "notice", id, "y", 0);
	/* One in seven takes everything back. */
	return addition->number % 7 != 0;
}

static void *
write_items(void *argument)
{
	struct writer *writer = argument;
	for (int i = 0; i < NOTES; i++) {
		struct addition addition = {writer->name, i};
		ck_assert_int_eq(store_write(writer->store, add_item, &addition), FAULT_NONE);
		if (i % 7 != 0)
			writer->kept += i % 3 == 0 ? 2 : 1;
	}
	return NULL;
}

struct reader {
	struct store *store;
	_Atomic bool stop;
	int64_t seen;
	bool gap;
};

static void *
follow(void *argument)
{
	struct reader *reader = argument;
	bool last_turn = false;
	for (;;) {
		struct arena arena;
		struct list items = {0};
		int64_t last;
		arena_init(&arena);
		bool stop = atomic_load(&reader->stop);
		struct tx *tx = store_read(reader->store);
		feed_after(tx, reader->seen, 50, &arena, &items, &last);
		store_done(tx);
		LIST_EACH(struct feed_item, item, &items)
		if (item->number != ++reader->seen)
			reader->gap = true;
		bool empty = items.count == 0;
		arena_release(&arena);
		if (last_turn && empty)
			return NULL;
		last_turn = stop;
	}
}

START_TEST(the_feed_has_no_gap_whoever_writes)
{
	struct err err;
	struct store_options options = {house.database, &house.clock, id_system()};
	/* Two stores on one file: as frontdeskd and frontdeskctl beside each other. */
	struct store *stores[2] = {store_open(&options, &err), store_open(&options, &err)};
	struct writer writers[WRITERS];
	struct reader reader = {.store = stores[0]};
	pthread_t follower;
	pthread_create(&follower, NULL, follow, &reader);
	int64_t kept = 0;
	for (int i = 0; i < WRITERS; i++) {
		writers[i] = (struct writer){.store = stores[i % 2], .name = i};
		pthread_create(&writers[i].thread, NULL, write_items, &writers[i]);
	}
	for (int i = 0; i < WRITERS; i++) {
		pthread_join(writers[i].thread, NULL);
		kept += writers[i].kept;
	}
	atomic_store(&reader.stop, true);
	pthread_join(follower, NULL);
	ck_assert(!reader.gap);
	ck_assert_int_eq(reader.seen, kept);
	store_close(stores[0]);
	store_close(stores[1]);
}
END_TEST

static _Atomic int changes;

static void
changed(void *context)
{
	(void)context;
	atomic_fetch_add(&changes, 1);
}

static const struct feed_page *
feed(const struct visitor *who, const char *after)
{
	struct query query = {.query = {after, "30"}};
	return visit_ok(who, ROUTE_FEED, &query);
}

START_TEST(a_desk_follows_the_feed)
{
	struct visitor ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	const struct session *session = visit_ok(&ellis, ROUTE_SESSION, NULL);
	struct query query = {.query = {session->feed}};
	struct crm_answer answer = visit(&ellis, ROUTE_FEED, &query);
	ck_assert(answer.wait);
	crm_watch(house.crm, changed, NULL);
	int64_t version = house_publish(house.crm, "missed-bin", "the text");
	/* The parked are woken right after the answer. */
	micros deadline = clock_monotonic() + 20 * MICROS_SECOND;
	while (atomic_load(&changes) == 0 && clock_monotonic() < deadline)
		sched_yield();
	ck_assert_int_eq(atomic_load(&changes), 1);
	crm_watch(house.crm, NULL, NULL);
	const struct feed_page *page = feed(&ellis, session->feed);
	ck_assert_uint_eq(page->items.count, 1);
	const struct feed_item *item = LIST_AT(struct feed_item, &page->items, 0);
	ck_assert_str_eq(item->topic, "directory");
	ck_assert_str_eq(item->id, "missed-bin");
	ck_assert_str_eq(item->text, "the text");
	ck_assert_int_eq(item->version, version);
	ck_assert_uint_eq(feed(&ellis, page->next)->items.count, 0);
	/* Another epoch, a place that is ahead, nonsense: load again. */
	static const char *const strange[] = {"aaaa.1", "nonsense", "", NULL};
	for (size_t i = 0; strange[i]; i++) {
		ck_assert(feed(&ellis, strange[i])->reload);
		ck_assert_str_eq(feed(&ellis, strange[i])->next, page->next);
	}
	ck_assert(feed(&ellis, arena_printf(&house.arena, "%s9", page->next))->reload);
}
END_TEST

/* ---- contacts from many desks ---- */

enum { DESKS = 4, CALLS = 25 };

struct desk_thread {
	struct house *house;
	struct house own; /* shares the CRM, has its own arena */
	struct visitor visitor;
	pthread_t thread;
	int kept;
};

static void *
log_calls(void *argument)
{
	struct desk_thread *desk = argument;
	struct lease lease = {0};
	for (int i = 0; i < CALLS; i++) {
		house_case(&desk->visitor, "chorley.waste-round", NULL, &lease, NULL);
		struct query query = {.query = {"union"}};
		visit_ok(&desk->visitor, ROUTE_FIND_CUSTOMERS, &query);
		desk->kept++;
	}
	return NULL;
}

START_TEST(many_desks_log_at_once)
{
	struct desk_thread desks[DESKS];
	for (int i = 0; i < DESKS; i++) {
		desks[i] = (struct desk_thread){.house = &house, .own = house};
		arena_init(&desks[i].own.arena);
		desks[i].visitor = house_visitor(&house, i % 2 ? "s.ellis" : "w.hart",
		    i % 2 ? "chorley-oss-1" : "chorley-oss-2");
		desks[i].visitor.house = &desks[i].own;
	}
	for (int i = 0; i < DESKS; i++)
		pthread_create(&desks[i].thread, NULL, log_calls, &desks[i]);
	for (int i = 0; i < DESKS; i++) {
		pthread_join(desks[i].thread, NULL);
		ck_assert_int_eq(desks[i].kept, CALLS);
		arena_release(&desks[i].own.arena);
	}
	struct visitor ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	const struct queue_page *queues = visit_ok(&ellis, ROUTE_QUEUES, NULL);
	const struct queue_count *count =
	    list_find(&queues->items, &queue_count_record, "chorley.waste-round");
	ck_assert_int_eq(count->open, DESKS * CALLS);
	struct crm_figures figures;
	crm_figures(house.crm, &figures);
	ck_assert_int_ge(figures.writes, DESKS * CALLS);
	ck_assert_int_le(figures.batches, figures.writes);
	ck_assert_int_ge(figures.sessions, 3);
}
END_TEST

/* ---- a job that is taken back ---- */

enum { REFUSED, MISTAKEN, KEPT };

struct trial {
	struct store_job job; /* first */
	int kind;
	_Atomic int *gate; /* waits for it, when there is one */
	_Atomic bool done;
	enum store_fault told;
};

static bool
try_work(struct tx *tx, struct store_job *job)
{
	struct trial *trial = (struct trial *)(void *)job;
	while (trial->gate && atomic_load(trial->gate) == 0)
		sched_yield();
	tx_actor(tx, "s.ellis", NULL);
	const char *subject = trial->kind == KEPT ? "kept" : "gone";
	attempt_put(tx, subject, 7, HOUSE_NOW);
	feed_add(tx, "notice", subject, "x", 0);
	audit_add(tx, &(struct audit_entry){.action = "try", .id = subject});
	if (trial->kind == MISTAKEN)
		password_put(tx, "nobody", "no such user");
	return trial->kind != REFUSED;
}

static void
try_done(struct store_job *job, enum store_fault fault)
{
	struct trial *trial = (struct trial *)(void *)job;
	trial->told = fault;
	atomic_store(&trial->done, true);
}

static void
try_await(struct trial *trial)
{
	while (!atomic_load(&trial->done))
		sched_yield();
}

/* What is kept of so many trials: kept ones alone, in every place, the chain of the audit whole. */
static void
try_check(struct store *store, int64_t kept)
{
	struct tx *tx = store_read(store);
	struct arena arena;
	struct list items = {0}, rows = {0};
	int64_t count, last;
	micros until;
	size_t proved;
	arena_init(&arena);
	ck_assert_int_eq(attempt_get(tx, "gone", &count, &until), 0);
	ck_assert_int_eq(attempt_get(tx, "kept", &count, &until), kept > 0);
	ck_assert_int_eq(feed_after(tx, 0, 50, &arena, &items, &last), 0);
	ck_assert_int_eq(last, kept);
	ck_assert_uint_eq(items.count, (size_t)kept);
	ck_assert_int_eq(audit_read(tx, "gone", &arena, &rows), 0);
	ck_assert_uint_eq(rows.count, 0);
	ck_assert_int_eq(audit_read(tx, "kept", &arena, &rows), 0);
	ck_assert_uint_eq(rows.count, (size_t)kept);
	ck_assert_int_eq(audit_verify(tx, house_fault, NULL, &proved), 0);
	arena_release(&arena);
	store_done(tx);
}

START_TEST(a_job_that_is_taken_back_leaves_nothing_alone_or_among_others)
{
	struct err err;
	struct store_options options = {house.database, &house.clock, id_system()};
	struct store *store = store_open(&options, &err);
	static const int kinds[] = {REFUSED, MISTAKEN, KEPT, MISTAKEN, REFUSED, KEPT};
	enum { KINDS = sizeof kinds / sizeof *kinds };
	struct trial alone[KINDS], together[KINDS], first;
	int64_t kept = 0;
	for (int i = 0; i < KINDS; i++) {
		alone[i] = (struct trial){.job = {.work = try_work, .done = try_done}};
		alone[i].kind = kinds[i];
		store_submit(store, &alone[i].job);
		try_await(&alone[i]);
		kept += kinds[i] == KEPT;
		ck_assert_int_eq(alone[i].told, kinds[i] == MISTAKEN ? FAULT_INTERNAL : FAULT_NONE);
		try_check(store, kept);
	}
	/* The first holds the writer until the others wait: they are one batch. */
	_Atomic int gate = 0;
	first = (struct trial){.job = {.work = try_work, .done = try_done}, .gate = &gate};
	store_submit(store, &first.job);
	for (int i = 0; i < KINDS; i++) {
		together[i] = alone[i];
		together[i].told = FAULT_BUSY;
		atomic_store(&together[i].done, false);
		store_submit(store, &together[i].job);
		kept += kinds[i] == KEPT;
	}
	atomic_store(&gate, 1);
	try_await(&first);
	for (int i = 0; i < KINDS; i++) {
		try_await(&together[i]);
		ck_assert_int_eq(
		    together[i].told, kinds[i] == MISTAKEN ? FAULT_INTERNAL : FAULT_NONE);
	}
	try_check(store, kept);
	store_close(store);
}
END_TEST

static _Atomic int outside;

static void
seen_outside(void *context)
{
	(void)context;
	atomic_fetch_add(&outside, 1);
}

START_TEST(a_second_process_is_noticed)
{
	struct err err;
	struct crm_options options = {
	    .database = house.database, .clock = &house.clock, .read_only_tools = true};
	struct visitor ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	visit_ok(&ellis, ROUTE_SESSION, NULL);
	crm_watch(house.crm, seen_outside, NULL);
	struct crm *tools = crm_open(&options, &err);
	ck_assert_ptr_nonnull(tools);
	house_publish(tools, "pothole", "text");
	struct user out[] = {{.id = "s.ellis",
	    .name = "S. Ellis",
	    .council = "chorley",
	    .role = "advisor",
	    .suspended = true}};
	ck_assert_int_eq(crm_put(tools, "ctl:test", &user_record, out, 1, &err), 0);
	crm_close(tools);
	micros deadline = clock_monotonic() + 20 * MICROS_SECOND;
	while (atomic_load(&outside) == 0 && clock_monotonic() < deadline)
		sched_yield();
	ck_assert_int_gt(atomic_load(&outside), 0);
	crm_watch(house.crm, NULL, NULL);
	/* Who was suspended there is out here. */
	while (visit(&ellis, ROUTE_SESSION, NULL).problem == PROBLEM_NONE &&
	       clock_monotonic() < deadline)
		sched_yield();
	visit_refused(&ellis, ROUTE_SESSION, NULL, PROBLEM_NOT_SIGNED_IN);
}
END_TEST

/* ---- the disk ---- */

START_TEST(a_full_disk_refuses_whole_and_the_crm_lives_on)
{
	struct visitor ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	struct contact *contact = house_contact(&ellis, "missed-bin", "resolved");
	const char *operation = house_id(&house);
	struct rlimit before, full;
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	full = before;
	full.rlim_cur = 64 * 1024;
	setrlimit(RLIMIT_FSIZE, &full);
	struct crm_answer answer = put_contact(&ellis, contact, operation);
	ck_assert_int_eq(answer.problem, PROBLEM_STORAGE);
	ck_assert_int_eq(answer.status, 507);
	/* What can be read is still read; what must be audited is not. */
	visit_ok(&ellis, ROUTE_PARTNERSHIP, NULL);
	setrlimit(RLIMIT_FSIZE, &before);
	struct query query = {.params = {contact->id}};
	visit_refused(&ellis, ROUTE_CONTACT, &query, PROBLEM_NOT_FOUND);
	ck_assert_int_eq(put_contact(&ellis, contact, operation).problem, PROBLEM_NONE);
	visit_ok(&ellis, ROUTE_CONTACT, &query);
}
END_TEST

START_TEST(a_sync_that_fails_ends_all_serving)
{
	struct visitor ellis = house_visitor(&house, "s.ellis", "chorley-oss-1");
	struct contact *contact = house_contact(&ellis, "missed-bin", "resolved");
	ck_assert_int_eq(put_contact(&ellis, contact, NULL).problem, PROBLEM_NONE);
	struct contact *lost = house_contact(&ellis, "missed-bin", "resolved");
	atomic_store(&no_sync, true);
	ck_assert_int_eq(put_contact(&ellis, lost, NULL).problem, PROBLEM_STORAGE);
	atomic_store(&no_sync, false);
	/* Also when the disk seems well again: what it holds is unknown. */
	ck_assert_int_eq(put_contact(&ellis, lost, NULL).problem, PROBLEM_STORAGE);
	visit_refused(&ellis, ROUTE_PARTNERSHIP, NULL, PROBLEM_STORAGE);
	house_restart(&house);
	struct query query = {.params = {contact->id}};
	visit_ok(&ellis, ROUTE_CONTACT, &query);
	ck_assert_int_eq(put_contact(&ellis, lost, NULL).problem, PROBLEM_NONE);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("crowd");
	TCase *tcase = tcase_create("crowd");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, the_feed_has_no_gap_whoever_writes);
	tcase_add_test(tcase, a_desk_follows_the_feed);
	tcase_add_test(tcase, many_desks_log_at_once);
	tcase_add_test(tcase, a_job_that_is_taken_back_leaves_nothing_alone_or_among_others);
	tcase_add_test(tcase, a_second_process_is_noticed);
	if (!database_is_postgres()) { /* whose disk is the server's */
		tcase_add_test(tcase, a_full_disk_refuses_whole_and_the_crm_lives_on);
		tcase_add_test(tcase, a_sync_that_fails_ends_all_serving);
	}
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
