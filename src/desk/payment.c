#include "desk/payment.h"
#include "base/alloc.h"
#include "desk/cases.h"
#include "desk/contact.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/matter.h"
#include "desk/outbox.h"
#include "desk/reconcile.h"
#include "desk/signin.h"
#include "directory/matrix.h"
#include "directory/payment.h"

#include <string.h>

/* ---- what it costs ---- */

static const char *
council_of(const struct desk *desk, const struct matter *matter)
{
	struct arena arena;
	struct responsible who = {0};
	const struct service *service = desk_service(desk, matter->service, desk_council(desk));
	if (!service)
		return NULL;
	arena_init(&arena);
	matter_who(desk, desk->hand, matter, service, &arena, &who);
	arena_release(&arena);
	return who.body ? NULL : who.council ? who.council->id : desk_council(desk);
}

static int64_t
due_for(const struct desk *desk, const struct matter *matter, const char *council)
{
	const struct service *service =
	    council ? desk_service(desk, matter->service, council) : NULL;
	if (!service || !matrix_on(service, council, MECHANISM_PAYMENTS, london_of(desk->now).date))
		return 0;
	return payment_amount(service);
}

static const struct matter *
matter_here(const struct desk *desk)
{
	enum screen screen = desk_screen(desk);
	return screen == SCREEN_DIALOGUE || screen == SCREEN_WRAP_UP || screen == SCREEN_PAYMENT
		   ? hand_matter(desk->hand)
		   : NULL;
}

int64_t
payment_due(const struct desk *desk)
{
	const struct matter *matter = matter_here(desk);
	return matter ? due_for(desk, matter, council_of(desk, matter)) : 0;
}

bool
when_can_pay(const struct desk *desk)
{
	return desk_screen(desk) != SCREEN_PAYMENT && !preview_is(desk) && payment_due(desk) > 0;
}

/* ---- the one in hand ---- */

/* Which payment a matter has is a draft like all that was typed: it comes back after a restart. */
static const char *
field_of(struct desk *desk, const struct matter *matter)
{
	return arena_printf(&desk->effects.arena, "payment.%s", matter->id);
}

const struct payment *
payment_shown(const struct desk *desk)
{
	const struct payment *payment = desk->paying.payment;
	return desk_screen(desk) == SCREEN_PAYMENT && payment &&
		       text_same(payment->id, desk_subject(desk))
		   ? payment
		   : NULL;
}

static bool
came_to_nothing(const struct payment *payment)
{
	return text_same(payment->state, "failed") || text_same(payment->state, "cancelled") ||
	       text_same(payment->state, "expired");
}

bool
when_can_give_up(const struct desk *desk)
{
	const struct payment *payment = payment_shown(desk);
	return payment && payment->provider_id && !payment->ended;
}

static void
hold(struct desk *desk, const struct payment *payment)
{
	struct arena arena;
	arena_init(&arena);
	struct payment *copy = record_copy(&arena, &payment_record, payment);
	arena_release(&desk->paying.arena);
	desk->paying.arena = arena;
	desk->paying.payment = copy;
}

void
payment_ask(struct desk *desk, const char *id)
{
	/* What was on its way at a sign-out is answered to nobody. */
	const struct asked *asked = desk_asked(desk, desk->paying.asked);
	if (!desk_reaches(desk) || (asked && asked->what == ASKED_PAYMENT))
		return;
	struct request *request = desk_ask(desk, ROUTE_PAYMENT, REQUEST_READ, ASKED_PAYMENT, NULL);
	request->params[0] = arena_strdup(&desk->effects.arena, id);
	desk->paying.asked = request->number;
}

void
payment_news(struct desk *desk, const char *id)
{
	if (reconcile_lists(desk, id) ||
	    (desk->paying.payment && text_same(desk->paying.payment->id, id)))
		payment_ask(desk, id);
}

/* ---- beginning ---- */

