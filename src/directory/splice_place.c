/* Where a change goes in the bytes of the text, and the tree as it should be read afterwards. */
#include "directory/splice_inner.h"

#include "base/text.h"
#include "directory/variant.h"

#include <limits.h>
#include <string.h>

enum { SHORT = 60 };

/* ---- places ---- */

static size_t
line_start(const struct splice *splice, size_t at)
{
	while (at > 0 && splice->text[at - 1] != '\n')
		at--;
	return at;
}

/* Before the line's end. */
static size_t
line_end(const struct splice *splice, size_t at)
{
	while (at < splice->length && splice->text[at] != '\n')
		at++;
	return at > 0 && at < splice->length && splice->text[at - 1] == '\r' ? at - 1 : at;
}

static size_t
begin_of(const struct splice *splice, const struct yaml *node)
{
	size_t at = node->key ? node->key_start : node->start;
	if (node->key || !node->parent || node->parent->flow)
		return at;
	while (at > 0 && splice->text[at - 1] == ' ')
		at--;
	return at > 0 && splice->text[at - 1] == '-' ? at - 1 : node->start;
}

/* ---- the tree as it should become ---- */

static struct yaml *
new_node(struct splice *splice, enum yaml_kind kind)
{
	struct yaml *node = arena_alloc(&splice->arena, sizeof *node);
	node->kind = kind;
	return node;
}

static void
insert(struct yaml *parent, struct yaml *after, struct yaml *child)
{
	struct yaml **link = after ? &after->next : &parent->first;
	child->next = *link;
	child->parent = parent;
	*link = child;
	parent->count++;
}

/* The nodes of a path's rest with the value at its end, under `parent` behind `after`. */
static void
insert_rest(struct splice *splice, struct yaml *parent, struct yaml *after, const char *path,
    const char *value)
{
	size_t length;
	const char *next, *name = splice_name(path, &length, &next);
	enum yaml_kind kind = !*next ? YAML_SCALAR : strcmp(next, "-") == 0 ? YAML_LIST : YAML_MAP;
	struct yaml *child = new_node(splice, kind);
	child->key = parent->kind == YAML_MAP ? arena_strndup(&splice->arena, name, length) : NULL;
	insert(parent, after, child);
	if (kind == YAML_SCALAR)
		child->text = value;
	else
		insert_rest(splice, child, NULL, next, value);
}

static void
unlink_node(struct yaml *node)
{
	struct yaml **link = &node->parent->first;
	while (*link != node)
		link = &(*link)->next;
	*link = node->next;
	node->parent->count--;
}

/* ---- what a value is written into ---- */

static struct yaml *
last_child(const struct yaml *parent)
{
	struct yaml *child = parent->first;
	while (child && child->next)
		child = child->next;
	return child;
}

static int
rank(const char *key)
{
	for (int i = 0; service_keys[i]; i++)
		if (strcmp(service_keys[i], key) == 0)
			return i;
	return INT_MAX;
}

/* The file's own entries and a variant's: they differ, and have an order. */
static bool
is_top(const struct yaml *map)
{
	return !map->parent || text_same(map->parent->key, "at");
}

/* The child that a new key comes after: at the top in the order that they are written, elsewhere
 * the last. */
static struct yaml *
place_for(const struct splice *splice, const char *key)
{
	const struct yaml *map = splice->node;
	struct yaml *found = NULL;
	for (struct yaml *child = map->first; child && is_top(map); child = child->next)
		if (rank(child->key) < rank(key))
			found = child;
	return found ? found : last_child(map);
}

/* The last map of a path is a council, or holds entries of its own. */
static bool
holds_more(const char *path)
{
	static const char *const names[] = {"facts", "texts", "choices"};
	const char *end = strrchr(path, '/'), *name = end ? end : path;
	while (name > path && name[-1] != '/')
		name--;
	for (size_t i = 0; end && i < sizeof names / sizeof *names; i++)
		if (strlen(names[i]) == (size_t)(end - name) &&
		    memcmp(names[i], name, strlen(names[i])) == 0)
			return true;
	return name == path + 3 && strncmp(path, "at/", 3) == 0;
}

