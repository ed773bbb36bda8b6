/*
 * Finding records by the words of tokens.h, and people: the rarest term is read from the index,
 * the others are looked up for each of its records, so that the work is bounded whatever is typed.
 * When nobody is found, names one slip apart or of the same sound are tried.
 */
#include "store/search.h"
#include "base/text.h"
#include "store/inside.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Words read of the rarest term, alone and to be narrowed by others; records looked at closely. */
enum { MOST_ALONE = 3000, MOST_WORDS = 20000, MOST_FOUND = 400, MOST_NEAR = 24 };
#define LAST "\xf4\x8f\xbf\xbf" /* U+10FFFF: sorts after every continuation */

static const struct index people = {
    "SELECT count(*) FROM (SELECT 1 FROM token WHERE word >= $1 AND word < $2 LIMIT $3) AS c",
    "SELECT face, word FROM token WHERE word >= $1 AND word < $2 ORDER BY word LIMIT $3",
    "SELECT word FROM token WHERE face = $1 AND word >= $2 AND word < $3 ORDER BY word LIMIT 1"};
const struct record hit_record = {"hit", sizeof(struct hit), NULL, 0};

static const char *
end_of(struct arena *arena, const struct choice *choice)
{
	/* A whole word ends before its first continuation. */
	return arena_printf(arena, "%s%s", choice->word, choice->whole ? "\x01" : LAST);
}

static int64_t
term_size(struct tx *tx, const struct index *index, const struct term *term)
{
	int64_t size = 0;
	for (size_t i = 0; i < term->count; i++)
		size += db_number(tx->db, index->count,
		    VALUES(v_text(term->choices[i].word),
			v_text(end_of(&tx->scratch, &term->choices[i])), v_number(MOST_WORDS)),
		    0);
	return size;
}

/* Exact is better than begun; a name better than an address. */
static int
word_score(const struct choice *choice, const char *word)
{
	int score = strcmp(choice->word, word) == 0 ? 6 : 2;
	return *word == 'a' ? score / 2 : score;
}

static int
by_number(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;
	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	return y->score - x->score;
}

static bool
scan(struct tx *tx, const struct index *index, const struct term *term, int64_t most,
    struct arena *arena, struct list *hits)
{
	bool whole = true;
	for (size_t i = 0; i < term->count; i++) {
		int64_t read = 0;
		struct db_rows *rows = db_query(tx->db, index->scan,
		    VALUES(v_text(term->choices[i].word),
			v_text(end_of(&tx->scratch, &term->choices[i])), v_number(most)));
		for (; db_next(rows); read++) {
			struct hit *hit = list_add(arena, hits, &hit_record);
			hit->number = row_number(rows, 0);
			hit->score = word_score(&term->choices[i], row_text(rows, 1, NULL));
		}
		db_end(rows);
		whole = whole && read < most;
	}
	struct hit *items = hits->items;
	if (hits->count > 1)
		qsort(items, hits->count, sizeof *items, by_number);
	size_t kept = 0;
	for (size_t i = 0; i < hits->count; i++)
		if (i == 0 || items[i].number != items[kept - 1].number)
			items[kept++] = items[i];
	hits->count = kept;
	return whole;
}

static int
probe(struct tx *tx, const struct index *index, const struct term *term, int64_t number)
{
	int best = 0;
	for (size_t i = 0; i < term->count; i++) {
		struct db_rows *rows = db_query(tx->db, index->probe,
		    VALUES(v_number(number), v_text(term->choices[i].word),
			v_text(end_of(&tx->scratch, &term->choices[i]))));
		if (db_next(rows)) {
			int score = word_score(&term->choices[i], row_text(rows, 0, NULL));
			best = score > best ? score : best;
		}
		db_end(rows);
		if (best >= 6)
			break;
	}
	return best;
}

