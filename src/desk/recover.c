/*
 * Coming back: the journal's live records make the desk as it was, screen, contact, matter, prompt
 * and half-typed word, before the CRM has said anything.
 */
#include "desk/recover.h"
#include "base/alloc.h"
#include "desk/behalf.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/feed.h"
#include "desk/hands.h"
#include "desk/incident.h"
#include "desk/learnt.h"
#include "desk/lease.h"
#include "desk/mails.h"
#include "desk/moving.h"
#include "desk/notices.h"
#include "desk/outbox.h"
#include "desk/promises.h"
#include "desk/sent.h"
#include "desk/signin.h"
#include "desk/state.h"
#include "desk/transfer.h"
#include "desk/twins.h"
#include "desk/visits.h"

#include <stdlib.h>
#include <string.h>

static const char *const modes[] = {
    [FIND_ANY] = "any", [FIND_SERVICE] = "service", [FIND_PERSON] = "person"};

void
recover_place(struct desk *desk)
{
	if (desk->phase != PHASE_WORK)
		return;
	struct arena *arena = &desk->effects.arena;
	struct place *place = arena_alloc(arena, sizeof *place);
	enum screen screen = desk_screen(desk);
	place->screen = screen_name(screen);
	place->subject = arena_strdup(arena, desk_subject(desk));
	place->noting = arena_strdup(arena, desk->noting);
	place->wrong = arena_strdup(arena, desk->wrong);
	place->mode = screen == SCREEN_CASE ? arena_strdup(arena, desk->case_typing)
		      : desk->above         ? desk->above
					    : modes[desk->find.mode];
	desk_keep(desk, &place_record, "place", place);
}

void
recover_record(struct desk *desk, const struct desk_event *event)
{
	if (event->record_type == &draft_record) {
		const struct draft *draft = event->record;
		typed_restore(desk, draft->field, draft->text ? draft->text : "");
		if (person_has_field(draft->field) || strncmp(draft->field, "notice.", 7) == 0 ||
		    strncmp(draft->field, "behalf.", 7) == 0 ||
		    strncmp(draft->field, "board.", 6) == 0 ||
		    strncmp(draft->field, "visit.", 6) == 0 || promise_has_field(draft->field) ||
		    moving_shows_field(draft->field) || strncmp(draft->field, "detail.", 7) == 0 ||
		    strncmp(draft->field, "arrival.", 8) == 0 ||
		    entry_is_field(draft->field)) /* they come in the order they were typed */
			set_text(&desk->came_from.field, draft->field);
	} else if (event->record_type == &work_record) {
		hand_add(desk, event->record);
	} else if (event->record_type == &session_record) {
		signin_remember(desk, event->record);
	} else if (event->record_type == &lease_record) {
		lease_recovered(desk, event->record);
	} else if (event->record_type == &outgoing_record) {
		outbox_recovered(desk, event->record);
	} else if (event->record_type == &sent_record) {
		sent_recovered(desk, event->record);
	} else if (event->record_type == &partnership_page_record) {
		feed_partnership(desk, event->record);
	} else if (event->record_type == &notice_page_record) {
		notices_take(desk, &((const struct notice_page *)event->record)->items);
	} else if (event->record_type == &officer_record) {
		board_recovered(desk, event->record);
	} else if (event->record_type == &visit_page_record) {
		visits_recovered(desk, &((const struct visit_page *)event->record)->items);
	} else if (event->record_type == &twin_record) {
		twins_recovered(desk, event->record);
	} else if (event->record_type == &learnt_record) {
		learnt_recovered(desk, event->record);
	} else if (event->record_type == &incident_record) {
		incident_recovered(desk, event->record);
	} else if (event->record_type == &place_record) {
		const struct place *place = event->record;
		set_text(&desk->came_from.screen, place->screen);
		set_text(&desk->came_from.subject, place->subject);
		set_text(&desk->came_from.noting, place->noting);
		set_text(&desk->came_from.mode, place->mode);
		set_text(&desk->came_from.wrong, place->wrong);
	}
}

/* The contact in front; the journal gives them as they were last written, people know them as
 * begun. */
static void
take_front(struct desk *desk)
{
	hands_sort(desk);
	for (size_t i = 0; i < desk->hand_count; i++) {
		struct work *work = desk->hands[i]->work;
		if (!work->open || work->ended)
			continue;
		if (desk->hand)
			work->open = false; /* only one can be in front: the other is parked */
		else
			desk->hand = desk->hands[i];
	}
}

/* Below the screen where the advisor was lies the way to it. */
static void
lay_stack(struct desk *desk, enum screen top)
{
	const struct hand *hand = desk->hand;
	if (hand && hand->work->customer && top != SCREEN_HOME)
		desk_go(desk, SCREEN_CUSTOMER, NULL);
	if (hand_matter(hand) &&
	    (top == SCREEN_DIALOGUE || top == SCREEN_WRAP_UP || top == SCREEN_CHANGES))
		desk_go(desk, SCREEN_DIALOGUE, NULL);
}

void
recover_finish(struct desk *desk)
{
	take_front(desk);
	enum screen top = screen_named(desk->came_from.screen);
	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
		if (text_same(modes[i], desk->came_from.mode))
			desk->find.mode = (enum find_mode)i;
	lay_stack(desk, top);
	if (screen_of(top)->back)
		screen_of(top)->back(desk, top, desk->came_from.subject);
	set_text(&desk->noting, desk->came_from.noting);
	if (top == SCREEN_SERVICE || top == SCREEN_DIALOGUE)
		set_text(&desk->wrong, desk->came_from.wrong);
	if (top == SCREEN_CUSTOMER)
		desk->above =
		    text_same(desk->came_from.mode, customer_filter_field)  ? customer_filter_field
		    : text_same(desk->came_from.mode, customer_glass_field) ? customer_glass_field
									    : NULL;
	if (!text_blank(typed_text(desk, "home.find")))
		find_changed(desk);
	if (desk->wrong)
		desk_focus(desk, arena_printf(&desk->effects.arena, "wrong.%s", desk->wrong));
	else if (desk->noting)
		desk_focus(desk, arena_printf(&desk->effects.arena, "note.%s", desk->noting));
	else
		desk_focus(desk,
		    top == SCREEN_MERGE ? same_reason_field
		    : top == SCREEN_TRANSFER && typed_text(desk, transfer_message_field)
			? transfer_message_field
		    : top == SCREEN_SAME && !text_blank(typed_text(desk, same_find_field))
			? same_find_field
		    : top == SCREEN_MOVED && typed_text(desk, moved_reason_field)
			? moved_reason_field
		    : top == SCREEN_MERGES && typed_text(desk, "unmerge.id") ? unmerge_reason_field
		    : top == SCREEN_ANSWER  ? answer_field(desk, &desk->effects.arena)
		    : screen_of(top)->typed ? desk->came_from.field
					    : NULL);
	if (top == SCREEN_BEHALF && desk->hand)
		behalf_return(desk, desk->came_from.field);
	recover_place(desk);
	mail_look_again(desk);
	matter_look_again(desk);
	if (desk->hand && desk->hand->work->customer && !desk->hand->page)
		customer_ask(desk, desk->hand);
}
