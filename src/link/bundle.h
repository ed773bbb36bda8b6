/*
 * Several reads in one request: what a desk asks at once when it begins or comes back, and the CRM
 * answers together (GET /v1/pages). On a slow line that is one turn instead of many; nobody behind
 * the link knows of it. What does not come that way is asked for alone.
 */
#ifndef LINK_BUNDLE_H
#define LINK_BUNDLE_H

#include "link/waiting.h"

enum { BUNDLE_MOST = 12 };

/* What goes on the line for this job: itself, or a bundle of it and those that wait and may go with
 * it, which are marked as flying. A bundle is in no queue. */
struct job *bundle_of(struct waiting *waiting, struct job *job);

/* The bundle has ended. Makes the replies of those that it answers, in `reply`'s words, and takes
 * these off the queue; the others wait on, to be asked alone. The number of replies. */
size_t bundle_end(struct waiting *waiting, struct job *bundle, const struct reply *reply,
    struct reply out[BUNDLE_MOST]);

#endif
