/* The counts of queues, summed once for all desks that ask between two changes: a hundred desks ask
 * whenever the feed says that a case has changed. */
#include "base/alloc.h"
#include "crm/back_office.h"
#include "store/feed.h"
#include "store/queues.h"

#include <stdlib.h>

/* What is overdue, and what was done today, changes with the clock alone. */
#define GOOD_FOR (10 * MICROS_SECOND)

struct counts {
	pthread_mutex_t lock;
	int64_t feed; /* its newest number as they were counted; -1: never */
	micros at;
	struct arena arena;
	struct list items; /* struct queue_count */
};

struct counts *
counts_new(void)
{
	struct counts *counts = xcalloc(1, sizeof *counts);
	pthread_mutex_init(&counts->lock, NULL);
	arena_init(&counts->arena);
	counts->feed = -1;
	return counts;
}

void
counts_free(struct counts *counts)
{
	if (!counts)
		return;
	arena_release(&counts->arena);
	pthread_mutex_destroy(&counts->lock);
	free(counts);
}

static void
copy(struct arena *arena, const struct list *from, struct list *to)
{
	LIST_EACH(struct queue_count, count, from)
	record_copy_into(
	    arena, &queue_count_record, list_add(arena, to, &queue_count_record), count);
}

void
counts_of_queues(struct ask *ask, struct list *out)
{
	struct counts *counts = ask->crm->counts;
	struct arena *arena = ask->call->arena;
	micros now = tx_now(ask->tx);
	struct list none = {0};
	int64_t feed = 0;
	feed_after(ask->tx, INT64_MAX, 0, arena, &none, &feed);
	pthread_mutex_lock(&counts->lock);
	bool good = counts->feed == feed && now - counts->at < GOOD_FOR && now >= counts->at;
	if (good)
		copy(arena, &counts->items, out);
	pthread_mutex_unlock(&counts->lock);
	if (good)
		return;
	queue_counts(ask->tx, london_micros(london_of(now).date, 0, 0), arena, out);
	pthread_mutex_lock(&counts->lock);
	if (feed >= counts->feed) { /* a reader of an older state keeps nothing */
		arena_release(&counts->arena);
		arena_init(&counts->arena);
		counts->items = (struct list){0};
		copy(&counts->arena, out, &counts->items);
		counts->feed = feed;
		counts->at = now;
	}
	pthread_mutex_unlock(&counts->lock);
}
