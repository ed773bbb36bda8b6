/* Complaints are cases: what is counted of them stands on their events as the CRM's rules wrote it
 * there, so that a report on any past time says the same at any later one. */
#include "store/complaints.h"
#include "base/text.h"
#include "store/inside.h"

const char *const schema_complaints[] = {
    "ALTER TABLE case_record_events ADD COLUMN due @int;\n"
    "ALTER TABLE case_record_events ADD COLUMN until @int;\n"
    "ALTER TABLE case_record_events ADD COLUMN told TEXT;\n"
    "ALTER TABLE case_record_events ADD COLUMN counted TEXT;\n"
    "ALTER TABLE case_record_events ADD COLUMN stage @int;\n"
    "ALTER TABLE case_record_events ADD COLUMN action TEXT;\n"
    "ALTER TABLE case_record_events ADD COLUMN owner TEXT;\n"
    "CREATE INDEX case_counted ON case_record_events (at) WHERE counted IS NOT NULL;\n"
    "CREATE INDEX case_learnt ON case_record_events (at) WHERE action IS NOT NULL;\n",
    NULL};

static struct complaint_count *
count_of(struct list *counts, const char *council, int64_t stage, struct arena *arena)
{
	LIST_EACH(struct complaint_count, count, counts)
	if (text_same(count->council, council) && count->stage == stage)
		return count;
	struct complaint_count *count = list_add(arena, counts, &complaint_count_record);
	count->council = council;
	count->stage = stage;
	return count;
}

static void
add(struct complaint_count *count, const char *counted, int64_t times, int64_t late)
{
	const struct {
		const char *word;
		int64_t *times, *late;
	} sums[] = {{"received", &count->received, NULL},
	    {"acknowledged", &count->acknowledged, &count->acknowledged_late},
	    {"extended", &count->extended, NULL}, {"withdrawn", &count->withdrawn, NULL},
	    {"upheld", &count->upheld, &count->answered_late},
	    {"partly-upheld", &count->partly, &count->answered_late},
	    {"not-upheld", &count->rejected, &count->answered_late}};
	for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
		if (text_same(sums[i].word, counted)) {
			*sums[i].times += times;
			if (sums[i].late)
				*sums[i].late += late;
			if (sums[i].late == &count->answered_late)
				count->answered += times;
		}
}

int
complaints_count(struct tx *tx, micros from, micros to, struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT k.responsible, e.stage, e.counted, count(*), sum(CASE WHEN e.due > 0 AND e.at "
	    "> e.due THEN 1 ELSE 0 END) FROM case_record_events e JOIN case_record k ON k.id = "
	    "e.parent WHERE e.counted IS NOT NULL AND e.at >= $1 AND e.at < $2 GROUP BY 1, 2, 3 "
	    "ORDER BY 1, 2, 3",
	    VALUES(v_number(from), v_number(to)));
	while (db_next(rows))
		add(count_of(out, row_text(rows, 0, arena), row_number(rows, 1), arena),
		    row_text(rows, 2, arena), row_number(rows, 3), row_number(rows, 4));
	db_end(rows);
	rows = db_query(tx->db,
	    "SELECT k.responsible, (SELECT max(e.stage) FROM case_record_events e WHERE e.parent = "
	    "k.id) AS stage, count(*) FROM case_record k WHERE k.state = 'open' AND k.due > 0 AND "
	    "k.due < $1 AND EXISTS (SELECT 1 FROM case_record_events e WHERE e.parent = k.id AND "
	    "e.counted IS NOT NULL) GROUP BY 1, 2 ORDER BY 1, 2",
	    VALUES(v_time(tx_now(tx))));
	while (db_next(rows))
		count_of(out, row_text(rows, 0, arena), row_number(rows, 1), arena)->overdue =
		    row_number(rows, 2);
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
complaint_lessons(struct tx *tx, micros from, micros to, struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT k.responsible, k.reference, e.kind, e.text, e.action, e.owner, e.at, e.until, "
	    "d.at, d.text FROM case_record_events e JOIN case_record k ON k.id = e.parent LEFT "
	    "JOIN case_record_events d ON d.parent = e.parent AND d.kind = 'done' AND d.subject = "
	    "e.id WHERE e.action IS NOT NULL AND e.kind IN ('lesson', 'remedy') AND e.at >= $1 "
	    "AND e.at < $2 ORDER BY 1, e.at, e.id",
	    VALUES(v_number(from), v_number(to)));
	while (db_next(rows))
		*(struct complaint_lesson *)list_add(arena, out, &complaint_lesson_record) =
		    (struct complaint_lesson){.council = row_text(rows, 0, arena),
			.reference = row_text(rows, 1, arena),
			.kind = row_text(rows, 2, arena),
			.text = row_text(rows, 3, arena),
			.action = row_text(rows, 4, arena),
			.owner = row_text(rows, 5, arena),
			.at = row_number(rows, 6),
			.due = row_number(rows, 7),
			.done = row_number(rows, 8),
			.came = row_text(rows, 9, arena)};
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}
