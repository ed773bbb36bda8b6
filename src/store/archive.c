/*
 * Everything that is kept, as one file that every engine reads: "FDARCH1\n", the fingerprint of the
 * CRM's keys, then pieces. A piece is its length (32 bits, the lowest first), the items compressed
 * (zlib), and a seal under the audit's key over the seal before it, the length and the bytes: what
 * was altered, left out, moved or cut off shows before anything is kept. Items do not cross pieces:
 *
 *     T name columns name…    the rows that follow are of this table
 *     R value…                N | I 64 bits | S length text | B length bytes
 *     E rows                  the end
 *
 * The keys are not in it: who finds an archive cannot read the audit's values, nor forge its chain.
 */
#include "store/archive.h"
#include "base/compress.h"
#include "store/backup.h"
#include "store/migrate.h"

#include <endian.h>
#include <errno.h>
#include <inttypes.h>
#include <string.h>

enum { PIECE = 1 << 20, LONGEST_PIECE = 64 << 20, MOST_COLUMNS = 60 };

static const char magic[8] = "FDARCH1\n";

/* Who was signed in, and codes to be used once, are of the day they were made. */
static const char *const left_out[] = {"session", "desk_code", NULL};

static void
fingerprint(const struct keys *keys, unsigned char out[SECRET_HASH])
{
	secret_hash(out, magic, sizeof magic, keys->audit);
}

/* The seal of a piece takes the place of the one before it. */
static void
seal(const struct keys *keys, unsigned char chain[SECRET_HASH], const void *body, uint32_t length)
{
	struct buf all;
	uint32_t size = htole32(length);
	buf_init(&all, LONGEST_PIECE + 100);
	buf_add(&all, chain, SECRET_HASH);
	buf_add(&all, &size, sizeof size);
	buf_add(&all, body, length);
	secret_hash(chain, all.data, all.length, keys->audit);
	buf_release(&all);
}

/* ---- giving out ---- */

struct packing {
	const struct keys *keys;
	FILE *out;
	struct buf items;
	unsigned char chain[SECRET_HASH];
	int64_t rows;
	struct err *err;
};

static int
give(struct packing *packing, const void *bytes, size_t length)
{
	if (fwrite(bytes, 1, length, packing->out) == length)
		return 0;
	return err_set(packing->err, "the archive cannot be written: %s", strerror(errno));
}

static int
give_piece(struct packing *packing)
{
	struct buf body;
	buf_init(&body, LONGEST_PIECE);
	int rc = compress_quickly(&body, packing->items.data, packing->items.length);
	if (rc < 0 || !buf_ok(&packing->items))
		rc = err_set(packing->err, "a record is too long for the archive");
	uint32_t size = htole32((uint32_t)body.length);
	if (rc == 0) {
		seal(packing->keys, packing->chain, body.data, (uint32_t)body.length);
		rc = give(packing, &size, sizeof size);
	}
	if (rc == 0)
		rc = give(packing, body.data, body.length);
	if (rc == 0)
		rc = give(packing, packing->chain, sizeof packing->chain);
	buf_release(&body);
	buf_clear(&packing->items);
	return rc;
}

static void
put_number(struct buf *out, int64_t number)
{
	uint64_t bytes = htole64((uint64_t)number);
	buf_add(out, &bytes, sizeof bytes);
}

static void
put_bytes(struct buf *out, const void *bytes, size_t length)
{
	uint32_t size = htole32((uint32_t)length);
	buf_add(out, &size, sizeof size);
	buf_add(out, bytes, length);
}

static void
put_value(struct buf *out, struct db_rows *rows, int column)
{
	size_t length;
	const void *bytes;
	switch (row_type(rows, column)) {
	case DB_NULL:
		buf_putc(out, 'N');
		break;
	case DB_NUMBER:
		buf_putc(out, 'I');
		put_number(out, row_number(rows, column));
		break;
	case DB_TEXT:
		buf_putc(out, 'S');
		bytes = row_bytes(rows, column, &length);
		put_bytes(out, bytes, length);
		break;
	default:
		buf_putc(out, 'B');
		bytes = row_bytes(rows, column, &length);
		put_bytes(out, bytes, length);
	}
}