/* Is the new entry's last map written { … }? As its brothers are; but what will hold more has lines
 * of its own. */
static bool
leaf_in_flow(const struct splice *splice, const char *path, const char *value)
{
	if (strlen(value) > SHORT || strchr(value, '\n'))
		return false;
	const struct yaml *map = splice->node, *brother = map->first;
	bool among = strchr(splice->rest, '/') == strrchr(splice->rest, '/') && !is_top(map);
	for (; among && brother; brother = brother->next)
		if (brother->kind == YAML_MAP)
			return brother->flow;
	return !holds_more(path);
}

/* A blank that parts the value from what stands before it. */
static void
part(struct splice *splice)
{
	if (splice->start > 0 && !strchr(" \n{[", splice->text[splice->start - 1]))
		buf_putc(&splice->before, ' ');
}

static size_t
indent_of(const struct yaml *map)
{
	int column = map->first ? map->first->key_column : map->key_column + 2;
	return column > 1 ? (size_t)column - 1 : 0;
}

void
splice_write_scalar(struct splice *splice, enum splice_style style, const char *value)
{
	const struct yaml *node = splice->node;
	int column = node->key ? node->key_column + 1 : node->column - 1;
	splice->start = node->start;
	splice->end = node->end;
	part(splice);
	splice_write(&splice->before, style, value, column > 0 ? (size_t)column : 0, splice->eol);
}

static void
write_into_map(struct splice *splice, const struct yaml *after)
{
	const struct yaml *map = splice->node;
	if (map->flow) {
		splice->start = splice->end = after ? after->end : map->start + 1;
		buf_puts(&splice->before, after ? ", " : " ");
		if (!after)
			buf_putc(&splice->after, ' ');
	} else {
		splice->start = splice->end = line_end(splice, after->end);
		buf_puts(&splice->before, splice->eol);
		for (size_t i = splice->entry.indent; i > 0; i--)
			buf_putc(&splice->before, ' ');
	}
	splice_write_entry(&splice->before, &splice->entry);
}

static void
write_into_list(struct splice *splice, const struct yaml *after)
{
	const struct yaml *list = splice->node;
	struct splice_entry *entry = &splice->entry;
	if (list->flow) {
		splice->start = splice->end = after ? after->end : list->start + 1;
		buf_puts(&splice->before, after ? ", " : "");
	} else {
		splice->start = splice->end = line_end(splice, after->end);
		buf_puts(&splice->before, splice->eol);
		for (int i = list->column; i > 1; i--)
			buf_putc(&splice->before, ' ');
		buf_puts(&splice->before, "- ");
	}
	splice_write(
	    &splice->before, entry->style, entry->value, (size_t)list->column + 1, splice->eol);
}

/* Where nothing is written yet the entry goes; where a text is, it moves to its home in a map. */
static void
write_for_text(struct splice *splice, const char *old)
{
	const struct yaml *node = splice->node;
	struct splice_entry *entry = &splice->entry, moved = *entry;
	bool empty = !node->quoted && !node->text[0];
	splice->start = node->start;
	splice->end = node->end;
	if (splice->flow) {
		part(splice);
		buf_puts(&splice->before, "{ ");
	} else {
		while (empty && splice->end < splice->length && splice->text[splice->end] == ' ')
			splice->end++;
		while (splice->start > 0 && splice->text[splice->start - 1] == ' ')
			splice->start--;
	}
	for (int i = empty; i < 2; i++) {
		if (!splice->flow) {
			buf_puts(&splice->before, splice->eol);
			for (size_t blanks = entry->indent; blanks > 0; blanks--)
				buf_putc(&splice->before, ' ');
		} else if (i == 1 && !empty) {
			buf_puts(&splice->before, ", ");
		}
		moved.path = i == 0 ? splice_home(splice->rest) : splice->rest;
		moved.value = i == 0 ? old : entry->value;
		moved.style = i == 0 ? splice_style_of(splice->text, node) : entry->style;
		splice_write_entry(&splice->before, &moved);
	}
	if (splice->flow)
		buf_puts(&splice->before, " }");
}

