/*
 * Coming back: the journal's live records make the desk as it was, screen, contact, matter, prompt
 * and half-typed word, before the CRM has said anything.
 */
#include "base/alloc.h"
#include "desk/behalf.h"
#include "desk/booking.h"
#include "desk/cases.h"
#include "desk/customer.h"
#include "desk/detail.h"
#include "desk/equality.h"
#include "desk/incident.h"
#include "desk/joined.h"
#include "desk/mails.h"
#include "desk/matrix.h"
#include "desk/matter.h"
#include "desk/moving.h"
#include "desk/notices.h"
#include "desk/promises.h"
#include "desk/state.h"
#include "desk/transfer.h"
#include "desk/visits.h"

#include <stdlib.h>
#include <string.h>

static const char *const names[SCREEN_COUNT] = {[SCREEN_SIGN_IN] = "sign-in",
    [SCREEN_LOCK] = "lock",
    [SCREEN_HOME] = "home",
    [SCREEN_SERVICE] = "service",
    [SCREEN_DIALOGUE] = "dialogue",
    [SCREEN_CHANGES] = "changes",
    [SCREEN_WRAP_UP] = "wrap-up",
    [SCREEN_CUSTOMER] = "customer",
    [SCREEN_PERSON] = "person",
    [SCREEN_SAME] = "same",
    [SCREEN_MERGE] = "merge",
    [SCREEN_MERGES] = "merges",
    [SCREEN_MOVING] = "moving",
    [SCREEN_MOVED] = "moved",
    [SCREEN_DETAILS] = "details",
    [SCREEN_DETAIL] = "detail",
    [SCREEN_OFFER] = "offer",
    [SCREEN_BEHALF] = "behalf",
    [SCREEN_EQUALITY] = "equality",
    [SCREEN_TRANSFER] = "transfer",
    [SCREEN_PAST] = "past",
    [SCREEN_CASE] = "case",
    [SCREEN_JOINED] = "joined",
    [SCREEN_CALLING] = "calling",
    [SCREEN_PROMISES] = "promises",
    [SCREEN_PROMISE] = "promise",
    [SCREEN_PROMISING] = "promising",
    [SCREEN_KEPT] = "kept",
    [SCREEN_QUEUES] = "queues",
    [SCREEN_QUEUE] = "queue",
    [SCREEN_PASS] = "pass",
    [SCREEN_BOUNCE] = "bounce",
    [SCREEN_STATE] = "state",
    [SCREEN_AMENDS] = "amends",
    [SCREEN_AMEND] = "amend",
    [SCREEN_LINK] = "link",
    [SCREEN_FILES] = "files",
    [SCREEN_FILE] = "file",
    [SCREEN_ATTACH] = "attach",
    [SCREEN_ACTION] = "action",
    [SCREEN_BULK] = "bulk",
    [SCREEN_NOTICES] = "notices",
    [SCREEN_NOTICE] = "notice",
    [SCREEN_PLACES] = "places",
    [SCREEN_REFUSED] = "refused",
    [SCREEN_EMERGENCY] = "emergency",
    [SCREEN_ENTRIES] = "entries",
    [SCREEN_ENTRY] = "entry",
    [SCREEN_ENTRY_LIST] = "entry-list",
    [SCREEN_ENTRY_FORM] = "entry-form",
    [SCREEN_VERSIONS] = "versions",
    [SCREEN_MAILS] = "mails",
    [SCREEN_MAIL] = "mail",
    [SCREEN_FORM] = "form",
    [SCREEN_ANSWER] = "answer",
    [SCREEN_LOOKS] = "looks",
    [SCREEN_LOOK] = "look",
    [SCREEN_BOOKING] = "booking",
    [SCREEN_DIARIES] = "diaries",
    [SCREEN_DIARY] = "diary",
    [SCREEN_PAYMENT] = "payment",
    [SCREEN_WAITING] = "waiting",
    [SCREEN_ARRIVAL] = "arrival",
    [SCREEN_MATRIX] = "matrix",
    [SCREEN_MATRIX_ROW] = "matrix-row",
    [SCREEN_BOARD] = "board",
    [SCREEN_PRESENCE] = "presence",
    [SCREEN_VISITS] = "visits",
    [SCREEN_VISIT] = "visit"};

static const char *const modes[] = {
    [FIND_ANY] = "any", [FIND_SERVICE] = "service", [FIND_PERSON] = "person"};

const char *
screen_name(enum screen screen)
{
	return names[screen];
}

