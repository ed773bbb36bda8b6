/*
 * import xlsform: a form drawn in a spreadsheet, saved as CSV, becomes the dialogue of an entry.
 * One file a sheet, or one file in which rows of the single words survey, choices and settings
 * begin the sheets, each row below them one column to the right.
 */
#include "admin/admin.h"
#include "admin/csv.h"
#include "admin/list.h"
#include "admin/load.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"
#include "directory/lint.h"
#include "formats/xlsform.h"

#include <errno.h>
#include <string.h>

enum { MOST_ROWS = 5000 };

enum sheet { SURVEY, CHOICES, SETTINGS, SHEETS };
static const char *const sheet_names[SHEETS] = {"survey", "choices", "settings"};

struct reading {
	struct arena arena;
	struct xls_row *rows[SHEETS];
	size_t counts[SHEETS];
	const char *path;
};

static void
set_aside(void *context, const char *sheet, long row, const char *reason)
{
	const struct reading *reading = context;
	if (row)
		fprintf(stderr, _("%s: %s row %ld: set aside: %s\n"), reading->path, sheet, row,
		    reason);
	else
		fprintf(stderr, "%s: %s: %s\n", reading->path, sheet, reason);
}

static void
repaired(void *context, const char *sheet, long row, const char *what)
{
	const struct reading *reading = context;
	fprintf(stderr, _("%s: %s row %ld: mended: %s\n"), reading->path, sheet, row, what);
}

static void
add_row(struct reading *reading, enum sheet sheet, const struct csv *csv, size_t from)
{
	size_t count = csv->count > from ? csv->count - from : 0;
	if (!reading->rows[sheet])
		reading->rows[sheet] =
		    arena_alloc(&reading->arena, MOST_ROWS * sizeof *reading->rows[sheet]);
	if (reading->counts[sheet] == MOST_ROWS)
		return;
	const char **cells = arena_alloc(&reading->arena, (count + 1) * sizeof *cells);
	for (size_t i = 0; i < count; i++)
		cells[i] = arena_strdup(&reading->arena, csv->fields[from + i]);
	reading->rows[sheet][reading->counts[sheet]++] =
	    (struct xls_row){.number = csv->line, .cells = cells, .count = count};
}

/* The sheet that a header row or a marker names; SHEETS when it names none. */
static enum sheet
sheet_of(const struct csv *csv, bool *marker)
{
	*marker = csv->count > 0;
	for (size_t i = 1; i < csv->count; i++)
		*marker = *marker && text_blank(csv->fields[i]);
	for (enum sheet sheet = SURVEY; sheet < SHEETS && *marker; sheet++)
		if (word_equal(csv->fields[0], sheet_names[sheet]))
			return sheet;
	*marker = false;
	for (size_t i = 0; i < csv->count; i++) {
		if (word_equal(csv->fields[i], "type"))
			return SURVEY;
		if (word_equal(csv->fields[i], "list_name") ||
		    word_equal(csv->fields[i], "list name"))
			return CHOICES;
		if (word_equal(csv->fields[i], "form_title") ||
		    word_equal(csv->fields[i], "form_id"))
			return SETTINGS;
	}
	return SHEETS;
}

/* Else the file's name tells: form-settings.csv. */
static enum sheet
sheet_by_name(const char *path)
{
	const char *name = strrchr(path, '/') ? strrchr(path, '/') : path;
	enum sheet sheet = SURVEY;
	while (sheet < SHEETS && !strstr(name, sheet_names[sheet]))
		sheet++;
	return sheet;
}

static bool
is_empty(const struct csv *csv)
{
	for (size_t i = 0; i < csv->count; i++)
		if (!text_blank(csv->fields[i]))
			return false;
	return true;
}

static bool
is_utf8(const struct csv *csv)
{
	for (size_t i = 0; i < csv->count; i++)
		if (!utf8_valid(csv->fields[i], strlen(csv->fields[i])))
			return false;
	return true;
}

static enum admin_exit
read_rows(struct reading *reading, struct csv *csv)
{
	struct err err;
	enum sheet sheet = SHEETS;
	bool marked = false, marker;
	for (int got; (got = csv_next(csv, &err)) != 0;) {
		if (got < 0)
			return admin_fail("%s:%ld: %s", reading->path, csv->line, err.text);
		if (is_empty(csv))
			continue;
		if (!is_utf8(csv))
			return admin_fail(_("%s:%ld: not UTF-8"), reading->path, csv->line);
		enum sheet named = sheet_of(csv, &marker);
		if (marker) {
			sheet = named;
			marked = true;
			continue;
		}
		if (sheet == SHEETS)
			sheet = named != SHEETS ? named : sheet_by_name(reading->path);
		if (sheet == SHEETS)
			return admin_fail(_("%s is no sheet of a form: its first row names neither "
					    "type, list_name nor form_title"),
			    reading->path);
		add_row(reading, sheet, csv, marked ? 1 : 0);
	}
	return ADMIN_DONE;
}

