/*
 * Both texts are laid out flat, a path and a value for each thing that is said in them, whatever
 * way it is written; then paths are compared. What came or went as a whole is said once.
 */
#include "directory/changes.h"

#include "base/i18n.h"
#include "base/text.h"
#include "directory/flat.h"

#include <string.h>

struct comparison {
	struct arena *arena;
	struct flat was, now;
	struct change *first, **last;
};

static struct change *
add(struct comparison *comparison, enum change_kind kind, const char *path, int line)
{
	struct change *change = arena_alloc(comparison->arena, sizeof *change);
	change->kind = kind;
	change->path = path;
	change->line = line;
	*comparison->last = change;
	comparison->last = &change->next;
	return change;
}

/* ---- what it is called ---- */

/* The next name of a path, which moves on past it. */
static const char *
step(struct arena *arena, const char **path)
{
	size_t length = strcspn(*path, "/");
	const char *name = arena_strndup(arena, *path, length);
	*path += length + ((*path)[length] == '/');
	return name;
}

/* The rest of a path within its unit: "choices grey", "text in Welsh". */
static void
put_rest(struct buf *out, struct arena *arena, const char *path)
{
	const char *between = out->length ? ", " : "";
	while (*path) {
		const char *name = step(arena, &path);
		const char *language = *path ? NULL : flat_language(name);
		if (language)
			buf_printf(out, _(" in %s"), _(language));
		else
			buf_printf(out, "%s%s", between, name);
		between = " ";
	}
}

static bool
starts(const char **path, const char *with)
{
	size_t length = strlen(with);
	if (strncmp(*path, with, length) != 0)
		return false;
	*path += length;
	return true;
}

/* The unit that the path begins with; the path moves on past it. */
static void
put_unit(struct buf *out, struct arena *arena, const char **path)
{
	if (starts(path, "facts/")) {
		buf_printf(out, _("fact %s"), step(arena, path));
		/* The value is the fact. */
		if (!starts(path, "value/") && strcmp(*path, "value") == 0)
			*path = "";
	} else if (starts(path, "dialogue/prompt/") || starts(path, "texts/")) {
		buf_printf(out, _("prompt %s"), step(arena, path));
	} else if (starts(path, "dialogue/section/")) {
		buf_printf(out, _("section \"%s\""), step(arena, path));
	} else if (starts(path, "choices/")) {
		buf_printf(out, _("prompt %s"), step(arena, path));
		buf_puts(out, ", choices");
		if (**path)
			buf_printf(out, " %s", step(arena, path));
	} else {
		const char *name = step(arena, path);
		buf_puts(out, name);
		if (flat_is_set(name))
			*path = "";
	}
}

const char *
change_place(struct arena *arena, const char *path, const char **council)
{
	struct buf out;
	buf_init(&out, 4000);
	if (starts(&path, "at/"))
		*council = step(arena, &path);
	put_unit(&out, arena, &path);
	put_rest(&out, arena, path);
	const char *what = arena_strdup(arena, out.data);
	buf_release(&out);
	return what;
}

static void
say_what(struct comparison *comparison, struct change *change)
{
	change->what = change_place(comparison->arena, change->path, &change->council);
}

/* ---- comparing ---- */

/* What stands for a thing that came or went whole: a prompt's text, a fact's value. */
static const char *
gist(const struct flat *flat, struct arena *arena, const char *unit)
{
	static const char *const telling[] = {"text", "value", "calculate", "include", "kind"};
	for (size_t i = 0; i < sizeof telling / sizeof *telling; i++) {
		const struct leaf *leaf =
		    flat_find(flat, arena_printf(arena, "%s/%s", unit, telling[i]));
		if (leaf)
			return leaf->value;
	}
	return NULL;
}

/* What only one of the texts has: whole units once, else leaf by leaf. */
static void
add_whole(struct comparison *comparison, enum change_kind kind, const struct leaf *leaf,
    const struct flat *here, const struct flat *there)
{
	const char *path = leaf->path, *value = leaf->value;
	if (leaf->unit && !flat_unit(there, leaf->unit)) {
		if (leaf != flat_unit(here, leaf->unit))
			return; /* said with the unit's first leaf */
		path = leaf->unit;
		value = gist(here, comparison->arena, path);
	}
	struct change *change = add(comparison, kind, path, leaf->line);
	if (kind == CHANGE_ADDED)
		change->now = value;
	else
		change->was = value;
	say_what(comparison, change);
}

