/* Reports that an entry of the directory is wrong; each belongs to a case of its owner. */
#include "store/wrongs.h"
#include "store/inside.h"

static int
select_wrongs(struct tx *tx, const char *tail, const struct db_value *values, size_t count,
    struct arena *arena, struct list *out)
{
	return table_select(tx->db, table_of(&wrong_record), tail, values, count, true, arena, out);
}

int
wrong_get(struct tx *tx, const char *id, struct wrong *out, struct arena *arena)
{
	return table_get(tx->db, table_of(&wrong_record), id, out, arena);
}

int
wrong_put(struct tx *tx, const struct wrong *wrong)
{
	return table_put(tx->db, table_of(&wrong_record), wrong);
}

int
wrongs_of_case(struct tx *tx, const char *case_id, struct arena *arena, struct list *out)
{
	return select_wrongs(
	    tx, "WHERE t.case_id = $1 ORDER BY t.at, t.id", VALUES(v_text(case_id)), arena, out);
}

int
wrongs_unheard(struct tx *tx, const char *user, size_t most, struct arena *arena, struct list *out)
{
	return select_wrongs(tx,
	    "WHERE t.\"user\" = $1 AND t.mended IS NOT NULL AND t.heard IS NULL ORDER BY t.mended "
	    "DESC, t.id LIMIT $2",
	    VALUES(v_text(user), v_number((int64_t)most)), arena, out);
}

int
wrongs_open(struct tx *tx, const char *service, struct arena *arena, struct list *out)
{
	return select_wrongs(tx, "WHERE t.service = $1 AND t.mended IS NULL ORDER BY t.at, t.id",
	    VALUES(v_text(service)), arena, out);
}
