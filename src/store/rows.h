/*
 * Records as rows: SQL for a record is derived from its field table. A list of records is a child
 * table named parent_field with the parent's key and a position; FIELD_ONE and derived or secret
 * fields have no column. For the store alone.
 */
#ifndef STORE_ROWS_H
#define STORE_ROWS_H

#include "model/field.h"
#include "store/db.h"

struct table;

/* The table of a record that is kept (a root, not a child). Built once, lives for ever. */
const struct table *table_of(const struct record *record);

/* Every table, roots and children, for checking the schema: name and the columns it needs. */
void tables_each(
    void (*each)(void *context, const char *table, const char *columns), void *context);

/* New or changed by its key, with its lists. */
int table_put(struct db *db, const struct table *table, const void *value);

/* 1 found, 0 not there, -1 failed. */
int table_get(
    struct db *db, const struct table *table, const char *id, void *value, struct arena *arena);

/* Appends those that are there, with their lists, in no order. */
int table_get_many(struct db *db, const struct table *table, const char *const *ids, size_t count,
    struct arena *arena, struct list *out);

/* Appends the rows of "SELECT columns FROM table " + tail; with their lists when `deep`:
 * as many more queries as there are tables of lists. */
int table_select(struct db *db, const struct table *table, const char *tail,
    const struct db_value *values, size_t count, bool deep, struct arena *arena, struct list *out);

/* Each record that is kept, and whether it is of a customer by a field of that name. */
void tables_roots(
    void (*each)(void *context, const struct record *record, bool of_customer), void *context);

/*
 * Every record whose field `customer` names this one is left without the person: it names nobody
 * (one that must name one goes), fields that are FIELD_PERSONAL are emptied (a required one becomes
 * ''), a list that is FIELD_PERSONAL goes, what is counted stays.
 */
int tables_part(struct db *db, const char *customer);
/* The same with one record, by its key: it names nobody and holds nothing personal. */
int table_part(struct db *db, const struct table *table, const char *id);
/* How many records of each kind name this customer. */
int tables_of_customer(struct db *db, const char *customer,
    void (*each)(void *context, const struct record *record, int64_t rows), void *context);

/* Where the next page of a list begins: behind the row of this time and id. As a page's key
 * "MICROS.ID"; what is no key is the place before, or (`otherwise` INT64_MAX) after, all rows. */
struct row_place {
	int64_t at;
	const char *id;
};
struct row_place row_place_read(const char *key, int64_t otherwise, struct arena *arena);
const char *row_place_text(struct row_place place, struct arena *arena);

#endif
