/*
 * Sessions: the token is random and leaves the CRM once; its hash is kept. A small table remembers
 * what a hash stands for, so that a request costs no reading; any change of users or desks, here or
 * by another process, empties it.
 */
#include "base/alloc.h"
#include "base/text.h"
#include "crm/inside.h"
#include "store/audit.h"
#include "store/entry.h"
#include "store/partners.h"

#include <stdlib.h>
#include <string.h>

enum { SEATS = 1024 };

struct seat {
	unsigned char hash[TOKEN_HASH];
	struct arena arena;
	struct session *session; /* null: empty */
	uint64_t age;
};

struct sessions {
	pthread_mutex_t lock;
	uint64_t age; /* seats of another age are stale */
	struct seat seats[SEATS];
};

struct sessions *
sessions_new(void)
{
	struct sessions *sessions = xcalloc(1, sizeof *sessions);
	pthread_mutex_init(&sessions->lock, NULL);
	return sessions;
}

void
sessions_free(struct sessions *sessions)
{
	for (size_t i = 0; i < SEATS; i++)
		arena_release(&sessions->seats[i].arena);
	pthread_mutex_destroy(&sessions->lock);
	free(sessions);
}

void
sessions_forget(struct sessions *sessions)
{
	pthread_mutex_lock(&sessions->lock);
	sessions->age++;
	pthread_mutex_unlock(&sessions->lock);
}

static int
fill(struct crm *crm, struct tx *tx, const char *user_id, const char *desk_id, bool suspended_too,
    struct session *out, struct arena *arena)
{
	struct user user;
	struct desk_record desk;
	struct site site;
	struct council council;
	int found = partner_get(tx, &user_record, user_id, &user, arena);
	if (found == 1)
		found = user.suspended && !suspended_too
			    ? 0
			    : partner_get(tx, &desk_record_record, desk_id, &desk, arena);
	if (found == 1 && text_same(desk.kind, "web")) /* nobody sits at it */
		return 0;
	if (found == 1)
		found = partner_get(tx, &site_record, desk.site, &site, arena);
	if (found == 1)
		found = partner_get(tx, &council_record, desk.council, &council, arena);
	if (found != 1)
		return found;
	char key[64];
	secret_base64(key, sizeof key, store_box_key(crm->store), SECRET_KEY);
	*out = (struct session){.user = user.id,
	    .name = user.name,
	    .role = user.role,
	    .council = user.council,
	    .team = user.team,
	    .language = user.language,
	    .skills = user.skills,
	    .desk = desk.id,
	    .desk_name = desk.name,
	    .desk_kind = desk.kind,
	    .site = site.id,
	    .site_name = site.name,
	    .council_name = council.name,
	    .council_short = council.short_name,
	    .greeting = council.greeting,
	    .crm_key = arena_strdup(arena, key)};
	return 1;
}

int
session_fill(struct crm *crm, struct tx *tx, const char *user_id, const char *desk_id,
    struct session *out, struct arena *arena)
{
	return fill(crm, tx, user_id, desk_id, false, out, arena);
}

int
session_fill_any(struct crm *crm, struct tx *tx, const char *user_id, const char *desk_id,
    struct session *out, struct arena *arena)
{
	return fill(crm, tx, user_id, desk_id, true, out, arena);
}

/* ---- what a desk could not send ---- */

bool
crm_unseal(struct crm *crm, unsigned char *out, const unsigned char *sealed, size_t length)
{
	return store_unseal(crm->store, out, sealed, length);
}

int
crm_carried_session(struct crm *crm, const char *actor, const char *user, const char *desk,
    struct session *out, struct arena *arena, struct err *err)
{
	struct tx *tx = store_read(crm->store);
	if (!tx)
		return err_set(err, "the CRM cannot be read");
	int found = fill(crm, tx, user, desk, true, out, arena);
	out->feed = feed_place(tx, arena);
	store_done(tx);
	if (found != 1)
		return err_set(err, "the CRM knows no user %s or no desk %s", user, desk);
	struct audit_entry entry = {
	    .action = "journal.carry", .record = "user", .id = user, .purpose = desk};
	return manage_trace(crm, actor, &entry, err);
}

