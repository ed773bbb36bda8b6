/* Forms on the web in the store: those that came in, how often each was used, and the secrets that
 * tell how a case stands. */
#ifndef STORE_FORMS_H
#define STORE_FORMS_H

#include "store/store.h"

int web_form_get(struct tx *tx, const char *id, struct web_form *out, struct arena *arena);
int web_form_put(struct tx *tx, const struct web_form *form);
/* Those of which it is not settled whose they are, the oldest first; struct web_form. */
int web_forms_waiting(struct tx *tx, size_t most, struct arena *arena, struct list *out);

enum form_use { FORM_BEGUN, FORM_SENT, FORM_REFUSED, FORM_LOOKED };
/* One more today. */
int form_used(struct tx *tx, const char *service, const char *council, enum form_use use);
/* Of the days (YYYY-MM-DD) from … to, struct form_count by service and council. */
int forms_count(
    struct tx *tx, const char *from, const char *to, struct arena *arena, struct list *out);

/* The hash (SECRET_HASH bytes) of what tells how a case stands; get: 1 there. */
int case_secret_put(struct tx *tx, const char *case_id, const unsigned char hash[32]);
int case_secret_get(struct tx *tx, const char *case_id, unsigned char hash[32]);

/* A value that only this CRM can make of the text, always the same. */
void store_derive(const struct tx *tx, const char *text, unsigned char out[32]);

#endif
