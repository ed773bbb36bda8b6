/*
 * What the desk owes the CRM. A write is journalled with its final bytes, then sent, and repeated
 * under its operation id until the CRM has answered for good. A final refusal stays as a work item.
 */
#include "desk/outbox.h"
#include "base/alloc.h"
#include "desk/behalf.h"
#include "desk/booking.h"
#include "desk/calling.h"
#include "desk/cases.h"
#include "desk/contact.h"
#include "desk/counter.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/forms.h"
#include "desk/hands.h"
#include "desk/joined.h"
#include "desk/lease.h"
#include "desk/left.h"
#include "desk/looks.h"
#include "desk/mails.h"
#include "desk/matter.h"
#include "desk/moving.h"
#include "desk/notices.h"
#include "desk/overtaken.h"
#include "desk/payment.h"
#include "desk/promises.h"
#include "desk/reconcile.h"
#include "desk/sent.h"
#include "desk/signin.h"
#include "desk/state.h"
#include "desk/transfer.h"
#include "desk/visits.h"
#include "desk/wrong.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LABEL_LIMIT = 120 };

static struct owed *
owed_of(const struct desk *desk, const char *operation)
{
	for (size_t i = 0; i < desk->owed_count; i++)
		if (text_same(desk->owed[i]->outgoing->operation, operation))
			return desk->owed[i];
	return NULL;
}

/* Keeps the order in which they were made: contacts depend on it. */
static struct owed *
owe(struct desk *desk, const struct outgoing *outgoing)
{
	struct owed *owed = xcalloc(1, sizeof *owed);
	arena_init(&owed->arena);
	owed->outgoing = record_copy(&owed->arena, &outgoing_record, outgoing);
	desk->owed = grow(desk->owed, &desk->owed_capacity, desk->owed_count, sizeof *desk->owed);
	size_t at = desk->owed_count++;
	for (; at > 0 && desk->owed[at - 1]->outgoing->order > outgoing->order; at--)
		desk->owed[at] = desk->owed[at - 1];
	desk->owed[at] = owed;
	if (outgoing->order > desk->order)
		desk->order = outgoing->order;
	left_changed(desk);
	return owed;
}

static void
owed_free(struct owed *owed)
{
	arena_release(&owed->arena);
	free(owed);
}

static void
settle(struct desk *desk, struct owed *owed)
{
	left_changed(desk);
	desk_drop(desk, &outgoing_record, owed->outgoing->operation);
	for (size_t i = 0; i < desk->owed_count; i++) {
		if (desk->owed[i] != owed)
			continue;
		memmove(&desk->owed[i], &desk->owed[i + 1],
		    (desk->owed_count - i - 1) * sizeof *desk->owed);
		desk->owed_count--;
		break;
	}
	owed_free(owed);
}

/* And what else goes to the same place: the other pieces of a file, later steps of a contact. */
static void
settle_all(struct desk *desk, struct owed *owed)
{
	const char *path = arena_strdup(&desk->effects.arena, owed->outgoing->path);
	for (size_t i = desk->owed_count; i-- > 0;)
		if (text_same(desk->owed[i]->outgoing->path, path))
			settle(desk, desk->owed[i]);
}

void
outbox_forget(struct desk *desk)
{
	while (desk->owed_count)
		owed_free(desk->owed[--desk->owed_count]);
	desk->order = 0;
}

void
outbox_recovered(struct desk *desk, const struct outgoing *outgoing)
{
	owe(desk, outgoing);
}

void
outbox_again(struct desk *desk, const struct outgoing *outgoing)
{
	if (owed_of(desk, outgoing->operation))
		return;
	struct owed *owed = owe(desk, outgoing);
	desk_keep(desk, &outgoing_record, owed->outgoing->operation, owed->outgoing);
}

/* The customer whom it is about, as far as the desk knows. */
static const char *
about(const struct desk *desk, const struct request *request)
{
	const struct case_page *page = desk->case_page;
	const struct hand *hand = hand_find(desk, request->chain);
	if (!hand && page && page->record && text_same(page->record->id, request->params[0]))
		return page->record->customer;
	if (!hand)
		hand = desk->hand;
	return hand ? hand->work->customer : NULL;
}

static size_t
label_length(const char *label)
{
	size_t length = strlen(label);
	return length > LABEL_LIMIT ? grapheme_prev(label, length, LABEL_LIMIT + 1) : length;
}

