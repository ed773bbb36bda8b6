#include "directory/partnership.h"

#include "dialogue/script.h"

#include <string.h>

/* One text of an entry: where it goes and what it must be. */
struct column {
	const char *key;
	size_t offset;
	bool required;
	enum { ANY_TEXT, HOURS, TIER, KIND } form;
};

#define COLUMN(type, field, key, required, form)                                                   \
	{                                                                                          \
		key, offsetof(struct type, field), required, form                                  \
	}

static const struct column council_columns[] = {
    COLUMN(council, name, "name", true, ANY_TEXT),
    COLUMN(council, short_name, "short", true, ANY_TEXT),
    COLUMN(council, tier, "tier", true, TIER),
    COLUMN(council, gss, "gss", false, ANY_TEXT),
    COLUMN(council, county, "county", false, ANY_TEXT),
    COLUMN(council, greeting, "greeting", false, ANY_TEXT),
    COLUMN(council, telephone, "telephone", false, ANY_TEXT),
    COLUMN(council, email, "email", false, ANY_TEXT),
    {NULL, 0, false, ANY_TEXT},
};
static const struct column site_columns[] = {
    COLUMN(site, name, "name", true, ANY_TEXT),
    COLUMN(site, council, "council", true, ANY_TEXT),
    COLUMN(site, address, "address", false, ANY_TEXT),
    COLUMN(site, hours, "hours", false, HOURS),
    {NULL, 0, false, ANY_TEXT},
};
static const struct column desk_columns[] = {
    COLUMN(desk_record, name, "name", true, ANY_TEXT),
    COLUMN(desk_record, site, "site", true, ANY_TEXT),
    COLUMN(desk_record, kind, "kind", true, KIND),
    {NULL, 0, false, ANY_TEXT},
};
static const struct column team_columns[] = {
    COLUMN(team, name, "name", true, ANY_TEXT),
    COLUMN(team, council, "council", true, ANY_TEXT),
    COLUMN(team, hours, "hours", false, HOURS),
    COLUMN(team, email, "email", false, ANY_TEXT),
    {NULL, 0, false, ANY_TEXT},
};

static const char *const tiers[] = {"county", "district", "unitary", NULL};
static const char *const kinds[] = {"counter", "phone", "gateway", "training", NULL};

static void
check_word(const struct script *script, const struct yaml *node, const char *const *table)
{
	for (const char *const *word = table; *word; word++)
		if (strcmp(*word, node->text) == 0)
			return;
	const char *nearest = script_nearest(node->text, table);
	script_error(script, node, "'%s' is no %s: %s%s%s", node->text, node->key,
	    nearest          ? "did you mean '"
	    : table == tiers ? "write county, district or unitary"
			     : "write counter, phone, gateway or training",
	    nearest ? nearest : "", nearest ? "'?" : "");
}

static void
read_column(
    const struct script *script, const struct column *column, const struct yaml *map, void *record)
{
	const struct yaml *node = yaml_get(map, column->key);
	struct err why = {{0}};
	if (!node) {
		struct yaml at = {.line = map->key_line, .column = map->key_column};
		if (column->required)
			script_error(script, &at, "'%s' has no %s: add it", map->key, column->key);
		return;
	}
	const char *text = script_scalar(script, node, column->key);
	if (!text)
		return;
	if (column->form == HOURS && hours_check(text, &why))
		script_error(script, node, "%s", why.text);
	if (column->form == TIER || column->form == KIND)
		check_word(script, node, column->form == TIER ? tiers : kinds);
	memcpy((char *)record + column->offset, &text, sizeof text);
}

static void
read_entry(
    const struct script *script, const struct column *columns, const struct yaml *map, void *record)
{
	const char *keys[12];
	size_t count = 0;
	struct yaml at = {.line = map->key_line, .column = map->key_column};
	/* Every record begins with its id. */
	memcpy(record, &map->key, sizeof map->key);
	if (!script_id(map->key) || strchr(map->key, '_'))
		script_error(script, &at,
		    "'%s' cannot be an id: use small letters, digits and hyphens", map->key);
	if (map->kind != YAML_MAP) {
		script_error(script, map, "'%s' must be followed by its name and so on", map->key);
		return;
	}
	for (const struct column *column = columns; column->key; column++)
		keys[count++] = column->key;
	keys[count] = NULL;
	script_keys(script, map, keys);
	for (const struct column *column = columns; column->key; column++)
		read_column(script, column, map, record);
}

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
		read_entry(script, columns, map, records + size * (*count)++);
	return records;
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

const struct council *
partnership_council(const struct partnership *partnership, const char *id)
{
	for (size_t i = 0; id && i < partnership->council_count; i++)
		if (strcmp(partnership->councils[i].id, id) == 0)
			return &partnership->councils[i];
	return NULL;
}

static const struct site *
find_site(const struct partnership *partnership, const char *id)
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

const struct queue *
partnership_queue(const struct partnership *partnership, const char *council, const char *role)
{
	for (size_t i = 0; i < partnership->queue_count; i++)
		if (strcmp(partnership->queues[i].role, role) == 0 &&
		    strcmp(partnership->queues[i].council, council) == 0)
			return &partnership->queues[i];
	return NULL;
}

