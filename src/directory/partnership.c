#include "directory/ladder.h"
#include "directory/partnership_inner.h"
#include "directory/retention.h"
#include "directory/special.h"

#include <string.h>

static void *
read_list(const struct script *script, const struct yaml *root, const char *name,
    const struct column *columns, size_t size, size_t *count)
{
	const struct yaml *list = yaml_get(root, name);
	*count = 0;
	if (!list)
		return NULL;
	if (list->kind != YAML_MAP) {
		script_error(script, list, "%s are written by their ids: 'id: { name: … }'", name);
		return NULL;
	}
	char *records = arena_alloc(script->arena, (list->count + 1) * size);
	for (const struct yaml *map = list->first; map; map = map->next)
		entry_read(script, columns, map, records + size * (*count)++);
	return records;
}

/* Sites have desks, places have none: one list for who looks for somewhere to go. */
static void
read_sites(const struct script *script, const struct yaml *root, struct partnership *out)
{
	size_t sites, places;
	const struct site *first =
	    read_list(script, root, "sites", site_columns, sizeof *first, &sites);
	const struct site *second =
	    read_list(script, root, "places", site_columns, sizeof *second, &places);
	out->sites = arena_alloc(script->arena, (sites + places + 1) * sizeof *out->sites);
	if (sites)
		memcpy(out->sites, first, sites * sizeof *first);
	if (places)
		memcpy(out->sites + sites, second, places * sizeof *second);
	out->site_count = sites + places;
}

static void
read_queues(const struct script *script, const struct yaml *root, struct partnership *out)
{
	const struct yaml *list = yaml_get(root, "queues");
	size_t most = 0;
	if (!list)
		return;
	if (list->kind != YAML_MAP) {
		script_error(script, list, "queues are written 'role: { council: team }'");
		return;
	}
	for (const struct yaml *role = list->first; role; role = role->next)
		most += role->count;
	out->queues = arena_alloc(script->arena, (most + 1) * sizeof *out->queues);
	for (const struct yaml *role = list->first; role; role = role->next) {
		if (role->kind != YAML_MAP) {
			script_error(
			    script, role, "a queue role is written 'role: { council: team }'");
			continue;
		}
		for (const struct yaml *team = role->first; team; team = team->next)
			out->queues[out->queue_count++] = (struct queue){
			    .id = arena_printf(script->arena, "%s.%s", team->key, role->key),
			    .role = role->key,
			    .council = team->key,
			    .team = script_scalar(script, team, "the team")};
	}
}

struct partnership
partnership_of_page(const struct partnership_page *page)
{
	return (struct partnership){.councils = page->councils.items,
	    .council_count = page->councils.count,
	    .bodies = page->bodies.items,
	    .body_count = page->bodies.count,
	    .sites = page->sites.items,
	    .site_count = page->sites.count,
	    .desks = page->desks.items,
	    .desk_count = page->desks.count,
	    .teams = page->teams.items,
	    .team_count = page->teams.count,
	    .queues = page->queues.items,
	    .queue_count = page->queues.count,
	    .venues = page->venues.items,
	    .venue_count = page->venues.count,
	    .diaries = page->diaries.items,
	    .diary_count = page->diaries.count,
	    .ladder = page->ladder.items,
	    .ladder_count = page->ladder.count};
}

const struct council *
partnership_council(const struct partnership *partnership, const char *id)
{
	for (size_t i = 0; id && i < partnership->council_count; i++)
		if (strcmp(partnership->councils[i].id, id) == 0)
			return &partnership->councils[i];
	return NULL;
}

const struct body *
partnership_body(const struct partnership *partnership, const char *id)
{
	for (size_t i = 0; id && i < partnership->body_count; i++)
		if (strcmp(partnership->bodies[i].id, id) == 0)
			return &partnership->bodies[i];
	return NULL;
}

const struct site *
partnership_site(const struct partnership *partnership, const char *id)
{
	for (size_t i = 0; id && i < partnership->site_count; i++)
		if (strcmp(partnership->sites[i].id, id) == 0)
			return &partnership->sites[i];
	return NULL;
}

