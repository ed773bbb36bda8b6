/* What the session may see: of a line of somebody's history, of a case, of a contact. */
#ifndef CRM_SHARING_H
#define CRM_SHARING_H

#include "crm/inside.h"
#include "model/sharing.h"

struct judging {              /* for one call */
	int64_t directory;    /* its version */
	struct list councils; /* their names, and how they share */
};

/* The service may be null: of a contact alone. */
enum sight sight_of(struct ask *ask, const char *service, const struct sharing *what, bool glass);
enum sight case_sight(struct ask *ask, const struct case_record *record, bool glass);

/* Is the service sensitive? */
bool service_is_sensitive(struct ask *ask, const char *service);

/* The title in every language, and the name, for those that look for words; or null. */
const char *service_title(struct ask *ask, const char *service, const struct concern *concern);
const char *council_name(struct ask *ask, const char *council);

/* What a customer shares; null when there is none, or nothing is said. */
const char *consent_of(struct ask *ask, const char *customer);

/* Is the glass to be broken, by the reason in that parameter? Refuses who may not, and what is no
 * reason. */
bool glass_asked(struct ask *ask, int index, bool *glass);

#endif
