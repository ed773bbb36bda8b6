#include "directory/splice.h"

#include "base/text.h"
#include "directory/splice_inner.h"

#include <string.h>

enum { MOST_BYTES = 512 * 1024 };

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
	splice_write_scalar(splice, SPLICE_PLAIN, node->text);
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

static int
set(struct splice *splice, const char *path, const char *value, struct buf *out)
{
	enum splice_style styles[5];
	order(splice, value, out, styles);
	splice_prepare(splice, path, value);
	for (size_t i = 0; i < 5; i++) {
		if (!splice_can(styles[i], value, splice->flow))
			continue;
		splice_write_change(splice, styles[i]);
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
	int result = open_text(&splice, text, length, path, err);
	if (result == 0)
		splice.node = *splice.rest ? splice.node : splice_english(splice.node);
	if (result == 0)
		result = splice_find_place(&splice, path, err);
	if (result == 0 && set(&splice, path, value, out)) {
		const char *why = complaint(&splice);
		result = err_set(err, "this cannot be written at %s: %s", path,
		    why ? why : "another part of the text would change");
	}
	close_text(&splice);
	return result;
}

/* ---- taking out ---- */

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
		splice_cut(&splice, node);
		if (!try_change(&splice, splice.root, out))
			result = err_set(err,
			    "%s cannot be taken out: another part of the text would change", path);
	}
	close_text(&splice);
	return result;
}
