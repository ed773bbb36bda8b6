#include "helpers/duplicates.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 16, LINE = 2048 };

/* Fields of struct match_person by the names that the files give them. */
static const struct {
	const char *name;
	size_t offset;
} columns[] = {{"given_name", offsetof(struct match_person, given)},
    {"first_name", offsetof(struct match_person, given)},
    {"surname", offsetof(struct match_person, family)},
    {"date_of_birth", offsetof(struct match_person, born)},
    {"dob", offsetof(struct match_person, born)},
    {"street_number", offsetof(struct match_person, number)},
    {"address_1", offsetof(struct match_person, street)},
    {"address_2", offsetof(struct match_person, area)},
    {"suburb", offsetof(struct match_person, town)}, {"city", offsetof(struct match_person, town)},
    {"postcode", offsetof(struct match_person, postcode)},
    {"email", offsetof(struct match_person, email)}};

static size_t
split(char *line, char *fields[COLUMNS])
{
	size_t count = 0;
	line[strcspn(line, "\r\n")] = '\0';
	while (line && count < COLUMNS) {
		char *comma = strchr(line, ',');
		if (comma)
			*comma++ = '\0';
		fields[count++] = line + strspn(line, " ");
		line = comma;
	}
	return count;
}

/* Where a column's value goes; -1 for one that is not a person's. */
static int
offset_of(const char *name)
{
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		if (strcmp(name, columns[i].name) == 0)
			return (int)columns[i].offset;
	return -1;
}

static long
person_of(const char *text)
{
	return strtol(strncmp(text, "rec-", 4) == 0 ? text + 4 : text, NULL, 10);
}

static void
add(struct duplicates *set, const struct match_person *person, long truth)
{
	if ((set->count & (set->count - 1)) == 0) {
		size_t capacity = set->count ? set->count * 2 : 1;
		set->forms = realloc(set->forms, capacity * sizeof *set->forms);
		set->truth = realloc(set->truth, capacity * sizeof *set->truth);
	}
	match_form(&set->forms[set->count], person);
	set->truth[set->count++] = truth;
}

bool
duplicates_read(struct duplicates *set, const char *path)
{
	char line[LINE], *fields[COLUMNS];
	int offsets[COLUMNS], names = 0, truth = -1;
	FILE *file = fopen(path, "r");
	*set = (struct duplicates){0};
	if (!file)
		return false;
	size_t width = fgets(line, sizeof line, file) ? split(line, fields) : 0;
	for (size_t i = 0; i < width; i++) {
		offsets[i] = offset_of(fields[i]);
		names += strcmp(fields[i], "surname") == 0;
		if (strcmp(fields[i], "rec_id") == 0 || strcmp(fields[i], "cluster") == 0)
			truth = (int)i;
	}
	while (names && truth >= 0 && fgets(line, sizeof line, file)) {
		struct match_person person = {0};
		if (split(line, fields) != width)
			continue;
		for (size_t i = 0; i < width; i++)
			if (offsets[i] >= 0)
				memcpy((char *)&person + offsets[i], &fields[i], sizeof fields[i]);
		add(set, &person, person_of(fields[truth]));
	}
	fclose(file);
	return set->count > 0;
}

void
duplicates_release(struct duplicates *set)
{
	free(set->forms);
	free(set->truth);
	*set = (struct duplicates){0};
}

void
duplicates_drop_births(struct duplicates *set)
{
	for (size_t i = 0; i < set->count; i++)
		memset(set->forms[i].born, 0, sizeof set->forms[i].born);
}

struct keyed {
	char key[MATCH_KEY];
	uint32_t record;
};

static int
by_key(const void *a, const void *b)
{
	return strcmp(((const struct keyed *)a)->key, ((const struct keyed *)b)->key);
}

static int
by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

struct pairs {
	uint64_t *at;
	size_t count, capacity;
};

static void
add_pair(struct pairs *pairs, uint32_t a, uint32_t b)
{
	if (pairs->count == pairs->capacity) {
		pairs->capacity = pairs->capacity ? pairs->capacity * 2 : 1024;
		pairs->at = realloc(pairs->at, pairs->capacity * sizeof *pairs->at);
	}
	if (a != b)
		pairs->at[pairs->count++] = (uint64_t)(a < b ? a : b) << 32 | (a < b ? b : a);
}

static struct keyed *
all_keys(const struct duplicates *set, size_t *count)
{
	struct keyed *keyed = calloc(set->count * MATCH_KEYS, sizeof *keyed);
	*count = 0;
	for (size_t i = 0; i < set->count; i++) {
		char keys[MATCH_KEYS][MATCH_KEY];
		size_t n = match_keys(&set->forms[i], keys);
		for (size_t k = 0; k < n; k++) {
			memcpy(keyed[*count].key, keys[k], MATCH_KEY);
			keyed[(*count)++].record = (uint32_t)i;
		}
	}
	qsort(keyed, *count, sizeof *keyed, by_key);
	return keyed;
}

/* Each pair that shares a key, once. */
static struct pairs
candidates(const struct duplicates *set)
{
	struct pairs pairs = {0};
	size_t count, kept = 0;
	struct keyed *keyed = all_keys(set, &count);
	for (size_t i = 0; i < count; i++)
		for (size_t j = i + 1; j < count && by_key(&keyed[i], &keyed[j]) == 0; j++)
			add_pair(&pairs, keyed[i].record, keyed[j].record);
	free(keyed);
	if (pairs.count)
		qsort(pairs.at, pairs.count, sizeof *pairs.at, by_number);
	for (size_t i = 0; i < pairs.count; i++)
		if (i == 0 || pairs.at[i] != pairs.at[i - 1])
			pairs.at[kept++] = pairs.at[i];
	pairs.count = kept;
	return pairs;
}

static size_t
true_pairs(const struct duplicates *set)
{
	size_t count = 0;
	for (size_t i = 0; i < set->count; i++)
		for (size_t j = i + 1; j < set->count; j++)
			count += set->truth[i] == set->truth[j];
	return count;
}

struct matching
duplicates_measure(const struct duplicates *set, enum match_verdict from)
{
	struct pairs pairs = candidates(set);
	size_t found = 0, right = 0, all = true_pairs(set);
	for (size_t i = 0; i < pairs.count; i++) {
		size_t a = pairs.at[i] >> 32, b = pairs.at[i] & UINT32_MAX;
		if (match_compare(&set->forms[a], &set->forms[b]).verdict < from)
			continue;
		found++;
		right += set->truth[a] == set->truth[b];
	}
	free(pairs.at);
	struct matching m = {.compared = pairs.count};
	m.precision = found ? (double)right / (double)found : 0;
	m.recall = all ? (double)right / (double)all : 0;
	m.f1 = right ? 2 * m.precision * m.recall / (m.precision + m.recall) : 0;
	return m;
}
