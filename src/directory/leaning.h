/* What was chosen after the same words changes the order of what a search has found. Inner header.
 */
#ifndef DIRECTORY_LEANING_H
#define DIRECTORY_LEANING_H

#include "directory/directory.h"

/* One that was chosen and not found by its words: fills all but score and fit; false when it is not
 * there any more. */
struct hit_finder {
	bool (*find)(void *context, const char *service, struct service_hit *hit);
	void *context;
};

/* Lifts the services that were chosen after what was said, adds those that are missing and orders
 * anew. `hits` has room for `most`; gives how many there are. */
size_t leaning_apply(const struct search_leaning *leaning, const char *said,
    struct service_hit *hits, size_t count, size_t most, const struct hit_finder *finder);

#endif
