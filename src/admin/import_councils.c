/*
 * import councils: what open lists of councils know and the partnership does not yet: web address,
 * nation, the day a council ended and its successor. GOV.UK's list of local authorities and
 * mySociety's of past and present ones, told apart by their heads. Nothing that is there already is
 * changed; what is no council of the partnership is set aside.
 */
#include "admin/import.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

enum head { GSS, WEB, NATION, ENDED, SUCCESSOR, CODE, HEADS };

static const char *const heads[HEADS] = {
    [GSS] = "gss|gss-code",
    [WEB] = "homepage_url",
    [NATION] = "country_name|nation",
    [ENDED] = "end-date",
    [SUCCESSOR] = "replaced-by",
    [CODE] = "local-authority-code",
};

/* The list's own code of a council, for `replaced-by`. */
struct code {
	const char *code, *gss;
};
static const struct record code_record = {"code", sizeof(struct code), NULL, 0};

struct councils {
	struct list councils, codes;
};

enum { NOTING_CODES }; /* the pass in which nothing else is done: a successor may come first */

/* "https://www.chorley.example/" -> "www.chorley.example" */
static const char *
host_of(const char *url, struct arena *arena)
{
	const char *host = strstr(url, "://");
	host = host ? host + 3 : url;
	return arena_strndup(arena, host, strcspn(host, "/"));
}

/* "Northern Ireland" -> "northern_ireland"; null when it is no nation. */
static const char *
nation_word(const char *name, struct arena *arena)
{
	static const char *const nations[] = {"england", "wales", "scotland", "northern_ireland"};
	char *word = arena_strdup(arena, name);
	for (char *c = word; *c; c++)
		*c = *c == ' ' ? '_' : (char)tolower((unsigned char)*c);
	for (size_t i = 0; i < sizeof nations / sizeof *nations; i++)
		if (strcmp(word, nations[i]) == 0)
			return nations[i];
	return NULL;
}

static const struct council *
successor_of(const struct councils *own, const char *code)
{
	LIST_EACH(struct code, known, &own->codes)
	if (text_same(known->code, code))
		return import_council(&own->councils, known->gss);
	return NULL;
}

static void
fill(struct import *in, const struct csv *csv, struct council *council)
{
	const struct councils *own = in->own;
	struct date ended;
	const struct council *next = successor_of(own, import_value(in, csv, SUCCESSOR));
	const char *web = import_value(in, csv, WEB);
	if (!council->web && *web)
		council->web = host_of(web, &in->known);
	if (!council->nation)
		council->nation = nation_word(import_value(in, csv, NATION), &in->known);
	if (!council->until && date_parse(import_value(in, csv, ENDED), &ended))
		council->until = arena_strdup(&in->known, import_value(in, csv, ENDED));
	if (council->until && !council->successor && next && next != council)
		council->successor = next->id;
}

static void
note_code(struct import *in, const struct csv *csv)
{
	struct councils *own = in->own;
	struct code *code = list_add(&in->known, &own->codes, &code_record);
	code->code = arena_strdup(&in->known, import_value(in, csv, CODE));
	code->gss = arena_strdup(&in->known, import_value(in, csv, GSS));
}

static int
read_row(struct import *in, const struct csv *csv, void *item, struct err *err)
{
	const char *gss = import_value(in, csv, GSS);
	if (in->pass == NOTING_CODES)
		return note_code(in, csv), 0;
	const struct councils *own = in->own;
	struct council *council = import_council(&own->councils, gss);
	if (!council)
		return err_set(err, _("\"%s\" is no council of the partnership"), gss);
	const struct council was = *council;
	const char *where;
	fill(in, csv, council);
	if (record_check(&council_record, council, &in->arena, &where, err) < 0) {
		*council = was;
		return -1;
	}
	*(struct council *)item = *council;
	return 0;
}

static int
write_councils(
    struct import *in, const void *items, size_t count, struct crm_counts *counts, struct err *err)
{
	(void)counts;
	return crm_put(in->admin->crm, in->admin->actor, &council_record, items, count, err);
}

static enum admin_exit
begin(struct import *in, int *argc, char **argv)
{
	struct councils *own = in->own;
	struct err err;
	(void)argc, (void)argv;
	if (crm_list(in->admin->crm, &council_record, &in->known, &own->councils, &err) < 0)
		return admin_fail("%s", err.text);
	return ADMIN_DONE;
}

const struct import_kind import_councils = {.name = "councils",
    .heads = heads,
    .head_count = HEADS,
    .required = 1u << GSS,
    .unknown = N_("is no list of councils: it has no GSS codes"),
    .passes = 2,
    .silent = 1,
    .begin = begin,
    .own_size = sizeof(struct councils),
    .row = read_row,
    .item_size = sizeof(struct council),
    .write = write_councils};