/* A copy of what is remembered, with the age to remember a new one under. */
static struct session *
remembered(struct sessions *sessions, const unsigned char *hash, uint64_t *age, struct arena *arena)
{
	struct session *session = NULL;
	struct seat *seat = &sessions->seats[(hash[0] | hash[1] << 8) % SEATS];
	pthread_mutex_lock(&sessions->lock);
	*age = sessions->age;
	if (seat->session && seat->age == sessions->age &&
	    memcmp(seat->hash, hash, TOKEN_HASH) == 0)
		session = record_copy(arena, &session_record, seat->session);
	pthread_mutex_unlock(&sessions->lock);
	return session;
}

static void
remember(struct sessions *sessions, const unsigned char *hash, uint64_t age,
    const struct session *session)
{
	struct seat *seat = &sessions->seats[(hash[0] | hash[1] << 8) % SEATS];
	pthread_mutex_lock(&sessions->lock);
	if (age == sessions->age) {
		arena_release(&seat->arena);
		arena_init(&seat->arena);
		memcpy(seat->hash, hash, TOKEN_HASH);
		seat->session = record_copy(&seat->arena, &session_record, session);
		seat->age = age;
	}
	pthread_mutex_unlock(&sessions->lock);
}

const struct session *
sessions_find(struct ask *ask, struct tx *tx)
{
	const char *token = ask->call->token;
	struct arena *arena = ask->call->arena;
	if (!token || !*token)
		return NULL;
	secret_hash(ask->token, token, strlen(token), NULL);
	uint64_t age;
	struct session *session = remembered(ask->crm->sessions, ask->token, &age, arena);
	if (!session) {
		const char *user, *desk;
		micros expires;
		struct session read;
		if (session_get(tx, ask->token, &user, &desk, &expires, arena) != 1 ||
		    session_fill(ask->crm, tx, user, desk, &read, arena) != 1)
			return NULL;
		read.expires = expires;
		session = record_copy(arena, &session_record, &read);
		remember(ask->crm->sessions, ask->token, age, session);
	}
	return session->expires > tx_now(tx) ? session : NULL;
}

bool
session_read(struct ask *ask)
{
	struct session *session = record_copy(ask->call->arena, &session_record, ask->session);
	session->now = tx_now(ask->tx);
	session->feed = feed_place(ask->tx, ask->call->arena);
	ask->answer->body = session;
	return true;
}

bool
sign_out_write(struct ask *ask)
{
	session_end(ask->tx, ask->token);
	struct audit_entry entry = {
	    .action = "session.end", .record = "user", .id = ask->session->user};
	audit_add(ask->tx, &entry);
	ask->answer->status = 204;
	return true;
}

/* Sealed is a key with the digest of whose it is behind it: nobody gets another's. */
bool
journal_key_write(struct ask *ask)
{
	enum { PLAIN = SECRET_KEY + SECRET_HASH };
	const struct journal_key *body = ask->call->body;
	unsigned char sealed[PLAIN + SECRET_SEAL], plain[PLAIN], user[SECRET_HASH];
	char key[64];
	secret_hash(user, ask->session->user, strlen(ask->session->user), NULL);
	bool own = secret_base64_read(sealed, sizeof sealed, body->seal ? body->seal : "") ==
		       (int)sizeof sealed &&
		   store_unseal(ask->crm->store, plain, sealed, sizeof sealed) &&
		   secret_equal(plain + SECRET_KEY, user, sizeof user);
	if (!own)
		return refuse(ask, PROBLEM_BAD_FIELD, "seal", "not of this user and this CRM");
	struct journal_key *answer = record_new(ask->call->arena, &journal_key_record);
	secret_base64(key, sizeof key, plain, SECRET_KEY);
	secret_wipe(plain, sizeof plain);
	answer->key = arena_strdup(ask->call->arena, key);
	struct audit_entry entry = {
	    .action = "journal.key", .record = "user", .id = ask->session->user};
	audit_add(ask->tx, &entry);
	ask->answer->body = answer;
	return true;
}
