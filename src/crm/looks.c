/* The audit as administration reads it: its proof, and who has looked at a customer. */
#include "base/date.h"
#include "crm/inside.h"
#include "crm/manage.h"
#include "store/audit.h"
#include "store/partners.h"

#define TEXT(name_)                                                                                \
	{                                                                                          \
		.name = #name_, .type = FIELD_TEXT, .offset = offsetof(struct look, name_)         \
	}

static const struct field look_fields[] = {
    {.name = "at", .type = FIELD_TIME, .offset = offsetof(struct look, at)},
    TEXT(user),
    TEXT(name),
    TEXT(role),
    TEXT(council),
    TEXT(desk),
    TEXT(action),
    TEXT(id),
    TEXT(purpose),
};
const struct record look_record = {
    "look", sizeof(struct look), look_fields, sizeof look_fields / sizeof *look_fields};

int
crm_audit_verify(struct crm *crm, void (*fault)(void *context, const char *sentence), void *context,
    size_t *proved, struct err *err)
{
	struct tx *tx = store_read(crm->store);
	int rc = tx ? audit_verify(tx, fault, context, proved) : -1;
	if (tx)
		store_done(tx);
	return rc < 0 ? err_set(err, "the CRM cannot be read") : 0;
}

/* What is no longer known stays null. */
static void
add_look(const struct audit_row *row, const struct list *users, const struct list *desks,
    struct arena *arena, struct list *out)
{
	const struct user *user = list_find(users, &user_record, row->actor);
	const struct desk_record *desk =
	    row->desk ? list_find(desks, &desk_record_record, row->desk) : NULL;
	*(struct look *)list_add(arena, out, &look_record) = (struct look){.at = row->at,
	    .user = row->actor,
	    .name = user ? user->name : NULL,
	    .role = user ? user->role : NULL,
	    .council = user   ? user->council
		       : desk ? desk->council
			      : NULL,
	    .desk = row->desk,
	    .action = row->action,
	    .id = row->id,
	    .purpose = row->purpose};
}

int
looks_read(struct tx *tx, const char *customer, micros from, micros until, struct arena *arena,
    struct list *out)
{
	struct list rows = {0}, users = {0}, desks = {0};
	if (audit_about(tx, customer, from, until, arena, &rows) ||
	    partner_list(tx, &user_record, arena, &users) ||
	    partner_list(tx, &desk_record_record, arena, &desks))
		return -1;
	LIST_EACH(struct audit_row, row, &rows)
	add_look(row, &users, &desks, arena, out);
	return 0;
}

int
crm_looks(struct crm *crm, const char *actor, const char *customer, micros from, micros until,
    struct arena *arena, struct list *out, struct err *err)
{
	struct audit_entry entry = {.action = "audit.read", .record = "customer"};
	struct tx *tx = store_read(crm->store);
	int found = tx ? manage_customer(tx, customer, arena, &entry.id) : -1;
	if (tx)
		store_done(tx);
	if (manage_found(found, customer, err) < 0 || manage_trace(crm, actor, &entry, err) < 0)
		return -1;
	tx = store_read(crm->store);
	int rc = tx ? looks_read(tx, entry.id, from, until, arena, out) : -1;
	if (tx)
		store_done(tx);
	return rc < 0 ? err_set(err, "the CRM cannot be read") : 0;
}
