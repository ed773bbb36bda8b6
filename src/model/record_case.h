/* What hangs on a case beside its events: files, links to other cases; and changes to its own
 * fields. */
#ifndef MODEL_RECORD_CASE_H
#define MODEL_RECORD_CASE_H

#include "model/field.h"

/* The other case, and what this one is to it: its duplicate, what follows it, a part of it, or the
 * other way round. Both have it. */
struct case_link {
	const char *reference, *kind /* duplicate duplicated follows followed part whole */;
	const char *author;
	micros at;
};
extern const struct record case_link_record;
extern const char *const record_case_link_words[]; /* null-terminated */
/* What the other one is to this one. */
const char *case_link_back(const char *kind);

/* A file; its bytes are kept by their hash. */
struct attachment {
	const char *id, *hash /* BLAKE2b-256, hexadecimal */, *name, *type /* image/jpeg */;
	int64_t size; /* bytes */
	const char *author;
	micros at;
};
extern const struct record attachment_record;

/* The same on its way, with its bytes in base64, or a piece of them: those from `from` on, of
 * `size` in all (0: all are here). */
enum { ATTACHMENT_MOST = 4 << 20, ATTACHMENT_PIECE = 700 * 1024 };
struct attachment_file {
	const char *id, *name, *type, *content;
	int64_t from, size;
};
extern const struct record attachment_file_record;

/* The fields of a case that two people may change beside each other: those of the same name. */
struct case_fields {
	const char *promise, *summary, *note;
	micros due;
};
extern const struct record case_fields_record;

/* As struct customer_change. */
struct case_change {
	const char *id;
	struct case_fields *was, *now; /* only the fields that change are there */
};
extern const struct record case_change_record;

#endif
