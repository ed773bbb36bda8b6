/* Prints partnership records as a table for people or, with --json, one object a line. */
#ifndef ADMIN_LIST_H
#define ADMIN_LIST_H

#include "admin/admin.h"
#include "wire/tree.h"

/* `columns` names the fields to show, null-terminated; --json shows all. */
enum admin_exit print_records(
    struct admin *admin, const struct record *record, const char *const *columns);

/* The record with this id, copied into the arena; null when there is none. */
void *fetch_record(
    struct admin *admin, const struct record *record, const char *id, struct arena *arena);

/* Text from elsewhere, safe to show on a terminal; null is "". */
const char *shown(const char *text, struct arena *arena);
const char *shown_or_dash(const char *text, struct arena *arena); /* null is "-" */

/* One JSON value as a line of standard output. */
void print_json(const struct json *json);
/* The same of a record. */
void print_record(const struct record *record, const void *value);

#endif
