/* A change of address: the form, with who will be told beside it; and one of the history, with who
 * has acknowledged. */
#include "desk/drafts.h"
#include "desk/moving.h"
#include "ui/screens.h"

#include <string.h>

static const char *
day_words(struct date day, struct arena *arena)
{
	char words[40];
	date_words(words, sizeof words, day);
	return arena_strdup(arena, words);
}

static const char *
moved_on(const struct move *move, struct arena *arena)
{
	struct date day;
	return date_parse(move->moved_on, &day) ? day_words(day, arena) : move->moved_on;
}

static const char *
place(const struct move *move, struct arena *arena)
{
	const struct address address = {
	    .line = move->line, .town = move->town, .postcode = move->postcode};
	return address_words(&address, arena);
}

/* ---- the form ---- */

static void
fields(const struct desk *desk, struct page *page)
{
	for (size_t i = 0; i < moving_field_count; i++) {
		const struct person_field *field = &moving_fields[i];
		struct item *item = page_field(page, field->field, _(field->label),
		    moving_value(desk, field->field), field->limit);
		if (text_same(field->field, "move.on"))
			item->detail = _("today");
		if (text_same(desk->fault_field, field->field))
			item->fault = desk->fault;
		page_properties(desk, page, field->field, true);
	}
}

static void
household(const struct desk *desk, struct page *page)
{
	bool first = true;
	if (!desk->hand || !desk->hand->page)
		return;
	LIST_EACH(struct relative, relative, &desk->hand->page->relatives)
	{
		if (!moving_may_come(relative))
			continue;
		if (first)
			page_add(page, ITEM_HEADING, ROLE_LABEL, _("Who comes along?"));
		first = false;
		bool comes = moving_comes(desk, relative->customer, page->arena);
		struct item *row = page_row(page,
		    arena_printf(page->arena, "with:%s", relative->customer), NULL, relative->name);
		row->detail = comes ? _("comes along") : _("stays");
		row->role = comes ? ROLE_GOOD : ROLE_TEXT;
		row->enter = comes ? _("stays") : _("comes along");
	}
}

static void
told_beforehand(const struct desk *desk, struct page *page)
{
	page_add(page, ITEM_RULE, ROLE_DIM, NULL)->aside = true;
	page_add(page, ITEM_HEADING, ROLE_LABEL,
	    desk->moving.told.count ? _("These will be told:") : _("Nobody holds it here."))
	    ->aside = true;
	LIST_EACH(struct moving_told, told, &desk->moving.told)
	page_add(page, ITEM_TEXT, ROLE_TEXT,
	    arena_printf(page->arena, "%s, %s", say_title(desk, told->service),
		council_short(desk, told->council)))
	    ->aside = true;
	if (desk->moving.others)
		page_add(page, ITEM_TEXT, ROLE_DIM, _("And those where they have something."))
		    ->aside = true;
}

void
screen_moving(const struct desk *desk, struct page *page)
{
	struct date day, today = london_of(desk->now).date;
	page->strip_left = _("Moving house");
	fields(desk, page);
	household(desk, page);
	bool later = moving_day(desk, &day) && date_compare(day, today) > 0;
	struct item *save = page_row(page, "save", NULL,
	    later ? arena_printf(page->arena, _("Save: told on %s"), day_words(day, page->arena))
		  : _("Save and tell them"));
	save->number = PAGE_UNNUMBERED;
	save->enter = _("save");
	told_beforehand(desk, page);
	page->enter = _("next");
	page->pick = _("comes along");
}

/* ---- one of the history ---- */

const char *
say_move(const struct move *move, struct arena *arena)
{
	return text_same(move->state, "planned")
		   ? arena_printf(
			 arena, _("Moves on %s to %s"), moved_on(move, arena), place(move, arena))
		   : arena_printf(arena, _("Moved to %s"), place(move, arena));
}

/* Of those who are still to do something: what was withdrawn is done with. */
static void
count_told(const struct move *move, size_t *all, size_t *acknowledged)
{
	*all = *acknowledged = 0;
	LIST_EACH(struct move_told, told, &move->told)
	{
		*all += !told->withdrawn;
		*acknowledged += !told->withdrawn && told->acknowledged;
	}
}

const char *
say_move_state(const struct move *move, struct arena *arena)
{
	size_t all, acknowledged;
	count_told(move, &all, &acknowledged);
	if (text_same(move->state, "planned"))
		return _("planned");
	if (move->undone)
		return _("taken back");
	if (!all)
		return _("nobody to tell");
	return arena_printf(arena, _("%zu of %zu acknowledged"), acknowledged, all);
}

static const char *
told_state(const struct desk *desk, const struct move_told *told, struct arena *arena)
{
	if (told->withdrawn)
		return _("withdrawn");
	if (!told->acknowledged)
		return _("not yet");
	return arena_printf(arena, _("acknowledged %s"), say_time(desk, told->acknowledged, arena));
}

static void
told_row(const struct desk *desk, struct page *page, const struct move_told *told)
{
	struct arena *arena = page->arena;
	const char *service =
	    told->withheld ? _("Sensitive service") : say_title(desk, told->service);
	const char *words =
	    arena_printf(arena, "%s, %s", service, council_short(desk, told->council));
	struct item *row;
	if (told->withheld)
		row = page_add(page, ITEM_TEXT, ROLE_DIM, words);
	else
		row = page_row(page, arena_printf(arena, "told:%s", told->reference), NULL, words);
	if (told->put_back)
		row->detail = _("to put the old address back");
	row->right = told_state(desk, told, arena);
	if (!told->acknowledged && !told->withdrawn)
		row->role = ROLE_WARN;
}

static void
head(const struct desk *desk, struct page *page, const struct move *move)
{
	struct arena *arena = page->arena;
	page_add(page, ITEM_TEXT, ROLE_TEXT, say_move(move, arena));
	page_add(page, ITEM_TEXT, ROLE_DIM,
	    arena_printf(arena, _("Before: %s"), move->old_address ? move->old_address : "?"));
	page_add(page, ITEM_TEXT, ROLE_DIM,
	    arena_printf(arena, _("From %s; taken down by %s, %s"), moved_on(move, arena),
		move->author ? move->author : "?", say_time(desk, move->made, arena)));
	LIST_EACH(struct move_person, person, &move->people)
	page_add(page, ITEM_TEXT, ROLE_TEXT,
	    arena_printf(arena, _("%s comes along"), person->name ? person->name : "?"));
	if (move->undone)
		page_add(page, ITEM_TEXT, ROLE_WARN,
		    arena_printf(arena, _("Taken back by %s: %s"),
			move->undone_by ? move->undone_by : "?",
			move->undone_reason ? move->undone_reason : "?"));
}

void
screen_moved(const struct desk *desk, struct page *page)
{
	const struct move *move = moved_shown(desk);
	page->strip_left = _("Change of address");
	page->list_first = true;
	if (!move) {
		page_add(page, ITEM_TEXT, ROLE_DIM, _("Loading the history"));
		return;
	}
	head(desk, page, move);
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	LIST_EACH(struct move_told, told, &move->told)
	told_row(desk, page, told);
	if (!move->told.count)
		page_add(page, ITEM_TEXT, ROLE_DIM, say_move_state(move, page->arena));
	page->enter = _("open");
	page->pick = _("open");
	if (move->undone)
		return;
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	struct item *reason = page_field(page, moved_reason_field, _("Take it back? Why"),
	    typed_text(desk, moved_reason_field), 200);
	reason->enter = _("take the move back");
}
