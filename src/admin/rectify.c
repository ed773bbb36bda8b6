/* rectify: a text is put right at a person's wish, or what they say stands beside it. */
#include "admin/admin.h"
#include "admin/list.h"
#include "base/i18n.h"
#include "crm/access.h"

static enum admin_exit
rectify(struct admin *admin, const struct crm_rectification *order)
{
	struct crm *crm = admin_crm(admin);
	struct list tasks = {0};
	struct arena arena;
	struct err err;
	if (!crm)
		return ADMIN_FAILED;
	arena_init(&arena);
	enum admin_exit status = ADMIN_DONE;
	if (crm_rectify(crm, admin->actor, order, &arena, &tasks, &err) < 0)
		status = admin_fail("%s", err.text);
	else
		fputs(order->value ? _("It is put right.\n")
				   : _("Their statement stands beside it.\n"),
		    stderr);
	if (status == ADMIN_DONE && tasks.count)
		fputs(
		    _("These councils were given it, and have a task that tells them:\n"), stderr);
	LIST_EACH(struct case_summary, task, &tasks)
	if (admin->json)
		print_record(&case_summary_record, task);
	else
		printf("%-16s %s\n", task->responsible,
		    task->reference ? task->reference : _("has no team: tell it by hand"));
	arena_release(&arena);
	return status;
}

enum admin_exit
admin_rectify(struct admin *admin, int argc, char **argv)
{
	struct crm_rectification order = {.as = admin_option(&argc, argv, "--as"),
	    .because = admin_option(&argc, argv, "--because"),
	    .statement = admin_option(&argc, argv, "--statement")};
	bool refuse = admin_flag(&argc, argv, "--refuse");
	if (argc != (refuse ? 3 : 4))
		return admin_usage("rectify", NULL);
	order.words = argv[1];
	order.place = argv[2];
	order.value = refuse ? NULL : argv[3];
	return rectify(admin, &order);
}
