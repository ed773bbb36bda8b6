/* report bounces: what the back office sent back, by service, prompt and reason. */
#include "admin/report.h"
#include "base/i18n.h"
#include "model/case_kind.h"

static void
print_count(const struct admin *admin, const struct bounce_count *count)
{
	const char *prompt = count->prompt ? count->prompt : "";
	const char *council = count->council ? count->council : "";
	if (admin->json)
		printf("{\"report\":\"bounces\",\"service\":\"%s\",\"council\":\"%s\",\"prompt\":"
		       "\"%s\",\"reason\":\"%s\",\"count\":%lld}\n",
		    count->service, council, prompt, count->reason, (long long)count->count);
	else
		printf("%-24s %-16s %-20s %-26s %6lld\n", count->service, council, prompt,
		    _(bounce_reason_label(count->reason)), (long long)count->count);
}

enum admin_exit
report_bounces(struct admin *admin, const struct report_options *options)
{
	struct crm *crm = admin_crm(admin);
	struct list counts = {0};
	struct arena arena;
	struct err err;
	if (!crm)
		return ADMIN_FAILED;
	arena_init(&arena);
	int rc = crm_report(crm, admin->actor, CRM_REPORT_BOUNCES, CRM_BY_ALL,
	    london_micros(options->from, 0, 0), london_micros(date_add(options->to, 1), 0, 0),
	    &arena, &counts, &err);
	if (rc == 0 && !admin->json)
		printf("%-24s %-16s %-20s %-26s %6s\n", _("service"), _("council"), _("prompt"),
		    _("reason"), _("cases"));
	LIST_EACH(struct bounce_count, count, &counts)
	print_count(admin, count);
	arena_release(&arena);
	return rc < 0 ? admin_fail("%s", err.text) : ADMIN_DONE;
}
