/* References, leased in blocks: one range for the partnership, and one that starts with 9 for
 * training. */
#include "store/leases.h"
#include "store/inside.h"

enum { BLOCK = 100, TRAINING_FROM = 90000000, RANGE_END = 100000000 };

static int
take(struct tx *tx, const char *id, const char *desk, const char *user, bool training, int64_t size,
    struct lease *out)
{
	int64_t to = db_number(tx->db,
	    "UPDATE counter SET value = value + $2 WHERE name = $1 AND value + $2 <= $3 RETURNING "
	    "value",
	    VALUES(v_text(training ? "reference_training" : "reference"), v_number(size),
		v_number(training ? RANGE_END : TRAINING_FROM)),
	    0);
	if (!to)
		return tx->db->fault == DB_FINE ? 0 : -1;
	*out = (struct lease){.id = id, .from = to - size, .to = to, .next = to - size};
	int rc = db_run(tx->db,
	    "INSERT INTO lease (id, desk, \"user\", \"from\", \"to\", at) VALUES ($1, $2, $3, $4, "
	    "$5, $6)",
	    VALUES(v_text(id), v_text(desk), v_text(user), v_number(out->from), v_number(out->to),
		v_number(tx->now)));
	return rc < 0 ? -1 : 1;
}

int
lease_take(struct tx *tx, const char *id, const char *desk, const char *user, bool training,
    struct lease *out)
{
	return take(tx, id, desk, user, training, BLOCK, out);
}

int
reference_next(struct tx *tx, bool training, char out[REFERENCE_LENGTH + 1])
{
	char id[ID_LENGTH + 1];
	struct lease lease;
	tx_id(tx, id);
	int taken = take(tx, id, "crm", "crm", training, 1, &lease);
	if (taken == 1)
		reference_format(out, (uint32_t)lease.from);
	return taken;
}

/* The first of its numbers above all that cases have. Texts of references stand in the order of
 * their numbers. */
static int64_t
first_unused(struct tx *tx, const struct lease *lease, struct arena *arena)
{
	char from[REFERENCE_LENGTH + 1], last[REFERENCE_LENGTH + 1];
	uint32_t used;
	reference_format(from, (uint32_t)lease->from);
	reference_format(last, (uint32_t)(lease->to - 1));
	const char *highest = db_string(tx->db,
	    "SELECT max(reference) FROM case_record WHERE reference >= $1 AND reference <= $2",
	    VALUES(v_text(from), v_text(last)), arena);
	return highest && reference_parse(highest, &used) ? (int64_t)used + 1 : lease->from;
}

int
lease_marks(struct tx *tx, const char *desk, const char *user, size_t most, struct arena *arena,
    struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT id, \"from\", \"to\" FROM lease WHERE desk = $1 AND \"user\" = $2 ORDER BY "
	    "\"from\" DESC LIMIT $3",
	    VALUES(v_text(desk), v_text(user), v_number((int64_t)most)));
	while (db_next(rows))
		*(struct lease *)list_add(arena, out, &lease_record) =
		    (struct lease){.id = row_text(rows, 0, arena),
			.from = row_number(rows, 1),
			.to = row_number(rows, 2)};
	db_end(rows);
	LIST_EACH(struct lease, lease, out) /* few: `most` of them */
	lease->next = first_unused(tx, lease, arena);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

const char *
lease_holder(struct tx *tx, int64_t number, struct arena *arena)
{
	return db_string(tx->db,
	    "SELECT desk FROM lease WHERE \"from\" <= $1 AND \"to\" > $1 ORDER BY \"from\" DESC "
	    "LIMIT 1",
	    VALUES(v_number(number)), arena);
}
