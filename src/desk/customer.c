/* The customer of the contact in front: their record and history, read for this contact. */
#include "desk/customer.h"
#include "base/alloc.h"
#include "desk/behalf.h"
#include "desk/cases.h"
#include "desk/contact.h"
#include "desk/detail.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/matter.h"
#include "desk/moving.h"
#include "desk/promises.h"
#include "desk/recover.h"
#include "desk/sent.h"
#include "desk/signin.h"
#include "desk/state.h"
#include "desk/twins.h"

#include <stdlib.h>
#include <string.h>

const char customer_filter_field[] = "customer.filter";
const char customer_glass_field[] = "customer.glass";

void
customer_ask_page(struct desk *desk, struct hand *hand, const char *before, const char *filter)
{
	struct work *work = hand->work;
	if (!work->customer || work->new_customer || hand->page_asked)
		return;
	hand->page_failed = !desk_reaches(desk);
	if (hand->page_failed)
		return;
	struct request *request =
	    desk_ask(desk, ROUTE_CUSTOMER, REQUEST_READ, ASKED_CUSTOMER, work->id);
	request->params[0] = arena_strdup(&desk->effects.arena, work->customer);
	desk_query(desk, request, "contact", work->id);
	desk_query(desk, request, "before", before);
	desk_query(desk, request, "glass", hand->work->glass);
	desk_query(desk, request, "filter", filter);
	hand->page_asked = request->number;
	hand->page_further = before != NULL;
}

void
customer_ask(struct desk *desk, struct hand *hand)
{
	customer_ask_page(desk, hand, NULL, NULL);
}

static void
leave_field(struct desk *desk)
{
	desk->above = NULL;
	desk_focus(desk, NULL);
	recover_place(desk);
}

void
customer_above_close(struct desk *desk)
{
	typed_drop(desk, desk->above);
	leave_field(desk);
}

/* The older history is put below what is there. */
static void
append(struct hand *hand, const struct customer_page *page)
{
	LIST_EACH(struct history_item, item, &page->history)
	record_copy_into(&hand->page_arena, &history_item_record,
	    list_add(&hand->page_arena, &hand->page->history, &history_item_record), item);
	hand->page->next = arena_strdup(&hand->page_arena, page->next);
}

void
customer_reply(struct desk *desk, const struct reply *reply, const char *contact)
{
	struct hand *hand = hand_find(desk, contact);
	if (!hand || hand->page_asked != reply->number)
		return;
	hand->page_asked = 0;
	const struct customer_page *page = reply->body;
	if (reply->problem != PROBLEM_NONE || !page || !page->customer) {
		hand->page_failed = !hand->page;
		hand->page_filter = NULL;
		/* Erased while this desk did not follow the feed. */
		if (reply->problem == PROBLEM_NOT_FOUND && !hand->work->new_customer)
			customer_forget(desk, hand->work->customer);
		if (desk->above == customer_glass_field) { /* it was not granted */
			hand->work->glass = NULL;
			contact_keep(desk, hand);
		}
		if (hand == desk->hand)
			desk_say_problem(desk, reply);
		return;
	}
	hand->page_failed = false;
	if (hand->page_filter && hand->page) {
		history_take(hand, page);
		return;
	}
	if (hand->work->glass && hand == desk->hand && desk->above == customer_glass_field)
		customer_above_close(desk);
	if (hand->page && hand->page_further) {
		append(hand, page);
		return;
	}
	arena_release(&hand->page_arena);
	arena_init(&hand->page_arena);
	hand->page = record_copy(&hand->page_arena, &customer_page_record, page);
	struct work *work = hand->work;
	if (!text_same(work->customer, page->customer->id)) { /* merged into another record */
		detail_follow(desk, work->customer, page->customer->id);
		work->customer = arena_strdup(&hand->arena, page->customer->id);
	}
	work->known = record_copy(&hand->arena, &customer_record, page->customer);
	offers_take(hand, &page->offers);
	work->surveyed = page->surveyed;
	contact_keep(desk, hand);
	person_mend_on(desk, hand);
	if (hand == desk->hand)
		moving_look_again(desk);
	detail_mend_on(desk, hand);
}

/* Made in this contact: there is no history to ask for. */
void
customer_is_new(struct hand *hand)
{
	arena_release(&hand->page_arena);
	arena_init(&hand->page_arena);
	hand->page = arena_alloc(&hand->page_arena, sizeof *hand->page);
}

/* Whom somebody belongs to is told with their page alone. */
static bool
related_anew(const struct hand *hand, const struct customer *customer)
{
	const struct list *now = &customer->relations;
	if (!hand->page || !hand->page->customer)
		return false;
	const struct list *was = &hand->page->customer->relations;
	for (size_t i = 0; now->count == was->count && i < now->count; i++)
		if (!record_equal(&relation_record, LIST_AT(struct relation, now, i),
			LIST_AT(struct relation, was, i)))
			return true;
	return now->count != was->count;
}

/* The CRM's own copy after a change. */
void
customer_changed(struct desk *desk, const struct customer *customer)
{
	for (size_t i = 0; i < desk->hand_count; i++) {
		struct hand *hand = desk->hands[i];
		if (!text_same(hand->work->customer, customer->id) || hand->work->new_customer)
			continue;
		hand->work->known = record_copy(&hand->arena, &customer_record, customer);
		contact_keep(desk, hand);
		if (related_anew(hand, customer))
			customer_ask(desk, hand);
	}
}

