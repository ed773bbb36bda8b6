/*
 * Erasure: a customer goes, with those that were merged into it; what names them stays for the
 * counts, without the person. Their key in the vault is destroyed, so that no value in the audit or
 * in a kept result can be read again, while the audit's chain stands as it was.
 */
#include "store/erase.h"
#include "store/audit.h"
#include "store/blobs.h"
#include "store/feed.h"
#include "store/inside.h"
#include "store/surveys.h"
#include "store/tokens.h"

#include <string.h>

static int
read_ids(struct tx *tx, const char *sql, const char *value, struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db, sql, VALUES(v_text(value)));
	while (db_next(rows))
		((struct token *)list_add(arena, out, &token_record))->word =
		    row_text(rows, 0, arena);
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

/* The customer and all that were merged into it, the latest merged first. */
static int
family(struct tx *tx, const char *customer, struct arena *arena, struct list *out)
{
	return read_ids(tx,
	    "WITH RECURSIVE mine(id, depth) AS (SELECT id, 0 FROM customer WHERE id = $1 UNION "
	    "SELECT c.id, m.depth + 1 FROM customer c JOIN mine m ON c.merged_into = m.id WHERE "
	    "m.depth < 20) "
	    "SELECT id FROM mine ORDER BY depth DESC, id",
	    customer, arena, out);
}

/* ---- what there is ---- */

struct counting {
	struct arena *arena;
	struct list *out;
};

static void
add_count(struct list *out, struct arena *arena, const char *what, int64_t count)
{
	LIST_EACH(struct kind_count, known, out)
	if (strcmp(known->kind, what) == 0) {
		known->count += count;
		return;
	}
	*(struct kind_count *)list_add(arena, out, &kind_count_record) =
	    (struct kind_count){what, count};
}

static void
count_record(void *context, const struct record *record, int64_t rows)
{
	struct counting *counting = context;
	add_count(counting->out, counting->arena, record->name, rows);
}