static void
create(struct desk *desk, const struct matter *matter)
{
	struct arena *arena = &desk->effects.arena;
	const char *council = council_of(desk, matter);
	const struct service *service = desk_service(desk, matter->service, council);
	struct payment *payment = arena_alloc(arena, sizeof *payment);
	*payment = (struct payment){.id = desk_id(desk),
	    .contact = arena_strdup(arena, desk->hand->work->id),
	    .enquiry = arena_strdup(arena, matter->id),
	    .customer = desk->hand->work->new_customer
			    ? NULL
			    : arena_strdup(arena, desk->hand->work->customer),
	    .service = arena_strdup(arena, matter->service),
	    .council = arena_strdup(arena, council),
	    .amount = due_for(desk, matter, council),
	    .description = arena_strdup(arena, service->title.in[ENGLISH])};
	outbox_put(desk, ROUTE_PUT_PAYMENT, payment->id, NULL, payment,
	    arena_printf(arena, _("Payment: %s, %s"), say_money(payment->amount, arena),
		say_payment(payment)));
	typed_set(desk, field_of(desk, matter), payment->id, false);
	payment->state = "created";
	hold(desk, payment);
	desk_go(desk, SCREEN_PAYMENT, payment->id);
}

void
payment_begin(struct desk *desk)
{
	const struct matter *matter = matter_here(desk);
	const char *id = matter ? typed_text(desk, field_of(desk, matter)) : NULL;
	const struct payment *known = desk->paying.payment;
	if (!matter)
		return;
	if (text_blank(id) || (known && text_same(known->id, id) && came_to_nothing(known))) {
		create(desk, matter);
		return;
	}
	id = arena_strdup(&desk->effects.arena, id);
	desk_go(desk, SCREEN_PAYMENT, id);
	payment_ask(desk, id);
}

/* ---- what became of it ---- */

const char *
say_money(int64_t pence, struct arena *arena)
{
	return arena_printf(
	    arena, "£%lld.%02lld", (long long)(pence / 100), (long long)(pence % 100));
}

const char *
say_payment(const struct payment *payment)
{
	return payment->withheld || !payment->description ? _("Sensitive service")
							  : payment->description;
}

const char *
say_receipt(const struct desk *desk, const struct payment *payment, struct arena *arena)
{
	const struct council *council = partnership_council(&desk->councils, payment->council);
	return arena_printf(arena, _("Paid: %s to %s for %s. Reference %s."),
	    say_money(payment->amount, arena), council ? council->short_name : payment->council,
	    say_payment(payment), payment->reference ? payment->reference : "");
}

/* The receipt goes with the matter, into its case: once. */
static void
note_receipt(struct desk *desk, const struct payment *payment)
{
	struct arena *arena = &desk->effects.arena;
	const struct hand *hand = hand_find(desk, payment->contact);
	const struct matter *matter = hand_matter_of(hand, payment->enquiry);
	if (!matter || !payment->reference)
		return;
	const char *note = note_text(desk, matter->id, matter->note);
	if (note && strstr(note, payment->reference))
		return;
	const char *receipt = say_receipt(desk, payment, arena);
	typed_set(desk, arena_printf(arena, "note.%s", matter->id),
	    note ? arena_printf(arena, "%s\n%s", note, receipt) : receipt, false);
}

/* Another one is in front: this one is a line of a list. */
static bool
is_beside(const struct desk *desk, const char *id)
{
	return desk_screen(desk) == SCREEN_PAYMENTS ||
	       (desk_screen(desk) == SCREEN_PAYMENT && !text_same(desk_subject(desk), id));
}

void
payment_take(struct desk *desk, const struct payment *payment)
{
	reconcile_heard(desk, payment);
	if (is_beside(desk, payment->id))
		return;
	const struct payment *was = desk->paying.payment;
	bool paid = text_same(payment->state, "success");
	bool news =
	    paid && was && text_same(was->id, payment->id) && !text_same(was->state, "success");
	hold(desk, payment);
	if (!paid)
		return;
	note_receipt(desk, desk->paying.payment);
	if (news)
		desk_say(desk, TONE_GOOD, "%s",
		    say_receipt(desk, desk->paying.payment, &desk->effects.arena));
}

