/*
 * Who may be the same person: customers who share a telling word with one that is written down.
 * Common words alone tell nothing and are only looked for together, so that the work is bounded
 * whatever is typed.
 */
#include "base/text.h"
#include "store/customers.h"
#include "store/inside.h"
#include "store/ranges.h"

#include <stdlib.h>
#include <string.h>

enum { BLOCK = 300, NEAR = 24, MOST_VARIANTS = 400, MOST_HITS = 4000 };

struct hit {
	int64_t face;
	int worth;
};
static const struct record hit_record = {"hit", sizeof(struct hit), NULL, 0};

static size_t
add_block(struct tx *tx, const char *word, int worth, struct list *hits)
{
	size_t count = 0;
	struct db_rows *rows = db_query(tx->db, "SELECT face FROM token WHERE word = $1 LIMIT $2",
	    VALUES(v_text(word), v_number(BLOCK)));
	for (; db_next(rows); count++)
		if (hits->count < MOST_HITS)
			*(struct hit *)list_add(&tx->scratch, hits, &hit_record) =
			    (struct hit){row_number(rows, 0), worth};
	db_end(rows);
	return count;
}

/* Both words beside each other, the first one of several: however common each is, together they are
 * few. */
static void
add_pairs(struct tx *tx, const char *const *families, size_t count, const char *given, int worth,
    struct list *hits)
{
	static const struct index people = {"token", "face"};
	struct choice pairs[NEAR];
	if (!count)
		return;
	for (size_t i = 0; i < count; i++)
		pairs[i] = (struct choice){
		    arena_printf(&tx->scratch, "d%s %s", families[i] + 1, given + 1), false};
	struct db_rows *rows =
	    ranges_read(tx->db, &people, pairs, count, BLOCK, BLOCK, &tx->scratch);
	while (db_next(rows))
		if (hits->count < MOST_HITS)
			*(struct hit *)list_add(&tx->scratch, hits, &hit_record) =
			    (struct hit){row_number(rows, 0), worth};
	db_end(rows);
}

/* The first name word of a text, as the index has it; null when there is none. */
static const char *
name_word(struct tx *tx, const char *text)
{
	struct buf folded;
	if (text_blank(text))
		return NULL;
	buf_init(&folded, 4096);
	text_fold(&folded, text, strlen(text));
	size_t length = strcspn(folded.data, " ");
	const char *word =
	    length ? arena_printf(&tx->scratch, "n%.*s", (int)length, folded.data) : NULL;
	buf_release(&folded);
	return word;
}

/* Family names one slip apart, beside the given name. */
static void
add_near(struct tx *tx, const char *family, const char *given, struct list *hits)
{
	struct list variants = {0}, words = {0};
	name_variants(family + 1, &tx->scratch, &variants);
	struct db_value keys[DB_KEYS];
	size_t count = 0;
	for (; count < variants.count && count < DB_KEYS; count++)
		keys[count] = v_text(LIST_AT(struct token, &variants, count)->word);
	struct db_rows *rows = db_query_keys(tx->db,
	    "SELECT DISTINCT word FROM name_near WHERE variant IN (@keys) ORDER BY word LIMIT $1",
	    VALUES(v_number(MOST_VARIANTS)), keys, count, &tx->scratch);
	while (db_next(rows)) {
		const char *word = row_text(rows, 0, &tx->scratch);
		if (strcmp(word, family + 1) != 0 && name_near(word, family + 1))
			((struct token *)list_add(&tx->scratch, &words, &token_record))->word =
			    arena_printf(&tx->scratch, "n%s", word);
	}
	db_end(rows);
	tokens_sort(&words);
	const char *near[NEAR];
	for (count = 0; count < words.count && count < NEAR; count++)
		near[count] = LIST_AT(struct token, &words, count)->word;
	add_pairs(tx, near, count, given, 9, hits);
}

static void
add_names(struct tx *tx, const struct person_name *name, struct list *hits)
{
	const char *family = name_word(tx, name->family), *given = name_word(tx, name->given);
	if (!family || strlen(family) < 3)
		return;
	add_block(tx, family, 7, hits);
	if (!given)
		return;
	add_pairs(tx, &family, 1, given, 6, hits);
	add_pairs(tx, &given, 1, family, 9, hits); /* in each other's place */
	add_near(tx, family, given, hits);
}

static int
worth_of(char kind)
{
	switch (kind) {
	case 't':
		return 10;
	case 'b':
	case 'e':
		return 11;
	case 'p':
		return 6;
	default:
		return 0;
	}
}

static int
by_face(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;
	return x->face < y->face ? -1 : x->face > y->face;
}

static int
by_worth(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;
	return x->worth != y->worth ? y->worth - x->worth : by_face(a, b);
}

/* What several blocks found counts for all of them. */
static void
sum_up(struct list *hits)
{
	struct hit *items = hits->items;
	size_t kept = 0;
	if (hits->count < 2)
		return;
	qsort(items, hits->count, sizeof *items, by_face);
	for (size_t i = 0; i < hits->count; i++)
		if (kept && items[kept - 1].face == items[i].face)
			items[kept - 1].worth += items[i].worth;
		else
			items[kept++] = items[i];
	hits->count = kept;
	qsort(items, kept, sizeof *items, by_worth);
}

/* Whose the hits are, but for `self`. */
static void
read_ids(struct tx *tx, const struct list *hits, const char *self, size_t most, struct arena *arena,
    const char **ids, size_t *count)
{
	/* One more, for it may be themselves. */
	size_t n = hits->count <= most ? hits->count : most + 1;
	int64_t *numbers = arena_alloc(&tx->scratch, (n + 1) * sizeof *numbers);
	struct candidate *faces = arena_alloc(&tx->scratch, (n + 1) * sizeof *faces);
	for (size_t i = 0; i < n; i++)
		numbers[i] = LIST_AT(struct hit, hits, i)->face;
	faces_numbered(tx, numbers, n, arena, faces);
	for (size_t i = 0; i < n && *count < most; i++)
		if (faces[i].id && (!self || strcmp(faces[i].id, self) != 0))
			ids[(*count)++] = faces[i].id;
}

int
customers_alike(struct tx *tx, const struct customer *like, size_t most, struct arena *arena,
    const char **ids, size_t *count)
{
	struct list words = {0}, hits = {0};
	const char *self = customer_root(tx, like->id, &tx->scratch);
	*count = 0;
	tokens_of_customer(like, &tx->scratch, &words);
	LIST_EACH(struct token, token, &words)
	if (worth_of(*token->word))
		add_block(tx, token->word, worth_of(*token->word), &hits);
	LIST_EACH(struct person_name, name, &like->names)
	add_names(tx, name, &hits);
	sum_up(&hits);
	read_ids(tx, &hits, self, most, arena, ids, count);
	return tx->db->fault == DB_FINE ? 0 : -1;
}
