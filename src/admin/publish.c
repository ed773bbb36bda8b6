/* publish: service files are linted first; what changes is shown; then each is published.
 */
#include "admin/admin.h"
#include "admin/lint.h"
#include "admin/load.h"
#include "admin/texts.h"
#include "base/i18n.h"

#include <sys/stat.h>
#include <unistd.h>

/* The partnership file of a folder goes first: services name its teams and queues. */
static enum admin_exit
publish_partnership(struct admin *admin, const char *folder, bool dry)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/partnership.yml", folder);
	if (access(path, R_OK) != 0)
		return ADMIN_DONE;
	enum admin_exit status = show_partnership(admin, path);
	return status == ADMIN_DONE && !dry ? load_partnership(admin, path) : status;
}

struct publishing {
	struct arena arena;
	bool dry;
	const char *comment, *at;
	micros effective;
};

static enum admin_exit
publish_files(struct admin *admin, struct publishing *publishing, int count, char **paths)
{
	struct list revisions;
	struct stat status;
	bool folder = false;
	/* A partnership has no day of its own: with --at only texts wait. */
	for (int i = 0; i < count; i++) {
		folder = folder || (stat(paths[i], &status) == 0 && S_ISDIR(status.st_mode));
		if (!publishing->at &&
		    publish_partnership(admin, paths[i], publishing->dry) != ADMIN_DONE)
			return ADMIN_FAILED;
	}
	if (!texts_of_files(admin, &publishing->arena, paths, count, false, &revisions))
		return ADMIN_FAILED;
	/* A folder was looked over whole; files alone may break what stands elsewhere. */
	if (!folder && !texts_check(admin, &publishing->arena, &revisions))
		return admin_fail(_("nothing was published: mend the errors first"));
	LIST_EACH(struct revision, revision, &revisions)
	texts_print(admin, revision);
	enum admin_exit end = ADMIN_DONE;
	if (!publishing->dry)
		end = texts_publish(admin, &publishing->arena, &revisions, publishing->comment,
		    publishing->effective);
	size_t changed = revisions.count;
	if (end != ADMIN_DONE || admin->json)
		return end;
	if (publishing->dry)
		printf(P_("%zu service would change.\n", "%zu services would change.\n", changed),
		    changed);
	else if (publishing->at)
		printf(P_("%zu service waits for %s.\n", "%zu services wait for %s.\n", changed),
		    changed, publishing->at);
	else
		printf(P_("%zu service changed.\n", "%zu services changed.\n", changed), changed);
	return end;
}

enum admin_exit
admin_publish(struct admin *admin, int argc, char **argv)
{
	struct publishing publishing = {.dry = admin_flag(&argc, argv, "--dry-run")};
	publishing.comment = admin_option(&argc, argv, "--comment");
	publishing.at = admin_option(&argc, argv, "--at");
	if (argc < 2)
		return admin_usage("publish", _("publish needs a folder or files"));
	if (publishing.at && !read_moment(publishing.at, &publishing.effective))
		return admin_usage(
		    "publish", _("--at takes a day such as 2027-04-01, or a moment"));
	if (publishing.at && publishing.effective <= clock_now(clock_system()))
		return admin_usage("publish", _("--at takes a day to come"));
	if (lint_and_print(argc - 1, argv + 1, stderr) < 0)
		return admin_fail(_("nothing was published: mend the errors first"));
	arena_init(&publishing.arena);
	enum admin_exit status = publish_files(admin, &publishing, argc - 1, argv + 1);
	arena_release(&publishing.arena);
	return status;
}
