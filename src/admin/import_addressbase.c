/*
 * import addressbase: OS AddressBase Core, whole or as changes only (change_code I, U, D), with its
 * head or without. What lies in no council of the partnership is set aside; what is deleted stays
 * as a historic address.
 *
 * import openuprn: OS Open UPRN, where each property lies.
 */
#include "admin/import.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum head {
	UPRN,
	PARENT,
	EASTING,
	NORTHING,
	UPDATED,
	PO_BOX,
	ORGANISATION,
	SUB_BUILDING,
	BUILDING,
	NUMBER,
	STREET,
	LOCALITY,
	TOWN,
	POST_TOWN,
	ISLAND,
	POSTCODE,
	GSS,
	CHANGE,
	HEADS
};

static const char *const heads[HEADS] = {
    [UPRN] = "uprn",
    [PARENT] = "parent_uprn",
    [EASTING] = "easting|x_coordinate",
    [NORTHING] = "northing|y_coordinate",
    [UPDATED] = "last_update_date",
    [PO_BOX] = "po_box|po_box_number",
    [ORGANISATION] = "organisation|organisation_name",
    [SUB_BUILDING] = "sub_building|sub_building_name",
    [BUILDING] = "building_name",
    [NUMBER] = "building_number",
    [STREET] = "street_name",
    [LOCALITY] = "locality",
    [TOWN] = "town_name",
    [POST_TOWN] = "post_town",
    [ISLAND] = "island",
    [POSTCODE] = "postcode",
    [GSS] = "gss_code",
    [CHANGE] = "change_code|change_type",
};
enum { CORE_COLUMNS = 27 };
static const int core[HEADS] = {0, 1, 6, 7, 11, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 25, 26};

struct addressbase {
	struct list councils;
	const char *today;
};

static bool
digits_only(const char *text)
{
	return *text && !text[strspn(text, "0123456789")];
}

static bool
is_core(const struct csv *first)
{
	return first->count == CORE_COLUMNS && digits_only(first->fields[0]);
}

/* ---- words ---- */

/* "POULTON-LE-FYLDE" -> "Poulton-le-Fylde"; what has small letters already stays, as does a word
 * with a digit in it (12A). */
static const char *
in_small_letters(char *text)
{
	static const char *const small[] = {
	    "le", "on", "in", "of", "the", "and", "by", "upon", "under", "with", "cum", "y", "yr"};
	for (const char *c = text; *c; c++)
		if (islower((unsigned char)*c) || (unsigned char)*c >= 0x80)
			return text;
	for (char *word = text; *word;) {
		size_t length = strcspn(word, " -/(),.");
		bool kept = length && strcspn(word, "0123456789") < length, first = word == text;
		for (size_t i = 0; i < length && !kept; i++)
			if (i > 0 && !(i == 2 && word[1] == '\''))
				word[i] = (char)tolower((unsigned char)word[i]);
		for (size_t s = 0; s < sizeof small / sizeof *small && !first && !kept; s++)
			if (strlen(small[s]) == length && strncasecmp(small[s], word, length) == 0)
				word[0] = (char)tolower((unsigned char)word[0]);
		word += length;
		word += strspn(word, " -/(),.");
	}
	return text;
}

/* Null when the row says nothing there. */
static const char *
part(struct import *in, const struct csv *csv, enum head head)
{
	const char *text = import_value(in, csv, (int)head);
	return text_blank(text) ? NULL
				: in_small_letters(text_trim(arena_strdup(&in->arena, text)));
}

static void
join(struct buf *line, const char *text, const char *between)
{
	if (text)
		buf_printf(line, "%s%s", line->length ? between : "", text);
}

/* As Royal Mail has it: a building that is a number stands before its street, not above it. */
static const char *
line_of(const struct property *p, const char *po_box, const char *island, struct arena *arena)
{
	struct buf line;
	bool numbered = p->building && isdigit((unsigned char)p->building[0]) && !p->number;
	buf_init(&line, 1000);
	join(&line, p->organisation, ", ");
	if (po_box)
		join(&line, arena_printf(arena, "PO Box %s", po_box), ", ");
	join(&line, p->sub_building, ", ");
	join(&line, p->building, ", ");
	join(&line, p->number, ", ");
	join(&line, p->street, p->number || (numbered && line.length) ? " " : ", ");
	if (!text_same(p->locality, p->town))
		join(&line, p->locality, ", ");
	join(&line, island, ", ");
	const char *copy = arena_strdup(arena, line.data);
	buf_release(&line);
	return copy;
}

/* ---- a row ---- */

static int64_t
metres(const struct import *in, const struct csv *csv, int head)
{
	return llround(strtod(import_value(in, csv, head), NULL));
}

static const char *
uprn_of(struct import *in, const struct csv *csv, int head, struct err *err)
{
	const char *text = import_value(in, csv, head);
	if (!digits_only(text) || strlen(uprn_plain(text)) > 12)
		return err_set(err, _("\"%s\" is no UPRN"), text), NULL;
	return arena_strdup(&in->arena, uprn_plain(text));
}

