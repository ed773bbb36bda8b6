/* publish: service files are linted first; what changes is shown; then each is published.
 */
#include "admin/admin.h"
#include "admin/lint.h"
#include "admin/load.h"
#include "base/file.h"
#include "base/i18n.h"
#include "directory/service.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_LIMIT = 256 * 1024 };

/* The text that is published now, or null. */
static const char *
published_text(const struct list *published, const char *service)
{
	const struct service_text *known = list_find(published, &service_text_record, service);
	return known ? known->text : NULL;
}

static enum admin_exit
publish_file(
    struct admin *admin, const char *path, const struct list *published, bool dry, size_t *changed)
{
	struct err err;
	char *text;
	size_t length;
	if (file_read_all(path, FILE_LIMIT, &text, &length, &err) < 0)
		return admin_fail("%s", err.text);
	struct finding_list findings;
	findings_init(&findings);
	struct service *service = service_parse(path, text, length, NULL, NULL, &findings);
	findings_release(&findings);
	enum admin_exit status = ADMIN_DONE;
	if (!service) {
		status = admin_fail(_("%s is not a service"), path);
	} else {
		const char *known = published_text(published, service->id);
		if (known && strcmp(known, text) == 0) {
			free(text);
			service_free(service);
			return ADMIN_DONE;
		}
		struct crm_text out = {.service = service->id, .text = text, .base = -1};
		if (!dry && crm_publish(admin->crm, admin->actor, &out, 1, &err) < 0)
			status = admin_fail("%s: %s", path, err.text);
		else if (dry)
			printf(known ? _("would change %s\n") : _("would add %s\n"), service->id);
		else
			printf(
			    known ? _("changed %s, version %lld\n") : _("added %s, version %lld\n"),
			    service->id, (long long)out.version);
		++*changed;
	}
	service_free(service);
	free(text);
	return status;
}

/* The partnership file of a folder goes first: services name its teams and queues. */
static enum admin_exit
publish_partnership(struct admin *admin, const char *folder, bool dry)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/partnership.yml", folder);
	if (dry || access(path, R_OK) != 0)
		return ADMIN_DONE;
	return load_partnership(admin, path);
}

enum admin_exit
admin_publish(struct admin *admin, int argc, char **argv)
{
	bool dry = admin_flag(&argc, argv, "--dry-run");
	size_t changed = 0;
	if (argc < 2)
		return admin_usage("publish", _("publish needs a folder or files"));
	if (lint_and_print(argc - 1, argv + 1, stderr) < 0)
		return admin_fail(_("nothing was published: mend the errors first"));
	struct crm *crm = admin_crm(admin);
	if (!crm)
		return ADMIN_FAILED;
	struct err err;
	struct arena arena;
	struct list published;
	arena_init(&arena);
	enum admin_exit status = ADMIN_DONE;
	if (crm_list(crm, &service_text_record, &arena, &published, &err) < 0)
		status = admin_fail("%s", err.text);
	for (int i = 1; i < argc && status == ADMIN_DONE; i++) {
		struct paths paths = {0};
		if (service_paths(argv[i], &paths, &err) < 0)
			status = admin_fail("%s", err.text);
		else
			status = publish_partnership(admin, argv[i], dry);
		for (size_t k = 0; k < paths.count && status == ADMIN_DONE; k++)
			status = publish_file(admin, paths.items[k], &published, dry, &changed);
		paths_free(&paths);
	}
	arena_release(&arena);
	if (status == ADMIN_DONE)
		printf(P_("%zu service changed.\n", "%zu services changed.\n", changed), changed);
	return status;
}
