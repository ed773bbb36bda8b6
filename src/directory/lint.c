#include "directory/lint.h"

#include "base/alloc.h"
#include "base/file.h"
#include "directory/folder.h"
#include "directory/lint_inner.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_FILE = 256 * 1024, MOST_FOLDERS_UP = 8 };

static const char partnership_name[] = "partnership.yml";

/* ---- one service ---- */

static bool
already_said(const struct finding_list *list, const struct finding *finding)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct finding *old = &list->items[i];
		if (old->line == finding->line && old->column == finding->column &&
		    strcmp(old->file, finding->file) == 0 &&
		    strcmp(old->sentence, finding->sentence) == 0)
			return true;
	}
	return false;
}

/* The variants share most of their text, and what is wrong with it is said once. */
static void
add_new_findings(struct finding_list *to, const struct finding_list *from)
{
	for (size_t i = 0; i < from->count; i++) {
		const struct finding *finding = &from->items[i];
		if (!already_said(to, finding))
			finding_add(to, finding->level, finding->file, finding->line,
			    finding->column, "%s", finding->sentence);
	}
}

/* Only other choices make other ways through the dialogue. */
static bool
needs_proof(const struct lint *lint)
{
	if (!lint->council)
		return true;
	return yaml_get(yaml_get(yaml_get(lint->root, "at"), lint->council), "choices") != NULL;
}

static void
lint_view(const struct lint *lint)
{
	size_t errors = lint->script.findings->errors;
	lint_service_facts(lint);
	lint_names(lint);
	if (!lint->service->dialogue)
		return;
	if (!lint->service->part) /* a part ends where the dialogue that includes it does */
		lint_outcomes(lint);
	bool loop = lint_loops(lint);
	/* A dialogue with other faults would only be proved wrong for the wrong reasons. */
	if (lint->service->part || lint->service->dialogue->incomplete)
		return;
	if (!loop && lint->script.findings->errors == errors && needs_proof(lint))
		lint_proof(lint);
}

static void
lint_variant(const struct lint *common, const struct yaml *variant)
{
	struct finding_list findings;
	struct lint lint = *common;
	struct yaml at = {.line = variant->key_line, .column = variant->key_column};
	if (common->partnership && !partnership_council(common->partnership, variant->key) &&
	    !partnership_body(common->partnership, variant->key)) {
		script_error(&common->script, &at, "there is no council '%s' in partnership.yml",
		    variant->key);
		return;
	}
	findings_init(&findings);
	lint.script.findings = &findings;
	lint.council = variant->key;
	lint.service = service_compose(&lint.script, lint.root, lint.council, lint.library);
	if (lint.service)
		lint_view(&lint);
	add_new_findings(common->script.findings, &findings);
	findings_release(&findings);
}

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static void
check_file_name(const struct lint *lint)
{
	const char *name = base_name(lint->script.file), *end = strstr(name, ".yaml");
	const char *what = lint->service->part ? "part" : "service";
	size_t length = strlen(lint->service->id);
	if (end && ((size_t)(end - name) != length || memcmp(name, lint->service->id, length) != 0))
		script_error(&lint->script, yaml_get(lint->root, what),
		    "the %s '%s' must be in a file called %s.yaml", what, lint->service->id,
		    lint->service->id);
}

static void
lint_all_views(struct lint *lint)
{
	check_file_name(lint);
	lint_languages(lint);
	lint_view(lint);
	const struct yaml *at = yaml_get(lint->root, "at");
	for (const struct yaml *v = at && at->kind == YAML_MAP ? at->first : NULL; v; v = v->next)
		lint_variant(lint, v);
}

void
lint_service(const char *file, const char *text, size_t length,
    const struct partnership *partnership, const struct library *library, struct date today,
    struct finding_list *findings)
{
	struct arena arena;
	arena_init(&arena);
	struct lint lint = {.script = {.arena = &arena, .file = file, .findings = findings},
	    .partnership = partnership,
	    .library = library,
	    .today = today};
	lint.root = yaml_parse(&arena, file, text, length, findings);
	if (lint.root)
		lint.service = service_compose(&lint.script, lint.root, NULL, library);
	if (lint.service)
		lint_all_views(&lint);
	arena_release(&arena);
}

/* ---- many files ---- */