void
customer_refused(struct desk *desk, const char *contact)
{
	struct hand *hand = hand_find(desk, contact);
	if (!hand || !hand->work->customer || hand->work->new_customer)
		return;
	hand->page = NULL;
	hand->work->known = NULL;
	hand->page_asked = 0;
	contact_keep(desk, hand);
	customer_ask(desk, hand);
}

/* Erased or withdrawn at the CRM: nothing about them stays on the desk but unsent work. */
void
customer_forget(struct desk *desk, const char *id)
{
	for (size_t i = 0; i < desk->hand_count; i++) {
		struct hand *hand = desk->hands[i];
		if (!text_same(hand->work->customer, id) || hand->work->new_customer)
			continue;
		arena_release(&hand->page_arena);
		arena_init(&hand->page_arena);
		hand->page = NULL;
		history_forget(hand);
		past_forget(desk, id);
		hand->work->known = NULL;
		hand->work->label = NULL;
		hand->work->offers = (struct list){0};
		contact_keep(desk, hand);
	}
	sent_forget_customer(desk, id);
	twins_settle(desk, id);
	case_forget(desk, id);
	promises_forget(desk, id);
	detail_forget(desk, id);
	if (desk->find.count)
		find_refresh(desk);
}

const char *
customer_line(const struct desk *desk, const struct hand *hand, struct arena *arena)
{
	const struct customer *customer = hand_customer(hand);
	if (!hand || !hand->work->customer)
		return NULL;
	const char *caller = behalf_line(desk, hand, arena);
	if (!customer)
		return caller ? caller : hand->work->label;
	const struct address *address = customer_address(customer);
	struct address brief = address ? *address : (struct address){0};
	if (!text_blank(brief.postcode)) /* it says the town too */
		brief.town = NULL;
	/* A language is said when it is not the one that everybody at the desk speaks. */
	bool other = !text_blank(customer->language) && !word_equal(customer->language, "English");
	const char *where = address ? address_words(&brief, arena) : "";
	const char *how = arena_printf(arena, "%s%s%s%s", other ? ". " : "",
	    other ? customer->language : "", text_blank(customer->access_needs) ? "" : ". ",
	    text_blank(customer->access_needs) ? "" : customer->access_needs);
	if (caller) /* long: where they live may be cut, not how they are served */
		return arena_printf(arena, "%s%s%s%s", caller, how, address ? ". " : "", where);
	return arena_printf(arena, "%s%s%s%s", customer_list_name(customer, arena),
	    address ? ", " : "", where, how);
}

const char *
customer_speaks(const struct desk *desk, const struct hand *hand)
{
	const struct customer *customer = hand_customer(hand);
	enum language language =
	    language_named(customer && !text_blank(customer->language) ? customer->language : NULL);
	if (language == LANGUAGES ||
	    text_same(languages[language].code, desk->language ? desk->language : "en"))
		return NULL;
	return languages[language].code;
}

/* ---- what is above the history ---- */

bool
customer_has_withheld(const struct hand *hand)
{
	if (!hand || !hand->page)
		return false;
	LIST_EACH(struct history_item, item, &hand->page->history)
	if (item->withheld)
		return true;
	return false;
}

void
customer_above(struct desk *desk, const char *field)
{
	matter_note_close(desk);
	desk->above = field;
	desk_focus(desk, field);
	recover_place(desk);
}

/* Asks once more for the history, this time with the reason why nothing may be withheld. The reason
 * stays typed until it has been taken. */
static void
break_glass(struct desk *desk)
{
	struct hand *hand = desk->hand;
	const char *reason = typed_text(desk, customer_glass_field);
	if (text_blank(reason) || strlen(reason) < SHORTEST_REASON) {
		desk_say(desk, TONE_WARN, "%s", _("Say why you must see it: it is kept."));
		return;
	}
	if (!desk_reaches(desk)) {
		desk_say(desk, TONE_WARN, "%s",
		    _("It can be shown only while the CRM answers; your reason stays here."));
		return;
	}
	hand->work->glass = arena_strdup(&hand->arena, reason);
	hand->page_filter = NULL;
	history_forget(hand);
	hand->page_asked = 0; /* what is on its way would come without it */
	customer_ask_page(desk, hand, NULL, NULL);
}

void
customer_pick(struct desk *desk, const char *item)
{
	const struct hand *hand = desk->hand;
	if (text_same(item, customer_filter_field)) {
		leave_field(desk);
		if (hand && history_unread(desk, hand))
			history_sift(desk);
		return;
	}
	if (text_same(item, customer_glass_field)) {
		if (hand)
			break_glass(desk);
		return;
	}
	if (strncmp(item, "note.", 5) == 0) {
		matter_note_close(desk);
		return;
	}
	if (strncmp(item, "matter:", 7) == 0) {
		matter_front(desk, item + 7);
		return;
	}
	if (strncmp(item, "promise:", 8) == 0) {
		promises_pick(desk, item);
		return;
	}
	if (strncmp(item, "offer:", 6) == 0) {
		desk_go(desk, SCREEN_OFFER, item + 6);
		return;
	}
	if (!hand || !hand->page)
		return;
	if (text_same(item, "sift"))
		history_sift(desk);
	else if (text_same(item, "more") && hand->page->next)
		customer_ask_page(desk, desk->hand, hand->page->next, NULL);
	else if (strncmp(item, "history:", 8) == 0 || strncmp(item, "found:", 6) == 0)
		history_pick(desk, item);
}
