/* council: the partnership's councils, and everything partnership.yml holds. */
#include "admin/admin.h"
#include "admin/list.h"
#include "admin/load.h"
#include "base/i18n.h"

#include <string.h>

static enum admin_exit
add(struct admin *admin, int argc, char **argv)
{
	struct council council = {
	    .name = admin_option(&argc, argv, "--name"),
	    .tier = admin_option(&argc, argv, "--tier"),
	    .county = admin_option(&argc, argv, "--county"),
	    .gss = admin_option(&argc, argv, "--gss"),
	    .short_name = admin_option(&argc, argv, "--short"),
	    .greeting = admin_option(&argc, argv, "--greeting"),
	    .telephone = admin_option(&argc, argv, "--telephone"),
	    .email = admin_option(&argc, argv, "--email"),
	};
	if (argc != 3)
		return admin_usage("council", _("add needs one council id"));
	council.id = argv[2];
	struct err err;
	struct crm *crm = admin_crm(admin);
	if (!crm)
		return ADMIN_FAILED;
	if (crm_put(crm, admin->actor, &council_record, &council, 1, &err) < 0)
		return admin_fail("%s", err.text);
	printf(_("Council %s is there.\n"), council.id);
	return ADMIN_DONE;
}

enum admin_exit
admin_council(struct admin *admin, int argc, char **argv)
{
	static const char *const columns[] = {"id", "tier", "gss", "name", NULL};
	const char *verb = argc > 1 ? argv[1] : "";
	if (strcmp(verb, "list") == 0 && argc == 2)
		return print_records(admin, &council_record, columns);
	if (strcmp(verb, "load") == 0 && argc == 3)
		return load_partnership(admin, argv[2]);
	if (strcmp(verb, "add") == 0)
		return add(admin, argc, argv);
	return admin_usage("council", NULL);
}
