/* Where a path leads in a service's tree. */
#include "directory/splice_inner.h"

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

/* An ask, a referral and the other outcomes are named by what stands behind their kind. */
static bool
is_prompt(const struct yaml *prompt, const char *id, size_t length)
{
	static const char *const named[] = {"ask", "refer", "resolve", "signpost", "calculate"};
	const char *given = yaml_text(prompt, "id");
	if (given)
		return is_name(given, id, length);
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (is_name(yaml_text(prompt, named[i]), id, length))
			return true;
	return false;
}

static struct yaml *
prompt_of(struct yaml *dialogue, const char *id, size_t length)
{
	for (struct yaml *section = dialogue->first; section; section = section->next) {
		struct yaml *prompts = child_named(section, "prompts", 7);
		struct yaml *prompt = prompts ? prompts->first : NULL;
		for (; prompt; prompt = prompt->next)
			if (is_prompt(prompt, id, length))
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
	return length == 2 ? "en" : NULL; /* a language */
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
	const struct yaml *node = splice_follow((struct yaml *)(uintptr_t)root, path, &rest);
	return *rest ? NULL : node;
}
