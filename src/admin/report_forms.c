/* report forms: of each service's form at each council, how often it was begun, sent, refused with
 * something to mend, and asked after; the cases that came of it and how soon they were worked on.
 */
#include "admin/report.h"
#include "base/date.h"
#include "base/i18n.h"

#include <stdio.h>

/* "3 d", "5 h", "12 min" */
static void
say_first(char *out, size_t size, micros first)
{
	if (!first)
		snprintf(out, size, "-");
	else if (first >= 2 * MICROS_DAY)
		snprintf(out, size, _("%lld d"), (long long)(first / MICROS_DAY));
	else if (first >= 2 * MICROS_HOUR)
		snprintf(out, size, _("%lld h"), (long long)(first / MICROS_HOUR));
	else
		snprintf(out, size, _("%lld min"),
		    (long long)((first + MICROS_MINUTE - 1) / MICROS_MINUTE));
}

static void
print_count(const struct admin *admin, const struct form_count *count)
{
	char first[40];
	if (admin->json) {
		printf("{\"report\":\"forms\",\"service\":\"%s\",\"council\":\"%s\",\"begun\":%lld,"
		       "\"sent\":%lld,\"refused\":%lld,\"cases\":%lld,\"first_seconds\":%lld,"
		       "\"looked\":%lld}\n",
		    count->service, count->council, (long long)count->begun, (long long)count->sent,
		    (long long)count->refused, (long long)count->cases,
		    (long long)(count->first / MICROS_SECOND), (long long)count->looked);
		return;
	}
	say_first(first, sizeof first, count->first);
	printf("%-24s %-16s %7lld %7lld %8lld %7lld %9s %7lld\n", count->service, count->council,
	    (long long)count->begun, (long long)count->sent, (long long)count->refused,
	    (long long)count->cases, first, (long long)count->looked);
}

enum admin_exit
report_forms(struct admin *admin, const struct report_options *options)
{
	struct crm *crm = admin_crm(admin);
	struct list counts = {0};
	struct arena arena;
	struct err err;
	if (!crm)
		return ADMIN_FAILED;
	arena_init(&arena);
	int rc = crm_forms(crm, admin->actor, london_micros(options->from, 0, 0),
	    london_micros(date_add(options->to, 1), 0, 0), &arena, &counts, &err);
	if (rc == 0 && !admin->json)
		printf("%-24s %-16s %7s %7s %8s %7s %9s %7s\n", _("service"), _("council"),
		    _("begun"), _("sent"), _("refused"), _("cases"), _("first"), _("looked"));
	LIST_EACH(struct form_count, count, &counts)
	print_count(admin, count);
	arena_release(&arena);
	return rc < 0 ? admin_fail("%s", err.text) : ADMIN_DONE;
}
