/*
 * import postcodes: Code-Point Open (ten columns, usually without a header) and the ONS Postcode
 * Directory (with one). What lies in no council of the partnership is set aside, as is what has
 * ended, each with its line and reason.
 */
#include "admin/admin.h"
#include "admin/csv.h"
#include "base/i18n.h"
#include "base/text.h"
#include "directory/responsible.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 500, NO_COLUMN = -1, CODE_POINT_COLUMNS = 10, NOWHERE = 90 };

enum head { POSTCODE, QUALITY, EASTING, NORTHING, DISTRICT, PARISH, ENDED, HEADS };

/* What the columns are called: Code-Point's short and long heads, the directory's of several
 * years. */
static const char *const heads[HEADS][7] = {
    [POSTCODE] = {"PC", "Postcode", "pcds", "pcd", "pcd8", NULL},
    [QUALITY] = {"PQ", "Positional_quality_indicator", NULL},
    [EASTING] = {"EA", "Eastings", "oseast1m", "east1m", NULL},
    [NORTHING] = {"NO", "Northings", "osnrth1m", "north1m", NULL},
    [DISTRICT] = {"DC", "Admin_district_code", "oslaua", "laua", "lad23cd", "lad25cd", NULL},
    [PARISH] = {"parish", "parncp23cd", "parncp25cd", NULL},
    [ENDED] = {"doterm", NULL},
};
static const int code_point[HEADS] = {0, 1, 2, 3, 8, NO_COLUMN, NO_COLUMN};

struct postcodes {
	struct admin *admin;
	const char *path;
	int columns[HEADS];
	struct arena known; /* the councils */
	struct list councils;
	struct arena arena; /* of the batch */
	struct list batch;
	size_t imported, aside;
};

static int
column_of(const struct csv *csv, enum head head)
{
	for (const char *const *word = heads[head]; *word; word++)
		for (size_t i = 0; i < csv->count; i++)
			if (word_equal(csv->fields[i], *word))
				return (int)i;
	return NO_COLUMN;
}

/* A header says where things are; without one it is Code-Point Open. False when it is neither. */
static bool
read_head(struct postcodes *in, const struct csv *csv, bool *header)
{
	char postcode[9];
	*header = !postcode_normal(csv->fields[0], postcode);
	for (int head = 0; head < HEADS; head++)
		in->columns[head] = *header ? column_of(csv, (enum head)head) : code_point[head];
	return *header ? in->columns[POSTCODE] != NO_COLUMN && in->columns[DISTRICT] != NO_COLUMN
		       : csv->count == CODE_POINT_COLUMNS;
}

static const char *
value_of(const struct postcodes *in, const struct csv *csv, enum head head)
{
	int column = in->columns[head];
	return column == NO_COLUMN || (size_t)column >= csv->count ? "" : csv->fields[column];
}

static int64_t
metres_of(const struct postcodes *in, const struct csv *csv, enum head head)
{
	return strtoll(value_of(in, csv, head), NULL, 10);
}

static const struct council *
by_gss(const struct postcodes *in, const char *gss)
{
	LIST_EACH(struct council, council, &in->councils)
	if (text_same(council->gss, gss))
		return council;
	return NULL;
}

/* E43, W99999999 and the like say that there is none. */
static const char *
parish_of(const struct postcodes *in, const char *gss)
{
	const struct council *parish = by_gss(in, gss);
	if (parish)
		return parish->id;
	return strncmp(gss, "E43", 3) == 0 || (*gss && strcmp(gss + 1, "99999999") == 0)
		   ? PARISH_NONE
		   : NULL;
}

