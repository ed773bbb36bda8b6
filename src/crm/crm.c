/* Opening, closing, and the way of every call: who asks, may they, was it done before, do it. */
#include "crm/crm.h"
#include "base/alloc.h"
#include "base/buf.h"
#include "crm/attempts.h"
#include "crm/back_office.h"
#include "crm/inside.h"
#include "store/audit.h"
#include "store/entry.h"
#include "store/operations.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SWEEP_EVERY (10 * MICROS_MINUTE)

/* ---- opening ---- */

static void
store_changed(void *context)
{
	struct crm *crm = context;
	/* Under the lock: after crm_watch nobody is told who no longer wants to be. */
	pthread_mutex_lock(&crm->watch_lock);
	if (crm->changed)
		crm->changed(crm->changed_context);
	pthread_mutex_unlock(&crm->watch_lock);
}

static void
store_outside(void *context)
{
	struct crm *crm = context;
	sessions_forget(crm->sessions);
	schedule_changed(crm);
	store_changed(crm);
}

struct sweep {
	struct store_job job; /* first */
};

static bool
sweep_work(struct tx *tx, struct store_job *job)
{
	(void)job;
	return store_sweep(tx) == 0;
}

static void
sweep_done(struct store_job *job, enum store_fault fault)
{
	(void)fault;
	free(job);
}

static void
store_tick(void *context)
{
	struct crm *crm = context;
	schedule_tick(crm);
	nightly_tick(crm);
	micros now = clock_monotonic();
	if (now - atomic_load(&crm->swept) < SWEEP_EVERY)
		return;
	atomic_store(&crm->swept, now);
	struct sweep *sweep = xcalloc(1, sizeof *sweep);
	sweep->job.work = sweep_work;
	sweep->job.done = sweep_done;
	store_submit(crm->store, &sweep->job);
}

int
crm_create(const char *database, struct err *err)
{
	struct store_options options = {database, clock_system(), id_system()};
	return store_create(&options, err);
}

struct crm *
crm_open(const struct crm_options *options, struct err *err)
{
	struct crm *crm = xcalloc(1, sizeof *crm);
	crm->clock = options->clock ? options->clock : clock_system();
	crm->ids = options->ids ? options->ids : id_system();
	crm->tools = options->read_only_tools;
	crm->password_cost = options->password_cost ? *options->password_cost : secret_cost_crm;
	pthread_mutex_init(&crm->watch_lock, NULL);
	crm->sessions = sessions_new();
	crm->entries = entries_new();
	crm->policies = policies_new();
	crm->parsed = parsed_new();
	crm->counts = counts_new();
	crm->pace = pace_new();
	if (options->retain_as)
		crm->nightly =
		    nightly_new(options->database, options->retain_as, options->retain_at);
	struct store_options store = {options->database, crm->clock, crm->ids};
	crm->store = store_open(&store, err);
	if (!crm->store || !(crm->door = door_new(crm, err))) {
		crm_close(crm);
		return NULL;
	}
	struct store_watch watch = {
	    crm, store_changed, store_outside, crm->tools ? NULL : store_tick};
	store_watch(crm->store, &watch);
	return crm;
}

void
crm_close(struct crm *crm)
{
	if (!crm)
		return;
	door_close(crm->door);
	store_close(crm->store);
	sessions_free(crm->sessions);
	entries_free(crm->entries);
	policies_free(crm->policies);
	parsed_free(crm->parsed);
	counts_free(crm->counts);
	pace_free(crm->pace);
	nightly_free(crm->nightly);
	trial_free(crm->trial);
	pthread_mutex_destroy(&crm->watch_lock);
	free(crm);
}

void
crm_watch(struct crm *crm, void (*changed)(void *context), void *context)
{
	pthread_mutex_lock(&crm->watch_lock);
	crm->changed = changed;
	crm->changed_context = context;
	pthread_mutex_unlock(&crm->watch_lock);
}

void
crm_figures(struct crm *crm, struct crm_figures *out)
{
	struct store_figures figures;
	store_figures(crm->store, &figures);
	*out = (struct crm_figures){.writes = figures.writes,
	    .batches = figures.batches,
	    .reads = figures.reads,
	    .read_queries = figures.read_queries,
	    .write_queries = figures.write_queries,
	    .waiting = figures.waiting};
	struct tx *tx = store_read(crm->store);
	if (tx) {
		out->sessions = session_count(tx);
		store_done(tx);
	}
}

/* ---- answers ---- */

