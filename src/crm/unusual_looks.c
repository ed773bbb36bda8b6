/*
 * Unusual looking as items that come to the data protection officer: each day is gone through
 * once, when an officer first asks after it is over, and what the rules find is kept until somebody
 * has decided. Nobody decides about their own looking.
 */
#include "base/text.h"
#include "crm/unusual.h"
#include "store/audit.h"
#include "store/customers.h"
#include "store/looking.h"
#include "store/partners.h"

#include <string.h>

enum {
	FIRST_DAYS = 7,  /* how far back the first look goes */
	DAYS_AT_ONCE = 7 /* somebody waits for the answer */
};
#define GRACE (12 * MICROS_HOUR) /* for a contact to arrive */

/* ---- finding ---- */

/* The days that are due; empty when from and until are the same. */
struct due {
	struct date from, until;
	bool more;
	struct list found; /* struct unusual */
};

static void
due_days(struct ask *ask, struct due *due)
{
	struct date today = london_of(tx_now(ask->tx)).date;
	const char *done = day_done(ask->tx, "unusual", ask->call->arena);
	if (!done || !date_parse(done, &due->from))
		due->from = date_add(today, -FIRST_DAYS);
	due->until = date_add(due->from, DAYS_AT_ONCE);
	due->more = date_compare(due->until, today) < 0;
	if (!due->more)
		due->until = today;
}

static bool
is_due(const struct due *due)
{
	return date_compare(due->from, due->until) < 0;
}

bool
unusual_read(struct ask *ask)
{
	struct due *due = arena_alloc(ask->call->arena, sizeof *due);
	due_days(ask, due);
	ask->more = due;
	if (is_due(due))
		unusual_judge(ask->tx, london_micros(due->from, 0, 0),
		    london_micros(due->until, 0, 0), tx_now(ask->tx) - GRACE, ask->call->arena,
		    &due->found);
	return store_well(ask);
}

static const char *
cut(const char *text, const char *field, struct arena *arena)
{
	size_t most = record_field(&unusual_look_record, field)->limit;
	size_t length = text ? strlen(text) : 0;
	if (length > most)
		for (length = most; length && ((unsigned char)text[length] & 0xc0) == 0x80;)
			length--;
	return text ? arena_strndup(arena, text, length) : NULL;
}

static void
keep_found(struct ask *ask, const struct due *due)
{
	struct arena *arena = ask->call->arena;
	LIST_EACH(struct unusual, found, &due->found)
	{
		char id[ID_LENGTH + 1];
		tx_id(ask->tx, id);
		struct unusual_look look = {.id = arena_strdup(arena, id),
		    .rule = found->rule,
		    .at = found->at,
		    .user = found->user,
		    .council = found->council,
		    .customer = found->customer,
		    .looks = found->looks,
		    .purpose = cut(found->purpose, "purpose", arena),
		    .why = cut(found->why, "why", arena),
		    .found = tx_now(ask->tx)};
		unusual_put(ask->tx, &look);
	}
}

/* ---- the list ---- */

static void
name_them(struct ask *ask, struct unusual_look *look)
{
	struct arena *arena = ask->call->arena;
	struct user user;
	struct candidate face;
	if (partner_get(ask->tx, &user_record, look->user, &user, arena) == 1) {
		look->user_name = user.name;
		look->user_role = user.role;
	}
	if (look->customer && customer_face(ask->tx, look->customer, &face, arena) == 1)
		look->customer_name = face.name;
}

/* Another officer may have asked since it was read: then the days are done. */
bool
unusual_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct due *read = ask->more;
	struct due now = {0};
	struct unusual_page *page = record_new(arena, &unusual_page_record);
	char first[11], last[11];
	due_days(ask, &now);
	date_format(first, read->from);
	date_format(last, read->until);
	if (is_due(read) && date_compare(now.from, read->from) == 0) {
		keep_found(ask, read);
		day_done_put(ask->tx, "unusual", last);
	}
	size_t most = record_field(&unusual_page_record, "items")->limit;
	unusual_open(ask->tx, most, arena, &page->items);
	LIST_EACH(struct unusual_look, look, &page->items)
	name_them(ask, look);
	page->more = read->more;
	struct audit_entry entry = {.action = "audit.unusual",
	    .record = "audit",
	    .purpose = is_due(read) ? arena_printf(arena, "%s to %s", first, last) : NULL};
	audit_add(ask->tx, &entry);
	ask->answer->body = page;
	return tx_fault(ask->tx) == FAULT_NONE;
}

/* ---- deciding ---- */

static bool
may_decide(struct ask *ask, const struct unusual_look *look, const struct unusual_verdict *verdict)
{
	if (text_same(look->user, ask->session->user))
		return refuse(
		    ask, PROBLEM_NOT_PERMITTED, "user", "nobody decides about their own looking");
	if (look->state)
		return refuse(ask, PROBLEM_CONFLICT, "state", "somebody has decided already");
	if (text_blank(verdict->reason) || strlen(verdict->reason) < SHORTEST_REASON)
		return refuse(ask, PROBLEM_BAD_FIELD, "reason", "no reason is given");
	return true;
}

bool
unusual_verdict_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct unusual_verdict *verdict = ask->call->body;
	struct unusual_look was, *now = record_new(arena, &unusual_look_record);
	int found = unusual_get(ask->tx, ask->call->params[0], &was, arena);
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	if (found < 0 || !may_decide(ask, &was, verdict))
		return false;
	*now = was;
	now->state = verdict->state;
	now->reason = verdict->reason;
	now->decided_by = ask->session->user;
	now->decided = tx_now(ask->tx);
	unusual_put(ask->tx, now);
	struct audit_entry entry = {.action = "unusual.decide",
	    .record = unusual_look_record.name,
	    .id = now->id,
	    .person = now->customer,
	    .of = &unusual_look_record,
	    .was = &was,
	    .now = now};
	audit_add(ask->tx, &entry);
	name_them(ask, now);
	ask->answer->body = now;
	return tx_fault(ask->tx) == FAULT_NONE;
}

/* Whose values the answer holds. */
const char *
unusual_person(const struct ask *ask)
{
	const struct unusual_look *look = ask->answer->body;
	return look ? look->customer : NULL;
}
