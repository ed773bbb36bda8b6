/* A call that a telephone system announced: it waits until somebody takes or dismisses it. */
#include "desk/state.h"

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
	phone_words(desk->pop, number, sizeof number);
	return arena_printf(arena, _("Call from %s: F6 takes it, ^G. dismisses it."), number);
}

void
pop_take(struct desk *desk)
{
	char number[32];
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
