/*
 * The one writer: takes waiting jobs in batches, each in its savepoint, commits once, then answers.
 * While one commit is being synced the next batch gathers by itself; a lone writer waits for
 * nobody, and needs no savepoint: what undoes its job undoes the transaction.
 */
#include "base/log.h"
#include "store/audit.h"
#include "store/inside.h"

#include <errno.h>
#include <string.h>
#include <time.h>

/* How often the writer asks whether another process has written, and ticks: what frontdeskctl
 * publishes is to be on every desk within a second. */
#define LOOK_EVERY (MICROS_SECOND / 4)
/* … and where the engine's hint of that may be lost, looks at the audit's end. */
#define LOOK_CLOSER_EVERY (2 * MICROS_SECOND)

void
store_submit(struct store *store, struct store_job *job)
{
	job->next = NULL;
	job->fault = FAULT_NONE;
	pthread_mutex_lock(&store->lock);
	bool full = store->closing || store->waiting >= QUEUE_LIMIT;
	if (!full) {
		if (store->last)
			store->last->next = job;
		else
			store->first = job;
		store->last = job;
		store->waiting++;
		pthread_cond_signal(&store->wake);
	}
	pthread_mutex_unlock(&store->lock);
	if (full)
		job->done(job, FAULT_BUSY);
}

/* A batch's worth of jobs, unlinked from the queue. Call with the lock held. */
static struct store_job *
take(struct store *store)
{
	struct store_job *first = store->first, *job = first;
	if (!first)
		return NULL;
	size_t count = 1;
	while (count < BATCH && job->next) {
		job = job->next;
		count++;
	}
	store->first = job->next;
	if (!store->first)
		store->last = NULL;
	job->next = NULL;
	store->waiting -= count;
	return first;
}

/* Undoes the one job; alone it takes the transaction with it. */
static int
undo(struct db *db, bool alone)
{
	if (alone) {
		db_rollback(db);
		return 0;
	}
	db_recover(db);
	return db_release(db);
}

/* Runs one job, in a savepoint unless it is alone in the transaction: SQLite's statements take time
 * with each page that a savepoint keeps, which a long import feels. -1 when the whole batch is
 * lost. */
static int
run_job(struct tx *tx, struct store_job *job, bool alone)
{
	struct head head = tx->head;
	size_t feed = tx->feed.count;
	if (!alone && db_savepoint(tx->db) < 0)
		return -1;
	bool keep = job->work(tx, job);
	arena_release(&tx->scratch);
	tx_actor(tx, NULL, NULL);
	if (keep && tx->db->fault == DB_FINE)
		return alone ? 0 : db_release(tx->db);
	if (tx->db->fault == DB_MISTAKEN) {
		log_error("store", "a write failed: %s", tx->db->message);
		job->fault = FAULT_INTERNAL;
	} else if (tx->db->fault != DB_FINE) {
		return -1;
	}
	tx->head = head;
	tx->feed.count = feed;
	return undo(tx->db, alone);
}

/* The transaction around the jobs; the batch's fault. */
static enum store_fault
run_batch(struct store *store, struct tx *tx, struct store_job *jobs)
{
	tx->now = clock_now(store->clock);
	if (store_broken(store))
		return FAULT_STORAGE;
	int rc = db_begin(tx->db, true);
	if (rc == 0)
		rc = audit_head(tx);
	struct head head = tx->head;
	store->others = store->others || (rc == 0 && head.number != store->chain);
	bool anchored = rc == 0 && audit_anchored(tx);
	bool alone = !jobs->next;
	for (struct store_job *job = jobs; job && rc == 0; job = job->next)
		rc = run_job(tx, job, alone);
	/* A lone job that was taken back left no transaction to commit. */
	if (rc == 0 && tx->db->engine->in_transaction(tx->db)) {
		rc = feed_write(tx);
		if (rc == 0)
			rc = db_commit(tx->db);
	}
	enum store_fault fault = rc == 0 ? FAULT_NONE : tx_fault(tx);
	if (fault != FAULT_NONE) {
		log_error("store", "a batch failed: %s", tx->db->message);
		if (tx->db->fault == DB_SYNC) {
			log_error("store",
			    "the disk did not confirm a sync: nothing is served until "
			    "the program is started again");
			atomic_store(&store->broken, true);
		}
	}
	if (rc == 0)
		store->chain = tx->head.number;
	if (fault == FAULT_NONE && anchored && tx->head.number != head.number)
		anchor_move(store->anchor, &tx->head);
	db_rollback(tx->db);
	return fault;
}

