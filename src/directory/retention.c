#include "directory/retention.h"
#include "base/text.h"

#include <string.h>

enum { MOST_MONTHS = 1200 };

static const char *
kind_names(const char *names[RETAIN_KINDS + 1], struct arena *arena)
{
	const char *all = "";
	for (size_t i = 0; i < RETAIN_KINDS; i++) {
		names[i] = retention_kinds[i].id;
		all = arena_printf(arena, "%s%s%s", all, i ? ", " : "", names[i]);
	}
	names[RETAIN_KINDS] = NULL;
	return all;
}

/* What the kind itself decides is written all the same: whoever reads the file sees what is done.
 */
static void
read_fixed(const struct script *script, const struct yaml *map, const char *key, const char *wanted)
{
	const struct yaml *node = yaml_get(map, key);
	const char *text = node ? script_scalar(script, node, key) : NULL;
	struct yaml at = {.line = map->key_line, .column = map->key_column};
	if (!node)
		script_error(
		    script, &at, "'%s' has no %s: add '%s: %s'", map->key, key, key, wanted);
	else if (text && strcmp(text, wanted) != 0 && strcmp(wanted, "anonymise") == 0)
		script_error(script, node,
		    "reports count each %s for ever, so it stays without its person: write "
		    "'then: anonymise'",
		    map->key);
	else if (text && strcmp(text, wanted) != 0)
		script_error(script, node, "'%s' is not for a %s: write '%s: %s'", text, map->key,
		    key, wanted);
}

static void
read_rule(const struct script *script, const struct yaml *map, const struct retention_kind *kind,
    struct retention *rule)
{
	static const char *const keys[] = {"months", "after", "then", NULL};
	struct yaml at = {.line = map->key_line, .column = map->key_column};
	if (map->kind != YAML_MAP) {
		script_error(script, map, "a rule is written { months: 36, after: %s, then: %s }",
		    kind->after, kind->then);
		return;
	}
	script_keys(script, map, keys);
	if (!yaml_get(map, "months"))
		script_error(script, &at, "'%s' has no months: add it", map->key);
	rule->months = script_whole(script, yaml_get(map, "months"), 1, MOST_MONTHS, 0);
	read_fixed(script, map, "after", kind->after);
	read_fixed(script, map, "then", kind->then);
}

void
retention_read(
    const struct script *script, const struct yaml *root, struct partnership *partnership)
{
	const struct yaml *list = yaml_get(root, "retention");
	const char *names[RETAIN_KINDS + 1], *all = kind_names(names, script->arena);
	partnership->retention_count = RETAIN_KINDS;
	partnership->retention =
	    arena_alloc(script->arena, RETAIN_KINDS * sizeof *partnership->retention);
	for (size_t i = 0; i < RETAIN_KINDS; i++)
		partnership->retention[i] = (struct retention){.id = retention_kinds[i].id,
		    .after = retention_kinds[i].after,
		    .then = retention_kinds[i].then};
	if (!list)
		return;
	if (list->kind != YAML_MAP) {
		script_error(script, list, "retention has a rule for any of %s", all);
		return;
	}
	script_keys(script, list, names);
	for (size_t i = 0; i < RETAIN_KINDS; i++) {
		const struct yaml *map = yaml_get(list, retention_kinds[i].id);
		if (map)
			read_rule(script, map, &retention_kinds[i], &partnership->retention[i]);
	}
}

void
retention_read_own(const struct script *script, const struct yaml *node, struct service *service)
{
	static const char *const keys[] = {"contact", "case", NULL};
	if (!node)
		return;
	if (node->kind != YAML_MAP) {
		script_error(
		    script, node, "retention is written in months, { contact: 12, case: 300 }");
		return;
	}
	script_keys(script, node, keys);
	service->keep_contact = script_whole(script, yaml_get(node, "contact"), 1, MOST_MONTHS, 0);
	service->keep_case = script_whole(script, yaml_get(node, "case"), 1, MOST_MONTHS, 0);
}

static void
check_rule(const struct script *script, const struct yaml *node,
    const struct partnership *partnership, enum retained_kind kind, int months)
{
	const char *name = retention_kinds[kind].id;
	for (size_t i = 0; months && i < partnership->retention_count; i++)
		if (text_same(partnership->retention[i].id, name) &&
		    !partnership->retention[i].months)
			script_warn(script, yaml_get(node, name),
			    "partnership.yml has no rule for a %s, so these months are not used: "
			    "add it there",
			    name);
}

void
retention_check_own(const struct script *script, const struct yaml *node,
    const struct partnership *partnership, const struct service *service)
{
	if (!node || !partnership)
		return;
	check_rule(script, node, partnership, RETAIN_CONTACT, service->keep_contact);
	check_rule(script, node, partnership, RETAIN_CASE, service->keep_case);
}
