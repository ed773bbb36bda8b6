/*
 * The door: sign-in and enrolment. Passwords are checked on a thread of their own, one at a time
 * (Argon2id takes 19 MiB and some tens of milliseconds), so a storm of sign-ins delays nobody else.
 * Failed attempts are counted in the store and make the next wait longer.
 */
#include "base/alloc.h"
#include "base/text.h"
#include "crm/attempts.h"
#include "store/audit.h"
#include "store/entry.h"
#include "store/leases.h"
#include "store/partners.h"

#include <stdlib.h>
#include <string.h>

enum { WAITING = 64 };

struct door {
	struct crm *crm;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	pthread_t thread;
	struct crm_job *first, *last;
	size_t waiting;
	bool closing;
	/* Checked when there is no such user, so that time does not tell. */
	char nobody[SECRET_PASSWORD_SIZE];
};

/* ---- sign-in ---- */

struct entrant {
	struct store_job job; /* first */
	struct ask ask;
	struct crm_job *caller;
	const char *by_user, *by_desk; /* whose attempts count */
	enum problem_type problem;
	char token[64];
};

static bool
desk_known(struct ask *ask, const struct sign_in *body)
{
	unsigned char kept[SECRET_HASH], given[SECRET_HASH];
	secret_hash(given, body->desk_secret, strlen(body->desk_secret), NULL);
	int found = desk_secret_get(ask->tx, body->desk, kept);
	return found == 1 && secret_equal(kept, given, sizeof kept);
}

/* The hash that stands for whoever is not there: made once it is needed, which no tool beside a
 * server ever is. */
static bool
nobodys(struct door *door)
{
	return *door->nobody ||
	       secret_password_store(door->nobody, "nobody's", door->crm->password_cost, NULL) == 0;
}

/* Everything that only reads: delays, the desk's secret, the password. */
static bool
examine(struct door *door, struct entrant *entrant)
{
	struct ask *ask = &entrant->ask;
	const struct sign_in *body = ask->call->body;
	struct user user = {0};
	const char *hash = NULL;
	ask->tx = store_read(door->crm->store);
	if (!ask->tx)
		return refuse(ask, PROBLEM_STORAGE, NULL, NULL);
	bool go = attempt_allowed(ask, entrant->by_desk) && attempt_allowed(ask, entrant->by_user);
	if (go && !desk_known(ask, body)) {
		entrant->problem = PROBLEM_DESK_UNKNOWN;
	} else if (go) {
		int found = partner_get(ask->tx, &user_record, body->user, &user, ask->call->arena);
		hash = password_get(ask->tx, body->user, ask->call->arena);
		if (found != 1 || user.suspended || !hash)
			entrant->problem = PROBLEM_WRONG_PASSWORD;
	}
	go = go && store_well(ask);
	store_done(ask->tx);
	ask->tx = NULL;
	if (!go || entrant->problem == PROBLEM_DESK_UNKNOWN)
		return go;
	/* Always checked, so that an unknown name takes as long as a wrong password. */
	if (!hash && !nobodys(door))
		return refuse(ask, PROBLEM_BUSY, NULL, NULL);
	bool right = secret_password_check(hash ? hash : door->nobody, body->password);
	if (!right)
		entrant->problem = PROBLEM_WRONG_PASSWORD;
	return true;
}