int
splice_find_place(struct splice *splice, const char *path, struct err *err)
{
	enum splice_place *place = &splice->place;
	const struct yaml *node = splice->node;
	const char *rest = splice->rest;
	if (!*rest && node->kind != YAML_SCALAR)
		return err_set(err, "%s holds several texts: name one of them", path);
	if (!*rest)
		*place = INTO_SCALAR;
	else if (node->kind == YAML_MAP)
		*place = INTO_MAP;
	else if (node->kind == YAML_LIST && strcmp(rest, "-") == 0)
		*place = INTO_LIST;
	else if (node->kind == YAML_SCALAR && node->key && strcmp(rest, "-") != 0 &&
		 ((!node->quoted && !node->text[0]) || splice_home(rest)))
		*place = FOR_TEXT;
	else
		return err_set(err, "the text has no place for %s", path);
	return 0;
}

/* The tree as it should be read afterwards. */
static void
change_tree(struct splice *splice, const char *value)
{
	struct yaml *node = splice->node, *after = NULL;
	size_t length;
	const char *next, *name = splice_name(splice->rest, &length, &next);
	switch (splice->place) {
	case INTO_SCALAR:
		node->text = value;
		return;
	case INTO_MAP:
		after = place_for(splice, arena_strndup(&splice->arena, name, length));
		break;
	case INTO_LIST:
		after = last_child(node);
		break;
	case FOR_TEXT:
		node->kind = YAML_MAP;
		if (node->quoted || node->text[0]) {
			after = new_node(splice, YAML_SCALAR);
			after->key = splice_home(splice->rest);
			after->text = node->text;
			insert(node, NULL, after);
		}
		break;
	}
	insert_rest(splice, node, after, splice->rest, value);
	splice->after_node = after;
}

void
splice_prepare(struct splice *splice, const char *path, const char *value)
{
	splice->entry = (struct splice_entry){.path = splice->rest,
	    .value = value,
	    .flow = splice->flow,
	    .leaf_flow = leaf_in_flow(splice, path, value),
	    .indent = indent_of(splice->node),
	    .eol = splice->eol};
	splice->old = splice->node->text;
	change_tree(splice, value);
}

void
splice_write_change(struct splice *splice, enum splice_style style)
{
	splice->entry.style = style;
	buf_clear(&splice->before);
	buf_clear(&splice->after);
	switch (splice->place) {
	case INTO_SCALAR:
		splice_write_scalar(splice, style, splice->entry.value);
		break;
	case INTO_MAP:
		write_into_map(splice, splice->after_node);
		break;
	case INTO_LIST:
		write_into_list(splice, splice->after_node);
		break;
	case FOR_TEXT:
		write_for_text(splice, splice->old);
		break;
	}
}

/* ---- taking out ---- */

static void
cut_from_flow(struct splice *splice, const struct yaml *node)
{
	const struct yaml *before = NULL;
	for (const struct yaml *child = node->parent->first; child != node; child = child->next)
		before = child;
	splice->start = before ? before->end : begin_of(splice, node);
	splice->end = !before && node->next ? begin_of(splice, node->next) : node->end;
}

static void
cut_lines(struct splice *splice, const struct yaml *node)
{
	size_t begin = begin_of(splice, node), line = line_start(splice, begin);
	splice->start = line;
	splice->end = line_end(splice, node->end);
	if (strspn(splice->text + line, " ") < begin - line) {
		/* The first of a map behind a dash: the next one moves up to it. */
		splice->start = begin;
		splice->end = node->next ? begin_of(splice, node->next) : node->end;
		return;
	}
	if (splice->end < splice->length)
		splice->end += splice->text[splice->end] == '\r' ? 2 : 1;
	else if (splice->start > 0)
		splice->start = line_end(splice, splice->start - 1);
}

void
splice_cut(struct splice *splice, struct yaml *node)
{
	if (node->parent->flow)
		cut_from_flow(splice, node);
	else
		cut_lines(splice, node);
	unlink_node(node);
}
