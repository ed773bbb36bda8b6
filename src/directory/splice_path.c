/* Where a path leads in a service's tree. */
#include "directory/splice_inner.h"

#include "dialogue/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *
splice_name(const char *path, size_t *length, const char **next)
{
	*length = strcspn(path, "/");
	*next = path + *length + (path[*length] == '/');
	return path;
}

static bool
is_name(const char *text, const char *name, size_t length)
{
	return text && strlen(text) == length && memcmp(text, name, length) == 0;
}

static struct yaml *
child_named(struct yaml *map, const char *name, size_t length)
{
	struct yaml *child = map->kind == YAML_MAP ? map->first : NULL;
	while (child && !is_name(child->key, name, length))
		child = child->next;
	return child;
}

/* What `say` or `tell` say are their words. */
static struct yaml *
entry_of(struct yaml *map, const char *name, size_t length)
{
	struct yaml *child = child_named(map, name, length);
	if (child || !is_name("text", name, length))
		return child;
	child = child_named(map, "say", 3);
	return child ? child : child_named(map, "tell", 4);
}

static struct yaml *
item_of(struct yaml *list, const char *name, size_t length)
{
	if (length == 0 || length > 4 || strspn(name, "0123456789") < length)
		return NULL;
	long number = strtol(name, NULL, 10);
	struct yaml *item = list->first;
	for (; item && number > 0; number--)
		item = item->next;
	return item;
}

/* What is said without an id is numbered, say-1 and tell-1; all else is named by what stands behind
 * its kind. */
static bool
is_prompt(const struct yaml *prompt, const char *id, size_t length, int made[2])
{
	const char *given = yaml_text(prompt, "id");
	const struct yaml *kind = prompt->kind == YAML_MAP ? prompt->first : NULL;
	char name[24];
	if (given || !kind)
		return is_name(given, id, length);
	bool say = strcmp(kind->key, "say") == 0;
	if (!say && strcmp(kind->key, "tell") != 0)
		return kind->kind == YAML_SCALAR && is_name(kind->text, id, length);
	snprintf(name, sizeof name, "%s-%d", kind->key, ++made[say]);
	return is_name(name, id, length);
}

static struct yaml *
prompt_of(struct yaml *dialogue, const char *id, size_t length)
{
	int made[2] = {0};
	for (struct yaml *section = dialogue->first; section; section = section->next) {
		struct yaml *prompts = child_named(section, "prompts", 7);
		struct yaml *prompt = prompts ? prompts->first : NULL;
		for (; prompt; prompt = prompt->next)
			if (is_prompt(prompt, id, length, made))
				return prompt;
	}
	return NULL;
}

/* One step down from a map or a list; *path moves past what it took. */
static struct yaml *
step(struct yaml *node, const char **path)
{
	size_t length;
	const char *next, *name = splice_name(*path, &length, &next);
	struct yaml *child = NULL;
	if (node->kind == YAML_MAP) {
		child = entry_of(node, name, length);
	} else if (is_name("prompt", name, length) && is_name(node->key, "dialogue", 8)) {
		name = splice_name(next, &length, &next);
		child = prompt_of(node, name, length);
	} else if (node->kind == YAML_LIST) {
		child = item_of(node, name, length);
	}
	if (child)
		*path = next;
	return child;
}

const char *
splice_home(const char *name)
{
	static const char *const homes[][2] = {{"value", "value"}, {"label", "value"},
	    {"review_by", "value"}, {"text", "text"}, {"hint", "text"}, {"promise", "text"},
	    {"to", "text"}};
	size_t length = strcspn(name, "/");
	for (size_t i = 0; i < sizeof homes / sizeof *homes; i++)
		if (is_name(homes[i][0], name, length))
			return homes[i][1];
	for (int i = 0; i < LANGUAGES; i++)
		if (is_name(languages[i].code, name, length))
			return languages[ENGLISH].code;
	return NULL;
}

/* A text in several languages: its English is what is meant by it. */
struct yaml *
splice_english(struct yaml *node)
{
	struct yaml *english = child_named(node, "en", 2);
	for (struct yaml *child = node->first; english && child; child = child->next)
		if (!splice_home(child->key) || strcmp(splice_home(child->key), "en") != 0)
			return node;
	return english && !is_name(node->key, "choices", 7) ? english : node;
}

struct yaml *
splice_follow(struct yaml *root, const char *path, const char **rest)
{
	struct yaml *node = root;
	while (*path) {
		if (node->kind == YAML_SCALAR) {
			const char *home = splice_home(path);
			if (home && strcmp(home, path) == 0 && (node->quoted || node->text[0]))
				path += strlen(path);
			break;
		}
		struct yaml *child = step(node, &path);
		if (!child)
			break;
		node = child;
	}
	*rest = path;
	return node;
}

const struct yaml *
splice_find(const struct yaml *root, const char *path)
{
	const char *rest;
	/* Looks only: the tree is not changed. */
	struct yaml *node = splice_follow((struct yaml *)(uintptr_t)root, path, &rest);
	return *rest ? NULL : splice_english(node);
}
