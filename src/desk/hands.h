/* The contacts this desk has: in front, parked, and finished but not yet acknowledged. */
#ifndef DESK_HANDS_H
#define DESK_HANDS_H

#include "desk/state.h"

/* Takes a contact (copied; null: an empty one) into the list, not to the front. */
struct hand *hand_add(struct desk *desk, const struct work *work);
/* In the order that they were begun. */
void hands_sort(struct desk *desk);
/* A contact of its own that is in no list. */
struct hand *hand_apart(struct desk *desk);
/* An empty one begins: here, now, in front. */
void hand_begin(struct desk *desk, struct hand *hand);
void hand_free(struct hand *hand);
void hand_remove(struct desk *desk, struct hand *hand);
/* Once a step: gives back the memory that edits left behind. */
void hands_compact(struct desk *desk);
struct hand *hand_find(const struct desk *desk, const char *id);
struct matter *hand_matter(const struct hand *hand); /* the one in front, or null */
struct matter *hand_matter_of(const struct hand *hand, const char *id);

#endif
