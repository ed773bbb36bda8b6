/*
 * What an old CRM held: contacts and cases under the keys that they had there. They are put by the
 * same rules as a desk's; a row that says what it said the last time changes nothing, whatever was
 * done here since, and what somebody works on here is never overwritten.
 */
#include "base/text.h"
#include "crm/inside.h"
#include "model/cards.h"
#include "model/pack.h"
#include "store/cases.h"
#include "store/contacts.h"
#include "store/customers.h"

#include <string.h>

enum { MOST_PACKED = 1 << 22 };

/* ---- the same row again ---- */

static void
digest_of(unsigned char digest[SECRET_HASH], const struct contact *contact, const char *customer,
    const char *contact_key, const struct list *events)
{
	struct buf packed;
	buf_init(&packed, MOST_PACKED);
	record_pack(&packed, &contact_record, contact);
	buf_printf(&packed, "\n%s\n%s\n", customer ? customer : "", contact_key ? contact_key : "");
	if (events)
		LIST_EACH(struct case_event, event, events)
	record_pack(&packed, &case_event_record, event);
	secret_hash(digest, packed.data, packed.length, NULL);
	buf_release(&packed);
}

/* ---- ids ---- */

/* Those of a contact that is there are kept, place by place. */
static void
give_ids(struct ask *ask, struct contact *contact, const struct contact *was)
{
	size_t i = 0;
	if (!contact->id)
		contact->id = was ? was->id : ask_id(ask);
	LIST_EACH(struct enquiry, enquiry, &contact->enquiries)
	{
		if (!enquiry->id)
			enquiry->id = was && i < was->enquiries.count
					  ? LIST_AT(struct enquiry, &was->enquiries, i)->id
					  : ask_id(ask);
		if (enquiry->opens && !enquiry->opens->id)
			enquiry->opens->id = ask_id(ask);
		i++;
	}
}

/* ---- whose it is ---- */

static bool
find_customer(struct ask *ask, const char *origin, const char *key, const char **id)
{
	struct customer customer;
	*id = NULL;
	if (text_blank(key))
		return true;
	int found = customer_by_origin(ask->tx, origin, key, &customer, ask->call->arena);
	if (found == 0)
		return refuse(ask, PROBLEM_BAD_FIELD, "customer",
		    arena_printf(ask->call->arena,
			"no customer came with the key %s; customers are imported first", key));
	*id = found == 1 ? customer.id : NULL;
	return found == 1;
}

static bool
put(struct ask *ask, struct contact *contact, const struct contact *was)
{
	struct contact_receipt receipt;
	unsigned char digest[SECRET_HASH];
	bool new;
	contact->step = was ? was->step + 1 : 1;
	cards_mask(&contact_record, contact, ask->call->arena);
	give_ids(ask, contact, was);
	digest_of(digest, contact, NULL, NULL, NULL);
	return contact_put_rules(ask, contact, digest, &receipt, &new);
}

/* ---- contacts ---- */

static bool
old_contact(struct ask *ask, struct import *import, const void *item)
{
	struct arena *arena = ask->call->arena;
	const struct crm_old_contact *old = item;
	struct contact *contact = record_copy(arena, &contact_record, &old->contact), was;
	unsigned char digest[SECRET_HASH];
	const char *origin = contact->origin, *key = contact->origin_key;
	digest_of(digest, &old->contact, old->customer, NULL, NULL);
	const char *id = contact_by_origin(ask->tx, origin, key, arena);
	if (id && imported_same(ask->tx, "contact", origin, key, digest)) {
		import->counts.unchanged++;
		return true;
	}
	if (id && contact_get(ask->tx, id, &was, arena) != 1)
		return false;
	if (!find_customer(ask, origin, old->customer, &contact->customer) ||
	    !put(ask, contact, id ? &was : NULL))
		return false;
	import->counts.added += !id;
	import->counts.changed += id != NULL;
	return imported_put(ask->tx, "contact", origin, key, digest, tx_now(ask->tx)) == 0;
}

int
crm_import_old_contacts(struct crm *crm, const char *actor, const struct crm_old_contact *items,
    size_t count, struct crm_counts *counts, struct err *err)
{
	return import_each(crm, actor, items, sizeof *items, count, old_contact, counts, err);
}