void
outbox_send(struct desk *desk, const struct request *request, const char *label)
{
	struct arena *arena = &desk->effects.arena;
	struct outgoing outgoing = {.path = ""};
	if (desk->encode)
		desk->encode(request, arena, &outgoing);
	outgoing.operation = request->operation;
	outgoing.chain = request->chain;
	outgoing.route = request->route;
	outgoing.label = arena_strndup(arena, label, label_length(label));
	outgoing.about = about(desk, request);
	outgoing.made = desk->now;
	outgoing.order = desk->order + 1;
	struct owed *owed = owe(desk, &outgoing);
	desk_keep(desk, &outgoing_record, owed->outgoing->operation, owed->outgoing);
	if (!desk->token)
		return;
	uint64_t number = desk->written;
	struct request *sent =
	    desk_ask(desk, request->route, REQUEST_WRITE, ASKED_WRITE, request->operation);
	owed->request = sent->number;
	uint64_t own = sent->number;
	*sent = *request;
	sent->number = own;
	struct desk_effect *effect = &desk->effects.items[desk->effects.count - 1];
	effect->outgoing = owed->outgoing;
	effect->number = number;
}

const char *
outbox_put(struct desk *desk, enum route_id route, const char *id, const char *event,
    const void *body, const char *label)
{
	struct request request = {.route = route,
	    .class = REQUEST_WRITE,
	    .params = {id, event},
	    .operation = desk_id(desk),
	    .chain = id,
	    .body = body};
	outbox_send(desk, &request, label);
	return request.operation;
}

void
outbox_resend(struct desk *desk)
{
	if (!desk->token || desk->recalls)
		return;
	for (size_t i = 0; i < desk->owed_count; i++) {
		struct owed *owed = desk->owed[i];
		const struct outgoing *outgoing = owed->outgoing;
		if (owed->request || outgoing->refused)
			continue;
		struct request *sent = desk_ask(desk, (enum route_id)outgoing->route, REQUEST_WRITE,
		    ASKED_WRITE, outgoing->operation);
		owed->request = sent->number;
		sent->operation = outgoing->operation;
		sent->chain = outgoing->chain;
		desk->effects.items[desk->effects.count - 1].outgoing = outgoing;
		if (outgoing->route == ROUTE_LEASE)
			desk->lease_asked = sent->number;
	}
}

static bool
chain_waits(const struct desk *desk, const char *chain, bool refused_too)
{
	for (size_t i = 0; i < desk->owed_count; i++) {
		const struct outgoing *outgoing = desk->owed[i]->outgoing;
		if (text_same(outgoing->chain, chain) && (refused_too || !outgoing->refused))
			return true;
	}
	return false;
}

bool
outbox_owes(const struct desk *desk, const char *chain)
{
	return chain_waits(desk, chain, false);
}