static void
answer(struct store *store, struct store_job *jobs, enum store_fault fault)
{
	while (jobs) {
		struct store_job *next = jobs->next; /* done() may free the job */
		if (fault == FAULT_NONE && jobs->fault == FAULT_NONE)
			atomic_fetch_add(&store->writes, 1);
		jobs->done(jobs, fault != FAULT_NONE ? fault : jobs->fault);
		jobs = next;
	}
}

static void
work(struct store *store, struct store_job *jobs, const struct store_watch *watch)
{
	struct tx *tx = store->writer;
	tx->db->queries = 0;
	enum store_fault fault = run_batch(store, tx, jobs);
	store_count(tx);
	bool grown = fault == FAULT_NONE && (tx->feed.count > 0 || tx->stirred);
	tx->feed = (struct list){0};
	tx->stirred = false;
	arena_release(&tx->feed_arena);
	arena_release(&tx->scratch);
	atomic_fetch_add(&store->batches, 1);
	answer(store, jobs, fault);
	if (grown && watch->changed)
		watch->changed(watch->context);
}

/* Waits for a job, the end, or the time to look around. Call with the lock held. */
static void
wait_a_while(struct store *store)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += LOOK_EVERY * 1000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_nsec -= 1000000000;
		until.tv_sec++;
	}
	while (!store->first && !store->closing)
		if (pthread_cond_timedwait(&store->wake, &store->lock, &until) == ETIMEDOUT)
			return;
}

/* The audit's end as the writer left it or saw it. */
static void
look_closer(struct store *store, struct tx *tx)
{
	int64_t end = store->chain;
	if (db_begin(tx->db, false) == 0)
		end = db_number(tx->db, "SELECT number FROM audit ORDER BY number DESC LIMIT 1",
		    NO_VALUES, store->chain);
	db_rollback(tx->db);
	store->others = store->others || end != store->chain;
	store->chain = end;
}

/* Has another process written since the last look? */
static bool
look_outside(struct store *store, struct tx *tx, micros now)
{
	int64_t outside = tx->db->engine->outside(tx->db);
	if (tx->db->engine->hints && now - store->looked_closer >= LOOK_CLOSER_EVERY) {
		store->looked_closer = now;
		look_closer(store, tx);
	}
	bool written = outside != store->outside || (tx->db->engine->hints && store->others);
	store->outside = outside;
	store->others = false;
	return written;
}

void *
writer_run(void *argument)
{
	struct store *store = argument;
	struct tx *tx = store->writer;
	look_outside(store, tx, clock_monotonic());
	micros ticked = clock_monotonic();
	pthread_mutex_lock(&store->lock);
	for (;;) {
		wait_a_while(store);
		struct store_job *jobs = take(store);
		bool end = store->closing && !jobs;
		struct store_watch watch = store->watch;
		pthread_mutex_unlock(&store->lock);
		if (end)
			return NULL;
		if (jobs)
			work(store, jobs, &watch);
		micros now = clock_monotonic();
		if (now - ticked >= LOOK_EVERY) {
			ticked = now;
			if (look_outside(store, tx, now) && watch.outside)
				watch.outside(watch.context);
			if (watch.tick)
				watch.tick(watch.context);
		}
		pthread_mutex_lock(&store->lock);
	}
}

/* ---- waiting for one job ---- */

struct waiter {
	struct store_job job; /* first */
	bool (*work)(struct tx *tx, void *context);
	void *context;
	pthread_mutex_t lock;
	pthread_cond_t ready;
	bool done;
	enum store_fault fault;
};

static bool
waiter_work(struct tx *tx, struct store_job *job)
{
	struct waiter *waiter = (struct waiter *)(void *)job;
	return waiter->work(tx, waiter->context);
}

static void
waiter_done(struct store_job *job, enum store_fault fault)
{
	struct waiter *waiter = (struct waiter *)(void *)job;
	pthread_mutex_lock(&waiter->lock);
	waiter->fault = fault;
	waiter->done = true;
	pthread_cond_signal(&waiter->ready);
	pthread_mutex_unlock(&waiter->lock);
}

enum store_fault
store_write(struct store *store, bool (*run)(struct tx *tx, void *context), void *context)
{
	struct waiter waiter = {.job = {.work = waiter_work, .done = waiter_done},
	    .work = run,
	    .context = context,
	    .lock = PTHREAD_MUTEX_INITIALIZER,
	    .ready = PTHREAD_COND_INITIALIZER};
	store_submit(store, &waiter.job);
	pthread_mutex_lock(&waiter.lock);
	while (!waiter.done)
		pthread_cond_wait(&waiter.ready, &waiter.lock);
	pthread_mutex_unlock(&waiter.lock);
	pthread_mutex_destroy(&waiter.lock);
	pthread_cond_destroy(&waiter.ready);
	return waiter.fault;
}
