#include "desk/transfer.h"
#include "base/alloc.h"
#include "desk/contact.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/incident.h"
#include "desk/matter.h"
#include "desk/outbox.h"
#include "desk/overtaken.h"
#include "desk/signin.h"

#include <string.h>

const char transfer_message_field[] = "transfer.message";

/* ---- giving ---- */

bool
transfer_works(const struct desk *desk)
{
	enum screen screen = desk_screen(desk);
	return desk->hand && screen != SCREEN_TRANSFER && screen != SCREEN_CASE &&
	       (contact_has_content(desk, desk->hand) || desk->hand->work->customer);
}

void
transfer_open(struct desk *desk)
{
	if (!desk_reaches(desk)) {
		desk_say(desk, TONE_WARN, "%s",
		    _("The line is down: nobody can take it now. Park it (p), or refer it (h)."));
		return;
	}
	matter_note_close(desk);
	desk_ask(desk, ROUTE_PRESENCE, REQUEST_READ, ASKED_PRESENCE, NULL);
	desk_go(desk, SCREEN_TRANSFER, NULL);
}

const struct queue *
transfer_queue(const struct desk *desk, struct arena *arena)
{
	const struct matter *matter = hand_matter(desk->hand);
	struct responsible who;
	const struct service *service =
	    matter ? matter_service(desk, desk->hand, matter, arena, &who) : NULL;
	const struct prompt *prompt =
	    service && service->dialogue ? service->dialogue->prompts : NULL;
	while (prompt && prompt->kind != PROMPT_REFER)
		prompt = prompt->next;
	return prompt ? responsible_queue(&desk->councils, &who, prompt->queue_role) : NULL;
}

static const char *
label_of(const struct desk *desk, const struct hand *hand, struct arena *arena)
{
	const struct customer *customer = hand_customer(hand);
	const char *who = customer ? customer_list_name(customer, arena) : hand->work->label;
	const char *label = who ? who : _("(no customer)"), *between = ": ";
	LIST_EACH(struct matter, matter, &hand->work->matters)
	{
		const struct service *service = desk_service(desk, matter->service, hand->work->as);
		label = arena_printf(arena, "%s%s%s", label, between,
		    service ? words_in(&service->title, desk->language) : matter->service);
		between = ", ";
	}
	return arena_strndup(arena, label, text_fit(label, strlen(label), 120));
}

/* Is this field of that contact? */
static bool
is_of(const struct hand *hand, const char *field)
{
	if (strstr(field, hand->work->id) || strncmp(field, "behalf.", 7) == 0)
		return true;
	LIST_EACH(struct matter, matter, &hand->work->matters)
	if (strstr(field, matter->id))
		return true;
	return false;
}

static void
gather_drafts(
    const struct desk *desk, const struct hand *hand, struct arena *arena, struct list *drafts)
{
	for (size_t i = 0; i < desk->typed_count && drafts->count < 400; i++) {
		const struct typed *typed = &desk->typed[i];
		if (typed->secret || !is_of(hand, typed->field) || strlen(typed->field) > 170)
			continue;
		*(struct draft *)list_add(arena, drafts, &draft_record) = (struct draft){
		    arena_strdup(arena, typed->field), arena_strdup(arena, typed->text)};
	}
}

/* What the contact's step carries is the CRM's from then on. */
static struct work *
work_to_give(const struct hand *hand, struct arena *arena)
{
	struct work *work = record_copy(arena, &work_record, hand->work);
	work->new_customer = work->known = NULL;
	work->change = NULL;
	work->glass = NULL; /* the reason was this advisor's */
	work->offers = (struct list){0};
	work->given = work->given_to = NULL;
	work->parked = 0;
	work->open = false;
	return work;
}

