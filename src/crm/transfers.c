/*
 * A contact in hand goes from one desk to another with everything said so far. While it is offered
 * the giver owns it and may take it back; taking it makes the taker its owner, in one transaction:
 * one desk owns an open contact at any moment, and its steps go on.
 */
#include "crm/transfers.h"
#include "base/text.h"
#include "store/audit.h"
#include "store/contacts.h"
#include "store/feed.h"
#include "store/partners.h"
#include "store/transfers.h"

#include <string.h>

/* So long the giver's desk is reminded of what became of it. */
#define REMEMBERED MICROS_DAY

static bool
is_training(const struct session *session)
{
	return text_same(session->desk_kind, "training");
}

/* ---- who ---- */

/* Is there somebody, and may it go there? Practice stays among training desks. */
static bool
check_desk(struct ask *ask, const char *id)
{
	struct desk_record desk;
	struct list present = {0};
	int found = partner_get(ask->tx, &desk_record_record, id, &desk, ask->call->arena);
	if (found <= 0)
		return store_well(ask) && refuse(ask, PROBLEM_BAD_FIELD, "to_desk", "no such desk");
	if (text_same(id, ask->session->desk))
		return refuse(ask, PROBLEM_BAD_FIELD, "to_desk", "the contact is at this desk");
	if (text_same(desk.kind, "training") != is_training(ask->session))
		return refuse(
		    ask, PROBLEM_NOT_PERMITTED, "to_desk", "practice stays among training desks");
	desks_present(ask->tx, ask->call->arena, &present);
	return list_find(&present, &presence_record, id) ||
	       refuse(ask, PROBLEM_CONFLICT, "to_desk", "nobody is signed in there");
}

static bool
check_target(struct ask *ask, const struct contact_transfer *transfer)
{
	struct queue queue;
	struct council council;
	int targets = !!transfer->to_desk + !!transfer->to_queue + !!transfer->to_council;
	if (targets != 1)
		return refuse(
		    ask, PROBLEM_BAD_FIELD, "to_desk", "say one: a desk, a queue or a council");
	if (transfer->to_desk)
		return check_desk(ask, transfer->to_desk);
	if (is_training(ask->session))
		return refuse(
		    ask, PROBLEM_NOT_PERMITTED, "to_desk", "practice stays among training desks");
	if (transfer->to_queue)
		return partner_get(ask->tx, &queue_record, transfer->to_queue, &queue,
			   ask->call->arena) == 1 ||
		       refuse(ask, PROBLEM_BAD_FIELD, "to_queue", "no such queue");
	return partner_get(ask->tx, &council_record, transfer->to_council, &council,
		   ask->call->arena) == 1 ||
	       refuse(ask, PROBLEM_BAD_FIELD, "to_council", "no such council");
}

/* Is this session one of those it is offered to? */
static bool
is_for(struct ask *ask, const struct contact_transfer *transfer)
{
	const struct session *session = ask->session;
	struct queue queue;
	if (transfer->to_desk)
		return text_same(session->desk, transfer->to_desk);
	if (text_same(session->desk, transfer->from_desk) || is_training(session))
		return false;
	if (transfer->to_council)
		return text_same(session->council, transfer->to_council);
	return partner_get(ask->tx, &queue_record, transfer->to_queue, &queue, ask->call->arena) ==
		   1 &&
	       text_same(queue.team, session->team);
}

/* ---- telling ---- */

static void
audit(struct ask *ask, const char *action, const struct contact_transfer *transfer)
{
	struct audit_entry entry = {.action = action,
	    .record = "contact",
	    .id = transfer->contact_id,
	    .purpose = arena_printf(ask->call->arena, "transfer %s to %s%s%s", transfer->id,
		transfer->to_desk ? transfer->to_desk : "",
		transfer->to_queue ? transfer->to_queue : "",
		transfer->to_council ? transfer->to_council : "")};
	audit_add(ask->tx, &entry);
}

/* Desks see by it whether it concerns them; it says nothing of anybody. */
static void
tell(struct ask *ask, const struct contact_transfer *transfer)
{
	const char *text = arena_printf(ask->call->arena, "%s %s%s", transfer->from_desk,
	    transfer->to_desk      ? "desk:"
	    : transfer->to_council ? "council:"
				   : "queue:",
	    transfer->to_desk      ? transfer->to_desk
	    : transfer->to_council ? transfer->to_council
				   : transfer->to_queue);
	feed_add(ask->tx, "transfer", transfer->id, text, 0);
}

static bool
answer(struct ask *ask, const struct contact_transfer *transfer)
{
	struct contact_transfer *body =
	    record_copy(ask->call->arena, &contact_transfer_record, transfer);
	body->contact = NULL;
	ask->answer->body = body;
	return store_well(ask);
}

/* ---- giving ---- */

static void
sign(struct ask *ask, struct contact_transfer *transfer)
{
	const struct session *session = ask->session;
	transfer->from_desk = session->desk;
	transfer->from_user = session->user;
	transfer->from_name = session->name;
	transfer->from_place = arena_printf(ask->call->arena, "%s, %s, %s",
	    session->council_short ? session->council_short : session->council,
	    session->site_name ? session->site_name : "",
	    session->desk_name ? session->desk_name : session->desk);
	transfer->state = "offered";
	transfer->made = tx_now(ask->tx);
}

