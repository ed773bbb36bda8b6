/* Customers with their face (what a candidate shows) and their search words. */
#include "store/inside.h"
#include "store/tokens.h"

#include <string.h>

enum { REDIRECTS = 8 };

int
customer_get(struct tx *tx, const char *id, struct customer *out, struct arena *arena)
{
	for (int i = 0; i < REDIRECTS; i++) {
		memset(out, 0, sizeof *out);
		int found = table_get(tx->db, table_of(&customer_record), id, out, arena);
		if (found != 1 || !out->merged_into)
			return found;
		id = out->merged_into;
	}
	return 0;
}

int
customer_by_origin(struct tx *tx, const char *origin, const char *origin_key, struct customer *out,
    struct arena *arena)
{
	const char *id =
	    db_string(tx->db, "SELECT id FROM customer WHERE origin = $1 AND origin_key = $2",
		VALUES(v_text(origin), v_text(origin_key)), arena);
	if (!id)
		return tx->db->fault == DB_FINE ? 0 : -1;
	return customer_get(tx, id, out, arena);
}

/* The dictionary of names, for what nearly matches. */
static void
learn_name(struct tx *tx, const char *word)
{
	char sound[8];
	name_sound(sound, word);
	const char *new = db_string(tx->db,
	    "INSERT INTO name_word (word, sound) VALUES ($1, $2) ON CONFLICT (word) DO NOTHING "
	    "RETURNING word",
	    VALUES(v_text(word), v_text(sound)), &tx->scratch);
	if (!new)
		return;
	struct list variants = {0};
	name_variants(word, &tx->scratch, &variants);
	LIST_EACH(struct token, variant, &variants)
	db_run(tx->db,
	    "INSERT INTO name_near (variant, word) VALUES ($1, $2) ON CONFLICT (variant, word) DO "
	    "NOTHING",
	    VALUES(v_text(variant->word), v_text(word)));
}

/* Takes away what no longer is, adds what is new. */
static int
put_tokens(struct tx *tx, int64_t face, const struct customer *customer)
{
	struct list now = {0}, was = {0};
	tokens_of_customer(customer, &tx->scratch, &now);
	struct db_rows *rows = db_query(
	    tx->db, "SELECT word FROM token WHERE face = $1 ORDER BY word", VALUES(v_number(face)));
	while (db_next(rows))
		((struct token *)list_add(&tx->scratch, &was, &token_record))->word =
		    row_text(rows, 0, &tx->scratch);
	db_end(rows);
	size_t i = 0, k = 0;
	while (i < now.count || k < was.count) {
		const char *a = i < now.count ? LIST_AT(struct token, &now, i)->word : NULL;
		const char *b = k < was.count ? LIST_AT(struct token, &was, k)->word : NULL;
		int order = !a ? 1 : !b ? -1 : strcmp(a, b);
		if (order < 0) {
			db_run(tx->db, "INSERT INTO token (word, face) VALUES ($1, $2)",
			    VALUES(v_text(a), v_number(face)));
			if (*a == 'n')
				learn_name(tx, a + 1);
		} else if (order > 0) {
			db_run(tx->db, "DELETE FROM token WHERE word = $1 AND face = $2",
			    VALUES(v_text(b), v_number(face)));
		}
		i += order <= 0;
		k += order >= 0;
	}
	return tx->db->fault == DB_FINE ? 0 : -1;
}

static const char *
last_digits(const struct customer *customer, struct arena *arena)
{
	if (!customer->phones.count)
		return NULL;
	const char *number = LIST_AT(struct phone, &customer->phones, 0)->number;
	size_t length = number ? strlen(number) : 0;
	return length >= 3 ? arena_strdup(arena, number + length - 3) : NULL;
}

static int64_t
put_face(struct tx *tx, const struct customer *customer, const char *council)
{
	const struct address *home = customer_address(customer);
	const char *district = home && home->district ? home->district : council;
	const char *born = customer->born && *customer->born
			       ? arena_strndup(&tx->scratch, customer->born, 4)
			       : NULL;
	return db_number(tx->db,
	    "INSERT INTO face (id, name, address, born_year, digits, council, seen) VALUES ($1, "
	    "$2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO UPDATE SET name = excluded.name, address "
	    "= excluded.address, born_year = excluded.born_year, digits = excluded.digits, council "
	    "= excluded.council RETURNING number",
	    VALUES(v_text(customer->id), v_text(customer_list_name(customer, &tx->scratch)),
		v_text(home ? address_words(home, &tx->scratch) : NULL), v_text(born),
		v_text(last_digits(customer, &tx->scratch)), v_text(district),
		v_number(customer->created)),
	    0);
}

int
customer_put(struct tx *tx, const struct customer *customer, const char *council)
{
	table_put(tx->db, table_of(&customer_record), customer);
	int64_t face = put_face(tx, customer, council);
	return put_tokens(tx, face, customer);
}

int
customer_seen(struct tx *tx, const char *id, micros when)
{
	return db_run(tx->db, "UPDATE face SET seen = $2 WHERE id = $1 AND seen < $2",
	    VALUES(v_text(id), v_number(when)));
}

int
customer_face(struct tx *tx, const char *id, struct candidate *out, struct arena *arena)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT id, name, address, born_year, digits, council FROM face WHERE id = $1",
	    VALUES(v_text(id)));
	bool found = db_next(rows);
	if (found)
		*out = (struct candidate){.id = row_text(rows, 0, arena),
		    .name = row_text(rows, 1, arena),
		    .address = row_text(rows, 2, arena),
		    .born_year = row_text(rows, 3, arena),
		    .digits = row_text(rows, 4, arena),
		    .council = row_text(rows, 5, arena)};
	db_end(rows);
	return tx->db->fault == DB_FINE ? found : -1;
}
