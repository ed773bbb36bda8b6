#include "directory/flat.h"

#include "base/text.h"
#include "dialogue/finding.h"
#include "dialogue/words.h"
#include "dialogue/yaml.h"

#include <stdlib.h>
#include <string.h>

/* Where a leaf is laid: its path so far, and what it belongs to. */
struct place {
	const char *path, *unit, *group, *item;
};

static const char *
join(const struct flat *flat, const char *path, const char *name)
{
	return arena_printf(flat->arena, "%s%s%s", path, *path ? "/" : "", name);
}

static struct leaf *
lay(struct flat *flat, const struct place *place, const char *value, int line)
{
	if (flat->count == flat->capacity) {
		size_t capacity = flat->capacity ? flat->capacity * 2 : 64;
		struct leaf *leaves = arena_alloc(flat->arena, capacity * sizeof *leaves);
		if (flat->count)
			memcpy(leaves, flat->leaves, flat->count * sizeof *leaves);
		flat->leaves = leaves;
		flat->capacity = capacity;
	}
	struct leaf *leaf = &flat->leaves[flat->count];
	*leaf = (struct leaf){.path = place->path,
	    .value = value,
	    .unit = place->unit,
	    .group = place->group,
	    .item = place->item,
	    .first = place->item && !flat_has_item(flat, place->item),
	    .line = line};
	flat->count++;
	return leaf;
}

bool
flat_is_set(const char *name)
{
	return strcmp(name, "words") == 0 || strcmp(name, "beside") == 0;
}

static enum language
language_of(const char *name)
{
	for (int i = 0; i < LANGUAGES; i++)
		if (strcmp(languages[i].code, name) == 0)
			return (enum language)i;
	return LANGUAGES;
}

const char *
flat_language(const char *name)
{
	enum language language = language_of(name);
	return language == ENGLISH || language == LANGUAGES ? NULL : languages[language].name;
}

/* A map of languages; what the choices of a question are called may look like one. */
static bool
is_words(const struct yaml *map)
{
	if (text_same(map->key, "choices") || !yaml_get(map, "en"))
		return false;
	for (const struct yaml *child = map->first; child; child = child->next)
		if (language_of(child->key) == LANGUAGES)
			return false;
	return true;
}

static void lay_node(
    struct flat *flat, const struct yaml *node, const struct place *place, bool choices);

/* In an ordered list each child is an item of it. */
static void
lay_map(struct flat *flat, const struct yaml *map, const struct place *place, bool ordered)
{
	bool words = !ordered && is_words(map);
	for (const struct yaml *child = map->first; child; child = child->next) {
		struct place inner = *place;
		if (!words || strcmp(child->key, "en") != 0)
			inner.path = join(flat, place->path, child->key);
		if (ordered) {
			inner.group = place->path;
			inner.item = inner.path;
		}
		bool choices = !ordered && strcmp(child->key, "choices") == 0;
		lay_node(flat, child, &inner, choices);
	}
}

static void
lay_list(struct flat *flat, const struct yaml *list, const struct place *place)
{
	size_t number = 0;
	bool set = list->key && flat_is_set(list->key);
	for (const struct yaml *child = list->first; child; child = child->next, number++) {
		struct place inner = *place;
		inner.path = join(flat, place->path,
		    set && child->kind == YAML_SCALAR ? child->text
						      : arena_printf(flat->arena, "%zu", number));
		lay_node(flat, child, &inner, false);
	}
}

static void
lay_node(struct flat *flat, const struct yaml *node, const struct place *place, bool choices)
{
	if (node->kind == YAML_SCALAR)
		lay(flat, place, node->text, node->line);
	else if (node->kind == YAML_MAP)
		lay_map(flat, node, place, choices);
	else
		lay_list(flat, node, place);
}

/* ---- facts and variants ---- */

static void
lay_facts(struct flat *flat, const struct yaml *facts, const char *path)
{
	for (const struct yaml *fact = facts->first; fact; fact = fact->next) {
		struct place place = {.path = join(flat, path, fact->key), .group = path};
		place.unit = place.item = place.path;
		/* The value first: it is what the fact says, wherever it is written. */
		const struct yaml *value = fact->kind == YAML_MAP ? yaml_get(fact, "value") : fact;
		const char *unit = place.path;
		place.path = join(flat, unit, "value");
		if (value)
			lay_node(flat, value, &place, false);
		for (const struct yaml *c = fact->kind == YAML_MAP ? fact->first : NULL; c;
		     c = c->next) {
			place.path = join(flat, unit, c->key);
			if (c != value)
				lay_node(flat, c, &place, false);
		}
	}
}

