#include "admin/import.h"
#include "base/i18n.h"
#include "base/text.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum { BATCH = 200, BATCH_BYTES = 4 << 20, ROWS_A_LOOK = 256, KIB = 1024 };

/* Where a row stands in the file. */
struct waiting {
	long line, from, until;
};
static const struct record waiting_record = {"waiting", sizeof(struct waiting), NULL, 0};

/* The row as the file has it, however long, and then back to where the reading is. */
static void
copy_row(struct import *in, const struct waiting *row)
{
	long back = ftell(in->file);
	int c = '\n';
	fseek(in->file, row->from, SEEK_SET);
	for (long at = row->from; at < row->until && (c = getc(in->file)) != EOF; at++)
		putc(c, in->aside_file);
	if (c != '\n')
		putc('\n', in->aside_file);
	fseek(in->file, back, SEEK_SET);
}

/* Says why; is the row to be kept as well? Then its head has been. */
static bool
tell_aside(struct import *in, const char *path, long line, const char *reason)
{
	in->aside++;
	fprintf(stderr, "%s:%ld: %s\n", path, line, reason);
	if (!in->aside_file)
		return false;
	if (!in->head_written && in->encoding == ENCODING_UTF_16)
		fputs("\xef\xbb\xbf", in->aside_file); /* it is UTF-8 now */
	if (in->head_text && !in->head_written)
		fputs(in->head_text, in->aside_file);
	return in->head_written = true;
}

static void
set_aside(struct import *in, const struct waiting *row, const char *reason)
{
	if (in->pass >= in->kind->silent && tell_aside(in, in->path, row->line, reason))
		copy_row(in, row);
}

void
import_set_aside(
    struct import *in, const char *path, long line, const char *raw, const char *reason)
{
	if (!tell_aside(in, path, line, reason))
		return;
	fputs(raw, in->aside_file);
	if (!*raw || raw[strlen(raw) - 1] != '\n')
		fputc('\n', in->aside_file);
}

static struct waiting
place_of(const struct csv *csv)
{
	return (struct waiting){csv->line, csv->from, ftell(csv->file)};
}

/* ---- encoding ---- */

/* The fields as UTF-8; a reason to set the row aside names the column. */
static int
decode(struct import *in, struct csv *csv, struct err *err)
{
	for (size_t i = 0; i < csv->count; i++) {
		const char *text = encoding_text(in->encoding, csv->fields[i], &in->arena, err);
		if (!text && i < in->title_count)
			return err_prefix(err, "%s", in->titles[i]);
		if (!text)
			return err_prefix(err, _("field %zu"), i + 1);
		csv->fields[i] = text;
	}
	return 0;
}

static void
keep_titles(struct import *in, const struct csv *csv)
{
	in->titles = arena_alloc(&in->known, (csv->count + 1) * sizeof *in->titles);
	for (size_t i = 0; i < csv->count; i++)
		in->titles[i] = arena_strdup(&in->known, csv->fields[i]);
	in->title_count = csv->count;
}

/* ---- heads ---- */

/* Is it one of "PC|Postcode|pcds"? */
static bool
goes_by(const char *names, const char *title, struct arena *arena)
{
	for (const char *name = names; *name;) {
		size_t length = strcspn(name, "|");
		if (word_equal(title, arena_strndup(arena, name, length)))
			return true;
		name += length + (name[length] == '|');
	}
	return false;
}

static bool
known_head(struct import *in, const struct csv *csv)
{
	for (int head = 0; head < in->kind->head_count; head++) {
		in->columns[head] = NO_COLUMN;
		for (size_t i = 0; i < csv->count && in->columns[head] == NO_COLUMN; i++)
			if (goes_by(in->kind->heads[head], csv->fields[i], &in->arena))
				in->columns[head] = (int)i;
		if (in->columns[head] == NO_COLUMN && in->kind->required & 1u << head)
			return false;
	}
	return true;
}

/* Rows set aside stand under one head: whoever mends them imports them as they are. */
static int
keep_head(struct import *in, const struct csv *csv, struct err *err)
{
	if (!in->head_text)
		in->head_text = arena_strdup(&in->known, csv->raw.data);
	else if (strcmp(in->head_text, csv->raw.data) != 0)
		return err_set(
		    err, _("%s has another head; with --aside all files have the same"), in->path);
	return 0;
}

