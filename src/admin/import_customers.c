/*
 * import customers and addresses from CSV: a record a row, its columns the record's fields.
 */
#include "admin/import.h"
#include "base/id.h"
#include "base/text.h"

#include <string.h>

struct by_record {
	struct import_columns columns;
	const char *origin;
};

static enum admin_exit
begin(struct import *in, int *argc, char **argv)
{
	struct by_record *own = in->own;
	const char *origin = admin_option(argc, argv, "--origin");
	own->origin = origin ? origin : "csv";
	return ADMIN_DONE;
}

static int
checked(const struct record *record, const void *value, struct arena *arena, struct err *err)
{
	const char *where;
	return record_check(record, value, arena, &where, err);
}

/* ---- customers ---- */

/* Without a key of its own the row's text is its key, as far as it fits. */
static const char *
own_key(struct import *in, const struct csv *csv)
{
	struct err err;
	size_t most = record_field(&customer_record, "origin_key")->limit,
	       length = strcspn(csv->raw.data, "\r\n");
	const char *line = arena_strndup(&in->arena, csv->raw.data, length);
	char *text = arena_strdup(&in->arena, encoding_text(in->encoding, line, &in->arena, &err));
	if (text) /* a key is kept as it is, and the row may hold a card number */
		text_mask_cards(text);
	length = text ? strlen(text) : 0;
	if (length > most) { /* not in the middle of a character */
		length = most;
		while (length && ((unsigned char)text[length] & 0xc0) == 0x80)
			length--;
	}
	return arena_strndup(&in->arena, text ? text : "", length);
}

/* Ids and kinds that a CSV does not carry. */
static void
complete_customer(struct import *in, struct customer *customer, const struct csv *csv)
{
	const struct by_record *own = in->own;
	micros now = clock_now(clock_system());
	char id[ID_LENGTH + 1];
	struct {
		const struct record *record;
		struct list *list;
		const char *kind;
	} parts[] = {
	    {&person_name_record, &customer->names, "current"},
	    {&phone_record, &customer->phones, NULL},
	    {&email_record, &customer->emails, NULL},
	    {&address_record, &customer->addresses, "home"},
	    {&note_record, &customer->notes, NULL},
	};
	id_make(id, now, id_system());
	customer->id = arena_strdup(&in->arena, id);
	if (!customer->kind)
		customer->kind = "person";
	customer->origin = own->origin;
	if (!customer->origin_key)
		customer->origin_key = own_key(in, csv);
	for (size_t p = 0; p < sizeof parts / sizeof *parts; p++)
		for (size_t i = 0; i < parts[p].list->count; i++) {
			void *item = (char *)parts[p].list->items + i * parts[p].record->size;
			const struct field *kind = record_field(parts[p].record, "kind");
			id_make(id, now, id_system());
			field_set_string(record_field(parts[p].record, "id"), item,
			    arena_strdup(&in->arena, id));
			if (kind && !field_string(kind, item)) {
				const char *word = parts[p].kind;
				if (parts[p].record == &phone_record)
					word =
					    strncmp(((struct phone *)item)->number, "+447", 4) == 0
						? "mobile"
						: "home";
				field_set_string(kind, item, word);
			}
		}
}

static int
customer_head(struct import *in, const struct csv *csv, struct err *err)
{
	struct by_record *own = in->own;
	return import_columns_read(&own->columns, &customer_record, csv, err) < 0 ? -1 : 1;
}

static int
customer_row(struct import *in, const struct csv *csv, void *item, struct err *err)
{
	const struct by_record *own = in->own;
	if (import_columns_fill(&own->columns, csv, item, &in->arena, err) < 0)
		return -1;
	complete_customer(in, item, csv);
	return checked(&customer_record, item, &in->arena, err);
}

static int
customers_write(
    struct import *in, const void *items, size_t count, struct crm_counts *counts, struct err *err)
{
	return crm_import_customers(in->admin->crm, in->admin->actor, items, count, counts, err);
}

const struct import_kind import_customers = {.name = "customers",
    .tried = true,
    .head = customer_head,
    .begin = begin,
    .own_size = sizeof(struct by_record),
    .row = customer_row,
    .item_size = sizeof(struct customer),
    .write = customers_write};

/* ---- addresses ---- */

static int
address_head(struct import *in, const struct csv *csv, struct err *err)
{
	struct by_record *own = in->own;
	return import_columns_read(&own->columns, &property_record, csv, err) < 0 ? -1 : 1;
}

static int
address_row(struct import *in, const struct csv *csv, void *item, struct err *err)
{
	const struct by_record *own = in->own;
	if (import_columns_fill(&own->columns, csv, item, &in->arena, err) < 0)
		return -1;
	return checked(&property_record, item, &in->arena, err);
}

static int
addresses_write(
    struct import *in, const void *items, size_t count, struct crm_counts *counts, struct err *err)
{
	return crm_import_addresses(in->admin->crm, in->admin->actor, items, count, counts, err);
}

const struct import_kind import_addresses = {.name = "addresses",
    .head = address_head,
    .begin = begin,
    .own_size = sizeof(struct by_record),
    .row = address_row,
    .item_size = sizeof(struct property),
    .write = addresses_write};
