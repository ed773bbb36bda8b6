/*
 * JSON of any shape as a tree: what records are read through, and what the formats of others are
 * read from and written as. A tree lives in its arena.
 */
#ifndef WIRE_TREE_H
#define WIRE_TREE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>

enum json_kind { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_TEXT, JSON_LIST, JSON_OBJECT };

struct json {
	enum json_kind kind;
	const char *name; /* when it is the value of a member of an object */
	bool truth;
	double number;
	const char *text;
	struct json *first, *last; /* of a list or an object */
	struct json *next;
};

/* Guards (json_guard) and reads. Null with a sentence that names the byte. */
struct json *json_read(const char *text, size_t length, struct arena *arena, struct err *err);

/* Appends compact JSON. -1 when the buffer is full. */
int json_write(struct buf *out, const struct json *json);
/* A text in its quotation marks, escaped (RFC 8259 section 7). */
void json_write_text(struct buf *out, const char *text);

/* The member of an object, or null; null is no object. */
struct json *json_member(const struct json *object, const char *name);
/* The text of a member, or null when it is absent, null, no text or empty. */
const char *json_member_text(const struct json *object, const char *name);
/* Same kind and contents; members of objects in any order. */
bool json_same(const struct json *a, const struct json *b);

struct json *json_new(struct arena *arena, enum json_kind kind);
struct json *json_new_text(struct arena *arena, const char *text);
/* Appends to a list (name null) or an object; gives the value back. */
struct json *json_add(struct json *parent, const char *name, struct json *value);
/* The text is copied; nothing is added for null or an empty one. */
void json_add_text(struct json *object, struct arena *arena, const char *name, const char *text);

#endif
