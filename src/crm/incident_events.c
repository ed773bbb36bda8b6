/* Who belongs to an incident, and what is done to it by those who work on its case: somebody is
 * told how it ended, somebody is taken out with a case of their own, two incidents turn out one, or
 * do not after all. Nobody is lost by any of it. */
#include "base/text.h"
#include "crm/incidents.h"
#include "crm/sharing.h"
#include "store/audit.h"
#include "store/cases.h"
#include "store/contacts.h"
#include "store/customers.h"
#include "store/incidents.h"
#include "store/leases.h"

#include <string.h>

enum { PAGE = 50, SUMMARY = 400 };

/* The incident and its case, by id or reference, as far as the session may do this to it. */
static bool
find(struct ask *ask, const char *id, enum action action, struct incident *incident,
    struct case_record *record)
{
	struct arena *arena = ask->call->arena;
	uint32_t number;
	char text[REFERENCE_LENGTH + 1];
	int found;
	if (reference_parse(id ? id : "", &number)) {
		reference_format(text, number);
		found = case_by_reference(ask->tx, arena_strdup(arena, text), record, arena);
	} else {
		found = id_valid(id ? id : "") ? case_get(ask->tx, id, record, arena) : 0;
	}
	if (found == 1)
		found = incident_get(ask->tx, record->id, incident, arena);
	if (found != 1)
		return store_well(ask) && refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	if (!case_permitted(ask->session->role, action, ask->session->council, record))
		return refuse(ask, PROBLEM_NOT_PERMITTED, NULL, NULL);
	enum sight sight = case_sight(ask, record, false);
	return sight == SEE_ALL ||
	       refuse(
		   ask, sight == SEE_SOMETHING ? PROBLEM_WITHHELD : PROBLEM_NOT_FOUND, NULL, NULL);
}

/* ---- the page ---- */

static void
name_people(struct ask *ask, struct list *items)
{
	struct arena *arena = ask->call->arena;
	const char *ids[PAGE];
	struct candidate faces[PAGE];
	size_t count = 0;
	LIST_EACH(struct incident_person, person, items)
	ids[count++] = person->customer ? person->customer : "";
	if (!count || customer_faces(ask->tx, ids, count, arena, faces))
		return;
	count = 0;
	LIST_EACH(struct incident_person, named, items)
	{
		named->customer = faces[count].id;
		named->name = faces[count].name;
		named->address = faces[count++].address;
	}
}

bool
incident_people_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct incident_people *page = record_new(arena, &incident_people_record);
	struct case_record record;
	page->incident = record_new(arena, &incident_record);
	if (!find(ask, ask->call->params[0], ACTION_WORK_CASE, page->incident, &record))
		return false;
	incident_counts(ask->tx, page->incident);
	if (incident_people(
		ask->tx, record.id, ask->call->query[0], PAGE, arena, &page->items, &page->next))
		return store_well(ask);
	name_people(ask, &page->items);
	ask->answer->body = page;
	return store_well(ask);
}

/* Each of them was looked at. */
bool
incident_people_audit(struct ask *ask)
{
	const struct incident_people *page = ask->answer->body;
	LIST_EACH(struct incident_person, person, &page->items)
	{
		struct audit_entry entry = {.action = "incident.read",
		    .record = "customer",
		    .id = person->customer,
		    .purpose = arena_printf(ask->call->arena, "case %s", page->incident->id)};
		if (person->customer && audit_add(ask->tx, &entry))
			return false;
	}
	return true;
}

/* ---- events ---- */

struct doing {
	struct ask *ask;
	const struct incident_event *event;
	struct incident incident;
	struct case_record record;
	struct incident_member member;
};

static bool
find_member(struct doing *doing)
{
	struct ask *ask = doing->ask;
	int found = doing->event->member ? incident_member_get(ask->tx, doing->event->member,
					       &doing->member, ask->call->arena)
					 : 0;
	return (found == 1 && text_same(doing->member.incident, doing->incident.id)) ||
	       (store_well(ask) &&
		   refuse(ask, PROBLEM_BAD_FIELD, "member", "nobody of this incident"));
}