struct file {
	char *path, *text;
	size_t length;
	const struct yaml *root;
	struct service *service; /* null when it has errors */
};

struct files {
	struct arena arena;
	struct file *items;
	size_t count, capacity;
	char *partnership; /* path, or null */
	bool partnership_named;
	struct library beside; /* the folder of the first */
	struct finding_list *findings;
	void (*timed)(void *context, const struct service *service, const struct klm *klm);
	void *context;
	struct err *err;
};

static bool
ends_with(const char *text, const char *end)
{
	size_t length = strlen(text), tail = strlen(end);
	return length >= tail && strcmp(text + length - tail, end) == 0;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int
add_file(struct files *files, const char *path)
{
	struct file file = {.path = arena_strdup(&files->arena, path)};
	if (file_read_all(path, YAML_MOST, &file.text, &file.length, files->err))
		return -1;
	files->items = grow(files->items, &files->capacity, files->count, sizeof *files->items);
	files->items[files->count++] = file;
	return 0;
}

static int
add_folder(struct files *files, const char *path)
{
	char **names = NULL;
	size_t count = 0, capacity = 0;
	int failed = 0;
	DIR *folder = opendir(path);
	if (!folder)
		return err_set(files->err, "cannot read the folder %s: %s", path, strerror(errno));
	for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder)) {
		if (strcmp(entry->d_name, partnership_name) == 0 && !files->partnership) {
			files->partnership =
			    arena_printf(&files->arena, "%s/%s", path, partnership_name);
			files->partnership_named = true;
		}
		if (entry->d_name[0] == '.' || !ends_with(entry->d_name, ".yaml"))
			continue;
		names = grow(names, &capacity, count, sizeof *names);
		names[count++] = arena_printf(
		    &files->arena, "%s%s%s", path, ends_with(path, "/") ? "" : "/", entry->d_name);
	}
	closedir(folder);
	if (count > 0)
		qsort(names, count, sizeof *names, by_name);
	for (size_t i = 0; i < count && !failed; i++)
		failed = add_file(files, names[i]);
	free(names);
	return failed;
}

static int
add_path(struct files *files, const char *path)
{
	struct stat status;
	if (stat(path, &status))
		return err_set(files->err, "cannot read %s: %s", path, strerror(errno));
	if (S_ISDIR(status.st_mode))
		return add_folder(files, path);
	if (strcmp(base_name(path), partnership_name) != 0)
		return add_file(files, path);
	files->partnership = arena_strdup(&files->arena, path);
	files->partnership_named = true;
	return 0;
}

/* Beside the first file or above it. */
static void
find_partnership(struct files *files)
{
	if (files->partnership || files->count == 0)
		return;
	const char *path = files->items[0].path;
	int length = (int)(base_name(path) - path);
	const char *folder = length > 0 ? arena_strndup(&files->arena, path, (size_t)length) : "./";
	for (int up = 0; up < MOST_FOLDERS_UP; up++) {
		char *candidate = arena_printf(&files->arena, "%s%s", folder, partnership_name);
		struct stat status;
		if (stat(candidate, &status) == 0) {
			files->partnership = candidate;
			return;
		}
		folder = arena_printf(&files->arena, "%s../", folder);
	}
}

static int
read_partnership(struct files *files, struct partnership *partnership, bool *good)
{
	char *text;
	size_t length;
	*good = false;
	find_partnership(files);
	if (!files->partnership) {
		if (files->count > 0)
			finding_add(files->findings, FINDING_WARNING, files->items[0].path, 0, 0,
			    "there is no partnership.yml beside or above this: councils, teams "
			    "and queue roles are not looked up");
		return 0;
	}
	if (file_read_all(files->partnership, YAML_MOST, &text, &length, files->err))
		return -1;
	*good = partnership_parse(&files->arena, files->partnership, text, length, partnership,
		    files->findings) == 0;
	free(text);
	return 0;
}

/* ---- what the files take from each other ---- */

/* A file by its service's or part's id, or null. */
static const struct file *
file_of(const struct files *files, const char *id)
{
	for (size_t i = 0; i < files->count; i++) {
		const char *name = base_name(files->items[i].path);
		size_t length = strlen(id);
		if (strncmp(name, id, length) == 0 && strcmp(name + length, ".yaml") == 0)
			return &files->items[i];
	}
	return NULL;
}

