/*
 * Evaluates conditions for a program that compares: tests/flows/expressions.
 *
 * A line in: the condition, then `name=value` for each answer, between tabs. `name?` is still open;
 * `name[]=a<US>b` is a name that repeats, its values between unit separators (U+001F). In a text,
 * \n \t and
 * \\ stand for a new line, a tab and a backslash.
 * A line out: `string`, `number`, `boolean` or `unknown`, a tab and the value; or `fault`, its
 * kind, the column and the sentence.
 */
#include "dialogue/expr.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_NAMES = 200, MOST_VALUES = 50 };

struct known {
	char *names[MOST_NAMES];
	struct value values[MOST_NAMES];
	struct value_list lists[MOST_NAMES];
	bool repeats[MOST_NAMES];
	size_t count;
};

static char *
unescaped(char *text)
{
	char *out = text;
	for (char *p = text; *p; p++) {
		if (*p == '\\' && p[1]) {
			p++;
			*out++ = *p == 'n' ? '\n' : *p == 't' ? '\t' : *p;
		} else {
			*out++ = *p;
		}
	}
	*out = '\0';
	return text;
}

static void
add_list(struct known *known, char *text, struct arena *arena)
{
	struct value *items = arena_alloc(arena, MOST_VALUES * sizeof *items);
	struct value_list *list = &known->lists[known->count];
	known->repeats[known->count] = true;
	list->items = items;
	for (char *next = text; next && list->count < MOST_VALUES; list->count++) {
		char *end = strchr(next, '\x1F');
		if (end)
			*end++ = '\0';
		items[list->count] =
		    (struct value){.kind = VALUE_STRING, .string = unescaped(next)};
		next = end;
	}
}

static void
add_name(struct known *known, char *word, struct arena *arena)
{
	char *equals = strchr(word, '='), *mark = strchr(word, '?');
	if (known->count == MOST_NAMES)
		abort();
	known->names[known->count] = word;
	known->values[known->count] = (struct value){.kind = VALUE_UNKNOWN};
	if (equals && equals > word + 1 && equals[-1] == ']') {
		equals[-2] = '\0';
		add_list(known, equals + 1, arena);
	} else if (equals) {
		*equals = '\0';
		known->values[known->count] =
		    (struct value){.kind = VALUE_STRING, .string = unescaped(equals + 1)};
	} else if (mark) {
		*mark = '\0';
	}
	known->count++;
}

static size_t
find(const struct known *known, const char *name)
{
	size_t i = 0;
	while (i < known->count && strcmp(known->names[i], name) != 0)
		i++;
	return i;
}

static bool
look(void *context, const char *name, struct value *out)
{
	const struct known *known = context;
	size_t i = find(known, name);
	if (i < known->count)
		*out = known->repeats[i] ? known->lists[i].items[0] : known->values[i];
	return i < known->count;
}

static bool
list(void *context, const char *name, struct value_list *out)
{
	const struct known *known = context;
	size_t i = find(known, name);
	if (i < known->count && known->repeats[i])
		*out = known->lists[i];
	return i < known->count && known->repeats[i];
}

static const char *
label(void *context, const char *name, const char *value)
{
	(void)context;
	(void)name;
	return value[0] ? "a label" : "";
}

static void
print_escaped(const char *text)
{
	for (; *text; text++) {
		if (*text == '\n' || *text == '\t' || *text == '\\')
			printf("\\%c", *text == '\n' ? 'n' : *text == '\t' ? 't' : '\\');
		else
			putchar(*text);
	}
	putchar('\n');
}

static void
print_fault(const struct fault *fault)
{
	static const char *const kinds[] = {
	    "syntax", "quote", "path", "function", "count", "value", "name", "size"};
	printf("fault\t%s\t%d\t", kinds[fault->kind], fault->at);
	print_escaped(fault->err.text);
}

static void
evaluate(char *source, const struct known *known, struct arena *arena)
{
	static const char *const kinds[] = {"string", "number", "boolean", "unknown"};
	struct names names = {.look = look,
	    .list = list,
	    .label = label,
	    .context = (void *)known,
	    .today = {2026, 11, 20},
	    .now = 20777 * MICROS_DAY + 12 * MICROS_HOUR,
	    .id = "0190-matter",
	    .position = 2};
	struct fault fault = {0};
	struct value value = {0};
	struct expr *expr = expr_parse(arena, source, &fault);
	if (!expr || expr_eval(expr, &names, arena, &value, &fault)) {
		print_fault(&fault);
		return;
	}
	printf("%s\t", kinds[value.kind]);
	print_escaped(value_string(&value, arena));
}

int
main(void)
{
	char *line = NULL;
	size_t capacity = 0;
	while (getline(&line, &capacity, stdin) >= 0) {
		struct arena arena;
		arena_init(&arena);
		struct known *known = arena_alloc(&arena, sizeof *known);
		line[strcspn(line, "\n")] = '\0';
		char *next = strchr(line, '\t');
		if (next)
			*next++ = '\0';
		while (next) {
			char *word = next;
			next = strchr(word, '\t');
			if (next)
				*next++ = '\0';
			add_name(known, word, &arena);
		}
		evaluate(unescaped(line), known, &arena);
		arena_release(&arena);
	}
	free(line);
	return 0;
}
