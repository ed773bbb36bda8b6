/* Rectification (UK GDPR Articles 16 and 19), as administration does it for the data protection
 * officer. */
#include "base/text.h"
#include "crm/access.h"
#include "crm/inside.h"
#include "store/audit.h"
#include "store/cases.h"
#include "store/contacts.h"
#include "store/customers.h"
#include "store/feed.h"
#include "store/leases.h"
#include "store/partners.h"

#include <stdlib.h>
#include <string.h>

struct rectifying {
	const char *actor;
	const struct crm_rectification *order;
	struct arena *arena;
	struct list *tasks;
	struct user officer;
	const struct record *record;
	void *was, *now;
	const char *id, *person, *correction;
	struct err *err;
	bool refused;
};

static bool
refuse_rectifying(struct rectifying *rectifying)
{
	rectifying->refused = true;
	return false;
}

/* ---- what it is of ---- */

static int
find_record(struct tx *tx, struct rectifying *rectifying)
{
	struct arena *arena = rectifying->arena;
	const char *words = rectifying->order->words;
	struct case_record *record = record_new(arena, &case_record_record);
	struct contact *contact = record_new(arena, &contact_record);
	struct customer *customer = record_new(arena, &customer_record);
	int found = case_by_reference(tx, words, record, arena);
	if (found == 0)
		found = case_get(tx, words, record, arena);
	if (found == 1) {
		rectifying->record = &case_record_record;
		rectifying->was = record;
		rectifying->id = record->id;
		rectifying->person = record->customer;
	} else if (found == 0 && (found = contact_get(tx, words, contact, arena)) == 1) {
		rectifying->record = &contact_record;
		rectifying->was = contact;
		rectifying->id = contact->id;
		rectifying->person = contact->customer;
	} else if (found == 0 && (found = customer_own(tx, words, customer, arena)) == 1) {
		rectifying->record = &customer_record;
		rectifying->was = customer;
		rectifying->id = rectifying->person = customer->id;
	}
	return found;
}

/* The field at a place of a record, and the record in a list that it is of; null when there is
 * none. */
static const struct field *
field_at(const struct record *record, void *value, const char *place, void **of)
{
	size_t length = strcspn(place, ".");
	for (size_t i = 0; i < record->count; i++) {
		const struct field *field = &record->fields[i];
		if (strlen(field->name) != length || strncmp(field->name, place, length) != 0)
			continue;
		*of = value;
		if (!place[length])
			return field;
		struct list *list = (void *)((char *)value + field->offset);
		char *end;
		unsigned long n = strtoul(place + length + 1, &end, 10);
		if (field->type != FIELD_LIST || end == place + length + 1 || *end != '.' ||
		    n >= list->count)
			return NULL;
		return field_at(field->of, (char *)list->items + n * field->of->size, end + 1, of);
	}
	return NULL;
}

/* What people said or were called; not how records hang together. */
static bool
may_be_put_right(const struct field *field)
{
	return field && (field->flags & FIELD_PERSONAL) && !(field->flags & FIELD_READ_ONLY) &&
	       (field->type == FIELD_TEXT || field->type == FIELD_DATE);
}

static bool
change_field(struct rectifying *rectifying)
{
	const struct crm_rectification *order = rectifying->order;
	const char *where;
	void *of;
	rectifying->now = record_copy(rectifying->arena, rectifying->record, rectifying->was);
	const struct field *field =
	    field_at(rectifying->record, rectifying->now, order->place, &of);
	if (!may_be_put_right(field)) {
		err_set(rectifying->err,
		    "there is no text of the person at \"%s\" of this %s: places are as in the "
		    "data.json of access, such as names.0.family or enquiries.0.note",
		    order->place, rectifying->record->name);
		return refuse_rectifying(rectifying);
	}
	if (!order->value)
		return true;
	field_set_string(field, of, order->value);
	if (rectifying->record == &customer_record)
		customer_tidy(rectifying->now, rectifying->arena);
	if (record_check(rectifying->record, rectifying->now, rectifying->arena, &where,
		rectifying->err) < 0)
		return refuse_rectifying(rectifying);
	return true;
}

/* ---- keeping it ---- */

static void
put_record(struct tx *tx, struct rectifying *rectifying)
{
	struct contact_state state;
	if (rectifying->record == &customer_record)
		customer_put(tx, rectifying->now, rectifying->officer.council);
	else if (rectifying->record == &contact_record &&
		 contact_state(tx, rectifying->id, &state, rectifying->arena) == 1)
		contact_put(tx, rectifying->now, &state);
	else if (rectifying->record == &case_record_record) {
		const struct case_record *record = rectifying->now;
		case_put(tx, record);
		feed_add(tx, "case", record->id, record->queue, 0);
	}
}

static const char *
action_of(const struct rectifying *rectifying)
{
	if (!rectifying->order->value)
		return "rectify.refuse";
	return rectifying->record == &customer_record  ? "customer.rectify"
	       : rectifying->record == &contact_record ? "contact.rectify"
						       : "case.rectify";
}

