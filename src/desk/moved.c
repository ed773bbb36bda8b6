/* A change of address in the history: who was told and who has acknowledged; and taking it back. */
#include "base/alloc.h"
#include "desk/cases.h"
#include "desk/contact.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/matter.h"
#include "desk/moving.h"
#include "desk/outbox.h"
#include "desk/signin.h"

#include <string.h>

const char moved_reason_field[] = "moved.reason";

static const struct move *
among(const struct list *history, const char *id)
{
	LIST_EACH(struct history_item, item, history)
	if (item->move && text_same(item->move->id, id))
		return item->move;
	return NULL;
}

const struct move *
moved_shown(const struct desk *desk)
{
	const struct hand *hand = desk->hand;
	const char *id = desk_subject(desk);
	if (!hand || !hand->page || !id)
		return NULL;
	const struct move *move = among(&hand->page->history, id);
	return move || !hand->found ? move : among(&hand->found->history, id);
}

void
moved_open(struct desk *desk, const char *id)
{
	if (!text_same(typed_text(desk, "moved.of"), id))
		typed_drop_under(desk, "moved.");
	typed_set(desk, "moved.of", id, false);
	desk_go(desk, SCREEN_MOVED, id);
}

static void
send(struct desk *desk, const struct move *move, const char *reason)
{
	struct arena *arena = &desk->effects.arena;
	struct move_undo *undo = arena_alloc(arena, sizeof *undo);
	const char *operation = desk_id(desk);
	undo->reason = arena_strdup(arena, reason);
	typed_set(desk, arena_printf(arena, "sent.%s.moved.of", operation), move->id, false);
	typed_set(
	    desk, arena_printf(arena, "sent.%s.moved.reason", operation), undo->reason, false);
	struct request request = {.route = ROUTE_UNDO_MOVE,
	    .class = REQUEST_WRITE,
	    .params = {arena_strdup(arena, move->id)},
	    .operation = operation,
	    .chain = desk->hand->work->id,
	    .body = undo};
	outbox_send(desk, &request,
	    arena_printf(
		arena, _("No move of %s"), customer_list_name(hand_customer(desk->hand), arena)));
	bool online = desk_reaches(desk);
	typed_drop_under(desk, "moved.");
	desk_go(desk, SCREEN_CUSTOMER, NULL);
	desk_say(desk, TONE_GOOD, "%s",
	    online ? _("Taking the move back; whoever was told is told.")
		   : _("Kept: the move is taken back when the line is back."));
}

void
moved_pick(struct desk *desk, const char *item)
{
	const struct move *move = moved_shown(desk);
	if (strncmp(item, "told:", 5) == 0) {
		case_open_page(desk, item + 5);
		return;
	}
	if (!text_same(item, moved_reason_field) || !move || move->undone ||
	    !hand_customer(desk->hand))
		return;
	const char *reason = typed_text(desk, moved_reason_field);
	if (text_blank(reason) || strlen(reason) < SHORTEST_REASON) {
		desk_say(desk, TONE_WARN, "%s", _("Say why it is taken back: it is kept."));
		return;
	}
	send(desk, move, reason);
}

void
moved_mend(struct desk *desk, const char *operation)
{
	struct arena *arena = &desk->effects.arena;
	const char *prefix = arena_printf(arena, "sent.%s.", operation);
	typed_drop_under(desk, "moved.");
	typed_move_under(desk, prefix, "");
	const char *of = typed_text(desk, "moved.of");
	if (of && desk->hand)
		moved_open(desk, arena_strdup(arena, of));
}

/* What was made in the contact is the CRM's by now. */
static void
read_anew(struct desk *desk, struct hand *hand)
{
	if (hand->work->new_customer) {
		hand->work->known = hand->work->new_customer;
		hand->work->new_customer = NULL;
		contact_keep(desk, hand);
	}
	hand->page_asked = 0; /* what is on its way is of before */
	customer_ask(desk, hand);
}

void
moved_done(struct desk *desk, const struct move *move, const char *contact)
{
	struct hand *hand = hand_find(desk, contact);
	if (hand && !hand->work->ended)
		read_anew(desk, hand);
	if (move->undone && hand && hand == desk->hand && desk_screen(desk) == SCREEN_CUSTOMER)
		desk_say(desk, TONE_GOOD, "%s", _("The move is taken back."));
}

void
moved_changed(struct desk *desk, const char *customer)
{
	for (size_t i = 0; i < desk->hand_count; i++) {
		struct hand *hand = desk->hands[i];
		/* One made in its own contact is read when that contact's move is answered. */
		if (hand->work->ended || hand->work->new_customer ||
		    !text_same(hand->work->customer, customer))
			continue;
		read_anew(desk, hand);
	}
}
