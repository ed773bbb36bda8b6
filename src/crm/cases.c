/* Cases: opened by an enquiry under a leased reference, or by the CRM as a task about an entry
 * or a change of address;
 * read, and worked on event by event. */
#include "store/cases.h"
#include "base/text.h"
#include "crm/back_office.h"
#include "crm/incidents.h"
#include "crm/mail.h"
#include "crm/promises.h"
#include "crm/sharing.h"
#include "store/audit.h"
#include "store/blobs.h"
#include "store/contacts.h"
#include "store/customers.h"
#include "store/feed.h"
#include "store/leases.h"
#include "store/partners.h"
#include "store/transfers.h"
#include "store/wrongs.h"

#include <string.h>

const char *
case_subject(const struct case_record *record)
{
	return record->customer ? record->customer : record->contact ? record->contact : record->id;
}

const char *
cut_words(struct arena *arena, const char *text, size_t most)
{
	size_t length = strlen(text);
	return arena_strndup(
	    arena, text, length > most ? grapheme_prev(text, length, most + 1) : length);
}

static void
audit_case(struct ask *ask, const char *action, const struct case_record *record,
    const struct case_record *was)
{
	struct audit_entry entry = {.action = action,
	    .record = "case_record",
	    .id = record->id,
	    .person = case_subject(record),
	    .of = &case_record_record,
	    .was = was,
	    .now = record};
	audit_add(ask->tx, &entry);
}

void
case_keep(struct ask *ask, const char *action, const struct case_record *record,
    const struct case_record *was)
{
	case_put(ask->tx, record);
	audit_case(ask, action, record, was);
	feed_add(ask->tx, "case", record->id, record->queue, 0);
	case_tell(ask, record, was);
}

bool
case_may(struct ask *ask, enum action action, const struct case_record *record)
{
	const struct session *session = ask->session;
	return case_permitted(session->role, action, session->council, record) ||
	       refuse(ask, PROBLEM_NOT_PERMITTED, NULL, NULL);
}

/* May they see it? What they may not know of is not there. */
bool
case_seen(struct ask *ask, const struct case_record *record, bool glass)
{
	enum sight sight = case_sight(ask, record, glass);
	return sight == SEE_ALL ||
	       refuse(
		   ask, sight == SEE_SOMETHING ? PROBLEM_WITHHELD : PROBLEM_NOT_FOUND, NULL, NULL);
}

/* ---- opening ---- */

static const char *
path(struct ask *ask, size_t index, const char *field)
{
	return arena_printf(ask->call->arena, "enquiries.%zu.opens.%s", index, field);
}

/* An import has no leases of its own: the CRM takes one for it, number by number. */
static bool
allot_reference(struct ask *ask, struct case_open *opens)
{
	struct import *import = ask->more;
	char id[ID_LENGTH + 1], text[REFERENCE_LENGTH + 1];
	if (import->lease.next == import->lease.to) {
		tx_id(ask->tx, id);
		if (lease_take(ask->tx, id, "ctl", import->actor, false, &import->lease) != 1)
			return refuse(ask, PROBLEM_REFERENCE_TAKEN, NULL, "no references are left");
	}
	reference_format(text, (uint32_t)import->lease.next++);
	opens->reference = arena_strdup(ask->call->arena, text);
	return true;
}

/* A reference is used once, by the desk it was leased to. */
static bool
check_reference(
    struct ask *ask, const struct contact *contact, struct case_open *opens, size_t index)
{
	struct arena *arena = ask->call->arena;
	struct case_record other;
	uint32_t number;
	char text[REFERENCE_LENGTH + 1];
	const char *field = path(ask, index, "reference");
	if (!ask->session && text_blank(opens->reference))
		return allot_reference(ask, opens);
	if (!reference_parse(opens->reference, &number))
		return refuse(ask, PROBLEM_BAD_FIELD, field, "not a reference");
	reference_format(text, number);
	opens->reference = arena_strdup(arena, text);
	/* Of a contact that was given on it may be the reference that its giver had said. */
	const char *holder = ask->session ? lease_holder(ask->tx, number, arena) : NULL;
	if (ask->session && !text_same(holder, contact->desk) && !text_same(holder, LEASE_LOST) &&
	    !transferred_from(ask->tx, contact->id, holder))
		return refuse(ask, PROBLEM_REFERENCE_TAKEN, field, "not leased to this desk");
	if (case_by_reference(ask->tx, opens->reference, &other, arena) == 1)
		return refuse(ask, PROBLEM_REFERENCE_TAKEN, field, "used before");
	return true;
}

