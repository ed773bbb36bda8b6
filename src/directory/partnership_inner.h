/* The parts of reading partnership.yml. Inner header. */
#ifndef DIRECTORY_PARTNERSHIP_INNER_H
#define DIRECTORY_PARTNERSHIP_INNER_H

#include "dialogue/script.h"
#include "directory/partnership.h"

/* One value of an entry: where it goes and what it must be. */
enum form {
	ANY_TEXT,
	HOURS,
	SPECIAL,
	DATE,
	WORDS,
	NUMBER,
	COUNT_OF,
	POSTCODE,
	CRM,
	TIER,
	KIND,
	VENUE,
	NATION,
	SHARING,
	QUESTIONS,
	DIARY
};

struct column {
	const char *key; /* "out_of_hours.text": of the map out_of_hours */
	size_t offset;
	bool required;
	enum form form;
};

/* By list; the last has no key. */
extern const struct column council_columns[], body_columns[], site_columns[], desk_columns[],
    team_columns[], venue_columns[], diary_columns[];

/* Reads one entry of a list into its record, whose first member is the id. */
void entry_read(const struct script *script, const struct column *columns, const struct yaml *map,
    void *record);

/* Those columns that are there, of a map that is no entry. */
void entry_read_some(const struct script *script, const struct column *columns,
    const struct yaml *map, void *record);

/* What names something must name what there is; fills what follows from it (a desk's council). */
void partnership_check(
    const struct script *script, const struct yaml *root, struct partnership *partnership);

#endif