static void
give(struct desk *desk, struct hand *hand, struct contact_transfer *transfer, const char *to)
{
	struct arena *arena = &desk->effects.arena;
	struct work *work = hand->work;
	transfer->id = desk_id(desk);
	transfer->contact_id = work->id;
	transfer->label = label_of(desk, hand, arena);
	const char *message = typed_text(desk, transfer_message_field);
	transfer->message = text_blank(message) ? NULL : arena_strdup(arena, message);
	transfer->contact = contact_step(desk, hand);
	transfer->work = work_to_give(hand, arena);
	gather_drafts(desk, hand, arena, &transfer->drafts);
	struct request request = {.route = ROUTE_PUT_TRANSFER,
	    .class = REQUEST_WRITE,
	    .params = {transfer->id},
	    .operation = desk_id(desk),
	    .chain = work->id,
	    .body = transfer};
	work->given = arena_strdup(&hand->arena, transfer->id);
	work->given_to = arena_strdup(&hand->arena, to);
	contact_keep(desk, hand);
	outbox_send(desk, &request, transfer->label);
	typed_drop(desk, transfer_message_field);
	desk_say(desk, TONE_PLAIN, _("Offered to %s. Until it is taken, Enter takes it back."), to);
}

static const char *
desk_words(const struct desk *desk, const char *id, struct arena *arena)
{
	LIST_EACH(struct presence, presence, &desk->transfers.present)
	if (text_same(presence->id, id))
		return arena_printf(arena, "%s (%s)", presence->user_name, presence->desk_name);
	return arena_strdup(arena, id);
}

void
transfer_pick(struct desk *desk, const char *item)
{
	struct arena *arena = &desk->effects.arena;
	struct contact_transfer *transfer = record_new(arena, &contact_transfer_record);
	struct hand *hand = desk->hand;
	const char *colon = strchr(item, ':'), *to = colon ? colon + 1 : NULL;
	if (!hand || !to)
		return;
	if (!desk_reaches(desk)) {
		transfer_open(desk); /* says that it cannot be */
		return;
	}
	to = arena_strdup(arena, to);
	const char *words;
	if (strncmp(item, "desk:", 5) == 0) {
		transfer->to_desk = to;
		words = desk_words(desk, to, arena);
	} else if (strncmp(item, "queue:", 6) == 0) {
		const struct team *team = queue_team(desk, to);
		transfer->to_queue = to;
		words = team ? team->name : to;
	} else {
		transfer->to_council = to;
		words = council_short(desk, to);
	}
	contact_park(desk);
	give(desk, hand, transfer, words);
}

/* ---- what became of it ---- */

static struct hand *
given(const struct desk *desk, const char *id)
{
	for (size_t i = 0; i < desk->hand_count; i++)
		if (id && text_same(desk->hands[i]->work->given, id))
			return desk->hands[i];
	return NULL;
}

static void
return_to_hand(struct desk *desk, struct hand *hand)
{
	hand->work->given = hand->work->given_to = NULL;
	contact_keep(desk, hand);
	if (!desk->hand)
		contact_resume(desk, arena_strdup(&desk->effects.arena, hand->work->id));
}

static void
gone(struct desk *desk, struct hand *hand, const char *by)
{
	const char *label = label_of(desk, hand, &desk->effects.arena);
	contact_leave(desk, hand);
	desk_say(desk, TONE_GOOD, _("%s has taken it: %s"), by ? by : "?", label);
}

static void
follow(struct desk *desk, const struct contact_transfer *transfer)
{
	struct hand *hand = given(desk, transfer->id);
	if (!hand)
		return;
	if (text_same(transfer->state, "taken"))
		gone(desk, hand, transfer->taken_name);
	else if (text_same(transfer->state, "back"))
		return_to_hand(desk, hand);
}

void
transfer_back(struct desk *desk, struct hand *hand)
{
	struct arena *arena = &desk->effects.arena;
	if (!desk_reaches(desk)) {
		desk_say(desk, TONE_WARN, "%s",
		    _("The line is down: whether somebody has taken it is not known."));
		return;
	}
	struct request request = {.route = ROUTE_BACK_TRANSFER,
	    .class = REQUEST_WRITE,
	    .params = {arena_strdup(arena, hand->work->given)},
	    .operation = desk_id(desk),
	    .chain = hand->work->id};
	outbox_send(desk, &request, label_of(desk, hand, arena));
	desk_say(desk, TONE_PLAIN, "%s", _("Taking it back."));
}

