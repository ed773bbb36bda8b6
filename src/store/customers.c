/* Customers with their face (what a candidate shows) and their search words. */
#include "store/customers.h"
#include "store/inside.h"
#include "store/tokens.h"

#include <string.h>

/* Every merge makes the way longer by one; rounds there are none. */
enum { REDIRECTS = 100 };

int
customer_own(struct tx *tx, const char *id, struct customer *out, struct arena *arena)
{
	memset(out, 0, sizeof *out);
	return table_get(tx->db, table_of(&customer_record), id, out, arena);
}

int
customers_own(
    struct tx *tx, const char *const *ids, size_t count, struct arena *arena, struct list *out)
{
	return table_get_many(tx->db, table_of(&customer_record), ids, count, arena, out);
}

int
customer_get(struct tx *tx, const char *id, struct customer *out, struct arena *arena)
{
	for (int i = 0; i < REDIRECTS; i++) {
		int found = customer_own(tx, id, out, arena);
		if (found != 1 || !out->merged_into)
			return found;
		id = out->merged_into;
	}
	return 0;
}

const char *
customer_root(struct tx *tx, const char *id, struct arena *arena)
{
	for (int i = 0; id && i < REDIRECTS; i++) {
		const char *next = db_string(tx->db,
		    "SELECT coalesce(merged_into, '') FROM customer WHERE id = $1",
		    VALUES(v_text(id)), arena);
		if (!next || !*next)
			return next ? id : NULL;
		id = next;
	}
	return NULL;
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
	return customer_own(tx, id, out, arena);
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

/* The words of a person are those of all their records: whoever remembers the other name finds
 * them. */
static void
words_of(struct tx *tx, const struct customer *customer, struct list *out)
{
	struct list merged = {0};
	tokens_of_customer(customer, &tx->scratch, out);
	struct db_rows *rows = db_query(
	    tx->db, "SELECT id FROM customer WHERE merged_into = $1", VALUES(v_text(customer->id)));
	while (db_next(rows))
		((struct token *)list_add(&tx->scratch, &merged, &token_record))->word =
		    row_text(rows, 0, &tx->scratch);
	db_end(rows);
	LIST_EACH(struct token, id, &merged)
	{
		struct customer other;
		if (customer_own(tx, id->word, &other, &tx->scratch) == 1)
			words_of(tx, &other, out);
	}
	tokens_sort(out);
}

/* Takes away what no longer is, adds what is new. */
static int
put_tokens(struct tx *tx, int64_t face, const struct customer *customer)
{
	struct list now = {0}, was = {0};
	words_of(tx, customer, &now);
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

struct candidate
customer_candidate(const struct customer *customer, struct arena *arena)
{
	const struct address *home = customer_address(customer);
	return (struct candidate){.id = customer->id,
	    .name = customer_list_name(customer, arena),
	    .address = home ? address_words(home, arena) : NULL,
	    .born_year =
		customer->born && *customer->born ? arena_strndup(arena, customer->born, 4) : NULL,
	    .digits = last_digits(customer, arena),
	    .council = home ? home->district : NULL};
}

static int64_t
put_face(struct tx *tx, const struct customer *customer, const char *council)
{
	const struct candidate face = customer_candidate(customer, &tx->scratch);
	const struct db_value values[] = {v_text(face.id), v_text(face.name), v_text(face.address),
	    v_text(face.born_year), v_text(face.digits),
	    v_text(face.council ? face.council : council), v_number(customer->created)};
	/* Not "ON CONFLICT", which would use up a number for each change. */
	int64_t number = db_number(tx->db,
	    "UPDATE face SET name = $2, address = $3, born_year = $4, digits = $5, council = $6 "
	    "WHERE id = $1 RETURNING number",
	    values, 6, 0);
	if (number)
		return number;
	return db_number(tx->db,
	    "INSERT INTO face (id, name, address, born_year, digits, council, seen) VALUES ($1, "
	    "$2, $3, $4, $5, $6, $7) RETURNING number",
	    values, 7, 0);
}

int
customer_put(struct tx *tx, const struct customer *customer, const char *council)
{
	struct customer root = *customer;
	table_put(tx->db, table_of(&customer_record), customer);
	/* A merged record has no face of its own: its words are the other's. */
	if (customer->merged_into && customer_get(tx, customer->id, &root, &tx->scratch) != 1)
		return -1;
	int64_t face = put_face(tx, &root, council);
	return put_tokens(tx, face, &root);
}

int
customer_seen(struct tx *tx, const char *id, micros when)
{
	return db_run(tx->db, "UPDATE face SET seen = $2 WHERE id = $1 AND seen < $2",
	    VALUES(v_text(customer_root(tx, id, &tx->scratch)), v_number(when)));
}

/* A body may have many people; the first are shown. */
enum { MOST_RELATED = 100 };

int
relations_to(struct tx *tx, const char *customer, struct arena *arena, struct list *out)
{
	struct db_rows *rows = db_query(tx->db,
	    "SELECT id, kind, parent, authority, role, \"from\", until FROM customer_relations "
	    "WHERE "
	    "customer IN " ONE_PERSON " ORDER BY parent, position LIMIT $2",
	    VALUES(v_text(customer), v_number(MOST_RELATED)));
	while (db_next(rows))
		*(struct relation *)list_add(arena, out, &relation_record) =
		    (struct relation){.id = row_text(rows, 0, arena),
			.kind = row_text(rows, 1, arena),
			.customer = row_text(rows, 2, arena),
			.authority = row_text(rows, 3, arena),
			.role = row_text(rows, 4, arena),
			.from = row_text(rows, 5, arena),
			.until = row_text(rows, 6, arena)};
	db_end(rows);
	return tx->db->fault == DB_FINE ? 0 : -1;
}

int
customer_consents(struct tx *tx, const char *customer, const char *kind)
{
	const char *root = customer_root(tx, customer, &tx->scratch);
	return (int)db_number(tx->db,
	    "SELECT agreed FROM customer_consents WHERE parent = $1 AND kind = $2 ORDER BY at "
	    "DESC, "
	    "position DESC LIMIT 1",
	    VALUES(v_text(root ? root : ""), v_text(kind)), -1);
}
