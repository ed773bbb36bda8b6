#include "directory/season.h"

#include <string.h>

enum { MONTHS = 12 };

/* 0 … 11, or -1. */
static int
month_of(const char *text, size_t length)
{
	static const char names[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	for (int i = 0; length == 3 && i < MONTHS; i++)
		if (memcmp(names + 3 * i, text, 3) == 0)
			return i;
	return -1;
}

static unsigned
months_of(const char *text)
{
	const char *dash = strchr(text, '-');
	int from = month_of(text, dash ? (size_t)(dash - text) : strlen(text));
	int to = dash ? month_of(dash + 1, strlen(dash + 1)) : from;
	unsigned months = 0;
	if (from < 0 || to < 0)
		return 0;
	for (int month = from;; month = (month + 1) % MONTHS) {
		months |= 1u << month;
		if (month == to)
			return months;
	}
}

unsigned
season_read(const struct script *script, const struct yaml *node)
{
	unsigned season = 0;
	if (!node)
		return 0;
	if (node->kind != YAML_LIST) {
		script_error(script, node, "a season is a list of months, written [Oct-Mar]");
		return 0;
	}
	for (const struct yaml *item = node->first; item; item = item->next) {
		const char *text = script_scalar(script, item, "each of the season");
		unsigned months = text ? months_of(text) : 0;
		if (text && !months)
			script_error(script, item,
			    "'%s' is no month nor two with a hyphen between: write Oct or Oct-Mar",
			    text);
		season |= months;
	}
	return season;
}
