/* Into which state the case on the screen goes: what its service declares (directory/life.h), what
 * this user may, and what is missing. The CRM decides by the same rules. */
#include "desk/cases.h"
#include "desk/complaint.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/matter.h"
#include "desk/promises.h"
#include "directory/opening.h"
#include "directory/responsible.h"

#include <string.h>

const struct service *
case_service(const struct desk *desk)
{
	const struct case_record *record = desk->case_page->record;
	return desk_service(
	    desk, record->service, record->responsible ? record->responsible : desk_council(desk));
}

static const struct life *
life_here(const struct desk *desk)
{
	return life_of(case_service(desk), desk->case_page->record);
}

bool
case_has_life(const struct desk *desk)
{
	return life_here(desk) != life_of(NULL, desk->case_page->record);
}

const struct life_state *
case_state_now(const struct desk *desk)
{
	return life_at(life_here(desk), desk->case_page->record);
}

const struct case_event *
case_barred(const struct desk *desk)
{
	const struct case_record *record = desk->case_page->record;
	return desk->session && !text_same(record->state, "closed")
		   ? life_bars(life_here(desk), record, desk->session->user)
		   : NULL;
}

static void
fill_move(const struct desk *desk, const struct life_state *from, const struct life_state *to,
    struct case_move *out)
{
	const struct case_page *page = desk->case_page;
	*out = (struct case_move){.to = to,
	    .kind = to->closed     ? "close"
		    : from->closed ? "reopen"
				   : "move",
	    .barred = case_barred(desk),
	    .says = to->note || from->closed};
	out->permitted = !out->barred && desk->session && life_permits(to, desk->session->role);
	out->lack_count =
	    life_lacks(to, LIFE_NOTE, page->record->attachments.count, &page->answers, out->lacks);
	if (!life_remedied(to, page->record) && out->lack_count < MOST_NEEDS)
		out->lacks[out->lack_count++] = LIFE_REMEDY;
	if (!life_claimed(to, page->record) && out->lack_count < MOST_NEEDS)
		out->lacks[out->lack_count++] = LIFE_OFFICER;
}

size_t
case_moves(const struct desk *desk, struct case_move out[MOST_STATES])
{
	const struct life *life = life_here(desk);
	const struct life_state *now = case_state_now(desk);
	size_t count = 0;
	for (const struct life_state *to = life->states; to; to = to->next)
		if (life_leads(now, to) && count < MOST_STATES)
			fill_move(desk, now, to, &out[count++]);
	return count;
}

bool
case_move(const struct desk *desk, const char *state, struct case_move *out)
{
	struct case_move moves[MOST_STATES];
	size_t count = desk->case_page && state ? case_moves(desk, moves) : 0;
	for (size_t i = 0; i < count; i++)
		if (text_same(moves[i].to->id, state)) {
			*out = moves[i];
			return true;
		}
	return false;
}

const char *
case_move_tells(const struct desk *desk, const struct case_move *move, struct arena *arena)
{
	struct quoting quoting = {desk, NULL, NULL, case_service(desk), arena};
	struct names names;
	const char *text = words_in(&move->to->tell, desk->language);
	if (text_blank(text))
		return NULL;
	quoting_names(&quoting, &names);
	return text_fill(arena, text, &names, NULL);
}

micros
case_move_most(const struct desk *desk, const struct case_move *move)
{
	const struct case_record *record = desk->case_page->record;
	const struct team *team = queue_team(desk, record->queue);
	struct calendar calendar =
	    council_calendar(partnership_council(&desk->councils, record->responsible));
	struct err err;
	micros most = 0;
	if (!move->to->extends || !record->due ||
	    due_after(
		move->to->extends, team ? team->hours : NULL, &calendar, record->due, &most, &err))
		return 0;
	return most;
}

/* ---- the screen ---- */

const char *
case_until_field(const struct desk *desk, struct arena *arena)
{
	return arena_printf(arena, "until.%s", desk_subject(desk));
}

const char *
case_state_chosen(const struct desk *desk)
{
	const char *slash = strchr(desk_subject(desk), '/');
	return slash ? slash + 1 : NULL;
}

const char *
case_state_field(const struct desk *desk, struct arena *arena)
{
	return arena_printf(arena, "state.%s", desk_subject(desk));
}

