/* What was typed into the forms of an entry, spliced into its text. */
#include "base/alloc.h"
#include "desk/state.h"
#include "directory/splice.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_TEXT = 512 * 1024, MOST_WORDS = 200 };

struct laying {
	struct buf text, next;
	struct arena *arena;
	struct entry_fault **faults;
};

static void
fault(struct laying *laying, const char *path, const char *sentence)
{
	struct entry_fault *fault = arena_alloc(laying->arena, sizeof *fault);
	fault->path = arena_strdup(laying->arena, path);
	fault->sentence = arena_strdup(laying->arena, sentence);
	fault->next = *laying->faults;
	*laying->faults = fault;
}

/* Takes the new text, or the sentence that says why there is none. */
static bool
take(struct laying *laying, int result, const char *path, const struct err *err)
{
	if (result) {
		fault(laying, path, err->text);
		return false;
	}
	struct buf old = laying->text;
	laying->text = laying->next;
	laying->next = old;
	return true;
}

static bool
put(struct laying *laying, const char *path, const char *value)
{
	struct err err = {""};
	int result =
	    splice_set(laying->text.data, laying->text.length, path, value, &laying->next, &err);
	return take(laying, result, path, &err);
}

static bool
take_out(struct laying *laying, const char *path)
{
	struct err err = {""};
	int result =
	    splice_remove(laying->text.data, laying->text.length, path, &laying->next, &err);
	return take(laying, result, path, &err);
}

static const struct yaml *
tree(struct laying *laying)
{
	struct finding_list findings;
	findings_init(&findings);
	const struct yaml *root =
	    yaml_parse(laying->arena, "", laying->text.data, laying->text.length, &findings);
	findings_release(&findings);
	return root;
}

/* ---- search words: a list, typed between commas ---- */

static size_t
split(struct laying *laying, const char *typed, const char **words)
{
	size_t count = 0;
	char *rest = arena_strdup(laying->arena, typed), *word;
	while ((word = strsep(&rest, ",\n")) != NULL && count < MOST_WORDS) {
		word = text_trim(word);
		bool there = !*word;
		for (size_t i = 0; i < count; i++)
			there = there || strcmp(words[i], word) == 0;
		if (!there)
			words[count++] = word;
	}
	return count;
}

static bool
among(const char *const *words, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++)
		if (text_same(words[i], word))
			return true;
	return false;
}

/* Only what came and what went is touched. */
static void
put_words(struct laying *laying, const char *path, const char *typed)
{
	const char *wanted[MOST_WORDS], *had[MOST_WORDS];
	size_t want = split(laying, typed, wanted), have = 0;
	const struct yaml *root = tree(laying), *list = root ? splice_find(root, path) : NULL;
	for (const struct yaml *item = list ? list->first : NULL; item && have < MOST_WORDS;
	     item = item->next)
		had[have++] = item->text;
	for (size_t i = 0; i < want; i++)
		if (!among(had, have, wanted[i]) &&
		    !put(laying, arena_printf(laying->arena, "%s/-", path), wanted[i]))
			return;
	for (size_t i = have; i-- > 0;)
		if (!among(wanted, want, had[i]) &&
		    !take_out(laying, arena_printf(laying->arena, "%s/%zu", path, i)))
			return;
}

/* ---- one field, all fields ---- */

static void
lay(struct laying *laying, const char *path, const char *typed)
{
	if (flat_is_set(path)) {
		put_words(laying, path, typed);
		return;
	}
	const struct yaml *root = tree(laying), *node = root ? splice_find(root, path) : NULL;
	if (text_blank(typed)) {
		if (node)
			take_out(laying, path);
		return;
	}
	if (!node || node->kind != YAML_SCALAR || strcmp(node->text, typed) != 0)
		put(laying, path, typed);
}

/* A text's English has the shorter path, and comes before its other languages; a fact's value
 * before what is said about it. */
static int
by_path(const void *a, const void *b)
{
	const char *x = (*(const struct typed *const *)a)->field,
		   *y = (*(const struct typed *const *)b)->field;
	size_t same = 0;
	while (x[same] && x[same] == y[same])
		same++;
	while (same > 0 && x[same - 1] != '/')
		same--;
	bool first = strncmp(x + same, "value", 5) == 0,
	     second = strncmp(y + same, "value", 5) == 0;
	return first != second ? second - first : strcmp(x, y);
}

const char *
entry_text_typed(const struct desk *desk, const char *service, const char *base,
    struct arena *arena, struct entry_fault **faults)
{
	const char *prefix = entry_field_name(service, "", arena);
	size_t length = strlen(prefix), count = 0;
	const struct typed **typed = arena_alloc(arena, (desk->typed_count + 1) * sizeof *typed);
	for (size_t i = 0; i < desk->typed_count; i++)
		if (strncmp(desk->typed[i].field, prefix, length) == 0 &&
		    desk->typed[i].field[length] != ':')
			typed[count++] = &desk->typed[i];
	if (!count)
		return base;
	qsort(typed, count, sizeof *typed, by_path);
	struct laying laying = {.arena = arena, .faults = faults};
	buf_init(&laying.text, MOST_TEXT);
	buf_init(&laying.next, MOST_TEXT);
	buf_puts(&laying.text, base);
	for (size_t i = 0; i < count; i++)
		lay(&laying, typed[i]->field + length, typed[i]->text);
	const char *text = arena_strdup(arena, laying.text.data);
	buf_release(&laying.text);
	buf_release(&laying.next);
	return text;
}
