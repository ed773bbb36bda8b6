/*
 * The history of the customer in front: what of it is shown. A filter picks among what is loaded at
 * once, as it is typed; Enter has the CRM look through the older entries.
 */
#include "model/history.h"
#include "base/alloc.h"
#include "desk/booking.h"
#include "desk/cases.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/matter.h"
#include "desk/moving.h"
#include "desk/promises.h"
#include "desk/signin.h"
#include "desk/state.h"

#include <string.h>

/* What was typed, with the table's words in the desk's language as the CRM knows them. */
static const char *
filter_words(const struct desk *desk, struct arena *arena)
{
	const char *typed = typed_text(desk, customer_filter_field), *out = "";
	struct buf wanted, known;
	if (text_blank(typed))
		return NULL;
	buf_init(&wanted, 400);
	buf_init(&known, 100);
	text_fold(&wanted, typed, strlen(typed));
	for (const char *at = wanted.data; *at; at += strspn(at, " ")) {
		size_t length = strcspn(at, " ");
		const char *word = arena_strndup(arena, at, length), *name;
		for (size_t i = 0; (name = history_word_at(i)); i++) {
			buf_clear(&known);
			text_fold(&known, _(name), strlen(_(name)));
			if (strcmp(known.data, word) == 0)
				word = name;
		}
		out = arena_printf(arena, "%s%s%s", out, *out ? " " : "", word);
		at += length;
	}
	buf_release(&wanted);
	buf_release(&known);
	return out;
}

bool
customer_filter(const struct desk *desk, const struct history_item *item)
{
	struct arena arena;
	arena_init(&arena);
	const char *wanted = filter_words(desk, &arena);
	const struct service *service =
	    item->service ? desk_service(desk, item->service, desk_council(desk)) : NULL;
	const struct council *council =
	    item->council ? partnership_council(&desk->councils, item->council) : NULL;
	const char *more[3] = {NULL, NULL, NULL};
	size_t n = 0;
	if (service)
		more[n++] = words_in(&service->title, desk->language);
	if (council)
		more[n++] = council->name;
	bool fits = !wanted || history_fits(item, more, wanted, desk->now);
	arena_release(&arena);
	return fits;
}

/* The CRM's pick stands while the filter is the one it was made for. */
const struct customer_page *
history_found(const struct desk *desk, const struct hand *hand)
{
	const char *typed = typed_text(desk, customer_filter_field);
	return hand->found && text_same(hand->found_for, typed) ? hand->found : NULL;
}

const struct history_item *
history_item_at(const struct desk *desk, const struct hand *hand, const char *key)
{
	bool found = strncmp(key, "found:", 6) == 0;
	const struct customer_page *page = found ? history_found(desk, hand) : hand->page;
	size_t index = 0;
	const char *digit = strchr(key, ':') + 1;
	for (; *digit >= '0' && *digit <= '9'; digit++)
		index = 10 * index + (size_t)(*digit - '0');
	return page && index < page->history.count
		   ? LIST_AT(struct history_item, &page->history, index)
		   : NULL;
}

bool
history_unread(const struct desk *desk, const struct hand *hand)
{
	return hand->page && hand->page->next && !history_found(desk, hand) &&
	       !text_blank(typed_text(desk, customer_filter_field));
}

void
history_sift(struct desk *desk)
{
	struct hand *hand = desk->hand;
	const struct customer_page *found = history_found(desk, hand);
	if (!found && !history_unread(desk, hand))
		return;
	if (!desk_reaches(desk)) {
		desk_say(desk, TONE_WARN, "%s",
		    _("Older entries can be looked through only while the CRM answers."));
		return;
	}
	hand->page_filter = arena_strdup(&hand->arena, typed_text(desk, customer_filter_field));
	hand->page_asked = 0;
	customer_ask_page(
	    desk, hand, found ? found->next : NULL, filter_words(desk, &desk->effects.arena));
}

void
history_take(struct hand *hand, const struct customer_page *page)
{
	const char *filter = hand->page_filter;
	hand->page_filter = NULL;
	if (!hand->found || !text_same(hand->found_for, filter) || !hand->page_further) {
		history_forget(hand);
		hand->found = arena_alloc(&hand->found_arena, sizeof *hand->found);
		hand->found_for = arena_strdup(&hand->found_arena, filter);
	}
	LIST_EACH(struct history_item, item, &page->history)
	record_copy_into(&hand->found_arena, &history_item_record,
	    list_add(&hand->found_arena, &hand->found->history, &history_item_record), item);
	hand->found->next = arena_strdup(&hand->found_arena, page->next);
}

void
history_forget(struct hand *hand)
{
	hand->found = NULL;
	hand->found_for = NULL;
	arena_release(&hand->found_arena);
	arena_init(&hand->found_arena);
}

void
history_pick(struct desk *desk, const char *key)
{
	const struct history_item *item = history_item_at(desk, desk->hand, key);
	if (!item)
		return;
	if (item->withheld)
		desk_say(desk, TONE_PLAIN, "%s",
		    _("This is withheld here: g shows it, for a reason you give."));
	else if (item->move)
		moved_open(desk, item->move->id);
	else if (item->promise)
		promise_open(desk, item->promise->id);
	else if (item->appointment && !item->appointment->wish)
		booking_show(desk, item->appointment);
	else if (item->reference)
		case_open_page(desk, item->reference);
	else if (item->id)
		past_open(desk, item->id);
	else
		desk_say(desk, TONE_PLAIN, "%s",
		    text_blank(item->note) ? _("There is no more to it than this line.")
					   : item->note);
}
