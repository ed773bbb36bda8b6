/*
 * What somebody left unsent at a desk, delivered by a colleague who signed in there after them.
 * Each request is sealed to the CRM and proved by a key that only its author's desk has: it counts
 * as theirs, and the audit says who brought it. The colleague learns whether it was taken, no more.
 */
#include "base/alloc.h"
#include "crm/crm.h"
#include "crm/inside.h"
#include "model/pack.h"
#include "store/audit.h"
#include "store/entry.h"

#include <stdlib.h>
#include <string.h>

const char *
carry_key(struct crm *crm, const char *user, const char *desk, struct arena *arena)
{
	unsigned char key[SECRET_KEY];
	char text[64];
	store_carry_key(crm->store, user, desk, key);
	secret_base64(text, sizeof text, key, sizeof key);
	secret_wipe(key, sizeof key);
	return arena_strdup(arena, text);
}

static bool
is_proved(struct crm *crm, const struct envelope *envelope)
{
	unsigned char key[SECRET_KEY], proof[SECRET_HASH], given[SECRET_HASH];
	struct buf packed;
	buf_init(&packed, 4 << 20);
	record_pack(&packed, &outgoing_record, envelope->outgoing);
	store_carry_key(crm->store, envelope->user, envelope->desk, key);
	secret_hash(proof, packed.data, packed.length, key);
	secret_wipe(key, sizeof key);
	buf_release(&packed);
	return secret_base64_read(given, sizeof given, envelope->proof) == (int)sizeof given &&
	       secret_equal(given, proof, sizeof proof);
}

bool
crm_open_envelope(struct crm *crm, const char *sealed, struct envelope *out, struct arena *arena)
{
	struct err err;
	size_t size = strlen(sealed);
	unsigned char *bytes = xmalloc(size + 1), *plain = arena_alloc(arena, size + 1);
	int length = secret_base64_read(bytes, size, sealed);
	bool good = length > SECRET_SEAL &&
		    store_unseal(crm->store, plain, bytes, (size_t)length) &&
		    record_unpack(plain, (size_t)length - SECRET_SEAL, &envelope_record, out, arena,
			&err) == 0 &&
		    out->user && out->desk && out->proof && out->outgoing && is_proved(crm, out);
	free(bytes);
	return good;
}

bool
carried_admit(struct ask *ask)
{
	struct session *author = record_new(ask->call->arena, &session_record);
	if (session_fill_any(ask->crm, ask->tx, ask->call->author, ask->call->author_desk, author,
		ask->call->arena) != 1)
		return store_well(ask) && refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	ask->carrier = ask->session;
	ask->session = author;
	return true;
}

void
carried_trace(struct ask *ask)
{
	struct audit_entry entry = {.action = "outbox.carry",
	    .record = "user",
	    .id = ask->session->user,
	    .purpose =
		arena_printf(ask->call->arena, "%s %s", ask->carrier->user, ask->carrier->desk)};
	audit_add(ask->tx, &entry);
}
