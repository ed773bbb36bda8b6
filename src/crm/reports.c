/* Reports: counts without names; that one was read, and of which time, is audited. */
#include "base/date.h"
#include "crm/inside.h"

struct reading {
	const char *actor, *name, *purpose;
};

static bool
leave_entry(struct tx *tx, void *context)
{
	const struct reading *reading = context;
	tx_actor(tx, reading->actor, NULL);
	struct audit_entry entry = {.action = "report.read",
	    .record = "report",
	    .id = reading->name,
	    .purpose = reading->purpose};
	return audit_add(tx, &entry) == 0;
}

int
crm_report(struct crm *crm, const char *actor, enum crm_report report, enum crm_report_by by,
    micros from, micros to, struct arena *arena, struct list *out, struct err *err)
{
	static const char *const names[] = {"fpoc", "offers"};
	static const enum report_by groups[] = {REPORT_ALL, REPORT_COUNCIL, REPORT_SERVICE};
	char first[RFC3339_SIZE], last[RFC3339_SIZE];
	rfc3339_format(first, from);
	rfc3339_format(last, to);
	struct reading reading = {
	    actor, names[report], arena_printf(arena, "%s to %s", first, last)};
	if (manage_write(crm, leave_entry, &reading, err) < 0)
		return -1;
	struct tx *tx = store_read(crm->store);
	int rc = !tx                         ? -1
		 : report == CRM_REPORT_FPOC ? outcomes_count(tx, groups[by], from, to, arena, out)
					     : offers_count(tx, groups[by], from, to, arena, out);
	if (tx)
		store_done(tx);
	return rc < 0 ? err_set(err, "the CRM cannot be read") : 0;
}
