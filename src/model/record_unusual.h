/* Looking that somebody should ask about, as items for the data protection officer, and what the
 * officer made of each. The fields: record_unusual.c. */
#ifndef MODEL_RECORD_UNUSUAL_H
#define MODEL_RECORD_UNUSUAL_H

#include "model/field.h"

struct unusual_look {
	const char *id;
	const char *rule;                         /* of src/crm/unusual_rules.c: own-name */
	micros at;                                /* the first time */
	const char *user, *user_name, *user_role; /* who looked; name and role as they are now */
	const char *council;                      /* theirs */
	const char *customer, *customer_name;     /* null: several, or erased since */
	int64_t looks;
	const char *purpose, *why; /* what was stated; a sentence of the rule */
	micros found;
	const char *state; /* null: nobody has decided; explained taken_up no_concern */
	const char *reason, *decided_by;
	micros decided;
};
extern const struct record unusual_look_record;
extern const char *const unusual_state_words[];

struct unusual_page {
	struct list items; /* not yet decided, the oldest first */
	bool more;         /* days are left to be gone through: ask again */
};
extern const struct record unusual_page_record;

struct unusual_verdict {
	const char *state, *reason;
};
extern const struct record unusual_verdict_record;

#endif