static void
send_event(struct desk *desk, const struct payment *payment, const char *kind)
{
	struct arena *arena = &desk->effects.arena;
	struct payment_event *event = arena_alloc(arena, sizeof *event);
	*event = (struct payment_event){desk_id(desk), kind, desk->now};
	const char *id = arena_strdup(arena, payment->id);
	outbox_put(desk, ROUTE_PUT_PAYMENT_EVENT, id, event->id, event,
	    arena_printf(arena, _("Payment: %s, %s"), say_money(payment->amount, arena),
		say_payment(payment)));
}

void
payment_look(struct desk *desk, const struct payment *payment)
{
	if (!payment)
		return;
	send_event(desk, payment, "look");
	desk_say(desk, TONE_PLAIN, "%s", _("The provider is asked."));
}

bool
payment_can_settle(const struct desk *desk, const struct payment *payment)
{
	return payment->differs && !text_same(payment->said, payment->state) &&
	       command_permits(desk, ACTION_RECONCILE);
}

void
payment_refused(struct desk *desk, const char *id)
{
	desk_say(desk, TONE_WARN, "%s",
	    _("Somebody has settled it already, or its matter is paid by another payment."));
	payment_ask(desk, id);
}

void
payment_show(struct desk *desk, const char *id)
{
	desk_go(desk, SCREEN_PAYMENT, id);
	payment_ask(desk, id);
}

void
payment_give_up(struct desk *desk)
{
	send_event(desk, desk->paying.payment, "cancel");
	desk_say(desk, TONE_PLAIN, "%s", _("The provider is told that it is given up."));
}

const char *
payment_unmailed(const struct desk *desk, const struct payment *payment)
{
	const struct customer *customer = hand_customer(desk->hand);
	const struct service *service = desk_service(desk, payment->service, payment->council);
	struct date today = london_of(desk->now).date;
	if (!payment->customer || !customer)
		return _("Not by e-mail: it is not known who pays.");
	if (!service || !matrix_on(service, payment->council, MECHANISM_EMAIL, today))
		return _("Not by e-mail: it is not set for this service there.");
	if (!customer->emails.count)
		return _("Not by e-mail: they have given no address.");
	if (customer_agreed(customer, "email") != 1)
		return _("Not by e-mail: they have not agreed to it.");
	return NULL;
}

static void
send_page(struct desk *desk, const struct payment *payment)
{
	const char *why = payment_unmailed(desk, payment);
	if (why) {
		desk_say(desk, TONE_WARN, "%s", why);
		return;
	}
	send_event(desk, payment, "mail");
	desk_say(desk, TONE_GOOD, "%s", _("The page is sent to them by e-mail."));
}

void
payment_pick(struct desk *desk, const char *item)
{
	const struct matter *matter = matter_here(desk);
	const struct payment *payment = payment_shown(desk);
	if (text_same(item, "anew") && matter) {
		create(desk, matter);
	} else if (text_same(item, "mail") && payment && payment->next_url && !payment->ended) {
		send_page(desk, payment);
	} else if (text_same(item, "give-up") && when_can_give_up(desk)) {
		payment_give_up(desk);
	} else if (text_same(item, "back")) {
		desk_back(desk);
		reconcile_ask(desk);
	} else if (text_same(item, "settle") && payment && payment_can_settle(desk, payment)) {
		send_event(desk, payment, "settle");
		desk_say(desk, TONE_PLAIN, "%s", _("What the provider says is held from now on."));
	} else if (text_same(item, "case") && payment && payment->case_reference) {
		case_open_page(desk, arena_strdup(&desk->effects.arena, payment->case_reference));
	} else {
		payment_look(desk, payment);
	}
}
