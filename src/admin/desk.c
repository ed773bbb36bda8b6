/* desk: the enrolled places with a screen. */
#include "admin/admin.h"
#include "admin/list.h"
#include "base/i18n.h"

#include <string.h>

/* Makes the desk when it is new; a known desk only gets a new code. */
static enum admin_exit
put_desk(struct admin *admin, struct desk_record *desk, struct arena *arena)
{
	const struct desk_record *known = fetch_record(admin, &desk_record_record, desk->id, arena);
	if (!admin->crm)
		return ADMIN_FAILED;
	if (known && !desk->site && !desk->kind && !desk->name) {
		desk->kind = known->kind;
		return ADMIN_DONE;
	}
	if (known) {
		desk->site = desk->site ? desk->site : known->site;
		desk->kind = desk->kind ? desk->kind : known->kind;
		desk->name = desk->name ? desk->name : known->name;
	}
	if (!desk->site || !desk->kind || !desk->name)
		return admin_usage("desk", _("a new desk needs --site, --kind and --name"));
	const struct site *site = fetch_record(admin, &site_record, desk->site, arena);
	if (!site)
		return admin_fail(_("there is no site \"%s\""), desk->site);
	desk->council = site->council;
	struct err err;
	if (crm_put(admin->crm, admin->actor, &desk_record_record, desk, 1, &err) < 0)
		return admin_fail("%s", err.text);
	return ADMIN_DONE;
}

static enum admin_exit
add(struct admin *admin, int argc, char **argv)
{
	struct desk_record desk = {
	    .site = admin_option(&argc, argv, "--site"),
	    .kind = admin_option(&argc, argv, "--kind"),
	    .name = admin_option(&argc, argv, "--name"),
	};
	if (argc != 3)
		return admin_usage("desk", _("add needs one desk id"));
	desk.id = argv[2];
	struct arena arena;
	arena_init(&arena);
	enum admin_exit status = put_desk(admin, &desk, &arena);
	bool site = desk.kind && strcmp(desk.kind, "web") == 0;
	arena_release(&arena);
	if (status != ADMIN_DONE)
		return status;
	struct err err;
	char code[32];
	if (crm_desk_code(admin->crm, admin->actor, desk.id, code, &err) < 0)
		return admin_fail("%s", err.text);
	if (admin->json)
		printf("{\"desk\":\"%s\",\"code\":\"%s\"}\n", desk.id, code);
	else if (site)
		printf(_("For the site, within 7 days: POST {\"code\":\"%s\"} to "
			 "/v1/enrolments; its key is %s. and the desk_secret of the answer\n"),
		    code, desk.id);
	else
		printf(_("On the desk, within 7 days: frontdesk --server URL --enrol %s\n"), code);
	return ADMIN_DONE;
}

enum admin_exit
admin_desk(struct admin *admin, int argc, char **argv)
{
	static const char *const columns[] = {"id", "kind", "council", "site", "name", NULL};
	const char *verb = argc > 1 ? argv[1] : "";
	if (strcmp(verb, "list") == 0 && argc == 2)
		return print_records(admin, &desk_record_record, columns);
	if (strcmp(verb, "add") == 0)
		return add(admin, argc, argv);
	return admin_usage("desk", NULL);
}
