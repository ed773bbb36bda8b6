/* The whiteboard: people by team, what is known of each and how old that is; and the form in which
 * somebody says where one of them is. */
#include "desk/board.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "directory/presence.h"
#include "ui/board.h"

#include <string.h>

/* ---- words ---- */

static const char *
known_label(const struct officer *officer, micros now)
{
	switch (officer_known(officer, now)) {
	case KNOWN_IN:
		return _("In");
	case KNOWN_OUT:
		return _("Out");
	default:
		return _("Not known");
	}
}

/* "since 09:10, 3 hours old" */
static const char *
age(const struct desk *desk, const struct officer *officer, struct arena *arena)
{
	int64_t hours = (desk->now - officer->at) / MICROS_HOUR;
	const char *since = arena_printf(arena, _("since %s"), say_time(desk, officer->at, arena));
	if (officer_known(officer, desk->now) == KNOWN_NOT)
		return officer->at
			   ? arena_printf(arena, _("said %s"), say_time(desk, officer->at, arena))
			   : NULL;
	if (hours < 1)
		return since;
	return arena_printf(arena,
	    P_("%s, %lld hour old", "%s, %lld hours old", (unsigned long)hours), since,
	    (long long)hours);
}

static void
join(struct buf *out, const char *text)
{
	if (!text_blank(text))
		buf_printf(out, "%s%s", out->length ? ", " : "", text);
}

static const char *
taken(struct buf *out, struct arena *arena)
{
	const char *text = out->length ? arena_strdup(arena, out->data) : NULL;
	buf_release(out);
	return text;
}

static const char *
details(const struct desk *desk, const struct officer *officer, struct arena *arena)
{
	struct buf out;
	char number[32];
	buf_init(&out, 600);
	if (officer_known(officer, desk->now) != KNOWN_NOT) {
		join(&out, officer->place);
		if (officer->back)
			join(&out, arena_printf(
				       arena, _("back %s"), say_time(desk, officer->back, arena)));
		if (officer->cover)
			join(&out, arena_printf(arena, _("%s covers"), officer->cover));
	}
	if (officer->telephone) {
		phone_words(officer->telephone, number, sizeof number);
		join(&out, number);
	}
	join(&out, officer->job);
	return taken(&out, arena);
}

/* ---- the list ---- */

static void
team_heading(const struct desk *desk, struct page *page, const struct team *team)
{
	page_add(page, ITEM_HEADING, ROLE_LABEL,
	    arena_printf(page->arena, "%s, %s", team ? team->name : "",
		team ? council_short(desk, team->council) : ""));
}

static void
officer_row(const struct desk *desk, struct page *page, const struct officer *officer)
{
	struct arena *arena = page->arena;
	struct item *item = page_row(page, arena_printf(arena, "officer:%s", officer->id),
	    known_label(officer, desk->now), officer->name);
	enum known_of known = officer_known(officer, desk->now);
	item->detail = details(desk, officer, arena);
	item->right = age(desk, officer, arena);
	item->role = known == KNOWN_IN ? ROLE_GOOD : known == KNOWN_OUT ? ROLE_TEXT : ROLE_DIM;
}

static void
team_row(const struct desk *desk, struct page *page, const struct board_row *row)
{
	struct arena *arena = page->arena;
	if (!row->team)
		return;
	struct item *item = page_row(
	    page, arena_printf(arena, "team:%s", row->team->id), _("Team"), row->team->name);
	item->detail = council_short(desk, row->team->council);
	item->right = arena_printf(
	    arena, _("%zu in, %zu out, %zu not known"), row->in, row->out, row->unknown);
}

/* How old it is, when the line is down. */
static const char *
standing(const struct desk *desk, struct arena *arena)
{
	if (desk->line_known && !desk->online)
		return arena_printf(
		    arena, _("as it was at %s"), say_time(desk, desk->line_since, arena));
	return desk->board.version ? NULL : _("The whiteboard is still coming.");
}

