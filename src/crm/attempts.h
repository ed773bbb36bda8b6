/*
 * Attempts that failed - a password, an enrolment code, the secret of a case - are counted by
 * subject in the store; after a few of them the next must wait, longer and longer. And how much of
 * anything one caller may ask for in a minute.
 */
#ifndef CRM_ATTEMPTS_H
#define CRM_ATTEMPTS_H

#include "crm/inside.h"

/* Whose attempts count: a hash, for what was tried as a name may be somebody's password. */
const char *attempt_subject(
    struct arena *arena, const char *kind, const char *name, const char *where);
/* Refuses with the seconds to wait. */
bool attempt_allowed(struct ask *ask, const char *subject);
void attempt_failed(struct tx *tx, const char *subject);

/* At most so many a minute by each who asks; in memory, of this process alone. */
struct pace *pace_new(void);
void pace_free(struct pace *pace);
/* Refuses with the seconds to wait. */
bool pace_keep(struct ask *ask, const char *who, int most);

#endif
