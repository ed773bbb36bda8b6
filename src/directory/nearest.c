#include "directory/nearest.h"

#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_SITES = 500 };

static bool
offers(const struct site *site, const struct service *service)
{
	for (const struct word_list *word = service->offered_at; word; word = word->next)
		if (text_same(site->id, word->word) || list_has(site->roles, word->word))
			return true;
	return false;
}

int64_t
site_distance(struct point from, const struct site *site)
{
	if (!from.easting || !site->easting)
		return UNKNOWN_DISTANCE;
	double east = (double)(from.easting - site->easting);
	double north = (double)(from.northing - site->northing);
	return (int64_t)(sqrt(east * east + north * north) + 0.5);
}

static int
nearer(const void *a, const void *b)
{
	const struct nearby *x = a, *y = b;
	bool known = x->metres >= 0, other = y->metres >= 0;
	if (known != other)
		return known ? -1 : 1;
	if (x->metres != y->metres)
		return x->metres < y->metres ? -1 : 1;
	return strcmp(x->site->name, y->site->name);
}

size_t
places_near(const struct partnership *p, const struct service *service, struct point from,
    micros now, struct nearby *out, size_t most)
{
	static _Thread_local struct nearby found[MOST_SITES];
	size_t count = 0;
	for (size_t i = 0; i < p->site_count && count < MOST_SITES; i++) {
		const struct site *site = &p->sites[i];
		struct err err;
		if (!offers(site, service))
			continue;
		struct nearby *place = &found[count++];
		*place = (struct nearby){.site = site, .metres = site_distance(from, site)};
		struct calendar calendar = council_calendar(partnership_council(p, site->council));
		if (site->hours && hours_status(site->hours, &calendar, now, &place->open,
				       place->hours, sizeof place->hours, &err))
			place->hours[0] = '\0';
	}
	qsort(found, count, sizeof *found, nearer);
	if (count > most)
		count = most;
	memcpy(out, found, count * sizeof *out);
	return count;
}

/* Sites together, and the middle of them. */
struct sum {
	int64_t easting, northing, count;
};

static void
add_site(struct sum *sum, const struct site *site)
{
	sum->easting += site->easting;
	sum->northing += site->northing;
	sum->count++;
}

static struct point
middle(const struct sum *sum)
{
	return sum->count ? (struct point){sum->easting / sum->count, sum->northing / sum->count}
			  : (struct point){0};
}

/* Where the district of the postcode has its own sites. */
static struct point
district_about(const struct partnership *p, const char *postcode, struct date on)
{
	struct responsible who;
	struct service service = {.provided_by = PROVIDED_BY_DISTRICT};
	struct whereabouts where = {.postcode = postcode};
	struct sum sum = {0};
	responsible_for(p, &service, &where, NULL, on, &who);
	for (size_t i = 0; i < p->site_count && who.council; i++)
		if (p->sites[i].easting && text_same(p->sites[i].council, who.council->id))
			add_site(&sum, &p->sites[i]);
	return middle(&sum);
}

struct point
postcode_about(const struct partnership *p, const char *postcode, struct date on)
{
	char normal[9];
	struct point about = {0};
	if (!postcode || !postcode_normal(postcode, normal))
		return about;
	size_t outward = strcspn(normal, " ");
	const size_t lengths[] = {strlen(normal), outward + 2, outward + 1};
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths && !about.easting; i++) {
		struct sum sum = {0};
		for (size_t k = 0; k < p->site_count; k++) {
			const struct site *site = &p->sites[k];
			if (site->easting && site->postcode &&
			    strncmp(site->postcode, normal, lengths[i]) == 0)
				add_site(&sum, site);
		}
		about = middle(&sum);
	}
	return about.easting ? about : district_about(p, normal, on);
}
