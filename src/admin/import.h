/*
 * The one loop of every import that has a record a row. A kind describes its columns, what a row
 * becomes and how a batch is written; the loop does the rest: files, heads, malformed and short
 * rows, batches, progress, and what is set aside, each with line and reason. A row that the CRM
 * refuses is set aside like one that cannot be read; the others of its batch go in. Everything is
 * known again when it comes again, so an import that stopped is run again from its start.
 *
 *   import KIND [--aside FILE] [--encoding NAME] [--dry-run] FILE…
 *
 * closes with "imported N, set aside M"; --aside keeps the rows set aside, under their head and as
 * they were written, in a new file, to be mended and imported in turn. A trial says the same of
 * every row, and nothing is kept.
 */
#ifndef ADMIN_IMPORT_H
#define ADMIN_IMPORT_H

#include "admin/admin.h"
#include "admin/csv.h"
#include "admin/encoding.h"
#include "model/records.h"

enum { IMPORT_HEADS = 40, NO_COLUMN = -1 };

struct import;

struct import_kind {
	const char *name; /* what follows `import` */

	/* The columns by the names that their heads go by, "PC|Postcode|pcds"; `required` has a bit
	 * for each that must be there. Without its head a file is known by its first row, when
	 * `headless` says that it is data; its columns stand as `fixed` has them. */
	const char *const *heads;
	int head_count;
	unsigned required;
	bool (*headless)(const struct csv *first);
	const int *fixed;
	/* Or the kind reads the head itself: 1 the file is read in this pass, 0 not in this one, -1
	 * with err. */
	int (*head)(struct import *in, const struct csv *csv, struct err *err);
	const char *unknown; /* what a file with another head is: "is no list of councils" */
	bool wide;           /* a row may have more fields than the head */
	bool tried;          /* there is a trial of it */

	int passes; /* how often all files are read, one after the other; 0: once */
	int silent; /* the first so many passes only look: nothing is counted or set aside */

	/* One row: 0, -1 with the reason to set it aside. `item` is zeroed, `item_size` long; with
	 * size 0 there is nothing to write. */
	int (*row)(struct import *in, const struct csv *csv, void *item, struct err *err);
	size_t item_size;
	size_t batch; /* 0: 200 */
	int (*write)(struct import *in, const void *items, size_t count, struct crm_counts *counts,
	    struct err *err);

	/* Before the first file, with the options still in argv; after the last. May be null. */
	enum admin_exit (*begin)(struct import *in, int *argc, char **argv);
	enum admin_exit (*end)(struct import *in);
	size_t own_size; /* of in->own */
};

struct import {
	struct admin *admin;
	const struct import_kind *kind;
	void *own; /* the kind's, zeroed; lives as long as `known` */
	const char *path;
	int pass;           /* from 0 */
	struct arena known; /* of the whole run */
	struct arena arena; /* of the batch: a row's strings */
	int columns[IMPORT_HEADS];
	size_t imported, aside;
	bool trial;
	enum encoding said, encoding; /* on the command line; of this file */
	/* the loop's own */
	FILE *file;
	const char **titles; /* of the file's columns */
	size_t title_count;
	size_t width; /* fields of the head */
	struct list batch, waiting;
	FILE *aside_file;
	const char *head_text; /* of what is set aside, as the files have it */
	bool head_written;     /* it stands in aside_file */
	size_t done, total;    /* bytes, of all passes */
};

enum admin_exit import_rows(
    struct admin *admin, const struct import_kind *kind, int argc, char **argv);

/* The row's value under a head of the kind; "" when there is no such column. */
const char *import_value(const struct import *in, const struct csv *csv, int head);

/* The council with this GSS code among those given; null when there is none, or no code. */
struct council *import_council(const struct list *councils, const char *gss);

/* For a kind that learns only at the end what the CRM refuses; the loop sets aside by itself what
 * row and write refuse. `raw` may be null when there is no aside_file. */
void import_set_aside(
    struct import *in, const char *path, long line, const char *raw, const char *reason);

/*
 * Columns that are the fields of a record: `born`, `names.family`, `phones.2.number`; the last part
 * alone will do where it is unique (`family`, `postcode`).
 */
struct import_column {
	const struct field *field;
	const struct field *list; /* null: the record's own */
	size_t index;
};
struct import_columns {
	const struct record *record;
	struct import_column items[CSV_FIELDS];
	size_t count;
};
int import_columns_read(struct import_columns *columns, const struct record *record,
    const struct csv *csv, struct err *err);
/* Fills a zeroed record from a row; values as people write them become canonical: telephone,
 * postcode, date, number. */
int import_columns_fill(const struct import_columns *columns, const struct csv *csv, void *value,
    struct arena *arena, struct err *err);

/* The kinds, a file each. */
extern const struct import_kind import_customers, import_contacts, import_cases, import_addresses,
    import_addressbase, import_openuprn, import_postcodes, import_councils, import_lgsl,
    import_outbound, import_officers;

#endif
