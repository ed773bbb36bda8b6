/* Erasure and legal holds, as administration does them for the data protection officer. */
#include "store/erase.h"
#include "base/text.h"
#include "crm/inside.h"
#include "crm/manage.h"
#include "store/audit.h"
#include "store/cases.h"
#include "store/customers.h"
#include "store/partners.h"

#include <string.h>

int
manage_officer(struct tx *tx, const char *as, enum action action, struct err *err)
{
	struct arena arena;
	struct user user = {0};
	if (text_blank(as))
		return err_set(err, "say for whom, with --as: it is the data protection officer's "
				    "to decide");
	arena_init(&arena);
	int rc = 0, found = partner_get(tx, &user_record, as, &user, &arena);
	if (found < 0)
		rc = err_set(err, "the CRM cannot be read");
	else if (found == 0 || user.suspended)
		rc = err_set(err, "there is no user \"%s\" who may sign in", as);
	else if (!permitted(user.role, action, user.council, NULL))
		rc = err_set(
		    err, "%s may not do this: the role %s does not allow it", as, user.role);
	arena_release(&arena);
	return rc;
}

int
manage_customer(struct tx *tx, const char *words, struct arena *arena, const char **id)
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

int
manage_found(int found, const char *words, struct err *err)
{
	if (found == 0)
		return err_set(err, "there is no customer and no case \"%s\"", words);
	return found < 0 ? err_set(err, "the CRM cannot be read") : 0;
}

/* ---- erasure ---- */

struct erasing {
	const char *actor;
	const struct crm_erasure *order;
	struct arena *arena;
	struct list *counts;
	struct err *err;
	bool refused;
};

static bool
refuse_erasing(struct erasing *erasing)
{
	erasing->refused = true;
	return false;
}

/* A hold always stands; open cases when the order does not say to go on. */
static bool
may_go(struct tx *tx, struct erasing *erasing, const char *id)
{
	struct hold hold;
	const char *first;
	int held = customer_held(tx, id, &hold, erasing->arena);
	if (held == 1) {
		err_set(erasing->err, "a legal hold keeps this customer: %s (%s)", hold.because,
		    hold.author);
		return refuse_erasing(erasing);
	}
	int64_t open = held < 0 ? -1 : customer_open_cases(tx, id, &first, erasing->arena);
	if (open < 0)
		return false;
	if (open && !erasing->order->with_open_cases) {
		err_set(erasing->err,
		    "%lld of their cases are open, first %s; close them, or say --with-open-cases",
		    (long long)open, first);
		return refuse_erasing(erasing);
	}
	return true;
}

static bool
erase_work(struct tx *tx, void *context)
{
	struct erasing *erasing = context;
	const struct crm_erasure *order = erasing->order;
	const char *id = NULL;
	tx_actor(tx, erasing->actor, NULL);
	if (manage_officer(tx, order->as, ACTION_GIVE_OUT, erasing->err) < 0 ||
	    manage_found(manage_customer(tx, order->customer, erasing->arena, &id), order->customer,
		erasing->err) < 0)
		return refuse_erasing(erasing);
	if (!may_go(tx, erasing, id) || customer_counts(tx, id, erasing->arena, erasing->counts))
		return false;
	if (order->dry_run)
		return true;
	struct audit_entry entry = {.action = "customer.erase",
	    .record = "customer",
	    .id = id,
	    .purpose = arena_printf(erasing->arena, "for %s: %s", order->as, order->because)};
	customer_erase(tx, id);
	audit_add(tx, &entry);
	return tx_fault(tx) == FAULT_NONE;
}

int
crm_erase(struct crm *crm, const char *actor, const struct crm_erasure *order, struct arena *arena,
    struct list *counts, struct err *err)
{
	struct erasing erasing = {
	    .actor = actor, .order = order, .arena = arena, .counts = counts, .err = err};
	if (text_blank(order->because) || strlen(order->because) < SHORTEST_REASON)
		return err_set(err, "say why, with --because");
	struct err failed;
	int rc = manage_write(crm, erase_work, &erasing, &failed);
	if (erasing.refused)
		return -1;
	return rc < 0 ? err_set(err, "%s", failed.text) : 0;
}

int
crm_settle(const char *database, bool compact, struct err *err)
{
	return store_settle(database, compact, err);
}

/* ---- legal holds ---- */

struct holding {
	const char *actor, *as, *words, *because; /* because null: the hold is lifted */
	struct arena *arena;
	struct err *err;
	bool refused;
};

static bool
hold_work(struct tx *tx, void *context)
{
	struct holding *holding = context;
	struct case_record record;
	struct hold was;
	const char *id = NULL;
	tx_actor(tx, holding->actor, NULL);
	holding->refused = true;
	if (manage_officer(tx, holding->as, ACTION_GIVE_OUT, holding->err) < 0)
		return false;
	/* A reference holds that case, an id the customer or the case. */
	int found = case_by_reference(tx, holding->words, &record, holding->arena);
	if (found == 0)
		found = case_get(tx, holding->words, &record, holding->arena);
	bool is_case = found == 1;
	if (is_case)
		id = record.id;
	else if (found == 0)
		found = manage_customer(tx, holding->words, holding->arena, &id);
	if (manage_found(found, holding->words, holding->err) < 0)
		return false;
	int held = hold_get(tx, id, &was, holding->arena);
	if (held == 0 && !holding->because) {
		err_set(holding->err, "there is no hold on it");
		return false;
	}
	struct hold hold = {id, holding->because, holding->as, tx_now(tx)};
	struct audit_entry entry = {.action = holding->because ? "hold.put" : "hold.lift",
	    .record = "hold",
	    .id = id,
	    .person = !is_case          ? id
		      : record.customer ? record.customer
					: id,
	    .of = &hold_record,
	    .was = held == 1 ? &was : NULL,
	    .now = holding->because ? &hold : NULL};
	if (holding->because)
		hold_put(tx, &hold);
	else
		hold_drop(tx, id);
	audit_add(tx, &entry);
	holding->refused = false;
	return tx_fault(tx) == FAULT_NONE;
}

int
crm_hold(struct crm *crm, const char *actor, const char *as, const char *words, const char *because,
    struct err *err)
{
	struct arena arena;
	struct err failed;
	arena_init(&arena);
	struct holding holding = {.actor = actor,
	    .as = as,
	    .words = words,
	    .because = because,
	    .arena = &arena,
	    .err = err};
	int rc = manage_write(crm, hold_work, &holding, &failed);
	arena_release(&arena);
	if (holding.refused)
		return -1;
	return rc < 0 ? err_set(err, "%s", failed.text) : 0;
}
