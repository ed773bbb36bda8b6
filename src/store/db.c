#include "store/db.h"
#include "base/alloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct db_engine *const engines[] = {&sqlite_engine, &postgres_engine, NULL};

struct db_value
v_text(const char *text)
{
	return text ? (struct db_value){DB_TEXT, 0, text, strlen(text)} : (struct db_value){0};
}

struct db_value
v_number(int64_t number)
{
	return (struct db_value){DB_NUMBER, number, NULL, 0};
}

struct db_value
v_time(int64_t when)
{
	return when ? v_number(when) : (struct db_value){0};
}

struct db_value
v_bytes(const void *bytes, size_t length)
{
	return bytes ? (struct db_value){DB_BYTES, 0, bytes, length} : (struct db_value){0};
}

static const struct db_engine *
engine_of(const char *database)
{
	for (size_t i = 0; engines[i]; i++)
		if (strncmp(database, engines[i]->scheme, strlen(engines[i]->scheme)) == 0)
			return engines[i];
	return NULL;
}

static const struct db_engine *
engine_for(const char *database, const char **name, struct err *err)
{
	const struct db_engine *engine = engine_of(database);
	*name = engine ? database + strlen(engine->scheme) : NULL;
	if (engine && **name)
		return engine;
	char *shown = db_shown(database);
	err_set(err, "\"%s\" is no database; write sqlite:FILE or postgresql://HOST/NAME?keys=DIR",
	    shown);
	free(shown);
	return NULL;
}

struct db *
db_open(const char *database, enum db_mode mode, struct err *err)
{
	const char *name;
	const struct db_engine *engine = engine_for(database, &name, err);
	return engine ? engine->open(name, mode, err) : NULL;
}

char *
db_keys(const char *database, struct err *err)
{
	const char *name;
	const struct db_engine *engine = engine_for(database, &name, err);
	return engine ? engine->keys(name, err) : NULL;
}

/* Of "//user:password@host" and "password=…" the password is left out. */
char *
db_shown(const char *database)
{
	struct buf shown;
	buf_init(&shown, 4096);
	const char *host = strstr(database, "//");
	const char *end = host ? host + 2 + strcspn(host + 2, "/?") : database;
	const char *at = memchr(database, '@', (size_t)(end - database));
	const char *colon = at ? memchr(host, ':', (size_t)(at - host)) : NULL;
	if (colon) {
		buf_add(&shown, database, (size_t)(colon - database));
		database = at;
	}
	for (const char *found; (found = strstr(database, "password="));) {
		buf_add(&shown, database, (size_t)(found - database));
		buf_puts(&shown, "password=***");
		database = found + strcspn(found, "&");
	}
	buf_puts(&shown, database);
	char *text = buf_take(&shown);
	buf_release(&shown);
	return text;
}

void
db_close(struct db *db)
{
	if (db)
		db->engine->close(db);
}

static int
failed(struct db *db, enum db_fault fault)
{
	if (db->fault == DB_FINE) {
		db->fault = fault;
		snprintf(db->message, sizeof db->message, "%s", db->engine->message(db));
	}
	return -1;
}

static int
outcome(struct db *db, enum db_fault fault)
{
	return fault == DB_FINE ? 0 : failed(db, fault);
}

static struct db_rows *
run(struct db *db, const char *sql, const struct db_value *values, size_t count, bool stream)
{
	if (db->fault != DB_FINE)
		return NULL;
	enum db_fault fault = DB_FINE;
	db->queries++;
	struct db_rows *rows = db->engine->query(db, sql, values, count, stream, &fault);
	if (!rows)
		failed(db, fault);
	return rows;
}

struct db_rows *
db_query(struct db *db, const char *sql, const struct db_value *values, size_t count)
{
	return run(db, sql, values, count, false);
}

struct db_rows *
db_query_keys(struct db *db, const char *sql, const struct db_value *values, size_t count,
    const struct db_value *keys, size_t key_count, struct arena *arena)
{
	const char *mark = strstr(sql, "@keys");
	size_t rounded = 1;
	struct buf text;
	if (!mark || !key_count || key_count > DB_KEYS)
		abort(); /* a mistake in the program */
	while (rounded < key_count)
		rounded *= 2;
	struct db_value *all = arena_alloc(arena, (count + rounded) * sizeof *all);
	for (size_t i = 0; i < count; i++)
		all[i] = values[i];
	buf_init(&text, 16384);
	buf_add(&text, sql, (size_t)(mark - sql));
	for (size_t i = 0; i < rounded; i++) {
		all[count + i] = keys[i < key_count ? i : key_count - 1];
		buf_printf(&text, "%s$%zu", i ? ", " : "", count + i + 1);
	}
	buf_puts(&text, mark + strlen("@keys"));
	struct db_rows *rows = db_query(db, text.data, all, count + rounded);
	buf_release(&text);
	return rows;
}

