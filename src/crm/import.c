/*
 * Imports: customers by origin and key, whole contacts and the later events of their cases. The
 * rules are the desks'; a batch is small, so that desks are served between batches.
 */
#include "base/alloc.h"
#include "base/text.h"
#include "crm/inside.h"
#include "model/cards.h"
#include "model/pack.h"
#include "store/audit.h"
#include "store/cases.h"
#include "store/contacts.h"
#include "store/customers.h"

#include <stdlib.h>
#include <string.h>

enum { BATCH_ITEMS = 100 };

void
crm_import_batch(struct crm *crm, size_t items)
{
	crm->batch = items;
}

/* ---- trials ---- */

enum { BUCKETS = 1 << 16 };

struct trial {
	struct arena arena;
	struct kept {
		const char *key;
		unsigned char digest[SECRET_HASH];
		struct kept *next;
	} * kept[BUCKETS];
};

void
crm_import_trial(struct crm *crm)
{
	crm->trial = xcalloc(1, sizeof *crm->trial);
	arena_init(&crm->trial->arena);
}

void
trial_free(struct trial *trial)
{
	if (trial)
		arena_release(&trial->arena);
	free(trial);
}

static struct kept **
bucket_of(struct trial *trial, const char *key)
{
	unsigned char hash[SECRET_HASH];
	secret_hash(hash, key, strlen(key), NULL);
	return &trial->kept[(hash[0] << 8 | hash[1]) % BUCKETS];
}

bool
trial_saw(struct crm *crm, const char *key, const unsigned char digest[SECRET_HASH], bool *same)
{
	struct kept *kept = crm->trial ? *bucket_of(crm->trial, key) : NULL;
	while (kept && strcmp(kept->key, key) != 0)
		kept = kept->next;
	*same = kept && memcmp(kept->digest, digest, SECRET_HASH) == 0;
	return kept != NULL;
}

void
trial_keep(struct crm *crm, const char *key, const unsigned char digest[SECRET_HASH])
{
	if (!crm->trial)
		return;
	struct kept **bucket = bucket_of(crm->trial, key);
	struct kept *kept = arena_alloc(&crm->trial->arena, sizeof *kept);
	kept->key = arena_strdup(&crm->trial->arena, key);
	memcpy(kept->digest, digest, SECRET_HASH);
	kept->next = *bucket;
	*bucket = kept;
}

/* ---- batches ---- */

static size_t
batch_of(const struct crm *crm)
{
	return crm->batch ? crm->batch : BATCH_ITEMS;
}

static bool
import_some(struct tx *tx, void *context)
{
	struct import *import = context;
	struct crm_counts before = import->counts;
	struct lease lease = import->lease;
	import->refused = 0;
	size_t end = import->from + batch_of(import->crm);
	for (size_t i = import->from; i < import->count && i < end; i++) {
		struct arena arena;
		arena_init(&arena);
		struct crm_call call = {.arena = &arena};
		struct crm_answer answer = {0};
		struct ask ask = {
		    .crm = import->crm, .call = &call, .answer = &answer, .tx = tx, .more = import};
		tx_actor(tx, import->actor, NULL);
		if (!import->one(&ask, import, import->items + i * import->size) &&
		    tx_fault(tx) == FAULT_NONE) {
			import->refused = i + 1;
			err_set(import->err, "%s: %s",
			    answer.field ? answer.field : problem_kind(answer.problem)->name,
			    answer.detail ? answer.detail : "refused");
		}
		arena_release(&arena);
		if (import->refused > 0 || tx_fault(tx) != FAULT_NONE) {
			import->counts = before;
			import->lease = lease;
			return false;
		}
	}
	return !import->crm->trial;
}

int
import_each(struct crm *crm, const char *actor, const void *items, size_t size, size_t count,
    bool (*one)(struct ask *ask, struct import *import, const void *item),
    struct crm_counts *counts, struct err *err)
{
	struct import import = {.crm = crm,
	    .actor = actor,
	    .items = items,
	    .size = size,
	    .count = count,
	    .one = one,
	    .err = err};
	int rc = 0;
	for (; rc == 0 && import.from < import.count; import.from += batch_of(crm)) {
		rc = manage_write(crm, import_some, &import, err);
		if (rc == 0 && import.refused)
			rc = -1;
	}
	*counts = import.counts;
	counts->refused = import.refused;
	return rc;
}

/* ---- customers ---- */

/* Items that say the same as a kept one are that one, whatever new id the import gave them. */
static void
keep_ids(const struct customer *was, struct customer *now, struct arena *arena)
{
	for (size_t i = 0; i < customer_record.count; i++) {
		const struct field *field = &customer_record.fields[i];
		if (field->type != FIELD_LIST)
			continue;
		const struct list *old = (const void *)((const char *)was + field->offset);
		const struct list *new = (const void *)((const char *)now + field->offset);
		const struct field *id = &field->of->fields[0];
		for (size_t a = 0; a < new->count; a++) {
			char *item = (char *)new->items + a * field->of->size;
			for (size_t b = 0; b < old->count; b++) {
				const char *kept = (const char *)old->items + b * field->of->size;
				void *same = record_copy(arena, field->of, item);
				field_set_string(id, same, field_string(id, kept));
				if (record_equal(field->of, same, kept))
					field_set_string(id, item, field_string(id, kept));
			}
		}
	}
}

