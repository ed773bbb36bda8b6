/*
 * What a service's file may take from other files: the parts of dialogues that services share, and
 * the facts of other services, stored once and quoted everywhere. Whoever holds the files gives
 * this: the directory, lint, the administrator's folder.
 */
#ifndef DIRECTORY_LIBRARY_H
#define DIRECTORY_LIBRARY_H

#include "directory/service.h"

struct library {
	void *context;
	/* The text of a service or part, and its name for findings; null when there is none. Lasts
	 * as long as the call that uses the library. */
	const char *(*text)(void *context, const char *id, size_t *length, const char **file);
	/* A fact of a service or part as one council has it (null: the common text), or null. */
	const struct fact *(*fact)(
	    void *context, const char *service, const char *name, const char *council);
};

/* The fact of a name after its "fact.": NAME of the service itself, or SERVICE.NAME of another.
 * The library may be null: then other services have none. */
const struct fact *library_fact(const struct library *library, const struct service *service,
    const char *name, const char *council);

/* For whoever has texts only: a fact read out of its service's text. Lives in the arena. */
const struct fact *library_read_fact(const struct library *library, struct arena *arena,
    const char *service, const char *name, const char *council);

#endif
