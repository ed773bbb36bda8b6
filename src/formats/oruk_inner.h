/* What reading and writing of Open Referral UK share. Inner header. */
#ifndef FORMATS_ORUK_INNER_H
#define FORMATS_ORUK_INNER_H

#include "formats/oruk.h"

/* Members that are one text there and one contact or fact here. */
struct oruk_text {
	const char *name;    /* theirs */
	const char *contact; /* ours: a contact … */
	const char *fact;    /* … or a fact */
	bool number;         /* a number there */
};
enum { ORUK_TEXTS = 7 };
extern const struct oruk_text oruk_texts[ORUK_TEXTS];

/* The fact that holds what of a description does not fit a summary, and the one that names the
 * organisation. */
#define ORUK_ABOUT "about"
#define ORUK_PROVIDER "provider"

/* `schedules` of weekly hours, or null when they are more than those can say; and back. */
struct json *oruk_schedules(const char *hours, const char *service, struct arena *arena);
const char *oruk_hours(const struct json *schedules, struct arena *arena);

/* A UUID (version 8, RFC 9562) that is always the same for the same two words. */
const char *oruk_uuid(const char *kind, const char *name, struct arena *arena);

/* The mark of what a member says. */
const char *oruk_said(const struct json *member, struct arena *arena);

#endif
