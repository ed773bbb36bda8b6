/* officer: people of teams who stand on the whiteboard, also those who never sign in; and their
 * import from CSV. Who signs in and has a team stands on it by themselves. */
#include "admin/admin.h"
#include "admin/import.h"
#include "admin/list.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

static enum admin_exit
put(struct admin *admin, const struct officer *officer, const char *said)
{
	struct err err;
	struct crm *crm = admin_crm(admin);
	if (!crm)
		return ADMIN_FAILED;
	if (crm_put(crm, admin->actor, &officer_record, officer, 1, &err) < 0)
		return admin_fail("%s", err.text);
	printf(said, officer->id);
	return ADMIN_DONE;
}

static enum admin_exit
add(struct admin *admin, int argc, char **argv)
{
	struct officer officer = {.name = admin_option(&argc, argv, "--name"),
	    .team = admin_option(&argc, argv, "--team"),
	    .job = admin_option(&argc, argv, "--job"),
	    .telephone = admin_option(&argc, argv, "--telephone")};
	if (argc != 3)
		return admin_usage("officer", NULL);
	officer.id = argv[2];
	return put(admin, &officer, _("%s stands on the whiteboard.\n"));
}

static enum admin_exit
gone(struct admin *admin, const char *id)
{
	struct arena arena;
	arena_init(&arena);
	struct officer *officer = fetch_record(admin, &officer_record, id, &arena);
	enum admin_exit status = ADMIN_FAILED;
	if (officer) {
		officer->gone = true;
		status = put(admin, officer, _("%s stands on the whiteboard no longer.\n"));
	} else {
		admin_fail(_("nobody on the whiteboard is \"%s\""), id);
	}
	arena_release(&arena);
	return status;
}

enum admin_exit
admin_officer(struct admin *admin, int argc, char **argv)
{
	static const char *const columns[] = {"id", "team", "name", "state", "place", NULL};
	const char *verb = argc > 1 ? argv[1] : "";
	if (strcmp(verb, "list") == 0 && argc == 2)
		return print_records(admin, &officer_record, columns);
	if (strcmp(verb, "add") == 0)
		return add(admin, argc, argv);
	if (strcmp(verb, "gone") == 0 && argc == 3)
		return gone(admin, argv[2]);
	return admin_usage("officer", NULL);
}

/* ---- import officers ---- */

struct officers {
	struct import_columns columns;
	struct list teams;
};

static enum admin_exit
begin(struct import *in, int *argc, char **argv)
{
	struct officers *own = in->own;
	struct err err;
	(void)argc;
	(void)argv;
	if (crm_list(in->admin->crm, &team_record, &in->known, &own->teams, &err) < 0)
		return admin_fail("%s", err.text);
	return ADMIN_DONE;
}

static int
read_head(struct import *in, const struct csv *csv, struct err *err)
{
	struct officers *own = in->own;
	return import_columns_read(&own->columns, &officer_record, csv, err) < 0 ? -1 : 1;
}

static int
read_row(struct import *in, const struct csv *csv, void *item, struct err *err)
{
	const struct officers *own = in->own;
	const struct officer *officer = item;
	const char *where;
	if (import_columns_fill(&own->columns, csv, item, &in->arena, err) < 0 ||
	    record_check(&officer_record, item, &in->arena, &where, err) < 0)
		return -1;
	if (!list_find(&own->teams, &team_record, officer->team))
		return err_set(err, _("there is no team \"%s\""), officer->team);
	return 0;
}

static int
write_all(
    struct import *in, const void *items, size_t count, struct crm_counts *counts, struct err *err)
{
	(void)counts;
	return crm_put(in->admin->crm, in->admin->actor, &officer_record, items, count, err);
}

const struct import_kind import_officers = {.name = "officers",
    .head = read_head,
    .begin = begin,
    .own_size = sizeof(struct officers),
    .row = read_row,
    .item_size = sizeof(struct officer),
    .write = write_all};