static void
taken(struct desk *desk, const struct reply *reply, const struct outgoing *outgoing)
{
	sent_take(desk, outgoing);
	char *chain = outgoing->chain ? arena_strdup(&desk->effects.arena, outgoing->chain) : NULL;
	char *operation = arena_strdup(&desk->effects.arena, outgoing->operation);
	enum route_id route = (enum route_id)outgoing->route;
	settle(desk, owed_of(desk, operation));
	typed_drop_under(desk, arena_printf(&desk->effects.arena, "sent.%s", operation));
	switch (route) {
	case ROUTE_PUT_CONTACT:
		contact_sent(desk, chain, !chain_waits(desk, chain, true));
		break;
	case ROUTE_LEASE:
		lease_reply(desk, reply);
		break;
	case ROUTE_PUT_TRANSFER:
	case ROUTE_TAKE_TRANSFER:
	case ROUTE_BACK_TRANSFER:
		transfer_answered(desk, reply);
		break;
	case ROUTE_PUT_CASE_EVENT:
	case ROUTE_CHANGE_CASE:
		case_taken(desk, reply, chain);
		break;
	case ROUTE_PUT_ATTACHMENT: /* of a piece the feed tells nothing */
		case_reply(desk, reply, chain);
		break;
	case ROUTE_NEXT_BEST:
		next_best_taken(desk, reply);
		break;
	case ROUTE_PUT_BULK:
	case ROUTE_UNDO_BULK:
		bulk_taken(desk, reply);
		break;
	case ROUTE_CHANGE_CUSTOMER:
		if (reply->body)
			customer_changed(desk, reply->body);
		break;
	case ROUTE_PUT_MERGE:
	case ROUTE_UNDO_MERGE: {
		const struct customer_merge *merge = reply->body;
		if (merge)
			same_done(desk, merge, chain);
		break;
	}
	case ROUTE_PUT_MOVE:
	case ROUTE_UNDO_MOVE:
		if (reply->body)
			moved_done(desk, reply->body, chain);
		break;
	case ROUTE_PUT_APPOINTMENT:
	case ROUTE_PUT_APPOINTMENT_EVENT:
		if (reply->body)
			booked_taken(desk, reply->body, chain);
		break;
	case ROUTE_PUT_PAYMENT:
	case ROUTE_PUT_PAYMENT_EVENT:
		if (reply->body)
			payment_take(desk, reply->body);
		break;
	case ROUTE_PUT_ARRIVAL:
	case ROUTE_PUT_ARRIVAL_EVENT:
	case ROUTE_PUT_ROOM_USE:
		arrivals_taken(desk);
		break;
	case ROUTE_PUT_INCIDENT_EVENT:
		joined_taken(desk, chain);
		break;
	case ROUTE_PUT_UNUSUAL_VERDICT:
		looks_taken(desk);
		break;
	case ROUTE_OUTBOUND_ATTEMPT:
		calling_told(desk);
		break;
	case ROUTE_PUT_PROMISE:
	case ROUTE_PUT_PROMISE_EVENT:
		if (reply->body)
			promise_taken(desk, reply->body);
		break;
	case ROUTE_PUT_BOARD_WORD:
		if (reply->body)
			board_take(desk, &(struct list){(void *)reply->body, 1});
		break;
	case ROUTE_PUT_VISIT:
	case ROUTE_PUT_VISIT_ACT:
		if (reply->body)
			visits_heard(desk, reply->body);
		break;
	case ROUTE_PUT_NOTICE:
		typed_drop_under(desk, arena_printf(&desk->effects.arena, "notice.%s.", chain));
		if (reply->body)
			notice_take(desk, reply->body);
		break;
	case ROUTE_PUT_DRAFT:
	case ROUTE_PUT_VERDICT:
	case ROUTE_DROP_DRAFT:
	case ROUTE_PUT_ASSURANCE:
		entry_taken(desk, route, reply, chain);
		break;
	default:
		break;
	}
}

/* The CRM has a newer step of this contact than the desk knew. */
static bool
mended(struct desk *desk, const struct reply *reply, struct owed *owed)
{
	struct hand *hand = hand_find(desk, owed->outgoing->chain);
	if (reply->problem != PROBLEM_STALE_STEP || !hand)
		return false;
	settle_all(desk, owed);
	contact_overtaken(desk, hand, reply);
	return true;
}

/* Somebody else was sooner: that stands, and there is nothing to mend. */
static bool
too_late(struct desk *desk, const struct reply *reply, struct owed *owed)
{
	static const struct {
		enum route_id route;
		bool always; /* else when it is a conflict */
		void (*tell)(struct desk *desk, const char *id);
	} all[] = {{ROUTE_PUT_PROMISE_EVENT, false, promise_settled_before},
	    {ROUTE_PUT_PAYMENT_EVENT, false, payment_refused},
	    {ROUTE_PUT_WEB_FORM_EVENT, true, form_refused},
	    {ROUTE_PUT_MAIL_EVENT, true, mail_refused}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		if (owed->outgoing->route != (int64_t)all[i].route ||
		    !(all[i].always || reply->problem == PROBLEM_CONFLICT))
			continue;
		char *id = arena_strdup(&desk->effects.arena, owed->outgoing->chain);
		settle(desk, owed);
		all[i].tell(desk, id);
		return true;
	}
	return false;
}

