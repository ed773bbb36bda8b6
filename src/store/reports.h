/* Counts of a time: outcomes, offers, mechanisms, what people said of themselves. */
#ifndef STORE_REPORTS_H
#define STORE_REPORTS_H

#include "store/store.h"

enum report_by { REPORT_ALL, REPORT_COUNCIL, REPORT_SERVICE };

/* Contacts begun in from … to - 1, by group; struct outcome_count, struct offer_count. */
int outcomes_count(struct tx *tx, enum report_by by, micros from, micros to, struct arena *arena,
    struct list *out);
int offers_count(struct tx *tx, enum report_by by, micros from, micros to, struct arena *arena,
    struct list *out);
/* What went by each mechanism: struct volume, of the council that must deliver or (null) of all. */
int volumes_count(struct tx *tx, const char *council, micros from, micros until,
    struct arena *arena, struct list *out);
/* Enquiries about a service of a council that must deliver, begun since `from` and before the key
 * `after` (null: before now), the newest first; struct late_enquiry. And the key of one. */
int enquiries_before(struct tx *tx, const char *service, const char *council, micros from,
    const char *after, size_t most, struct arena *arena, struct list *out);
const char *enquiries_key(const struct late_enquiry *enquiry, struct arena *arena);
/* Counts what somebody said of themselves, and nothing about whom. */
int equality_add(struct tx *tx, const struct equality *said);
/* struct equality_count of the months; REPORT_SERVICE: by the team that owns the service. */
int equality_counts(struct tx *tx, enum report_by by, const char *from, const char *to,
    struct arena *arena, struct list *out);

#endif
