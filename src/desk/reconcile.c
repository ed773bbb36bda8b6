#include "desk/reconcile.h"
#include "base/alloc.h"
#include "desk/contact.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/payment.h"
#include "desk/signin.h"
#include "model/payment_group.h"

#include <string.h>

#define ROW "payment:"

/* ---- the subject: COUNCIL, or COUNCIL/GROUP ---- */

const char *
reconcile_council(const struct desk *desk)
{
	const struct council *council =
	    desk_screen(desk) == SCREEN_PAYMENTS ? desk_subject_council(desk) : NULL;
	return council ? council->id : NULL;
}

const char *
reconcile_group(const struct desk *desk)
{
	return desk_screen(desk) == SCREEN_PAYMENTS ? desk_subject_rest(desk) : NULL;
}

const struct payment_page *
reconcile_page(const struct desk *desk)
{
	return text_same(desk->reconciling.shown, desk_subject(desk)) ? desk->reconciling.page
								      : NULL;
}

bool
reconcile_shows(const struct desk *desk, const struct payment *payment)
{
	const char *typed = typed_text(desk, PAYMENTS_FILTER);
	return text_blank(typed) || payment_fits(payment, typed);
}

/* ---- asking ---- */

static void
ask(struct desk *desk, const char *after)
{
	const char *council = reconcile_council(desk);
	const char *filter = typed_text(desk, PAYMENTS_FILTER);
	if (!council || !desk_reaches(desk))
		return;
	struct request *request =
	    desk_ask(desk, ROUTE_PAYMENTS, REQUEST_READ, ASKED_PAYMENTS, desk_subject(desk));
	desk_query(desk, request, "council", council);
	desk_query(desk, request, "group", reconcile_group(desk));
	desk_query(desk, request, "filter", text_blank(filter) ? NULL : filter);
	desk_query(desk, request, "after", after);
	desk->reconciling.asked = request->number;
	desk->reconciling.further = after != NULL;
}

void
reconcile_ask(struct desk *desk)
{
	if (desk_screen(desk) == SCREEN_PAYMENTS && command_permits(desk, ACTION_RECONCILE))
		ask(desk, NULL);
}

bool
reconcile_has_more(const struct desk *desk)
{
	const struct payment_page *page = reconcile_page(desk);
	return desk_screen(desk) == SCREEN_PAYMENTS && page && page->next;
}

void
reconcile_more(struct desk *desk)
{
	if (reconcile_has_more(desk))
		ask(desk, reconcile_page(desk)->next);
}

/* Those that are not there yet and lie behind one, in their order. */
static void
add(struct arena *arena, struct payment_page *page, const struct list *items,
    const struct payment *behind)
{
	LIST_EACH(const struct payment, payment, items)
	{
		bool before =
		    behind &&
		    (payment->made < behind->made ||
			(payment->made == behind->made && strcmp(payment->id, behind->id) <= 0));
		if (!before && !list_find(&page->items, &payment_record, payment->id))
			record_copy_into(arena, &payment_record,
			    list_add(arena, &page->items, &payment_record), payment);
	}
}

/* A first page that is asked for again is put before what was read of the others: rows stay. */
void
reconcile_reply(struct desk *desk, const struct reply *reply, const char *subject)
{
	struct reconciling *reconciling = &desk->reconciling;
	const struct payment_page *page = reply->body;
	if (reply->number != reconciling->asked)
		return;
	reconciling->asked = 0;
	if (reply->problem != PROBLEM_NONE || !page) {
		desk_say_problem(desk, reply);
		return;
	}
	const struct payment_page *was =
	    text_same(reconciling->shown, subject) ? reconciling->page : NULL;
	struct arena arena;
	arena_init(&arena);
	struct payment_page *now = record_copy(&arena, &payment_page_record, page);
	if (was && reconciling->further) {
		now = record_copy(&arena, &payment_page_record, was);
		add(&arena, now, &page->items, NULL);
		now->next = arena_strdup(&arena, page->next);
	} else if (was && page->next && text_blank(typed_text(desk, PAYMENTS_FILTER)) &&
		   was->items.count > page->items.count) {
		add(&arena, now, &was->items,
		    LIST_AT(struct payment, &page->items, page->items.count - 1));
		now->next = arena_strdup(&arena, was->next);
	}
	arena_release(&reconciling->arena);
	reconciling->arena = arena;
	reconciling->page = now;
	set_text(&reconciling->shown, subject);
}

