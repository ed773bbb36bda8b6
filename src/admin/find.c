/* find: the directory's own search, from a shell or for a batch of queries. */
#include "admin/admin.h"
#include "admin/list.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/text.h"
#include "directory/directory.h"
#include "wire/codec.h"
#include "wire/tree.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_HITS = 10, MOST_QUERY = 4000 };

struct directory *
admin_published(struct admin *admin)
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
add_number(struct json *object, struct arena *arena, const char *name, int number)
{
	json_add(object, name, json_new(arena, JSON_NUMBER))->number = number;
}

static struct json *
hit_json(const struct service_hit *hit, struct arena *arena)
{
	struct json *object = json_new(arena, JSON_OBJECT);
	json_add_text(object, arena, "service", hit->service);
	json_add_text(object, arena, "title", hit->title);
	add_number(object, arena, "lgsl", hit->lgsl);
	add_number(object, arena, "score", hit->score);
	add_number(object, arena, "fit", hit->fit);
	return object;
}

static void
find_words(struct admin *admin, struct directory *directory, const char *query)
{
	struct service_hit hits[MOST_HITS];
	struct arena arena;
	arena_init(&arena);
	size_t count = directory_search(directory, query, NULL, hits, MOST_HITS);
	for (size_t i = 0; i < count; i++) {
		if (admin->json)
			print_json(hit_json(&hits[i], &arena));
		else
			printf("%-28s %5d  %s\n", hits[i].service, hits[i].lgsl, hits[i].title);
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
		struct service_hit hits[MOST_HITS];
		struct arena arena;
		line[strcspn(line, "\r\n")] = '\0';
		arena_init(&arena);
		size_t count = directory_search(directory, line, NULL, hits, MOST_HITS);
		struct json *object = json_new(&arena, JSON_OBJECT);
		json_add(object, "query", json_new_text(&arena, valid(line, &arena)));
		struct json *results = json_add(object, "results", json_new(&arena, JSON_LIST));
		for (size_t i = 0; i < count; i++)
			json_add(results, NULL, hit_json(&hits[i], &arena));
		if (admin->json)
			print_json(object);
		else
			printf("%s\t%s\n", line, count ? hits[0].service : "");
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
	struct directory *directory = admin_published(admin);
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
