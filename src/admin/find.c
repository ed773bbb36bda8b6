/* find: the directory's own search, from a shell or for a batch of queries. */
#include "admin/admin.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/text.h"
#include "directory/directory.h"
#include "wire/codec.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_HITS = 10, MOST_QUERY = 4000 };

/* What --json prints. */
struct hit {
	const char *service, *title;
	int64_t lgsl, score, fit;
};
struct found {
	const char *query;
	struct list results; /* best first */
};
static const struct field hit_fields[] = {
    {.name = "service", .type = FIELD_KEY, .offset = offsetof(struct hit, service), .limit = 80},
    {.name = "title", .type = FIELD_TEXT, .offset = offsetof(struct hit, title), .limit = 400},
    {.name = "lgsl", .type = FIELD_NUMBER, .offset = offsetof(struct hit, lgsl)},
    {.name = "score", .type = FIELD_NUMBER, .offset = offsetof(struct hit, score)},
    {.name = "fit", .type = FIELD_NUMBER, .offset = offsetof(struct hit, fit)},
};
static const struct record hit_record = {
    "hit", sizeof(struct hit), hit_fields, sizeof hit_fields / sizeof *hit_fields};
static const struct field found_fields[] = {
    {.name = "query",
	.type = FIELD_TEXT,
	.offset = offsetof(struct found, query),
	.limit = MOST_QUERY},
    {.name = "results",
	.type = FIELD_LIST,
	.offset = offsetof(struct found, results),
	.limit = MOST_HITS,
	.of = &hit_record},
};
static const struct record found_record = {
    "found", sizeof(struct found), found_fields, sizeof found_fields / sizeof *found_fields};

static struct directory *
published_directory(struct admin *admin)
{
	struct crm *crm = admin_crm(admin);
	if (!crm)
		return NULL;
	struct err err;
	struct arena arena;
	struct list list;
	arena_init(&arena);
	struct directory *directory = directory_new();
	if (crm_list(crm, &service_text_record, &arena, &list, &err) < 0) {
		admin_fail("%s", err.text);
		directory_free(directory);
		directory = NULL;
	} else {
		LIST_EACH(struct service_text, item, &list)
		if (directory_put(directory, item->service, item->text, item->version, &err) < 0)
			admin_fail("%s: %s", item->service, err.text);
	}
	arena_release(&arena);
	return directory;
}

static void
print_json(const struct record *record, const void *value)
{
	struct buf out;
	buf_init(&out, BODY_LIMIT);
	json_encode(&out, record, value);
	puts(out.data);
	buf_release(&out);
}

static void
find_all(struct directory *directory, const char *query, struct arena *arena, struct list *out)
{
	struct service_hit hits[MOST_HITS];
	size_t count = directory_search(directory, query, hits, MOST_HITS);
	*out = (struct list){0};
	for (size_t i = 0; i < count; i++) {
		struct hit *hit = list_add(arena, out, &hit_record);
		*hit = (struct hit){.service = hits[i].service,
		    .title = hits[i].title,
		    .lgsl = hits[i].lgsl,
		    .score = hits[i].score,
		    .fit = hits[i].fit};
	}
}

static void
find_words(struct admin *admin, struct directory *directory, const char *query)
{
	struct arena arena;
	struct list hits;
	arena_init(&arena);
	find_all(directory, query, &arena, &hits);
	LIST_EACH(struct hit, hit, &hits)
	{
		if (admin->json)
			print_json(&hit_record, hit);
		else
			printf("%-28s %5lld  %s\n", hit->service, (long long)hit->lgsl, hit->title);
	}
	arena_release(&arena);
}

/* What is no UTF-8 is no JSON either. */
static const char *
valid(const char *line, struct arena *arena)
{
	struct buf out;
	size_t length = strlen(line);
	if (utf8_valid(line, length))
		return line;
	buf_init(&out, 3 * length + 1);
	text_nfc(&out, line, length);
	const char *text = arena_strndup(arena, out.data, out.length);
	buf_release(&out);
	return text;
}

/* A query a line, an answer a line. */
static enum admin_exit
find_batch(struct admin *admin, struct directory *directory, const char *path)
{
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
	if (!file)
		return admin_fail(_("cannot read %s: %s"), path, strerror(errno));
	char *line = NULL;
	size_t size = 0;
	while (getline(&line, &size, file) >= 0) {
		struct arena arena;
		struct found found = {0};
		line[strcspn(line, "\r\n")] = '\0';
		arena_init(&arena);
		found.query = valid(line, &arena);
		find_all(directory, line, &arena, &found.results);
		const struct hit *best = found.results.items;
		if (admin->json)
			print_json(&found_record, &found);
		else
			printf("%s\t%s\n", line, best ? best->service : "");
		arena_release(&arena);
	}
	free(line);
	if (file != stdin)
		fclose(file);
	return ADMIN_DONE;
}

enum admin_exit
admin_find(struct admin *admin, int argc, char **argv)
{
	const char *batch = admin_option(&argc, argv, "--batch");
	if ((argc < 2) == !batch)
		return admin_usage("find", _("find needs words or --batch FILE"));
	struct directory *directory = published_directory(admin);
	if (!directory)
		return ADMIN_FAILED;
	enum admin_exit status = ADMIN_DONE;
	if (batch) {
		status = find_batch(admin, directory, batch);
	} else {
		struct buf query;
		buf_init(&query, MOST_QUERY);
		for (int i = 1; i < argc; i++)
			buf_printf(&query, "%s%s", i > 1 ? " " : "", argv[i]);
		find_words(admin, directory, query.data);
		buf_release(&query);
	}
	directory_free(directory);
	return status;
}
