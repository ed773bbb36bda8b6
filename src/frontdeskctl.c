/* frontdeskctl: administration of the CRM. Wiring only; the commands are in src/admin. */
#include "admin/admin.h"
#include "base/i18n.h"

#include <locale.h>

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "");
	bindtextdomain("frontdesk", LOCALEDIR);
	textdomain("frontdesk");
	return admin_main(argc, argv);
}
