/* diff: files against what is published, a draft against it, or two versions of a service. */
#include "admin/texts.h"
#include "base/i18n.h"
#include "base/text.h"

#include <stdlib.h>

static bool
read_version(const char *text, int64_t *out)
{
	char *end;
	*out = text ? strtoll(text, &end, 10) : 0;
	return !text || (*text && !*end && *out > 0);
}

/* Shows what lies between the two texts of the revision; what is the same shows nothing. */
static enum admin_exit
show(struct admin *admin, struct arena *arena, struct revision *revision)
{
	if (!texts_compare(arena, revision))
		return ADMIN_FAILED;
	if (revision->changes)
		texts_print(admin, revision);
	else if (!admin->json)
		printf(_("%s: nothing changed\n"), revision->service);
	return ADMIN_DONE;
}

static enum admin_exit
diff_versions(
    struct admin *admin, struct arena *arena, const char *service, const char *from, const char *to)
{
	int64_t first, second;
	if (!read_version(from, &first) || !read_version(to, &second))
		return admin_usage("diff", _("a version is a number: see directory versions"));
	const struct service_text *was = texts_version(admin, arena, service, first);
	const struct service_text *now = was ? texts_version(admin, arena, service, second) : NULL;
	if (!now)
		return ADMIN_FAILED;
	struct revision revision = {
	    .service = service, .was = was->text, .now = now->text, .version = now->version};
	return show(admin, arena, &revision);
}

static enum admin_exit
diff_draft(struct admin *admin, struct arena *arena, const char *service)
{
	struct crm_answer answer;
	struct call call = {.route = ROUTE_DRAFT, .params = {service}};
	const struct entry_draft *draft = texts_call(admin, arena, &call, &answer);
	if (!draft)
		return admin_fail(_("%s has no draft"), service);
	call = (struct call){.route = ROUTE_SERVICE, .params = {service}};
	const struct service_text *known = texts_call(admin, arena, &call, &answer);
	struct revision revision = {.service = service,
	    .was = known && !text_blank(known->text) ? known->text : NULL,
	    .now = draft->text,
	    .version = known ? known->version : 0};
	return show(admin, arena, &revision);
}

static enum admin_exit
diff_files(struct admin *admin, struct arena *arena, int count, char **paths)
{
	struct list revisions;
	if (!texts_of_files(admin, arena, paths, count, true, &revisions))
		return ADMIN_FAILED;
	LIST_EACH(struct revision, revision, &revisions)
	texts_print(admin, revision);
	if (!admin->json)
		printf(P_("%zu service differs.\n", "%zu services differ.\n", revisions.count),
		    revisions.count);
	return ADMIN_DONE;
}

enum admin_exit
admin_diff(struct admin *admin, int argc, char **argv)
{
	const char *from = admin_option(&argc, argv, "--from"),
		   *to = admin_option(&argc, argv, "--to");
	bool draft = admin_flag(&argc, argv, "--draft");
	struct arena arena;
	enum admin_exit status;
	arena_init(&arena);
	if (argc < 2)
		status = admin_usage("diff", _("diff needs files, or a service"));
	else if ((from || to || draft) && argc != 2)
		status = admin_usage("diff", _("of one service at a time"));
	else if (draft)
		status = diff_draft(admin, &arena, argv[1]);
	else if (from)
		status = diff_versions(admin, &arena, argv[1], from, to);
	else if (to)
		status = admin_usage("diff", _("--to needs --from"));
	else
		status = diff_files(admin, &arena, argc - 1, argv + 1);
	arena_release(&arena);
	return status;
}
