/* publish and lint: service files are linted first; what changes is shown; then each is published.
 */
#include "admin/admin.h"
#include "admin/load.h"
#include "base/file.h"
#include "base/i18n.h"
#include "directory/lint.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_LIMIT = 256 * 1024 };

static struct date
today(void)
{
	return london_of(clock_now(clock_system())).date;
}

/* Lints all paths together and prints what was found; -1 when there are errors. */
static int
lint_all(int count, char **paths, size_t *files, FILE *out)
{
	struct finding_list findings;
	struct err err;
	findings_init(&findings);
	int read = lint_paths((const char *const *)paths, (size_t)count, today(), &findings, &err);
	if (read < 0) {
		findings_release(&findings);
		admin_fail("%s", err.text);
		return -1;
	}
	print_findings(&findings, out);
	*files = (size_t)read;
	fprintf(out, P_("%d file, ", "%d files, ", read), read);
	fprintf(out, P_("%zu error, ", "%zu errors, ", findings.errors), findings.errors);
	fprintf(out, P_("%zu warning.\n", "%zu warnings.\n", findings.warnings), findings.warnings);
	int rc = findings.errors ? -1 : 0;
	findings_release(&findings);
	return rc;
}

enum admin_exit
admin_lint(struct admin *admin, int argc, char **argv)
{
	(void)admin;
	size_t files;
	if (argc < 2)
		return admin_usage("lint", _("lint needs at least one file or folder"));
	return lint_all(argc - 1, argv + 1, &files, stdout) == 0 ? ADMIN_DONE : ADMIN_FAILED;
}

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
	size_t files, changed = 0;
	if (argc < 2)
		return admin_usage("publish", _("publish needs a folder or files"));
	if (lint_all(argc - 1, argv + 1, &files, stderr) < 0)
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
