/* frontdeskctl: administration of the CRM. Wiring only; the commands are in src/admin. */
#include "admin/admin.h"
#include "base/i18n.h"

int
main(int argc, char **argv)
{
	i18n_start();
	return admin_main(argc, argv);
}