/* ---- taking ---- */

const struct contact_transfer *
transfer_waiting(const struct desk *desk)
{
	LIST_EACH(struct contact_transfer, transfer, &desk->transfers.waiting)
	if (!text_same(transfer->id, desk->transfers.dismissed))
		return transfer;
	return NULL;
}

void
transfer_dismiss(struct desk *desk)
{
	const struct contact_transfer *transfer = transfer_waiting(desk);
	set_text(&desk->transfers.dismissed, transfer ? transfer->id : NULL);
}

void
transfer_take(struct desk *desk, const char *id)
{
	struct arena *arena = &desk->effects.arena;
	const struct contact_transfer *transfer =
	    id ? list_find(&desk->transfers.waiting, &contact_transfer_record, id)
	       : transfer_waiting(desk);
	if (!transfer)
		return;
	if (!desk_reaches(desk)) {
		desk_say(desk, TONE_WARN, "%s", _("The line is down: it cannot be taken now."));
		return;
	}
	const char *own = arena_strdup(arena, transfer->id);
	struct request request = {.route = ROUTE_TAKE_TRANSFER,
	    .class = REQUEST_WRITE,
	    .params = {own},
	    .operation = desk_id(desk),
	    .chain = own};
	outbox_send(desk, &request, transfer->label ? transfer->label : "");
	desk_say(desk, TONE_PLAIN, "%s", _("Taking it."));
}

static void
forget_waiting(struct desk *desk, const char *id)
{
	struct list *list = &desk->transfers.waiting;
	struct contact_transfer *transfer = list_find(list, &contact_transfer_record, id);
	if (transfer)
		list_remove(list, &contact_transfer_record,
		    (size_t)(transfer - (struct contact_transfer *)list->items));
}

/* All of it, in front: nobody is asked twice. */
static void
arrive(struct desk *desk, const struct contact_transfer *transfer)
{
	struct arena *arena = &desk->effects.arena;
	forget_waiting(desk, transfer->id);
	if (!transfer->work || hand_find(desk, transfer->work->id))
		return;
	const char *id = arena_strdup(arena, transfer->work->id);
	struct hand *hand = hand_add(desk, transfer->work);
	hand->work->parked = desk->now;
	hands_sort(desk);
	LIST_EACH(struct draft, draft, &transfer->drafts)
	typed_set(desk, draft->field, draft->text ? draft->text : "", false);
	contact_keep(desk, hand);
	incidents_arrived(desk, hand);
	contact_park(desk);
	contact_resume(desk, id);
	if (text_blank(transfer->message))
		desk_say(
		    desk, TONE_GOOD, _("From %s, %s."), transfer->from_name, transfer->from_place);
	else
		desk_say(desk, TONE_GOOD, _("From %s: %s"), transfer->from_name, transfer->message);
}

/* ---- the CRM ---- */

void
transfer_answered(struct desk *desk, const struct reply *reply)
{
	const struct contact_transfer *body = reply->body;
	if (body && reply->route == ROUTE_TAKE_TRANSFER)
		arrive(desk, body);
	else if (body)
		follow(desk, body);
}

/* The transfer of a path, /v1/transfers/ID or /v1/transfers/ID/take. */
static const char *
named_by(const char *path, struct arena *arena)
{
	static const char before[] = "/v1/transfers/";
	const char *id = strstr(path, before);
	return id ? arena_strndup(arena, id + strlen(before), ID_LENGTH) : "";
}