/* Names of a query, as struct feed_item's ids: one text each. */
static void
names(struct db *db, const char *sql, const struct db_value *values, size_t count,
    struct arena *arena, const char **out, size_t most, size_t *found)
{
	struct db_rows *rows = db_query(db, sql, values, count);
	for (*found = 0; *found < most && db_next(rows); ++*found)
		out[*found] = row_text(rows, 0, arena);
	db_end(rows);
}

static size_t
columns_of(struct db *db, const char *table, struct arena *arena, const char *out[MOST_COLUMNS])
{
	size_t count;
	names(db, db->engine->columns, VALUES(v_text(table)), arena, out, MOST_COLUMNS, &count);
	return count;
}

static int
give_table(struct packing *packing, struct db *db, const char *table, struct arena *arena)
{
	const char *columns[MOST_COLUMNS];
	size_t count = columns_of(db, table, arena, columns);
	struct buf sql;
	int rc = 0;
	buf_init(&sql, 8000);
	buf_puts(&sql, "SELECT ");
	buf_putc(&packing->items, 'T');
	put_bytes(&packing->items, table, strlen(table));
	put_number(&packing->items, (int64_t)count);
	for (size_t i = 0; i < count; i++) {
		put_bytes(&packing->items, columns[i], strlen(columns[i]));
		buf_printf(&sql, "%s\"%s\"", i ? ", " : "", columns[i]);
	}
	buf_printf(&sql, " FROM \"%s\"", table);
	struct db_rows *rows = db_stream(db, sql.data, NO_VALUES);
	while (rc == 0 && db_next(rows)) {
		buf_putc(&packing->items, 'R');
		for (size_t i = 0; i < count; i++)
			put_value(&packing->items, rows, (int)i);
		packing->rows++;
		if (packing->items.length >= PIECE)
			rc = give_piece(packing);
	}
	db_end(rows);
	buf_release(&sql);
	return rc;
}

static bool
is_left_out(const char *table)
{
	for (size_t i = 0; left_out[i]; i++)
		if (strcmp(left_out[i], table) == 0)
			return true;
	return false;
}

int
store_backup(struct tx *tx, FILE *out, int64_t *rows, struct err *err)
{
	enum { MOST_TABLES = 200 };
	const char *tables[MOST_TABLES];
	unsigned char mark[SECRET_HASH];
	size_t count;
	struct packing packing = {.keys = tx->store->keys, .out = out, .err = err};
	struct arena arena;
	arena_init(&arena);
	buf_init(&packing.items, LONGEST_PIECE);
	fingerprint(packing.keys, mark);
	memcpy(packing.chain, mark, sizeof mark);
	names(tx->db, tx->db->engine->tables, NO_VALUES, &arena, tables, MOST_TABLES, &count);
	int rc = give(&packing, magic, sizeof magic);
	if (rc == 0)
		rc = give(&packing, mark, sizeof mark);
	/* First the history of the schema: it says which tables there are to be. */
	if (rc == 0)
		rc = give_table(&packing, tx->db, "migration", &arena);
	for (size_t i = 0; rc == 0 && i < count; i++)
		if (strcmp(tables[i], "migration") != 0 && !is_left_out(tables[i]))
			rc = give_table(&packing, tx->db, tables[i], &arena);
	if (rc == 0 && tx->db->fault != DB_FINE)
		rc = err_set(err, "the CRM cannot be read: %s", tx->db->message);
	buf_putc(&packing.items, 'E');
	put_number(&packing.items, packing.rows);
	if (rc == 0)
		rc = give_piece(&packing);
	*rows = packing.rows;
	buf_release(&packing.items);
	arena_release(&arena);
	return rc;
}

/* ---- taking in ---- */

struct unpacking {
	const struct keys *keys;
	FILE *from;
	struct db *db;
	struct buf items;
	size_t at; /* in items */
	unsigned char chain[SECRET_HASH];
	int64_t rows, now;
	struct err *err;

	/* The table whose rows come. */
	struct arena arena;
	struct buf put;
	size_t columns;
	bool migrated, ended;
};

static int
damaged(struct unpacking *in)
{
	return err_set(in->err, "the archive is damaged: what it holds is not what was sealed");
}