/* 1 the file is read in this pass, 0 not in this one, -1 with err; *data: its first row is one. */
static int
read_head(struct import *in, const struct csv *csv, bool *data, struct err *err)
{
	const struct import_kind *kind = in->kind;
	*data = kind->headless && kind->headless(csv);
	in->width = csv->count;
	in->title_count = 0;
	if (!*data)
		keep_titles(in, csv);
	if (*data) {
		memcpy(in->columns, kind->fixed, (size_t)kind->head_count * sizeof *kind->fixed);
		return 1;
	}
	int now = kind->head ? kind->head(in, csv, err) : known_head(in, csv);
	if (now < 0 || (now == 0 && !kind->head))
		return kind->unknown ? err_set(err, "%s %s", in->path, _(kind->unknown)) : -1;
	return now > 0 && in->aside_file && keep_head(in, csv, err) < 0 ? -1 : now;
}

const char *
import_value(const struct import *in, const struct csv *csv, int head)
{
	int column = in->columns[head];
	return column == NO_COLUMN || (size_t)column >= csv->count ? "" : csv->fields[column];
}

struct council *
import_council(const struct list *councils, const char *gss)
{
	LIST_EACH(struct council, council, councils)
	if (!text_blank(gss) && text_same(council->gss, gss))
		return council;
	return NULL;
}

/* ---- rows and batches ---- */

static struct record
item_record(const struct import *in)
{
	return (struct record){"row", in->kind->item_size, NULL, 0};
}

/* A row that the CRM refuses is set aside, and the others are written without it. */
static int
write_batch(struct import *in)
{
	struct record item = item_record(in);
	struct err err;
	while (in->batch.count) {
		struct crm_counts counts = {0};
		if (in->kind->write(in, in->batch.items, in->batch.count, &counts, &err) == 0)
			break;
		if (counts.refused == 0 || counts.refused > in->batch.count)
			return admin_fail("%s", err.text), -1;
		const struct waiting *row =
		    LIST_AT(struct waiting, &in->waiting, counts.refused - 1);
		set_aside(in, row, err.text);
		list_remove(&in->batch, &item, counts.refused - 1);
		list_remove(&in->waiting, &waiting_record, counts.refused - 1);
	}
	in->imported += in->batch.count;
	in->batch = in->waiting = (struct list){0};
	arena_release(&in->arena);
	arena_init(&in->arena);
	return 0;
}

static void
take_row(struct import *in, struct csv *csv)
{
	struct err err;
	const struct waiting place = place_of(csv);
	const struct import_kind *kind = in->kind;
	struct record record = item_record(in);
	void *item = kind->item_size ? arena_alloc(&in->arena, kind->item_size) : NULL;
	int rc;
	if (csv->count < in->width || (csv->count > in->width && !kind->wide))
		rc = err_set(
		    &err, _("the row has %zu fields, the header %zu"), csv->count, in->width);
	else if ((rc = decode(in, csv, &err)) == 0)
		rc = kind->row(in, csv, item, &err);
	if (rc < 0) {
		set_aside(in, &place, err.text);
	} else if (!item) {
		in->imported += in->pass >= kind->silent;
	} else if (in->pass >= kind->silent) {
		*(struct waiting *)list_add(&in->arena, &in->waiting, &waiting_record) = place;
		memcpy(list_add(&in->arena, &in->batch, &record), item, kind->item_size);
	}
}

static bool
is_full(const struct import *in)
{
	return in->batch.count >= (in->kind->batch ? in->kind->batch : BATCH) ||
	       in->arena.used > BATCH_BYTES;
}

/* ---- files ---- */

static void
show_progress(const struct import *in, FILE *file)
{
	long at = ftell(file);
	if (at > 0 && in->total >= KIB)
		admin_progress((in->done + (size_t)at) / KIB, in->total / KIB, _("KiB"));
}

/* What follows the head, or begins with the first row. */
static enum admin_exit
read_rows(struct import *in, struct csv *csv, bool data)
{
	struct err err;
	for (size_t rows = 0;; rows++) {
		int got = data ? 1 : csv_next(csv, &err);
		data = false;
		const struct waiting place = place_of(csv);
		if (got < 0)
			set_aside(in, &place, err.text);
		else if (got > 0 && !(csv->count == 1 && text_blank(csv->fields[0])))
			take_row(in, csv);
		if ((got == 0 || is_full(in)) && write_batch(in) < 0)
			return ADMIN_FAILED;
		if (got == 0)
			return ADMIN_DONE;
		if (rows % ROWS_A_LOOK == 0)
			show_progress(in, csv->file);
	}
}

