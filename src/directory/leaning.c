#include "directory/leaning.h"

#include "directory/learnt.h"

#include <string.h>

enum { MOST_CHOSEN = 32 };

/* Others' choices count less than one's own. */
#define PARTNERS 0.5
/* A service that was always chosen after these words scores so much more. */
#define LIFT 1.5
/* One that its words do not find stands so far below the best. */
#define BELOW_BEST 0.6

struct chosen {
	char service[61];
	double weight;
};
struct choices {
	struct chosen items[MOST_CHOSEN];
	size_t count;
	double total;
};

static void
add(struct choices *choices, const char *service, size_t length, double weight)
{
	size_t i = 0;
	while (i < choices->count && (strncmp(choices->items[i].service, service, length) != 0 ||
					 choices->items[i].service[length] != '\0'))
		i++;
	if (i == MOST_CHOSEN || length >= sizeof choices->items->service)
		return;
	if (i == choices->count) {
		choices->items[choices->count++] = (struct chosen){.weight = 0};
		memcpy(choices->items[i].service, service, length);
	}
	choices->items[i].weight += weight;
	choices->total += weight;
}

static void
gather(struct choices *choices, const struct list *rows, double share, const char *said, micros now)
{
	if (!rows)
		return;
	LIST_EACH(struct learnt, row, rows)
	{
		const char *dot = strchr(row->id, '.');
		double likeness = dot ? learnt_likeness(dot + 1, said) : 0;
		if (likeness > 0)
			add(choices, row->id, (size_t)(dot - row->id),
			    share * likeness * learnt_weight(row, now));
	}
}

static struct service_hit *
hit_of(struct service_hit *hits, size_t count, const char *service)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(hits[i].service, service) == 0)
			return &hits[i];
	return NULL;
}

/* A later equal stays behind. */
static void
order(struct service_hit *hits, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct service_hit hit = hits[i];
		size_t at = i;
		for (; at > 0 && hits[at - 1].score < hit.score; at--)
			hits[at] = hits[at - 1];
		hits[at] = hit;
	}
}

size_t
leaning_apply(const struct search_leaning *leaning, const char *said, struct service_hit *hits,
    size_t count, size_t most, const struct hit_finder *finder)
{
	struct choices choices = {.count = 0};
	if (!*said)
		return count;
	gather(&choices, leaning->own, 1, said, leaning->now);
	gather(&choices, leaning->partners, PARTNERS, said, leaning->now);
	int best = count ? hits[0].score : 100;
	double sure = choices.total / (choices.total + 1);
	for (size_t i = 0; i < choices.count; i++) {
		double share = sure * choices.items[i].weight / choices.total;
		struct service_hit *hit = hit_of(hits, count, choices.items[i].service);
		if (!hit && count < most &&
		    finder->find(finder->context, choices.items[i].service, &hits[count])) {
			hit = &hits[count++];
			hit->score = (int)(best * BELOW_BEST);
			hit->fit = (int)(100 * share);
		}
		if (hit)
			hit->score = (int)(hit->score * (1 + LIFT * share));
	}
	order(hits, count);
	return count;
}