/* ---- cases ---- */

/* The enquiry of the contact from which the case came: of the same service, and without one yet. */
static struct enquiry *
enquiry_for(struct contact *contact, const char *service)
{
	LIST_EACH(struct enquiry, enquiry, &contact->enquiries)
	if (!enquiry->opens && text_same(enquiry->service, service))
		return enquiry;
	return NULL;
}

/* Puts the case's enquiry into the contact that it came from. */
static bool
join_contact(
    struct ask *ask, const struct crm_old_case *old, struct contact **contact, struct contact **was)
{
	struct arena *arena = ask->call->arena;
	const char *origin = old->contact.origin;
	const struct enquiry *brings = LIST_AT(struct enquiry, &old->contact.enquiries, 0);
	*was = NULL;
	*contact = record_copy(arena, &contact_record, &old->contact);
	if (text_blank(old->contact_key)) {
		(*contact)->origin_key = arena_printf(arena, "case %s", brings->opens->origin_key);
		return true;
	}
	const char *id = contact_by_origin(ask->tx, origin, old->contact_key, arena);
	struct contact *there = record_new(arena, &contact_record);
	if (!id)
		return refuse(ask, PROBLEM_BAD_FIELD, "contact",
		    arena_printf(arena,
			"no contact came with the key %s; contacts are imported before cases",
			old->contact_key));
	if (contact_get(ask->tx, id, there, arena) != 1)
		return false;
	*was = there;
	*contact = record_copy(arena, &contact_record, there);
	struct enquiry *enquiry = enquiry_for(*contact, brings->service);
	if (!enquiry) {
		enquiry = list_add(arena, &(*contact)->enquiries, &enquiry_record);
		record_copy_into(arena, &enquiry_record, enquiry, brings);
		return true;
	}
	enquiry->opens = record_copy(arena, &case_open_record, brings->opens);
	enquiry->outcome = brings->outcome;
	if (text_blank(enquiry->responsible))
		enquiry->responsible = brings->responsible;
	return true;
}

static bool
add_events(struct ask *ask, const char *id, const struct list *events)
{
	struct arena *arena = ask->call->arena;
	struct case_record record;
	LIST_EACH(struct case_event, event, events)
	{
		struct case_event own = *event;
		own.id = ask_id(ask);
		cards_mask(&case_event_record, &own, arena);
		if (case_get(ask->tx, id, &record, arena) != 1 ||
		    !case_event_rules(ask, &record, &own))
			return false;
	}
	return true;
}

static bool
old_case(struct ask *ask, struct import *import, const void *item)
{
	struct arena *arena = ask->call->arena;
	const struct crm_old_case *old = item;
	const struct case_open *opens = LIST_AT(struct enquiry, &old->contact.enquiries, 0)->opens;
	struct contact *contact, *was;
	unsigned char digest[SECRET_HASH];
	digest_of(digest, &old->contact, old->customer, old->contact_key, &old->events);
	bool same = imported_same(ask->tx, "case", opens->origin, opens->origin_key, digest);
	if (case_by_origin(ask->tx, opens->origin, opens->origin_key, arena) ||
	    trial_saw(ask->crm, opens->origin_key, digest, &same)) {
		if (!same)
			return refuse(ask, PROBLEM_BAD_FIELD, "reference",
			    "this case is here already, and is worked on here");
		import->counts.unchanged++;
		return true;
	}
	const char *customer;
	if (!find_customer(ask, opens->origin, old->customer, &customer) ||
	    !join_contact(ask, old, &contact, &was))
		return false;
	if (!contact->customer)
		contact->customer = customer;
	if (!put(ask, contact, was))
		return false;
	const char *id = case_by_origin(ask->tx, opens->origin, opens->origin_key, arena);
	if (!id || !add_events(ask, id, &old->events))
		return false;
	import->counts.added++;
	trial_keep(ask->crm, opens->origin_key, digest);
	return imported_put(
		   ask->tx, "case", opens->origin, opens->origin_key, digest, tx_now(ask->tx)) == 0;
}

int
crm_import_old_cases(struct crm *crm, const char *actor, const struct crm_old_case *items,
    size_t count, struct crm_counts *counts, struct err *err)
{
	return import_each(crm, actor, items, sizeof *items, count, old_case, counts, err);
}
