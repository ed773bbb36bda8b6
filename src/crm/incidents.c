#include "crm/incidents.h"
#include "base/text.h"
#include "crm/mail.h"
#include "crm/sharing.h"
#include "directory/incident.h"
#include "directory/responsible.h"
#include "store/audit.h"
#include "store/cases.h"
#include "store/feed.h"
#include "store/incidents.h"
#include "store/places.h"
#include "store/services.h"

#include <stdlib.h>
#include <string.h>

enum { NEAR_SHOWN = 9 };

static const char *
path(struct ask *ask, size_t index)
{
	return arena_printf(ask->call->arena, "enquiries.%zu.joins", index);
}

const struct service *
service_as_of(struct ask *ask, const char *service, int64_t version)
{
	struct service_text text;
	struct arena *arena = ask->call->arena;
	if (directory_get(ask->tx, service, version, &text, arena) != 1 &&
	    directory_get(ask->tx, service, 0, &text, arena) != 1)
		return NULL;
	return parsed_service(ask->crm->parsed, &text);
}

/* ---- where ---- */

/* The address in one line, as the gazetteer or its postcode places it. */
static struct scene
place_words(struct ask *ask, const char *words)
{
	struct arena *arena = ask->call->arena;
	struct scene scene = scene_of_words(words, arena);
	struct property property = {0};
	if (property_at(ask->tx, words ? words : "", &property, arena) == 1) {
		scene.point = (struct point){property.easting, property.northing};
		scene.district = property.district;
	}
	if (!scene.point.easting && scene.postcode) {
		struct list places = {0};
		postcode_places(ask->tx, scene.postcode, arena, &places);
		LIST_EACH(struct postcode, place, &places)
		if (!scene.point.easting)
			scene.point = (struct point){place->easting, place->northing};
	}
	return scene;
}

static const char *
said(const struct enquiry *enquiry, const char *prompt)
{
	LIST_EACH(struct answer, answer, &enquiry->answers)
	if (text_same(answer->prompt, prompt) && !text_blank(answer->value))
		return answer->value;
	return NULL;
}

/* ---- opening ---- */

void
incident_tell(struct ask *ask, const char *id)
{
	feed_add(ask->tx, "incident", id, NULL, 0);
}

/* Not every one of three thousand: two, three, five, ten, twenty, fifty … */
static bool
worth_telling(int64_t people)
{
	int64_t step = 1;
	while (people >= step * 10)
		step *= 10;
	return people > 1 && people < 4 ? true
	       : people > 1             ? people == step || people == 2 * step || people == 5 * step
					: false;
}

static void
audit_member(struct ask *ask, const char *action, const struct incident_member *member,
    const struct incident_member *was)
{
	struct audit_entry entry = {.action = action,
	    .record = "incident_member",
	    .id = member->id,
	    .person = member->customer  ? member->customer
		      : member->contact ? member->contact
					: member->id,
	    .of = &incident_member_record,
	    .was = was,
	    .now = member};
	audit_add(ask->tx, &entry);
}

/* The row of an enquiry: new, moved to another incident, or somebody else's now. */
static bool
put_member(struct ask *ask, const struct incident *incident, const struct contact *contact,
    const char *enquiry)
{
	struct arena *arena = ask->call->arena;
	struct incident_member was = {0};
	int64_t people = 0;
	bool reachable = contact->customer || contact->caller;
	bool closed = text_same(incident->state, "closed");
	struct incident_member member = {.id = enquiry,
	    .incident = incident->id,
	    .via = incident->id,
	    .customer = contact->customer,
	    .contact = contact->id,
	    .state = closed && reachable ? "pending" : "joined",
	    .joined = tx_now(ask->tx)};
	int found = incident_member_get(ask->tx, enquiry, &was, arena);
	if (found < 0)
		return false;
	if (found == 1 && (text_same(was.incident, incident->id) ||
			      text_same(was.via, incident->id) || text_same(was.state, "left"))) {
		if (!text_same(was.customer, contact->customer))
			incident_member_of(ask->tx, enquiry, contact->customer);
		return store_well(ask);
	}
	if (found == 1)
		incident_unjoin(ask->tx, &was);
	if (incident_join(ask->tx, &member, &people) < 0)
		return store_well(ask);
	audit_member(ask, "incident.join", &member, found == 1 ? &was : NULL);
	if (worth_telling(people))
		incident_tell(ask, incident->id);
	if (text_same(member.state, "pending"))
		schedule_changed(ask->crm);
	return store_well(ask);
}

