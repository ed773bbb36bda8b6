#include "desk/marks.h"
#include "desk/drafts.h"
#include "desk/state.h"

#include <string.h>

static const char *
marks(const struct desk *desk, const char *field)
{
	const char *typed = typed_text(desk, field);
	return typed ? typed : "";
}

bool
marks_has(const struct desk *desk, const char *field, const char *key)
{
	size_t length = strlen(key);
	for (const char *at = marks(desk, field); *at;) {
		size_t one = strcspn(at, " ");
		if (one == length && memcmp(at, key, length) == 0)
			return true;
		at += one + (at[one] != '\0');
	}
	return false;
}

size_t
marks_count(const struct desk *desk, const char *field)
{
	size_t count = 0;
	for (const char *at = marks(desk, field); *at; count++) {
		at += strcspn(at, " ");
		at += *at != '\0';
	}
	return count;
}

char *
marks_all(const struct desk *desk, const char *field, struct arena *arena)
{
	return arena_strdup(arena, marks(desk, field));
}

const char *
marks_next(char **rest)
{
	char *one = NULL;
	while (!one || !*one)
		if (!(one = strsep(rest, " ")))
			return NULL;
	return one;
}

void
marks_toggle(struct desk *desk, const char *field, const char *key)
{
	struct arena *arena = &desk->effects.arena;
	const char *kept = "", *one;
	bool had = marks_has(desk, field, key);
	char *rest = marks_all(desk, field, arena);
	while ((one = marks_next(&rest)))
		if (strcmp(one, key) != 0)
			kept = arena_printf(arena, "%s%s%s", kept, *kept ? " " : "", one);
	if (!had)
		kept = arena_printf(arena, "%s%s%s", kept, *kept ? " " : "", key);
	if (*kept)
		typed_set(desk, field, kept, false);
	else
		typed_drop(desk, field);
}
