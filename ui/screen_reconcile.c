/* Payments to be reconciled: how many of each group and their sums, and below them what is not
 * settled, or one group; what the provider says where that is something else. */
#include "desk/drafts.h"
#include "desk/payment.h"
#include "desk/reconcile.h"
#include "ui/screens.h"

static const char *
say_group(const char *group)
{
	static const struct {
		const char *group, *words;
	} all[] = {{"begun", N_("Begun")}, {"lost", N_("Never came back")}, {"paid", N_("Paid")},
	    {"failed", N_("Failed")}, {"cancelled", N_("Given up")}, {"refunded", N_("Given back")},
	    {"differs", N_("Differs")}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (text_same(all[i].group, group))
			return _(all[i].words);
	return group;
}

static void
sums(struct page *page, const struct payment_page *loaded)
{
	struct arena *arena = page->arena;
	LIST_EACH(struct payment_sum, sum, &loaded->sums)
	{
		struct item *row = page_row(page, arena_printf(arena, "group:%s", sum->group),
		    say_group(sum->group),
		    arena_printf(arena,
			P_("%lld payment", "%lld payments", (unsigned long)sum->count),
			(long long)sum->count));
		row->right = say_money(sum->amount, arena);
		row->enter = _("list");
		if (text_same(sum->group, "differs"))
			row->role = ROLE_ALARM;
	}
}

/* In a line there is room for a word or two. */
static const char *
say_shortly(const char *state)
{
	static const struct {
		const char *state, *words;
	} all[] = {{"created", N_("being made")}, {"started", N_("not yet paid")},
	    {"submitted", N_("card given")}, {"success", N_("paid")}, {"failed", N_("failed")},
	    {"cancelled", N_("given up")}, {"expired", N_("ran out")},
	    {"refunded", N_("given back")}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (text_same(all[i].state, state))
			return _(all[i].words);
	return "";
}

/* "provider says paid, £4.00" where it is something else than is held. */
static const char *
beside(const struct payment *payment, struct arena *arena)
{
	const char *words = NULL;
	if (payment->differs)
		words = arena_printf(arena, _("provider: %s"), say_shortly(payment->said));
	if (words && payment->said_amount && payment->said_amount != payment->amount)
		words =
		    arena_printf(arena, "%s, %s", words, say_money(payment->said_amount, arena));
	if (payment->case_reference)
		words = words
			    ? arena_printf(arena, _("%s; case %s"), words, payment->case_reference)
			    : arena_printf(arena, _("case %s"), payment->case_reference);
	return words;
}

static void
line(const struct desk *desk, struct page *page, const struct payment *payment)
{
	struct arena *arena = page->arena;
	struct item *row = page_row(page, arena_printf(arena, "payment:%s", payment->id),
	    payment->reference,
	    arena_printf(arena, "%s %s", say_money(payment->amount, arena), say_payment(payment)));
	row->detail = beside(payment, arena);
	row->right = arena_printf(arena, "%s, %s", say_shortly(payment->state),
	    say_how_long(desk->now - payment->made, arena));
	row->enter = _("open");
	if (payment->differs)
		row->role = ROLE_ALARM;
}

static const char *
title(const struct desk *desk, struct arena *arena)
{
	const char *council = reconcile_council(desk);
	const char *words = council ? council_short(desk, council) : "";
	return reconcile_group(desk) ? arena_printf(arena, _("Payments to %s: %s"), words,
					   say_group(reconcile_group(desk)))
				     : arena_printf(arena, _("Payments to %s"), words);
}

static void
lines(const struct desk *desk, struct page *page, const struct payment_page *loaded)
{
	size_t count = 0;
	LIST_EACH(struct payment, payment, &loaded->items)
	if (reconcile_shows(desk, payment)) {
		line(desk, page, payment);
		count++;
	}
	if (loaded->next)
		page_row(page, "more", NULL, _("More"))->number = PAGE_UNNUMBERED;
	if (!count && !loaded->next)
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    !text_blank(typed_text(desk, PAYMENTS_FILTER))
			? _("No payment here has these words.")
		    : reconcile_group(desk) ? _("There is none.")
					    : _("All payments are settled."));
}

void
screen_payments(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const struct payment_page *loaded = reconcile_page(desk);
	page->strip_left = title(desk, arena);
	page->list_first = true;
	page->enter = _("open");
	page->pick = _("open");
	if (!loaded) {
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    desk->reconciling.asked ? _("Loading the payments")
					    : _("The CRM cannot be reached."));
		return;
	}
	char day[32];
	date_words(day, sizeof day, london_of(loaded->from).date);
	page->strip_right = arena_printf(arena, _("since %s"), day);
	if (!text_blank(typed_text(desk, PAYMENTS_FILTER)) || loaded->items.count)
		page_field(
		    page, PAYMENTS_FILTER, _("Filter"), typed_text(desk, PAYMENTS_FILTER), 80)
		    ->enter = _("look in all of them");
	if (!reconcile_group(desk)) {
		sums(page, loaded);
		page_add(page, ITEM_HEADING, ROLE_LABEL, _("Not settled, the oldest first"));
	}
	lines(desk, page, loaded);
}
