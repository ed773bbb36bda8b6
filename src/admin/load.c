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

enum admin_exit
load_partnership(struct admin *admin, const char *path)
{
	struct arena arena;
	struct partnership p;
	arena_init(&arena);
	enum admin_exit status = ADMIN_FAILED;
	struct crm *crm = NULL;
	if (read_partnership(path, &arena, &p) == 0 && (crm = admin_crm(admin))) {
		const struct {
			const struct record *record;
			const void *items;
			size_t count;
		} parts[] = {
		    {&council_record, p.councils, p.council_count},
		    {&body_record, p.bodies, p.body_count},
		    {&site_record, p.sites, p.site_count},
		    {&desk_record_record, p.desks, p.desk_count},
		    {&team_record, p.teams, p.team_count},
		    {&queue_record, p.queues, p.queue_count},
		};
		struct err err;
		status = ADMIN_DONE;
		for (size_t i = 0; i < sizeof parts / sizeof *parts && status == ADMIN_DONE; i++)
			if (crm_put(crm, admin->actor, parts[i].record, parts[i].items,
				parts[i].count, &err) < 0)
				status = admin_fail("%s", err.text);
		if (status == ADMIN_DONE)
			printf(_("Loaded %zu councils, %zu sites, %zu desks, %zu teams, %zu "
				 "queues.\n"),
			    p.council_count, p.site_count, p.desk_count, p.team_count,
			    p.queue_count);
	}
	arena_release(&arena);
	return status;
}

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
