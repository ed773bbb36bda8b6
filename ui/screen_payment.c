/* A payment: how much to whom, what to say about paying, what became of it. No card number is asked
 * for or typed here. */
#include "desk/payment.h"
#include "ui/screens.h"

static const char *
say_state(const char *state)
{
	static const struct {
		const char *state, *words;
	} all[] = {{"created", N_("being made at the provider")},
	    {"started", N_("begun: not yet paid")}, {"submitted", N_("card given, not yet taken")},
	    {"success", N_("paid")}, {"failed", N_("failed")}, {"cancelled", N_("given up")},
	    {"expired", N_("its time ran out")}, {"refunded", N_("given back")}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (text_same(all[i].state, state))
			return _(all[i].words);
	return "";
}

static void
say(struct page *page, const char *words)
{
	page_add(page, ITEM_TEXT, ROLE_SAY, words)->label = _("SAY");
}

/* How it can be paid: at a page of the customer's own, or by being put through. */
static void
ways(struct page *page, const struct payment *payment)
{
	struct arena *arena = page->arena;
	if (payment->next_url) {
		say(page, _("You can pay at this page, on your own telephone or computer:"));
		page_add(page, ITEM_TEXT, ROLE_VALUE, payment->next_url);
	}
	if (payment->line)
		say(page,
		    arena_printf(arena,
			_("Or I put you through to %s, which takes your card. Please do not tell "
			  "me the number."),
			payment->line));
}

void
screen_payment(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const struct payment *payment = payment_shown(desk);
	page->strip_left = _("Payment");
	page->list_first = true;
	page->enter = _("ask");
	if (!payment) {
		page_add(page, ITEM_TEXT, ROLE_DIM, _("Asking how the payment stands"));
		return;
	}
	bool paid = text_same(payment->state, "success");
	page->strip_right = say_state(payment->state);
	page_add(page, ITEM_TEXT, ROLE_HEAD,
	    arena_printf(arena, _("%s to %s: %s"), say_money(payment->amount, arena),
		council_short(desk, payment->council), payment->description));
	if (payment->reference)
		page_add(page, ITEM_TEXT, ROLE_VALUE,
		    arena_printf(arena, _("Reference %s"), payment->reference));
	if (payment->failure && !paid)
		page_add(page, ITEM_TEXT, ROLE_WARN, payment->failure);
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	if (paid)
		say(page, say_receipt(desk, payment, arena));
	else if (!payment->ended)
		ways(page, payment);
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	if (!payment->ended)
		page_row(page, "look", NULL, _("Ask the provider now"));
	else if (!paid)
		page_row(page, "anew", NULL, _("Begin anew"))->enter = _("begin anew");
	page_row(page, "back", NULL, _("Back to the matter"))->enter = _("back");
	page->pick = _("choose");
}