static void
fill_place(struct ask *ask, const struct service *service, const struct enquiry *enquiry,
    const struct case_record *record, struct incident *incident)
{
	const struct prompt *prompt = incident_prompt(service);
	incident->place = prompt ? said(enquiry, prompt->id) : NULL;
	struct scene scene = place_words(ask, incident->place);
	const char *district = said(enquiry, DISTRICT_PROMPT);
	incident->street = scene.street;
	incident->postcode = scene.postcode;
	incident->district = scene.district ? scene.district : district;
	incident->easting = scene.point.easting;
	incident->northing = scene.point.northing;
	incident->within = service->incident.within;
	incident->hours = service->incident.hours;
	incident->what = incident_what(service, &enquiry->answers, ask->call->arena);
	incident->responsible = record->responsible;
}

/* Beside the case of an enquiry, where the service says that others may report the same. */
static bool
open_incident(struct ask *ask, const struct contact *contact, const struct enquiry *enquiry)
{
	struct arena *arena = ask->call->arena;
	struct case_record record = {0};
	struct incident was = {0};
	const struct service *service = service_as_of(ask, enquiry->service, enquiry->version);
	if (!service || !service->incident.within ||
	    case_of_enquiry(ask->tx, enquiry->id, &record, arena) != 1)
		return store_well(ask);
	int found = incident_get(ask->tx, record.id, &was, arena);
	if (found < 0)
		return false;
	struct incident now = found ? was
				    : (struct incident){.id = record.id,
					  .reference = record.reference,
					  .service = record.service,
					  .state = "open",
					  .opened = record.opened};
	if (!found || (was.people <= 1 && !was.merged_into))
		fill_place(ask, service, enquiry, &record, &now);
	if (!found || !record_equal(&incident_record, &was, &now))
		incident_put(ask->tx, &now);
	return store_well(ask) && put_member(ask, &now, contact, enquiry->id);
}

/* ---- joining ---- */

/* The incident itself, or that into which it went. */
static int
find_incident(struct ask *ask, const char *id, struct incident *out)
{
	int found = incident_get(ask->tx, id, out, ask->call->arena);
	for (int steps = 0; found == 1 && out->merged_into && steps < 100; steps++)
		found = incident_get(ask->tx, out->merged_into, out, ask->call->arena);
	return found;
}

static bool
join(struct ask *ask, const struct contact *contact, const struct enquiry *enquiry, size_t index)
{
	struct incident incident;
	struct case_record record;
	if (enquiry->opens)
		return refuse(ask, PROBLEM_BAD_FIELD, path(ask, index),
		    "an enquiry opens a case or joins an incident, not both");
	int found = find_incident(ask, enquiry->joins, &incident);
	if (found < 0)
		return false;
	if (found == 0 && case_get(ask->tx, enquiry->joins, &record, ask->call->arena) == 1)
		return refuse(
		    ask, PROBLEM_BAD_FIELD, path(ask, index), "this case stands for no incident");
	/* The desk that opened it was cut off, and has not sent it yet: the next try may find it.
	 */
	if (found == 0)
		return store_well(ask) &&
		       refuse(ask, PROBLEM_BUSY, path(ask, index), "the incident has not come yet");
	if (!text_same(incident.service, enquiry->service))
		return refuse(
		    ask, PROBLEM_BAD_FIELD, path(ask, index), "an incident of another service");
	bool training = ask->session && text_same(ask->session->desk_kind, "training");
	if (training != reference_is_training(incident.reference) && ask->session)
		return refuse(ask, PROBLEM_NOT_PERMITTED, path(ask, index),
		    "a training desk joins what was made in training");
	return put_member(ask, &incident, contact, enquiry->id);
}

/* It joined in an earlier step, and does no longer. */
static bool
unjoin(struct ask *ask, const char *enquiry)
{
	struct incident_member member;
	if (incident_member_get(ask->tx, enquiry, &member, ask->call->arena) != 1)
		return store_well(ask);
	incident_unjoin(ask->tx, &member);
	struct incident_member gone = member;
	gone.state = "left";
	audit_member(ask, "incident.unjoin", &gone, &member);
	return store_well(ask);
}