static int
take_whole(struct unpacking *in, void *bytes, size_t length)
{
	return fread(bytes, 1, length, in->from) == length
		   ? 0
		   : err_set(in->err, "the archive's end is cut off");
}

static int
take_piece(struct unpacking *in)
{
	uint32_t size;
	unsigned char kept[SECRET_HASH];
	if (take_whole(in, &size, sizeof size) < 0)
		return -1;
	size = le32toh(size);
	if (size > LONGEST_PIECE)
		return damaged(in);
	struct buf body;
	char block[65536];
	buf_init(&body, LONGEST_PIECE);
	int rc = 0;
	for (size_t left = size; rc == 0 && left;) {
		size_t part = left < sizeof block ? left : sizeof block;
		rc = take_whole(in, block, part);
		buf_add(&body, block, part);
		left -= part;
	}
	if (rc == 0)
		rc = take_whole(in, kept, sizeof kept);
	if (rc == 0) {
		seal(in->keys, in->chain, body.data, size);
		if (!secret_equal(kept, in->chain, sizeof kept))
			rc = damaged(in);
	}
	buf_clear(&in->items);
	in->at = 0;
	if (rc == 0)
		rc = compress_unpack(&in->items, body.data, body.length, in->err);
	buf_release(&body);
	return rc;
}

static const void *
take(struct unpacking *in, size_t length)
{
	if (in->items.length - in->at < length)
		return NULL;
	const void *bytes = in->items.data + in->at;
	in->at += length;
	return bytes;
}

static bool
take_number(struct unpacking *in, int64_t *number)
{
	uint64_t value;
	const void *bytes = take(in, sizeof value);
	if (!bytes)
		return false;
	memcpy(&value, bytes, sizeof value);
	*number = (int64_t)le64toh(value);
	return true;
}

static const void *
take_bytes(struct unpacking *in, size_t *length)
{
	uint32_t size;
	const void *bytes = take(in, sizeof size);
	if (!bytes)
		return NULL;
	memcpy(&size, bytes, sizeof size);
	*length = le32toh(size);
	return take(in, *length);
}

static const char *
take_name(struct unpacking *in)
{
	size_t length = 0;
	const char *bytes = take_bytes(in, &length);
	return bytes ? arena_strndup(&in->arena, bytes, length) : NULL;
}

/* The tables as they were when the archive was made; newer migrations follow at the end. */
static int
make_tables(struct unpacking *in, int64_t newest)
{
	in->migrated = true;
	if (migrate_part(in->db, in->now, newest, in->err) < 0)
		return -1;
	if (in->db->engine->filling(in->db) != DB_FINE)
		return err_set(
		    in->err, "the database cannot be filled: %s", in->db->engine->message(in->db));
	return db_run(in->db, "DELETE FROM migration", NO_VALUES);
}

static bool
has_column(const char *const *columns, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(columns[i], name) == 0)
			return true;
	return false;
}

static int
begin_table(struct unpacking *in)
{
	const char *known[MOST_COLUMNS], *table;
	int64_t count;
	arena_release(&in->arena);
	arena_init(&in->arena);
	if (!(table = take_name(in)) || !take_number(in, &count) || count < 1 ||
	    count > MOST_COLUMNS)
		return damaged(in);
	in->columns = (size_t)count;
	if (!in->migrated) { /* held back until its rows have told how many there are */
		if (strcmp(table, "migration") != 0)
			return damaged(in);
	}
	size_t there = in->migrated ? columns_of(in->db, table, &in->arena, known) : 0;
	buf_clear(&in->put);
	buf_printf(&in->put, "INSERT INTO \"%s\" (", table);
	for (size_t i = 0; i < in->columns; i++) {
		const char *column = take_name(in);
		if (!column)
			return damaged(in);
		if (in->migrated && !has_column(known, there, column))
			return err_set(in->err,
			    "the archive has %s.%s, which this program does not know", table,
			    column);
		buf_printf(&in->put, "%s\"%s\"", i ? ", " : "", column);
	}
	buf_puts(&in->put, ") VALUES (");
	for (size_t i = 1; i <= in->columns; i++)
		buf_printf(&in->put, "%s$%zu", i > 1 ? ", " : "", i);
	buf_putc(&in->put, ')');
	if (!in->migrated)
		return 0;
	/* Some tables have rows from their beginning. */
	char *wipe = arena_printf(&in->arena, "DELETE FROM \"%s\"", table);
	return db_run(in->db, wipe, NO_VALUES);
}

