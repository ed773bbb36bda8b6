/* check: the store's integrity, the feed's gaps and the audit's chain. */
#include "admin/admin.h"
#include "base/i18n.h"

void
admin_fault(void *count, const char *sentence)
{
	++*(size_t *)count;
	printf("%s\n", sentence);
}

enum admin_exit
admin_proved(size_t faults)
{
	return faults
		   ? admin_fail(P_("%zu fault was found", "%zu faults were found", faults), faults)
		   : ADMIN_DONE;
}

enum admin_exit
admin_check(struct admin *admin, int argc, char **argv)
{
	(void)argv;
	if (argc != 1)
		return admin_usage("check", _("check takes no other words"));
	struct crm *crm = admin_crm(admin);
	struct err err;
	size_t faults = 0;
	if (!crm)
		return ADMIN_FAILED;
	if (crm_check(crm, admin_fault, &faults, &err) < 0)
		return admin_fail("%s", err.text);
	if (!faults)
		puts(_("Nothing is wrong."));
	return admin_proved(faults);
}
