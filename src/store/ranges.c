#include "store/ranges.h"

size_t
ranges_rounded(size_t count)
{
	size_t n = 1;
	while (n < count)
		n *= 2;
	return n;
}

/* A part for each choice; with `size` only how many there are. $1 is the most of each part, $2 of
 * all together. */
static struct db_rows *
query(struct db *db, const struct index *index, const struct choice *choices, size_t count,
    const char *order, bool size, int64_t most, int64_t together, struct arena *arena)
{
	size_t parts = ranges_rounded(count), n = 0;
	struct db_value *values = arena_alloc(arena, (2 + 2 * parts) * sizeof *values);
	struct buf sql;
	buf_init(&sql, 1 << 16);
	buf_puts(&sql, size ? "SELECT count(*) FROM (" : "");
	values[n++] = v_number(most);
	values[n++] = v_number(together);
	for (size_t i = 0; i < parts; i++) {
		buf_printf(&sql,
		    "%sSELECT * FROM (SELECT %s, word FROM %s WHERE word >= $%zu AND word < $%zu%s "
		    "LIMIT $1) AS c%zu",
		    i ? " UNION ALL " : "", index->key, index->table, n + 1, n + 2, order, i);
		/* What is added to make the number round is empty. */
		const char *word = choices[i < count ? i : 0].word;
		values[n++] = v_text(word);
		values[n++] = v_text(i < count ? choice_end(&choices[i], arena) : word);
	}
	buf_puts(&sql, size ? " LIMIT $2) AS c" : " LIMIT $2");
	struct db_rows *rows = db_query(db, sql.data, values, n);
	buf_release(&sql);
	return rows;
}

struct db_rows *
ranges_read(struct db *db, const struct index *index, const struct choice *choices, size_t count,
    int64_t most, int64_t together, struct arena *arena)
{
	return query(db, index, choices, count, " ORDER BY word", false, most, together, arena);
}

int64_t
ranges_size(struct db *db, const struct index *index, const struct choice *choices, size_t count,
    int64_t most, struct arena *arena)
{
	struct db_rows *rows =
	    query(db, index, choices, count, "", true, most + 1, most + 1, arena);
	int64_t size = db_next(rows) ? row_number(rows, 0) : 0;
	db_end(rows);
	return size;
}