static enum admin_exit
read_file(struct import *in, const char *path)
{
	struct csv csv;
	struct err err;
	struct stat about;
	bool data = false;
	in->path = path;
	in->encoding = in->said;
	in->title_count = 0;
	in->file = encoding_open(path, &in->encoding, &err);
	if (!in->file)
		return admin_fail("%s", err.text);
	csv_init(&csv, in->file);
	int now = csv_next(&csv, &err) <= 0    ? err_set(&err, _("%s is empty"), path)
		  : decode(in, &csv, &err) < 0 ? err_prefix(&err, "%s:1", path)
					       : read_head(in, &csv, &data, &err);
	enum admin_exit status = now < 0   ? admin_fail("%s", err.text)
				 : now > 0 ? read_rows(in, &csv, data)
					   : ADMIN_DONE;
	in->done += stat(path, &about) == 0 ? (size_t)about.st_size : 0;
	csv_release(&csv);
	fclose(in->file);
	return status;
}

static enum admin_exit
read_files(struct import *in, int count, char **paths)
{
	enum admin_exit status = ADMIN_DONE;
	int passes = in->kind->passes ? in->kind->passes : 1;
	struct stat about;
	for (int i = 0; i < count; i++)
		in->total += stat(paths[i], &about) == 0 ? (size_t)(about.st_size * passes) : 0;
	for (in->pass = 0; in->pass < passes && status == ADMIN_DONE; in->pass++)
		for (int i = 0; i < count && status == ADMIN_DONE; i++)
			status = read_file(in, paths[i]);
	if (in->total >= KIB && status == ADMIN_DONE)
		admin_progress(in->total / KIB, in->total / KIB, _("KiB"));
	return status;
}

/* A new file: an old one may hold what somebody has not mended yet. */
static enum admin_exit
open_aside(struct import *in, const char *path)
{
	if (path && !(in->aside_file = fopen(path, "wx")))
		return admin_fail(_("cannot write %s: %s"), path, strerror(errno));
	return ADMIN_DONE;
}

static enum admin_exit
close_aside(struct import *in, const char *path)
{
	if (!in->aside_file)
		return ADMIN_DONE;
	bool bad = ferror(in->aside_file) != 0;
	if (fclose(in->aside_file) != 0 || bad)
		return admin_fail(_("cannot write %s: %s"), path, strerror(errno));
	return ADMIN_DONE;
}

static enum admin_exit
close_with(const struct import *in)
{
	if (in->admin->json)
		printf("{\"imported\":%zu,\"set_aside\":%zu%s}\n", in->imported, in->aside,
		    in->trial ? ",\"trial\":true" : "");
	else
		printf(_("imported %zu, set aside %zu\n"), in->imported, in->aside);
	if (in->trial)
		fputs(_("Nothing was changed: this was a trial.\n"), stderr);
	return in->aside ? ADMIN_SET_ASIDE : ADMIN_DONE;
}

enum admin_exit
import_rows(struct admin *admin, const struct import_kind *kind, int argc, char **argv)
{
	const char *aside = admin_option(&argc, argv, "--aside"),
		   *encoding = admin_option(&argc, argv, "--encoding");
	struct import in = {
	    .admin = admin, .kind = kind, .trial = admin_flag(&argc, argv, "--dry-run")};
	if (!encoding_named(encoding, &in.said))
		return admin_usage("import", _("--encoding is utf-8, windows-1252 or utf-16"));
	if (in.trial && !kind->tried)
		return admin_usage("import",
		    _("this import has no --dry-run; customers, contacts and cases have"));
	if (!admin_crm(admin))
		return ADMIN_FAILED;
	if (in.trial)
		crm_import_trial(admin->crm);
	arena_init(&in.known);
	arena_init(&in.arena);
	in.own = kind->own_size ? arena_alloc(&in.known, kind->own_size) : NULL;
	enum admin_exit status = kind->begin ? kind->begin(&in, &argc, argv) : ADMIN_DONE;
	if (status == ADMIN_DONE && argc < 2)
		status = admin_usage("import", _("import needs a kind and at least one file"));
	if (status == ADMIN_DONE)
		status = open_aside(&in, aside);
	if (status == ADMIN_DONE)
		status = read_files(&in, argc - 1, argv + 1);
	if (status == ADMIN_DONE && kind->end)
		status = kind->end(&in);
	enum admin_exit closed = close_aside(&in, aside);
	if (status == ADMIN_DONE)
		status = closed;
	if (status == ADMIN_DONE)
		status = close_with(&in);
	arena_release(&in.arena);
	arena_release(&in.known);
	return status;
}
