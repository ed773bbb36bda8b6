/*
 * Complaints at the desk: "complaint about this" opens the dialogue of the service that takes them
 * with what is at hand answered; a complaint that was answered goes on to its second stage. And
 * what is learnt of one and puts it right, with who does what by when.
 */
#ifndef DESK_COMPLAINT_H
#define DESK_COMPLAINT_H

#include "desk/customer.h"
#include "desk/state.h"

/* ---- complaint.c ---- */

bool when_can_complain(const struct desk *desk);
void complaint_begin(struct desk *desk);
/* The queue of the complaints of a council, or null. */
const char *complaint_queue(const struct desk *desk, const char *council);
/* Why there is no complaint about what stands in front, or null. */
const char *complaint_hindrance(const struct desk *desk);

/* ---- complaint_form.c: a lesson or a remedy; SCREEN_ACTION, subject "CASE/lesson" ---- */

enum { ACTION_FIELDS = 4 };
struct action_field {
	const char *name;
	const char *label, *empty; /* gettext ids: the field's, and what it means empty */
	size_t limit;
};
extern const struct action_field action_fields[ACTION_FIELDS];
bool when_can_learn(const struct desk *desk);
/* Of the case on the screen; kind: lesson, remedy. */
void action_open(struct desk *desk, const char *kind);
bool action_is_lesson(const struct desk *desk);
/* The name under which a field's text is typed. */
const char *action_field(const struct desk *desk, size_t index, struct arena *arena);
/* By when, of what is typed (empty: ten working days). */
bool action_until(const struct desk *desk, const char *typed, micros *until);
void action_pick(struct desk *desk, const char *item);
void action_save(struct desk *desk);
/* What was refused stands in its form again. */
void action_return(struct desk *desk, const char *kind, const char *text, const char *action);

#endif
