/* lint: looks files over and says what it found, for people or, with --json, for programs; with
 * --klm also how long each dialogue will take. */
#include "admin/lint.h"
#include "admin/admin.h"
#include "admin/load.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "directory/lint.h"
#include "wire/tree.h"

#include <math.h>

enum { MOST_LINE = 64 * 1024 };

/* What was asked of lint. */
struct asked {
	bool json, klm;
	FILE *out;
};

static void
print_line(const struct json *json, FILE *file)
{
	struct buf out;
	buf_init(&out, MOST_LINE);
	if (json_write(&out, json) == 0)
		fprintf(file, "%s\n", out.data);
	buf_release(&out);
}

static struct json *
new_number(struct arena *arena, double number)
{
	struct json *json = json_new(arena, JSON_NUMBER);
	json->number = number;
	return json;
}

static double
tenths(double seconds)
{
	return floor(seconds * 10 + 0.5) / 10;
}

static void
add_path(struct json *object, struct arena *arena, const char *name, const struct klm_path *path)
{
	struct json *value = json_add(object, name, json_new(arena, JSON_OBJECT));
	json_add(value, "seconds", new_number(arena, tenths(path->seconds)));
	json_add(value, "keys", new_number(arena, (double)path->keys));
	json_add(value, "decisions", new_number(arena, (double)path->decisions));
	json_add(value, "words", new_number(arena, (double)path->words));
	json_add(value, "talk", new_number(arena, tenths(path->talk)));
}

static void
print_times(void *context, const struct service *service, const struct klm *klm)
{
	const struct asked *asked = context;
	struct arena arena;
	if (!asked->json) {
		fprintf(asked->out, "%-32s %5zu%c %7.1f %7.1f %7.1f %7.1f\n", service->id,
		    klm->ways, klm->cut ? '+' : ' ', klm->best.seconds, klm->typical.seconds,
		    klm->worst.seconds, klm->typical.talk);
		return;
	}
	arena_init(&arena);
	struct json *object = json_new(&arena, JSON_OBJECT);
	json_add_text(object, &arena, "service", service->id);
	json_add(object, "ways", new_number(&arena, (double)klm->ways));
	add_path(object, &arena, "best", &klm->best);
	add_path(object, &arena, "typical", &klm->typical);
	add_path(object, &arena, "worst", &klm->worst);
	print_line(object, asked->out);
	arena_release(&arena);
}

static int
find_all(const struct asked *asked, int count, char **paths, struct finding_list *findings)
{
	struct err err;
	struct date today = london_of(clock_now(clock_system())).date;
	if (asked->klm && !asked->json)
		fprintf(asked->out, "%-32s %5s  %7s %7s %7s %7s\n", _("seconds"), _("ways"),
		    _("best"), _("typical"), _("worst"), _("talk"));
	int read = lint_and_time((const char *const *)paths, (size_t)count, today, findings,
	    asked->klm ? print_times : NULL, (void *)asked, &err);
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

/* A line for each finding, then one with the counts. */
static void
print_json(const struct finding_list *findings, int files, FILE *out)
{
	struct arena arena;
	arena_init(&arena);
	for (size_t i = 0; i < findings->count; i++) {
		const struct finding *finding = &findings->items[i];
		struct json *object = json_new(&arena, JSON_OBJECT);
		json_add_text(object, &arena, "file", finding->file);
		json_add(object, "line", new_number(&arena, (double)finding->line));
		json_add(object, "column", new_number(&arena, (double)finding->column));
		json_add_text(object, &arena, "level", finding_word(finding->level));
		json_add_text(object, &arena, "sentence", finding->sentence);
		print_line(object, out);
	}
	struct json *counts = json_new(&arena, JSON_OBJECT);
	json_add(counts, "files", new_number(&arena, (double)files));
	json_add(counts, "errors", new_number(&arena, (double)findings->errors));
	json_add(counts, "warnings", new_number(&arena, (double)findings->warnings));
	json_add(counts, "not_proved", new_number(&arena, (double)findings->notes));
	print_line(counts, out);
	arena_release(&arena);
}

static int
lint_all(const struct asked *asked, int count, char **paths)
{
	struct finding_list findings;
	findings_init(&findings);
	int files = find_all(asked, count, paths, &findings);
	if (files >= 0 && asked->json)
		print_json(&findings, files, asked->out);
	else if (files >= 0) {
		print_findings(&findings, asked->out);
		print_counts(&findings, files, asked->out);
	}
	int result = files < 0 || findings.errors ? -1 : 0;
	findings_release(&findings);
	return result;
}

int
lint_and_print(int count, char **paths, FILE *out)
{
	struct asked asked = {.out = out};
	return lint_all(&asked, count, paths);
}

enum admin_exit
admin_lint(struct admin *admin, int argc, char **argv)
{
	struct asked asked = {.json = admin->json, .klm = admin_flag(&argc, argv, "--klm")};
	asked.out = stdout;
	if (argc < 2)
		return admin_usage("lint", _("lint needs at least one file or folder"));
	return lint_all(&asked, argc - 1, argv + 1) == 0 ? ADMIN_DONE : ADMIN_FAILED;
}
