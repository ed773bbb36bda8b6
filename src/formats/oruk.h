/*
 * Open Referral UK 3.0 (HSDS 3.0 with the UK profile): one service of ours as others read it, and
 * one of theirs as a file of ours. What of theirs has no place here is kept in the file's `origin`
 * as it came and given out again, so that nothing is lost on the way through.
 */
#ifndef FORMATS_ORUK_H
#define FORMATS_ORUK_H

#include "directory/service.h"
#include "wire/tree.h"

/* The word in `origin: { format: … }`. */
#define ORUK_FORMAT "open-referral-uk"

/* Who provides the services that name nobody. */
struct oruk_provider {
	const char *id, *name, *email;
};

/* The service as the object that `GET /services/{id}` answers. In the arena. */
struct json *oruk_write(
    const struct service *service, const struct oruk_provider *provider, struct arena *arena);

/* The page of a list (total_items … contents), holding all of it. */
struct json *oruk_page(struct json *contents, struct arena *arena);

/* Who is to vouch for what is read. */
struct oruk_owner {
	const char *team, *email;
};

/* What became of one of theirs: the names of the members that our file only carries. */
struct oruk_carried {
	const char *names[64];
	size_t count;
};

/* Appends the text of our file for one of theirs, under the id given. The file reads back as `oruk_
 * write` would say the same again. -1 with a sentence when it is no service. */
int oruk_read(const struct json *theirs, const char *id, const struct oruk_owner *owner,
    struct buf *text, struct oruk_carried *carried, struct arena *arena, struct err *err);

#endif
