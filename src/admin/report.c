/*
 * report: how enquiries ended at the first point of contact (FPOC), and what offers brought. FPOC
 * is resolved / (resolved + referred + callback); what began as an offer is left out, anonymous
 * contacts count, and signposted, booked and abandoned are told beside it. How much looking was
 * unusual; and what people said of themselves.
 */
#include "admin/admin.h"
#include "admin/equality.h"
#include "admin/unusual.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"
#include "wire/codec.h"

#include <string.h>

enum by { BY_ALL, BY_COUNCIL, BY_SERVICE, BY_MONTH };

struct report {
	struct admin *admin;
	enum crm_report kind;
	enum by by;
	struct date from, to; /* both within */
	struct arena arena;
};

/* ---- printing ---- */

static void
print_head(const struct report *report)
{
	if (report->admin->json)
		return;
	if (report->kind == CRM_REPORT_FPOC)
		printf("%-24s %6s %9s %9s %9s %11s %7s %10s\n", "", "FPOC", _("resolved"),
		    _("referred"), _("callback"), _("signposted"), _("booked"), _("abandoned"));
	else
		printf("%-24s %8s %6s %6s %6s %7s\n", "", _("offered"), _("yes"), _("no"),
		    _("later"), _("uptake"));
}

/* A share in percent; a dash where nothing was counted. */
static const char *
share(int64_t part, int64_t whole, struct arena *arena)
{
	return whole ? arena_printf(arena, "%.1f%%", 100.0 * (double)part / (double)whole) : "-";
}

static void
print_outcomes(struct report *report, const struct outcome_count *count)
{
	int64_t decided = count->resolved + count->referred + count->callback;
	if (report->admin->json)
		printf("{\"report\":\"fpoc\",\"group\":\"%s\",\"fpoc\":%.4f,\"resolved\":%lld,"
		       "\"referred\":%lld,\"callback\":%lld,\"signposted\":%lld,\"booked\":%lld,"
		       "\"abandoned\":%lld}\n",
		    count->group, decided ? (double)count->resolved / (double)decided : 0,
		    (long long)count->resolved, (long long)count->referred,
		    (long long)count->callback, (long long)count->signposted,
		    (long long)count->booked, (long long)count->abandoned);
	else
		printf("%-24s %6s %9lld %9lld %9lld %11lld %7lld %10lld\n", count->group,
		    share(count->resolved, decided, &report->arena), (long long)count->resolved,
		    (long long)count->referred, (long long)count->callback,
		    (long long)count->signposted, (long long)count->booked,
		    (long long)count->abandoned);
}

static void
print_offers(struct report *report, const struct offer_count *count)
{
	if (report->admin->json)
		printf("{\"report\":\"offers\",\"group\":\"%s\",\"offered\":%lld,\"yes\":%lld,"
		       "\"no\":%lld,\"later\":%lld}\n",
		    count->group, (long long)count->offered, (long long)count->yes,
		    (long long)count->no, (long long)count->later);
	else
		printf("%-24s %8lld %6lld %6lld %6lld %7s\n", count->group,
		    (long long)count->offered, (long long)count->yes, (long long)count->no,
		    (long long)count->later, share(count->yes, count->offered, &report->arena));
}

/* ---- counting ---- */

/* The days from `from` to before `to`; a name for the group when they are all one. */
static enum admin_exit
count_days(struct report *report, enum crm_report_by by, struct date from, struct date to,
    const char *name)
{
	struct crm *crm = admin_crm(report->admin);
	struct list counts = {0};
	struct err err;
	if (!crm)
		return ADMIN_FAILED;
	if (crm_report(crm, report->admin->actor, report->kind, by, london_micros(from, 0, 0),
		london_micros(to, 0, 0), &report->arena, &counts, &err) < 0)
		return admin_fail("%s", err.text);
	if (report->kind == CRM_REPORT_FPOC)
		LIST_EACH(struct outcome_count, count, &counts)
		{
			count->group = name ? name : count->group;
			print_outcomes(report, count);
		}
	else
		LIST_EACH(struct offer_count, count, &counts)
		{
			count->group = name ? name : count->group;
			print_offers(report, count);
		}
	return ADMIN_DONE;
}

static enum admin_exit
count_months(struct report *report)
{
	struct date end = date_add(report->to, 1), from = report->from;
	while (date_compare(from, end) < 0) {
		struct date next = {from.year + from.month / 12, from.month % 12 + 1, 1};
		struct date to = date_compare(next, end) < 0 ? next : end;
		enum admin_exit status = count_days(report, CRM_BY_ALL, from, to,
		    arena_printf(&report->arena, "%04d-%02d", from.year, from.month));
		if (status != ADMIN_DONE)
			return status;
		from = next;
	}
	return ADMIN_DONE;
}

static enum admin_exit
run(struct report *report)
{
	struct date end = date_add(report->to, 1);
	print_head(report);
	enum admin_exit status = ADMIN_DONE;
	if (report->by == BY_MONTH)
		status = count_months(report);
	else if (report->by != BY_ALL)
		status =
		    count_days(report, report->by == BY_COUNCIL ? CRM_BY_COUNCIL : CRM_BY_SERVICE,
			report->from, end, NULL);
	return status == ADMIN_DONE ? count_days(report, CRM_BY_ALL, report->from, end, _("all"))
				    : status;
}

/* ---- the command line ---- */

static bool
read_by(int *argc, char **argv, enum by *by)
{
	static const char *const words[] = {"all", "council", "service", "month"};
	const char *text = admin_option(argc, argv, "--by");
	for (int i = 0; text && i < 4; i++)
		if (strcmp(words[i], text) == 0) {
			*by = (enum by)i;
			return true;
		}
	return !text;
}

enum admin_exit
admin_report(struct admin *admin, int argc, char **argv)
{
	struct date today = london_of(clock_now(clock_system())).date;
	struct report report = {.admin = admin, .from = {today.year, today.month, 1}, .to = today};
	if (!admin_date(&argc, argv, "--from", &report.from) ||
	    !admin_date(&argc, argv, "--to", &report.to))
		return ADMIN_USAGE;
	bool known = read_by(&argc, argv, &report.by);
	const char *name = argc == 2 ? argv[1] : "";
	bool fpoc = strcmp(name, "fpoc") == 0;
	if (known && report.by == BY_ALL && strcmp(name, "unusual") == 0)
		return report_unusual(admin, report.from, report.to);
	if (known && strcmp(name, "equality") == 0 && report.by != BY_MONTH)
		return report_equality(admin,
		    report.by == BY_COUNCIL   ? CRM_BY_COUNCIL
		    : report.by == BY_SERVICE ? CRM_BY_SERVICE
					      : CRM_BY_ALL,
		    report.from, report.to);
	if (!known || (!fpoc && strcmp(name, "offers") != 0))
		return admin_usage("report", NULL);
	report.kind = fpoc ? CRM_REPORT_FPOC : CRM_REPORT_OFFERS;
	arena_init(&report.arena);
	enum admin_exit status = run(&report);
	arena_release(&report.arena);
	return status;
}
