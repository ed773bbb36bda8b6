/* erase: a customer goes, and what is counted stays. hold: what nobody may erase. */
#include "admin/admin.h"
#include "admin/list.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

static void
print_counts(const struct admin *admin, const struct list *counts)
{
	LIST_EACH(struct kind_count, count, counts)
	if (admin->json)
		print_record(&kind_count_record, count);
	else
		printf("%-24s %8lld\n", count->kind, (long long)count->count);
}

static enum admin_exit
erase(struct admin *admin, const struct crm_erasure *order, bool compact)
{
	struct crm *crm = admin_crm(admin);
	struct list counts = {0};
	struct arena arena;
	struct err err;
	if (!crm)
		return ADMIN_FAILED;
	arena_init(&arena);
	enum admin_exit status = ADMIN_DONE;
	if (crm_erase(crm, admin->actor, order, &arena, &counts, &err) < 0)
		status = admin_fail("%s", err.text);
	else
		print_counts(admin, &counts);
	if (status == ADMIN_DONE && order->dry_run)
		fputs(_("Nothing was changed: this was a trial.\n"), stderr);
	else if (status == ADMIN_DONE && crm_settle(admin->database, compact, &err) < 0)
		status = admin_fail(_("the customer is erased, but %s"), err.text);
	else if (status == ADMIN_DONE)
		fputs(_("The customer is erased. Backups made before hold them still.\n"), stderr);
	arena_release(&arena);
	return status;
}

enum admin_exit
admin_erase(struct admin *admin, int argc, char **argv)
{
	struct crm_erasure order = {.as = admin_option(&argc, argv, "--as"),
	    .because = admin_option(&argc, argv, "--because"),
	    .dry_run = admin_flag(&argc, argv, "--dry-run"),
	    .with_open_cases = admin_flag(&argc, argv, "--with-open-cases")};
	bool compact = admin_flag(&argc, argv, "--compact");
	if (argc != 2)
		return admin_usage("erase", NULL);
	order.customer = argv[1];
	return erase(admin, &order, compact);
}

enum admin_exit
admin_hold(struct admin *admin, int argc, char **argv)
{
	static const char *const columns[] = {"id", "author", "because", NULL};
	const char *as = admin_option(&argc, argv, "--as");
	const char *because = admin_option(&argc, argv, "--because");
	struct err err;
	if (argc == 2 && strcmp(argv[1], "list") == 0)
		return print_records(admin, &hold_record, columns);
	bool lift = argc == 3 && strcmp(argv[1], "lift") == 0;
	if (!lift && argc != 2)
		return admin_usage("hold", NULL);
	if (!lift && text_blank(because))
		return admin_usage("hold", _("say why, with --because"));
	struct crm *crm = admin_crm(admin);
	if (!crm)
		return ADMIN_FAILED;
	if (crm_hold(crm, admin->actor, as, argv[argc - 1], lift ? NULL : because, &err) < 0)
		return admin_fail("%s", err.text);
	puts(lift ? _("The hold is lifted.") : _("It is held."));
	return ADMIN_DONE;
}