static bool
has_reason(struct doing *doing)
{
	const char *reason = doing->event->reason;
	return (!text_blank(reason) && strlen(reason) >= SHORTEST_REASON) ||
	       refuse(doing->ask, PROBLEM_BAD_FIELD, "reason", "say why");
}

static void
audit_event(struct doing *doing, const char *of)
{
	struct ask *ask = doing->ask;
	const struct incident_member *member = &doing->member;
	struct audit_entry entry = {
	    .action = arena_printf(ask->call->arena, "incident.%s", doing->event->kind),
	    .record = member->id ? "incident_member" : "incident",
	    .id = member->id ? member->id : doing->incident.id,
	    .purpose = arena_printf(ask->call->arena, "case %s%s%s%s%s", doing->incident.id,
		of ? ", " : "", of ? of : "", doing->event->reason ? ", reason " : "",
		doing->event->reason ? doing->event->reason : "")};
	audit_add(ask->tx, &entry);
}

/* Whoever told them first did. */
static bool
tell(struct doing *doing)
{
	struct ask *ask = doing->ask;
	if (!find_member(doing))
		return false;
	int told = incident_told(ask->tx, doing->member.id, ask->session->user);
	if (told < 0)
		return store_well(ask);
	if (!told && text_same(doing->member.state, "told"))
		return refuse(ask, PROBLEM_CONFLICT, "state", "somebody has told them already");
	if (!told)
		return refuse(ask, PROBLEM_CONFLICT, "state", "they are not to be told");
	audit_event(doing, NULL);
	return true;
}

/* A case of their own, with what they said. */
static bool
own_case(struct doing *doing)
{
	struct ask *ask = doing->ask;
	struct arena *arena = ask->call->arena;
	char id[ID_LENGTH + 1], reference[REFERENCE_LENGTH + 1];
	struct contact contact = {0};
	const struct incident_member *member = &doing->member;
	const struct enquiry *enquiry = NULL;
	bool training = reference_is_training(doing->incident.reference);
	if (reference_next(ask->tx, training, reference) != 1)
		return store_well(ask) &&
		       refuse(ask, PROBLEM_INTERNAL, NULL, "no references are left");
	if (member->contact && contact_get(ask->tx, member->contact, &contact, arena) == 1)
		enquiry = list_find(&contact.enquiries, &enquiry_record, member->id);
	tx_id(ask->tx, id);
	struct case_record own = {.id = arena_strdup(arena, id),
	    .reference = arena_strdup(arena, reference),
	    .contact = member->contact,
	    .enquiry = member->id,
	    .customer = member->customer,
	    .service = doing->record.service,
	    .at = contact.at ? contact.at : doing->record.at,
	    .as = contact.as ? contact.as : doing->record.as,
	    .responsible = doing->record.responsible,
	    .queue = doing->record.queue,
	    .note = enquiry ? enquiry->note : NULL,
	    .summary = cut_words(arena,
		arena_printf(arena, "Not the same as %s: %s", doing->incident.reference,
		    doing->incident.what ? doing->incident.what : ""),
		SUMMARY),
	    .state = "open",
	    .opened = tx_now(ask->tx),
	    .due = doing->record.due};
	struct case_event *event = case_event_add(ask, &own, "opened", own.opened);
	event->user = ask->session->user;
	event->queue = own.queue;
	event->text = doing->event->reason;
	case_keep(ask, "case.open", &own, NULL);
	return store_well(ask);
}

