#include "admin/texts.h"
#include "admin/load.h"
#include "base/date.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/id.h"
#include "base/text.h"
#include "wire/codec.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FILE_LIMIT = 256 * 1024, LINE_LIMIT = 1 << 20 };

const struct record revision_record = {.name = "revision", .size = sizeof(struct revision)};

/* ---- the CRM ---- */

bool
texts_published(struct admin *admin, struct arena *arena, struct list *out)
{
	struct err err;
	struct crm *crm = admin_crm(admin);
	if (!crm)
		return false;
	if (crm_list(crm, &service_text_record, arena, out, &err) < 0)
		return admin_fail("%s", err.text), false;
	return true;
}

const void *
texts_call(
    struct admin *admin, struct arena *arena, const struct call *call, struct crm_answer *answer)
{
	struct err err;
	struct crm_answer own, *out = answer ? answer : &own;
	char operation[ID_LENGTH + 1];
	struct crm *crm = admin_crm(admin);
	*out = (struct crm_answer){0};
	if (!crm)
		return NULL;
	id_make(operation, clock_now(clock_system()), id_system());
	struct crm_call request = {
	    .route = call->route, .operation = operation, .body = call->body, .arena = arena};
	memcpy(request.params, call->params, sizeof request.params);
	memcpy(request.query, call->query, sizeof request.query);
	if (crm_call_as(crm, admin->actor, &request, out, &err) == 0)
		return out->body;
	if (!answer || out->problem == PROBLEM_NONE)
		admin_fail("%s", err.text);
	return NULL;
}

const struct service_text *
texts_version(struct admin *admin, struct arena *arena, const char *service, int64_t version)
{
	struct crm_answer answer;
	struct call call = {.route = ROUTE_SERVICE,
	    .params = {service},
	    .query = {arena_printf(arena, "%lld", (long long)version)}};
	const struct service_text *text = texts_call(admin, arena, &call, &answer);
	if (!text && answer.problem == PROBLEM_NOT_FOUND)
		admin_fail(version ? _("%s has no version %lld") : _("there is no service %s"),
		    service, (long long)version);
	else if (!text && answer.problem != PROBLEM_NONE)
		admin_fail("%s", answer.detail ? answer.detail : service);
	return text;
}

/* ---- files ---- */

static bool
add_file(struct arena *arena, const char *path, const struct list *published, struct list *seen,
    struct list *out)
{
	struct err err;
	char *text;
	size_t length;
	struct finding_list findings;
	if (file_read_all(path, FILE_LIMIT, &text, &length, &err) < 0)
		return admin_fail("%s", err.text), false;
	findings_init(&findings);
	struct service *service = service_parse(path, text, length, NULL, NULL, &findings);
	if (!service)
		print_findings(&findings, stderr);
	findings_release(&findings);
	bool good = service && strlen(text) == length;
	if (!good)
		admin_fail(_("%s is not a service"), path);
	if (good) {
		const struct service_text *known =
		    list_find(published, &service_text_record, service->id);
		const char *was = known && !text_blank(known->text) ? known->text : NULL;
		struct revision *revision = list_add(arena, seen, &revision_record);
		*revision = (struct revision){.service = arena_strdup(arena, service->id),
		    .was = was,
		    .now = arena_strdup(arena, text),
		    .version = known ? known->version : 0};
		if (!text_same(revision->was, revision->now))
			*(struct revision *)list_add(arena, out, &revision_record) = *revision;
	}
	service_free(service);
	free(text);
	return good;
}

static void
add_missing(
    struct arena *arena, const struct list *published, const struct list *seen, struct list *out)
{
	LIST_EACH(struct service_text, text, published)
	{
		bool there = text_blank(text->text);
		LIST_EACH(struct revision, revision, seen)
		there = there || strcmp(revision->service, text->service) == 0;
		if (!there)
			*(struct revision *)list_add(
			    arena, out, &revision_record) = (struct revision){
			    .service = text->service, .was = text->text, .version = text->version};
	}
}

bool
texts_of_files(struct admin *admin, struct arena *arena, char **paths, int count, bool missing,
    struct list *out)
{
	struct list published, seen = {0};
	struct err err;
	struct stat status;
	bool folder = false, good = texts_published(admin, arena, &published);
	*out = (struct list){0};
	for (int i = 0; i < count && good; i++) {
		struct paths found = {0};
		folder = folder || (stat(paths[i], &status) == 0 && S_ISDIR(status.st_mode));
		if (service_paths(paths[i], &found, &err) < 0)
			good = (admin_fail("%s", err.text), false);
		for (size_t k = 0; k < found.count && good; k++)
			good = add_file(arena, found.items[k], &published, &seen, out);
		paths_free(&found);
	}
	if (good && missing && folder)
		add_missing(arena, &published, &seen, out);
	LIST_EACH(struct revision, revision, out)
	good = good && texts_compare(arena, revision);
	return good;
}