static bool
keep_correction(struct tx *tx, struct rectifying *rectifying)
{
	const struct crm_rectification *order = rectifying->order;
	char id[ID_LENGTH + 1];
	const char *where;
	tx_id(tx, id);
	rectifying->correction = arena_strdup(rectifying->arena, id);
	struct correction correction = {.id = rectifying->correction,
	    .customer = rectifying->person,
	    .record = rectifying->record->name,
	    .record_id = rectifying->id,
	    .place = order->place,
	    .state = order->value ? "corrected" : "refused",
	    .statement = order->statement,
	    .because = order->because,
	    .role = rectifying->officer.role,
	    .author = order->as,
	    .at = tx_now(tx)};
	if (record_check(
		&correction_record, &correction, rectifying->arena, &where, rectifying->err) < 0)
		return refuse_rectifying(rectifying);
	struct audit_entry entry = {.action = action_of(rectifying),
	    .record = order->value ? rectifying->record->name : correction_record.name,
	    .id = rectifying->id,
	    .person = rectifying->person,
	    .purpose = arena_printf(rectifying->arena, "for %s: %s", order->as, order->because),
	    .of = order->value ? rectifying->record : &correction_record,
	    .was = order->value ? rectifying->was : NULL,
	    .now = order->value ? rectifying->now : &correction};
	partner_put(tx, &correction_record, &correction);
	audit_add(tx, &entry);
	return tx_fault(tx) == FAULT_NONE;
}

/* ---- telling the councils that had it ---- */

static bool
team_of(struct tx *tx, const char *council, struct arena *arena, struct team *out)
{
	struct list teams = {0};
	partner_list(tx, &team_record, arena, &teams);
	LIST_EACH(struct team, team, &teams)
	if (text_same(team->council, council)) {
		*out = *team;
		return true;
	}
	return false;
}

/* Where it was, and not what it said: the council looks there as far as it may. */
static bool
open_task(struct ask *ask, struct rectifying *rectifying, const struct queue *queue,
    struct case_summary *told)
{
	struct arena *arena = ask->call->arena;
	char id[ID_LENGTH + 1], reference[REFERENCE_LENGTH + 1];
	if (reference_next(ask->tx, false, reference) != 1)
		return false;
	tx_id(ask->tx, id);
	struct case_record task = {.id = arena_strdup(arena, id),
	    .reference = arena_strdup(arena, reference),
	    .customer = rectifying->person,
	    .service = "customer-record",
	    .at = queue->council,
	    .as = queue->council,
	    .responsible = queue->council,
	    .queue = queue->id,
	    .correction = rectifying->correction,
	    .summary = arena_printf(arena,
		"Put right at the customer's wish: %s (%s). Do so in what you hold of it too.",
		rectifying->order->place, rectifying->record->name),
	    .state = "open",
	    .opened = tx_now(ask->tx)};
	struct case_event *event = case_event_add(ask, &task, "opened", task.opened);
	event->user = rectifying->order->as;
	event->queue = queue->id;
	case_keep(ask, "case.open", &task, NULL);
	told->id = task.id;
	told->reference = task.reference;
	return true;
}

static bool
tell_councils(struct tx *tx, struct rectifying *rectifying)
{
	struct arena *arena = rectifying->arena;
	struct list councils = {0};
	struct crm_call call = {.arena = arena};
	struct crm_answer answer = {0};
	struct ask ask = {.call = &call, .answer = &answer, .tx = tx};
	if (access_recipients(
		tx, rectifying->person, rectifying->officer.council, arena, &councils) < 0)
		return false;
	LIST_EACH(struct council, council, &councils)
	{
		struct case_summary *told =
		    list_add(arena, rectifying->tasks, &case_summary_record);
		struct team team;
		struct queue queue;
		*told = (struct case_summary){
		    .state = "open", .responsible = council->id, .opened = tx_now(tx)};
		if (team_of(tx, council->id, arena, &team) &&
		    (!team_queue(&ask, &team, "corrections", &queue) ||
			!open_task(&ask, rectifying, &queue, told)))
			return false;
	}
	return tx_fault(tx) == FAULT_NONE;
}

/* A contact that goes on is its desk's, which would write over it. */
static bool
may_rectify(struct tx *tx, struct rectifying *rectifying)
{
	const struct crm_rectification *order = rectifying->order;
	const struct contact *contact = rectifying->was;
	if (manage_officer(tx, order->as, ACTION_GIVE_OUT, rectifying->err) < 0)
		return refuse_rectifying(rectifying);
	partner_get(tx, &user_record, order->as, &rectifying->officer, rectifying->arena);
	int found = find_record(tx, rectifying);
	if (found < 0)
		return false;
	contact = rectifying->was;
	if (found == 0)
		err_set(
		    rectifying->err, "there is no customer, contact or case \"%s\"", order->words);
	else if (!rectifying->person)
		err_set(rectifying->err, "it is nobody's: no customer is named there");
	else if (rectifying->record == &contact_record && !contact->ended)
		err_set(rectifying->err, "this contact still goes on; wait until it has ended");
	else
		return true;
	return refuse_rectifying(rectifying);
}

static bool
rectify_work(struct tx *tx, void *context)
{
	struct rectifying *rectifying = context;
	tx_actor(tx, rectifying->actor, NULL);
	if (!may_rectify(tx, rectifying) || !change_field(rectifying))
		return false;
	if (!rectifying->order->value)
		return keep_correction(tx, rectifying);
	put_record(tx, rectifying);
	return keep_correction(tx, rectifying) && tell_councils(tx, rectifying);
}

int
crm_rectify(struct crm *crm, const char *actor, const struct crm_rectification *order,
    struct arena *arena, struct list *tasks, struct err *err)
{
	struct err failed;
	struct rectifying rectifying = {
	    .actor = actor, .order = order, .arena = arena, .tasks = tasks, .err = err};
	if (text_blank(order->because) || strlen(order->because) < SHORTEST_REASON)
		return err_set(err, "say why, with --because");
	if (!order->value && text_blank(order->statement))
		return err_set(err, "say what the person says about it, with --statement");
	int rc = manage_write(crm, rectify_work, &rectifying, &failed);
	if (rectifying.refused)
		return -1;
	return rc < 0 ? err_set(err, "%s", failed.text) : 0;
}