static void
lay_texts(struct flat *flat, const struct yaml *texts, const char *path)
{
	for (const struct yaml *text = texts->first; text; text = text->next) {
		struct place place = {.path = join(flat, path, text->key)};
		if (text->kind == YAML_SCALAR || is_words(text))
			place.path = join(flat, place.path, "text");
		lay_node(flat, text, &place, false);
	}
}

static void
lay_variant_choices(struct flat *flat, const struct yaml *asks, const char *path)
{
	for (const struct yaml *ask = asks->first; ask; ask = ask->next) {
		struct place place = {.path = join(flat, path, ask->key)};
		lay_node(flat, ask, &place, true);
	}
}

/* ---- the dialogue ---- */

static const char *
english(const struct yaml *node)
{
	if (!node)
		return "";
	const char *text = node->kind == YAML_MAP ? yaml_text(node, "en") : node->text;
	return text ? text : "";
}

/* As the dialogue names them: a given id, else what is asked or whom it goes to, else say-1. */
static const char *
prompt_id(struct flat *flat, const struct yaml *prompt, int made[2])
{
	const struct yaml *kind = prompt->first;
	const char *id = yaml_text(prompt, "id");
	bool say = strcmp(kind->key, "say") == 0, spoken = say || strcmp(kind->key, "tell") == 0;
	if (id || (!spoken && kind->kind == YAML_SCALAR))
		return id ? id : kind->text;
	do
		id = arena_printf(flat->arena, "%s-%d", kind->key, ++made[say]);
	while (flat_has_item(flat, arena_printf(flat->arena, "dialogue/prompt/%s", id)));
	return id;
}

static void
lay_prompt(struct flat *flat, const struct yaml *prompt, const char *section, int made[2])
{
	if (prompt->kind != YAML_MAP || !prompt->first)
		return;
	const struct yaml *kind = prompt->first;
	const char *id = prompt_id(flat, prompt, made);
	const char *path = arena_printf(flat->arena, "dialogue/prompt/%s", id);
	struct place place = {.unit = path, .group = "dialogue/prompt", .item = path};
	bool spoken = strcmp(kind->key, "say") == 0 || strcmp(kind->key, "tell") == 0;
	place.path = join(flat, path, "kind");
	lay(flat, &place, kind->key, kind->key_line);
	place.path = join(flat, path, spoken ? "text" : kind->key);
	if (spoken || kind->kind != YAML_SCALAR || strcmp(kind->text, id) != 0)
		lay_node(flat, kind, &place, false);
	place.path = join(flat, path, "section");
	lay(flat, &place, section, prompt->line);
	for (const struct yaml *child = kind->next; child; child = child->next) {
		place.path = join(flat, path, child->key);
		if (strcmp(child->key, "id") != 0)
			lay_node(flat, child, &place, strcmp(child->key, "choices") == 0);
	}
}

static void
lay_dialogue(struct flat *flat, const struct yaml *sections)
{
	int made[2] = {0};
	for (const struct yaml *section = sections->first; section; section = section->next) {
		const char *title = english(yaml_get(section, "section"));
		const char *path = arena_printf(flat->arena, "dialogue/section/%s", title);
		const struct yaml *child = section->kind == YAML_MAP ? section->first : NULL;
		for (; child; child = child->next) {
			struct place place = {.path = join(flat, path, child->key)};
			if (strcmp(child->key, "section") == 0)
				place.path = path;
			if (strcmp(child->key, "prompts") != 0) {
				lay_node(flat, child, &place, false);
				continue;
			}
			for (const struct yaml *p = child->first; p; p = p->next)
				lay_prompt(flat, p, title, made);
		}
	}
}

/* ---- the whole ---- */

static void
lay_top(struct flat *flat, const struct yaml *map, const char *path)
{
	for (const struct yaml *child = map->first; child; child = child->next) {
		struct place place = {.path = join(flat, path, child->key)};
		if (strcmp(child->key, "facts") == 0 && child->kind == YAML_MAP)
			lay_facts(flat, child, place.path);
		else if (strcmp(child->key, "dialogue") == 0 && child->kind == YAML_LIST)
			lay_dialogue(flat, child);
		else if (strcmp(child->key, "texts") == 0 && child->kind == YAML_MAP)
			lay_texts(flat, child, place.path);
		else if (strcmp(child->key, "choices") == 0 && child->kind == YAML_MAP)
			lay_variant_choices(flat, child, place.path);
		else if (strcmp(child->key, "at") == 0 && child->kind == YAML_MAP)
			for (const struct yaml *v = child->first; v; v = v->next)
				lay_top(flat, v, join(flat, place.path, v->key));
		else
			lay_node(flat, child, &place, strcmp(child->key, "contacts") == 0);
	}
}