bool
transfer_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct contact_transfer *body = ask->call->body;
	struct contact_transfer was, *now = record_copy(arena, &contact_transfer_record, body);
	struct contact_receipt receipt;
	struct contact_state state;
	unsigned char digest[SECRET_HASH];
	bool new;
	if (!text_same(ask->call->params[0], body->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	int found = transfer_get(ask->tx, body->id, &was, arena);
	if (found < 0)
		return false;
	if (found == 1)
		return text_same(was.from_desk, ask->session->desk) &&
			       text_same(was.contact_id, body->contact_id)
			   ? answer(ask, &was)
			   : refuse(ask, PROBLEM_BAD_FIELD, "id", "the transfer is another one");
	if (!body->contact || !body->work || !text_same(body->contact->id, body->contact_id) ||
	    !text_same(body->work->id, body->contact_id))
		return refuse(ask, PROBLEM_BAD_FIELD, "contact_id",
		    "a transfer brings its contact, and what is in hand of it");
	if (body->contact->ended)
		return refuse(ask, PROBLEM_BAD_FIELD, "contact.ended", "the contact has ended");
	if (!check_target(ask, body))
		return false;
	if (transfer_of_contact(ask->tx, body->contact_id, arena))
		return refuse(ask, PROBLEM_CONFLICT, "contact_id", "it is offered already");
	secret_hash(digest, ask->call->raw ? ask->call->raw : "", ask->call->raw_length, NULL);
	if (!contact_put_rules(ask, body->contact, digest, &receipt, &new) ||
	    contact_state(ask->tx, body->contact_id, &state, arena) < 0)
		return false;
	now->customer = state.customer;
	sign(ask, now);
	transfer_put(ask->tx, now);
	audit(ask, "contact.offer", now);
	tell(ask, now);
	now->work = NULL;
	now->drafts = (struct list){0};
	return answer(ask, now);
}

/* ---- taking, taking back ---- */

static bool
find(struct ask *ask, struct contact_transfer *out)
{
	const char *id = ask->call->params[0];
	int found = id_valid(id ? id : "") ? transfer_get(ask->tx, id, out, ask->call->arena) : 0;
	return found == 1 || (store_well(ask) && refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL));
}

bool
transfer_take_write(struct ask *ask)
{
	struct contact_transfer transfer;
	if (!find(ask, &transfer))
		return false;
	if (!is_for(ask, &transfer))
		return refuse(ask, PROBLEM_NOT_PERMITTED, NULL, "it is offered to somebody else");
	if (!text_same(transfer.state, "offered"))
		return refuse(ask, PROBLEM_CONFLICT, "state",
		    text_same(transfer.state, "taken") ? "somebody has taken it"
						       : "the giver has taken it back");
	int opened = transfer_said(ask->tx, &transfer, ask->call->arena);
	int taken = opened == 1 ? transfer_taken(ask->tx, &transfer, ask->session) : opened;
	if (taken != 1)
		return store_well(ask) &&
		       refuse(ask, PROBLEM_CONFLICT, "state", "it is there no longer");
	audit(ask, "contact.take", &transfer);
	tell(ask, &transfer);
	transfer.state = "taken";
	transfer.taken_desk = ask->session->desk;
	transfer.taken_user = ask->session->user;
	transfer.taken_name = ask->session->name;
	return answer(ask, &transfer);
}

/* Whoever gave it hears what became of it, whichever that is. */
bool
transfer_back_write(struct ask *ask)
{
	struct contact_transfer transfer;
	if (!find(ask, &transfer))
		return false;
	if (!text_same(transfer.from_desk, ask->session->desk))
		return refuse(ask, PROBLEM_NOT_PERMITTED, NULL, "another desk has given it");
	int done = transfer_withdraw(ask->tx, &transfer);
	if (done < 0)
		return store_well(ask);
	if (done) {
		audit(ask, "contact.back", &transfer);
		tell(ask, &transfer);
	}
	if (transfer_get(ask->tx, transfer.id, &transfer, ask->call->arena) != 1)
		return store_well(ask);
	return answer(ask, &transfer);
}

const char *
transfer_person(const struct ask *ask)
{
	const struct contact_transfer *transfer = ask->answer->body;
	return transfer->customer ? transfer->customer : transfer->contact_id;
}

/* ---- lists ---- */

bool
transfers_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct contact_transfer_page *page = record_new(arena, &contact_transfer_page_record);
	struct list all = {0};
	transfers_of(ask->tx, ask->session, tx_now(ask->tx) - REMEMBERED, arena, &all);
	LIST_EACH(struct contact_transfer, transfer, &all)
	if (text_same(transfer->from_desk, ask->session->desk) || is_for(ask, transfer))
		*(struct contact_transfer *)list_add(
		    arena, &page->items, &contact_transfer_record) = *transfer;
	if (page->items.count)
		leave_trace(ask, "transfer.list", ask->session->desk, NULL);
	ask->answer->body = page;
	return store_well(ask);
}

/* Where a contact could go from here. */
bool
presence_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct presence_page *page = record_new(arena, &presence_page_record);
	struct list all = {0};
	desks_present(ask->tx, arena, &all);
	LIST_EACH(struct presence, presence, &all)
	if (page->items.count < 1000 && !text_same(presence->id, ask->session->desk) &&
	    text_same(presence->kind, "training") == is_training(ask->session) &&
	    permitted(presence->role, ACTION_LOG_CONTACT, NULL, NULL))
		*(struct presence *)list_add(arena, &page->items, &presence_record) = *presence;
	ask->answer->body = page;
	return store_well(ask);
}
