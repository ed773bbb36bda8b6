/* Somebody who calls for a customer: the authority that a contact names must be one that the
 * customer's record has, and be in force on the day the contact began. */
#include "base/date.h"
#include "base/text.h"
#include "crm/inside.h"
#include "store/contacts.h"
#include "store/customers.h"

#include <string.h>

/* Dates as they are written stand in their order; both days are days on which it holds. */
static bool
in_force(const struct relation *relation, const char *day)
{
	return (text_blank(relation->from) || strcmp(relation->from, day) <= 0) &&
	       (text_blank(relation->until) || strcmp(day, relation->until) <= 0);
}

void
behalf_clear(struct contact *contact)
{
	contact->caller_relation = contact->caller_name = contact->caller_role = NULL;
	contact->authority = contact->authority_until = NULL;
}

static bool
names_one(struct ask *ask, struct contact *contact)
{
	struct customer customer = {0};
	char day[11];
	int found = customer_get(ask->tx, contact->customer, &customer, ask->call->arena);
	if (found < 0)
		return false;
	const struct relation *relation =
	    found == 1 && contact->caller_relation
		? list_find(&customer.relations, &relation_record, contact->caller_relation)
		: NULL;
	date_format(day, london_of(contact->began).date);
	if (!relation || !text_same(relation->kind, "representative") ||
	    !text_same(relation->authority, contact->authority) || !in_force(relation, day))
		return refuse(ask, PROBLEM_AUTHORITY, "authority",
		    "not in the customer's record, or not in force on that day");
	contact->authority_until = relation->until;
	return true;
}

bool
behalf_check(struct ask *ask, struct contact *contact, bool erased)
{
	contact->authority_until = NULL;
	if (erased) {
		behalf_clear(contact);
		return true;
	}
	bool said = !text_blank(contact->caller_name);
	if (!said &&
	    (contact->authority || contact->caller_relation || !text_blank(contact->caller_role)))
		return refuse(ask, PROBLEM_BAD_FIELD, "caller_name", "who calls is not said");
	if (said && !contact->customer)
		return refuse(ask, PROBLEM_BAD_FIELD, "caller_name", "for whom is not said");
	return !contact->authority || names_one(ask, contact);
}

struct behalf *
behalf_of_contact(struct ask *ask, const char *id)
{
	struct behalf *behalf = record_new(ask->call->arena, &behalf_record);
	return contact_behalf(ask->tx, id, behalf, ask->call->arena) == 1 ? behalf : NULL;
}