static int
core_row(struct import *in, const struct csv *csv, void *item, struct err *err)
{
	struct property *p = item;
	char postcode[9];
	const char *where, *gss = import_value(in, csv, GSS),
			   *change = import_value(in, csv, CHANGE);
	const struct addressbase *own = in->own;
	const struct council *district = import_council(&own->councils, gss);
	if (!(p->id = uprn_of(in, csv, UPRN, err)))
		return -1;
	for (size_t i = 0; i < csv->count; i++)
		if (!utf8_valid(csv->fields[i], strlen(csv->fields[i])))
			return err_set(err, "%s", _("the row is not UTF-8"));
	if (!postcode_normal(import_value(in, csv, POSTCODE), postcode))
		return err_set(err, _("\"%s\" is not a postcode"), import_value(in, csv, POSTCODE));
	if (*gss && !district)
		return err_set(
		    err, _("%s lies in no council of the partnership: \"%s\""), p->id, gss);
	if (*change && (change[1] || !strchr("IUD", toupper((unsigned char)*change))))
		return err_set(err, _("\"%s\" is no change: I, U or D"), change);
	p->postcode = arena_strdup(&in->arena, postcode);
	p->district = district ? district->id : NULL;
	p->organisation = part(in, csv, ORGANISATION);
	p->sub_building = part(in, csv, SUB_BUILDING);
	p->building = part(in, csv, BUILDING);
	p->number = part(in, csv, NUMBER);
	p->street = part(in, csv, STREET);
	p->locality = part(in, csv, LOCALITY);
	p->town = part(in, csv, POST_TOWN);
	if (!p->town)
		p->town = part(in, csv, TOWN);
	p->line = line_of(p, part(in, csv, PO_BOX), part(in, csv, ISLAND), &in->arena);
	if (digits_only(import_value(in, csv, PARENT)))
		p->parent = arena_strdup(&in->arena, uprn_plain(import_value(in, csv, PARENT)));
	p->updated = part(in, csv, UPDATED);
	p->easting = metres(in, csv, EASTING);
	p->northing = metres(in, csv, NORTHING);
	if (toupper((unsigned char)*change) == 'D')
		p->until = p->updated ? p->updated : own->today;
	return record_check(&property_record, p, &in->arena, &where, err);
}

static int
write_addresses(
    struct import *in, const void *items, size_t count, struct crm_counts *counts, struct err *err)
{
	return crm_import_addresses(in->admin->crm, in->admin->actor, items, count, counts, err);
}

static enum admin_exit
begin(struct import *in, int *argc, char **argv)
{
	struct addressbase *own = in->own;
	struct err err;
	char today[16];
	(void)argc, (void)argv;
	date_format(today, london_of(clock_now(clock_system())).date);
	own->today = arena_strdup(&in->known, today);
	if (crm_list(in->admin->crm, &council_record, &in->known, &own->councils, &err) < 0)
		return admin_fail("%s", err.text);
	return ADMIN_DONE;
}

const struct import_kind import_addressbase = {.name = "addressbase",
    .heads = heads,
    .head_count = HEADS,
    .required = 1u << UPRN | 1u << STREET | 1u << POSTCODE,
    .headless = is_core,
    .fixed = core,
    .unknown = N_("is no AddressBase Core"),
    .begin = begin,
    .own_size = sizeof(struct addressbase),
    .row = core_row,
    .item_size = sizeof(struct property),
    .batch = 500,
    .write = write_addresses};

/* ---- Open UPRN ---- */

enum { OPEN_UPRN, X, Y, OPEN_HEADS };
static const char *const open_heads[OPEN_HEADS] = {
    [OPEN_UPRN] = "UPRN", [X] = "X_COORDINATE", [Y] = "Y_COORDINATE"};

static int
open_row(struct import *in, const struct csv *csv, void *item, struct err *err)
{
	struct property *p = item;
	if (!(p->id = uprn_of(in, csv, OPEN_UPRN, err)))
		return -1;
	p->easting = metres(in, csv, X);
	p->northing = metres(in, csv, Y);
	/* The National Grid: 700 km by 1,300 km. */
	if (p->easting <= 0 || p->easting > 700000 || p->northing <= 0 || p->northing > 1300000)
		return err_set(err, _("%s lies outside the National Grid"), p->id);
	return 0;
}

static int
write_coordinates(
    struct import *in, const void *items, size_t count, struct crm_counts *counts, struct err *err)
{
	return crm_import_coordinates(in->admin->crm, in->admin->actor, items, count, counts, err);
}

const struct import_kind import_openuprn = {.name = "openuprn",
    .heads = open_heads,
    .head_count = OPEN_HEADS,
    .required = 1u << OPEN_UPRN | 1u << X | 1u << Y,
    .unknown = N_("is no Open UPRN"),
    .row = open_row,
    .item_size = sizeof(struct property),
    .batch = 500,
    .write = write_coordinates};
