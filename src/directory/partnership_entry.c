/* The entries of partnership.yml: one table of columns for each list. */
#include "base/text.h"
#include "directory/opening.h"
#include "directory/partnership_inner.h"
#include "directory/special.h"
#include "model/equality.h"

#include <stdlib.h>
#include <string.h>

#define COLUMN(type, field, key, required, form)                                                   \
	{                                                                                          \
		key, offsetof(struct type, field), required, form                                  \
	}

const struct column council_columns[] = {
    COLUMN(council, name, "name", true, ANY_TEXT),
    COLUMN(council, short_name, "short", true, ANY_TEXT),
    COLUMN(council, tier, "tier", true, TIER),
    COLUMN(council, gss, "gss", false, ANY_TEXT),
    COLUMN(council, county, "county", false, ANY_TEXT),
    COLUMN(council, district, "district", false, ANY_TEXT),
    COLUMN(council, nation, "nation", false, NATION),
    COLUMN(council, sharing, "sharing", false, SHARING),
    COLUMN(council, monitoring, "monitoring", false, QUESTIONS),
    COLUMN(council, greeting, "greeting", false, ANY_TEXT),
    COLUMN(council, telephone, "telephone", false, ANY_TEXT),
    COLUMN(council, email, "email", false, ANY_TEXT),
    COLUMN(council, web, "web", false, ANY_TEXT),
    COLUMN(council, postcodes, "postcodes", false, WORDS),
    COLUMN(council, from, "from", false, DATE),
    COLUMN(council, until, "until", false, DATE),
    COLUMN(council, successor, "successor", false, ANY_TEXT),
    COLUMN(council, outside, "crm", false, CRM),
    COLUMN(council, special, "special", false, SPECIAL),
    COLUMN(council, out_of_hours, "out_of_hours.text", false, ANY_TEXT),
    COLUMN(council, emergency, "out_of_hours.telephone", false, ANY_TEXT),
    {NULL, 0, false, ANY_TEXT},
};
const struct column body_columns[] = {
    COLUMN(body, name, "name", true, ANY_TEXT),
    COLUMN(body, kind, "kind", true, ANY_TEXT),
    COLUMN(body, areas, "areas", false, WORDS),
    COLUMN(body, telephone, "telephone", false, ANY_TEXT),
    COLUMN(body, email, "email", false, ANY_TEXT),
    COLUMN(body, web, "web", false, ANY_TEXT),
    COLUMN(body, hours, "hours", false, HOURS),
    COLUMN(body, out_of_hours, "out_of_hours.text", false, ANY_TEXT),
    COLUMN(body, emergency, "out_of_hours.telephone", false, ANY_TEXT),
    {NULL, 0, false, ANY_TEXT},
};
const struct column site_columns[] = {
    COLUMN(site, name, "name", true, ANY_TEXT),
    COLUMN(site, council, "council", true, ANY_TEXT),
    COLUMN(site, address, "address", false, ANY_TEXT),
    COLUMN(site, hours, "hours", false, HOURS),
    COLUMN(site, hours, "special", false, SPECIAL),
    COLUMN(site, telephone, "telephone", false, ANY_TEXT),
    COLUMN(site, roles, "roles", false, WORDS),
    COLUMN(site, postcode, "postcode", false, POSTCODE),
    COLUMN(site, rooms, "rooms", false, WORDS),
    COLUMN(site, easting, "easting", false, NUMBER),
    COLUMN(site, northing, "northing", false, NUMBER),
    {NULL, 0, false, ANY_TEXT},
};
const struct column desk_columns[] = {
    COLUMN(desk_record, name, "name", true, ANY_TEXT),
    COLUMN(desk_record, site, "site", true, ANY_TEXT),
    COLUMN(desk_record, kind, "kind", true, KIND),
    COLUMN(desk_record, services, "services", false, WORDS),
    COLUMN(desk_record, has, "has", false, WORDS),
    {NULL, 0, false, ANY_TEXT},
};
const struct column team_columns[] = {
    COLUMN(team, name, "name", true, ANY_TEXT),
    COLUMN(team, council, "council", true, ANY_TEXT),
    COLUMN(team, hours, "hours", false, HOURS),
    COLUMN(team, email, "email", false, ANY_TEXT),
    {NULL, 0, false, ANY_TEXT},
};

