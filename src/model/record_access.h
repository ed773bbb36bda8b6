/* What a person asked for about what is held of them, and what was decided. The fields of each:
 * record_access.c. */
#ifndef MODEL_RECORD_ACCESS_H
#define MODEL_RECORD_ACCESS_H

#include "model/field.h"

/* The officer overrules what was found: these words, or what stands at this place, stay or go. */
struct access_ruling {
	const char *kind /* keep redact */, *words;
};
extern const struct record access_ruling_record;

/* A request for access (UK GDPR Article 15). */
struct access_request {
	const char *id, *customer;
	const char *state /* open answered */;
	const char *received, *due; /* dates; due: the last day */
	const char *identity;       /* how it was made sure who asks */
	const char *because, *author;
	struct list rulings;
	micros at, answered;
};
extern const struct record access_request_record;

/* A text was put right at the person's wish, or was not, and then their statement stands beside it
 * (UK GDPR Articles 16 and 19). What it said before is in the audit alone, locked. */
struct correction {
	const char *id, *customer;
	const char *record /* customer contact case_record */, *record_id, *place;
	const char *state /* corrected refused */, *statement /* what the person says */;
	const char *because, *role, *author;
	micros at;
};
extern const struct record correction_record;

#endif