static void
refused(struct desk *desk, const struct reply *reply, struct owed *owed)
{
	if (owed->outgoing->route == ROUTE_LEASE) {
		desk->lease_asked = 0;
		settle(desk, owed);
		return;
	}
	if (owed->outgoing->route == ROUTE_COUNT_EQUALITY ||
	    owed->outgoing->route == ROUTE_COUNT_SURVEY) { /* not asked any more: let go */
		settle(desk, owed);
		return;
	}
	if (owed->outgoing->route == ROUTE_OUTBOUND_ATTEMPT &&
	    reply->problem == PROBLEM_CONFLICT) { /* held too long: another desk has rung them */
		settle(desk, owed);
		calling_told(desk);
		return;
	}
	if (too_late(desk, reply, owed))
		return;
	if (owed->outgoing->route == ROUTE_PUT_INCIDENT_EVENT &&
	    joined_refused(desk, reply, owed->outgoing->chain)) { /* its words are there still */
		settle(desk, owed);
		return;
	}
	if (owed->outgoing->route == ROUTE_PUT_TRANSFER ||
	    owed->outgoing->route == ROUTE_TAKE_TRANSFER ||
	    owed->outgoing->route ==
		ROUTE_BACK_TRANSFER) { /* nothing to mend: it is where it was */
		const char *path = arena_strdup(&desk->effects.arena, owed->outgoing->path);
		settle(desk, owed);
		transfer_refused(desk, reply, path);
		return;
	}
	if (owed->outgoing->route == ROUTE_PUT_ATTACHMENT) { /* it lies in the folder still */
		case_file_refused(desk, owed->outgoing);
		settle_all(desk, owed);
		return;
	}
	if (mended(desk, reply, owed))
		return;
	if (booked_refused(desk, reply, owed->outgoing)) { /* another time is chosen */
		settle(desk, owed);
		return;
	}
	enum route_id route = (enum route_id)owed->outgoing->route;
	char *chain = arena_strdup(&desk->effects.arena, owed->outgoing->chain);
	if (entry_refusable(route)) { /* what was typed is in its fields still */
		char *operation = arena_strdup(&desk->effects.arena, owed->outgoing->operation);
		settle(desk, owed);
		entries_mark_again(desk, operation);
		entry_refused(desk, route, reply, chain);
		return;
	}
	owed->request = 0;
	const char *name = problem_kind(reply->problem)->name;
	const char *field = reply->detail ? reply->detail->field : NULL;
	owed->outgoing->refused = field ? arena_printf(&owed->arena, "%s %.40s", name, field)
					: arena_strdup(&owed->arena, name);
	desk_keep(desk, &outgoing_record, owed->outgoing->operation, owed->outgoing);
	desk_say(desk, TONE_ALARM, _("The CRM refused \"%s\": it is kept under Refused."),
	    owed->outgoing->label);
	bool of_them = route == ROUTE_CHANGE_CUSTOMER || route == ROUTE_PUT_MOVE;
	if (of_them)
		customer_refused(desk, chain);
	case_refused(desk, chain);
	if (owed->outgoing->route == ROUTE_PUT_NOTICE)
		notices_ask(desk);
	if (route == ROUTE_PUT_VISIT || route == ROUTE_PUT_VISIT_ACT)
		visits_ask(desk);
	/* Shown is what the CRM has, not what it refused. */
	struct hand *hand = hand_find(desk, owed->outgoing->chain);
	if (of_them && hand && !hand->work->ended)
		customer_ask(desk, hand);
}

/* Does something of its chain that was made before it wait still? Then what the CRM says of it is
 * not the last word: it may want what that one brings. */
static bool
was_overtaking(const struct desk *desk, const struct owed *owed)
{
	for (size_t i = 0; i < desk->owed_count && desk->owed[i] != owed; i++)
		if (owed->outgoing->chain && !desk->owed[i]->outgoing->refused &&
		    text_same(desk->owed[i]->outgoing->chain, owed->outgoing->chain))
			return true;
	return false;
}

void
outbox_reply(struct desk *desk, const struct reply *reply, const char *operation)
{
	struct owed *owed = owed_of(desk, operation);
	if (!owed || owed->request != reply->number)
		return;
	if (reply->problem == PROBLEM_NONE && reply->status)
		taken(desk, reply, owed->outgoing);
	else if (reply->problem != PROBLEM_NONE && problem_kind(reply->problem)->final &&
		 !was_overtaking(desk, owed))
		refused(desk, reply, owed);
	else
		owed->request = 0; /* sent again at a later tick */
}

size_t
outbox_waiting(const struct desk *desk)
{
	size_t count = 0;
	for (size_t i = 0; i < desk->owed_count; i++)
		count += !desk->owed[i]->outgoing->refused &&
			 desk->owed[i]->outgoing->route != ROUTE_LEASE;
	return count;
}

