/*
 * Identifiers: UUIDv7 as text (RFC 9562 section 5.7), made by whoever creates the record; and the
 * customer's references NNNN-NNNN-C with a Damm check digit.
 */
#ifndef BASE_ID_H
#define BASE_ID_H

#include "base/clock.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ID_LENGTH = 36, REFERENCE_LENGTH = 11 };

/* Where random bytes come from: the system, or a seeded stream in tests and simulation. */
struct id_source {
	void (*fill)(void *context, void *bytes, size_t length);
	void *context;
};
const struct id_source *id_system(void);

/* A reproducible source; not for secrets. The state is the caller's. */
struct id_seeded {
	struct id_source source;
	uint64_t state;
};
void id_seeded_init(struct id_seeded *seeded, uint64_t seed);

/* Writes 36 characters and a NUL. */
void id_make(char out[ID_LENGTH + 1], micros now, const struct id_source *source);
bool id_valid(const char *text);

/* Number 0 … 99999999 as NNNN-NNNN-C. */
void reference_format(char out[REFERENCE_LENGTH + 1], uint32_t number);

/* Reads a reference with or without dashes and blanks; false when the check digit or form is wrong.
 */
bool reference_parse(const char *text, uint32_t *number);
/* Of what is only practised; null is not. */
bool reference_is_training(const char *reference);

#endif