static int
by_path(const void *a, const void *b)
{
	const struct leaf *x = *(const struct leaf *const *)a, *y = *(const struct leaf *const *)b;
	return strcmp(x->path, y->path);
}

static void
sort(struct flat *flat)
{
	flat->sorted = arena_alloc(flat->arena, (flat->count + 1) * sizeof *flat->sorted);
	for (size_t i = 0; i < flat->count; i++)
		flat->sorted[i] = &flat->leaves[i];
	qsort(flat->sorted, flat->count, sizeof *flat->sorted, by_path);
}

int
flat_read(struct arena *arena, const char *text, struct flat *out, struct err *err)
{
	struct finding_list findings;
	*out = (struct flat){.arena = arena};
	findings_init(&findings);
	const struct yaml *root = yaml_parse(arena, "", text, strlen(text), &findings);
	if (!root || root->kind != YAML_MAP) {
		const struct finding *first = findings.count ? &findings.items[0] : NULL;
		err_set(err, "line %d: %s", first ? first->line : 1,
		    first ? first->sentence : "this is not a service");
		findings_release(&findings);
		return -1;
	}
	findings_release(&findings);
	lay_top(out, root, "");
	sort(out);
	return 0;
}

/* ---- finding ---- */

const struct leaf *
flat_find(const struct flat *flat, const char *path)
{
	struct leaf key = {.path = path};
	const struct leaf *wanted = &key;
	const struct leaf *const *found =
	    bsearch(&wanted, flat->sorted, flat->count, sizeof *flat->sorted, by_path);
	return found ? *found : NULL;
}

const struct leaf *
flat_unit(const struct flat *flat, const char *unit)
{
	for (size_t i = 0; i < flat->count; i++)
		if (text_same(flat->leaves[i].unit, unit))
			return &flat->leaves[i];
	return NULL;
}

const struct leaf *
flat_group(const struct flat *flat, const char *group)
{
	for (size_t i = 0; i < flat->count; i++)
		if (flat->leaves[i].first && text_same(flat->leaves[i].group, group))
			return &flat->leaves[i];
	return NULL;
}

bool
flat_has_item(const struct flat *flat, const char *item)
{
	/* Leaves of an item lie together, the newest at the end. */
	for (size_t i = flat->count; i-- > 0;)
		if (text_same(flat->leaves[i].item, item))
			return true;
	return false;
}

/* ---- sections with another title ---- */

static bool
is_section(const struct leaf *leaf)
{
	size_t length = strlen(leaf->path);
	return leaf->unit && length > 8 && strcmp(leaf->path + length - 8, "/section") == 0 &&
	       strlen(leaf->unit) == length - 8;
}

static bool
has_title(const struct flat *flat, const char *title)
{
	for (size_t i = 0; i < flat->count; i++)
		if (is_section(&flat->leaves[i]) && strcmp(flat->leaves[i].value, title) == 0)
			return true;
	return false;
}

/* In `was`, the leaves of the section stand under the new title, and one says what it was. */
static void
rename_section(struct flat *was, const char *from, const char *to)
{
	const char *path = arena_printf(was->arena, "dialogue/section/%s", from);
	const char *into = arena_printf(was->arena, "dialogue/section/%s", to);
	size_t length = strlen(path);
	for (size_t i = 0; i < was->count; i++) {
		struct leaf *leaf = &was->leaves[i];
		if (is_section(leaf) && strcmp(leaf->value, from) == 0)
			leaf->value = to;
		else if (strncmp(leaf->path, path, length) == 0 &&
			 (!leaf->path[length] || leaf->path[length] == '/'))
			leaf->path = arena_printf(was->arena, "%s%s", into, leaf->path + length);
	}
}

void
flat_rename_sections(struct flat *was, struct flat *now)
{
	for (size_t i = 0; i < was->count; i++) {
		const struct leaf *leaf = &was->leaves[i];
		const struct leaf *same = is_section(leaf) ? flat_find(now, leaf->path) : NULL;
		if (same && strcmp(same->value, leaf->value) != 0 && !has_title(now, leaf->value) &&
		    !has_title(was, same->value))
			rename_section(was, leaf->value, same->value);
	}
	sort(was);
}
