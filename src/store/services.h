/* The directory: the published texts of services and their versions. */
#ifndef STORE_SERVICES_H
#define STORE_SERVICES_H

#include "store/store.h"

/* A text to be published, and who answers for it. */
struct publication {
	const char *service, *text;
	const char *author, *approver; /* approver null: published without a second person */
	const char *comment;           /* why, or null */
};
/* A new version when the text differs; *version is the current one. 1 when it was new. */
int directory_publish(struct tx *tx, const struct publication *publication, int64_t *version);
/* The newest `most` versions of a service, newest first; struct entry_version. */
int directory_versions(
    struct tx *tx, const char *service, size_t most, struct arena *arena, struct list *out);
int64_t directory_newest(struct tx *tx);
/* Services whose current version is newer than `after`, struct service_text, by version. */
int directory_after(struct tx *tx, int64_t after, struct arena *arena, struct list *out);
/* The first of them, with `most` bytes of text or a little more; *more tells whether others follow.
 * `was` (or null) gets the text of each as it was in the directory's version `whole`, at the same
 * place; its version is 0 where there was none. */
int directory_part(struct tx *tx, int64_t after, int64_t whole, size_t most, struct arena *arena,
    struct list *out, struct list *was, bool *more);
/* The ids of services whose current text has these words somewhere, "|" after each; in the arena.
 */
const char *directory_holding(struct tx *tx, const char *words, struct arena *arena);
/* One version; 0 is the current one. */
int directory_get(struct tx *tx, const char *service, int64_t version, struct service_text *out,
    struct arena *arena);

#endif
