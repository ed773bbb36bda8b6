/* A call that a telephone system announced: it waits until somebody takes or dismisses it. */
#include "desk/pop.h"
#include "desk/board.h"
#include "desk/contact.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/signin.h"
#include "desk/state.h"
#include "desk/transfer.h"
#include "desk/visits.h"

#include <string.h>

void
pop_hear(struct desk *desk, const char *text)
{
	char number[20];
	if (!signed_in(desk) || !text || !phone_normal(text, number))
		return;
	set_text(&desk->pop, number);
}

const char *
pop_words(const struct desk *desk, struct arena *arena)
{
	char number[32];
	if (!command_works(desk, COMMAND_TAKE))
		return NULL;
	const struct contact_transfer *given = transfer_waiting(desk);
	if (!desk->pop)
		return arena_printf(arena, _("%s hands over %s: F6 takes it."), given->from_name,
		    given->label ? given->label : "");
	const struct visit *visit = visit_with_number(desk, desk->pop);
	const struct officer *officer = visit ? NULL : board_with_number(desk, desk->pop);
	if (visit)
		return arena_printf(arena,
		    _("Call from %s, who is on a visit: F6 shows it, ^G. dismisses it."),
		    visit_worker(desk, visit));
	if (officer)
		return arena_printf(arena,
		    _("Call from %s: F6 shows them on the whiteboard, ^G. dismisses it."),
		    officer->name);
	phone_words(desk->pop, number, sizeof number);
	return arena_printf(arena, _("Call from %s: F6 takes it, ^G. dismisses it."), number);
}

/* One of the people of the teams rings: their visit, or where they are, is what it is about. */
static bool
pop_colleague(struct desk *desk)
{
	const struct visit *visit = visit_with_number(desk, desk->pop);
	const struct officer *officer = visit ? NULL : board_with_number(desk, desk->pop);
	if (!visit && !officer)
		return false;
	pop_dismiss(desk);
	if (visit)
		visit_open(desk, visit->id);
	else
		board_show(desk, officer);
	return true;
}

void
pop_take(struct desk *desk)
{
	char number[32];
	if (pop_colleague(desk))
		return;
	contact_park(desk);
	struct hand *hand = contact_begin(desk);
	/* Whatever kind of desk it is, this one rang. */
	hand->work->channel = "phone";
	hand->work->caller = arena_strdup(&hand->arena, desk->pop);
	contact_keep(desk, hand);
	phone_words(desk->pop, number, sizeof number);
	pop_dismiss(desk);
	desk_focus(desk, "home.find");
	typed_set(desk, "home.find", number, false);
	find_changed(desk);
	find_enter(desk, number);
}

void
pop_dismiss(struct desk *desk)
{
	set_text(&desk->pop, NULL);
}

bool
hers_works(const struct desk *desk)
{
	const struct hand *hand = desk->hand;
	const struct customer *customer = hand_customer(hand);
	char number[20];
	if (desk_screen(desk) != SCREEN_CUSTOMER || !customer || !hand->work->caller ||
	    hand->work->behalf || !phone_normal(hand->work->caller, number))
		return false;
	LIST_EACH(struct phone, phone, &customer->phones)
	if (text_same(phone->number, number))
		return false;
	return true;
}

void
hers_take(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	const struct customer *old = hand_customer(desk->hand);
	struct customer *next = record_copy(arena, &customer_record, old);
	const char *operation = desk_id(desk);
	char number[20], words[32];
	if (!phone_normal(desk->hand->work->caller, number))
		return;
	next->phones = (struct list){0};
	*(struct phone *)list_add(arena, &next->phones, &phone_record) =
	    (struct phone){.id = desk_id(desk),
		.kind = strncmp(number, "+447", 4) == 0 ? "mobile" : "home",
		.number = arena_strdup(arena, number)};
	LIST_EACH(struct phone, phone, &old->phones)
	record_copy_into(
	    arena, &phone_record, list_add(arena, &next->phones, &phone_record), phone);
	/* Should the CRM refuse it, it comes back into the form. */
	typed_set(desk, arena_printf(arena, "sent.%s.of", operation), old->id, false);
	typed_set(desk, arena_printf(arena, "sent.%s.person.phone", operation), number, false);
	phone_words(number, words, sizeof words);
	if (customer_send(desk, next, operation))
		desk_say(desk, TONE_GOOD, _("%s is their first number now."), words);
}
