/*
 * A record is described once: a plain struct and one table of fields. JSON, SQL columns, forms,
 * checks, CSV import, audit ("what changed") and OpenAPI all read that table; the table knows none
 * of them.
 *
 * Strings are UTF-8 and belong to the record's arena; null means absent (not said), "" means empty.
 * A time of 0 is absent. Adding a field is one row here and one migration.
 */
#ifndef MODEL_FIELD_H
#define MODEL_FIELD_H

#include "base/arena.h"
#include "base/clock.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum field_type {
	FIELD_TEXT,   /* const char * */
	FIELD_ID,     /* const char *: UUIDv7 text, made by whoever creates the record */
	FIELD_KEY,    /* const char *: a short name people write, [a-z0-9.-]: chorley, missed-bin */
	FIELD_WORD,   /* const char *: one of `words` */
	FIELD_DATE,   /* const char *: YYYY-MM-DD */
	FIELD_NUMBER, /* int64_t within ±(2^53 - 1) */
	FIELD_BOOL,   /* bool */
	FIELD_TIME,   /* micros; RFC 3339 on the wire, integer microseconds in SQL */
	FIELD_ONE,    /* struct x *: a record inside, null when absent */
	FIELD_LIST /* struct list: records; a child table, an array on the wire, a repeated block in
		      a form */
};

enum field_flag {
	FIELD_REQUIRED = 1,
	FIELD_PERSONAL = 2,     /* about a customer: masked in logs, exported for subject access */
	FIELD_SEARCHED = 4,     /* gives search tokens */
	FIELD_READ_ONLY = 8,    /* set by the CRM; ignored where a desk may write */
	FIELD_SECRET = 16,      /* never logged, never stored as it is */
	FIELD_DERIVED = 32,     /* on the wire and on screen only: no column */
	FIELD_SINGLE_LINE = 64, /* no newline, trimmed (text that people type into one line) */
	FIELD_PARTIAL = 128,    /* FIELD_ONE: only some of its fields are there; none is required */
	FIELD_OTHER = 256       /* about somebody else: left out of what its person is given */
};

struct record;

struct field {
	const char *name; /* on the wire and as the column */
	enum field_type type;
	size_t offset;
	size_t limit; /* most bytes of text; most items of a list */
	unsigned flags;
	const struct record *of;  /* FIELD_ONE, FIELD_LIST */
	const char *const *words; /* FIELD_WORD: null-terminated */
	const char *label; /* gettext id of its name in forms and messages; null: not for people */
};

struct record {
	const char *name; /* also the table's name */
	size_t size;
	const struct field *fields;
	size_t count;
};

/* A list of records in the arena; items lie side by side, each of the field's record size. */
struct list {
	void *items;
	size_t count;
};
#define LIST_AT(type, list, index) (&((type *)(list)->items)[index])
#define LIST_EACH(type, item, list)                                                                \
	for (type *item = (list)->items, *item##_end = item ? item + (list)->count : item;         \
	     item < item##_end; item++)

const struct field *record_field(const struct record *record, const char *name);

void *record_new(struct arena *arena, const struct record *record);
/* A deep copy; the copy's strings live in `arena`. */
void *record_copy(struct arena *arena, const struct record *record, const void *from);
void record_copy_into(struct arena *arena, const struct record *record, void *to, const void *from);
bool record_equal(const struct record *record, const void *a, const void *b);

/* Appends a zeroed item and gives it (earlier items may move). Only to lists that list_add itself
 * or record_copy made: those have room up to the next power of two. */
void *list_add(struct arena *arena, struct list *list, const struct record *record);
void list_remove(struct list *list, const struct record *record, size_t index);
/* The item whose first field of type FIELD_ID or FIELD_KEY equals `id`, or null. */
void *list_find(const struct list *list, const struct record *record, const char *id);

/* Reading and writing one scalar field as text (times as RFC 3339, numbers in decimal, yes/no). */
const char *field_text(const struct field *field, const void *value, struct arena *arena);
int field_set_text(
    const struct field *field, void *value, const char *text, struct arena *arena, struct err *err);
/* Raw access by field. */
const char *field_string(const struct field *field, const void *value);
void field_set_string(const struct field *field, void *value, const char *text);

/*
 * Checks required fields, limits, words, ids, keys, dates and UTF-8, inwards through lists. On
 * failure *where is the field's path ("names.0.family") in `arena`, and err says what is wrong with
 * it.
 */
int record_check(const struct record *record, const void *value, struct arena *arena,
    const char **where, struct err *err);

#endif