int
customer_counts(struct tx *tx, const char *customer, struct arena *arena, struct list *out)
{
	struct list ids = {0};
	struct counting counting = {arena, out};
	family(tx, customer, arena, &ids);
	add_count(out, arena, customer_record.name, (int64_t)ids.count);
	LIST_EACH(struct token, id, &ids)
	tables_of_customer(tx->db, id->word, count_record, &counting);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

/* ---- going ---- */

/* Name words that nobody else has go from the dictionary. */
static void
forget_word(struct tx *tx, const char *word)
{
	struct list variants = {0};
	if (db_number(tx->db, "SELECT count(*) FROM token WHERE word = $1",
		VALUES(v_text(arena_printf(&tx->scratch, "n%s", word))), 0) > 0)
		return;
	name_variants(word, &tx->scratch, &variants);
	LIST_EACH(struct token, variant, &variants)
	db_run(tx->db, "DELETE FROM name_near WHERE variant = $1 AND word = $2",
	    VALUES(v_text(variant->word), v_text(word)));
	db_run(tx->db, "DELETE FROM name_word WHERE word = $1", VALUES(v_text(word)));
}

static void
forget_search(struct tx *tx, const char *id)
{
	struct list words = {0};
	read_ids(tx,
	    "SELECT t.word FROM token t JOIN face f ON f.number = t.face WHERE f.id = $1 AND "
	    "t.word "
	    ">= 'n' AND t.word < 'o'",
	    id, &tx->scratch, &words);
	db_run(tx->db, "DELETE FROM token WHERE face IN (SELECT number FROM face WHERE id = $1)",
	    VALUES(v_text(id)));
	db_run(tx->db, "DELETE FROM face WHERE id = $1", VALUES(v_text(id)));
	LIST_EACH(struct token, word, &words)
	forget_word(tx, word->word + 1);
}

/* A contact that began without a name has a key of its own. */
void
person_forget(struct tx *tx, const char *person)
{
	audit_forget(tx, person);
	db_run(tx->db, "DELETE FROM operation WHERE person = $1", VALUES(v_text(person)));
}

static void
forget_one(struct tx *tx, const char *id)
{
	struct list contacts = {0};
	read_ids(tx, "SELECT id FROM contact WHERE customer = $1", id, &tx->scratch, &contacts);
	LIST_EACH(struct token, contact, &contacts)
	{
		person_forget(tx, contact->word);
		survey_invite_drop(tx, contact->word);
	}
	mails_forget(tx, id);
	person_forget(tx, id);
	/* Where they spoke for somebody it is no longer said who it was. */
	db_run(tx->db,
	    "UPDATE contact SET caller_relation = NULL, caller_name = '', caller_role = NULL WHERE "
	    "caller_relation IN (SELECT id FROM customer_relations WHERE customer = $1)",
	    VALUES(v_text(id)));
	pieces_forget(tx, id);
	tables_part(tx->db, id);
	forget_search(tx, id);
	db_run(tx->db, "DELETE FROM hold WHERE id = $1", VALUES(v_text(id)));
	db_run(tx->db,
	    "DELETE FROM imported WHERE kind = 'customer' AND EXISTS (SELECT 1 FROM customer c "
	    "WHERE "
	    "c.id = $1 AND c.origin = imported.origin AND c.origin_key = imported.origin_key)",
	    VALUES(v_text(id)));
	db_run(tx->db, "DELETE FROM customer WHERE id = $1", VALUES(v_text(id)));
	db_run(tx->db, "INSERT INTO erased (id, at) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING",
	    VALUES(v_text(id), v_number(tx->now)));
	feed_add(tx, "forget", id, NULL, 0);
}

int
customer_erase(struct tx *tx, const char *customer)
{
	struct list ids = {0};
	family(tx, customer, &tx->scratch, &ids);
	LIST_EACH(struct token, id, &ids)
	forget_one(tx, id->word);
	blobs_sweep(tx);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
customer_is_erased(struct tx *tx, const char *id)
{
	int64_t count =
	    db_number(tx->db, "SELECT count(*) FROM erased WHERE id = $1", VALUES(v_text(id)), 0);
	return tx->db->fault == DB_FINE ? count > 0 : -1;
}

/* ---- what keeps it ---- */

int64_t
customer_open_cases(struct tx *tx, const char *customer, const char **first, struct arena *arena)
{
	struct list references = {0};
	int rc = read_ids(tx,
	    "WITH RECURSIVE mine(id) AS (SELECT id FROM customer WHERE id = $1 UNION SELECT c.id "
	    "FROM customer c JOIN mine m ON c.merged_into = m.id) SELECT k.reference FROM "
	    "case_record k JOIN mine m ON k.customer = m.id WHERE k.state = 'open' ORDER BY "
	    "k.reference",
	    customer, arena, &references);
	*first = references.count ? LIST_AT(struct token, &references, 0)->word : NULL;
	return rc < 0 ? -1 : (int64_t)references.count;
}

int
hold_put(struct tx *tx, const struct hold *hold)
{
	return table_put(tx->db, table_of(&hold_record), hold);
}

int
hold_drop(struct tx *tx, const char *id)
{
	return db_run(tx->db, "DELETE FROM hold WHERE id = $1", VALUES(v_text(id)));
}

int
hold_get(struct tx *tx, const char *id, struct hold *out, struct arena *arena)
{
	*out = (struct hold){0};
	return table_get(tx->db, table_of(&hold_record), id, out, arena);
}

int
customer_held(struct tx *tx, const char *customer, struct hold *out, struct arena *arena)
{
	const char *id = db_string(tx->db,
	    "WITH RECURSIVE mine(id) AS (SELECT id FROM customer WHERE id = $1 UNION SELECT c.id "
	    "FROM customer c JOIN mine m ON c.merged_into = m.id) SELECT h.id FROM hold h WHERE "
	    "h.id IN (SELECT id FROM mine UNION SELECT k.id FROM case_record k JOIN mine m ON "
	    "k.customer = m.id) ORDER BY h.id LIMIT 1",
	    VALUES(v_text(customer)), arena);
	if (!id)
		return tx->db->fault == DB_FINE ? 0 : -1;
	return hold_get(tx, id, out, arena);
}

int
store_settle(const char *database, bool compact, struct err *err)
{
	struct db *db = db_open(database, DB_WRITER, err);
	if (!db)
		return -1;
	if (compact && db->engine->compact)
		db_script(db, db->engine->compact);
	if (db->engine->settle)
		db_script(db, db->engine->settle);
	int rc = db->fault == DB_FINE
		     ? 0
		     : err_set(err, "what was deleted cannot be cleared from the files now: %s",
			   db->message);
	db_close(db);
	return rc;
}
