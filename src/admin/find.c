/* find: the directory's own search, from a shell or for a batch of queries. */
#include "admin/admin.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "directory/directory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_HITS = 10 };

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
print_hits(struct admin *admin, struct directory *directory, const char *council, const char *query)
{
	struct service_hit hits[MOST_HITS];
	size_t count = directory_search(directory, query, hits, MOST_HITS);
	for (size_t i = 0; i < count; i++) {
		const struct service *service =
		    directory_service(directory, hits[i].service, council);
		int lgsl = service ? service->lgsl : 0;
		if (admin->json)
			printf("{\"service\":\"%s\",\"lgsl\":%d,\"score\":%d}\n", hits[i].service,
			    lgsl, hits[i].score);
		else
			printf("%-28s %5d  %s\n", hits[i].service, lgsl, hits[i].title);
	}
}

static enum admin_exit
find_batch(struct directory *directory, const char *path)
{
	FILE *file = fopen(path, "r");
	if (!file)
		return admin_fail(_("cannot read %s: %s"), path, strerror(errno));
	char *line = NULL;
	size_t size = 0;
	while (getline(&line, &size, file) >= 0) {
		line[strcspn(line, "\r\n")] = '\0';
		struct service_hit best;
		size_t count = directory_search(directory, line, &best, 1);
		printf("%s\t%s\n", line, count ? best.service : "");
	}
	free(line);
	fclose(file);
	return ADMIN_DONE;
}

enum admin_exit
admin_find(struct admin *admin, int argc, char **argv)
{
	const char *council = admin_option(&argc, argv, "--council");
	const char *batch = admin_option(&argc, argv, "--batch");
	if ((argc < 2) == !batch)
		return admin_usage("find", _("find needs words or --batch FILE"));
	struct directory *directory = published_directory(admin);
	if (!directory)
		return ADMIN_FAILED;
	enum admin_exit status = ADMIN_DONE;
	if (batch) {
		status = find_batch(directory, batch);
	} else {
		struct buf query;
		buf_init(&query, 1000);
		for (int i = 1; i < argc; i++)
			buf_printf(&query, "%s%s", i > 1 ? " " : "", argv[i]);
		print_hits(admin, directory, council, query.data);
		buf_release(&query);
	}
	directory_free(directory);
	return status;
}
