#include "admin/import.h"
#include "base/i18n.h"
#include "base/text.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum { BATCH = 200, BATCH_BYTES = 4 << 20, ROWS_A_LOOK = 256, KIB = 1024 };

/* What a row in the batch was, should the CRM refuse it. */
struct waiting {
	long line;
	const char *raw; /* null when nobody keeps the rows set aside */
};
static const struct record waiting_record = {"waiting", sizeof(struct waiting), NULL, 0};

static void
set_aside(struct import *in, long line, const char *raw, const char *reason)
{
	if (in->pass < in->kind->silent)
		return;
	in->aside++;
	fprintf(stderr, "%s:%ld: %s\n", in->path, line, reason);
	if (!in->aside_file)
		return;
	if (in->head_text && !in->head_written)
		fputs(in->head_text, in->aside_file);
	in->head_written = true;
	fputs(raw, in->aside_file);
	if (!*raw || raw[strlen(raw) - 1] != '\n')
		fputc('\n', in->aside_file);
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
		set_aside(in, row->line, row->raw, err.text);
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
take_row(struct import *in, const struct csv *csv)
{
	struct err err;
	const struct import_kind *kind = in->kind;
	struct record record = item_record(in);
	void *item = kind->item_size ? arena_alloc(&in->arena, kind->item_size) : NULL;
	int rc;
	if (csv->count < in->width || (csv->count > in->width && !kind->wide))
		rc = err_set(
		    &err, _("the row has %zu fields, the header %zu"), csv->count, in->width);
	else
		rc = kind->row(in, csv, item, &err);
	if (rc < 0) {
		set_aside(in, csv->line, csv->raw.data, err.text);
	} else if (!item) {
		in->imported += in->pass >= kind->silent;
	} else if (in->pass >= kind->silent) {
		struct waiting *row = list_add(&in->arena, &in->waiting, &waiting_record);
		row->line = csv->line;
		row->raw = in->aside_file ? arena_strdup(&in->arena, csv->raw.data) : NULL;
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
		if (got < 0)
			set_aside(in, csv->line, csv->raw.data, err.text);
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
	FILE *file = fopen(path, "r");
	if (!file)
		return admin_fail(_("cannot read %s: %s"), path, strerror(errno));
	csv_init(&csv, file);
	int now = csv_next(&csv, &err) <= 0 ? err_set(&err, _("%s is empty"), path)
					    : read_head(in, &csv, &data, &err);
	enum admin_exit status = now < 0   ? admin_fail("%s", err.text)
				 : now > 0 ? read_rows(in, &csv, data)
					   : ADMIN_DONE;
	in->done += fstat(fileno(file), &about) == 0 ? (size_t)about.st_size : 0;
	csv_release(&csv);
	fclose(file);
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
		printf("{\"imported\":%zu,\"set_aside\":%zu}\n", in->imported, in->aside);
	else
		printf(_("imported %zu, set aside %zu\n"), in->imported, in->aside);
	return in->aside ? ADMIN_SET_ASIDE : ADMIN_DONE;
}

enum admin_exit
import_rows(struct admin *admin, const struct import_kind *kind, int argc, char **argv)
{
	const char *aside = admin_option(&argc, argv, "--aside");
	struct import in = {.admin = admin, .kind = kind};
	if (!admin_crm(admin))
		return ADMIN_FAILED;
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
