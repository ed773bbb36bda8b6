/* Merges of customers: who went into whom, and what the kept record was before and after. */
#include "store/merges.h"
#include "model/pack.h"
#include "store/customers.h"
#include "store/inside.h"

#include <string.h>

enum { PACKED_LIMIT = 1 << 22 };

/* The latest contact of all their records, for the order in which people are found. */
static int
renew_seen(struct tx *tx, const char *id)
{
	micros last = db_number(tx->db,
	    "SELECT coalesce(max(began), 0) FROM contact WHERE customer IN " ONE_PERSON,
	    VALUES(v_text(id)), 0);
	return last ? customer_seen(tx, id, last) : 0;
}

/* Writing it again gives its words their place: with itself, or with what it was merged into. */
static int
write_again(struct tx *tx, const char *id, const char *council)
{
	struct customer customer;
	if (customer_own(tx, id, &customer, &tx->scratch) != 1)
		return -1;
	customer_put(tx, &customer, council);
	return renew_seen(tx, customer_root(tx, id, &tx->scratch));
}

int
customer_point(struct tx *tx, const char *id, const char *into, const char *council)
{
	const char *root = customer_root(tx, id, &tx->scratch);
	db_run(tx->db, "UPDATE customer SET merged_into = $2 WHERE id = $1",
	    VALUES(v_text(id), v_text(into)));
	if (into) {
		db_run(tx->db,
		    "DELETE FROM token WHERE face IN (SELECT number FROM face WHERE id = $1)",
		    VALUES(v_text(id)));
		db_run(tx->db, "DELETE FROM face WHERE id = $1", VALUES(v_text(id)));
	} else if (root && strcmp(root, id) != 0) {
		write_again(tx, root, council);
	}
	return write_again(tx, id, council);
}

micros
merge_time(struct tx *tx)
{
	micros last =
	    db_number(tx->db, "SELECT coalesce(max(at), 0) FROM customer_merge", NO_VALUES, 0);
	return last >= tx->now ? last + 1 : tx->now;
}

int
merge_get(struct tx *tx, const char *id, struct customer_merge *out, struct arena *arena)
{
	memset(out, 0, sizeof *out);
	return table_get(tx->db, table_of(&customer_merge_record), id, out, arena);
}

static const void *
pack(struct tx *tx, const char *person, const struct customer *customer, size_t *length)
{
	struct buf packed;
	buf_init(&packed, PACKED_LIMIT);
	const void *locked = NULL;
	*length = 0;
	if (record_pack(&packed, &customer_record, customer) < 0)
		tx->db->fault = DB_MISTAKEN;
	else
		locked = vault_lock(tx, person, packed.data, packed.length, length);
	buf_release(&packed);
	return locked;
}

int
merge_put(struct tx *tx, const struct customer_merge *merge, const struct customer *before,
    const struct customer *after)
{
	size_t was_length, now_length;
	table_put(tx->db, table_of(&customer_merge_record), merge);
	const void *was = pack(tx, merge->keep, before, &was_length),
		   *now = pack(tx, merge->keep, after, &now_length);
	return db_run(tx->db,
	    "UPDATE customer_merge SET kept_before = $2, kept_after = $3 WHERE id = $1",
	    VALUES(v_text(merge->id), v_bytes(was, was_length), v_bytes(now, now_length)));
}

static bool
unpack(struct tx *tx, struct db_rows *rows, int column, const char *person, struct customer *out,
    struct arena *arena)
{
	size_t length;
	memset(out, 0, sizeof *out);
	const void *bytes = row_bytes(rows, column, &length);
	bytes = bytes ? vault_open(tx, person, bytes, length, &length, arena) : NULL;
	return bytes && record_unpack(bytes, length, &customer_record, out, arena, NULL) == 0;
}

int
merge_versions(struct tx *tx, const struct customer_merge *merge, struct customer *before,
    struct customer *after, struct arena *arena)
{
	struct db_rows *rows =
	    db_query(tx->db, "SELECT kept_before, kept_after FROM customer_merge WHERE id = $1",
		VALUES(v_text(merge->id)));
	bool found = db_next(rows) && unpack(tx, rows, 0, merge->keep, before, arena) &&
		     unpack(tx, rows, 1, merge->keep, after, arena);
	db_end(rows);
	return tx->db->fault == DB_FINE ? found : -1;
}

int
merges_of(struct tx *tx, const char *customer, size_t most, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&customer_merge_record),
	    "WHERE t.keep IN " ONE_PERSON " OR t.gone IN " ONE_PERSON
	    " ORDER BY t.at DESC, t.id DESC LIMIT $2",
	    VALUES(v_text(customer_root(tx, customer, arena)), v_number((int64_t)most)), true,
	    arena, out);
}

int64_t
merges_count(struct tx *tx, const char *customer)
{
	return db_number(tx->db,
	    "SELECT count(*) FROM customer WHERE id <> $1 AND id IN " ONE_PERSON,
	    VALUES(v_text(customer)), 0);
}

int
merges_above(
    struct tx *tx, const struct customer_merge *merge, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&customer_merge_record),
	    "WHERE t.undone IS NULL AND (t.at > $2 OR (t.at = $2 AND t.id > $3)) AND t.keep IN "
	    "(WITH RECURSIVE way(id, next) AS (SELECT id, merged_into FROM customer WHERE id = $1 "
	    "UNION SELECT c.id, c.merged_into FROM customer c JOIN way ON c.id = way.next) SELECT "
	    "id FROM way) ORDER BY t.at DESC, t.id DESC",
	    VALUES(v_text(merge->keep), v_number(merge->at), v_text(merge->id)), true, arena, out);
}