const struct team *
partnership_team(const struct partnership *partnership, const char *id)
{
	for (size_t i = 0; id && i < partnership->team_count; i++)
		if (strcmp(partnership->teams[i].id, id) == 0)
			return &partnership->teams[i];
	return NULL;
}

const struct venue *
partnership_venue(const struct partnership *partnership, const char *id)
{
	for (size_t i = 0; id && i < partnership->venue_count; i++)
		if (strcmp(partnership->venues[i].id, id) == 0)
			return &partnership->venues[i];
	return NULL;
}

const struct queue *
partnership_queue(const struct partnership *partnership, const char *council, const char *role)
{
	for (size_t i = 0; i < partnership->queue_count; i++)
		if (strcmp(partnership->queues[i].role, role) == 0 &&
		    strcmp(partnership->queues[i].council, council) == 0)
			return &partnership->queues[i];
	return NULL;
}

const struct diary *
partnership_diary(const struct partnership *partnership, const char *id)
{
	for (size_t i = 0; id && i < partnership->diary_count; i++)
		if (strcmp(partnership->diaries[i].id, id) == 0)
			return &partnership->diaries[i];
	return NULL;
}

size_t
list_word(const char **rest, const char **word)
{
	const char *at = *rest ? *rest : "";
	at += strspn(at, ", ");
	size_t length = strcspn(at, ",");
	*word = at;
	*rest = at + length;
	while (length > 0 && at[length - 1] == ' ')
		length--;
	return length;
}

bool
list_has(const char *list, const char *word)
{
	const char *one;
	for (size_t length; (length = list_word(&list, &one)) > 0;)
		if (strlen(word) == length && memcmp(one, word, length) == 0)
			return true;
	return false;
}

/* What the file says once for all its councils: special days come before a council's own, which
 * are stronger; the words for after hours, the sharing and the questions of equality monitoring
 * stand where it has none. */
static void
share_defaults(const struct script *script, const struct yaml *root, struct partnership *p)
{
	struct council all = {0};
	entry_read_some(script, council_columns, root, &all);
	for (size_t i = 0; i < p->council_count; i++) {
		struct council *council = &p->councils[i];
		if (council->outside)
			continue;
		if (!council->sharing)
			council->sharing = all.sharing;
		if (!council->monitoring)
			council->monitoring = all.monitoring;
		council->special = special_join(script->arena, all.special, council->special);
		if (council->out_of_hours || council->emergency)
			continue;
		council->out_of_hours = all.out_of_hours;
		council->emergency = all.emergency;
	}
}

int
partnership_parse(struct arena *arena, const char *file, const char *text, size_t length,
    struct partnership *out, struct finding_list *findings)
{
	static const char *const keys[] = {"special", "out_of_hours", "sharing", "monitoring",
	    "councils", "bodies", "sites", "places", "desks", "teams", "queues", "venues",
	    "diaries", "retention", "lone_workers", NULL};
	struct script script = {.arena = arena, .file = file, .findings = findings};
	size_t errors = findings->errors;
	memset(out, 0, sizeof *out);
	struct yaml *root = yaml_parse(arena, file, text, length, findings);
	if (!root)
		return -1;
	if (root->kind != YAML_MAP || !yaml_get(root, "councils")) {
		script_error(&script, root, "the file begins with 'councils:' and lists them");
		return -1;
	}
	script_keys(&script, root, keys);
	out->councils = read_list(
	    &script, root, "councils", council_columns, sizeof *out->councils, &out->council_count);
	share_defaults(&script, root, out);
	out->bodies =
	    read_list(&script, root, "bodies", body_columns, sizeof *out->bodies, &out->body_count);
	read_sites(&script, root, out);
	out->desks =
	    read_list(&script, root, "desks", desk_columns, sizeof *out->desks, &out->desk_count);
	out->teams =
	    read_list(&script, root, "teams", team_columns, sizeof *out->teams, &out->team_count);
	read_queues(&script, root, out);
	out->venues = read_list(
	    &script, root, "venues", venue_columns, sizeof *out->venues, &out->venue_count);
	out->diaries = read_list(
	    &script, root, "diaries", diary_columns, sizeof *out->diaries, &out->diary_count);
	retention_read(&script, root, out);
	ladder_read(&script, root, out);
	partnership_check(&script, root, out);
	return findings->errors == errors ? 0 : -1;
}
