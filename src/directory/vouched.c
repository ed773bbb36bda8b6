#include "directory/vouched.h"

#include "dialogue/finding.h"
#include "dialogue/yaml.h"

static struct date
date_at(const struct yaml *map, const char *key)
{
	struct date date = {0};
	const char *text = yaml_text(map, key);
	if (!text || !date_parse(text, &date))
		return (struct date){0};
	return date;
}

static void
read_facts(struct arena *arena, const struct yaml *facts, struct vouched *vouched)
{
	if (!facts || facts->kind != YAML_MAP)
		return;
	vouched->facts = arena_alloc(arena, (facts->count + 1) * sizeof *vouched->facts);
	for (const struct yaml *fact = facts->first; fact; fact = fact->next) {
		struct date date =
		    fact->kind == YAML_MAP ? date_at(fact, "review_by") : (struct date){0};
		if (date.year)
			vouched->facts[vouched->fact_count++] = date;
	}
}

static struct vouched *
read_part(struct arena *arena, const struct yaml *map, const char *council, const char *team)
{
	struct vouched *vouched = arena_alloc(arena, sizeof *vouched);
	const struct yaml *owner = yaml_get(map, "owner");
	const char *own = owner && owner->kind == YAML_MAP ? yaml_text(owner, "team") : NULL;
	vouched->council = council;
	vouched->team = own ? own : team;
	vouched->assured = date_at(map, "assured");
	vouched->review_by = date_at(map, "review_by");
	read_facts(arena, yaml_get(map, "facts"), vouched);
	return vouched;
}

static bool
has_own(const struct yaml *map)
{
	return map->kind == YAML_MAP && (yaml_get(map, "owner") || yaml_get(map, "assured") ||
					    yaml_get(map, "review_by") || yaml_get(map, "facts"));
}

struct vouched *
vouched_read(struct arena *arena, const char *text, size_t length, const char **title)
{
	struct finding_list findings;
	findings_init(&findings);
	struct yaml *root = yaml_parse(arena, "", text, length, &findings);
	findings_release(&findings);
	*title = NULL;
	if (!root || root->kind != YAML_MAP)
		return NULL;
	const struct yaml *name = yaml_get(root, "title"), *at = yaml_get(root, "at");
	*title = name && name->kind == YAML_MAP ? yaml_text(name, "en") : yaml_text(root, "title");
	struct vouched *common = read_part(arena, root, NULL, NULL), *last = common;
	for (const struct yaml *v = at && at->kind == YAML_MAP ? at->first : NULL; v; v = v->next) {
		if (!has_own(v))
			continue;
		last->next = read_part(arena, v, v->key, common->team);
		last = last->next;
	}
	return common;
}

size_t
vouched_stale(const struct vouched *vouched, struct date today)
{
	size_t stale = 0;
	for (size_t i = 0; i < vouched->fact_count; i++)
		stale += date_compare(vouched->facts[i], today) < 0;
	return stale;
}

bool
vouched_overdue(const struct vouched *vouched, struct date today)
{
	return (vouched->review_by.year && date_compare(vouched->review_by, today) < 0) ||
	       vouched_stale(vouched, today) > 0;
}
