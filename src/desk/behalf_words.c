/* How it is said who calls for whom, by what right, and what they may be told. */
#include "desk/behalf.h"
#include "desk/customer.h"

static const struct {
	const char *word, *label;
	const char *advice; /* what may be said while it holds */
} rights[] = {
    {"verbal_consent", N_("verbal consent"),
	N_("May be told what this call is about: the customer has agreed to that and no more.")},
    {"written_consent", N_("written consent"),
	N_("May be told what the letter of consent names, and nothing beside it.")},
    {"power_of_attorney", N_("power of attorney"),
	N_("May be told and decide what the registered power covers: money, or health and care.")},
    {"deputy", N_("deputy of the court"),
	N_("May be told and decide what the court's order covers.")},
    {"appointee", N_("appointee for benefits"),
	N_("May be told and decide what concerns benefits, and nothing beside it.")},
    {"parent", N_("parent"),
	N_("May be told what concerns the child, unless a court or the child's safety says no.")},
    {"advocate", N_("advocate"),
	N_("May be told what they speak about for the customer; decisions are the customer's.")},
    {"councillor", N_("councillor"),
	N_("May be told what answers the constituent's question, and nothing beside it.")},
};

const char *const behalf_rights[] = {"verbal_consent", "written_consent", "power_of_attorney",
    "deputy", "appointee", "parent", "advocate", "councillor"};
const size_t behalf_right_count = sizeof behalf_rights / sizeof *behalf_rights;

const char *
behalf_right_name(const char *authority)
{
	for (size_t i = 0; authority && i < sizeof rights / sizeof *rights; i++)
		if (text_same(rights[i].word, authority))
			return _(rights[i].label);
	return text_blank(authority) ? _("no authority") : authority;
}

static const char *
day_of(const char *date, struct arena *arena)
{
	struct date day;
	char words[32];
	if (!date_parse(date, &day))
		return date;
	date_words(words, sizeof words, day);
	return arena_strdup(arena, words);
}

const char *
behalf_right_words(const struct behalf *behalf, enum right right, struct arena *arena)
{
	const char *name = behalf_right_name(behalf->authority);
	if (right == RIGHT_TO_COME)
		return arena_printf(
		    arena, _("%s, not before %s"), name, day_of(behalf->from, arena));
	if (right == RIGHT_OVER)
		return arena_printf(arena, _("%s, ended %s"), name, day_of(behalf->until, arena));
	return text_blank(behalf->until) || right == RIGHT_NONE
		   ? name
		   : arena_printf(arena, _("%s, until %s"), name, day_of(behalf->until, arena));
}

const char *
behalf_line(const struct desk *desk, const struct hand *hand, struct arena *arena)
{
	const struct behalf *behalf = behalf_of(hand, arena);
	const struct customer *customer = hand_customer(hand);
	if (!behalf)
		return NULL;
	const char *whom = customer            ? customer_spoken_name(customer, arena)
			   : hand->work->label ? hand->work->label
					       : "?";
	return arena_printf(arena, _("%s, for %s (%s)"), behalf->name, whom,
	    behalf_right_words(behalf, behalf_right(desk, hand, behalf), arena));
}

const char *
behalf_advice(const struct desk *desk, const struct hand *hand)
{
	struct arena arena;
	arena_init(&arena);
	const struct behalf *behalf = behalf_of(hand, &arena);
	const char *advice = NULL;
	enum right right = behalf ? behalf_right(desk, hand, behalf) : RIGHT_NONE;
	if (behalf && right != RIGHT_HOLDS)
		advice = right == RIGHT_NONE
			     ? _("No authority: take what they tell you and say what anybody may "
				 "know, nothing that is held about the customer.")
			     : _("The authority does not hold today: take what they tell you, say "
				 "nothing that is held about the customer.");
	for (size_t i = 0; behalf && !advice && i < sizeof rights / sizeof *rights; i++)
		if (text_same(rights[i].word, behalf->authority))
			advice = _(rights[i].advice);
	arena_release(&arena);
	return advice;
}