static bool
let_in(struct entrant *entrant, struct tx *tx)
{
	struct ask *ask = &entrant->ask;
	const struct sign_in *body = ask->call->body;
	/* 128 bits of chance: it goes with every request. */
	unsigned char bytes[16], hash[TOKEN_HASH];
	struct session *session = record_new(ask->call->arena, &session_record);
	if (session_fill(ask->crm, tx, body->user, body->desk, session, ask->call->arena) != 1)
		return store_well(ask) && refuse(ask, PROBLEM_WRONG_PASSWORD, NULL, NULL);
	secret_random(bytes, sizeof bytes);
	secret_base64_url(entrant->token, sizeof entrant->token, bytes, sizeof bytes);
	secret_hash(hash, entrant->token, strlen(entrant->token), NULL);
	session->token = entrant->token;
	session->now = tx_now(tx);
	session->expires = tx_now(tx) + SESSION_TIME;
	session->feed = feed_place(tx, ask->call->arena);
	session->carry_key = carry_key(ask->crm, body->user, body->desk, ask->call->arena);
	lease_marks(tx, body->desk, body->user, record_field(&session_record, "leases")->limit,
	    ask->call->arena, &session->leases);
	session_put(tx, hash, body->user, body->desk, session->expires);
	attempt_clear(tx, entrant->by_user);
	attempt_clear(tx, entrant->by_desk);
	struct audit_entry entry = {.action = "session.begin", .record = "user", .id = body->user};
	audit_add(tx, &entry);
	ask->answer->body = session;
	return true;
}

static bool
entrant_work(struct tx *tx, struct store_job *job)
{
	struct entrant *entrant = (struct entrant *)(void *)job;
	struct ask *ask = &entrant->ask;
	const struct sign_in *body = ask->call->body;
	ask->tx = tx;
	tx_actor(tx, body->user, body->desk);
	if (entrant->problem == PROBLEM_NONE)
		return let_in(entrant, tx) && store_well(ask);
	attempt_failed(
	    tx, entrant->problem == PROBLEM_DESK_UNKNOWN ? entrant->by_desk : entrant->by_user);
	/* The name that was tried is not an actor, and may be somebody's password. */
	tx_actor(tx, "crm", NULL);
	struct audit_entry entry = {.action = "session.refused",
	    .record = "desk_record",
	    .id = entrant->problem == PROBLEM_DESK_UNKNOWN ? NULL : body->desk};
	audit_add(tx, &entry);
	refuse(ask, entrant->problem, NULL, NULL);
	return store_well(ask);
}

static void
entrant_done(struct store_job *job, enum store_fault fault)
{
	struct entrant *entrant = (struct entrant *)(void *)job;
	if (fault != FAULT_NONE)
		refuse(&entrant->ask, fault == FAULT_BUSY ? PROBLEM_BUSY : PROBLEM_STORAGE, NULL,
		    NULL);
	entrant->caller->done(entrant->caller);
}

static void
receive(struct door *door, struct crm_job *job)
{
	struct arena *arena = job->call.arena;
	const struct sign_in *body = job->call.body;
	struct entrant *entrant = arena_alloc(arena, sizeof *entrant);
	*entrant = (struct entrant){.job = {.work = entrant_work, .done = entrant_done},
	    .ask = {.crm = door->crm, .call = &job->call, .answer = &job->answer},
	    .caller = job,
	    .by_user = attempt_subject(arena, "user", body->user, NULL),
	    .by_desk = attempt_subject(arena, "desk", body->desk, job->call.peer)};
	job->answer = (struct crm_answer){.status = 200};
	if (examine(door, entrant))
		store_submit(door->crm->store, &entrant->job);
	else
		job->done(job);
}

static void *
door_run(void *argument)
{
	struct door *door = argument;
	pthread_mutex_lock(&door->lock);
	for (;;) {
		while (!door->first && !door->closing)
			pthread_cond_wait(&door->wake, &door->lock);
		struct crm_job *job = door->first;
		if (!job)
			break;
		door->first = job->next;
		if (!door->first)
			door->last = NULL;
		door->waiting--;
		pthread_mutex_unlock(&door->lock);
		receive(door, job);
		pthread_mutex_lock(&door->lock);
	}
	pthread_mutex_unlock(&door->lock);
	return NULL;
}

