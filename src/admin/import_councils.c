/*
 * import councils: what open lists of councils know and the partnership does not yet: web address,
 * nation, the day a council ended and its successor. GOV.UK's list of local authorities and
 * mySociety's of past and present ones, told apart by their heads. Nothing that is there already is
 * changed; what is no council of the partnership is set aside by line and reason.
 */
#include "admin/admin.h"
#include "admin/csv.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"

#include <ctype.h>
#include <errno.h>
#include <string.h>

enum { NO_COLUMN = -1 };

enum column { GSS, WEB, NATION, ENDED, SUCCESSOR, CODE, COLUMNS };

static const char *const heads[COLUMNS][3] = {
    [GSS] = {"gss", "gss-code", NULL},
    [WEB] = {"homepage_url", NULL},
    [NATION] = {"country_name", "nation", NULL},
    [ENDED] = {"end-date", NULL},
    [SUCCESSOR] = {"replaced-by", NULL},
    [CODE] = {"local-authority-code", NULL},
};

/* The list's own code of a council, for `replaced-by`. */
struct code {
	const char *code, *gss;
};
static const struct record code_record = {"code", sizeof(struct code), NULL, 0};

struct councils {
	struct admin *admin;
	const char *path;
	int columns[COLUMNS];
	struct arena arena;
	struct list councils, codes;
	size_t imported, aside;
};

static const char *
value_of(const struct councils *in, const struct csv *csv, enum column column)
{
	int at = in->columns[column];
	return at == NO_COLUMN || (size_t)at >= csv->count ? "" : csv->fields[at];
}

static bool
read_head(struct councils *in, const struct csv *csv)
{
	for (int column = 0; column < COLUMNS; column++) {
		in->columns[column] = NO_COLUMN;
		for (const char *const *head = heads[column]; *head; head++)
			for (size_t i = 0; i < csv->count; i++)
				if (word_equal(csv->fields[i], *head))
					in->columns[column] = (int)i;
	}
	return in->columns[GSS] != NO_COLUMN;
}

static struct council *
by_gss(const struct councils *in, const char *gss)
{
	LIST_EACH(struct council, council, &in->councils)
	if (text_same(council->gss, gss))
		return council;
	return NULL;
}

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
successor_of(const struct councils *in, const char *code)
{
	LIST_EACH(struct code, known, &in->codes)
	if (text_same(known->code, code))
		return by_gss(in, known->gss);
	return NULL;
}

static void
fill(struct councils *in, const struct csv *csv, struct council *council)
{
	struct date ended;
	const struct council *next = successor_of(in, value_of(in, csv, SUCCESSOR));
	const char *web = value_of(in, csv, WEB);
	if (!council->web && *web)
		council->web = host_of(web, &in->arena);
	if (!council->nation)
		council->nation = nation_word(value_of(in, csv, NATION), &in->arena);
	if (!council->until && date_parse(value_of(in, csv, ENDED), &ended))
		council->until = arena_strdup(&in->arena, value_of(in, csv, ENDED));
	if (council->until && !council->successor && next && next != council)
		council->successor = next->id;
}

static enum admin_exit
take_row(struct councils *in, const struct csv *csv)
{
	struct err err;
	const char *gss = value_of(in, csv, GSS);
	struct council *council = *gss ? by_gss(in, gss) : NULL;
	if (!council) {
		in->aside++;
		fprintf(stderr, _("%s:%ld: \"%s\" is no council of the partnership\n"), in->path,
		    csv->line, gss);
		return ADMIN_DONE;
	}
	fill(in, csv, council);
	in->imported++;
	if (crm_put(in->admin->crm, in->admin->actor, &council_record, council, 1, &err) < 0)
		return admin_fail("%s", err.text);
	return ADMIN_DONE;
}

static void
note_code(struct councils *in, const struct csv *csv)
{
	struct code *code = list_add(&in->arena, &in->codes, &code_record);
	code->code = arena_strdup(&in->arena, value_of(in, csv, CODE));
	code->gss = arena_strdup(&in->arena, value_of(in, csv, GSS));
}

/* Once for the codes, once for what they say: a successor may come first. */
static enum admin_exit
read_file(struct councils *in, FILE *file, bool codes)
{
	struct csv csv;
	struct err err;
	enum admin_exit status = ADMIN_DONE;
	csv_init(&csv, file);
	if (csv_next(&csv, &err) <= 0 || !read_head(in, &csv))
		status = admin_fail(_("%s is no list of councils: it has no GSS codes"), in->path);
	for (int got = 1; status == ADMIN_DONE && got != 0;) {
		got = csv_next(&csv, &err);
		if (got > 0 && codes) {
			note_code(in, &csv);
		} else if (got > 0) {
			status = take_row(in, &csv);
		} else if (got < 0 && !codes) {
			in->aside++;
			fprintf(stderr, "%s:%ld: %s\n", in->path, csv.line, err.text);
		}
	}
	csv_release(&csv);
	return status;
}

enum admin_exit
import_councils(struct admin *admin, int argc, char **argv)
{
	struct councils in = {.admin = admin};
	struct err err;
	if (argc < 2)
		return admin_usage("import", _("import needs a kind and at least one file"));
	if (!admin_crm(admin))
		return ADMIN_FAILED;
	arena_init(&in.arena);
	enum admin_exit status = ADMIN_DONE;
	if (crm_list(admin->crm, &council_record, &in.arena, &in.councils, &err) < 0)
		status = admin_fail("%s", err.text);
	for (int i = 1; i < argc && status == ADMIN_DONE; i++) {
		in.path = argv[i];
		FILE *file = fopen(argv[i], "r");
		if (!file) {
			status = admin_fail(_("cannot read %s: %s"), argv[i], strerror(errno));
			break;
		}
		status = read_file(&in, file, true);
		rewind(file);
		if (status == ADMIN_DONE)
			status = read_file(&in, file, false);
		fclose(file);
	}
	arena_release(&in.arena);
	if (status == ADMIN_DONE)
		printf(_("imported %zu, set aside %zu\n"), in.imported, in.aside);
	return status == ADMIN_DONE && in.aside ? ADMIN_SET_ASIDE : status;
}