/* ---- changes ---- */

bool
texts_compare(struct arena *arena, struct revision *revision)
{
	struct err err;
	if (changes_between(arena, revision->was, revision->now, &revision->changes, &err) == 0)
		return true;
	admin_fail("%s: %s", revision->service, err.text);
	return false;
}

/* What --json prints of a change, and of a service. */
struct change_line {
	const char *kind, *path, *council, *what, *was, *now;
	int64_t line;
};
struct revision_line {
	const char *service, *state;
	int64_t version;
	struct list changes;
};
#define TEXT(type_, name_)                                                                         \
	{                                                                                          \
		.name = #name_, .type = FIELD_TEXT, .offset = offsetof(struct type_, name_),       \
		.limit = FILE_LIMIT                                                                \
	}
static const struct field change_fields[] = {
    TEXT(change_line, kind),
    TEXT(change_line, path),
    TEXT(change_line, council),
    TEXT(change_line, what),
    TEXT(change_line, was),
    TEXT(change_line, now),
    {.name = "line", .type = FIELD_NUMBER, .offset = offsetof(struct change_line, line)},
};
static const struct record change_record = {"change", sizeof(struct change_line), change_fields,
    sizeof change_fields / sizeof *change_fields};
static const struct field revision_fields[] = {
    TEXT(revision_line, service),
    TEXT(revision_line, state),
    {.name = "version", .type = FIELD_NUMBER, .offset = offsetof(struct revision_line, version)},
    {.name = "changes",
	.type = FIELD_LIST,
	.offset = offsetof(struct revision_line, changes),
	.limit = 100000,
	.of = &change_record},
};
static const struct record revision_line_record = {"revision", sizeof(struct revision_line),
    revision_fields, sizeof revision_fields / sizeof *revision_fields};

static void
print_object(const struct revision *revision, const char *state)
{
	static const char *const kinds[] = {"added", "removed", "altered", "moved", "layout"};
	struct arena arena;
	arena_init(&arena);
	struct revision_line line = {revision->service, state, revision->version, {0}};
	for (const struct change *c = revision->changes; c; c = c->next)
		*(struct change_line *)list_add(&arena, &line.changes, &change_record) =
		    (struct change_line){
			kinds[c->kind], c->path, c->council, c->what, c->was, c->now, c->line};
	print_record(&revision_line_record, &line);
	arena_release(&arena);
}

void
texts_print(struct admin *admin, const struct revision *revision)
{
	const char *state = !revision->was  ? N_("added")
			    : revision->now ? N_("changed")
					    : N_("removed");
	if (admin->json) {
		print_object(revision, state);
		return;
	}
	printf("%s: %s\n", revision->service, _(state));
	if (!revision->was || !revision->now)
		return;
	for (const struct change *change = revision->changes; change; change = change->next) {
		struct buf line, safe;
		buf_init(&line, LINE_LIMIT);
		buf_init(&safe, LINE_LIMIT);
		change_words(&line, change);
		text_printable(&safe, line.data, line.length);
		printf("  %s\n", safe.data);
		buf_release(&safe);
		buf_release(&line);
	}
}

/* ---- lint and publishing ---- */

static struct crm_text *
as_texts(struct arena *arena, const struct list *revisions, const char *comment, micros effective)
{
	struct crm_text *texts = arena_alloc(arena, (revisions->count + 1) * sizeof *texts);
	for (size_t i = 0; i < revisions->count; i++) {
		const struct revision *revision = LIST_AT(struct revision, revisions, i);
		texts[i] = (struct crm_text){.service = revision->service,
		    .text = revision->now ? revision->now : "",
		    .base = revision->version,
		    .comment = comment,
		    .effective = effective};
	}
	return texts;
}

bool
texts_check(struct admin *admin, struct arena *arena, const struct list *revisions)
{
	struct err err;
	struct list findings = {0};
	int rc = crm_lint(admin->crm, as_texts(arena, revisions, NULL, 0), revisions->count, arena,
	    &findings, &err);
	if (rc < 0)
		return admin_fail("%s", err.text), false;
	LIST_EACH(struct finding_line, f, &findings)
	fprintf(stderr, "%s.yaml:%lld:%lld: %s: %s\n", f->service, (long long)f->line,
	    (long long)f->column, _(f->level), f->sentence);
	return rc == 0;
}

enum admin_exit
texts_publish(struct admin *admin, struct arena *arena, const struct list *revisions,
    const char *comment, micros effective)
{
	struct err err;
	struct crm_text *texts = as_texts(arena, revisions, comment, effective);
	if (crm_publish(admin->crm, admin->actor, texts, revisions->count, &err) < 0)
		return admin_fail("%s", err.text);
	return ADMIN_DONE;
}

bool
read_moment(const char *text, micros *out)
{
	struct date date;
	if (!date_parse(text, &date))
		return rfc3339_parse(text, out);
	*out = london_micros(date, 0, 0);
	return true;
}
