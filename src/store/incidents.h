/*
 * Incidents and who belongs to them. Joining costs the same whether three or three thousand are
 * there: a row, and one count. What goes over all of them (closing, two incidents put together,
 * customers merged) is one statement each. Functions give 0 (or what they say), -1 when the
 * transaction failed.
 */
#ifndef STORE_INCIDENTS_H
#define STORE_INCIDENTS_H

#include "store/store.h"

int incident_get(struct tx *tx, const char *id, struct incident *out, struct arena *arena);
int incident_put(struct tx *tx, const struct incident *incident);
/* The open ones of a service that are not over yet and may be near `like` (its service, street,
 * postcode, point): more than are, for the rule to choose from. */
int incidents_like(
    struct tx *tx, const struct incident *like, struct arena *arena, struct list *out);

int incident_member_get(
    struct tx *tx, const char *id, struct incident_member *out, struct arena *arena);
/* 1 when it is new, 0 when the enquiry has been a member already; *people: how many there are then.
 */
int incident_join(struct tx *tx, const struct incident_member *member, int64_t *people);
/* It is whose the contact says now. */
int incident_member_of(struct tx *tx, const char *id, const char *customer);
/* Out of it, as if it had never joined: its contact says something else now. */
int incident_unjoin(struct tx *tx, const struct incident_member *member);
/* Out of it for a reason: the row stays. 1 done, 0 it had left. */
int incident_leave(struct tx *tx, const struct incident_member *member, const char *reason);
/* 1 done, 0 nobody was to be told by it. */
int incident_told(struct tx *tx, const char *member, const char *by);

/* Its case was closed: whoever can be reached and has not heard just this is to be told, each
 * person once. */
int incident_close(struct tx *tx, const char *id, const char *outcome, micros at);
/* It was opened again: who was not told yet is not told. */
int incident_reopen(struct tx *tx, const char *id);
/* Everyone of the one becomes one of the other; and is again of the one. */
int incident_merge(struct tx *tx, const char *id, const char *into);
int incident_split(struct tx *tx, const char *id);
/* Customers were merged, or are apart again: nobody is told twice, nobody not at all. */
int incidents_fold(struct tx *tx, const char *customer);

/* Members in the order they joined, after the key; struct incident_person without faces. */
int incident_people(struct tx *tx, const char *id, const char *after, size_t most,
    struct arena *arena, struct list *out, const char **next);
/* How many are still to be told, and by what; of incident->id. */
int incident_counts(struct tx *tx, struct incident *incident);

/* ---- told by the CRM itself: told.c ---- */

/* Somebody who is to be told, with the record that theirs has become. */
struct incident_untold {
	const char *member, *customer, *caller;
	bool mailed; /* a mail did not reach them */
	micros joined;
};
/* Those of an incident who were given no way yet, `most` at the most, in the arena. */
int incident_untold(struct tx *tx, const char *id, size_t most, struct arena *arena,
    struct incident_untold *out, size_t *count);
/* By which way a member is told: "mail" (under that mail's id), "list" or "none". */
int incident_way(struct tx *tx, const char *member, const char *way, const char *mail);
/* The ids of incidents whose people are to be told now, `most` at the most; when the next is
 * (INT64_MAX: never); and this one goes on at that time, if anybody is left. */
int incidents_to_tell(
    struct tx *tx, size_t most, struct arena *arena, const char **ids, size_t *count);
micros incidents_tell_next(struct tx *tx);
int incident_tell_on(struct tx *tx, const char *id, micros at);
/* Are there mails of this incident on their way? */
bool incident_mails_wait(struct tx *tx, const char *id);
/* It went, or did not reach them: then they are told in another way. The incident's id, or null
 * where the mail is no such one; *member whose it is. */
const char *incident_mail_sent(
    struct tx *tx, const char *mail, const char **member, struct arena *arena);
const char *incident_mail_failed(
    struct tx *tx, const char *mail, const char **member, struct arena *arena);
/* Which of the calls were refused before, by these numbers or customers (either may be null), or by
 * who was merged into them: as outbound_refused, for many. */
int outbound_refusals(struct tx *tx, const char *const *customers, const char *const *numbers,
    size_t count, bool *refused, struct arena *arena);

/* The property with just this address: 1 found. */
int property_at(struct tx *tx, const char *words, struct property *out, struct arena *arena);

#endif
