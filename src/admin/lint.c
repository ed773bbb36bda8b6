/* lint: looks files over and says what it found, for people or, with --json, for programs. */
#include "admin/lint.h"
#include "admin/admin.h"
#include "admin/load.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "directory/lint.h"
#include "wire/tree.h"

enum { MOST_LINE = 64 * 1024 };

static int
find_all(int count, char **paths, struct finding_list *findings)
{
	struct err err;
	struct date today = london_of(clock_now(clock_system())).date;
	int read = lint_paths((const char *const *)paths, (size_t)count, today, findings, &err);
	if (read < 0)
		admin_fail("%s", err.text);
	return read;
}

static void
print_counts(const struct finding_list *findings, int files, FILE *out)
{
	fprintf(out, P_("%d file, ", "%d files, ", files), files);
	fprintf(out, P_("%zu error, ", "%zu errors, ", findings->errors), findings->errors);
	fprintf(out, P_("%zu warning, ", "%zu warnings, ", findings->warnings), findings->warnings);
	fprintf(
	    out, P_("%zu not proved.\n", "%zu not proved.\n", findings->notes), findings->notes);
}

int
lint_and_print(int count, char **paths, FILE *out)
{
	struct finding_list findings;
	findings_init(&findings);
	int files = find_all(count, paths, &findings);
	if (files >= 0) {
		print_findings(&findings, out);
		print_counts(&findings, files, out);
	}
	int result = files < 0 || findings.errors ? -1 : 0;
	findings_release(&findings);
	return result;
}

static void
add_number(struct json *object, struct arena *arena, const char *name, size_t number)
{
	json_add(object, name, json_new(arena, JSON_NUMBER))->number = (double)number;
}

static void
print_line(const struct json *json)
{
	struct buf out;
	buf_init(&out, MOST_LINE);
	if (json_write(&out, json) == 0)
		puts(out.data);
	buf_release(&out);
}

/* A line for each finding, then one with the counts. */
static void
print_json(const struct finding_list *findings, int files)
{
	struct arena arena;
	arena_init(&arena);
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];
		struct json *object = json_new(&arena, JSON_OBJECT);
		json_add_text(object, &arena, "file", finding->file);
		add_number(object, &arena, "line", (size_t)finding->line);
		add_number(object, &arena, "column", (size_t)finding->column);
		json_add_text(object, &arena, "level", finding_word(finding->level));
		json_add_text(object, &arena, "sentence", finding->sentence);
		print_line(object);
	}
	struct json *counts = json_new(&arena, JSON_OBJECT);
	add_number(counts, &arena, "files", (size_t)files);
	add_number(counts, &arena, "errors", findings->errors);
	add_number(counts, &arena, "warnings", findings->warnings);
	add_number(counts, &arena, "not_proved", findings->notes);
	print_line(counts);
	arena_release(&arena);
}

static int
lint_for_programs(int count, char **paths)
{
	struct finding_list findings;
	findings_init(&findings);
	int files = find_all(count, paths, &findings);
	if (files >= 0)
		print_json(&findings, files);
	int result = files < 0 || findings.errors ? -1 : 0;
	findings_release(&findings);
	return result;
}

enum admin_exit
admin_lint(struct admin *admin, int argc, char **argv)
{
	if (argc < 2)
		return admin_usage("lint", _("lint needs at least one file or folder"));
	int result = admin->json ? lint_for_programs(argc - 1, argv + 1)
				 : lint_and_print(argc - 1, argv + 1, stdout);
	return result == 0 ? ADMIN_DONE : ADMIN_FAILED;
}
