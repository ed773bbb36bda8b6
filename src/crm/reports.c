/* Reports: counts without names; that one was read, and of which time, is audited. */
#include "store/reports.h"
#include "base/date.h"
#include "crm/inside.h"
#include "store/audit.h"
#include "store/complaints.h"
#include "store/forms.h"
#include "store/promises.h"
#include "store/queues.h"

/* That it is read. */
static int
trace(struct crm *crm, const char *actor, const char *name, micros from, micros to,
    struct arena *arena, struct err *err)
{
	char first[RFC3339_SIZE], last[RFC3339_SIZE];
	rfc3339_format(first, from);
	rfc3339_format(last, to);
	struct audit_entry entry = {.action = "report.read",
	    .record = "report",
	    .id = name,
	    .purpose = arena_printf(arena, "%s to %s", first, last)};
	return manage_trace(crm, actor, &entry, err);
}

int
crm_report(struct crm *crm, const char *actor, enum crm_report report, enum crm_report_by by,
    micros from, micros to, struct arena *arena, struct list *out, struct err *err)
{
	static const char *const names[] = {"fpoc", "offers", "bounces"};
	static const enum report_by groups[] = {REPORT_ALL, REPORT_COUNCIL, REPORT_SERVICE};
	if (trace(crm, actor, names[report], from, to, arena, err) < 0)
		return -1;
	struct tx *tx = store_read(crm->store);
	int rc = !tx                         ? -1
		 : report == CRM_REPORT_FPOC ? outcomes_count(tx, groups[by], from, to, arena, out)
		 : report == CRM_REPORT_OFFERS ? offers_count(tx, groups[by], from, to, arena, out)
					       : bounces_count(tx, NULL, from, to, arena, out);
	if (tx)
		store_done(tx);
	return rc < 0 ? err_set(err, "the CRM cannot be read") : 0;
}

int
crm_promises(struct crm *crm, const char *actor, enum crm_promises_by by, micros from, micros to,
    struct arena *arena, struct list *out, struct err *err)
{
	static const enum promise_by groups[] = {[CRM_PROMISES_ALL] = PROMISE_BY_ALL,
	    [CRM_PROMISES_COUNCIL] = PROMISE_BY_COUNCIL,
	    [CRM_PROMISES_TEAM] = PROMISE_BY_TEAM,
	    [CRM_PROMISES_SERVICE] = PROMISE_BY_SERVICE,
	    [CRM_PROMISES_OWNER] = PROMISE_BY_OWNER};
	if (trace(crm, actor, "promises", from, to, arena, err) < 0)
		return -1;
	struct tx *tx = store_read(crm->store);
	int rc = tx ? promises_count(tx, groups[by], NULL, from, to, arena, out) : -1;
	if (tx)
		store_done(tx);
	return rc < 0 ? err_set(err, "the CRM cannot be read") : 0;
}

int
crm_complaints(struct crm *crm, const char *actor, micros from, micros to, struct arena *arena,
    struct list *counts, struct list *lessons, struct err *err)
{
	if (trace(crm, actor, "complaints", from, to, arena, err) < 0)
		return -1;
	struct tx *tx = store_read(crm->store);
	int rc = !tx || complaints_count(tx, from, to, arena, counts) < 0 ||
			 complaint_lessons(tx, from, to, arena, lessons) < 0
		     ? -1
		     : 0;
	if (tx)
		store_done(tx);
	return rc < 0 ? err_set(err, "the CRM cannot be read") : 0;
}

int
crm_forms(struct crm *crm, const char *actor, micros from, micros to, struct arena *arena,
    struct list *out, struct err *err)
{
	char first[11], last[11];
	date_format(first, london_of(from).date);
	date_format(last, london_of(to - 1).date);
	if (trace(crm, actor, "forms", from, to, arena, err) < 0)
		return -1;
	struct tx *tx = store_read(crm->store);
	int rc = tx ? forms_count(tx, first, last, arena, out) : -1;
	if (tx)
		store_done(tx);
	return rc < 0 ? err_set(err, "the CRM cannot be read") : 0;
}
