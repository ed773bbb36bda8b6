/*
 * export: the directory as others read it. One table of kinds; each writes texts that are made from
 * the facts as they are published now, as one council has them.
 */
#include "admin/export.h"
#include "admin/list.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/notice.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const struct {
	const char *name;
	enum admin_exit (*run)(struct exporting *out);
	bool folder; /* it writes many files */
} kinds[] = {
    {"directory", export_directory, true},
    {"oruk", export_oruk, false},
    {"faq", export_faq, false},
    {"pages", export_pages, true},
    {"on-hold", export_on_hold, true},
    {"diary", export_diary, false},
};

enum { KINDS = sizeof kinds / sizeof *kinds };

enum admin_exit
export_file(struct exporting *out, const char *name, const struct buf *text)
{
	if (!buf_ok(text))
		return admin_fail(_("%s would be too long"), name ? name : _("the text"));
	if (!out->to) {
		fwrite(text->data, 1, text->length, stdout);
		return ADMIN_DONE;
	}
	const char *path = name ? arena_printf(&out->arena, "%s/%s", out->to, name) : out->to;
	/* For others to read: with the mode that the umask gives. */
	FILE *file = fopen(path, "w");
	bool good = file && fwrite(text->data, 1, text->length, file) == text->length;
	if (file && fclose(file) != 0)
		good = false;
	if (!good)
		return admin_fail(_("cannot write %s: %s"), path, strerror(errno));
	out->written++;
	return ADMIN_DONE;
}

/* --services a,b,c: only these. */
static bool
wanted(const struct exporting *out, const char *service)
{
	size_t length = strlen(service);
	for (const char *at = out->services; at && *at;) {
		size_t word = strcspn(at, ",");
		if (word == length && strncmp(at, service, length) == 0)
			return true;
		at += word + (at[word] == ',');
	}
	return !out->services;
}

/* The whole directory as this council sees it, A-Z, and its notices. */
static enum admin_exit
read_all(struct exporting *out)
{
	struct err err;
	struct list texts;
	if (crm_list(out->admin->crm, &service_text_record, &out->arena, &texts, &err) < 0)
		return admin_fail("%s", err.text);
	out->directory = directory_new();
	LIST_EACH(struct service_text, item, &texts)
	if (directory_put(out->directory, item->service, item->text, item->version, &err) < 0)
		return admin_fail("%s: %s", item->service, err.text);
	size_t count = directory_count(out->directory);
	const struct service **services = arena_alloc(&out->arena, (count + 1) * sizeof *services);
	for (size_t i = 0; i < count; i++) {
		if (!wanted(out, directory_nth(out->directory, i)))
			continue;
		const struct service *service = directory_service(
		    out->directory, directory_nth(out->directory, i), out->board.council->id);
		if (service)
			services[out->board.count++] = service;
	}
	out->board.services = services;
	out->board.notices = &out->notices;
	return ADMIN_DONE;
}

/* Notices in force now, here or everywhere. */
static enum admin_exit
read_notices(struct exporting *out)
{
	struct err err;
	struct list all;
	micros now = clock_now(clock_system());
	if (crm_list(out->admin->crm, &notice_record, &out->arena, &all, &err) < 0)
		return admin_fail("%s", err.text);
	LIST_EACH(struct notice, notice, &all)
	if (notice_in_force(notice, now) &&
	    notice_concerns(notice, "council", out->board.council->id))
		*(struct notice *)list_add(&out->arena, &out->notices, &notice_record) = *notice;
	return ADMIN_DONE;
}

/* --council, else the only county, else the first of all. */
static const struct council *
find_council(struct exporting *out, const char *id)
{
	struct err err;
	struct list all;
	const struct council *found = NULL;
	if (crm_list(out->admin->crm, &council_record, &out->arena, &all, &err) < 0) {
		admin_fail("%s", err.text);
		return NULL;
	}
	LIST_EACH(struct council, council, &all)
	if (id ? text_same(council->id, id) : !found || text_same(council->tier, "county"))
		found = council;
	if (!found && id)
		admin_fail(_("there is no council %s"), id);
	else if (!found)
		admin_fail(_("there is no council yet"));
	return found;
}

static enum admin_exit
run(struct exporting *out, int kind, const char *council)
{
	if (!admin_crm(out->admin))
		return ADMIN_FAILED;
	out->board.council = find_council(out, council);
	if (!out->board.council)
		return ADMIN_FAILED;
	out->board.today = london_of(clock_now(clock_system())).date;
	enum admin_exit status = read_all(out);
	if (status == ADMIN_DONE)
		status = read_notices(out);
	if (status == ADMIN_DONE && kinds[kind].folder && mkdir(out->to, 0777) < 0 &&
	    errno != EEXIST)
		status = admin_fail(_("cannot make the folder %s: %s"), out->to, strerror(errno));
	if (status == ADMIN_DONE)
		status = kinds[kind].run(out);
	if (status == ADMIN_DONE && out->board.left_out)
		fprintf(stderr,
		    P_("left out %zu fact or entry that nobody vouches for now\n",
			"left out %zu facts and entries that nobody vouches for now\n",
			out->board.left_out),
		    out->board.left_out);
	if (status == ADMIN_DONE && out->written)
		fprintf(stderr, P_("wrote %zu file\n", "wrote %zu files\n", out->written),
		    out->written);
	return status;
}

enum admin_exit
admin_export(struct admin *admin, int argc, char **argv)
{
	struct exporting out = {.admin = admin};
	const char *council = admin_option(&argc, argv, "--council");
	const char *language = admin_option(&argc, argv, "--language");
	out.to = admin_option(&argc, argv, "--to");
	out.services = admin_option(&argc, argv, "--services");
	out.diary = admin_option(&argc, argv, "--diary");
	out.html = admin_flag(&argc, argv, "--html");
	out.board.language = language ? language : "en";
	/* `export directory DIR`, as publish takes it. */
	if (argc == 3 && !out.to)
		out.to = argv[--argc];
	if (argc != 2)
		return admin_usage("export", _("export needs one kind"));
	if (language_named(out.board.language) == LANGUAGES)
		return admin_usage("export", _("there is no such language here"));
	int kind = 0;
	while (kind < KINDS && strcmp(kinds[kind].name, argv[1]) != 0)
		kind++;
	if (kind == KINDS)
		return admin_usage("export", _("export knows no such kind"));
	if (kinds[kind].folder && !out.to)
		return admin_usage("export", _("it makes many files: say where with --to FOLDER"));
	arena_init(&out.arena);
	enum admin_exit status = run(&out, kind, council);
	directory_free(out.directory);
	arena_release(&out.arena);
	return status;
}
