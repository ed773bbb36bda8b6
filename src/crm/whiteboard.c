/*
 * The whiteboard: where the people of teams are. Who says it last is believed, by the time at which
 * it was said: a desk that was cut off tells what it knew then, and does not undo what somebody has
 * said since. Both sides are in the audit. Desks follow it as a state in the feed (feed.c).
 */
#include "base/text.h"
#include "crm/inside.h"
#include "directory/presence.h"
#include "directory/responsible.h"
#include "store/audit.h"
#include "store/board.h"
#include "store/partners.h"

enum { MOST = 500 };

bool
whiteboard_read(struct ask *ask)
{
	struct whiteboard_page *page = record_new(ask->call->arena, &whiteboard_page_record);
	int64_t after, most;
	if (!query_number(ask, 0, "after", &after) || !query_number(ask, 1, "most", &most))
		return false;
	officers_after(
	    ask->tx, after, most > 0 && most < MOST ? (size_t)most : MOST, ask->call->arena, page);
	ask->answer->body = page;
	return true;
}

/* ---- what is said of somebody ---- */

static void
audit(struct ask *ask, const char *action, const struct officer *was, const struct officer *now)
{
	struct audit_entry entry = {.action = action,
	    .record = "officer",
	    .id = now->id,
	    .of = &officer_record,
	    .was = was,
	    .now = now};
	audit_add(ask->tx, &entry);
}

static micros
holds_until(struct ask *ask, const struct officer *officer, const struct board_word *said)
{
	struct team team = {0};
	struct council council = {0};
	partner_get(ask->tx, &team_record, officer->team, &team, ask->call->arena);
	bool known = officer->council && partner_get(ask->tx, &council_record, officer->council,
					     &council, ask->call->arena) == 1;
	struct calendar calendar = council_calendar(known ? &council : NULL);
	return presence_until(said, team.hours, &calendar, said->at);
}

void
presence_say(struct ask *ask, const struct officer *was, const struct board_word *said)
{
	struct officer now = *was;
	officer_say(&now, said, ask->session->user, holds_until(ask, was, said));
	if (was->at > said->at) { /* kept: what somebody else has said since */
		audit(ask, "whiteboard.late", was, &now);
		return;
	}
	officer_put(ask->tx, &now);
	audit(ask, "whiteboard.put", was, &now);
}

bool
presence_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct session *session = ask->session;
	struct board_word said = *(const struct board_word *)ask->call->body;
	struct officer was, *now = record_new(arena, &officer_record);
	int found = officer_get(ask->tx, ask->call->params[0], &was, arena);
	if (found < 0)
		return false;
	if (found == 0 || was.gone)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	if (!officer_permitted(session->role, session->council, session->user, session->team, &was))
		return refuse(ask, PROBLEM_NOT_PERMITTED, NULL, NULL);
	/* A clock that is ahead would be believed for ever. */
	if (said.at > tx_now(ask->tx))
		said.at = tx_now(ask->tx);
	presence_say(ask, &was, &said);
	if (officer_get(ask->tx, was.id, now, arena) != 1)
		return false;
	ask->answer->body = now;
	return true;
}

/* ---- who is on it ---- */

const void *
officer_described(
    struct tx *tx, const struct officer *item, const struct officer *was, struct arena *arena)
{
	struct officer *now = record_copy(arena, &officer_record, was ? was : item);
	struct team team;
	now->name = item->name;
	now->team = item->team;
	now->job = item->job;
	now->telephone = item->telephone;
	now->gone = item->gone;
	if (partner_get(tx, &team_record, item->team, &team, arena) == 1)
		now->council = team.council;
	return now;
}

void
officer_follow(struct tx *tx, const struct user *user, struct arena *arena)
{
	struct officer was;
	bool found = officer_get(tx, user->id, &was, arena) == 1;
	bool stays = !text_blank(user->team) && !user->suspended;
	if (!found && !stays)
		return;
	struct officer item = was;
	item.id = user->id;
	item.name = user->name;
	item.gone = !stays;
	if (!text_blank(user->team))
		item.team = user->team;
	struct officer *now = record_copy(
	    arena, &officer_record, officer_described(tx, &item, found ? &was : NULL, arena));
	if (!found || !record_equal(&officer_record, &was, now))
		officer_put(tx, now);
}
