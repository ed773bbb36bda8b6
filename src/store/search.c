/*
 * Finding people by the words of tokens.h. When nobody is found, names one slip
 * apart or of the same sound are tried.
 */
#include "base/text.h"
#include "store/customers.h"
#include "store/match.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_NEAR = 24, MOST_VARIANTS = 400 };

/* ---- names that nearly match ---- */

static void
near_words(struct tx *tx, const char *name, struct arena *arena, struct term *term)
{
	struct list variants = {0};
	struct db_value keys[DB_KEYS];
	char sound[8];
	size_t count = 0;
	name_variants(name, arena, &variants);
	for (; count < variants.count && count < DB_KEYS; count++)
		keys[count] = v_text(LIST_AT(struct token, &variants, count)->word);
	struct db_rows *rows = db_query_keys(tx->db,
	    "SELECT DISTINCT word FROM name_near WHERE variant IN (@keys) ORDER BY word LIMIT $1",
	    VALUES(v_number(MOST_VARIANTS)), keys, count, arena);
	while (db_next(rows)) {
		const char *word = row_text(rows, 0, arena);
		if (name_near(name, word))
			term_add(term, arena_printf(arena, "n%s", word), true);
	}
	db_end(rows);
	name_sound(sound, name);
	rows = db_query(tx->db,
	    "SELECT word FROM name_word WHERE sound = $1 AND sound <> '' ORDER BY word LIMIT $2",
	    VALUES(v_text(sound), v_number(MOST_NEAR)));
	while (db_next(rows)) {
		/* Soundex has "child" sound like "Khalid". */
		const char *word = row_text(rows, 0, arena);
		if (name_resembles(name, word))
			term_add(term, arena_printf(arena, "n%s", word), true);
	}
	db_end(rows);
}

static bool
widen(struct tx *tx, struct term *terms, size_t count, struct arena *arena)
{
	bool wider = false;
	for (size_t i = 0; i < count; i++)
		if (terms[i].name && strlen(terms[i].name) >= 3) {
			size_t before = terms[i].count;
			near_words(tx, terms[i].name, arena, &terms[i]);
			wider = wider || terms[i].count > before;
		}
	return wider;
}

/* ---- people ---- */

/* Of several who gave the same number the one who gave it last is believed, and comes first. */
static void
believe_newest(struct tx *tx, const char *words, struct list *hits)
{
	char number[20];
	micros newest = 0;
	struct hit *first = hits->items, *believed = NULL;
	struct db_value keys[DB_KEYS];
	size_t count = hits->count < DB_KEYS ? hits->count : DB_KEYS;
	if (count < 2 || !phone_normal(words, number))
		return;
	for (size_t i = 0; i < count; i++)
		keys[i] = v_number(first[i].number);
	struct db_rows *rows = db_query_keys(tx->db,
	    "WITH RECURSIVE mine(face, id) AS (SELECT number, id FROM face WHERE number IN (@keys) "
	    "UNION ALL SELECT mine.face, m.id FROM mine JOIN customer m ON m.merged_into = "
	    "mine.id) "
	    "SELECT mine.face, max(p.since) FROM mine JOIN customer_phones p ON p.parent = mine.id "
	    "WHERE p.number = $1 AND p.since IS NOT NULL GROUP BY mine.face",
	    VALUES(v_text(number)), keys, count, &tx->scratch);
	while (db_next(rows)) {
		struct hit *hit = first;
		while (hit->number != row_number(rows, 0))
			hit++;
		/* Of two at the same time the better fit. */
		if (row_number(rows, 1) > newest ||
		    (believed && row_number(rows, 1) == newest && hit < believed)) {
			newest = row_number(rows, 1);
			believed = hit;
		}
	}
	db_end(rows);
	if (!believed)
		return;
	struct hit best = *believed;
	memmove(first + 1, first, (size_t)(believed - first) * sizeof *first);
	*first = best;
}

static void
read_faces(
    struct tx *tx, const struct list *hits, size_t most, struct arena *arena, struct list *out)
{
	size_t count = hits->count < most ? hits->count : most;
	if (!count)
		return;
	int64_t *numbers = arena_alloc(&tx->scratch, count * sizeof *numbers);
	struct candidate *faces = arena_alloc(&tx->scratch, count * sizeof *faces);
	for (size_t i = 0; i < count; i++)
		numbers[i] = LIST_AT(struct hit, hits, i)->number;
	faces_numbered(tx, numbers, count, arena, faces);
	for (size_t i = 0; i < count && out->count < most; i++)
		if (faces[i].id && !list_find(out, &candidate_record, faces[i].id))
			*(struct candidate *)list_add(arena, out, &candidate_record) = faces[i];
}

int
customers_find(struct tx *tx, const char *words, const char *council, size_t most,
    struct arena *arena, struct list *out, bool *more)
{
	struct term terms[TERMS], joined[TERMS];
	struct list hits = {0};
	*more = false;
	struct date today = london_of(tx->now).date;
	size_t count = terms_of_query(words, today, false, &tx->scratch, terms);
	match(tx, &match_people, terms, count, council, &tx->scratch, &hits, more);
	size_t fewer = hits.count ? 0 : terms_of_query(words, today, true, &tx->scratch, joined);
	if (fewer < count && fewer)
		match(tx, &match_people, joined, fewer, council, &tx->scratch, &hits, more);
	if (!hits.count && widen(tx, terms, count, &tx->scratch))
		match(tx, &match_people, terms, count, council, &tx->scratch, &hits, more);
	if (!hits.count && fewer < count && fewer && widen(tx, joined, fewer, &tx->scratch))
		match(tx, &match_people, joined, fewer, council, &tx->scratch, &hits, more);
	believe_newest(tx, words, &hits);
	read_faces(tx, &hits, most, arena, out);
	*more = *more || hits.count > most;
	return tx->db->fault == DB_FINE ? 0 : -1;
}