static int
by_score(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;
	if (x->score != y->score)
		return y->score - x->score;
	if (x->seen != y->seen)
		return x->seen > y->seen ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

void
search_match(struct tx *tx, const struct index *index, const struct term *terms, size_t count,
    struct arena *arena, struct list *hits, bool *more)
{
	size_t rarest = 0;
	int64_t least = INT64_MAX;
	for (size_t i = 0; i < count; i++) {
		int64_t size = term_size(tx, index, &terms[i]);
		if (size < least) {
			least = size;
			rarest = i;
		}
	}
	if (count == 0 || least == 0)
		return;
	*more = !scan(tx, index, &terms[rarest], count > 1 ? MOST_WORDS : MOST_ALONE, arena, hits);
	struct hit *items = hits->items;
	size_t kept = 0;
	for (size_t i = 0; i < hits->count; i++) {
		bool all = true;
		for (size_t t = 0; t < count && all; t++) {
			int score = t == rarest ? 0 : probe(tx, index, &terms[t], items[i].number);
			all = t == rarest || score > 0;
			items[i].score += score;
		}
		if (all)
			items[kept++] = items[i];
	}
	hits->count = kept;
	if (kept > 1)
		qsort(items, kept, sizeof *items, by_score);
	if (kept > MOST_FOUND) {
		hits->count = MOST_FOUND;
		*more = true;
	}
}

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
read_face(struct tx *tx, struct hit *hit, struct arena *arena)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT id, name, address, born_year, digits, council, seen FROM face WHERE number = "
	    "$1",
	    VALUES(v_number(hit->number)));
	if (db_next(rows)) {
		hit->face = (struct candidate){.id = row_text(rows, 0, arena),
		    .name = row_text(rows, 1, arena),
		    .address = row_text(rows, 2, arena),
		    .born_year = row_text(rows, 3, arena),
		    .digits = row_text(rows, 4, arena),
		    .council = row_text(rows, 5, arena)};
		hit->seen = row_number(rows, 6);
	}
	db_end(rows);
}

/* Of several who gave the same number the one who gave it last is believed. */
static void
believe_newest(struct tx *tx, const char *words, struct list *hits)
{
	enum { FIRST = 1000 };
	char number[20];
	micros newest = 0;
	struct hit *believed = NULL;
	if (hits->count < 2 || !phone_normal(words, number))
		return;
	LIST_EACH(struct hit, hit, hits)
	{
		micros since = db_number(tx->db,
		    "SELECT coalesce(max(p.since), 0) FROM customer_phones p WHERE p.number = $2 "
		    "AND p.parent IN " ONE_PERSON,
		    VALUES(v_text(hit->face.id), v_text(number)), 0);
		if (since <= newest)
			continue;
		newest = since;
		believed = hit;
	}
	if (believed)
		believed->score += FIRST;
}

int
customers_find(struct tx *tx, const char *words, const char *council, size_t most,
    struct arena *arena, struct list *out, bool *more)
{
	struct term terms[TERMS];
	struct list hits = {0};
	*more = false;
	size_t count = terms_of_query(words, london_of(tx->now).date, &tx->scratch, terms);
	search_match(tx, &people, terms, count, &tx->scratch, &hits, more);
	if (!hits.count && widen(tx, terms, count, &tx->scratch))
		search_match(tx, &people, terms, count, &tx->scratch, &hits, more);
	struct hit *items = hits.items;
	for (size_t i = 0; i < hits.count; i++) {
		read_face(tx, &items[i], arena);
		if (council && items[i].face.council && strcmp(council, items[i].face.council) == 0)
			items[i].score += 3;
	}
	believe_newest(tx, words, &hits);
	if (hits.count > 1)
		qsort(items, hits.count, sizeof *items, by_score);
	for (size_t i = 0; i < hits.count && i < most; i++)
		if (items[i].face.id)
			*(struct candidate *)list_add(arena, out, &candidate_record) =
			    items[i].face;
	*more = *more || hits.count > most;
	return tx->db->fault == DB_FINE ? 0 : -1;
}
