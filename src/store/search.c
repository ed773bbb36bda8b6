/*
 * Finding people by the words of tokens.h. When nobody is found, names one slip
 * apart or of the same sound are tried.
 */
#include "base/text.h"
#include "store/match.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_NEAR = 24 };

/* ---- names that nearly match ---- */

static void
near_words(struct tx *tx, const char *name, struct arena *arena, struct term *term)
{
	struct list variants = {0};
	char sound[8];
	name_variants(name, arena, &variants);
	LIST_EACH(struct token, variant, &variants)
	{
		struct db_rows *rows = db_query(tx->db,
		    "SELECT word FROM name_near WHERE variant = $1 ORDER BY word LIMIT 40",
		    VALUES(v_text(variant->word)));
		while (db_next(rows)) {
			const char *word = row_text(rows, 0, arena);
			if (name_near(name, word))
				term_add(term, arena_printf(arena, "n%s", word), true);
		}
		db_end(rows);
	}
	name_sound(sound, name);
	struct db_rows *rows = db_query(tx->db,
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

static void
read_face(struct tx *tx, int64_t number, struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT id, name, address, born_year, digits, council FROM face WHERE number = $1",
	    VALUES(v_number(number)));
	if (db_next(rows))
		*(struct candidate *)list_add(arena, out, &candidate_record) =
		    (struct candidate){.id = row_text(rows, 0, arena),
			.name = row_text(rows, 1, arena),
			.address = row_text(rows, 2, arena),
			.born_year = row_text(rows, 3, arena),
			.digits = row_text(rows, 4, arena),
			.council = row_text(rows, 5, arena)};
	db_end(rows);
}

/* Of several who gave the same number the one who gave it last is believed, and comes first. */
static void
believe_newest(struct tx *tx, const char *words, struct list *hits)
{
	enum { MOST_BELIEVED = 60 };
	char number[20];
	micros newest = 0;
	struct hit *first = hits->items, *believed = NULL;
	if (hits->count < 2 || !phone_normal(words, number))
		return;
	for (size_t i = 0; i < hits->count && i < MOST_BELIEVED; i++) {
		const char *id = db_string(tx->db, "SELECT id FROM face WHERE number = $1",
		    VALUES(v_number(first[i].number)), &tx->scratch);
		micros since = db_number(tx->db,
		    "SELECT coalesce(max(p.since), 0) FROM customer_phones p WHERE p.number = $2 "
		    "AND p.parent IN " ONE_PERSON,
		    VALUES(v_text(id), v_text(number)), 0);
		if (since <= newest)
			continue;
		newest = since;
		believed = &first[i];
	}
	if (!believed)
		return;
	struct hit best = *believed;
	memmove(first + 1, first, (size_t)(believed - first) * sizeof *first);
	*first = best;
}

int
customers_find(struct tx *tx, const char *words, const char *council, size_t most,
    struct arena *arena, struct list *out, bool *more)
{
	struct term terms[TERMS];
	struct list hits = {0};
	*more = false;
	size_t count = terms_of_query(words, london_of(tx->now).date, &tx->scratch, terms);
	match(tx, &match_people, terms, count, council, &tx->scratch, &hits, more);
	if (!hits.count && widen(tx, terms, count, &tx->scratch))
		match(tx, &match_people, terms, count, council, &tx->scratch, &hits, more);
	believe_newest(tx, words, &hits);
	for (size_t i = 0; i < hits.count && i < most; i++)
		read_face(tx, LIST_AT(struct hit, &hits, i)->number, arena, out);
	*more = *more || hits.count > most;
	return tx->db->fault == DB_FINE ? 0 : -1;
}
