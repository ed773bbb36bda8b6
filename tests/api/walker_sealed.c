/* Samples of what desks seal to the CRM: the key of a journal, what somebody left there. */
#include "api/walker.h"
#include "base/buf.h"
#include "base/secret.h"
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "model/pack.h"
#include "model/record_desk.h"

#include <stdlib.h>
#include <string.h>

/* As the journal of the advisor who walks has it. */
static char *
sealed_key(void)
{
	unsigned char crm[SECRET_KEY], plain[SECRET_KEY + SECRET_HASH],
	    seal[sizeof plain + SECRET_SEAL];
	char text[200];
	static const char user[] = "walk.advisor";
	struct sample sample = sample_make(ROUTE_SESSION);
	struct http_reply reply = walk_send(&sample, (struct sending){0});
	char *key = json_get(reply.body, "crm_key");
	ck_assert_int_eq(secret_base64_read(crm, sizeof crm, key), SECRET_KEY);
	secret_random(plain, SECRET_KEY);
	secret_hash(plain + SECRET_KEY, user, strlen(user), NULL);
	secret_seal(seal, plain, sizeof plain, crm);
	secret_base64(text, sizeof text, seal, sizeof seal);
	free(key);
	http_reply_release(&reply);
	sample_release(&sample);
	return proc_text("{\"seal\":\"%s\"}", text);
}

static char *
told(enum route_id route, const char *member)
{
	struct sample sample = sample_make(route);
	struct http_reply reply = walk_send(&sample, (struct sending){0});
	char *value = json_get(reply.body, member);
	ck_assert_ptr_nonnull(value);
	http_reply_release(&reply);
	sample_release(&sample);
	return value;
}

/* A contact that the advisor who walks left at the desk. */
static char *
envelope(void)
{
	unsigned char crm[SECRET_KEY], key[SECRET_KEY], proof[SECRET_HASH];
	char proved[64];
	struct buf packed;
	struct sample contact = sample_make(ROUTE_PUT_CONTACT);
	char *operation = office_id(), *user = told(ROUTE_SIGN_IN, "user"),
	     *desk = told(ROUTE_SIGN_IN, "desk"), *carry = told(ROUTE_SIGN_IN, "carry_key"),
	     *box = told(ROUTE_SIGN_IN, "crm_key");
	struct outgoing outgoing = {.operation = operation,
	    .path = contact.path,
	    .body = contact.body,
	    .route = ROUTE_PUT_CONTACT};
	struct envelope left = {.user = user, .desk = desk, .proof = proved, .outgoing = &outgoing};
	buf_init(&packed, 1 << 20);
	ck_assert_int_eq(secret_base64_read(crm, sizeof crm, box), SECRET_KEY);
	ck_assert_int_eq(secret_base64_read(key, sizeof key, carry), SECRET_KEY);
	record_pack(&packed, &outgoing_record, &outgoing);
	secret_hash(proof, packed.data, packed.length, key);
	secret_base64(proved, sizeof proved, proof, sizeof proof);
	buf_clear(&packed);
	record_pack(&packed, &envelope_record, &left);
	size_t size = packed.length + SECRET_SEAL;
	unsigned char *sealed = malloc(size);
	char *text = malloc(2 * size);
	secret_seal(sealed, packed.data, packed.length, crm);
	secret_base64(text, 2 * size, sealed, size);
	char *body = proc_text("{\"envelope\":\"%s\"}", text);
	buf_release(&packed);
	sample_release(&contact);
	free(sealed);
	free(text);
	free(operation);
	free(user);
	free(desk);
	free(carry);
	free(box);
	return body;
}

bool
sample_sealed(struct sample *sample)
{
	switch (sample->route) {
	case ROUTE_CARRY:
		sample->path = strdup("/v1/carried");
		sample->body = envelope();
		return true;
	case ROUTE_JOURNAL_KEY:
		sample->path = strdup("/v1/journal-keys");
		sample->body = sealed_key();
		return true;
	default:
		return false;
	}
}
