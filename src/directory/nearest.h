/* Where a service is offered, and which of these places is nearest. Pure: works from the
 * partnership alone. */
#ifndef DIRECTORY_NEAREST_H
#define DIRECTORY_NEAREST_H

#include "directory/responsible.h"

enum { UNKNOWN_DISTANCE = -1 };

/* A point of the OS National Grid in metres; easting 0: not known. */
struct point {
	int64_t easting, northing;
};

struct nearby {
	const struct site *site;
	int64_t metres; /* in a straight line, or UNKNOWN_DISTANCE */
	bool open;
	char hours[80]; /* "open until 17:00"; "" when it says no hours */
};

/* The sites that offer the service (their id or one of their roles is in `offered_at`), nearest
 * first; those without a distance after them by name. Gives how many. */
size_t places_near(const struct partnership *partnership, const struct service *service,
    struct point from, micros now, struct nearby *out, size_t most);

/* In a straight line, in metres, or UNKNOWN_DISTANCE. */
int64_t site_distance(struct point from, const struct site *site);

/* About where a postcode is, from the sites whose postcodes begin as it does: the whole of it, its
 * sector, its district; else from the sites of the council in whose area it lies on that day. */
struct point postcode_about(
    const struct partnership *partnership, const char *postcode, struct date on);

#endif