const struct column venue_columns[] = {
    COLUMN(venue, name, "name", true, ANY_TEXT),
    COLUMN(venue, council, "council", true, ANY_TEXT),
    COLUMN(venue, kind, "kind", true, VENUE),
    COLUMN(venue, hours, "hours", false, HOURS),
    {NULL, 0, false, ANY_TEXT},
};
const struct column diary_columns[] = {
    COLUMN(diary, name, "name", true, ANY_TEXT),
    COLUMN(diary, council, "council", true, ANY_TEXT),
    COLUMN(diary, kind, "kind", true, DIARY),
    COLUMN(diary, services, "services", true, WORDS),
    COLUMN(diary, site, "site", false, ANY_TEXT),
    COLUMN(diary, team, "team", false, ANY_TEXT),
    COLUMN(diary, room, "room", false, ANY_TEXT),
    COLUMN(diary, bring, "bring", false, ANY_TEXT),
    COLUMN(diary, hours, "hours", true, HOURS),
    COLUMN(diary, hours, "special", false, SPECIAL),
    COLUMN(diary, slot, "slot", true, COUNT_OF),
    COLUMN(diary, capacity, "capacity", false, COUNT_OF),
    COLUMN(diary, travel, "travel", false, COUNT_OF),
    COLUMN(diary, notice, "notice", false, COUNT_OF),
    COLUMN(diary, ahead, "ahead", false, COUNT_OF),
    {NULL, 0, false, ANY_TEXT},
};

/* The words that a value of this form may be. */
static const struct {
	enum form form;
	const char *advice;
	const char *words[6];
} vocabularies[] = {
    {TIER, "write county, district, unitary or parish",
	{"county", "district", "unitary", "parish", NULL}},
    {KIND, "write counter, phone, gateway, training or web",
	{"counter", "phone", "gateway", "training", "web", NULL}},
    {VENUE, "write gateway or outreach", {"gateway", "outreach", NULL}},
    {NATION, "write england, wales, scotland or northern_ireland",
	{"england", "wales", "scotland", "northern_ireland", NULL}},
    {DIARY, "write officer, room, surgery or home_visit",
	{"officer", "room", "surgery", "home_visit", NULL}},
    {SHARING, "write none, exists or full", {"none", "exists", "full", NULL}},
};

static void
check_word(const struct script *script, const struct yaml *node, enum form form)
{
	for (size_t i = 0; i < sizeof vocabularies / sizeof *vocabularies; i++) {
		const char *const *words = vocabularies[i].words;
		if (vocabularies[i].form != form)
			continue;
		for (const char *const *word = words; *word; word++)
			if (strcmp(*word, node->text) == 0)
				return;
		const char *nearest = script_nearest(node->text, words);
		script_error(script, node, "'%s' is no %s: %s%s%s", node->text, node->key,
		    nearest ? "did you mean '" : vocabularies[i].advice, nearest ? nearest : "",
		    nearest ? "'?" : "");
	}
}

/* [PR6, PR7 1], or one of them: kept as a text with commas. */
static const char *
read_many(const struct script *script, const struct yaml *node)
{
	if (node->kind != YAML_LIST)
		return script_scalar(script, node, node->key);
	const char *all = "";
	for (const struct yaml *item = node->first; item; item = item->next) {
		const char *word = script_scalar(script, item, "each of the list");
		if (word)
			all = arena_printf(script->arena, "%s%s%s", all, *all ? "," : "", word);
	}
	return all;
}

/* The equality questions that are asked: each one of those there are. */
static const char *
read_questions(const struct script *script, const struct yaml *node)
{
	const char *known[16] = {NULL}, *text = read_many(script, node);
	const char *rest = text, *id;
	for (size_t i = 0; i < equality_question_count; i++)
		known[i] = equality_questions[i].id;
	for (size_t length; (length = list_word(&rest, &id)) > 0;)
		if (!equality_question(id, length)) {
			const char *word = arena_strndup(script->arena, id, length);
			const char *nearest = script_nearest(word, known);
			script_error(script, node,
			    nearest ? "'%s' is no equality question: did you mean '%s'?"
				    : "'%s' is no equality question",
			    word, nearest);
		}
	return text;
}

