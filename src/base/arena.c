#include "base/arena.h"
#include "base/alloc.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK_SIZE = 4096 };

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	max_align_t bytes[];
};

void
arena_init(struct arena *arena)
{
	*arena = (struct arena){0};
}

void
arena_release(struct arena *arena)
{
	struct arena_block *block = arena->blocks;
	while (block) {
		struct arena_block *next = block->next;
		free(block);
		block = next;
	}
	*arena = (struct arena){0};
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	size_t unit = sizeof(max_align_t);
	size = (size + unit - 1) / unit * unit;
	struct arena_block *block = arena->blocks;
	if (!block || block->size - block->used < size) {
		size_t room = size > BLOCK_SIZE ? size : BLOCK_SIZE;
		block = xmalloc(sizeof *block + room);
		block->used = 0;
		block->size = room;
		block->next = arena->blocks;
		arena->blocks = block;
	}
	void *memory = (char *)block->bytes + block->used;
	block->used += size;
	arena->used += size;
	memset(memory, 0, size);
	return memory;
}

char *
arena_strndup(struct arena *arena, const char *text, size_t length)
{
	if (!text)
		return NULL;
	char *copy = arena_alloc(arena, length + 1);
	memcpy(copy, text, length);
	return copy;
}

char *
arena_strdup(struct arena *arena, const char *text)
{
	return text ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	char *text = arena_alloc(arena, (n < 0 ? 0 : (size_t)n) + 1);
	va_start(args, format);
	if (n >= 0)
		vsnprintf(text, (size_t)n + 1, format, args);
	va_end(args);
	return text;
}