bool
incidents_of_contact(struct ask *ask, struct contact *contact, const struct contact *was)
{
	size_t i = 0;
	LIST_EACH(struct enquiry, enquiry, &contact->enquiries)
	{
		const struct enquiry *before =
		    was ? list_find(&was->enquiries, &enquiry_record, enquiry->id) : NULL;
		if (!enquiry->joins && before && before->joins && !unjoin(ask, enquiry->id))
			return false;
		if (enquiry->joins ? !join(ask, contact, enquiry, i)
				   : enquiry->opens && !open_incident(ask, contact, enquiry))
			return false;
		i++;
	}
	if (was)
		LIST_EACH(struct enquiry, before, &was->enquiries)
	if (before->joins && !list_find(&contact->enquiries, &enquiry_record, before->id) &&
	    !unjoin(ask, before->id))
		return false;
	return true;
}

/* ---- its case ---- */

void
incidents_follow(struct ask *ask, const struct case_record *record, const struct case_event *event)
{
	struct incident incident;
	bool closed = text_same(event->kind, "close"), reopened = text_same(event->kind, "reopen");
	if ((!closed && !reopened) ||
	    incident_get(ask->tx, record->id, &incident, ask->call->arena) != 1)
		return;
	if (incident.merged_into) { /* another case speaks for these people */
		if (closed || incident_split(ask->tx, record->id))
			return;
	}
	if (closed)
		incident_close(ask->tx, record->id, mail_masked(ask, event->text), event->at);
	else
		incident_reopen(ask->tx, record->id);
	if (closed)
		schedule_changed(ask->crm);
	if (incident.people > 1)
		incident_tell(ask, record->id);
}

struct incident *
incident_of_case(struct ask *ask, const struct case_record *record)
{
	struct incident *incident = record_new(ask->call->arena, &incident_record);
	if (incident_get(ask->tx, record->id, incident, ask->call->arena) != 1)
		return NULL;
	incident_counts(ask->tx, incident);
	return incident;
}

/* ---- looking around ---- */

struct incident *
incident_shown(struct ask *ask, const char *id)
{
	struct incident *incident = record_new(ask->call->arena, &incident_record);
	if (incident_get(ask->tx, id, incident, ask->call->arena) != 1)
		return NULL;
	incident->outcome = NULL; /* may speak of somebody */
	return incident;
}

/* Open ones of a service that may be at a place, as the gazetteer and what else is known tell. */
static struct scene
look_around(struct ask *ask, const char *service, const char *place, const char *district,
    struct list *about)
{
	struct scene scene = place_words(ask, place);
	if (!scene.district)
		scene.district = district;
	struct incident like = {.service = service,
	    .street = scene.street,
	    .postcode = scene.postcode,
	    .easting = scene.point.easting,
	    .northing = scene.point.northing};
	incidents_like(ask->tx, &like, ask->call->arena, about);
	return scene;
}

/* Nobody is there to be asked: it must be the only one near, and the same was chosen of it. */
const struct incident *
incident_same(struct ask *ask, const struct enquiry *enquiry)
{
	struct arena *arena = ask->call->arena;
	const struct service *service = service_as_of(ask, enquiry->service, enquiry->version);
	const struct prompt *prompt = service ? incident_prompt(service) : NULL;
	const char *place = prompt ? said(enquiry, prompt->id) : NULL;
	struct list about = {0};
	const struct incident *same = NULL;
	size_t near = 0;
	if (!place || !service->incident.within)
		return NULL;
	const char *what = incident_what(service, &enquiry->answers, arena);
	struct scene scene =
	    look_around(ask, enquiry->service, place, said(enquiry, DISTRICT_PROMPT), &about);
	LIST_EACH(struct incident, incident, &about)
	if (!reference_is_training(incident->reference) &&
	    incident_may_be(incident, &scene, tx_now(ask->tx)) && ++near &&
	    text_same(incident->what, what))
		same = incident;
	return near == 1 ? same : NULL;
}

bool
incidents_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct incident_page *page = record_new(arena, &incident_page_record);
	struct list about = {0};
	ask->answer->body = page;
	const char *const *query = ask->call->query;
	struct scene scene = look_around(ask, query[0], query[1], query[2], &about);
	bool training = text_same(ask->session->desk_kind, "training");
	LIST_EACH(struct incident, incident, &about)
	if (page->items.count < NEAR_SHOWN && incident_may_be(incident, &scene, tx_now(ask->tx)) &&
	    reference_is_training(incident->reference) == training) {
		struct incident *shown = list_add(arena, &page->items, &incident_record);
		*shown = *incident;
	}
	return store_well(ask);
}
