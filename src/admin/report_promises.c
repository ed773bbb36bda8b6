/* report promises: of those that fell due, how many were kept, by council, team, service or
 * owner. */
#include "admin/report.h"
#include "base/date.h"
#include "base/i18n.h"

#include <stdio.h>

static void
print_count(const struct admin *admin, const struct promise_count *count)
{
	int64_t due = count->kept + count->late + count->missed + count->overdue;
	double rate = due ? (double)count->kept / (double)due : 0;
	char percent[16] = "-";
	if (due)
		snprintf(percent, sizeof percent, "%.1f%%", 100 * rate);
	if (admin->json)
		printf("{\"report\":\"promises\",\"group\":\"%s\",\"rate\":%.4f,\"kept\":%lld,"
		       "\"late\":%lld,\"missed\":%lld,\"overdue\":%lld,\"withdrawn\":%lld}\n",
		    count->group, rate, (long long)count->kept, (long long)count->late,
		    (long long)count->missed, (long long)count->overdue,
		    (long long)count->withdrawn);
	else
		printf("%-24s %7s %8lld %8lld %8lld %8lld %10lld\n", count->group, percent,
		    (long long)count->kept, (long long)count->late, (long long)count->missed,
		    (long long)count->overdue, (long long)count->withdrawn);
}

static enum admin_exit
print_by(struct admin *admin, struct crm *crm, enum crm_promises_by by,
    const struct report_options *options)
{
	struct arena arena;
	struct list counts = {0};
	struct err err;
	arena_init(&arena);
	int rc = crm_promises(crm, admin->actor, by, london_micros(options->from, 0, 0),
	    london_micros(date_add(options->to, 1), 0, 0), &arena, &counts, &err);
	LIST_EACH(struct promise_count, count, &counts)
	{
		if (by == CRM_PROMISES_ALL)
			count->group = _("all");
		print_count(admin, count);
	}
	arena_release(&arena);
	return rc < 0 ? admin_fail("%s", err.text) : ADMIN_DONE;
}

enum admin_exit
report_promises(struct admin *admin, const struct report_options *options)
{
	static const enum crm_promises_by groups[] = {[BY_ALL] = CRM_PROMISES_ALL,
	    [BY_COUNCIL] = CRM_PROMISES_COUNCIL,
	    [BY_SERVICE] = CRM_PROMISES_SERVICE,
	    [BY_MONTH] = CRM_PROMISES_ALL,
	    [BY_TEAM] = CRM_PROMISES_TEAM,
	    [BY_OWNER] = CRM_PROMISES_OWNER};
	struct crm *crm = admin_crm(admin);
	enum admin_exit status = ADMIN_DONE;
	if (!crm)
		return ADMIN_FAILED;
	if (!admin->json)
		printf("%-24s %7s %8s %8s %8s %8s %10s\n", "", _("rate"), _("kept"), _("late"),
		    _("missed"), _("overdue"), _("withdrawn"));
	if (options->by != BY_ALL)
		status = print_by(admin, crm, groups[options->by], options);
	return status == ADMIN_DONE ? print_by(admin, crm, CRM_PROMISES_ALL, options) : status;
}
