/*
 * import postcodes: Code-Point Open (ten columns, usually without a header) and the ONS Postcode
 * Directory (with one). What lies in no council of the partnership is set aside, as is what has
 * ended.
 */
#include "admin/import.h"
#include "base/i18n.h"
#include "base/text.h"
#include "directory/responsible.h"

#include <stdlib.h>
#include <string.h>

enum { CODE_POINT_COLUMNS = 10, NOWHERE = 90 };

enum head { POSTCODE, QUALITY, EASTING, NORTHING, DISTRICT, PARISH, WARD, ENDED, HEADS };

/* What the columns are called: Code-Point's short and long heads, the directory's of several
 * years. */
static const char *const heads[HEADS] = {
    [POSTCODE] = "PC|Postcode|pcds|pcd|pcd8",
    [QUALITY] = "PQ|Positional_quality_indicator",
    [EASTING] = "EA|Eastings|oseast1m|east1m",
    [NORTHING] = "NO|Northings|osnrth1m|north1m",
    [DISTRICT] = "DC|Admin_district_code|oslaua|laua|lad23cd|lad25cd",
    [PARISH] = "parish|parncp23cd|parncp25cd",
    [WARD] = "WC|Admin_ward_code|osward|ward|wd23cd|wd25cd",
    [ENDED] = "doterm",
};
static const int code_point[HEADS] = {0, 1, 2, 3, 8, NO_COLUMN, 9, NO_COLUMN};

struct postcodes {
	struct list councils;
};

static bool
is_code_point(const struct csv *first)
{
	char postcode[9];
	return first->count == CODE_POINT_COLUMNS && postcode_normal(first->fields[0], postcode);
}

static int64_t
metres_of(const struct import *in, const struct csv *csv, int head)
{
	return strtoll(import_value(in, csv, head), NULL, 10);
}

/* E43, W99999999 and the like say that there is none. */
static const char *
parish_of(const struct import *in, const char *gss)
{
	const struct postcodes *own = in->own;
	const struct council *parish = import_council(&own->councils, gss);
	if (parish)
		return parish->id;
	return strncmp(gss, "E43", 3) == 0 || (*gss && strcmp(gss + 1, "99999999") == 0)
		   ? PARISH_NONE
		   : NULL;
}

/* Its GSS code as it stands: E05005275. */
static const char *
ward_of(struct import *in, const char *gss)
{
	return *gss && strlen(gss) <= 12 && strcmp(gss + 1, "99999999") != 0
		   ? arena_strdup(&in->arena, gss)
		   : NULL;
}

static int
read_row(struct import *in, const struct csv *csv, void *item, struct err *err)
{
	char postcode[9];
	struct postcode *out = item;
	const char *text = import_value(in, csv, POSTCODE), *gss = import_value(in, csv, DISTRICT);
	if (!postcode_normal(text, postcode))
		return err_set(err, _("\"%s\" is not a postcode"), text);
	if (*import_value(in, csv, ENDED))
		return err_set(err, _("%s ended in %s"), postcode, import_value(in, csv, ENDED));
	const struct postcodes *own = in->own;
	const struct council *district = import_council(&own->councils, gss);
	if (!district)
		return err_set(
		    err, _("%s lies in no council of the partnership: \"%s\""), postcode, gss);
	*out = (struct postcode){.id = postcode_id(postcode, &in->arena),
	    .district = district->id,
	    .parish = parish_of(in, import_value(in, csv, PARISH)),
	    .ward = ward_of(in, import_value(in, csv, WARD))};
	/* Quality 90 has no place, written as 0, 0. */
	if (metres_of(in, csv, QUALITY) < NOWHERE) {
		out->easting = metres_of(in, csv, EASTING);
		out->northing = metres_of(in, csv, NORTHING);
	}
	return 0;
}

static int
write_postcodes(
    struct import *in, const void *items, size_t count, struct crm_counts *counts, struct err *err)
{
	return crm_import_postcodes(in->admin->crm, in->admin->actor, items, count, counts, err);
}

static enum admin_exit
begin(struct import *in, int *argc, char **argv)
{
	struct postcodes *own = in->own;
	struct err err;
	(void)argc, (void)argv;
	if (crm_list(in->admin->crm, &council_record, &in->known, &own->councils, &err) < 0)
		return admin_fail("%s", err.text);
	return ADMIN_DONE;
}

const struct import_kind import_postcodes = {.name = "postcodes",
    .heads = heads,
    .head_count = HEADS,
    .required = 1u << POSTCODE | 1u << DISTRICT,
    .headless = is_code_point,
    .fixed = code_point,
    .unknown = N_("is neither Code-Point Open nor the ONS Postcode Directory"),
    .begin = begin,
    .own_size = sizeof(struct postcodes),
    .row = read_row,
    .item_size = sizeof(struct postcode),
    .batch = 500,
    .write = write_postcodes};
