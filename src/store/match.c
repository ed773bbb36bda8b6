#include "store/match.h"
#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

struct match_limits match_limits = {.words = 8000,
    .filled = 1500,
    .walked = 2000,
    .walked_to = 40,
    .paired = 1000,
    .checked = 600,
    .ranked = 300};

enum {
	MOST_PAIRS = 24,
	MOST_TOGETHER = 32000, /* of the choices of one term */
	PROBE = 10,            /* to look into a record costs that many words in a row */
	FILTERS = 2,           /* terms and choices of each that the engine filters by */
	FILTER_CHOICES = 8,
	MOST_VALUES = 4 + 2 * FILTERS * FILTER_CHOICES,
	FEW_SLOTS = 1 << 11, /* of hits by number: more than twice as many as are read */
	MANY_SLOTS = 1 << 16
};
/* More than terms fit: what is found so is looked into first. */
enum { WALKED = 4 * FIT_BEST, PAIRED = 8 * FIT_BEST };

const struct index match_people = {"token", "face"}, match_properties = {"property_token", "uprn"};

static const struct record hit_record = {"hit", sizeof(struct hit), NULL, 0};

struct matching {
	struct tx *tx;
	const struct index *index;
	const struct term *terms;
	size_t count;
	int64_t sizes[TERMS];
	size_t rarest;
	const char *council;
	struct arena *arena;
	struct list *hits;
	uint32_t *slots; /* index + 1 of the hit */
	size_t slot_count;
};

/* ---- what the engine filters by ---- */

struct statement {
	struct buf sql;
	struct db_value values[MOST_VALUES];
	size_t count;
};

static void
add_value(struct statement *s, struct db_value value)
{
	s->values[s->count++] = value;
}

static void
filter_term(struct matching *m, struct statement *s, const struct term *term)
{
	size_t n = ranges_rounded(term->count);
	for (size_t i = 0; i < n; i++) {
		const struct choice *choice = &term->choices[i < term->count ? i : term->count - 1];
		buf_printf(&s->sql,
		    "%sEXISTS (SELECT 1 FROM %s u WHERE u.%s = h.%s AND u.word >= $%zu AND u.word "
		    "< $%zu)",
		    i ? " OR " : " AND (", m->index->table, m->index->key, m->index->key,
		    s->count + 1, s->count + 2);
		add_value(s, v_text(choice->word));
		add_value(s, v_text(choice_end(choice, &m->tx->scratch)));
	}
	buf_putc(&s->sql, ')');
}

/* By the rarest terms. */
static void
filter(struct matching *m, struct statement *s)
{
	unsigned without = 0;
	for (int n = 0; n < FILTERS; n++) {
		size_t best = TERMS;
		for (size_t i = 0; i < m->count; i++)
			if (!(without & 1u << i) && m->terms[i].count <= FILTER_CHOICES &&
			    (best == TERMS || m->sizes[i] < m->sizes[best]))
				best = i;
		if (best == TERMS)
			return;
		filter_term(m, s, &m->terms[best]);
		without |= 1u << best;
	}
}

/* ---- sources of hits ---- */

/* The slot of the number, or the free one that it would take. */
static size_t
slot_of(const struct matching *m, int64_t number)
{
	size_t slot = ((uint64_t)number * UINT64_C(0x9e3779b97f4a7c15) >> 32) % m->slot_count;
	while (m->slots[slot] && LIST_AT(struct hit, m->hits, m->slots[slot] - 1)->number != number)
		slot = (slot + 1) % m->slot_count;
	return slot;
}

/* The hit of the number, added when it is new and there is room; or null. */
static struct hit *
hit_of(struct matching *m, int64_t number, bool add)
{
	size_t slot = slot_of(m, number);
	if (m->slots[slot])
		return LIST_AT(struct hit, m->hits, m->slots[slot] - 1);
	if (!add || m->hits->count >= m->slot_count / 2)
		return NULL;
	struct hit *hit = list_add(m->arena, m->hits, &hit_record);
	hit->number = number;
	m->slots[slot] = (uint32_t)m->hits->count;
	return hit;
}

/* The records of a term; or, with `narrow`, only those stay that have it. */
static void
read_term(struct matching *m, const struct term *term, int64_t most, bool narrow)
{
	struct db_rows *rows = ranges_read(
	    m->tx->db, m->index, term->choices, term->count, most, MOST_TOGETHER, &m->tx->scratch);
	while (db_next(rows)) {
		struct hit *hit = hit_of(m, row_number(rows, 0), !narrow);
		int score = term_fit(term, row_text(rows, 1, NULL));
		if (hit && score > hit->part)
			hit->part = score;
	}
	db_end(rows);
	LIST_EACH(struct hit, hit, m->hits)
	{
		if (hit->rough)
			continue;
		hit->score = hit->part && (!narrow || hit->score) ? hit->score + hit->part : 0;
		hit->part = 0;
	}
}

/* What is found otherwise than by a term has its words looked at, before others. */
static void
add_rough(struct matching *m, int64_t number, int score)
{
	struct hit *hit = hit_of(m, number, true);
	if (!hit)
		return;
	hit->rough = true;
	hit->score = score > hit->score ? score : hit->score;
}