struct db_rows *
db_stream(struct db *db, const char *sql, const struct db_value *values, size_t count)
{
	return run(db, sql, values, count, true);
}

bool
db_next(struct db_rows *rows)
{
	if (!rows || rows->db->fault != DB_FINE)
		return false;
	enum db_fault fault = DB_FINE;
	bool more = rows->db->engine->next(rows, &fault);
	if (fault != DB_FINE)
		failed(rows->db, fault);
	return more;
}

void
db_end(struct db_rows *rows)
{
	if (rows)
		rows->db->engine->end(rows);
}

enum db_type
row_type(struct db_rows *rows, int column)
{
	return rows->db->engine->type(rows, column);
}

int64_t
row_number(struct db_rows *rows, int column)
{
	return rows->db->engine->number(rows, column);
}

const void *
row_bytes(struct db_rows *rows, int column, size_t *length)
{
	return rows->db->engine->bytes(rows, column, length);
}

const char *
row_text(struct db_rows *rows, int column, struct arena *arena)
{
	size_t length;
	const char *text = row_bytes(rows, column, &length);
	return text && arena ? arena_strndup(arena, text, length) : text;
}

int
db_run(struct db *db, const char *sql, const struct db_value *values, size_t count)
{
	struct db_rows *rows = db_query(db, sql, values, count);
	while (db_next(rows))
		;
	db_end(rows);
	return db->fault == DB_FINE ? 0 : -1;
}

int64_t
db_number(
    struct db *db, const char *sql, const struct db_value *values, size_t count, int64_t otherwise)
{
	struct db_rows *rows = db_query(db, sql, values, count);
	size_t length;
	if (db_next(rows) && row_bytes(rows, 0, &length))
		otherwise = row_number(rows, 0);
	db_end(rows);
	return otherwise;
}

const char *
db_string(struct db *db, const char *sql, const struct db_value *values, size_t count,
    struct arena *arena)
{
	struct db_rows *rows = db_query(db, sql, values, count);
	const char *text = db_next(rows) ? row_text(rows, 0, arena) : NULL;
	db_end(rows);
	return text;
}

/* Puts the engine's word for each @word. */
static int
spell(struct buf *out, const char *sql, const char *const *words)
{
	while (*sql) {
		if (*sql != '@') {
			buf_putc(out, *sql++);
			continue;
		}
		const char *const *word = words;
		while (*word && strncmp(sql, *word, strlen(*word)) != 0)
			word += 2;
		if (!*word)
			return -1;
		sql += strlen(word[0]);
		buf_puts(out, word[1]);
	}
	return buf_ok(out) ? 0 : -1;
}

int
db_script(struct db *db, const char *sql)
{
	if (db->fault != DB_FINE)
		return -1;
	struct buf text;
	buf_init(&text, 1 << 20);
	enum db_fault fault = DB_MISTAKEN;
	if (spell(&text, sql, db->engine->words) == 0)
		fault = db->engine->script(db, text.data);
	buf_release(&text);
	return outcome(db, fault);
}

int
db_begin(struct db *db, bool write)
{
	return db->fault == DB_FINE ? outcome(db, db->engine->begin(db, write)) : -1;
}

int
db_commit(struct db *db)
{
	return db->fault == DB_FINE ? outcome(db, db->engine->commit(db)) : -1;
}

void
db_rollback(struct db *db)
{
	db->fault = DB_FINE;
	if (db->engine->in_transaction(db))
		db_run(db, "ROLLBACK", NO_VALUES);
	db->fault = DB_FINE;
}

int
db_savepoint(struct db *db)
{
	return db_run(db, "SAVEPOINT job", NO_VALUES);
}

int
db_release(struct db *db)
{
	return db_run(db, "RELEASE job", NO_VALUES);
}

void
db_recover(struct db *db)
{
	if (db->fault == DB_MISTAKEN)
		db->fault = DB_FINE;
	db_run(db, "ROLLBACK TO job", NO_VALUES);
}
