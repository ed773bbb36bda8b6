/*
 * The case on the screen and what is done to it: into which state it may go, and what that needs.
 * Everything goes to the CRM as an event of the case, in one chain, and is shown here at once; what
 * the CRM makes of it takes its place. What was typed lies where all that is typed does:
 * "case.text", "state.CASE/STATE".
 */
#ifndef DESK_CASES_H
#define DESK_CASES_H

#include "desk/state.h"
#include "directory/life.h"

/* ---- case.c ---- */

/* The feed says that a case has changed: if it is the one on the screen it is read again, unless
 * that was this desk's own doing. */
void case_changed(struct desk *desk, const char *id);
/* After a restart: the case, and the form about it that the subject names. */
void case_return(struct desk *desk, enum screen screen, const char *subject);

/* ---- case_send.c ---- */

/* The CRM has taken a write about this case. */
void case_taken(struct desk *desk, const struct reply *reply, const char *id);
/* What was refused goes back to where it was typed. */
void case_mend(struct desk *desk, const struct outgoing *outgoing);

/* ---- case_moves.c: into which state ---- */

struct case_move {
	const struct life_state *to;
	const char *kind; /* of its event: move close reopen */
	bool permitted;   /* this user's to make */
	bool says;        /* it needs words that say why */
	/* What is not there yet beside the words: LIFE_ATTACHMENT and prompts. */
	const char *lacks[MOST_NEEDS];
	size_t lack_count;
};

/* The service of the case as who must deliver has it; null when it is not in the directory. */
const struct service *case_service(const struct desk *desk);
/* Does its service declare more than open and closed? */
bool case_has_life(const struct desk *desk);
/* Where it is now. A page must be there. */
const struct life_state *case_state_now(const struct desk *desk);
/* The states that may follow, those that this user may not choose too. How many. */
size_t case_moves(const struct desk *desk, struct case_move out[MOST_STATES]);
bool case_move(const struct desk *desk, const char *state, struct case_move *out);
/* The state that SCREEN_STATE is about; null: it is to be chosen. */
const char *case_state_chosen(const struct desk *desk);
/* The field of the words. */
const char *case_state_field(const struct desk *desk, struct arena *arena);
void case_state_open(struct desk *desk);
void case_state_go(struct desk *desk, const char *state);
void case_state_pick(struct desk *desk, const char *item, const char *text);
/* Closes it: there is a field for how, or first the state is chosen. */
void case_close(struct desk *desk);

/* ---- case_run.c ---- */

void command_run_case(struct desk *desk, enum command command);
void command_run_back_office(struct desk *desk, enum command command, const char *argument);

#endif
