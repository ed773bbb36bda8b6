/* Counts over contacts; those that an import brought were counted where they were taken. */
#include "store/reports.h"
#include "store/inside.h"

#include <string.h>

static const char *const groups[] = {[REPORT_ALL] = "'all'",
    [REPORT_COUNCIL] = "coalesce(e.responsible, c.\"as\")",
    [REPORT_SERVICE] = "e.service"};

/* Rows of group, word, count: the word is the field of `record` that is counted. */
static int
count_words(struct tx *tx, const char *sql, micros from, micros to, const struct record *record,
    struct arena *arena, struct list *out)
{
	char *item = NULL;
	struct db_rows *rows = db_query(tx->db, sql, VALUES(v_number(from), v_number(to)));
	while (db_next(rows)) {
		const char *group = row_text(rows, 0, arena), *word = row_text(rows, 1, arena);
		const struct field *field = record_field(record, word ? word : "");
		if (!item || strcmp(field_string(&record->fields[0], item), group) != 0) {
			item = list_add(arena, out, record);
			field_set_string(&record->fields[0], item, group);
		}
		if (field && field->type == FIELD_NUMBER)
			*(int64_t *)(void *)(item + field->offset) = row_number(rows, 2);
	}
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
outcomes_count(
    struct tx *tx, enum report_by by, micros from, micros to, struct arena *arena, struct list *out)
{
	return count_words(tx,
	    arena_printf(arena,
		"SELECT %s, e.outcome, count(*) FROM contact c JOIN contact_enquiries e ON "
		"e.parent = c.id WHERE c.began >= $1 AND c.began < $2 AND c.origin IS NULL AND "
		"e.offer_reply IS NULL AND e.surveys IS NULL "
		"GROUP BY 1, 2 ORDER BY 1, 2",
		groups[by]),
	    from, to, &outcome_count_record, arena, out);
}

int
offers_count(
    struct tx *tx, enum report_by by, micros from, micros to, struct arena *arena, struct list *out)
{
	int rc = count_words(tx,
	    arena_printf(arena,
		"SELECT %s, e.offer_reply, count(*) FROM contact c JOIN contact_enquiries e ON "
		"e.parent = c.id WHERE c.began >= $1 AND c.began < $2 AND c.origin IS NULL AND "
		"e.offer_reply IS NOT "
		"NULL GROUP BY 1, 2 ORDER BY 1, 2",
		groups[by]),
	    from, to, &offer_count_record, arena, out);
	LIST_EACH(struct offer_count, count, out)
	count->offered = count->yes + count->no + count->later;
	return rc;
}
