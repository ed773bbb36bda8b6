#include "directory/splice.h"

#include "base/text.h"
#include "directory/splice_inner.h"
#include "directory/variant.h"

#include <limits.h>
#include <string.h>

enum { MOST_BYTES = 512 * 1024, SHORT = 60 };

struct splice {
	struct arena arena;
	struct finding_list findings;
	const char *text, *eol;
	size_t length;
	struct yaml *root; /* as read; then as it should be read after the change */
	struct yaml *node; /* what the path led to */
	const char *rest;  /* what it did not lead to */
	bool flow;         /* the node stands within { } or [ ], or is written so */
	/* The change: these bytes give way to `before`, the value, `after`. */
	size_t start, end;
	struct buf before, after;
	struct splice_entry entry;
};

/* ---- reading ---- */

static struct yaml *
read(struct splice *splice, const char *text, size_t length)
{
	findings_release(&splice->findings);
	findings_init(&splice->findings);
	return yaml_parse(&splice->arena, "", text, length, &splice->findings);
}

/* What the reader had against the text; null when it had nothing. */
static const char *
complaint(const struct splice *splice)
{
	for (size_t i = 0; i < splice->findings.count; i++)
		if (splice->findings.items[i].level == FINDING_ERROR)
			return splice->findings.items[i].sentence;
	return NULL;
}

static bool
in_flow(const struct yaml *node)
{
	while (node && !node->flow)
		node = node->parent;
	return node != NULL;
}

static int
open_text(struct splice *splice, const char *text, size_t length, const char *path, struct err *err)
{
	const char *line = memchr(text, '\n', length);
	arena_init(&splice->arena);
	findings_init(&splice->findings);
	buf_init(&splice->before, MOST_BYTES);
	buf_init(&splice->after, MOST_BYTES);
	splice->text = text;
	splice->length = length;
	splice->eol = line && line > text && line[-1] == '\r' ? "\r\n" : "\n";
	splice->root = read(splice, text, length);
	if (!splice->root)
		return err_set(err, "the text as it stands cannot be read: %s", complaint(splice));
	splice->node = splice_follow(splice->root, path, &splice->rest);
	splice->flow = in_flow(splice->node);
	return 0;
}

static void
close_text(struct splice *splice)
{
	buf_release(&splice->before);
	buf_release(&splice->after);
	findings_release(&splice->findings);
	arena_release(&splice->arena);
}

/* The same tree, whatever the writing. */
static bool
same(const struct yaml *a, const struct yaml *b)
{
	if (a->kind != b->kind || a->count != b->count ||
	    (a->key ? !text_same(a->key, b->key) : b->key != NULL))
		return false;
	if (a->kind == YAML_SCALAR)
		return strcmp(a->text, b->text) == 0;
	for (a = a->first, b = b->first; a; a = a->next, b = b->next)
		if (!same(a, b))
			return false;
	return true;
}

/* The text with the change, when it reads as the tree says. */
static bool
try_change(struct splice *splice, const struct yaml *wanted, struct buf *out)
{
	buf_clear(out);
	buf_add(out, splice->text, splice->start);
	buf_add(out, splice->before.data, splice->before.length);
	buf_add(out, splice->after.data, splice->after.length);
	buf_add(out, splice->text + splice->end, splice->length - splice->end);
	if (!buf_ok(out) || !buf_ok(&splice->before) || !buf_ok(&splice->after))
		return false;
	const struct yaml *now = read(splice, out->data, out->length);
	return now && same(now, wanted);
}

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

static void
write_scalar(struct splice *splice, enum splice_style style, const char *value)
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

/* ---- choosing how to write it ---- */

/* Did the author quote what needed no quotes? Then this value is quoted too. */
static bool
likes_quotes(struct splice *splice, struct buf *out)
{
	const struct yaml *node = splice->node;
	enum splice_style style = splice_style_of(splice->text, node);
	if (*splice->rest || (style != SPLICE_SINGLE && style != SPLICE_DOUBLE) ||
	    !splice_can(SPLICE_PLAIN, node->text, splice->flow))
		return false;
	write_scalar(splice, SPLICE_PLAIN, node->text);
	bool needless = try_change(splice, splice->root, out);
	buf_clear(&splice->before);
	return needless;
}