static bool
take_out(struct doing *doing)
{
	struct ask *ask = doing->ask;
	if (!find_member(doing) || !has_reason(doing))
		return false;
	if (text_same(doing->member.id, doing->record.enquiry))
		return refuse(ask, PROBLEM_CONFLICT, "member",
		    "the case was opened with it: take the others out");
	int left = incident_leave(ask->tx, &doing->member, doing->event->reason);
	if (left <= 0)
		return store_well(ask) &&
		       refuse(ask, PROBLEM_CONFLICT, "member", "they have left it already");
	audit_event(doing, NULL);
	return own_case(doing);
}

/* The other one's case is closed, and says where its people are now. */
static bool
put_together(struct doing *doing)
{
	struct ask *ask = doing->ask;
	struct arena *arena = ask->call->arena;
	struct incident other;
	struct case_record record;
	if (!has_reason(doing) ||
	    !find(ask, doing->event->other, ACTION_WORK_CASE, &other, &record))
		return false;
	if (text_same(other.id, doing->incident.id))
		return refuse(ask, PROBLEM_BAD_FIELD, "other", "it is the same incident");
	if (!text_same(other.service, doing->incident.service))
		return refuse(ask, PROBLEM_BAD_FIELD, "other", "an incident of another service");
	if (reference_is_training(other.reference) !=
	    reference_is_training(doing->incident.reference))
		return refuse(ask, PROBLEM_BAD_FIELD, "other", "one of them is only training");
	if (doing->incident.merged_into || other.merged_into)
		return refuse(ask, PROBLEM_CONFLICT, "other", "it is part of another one already");
	incident_merge(ask->tx, other.id, doing->incident.id);
	schedule_changed(ask->crm);
	audit_event(doing, other.id);
	incident_tell(ask, doing->incident.id);
	incident_tell(ask, other.id);
	struct case_event close = {.kind = "close",
	    .user = ask->session->user,
	    .text = arena_printf(
		arena, "The same as %s: %s", doing->incident.reference, doing->event->reason),
	    .at = tx_now(ask->tx)};
	char id[ID_LENGTH + 1];
	tx_id(ask->tx, id);
	close.id = arena_strdup(arena, id);
	return !text_same(record.state, "open") || case_event_rules(ask, &record, &close);
}

/* It is an incident of its own again; its case is open. */
static bool
part(struct doing *doing)
{
	struct ask *ask = doing->ask;
	struct arena *arena = ask->call->arena;
	struct incident other;
	struct case_record record;
	if (!has_reason(doing) ||
	    !find(ask, doing->event->other, ACTION_WORK_CASE, &other, &record))
		return false;
	if (!text_same(other.merged_into, doing->incident.id))
		return refuse(ask, PROBLEM_CONFLICT, "other", "it is not part of this one");
	audit_event(doing, other.id);
	char id[ID_LENGTH + 1];
	tx_id(ask->tx, id);
	struct case_event reopen = {.id = arena_strdup(arena, id),
	    .kind = "reopen",
	    .user = ask->session->user,
	    .text = doing->event->reason,
	    .at = tx_now(ask->tx)};
	if (text_same(record.state, "closed"))
		return case_event_rules(ask, &record, &reopen); /* which parts them */
	return incident_split(ask->tx, other.id) == 0 || store_well(ask);
}

bool
incident_event_write(struct ask *ask)
{
	static const struct {
		const char *kind;
		bool (*act)(struct doing *doing);
	} acts[] = {{"told", tell}, {"leave", take_out}, {"merge", put_together}, {"split", part}};
	struct doing doing = {.ask = ask, .event = ask->call->body};
	struct incident *body = record_new(ask->call->arena, &incident_record);
	if (!text_same(ask->call->params[1], doing.event->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	if (!find(ask, ask->call->params[0], ACTION_WORK_CASE, &doing.incident, &doing.record))
		return false;
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if (text_same(acts[i].kind, doing.event->kind) && !acts[i].act(&doing))
			return false;
	if (incident_get(ask->tx, doing.incident.id, body, ask->call->arena) != 1)
		return store_well(ask);
	incident_counts(ask->tx, body);
	ask->answer->body = body;
	return store_well(ask);
}
