#include "directory/replace.h"

#include "base/text.h"
#include "directory/flat.h"
#include "directory/splice.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_TEXT = 256 * 1024 };

/* ---- within one value ---- */

static bool
is_letter(char c)
{
	/* A byte of a character beyond ASCII counts: é is a letter, and so may be its neighbours.
	 */
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (unsigned char)c >= 0x80;
}

static bool
stands_alone(const char *value, const char *at, size_t length)
{
	return (at == value || !is_letter(at[-1])) && !is_letter(at[length]);
}

/* Inside ${…}? */
static bool
in_name(const char *value, const char *at)
{
	const char *begin = NULL;
	for (const char *c = value; c < at; c++)
		if (c[0] == '$' && c[1] == '{')
			begin = c;
	const char *end = begin ? strchr(begin, '}') : NULL;
	return begin && (!end || end >= at);
}

static int
replace_in(const char *value, const struct replacing *replacing, struct buf *out)
{
	size_t length = strlen(replacing->old);
	const char *from = value;
	int count = 0;
	buf_clear(out);
	for (const char *at = strstr(value, replacing->old); at;) {
		if (in_name(value, at) || (replacing->word && !stands_alone(value, at, length))) {
			at = strstr(at + 1, replacing->old);
			continue;
		}
		buf_add(out, from, (size_t)(at - from));
		buf_puts(out, replacing->new);
		from = at + length;
		count++;
		at = strstr(from, replacing->old);
	}
	buf_puts(out, from);
	return count;
}

/* ---- where ---- */

static const char *
last_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	/* The language of a text is not its name. */
	if (slash && flat_language(name)) {
		while (slash > path && slash[-1] != '/')
			slash--;
		return slash;
	}
	return name;
}

static bool
is_named(const char *name, const char *word)
{
	size_t length = strlen(word);
	return strncmp(name, word, length) == 0 && (!name[length] || name[length] == '/');
}

static const char *
without_council(const char *path)
{
	if (strncmp(path, "at/", 3) != 0)
		return path;
	const char *slash = strchr(path + 3, '/');
	return slash ? slash + 1 : path;
}

/* Does the path hold something that people read? */
static bool
is_wanted(const struct replacing *replacing, const char *path)
{
	static const char *const read[] = {"text", "hint", "promise", "to", "message", "label",
	    "title", "summary", "because", "rule", "email", NULL};
	const char *place = without_council(path), *name = last_name(path);
	if (strncmp(place, "facts/", 6) == 0)
		return replacing->facts && (is_named(name, "value") || is_named(name, "label"));
	if (!replacing->texts)
		return false;
	if (strncmp(place, "contacts/", 9) == 0 || strncmp(place, "choices/", 8) == 0 ||
	    strstr(place, "/choices/"))
		return !is_named(name, "when");
	if (strncmp(place, "dialogue/section/", 17) == 0)
		return true;
	for (size_t i = 0; read[i]; i++)
		if (is_named(name, read[i]))
			return true;
	return false;
}

/* The path as the splice takes it: a section by its number, which is the order of its first leaf.
 * Other settings of a section (how often it repeats) are no texts. */
static const char *
splice_path(const struct flat *flat, const struct leaf *leaf, struct arena *arena)
{
	static const char sections[] = "dialogue/section/";
	if (strncmp(leaf->path, sections, strlen(sections)) != 0)
		return leaf->path;
	int number = -1;
	const struct leaf *last = NULL;
	for (size_t i = 0; i < flat->count && &flat->leaves[i] <= leaf; i++) {
		const struct leaf *one = &flat->leaves[i];
		if (strncmp(one->path, sections, strlen(sections)) != 0)
			continue;
		bool same = last && strncmp(one->path, last->path, strlen(last->path)) == 0 &&
			    one->path[strlen(last->path)] == '/';
		if (!same) {
			number++;
			last = one;
		}
	}
	const char *rest = leaf->path + strlen(last->path);
	if (*rest && !flat_language(rest + 1))
		return NULL;
	return arena_printf(arena, "dialogue/%d/section%s", number, rest);
}

static int
replace_leaf(const struct flat *flat, const struct leaf *leaf, const struct replacing *replacing,
    struct buf *text, struct err *err)
{
	struct buf value, out;
	int count = 0;
	const char *path =
	    is_wanted(replacing, leaf->path) ? splice_path(flat, leaf, flat->arena) : NULL;
	if (!path || !strstr(leaf->value, replacing->old))
		return 0;
	buf_init(&value, MOST_TEXT);
	buf_init(&out, MOST_TEXT);
	count = replace_in(leaf->value, replacing, &value);
	if (count && !buf_ok(&value))
		count = err_set(err, "the text would be too long");
	if (count > 0 && splice_set(text->data, text->length, path, value.data, &out, err) < 0)
		count = err_prefix(err, "line %d", leaf->line);
	if (count > 0) {
		buf_clear(text);
		buf_add(text, out.data, out.length);
	}
	buf_release(&value);
	buf_release(&out);
	return count;
}

int
replace_words(const char *text, const struct replacing *replacing, struct buf *out, struct err *err)
{
	struct arena arena;
	struct flat flat;
	int count = 0;
	buf_clear(out);
	buf_puts(out, text);
	if (!*replacing->old || !strstr(text, replacing->old))
		return 0;
	arena_init(&arena);
	if (flat_read(&arena, text, &flat, err) < 0)
		count = -1;
	for (size_t i = 0; count >= 0 && i < flat.count; i++) {
		int more = replace_leaf(&flat, &flat.leaves[i], replacing, out, err);
		count = more < 0 ? more : count + more;
	}
	arena_release(&arena);
	return count;
}
