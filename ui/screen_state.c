/* Into which state a case goes: those that may follow, then what the one that was chosen needs. */
#include "desk/cases.h"
#include "desk/drafts.h"
#include "ui/ask.h"
#include "ui/screens.h"

static const char *
roles(const struct life_state *state, struct arena *arena)
{
	const char *words = NULL;
	for (const struct name_list *who = state->who; who; who = who->next)
		words = words ? arena_printf(arena, "%s, %s", words, say_role(who->name))
			      : say_role(who->name);
	return words ? words : "";
}

static const char *
need_words(const struct desk *desk, const char *need, struct arena *arena)
{
	return text_same(need, LIFE_ATTACHMENT) ? _("a file on the case")
	       : text_same(need, LIFE_REMEDY)   ? _("what is put right")
	       : text_same(need, LIFE_OFFICER)
		   ? _("somebody who has it")
		   : say_prompt(desk, desk->case_page->record, need, arena);
}

/* What is not there yet, in one line; or null. */
static const char *
missing_words(const struct desk *desk, const struct case_move *move, struct arena *arena)
{
	const char *words = move->says ? _("a reason") : NULL;
	for (size_t i = 0; i < move->lack_count; i++) {
		const char *need = need_words(desk, move->lacks[i], arena);
		words = words ? arena_printf(arena, "%s; %s", words, need) : need;
	}
	return words ? arena_printf(arena, _("needs: %s"), words) : NULL;
}

static const char *
effect_words(const struct life_state *state, struct arena *arena)
{
	return state->closed    ? _("closes it")
	       : state->stops   ? _("its clock stands")
	       : state->due     ? arena_printf(arena, _("gives it %s"), state->due)
	       : state->extends ? arena_printf(arena, _("%s more at most"), state->extends)
				: NULL;
}

static void
choose(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	struct case_move moves[MOST_STATES];
	size_t count = case_moves(desk, moves);
	page_add(
	    page, ITEM_TEXT, ROLE_VALUE, words_in(&case_state_now(desk)->title, desk->language))
	    ->label = _("Now");
	page_barred(desk, page);
	page_add(page, ITEM_HEADING, ROLE_LABEL, _("It may go to"));
	for (size_t i = 0; i < count; i++) {
		const struct life_state *to = moves[i].to;
		const char *title = words_in(&to->title, desk->language);
		struct item *item =
		    moves[i].permitted
			? page_row(page, arena_printf(arena, "to:%s", to->id), NULL, title)
			: page_add(page, ITEM_TEXT, ROLE_DIM, title);
		item->detail = moves[i].permitted ? missing_words(desk, &moves[i], arena)
			       : moves[i].barred
				   ? _("somebody else's")
				   : arena_printf(arena, _("only: %s"), roles(to, arena));
		item->right = effect_words(to, arena);
	}
	page->list_first = true;
	page->enter = page->pick = _("choose");
}

/* What must be there first, then the words. */
static void
needs(const struct desk *desk, struct page *page, const struct case_move *move)
{
	struct arena *arena = page->arena;
	const char *field = case_state_field(desk, arena);
	const char *effect = effect_words(move->to, arena);
	struct item *to =
	    page_add(page, ITEM_TEXT, ROLE_VALUE, words_in(&move->to->title, desk->language));
	to->label = _("To");
	to->right = effect;
	if (move->lack_count) /* that comes first */
		page_focus_on(page, arena_printf(arena, "need:%s", move->lacks[0]));
	for (size_t i = 0; i < move->lack_count; i++)
		page_row(page, arena_printf(arena, "need:%s", move->lacks[i]), _("Missing"),
		    need_words(desk, move->lacks[i], arena))
		    ->enter = _("give it");
	const char *tells = case_move_tells(desk, move, arena);
	micros most = case_move_most(desk, move);
	if (tells)
		page_add(page, ITEM_TEXT, ROLE_VALUE, tells)->label = _("Tell them");
	if (move->to->extends) {
		const char *until = case_until_field(desk, arena);
		struct item *item =
		    page_field(page, until, _("Until"), typed_text(desk, until), 40);
		item->detail =
		    most ? arena_printf(arena, _("%s at most"), say_time(desk, most, arena)) : NULL;
	}
	page_field(page, field, move->says ? _("Why") : _("Note"), typed_text(desk, field), 2000)
	    ->detail = move->says ? _("it is kept with the case") : _("may be left out");
	page->enter = text_same(move->kind, "close")    ? _("close the case")
		      : text_same(move->kind, "reopen") ? _("open it again")
							: _("change its state");
	page_barred(desk, page);
	page_focus_on(page, move->lack_count    ? arena_printf(arena, "need:%s", move->lacks[0])
			    : move->to->extends ? case_until_field(desk, arena)
						: field);
}

void
screen_state(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const char *state = case_state_chosen(desk);
	struct case_move move;
	if (!desk->case_page) {
		page_add(page, ITEM_TEXT, ROLE_TEXT, _("The case is not shown."));
		return;
	}
	page->strip_left =
	    arena_printf(arena, _("Change the state of %s"), desk->case_page->record->reference);
	page->strip_right = say_title(desk, desk->case_page->record->service);
	if (!state)
		choose(desk, page);
	else if (case_move(desk, state, &move))
		needs(desk, page, &move);
	else
		page_add(page, ITEM_TEXT, ROLE_WARN,
		    arena_printf(arena, _("It cannot go there from where it is: %s."),
			words_in(&case_state_now(desk)->title, desk->language)));
}