/* Those of the council who were seen last. */
static void
walk_council(struct matching *m)
{
	struct statement s = {.count = 0};
	buf_init(&s.sql, 16384);
	buf_puts(&s.sql,
	    "SELECT h.face FROM (SELECT number AS face FROM face WHERE council = $1 ORDER BY seen "
	    "DESC LIMIT $2) h WHERE 1 = 1");
	add_value(&s, v_text(m->council));
	add_value(&s, v_number(match_limits.walked));
	filter(m, &s);
	buf_printf(&s.sql, " LIMIT %d", (int)match_limits.walked_to);
	struct db_rows *rows = db_query(m->tx->db, s.sql.data, s.values, s.count);
	while (db_next(rows))
		add_rough(m, row_number(rows, 0), WALKED);
	db_end(rows);
	buf_release(&s.sql);
}

/* The first and the second word together, the second perhaps only begun. */
static void
add_pair(
    struct matching *m, struct choice *pairs, size_t *count, const char *first, const char *second)
{
	if (*count < MOST_PAIRS)
		pairs[(*count)++] =
		    (struct choice){arena_printf(&m->tx->scratch, "d%s %s", first, second), false};
}

static void
read_pairs(struct matching *m)
{
	struct choice pairs[MOST_PAIRS];
	size_t count = 0;
	for (size_t i = 0; i < m->count; i++)
		for (size_t j = 0; j < m->count; j++) {
			const struct term *first = &m->terms[i], *second = &m->terms[j];
			if (i == j || !first->word || !second->word)
				continue;
			/* A house's number stands before its street. */
			if (!first->name && j != i + 1)
				continue;
			add_pair(m, pairs, &count, first->word, second->word);
			for (size_t k = 0; k < first->count; k++)
				if (first->choices[k].whole && *first->choices[k].word == 'n')
					add_pair(m, pairs, &count, first->choices[k].word + 1,
					    second->word);
		}
	if (!count)
		return;
	struct db_rows *rows = ranges_read(
	    m->tx->db, m->index, pairs, count, match_limits.paired, MOST_TOGETHER, &m->tx->scratch);
	while (db_next(rows))
		add_rough(m, row_number(rows, 0), PAIRED);
	db_end(rows);
}

/* ---- ranking ---- */

/* By fit, then this council's, then who was seen last. */
static int
by_rank(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;
	if (x->score != y->score)
		return y->score - x->score;
	if (x->near != y->near)
		return x->near ? -1 : 1;
	if (x->seen != y->seen)
		return x->seen > y->seen ? -1 : 1;
	return x->number < y->number ? -1 : x->number > y->number;
}

/* Best first; what fell out goes. */
static void
sort_hits(struct matching *m)
{
	struct hit *items = m->hits->items;
	size_t kept = 0;
	for (size_t i = 0; i < m->hits->count; i++)
		if (items[i].score)
			items[kept++] = items[i];
	m->hits->count = kept;
	if (kept > 1)
		qsort(items, kept, sizeof *items, by_rank);
	memset(m->slots, 0, m->slot_count * sizeof *m->slots);
	for (size_t i = 0; i < kept; i++)
		m->slots[slot_of(m, items[i].number)] = (uint32_t)i + 1;
}

/* What the query says of each of some hits, DB_KEYS at a time. */
static void
each_of(struct matching *m, const char *sql, const int64_t *numbers, size_t count,
    void (*each)(struct matching *m, struct hit *hit, struct db_rows *rows))
{
	struct arena *scratch = &m->tx->scratch;
	for (size_t from = 0; from < count; from += DB_KEYS) {
		size_t n = count - from < DB_KEYS ? count - from : DB_KEYS;
		struct db_value *keys = arena_alloc(scratch, n * sizeof *keys);
		for (size_t i = 0; i < n; i++)
			keys[i] = v_number(numbers[from + i]);
		struct db_rows *rows = db_query_keys(m->tx->db, sql, NO_VALUES, keys, n, scratch);
		while (db_next(rows))
			each(m, hit_of(m, row_number(rows, 0), false), rows);
		db_end(rows);
	}
}

static void
rank_one(struct matching *m, struct hit *hit, struct db_rows *rows)
{
	hit->seen = row_number(rows, 1);
	hit->near = m->council && strcmp(m->council, row_text(rows, 2, NULL)) == 0;
}

/* Of few, each. */
static void
rank_few(struct matching *m)
{
	int64_t *numbers = arena_alloc(&m->tx->scratch, m->hits->count * sizeof *numbers);
	size_t count = 0;
	LIST_EACH(struct hit, hit, m->hits)
	if (hit->score)
		numbers[count++] = hit->number;
	each_of(m, "SELECT number, seen, coalesce(council, '') FROM face WHERE number IN (@keys)",
	    numbers, count, rank_one);
}

