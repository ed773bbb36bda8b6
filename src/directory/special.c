#include "directory/special.h"

#include "directory/opening.h"

#include <string.h>

/* "2026 Dec 24" */
static const char *
day_words(struct arena *arena, struct date date)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	return arena_printf(
	    arena, "%d %.3s %d", date.year, months + (date.month - 1) * 3, date.day);
}

static bool
read_days(const struct yaml *node, struct date *first, struct date *last)
{
	char text[11];
	size_t length = strlen(node->key);
	if (length != 10 && (length != 21 || node->key[10] != '/'))
		return false;
	memcpy(text, node->key, 10);
	text[10] = '\0';
	*last = (struct date){0};
	if (!date_parse(text, first))
		return false;
	if (length == 10)
		*last = *first;
	return length == 10 ||
	       (date_parse(node->key + 11, last) && date_compare(*first, *last) < 0);
}

static const char *
special_rule(const struct script *script, const struct yaml *node)
{
	struct date first, last;
	struct err why = {{0}};
	struct yaml at = {.line = node->key_line, .column = node->key_column};
	const char *times = script_scalar(script, node, "the times of a special day");
	if (!read_days(node, &first, &last)) {
		script_error(script, &at,
		    "'%s' is no day: write 2026-12-24, or 2026-12-24/2027-01-02", node->key);
		return NULL;
	}
	if (!times)
		return NULL;
	const char *rule =
	    date_compare(first, last) == 0
		? arena_printf(script->arena, "%s %s", day_words(script->arena, first), times)
		: arena_printf(script->arena, "%s-%s %s", day_words(script->arena, first),
		      day_words(script->arena, last), times);
	if (strchr(times, ';') || hours_check(rule, &why)) {
		script_error(
		    script, node, "'%s' are no times of a day: write 09:00-12:00, or off", times);
		return NULL;
	}
	return rule;
}

const char *
special_join(struct arena *arena, const char *hours, const char *special)
{
	if (!hours || !special)
		return hours ? hours : special;
	return arena_printf(arena, "%s; %s", hours, special);
}

const char *
special_days(const struct script *script, const struct yaml *node)
{
	const char *all = NULL;
	if (!node)
		return NULL;
	if (node->kind != YAML_MAP) {
		script_error(script, node,
		    "special days are written by date: { 2026-12-24: 09:00-12:00, 2026-12-28: off "
		    "}");
		return NULL;
	}
	for (const struct yaml *day = node->first; day; day = day->next) {
		const char *rule = special_rule(script, day);
		if (rule)
			all = special_join(script->arena, all, rule);
	}
	return all;
}