/* The node of one text of an entry, for the place of a finding. */
static const struct yaml *
node_of(const struct yaml *root, const char *list, const char *id, const char *key)
{
	const struct yaml *entry = yaml_get(yaml_get(root, list), id);
	const struct yaml *node = yaml_get(entry, key);
	return node ? node : entry;
}

static void
check_councils(const struct script *script, const struct yaml *root, struct partnership *p)
{
	for (size_t i = 0; i < p->council_count; i++) {
		const struct council *council = &p->councils[i];
		bool district = council->tier && strcmp(council->tier, "district") == 0;
		const struct council *county = partnership_council(p, council->county);
		if (district && !council->county)
			script_error(script, node_of(root, "councils", council->id, "tier"),
			    "the district '%s' has no county: add it", council->id);
		else if (council->county &&
			 (!county || !county->tier || strcmp(county->tier, "county") != 0))
			script_error(script, node_of(root, "councils", council->id, "county"),
			    "'%s' is not a county of this file", council->county);
	}
}

static void
check_council_of(const struct script *script, const struct yaml *root, const struct partnership *p,
    const char *list, const char *id, const char *council)
{
	if (council && !partnership_council(p, council))
		script_error(script, node_of(root, list, id, "council"),
		    "there is no council '%s' in this file", council);
}

static void
check_desks(const struct script *script, const struct yaml *root, struct partnership *p)
{
	for (size_t i = 0; i < p->desk_count; i++) {
		struct desk_record *desk = &p->desks[i];
		const struct site *site = find_site(p, desk->site);
		if (site)
			desk->council = site->council;
		else if (desk->site)
			script_error(script, node_of(root, "desks", desk->id, "site"),
			    "there is no site '%s' in this file", desk->site);
	}
}

static void
check_queues(const struct script *script, const struct yaml *root, const struct partnership *p)
{
	for (size_t i = 0; i < p->queue_count; i++) {
		const struct queue *queue = &p->queues[i];
		const struct yaml *node = node_of(root, "queues", queue->role, queue->council);
		struct yaml at = {.line = node->key_line, .column = node->key_column};
		const struct team *team = partnership_team(p, queue->team);
		if (!partnership_council(p, queue->council))
			script_error(
			    script, &at, "there is no council '%s' in this file", queue->council);
		if (queue->team && !team)
			script_error(
			    script, node, "there is no team '%s' in this file", queue->team);
		else if (team && team->council && strcmp(team->council, queue->council) != 0)
			script_warn(script, node, "the team '%s' belongs to '%s', not to '%s'",
			    queue->team, team->council, queue->council);
	}
}

int
partnership_parse(struct arena *arena, const char *file, const char *text, size_t length,
    struct partnership *out, struct finding_list *findings)
{
	static const char *const keys[] = {"councils", "sites", "desks", "teams", "queues", NULL};
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
	out->sites =
	    read_list(&script, root, "sites", site_columns, sizeof *out->sites, &out->site_count);
	out->desks =
	    read_list(&script, root, "desks", desk_columns, sizeof *out->desks, &out->desk_count);
	out->teams =
	    read_list(&script, root, "teams", team_columns, sizeof *out->teams, &out->team_count);
	read_queues(&script, root, out);
	check_councils(&script, root, out);
	for (size_t i = 0; i < out->site_count; i++)
		check_council_of(
		    &script, root, out, "sites", out->sites[i].id, out->sites[i].council);
	for (size_t i = 0; i < out->team_count; i++)
		check_council_of(
		    &script, root, out, "teams", out->teams[i].id, out->teams[i].council);
	check_desks(&script, root, out);
	check_queues(&script, root, out);
	return findings->errors == errors ? 0 : -1;
}

static bool
is_tier(const struct council *council, const char *tier)
{
	return council->tier && strcmp(council->tier, tier) == 0;
}

/* The county of every address, when there is but one and no unitary council beside it. */
static const char *
only_county(const struct partnership *partnership)
{
	const char *county = "";
	for (size_t i = 0; i < partnership->council_count; i++) {
		const struct council *council = &partnership->councils[i];
		if (is_tier(council, "unitary") || (is_tier(council, "county") && *county))
			return "";
		if (is_tier(council, "county"))
			county = council->id;
	}
	return county;
}

const char *
responsible_council(const struct partnership *partnership, const struct service *service,
    const char *district, const char *as)
{
	if (service->provided_by == PROVIDED_BY_ANY)
		return as ? as : "";
	const struct council *council =
	    district && *district ? partnership_council(partnership, district) : NULL;
	if (council && is_tier(council, "unitary"))
		return council->id;
	if (service->provided_by == PROVIDED_BY_DISTRICT)
		return council && is_tier(council, "district") ? council->id : "";
	if (council && is_tier(council, "county"))
		return council->id;
	if (council && council->county && *council->county)
		return council->county;
	return only_county(partnership);
}
