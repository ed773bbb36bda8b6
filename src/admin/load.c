#include "admin/load.h"
#include "base/alloc.h"
#include "base/file.h"
#include "base/i18n.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_LIMIT = 256 * 1024 };

void
print_findings(const struct finding_list *findings, FILE *out)
{
	static const char *const levels[] = {N_("error"), N_("warning"), N_("note")};
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *f = &findings->items[i];
		fprintf(out, "%s:%d:%d: %s: %s\n", f->file, f->line, f->column, _(levels[f->level]),
		    f->sentence);
	}
}

int
read_partnership(const char *path, struct arena *arena, struct partnership *out)
{
	struct err err;
	char *text;
	size_t length;
	if (file_read_all(path, FILE_LIMIT, &text, &length, &err) < 0)
		return admin_fail("%s", err.text), -1;
	struct finding_list findings;
	findings_init(&findings);
	int rc = partnership_parse(arena, path, text, length, out, &findings);
	print_findings(&findings, stderr);
	findings_release(&findings);
	free(text);
	return rc;
}

struct part {
	const struct record *record;
	const void *items;
	size_t count;
};
enum { PARTS = 10 };

static void
parts_of(const struct partnership *p, struct part parts[PARTS])
{
	const struct part all[PARTS] = {
	    {&council_record, p->councils, p->council_count},
	    {&body_record, p->bodies, p->body_count},
	    {&site_record, p->sites, p->site_count},
	    {&desk_record_record, p->desks, p->desk_count},
	    {&team_record, p->teams, p->team_count},
	    {&queue_record, p->queues, p->queue_count},
	    {&venue_record, p->venues, p->venue_count},
	    {&diary_record, p->diaries, p->diary_count},
	    {&retention_record, p->retention, p->retention_count},
	    {&ladder_rung_record, p->ladder, p->ladder_count},
	};
	memcpy(parts, all, sizeof all);
}

enum admin_exit
load_partnership(struct admin *admin, const char *path)
{
	struct arena arena;
	struct partnership p;
	arena_init(&arena);
	enum admin_exit status = ADMIN_FAILED;
	struct crm *crm = NULL;
	if (read_partnership(path, &arena, &p) == 0 && (crm = admin_crm(admin))) {
		struct part parts[PARTS];
		struct err err;
		parts_of(&p, parts);
		status = ADMIN_DONE;
		for (size_t i = 0; i < PARTS && status == ADMIN_DONE; i++)
			if (crm_put(crm, admin->actor, parts[i].record, parts[i].items,
				parts[i].count, &err) < 0)
				status = admin_fail("%s", err.text);
		if (status == ADMIN_DONE && !admin->json)
			printf(_("Loaded %zu councils, %zu sites, %zu desks, %zu teams, %zu "
				 "queues.\n"),
			    p.council_count, p.site_count, p.desk_count, p.team_count,
			    p.queue_count);
	}
	arena_release(&arena);
	return status;
}

/* ---- what it would change ---- */

static void
show_fields(const struct record *record, const void *was, const void *now, struct arena *arena)
{
	const char *id = field_string(&record->fields[0], now);
	for (size_t i = 1; i < record->count; i++) {
		const struct field *field = &record->fields[i];
		bool many = field->type == FIELD_LIST || field->type == FIELD_ONE;
		const char *a = many ? NULL : field_text(field, was, arena);
		const char *b = many ? NULL : field_text(field, now, arena);
		if (strcmp(a ? a : "", b ? b : "") != 0)
			printf("%s %s: %s: %s → %s\n", record->name, id, field->name, a ? a : "",
			    b ? b : "");
	}
}

static int
show_part(struct admin *admin, const struct part *part, struct arena *arena)
{
	struct err err;
	struct list known;
	size_t new = 0;
	if (crm_list(admin->crm, part->record, arena, &known, &err) < 0)
		return admin_fail("%s", err.text), -1;
	for (size_t i = 0; i < part->count; i++) {
		const char *now = (const char *)part->items + i * part->record->size;
		const void *was =
		    list_find(&known, part->record, field_string(&part->record->fields[0], now));
		if (!was)
			new ++;
		else if (!record_equal(part->record, was, now))
			show_fields(part->record, was, now, arena);
	}
	if (new)
		printf(_("%s: %zu new\n"), part->record->name, new);
	return 0;
}

enum admin_exit
show_partnership(struct admin *admin, const char *path)
{
	struct arena arena;
	struct partnership p;
	arena_init(&arena);
	int rc = read_partnership(path, &arena, &p);
	if (rc == 0 && admin_crm(admin) && !admin->json) {
		struct part parts[PARTS];
		parts_of(&p, parts);
		for (size_t i = 0; i < PARTS && rc == 0; i++)
			rc = show_part(admin, &parts[i], &arena);
	}
	arena_release(&arena);
	return rc == 0 && admin->crm ? ADMIN_DONE : ADMIN_FAILED;
}

/* ---- files ---- */

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
add_path(struct paths *paths, char *path)
{
	paths->items = grow(paths->items, &paths->capacity, paths->count, sizeof *paths->items);
	paths->items[paths->count++] = path;
}

int
service_paths(const char *path, struct paths *paths, struct err *err)
{
	struct stat status;
	if (stat(path, &status) < 0)
		return err_set(err, _("cannot read %s: %s"), path, strerror(errno));
	if (!S_ISDIR(status.st_mode)) {
		add_path(paths, xstrdup(path));
		return 0;
	}
	DIR *folder = opendir(path);
	if (!folder)
		return err_set(err, _("cannot read the folder %s: %s"), path, strerror(errno));
	size_t first = paths->count;
	for (struct dirent *entry; (entry = readdir(folder));) {
		const char *dot = strrchr(entry->d_name, '.');
		if (dot && strcmp(dot, ".yaml") == 0)
			add_path(paths, xasprintf("%s/%s", path, entry->d_name));
	}
	closedir(folder);
	if (paths->count == first)
		return err_set(err, _("there is no .yaml file in %s"), path);
	qsort(paths->items + first, paths->count - first, sizeof *paths->items, by_name);
	return 0;
}

void
paths_free(struct paths *paths)
{
	for (size_t i = 0; i < paths->count; i++)
		free(paths->items[i]);
	free(paths->items);
	*paths = (struct paths){0};
}
