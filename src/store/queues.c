/*
 * Which case is next, whose work is whose, and what came back. What is next is found by an index
 * seek for each queue, skill and class (overdue or not, by priority), so that it takes as long
 * however many cases wait.
 */
#include "store/queues.h"
#include "store/inside.h"

#include <stdlib.h>
#include <string.h>

/* ---- the next case ---- */

enum { PAGE = 8 };

/* Where the cases of one queue that ask for one skill (or none) wait, in one class. */
struct seek {
	const char *queue, *skill;
	struct waiting {
		int64_t due, opened;
		char id[ID_LENGTH + 1];
	} rows[PAGE], last;
	size_t count, at;
	bool ended;
};

struct next_class {
	const char *priority;
	int64_t from, before; /* due_order */
};

static void
seek_fill(struct tx *tx, struct seek *seek, const struct next_class *class)
{
	seek->count = seek->at = 0;
	if (seek->ended)
		return;
	struct db_rows *rows = db_query(tx->db,
	    "SELECT id, due_order, opened FROM case_record WHERE state = 'open' AND claimed_by IS "
	    "NULL AND queue = $1 AND coalesce(priority, 'normal') = $2 AND coalesce(skill, '') = "
	    "$3 AND (due_order, opened, id) > ($4, $5, $6) AND due_order < $7 ORDER BY due_order, "
	    "opened, id LIMIT $8",
	    VALUES(v_text(seek->queue), v_text(class->priority), v_text(seek->skill),
		v_number(seek->last.due), v_number(seek->last.opened), v_text(seek->last.id),
		v_number(class->before), v_number(PAGE)));
	while (seek->count < PAGE && db_next(rows)) {
		struct waiting *row = &seek->rows[seek->count++];
		size_t length;
		const void *id = row_bytes(rows, 0, &length);
		*row = (struct waiting){row_number(rows, 1), row_number(rows, 2), ""};
		memcpy(row->id, id, length < ID_LENGTH ? length : ID_LENGTH);
	}
	db_end(rows);
	seek->ended = seek->count < PAGE;
	if (seek->count)
		seek->last = seek->rows[seek->count - 1];
}

static bool
sooner(const struct waiting *a, const struct waiting *b)
{
	if (a->due != b->due)
		return a->due < b->due;
	if (a->opened != b->opened)
		return a->opened < b->opened;
	return strcmp(a->id, b->id) < 0;
}

/* The first of all heads, taken from its seek; null when none is left. */
static const struct waiting *
take_first(struct tx *tx, struct seek *seeks, size_t count, const struct next_class *class)
{
	struct seek *first = NULL;
	for (size_t i = 0; i < count; i++) {
		if (seeks[i].at == seeks[i].count)
			seek_fill(tx, &seeks[i], class);
		if (seeks[i].count &&
		    (!first || sooner(&seeks[i].rows[seeks[i].at], &first->rows[first->at])))
			first = &seeks[i];
	}
	return first ? &first->rows[first->at++] : NULL;
}

static bool
offer_class(struct tx *tx, const struct next_query *query, const struct next_class *class,
    bool (*offer)(void *context, const char *id), void *context)
{
	size_t count = query->queue_count * query->skill_count;
	struct seek *seeks = arena_alloc(&tx->scratch, (count + 1) * sizeof *seeks);
	for (size_t i = 0; i < count; i++)
		seeks[i] = (struct seek){.queue = query->queues[i / query->skill_count],
		    .skill = query->skills[i % query->skill_count],
		    .last = {class->from, INT64_MIN, ""}};
	const struct waiting *row;
	while (tx->db->fault == DB_FINE && (row = take_first(tx, seeks, count, class)))
		if (offer(context, row->id))
			return true;
	return false;
}

