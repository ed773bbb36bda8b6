/* Interview rooms of a site, taken for now and given free again; and what the counter's report
 * reads. */
#include "base/text.h"
#include "crm/counter.h"
#include "crm/inside.h"
#include "directory/matrix.h"
#include "directory/partnership.h"
#include "store/audit.h"
#include "store/counter.h"
#include "store/feed.h"
#include "store/partners.h"
#include "store/services.h"

static void
tell(struct ask *ask, const char *action, const struct room_use *now, const struct room_use *was)
{
	struct audit_entry entry = {.action = action,
	    .record = room_use_record.name,
	    .id = now->id,
	    .of = &room_use_record,
	    .was = was,
	    .now = now};
	audit_add(ask->tx, &entry);
	feed_add(ask->tx, "arrivals", now->site, NULL, 0);
}

static bool
take(struct ask *ask, const struct room_use *body, struct room_use *now)
{
	struct arena *arena = ask->call->arena;
	struct site site;
	if (partner_get(ask->tx, &site_record, body->site, &site, arena) != 1 || !site.rooms ||
	    !list_has(site.rooms, body->room))
		return refuse(ask, PROBLEM_BAD_FIELD, "room", "the site has no such room");
	struct room_use use = {.id = body->id,
	    .site = body->site,
	    .room = body->room,
	    .arrival = body->arrival,
	    .why = body->why,
	    .desk = ask->session->desk,
	    .user = ask->session->user,
	    .since = tx_now(ask->tx)};
	room_take(ask->tx, &use);
	if (room_get(ask->tx, use.id, now, arena) != 1)
		return store_well(ask) &&
		       refuse(ask, PROBLEM_CONFLICT, "room", "the room is in use");
	tell(ask, "room.take", now, NULL);
	return true;
}

bool
room_use_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct room_use *body = ask->call->body;
	struct room_use was, *now = record_new(arena, &room_use_record);
	struct desk_record desk;
	if (!text_same(ask->call->params[0], body->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	if (!ask->session->desk ||
	    partner_get(ask->tx, &desk_record_record, ask->session->desk, &desk, arena) != 1)
		return store_well(ask) &&
		       refuse(ask, PROBLEM_NOT_PERMITTED, "desk", "no desk asks");
	if (!text_same(body->site, desk.site))
		return refuse(ask, PROBLEM_BAD_FIELD, "site", "not the site of this desk");
	int found = room_get(ask->tx, body->id, &was, arena);
	if (found < 0 || (!found && body->free))
		return store_well(ask) && refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	if (!found && !take(ask, body, now))
		return false;
	if (found && !text_same(was.site, desk.site))
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	if (found && body->free && !was.freed) {
		room_free(ask->tx, body->id);
		room_get(ask->tx, body->id, now, arena);
		tell(ask, "room.free", now, &was);
	} else if (found) {
		*now = was;
	}
	ask->answer->body = now;
	return store_well(ask);
}

/* ---- venues ---- */

static bool
served_away(struct ask *ask, const struct contact *contact, const struct enquiry *enquiry)
{
	struct service_text text;
	const char *council = enquiry->responsible ? enquiry->responsible : contact->as;
	if (directory_get(ask->tx, enquiry->service, 0, &text, ask->call->arena) != 1)
		return false;
	const struct service *service = parsed_service(ask->crm->parsed, &text);
	return service &&
	       matrix_on(service, council, MECHANISM_OUTREACH, london_of(contact->began).date);
}

void
venue_judge(struct ask *ask, struct contact *contact)
{
	bool any = !contact->enquiries.count;
	if (!contact->venue)
		return;
	LIST_EACH(struct enquiry, enquiry, &contact->enquiries)
	any = any || served_away(ask, contact, enquiry);
	if (!any)
		contact->venue = NULL;
}

/* ---- the report ---- */

int
crm_counter(struct crm *crm, const char *actor, micros from, micros to, struct arena *arena,
    struct list *hours, struct list *venues, struct err *err)
{
	char first[RFC3339_SIZE], last[RFC3339_SIZE];
	rfc3339_format(first, from);
	rfc3339_format(last, to);
	struct audit_entry entry = {.action = "report.read",
	    .record = "report",
	    .id = "counter",
	    .purpose = arena_printf(arena, "%s to %s", first, last)};
	if (manage_trace(crm, actor, &entry, err) < 0)
		return -1;
	struct tx *tx = store_read(crm->store);
	int rc = !tx || counter_count(tx, from, to, arena, hours) < 0 ||
			 venues_count(tx, from, to, arena, venues) < 0
		     ? -1
		     : 0;
	if (tx)
		store_done(tx);
	return rc < 0 ? err_set(err, "the CRM cannot be read") : 0;
}
