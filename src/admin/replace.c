/* directory replace: words in the whole directory; shown first, and applied as a whole or not. */
#include "directory/replace.h"
#include "admin/directory.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

enum { MOST_TEXT = 256 * 1024 };

static bool
replace_all(struct arena *arena, const struct list *published, const struct replacing *replacing,
    struct list *revisions, size_t *places)
{
	struct buf out;
	bool good = true;
	buf_init(&out, MOST_TEXT);
	LIST_EACH(struct service_text, text, published)
	{
		struct err err;
		int count = good && !text_blank(text->text)
				? replace_words(text->text, replacing, &out, &err)
				: 0;
		if (count < 0)
			good = (admin_fail("%s: %s", text->service, err.text), false);
		if (count <= 0)
			continue;
		struct revision *revision = list_add(arena, revisions, &revision_record);
		*revision = (struct revision){.service = text->service,
		    .was = text->text,
		    .now = arena_strdup(arena, out.data),
		    .version = text->version};
		good = texts_compare(arena, revision);
		*places += (size_t)count;
	}
	buf_release(&out);
	return good;
}

/* What waits for its day has the old words yet, and will be in conflict with the new text. */
static void
warn_of_drafts(struct admin *admin, struct arena *arena, const struct list *revisions)
{
	LIST_EACH(struct revision, revision, revisions)
	{
		struct crm_answer answer;
		struct call call = {.route = ROUTE_DRAFT, .params = {revision->service}};
		const struct entry_draft *draft = texts_call(admin, arena, &call, &answer);
		if (draft)
			fprintf(stderr,
			    _("frontdeskctl: %s has a text of %s that is not published; it is not "
			      "changed\n"),
			    revision->service, draft->author);
	}
}

static enum admin_exit
finish(struct admin *admin, struct arena *arena, const struct list *revisions, size_t places,
    bool apply, const char *comment)
{
	LIST_EACH(struct revision, revision, revisions)
	texts_print(admin, revision);
	warn_of_drafts(admin, arena, revisions);
	if (!texts_check(admin, arena, revisions))
		return admin_fail(_("nothing is replaced: a service would no longer be right"));
	enum admin_exit status =
	    apply ? texts_publish(admin, arena, revisions, comment, 0) : ADMIN_DONE;
	if (status != ADMIN_DONE || admin->json)
		return status;
	printf(P_("%zu place", "%zu places", places), places);
	printf(P_(" in %zu service", " in %zu services", revisions->count), revisions->count);
	puts(apply ? _(" replaced.") : _(". Nothing is changed yet: add --apply."));
	return ADMIN_DONE;
}

enum admin_exit
directory_replace(struct admin *admin, struct arena *arena, int argc, char **argv)
{
	struct replacing replacing = {.word = admin_flag(&argc, argv, "--word")};
	const char *in = admin_option(&argc, argv, "--in"),
		   *comment = admin_option(&argc, argv, "--comment");
	bool apply = admin_flag(&argc, argv, "--apply");
	replacing.facts = !in || strcmp(in, "facts") == 0;
	replacing.texts = !in || strcmp(in, "texts") == 0;
	if (argc != 3 || !*argv[1])
		return directory_usage("replace", _("the old words, and the new ones"));
	if (!replacing.facts && !replacing.texts)
		return directory_usage("replace", _("--in takes facts or texts"));
	replacing.old = argv[1];
	replacing.new = argv[2];
	struct list published, revisions = {0};
	size_t places = 0;
	if (!texts_published(admin, arena, &published) ||
	    !replace_all(arena, &published, &replacing, &revisions, &places))
		return ADMIN_FAILED;
	if (!comment)
		comment =
		    arena_printf(arena, "replaced \"%.200s\" by \"%.200s\"", argv[1], argv[2]);
	if (!revisions.count) {
		if (!admin->json)
			printf(_("\"%s\" stands nowhere.\n"), argv[1]);
		return ADMIN_DONE;
	}
	return finish(admin, arena, &revisions, places, apply, comment);
}
