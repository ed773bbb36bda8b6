/* The audit as administration reads it: its proof, and who has looked at a customer. */
#include "base/date.h"
#include "crm/inside.h"
#include "crm/manage.h"

#define TEXT(name_)                                                                                \
	{                                                                                          \
		.name = #name_, .type = FIELD_TEXT, .offset = offsetof(struct look, name_)         \
	}

static const struct field look_fields[] = {
    TEXT(at),
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

struct asking {
	const char *actor, *customer; /* the id that was found */
};

/* The id of the record that stands for an id or a case's reference: 1, 0 when there is none, -1. */
static int
find_customer(struct tx *tx, const char *words, struct arena *arena, const char **id)
{
	struct customer customer;
	struct case_record record;
	int found = customer_get(tx, words, &customer, arena);
	if (found == 0) {
		found = case_by_reference(tx, words, &record, arena);
		if (found == 1)
			found = record.customer
				    ? customer_get(tx, record.customer, &customer, arena)
				    : 0;
	}
	if (found == 1)
		*id = customer.id;
	return found;
}

static bool
leave_entry(struct tx *tx, void *context)
{
	const struct asking *asking = context;
	tx_actor(tx, asking->actor, NULL);
	struct audit_entry entry = {
	    .action = "audit.read", .record = "customer", .id = asking->customer};
	return audit_add(tx, &entry) == 0;
}

static void
add_look(struct tx *tx, const struct audit_row *row, struct arena *arena, struct list *out)
{
	struct user user = {0};
	struct desk_record desk = {0};
	struct look *look = list_add(arena, out, &look_record);
	char at[RFC3339_SIZE];
	rfc3339_format(at, row->at);
	if (partner_get(tx, &user_record, row->actor, &user, arena) != 1)
		user = (struct user){0};
	if (!row->desk || partner_get(tx, &desk_record_record, row->desk, &desk, arena) != 1)
		desk = (struct desk_record){0};
	*look = (struct look){.at = arena_strdup(arena, at),
	    .user = row->actor,
	    .name = user.name,
	    .role = user.role,
	    .council = user.council ? user.council : desk.council,
	    .desk = row->desk,
	    .action = row->action,
	    .id = row->id,
	    .purpose = row->purpose};
}

int
crm_looks(struct crm *crm, const char *actor, const char *customer, micros from, micros until,
    struct arena *arena, struct list *out, struct err *err)
{
	struct asking asking = {.actor = actor};
	struct list rows = {0};
	struct tx *tx = store_read(crm->store);
	int found = tx ? find_customer(tx, customer, arena, &asking.customer) : -1;
	if (tx)
		store_done(tx);
	if (found == 0)
		return err_set(err, "there is no customer and no case \"%s\"", customer);
	if (found < 0)
		return err_set(err, "the CRM cannot be read");
	if (manage_write(crm, leave_entry, &asking, err) < 0)
		return -1;
	tx = store_read(crm->store);
	int rc = tx ? audit_about(tx, asking.customer, from, until, arena, &rows) : -1;
	if (rc == 0)
		LIST_EACH(struct audit_row, row, &rows)
	add_look(tx, row, arena, out);
	if (tx)
		store_done(tx);
	return rc < 0 ? err_set(err, "the CRM cannot be read") : 0;
}