/* What is not among the files named may lie beside the first of them. */
static const char *
text_of(void *context, const char *id, size_t *length, const char **path)
{
	const struct files *files = context;
	const struct file *file = file_of(files, id);
	if (!file)
		return files->beside.text(files->beside.context, id, length, path);
	*length = file->length;
	*path = file->path;
	return file->text;
}

static const struct fact *
fact_of(void *context, const char *service, const char *name, const char *council)
{
	const struct files *files = context;
	const struct file *file = file_of(files, service);
	if (file && file->service && !council)
		return service_fact(file->service, name);
	return files->beside.fact(files->beside.context, service, name, council);
}

/* Two files with one service would overwrite each other. */
static void
check_unique(const struct files *files, size_t index)
{
	const struct file *file = &files->items[index];
	for (size_t i = 0; i < index; i++)
		if (files->items[i].service &&
		    strcmp(files->items[i].service->id, file->service->id) == 0) {
			const struct yaml *id =
			    yaml_get(file->root, file->service->part ? "part" : "service");
			finding_add(files->findings, FINDING_ERROR, file->path, id->line,
			    id->column, "the service '%s' is already in %s", file->service->id,
			    files->items[i].path);
		}
}

static void
time_service(const struct files *files, const struct lint *lint)
{
	const struct service *service = lint->service;
	struct klm klm;
	if (service->part || !service->dialogue || service->dialogue->incomplete)
		return;
	klm_of(lint, &klm);
	files->timed(files->context, service, &klm);
}

static void
lint_files(struct files *files, const struct partnership *partnership, struct date today)
{
	size_t count = 0;
	const struct service **services =
	    arena_alloc(&files->arena, (files->count + 1) * sizeof *services);
	struct folder folder = {&files->arena, files->count ? files->items[0].path : ""};
	struct library library = {.context = files, .text = text_of, .fact = fact_of};
	files->beside = folder_library(&folder);
	struct script script = {.arena = &files->arena, .findings = files->findings};
	for (size_t i = 0; i < files->count; i++) {
		struct file *file = &files->items[i];
		script.file = file->path;
		if (file->length > MOST_FILE)
			finding_add(files->findings, FINDING_ERROR, file->path, 0, 0,
			    "the file is larger than 256 KiB: divide it");
		file->root = yaml_parse(
		    &files->arena, file->path, file->text, file->length, files->findings);
		if (file->root)
			file->service = service_compose(&script, file->root, NULL, &library);
		if (!file->service)
			continue;
		check_unique(files, i);
		services[count++] = file->service;
	}
	for (size_t i = 0; i < files->count; i++) {
		struct file *file = &files->items[i];
		script.file = file->path;
		struct lint lint = {.script = script,
		    .root = file->root,
		    .partnership = partnership,
		    .services = services,
		    .service_count = count,
		    .library = &library,
		    .alone = files->count == 1,
		    .today = today,
		    .service = file->service};
		size_t errors = files->findings->errors;
		if (lint.service)
			lint_all_views(&lint);
		if (lint.service && files->timed && files->findings->errors == errors)
			time_service(files, &lint);
	}
}

int
lint_paths(const char *const *paths, size_t count, struct date today, struct finding_list *findings,
    struct err *err)
{
	return lint_and_time(paths, count, today, findings, NULL, NULL, err);
}

int
lint_and_time(const char *const *paths, size_t count, struct date today,
    struct finding_list *findings,
    void (*timed)(void *context, const struct service *service, const struct klm *klm),
    void *context, struct err *err)
{
	struct files files = {.findings = findings, .timed = timed, .context = context, .err = err};
	struct partnership partnership;
	bool good = false;
	int result = 0;
	arena_init(&files.arena);
	for (size_t i = 0; i < count && result == 0; i++)
		result = add_path(&files, paths[i]);
	if (result == 0)
		result = read_partnership(&files, &partnership, &good);
	if (result == 0) {
		lint_files(&files, good ? &partnership : NULL, today);
		result = (int)files.count + files.partnership_named;
	}
	for (size_t i = 0; i < files.count; i++)
		free(files.items[i].text);
	free(files.items);
	arena_release(&files.arena);
	return result;
}