static struct payment *
line_of(const struct desk *desk, const char *id)
{
	const struct payment_page *page = reconcile_page(desk);
	return desk_screen(desk) == SCREEN_PAYMENTS && page && id
		   ? list_find(&page->items, &payment_record, id)
		   : NULL;
}

bool
reconcile_lists(const struct desk *desk, const char *id)
{
	return line_of(desk, id) != NULL;
}

void
reconcile_heard(struct desk *desk, const struct payment *payment)
{
	struct payment *line = line_of(desk, payment->id);
	if (line && !line->withheld)
		record_copy_into(&desk->reconciling.arena, &payment_record, line, payment);
}

/* ---- going there ---- */

static void
show(struct desk *desk, const char *subject)
{
	desk_go(desk, SCREEN_PAYMENTS, subject);
	reconcile_ask(desk);
}

void
reconcile_open(struct desk *desk, const char *name)
{
	const struct council *named = name && *name ? council_rung(desk, name) : NULL;
	const char *council = named           ? named->id
			      : name && *name ? NULL
			      : desk->session ? desk->session->council
					      : desk_at(desk);
	if (!council) {
		desk_say(desk, TONE_WARN, _("There is no council \"%s\"."), name ? name : "");
		return;
	}
	typed_drop(desk, PAYMENTS_FILTER);
	show(desk, arena_strdup(&desk->effects.arena, council));
}

void
reconcile_back(struct desk *desk, const char *subject)
{
	show(desk, subject);
}

/* ---- the filter ---- */

void
reconcile_filter(struct desk *desk)
{
	desk_focus(desk, PAYMENTS_FILTER);
}

/* What is typed narrows the list at once; with Enter the words are looked for in all of it. */
static void
filter(struct desk *desk, const char *text)
{
	if (text && text_blank(text))
		typed_drop(desk, PAYMENTS_FILTER);
	else if (text)
		typed_set(desk, PAYMENTS_FILTER, text, false);
	reconcile_ask(desk);
	desk_focus(desk, NULL);
}

bool
reconcile_filter_leave(struct desk *desk)
{
	if (text_blank(typed_text(desk, PAYMENTS_FILTER)))
		return false;
	filter(desk, "");
	return true;
}

/* ---- what is picked ---- */

void
reconcile_pick(struct desk *desk, const char *item, const char *text)
{
	struct arena *arena = &desk->effects.arena;
	const char *council = reconcile_council(desk);
	if (strncmp(item, "group:", 6) == 0 && council) {
		show(desk, arena_printf(arena, "%s/%s", council, item + 6));
	} else if (strncmp(item, ROW, strlen(ROW)) == 0) {
		payment_show(desk, arena_strdup(arena, item + strlen(ROW)));
	} else if (strcmp(item, "more") == 0) {
		reconcile_more(desk);
	} else if (strcmp(item, PAYMENTS_FILTER) == 0) {
		filter(desk, text);
	}
}

/* ---- asking the provider ---- */

static const struct payment *
in_front(const struct desk *desk)
{
	bool row = desk->at && strncmp(desk->at, ROW, strlen(ROW)) == 0;
	return row ? line_of(desk, desk->at + strlen(ROW)) : NULL;
}

bool
reconcile_can_look(const struct desk *desk)
{
	return in_front(desk) != NULL;
}

void
reconcile_look(struct desk *desk)
{
	payment_look(desk, in_front(desk));
}

bool
when_can_reconcile(const struct desk *desk)
{
	return desk_screen(desk) != SCREEN_PAYMENTS && !when_can_pay(desk);
}