/* The queue of that role at the responsible council; *queue in the arena. */
static bool
find_queue(struct ask *ask, const struct contact *contact, struct enquiry *enquiry, size_t index,
    struct queue *queue)
{
	const char *field = path(ask, index, "queue");
	const char *responsible = enquiry->responsible;
	int found =
	    queue_find(ask->tx, enquiry->opens->queue, responsible, queue, ask->call->arena);
	if (found == 0)
		return refuse(ask, PROBLEM_BAD_FIELD, field, "no such queue");
	if (found == 1 && responsible && !text_same(queue->council, responsible) &&
	    !queue_inherited(ask, contact, responsible, queue->council))
		return refuse(
		    ask, PROBLEM_BAD_FIELD, field, "not a queue of the responsible council");
	return found == 1;
}

static void
fill_case(struct ask *ask, struct case_record *record, const struct contact *contact,
    const struct enquiry *enquiry, const struct queue *queue)
{
	const struct case_open *opens = enquiry->opens;
	record->customer = contact->customer;
	record->service = enquiry->service;
	record->at = contact->at;
	record->as = contact->as;
	/* Whose team works on it: also that of a council whose queue serves on for its successor.
	 */
	record->responsible = queue->council;
	record->queue = queue->id;
	record->promise = opens->promise;
	record->summary = opens->summary;
	record->note = enquiry->note;
	record->due = opens->due;
	record->skill = enquiry_skill(ask, enquiry);
	record->origin = opens->origin;
	record->origin_key = opens->origin_key;
}

/* The case is there from an earlier step. */
static bool
renew_case(struct ask *ask, const struct contact *contact, struct enquiry *enquiry, size_t index,
    const char *doubt, const struct case_record *was)
{
	struct arena *arena = ask->call->arena;
	struct case_record now = *was;
	struct queue queue;
	uint32_t number;
	char text[REFERENCE_LENGTH + 1] = "";
	if (reference_parse(enquiry->opens->reference, &number))
		reference_format(text, number);
	if (!text_same(was->id, enquiry->opens->id) || !text_same(was->reference, text))
		return refuse(ask, PROBLEM_BAD_FIELD, path(ask, index, "reference"),
		    "the enquiry has opened another case");
	if (was->events.count > 1 || !text_same(was->state, "open")) {
		now.customer = contact->customer; /* somebody works on it: it is theirs now */
	} else {
		if (!find_queue(ask, contact, enquiry, index, &queue))
			return false;
		now = *(struct case_record *)record_copy(arena, &case_record_record, was);
		fill_case(ask, &now, contact, enquiry, &queue);
		case_life_begin(ask, &now, enquiry->outcome_prompt);
		LIST_EACH(struct case_event, opened, &now.events)
		opened->text = doubt;
	}
	case_amend_again(ask, was);
	if (record_equal(&case_record_record, was, &now))
		return true;
	case_keep(ask, "case.renew", &now, was);
	return true;
}

struct case_event *
case_event_add(struct ask *ask, struct case_record *record, const char *kind, micros at)
{
	char id[ID_LENGTH + 1];
	struct case_event *event = list_add(ask->call->arena, &record->events, &case_event_record);
	tx_id(ask->tx, id);
	event->id = arena_strdup(ask->call->arena, id);
	event->kind = kind;
	event->at = at;
	return event;
}

bool
case_open_rules(struct ask *ask, const struct contact *contact, struct enquiry *enquiry,
    size_t index, const char *doubt)
{
	struct arena *arena = ask->call->arena;
	struct case_open *opens = enquiry->opens;
	struct case_record was, record = {.state = "open"};
	struct queue queue;
	int found = case_of_enquiry(ask->tx, enquiry->id, &was, arena);
	if (found == 1)
		return renew_case(ask, contact, enquiry, index, doubt, &was);
	if (found < 0 || !check_reference(ask, contact, opens, index) ||
	    !find_queue(ask, contact, enquiry, index, &queue))
		return false;
	if (case_get(ask->tx, opens->id, &was, arena) == 1)
		return refuse(ask, PROBLEM_BAD_FIELD, path(ask, index, "id"), "used before");
	record.id = opens->id;
	record.reference = opens->reference;
	record.contact = contact->id;
	record.enquiry = enquiry->id;
	record.opened = enquiry->began;
	fill_case(ask, &record, contact, enquiry, &queue);
	struct case_event *event = case_event_add(ask, &record, "opened", enquiry->began);
	event->user = contact->user;
	event->queue = queue.id;
	event->text = doubt;
	case_life_begin(ask, &record, enquiry->outcome_prompt);
	case_keep(ask, "case.open", &record, NULL);
	return true;
}

/* ---- reading ---- */

static int
find_case(struct ask *ask, const char *id, struct case_record *record)
{
	struct arena *arena = ask->call->arena;
	uint32_t number;
	char text[REFERENCE_LENGTH + 1];
	if (id_valid(id ? id : ""))
		return case_get(ask->tx, id, record, arena);
	if (!id)
		return 0;
	if (!reference_parse(id, &number))
		return case_by_old_reference(ask->tx, id, record, arena);
	reference_format(text, number);
	return case_by_reference(ask->tx, arena_strdup(arena, text), record, arena);
}

