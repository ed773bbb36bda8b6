/*
 * How long records are kept, and what becomes of them then: a rule a kind of record. What reports
 * count (contacts, cases) is anonymised: it loses the person and whatever was said, and is counted
 * as before. All else is erased.
 */
#ifndef MODEL_RECORD_RETENTION_H
#define MODEL_RECORD_RETENTION_H

#include "model/field.h"

/* In the order in which they are gone through: what goes with a customer comes before them. */
enum retained_kind {
	RETAIN_NOTE,
	RETAIN_CHECK,
	RETAIN_MARKER,
	RETAIN_RELATION,
	RETAIN_CASE,
	RETAIN_CONTACT,
	RETAIN_VISIT,
	RETAIN_CUSTOMER,
	RETAIN_KINDS
};
/* What its time is counted from and what happens then, which the kind itself decides. */
struct retention_kind {
	const char *id, *after, *then;
};
extern const struct retention_kind retention_kinds[RETAIN_KINDS];

struct retention {
	const char *id; /* of a kind */
	int64_t months; /* 0: for as long as the person is kept; a customer: for ever */
	const char *after, *then;
};
extern const struct record retention_record;

#endif
