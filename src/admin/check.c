/* check: the store's integrity, the feed's gaps and the audit's chain. */
#include "admin/admin.h"
#include "base/i18n.h"

static void
print_fault(void *context, const char *sentence)
{
	size_t *count = context;
	++*count;
	printf("%s\n", sentence);
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
	if (crm_check(crm, print_fault, &faults, &err) < 0)
		return admin_fail("%s", err.text);
	if (faults)
		return admin_fail(
		    P_("%zu fault was found", "%zu faults were found", faults), faults);
	puts(_("Nothing is wrong."));
	return ADMIN_DONE;
}
