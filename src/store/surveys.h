/* Who was asked how satisfied they are, and what was answered, as counts. */
#ifndef STORE_SURVEYS_H
#define STORE_SURVEYS_H

#include "store/store.h"

/* That somebody was asked about a contact: 1 found, 0 not. */
int survey_get(struct tx *tx, const char *contact, struct survey_asking *out, struct arena *arena);
int survey_put(struct tx *tx, const struct survey_asking *asking);
/* When a person was last asked one, by any of their records; 0: never. */
micros customer_surveyed(struct tx *tx, const char *customer);
/* The contact loses its person: so does that they were asked. */
void surveys_part(struct tx *tx, const char *contact);

/* ---- by mail ---- */

/* One that was sent and is not answered: of which contact, and what is counted with the answers. */
struct survey_invite {
	const char *id /* of the contact */, *survey, *council, *service, *channel, *team,
	    *language;
	micros until;
};
/* Kept under the hash of its secret; one a contact. */
int survey_invite_put(
    struct tx *tx, const struct survey_invite *invite, const unsigned char hash[32]);
/* Of a secret, while it may be answered: 1 found. */
int survey_invite_by_hash(
    struct tx *tx, const unsigned char hash[32], struct survey_invite *out, struct arena *arena);
bool survey_invite_waits(struct tx *tx, const char *id);
bool survey_invite_drop(struct tx *tx, const char *id); /* was it there? */
/* Counts what somebody answered; nothing of it says who. */
int survey_add(struct tx *tx, const struct survey_said *said);
/* struct survey_count by group: how those took it who were asked in that time, and what was
 * answered in those months ("2026-11"). */
enum survey_by {
	SURVEY_BY_ALL,
	SURVEY_BY_COUNCIL,
	SURVEY_BY_SERVICE,
	SURVEY_BY_CHANNEL,
	SURVEY_BY_TEAM
};
int survey_replies(struct tx *tx, enum survey_by by, micros from, micros until, struct arena *arena,
    struct list *out);
int survey_counts_of(struct tx *tx, enum survey_by by, const char *from, const char *to,
    struct arena *arena, struct list *out);
/* Since when somebody waits at reception that day, and a case for whoever takes it from that queue;
 * 0: none does. */
micros reception_waits(struct tx *tx, const char *site, const char *day);
micros queue_waits(struct tx *tx, const char *queue);

#endif
