/* init: a new, empty CRM, and its partnership when a file is named. */
#include "admin/admin.h"
#include "admin/load.h"
#include "base/i18n.h"

#include <stdlib.h>

enum admin_exit
admin_init(struct admin *admin, int argc, char **argv)
{
	const char *partnership = admin_option(&argc, argv, "--partnership");
	if (argc != 1)
		return admin_usage("init", _("init takes no other words"));
	struct err err;
	if (crm_create(admin->database, &err) < 0)
		return admin_fail("%s", err.text);
	char *shown = crm_shown(admin->database);
	printf(_("Made a new CRM in %s.\n"), shown);
	free(shown);
	return partnership ? load_partnership(admin, partnership) : ADMIN_DONE;
}