const char *
ask_id(struct ask *ask)
{
	char id[ID_LENGTH + 1];
	tx_id(ask->tx, id);
	return arena_strdup(ask->call->arena, id);
}

bool
refuse(struct ask *ask, enum problem_type problem, const char *field, const char *detail)
{
	ask->answer->status = problem_kind(problem)->status;
	ask->answer->problem = problem;
	ask->answer->field = field;
	ask->answer->detail = detail;
	ask->answer->body = NULL;
	return false;
}

static enum problem_type
problem_of(enum store_fault fault)
{
	switch (fault) {
	case FAULT_NONE:
		return PROBLEM_NONE;
	case FAULT_BUSY:
		return PROBLEM_BUSY;
	case FAULT_STORAGE:
		return PROBLEM_STORAGE;
	default:
		return PROBLEM_INTERNAL;
	}
}

bool
store_well(struct ask *ask)
{
	enum store_fault fault = tx_fault(ask->tx);
	return fault == FAULT_NONE || refuse(ask, problem_of(fault), NULL, NULL);
}

bool
allowed(struct ask *ask, enum action action, const struct concern *concern)
{
	const struct session *session = ask->session;
	return permitted(session->role, action, session->council, concern) ||
	       refuse(ask, PROBLEM_NOT_PERMITTED, NULL, NULL);
}

/* ---- a call ---- */

/* Who asks, and may they at all? */
static bool
admit(struct ask *ask, const struct rule *rule)
{
	*ask->answer = (struct crm_answer){.status = 200};
	if (rule->open)
		return true;
	if (!ask->session) /* else it is administration's own */
		ask->session = sessions_find(ask, ask->tx);
	if (!ask->session)
		return store_well(ask) && refuse(ask, PROBLEM_NOT_SIGNED_IN, NULL, NULL);
	if (ask->call->author && !ask->carrier && !carried_admit(ask))
		return false;
	return rule->action == RULE_ANYBODY || allowed(ask, (enum action)rule->action, NULL);
}

/* The part of a call that runs beside the writer. */
static bool
read_part(struct ask *ask, const struct rule *rule)
{
	ask->tx = store_read(ask->crm->store);
	if (!ask->tx)
		return refuse(ask, PROBLEM_STORAGE, NULL, NULL);
	bool well = admit(ask, rule) && (!rule->read || rule->read(ask)) && store_well(ask);
	store_done(ask->tx);
	ask->tx = NULL;
	return well;
}

struct problem
crm_problem(const struct crm_answer *answer, char type[CRM_PROBLEM_TYPE])
{
	const struct problem_kind *kind = problem_kind(answer->problem);
	snprintf(type, CRM_PROBLEM_TYPE, "%s%s", PROBLEM_URN, kind->name);
	return (struct problem){.type = type,
	    .detail = answer->detail,
	    .field = answer->field,
	    .status = kind->status,
	    .limit = answer->limit,
	    .findings = answer->findings,
	    .faults = answer->faults,
	    .logged = answer->logged};
}

void
crm_ask(struct crm *crm, const struct crm_call *call, struct crm_answer *answer)
{
	const struct rule *rule = rule_of(call->route);
	struct ask ask = {.crm = crm, .call = call, .answer = answer};
	if (rule->way != CRM_INLINE || !rule->read)
		refuse(&ask, PROBLEM_INTERNAL, NULL, "not an inline route");
	else
		read_part(&ask, rule);
}

/* A queued call on its way. */
struct errand {
	struct store_job job; /* first */
	struct ask ask;
	const struct rule *rule;
	struct crm_job *caller;
};

static void
operation_of(const struct ask *ask, const struct rule *rule, struct operation *operation)
{
	const struct crm_call *call = ask->call;
	struct buf content;
	buf_init(&content, call->raw_length + 4096);
	buf_printf(&content, "%d", (int)call->route);
	for (int i = 0; i < REQUEST_PARAMS; i++)
		buf_printf(&content, "/%s", call->params[i] ? call->params[i] : "");
	buf_putc(&content, '\n');
	if (call->raw)
		buf_add(&content, call->raw, call->raw_length);
	*operation = (struct operation){.id = call->operation, .status = 200, .of = rule->reply};
	secret_hash(operation->digest, content.data, content.length, NULL);
	buf_release(&content);
}

