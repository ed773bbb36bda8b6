#include "base/text.h"
#include "dialogue/dialogue.h"
#include "model/records.h"

#include <string.h>

const char *const outer_names[] = {"customer.name", "customer.phone", "customer.email",
    "customer.born", "customer.age", "customer.address", "customer.language", "customer.needs",
    "customer.channel", "address.uprn", "address.district", "council.id", "council.name",
    "council.short", "council.telephone", "council.email", "council.web", "contact.channel",
    "contact.caller", "contact.speaks", NULL};

bool
outer_name(const char *name)
{
	for (const char *const *known = outer_names; *known; known++)
		if (strcmp(*known, name) == 0)
			return true;
	return false;
}

const char *const *
outer_words(const char *name)
{
	static const char *const speaks[] = {"self", "named", "other", NULL};
	if (strcmp(name, "customer.needs") == 0)
		return record_field(&need_record, "kind")->words;
	if (strcmp(name, "customer.channel") == 0)
		return record_field(&customer_record, "channel")->words;
	if (strcmp(name, "contact.channel") == 0)
		return record_field(&contact_record, "channel")->words;
	return strcmp(name, "contact.speaks") == 0 ? speaks : NULL;
}

bool
outer_several(const char *name)
{
	return strcmp(name, "customer.needs") == 0;
}
