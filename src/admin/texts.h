/*
 * The directory's texts as the commands that change them handle them: what is published, what it is
 * to become, what changes by that, and what lint says of it.
 */
#ifndef ADMIN_TEXTS_H
#define ADMIN_TEXTS_H

#include "admin/admin.h"
#include "admin/list.h"
#include "directory/changes.h"

/* A service's text before and after; null: there is none. */
struct revision {
	const char *service;
	const char *was, *now;
	int64_t version; /* of `was` in the CRM */
	struct change *changes;
};

/* What is published, struct service_text by version; false when it cannot be read (said). */
bool texts_published(struct admin *admin, struct arena *arena, struct list *out);
/* One version of a service (0: the current one); null when there is none (said). */
const struct service_text *texts_version(
    struct admin *admin, struct arena *arena, const char *service, int64_t version);

/* Reads files and folders: the services in them against what is published. With `missing`, a folder
 * given also adds published services of which it has no file. Only those that differ; struct
 * revision. False when something cannot be read (said). */
bool texts_of_files(struct admin *admin, struct arena *arena, char **paths, int count, bool missing,
    struct list *out);
extern const struct record revision_record;

/* Fills in the changes; false when a text cannot be read (said). */
bool texts_compare(struct arena *arena, struct revision *revision);
/* A service and its changes, a line each; with --json one object. */
void texts_print(struct admin *admin, const struct revision *revision);

/* Looks the new texts over in the CRM's company; findings on standard error. False on errors. */
bool texts_check(struct admin *admin, struct arena *arena, const struct list *revisions);
/* Publishes them, all or none, each over the version it was made from. */
enum admin_exit texts_publish(struct admin *admin, struct arena *arena,
    const struct list *revisions, const char *comment, micros effective);

/* A call by administration; *answer is for who wants to know how it was refused, or null. The reply
 * record, or null (said, unless answer is given). */
struct call {
	enum route_id route;
	const char *params[REQUEST_PARAMS], *query[REQUEST_QUERY];
	const void *body;
};
const void *texts_call(
    struct admin *admin, struct arena *arena, const struct call *call, struct crm_answer *answer);

/* A day (its first moment in London) or an RFC 3339 time; false when it is neither. */
bool read_moment(const char *text, micros *out);

#endif
