/* init: a new, empty CRM, and its partnership when a file is named. */
#include "admin/admin.h"
#include "admin/load.h"
#include "base/i18n.h"

enum admin_exit
admin_init(struct admin *admin, int argc, char **argv)
{
	const char *partnership = admin_option(&argc, argv, "--partnership");
	if (argc != 1)
		return admin_usage("init", _("init takes no other words"));
	struct err err;
	if (crm_create(admin->database, &err) < 0)
		return admin_fail("%s", err.text);
	printf(_("Made a new CRM in %s.\n"), admin->database);
	return partnership ? load_partnership(admin, partnership) : ADMIN_DONE;
}