void
case_fill_page(struct ask *ask, struct case_page *page, const struct case_record *record)
{
	struct arena *arena = ask->call->arena;
	page->record = record_copy(arena, &case_record_record, record);
	if (record->customer) {
		page->customer = record_new(arena, &candidate_record);
		if (customer_face(ask->tx, record->customer, page->customer, arena) != 1)
			page->customer = NULL;
	}
	if (record->contact && !record->anonymised)
		page->behalf = behalf_of_contact(ask, record->contact);
	if (record->contact)
		page->channel = contact_came_by(ask->tx, record->contact, arena);
	if (record->enquiry && !record->anonymised)
		case_answers(ask->tx, record->enquiry, arena, &page->answers, &page->version,
		    &page->outcome_prompt);
	promises_show_case(ask, record->id, &page->promises);
	page->incident = incident_of_case(ask, record);
	case_life_clock(ask, record, page);
	case_links_show(ask, record, &page->linked);
	size_t most = record_field(&case_page_record, "wrongs")->limit;
	if (case_is_task(record))
		wrongs_of_case(ask->tx, record->id, arena, &page->wrongs);
	mails_fill(ask, page, record->id);
	if (page->wrongs.count > most)
		page->wrongs.count = most;
}

struct case_page *
case_page_of(struct ask *ask, const struct case_record *record)
{
	struct case_page *page = record_new(ask->call->arena, &case_page_record);
	case_fill_page(ask, page, record);
	return page;
}

bool
case_to_read(struct ask *ask, struct case_record *record, int why)
{
	bool glass;
	int found = find_case(ask, ask->call->params[0], record);
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	return found == 1 && case_may(ask, ACTION_READ_CASE, record) &&
	       glass_asked(ask, why, &glass) && case_seen(ask, record, glass);
}

bool
case_read(struct ask *ask)
{
	struct case_record record;
	if (!case_to_read(ask, &record, 0))
		return false;
	ask->answer->body = case_page_of(ask, &record);
	return true;
}

bool
case_audit(struct ask *ask)
{
	const struct case_page *page = ask->answer->body;
	const char *why = ask->call->query[0];
	bool glass = !text_blank(why);
	struct audit_entry entry = {.action = glass ? "case.glass" : "case.read",
	    .record = "case_record",
	    .id = page->record->id,
	    .purpose = arena_printf(ask->call->arena, "case %s%s%s", page->record->id,
		glass ? ", reason " : "", glass ? why : "")};
	return audit_add(ask->tx, &entry) == 0;
}

/* ---- work ---- */

void
case_follow(struct ask *ask, const struct case_record *record, const struct case_event *event)
{
	if (case_is_task(record))
		wrongs_follow(ask->tx, record, event, ask->call->arena);
	if (record->move)
		moves_follow(ask, record, event);
	promises_follow(ask, record, event);
	if (record->appointment)
		appointments_follow(ask, record, event);
	incidents_follow(ask, record, event);
}

bool
case_keep_grown(struct ask *ask, const char *action, const struct case_record *record,
    const struct case_record *was)
{
	if (record->events.count > record_field(&case_record_record, "events")->limit)
		return refuse(ask, PROBLEM_BAD_FIELD, "events", "the case has too many events");
	case_keep(ask, action, record, was);
	return true;
}

bool
case_event_rules(struct ask *ask, struct case_record *record, const struct case_event *body)
{
	struct arena *arena = ask->call->arena;
	const struct case_record *was = record_copy(arena, &case_record_record, record);
	struct case_event event = *body;
	event.due = event.stage = 0; /* the CRM's own */
	event.counted = NULL;
	if (ask->session)
		event.user = ask->session->user;
	if (!case_apply(ask, record, &event))
		return false;
	*(struct case_event *)list_add(arena, &record->events, &case_event_record) = event;
	if (!case_keep_grown(ask, arena_printf(arena, "case.%s", event.kind), record, was))
		return false;
	if (text_same(event.kind, "detach"))
		blobs_sweep(ask->tx);
	case_follow(ask, record, &event);
	return true;
}

bool
case_to_work(struct ask *ask, struct case_record *record)
{
	int found = find_case(ask, ask->call->params[0], record);
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	return found == 1 && case_may(ask, ACTION_WORK_CASE, record) &&
	       case_seen(ask, record, false);
}

bool
case_event_write(struct ask *ask)
{
	const struct case_event *body = ask->call->body;
	struct case_record record;
	if (!text_same(ask->call->params[1], body->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	if (!case_to_work(ask, &record))
		return false;
	const struct case_event *kept = list_find(&record.events, &case_event_record, body->id);
	if (kept && !text_same(kept->kind, body->kind))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "the event is another one");
	if (!kept && !case_event_rules(ask, &record, body))
		return false;
	ask->answer->body = case_page_of(ask, &record);
	return true;
}

const char *
case_person(const struct ask *ask)
{
	return case_subject(((const struct case_page *)ask->answer->body)->record);
}
