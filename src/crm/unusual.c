/* Unusual looking: reads the audit's readings of some days, asks the rules, sums up. */
#include "crm/unusual.h"
#include "base/date.h"
#include "base/text.h"
#include "store/audit.h"
#include "store/cases.h"
#include "store/contacts.h"
#include "store/customers.h"
#include "store/partners.h"

#include <stdlib.h>
#include <string.h>

#define TEXT(name_)                                                                                \
	{                                                                                          \
		.name = #name_, .type = FIELD_TEXT, .offset = offsetof(struct unusual, name_)      \
	}

static const struct field unusual_fields[] = {
    TEXT(rule),
    {.name = "at", .type = FIELD_TIME, .offset = offsetof(struct unusual, at)},
    TEXT(user),
    TEXT(name),
    TEXT(role),
    TEXT(council),
    TEXT(customer),
    TEXT(customer_name),
    TEXT(action),
    TEXT(purpose),
    {.name = "looks", .type = FIELD_NUMBER, .offset = offsetof(struct unusual, looks)},
    TEXT(why),
};
const struct record unusual_record = {"unusual", sizeof(struct unusual), unusual_fields,
    sizeof unusual_fields / sizeof *unusual_fields};
static const struct record view_record = {"view", sizeof(struct view), NULL, 0};

const char *
crm_unusual_rule(size_t index, const char **sentence)
{
	const struct unusual_rule *rule = &unusual_rules[index];
	*sentence = rule->sentence;
	return rule->id;
}

void
unusual_add(struct judging *judging, const struct view *view, int64_t looks, const char *why)
{
	*(struct unusual *)list_add(judging->arena, judging->out, &unusual_record) =
	    (struct unusual){.rule = judging->rule,
		.at = view->row->at,
		.user = view->row->actor,
		.name = view->user ? view->user->name : NULL,
		.role = view->user ? view->user->role : NULL,
		.council = view->user ? view->user->council : NULL,
		.customer = view->customer ? view->customer->id : NULL,
		.customer_name =
		    view->customer ? customer_list_name(view->customer, judging->arena) : NULL,
		.action = view->row->action,
		.purpose = view->row->purpose,
		.looks = looks,
		.why = why};
}

/* ---- what was read ---- */

static const char *
customer_of(struct judging *judging, const struct audit_row *row)
{
	struct contact_state state;
	struct case_record record;
	if (text_same(row->record, "customer"))
		return row->id;
	if (text_same(row->record, "contact"))
		return contact_state(judging->tx, row->id, &state, judging->arena) == 1
			   ? state.customer
			   : NULL;
	return case_get(judging->tx, row->id, &record, judging->arena) == 1 ? record.customer
									    : NULL;
}

static bool
contact_is_kept(struct judging *judging, const char *purpose)
{
	char id[ID_LENGTH + 1] = "";
	struct contact_state state;
	memcpy(id, purpose, strnlen(purpose, ID_LENGTH));
	return contact_state(judging->tx, id, &state, judging->arena) != 0;
}

/* `settled`: before it, a contact that is not there will not come any more. */
static void
add_view(struct judging *judging, const struct audit_row *row, micros settled)
{
	const char *purpose = row->purpose ? row->purpose : "", *id = customer_of(judging, row);
	struct view *view = list_add(judging->arena, &judging->views, &view_record);
	*view = (struct view){.row = row,
	    .user = list_find(&judging->users, &user_record, row->actor),
	    .desk = row->desk ? list_find(&judging->desks, &desk_record_record, row->desk) : NULL,
	    .reason = strncmp(purpose, "reason ", 7) == 0,
	    .unheard = strncmp(purpose, "contact ", 8) == 0 && row->at < settled &&
		       !contact_is_kept(judging, purpose + 8)};
	struct customer *customer = record_new(judging->arena, &customer_record);
	if (id && customer_get(judging->tx, id, customer, judging->arena) == 1)
		view->customer = customer;
}

/* ---- summing up ---- */

static int
compare(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

static int
by_what(const void *a, const void *b)
{
	const struct unusual *x = a, *y = b;
	int order = compare(x->user, y->user);
	order = order ? order : compare(x->customer, y->customer);
	order = order ? order : compare(x->purpose, y->purpose);
	return order ? order : (x->at > y->at) - (x->at < y->at);
}

/* The same user, customer and purpose again is one finding, of the first time. */
static void
sum_up(struct list *out, size_t from)
{
	struct unusual *items = out->items;
	size_t kept = from;
	if (out->count <= from + 1)
		return;
	qsort(items + from, out->count - from, sizeof *items, by_what);
	for (size_t i = from; i < out->count; i++) {
		struct unusual *last = kept > from ? &items[kept - 1] : NULL;
		if (last && last->customer && compare(last->user, items[i].user) == 0 &&
		    compare(last->customer, items[i].customer) == 0 &&
		    compare(last->purpose, items[i].purpose) == 0)
			last->looks += items[i].looks;
		else
			items[kept++] = items[i];
	}
	out->count = kept;
}

static int
ask_rule(struct judging *judging, const struct unusual_rule *rule)
{
	size_t first = judging->out->count;
	judging->rule = rule->id;
	if (rule->all && rule->all(judging))
		return -1;
	LIST_EACH(struct view, view, &judging->views)
	{
		const char *why = rule->each ? rule->each(judging, view) : NULL;
		if (why)
			unusual_add(judging, view, 1, why);
	}
	sum_up(judging->out, first);
	return 0;
}

static int
judge(struct judging *judging, micros settled)
{
	struct list rows = {0};
	struct tx *tx = judging->tx;
	struct arena *arena = judging->arena;
	if (partner_list(tx, &user_record, arena, &judging->users) ||
	    partner_list(tx, &desk_record_record, arena, &judging->desks) ||
	    partner_list(tx, &site_record, arena, &judging->sites) ||
	    partner_list(tx, &team_record, arena, &judging->teams) ||
	    audit_readings(tx, judging->from, judging->until, arena, &rows))
		return -1;
	LIST_EACH(struct audit_row, row, &rows)
	add_view(judging, row, settled);
	for (size_t i = 0; unusual_rules[i].id; i++)
		if (ask_rule(judging, &unusual_rules[i]))
			return -1;
	return tx_fault(tx) == FAULT_NONE ? 0 : -1;
}

int
unusual_judge(
    struct tx *tx, micros from, micros until, micros settled, struct arena *arena, struct list *out)
{
	struct judging judging = {
	    .tx = tx, .arena = arena, .from = from, .until = until, .out = out};
	return judge(&judging, settled);
}

int
crm_unusual(struct crm *crm, const char *actor, micros from, micros until, micros grace,
    struct arena *arena, struct list *out, struct err *err)
{
	char first[RFC3339_SIZE], last[RFC3339_SIZE];
	rfc3339_format(first, from);
	rfc3339_format(last, until);
	struct audit_entry entry = {.action = "audit.unusual",
	    .record = "audit",
	    .purpose = arena_printf(arena, "%s to %s", first, last)};
	if (manage_trace(crm, actor, &entry, err) < 0)
		return -1;
	struct tx *tx = store_read(crm->store);
	int rc = tx ? unusual_judge(tx, from, until, tx_now(tx) - grace, arena, out) : -1;
	if (tx)
		store_done(tx);
	return rc < 0 ? err_set(err, "the CRM cannot be read") : 0;
}
