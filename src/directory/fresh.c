#include "directory/fresh.h"

static struct freshness
by_date(struct date review_by, struct date today)
{
	if (review_by.year && date_compare(review_by, today) < 0)
		return (struct freshness){STANDING_STALE, review_by};
	return (struct freshness){STANDING_FRESH, {0}};
}

struct freshness
service_freshness(const struct service *service, struct date today)
{
	if (!service->assured.year)
		return (struct freshness){STANDING_NEVER_VOUCHED, {0}};
	return by_date(service->review_by, today);
}

struct freshness
fact_freshness(const struct service *service, const struct fact *fact, struct date today)
{
	return fact->review_by.year ? by_date(fact->review_by, today)
				    : service_freshness(service, today);
}

struct freshness
freshness_worse(struct freshness a, struct freshness b)
{
	if (a.standing != b.standing)
		return a.standing > b.standing ? a : b;
	return a.standing == STANDING_STALE && date_compare(b.since, a.since) < 0 ? b : a;
}

struct reading {
	const struct fact_finder *finder;
	struct date today;
	struct freshness worst;
};

static void
read_name(void *context, const char *name)
{
	struct reading *reading = context;
	const struct service *of = NULL;
	const struct fact *fact = reading->finder->find(reading->finder->context, name, &of);
	if (fact)
		reading->worst =
		    freshness_worse(reading->worst, fact_freshness(of, fact, reading->today));
}

struct freshness
text_freshness(const char *text, const struct fact_finder *finder, struct date today)
{
	struct reading reading = {.finder = finder, .today = today};
	if (text)
		text_names(text, read_name, &reading);
	return reading.worst;
}
