/* The customer: who they are and the history of every channel and council, newest first. */
#include "base/alloc.h"
#include "desk/behalf.h"
#include "desk/booking.h"
#include "desk/drafts.h"
#include "ui/screens.h"

#include <stdlib.h>
#include <string.h>

/* "01257 ...151": enough to recognise a number, not to read it off the screen. */
static const char *
masked_phone(const struct phone *phone, struct arena *arena)
{
	char words[40];
	phone_words(phone->number ? phone->number : "", words, sizeof words);
	size_t length = strlen(words);
	const char *code = strchr(words, ' ');
	const char *last = length > 3 ? words + length - 3 : words;
	if (phone->kind && strcmp(phone->kind, "mobile") == 0)
		return arena_printf(arena, _("mobile ...%s"), last);
	return arena_printf(arena, "%.*s ...%s", code ? (int)(code - words) : 0, words, last);
}

static const char *
facts(const struct customer *customer, struct arena *arena)
{
	struct buf out;
	char day[32];
	struct date born;
	buf_init(&out, 400);
	if (customer->born && date_parse(customer->born, &born)) {
		date_words(day, sizeof day, born);
		buf_printf(&out, "%s ", _("Born"));
		buf_printf(&out, "%s. ", day);
	}
	for (size_t i = 0; i < customer->phones.count; i++)
		buf_printf(&out, "%s%s", i ? ", " : "",
		    masked_phone(LIST_AT(struct phone, &customer->phones, i), arena));
	if (customer->phones.count)
		buf_puts(&out, ".");
	const char *text = arena_strdup(arena, out.data);
	buf_release(&out);
	return text;
}

/* Of a case, and what was promised with it: kept, or not. */
static const char *
case_result(const struct desk *desk, const struct history_item *item, struct arena *arena)
{
	const char *reference = item->reference;
	if (text_same(item->state, "closed"))
		return item->due && item->closed > item->due
			   ? arena_printf(arena, _("case %s closed late"), reference)
			   : arena_printf(arena, _("case %s %s"), reference, _("closed"));
	if (!item->due)
		return arena_printf(arena, _("case %s %s"), reference, _("open"));
	if (item->due < desk->now)
		return arena_printf(arena, _("case %s overdue"), reference);
	return arena_printf(arena, _("case %s, %s"), reference, say_due(desk, item->due, arena));
}

static const char *
history_result(const struct desk *desk, const struct history_item *item, struct arena *arena)
{
	if (item->withheld)
		return _("exists, not shown");
	if (item->move)
		return say_move_state(item->move, arena);
	if (item->appointment)
		return say_appointment_state(item->appointment);
	if (item->promise)
		return say_promise_state(
		    desk, item->promise->state, item->promise->due, item->promise->kept, arena);
	if (text_same(item->kind, "contact"))
		return _("contact only");
	if (item->happened)
		return arena_printf(arena,
		    text_same(item->happened, "close") ? _("%s was closed") : _("%s was reopened"),
		    item->reference);
	if (item->reference && item->state)
		return case_result(desk, item, arena);
	if (item->offer_reply && strcmp(item->offer_reply, "no") == 0)
		return _("offered, said no");
	if (item->offer_reply && strcmp(item->offer_reply, "later") == 0)
		return _("offered, said later");
	return say_outcome(item->outcome);
}

/* "13:28", "23 Oct 16:56", "3 Nov 2025": the words behind it need the room. */
static const char *
history_time(const struct desk *desk, micros when, struct arena *arena)
{
	char day[32], time[16];
	struct date today = london_of(desk->now).date, date = london_of(when).date;
	london_time(time, sizeof time, when);
	date_words(day, sizeof day, date);
	if (date_compare(date, today) == 0)
		return arena_strdup(arena, time);
	if (date.year != today.year)
		return arena_strdup(arena, day);
	char *year = strrchr(day, ' ');
	if (year)
		*year = '\0';
	return arena_printf(arena, "%s %s", day, time);
}

/* What was promised, and by when. */
static const char *
promised(const struct desk *desk, const struct promise_line *promise, struct arena *arena)
{
	return arena_printf(
	    arena, _("promised by %s: %s"), history_time(desk, promise->due, arena), promise->what);
}

static const char *
history_title(const struct desk *desk, const struct history_item *item, struct arena *arena)
{
	/* Of an own council only what is sensitive is withheld; of another, what it or the customer
	 * does not share as well: which of them, is not for this desk to know. */
	if (item->withheld)
		return text_same(item->council, desk->session ? desk->session->council : NULL)
			   ? _("Sensitive service")
			   : _("Not shared here");
	if (item->move)
		return say_move(item->move, arena);
	if (item->appointment)
		return arena_printf(arena, _("appointment %s: %s"),
		    booked_words(desk, item->appointment, arena), say_title(desk, item->service));
	if (item->promise)
		return promised(desk, item->promise, arena);
	if (!item->service)
		return text_blank(item->note) ? _("Nothing was noted") : item->note;
	return arena_strdup(arena, say_title(desk, item->service));
}

/* A text was put right, or was not, and then what the person says stands beside it. */
static const char *
correction_words(const char *detail, const struct correction *correction, struct arena *arena)
{
	char day[40];
	date_words(day, sizeof day, london_of(correction->at).date);
	if (text_same(correction->state, "corrected"))
		return arena_printf(
		    arena, _("%s, corrected %s by the data protection officer"), detail, day);
	return arena_printf(arena, _("%s. They say (%s): %s"), detail, day, correction->statement);
}

