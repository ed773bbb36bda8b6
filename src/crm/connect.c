/* The queue of what is to be done at other systems: taken, ended, seen and tried again. */
#include "crm/connect.h"
#include "base/text.h"
#include "crm/inside.h"
#include "crm/mail.h"
#include "store/audit.h"
#include "store/connect.h"

#include <string.h>

enum { MOST_ATTEMPTS = 20, JOBS_SHOWN = 200 };
#define FIRST_WAIT (5 * MICROS_SECOND)
#define LONGEST_WAIT (30 * MICROS_MINUTE)
#define NEVER INT64_MAX

/* What a kind of job leaves on the record that it is about, when it ends for good. */
static const struct {
	const char *kind;
	void (*ended)(struct ask *ask, const struct connect_job *job, bool well, const char *error);
} kinds[] = {{"mail-send", mail_send_ended}, {"payment-create", payment_create_ended}};

static void
tell(struct ask *ask, const struct connect_job *job, const char *error)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (text_same(kinds[i].kind, job->kind))
			kinds[i].ended(ask, job, text_same(job->state, "done"), error);
}

/* ---- outside a call ---- */

struct outside {
	struct crm *crm;
	bool (*work)(struct ask *ask, void *context);
	void *context;
};

static bool
outside_work(struct tx *tx, void *context)
{
	struct outside *outside = context;
	struct arena arena;
	arena_init(&arena);
	struct crm_call call = {.arena = &arena};
	struct crm_answer answer = {0};
	struct ask ask = {.crm = outside->crm, .call = &call, .answer = &answer, .tx = tx};
	tx_actor(tx, "connect", NULL);
	bool kept = outside->work(&ask, outside->context) && tx_fault(tx) == FAULT_NONE;
	arena_release(&arena);
	return kept;
}

int
connect_write(
    struct crm *crm, bool (*work)(struct ask *ask, void *context), void *context, struct err *err)
{
	struct outside outside = {crm, work, context};
	return manage_write(crm, outside_work, &outside, err);
}

/* ---- taking and ending ---- */

struct taking {
	size_t most;
	struct arena *arena;
	struct list *out;
};

static bool
take(struct ask *ask, void *context)
{
	struct taking *taking = context;
	connect_jobs_due(ask->tx, taking->most, taking->arena, taking->out);
	LIST_EACH(struct connect_job, job, taking->out)
	{
		job->state = "running";
		job->next_at = tx_now(ask->tx) + CRM_LEASE;
		job->attempts++;
		connect_job_put(ask->tx, job);
	}
	return true;
}

static bool
any_due(struct crm *crm)
{
	struct arena arena;
	struct list due = {0};
	struct tx *tx = store_read(crm->store);
	if (!tx)
		return false;
	arena_init(&arena);
	connect_jobs_due(tx, 1, &arena, &due);
	store_done(tx);
	arena_release(&arena);
	return due.count > 0;
}

int
crm_connect_take(
    struct crm *crm, size_t most, struct arena *arena, struct list *out, struct err *err)
{
	struct taking taking = {most, arena, out};
	if (!any_due(crm)) /* looking costs no write */
		return 0;
	return connect_write(crm, take, &taking, err);
}

struct ending {
	const struct connect_job *job;
	enum crm_outcome outcome;
	const char *error;
};

/* 5 s, 10 s, 20 s … and never longer than half an hour. */
static micros
next_try(int64_t attempts)
{
	micros wait = FIRST_WAIT;
	for (int64_t i = 1; i < attempts && wait < LONGEST_WAIT; i++)
		wait *= 2;
	return wait < LONGEST_WAIT ? wait : LONGEST_WAIT;
}

/* What other systems say names people; the queue is read by those who know none of them. */
static const char *
without_addresses(const char *error, struct arena *arena)
{
	char *words = arena_strdup(arena, error);
	for (char *at = words; *at;) {
		size_t length = strcspn(at, " ");
		if (memchr(at, '@', length))
			memset(at, '*', length);
		at += length;
		at += strspn(at, " ");
	}
	return words;
}

static bool
end(struct ask *ask, void *context)
{
	const struct ending *ending = context;
	struct arena *arena = ask->call->arena;
	struct connect_job job;
	if (connect_job_get(ask->tx, ending->job->id, &job, arena) != 1)
		return false;
	/* Somebody else has it since, or it is over. */
	if (!text_same(job.state, "running") || job.attempts != ending->job->attempts)
		return true;
	size_t most = record_field(&connect_job_record, "error")->limit;
	job.error =
	    ending->error ? cut_words(arena, without_addresses(ending->error, arena), most) : NULL;
	if (ending->outcome == CRM_DONE) {
		job.state = "done";
		job.done = tx_now(ask->tx);
		job.next_at = 0;
	} else if (ending->outcome == CRM_AGAIN && job.attempts < MOST_ATTEMPTS) {
		job.state = "waiting";
		job.next_at = tx_now(ask->tx) + next_try(job.attempts);
	} else {
		job.state = "failed";
		job.next_at = NEVER;
	}
	connect_job_put(ask->tx, &job);
	if (!text_same(job.state, "waiting"))
		tell(ask, &job, ending->error);
	return true;
}

int
crm_connect_end(struct crm *crm, const struct connect_job *job, enum crm_outcome outcome,
    const char *error, struct err *err)
{
	struct ending ending = {job, outcome, error};
	return connect_write(crm, end, &ending, err);
}

/* ---- for people ---- */

bool
connections_read(struct ask *ask)
{
	struct connect_list *page = record_new(ask->call->arena, &connect_list_record);
	connect_jobs_open(ask->tx, JOBS_SHOWN, ask->call->arena, &page->items);
	LIST_EACH(struct connect_job, job, &page->items)
	if (text_same(job->state, "failed"))
		job->next_at = 0;
	ask->answer->body = page;
	return true;
}

bool
connection_retry_write(struct ask *ask)
{
	struct connect_job was, *now = record_new(ask->call->arena, &connect_job_record);
	int found = connect_job_get(ask->tx, ask->call->params[0], &was, ask->call->arena);
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	if (found < 0)
		return false;
	*now = was;
	/* What is done stays done; what runs may be done any moment. */
	if (text_same(was.state, "failed") || text_same(was.state, "waiting")) {
		now->state = "waiting";
		now->attempts = 0;
		now->next_at = tx_now(ask->tx);
		connect_job_put(ask->tx, now);
		struct audit_entry entry = {.action = "connection.retry",
		    .record = connect_job_record.name,
		    .id = now->id,
		    .of = &connect_job_record,
		    .was = &was,
		    .now = now};
		audit_add(ask->tx, &entry);
	}
	ask->answer->body = now;
	return true;
}