/* The other languages of an English text that did not change with it. */
static const char *
left_behind(struct comparison *comparison, const struct leaf *english)
{
	size_t length = strlen(english->path);
	const char *words = NULL;
	for (size_t i = 0; i < comparison->now.count; i++) {
		const struct leaf *now = &comparison->now.leaves[i], *was;
		if (strncmp(now->path, english->path, length) != 0 || now->path[length] != '/')
			continue;
		const char *language = flat_language(now->path + length + 1);
		was = language ? flat_find(&comparison->was, now->path) : NULL;
		if (was && strcmp(was->value, now->value) == 0)
			words = words
				    ? arena_printf(comparison->arena, "%s, %s", words, _(language))
				    : _(language);
	}
	return words;
}

static void
compare_leaves(struct comparison *comparison)
{
	for (size_t i = 0; i < comparison->now.count; i++) {
		const struct leaf *now = &comparison->now.leaves[i],
				  *was = flat_find(&comparison->was, now->path);
		if (!was) {
			add_whole(
			    comparison, CHANGE_ADDED, now, &comparison->now, &comparison->was);
		} else if (strcmp(was->value, now->value) != 0) {
			struct change *change =
			    add(comparison, CHANGE_ALTERED, now->path, now->line);
			change->was = was->value;
			change->now = now->value;
			change->behind = left_behind(comparison, now);
			say_what(comparison, change);
		}
	}
	for (size_t i = 0; i < comparison->was.count; i++)
		if (!flat_find(&comparison->now, comparison->was.leaves[i].path))
			add_whole(comparison, CHANGE_REMOVED, &comparison->was.leaves[i],
			    &comparison->was, &comparison->now);
}

/* The next unit of the list `group` that both texts have, from *at on. */
static const char *
next_common(const struct flat *flat, const struct flat *other, const char *group, size_t *at)
{
	while (*at < flat->count) {
		const struct leaf *leaf = &flat->leaves[(*at)++];
		if (leaf->first && text_same(leaf->group, group) &&
		    flat_has_item(other, leaf->item))
			return leaf->item;
	}
	return NULL;
}

static void
compare_order(struct comparison *comparison, const struct leaf *head)
{
	size_t was = 0, now = 0;
	const char *a, *b;
	do {
		a = next_common(&comparison->was, &comparison->now, head->group, &was);
		b = next_common(&comparison->now, &comparison->was, head->group, &now);
	} while (a && b && strcmp(a, b) == 0);
	if (!a && !b)
		return;
	struct change *change = add(comparison, CHANGE_MOVED, head->group, head->line);
	say_what(comparison, change);
	if (strcmp(head->group, "dialogue/prompt") == 0)
		change->what = _("prompts");
}

static void
compare_orders(struct comparison *comparison)
{
	for (size_t i = 0; i < comparison->now.count; i++) {
		const struct leaf *leaf = &comparison->now.leaves[i];
		if (leaf->first && flat_group(&comparison->now, leaf->group) == leaf)
			compare_order(comparison, leaf);
	}
}

static int
whole(struct comparison *comparison, const char *was, const char *now)
{
	if (was || now) {
		struct change *change = add(comparison, now ? CHANGE_ADDED : CHANGE_REMOVED, "", 1);
		change->what = _("service");
	}
	return 0;
}

int
changes_between(
    struct arena *arena, const char *was, const char *now, struct change **out, struct err *err)
{
	struct comparison comparison = {.arena = arena};
	comparison.last = &comparison.first;
	*out = NULL;
	int rc = 0;
	if (text_blank(was) || text_blank(now))
		rc = whole(&comparison, text_blank(was) ? NULL : was, text_blank(now) ? NULL : now);
	else if (flat_read(arena, was, &comparison.was, err) < 0 ||
		 flat_read(arena, now, &comparison.now, err) < 0)
		rc = -1;
	if (rc == 0 && comparison.now.count) {
		flat_rename_sections(&comparison.was, &comparison.now);
		compare_leaves(&comparison);
		compare_orders(&comparison);
		if (!comparison.first && strcmp(was, now) != 0)
			add(&comparison, CHANGE_LAYOUT, "", 1)->what = _("comments or layout only");
	}
	*out = comparison.first;
	return rc;
}

/* ---- saying it ---- */

static void
put_value(struct buf *out, const char *value)
{
	/* A block of lines becomes one. */
	for (; value && *value; value++)
		buf_putc(out, *value == '\n' ? ' ' : *value);
}

void
change_words(struct buf *out, const struct change *change)
{
	if (change->council)
		buf_printf(out, "%s: ", change->council);
	switch (change->kind) {
	case CHANGE_ADDED:
		buf_printf(out, _("%s added"), change->what);
		break;
	case CHANGE_REMOVED:
		buf_printf(out, _("%s removed"), change->what);
		break;
	case CHANGE_MOVED:
		buf_printf(out, _("%s in another order"), change->what);
		break;
	default:
		buf_puts(out, change->what);
	}
	if (change->was || change->now)
		buf_puts(out, ": ");
	put_value(out, change->was);
	if (change->was && change->now)
		buf_puts(out, " → ");
	put_value(out, change->now);
}
