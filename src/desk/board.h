/*
 * The whiteboard at the desk: who is in, out, back when, covered by whom. The feed is asked for
 * what changed since the newest row that the desk has; each row is kept in the journal, so that an
 * offline desk shows what was known last. The rules are directory/presence.h's.
 */
#ifndef DESK_BOARD_H
#define DESK_BOARD_H

#include "base/arena.h"
#include "model/records.h"

struct desk;

struct board {
	struct arena arena;
	struct list officers; /* struct officer, in no order; those who left stay out of sight */
	size_t waste;         /* rows that others have taken the place of */
	int64_t version;      /* of the newest row */
};

/* Empty again; nothing of it is left to free. */
void board_release(struct board *board);
/* Rows as the CRM has them now. */
void board_take(struct desk *desk, const struct list *officers);
void board_recovered(struct desk *desk, const struct officer *officer);
/* The CRM's history is another: everything comes anew. */
void board_forget(struct desk *desk);

const struct officer *board_officer(const struct desk *desk, const char *id);
/* The one with this telephone number; null where none or several have it. */
const struct officer *board_with_number(const struct desk *desk, const char *number);
/* The one of this name or id, or the only one with these words in the name; null. */
const struct officer *board_named(const struct desk *desk, const char *words);
/* May this user say where they are? */
bool board_may(const struct desk *desk, const struct officer *officer);

/* ---- the screen ---- */

#define BOARD_FIND "board.find"

/* What stands in the list: an officer, or a team whose people are not shown until it is opened. */
struct board_row {
	const struct officer *officer; /* or null */
	const struct team *team;
	size_t in, out, unknown; /* of the team */
	bool first;              /* of its team: a heading comes before it */
};
struct board_rows {
	struct board_row *items;
	size_t count;
	bool more; /* others match: typing on narrows them */
};
/* By the words typed; else the teams of the service in hand first, then this user's. */
struct board_rows board_rows(const struct desk *desk, struct arena *arena);

void board_open(struct desk *desk, const char *words /* or null */);
/* With this person in front. */
void board_show(struct desk *desk, const struct officer *officer);
void board_pick(struct desk *desk, const char *item, const char *text);
/* Is the cursor on somebody whom this user may say it of? */
bool board_works(const struct desk *desk);
/* "in" or "out" of the one the cursor stands on. */
void board_say(struct desk *desk, const char *state);
/* A field of the form of one: "place", "back", "cover". */
const char *board_field(const char *id, const char *name, struct arena *arena);
/* What stands in it: typed, else what is known; or null. */
const char *board_value(
    const struct desk *desk, const struct officer *officer, const char *name, struct arena *arena);
void board_save(struct desk *desk);

/* The team that a matter of this service goes to: of the queue, else the entry's owner; null. */
const struct team *board_team(
    const struct desk *desk, const char *council, const char *queue_role, const char *owner);

#endif