static enum admin_exit
read_file(struct reading *reading, const char *path)
{
	struct csv csv;
	FILE *file = fopen(path, "r");
	if (!file)
		return admin_fail(_("cannot read %s: %s"), path, strerror(errno));
	reading->path = path;
	csv_init(&csv, file);
	enum admin_exit status = read_rows(reading, &csv);
	csv_release(&csv);
	fclose(file);
	return status;
}

/* Looks the text over as publishing does; prints what was found. */
static bool
is_sound(const char *id, const struct buf *text)
{
	struct finding_list findings;
	findings_init(&findings);
	char file[100];
	snprintf(file, sizeof file, "%s.yaml", id);
	lint_service(file, text->data, text->length, NULL, NULL,
	    london_of(clock_now(clock_system())).date, &findings);
	print_findings(&findings, stderr);
	bool sound = findings.errors == 0;
	findings_release(&findings);
	return sound;
}

static enum admin_exit
put_out(struct admin *admin, const char *id, const struct buf *text, const char *to)
{
	struct err err;
	struct crm_text publish = {.service = id, .text = text->data, .base = -1};
	if (!to) {
		if (!is_sound(id, text))
			return admin_fail(_("nothing was published: write the form to a file with "
					    "--to, and mend it there"));
		if (crm_publish(admin->crm, admin->actor, &publish, 1, &err) < 0)
			return admin_fail("%s", err.text);
		return ADMIN_DONE;
	}
	FILE *file = strcmp(to, "-") == 0 ? stdout : fopen(to, "w");
	bool good = file && fwrite(text->data, 1, text->length, file) == text->length;
	if (file && file != stdout && fclose(file) != 0)
		good = false;
	if (!good)
		return admin_fail(_("cannot write %s: %s"), to, strerror(errno));
	is_sound(id, text);
	return ADMIN_DONE;
}

static enum admin_exit
run(struct admin *admin, struct reading *reading, struct xlsform_options *options, const char *to)
{
	struct err err;
	struct buf text;
	struct xlsform form = {{reading->rows[SURVEY], reading->counts[SURVEY]},
	    {reading->rows[CHOICES], reading->counts[CHOICES]},
	    {reading->rows[SETTINGS], reading->counts[SETTINGS]}};
	buf_init(&text, 256 * 1024);
	int aside = xlsform_read(&form, options, &text, &reading->arena, &err);
	enum admin_exit status =
	    aside < 0 ? admin_fail("%s", err.text) : put_out(admin, options->service, &text, to);
	buf_release(&text);
	if (status != ADMIN_DONE)
		return status;
	fprintf(to && strcmp(to, "-") == 0 ? stderr : stdout, _("imported %zu, set aside %d\n"),
	    reading->counts[SURVEY] - 1 - (size_t)aside, aside);
	return aside ? ADMIN_SET_ASIDE : ADMIN_DONE;
}

enum admin_exit
import_xlsform(struct admin *admin, int argc, char **argv)
{
	struct reading reading = {.path = ""};
	struct xlsform_options options = {.aside = set_aside, .repaired = repaired};
	options.service = admin_option(&argc, argv, "--service");
	options.title = admin_option(&argc, argv, "--title");
	options.provided_by = admin_option(&argc, argv, "--provided-by");
	options.refer = admin_option(&argc, argv, "--refer");
	options.due = admin_option(&argc, argv, "--due");
	const char *team = admin_option(&argc, argv, "--team");
	const char *to = admin_option(&argc, argv, "--to");
	options.context = &reading;
	if (!options.service || !team)
		return admin_usage("import",
		    _("import xlsform needs --service, its id, and --team, who vouches for it"));
	if (argc < 2)
		return admin_usage("import", _("import xlsform needs the sheets as CSV"));
	if (!admin_crm(admin))
		return ADMIN_FAILED;
	arena_init(&reading.arena);
	const struct team *owner = fetch_record(admin, &team_record, team, &reading.arena);
	enum admin_exit status = owner ? ADMIN_DONE : admin_fail(_("there is no team %s"), team);
	for (int i = 1; i < argc && status == ADMIN_DONE; i++)
		status = read_file(&reading, argv[i]);
	if (status == ADMIN_DONE) {
		options.team = owner->id;
		options.email = owner->email;
		status = run(admin, &reading, &options, to);
	}
	arena_release(&reading.arena);
	return status;
}