void
recover_place(struct desk *desk)
{
	if (desk->phase != PHASE_WORK)
		return;
	struct arena *arena = &desk->effects.arena;
	struct place *place = arena_alloc(arena, sizeof *place);
	enum screen screen = desk_screen(desk);
	place->screen = names[screen];
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
		lease_add(desk, event->record);
	} else if (event->record_type == &outgoing_record) {
		outbox_recovered(desk, event->record);
	} else if (event->record_type == &partnership_page_record) {
		feed_partnership(desk, event->record);
	} else if (event->record_type == &notice_page_record) {
		notices_take(desk, &((const struct notice_page *)event->record)->items);
	} else if (event->record_type == &officer_record) {
		board_recovered(desk, event->record);
	} else if (event->record_type == &visit_page_record) {
		visits_recovered(desk, &((const struct visit_page *)event->record)->items);
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

static enum screen
screen_named(const char *name)
{
	for (int i = 0; i < SCREEN_COUNT; i++)
		if (text_same(names[i], name))
			return (enum screen)i;
	return SCREEN_HOME;
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

/* Below a form of an entry lies the entry, below a list of several the list. */
static void
go_back_to_entry(struct desk *desk, enum screen screen, const char *subject)
{
	struct arena *arena = &desk->effects.arena;
	struct entry_spot spot = entry_spot(subject, arena);
	if (*spot.service)
		entry_open(desk, spot.service, spot.council);
	else
		entries_open(desk, NULL);
	if (spot.part && strncmp(spot.part, "prompt:", 7) == 0)
		desk_go(desk, SCREEN_ENTRY_LIST,
		    entry_subject(spot.service, spot.council, "wording", arena));
	if (screen != SCREEN_ENTRY)
		desk_go(desk, screen, subject);
}

static void
go_back_to(struct desk *desk, enum screen screen)
{
	const char *subject = desk->came_from.subject;
	switch (screen) {
	case SCREEN_DIALOGUE:
	case SCREEN_CUSTOMER:
	case SCREEN_HOME:
	case SCREEN_SIGN_IN:
	case SCREEN_LOCK:
	case SCREEN_COUNT:
		break; /* laid already, or never a place to be in */
	case SCREEN_WRAP_UP:
	case SCREEN_CHANGES:
		if (desk->hand)
			desk_go(desk, screen, NULL);
		break;
	case SCREEN_OFFER:
		if (desk->hand && subject)
			desk_go(desk, screen, subject);
		break;
	case SCREEN_PERSON:
		if (!text_same(subject, "edit") || hand_customer(desk->hand))
			desk_go(desk, screen, subject);
		break;
	case SCREEN_DETAILS:
		if (subject && hand_customer(desk->hand))
			details_open(desk, subject);
		break;
	case SCREEN_DETAIL:
		if (subject && hand_customer(desk->hand))
			detail_return(desk, subject);
		break;
	case SCREEN_PAST:
		if (subject && desk->hand)
			past_open(desk, subject);
		break;
	case SCREEN_TRANSFER: /* who is there is asked when the line is */
		if (desk->hand)
			desk_go(desk, screen, NULL);
		break;
	case SCREEN_BEHALF:
		if (desk->hand && desk->hand->work->customer)
			desk_go(desk, screen, subject);
		break;
	case SCREEN_SAME: /* asked for when the line is there */
	case SCREEN_MERGES:
		if (desk->hand && desk->hand->work->customer)
			desk_go(desk, screen, NULL);
		break;
	case SCREEN_MERGE:
		if (desk->hand && desk->hand->work->customer && subject) {
			desk_go(desk, SCREEN_SAME, NULL);
			desk_go(desk, screen, subject);
		}
		break;
	case SCREEN_MOVING:
		if (hand_customer(desk->hand))
			moving_recovered(desk);
		break;
	case SCREEN_BOOKING:
		booking_returned(desk, subject);
		break;
	case SCREEN_DIARY:
		diaries_returned(desk, subject);
		break;
	case SCREEN_MOVED:
		if (desk->hand && subject)
			desk_go(desk, screen, subject);
		break;
	case SCREEN_CASE:
		if (subject) {
			case_open_page(desk, subject);
			set_text(&desk->case_typing, desk->came_from.mode);
		}
		break;
	case SCREEN_JOINED:
		if (subject) {
			case_open_page(desk, subject);
			joined_back(desk, subject);
		}
		break;
	case SCREEN_NOTICE:
		desk_go(desk, SCREEN_NOTICES, NULL);
		if (subject)
			desk_go(desk, screen, subject);
		break;
	case SCREEN_PRESENCE:
		desk_go(desk, SCREEN_BOARD, NULL);
		if (subject)
			desk_go(desk, screen, subject);
		break;
	case SCREEN_VISIT:
		desk_go(desk, SCREEN_VISITS, NULL);
		if (subject)
			desk_go(desk, screen, subject);
		break;
	case SCREEN_LOOK:
		desk_go(desk, SCREEN_LOOKS, NULL);
		if (subject)
			desk_go(desk, screen, subject);
		break;
	case SCREEN_CALLING: /* whom it had is given to it again */
		desk_go(desk, SCREEN_PROMISES, NULL);
		break;
	case SCREEN_KEPT: /* the counts come with the line */
		desk_go(desk, SCREEN_QUEUES, NULL);
		desk_go(desk, screen, NULL);
		break;
	case SCREEN_PROMISE:
		desk_go(desk, SCREEN_PROMISES, NULL);
		if (subject)
			desk_go(desk, screen, subject);
		break;
	case SCREEN_PROMISING:
		if (desk->hand)
			desk_go(desk, screen, NULL);
		break;
	case SCREEN_PAYMENT:
		if (subject && hand_matter(desk->hand)) {
			desk_go(desk, SCREEN_DIALOGUE, NULL);
			desk_go(desk, screen, subject);
		}
		break;
	case SCREEN_ARRIVAL:
		desk_go(desk, SCREEN_WAITING, NULL);
		desk_go(desk, screen, subject);
		break;
	case SCREEN_MATRIX:
	case SCREEN_MATRIX_ROW:
		if (subject)
			matrix_back(desk, screen, subject);
		break;
	case SCREEN_QUEUE:
		if (subject)
			queue_back(desk, subject);
		break;
	case SCREEN_MAIL:
	case SCREEN_FORM:
	case SCREEN_ANSWER: /* what they are about comes with the line */
		if (subject)
			desk_go(desk, screen, subject);
		break;
	case SCREEN_ENTRY:
	case SCREEN_ENTRY_LIST:
	case SCREEN_ENTRY_FORM:
		if (subject)
			go_back_to_entry(desk, screen, subject);
		break;
	case SCREEN_VERSIONS: /* read anew when asked for */
		if (subject)
			entry_open(desk, subject, NULL);
		break;
	case SCREEN_ENTRIES:
		entries_open(desk, subject);
		break;
	case SCREEN_FILE: /* what is read of it, and of the folder, is read anew */
	case SCREEN_ATTACH:
		if (subject)
			case_return(desk, SCREEN_FILES,
			    arena_strndup(&desk->effects.arena, subject, strcspn(subject, "/")));
		break;
	case SCREEN_PASS:
	case SCREEN_BOUNCE:
	case SCREEN_BULK:
		if (subject)
			set_text(&desk->came_from.field, pass_back(desk, (int)screen, subject));
		break;
	case SCREEN_STATE:
	case SCREEN_AMENDS:
	case SCREEN_AMEND:
	case SCREEN_LINK:
	case SCREEN_FILES:
	case SCREEN_ACTION:
		case_return(desk, screen, subject);
		break;
	case SCREEN_EQUALITY:
		if (equality_asked(desk))
			desk_go(desk, screen, NULL);
		break;
	case SCREEN_SERVICE:
	case SCREEN_PLACES:
	case SCREEN_PROMISES:
	case SCREEN_QUEUES:
	case SCREEN_NOTICES:
	case SCREEN_LOOKS:
	case SCREEN_DIARIES:
	case SCREEN_WAITING:
	case SCREEN_MAILS:
	case SCREEN_BOARD:
	case SCREEN_VISITS:
	case SCREEN_REFUSED:
	case SCREEN_EMERGENCY:
		desk_go(desk, screen, subject);
		break;
	}
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
	go_back_to(desk, top);
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
		    : top == SCREEN_ANSWER ? answer_field(desk, &desk->effects.arena)
		    : top == SCREEN_PERSON || top == SCREEN_NOTICE || top == SCREEN_ENTRY_FORM ||
			    top == SCREEN_MOVING || top == SCREEN_DETAIL ||
			    top == SCREEN_PRESENCE || top == SCREEN_VISIT || top == SCREEN_PASS ||
			    top == SCREEN_BOUNCE || top == SCREEN_BULK
			? desk->came_from.field
			: NULL);
	if (top == SCREEN_BEHALF && desk->hand)
		behalf_return(desk, desk->came_from.field);
	recover_place(desk);
	mail_look_again(desk);
	matter_look_again(desk);
	if (desk->hand && desk->hand->work->customer && !desk->hand->page)
		customer_ask(desk, desk->hand);
}
