/*
 * The property gazetteer: type-ahead by postcode, part of one, street, number, building, flat and
 * organisation, by the words of tokens.h; a UPRN by itself. What is out of use has no words: it is
 * found by its UPRN alone. Answers come as people walk: 2 before 10, Flat 2 before Flat 10.
 */
#include "store/places.h"
#include "base/text.h"
#include "store/inside.h"
#include "store/match.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- what was typed ---- */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool
all_digits(const char *word)
{
	return *word && !word[strspn(word, "0123456789")];
}

/* "pr7", "sw1a": what stands before the blank of a postcode. */
static bool
is_outward(const char *word)
{
	size_t n = strlen(word), letters = is_letter(word[0]) ? 1 + is_letter(word[1]) : 0;
	return letters && n <= 4 && n > letters && is_digit(word[letters]) &&
	       (n < letters + 2 || isalnum((unsigned char)word[letters + 1])) && n <= letters + 2;
}

/* "1", "1a", "1ab": what stands behind it, or begins to. */
static bool
begins_inward(const char *word)
{
	return is_digit(word[0]) &&
	       (!word[1] || (is_letter(word[1]) && (!word[2] || (is_letter(word[2]) && !word[3]))));
}

/* What people write for it; both are looked for. */
static const char *
in_full(const char *word)
{
	static const char *const shorts[][2] = {{"rd", "road"}, {"av", "avenue"}, {"ave", "avenue"},
	    {"ln", "lane"}, {"cl", "close"}, {"dr", "drive"}, {"ct", "court"}, {"cres", "crescent"},
	    {"sq", "square"}, {"pl", "place"}, {"gdns", "gardens"}, {"gr", "grove"},
	    {"terr", "terrace"}, {"hse", "house"}, {"apt", "apartment"}, {"saint", "st"},
	    {"mt", "mount"}};
	for (size_t i = 0; i < sizeof shorts / sizeof *shorts; i++)
		if (strcmp(word, shorts[i][0]) == 0)
			return shorts[i][1];
	return NULL;
}

/* A number that other words follow is finished: 14 is not 140. */
static void
choose_word(struct term *term, struct arena *arena, const char *word, bool last)
{
	term->word = word;
	term_add(term, arena_printf(arena, "a%s", word), all_digits(word) && !last);
	if (!all_digits(word) && strpbrk(word, "0123456789"))
		term_add(term, arena_printf(arena, "p%s", word), false);
	if (is_outward(word))
		return;
	const char *full = in_full(word);
	if (full)
		term_add(term, arena_printf(arena, "a%s", full), false);
}

static size_t
terms_of_place(const char *typed, struct arena *arena, struct term terms[TERMS])
{
	struct buf folded;
	size_t count = 0;
	char *save = NULL;
	buf_init(&folded, 4096);
	text_fold(&folded, typed, strlen(typed));
	const char *word = strtok_r(folded.data, " ", &save);
	while (word && count < TERMS) {
		const char *next = strtok_r(NULL, " ", &save);
		struct term *term = &terms[count++];
		*term = (struct term){0};
		if (next && is_outward(word) && begins_inward(next)) {
			term_add(term, arena_printf(arena, "p%s%s", word, next), false);
			next = strtok_r(NULL, " ", &save);
		} else {
			choose_word(term, arena, word, !next);
		}
		word = next;
	}
	buf_release(&folded);
	return count;
}

/* ---- in which order ---- */

struct door {
	struct property property;
	int score;
	const char *street, *number, *inner; /* what its line says where there are no parts */
};
static const struct record door_record = {"door", sizeof(struct door), NULL, 0};

/* Runs of digits are numbers; case does not count. */
static int
natural(const char *a, const char *b)
{
	while (*a && *b) {
		if (is_digit(*a) && is_digit(*b)) {
			a += strspn(a, "0");
			b += strspn(b, "0");
			size_t x = strspn(a, "0123456789"), y = strspn(b, "0123456789");
			int order = x != y ? (x < y ? -1 : 1) : strncmp(a, b, x);
			if (order)
				return order;
			a += x;
			b += y;
			continue;
		}
		int order = tolower((unsigned char)*a) - tolower((unsigned char)*b);
		if (order)
			return order;
		a++;
		b++;
	}
	return *a ? 1 : *b ? -1 : 0;
}

/* "Flat 2, Mill House, 14 Union Street": street, number, and what lies before them. */
static void
read_line(struct door *place, struct arena *arena)
{
	const char *line = place->property.line, *from = line;
	for (const char *part = line; part; part = strchr(part, ',')) {
		part += strspn(part, ", ");
		if (is_digit(*part))
			from = part;
	}
	size_t number = is_digit(*from) ? strcspn(from, " ,") : 0;
	place->inner = arena_strndup(arena, line, (size_t)(from - line));
	place->number = arena_strndup(arena, from, number);
	place->street = from + number + strspn(from + number, " ,");
}

static void
read_parts(struct door *place, struct arena *arena)
{
	const struct property *p = &place->property;
	if (!p->street) {
		read_line(place, arena);
		return;
	}
	place->street = p->street;
	place->number = p->number ? p->number : "";
	place->inner = arena_printf(arena, "%s %s %s", p->building ? p->building : "",
	    p->sub_building ? p->sub_building : "", p->organisation ? p->organisation : "");
}

/* The best first, and those as they lie: by town and street, number, flat. */
static int
by_door(const void *a, const void *b)
{
	const struct door *x = a, *y = b;
	if (x->score != y->score)
		return y->score - x->score;
	const char *const keys[][2] = {
	    {x->property.town ? x->property.town : "", y->property.town ? y->property.town : ""},
	    {x->street, y->street}, {x->number, y->number}, {x->inner, y->inner},
	    {x->property.id, y->property.id}};
	int order = 0;
	for (size_t i = 0; i < sizeof keys / sizeof *keys && order == 0; i++)
		order = natural(keys[i][0], keys[i][1]);
	return order;
}