static int64_t
read_number(const struct script *script, const struct yaml *node, enum form form)
{
	const char *text = script_scalar(script, node, node->key);
	size_t length = text ? strlen(text) : 0;
	if (length && length < 8 && strspn(text, "0123456789") == length)
		return strtoll(text, NULL, 10);
	if (text && form == COUNT_OF)
		script_error(script, node, "'%s' is no %s: write a whole number", text, node->key);
	else if (text)
		script_error(script, node, "'%s' is no %s: write metres of the National Grid", text,
		    node->key);
	return 0;
}

/* A text in the form of its column; null after a finding. */
static const char *
read_text(const struct script *script, const struct yaml *node, enum form form)
{
	struct err why = {{0}};
	struct date date;
	char postcode[9];
	if (form == WORDS)
		return read_many(script, node);
	if (form == QUESTIONS)
		return read_questions(script, node);
	const char *text = script_scalar(script, node, node->key);
	if (!text)
		return NULL;
	if (form == HOURS && hours_check(text, &why))
		script_error(script, node, "%s", why.text);
	if (form == DATE && !script_date(script, node, &date))
		return NULL;
	if (form == POSTCODE) {
		if (postcode_normal(text, postcode))
			return arena_strdup(script->arena, postcode);
		script_error(script, node, "'%s' is no postcode", text);
	}
	check_word(script, node, form);
	return text;
}

static void
put_text(void *record, const struct column *column, const char *text)
{
	memcpy((char *)record + column->offset, &text, sizeof text);
}

/* The days come after the hours there are: they are about those very days. */
static void
read_special(
    const struct script *script, const struct column *column, const struct yaml *node, void *record)
{
	const char *hours, *special = special_days(script, node);
	memcpy(&hours, (char *)record + column->offset, sizeof hours);
	put_text(record, column, special_join(script->arena, hours, special));
}

/* The node of a key, or of a key within a map: "out_of_hours.text". */
static const struct yaml *
node_at(const struct yaml *map, const char *key)
{
	char first[40];
	const char *dot = strchr(key, '.');
	if (!dot || (size_t)(dot - key) >= sizeof first)
		return yaml_get(map, key);
	memcpy(first, key, (size_t)(dot - key));
	first[dot - key] = '\0';
	return yaml_get(yaml_get(map, first), dot + 1);
}

static void
read_column(
    const struct script *script, const struct column *column, const struct yaml *map, void *record)
{
	const struct yaml *node = node_at(map, column->key);
	char *place = (char *)record + column->offset;
	if (!node) {
		struct yaml at = {.line = map->key_line, .column = map->key_column};
		if (column->required)
			script_error(script, &at, "'%s' has no %s: add it", map->key, column->key);
		return;
	}
	if (column->form == SPECIAL) {
		read_special(script, column, node, record);
	} else if (column->form == CRM) {
		bool outside = !script_flag(script, node);
		memcpy(place, &outside, sizeof outside);
	} else if (column->form == NUMBER || column->form == COUNT_OF) {
		int64_t number = read_number(script, node, column->form);
		memcpy(place, &number, sizeof number);
	} else {
		const char *text = read_text(script, node, column->form);
		if (text)
			put_text(record, column, text);
	}
}

/* The keys of an entry: of the columns, each map once. */
static void
check_keys(const struct script *script, const struct column *columns, const struct yaml *map)
{
	const char *keys[24];
	size_t count = 0;
	for (const struct column *column = columns; column->key; column++) {
		size_t length = strcspn(column->key, ".");
		if (count && strncmp(keys[count - 1], column->key, length) == 0 &&
		    column->key[length])
			continue;
		keys[count++] = arena_strndup(script->arena, column->key, length);
	}
	keys[count] = NULL;
	script_keys(script, map, keys);
}

/* `special` and `out_of_hours` at the top of the file: an entry without the rest. */
void
entry_read_some(
    const struct script *script, const struct column *columns, const struct yaml *map, void *record)
{
	for (const struct column *column = columns; column->key; column++)
		if (!column->required && node_at(map, column->key))
			read_column(script, column, map, record);
}

void
entry_read(
    const struct script *script, const struct column *columns, const struct yaml *map, void *record)
{
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
	check_keys(script, columns, map);
	for (const struct column *column = columns; column->key; column++)
		read_column(script, column, map, record);
}
