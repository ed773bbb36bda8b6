/* What the CRM says, in the goldens, of the back office's screens and of those that stand on what
 * others do: a small office on Friday 20 November 2026. */
#ifndef TESTS_SCREEN_ANSWERS_H
#define TESTS_SCREEN_ANSWERS_H

#include "helpers/play.h"

/* As play.answers: the body of a reply, or null. */
const void *answers_of(const struct request *request, struct arena *arena);
/* A case that stands for an incident. */
struct case_page *answers_case(struct arena *arena);
/* Who is where, and a visit that is overdue, as the feed brings them. */
void answers_watch(struct play *play);
/* What this user has promised. */
void answers_promises(struct play *play);

#endif
