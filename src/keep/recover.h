/* Reads a journal's records back after any end: clean, killed, cut power, damaged. */
#ifndef KEEP_RECOVER_H
#define KEEP_RECOVER_H

#include "keep/format.h"

struct recovery {
	uint64_t records; /* the number of the last good record */
	size_t end;       /* where the next record goes */
	size_t cut;       /* bytes of a torn tail behind it: never reported as kept */
	bool damaged;     /* a record that was on the medium is altered or gone */
	bool newer;       /* written by a newer program, in a form this one does not know */
};

/*
 * Applies all good records to `live`. A torn tail (the writing that a crash interrupted) ends the
 * journal exactly before it. Behind a damaged part, later records are looked for and applied too.
 */
void recover(const struct header *header, const unsigned char *data_key, const unsigned char *bytes,
    size_t length, struct live *live, struct recovery *out);

#endif
