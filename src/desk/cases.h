/*
 * The case on the screen and what is done to it: into which state it may go and what that needs,
 * what is put right in it. Everything goes to the CRM as an event of the case, in one chain, and is
 * shown here at once; what the CRM makes of it takes its place. What was typed lies where all that
 * is typed does: "case.text", "state.CASE/STATE", "amend.CASE/SPOT".
 */
#ifndef DESK_CASES_H
#define DESK_CASES_H

#include "desk/state.h"
#include "directory/life.h"

/* ---- case.c ---- */

void case_open_page(struct desk *desk, const char *subject);
void case_reply(struct desk *desk, const struct reply *reply, const char *subject);
void case_event(struct desk *desk, const char *kind, const char *text);
/* Sends an event of the case on the screen; its id and time are made here. */
void case_send(struct desk *desk, const struct case_event *event);
/* The CRM has given this one: it is shown. */
void case_show(struct desk *desk, const struct case_page *page);
/* Opens the field for why its priority is to be this one; null: the other of high and normal. */
void case_priority(struct desk *desk, const char *priority);
/* What whoever takes it must be able to; null: nothing. */
void case_skill(struct desk *desk, const char *skill);
void case_type(struct desk *desk, const char *kind); /* opens the field for a note or a closing */
void case_pick(struct desk *desk, const char *item, const char *text);
/* The case on the screen is theirs: it is read again, without them. */
void case_forget(struct desk *desk, const char *customer);
/* The feed says that a case has changed: if it is the one on the screen it is read again, unless
 * that was this desk's own doing. */
void case_changed(struct desk *desk, const char *id);
/* Something that its page shows beside it has: the same, and no echo of what this desk did. */
void case_beside(struct desk *desk, const char *id);
/* Back on the screen of a case: it is the one that is shown. */
void case_again(struct desk *desk);
/* After a restart: the case, and the form about it that the subject names. */
void case_return(struct desk *desk, enum screen screen, const char *subject);

/* ---- case_send.c ---- */

/* A change of one of its fields. */
void case_change_send(
    struct desk *desk, const struct field *field, const struct case_change *change);
/* The CRM has taken a write about this case. */
void case_taken(struct desk *desk, const struct reply *reply, const char *id);
/* The CRM has refused one: what it has is shown again. */
void case_refused(struct desk *desk, const char *id);
/* What was refused goes back to where it was typed. */
void case_mend(struct desk *desk, const struct outgoing *outgoing);

/* ---- case_moves.c: into which state ---- */

struct case_move {
	const struct life_state *to;
	const char *kind;                /* of its event: move close reopen */
	bool permitted;                  /* this user's to make */
	bool says;                       /* it needs words that say why */
	const struct case_event *barred; /* what this user did before keeps them from it; or null */
	/* What is not there yet beside the words: LIFE_ATTACHMENT, LIFE_REMEDY and prompts. */
	const char *lacks[MOST_NEEDS];
	size_t lack_count;
};

/* The service of the case as who must deliver has it; null when it is not in the directory. */
const struct service *case_service(const struct desk *desk);
/* Does its service declare more than open and closed? */
bool case_has_life(const struct desk *desk);
/* Where it is now. A page must be there. */
const struct life_state *case_state_now(const struct desk *desk);
/* What this user did before that keeps them from having it and moving it on, or null. */
const struct case_event *case_barred(const struct desk *desk);
/* The states that may follow, those that this user may not choose too. How many. */
size_t case_moves(const struct desk *desk, struct case_move out[MOST_STATES]);
bool case_move(const struct desk *desk, const char *state, struct case_move *out);
/* The state that SCREEN_STATE is about; null: it is to be chosen. */
const char *case_state_chosen(const struct desk *desk);
/* What the customer is told with it, in the arena; null: nothing. */
const char *case_move_tells(
    const struct desk *desk, const struct case_move *move, struct arena *arena);
/* Until when it may extend the time at most; 0: it extends none. */
micros case_move_most(const struct desk *desk, const struct case_move *move);
/* The field of until when; and of the words. */
const char *case_until_field(const struct desk *desk, struct arena *arena);
const char *case_state_field(const struct desk *desk, struct arena *arena);
void case_state_open(struct desk *desk);
void case_state_go(struct desk *desk, const char *state);
void case_state_pick(struct desk *desk, const char *item, const char *text);
/* Closes it: there is a field for how, or first the state is chosen. */
void case_close(struct desk *desk);

/* ---- case_amend.c: an answer, or a field of the case, put right ---- */

/* "a:PROMPT" or "f:FIELD" (of case_fields_record). */
enum case_spot_kind { SPOT_ANSWER, SPOT_FIELD };
const char *case_spot_named(const char *spot, enum case_spot_kind *kind); /* its name */
/* Canonical, as it is now; "" for nothing. */
const char *case_spot_value(const struct desk *desk, const char *spot, struct arena *arena);
/* The dialogue of the case with its answers; false when there is none. */
bool case_outline(const struct desk *desk, struct arena *arena, struct outline *outline);
/* What SCREEN_AMEND is about, and its field: of a choice it holds what is chosen. */
const char *case_amend_spot(const struct desk *desk);
const char *case_amend_field(const struct desk *desk, struct arena *arena);
/* Has somebody else changed it since the advisor began? */
bool case_amend_clashes(const struct desk *desk, struct arena *arena);
/* The event by which it was changed last, or null. */
const struct case_event *case_amend_last(const struct desk *desk, const char *spot);
void case_amends_open(struct desk *desk);
void case_amend_go(struct desk *desk, const char *spot);
/* With what was refused in its field again, and both sides shown. */
void case_amend_return(struct desk *desk, const char *spot, const char *text);
void case_amend_save(struct desk *desk);
void case_amend_pick(struct desk *desk, const char *item, const char *text);

/* ---- case_links.c ---- */

/* The kind of link that SCREEN_LINK is about; null: it is to be chosen. And the field. */
const char *case_link_kind(const struct desk *desk);
const char *case_link_field(const struct desk *desk, struct arena *arena);
void case_link_open(struct desk *desk);
/* The form; a reference that is not null is put into its field. */
void case_link_go(struct desk *desk, const char *kind, const char *reference);
void case_link_pick(struct desk *desk, const char *item, const char *text);
/* What the CRM will make of a link, or of the end of one. */
void case_link_shown(struct desk *desk, const struct case_event *event);

/* ---- case_run.c ---- */

void command_run_case(struct desk *desk, enum command command);
void command_run_back_office(struct desk *desk, enum command command, const char *argument);

#endif
