/* A journal read without its user's password, by whom it is sealed to: the CRM. For the desk whose
 * line never came back, and for the user who cannot sign in any more. */
#ifndef KEEP_SEALED_H
#define KEEP_SEALED_H

#include "base/err.h"
#include "base/secret.h"
#include "model/field.h"

/* Sealed are the data key and the digest of the user's name, so that the CRM gives a key to nobody
 * but them. */
enum { SEALED_PLAIN = SECRET_KEY + SECRET_HASH, SEALED_KEY = SEALED_PLAIN + SECRET_SEAL };

struct sealed_reader {
	/* Opens the seal with the private key; false when it is sealed to another CRM. */
	bool (*unseal)(void *context, unsigned char plain[SEALED_PLAIN],
	    const unsigned char sealed[SEALED_KEY]);
	/* Every live record, in the order it was last put; record and value are null for kinds that
	 * this program does not know. Values live in the arena. */
	void (*each)(void *context, const struct record *record, const char *kind, const char *key,
	    const void *value);
	void *context;
};

struct sealed_found {
	size_t records;
	size_t cut;   /* bytes of a torn tail, which nobody was told is kept */
	bool damaged; /* something that was kept is altered or gone; the rest was read */
};

/* The bytes of a journal's file. -1 with err when nothing can be read of it. */
int sealed_read(const void *bytes, size_t length, const struct sealed_reader *reader,
    struct arena *arena, struct sealed_found *found, struct err *err);

#endif
