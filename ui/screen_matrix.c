/* The matrix as the committee sees it: services down, mechanisms across; then one service in words.
 */
#include "desk/matrix.h"
#include "ui/screens.h"

#include <string.h>

enum { CELL = 4, TITLE_CELLS = 18 };

static const char *
council_words(const struct desk *desk)
{
	const char *council = matrix_council(desk);
	return council ? council_short(desk, council) : "";
}

/* Each cell in as many columns as its heading: the stage's number, x where it is on. */
static const char *
cells(const struct desk *desk, const char *service, struct arena *arena)
{
	const char *text = "";
	for (enum mechanism i = 0; i < MECHANISM_COUNT; i++) {
		struct tick tick = matrix_cell(desk, service, i);
		const char *mark = matrix_cell_on(desk, service, i) ? "x"
				   : tick.stage == STAGE_NONE
				       ? "."
				       : arena_printf(arena, "%d", (int)tick.stage);
		text = arena_printf(arena, "%s%-*s", text, CELL, mark);
	}
	int64_t volume = matrix_volume(desk, service, NULL);
	return volume < 0 ? text : arena_printf(arena, "%s%6lld", text, (long long)volume);
}

static const char *
headings(const struct desk *desk, struct arena *arena)
{
	const char *text = "";
	for (enum mechanism i = 0; i < MECHANISM_COUNT; i++) {
		const char *heading = _(mechanism_kinds[i].heading);
		size_t bytes = text_fit(heading, strlen(heading), CELL - 1);
		text = arena_printf(arena, "%s%.*s%*s", text, (int)bytes, heading,
		    CELL - text_width(heading, bytes), "");
	}
	return matrix_volume(desk, NULL, NULL) < 0 ? text : arena_printf(arena, "%s%6s", text, "");
}

void
screen_matrix(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	page->strip_left =
	    arena_printf(arena, _("Services and mechanisms: %s"), council_words(desk));
	int64_t all = matrix_volume(desk, NULL, NULL);
	if (all >= 0)
		page->strip_right =
		    arena_printf(arena, _("%lld enquiries in a year"), (long long)all);
	page->list_first = true;
	page->enter = _("in words");
	page->pick = _("in words");
	page->label_width = TITLE_CELLS;
	page_add(page, ITEM_TEXT, ROLE_DIM, headings(desk, arena))->label = " ";
	for (size_t i = 0; i < directory_count(desk->directory); i++) {
		const char *service = directory_nth(desk->directory, i);
		page_row(page, arena_printf(arena, "row:%s", service), say_title(desk, service),
		    cells(desk, service, arena));
	}
	page_add(page, ITEM_TEXT, ROLE_DIM,
	    _("x on, 1 mandate, 2 scope, 3 design, 4 build, 5 test, 6 pilot and 7 operational, but "
	      "not "
	      "today"));
}

/* "operational, Chorley waste team, from 4 Jan 2027" */
static const char *
standing(const struct desk *desk, const struct tick *tick, struct arena *arena)
{
	char day[32];
	const struct team *team =
	    tick->owner ? partnership_team(&desk->councils, tick->owner) : NULL;
	const char *text = _(stage_labels[tick->stage]);
	if (tick->owner)
		text = arena_printf(
		    arena, "%s, %s", text, team && team->name ? team->name : tick->owner);
	if (tick->from.year) {
		date_words(day, sizeof day, tick->from);
		text = arena_printf(arena, _("%s, from %s"), text, day);
	}
	if (tick->until.year) {
		date_words(day, sizeof day, tick->until);
		text = arena_printf(arena, _("%s, until %s"), text, day);
	}
	return text;
}

void
screen_matrix_row(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const char *service = matrix_service(desk);
	page->strip_left = service ? say_title(desk, service) : "";
	page->strip_right = council_words(desk);
	page->list_first = true;
	page->enter = _("see it at work");
	page->pick = _("see it at work");
	if (!service || !directory_text(desk->directory, service)) {
		page_add(page, ITEM_TEXT, ROLE_WARN, service_missing(desk));
		return;
	}
	for (enum mechanism i = 0; i < MECHANISM_COUNT; i++) {
		struct tick tick = matrix_cell(desk, service, i);
		bool on = matrix_cell_on(desk, service, i);
		int64_t volume = matrix_volume(desk, service, mechanism_kinds[i].id);
		struct item *item =
		    page_row(page, arena_printf(arena, "by:%s", mechanism_kinds[i].id),
			on ? _("on") : _("off"), _(mechanism_kinds[i].label));
		item->detail = standing(desk, &tick, arena);
		item->role = on ? ROLE_TEXT : ROLE_DIM;
		if (volume > 0)
			item->right = arena_printf(arena, "%lld", (long long)volume);
	}
}
