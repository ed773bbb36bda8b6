/* What people said of themselves, as counts and nothing else: no time, no desk, no id. */
#include "store/inside.h"
#include "store/reports.h"

int
equality_add(struct tx *tx, const struct equality *said)
{
	LIST_EACH(struct equality_answer, answer, &said->answers)
	db_run(tx->db,
	    "INSERT INTO equality_count (month, council, area, question, answer, count) VALUES "
	    "($1, $2, $3, $4, $5, 1) ON CONFLICT (month, council, area, question, answer) DO "
	    "UPDATE SET count = equality_count.count + 1",
	    VALUES(v_text(said->month), v_text(said->council), v_text(said->area ? said->area : ""),
		v_text(answer->question), v_text(answer->answer)));
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
equality_counts(struct tx *tx, enum report_by by, const char *from, const char *to,
    struct arena *arena, struct list *out)
{
	static const char *const groups[] = {
	    [REPORT_ALL] = "'all'", [REPORT_COUNCIL] = "council", [REPORT_SERVICE] = "area"};
	struct db_rows *rows = db_query(tx->db,
	    arena_printf(arena,
		"SELECT %s, question, answer, cast(sum(count) AS bigint) FROM equality_count WHERE "
		"month >= $1 AND month <= $2 GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
		groups[by]),
	    VALUES(v_text(from), v_text(to)));
	while (db_next(rows))
		*(struct equality_count *)list_add(arena, out, &equality_count_record) =
		    (struct equality_count){row_text(rows, 0, arena), row_text(rows, 1, arena),
			row_text(rows, 2, arena), row_number(rows, 3)};
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}
