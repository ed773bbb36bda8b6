#include "dialogue/dialogue.h"

#include <string.h>

const char *const outer_names[] = {"customer.name", "customer.phone", "customer.email",
    "customer.born", "customer.age", "customer.address", "address.uprn", "address.district",
    "council.id", "council.name", "council.short", "council.telephone", "council.email",
    "council.web", "contact.channel", NULL};

bool
outer_name(const char *name)
{
	for (const char *const *known = outer_names; *known; known++)
		if (strcmp(*known, name) == 0)
			return true;
	return false;
}
