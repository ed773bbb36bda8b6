/* What was typed into fields and is not sent yet: kept in the journal, key by key. */
#ifndef DESK_DRAFTS_H
#define DESK_DRAFTS_H

#include "desk/state.h"

/* What was typed into a field, or null. */
const char *typed_text(const struct desk *desk, const char *field);
void typed_set(struct desk *desk, const char *field, const char *text, bool secret);
void typed_drop(struct desk *desk, const char *field);
void typed_drop_under(struct desk *desk, const char *prefix);
bool typed_any_under(const struct desk *desk, const char *prefix);
/* To the fields of the same names under another prefix, of which there must be none. */
void typed_move_under(struct desk *desk, const char *from, const char *to);
/* Fields that were emptied: what becomes known later is shown in them. */
void typed_drop_blank(struct desk *desk, const char *prefix);
void typed_restore(struct desk *desk, const char *field, const char *text); /* from the journal */
void typed_forget(struct desk *desk); /* all, without touching the journal */

#endif
