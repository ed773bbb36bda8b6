/* A splice of whatever text, at any of its places, with any of its own bytes: refused, or the new
 * text reads and has the value there. */
#include "directory/splice.h"
#include "dialogue/finding.h"
#include "fuzz/corpus.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* The path of the nth scalar, counted down in *n. */
static const char *
path_of(struct arena *arena, const struct yaml *node, const char *path, size_t *n)
{
	int number = 0;
	if (node->kind == YAML_SCALAR)
		return (*n)-- == 0 ? path : NULL;
	for (const struct yaml *child = node->first; child; child = child->next, number++) {
		const char *slash = *path ? "/" : "";
		const char *below = child->key
					? arena_printf(arena, "%s%s%s", path, slash, child->key)
					: arena_printf(arena, "%s%s%d", path, slash, number);
		const char *found = path_of(arena, child, below, n);
		if (found)
			return found;
	}
	return NULL;
}

static void
check(struct arena *arena, const struct buf *out, const char *path, const char *value)
{
	struct finding_list findings;
	findings_init(&findings);
	const struct yaml *root = yaml_parse(arena, "x", out->data, out->length, &findings);
	const struct yaml *node = root ? splice_find(root, path) : NULL;
	if (!node || node->kind != YAML_SCALAR || strcmp(node->text, value) != 0)
		abort();
	findings_release(&findings);
}

static void
splice(struct arena *arena, const char *text, size_t size, const struct yaml *root, size_t n)
{
	size_t at = (n * 7919) % size, length = size - at < 24 ? size - at : 24;
	const char *value = arena_strndup(arena, text + at, length);
	const char *path = path_of(arena, root, "", &n);
	struct buf out;
	struct err err = {""};
	if (!path)
		return;
	buf_init(&out, 1 << 20);
	if (splice_set(text, size, path, value, &out, &err) == 0)
		check(arena, &out, path, value);
	else if (!err.text[0])
		abort();
	buf_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct finding_list findings;
	arena_init(&arena);
	findings_init(&findings);
	const char *text = (const char *)data;
	const struct yaml *root = yaml_parse(&arena, "x", text, size, &findings);
	for (size_t i = 0; root && i < 4; i++)
		splice(&arena, text, size, root, (size * 31 + i * 97) % 200);
	findings_release(&findings);
	arena_release(&arena);
	return 0;
}

#ifndef FUZZING
int
main(void)
{
	return corpus_run("scripts", ".yaml", 10);
}
#endif
