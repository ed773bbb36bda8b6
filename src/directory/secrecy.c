#include "directory/secrecy.h"
#include "directory/variant.h"
#include "model/records.h"

#include <string.h>

static bool
check_word(const struct script *script, const struct yaml *node, const char *word,
    const char *const *words, const char *advice)
{
	for (const char *const *known = words; *known; known++)
		if (strcmp(*known, word) == 0)
			return true;
	const char *nearest = script_nearest(word, words);
	if (nearest)
		script_error(
		    script, node, "'%s' is not known here: did you mean '%s'?", word, nearest);
	else
		script_error(script, node, "'%s' is not known here: %s", word, advice);
	return false;
}

static void
read_known_to(const struct script *script, const struct yaml *node, struct service *service)
{
	const char *const *roles = record_field(&user_record, "role")->words;
	service->known_to = service_read_words(script, node, "known_to");
	if (!node)
		return;
	if (!service->sensitive)
		script_error(script, node,
		    "known_to says who may know of a sensitive service: add 'sensitive: true'");
	for (const struct word_list *role = service->known_to; role; role = role->next)
		if (!check_word(script, node, role->word, roles,
			"write roles, as in [back_office, supervisor]"))
			return;
}

void
secrecy_read(const struct script *script, const struct yaml *root, struct service *service)
{
	const struct yaml *sharing = yaml_get(root, "sharing");
	service->sensitive = script_flag(script, yaml_get(root, "sensitive"));
	service->sharing = sharing ? script_scalar(script, sharing, "sharing") : NULL;
	if (service->sharing)
		check_word(
		    script, sharing, service->sharing, sharing_words, "write none, exists or full");
	read_known_to(script, yaml_get(root, "known_to"), service);
}

struct sharing_policy
secrecy_policy(const struct service *service, const char *council, struct arena *arena)
{
	enum sight own = sharing_named(council, SEE_ALL);
	if (!service)
		return (struct sharing_policy){.others = own < SEE_SOMETHING ? own : SEE_SOMETHING};
	struct sharing_policy policy = {.sensitive = service->sensitive,
	    .others = sharing_named(service->sharing, SEE_ALL),
	    .team = service->owner_team};
	if (own < policy.others)
		policy.others = own;
	for (const struct word_list *role = service->known_to; role; role = role->next)
		policy.roles = arena_printf(arena, "%s%s%s", policy.roles ? policy.roles : "",
		    policy.roles ? " " : "", role->word);
	return policy;
}