/* ---- finding ---- */

static int
property_of(struct tx *tx, const char *uprn, struct arena *arena, struct list *out)
{
	struct property property;
	int found =
	    table_get(tx->db, table_of(&property_record), uprn_plain(uprn), &property, arena);
	if (found == 1 && *property.line)
		*(struct property *)list_add(arena, out, &property_record) = property;
	return found;
}

enum { MOST_DOORS = 400 }; /* that are put in the order of their street */

/* The properties of the hits, with what each scored. */
static void
read_doors(struct tx *tx, const struct list *hits, struct arena *arena, struct list *found)
{
	struct list properties = {0};
	const char **ids = arena_alloc(&tx->scratch, (hits->count + 1) * sizeof *ids);
	for (size_t i = 0; i < hits->count; i++)
		ids[i] =
		    arena_printf(&tx->scratch, "%" PRId64, LIST_AT(struct hit, hits, i)->number);
	table_get_many(tx->db, table_of(&property_record), ids, hits->count, arena, &properties);
	for (size_t i = 0; i < hits->count; i++) {
		const struct property *property = list_find(&properties, &property_record, ids[i]);
		if (!property)
			continue;
		struct door *place = list_add(&tx->scratch, found, &door_record);
		place->score = LIST_AT(struct hit, hits, i)->score;
		place->property = *property;
		read_parts(place, &tx->scratch);
	}
}

int
properties_find(struct tx *tx, const char *words, size_t most, struct arena *arena,
    struct list *out, bool *more)
{
	struct term terms[TERMS];
	struct list hits = {0}, found = {0};
	const char *typed = text_trim(arena_strdup(&tx->scratch, words));
	*more = false;
	if (all_digits(typed) && property_of(tx, typed, arena, out) < 0)
		return -1;
	size_t count = terms_of_place(typed, &tx->scratch, terms);
	match(tx, &match_properties, terms, count, NULL, &tx->scratch, &hits, more);
	if (hits.count > MOST_DOORS) {
		hits.count = MOST_DOORS;
		*more = true;
	}
	read_doors(tx, &hits, arena, &found);
	if (found.count > 1)
		qsort(found.items, found.count, sizeof(struct door), by_door);
	LIST_EACH(struct door, place, &found)
	{
		if (out->count == most) {
			*more = true;
			break;
		}
		if (!list_find(out, &property_record, place->property.id))
			*(struct property *)list_add(arena, out, &property_record) =
			    place->property;
	}
	return tx->db->fault == DB_FINE ? 0 : -1;
}

/* The middle of its properties by district; what the open lists say, when that adds to it. */
int
postcode_places(struct tx *tx, const char *postcode, struct arena *arena, struct list *out)
{
	char normal[9];
	struct postcode listed = {0};
	if (!postcode_normal(postcode, normal))
		return 0;
	const char *id = postcode_id(normal, arena);
	struct db_rows *rows = db_query(tx->db,
	    "SELECT district, CASE WHEN min(coalesce(parish, '')) = max(coalesce(parish, '')) THEN "
	    "max(parish) END, CASE WHEN min(coalesce(ward, '')) = max(coalesce(ward, '')) THEN "
	    "max(ward) END, "
	    "cast(sum(easting) AS bigint) / nullif(count(nullif(easting, 0)), 0), "
	    "cast(sum(northing) AS bigint) / nullif(count(nullif(northing, 0)), 0) FROM property "
	    "WHERE postcode = $1 AND district IS NOT NULL AND until IS NULL GROUP BY "
	    "district ORDER BY count(*) DESC, district LIMIT 10",
	    VALUES(v_text(normal)));
	while (db_next(rows)) {
		struct postcode *place = list_add(arena, out, &postcode_record);
		*place = (struct postcode){.id = id,
		    .district = row_text(rows, 0, arena),
		    .parish = row_text(rows, 1, arena),
		    .ward = row_text(rows, 2, arena),
		    .easting = row_number(rows, 3),
		    .northing = row_number(rows, 4)};
	}
	db_end(rows);
	if (table_get(tx->db, table_of(&postcode_record), id, &listed, arena) != 1)
		return tx->db->fault == DB_FINE ? 0 : -1;
	bool same = false;
	LIST_EACH(struct postcode, place, out)
	{
		same = same || !listed.district || strcmp(place->district, listed.district) == 0;
		if (!place->easting) {
			place->easting = listed.easting;
			place->northing = listed.northing;
		}
	}
	if (!same)
		*(struct postcode *)list_add(arena, out, &postcode_record) = listed;
	return 0;
}

int
postcode_put(struct tx *tx, const struct postcode *postcode)
{
	return table_put(tx->db, table_of(&postcode_record), postcode);
}

/* Only what is in use has words. */
int
property_put(struct tx *tx, const struct property *property)
{
	struct list tokens = {0};
	int64_t uprn = strtoll(property->id, NULL, 10);
	if (!property->until)
		tokens_of_property(property, &tx->scratch, &tokens);
	table_put(tx->db, table_of(&property_record), property);
	db_run(tx->db, "DELETE FROM property_token WHERE uprn = $1", VALUES(v_number(uprn)));
	LIST_EACH(struct token, token, &tokens)
	db_run(tx->db, "INSERT INTO property_token (word, uprn) VALUES ($1, $2)",
	    VALUES(v_text(token->word), v_number(uprn)));
	return tx->db->fault == DB_FINE ? 0 : -1;
}
