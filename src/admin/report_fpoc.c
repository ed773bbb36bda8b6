/*
 * report fpoc, report offers: how enquiries ended at the first point of contact (FPOC), and what
 * offers brought. FPOC is resolved / (resolved + referred + callback); what began as an offer is
 * left out, anonymous contacts count, and signposted, booked and abandoned are told beside it.
 */
#include "admin/report.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"
#include "wire/codec.h"

#include <string.h>

struct counting {
	struct admin *admin;
	enum crm_report kind;
	enum by by;
	struct date from, to; /* both within */
	struct arena arena;
};

/* ---- printing ---- */

static void
print_head(const struct counting *counting)
{
	if (counting->admin->json)
		return;
	if (counting->kind == CRM_REPORT_FPOC)
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
print_outcomes(struct counting *counting, const struct outcome_count *count)
{
	int64_t decided = count->resolved + count->referred + count->callback;
	if (counting->admin->json)
		printf("{\"report\":\"fpoc\",\"group\":\"%s\",\"fpoc\":%.4f,\"resolved\":%lld,"
		       "\"referred\":%lld,\"callback\":%lld,\"signposted\":%lld,\"booked\":%lld,"
		       "\"abandoned\":%lld}\n",
		    count->group, decided ? (double)count->resolved / (double)decided : 0,
		    (long long)count->resolved, (long long)count->referred,
		    (long long)count->callback, (long long)count->signposted,
		    (long long)count->booked, (long long)count->abandoned);
	else
		printf("%-24s %6s %9lld %9lld %9lld %11lld %7lld %10lld\n", count->group,
		    share(count->resolved, decided, &counting->arena), (long long)count->resolved,
		    (long long)count->referred, (long long)count->callback,
		    (long long)count->signposted, (long long)count->booked,
		    (long long)count->abandoned);
}

static void
print_offers(struct counting *counting, const struct offer_count *count)
{
	if (counting->admin->json)
		printf("{\"report\":\"offers\",\"group\":\"%s\",\"offered\":%lld,\"yes\":%lld,"
		       "\"no\":%lld,\"later\":%lld}\n",
		    count->group, (long long)count->offered, (long long)count->yes,
		    (long long)count->no, (long long)count->later);
	else
		printf("%-24s %8lld %6lld %6lld %6lld %7s\n", count->group,
		    (long long)count->offered, (long long)count->yes, (long long)count->no,
		    (long long)count->later, share(count->yes, count->offered, &counting->arena));
}

/* ---- counting ---- */

/* The days from `from` to before `to`; a name for the group when they are all one. */
static enum admin_exit
count_days(struct counting *counting, enum crm_report_by by, struct date from, struct date to,
    const char *name)
{
	struct crm *crm = admin_crm(counting->admin);
	struct list counts = {0};
	struct err err;
	if (!crm)
		return ADMIN_FAILED;
	if (crm_report(crm, counting->admin->actor, counting->kind, by, london_micros(from, 0, 0),
		london_micros(to, 0, 0), &counting->arena, &counts, &err) < 0)
		return admin_fail("%s", err.text);
	if (counting->kind == CRM_REPORT_FPOC)
		LIST_EACH(struct outcome_count, count, &counts)
		{
			count->group = name ? name : count->group;
			print_outcomes(counting, count);
		}
	else
		LIST_EACH(struct offer_count, count, &counts)
		{
			count->group = name ? name : count->group;
			print_offers(counting, count);
		}
	return ADMIN_DONE;
}

static enum admin_exit
count_months(struct counting *counting)
{
	struct date end = date_add(counting->to, 1), from = counting->from;
	while (date_compare(from, end) < 0) {
		struct date next = {from.year + from.month / 12, from.month % 12 + 1, 1};
		struct date to = date_compare(next, end) < 0 ? next : end;
		enum admin_exit status = count_days(counting, CRM_BY_ALL, from, to,
		    arena_printf(&counting->arena, "%04d-%02d", from.year, from.month));
		if (status != ADMIN_DONE)
			return status;
		from = next;
	}
	return ADMIN_DONE;
}

static enum admin_exit
run(struct counting *counting)
{
	struct date end = date_add(counting->to, 1);
	print_head(counting);
	enum admin_exit status = ADMIN_DONE;
	if (counting->by == BY_MONTH)
		status = count_months(counting);
	else if (counting->by != BY_ALL)
		status = count_days(counting,
		    counting->by == BY_COUNCIL ? CRM_BY_COUNCIL : CRM_BY_SERVICE, counting->from,
		    end, NULL);
	return status == ADMIN_DONE
		   ? count_days(counting, CRM_BY_ALL, counting->from, end, _("all"))
		   : status;
}

static enum admin_exit
report(struct admin *admin, enum crm_report kind, const struct report_options *options)
{
	struct counting counting = {.admin = admin,
	    .kind = kind,
	    .by = options->by,
	    .from = options->from,
	    .to = options->to};
	arena_init(&counting.arena);
	enum admin_exit status = run(&counting);
	arena_release(&counting.arena);
	return status;
}

enum admin_exit
report_fpoc(struct admin *admin, const struct report_options *options)
{
	return report(admin, CRM_REPORT_FPOC, options);
}

enum admin_exit
report_offers(struct admin *admin, const struct report_options *options)
{
	return report(admin, CRM_REPORT_OFFERS, options);
}
