/* The numbers beside the matrix: counts without names, of the year before unless days are given. */
#include "base/date.h"
#include "base/text.h"
#include "crm/inside.h"
#include "store/audit.h"
#include "store/reports.h"

enum { YEAR = 365 };

/* A day given in the query; false, having refused, when it is none. */
static bool
day_of(struct ask *ask, size_t place, const char *name, struct date *day)
{
	const char *text = ask->call->query[place];
	return text_blank(text) || date_parse(text, day) ||
	       refuse(ask, PROBLEM_BAD_FIELD, name, "not a date");
}

bool
volumes_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const char *council = ask->call->query[0];
	struct date last = london_of(tx_now(ask->tx)).date, first = date_add(last, 1 - YEAR);
	struct concern concern = {.responsible = council};
	struct volume_page *page = record_new(arena, &volume_page_record);
	if (!day_of(ask, 1, "from", &first) || !day_of(ask, 2, "until", &last))
		return false;
	if (date_compare(last, first) < 0)
		return refuse(ask, PROBLEM_BAD_FIELD, "until", "before it begins");
	if (!allowed(ask, ACTION_READ_QUEUE, &concern))
		return false;
	page->council = text_blank(council) ? NULL : council;
	page->from = london_micros(first, 0, 0);
	page->until = london_micros(date_add(last, 1), 0, 0);
	ask->answer->body = page;
	return volumes_count(
		   ask->tx, page->council, page->from, page->until, arena, &page->items) == 0;
}

int
crm_volumes(struct crm *crm, const char *actor, const char *council, micros from, micros until,
    struct arena *arena, struct list *out, struct err *err)
{
	struct audit_entry entry = {.action = "report.read",
	    .record = "report",
	    .id = "matrix",
	    .purpose = council ? council : "all councils"};
	if (manage_trace(crm, actor, &entry, err) < 0)
		return -1;
	struct tx *tx = store_read(crm->store);
	int rc = tx ? volumes_count(tx, council, from, until, arena, out) : -1;
	if (tx)
		store_done(tx);
	return rc < 0 ? err_set(err, "the CRM cannot be read") : 0;
}