/* The write of a rule under its operation id: once, however often it is sent. */
static bool
write_once(struct ask *ask, const struct rule *rule)
{
	struct operation operation;
	bool same;
	operation_of(ask, rule, &operation);
	void *result = rule->reply ? record_new(ask->call->arena, rule->reply) : NULL;
	int found = operation_get(ask->tx, &operation, &same, result, ask->call->arena);
	if (found < 0)
		return store_well(ask) && refuse(ask, PROBLEM_INTERNAL, NULL, NULL);
	if (found && !same)
		return refuse(ask, PROBLEM_OPERATION_REUSED, NULL, NULL);
	if (found) {
		ask->answer->status = operation.status;
		ask->answer->body = result;
		return true;
	}
	if (!rule->write(ask))
		return false;
	operation.status = ask->answer->status;
	operation.person = rule->person ? rule->person(ask) : NULL;
	operation_keep(ask->tx, &operation, ask->answer->body);
	return true;
}

static bool
errand_work(struct tx *tx, struct store_job *job)
{
	struct errand *errand = (struct errand *)(void *)job;
	struct ask *ask = &errand->ask;
	ask->tx = tx;
	if (ask->session)
		tx_actor(tx, ask->session->user, ask->session->desk);
	bool keep =
	    errand->rule->operation ? write_once(ask, errand->rule) : errand->rule->write(ask);
	if (keep && ask->carrier)
		carried_trace(ask);
	if (!store_well(ask))
		keep = false;
	else if (!keep && ask->answer->problem == PROBLEM_NONE)
		refuse(ask, PROBLEM_INTERNAL, NULL, NULL);
	ask->tx = NULL;
	return keep;
}

/* ---- administration's calls ---- */

struct inner_call {
	struct ask *ask;
	const struct rule *rule;
};

static bool
inner_work(struct tx *tx, void *context)
{
	struct inner_call *inner = context;
	struct ask *ask = inner->ask;
	ask->tx = tx;
	tx_actor(tx, ask->session->user, ask->session->desk);
	bool keep = inner->rule->operation ? write_once(ask, inner->rule) : inner->rule->write(ask);
	keep = store_well(ask) && keep;
	ask->tx = NULL;
	return keep;
}

int
crm_call_carried(struct crm *crm, const struct session *session, const struct crm_call *call,
    struct crm_answer *answer, struct err *err)
{
	const struct rule *rule = rule_of(call->route);
	struct ask ask = {.crm = crm, .call = call, .answer = answer, .session = session};
	struct inner_call inner = {&ask, rule};
	if (read_part(&ask, rule) && rule->write && manage_write(crm, inner_work, &inner, err) < 0)
		return -1;
	if (answer->problem == PROBLEM_NONE)
		return 0;
	const char *detail = answer->detail ? answer->detail : problem_kind(answer->problem)->name;
	return err_set(err, "%s", detail);
}

int
crm_call_as(struct crm *crm, const char *actor, const struct crm_call *call,
    struct crm_answer *answer, struct err *err)
{
	const struct session session = {.user = actor, .role = "admin"};
	return crm_call_carried(crm, &session, call, answer, err);
}

/* ---- queued calls ---- */

static void
errand_done(struct store_job *job, enum store_fault fault)
{
	struct errand *errand = (struct errand *)(void *)job;
	if (fault != FAULT_NONE)
		refuse(&errand->ask, problem_of(fault), NULL, NULL);
	else if (errand->ask.call->route == ROUTE_SIGN_OUT)
		sessions_forget(errand->ask.crm->sessions);
	errand->caller->done(errand->caller);
}

void
crm_submit(struct crm *crm, struct crm_job *job)
{
	const struct rule *rule = rule_of(job->call.route);
	if (job->call.route == ROUTE_SIGN_IN) {
		door_submit(crm->door, job);
		return;
	}
	struct errand *errand = arena_alloc(job->call.arena, sizeof *errand);
	*errand = (struct errand){.job = {.work = errand_work, .done = errand_done},
	    .ask = {.crm = crm, .call = &job->call, .answer = &job->answer},
	    .rule = rule,
	    .caller = job};
	bool go;
	if (rule->way != CRM_QUEUED || !rule->write)
		go = refuse(&errand->ask, PROBLEM_INTERNAL, NULL, "not a queued route");
	else if (rule->operation && !id_valid(job->call.operation ? job->call.operation : ""))
		go = refuse(&errand->ask, PROBLEM_BAD_REQUEST, "Idempotency-Key",
		    "a write needs its operation id, a UUID");
	else
		go = read_part(&errand->ask, rule);
	if (go)
		store_submit(crm->store, &errand->job);
	else
		job->done(job);
}