void
screen_board(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	struct board_rows rows = board_rows(desk, arena);
	page->strip_left = _("Whiteboard");
	page->strip_right = standing(desk, arena);
	page_field(page, BOARD_FIND, _("Find"), typed_text(desk, BOARD_FIND), 80)->detail =
	    _("a name, a team, a place");
	for (size_t i = 0; i < rows.count; i++) {
		const struct board_row *row = &rows.items[i];
		if (row->officer && row->first)
			team_heading(desk, page, row->team);
		if (row->officer)
			officer_row(desk, page, row->officer);
		else
			team_row(desk, page, row);
	}
	if (rows.more)
		page_add(page, ITEM_TEXT, ROLE_DIM, _("There are more: type on."));
	if (!rows.count)
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    desk->board.officers.count ? _("Nobody of that name.")
					       : _("Nobody is on the whiteboard yet."));
	if (!page->focus)
		page->focus = BOARD_FIND;
	page->enter = _("say where");
}

void
screen_presence(const struct desk *desk, struct page *page)
{
	static const struct {
		const char *name, *label, *hint;
	} fields[] = {{"place", N_("Where"), N_("may be left out")},
	    {"back", N_("Back"), N_("14:00, 2 hours, 1 Dec 14:00")},
	    {"cover", N_("Covered by"), N_("may be left out")}};
	const struct officer *officer = board_officer(desk, desk_subject(desk));
	struct arena *arena = page->arena;
	page->strip_left = officer ? officer->name : _("Whiteboard");
	if (!officer) {
		page_add(page, ITEM_TEXT, ROLE_DIM, _("Nobody of that name."));
		return;
	}
	page->strip_right = arena_printf(arena, "%s %s", known_label(officer, desk->now),
	    officer->at ? age(desk, officer, arena) : "");
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		const char *field = board_field(officer->id, fields[i].name, arena);
		struct item *item = page_field(page, field, _(fields[i].label),
		    board_value(desk, officer, fields[i].name, arena), 80);
		item->detail = _(fields[i].hint);
		if (text_same(desk->fault_field, field))
			item->fault = desk->fault;
	}
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	page_row(page, "out", NULL, _("Out"))->enter = _("say it");
	page_row(page, "in", NULL, _("In"))->enter = _("say it");
	page->enter = _("next");
	page->pick = _("say it");
}

/* ---- of a team, where it is referred to ---- */

enum { NAMED = 4 };

static void
team_names(const struct desk *desk, struct page *page, const struct team *team, enum known_of known)
{
	struct arena *arena = page->arena;
	struct buf out;
	size_t count = 0;
	buf_init(&out, 1000);
	LIST_EACH(struct officer, officer, &desk->board.officers)
	{
		if (officer->gone || !text_same(officer->team, team->id) ||
		    officer_known(officer, desk->now) != known || count++ >= NAMED)
			continue;
		const char *more = known == KNOWN_OUT ? details(desk, officer, arena) : NULL;
		join(&out,
		    more ? arena_printf(arena, "%s (%s)", officer->name, more) : officer->name);
	}
	if (count > NAMED)
		join(&out,
		    arena_printf(arena, P_("%zu more", "%zu more", count - NAMED), count - NAMED));
	const char *names = taken(&out, arena);
	if (names)
		page_add(page, ITEM_TEXT, known == KNOWN_IN ? ROLE_GOOD : ROLE_DIM, names)->label =
		    known == KNOWN_IN ? _("In") : _("Out");
}

void
page_team(const struct desk *desk, struct page *page, const struct team *team)
{
	struct arena *arena = page->arena;
	char hours[80];
	bool open, any = false;
	struct err err;
	LIST_EACH(struct officer, officer, &desk->board.officers)
	any = any || (team && !officer->gone && text_same(officer->team, team->id) && officer->at);
	if (!any)
		return;
	struct calendar calendar =
	    council_calendar(partnership_council(&desk->councils, team->council));
	struct item *item = page_add(page, ITEM_TEXT, ROLE_TEXT, team->name);
	item->label = _("Team");
	if (team->hours &&
	    hours_status(team->hours, &calendar, desk->now, &open, hours, sizeof hours, &err) == 0)
		item->right = arena_strdup(arena, hours);
	team_names(desk, page, team, KNOWN_IN);
	team_names(desk, page, team, KNOWN_OUT);
}
