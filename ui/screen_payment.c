/* A payment: how much to whom, what to say about paying, what became of it. No card number is asked
 * for or typed here. */
#include "desk/hands.h"
#include "desk/payment.h"
#include "ui/screens.h"

static const char *
say_payment_state(const char *state)
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
ways(const struct desk *desk, struct page *page, const struct payment *payment)
{
	struct arena *arena = page->arena;
	if (payment->next_url) {
		say(page, _("You can pay at this page, on your own telephone or computer:"));
		page_add(page, ITEM_TEXT, ROLE_VALUE, payment->next_url);
	}
	const char *unmailed = payment->next_url ? payment_unmailed(desk, payment) : NULL;
	if (unmailed)
		page_add(page, ITEM_TEXT, ROLE_DIM, unmailed);
	if (payment->mailed)
		page_add(page, ITEM_TEXT, ROLE_GOOD,
		    arena_printf(arena, _("sent to them by e-mail, %s"),
			say_time(desk, payment->mailed, arena)));
	if (payment->line)
		say(page,
		    arena_printf(arena,
			_("Or I put you through to %s, which takes your card. Please do not tell "
			  "me the number."),
			payment->line));
}

/* For whoever reconciles: when, at whose desk, and what the provider says. */
static void
held(const struct desk *desk, struct page *page, const struct payment *payment)
{
	struct arena *arena = page->arena;
	const char *begun = say_time(desk, payment->made, arena);
	page_add(page, ITEM_TEXT, ROLE_VALUE,
	    payment->user ? arena_printf(arena, _("%s, by %s at %s"), begun, payment->user,
				council_short(desk, payment->at))
			  : begun)
	    ->label = _("Begun");
	if (payment->ended)
		page_add(page, ITEM_TEXT, ROLE_VALUE, say_time(desk, payment->ended, arena))
		    ->label = _("Ended");
	const char *said = payment->said ? say_payment_state(payment->said)
					 : _("nothing yet: it does not know this payment");
	if (payment->said_amount && payment->said_amount != payment->amount)
		said = arena_printf(arena, "%s, %s", said, say_money(payment->said_amount, arena));
	struct item *item =
	    page_add(page, ITEM_TEXT, payment->differs ? ROLE_ALARM : ROLE_VALUE, said);
	item->label = _("Provider says");
	if (payment->looked)
		item->detail =
		    arena_printf(arena, _("asked %s"), say_time(desk, payment->looked, arena));
}

static void
settling(struct page *page, const struct payment *payment)
{
	page_row(page, "settle", NULL,
	    arena_printf(page->arena, _("Hold what the provider says: %s"),
		say_payment_state(payment->said)))
	    ->enter = _("settle");
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
	bool of_matter = hand_matter(desk->hand) != NULL;
	bool paid = text_same(payment->state, "success");
	page->strip_right = say_payment_state(payment->state);
	page_add(page, ITEM_TEXT, ROLE_HEAD,
	    arena_printf(arena, _("%s to %s: %s"), say_money(payment->amount, arena),
		council_short(desk, payment->council), say_payment(payment)));
	if (payment->reference)
		page_add(page, ITEM_TEXT, ROLE_VALUE,
		    arena_printf(arena, _("Reference %s"), payment->reference));
	if (payment->failure && !paid)
		page_add(page, ITEM_TEXT, ROLE_WARN, payment->failure);
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	if (!of_matter)
		held(desk, page, payment);
	else if (paid)
		say(page, say_receipt(desk, payment, arena));
	else if (!payment->ended)
		ways(desk, page, payment);
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	if (!payment->ended || !of_matter)
		page_row(page, "look", NULL, _("Ask the provider now"));
	else if (!paid)
		page_row(page, "anew", NULL, _("Begin anew"))->enter = _("begin anew");
	if (of_matter && !payment->ended && payment->next_url && !payment_unmailed(desk, payment))
		page_row(page, "mail", NULL,
		    payment->mailed ? _("Send them the page once more")
				    : _("Send them the page by e-mail"))
		    ->enter = _("send");
	if (payment_can_settle(desk, payment))
		settling(page, payment);
	if (!of_matter && payment->case_reference)
		page_row(
		    page, "case", NULL, arena_printf(arena, _("Case %s"), payment->case_reference))
		    ->enter = _("open");
	page_row(page, "back", NULL, of_matter ? _("Back to the matter") : _("Back to the list"))
	    ->enter = _("back");
	page->pick = _("choose");
}
