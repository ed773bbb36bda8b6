/* Notices to desks, and the supervisor's form of them. */
#ifndef DESK_NOTICES_H
#define DESK_NOTICES_H

#include "desk/state.h"

/* ---- notices.c ---- */

void notices_ask(struct desk *desk);
void notices_take(struct desk *desk, const struct list *notices); /* all there are */
void notice_take(struct desk *desk, const struct notice *notice); /* one, as it stands now */
/* Is it to be shown on the desk, or, with a service, in its calls for the council responsible (null
 * while that is not known)? */
bool notice_shown(const struct desk *desk, const struct notice *notice, const char *service,
    const char *responsible);

/* ---- notice_form.c: the supervisor's ---- */

struct notice_field {
	const char *name;  /* "until" */
	const char *label; /* gettext id */
	size_t limit;
};
extern const struct notice_field notice_fields[];
extern const size_t notice_field_count;
/* The field of the form of this notice: "notice.ID.until". */
const char *notice_field(const char *id, const char *name, struct arena *arena);
/* The notice whose form is open; null for a new one. */
const struct notice *notice_edited(const struct desk *desk);
/* What stands in the open form: typed, else kept; of "kind" and "prepared" too. Never null. */
const char *notice_value(const struct desk *desk, const char *name, struct arena *arena);
/* "Gritting; Missed bin collection"; "" when it names none of the kind. */
const char *notice_scope_words(
    const struct desk *desk, const struct notice *notice, const char *kind, struct arena *arena);
void notice_open(struct desk *desk, const char *id);
void notice_pick(struct desk *desk, const char *item);

#endif
