/* Payments: of an enquiry at most one that was not given up, by a unique key. */
#include "store/payments.h"
#include "store/inside.h"

int
payment_put(struct tx *tx, const struct payment *payment)
{
	return table_put(tx->db, table_of(&payment_record), payment);
}

int
payment_get(struct tx *tx, const char *id, struct payment *out, struct arena *arena)
{
	return table_get(tx->db, table_of(&payment_record), id, out, arena);
}

int
payment_open(struct tx *tx, const char *enquiry, struct payment *out, struct arena *arena)
{
	struct list found = {0};
	table_select(tx->db, table_of(&payment_record),
	    "WHERE t.enquiry = $1 AND t.state IN ('created', 'started', 'submitted', 'success')",
	    VALUES(v_text(enquiry)), false, arena, &found);
	if (tx->db->fault != DB_FINE)
		return -1;
	if (found.count)
		*out = *LIST_AT(struct payment, &found, 0);
	return found.count > 0;
}

int
payments_between(struct tx *tx, micros from, micros to, struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&payment_record),
	    "WHERE t.made >= $1 AND t.made < $2 ORDER BY t.made, t.id",
	    VALUES(v_number(from), v_number(to)), false, arena, out);
}
