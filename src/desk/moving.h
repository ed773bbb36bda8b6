/* Changes of address at the desk: telling one (moving.c), and what came of it (moved.c). */
#ifndef DESK_MOVING_H
#define DESK_MOVING_H

#include "desk/customer.h"

/* ---- moving.c: the form ---- */

extern const struct person_field moving_fields[];
extern const size_t moving_field_count;
bool moving_has_field(const char *field); /* is it one of the form's, shown or not? */
bool moving_shows_field(const char *field);
const char *moving_value(const struct desk *desk, const char *field);
/* The day that is typed, today when none is; false when it is none. */
bool moving_day(const struct desk *desk, struct date *day);
/* May they come along, as members of the household with a record of their own? Do they? */
bool moving_may_come(const struct relative *relative);
bool moving_comes(const struct desk *desk, const char *customer, struct arena *arena);
void moving_open(struct desk *desk);
void moving_recovered(struct desk *desk);
void moving_changed(struct desk *desk, const char *field);
void moving_look_again(struct desk *desk); /* gazetteer, directory or record have come */
void moving_pick(struct desk *desk, const char *item, const char *text);
void moving_save(struct desk *desk);
void moving_mend(struct desk *desk, const char *operation); /* refused, in the form again */

/* ---- moved.c: one of the history, and taking it back ---- */

extern const char moved_reason_field[];
/* The move that is shown; null while the history is not there. */
const struct move *moved_shown(const struct desk *desk);
void moved_open(struct desk *desk, const char *id);
void moved_pick(struct desk *desk, const char *item);
/* The CRM has made one, or taken it back, for this contact. */
void moved_done(struct desk *desk, const struct move *move, const char *contact);
/* Something of somebody's move has changed: contacts in hand with them read anew. */
void moved_changed(struct desk *desk, const char *customer);
void moved_mend(struct desk *desk, const char *operation);

#endif