int
case_next(struct tx *tx, const struct next_query *query,
    bool (*offer)(void *context, const char *id), void *context)
{
	static const char *const priorities[] = {"high", "normal", "low"};
	for (int late = 1; late >= 0; late--)
		for (size_t i = 0; i < sizeof priorities / sizeof *priorities; i++) {
			struct next_class class = {
			    priorities[i], late ? INT64_MIN : tx->now, late ? tx->now : INT64_MAX};
			if (offer_class(tx, query, &class, offer, context))
				return 1;
		}
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int64_t
cases_waiting(struct tx *tx, const struct next_query *query)
{
	int64_t count = 0;
	for (size_t i = 0; i < query->queue_count; i++)
		count += db_number(tx->db,
		    "SELECT cast(coalesce(sum(cases), 0) AS bigint) FROM queue_tally WHERE queue = "
		    "$1 AND what = 'waiting'",
		    VALUES(v_text(query->queues[i])), 0);
	return count;
}

int
case_take(struct tx *tx, const char *id, const char *user)
{
	tally_case(tx, id, -1);
	const char *taken = db_string(tx->db,
	    "UPDATE case_record SET claimed_by = $2 WHERE id = $1 AND claimed_by IS NULL AND state "
	    "= 'open' RETURNING id",
	    VALUES(v_text(id), v_text(user)), &tx->scratch);
	tally_case(tx, id, 1);
	return tally_settle(tx) < 0 ? -1 : taken != NULL;
}

int
queues_of(
    struct tx *tx, const char *team, const char *council, struct arena *arena, struct list *out)
{
	const char *by =
	    team ? "WHERE t.team = $1 ORDER BY t.id" : "WHERE t.council = $1 ORDER BY t.id";
	return table_select(tx->db, table_of(&queue_record), by,
	    VALUES(v_text(team ? team : council)), false, arena, out);
}

/* ---- many at once ---- */

int
bulk_get(struct tx *tx, const char *id, struct bulk *out, struct arena *arena)
{
	return table_get(tx->db, table_of(&bulk_record), id, out, arena);
}

int
bulk_put(struct tx *tx, const struct bulk *bulk)
{
	return table_put(tx->db, table_of(&bulk_record), bulk);
}

/* ---- people ---- */

int
colleagues(struct tx *tx, const char *council, struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT id, name, council, team, role, skills FROM \"user\" WHERE council = $1 AND "
	    "suspended = 0 ORDER BY name, id LIMIT 500",
	    VALUES(v_text(council)));
	while (db_next(rows))
		*(struct colleague *)list_add(arena, out, &colleague_record) =
		    (struct colleague){.id = row_text(rows, 0, arena),
			.name = row_text(rows, 1, arena),
			.council = row_text(rows, 2, arena),
			.team = row_text(rows, 3, arena),
			.role = row_text(rows, 4, arena),
			.skills = row_text(rows, 5, arena)};
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

/* ---- what came back ---- */

int
bounces_count(struct tx *tx, const char *service, micros from, micros to, struct arena *arena,
    struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    arena_printf(arena,
		"SELECT k.service, k.responsible, e.prompt, e.reason, count(*), max(e.at) FROM "
		"case_record_events e JOIN case_record k ON k.id = e.parent WHERE e.kind = "
		"'bounce' AND e.at >= $1 AND e.at < $2%s GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC, 6 "
		"DESC, 1, 2, 3, 4",
		service ? " AND k.service = $3" : ""),
	    service ? (const struct db_value[]){v_number(from), v_number(to), v_text(service)}
		    : (const struct db_value[]){v_number(from), v_number(to), v_number(0)},
	    service ? 3 : 2);
	while (db_next(rows))
		*(struct bounce_count *)list_add(arena, out, &bounce_count_record) =
		    (struct bounce_count){.service = row_text(rows, 0, arena),
			.council = row_text(rows, 1, arena),
			.prompt = row_text(rows, 2, arena),
			.reason = row_text(rows, 3, arena),
			.count = row_number(rows, 4),
			.last = row_number(rows, 5)};
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}
