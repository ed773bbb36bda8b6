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

const char *
lease_holder(struct tx *tx, int64_t number, struct arena *arena)
{
	return db_string(tx->db,
	    "SELECT desk FROM lease WHERE \"from\" <= $1 AND \"to\" > $1 ORDER BY \"from\" DESC "
	    "LIMIT 1",
	    VALUES(v_number(number)), arena);
}
