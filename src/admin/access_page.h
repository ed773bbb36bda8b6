/* The files of a subject-access bundle: a page to read, the same for programs, and what was left
 * out. Correct without styles or scripts, readable aloud, nothing from elsewhere. */
#ifndef ADMIN_ACCESS_PAGE_H
#define ADMIN_ACCESS_PAGE_H

#include "base/buf.h"
#include "crm/access.h"

/* All in the language that gettext speaks now. `arena` holds what is worded on the way. */
void access_page(
    const struct access_bundle *bundle, micros now, struct arena *arena, struct buf *out);
void access_data(
    const struct access_bundle *bundle, micros now, struct arena *arena, struct buf *out);
void access_redactions(const struct access_bundle *bundle, struct buf *out);

/* How a kind of record, a field, a value and an entry of the audit are called there. */
const char *access_kind_words(const struct record *record, struct arena *arena);
const char *access_field_words(const struct field *field, struct arena *arena);
/* Null when there is nothing to show: absent, or an id that says nothing to people. */
const char *access_value_words(const struct access_bundle *bundle, const struct field *field,
    const void *value, struct arena *arena);
/* What a role is called; `otherwise` when it is none. */
const char *access_role_words(const char *role, const char *otherwise);
const char *access_action_words(const char *action, struct arena *arena);

#endif
