/*
 * Who holds the address of a customer and must be told of another one: what a service declares
 * (`holds`, scripts/FORMAT.md), and which councils' it is that it concerns. Pure: the desk shows
 * beforehand what the CRM then does.
 */
#ifndef DIRECTORY_HOLDS_H
#define DIRECTORY_HOLDS_H

#include "dialogue/script.h"
#include "directory/responsible.h"

/* Reads `holds` of a service's file. */
void holds_read(const struct script *script, const struct yaml *root, struct service *service);

/* May the text declare it at all? Much cheaper than parsing it. */
bool holds_may(const char *text);

/* A change of address, by the districts (council ids; null: outside or not known). */
struct telling {
	const struct partnership *partnership;
	const char *from, *to;
	const char *at, *as; /* the councils at whose desk and in whose name it was said */
	bool own_only;       /* the customer shares nothing with other councils */
	struct date on;
};

/* Of one service, one of the councils that are told. The strings are the service's and the
 * partnership's. */
struct tell {
	const char *service, *council;
	const char *was;  /* the council from which that one took over, or null */
	const char *role; /* queue role to which its dialogue refers, or null */
	const char *team; /* that owns it, or null */
	bool if_known;    /* only where it has something of this customer */
	bool sensitive;
};

enum { MOST_TELLS = 2 /* the old address's council and the new one's */ };
size_t holds_tells(
    const struct telling *telling, const struct service *service, struct tell tells[MOST_TELLS]);

#endif
