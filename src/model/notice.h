/*
 * Notices: what desks are told until a time, and the contingency switch. A notice may name
 * services, councils and sites; of a kind of which it names none it concerns all. One rule for the
 * CRM and for the desk, which goes by its own clock also when the line is down.
 */
#ifndef MODEL_NOTICE_H
#define MODEL_NOTICE_H

#include "model/records.h"

/* Switched on and not yet over? */
bool notice_in_force(const struct notice *notice, micros now);
bool notice_is_emergency(const struct notice *notice);

/* Does it name any of this kind ("service", "council", "site")? */
bool notice_names(const struct notice *notice, const char *kind);
/* Does it concern this one, by name or because it names none of the kind? */
bool notice_concerns(const struct notice *notice, const char *kind, const char *id);

#endif