static int
take_value(struct unpacking *in, struct db_value *value)
{
	const char *type = take(in, 1);
	*value = (struct db_value){0};
	switch (type ? *type : 0) {
	case 'N':
		return 0;
	case 'I':
		value->type = DB_NUMBER;
		return take_number(in, &value->number) ? 0 : damaged(in);
	case 'S':
	case 'B':
		value->type = *type == 'S' ? DB_TEXT : DB_BYTES;
		value->bytes = take_bytes(in, &value->length);
		return value->bytes ? 0 : damaged(in);
	default:
		return damaged(in);
	}
}

static int
take_row(struct unpacking *in)
{
	struct db_value values[MOST_COLUMNS];
	for (size_t i = 0; i < in->columns; i++)
		if (take_value(in, &values[i]) < 0)
			return -1;
	in->rows++;
	if (db_run(in->db, in->put.data, values, in->columns) == 0)
		return 0;
	return err_set(in->err, "a record of the archive cannot be kept: %s", in->db->message);
}

/* The newest migration stands in the first table's rows, before there are tables. */
static int
look_ahead(struct unpacking *in)
{
	int64_t newest = 0;
	size_t at = in->at;
	const char *type = take(in, 1);
	if (!type || *type != 'T' || begin_table(in) < 0)
		return damaged(in);
	while ((type = take(in, 1)) && *type == 'R')
		for (size_t i = 0; i < in->columns; i++) {
			struct db_value value;
			if (take_value(in, &value) < 0)
				return -1;
			if (i == 0 && value.number > newest)
				newest = value.number;
		}
	in->at = at;
	return make_tables(in, newest);
}

static int
take_items(struct unpacking *in)
{
	int rc = in->migrated ? 0 : look_ahead(in);
	int64_t rows;
	for (const char *type; rc == 0 && !in->ended && (type = take(in, 1));)
		switch (*type) {
		case 'T':
			rc = begin_table(in);
			break;
		case 'R':
			rc = take_row(in);
			break;
		case 'E':
			in->ended = true;
			rc =
			    take_number(in, &rows) && rows == in->rows && in->at == in->items.length
				? 0
				: damaged(in);
			break;
		default:
			rc = damaged(in);
		}
	return rc;
}

static int
take_all(struct unpacking *in)
{
	char head[sizeof magic];
	unsigned char of[SECRET_HASH], mark[SECRET_HASH];
	if (fread(head, 1, sizeof head, in->from) != sizeof head ||
	    memcmp(head, magic, sizeof magic) != 0)
		return err_set(in->err, "this is no archive of a CRM");
	if (take_whole(in, of, sizeof of) < 0)
		return -1;
	fingerprint(in->keys, mark);
	if (!secret_equal(mark, of, sizeof mark))
		return err_set(in->err,
		    "the archive is of a CRM with other keys; put that CRM's key "
		    "file in the place of this one's");
	memcpy(in->chain, mark, sizeof mark);
	int rc = 0;
	while (rc == 0 && !in->ended) {
		rc = take_piece(in);
		if (rc == 0)
			rc = take_items(in);
	}
	if (rc == 0 && fread(head, 1, 1, in->from) != 0)
		rc = err_set(in->err, "there is more behind the archive's end");
	return rc;
}

int
archive_take(
    struct db *db, const struct keys *keys, int64_t now, FILE *from, int64_t *rows, struct err *err)
{
	struct unpacking in = {.keys = keys, .from = from, .db = db, .now = now, .err = err};
	buf_init(&in.items, (size_t)LONGEST_PIECE * 4);
	buf_init(&in.put, 8000);
	arena_init(&in.arena);
	int rc = take_all(&in);
	if (rc == 0 && (db->fault != DB_FINE || db->engine->filled(db) != DB_FINE))
		rc = err_set(err, "the archive cannot be kept: %s",
		    db->fault != DB_FINE ? db->message : db->engine->message(db));
	*rows = in.rows;
	arena_release(&in.arena);
	buf_release(&in.items);
	buf_release(&in.put);
	return rc;
}
