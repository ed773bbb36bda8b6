/* The counter: who came by site and hour, how long they waited, who left without being served; and
 * the contacts at each venue. */
#include "admin/report.h"
#include "base/date.h"
#include "base/i18n.h"
#include "crm/counter.h"

static void
print_hour(const struct admin *admin, const struct counter_count *hour)
{
	if (admin->json)
		printf("{\"report\":\"counter\",\"group\":\"%s\",\"visitors\":%lld,\"served\":%lld,"
		       "\"average\":%lld,\"longest\":%lld,\"left\":%lld,\"no_shows\":%lld}\n",
		    hour->group, (long long)hour->visitors, (long long)hour->served,
		    (long long)hour->average, (long long)hour->longest, (long long)hour->left,
		    (long long)hour->no_shows);
	else
		printf("%-28s %8lld %7lld %8lld %8lld %6lld %9lld\n", hour->group,
		    (long long)hour->visitors, (long long)hour->served, (long long)hour->average,
		    (long long)hour->longest, (long long)hour->left, (long long)hour->no_shows);
}

static void
print_venue(const struct admin *admin, const struct venue_count *venue)
{
	if (admin->json)
		printf("{\"report\":\"venues\",\"group\":\"%s\",\"days\":%lld,\"contacts\":%lld,"
		       "\"enquiries\":%lld}\n",
		    venue->group, (long long)venue->days, (long long)venue->contacts,
		    (long long)venue->enquiries);
	else
		printf("%-28s %8lld %8lld %9lld\n", venue->group, (long long)venue->days,
		    (long long)venue->contacts, (long long)venue->enquiries);
}

enum admin_exit
report_counter(struct admin *admin, const struct report_options *options)
{
	struct crm *crm = admin_crm(admin);
	struct list hours = {0}, venues = {0};
	struct arena arena;
	struct err err;
	if (!crm)
		return ADMIN_FAILED;
	arena_init(&arena);
	enum admin_exit status = ADMIN_DONE;
	if (crm_counter(crm, admin->actor, london_micros(options->from, 0, 0),
		london_micros(date_add(options->to, 1), 0, 0), &arena, &hours, &venues, &err) < 0)
		status = admin_fail("%s", err.text);
	if (status == ADMIN_DONE && !admin->json)
		printf("%-28s %8s %7s %8s %8s %6s %9s\n", "", _("visitors"), _("served"),
		    _("avg min"), _("longest"), _("left"), _("no-shows"));
	LIST_EACH(struct counter_count, hour, &hours)
	print_hour(admin, hour);
	if (status == ADMIN_DONE && !admin->json && venues.count)
		printf(
		    "\n%-28s %8s %8s %9s\n", _("venue"), _("days"), _("contacts"), _("enquiries"));
	LIST_EACH(struct venue_count, venue, &venues)
	print_venue(admin, venue);
	arena_release(&arena);
	return status;
}