/* What an import says of a customer, without the ids that it makes anew each time. */
static void
customer_digest(unsigned char digest[SECRET_HASH], const void *item, struct arena *arena)
{
	struct customer *bare = record_copy(arena, &customer_record, item);
	struct buf packed;
	bare->id = NULL;
	for (size_t i = 0; i < customer_record.count; i++) {
		const struct field *field = &customer_record.fields[i];
		if (field->type != FIELD_LIST)
			continue;
		const struct list *list = (const void *)((const char *)bare + field->offset);
		for (size_t k = 0; k < list->count; k++)
			field_set_string(
			    &field->of->fields[0], (char *)list->items + k * field->of->size, NULL);
	}
	buf_init(&packed, 1 << 22);
	record_pack(&packed, &customer_record, bare);
	secret_hash(digest, packed.data, packed.length, NULL);
	buf_release(&packed);
}

/* 1 the row says what it said the last time: nothing of it is applied again. 0 it says something
 * new. -1 refused: somebody here has changed the record since, and knows better. */
static int
customer_again(struct ask *ask, const struct customer *was, const unsigned char digest[SECRET_HASH])
{
	micros at = imported_at(ask->tx, "customer", was->origin, was->origin_key);
	if (imported_same(ask->tx, "customer", was->origin, was->origin_key, digest))
		return 1;
	if (!at || was->changed <= at)
		return 0;
	refuse(ask, PROBLEM_CONFLICT, NULL,
	    "the customer was changed here since it was imported, and the row says something new");
	return -1;
}

static bool
import_customer(struct ask *ask, struct import *import, const void *item)
{
	struct arena *arena = ask->call->arena;
	struct customer was = {0}, *now = record_copy(arena, &customer_record, item);
	unsigned char digest[SECRET_HASH];
	cards_mask(&customer_record, now, arena);
	customer_digest(digest, item, arena);
	int found = now->origin_key
			? customer_by_origin(ask->tx, now->origin, now->origin_key, &was, arena)
			: customer_own(ask->tx, now->id, &was, arena);
	if (found < 0)
		return false;
	int again = found == 1 && was.origin_key ? customer_again(ask, &was, digest) : 0;
	if (again) {
		import->counts.unchanged += again > 0;
		return again > 0;
	}
	if (found == 1) {
		customer_tidy(now, arena);
		keep_ids(&was, now, arena);
		phones_date(ask, now, &was);
		now->id = was.id;
		now->created = was.created;
		now->changed = was.changed;
		now->merged_into = was.merged_into;
		if (record_equal(&customer_record, &was, now)) {
			import->counts.unchanged++;
			return true;
		}
	}
	if (!customer_keep(ask, now, found == 1 ? &was : NULL) ||
	    (now->origin_key && imported_put(ask->tx, "customer", now->origin, now->origin_key,
				    digest, now->changed)))
		return false;
	import->counts.added += found == 0;
	import->counts.changed += found == 1;
	return true;
}

int
crm_import_customers(struct crm *crm, const char *actor, const struct customer *items, size_t count,
    struct crm_counts *counts, struct err *err)
{
	return import_each(crm, actor, items, sizeof *items, count, import_customer, counts, err);
}

/* ---- contacts ---- */

static bool
import_contact(struct ask *ask, struct import *import, const void *item)
{
	struct buf packed;
	struct contact_receipt receipt;
	struct contact_state state;
	unsigned char digest[SECRET_HASH];
	struct contact *contact = record_copy(ask->call->arena, &contact_record, item);
	bool new;
	cards_mask(&contact_record, contact, ask->call->arena);
	buf_init(&packed, 1 << 22);
	record_pack(&packed, &contact_record, contact);
	secret_hash(digest, packed.data, packed.length, NULL);
	buf_release(&packed);
	int found = contact_state(ask->tx, contact->id, &state, ask->call->arena);
	bool repeated = found == 1 && state.step == contact->step &&
			memcmp(state.digest, digest, sizeof digest) == 0;
	if (found < 0 || !contact_put_rules(ask, contact, digest, &receipt, &new))
		return false;
	import->counts.added += new;
	import->counts.unchanged += repeated;
	import->counts.changed += !new && !repeated;
	return true;
}

int
crm_import_contacts(struct crm *crm, const char *actor, const struct contact *items, size_t count,
    struct crm_counts *counts, struct err *err)
{
	return import_each(crm, actor, items, sizeof *items, count, import_contact, counts, err);
}

static bool
import_event(struct ask *ask, struct import *import, const void *item)
{
	const struct crm_case_event *body = item;
	struct case_record record;
	int found = case_get(ask->tx, body->case_id, &record, ask->call->arena);
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, "case_id", "no such case");
	if (found < 0)
		return false;
	if (list_find(&record.events, &case_event_record, body->event.id)) {
		import->counts.unchanged++;
		return true;
	}
	struct case_event event = body->event;
	cards_mask(&case_event_record, &event, ask->call->arena);
	if (!case_event_rules(ask, &record, &event))
		return false;
	import->counts.added++;
	return true;
}

int
crm_import_case_events(struct crm *crm, const char *actor, const struct crm_case_event *items,
    size_t count, struct crm_counts *counts, struct err *err)
{
	return import_each(crm, actor, items, sizeof *items, count, import_event, counts, err);
}
