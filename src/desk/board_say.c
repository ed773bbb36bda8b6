/* Saying where somebody is: at one key in the list, or with where, until when and who covers in
 * their form. Shown here at once; the CRM's own row takes its place. */
#include "base/moment.h"
#include "desk/board.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/matter.h"
#include "desk/outbox.h"
#include "desk/recover.h"
#include "desk/state.h"
#include "directory/presence.h"

#include <string.h>

#define ROW "officer:"
#define TEAM "team:"

const char *
board_field(const char *id, const char *name, struct arena *arena)
{
	return arena_printf(arena, "board.%s.%s", id, name);
}

void
board_open(struct desk *desk, const char *words)
{
	desk_go(desk, SCREEN_BOARD, NULL);
	if (words)
		typed_set(desk, BOARD_FIND, words, false);
	else
		typed_drop(desk, BOARD_FIND);
	desk_focus(desk, BOARD_FIND);
	recover_place(desk);
}

void
board_show(struct desk *desk, const struct officer *officer)
{
	struct arena *arena = &desk->effects.arena;
	const char *key = arena_printf(arena, ROW "%s", officer->id);
	board_open(desk, arena_strdup(arena, officer->name));
	desk_focus(desk, key);
}

/* The one that the cursor stands on, or whose form is open. */
static const struct officer *
in_front(const struct desk *desk)
{
	if (desk_screen(desk) == SCREEN_PRESENCE)
		return board_officer(desk, desk_subject(desk));
	if (desk_screen(desk) != SCREEN_BOARD || !desk->at ||
	    strncmp(desk->at, ROW, strlen(ROW)) != 0)
		return NULL;
	return board_officer(desk, desk->at + strlen(ROW));
}

bool
board_works(const struct desk *desk)
{
	const struct officer *officer = in_front(desk);
	return officer && board_may(desk, officer);
}

static micros
until_of(const struct desk *desk, const struct officer *officer, const struct board_word *said)
{
	const struct team *team = partnership_team(&desk->councils, officer->team);
	struct calendar calendar =
	    council_calendar(partnership_council(&desk->councils, officer->council));
	return presence_until(said, team ? team->hours : NULL, &calendar, said->at);
}

static void
send(struct desk *desk, const struct officer *officer, struct board_word said)
{
	struct arena *arena = &desk->effects.arena;
	struct board_word *body = arena_alloc(arena, sizeof *body);
	struct officer *shown = record_copy(arena, &officer_record, officer);
	said.at = desk->now;
	*body = said;
	outbox_put(desk, ROUTE_PUT_BOARD_WORD, shown->id, NULL, body,
	    arena_printf(arena, _("Whiteboard: %s"), shown->name));
	officer_say(
	    shown, &said, desk->session ? desk->session->user : NULL, until_of(desk, shown, &said));
	struct list one = {shown, 1};
	board_take(desk, &one);
	desk_say(desk, TONE_GOOD, text_same(said.state, "in") ? _("%s is in.") : _("%s is out."),
	    shown->name);
}

void
board_say(struct desk *desk, const char *state)
{
	const struct officer *officer = in_front(desk);
	if (!officer)
		return;
	if (desk_screen(desk) == SCREEN_PRESENCE) {
		typed_set(
		    desk, board_field(officer->id, "state", &desk->effects.arena), state, false);
		board_save(desk);
		return;
	}
	send(desk, officer, (struct board_word){.state = state});
}

/* ---- the form ---- */

/* What is known of them now stands in it, until something else is typed. */
const char *
board_value(
    const struct desk *desk, const struct officer *officer, const char *name, struct arena *arena)
{
	const char *typed = typed_text(desk, board_field(officer->id, name, arena));
	char time[40];
	if (typed)
		return typed;
	if (officer_known(officer, desk->now) != KNOWN_OUT)
		return NULL;
	if (text_same(name, "place"))
		return officer->place;
	if (text_same(name, "cover"))
		return officer->cover;
	if (!text_same(name, "back") || !officer->back)
		return NULL;
	london_day_time(time, sizeof time, officer->back);
	return arena_strdup(arena, time);
}