void
case_state_open(struct desk *desk)
{
	desk_go(
	    desk, SCREEN_STATE, arena_strdup(&desk->effects.arena, desk->case_page->record->id));
}

void
case_state_go(struct desk *desk, const char *state)
{
	struct arena *arena = &desk->effects.arena;
	struct case_move move;
	desk_go(
	    desk, SCREEN_STATE, arena_printf(arena, "%s/%s", desk->case_page->record->id, state));
	if (case_move(desk, state, &move) && !move.lack_count)
		desk_focus(desk, move.to->extends ? case_until_field(desk, arena)
						  : case_state_field(desk, arena));
}

void
case_close(struct desk *desk)
{
	struct case_move move;
	const struct life_state *end = life_end(life_here(desk));
	if (!end || !case_move(desk, end->id, &move))
		case_state_open(desk);
	else if (move.lack_count || !move.permitted)
		case_state_go(desk, end->id);
	else
		case_type(desk, "close");
}

/* Left out it is as long as may be: the CRM's to reckon. */
static bool
read_until(struct desk *desk, const struct case_move *move, micros *until)
{
	struct arena *arena = &desk->effects.arena;
	const char *field = case_until_field(desk, arena), *typed = typed_text(desk, field);
	micros most = case_move_most(desk, move);
	*until = 0;
	if (text_blank(typed))
		return true;
	if (!promise_when(desk, typed, until))
		desk_say(desk, TONE_WARN, "%s", _("Say when: 2 working days, 15:00, fri, 1 dec."));
	else if (*until <= desk->case_page->record->due)
		desk_say(
		    desk, TONE_WARN, "%s", _("That is no extension: it is due later already."));
	else if (most && *until > most)
		desk_say(
		    desk, TONE_WARN, _("It can be extended by %s at most."), move->to->extends);
	else
		return true;
	desk_focus(desk, field);
	return false;
}

static void
make_move(struct desk *desk, const struct case_move *move, const char *text)
{
	struct arena *arena = &desk->effects.arena;
	const char *field = case_state_field(desk, arena);
	micros until = 0;
	if (move->barred) {
		desk_say(desk, TONE_WARN, "%s",
		    _("You answered it before: somebody else must consider it now."));
		return;
	}
	if (!move->permitted) {
		desk_say(desk, TONE_WARN, "%s", _("This move is not yours to make."));
		return;
	}
	if (move->lack_count) {
		desk_say(desk, TONE_WARN, "%s", _("Something that it needs is not there yet."));
		desk_focus(desk, NULL);
		return;
	}
	if (move->says && text_blank(text)) {
		desk_say(desk, TONE_WARN, "%s", _("Say why: it is kept with the case."));
		desk_focus(desk, field);
		return;
	}
	if (move->to->extends && !read_until(desk, move, &until))
		return;
	struct case_event event = {.kind = move->kind,
	    .told = case_move_tells(desk, move, arena),
	    .until = until,
	    .state = arena_strdup(arena, move->to->id),
	    .text = text_blank(text) ? NULL : arena_strdup(arena, text)};
	const char *title = words_in(&move->to->title, desk->language);
	typed_drop(desk, field);
	typed_drop(desk, case_until_field(desk, arena));
	desk_back(desk);
	case_send(desk, &event);
	desk_say(desk, TONE_GOOD, _("It is now: %s."), title);
}

void
case_state_pick(struct desk *desk, const char *item, const char *text)
{
	const char *field = case_state_field(desk, &desk->effects.arena);
	struct case_move move;
	if (!desk->case_page)
		return;
	if (strncmp(item, "to:", 3) == 0)
		case_state_go(desk, item + 3);
	else if (text_same(item, "need:" LIFE_ATTACHMENT))
		case_files_open(desk);
	else if (text_same(item, "need:" LIFE_REMEDY))
		action_open(desk, "remedy");
	else if (text_same(item, "need:" LIFE_OFFICER))
		case_event(desk, "claim", NULL);
	else if (text_same(item, case_until_field(desk, &desk->effects.arena)))
		desk_focus(desk, field);
	else if (strncmp(item, "need:", 5) == 0)
		case_amend_go(desk, arena_printf(&desk->effects.arena, "a:%s", item + 5));
	else if (text_same(item, field) && case_move(desk, case_state_chosen(desk), &move))
		make_move(desk, &move, text ? text : typed_text(desk, field));
}