/* The styles to try, in this order. */
static void
order(struct splice *splice, const char *value, struct buf *out, enum splice_style styles[5])
{
	bool doubled = strchr(value, '\'') && !strpbrk(value, "\"\\");
	enum splice_style quote = doubled ? SPLICE_DOUBLE : SPLICE_SINGLE, *next = styles;
	enum splice_style old = *splice->rest || splice->node->kind != YAML_SCALAR
				    ? SPLICE_PLAIN
				    : splice_style_of(splice->text, splice->node);
	if (strchr(value, '\n'))
		quote = SPLICE_LITERAL;
	if (old == SPLICE_SINGLE || old == SPLICE_DOUBLE)
		quote = old;
	if (!likes_quotes(splice, out))
		*next++ = SPLICE_PLAIN;
	*next++ = quote;
	*next++ = SPLICE_SINGLE;
	*next++ = SPLICE_LITERAL;
	*next++ = SPLICE_DOUBLE;
	while (next < styles + 5)
		*next++ = SPLICE_DOUBLE;
}

/* Where the value goes, and the tree as it should become. */
enum splice_place { INTO_SCALAR, INTO_MAP, INTO_LIST, FOR_TEXT };

static int
find_place(const struct splice *splice, const char *path, enum splice_place *place, struct err *err)
{
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

/* The child of the node that the new entry stands behind; for a text that moves, none. */
static struct yaml *
change_tree(struct splice *splice, enum splice_place place, const char *value)
{
	struct yaml *node = splice->node, *after = NULL;
	size_t length;
	const char *next, *name = splice_name(splice->rest, &length, &next);
	switch (place) {
	case INTO_SCALAR:
		node->text = value;
		return NULL;
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
	return place == FOR_TEXT ? NULL : after;
}

static int
set(struct splice *splice, enum splice_place place, const char *path, const char *value,
    struct buf *out)
{
	enum splice_style styles[5];
	const char *old = splice->node->text;
	order(splice, value, out, styles);
	splice->entry = (struct splice_entry){.path = splice->rest,
	    .value = value,
	    .flow = splice->flow,
	    .leaf_flow = leaf_in_flow(splice, path, value),
	    .indent = indent_of(splice->node),
	    .eol = splice->eol};
	const struct yaml *after = change_tree(splice, place, value);
	for (size_t i = 0; i < 5; i++) {
		splice->entry.style = styles[i];
		if (!splice_can(styles[i], value, splice->flow))
			continue;
		buf_clear(&splice->before);
		buf_clear(&splice->after);
		if (place == INTO_SCALAR)
			write_scalar(splice, styles[i], value);
		else if (place == INTO_MAP)
			write_into_map(splice, after);
		else if (place == INTO_LIST)
			write_into_list(splice, after);
		else
			write_for_text(splice, old);
		if (try_change(splice, splice->root, out))
			return 0;
	}
	return -1;
}

int
splice_set(const char *text, size_t length, const char *path, const char *value, struct buf *out,
    struct err *err)
{
	struct splice splice = {0};
	enum splice_place place = INTO_SCALAR;
	int result = open_text(&splice, text, length, path, err);
	if (result == 0)
		result = find_place(&splice, path, &place, err);
	if (result == 0 && set(&splice, place, path, value, out)) {
		const char *why = complaint(&splice);
		result = err_set(err, "this cannot be written at %s: %s", path,
		    why ? why : "another part of the text would change");
	}
	close_text(&splice);
	return result;
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

int
splice_remove(const char *text, size_t length, const char *path, struct buf *out, struct err *err)
{
	struct splice splice = {0};
	int result = open_text(&splice, text, length, path, err);
	struct yaml *node = splice.node;
	while (result == 0 && node->parent && node->parent->count == 1)
		node = node->parent;
	if (result == 0 && (*splice.rest || !node->parent))
		result = err_set(err, "there is nothing to take out at %s", path);
	if (result == 0) {
		if (node->parent->flow)
			cut_from_flow(&splice, node);
		else
			cut_lines(&splice, node);
		unlink_node(node);
		if (!try_change(&splice, splice.root, out))
			result = err_set(err,
			    "%s cannot be taken out: another part of the text would change", path);
	}
	close_text(&splice);
	return result;
}
