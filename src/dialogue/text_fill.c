/* ${name} in sentences. */
#include "dialogue/expr.h"

#include "base/buf.h"

#include <string.h>

enum { MOST_TEXT = 4096, MOST_NAME = 100 };

static const char open_sign[] = "…";

/* A ${name} at `at`: its name and length in all; 0 when it is none. */
static size_t
name_at(const char *at, char name[MOST_NAME + 1])
{
	if (at[0] != '$' || at[1] != '{')
		return 0;
	size_t length = strspn(at + 2, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				       "0123456789_.-");
	if (length == 0 || length > MOST_NAME || at[2 + length] != '}')
		return 0;
	memcpy(name, at + 2, length);
	name[length] = '\0';
	return length + 3;
}

static void
add_value(
    struct buf *out, const struct names *names, struct arena *arena, const char *name, bool *open)
{
	struct value value;
	if (names_look(names, name, &value) && value.kind != VALUE_UNKNOWN) {
		bool said = names->language && value.said;
		buf_puts(out, said ? value.said : value_string(&value, arena));
		return;
	}
	buf_puts(out, open_sign);
	if (open)
		*open = true;
}

char *
text_fill(struct arena *arena, const char *text, const struct names *names, bool *open)
{
	struct buf out;
	char name[MOST_NAME + 1];
	buf_init(&out, MOST_TEXT);
	while (*text) {
		size_t length = name_at(text, name);
		if (length > 0)
			add_value(&out, names, arena, name, open);
		else
			buf_putc(&out, *text);
		text += length > 0 ? length : 1;
	}
	char *filled = arena_strndup(arena, out.data, out.length);
	buf_release(&out);
	return filled;
}

bool
text_names(const char *text, void (*each)(void *context, const char *name), void *context)
{
	char name[MOST_NAME + 1];
	bool good = true;
	for (const char *at = strstr(text, "${"); at; at = strstr(at + 1, "${")) {
		if (name_at(at, name) > 0)
			each(context, name);
		else
			good = false;
	}
	return good;
}
