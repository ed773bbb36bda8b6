/* Faces, what a candidate shows of a person, of many at once; and whose a reference is. */
#include "store/customers.h"
#include "store/inside.h"

#include <string.h>

#define FACE "f.id, f.name, f.address, f.born_year, f.digits, f.council"

static struct candidate
read_face(struct db_rows *rows, int from, struct arena *arena)
{
	return (struct candidate){.id = row_text(rows, from, arena),
	    .name = row_text(rows, from + 1, arena),
	    .address = row_text(rows, from + 2, arena),
	    .born_year = row_text(rows, from + 3, arena),
	    .digits = row_text(rows, from + 4, arena),
	    .council = row_text(rows, from + 5, arena)};
}

static void
read_faces(
    struct tx *tx, const char *const *ids, size_t count, struct arena *arena, struct candidate *out)
{
	struct db_value keys[DB_KEYS];
	for (size_t i = 0; i < count; i++)
		keys[i] = v_text(ids[i]);
	struct db_rows *rows = db_query_keys(tx->db,
	    "WITH RECURSIVE up(asked, id) AS (SELECT id, id FROM customer WHERE id IN (@keys) "
	    "UNION ALL SELECT up.asked, c.merged_into FROM up JOIN customer c ON c.id = up.id "
	    "WHERE "
	    "c.merged_into IS NOT NULL) SELECT up.asked, " FACE
	    " FROM up JOIN face f ON f.id = up.id",
	    NO_VALUES, keys, count, &tx->scratch);
	while (db_next(rows)) {
		const char *asked = row_text(rows, 0, NULL);
		const struct candidate face = read_face(rows, 1, arena);
		for (size_t i = 0; i < count; i++)
			if (ids[i] && strcmp(ids[i], asked) == 0)
				out[i] = face;
	}
	db_end(rows);
}

int
customer_faces(
    struct tx *tx, const char *const *ids, size_t count, struct arena *arena, struct candidate *out)
{
	memset(out, 0, count * sizeof *out);
	for (size_t from = 0; from < count; from += DB_KEYS)
		read_faces(tx, ids + from, count - from < DB_KEYS ? count - from : DB_KEYS, arena,
		    out + from);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
customer_face(struct tx *tx, const char *id, struct candidate *out, struct arena *arena)
{
	return customer_faces(tx, &id, 1, arena, out) ? -1 : out->id != NULL;
}

int
faces_numbered(
    struct tx *tx, const int64_t *numbers, size_t count, struct arena *arena, struct candidate *out)
{
	memset(out, 0, count * sizeof *out);
	for (size_t from = 0; from < count; from += DB_KEYS) {
		struct db_value keys[DB_KEYS];
		size_t n = count - from < DB_KEYS ? count - from : DB_KEYS;
		for (size_t i = 0; i < n; i++)
			keys[i] = v_number(numbers[from + i]);
		struct db_rows *rows = db_query_keys(tx->db,
		    "SELECT f.number, " FACE " FROM face f WHERE f.number IN (@keys)", NO_VALUES,
		    keys, n, &tx->scratch);
		while (db_next(rows))
			for (size_t i = 0; i < n; i++)
				if (numbers[from + i] == row_number(rows, 0))
					out[from + i] = read_face(rows, 1, arena);
		db_end(rows);
	}
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
customers_referenced(struct tx *tx, const char *text, struct arena *arena, struct list *out)
{
	enum { MOST = 20 };
	const char *ids[MOST];
	struct candidate faces[MOST];
	char reference[REFERENCE_LENGTH + 1];
	uint32_t number;
	size_t count = 0;
	bool ours = reference_parse(text, &number);
	if (ours)
		reference_format(reference, number);
	/* In no order that an index has, which would be walked for it. */
	struct db_rows *rows = db_query(tx->db,
	    "SELECT id FROM customer WHERE id = lower($1) "
	    "UNION ALL SELECT customer FROM case_record WHERE reference = $2 AND customer IS NOT "
	    "NULL UNION ALL SELECT * FROM (SELECT customer FROM case_record WHERE "
	    "lower(origin_key) = lower($1) AND origin_key IS NOT NULL AND customer IS NOT NULL "
	    "ORDER BY opened DESC, id DESC LIMIT $3) AS cases "
	    "UNION ALL SELECT * FROM (SELECT id FROM customer WHERE lower(origin_key) = lower($1) "
	    "AND origin_key IS NOT NULL ORDER BY created DESC, id LIMIT $3) AS customers LIMIT $3",
	    VALUES(v_text(text), v_text(ours ? reference : ""), v_number(MOST)));
	while (count < MOST && db_next(rows))
		ids[count++] = row_text(rows, 0, &tx->scratch);
	db_end(rows);
	if (!count || customer_faces(tx, ids, count, arena, faces))
		return tx->db->fault == DB_FINE ? 0 : -1;
	for (size_t i = 0; i < count; i++)
		if (faces[i].id && !list_find(out, &candidate_record, faces[i].id))
			*(struct candidate *)list_add(arena, out, &candidate_record) = faces[i];
	return 0;
}