static const char *
filled(struct desk *desk, const struct officer *officer, const char *name)
{
	struct arena *arena = &desk->effects.arena;
	const char *value = board_value(desk, officer, name, arena);
	return text_blank(value) ? NULL : text_trim(arena_strdup(arena, value));
}

static bool
read_back(struct desk *desk, const struct officer *officer, struct board_word *said)
{
	const char *field = board_field(officer->id, "back", &desk->effects.arena);
	const char *typed = typed_text(desk, field);
	if (!typed && officer_known(officer, desk->now) == KNOWN_OUT)
		said->back = officer->back;
	if (text_blank(typed) || moment_read(typed, desk->now, &said->back))
		return true;
	set_text(&desk->fault_field, field);
	set_text(&desk->fault, _("Write a time to come: 14:00, 2 hours, 3 days, or 1 Dec 14:00."));
	desk_focus(desk, field);
	return false;
}

void
board_save(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	const struct officer *officer = in_front(desk);
	if (!officer)
		return;
	struct board_word said = {.state = filled(desk, officer, "state"),
	    .place = filled(desk, officer, "place"),
	    .cover = filled(desk, officer, "cover")};
	if (!said.state)
		said.state = "out";
	if (!read_back(desk, officer, &said))
		return;
	set_text(&desk->fault_field, NULL);
	set_text(&desk->fault, NULL);
	const char *id = arena_strdup(arena, officer->id);
	send(desk, officer, said);
	typed_drop_under(desk, arena_printf(arena, "board.%s.", id));
	desk_back(desk);
	desk_focus(desk, arena_printf(arena, ROW "%s", id));
	recover_place(desk);
}

static void
form_open(struct desk *desk, const char *id)
{
	struct arena *arena = &desk->effects.arena;
	const struct officer *officer = board_officer(desk, id);
	if (!officer)
		return;
	if (!board_may(desk, officer)) {
		desk_say(desk, TONE_WARN,
		    _("Where %s is can be said by them, their team or an "
		      "advisor."),
		    officer->name);
		return;
	}
	id = arena_strdup(arena, officer->id);
	desk_go(desk, SCREEN_PRESENCE, id);
	desk_focus(desk, board_field(id, "place", arena));
	recover_place(desk);
}

/* From the field to the first of the list. */
static void
to_list(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	struct board_rows rows = board_rows(desk, arena);
	if (!rows.count)
		return;
	const struct board_row *row = &rows.items[0];
	if (row->officer)
		desk_focus(desk, arena_printf(arena, ROW "%s", row->officer->id));
	else if (row->team) /* not known before the partnership has come */
		desk_focus(desk, arena_printf(arena, TEAM "%s", row->team->id));
}

static void
next_field(struct desk *desk, const char *item)
{
	static const char *const names[] = {"place", "back", "cover"};
	struct arena *arena = &desk->effects.arena;
	const char *id = desk_subject(desk);
	for (size_t i = 0; i + 1 < sizeof names / sizeof *names; i++)
		if (text_same(board_field(id, names[i], arena), item)) {
			desk_focus(desk, board_field(id, names[i + 1], arena));
			return;
		}
	desk_focus(desk, "out");
}

void
board_pick(struct desk *desk, const char *item, const char *text)
{
	struct arena *arena = &desk->effects.arena;
	(void)text;
	if (strcmp(item, BOARD_FIND) == 0) {
		to_list(desk);
	} else if (strncmp(item, ROW, strlen(ROW)) == 0) {
		form_open(desk, arena_strdup(arena, item + strlen(ROW)));
	} else if (strncmp(item, TEAM, strlen(TEAM)) == 0) {
		const char *team = arena_strdup(arena, item + strlen(TEAM));
		typed_drop(desk, BOARD_FIND);
		desk_go(desk, SCREEN_BOARD, team);
		to_list(desk);
		recover_place(desk);
	} else if (strcmp(item, "in") == 0 || strcmp(item, "out") == 0) {
		board_say(desk, strcmp(item, "in") == 0 ? "in" : "out");
	} else if (strncmp(item, "board.", 6) == 0) {
		next_field(desk, item);
	}
}