void
transfer_refused(struct desk *desk, const struct reply *reply, const char *path)
{
	const char *transfer = named_by(path, &desk->effects.arena);
	bool nobody = reply->problem == PROBLEM_CONFLICT && reply->detail &&
		      text_same(reply->detail->field, "to_desk");
	struct hand *hand = given(desk, transfer);
	forget_waiting(desk, transfer);
	if (reply->route == ROUTE_TAKE_TRANSFER) {
		desk_say(desk, TONE_WARN, "%s",
		    reply->problem == PROBLEM_CONFLICT
			? _("It is gone: somebody else has taken it, or the giver has it back.")
			: _("It cannot be taken here."));
		return;
	}
	if (hand && reply->route == ROUTE_PUT_TRANSFER) {
		if (reply->problem == PROBLEM_STALE_STEP)
			contact_above(hand, reply);
		return_to_hand(desk, hand);
		desk_say(desk, TONE_ALARM, "%s",
		    nobody ? _("Not handed over: nobody is signed in there any more.")
			   : _("Not handed over: the CRM refused it. It is in hand again."));
	}
}

void
transfers_ask(struct desk *desk)
{
	if (!desk->token || !command_permits(desk, ACTION_LOG_CONTACT))
		return;
	if (desk_screen(desk) == SCREEN_TRANSFER) /* after a restart */
		desk_ask(desk, ROUTE_PRESENCE, REQUEST_READ, ASKED_PRESENCE, NULL);
	desk->transfers.asked =
	    desk_ask(desk, ROUTE_TRANSFERS, REQUEST_IDLE, ASKED_TRANSFERS, NULL)->number;
}

void
transfers_reply(struct desk *desk, const struct reply *reply)
{
	const struct contact_transfer_page *page = reply->body;
	struct transfers *transfers = &desk->transfers;
	if (reply->number != transfers->asked || reply->problem != PROBLEM_NONE || !page)
		return;
	arena_release(&transfers->arena);
	arena_init(&transfers->arena);
	transfers->waiting = (struct list){0};
	LIST_EACH(struct contact_transfer, transfer, &page->items)
	{
		if (text_same(transfer->from_desk, desk->session ? desk->session->desk : NULL))
			follow(desk, transfer);
		else
			record_copy_into(&transfers->arena, &contact_transfer_record,
			    list_add(
				&transfers->arena, &transfers->waiting, &contact_transfer_record),
			    transfer);
	}
}

void
transfers_present(struct desk *desk, const struct reply *reply)
{
	const struct presence_page *page = reply->body;
	struct transfers *transfers = &desk->transfers;
	if (reply->problem != PROBLEM_NONE || !page)
		return;
	arena_release(&transfers->present_arena);
	arena_init(&transfers->present_arena);
	transfers->present = (struct list){0};
	LIST_EACH(struct presence, presence, &page->items)
	record_copy_into(&transfers->present_arena, &presence_record,
	    list_add(&transfers->present_arena, &transfers->present, &presence_record), presence);
	transfers->looked = true;
}

void
transfer_heard(struct desk *desk, const struct feed_item *item)
{
	const struct session *session = desk->session;
	const char *text = item->text ? item->text : "";
	size_t from = strcspn(text, " ");
	const char *to = text + from + (text[from] != '\0');
	if (!session)
		return;
	bool ours = strlen(session->desk) == from && strncmp(text, session->desk, from) == 0;
	const struct team *team = strncmp(to, "queue:", 6) == 0 ? queue_team(desk, to + 6) : NULL;
	if (ours || (strncmp(to, "desk:", 5) == 0 && text_same(to + 5, session->desk)) ||
	    (strncmp(to, "council:", 8) == 0 && text_same(to + 8, session->council)) ||
	    (team && text_same(team->id, session->team)))
		transfers_ask(desk);
}

void
transfers_forget(struct desk *desk)
{
	struct transfers *transfers = &desk->transfers;
	arena_release(&transfers->arena);
	arena_release(&transfers->present_arena);
	set_text(&transfers->dismissed, NULL);
	*transfers = (struct transfers){0};
	arena_init(&transfers->arena);
	arena_init(&transfers->present_arena);
}