/* Of many, who is of the council and was seen lately. */
static void
rank_many(struct matching *m)
{
	struct db_rows *rows = db_query(m->tx->db,
	    "SELECT number, seen FROM face WHERE council = $1 ORDER BY seen DESC LIMIT $2",
	    VALUES(v_text(m->council), v_number(match_limits.walked)));
	while (db_next(rows)) {
		struct hit *hit = hit_of(m, row_number(rows, 0), false);
		if (hit) {
			hit->near = true;
			hit->seen = row_number(rows, 1);
		}
	}
	db_end(rows);
}

static void
rank(struct matching *m)
{
	int64_t alive = 0;
	if (m->index != &match_people)
		return;
	LIST_EACH(struct hit, hit, m->hits)
	alive += hit->score > 0;
	if (alive <= match_limits.ranked) {
		rank_few(m);
		return;
	}
	LIST_EACH(struct hit, hit, m->hits)
	hit->seen = hit->number; /* before every time: who came last comes first */
	if (m->council)
		rank_many(m);
}

/* Each term keeps the best of the record's words. */
static void
check_word(struct matching *m, struct hit *hit, struct db_rows *rows)
{
	const char *word = row_text(rows, 1, NULL);
	for (size_t t = 0; t < m->count; t++) {
		int score = term_fit(&m->terms[t], word);
		if (score > hit->parts[t])
			hit->parts[t] = (unsigned char)score;
	}
}

/* The score by all words of the record; 0 when a term is not among them. */
static int
score_of(const struct matching *m, const struct hit *hit)
{
	int sum = 0;
	for (size_t t = 0; t < m->count; t++) {
		if (!hit->parts[t])
			return 0;
		sum += hit->parts[t];
	}
	return sum;
}

/* Whom the words really name, and how well; in the order they have. */
static void
check_rough(struct matching *m)
{
	size_t count = 0, most = (size_t)match_limits.checked;
	int64_t *numbers = arena_alloc(&m->tx->scratch, m->hits->count * sizeof *numbers);
	LIST_EACH(struct hit, hit, m->hits)
	if (hit->rough && count < most)
		numbers[count++] = hit->number;
	if (!count)
		return;
	each_of(m,
	    arena_printf(&m->tx->scratch,
		"SELECT %s, word FROM %s WHERE %s IN (@keys) AND (word < 'd' OR word >= 'e')",
		m->index->key, m->index->table, m->index->key),
	    numbers, count, check_word);
	LIST_EACH(struct hit, hit, m->hits)
	if (hit->rough)
		hit->score = score_of(m, hit);
}

/* The other terms: each is read, or every record that is left is looked into. True when all that
 * have them are still there. */
static bool
narrow(struct matching *m)
{
	unsigned done = 1u << m->rarest;
	int64_t left = (int64_t)m->hits->count;
	for (size_t n = 1; n < m->count && left; n++) {
		size_t next = TERMS;
		for (size_t i = 0; i < m->count; i++)
			if (!(done & 1u << i) && (next == TERMS || m->sizes[i] < m->sizes[next]))
				next = i;
		if (m->sizes[next] > match_limits.words || m->sizes[next] > PROBE * left)
			break;
		read_term(m, &m->terms[next], match_limits.words, true);
		done |= 1u << next;
		left = 0;
		LIST_EACH(struct hit, hit, m->hits)
		left += hit->score > 0;
	}
	if (done == (1u << m->count) - 1 || !left)
		return true;
	if (left > match_limits.checked)
		read_pairs(m);
	LIST_EACH(struct hit, hit, m->hits)
	hit->rough = hit->score > 0;
	return left <= match_limits.checked;
}

void
match(struct tx *tx, const struct index *index, const struct term *terms, size_t count,
    const char *council, struct arena *arena, struct list *hits, bool *more)
{
	struct matching m = {.tx = tx,
	    .index = index,
	    .terms = terms,
	    .count = count,
	    .council = council,
	    .arena = arena,
	    .hits = hits};
	for (size_t i = 0; i < count; i++) {
		m.sizes[i] = ranges_size(tx->db, index, terms[i].choices, terms[i].count,
		    match_limits.words, &tx->scratch);
		if (m.sizes[i] < m.sizes[m.rarest])
			m.rarest = i;
	}
	if (count == 0 || m.sizes[m.rarest] == 0)
		return;
	m.slot_count = m.sizes[m.rarest] <= match_limits.checked ? FEW_SLOTS : MANY_SLOTS;
	m.slots = xcalloc(m.slot_count, sizeof *m.slots);
	bool whole = m.sizes[m.rarest] <= match_limits.words;
	if (whole) {
		read_term(&m, &terms[m.rarest], match_limits.words, false);
		whole = narrow(&m);
	} else {
		read_pairs(&m);
		if (council && index == &match_people)
			walk_council(&m);
		read_term(&m, &terms[m.rarest], match_limits.filled, false);
		if (count > 1)
			LIST_EACH(struct hit, hit, hits)
		hit->rough = true;
	}
	*more = !whole;
	rank(&m);
	sort_hits(&m);
	check_rough(&m);
	sort_hits(&m);
	free(m.slots);
}
