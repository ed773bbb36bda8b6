/* What went by each mechanism: contacts of every channel by service, and what else was made of
 * them. */
#include "store/inside.h"

#include "store/reports.h"
#include <inttypes.h>
#include <stdio.h>

/* Each gives rows of service, mechanism, count; $1 and $2 bound the time, $3 is the council or ''.
 */
static const char *const sources[] = {
    "SELECT e.service, CASE WHEN c.direction = 'out' THEN 'outbound' WHEN c.channel = 'phone' THEN "
    "'telephone' WHEN c.channel = 'email' THEN 'email' WHEN c.channel = 'web' THEN 'e-forms' ELSE "
    "'outreach' END, count(*) FROM contact c JOIN contact_enquiries e ON e.parent = c.id WHERE "
    "c.began >= $1 AND c.began < $2 AND c.origin IS NULL AND e.offer_reply IS NULL AND c.channel "
    "IN "
    "('phone', 'email', 'web', 'gateway') AND ($3 = '' OR coalesce(e.responsible, c.\"as\") = $3) "
    "GROUP BY 1, 2",
    "SELECT e.service, 'appointments', count(*) FROM contact c JOIN contact_enquiries e ON "
    "e.parent = "
    "c.id WHERE c.began >= $1 AND c.began < $2 AND c.origin IS NULL AND e.outcome = 'booked' AND "
    "($3 = '' OR coalesce(e.responsible, c.\"as\") = $3) GROUP BY 1",
    "SELECT k.service, 'fulfilment', count(*) FROM case_record k WHERE k.opened >= $1 AND k.opened "
    "< "
    "$2 AND k.origin IS NULL AND k.enquiry IS NOT NULL AND ($3 = '' OR k.responsible = $3) GROUP "
    "BY 1",
    /* A complaint is one about the service of the case that it names, where it names one. */
    "SELECT coalesce(o.service, k.service), 'complaints', count(*) FROM case_record_events e JOIN "
    "case_record k ON k.id = e.parent LEFT JOIN contact_enquiries_answers a ON a.parent = "
    "k.enquiry AND a.prompt = 'reference' LEFT JOIN case_record o ON o.reference = a.value WHERE "
    "e.counted = 'received' AND e.stage = 1 AND e.at >= $1 AND e.at < $2 AND ($3 = '' OR "
    "k.responsible = $3) GROUP BY 1",
    "SELECT p.service, 'payments', count(*) FROM payment p WHERE p.made >= $1 AND p.made < $2 AND "
    "p.state IN ('success', 'refunded') AND ($3 = '' OR p.council = $3) GROUP BY 1",
    "SELECT v.service, 'lone-workers', count(*) FROM visit v WHERE v.begins >= $1 AND v.begins < "
    "$2 AND v.state NOT IN ('planned', 'cancelled') AND ($3 = '' OR v.council = $3) GROUP BY 1",
};

int
volumes_count(struct tx *tx, const char *council, micros from, micros until, struct arena *arena,
    struct list *out)
{
	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
		struct db_rows *rows = db_query(tx->db, sources[i],
		    VALUES(v_number(from), v_number(until), v_text(council ? council : "")));
		while (db_next(rows)) {
			struct volume *volume = list_add(arena, out, &volume_record);
			*volume = (struct volume){.service = row_text(rows, 0, arena),
			    .mechanism = row_text(rows, 1, arena),
			    .count = row_number(rows, 2)};
		}
		db_end(rows);
	}
	return tx->db->fault == DB_FINE ? 0 : -1;
}

/* ---- one by one ---- */

const char *
enquiries_key(const struct late_enquiry *enquiry, struct arena *arena)
{
	return row_place_text((struct row_place){enquiry->began, enquiry->id}, arena);
}

int
enquiries_before(struct tx *tx, const char *service, const char *council, micros from,
    const char *after, size_t most, struct arena *arena, struct list *out)
{
	struct row_place place = row_place_read(after, INT64_MAX, arena);
	struct db_rows *rows = db_query(tx->db,
	    "SELECT e.id, c.began, c.channel, e.outcome, k.reference FROM contact c JOIN "
	    "contact_enquiries e ON e.parent = c.id LEFT JOIN case_record k ON k.enquiry = e.id "
	    "WHERE c.began >= $1 AND (c.began, e.id) < ($2, $3) AND c.origin IS NULL AND "
	    "e.offer_reply IS NULL AND e.service = $4 AND coalesce(e.responsible, c.\"as\") = $5 "
	    "ORDER BY c.began DESC, e.id DESC LIMIT $6",
	    VALUES(v_number(from), v_number(place.at), v_text(place.id), v_text(service),
		v_text(council), v_number((int64_t)most)));
	while (db_next(rows))
		*(struct late_enquiry *)list_add(arena, out, &late_enquiry_record) =
		    (struct late_enquiry){.id = row_text(rows, 0, arena),
			.began = row_number(rows, 1),
			.channel = row_text(rows, 2, arena),
			.outcome = row_text(rows, 3, arena),
			.reference = row_text(rows, 4, arena)};
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}
