/*
 * Equality monitoring: answers are counted as they come, and forgotten. Nothing leads
 * from a count to a call: what is kept under the operation id is a digest over an id that is kept
 * nowhere, and there is no line of the audit, which would have desk and time. The reading of the
 * counts is audited.
 */
#include "base/date.h"
#include "base/text.h"
#include "crm/inside.h"
#include "store/audit.h"
#include "store/partners.h"
#include "store/reports.h"

#include <stdio.h>
#include <string.h>

enum { MONTHS_BACK = 3 }; /* a desk may have been without its line for so long */

bool
month_of_late(struct ask *ask, const char *month)
{
	int year, number;
	char end;
	struct date today = london_of(tx_now(ask->tx)).date;
	int now = today.year * 12 + today.month;
	bool well = strlen(month) == 7 && sscanf(month, "%4d-%2d%c", &year, &number, &end) == 2 &&
		    number >= 1 && number <= 12 && year * 12 + number <= now &&
		    year * 12 + number >= now - MONTHS_BACK;
	return well || refuse(ask, PROBLEM_BAD_FIELD, "month", "not a month of late");
}

/* Does that council ask this? */
static bool
is_asked(const char *asked, const char *question)
{
	for (const char *at = asked ? asked : ""; *at;) {
		size_t length = strcspn(at, ", ");
		if (length == strlen(question) && memcmp(at, question, length) == 0)
			return true;
		at += length;
		at += strspn(at, ", ");
	}
	return false;
}

static bool
answers_well(struct ask *ask, const struct equality *said, const char *asked)
{
	if (!said->answers.count)
		return refuse(ask, PROBLEM_BAD_FIELD, "answers", "nothing was said");
	LIST_EACH(struct equality_answer, answer, &said->answers)
	{
		const struct equality_question *question =
		    equality_question(answer->question, strlen(answer->question));
		if (!question || !is_asked(asked, answer->question))
			return refuse(ask, PROBLEM_BAD_FIELD, "answers", "that is not asked here");
		if (!equality_label(question, answer->answer))
			return refuse(ask, PROBLEM_BAD_FIELD, "answers", "no such answer");
		LIST_EACH(struct equality_answer, other, &said->answers)
		if (other != answer && text_same(other->question, answer->question))
			return refuse(ask, PROBLEM_BAD_FIELD, "answers", "answered twice");
	}
	return true;
}

bool
equality_write(struct ask *ask)
{
	const struct equality *said = ask->call->body;
	struct arena *arena = ask->call->arena;
	struct council council;
	struct team team;
	if (partner_get(ask->tx, &council_record, said->council, &council, arena) != 1)
		return store_well(ask) &&
		       refuse(ask, PROBLEM_BAD_FIELD, "council", "no such council");
	if (!text_blank(said->area) &&
	    partner_get(ask->tx, &team_record, said->area, &team, arena) != 1)
		return store_well(ask) && refuse(ask, PROBLEM_BAD_FIELD, "area", "no such team");
	if (!month_of_late(ask, said->month) || !answers_well(ask, said, council.monitoring))
		return false;
	equality_add(ask->tx, said);
	struct kind_count *receipt = record_new(arena, &kind_count_record);
	*receipt = (struct kind_count){"answers", (int64_t)said->answers.count};
	ask->answer->body = receipt;
	return store_well(ask);
}

int
crm_equality(struct crm *crm, const char *actor, enum crm_report_by by, const char *from,
    const char *to, struct arena *arena, struct list *out, struct err *err)
{
	static const enum report_by groups[] = {REPORT_ALL, REPORT_COUNCIL, REPORT_SERVICE};
	struct audit_entry entry = {.action = "report.read",
	    .record = "report",
	    .id = "equality",
	    .purpose = arena_printf(arena, "%s to %s", from, to)};
	if (manage_trace(crm, actor, &entry, err) < 0)
		return -1;
	struct tx *tx = store_read(crm->store);
	int rc = tx ? equality_counts(tx, groups[by], from, to, arena, out) : -1;
	if (tx)
		store_done(tx);
	return rc < 0 ? err_set(err, "the CRM cannot be read") : 0;
}