void
door_submit(struct door *door, struct crm_job *job)
{
	job->next = NULL;
	pthread_mutex_lock(&door->lock);
	bool full = door->closing || door->waiting >= WAITING;
	if (!full) {
		if (door->last)
			door->last->next = job;
		else
			door->first = job;
		door->last = job;
		door->waiting++;
		pthread_cond_signal(&door->wake);
	}
	pthread_mutex_unlock(&door->lock);
	if (full) {
		struct ask ask = {.call = &job->call, .answer = &job->answer};
		refuse(&ask, PROBLEM_BUSY, NULL, NULL);
		job->done(job);
	}
}

struct door *
door_new(struct crm *crm, struct err *err)
{
	struct door *door = xcalloc(1, sizeof *door);
	door->crm = crm;
	pthread_mutex_init(&door->lock, NULL);
	pthread_cond_init(&door->wake, NULL);
	if (pthread_create(&door->thread, NULL, door_run, door) == 0)
		return door;
	err_set(err, "the system starts no more threads");
	free(door);
	return NULL;
}

void
door_close(struct door *door)
{
	if (!door)
		return;
	pthread_mutex_lock(&door->lock);
	door->closing = true;
	pthread_cond_signal(&door->wake);
	pthread_mutex_unlock(&door->lock);
	pthread_join(door->thread, NULL);
	pthread_mutex_destroy(&door->lock);
	pthread_cond_destroy(&door->wake);
	free(door);
}

/* ---- enrolment ---- */

/* What people type: without blanks and dashes, in capitals. */
static void
code_plain(char out[40], const char *code)
{
	size_t n = 0;
	for (; *code && n < 39; code++)
		if (*code != ' ' && *code != '-')
			out[n++] = (char)(*code >= 'a' && *code <= 'z' ? *code - 'a' + 'A' : *code);
	out[n] = '\0';
}

static bool
enrol_desk(struct ask *ask, const char *desk_id)
{
	struct arena *arena = ask->call->arena;
	struct desk_record desk;
	struct site site = {0};
	struct council council = {0};
	unsigned char bytes[32], hash[SECRET_HASH];
	char secret[64], key[64];
	if (partner_get(ask->tx, &desk_record_record, desk_id, &desk, arena) != 1)
		return store_well(ask) && refuse(ask, PROBLEM_BAD_CODE, NULL, NULL);
	partner_get(ask->tx, &site_record, desk.site, &site, arena);
	partner_get(ask->tx, &council_record, desk.council, &council, arena);
	secret_random(bytes, sizeof bytes);
	secret_base64_url(secret, sizeof secret, bytes, sizeof bytes);
	secret_hash(hash, secret, strlen(secret), NULL);
	secret_base64(key, sizeof key, store_box_key(ask->crm->store), SECRET_KEY);
	desk_secret_put(ask->tx, desk.id, hash);
	struct audit_entry entry = {.action = "desk.enrol", .record = "desk_record", .id = desk.id};
	audit_add(ask->tx, &entry);
	struct enrolment *enrolment = record_new(arena, &enrolment_record);
	*enrolment = (struct enrolment){.desk = desk.id,
	    .desk_secret = arena_strdup(arena, secret),
	    .crm_key = arena_strdup(arena, key),
	    .desk_name = desk.name,
	    .site_name = site.name,
	    .council_name = council.name};
	ask->answer->body = enrolment;
	return true;
}

bool
enrol_write(struct ask *ask)
{
	const struct enrol *body = ask->call->body;
	const char *peer = attempt_subject(ask->call->arena, "code", NULL, ask->call->peer);
	if (!attempt_allowed(ask, peer))
		return false;
	char plain[40];
	unsigned char hash[SECRET_HASH];
	code_plain(plain, body->code);
	secret_hash(hash, plain, strlen(plain), NULL);
	const char *desk = desk_code_take(ask->tx, hash, ask->call->arena);
	if (!desk) {
		attempt_failed(ask->tx, peer);
		refuse(ask, PROBLEM_BAD_CODE, NULL, NULL);
		return true; /* the failed attempt is kept */
	}
	attempt_clear(ask->tx, peer);
	return enrol_desk(ask, desk);
}
