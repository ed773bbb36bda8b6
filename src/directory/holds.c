#include "directory/holds.h"
#include "base/text.h"

#include <string.h>

static const char *const words[] = {
    [HOLDS_ADDRESS] = "address", [HOLDS_ITS_CUSTOMERS] = "address of its customers", NULL};
enum { FIRST = HOLDS_ADDRESS };

void
holds_read(const struct script *script, const struct yaml *root, struct service *service)
{
	const struct yaml *node = yaml_get(root, "holds");
	const char *text = node ? script_scalar(script, node, "holds") : NULL;
	if (!text)
		return;
	for (int i = FIRST; words[i]; i++)
		if (strcmp(words[i], text) == 0)
			service->holds = (enum holds)i;
	if (service->holds == HOLDS_NOTHING)
		script_error(script, node,
		    "'%s' is nothing that changes: write 'holds: address', or 'holds: address of "
		    "its customers'",
		    text);
	else if (service->provided_by != PROVIDED_BY_COUNTY &&
		 service->provided_by != PROVIDED_BY_DISTRICT)
		script_error(script, node,
		    "holds goes with 'provided_by: county' or district: of others the address "
		    "does not say whom to tell");
}

bool
holds_may(const char *text)
{
	return text && (strncmp(text, "holds:", 6) == 0 || strstr(text, "\nholds:"));
}

static const char *
role_of(const struct service *service)
{
	const struct prompt *prompt = service->dialogue ? service->dialogue->prompts : NULL;
	while (prompt && prompt->kind != PROMPT_REFER)
		prompt = prompt->next;
	return prompt ? prompt->queue_role : NULL;
}

/* False where nobody is to be told. */
static bool
council_there(const struct telling *telling, const struct service *service, const char *district,
    struct responsible *who)
{
	struct whereabouts where = {.district = district};
	if (text_blank(district))
		return false;
	responsible_for(telling->partnership, service, &where, telling->as, telling->on, who);
	if (!who->council || !who->shares_crm)
		return false;
	const char *id = who->council->id;
	return !telling->own_only || text_same(id, telling->at) || text_same(id, telling->as);
}

size_t
holds_tells(
    const struct telling *telling, const struct service *service, struct tell tells[MOST_TELLS])
{
	const char *districts[] = {telling->from, telling->to};
	struct responsible who;
	size_t count = 0;
	if (service->holds == HOLDS_NOTHING || service->part)
		return 0;
	for (size_t i = 0; i < MOST_TELLS; i++) {
		if (!council_there(telling, service, districts[i], &who) ||
		    (count && text_same(who.council->id, tells[0].council)))
			continue;
		tells[count++] = (struct tell){.service = service->id,
		    .council = who.council->id,
		    .was = who.was ? who.was->id : NULL,
		    .role = role_of(service),
		    .team = service->owner_team,
		    .if_known = service->holds == HOLDS_ITS_CUSTOMERS || service->sensitive,
		    .sensitive = service->sensitive};
	}
	return count;
}
