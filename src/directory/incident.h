/*
 * Reports of the same incident: what a service declares (`incident: { within: 200 m, hours: 48 }`,
 * scripts/FORMAT.md), what is read from an address as people write it, and whether two places are
 * near. Pure: the desk asks it of what it knew when the line is down, the CRM of all there is.
 */
#ifndef DIRECTORY_INCIDENT_H
#define DIRECTORY_INCIDENT_H

#include "dialogue/script.h"
#include "directory/nearest.h"
#include "model/records.h"

/* Reads `incident` of a service's file. */
void incident_read(const struct script *script, const struct yaml *node, struct service *service);
/* What lint says of it: it needs an address to be near to, and is never secret. */
void incident_check(
    const struct script *script, const struct yaml *node, const struct service *service);

/* A place, as far as it is known. */
struct scene {
	struct point point;
	const char *street;   /* folded: "preston road"; or null */
	const char *postcode; /* or null */
	const char *district; /* or null */
};
/* Street and postcode of an address in one line. They live in the arena. */
struct scene scene_of_words(const char *address, struct arena *arena);
struct scene scene_of_incident(const struct incident *incident);
/* Within so many metres where both points are known; else in one postcode, or in a street of the
 * same name that nothing says is another. */
bool scene_near(const struct scene *a, const struct scene *b, int64_t within);

/* May a report at this place and time be of the incident? */
bool incident_may_be(const struct incident *incident, const struct scene *at, micros now);

/* The question for the address, or null. */
const struct prompt *incident_prompt(const struct service *service);
/* What was chosen, in English, else what it is called: nothing that somebody wrote. In the arena.
 */
const char *incident_what(
    const struct service *service, const struct list *answers, struct arena *arena);

#endif
