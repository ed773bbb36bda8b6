/*
 * Visits of people who work alone, at the desk: planned, begun, checked in on, and over. One that
 * is overdue stands over every screen of the desks concerned until somebody says what was done; the
 * CRM itself raises it (crm/visits.c), a desk only shows it.
 */
#ifndef DESK_VISITS_H
#define DESK_VISITS_H

#include "model/records.h"

struct desk;
struct reply;

void visits_ask(struct desk *desk);
void visits_reply(struct desk *desk, const struct reply *reply);
/* One as it is said to be here; over, it goes. */
void visits_take(struct desk *desk, const struct visit *visit);
/* One as the CRM has it, which does not know yet what this desk still has to send of it. */
void visits_heard(struct desk *desk, const struct visit *visit);
void visits_recovered(struct desk *desk, const struct list *visits);

const struct visit *visit_find(const struct desk *desk, const char *id);
/* The open one of whoever has this number, theirs or that of the visit; or null. */
const struct visit *visit_with_number(const struct desk *desk, const char *number);
/* The one of this user that is planned or begun; or null. */
const struct visit *visit_own(const struct desk *desk);

/* Is its rung still to be answered for? */
bool visit_alarms(const struct visit *visit);
/* The one that this desk must not overlook: of this user's team, for a supervisor any, for whoever
 * goes or planned it; the highest rung first. Null: none. *others (may be null): how many more. */
const struct visit *visit_alarm(const struct desk *desk, size_t *others);
/* "Overdue: J. Mills, 14 Union Street, since 14:00: ring the worker, 07700 900123 (^GV)."; null.
 * Behind the lock nobody is named. */
const char *visit_alarm_words(const struct desk *desk, bool locked, struct arena *arena);
/* Their name on the whiteboard, else the id. */
const char *visit_worker(const struct desk *desk, const struct visit *visit);

/* ---- the screens ---- */

bool visits_work(const struct desk *desk); /* may this user see any? */
void visits_show(struct desk *desk);
void visit_open(struct desk *desk, const char *id);
void visits_pick(struct desk *desk, const char *item, const char *text);

/* What can be done with the one in front. */
bool visit_can_begin(const struct desk *desk);
bool visit_can_end(const struct desk *desk); /* safe, back, called off: it is open */
void visit_act(struct desk *desk, const char *kind, const char *text);

/* ---- the form of a new one: visit_form.c ---- */

struct visit_field {
	const char *name, *label, *hint; /* label and hint: gettext ids; no hint: null */
	size_t limit;
};
extern const struct visit_field visit_fields[];
extern const size_t visit_field_count;
/* "visit.new.NAME", and what stands in it: typed, or proposed. */
const char *visit_form_field(const char *name, struct arena *arena);
const char *visit_form_value(const struct desk *desk, const char *name, struct arena *arena);
/* The markers of the customer in hand, that whoever goes must know of; struct marker. */
size_t visit_form_cautions(const struct desk *desk, const struct marker **out, size_t most);
void visit_form_open(struct desk *desk);
void visit_form_pick(struct desk *desk, const char *item);
void visit_form_save(struct desk *desk);

#endif
