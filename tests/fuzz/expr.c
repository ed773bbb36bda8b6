/* Conditions: parsed or refused with a place and a sentence; what is parsed evaluates without names
 * and with every name unknown, in bounded time. */
#include "dialogue/expr.h"
#include "fuzz/corpus.h"

#include <stdlib.h>
#include <string.h>

static bool
unknown(void *context, const char *name, struct value *out)
{
	(void)name;
	bool there = context != NULL;
	*out = (struct value){.kind = VALUE_UNKNOWN};
	return there;
}

static bool
some_text(void *context, const char *name, struct value *out)
{
	(void)context;
	*out = (struct value){.kind = VALUE_STRING, .string = name};
	return true;
}

/* Two values of every name, one of them still open when the context is null. */
static bool
some_list(void *context, const char *name, struct value_list *out)
{
	static const struct value open[] = {
	    {.kind = VALUE_STRING, .string = "2024-02-29"}, {.kind = VALUE_UNKNOWN}};
	static const struct value known[] = {
	    {.kind = VALUE_STRING, .string = "2024-02-29"}, {.kind = VALUE_NUMBER, .number = 7}};
	*out = (struct value_list){.items = context ? known : open, .count = 2};
	return name[0] != 'a';
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena;
	struct fault fault = {0};
	struct value value;
	int here = 1;
	arena_init(&arena);
	/* Conditions are texts: they hold no NUL. */
	char *source = arena_strndup(&arena, (const char *)data, size);
	struct expr *expr = expr_parse(&arena, source, &fault);
	if (!expr && (!fault.err.text[0] || fault.at < 1))
		abort();
	if (expr) {
		struct names names[] = {
		    {.look = unknown, .context = &here, .today = {2026, 11, 20}},
		    {.look = unknown, .today = {2026, 11, 20}},
		    {.look = some_text, .today = {2026, 11, 20}},
		    {.look = some_text, .list = some_list, .today = {2026, 11, 20}},
		    {.look = some_text,
			.list = some_list,
			.context = &here,
			.today = {2026, 11, 20},
			.now = 20777 * MICROS_DAY,
			.began = 1,
			.id = "x",
			.position = 3}};
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			if (expr_eval(expr, &names[i], &arena, &value, &fault) != 0 &&
			    !fault.err.text[0])
				abort();
	}
	arena_release(&arena);
	return 0;
}

#ifndef FUZZING
int
main(void)
{
	return corpus_run("tests/fuzz/corpus/expr", ".txt", 4000);
}
#endif
