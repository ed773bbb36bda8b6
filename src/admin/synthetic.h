/*
 * Synthetic people, homes and calls for the demo and the benchmarks: reproducible from a seed, as
 * mixed as the county's people are, and never anybody real. Telephone numbers are from the ranges
 * kept for fiction (01632 960000-960999, 07700 900000-900999) or, where people are so many that
 * hundreds would share one, of the area code 01632, which no exchange has; mail addresses end in
 * .example.
 */
#ifndef ADMIN_SYNTHETIC_H
#define ADMIN_SYNTHETIC_H

#include "base/id.h"
#include "directory/directory.h"
#include "directory/partnership.h"

struct random {
	struct id_seeded seeded;
	micros now; /* "today" of the year that is generated */
};

void random_init(struct random *random, uint64_t seed, micros now);
unsigned random_below(struct random *random, unsigned limit); /* 0 … limit - 1 */
bool random_chance(struct random *random, unsigned percent);
const char *random_id(struct random *random, micros at, struct arena *arena);

/* Home number `index` of the gazetteer: streets of six districts, always the same for an index. */
void make_property(size_t index, struct arena *arena, struct property *out);
enum { PROPERTY_DISTRICTS = 6 };

/* How many there are. */
struct crowd {
	const char *name; /* "demo" */
	size_t homes, people, contacts;
};
/* demo, borough, lancashire; null: no such size. */
const struct crowd *crowd_named(const char *name);

/* The person of an index, always the same for a seed, a size and a day: a county of them is made
 * again when it is needed, not kept in memory. The first few are the ones the documentation names.
 */
void make_person(uint64_t seed, const struct crowd *crowd, micros today, size_t index,
    struct arena *arena, struct customer *out);

/* Beside name, number and address: of the first few, something of every kind. */
void make_details(
    struct random *random, size_t index, micros today, struct arena *arena, struct customer *out);

/* One call about one service: its dialogue is walked with plausible answers to an outcome. False
 * when the dialogue leads nowhere for this customer. */
bool make_contact(struct random *random, const struct partnership *partnership,
    struct directory *directory, const struct customer *customer, micros began, struct arena *arena,
    struct contact *out);

#endif
