/* Cases as lines of lists: of a queue, of what a user has to do. */
#include "model/case_filter.h"
#include "store/customers.h"
#include "store/inside.h"
#include "store/queues.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const struct record case_line_record = {"case_line", sizeof(struct case_line), NULL, 0};

#define ALL_LINES                                                                                  \
	"SELECT k.id, k.reference, k.service, k.summary, f.name, k.responsible, k.state, "         \
	"k.claimed_by, k.opened, k.due, k.due_order, k.at, k.\"as\", c.\"user\", u.sharing, "      \
	"q.team, CASE WHEN k.enquiry IS NULL AND k.move IS NULL AND k.correction IS NULL "         \
	"THEN 1 ELSE 0 END, (SELECT s.agreed FROM "                                                \
	"customer_consents s WHERE s.parent = k.customer AND s.kind = 'sharing' ORDER BY s.at "    \
	"DESC, s.position DESC LIMIT 1), k.priority, k.skill, (SELECT e.reason FROM "              \
	"case_record_events e WHERE e.parent = k.id AND e.id = k.bounced) FROM case_record k "     \
	"JOIN queue q ON q.id = k.queue LEFT "                                                     \
	"JOIN face f ON f.id = k.customer LEFT JOIN customer u ON u.id = k.customer LEFT JOIN "    \
	"contact c ON c.id = k.contact WHERE "
#define LINES ALL_LINES "k.state = 'open' AND "

static int64_t
read_line(struct db_rows *rows, struct case_line *line, struct arena *arena)
{
	line->what = (struct sharing){.concern = {row_text(rows, 11, arena),
					  row_text(rows, 12, arena), row_text(rows, 5, arena)},
	    .taker = row_text(rows, 13, arena),
	    .consent = row_text(rows, 14, arena),
	    .team = row_text(rows, 15, arena)};
	line->task = row_number(rows, 16) != 0;
	if (row_text(rows, 17, arena) && row_number(rows, 17) == 0)
		line->what.consent = "none"; /* taken back: customer_shares */
	line->summary = (struct case_summary){.id = row_text(rows, 0, arena),
	    .reference = row_text(rows, 1, arena),
	    .service = row_text(rows, 2, arena),
	    .summary = row_text(rows, 3, arena),
	    .customer_name = row_text(rows, 4, arena),
	    .responsible = row_text(rows, 5, arena),
	    .state = row_text(rows, 6, arena),
	    .claimed_by = row_text(rows, 7, arena),
	    .opened = row_number(rows, 8),
	    .due = row_number(rows, 9),
	    .priority = row_text(rows, 18, arena),
	    .skill = row_text(rows, 19, arena),
	    .bounced = row_text(rows, 20, arena)};
	return row_number(rows, 10);
}

/* A record that was merged has no face: the case says who they are now, and what they allow. */
static void
name_merged(struct tx *tx, struct case_line *line, struct arena *arena)
{
	struct customer customer;
	const char *id = line->summary.customer_name
			     ? NULL
			     : db_string(tx->db, "SELECT customer FROM case_record WHERE id = $1",
				   VALUES(v_text(line->summary.id)), arena);
	if (!id || customer_get(tx, id, &customer, arena) != 1)
		return;
	line->summary.customer_name = customer_list_name(&customer, arena);
	line->what.consent = customer_shares(&customer);
}

/* At most `limit` lines behind *place, which moves to the last that was looked at; those that fit
 * are added. True when there may be others behind it. */
static bool
look_through(struct tx *tx, const char *queue, const char *filter, size_t most, size_t limit,
    struct row_place *place, struct arena *arena, struct list *out)
{
	size_t looked = 0;
	bool full = false;
	struct db_rows *rows = db_query(tx->db,
	    LINES
	    "k.queue = $1 AND (k.due_order, k.id) > ($2, $3) ORDER BY k.due_order, k.id LIMIT "
	    "$4",
	    VALUES(
		v_text(queue), v_number(place->at), v_text(place->id), v_number((int64_t)limit)));
	while (!full && db_next(rows)) {
		struct case_line line;
		if ((full = out->count == most))
			break;
		place->at = read_line(rows, &line, arena);
		place->id = line.summary.id;
		looked++;
		if (!filter || case_fits(&line.summary, filter, tx->now))
			*(struct case_line *)list_add(arena, out, &case_line_record) = line;
	}
	db_end(rows);
	return full || looked == limit;
}

int
queue_cases(struct tx *tx, const char *queue, const char *filter, const char *after, size_t most,
    struct arena *arena, struct list *out, const char **next)
{
	enum { LOOK = 400, TIMES = 10 };
	struct row_place place = row_place_read(after, INT64_MIN, arena);
	bool further = true;
	*next = NULL;
	for (int i = 0; further && out->count < most && i < (filter ? TIMES : 1); i++)
		further = look_through(
		    tx, queue, filter, most, filter ? LOOK : most + 1, &place, arena, out);
	if (further)
		*next = row_place_text(place, arena);
	LIST_EACH(struct case_line, line, out)
	name_merged(tx, line, arena);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
work_cases(struct tx *tx, const char *user, const char *team, const char *council, size_t most,
    struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    LINES
	    "k.id IN (SELECT m.id FROM case_record m WHERE m.state = 'open' AND m.claimed_by = "
	    "$1 UNION SELECT b.id FROM case_record b JOIN queue o ON o.id = b.queue WHERE "
	    "b.state = 'open' AND b.bounced IS NOT NULL AND b.claimed_by IS NULL AND o.council "
	    "= $2 AND o.team = coalesce($3, o.team)) ORDER BY CASE WHEN k.bounced IS NULL "
	    "THEN 1 ELSE 0 END, k.due_order, k.id LIMIT $4",
	    VALUES(v_text(user), v_text(council), v_text(team), v_number((int64_t)most)));
	while (db_next(rows))
		read_line(rows, list_add(arena, out, &case_line_record), arena);
	db_end(rows);
	LIST_EACH(struct case_line, line, out)
	name_merged(tx, line, arena);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
linked_cases(struct tx *tx, const char *id, struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    ALL_LINES
	    "k.reference IN (SELECT l.reference FROM case_record_links l WHERE l.parent = "
	    "$1) ORDER BY k.reference",
	    VALUES(v_text(id)));
	while (db_next(rows))
		read_line(rows, list_add(arena, out, &case_line_record), arena);
	db_end(rows);
	LIST_EACH(struct case_line, line, out)
	name_merged(tx, line, arena);
	return tx->db->fault == DB_FINE ? 0 : -1;
}