static void
history_row(
    const struct desk *desk, struct page *page, const struct history_item *item, const char *key)
{
	struct arena *arena = page->arena;
	struct item *row = page_row(
	    page, key, history_time(desk, item->at, arena), history_title(desk, item, arena));
	const char *channel = say_channel(item->channel);
	if (text_same(item->direction, "out"))
		channel = arena_printf(arena, _("%s, sent"), channel);
	row->detail = arena_printf(arena, "%s%s%s", channel, item->channel ? ", " : "",
	    item->council ? council_short(desk, item->council) : "");
	if (item->behalf) { /* who it was first: at the end of a line it would be cut */
		row->text = arena_printf(
		    arena, _("%s, for them: %s"), row->text, say_caller(item->behalf, arena));
		row->detail = arena_printf(arena, "%s, %s", row->detail,
		    behalf_right_words(item->behalf, RIGHT_HOLDS, arena));
	}
	if (item->correction)
		row->detail = correction_words(row->detail, item->correction, arena);
	row->right = history_result(desk, item, arena);
	bool open = text_same(item->state, "open") && !item->happened;
	if (open)
		row->role = item->due && item->due < desk->now ? ROLE_ALARM : ROLE_VALUE;
}

/* What there is below the entries: more of them, or why there are none. */
static void
history_end(
    const struct desk *desk, struct page *page, const struct customer_page *found, size_t shown)
{
	const struct hand *hand = desk->hand;
	const struct customer_page *loaded = hand->page;
	bool looking = hand->page_filter && hand->page_asked, unread = history_unread(desk, hand);
	if (looking)
		page_add(page, ITEM_TEXT, ROLE_DIM, _("Looking through the older entries"));
	else if (found ? found->next != NULL : unread)
		page_row(page, "sift", NULL,
		    found ? _("Look further") : _("Look through the older entries"))
		    ->number = PAGE_UNNUMBERED;
	else if (loaded->next && !found)
		page_row(page, "more", NULL, _("Older"))->number = PAGE_UNNUMBERED;
	if (shown || looking)
		return;
	page_add(page, ITEM_TEXT, ROLE_DIM,
	    !loaded->history.count && !found ? _("No earlier contact is known.")
	    : found && found->next           ? _("None so far has these words.")
	    : unread                         ? _("None of the newest entries has these words.")
					     : _("No entry has these words."));
}

static void
history_rows(const struct desk *desk, struct page *page)
{
	const struct customer_page *found = history_found(desk, desk->hand);
	const struct list *entries = found ? &found->history : &desk->hand->page->history;
	size_t shown = 0, i = 0;
	LIST_EACH(struct history_item, item, entries)
	{
		if (found || customer_filter(desk, item)) {
			history_row(desk, page, item,
			    arena_printf(page->arena, "%s:%zu", found ? "found" : "history", i));
			shown++;
		}
		i++;
	}
	history_end(desk, page, found, shown);
}

static void
open_matters(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	LIST_EACH(struct matter, matter, &desk->hand->work->matters)
	{
		if (!matter_is_shown(matter))
			continue;
		struct item *row = page_row(page, arena_printf(arena, "matter:%s", matter->id),
		    _("Now"), say_title(desk, matter->service));
		row->right = _("in hand");
		row->role = ROLE_VALUE;
	}
}

static void
notes(const struct customer *customer, struct page *page)
{
	LIST_EACH(struct note, note, &customer->notes)
	{
		struct item *item = page_add(page, ITEM_TEXT, ROLE_WARN, note->text);
		item->label = "!";
		item->detail = note->author;
	}
}

void
screen_customer(const struct desk *desk, struct page *page)
{
	const struct hand *hand = desk->hand;
	const struct customer *customer = hand_customer(hand);
	page->list_first = !desk->above;
	if (!hand) {
		page_add(page, ITEM_TEXT, ROLE_TEXT, _("There is no contact: Esc goes back."));
		return;
	}
	if (customer)
		page->strip_left = facts(customer, page->arena);
	page->strip_right = say_since(desk, page->arena);
	page->title_right = NULL;
	if (desk->above) {
		bool glass = desk->above == customer_glass_field;
		page_field(page, desk->above, glass ? _("Why must you see it?") : _("Filter"),
		    typed_text(desk, desk->above), glass ? 200 : 80);
		page->focus = desk->above;
	}
	if (!desk->above && !text_blank(typed_text(desk, customer_filter_field)))
		page_add(page, ITEM_TEXT, ROLE_WARN, typed_text(desk, customer_filter_field))
		    ->label = _("Only");
	page_known_first(desk, page);
	if (customer)
		notes(customer, page);
	if (hand->page)
		LIST_EACH(struct promise_line, promise, &hand->page->promises)
	page_promise(desk, page, promise);
	page_customer_offers(desk, page);
	open_matters(desk, page);
	if (hand->page)
		history_rows(desk, page);
	else if (hand->page_failed)
		page_add(page, ITEM_TEXT, ROLE_WARN,
		    _("The history comes when the line is back; the work goes on."));
	else if (hand->page_asked)
		page_add(page, ITEM_TEXT, ROLE_DIM, _("Loading the history"));
	else
		page_add(page, ITEM_TEXT, ROLE_DIM, _("No earlier contact is known."));
	page->enter = _("open");
	page->pick = _("open");
}