static int
read_row(struct postcodes *in, const struct csv *csv, struct postcode *out, struct err *err)
{
	char postcode[9];
	const char *text = value_of(in, csv, POSTCODE), *gss = value_of(in, csv, DISTRICT);
	if (!postcode_normal(text, postcode))
		return err_set(err, _("\"%s\" is not a postcode"), text);
	if (*value_of(in, csv, ENDED))
		return err_set(err, _("%s ended in %s"), postcode, value_of(in, csv, ENDED));
	const struct council *district = by_gss(in, gss);
	if (!district)
		return err_set(
		    err, _("%s lies in no council of the partnership: \"%s\""), postcode, gss);
	*out = (struct postcode){.id = postcode_id(postcode, &in->arena),
	    .district = district->id,
	    .parish = parish_of(in, value_of(in, csv, PARISH))};
	/* Quality 90 has no place, written as 0, 0. */
	if (metres_of(in, csv, QUALITY) < NOWHERE) {
		out->easting = metres_of(in, csv, EASTING);
		out->northing = metres_of(in, csv, NORTHING);
	}
	return 0;
}

static int
write_batch(struct postcodes *in)
{
	struct err err;
	struct crm_counts counts;
	if (in->batch.count && crm_import_postcodes(in->admin->crm, in->admin->actor,
				   in->batch.items, in->batch.count, &counts, &err) < 0)
		return admin_fail("%s", err.text), -1;
	in->imported += in->batch.count;
	arena_release(&in->arena);
	arena_init(&in->arena);
	in->batch = (struct list){0};
	return 0;
}

static void
take_row(struct postcodes *in, const struct csv *csv)
{
	struct err err;
	struct postcode row;
	if (read_row(in, csv, &row, &err) == 0) {
		*(struct postcode *)list_add(&in->arena, &in->batch, &postcode_record) = row;
		return;
	}
	in->aside++;
	fprintf(stderr, "%s:%ld: %s\n", in->path, csv->line, err.text);
}

static enum admin_exit
read_file(struct postcodes *in, FILE *file)
{
	struct csv csv;
	struct err err;
	bool header = false, first = true;
	enum admin_exit status = ADMIN_DONE;
	csv_init(&csv, file);
	for (int got = 1; status == ADMIN_DONE && got != 0;) {
		got = csv_next(&csv, &err);
		if (got > 0 && first && !read_head(in, &csv, &header))
			status = admin_fail(_("%s is neither Code-Point Open nor the ONS Postcode "
					      "Directory"),
			    in->path);
		else if (got < 0) {
			in->aside++;
			fprintf(stderr, "%s:%ld: %s\n", in->path, csv.line, err.text);
		} else if (got > 0 && !(first && header))
			take_row(in, &csv);
		first = false;
		if ((got == 0 || in->batch.count == BATCH) && status == ADMIN_DONE &&
		    write_batch(in) < 0)
			status = ADMIN_FAILED;
	}
	csv_release(&csv);
	return status;
}

enum admin_exit
import_postcodes(struct admin *admin, int argc, char **argv)
{
	struct postcodes in = {.admin = admin};
	struct err err;
	if (argc < 2)
		return admin_usage("import", _("import needs a kind and at least one file"));
	if (!admin_crm(admin))
		return ADMIN_FAILED;
	arena_init(&in.known);
	arena_init(&in.arena);
	enum admin_exit status = ADMIN_DONE;
	if (crm_list(admin->crm, &council_record, &in.known, &in.councils, &err) < 0)
		status = admin_fail("%s", err.text);
	for (int i = 1; i < argc && status == ADMIN_DONE; i++) {
		in.path = argv[i];
		FILE *file = fopen(argv[i], "r");
		if (!file) {
			status = admin_fail(_("cannot read %s: %s"), argv[i], strerror(errno));
			break;
		}
		status = read_file(&in, file);
		fclose(file);
	}
	arena_release(&in.arena);
	arena_release(&in.known);
	if (status == ADMIN_DONE)
		printf(_("imported %zu, set aside %zu\n"), in.imported, in.aside);
	return status == ADMIN_DONE && in.aside ? ADMIN_SET_ASIDE : status;
}