size_t
outbox_refused(const struct desk *desk)
{
	size_t count = 0;
	for (size_t i = 0; i < desk->owed_count; i++)
		count += desk->owed[i]->outgoing->refused != NULL;
	return count;
}

enum problem_type
outbox_problem(const struct outgoing *outgoing, const char **field)
{
	char name[40] = "";
	size_t length = strcspn(outgoing->refused, " ");
	strncat(name, outgoing->refused, length < sizeof name ? length : sizeof name - 1);
	if (field)
		*field = outgoing->refused[length] ? outgoing->refused + length + 1 : NULL;
	return problem_named(name);
}

bool
outbox_mends(const struct desk *desk, const struct outgoing *outgoing)
{
	char sent[80];
	switch (outgoing->route) {
	case ROUTE_PUT_CONTACT:
	case ROUTE_UNDO_MERGE:
		return hand_find(desk, outgoing->chain) != NULL;
	case ROUTE_PUT_NOTICE:
	case ROUTE_PUT_CASE_EVENT:
		return true;
	default:
		snprintf(sent, sizeof sent, "sent.%s", outgoing->operation);
		return typed_any_under(desk, sent);
	}
}

static void
discard(struct desk *desk, struct owed *owed)
{
	desk_say(desk, TONE_PLAIN, _("Thrown away: %s"), owed->outgoing->label);
	settle(desk, owed);
}

/* As it is: what the CRM has may be another by now. */
static void
send_again(struct desk *desk, struct owed *owed)
{
	owed->outgoing->refused = NULL;
	desk_keep(desk, &outgoing_record, owed->outgoing->operation, owed->outgoing);
	outbox_resend(desk);
}

/* A refused contact is taken up again, a refused note or change comes back into its fields; what
 * has none is sent once more, or thrown away by choice. */
void
outbox_pick(struct desk *desk, const char *item)
{
	bool thrown = strncmp(item, "discard:", 8) == 0;
	if (strncmp(item, "refused:", 8) != 0 && !thrown)
		return;
	struct owed *owed = owed_of(desk, item + 8);
	if (!owed || !owed->outgoing->refused)
		return;
	if (!outbox_mends(desk, owed->outgoing)) {
		(thrown ? discard : send_again)(desk, owed);
		return;
	}
	if (owed->outgoing->route == ROUTE_UNDO_MERGE && !desk_reaches(desk)) {
		unmerge_open(desk); /* says that it cannot be looked at now */
		return;
	}
	struct arena *arena = &desk->effects.arena;
	const struct outgoing *outgoing = record_copy(arena, &outgoing_record, owed->outgoing);
	settle(desk, owed);
	struct hand *hand = outgoing->chain ? hand_find(desk, outgoing->chain) : NULL;
	if (outgoing->route == ROUTE_CHANGE_CUSTOMER) {
		person_mend(desk, outgoing->operation);
	} else if (outgoing->route == ROUTE_PUT_MERGE) {
		same_mend(desk, outgoing->operation);
	} else if (outgoing->route == ROUTE_UNDO_MERGE) {
		contact_resume(desk, outgoing->chain);
		unmerge_mend(desk, outgoing->operation);
	} else if (outgoing->route == ROUTE_PUT_MOVE) {
		moving_mend(desk, outgoing->operation);
	} else if (outgoing->route == ROUTE_UNDO_MOVE) {
		contact_resume(desk, outgoing->chain);
		moved_mend(desk, outgoing->operation);
	} else if (outgoing->route == ROUTE_PUT_MAIL) {
		answer_mend(desk, outgoing->operation);
	} else if (outgoing->route == ROUTE_PUT_WRONG) {
		wrong_mend(desk, outgoing->operation);
	} else if (hand) {
		if (outbox_problem(outgoing, NULL) == PROBLEM_REFERENCE_TAKEN)
			LIST_EACH(struct matter, matter, &hand->work->matters)
		matter->reference = matter->case_id = NULL;
		contact_reopen(desk, hand);
		if (outbox_problem(outgoing, NULL) == PROBLEM_AUTHORITY) {
			customer_refused(desk, outgoing->chain);
			behalf_open(desk);
		}
	} else if (outgoing->route == ROUTE_PUT_NOTICE) {
		notice_open(desk, outgoing->chain);
	} else if (outgoing->route == ROUTE_PUT_CASE_EVENT ||
		   outgoing->route == ROUTE_CHANGE_CASE) {
		case_mend(desk, outgoing);
	}
}
