#include "dialogue/pattern.h"

#include <stdint.h>
#include <string.h>

enum { MOST_CODE = 2000, MOST_RANGES = 400, MOST_NESTING = 20, MOST_REPEAT = 1000 };

enum opcode { RANGE, SPLIT, JUMP, AT_START, AT_END, MATCH };

/* Jumps are relative, so that a piece of code can be copied and moved. */
struct instruction {
	enum opcode opcode;
	bool negated;
	int from, count; /* RANGE: a slice of ranges */
	int first, second;
};

struct range {
	uint32_t low, high;
};

struct pattern {
	struct instruction code[MOST_CODE];
	struct range ranges[MOST_RANGES];
	int length, range_count;
};

struct compiler {
	struct pattern *pattern;
	const char *at;
	int nesting;
	struct err *err;
};

/* The next code point; an invalid byte stands for itself. */
static uint32_t
take_point(const char **at)
{
	const unsigned char *p = (const unsigned char *)*at;
	int more = p[0] >= 0xF0 ? 3 : p[0] >= 0xE0 ? 2 : p[0] >= 0xC0 ? 1 : 0;
	uint32_t point = more == 0 ? p[0] : p[0] & (0x3FU >> more);
	for (int i = 1; i <= more; i++) {
		if ((p[i] & 0xC0) != 0x80) {
			(*at)++;
			return p[0];
		}
		point = point << 6 | (p[i] & 0x3FU);
	}
	*at += 1 + more;
	return point;
}

static int
emit(struct compiler *compiler, struct instruction instruction)
{
	if (compiler->pattern->length >= MOST_CODE)
		return err_set(compiler->err, "the pattern is too long or repeats too often");
	compiler->pattern->code[compiler->pattern->length++] = instruction;
	return 0;
}

static int
add_range(struct compiler *compiler, uint32_t low, uint32_t high)
{
	struct pattern *pattern = compiler->pattern;
	if (pattern->range_count >= MOST_RANGES)
		return err_set(compiler->err, "the pattern has too many signs");
	pattern->ranges[pattern->range_count++] = (struct range){low, high};
	return 0;
}

/* \d, \w and \s; false when the letter names none. */
static bool
class_ranges(char letter, const struct range **ranges, int *count)
{
	static const struct range digit[] = {{'0', '9'}};
	static const struct range word[] = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
	static const struct range space[] = {{'\t', '\r'}, {' ', ' '}, {0xA0, 0xA0}};
	switch (letter) {
	case 'd':
	case 'D':
		*ranges = digit;
		*count = 1;
		return true;
	case 'w':
	case 'W':
		*ranges = word;
		*count = 4;
		return true;
	case 's':
	case 'S':
		*ranges = space;
		*count = 3;
		return true;
	default:
		return false;
	}
}

static bool
is_capital(char letter)
{
	return letter >= 'A' && letter <= 'Z';
}

/* An escaped sign that is not a class: \n \t \r or the sign itself. */
static int
escaped_point(struct compiler *compiler, uint32_t *point)
{
	char letter = *compiler->at;
	if (letter == '\0')
		return err_set(compiler->err, "the pattern ends in a backslash");
	if (letter == 'n' || letter == 't' || letter == 'r') {
		*point = letter == 'n' ? '\n' : letter == 't' ? '\t' : '\r';
		compiler->at++;
		return 0;
	}
	if ((letter >= 'a' && letter <= 'z') || is_capital(letter) ||
	    (letter >= '0' && letter <= '9'))
		return err_set(compiler->err, "the pattern has \\%c, which is not known", letter);
	*point = take_point(&compiler->at);
	return 0;
}

/* The ranges of a negated class inside [ ]: what lies between them. */
static int
add_class(struct compiler *compiler, const struct range *ranges, int count, bool negated)
{
	uint32_t low = 0;
	for (int i = 0; i < count; i++) {
		if (!negated) {
			if (add_range(compiler, ranges[i].low, ranges[i].high))
				return -1;
			continue;
		}
		if (ranges[i].low > low && add_range(compiler, low, ranges[i].low - 1))
			return -1;
		low = ranges[i].high + 1;
	}
	return negated ? add_range(compiler, low, 0x10FFFF) : 0;
}

static int
set_point(struct compiler *compiler, uint32_t *point, bool *class)
{
	*class = false;
	if (*compiler->at != '\\') {
		*point = take_point(&compiler->at);
		return 0;
	}
	compiler->at++;
	const struct range *ranges;
	int count;
	if (!class_ranges(*compiler->at, &ranges, &count))
		return escaped_point(compiler, point);
	*class = true;
	return add_class(compiler, ranges, count, is_capital(*compiler->at++));
}

static int
compile_set(struct compiler *compiler)
{
	struct instruction set = {.opcode = RANGE, .from = compiler->pattern->range_count};
	if (*compiler->at == '^') {
		set.negated = true;
		compiler->at++;
	}
	while (*compiler->at != ']') {
		uint32_t low, high;
		bool class;
		if (*compiler->at == '\0')
			return err_set(compiler->err, "the pattern has a '[' without its ']'");
		if (set_point(compiler, &low, &class))
			return -1;
		if (class)
			continue;
		high = low;
		if (compiler->at[0] == '-' && compiler->at[1] != ']' && compiler->at[1] != '\0') {
			compiler->at++;
			if (set_point(compiler, &high, &class))
				return -1;
			if (class || high < low)
				return err_set(
				    compiler->err, "the pattern has a range that runs backwards");
		}
		if (add_range(compiler, low, high))
			return -1;
	}
	compiler->at++;
	set.count = compiler->pattern->range_count - set.from;
	return emit(compiler, set);
}

static int compile_ways(struct compiler *compiler);

static int
compile_group(struct compiler *compiler)
{
	if (compiler->at[0] == '?') {
		if (compiler->at[1] != ':')
			return err_set(compiler->err, "the pattern looks ahead or behind with "
						      "'(?', which is not possible here");
		compiler->at += 2;
	}
	if (++compiler->nesting > MOST_NESTING)
		return err_set(compiler->err, "the pattern has too many brackets in brackets");
	if (compile_ways(compiler))
		return -1;
	compiler->nesting--;
	if (*compiler->at != ')')
		return err_set(compiler->err, "the pattern has a '(' without its ')'");
	compiler->at++;
	return 0;
}

static int
emit_points(struct compiler *compiler, const struct range *ranges, int count, bool negated)
{
	struct instruction set = {.opcode = RANGE,
	    .negated = negated,
	    .from = compiler->pattern->range_count,
	    .count = count};
	for (int i = 0; i < count; i++)
		if (add_range(compiler, ranges[i].low, ranges[i].high))
			return -1;
	return emit(compiler, set);
}

static int
compile_atom(struct compiler *compiler)
{
	static const struct range newline[] = {{'\n', '\n'}};
	struct range one;
	const struct range *ranges;
	int count;
	switch (*compiler->at) {
	case '(':
		compiler->at++;
		return compile_group(compiler);
	case '[':
		compiler->at++;
		return compile_set(compiler);
	case '.':
		compiler->at++;
		return emit_points(compiler, newline, 1, true);
	case '^':
		compiler->at++;
		return emit(compiler, (struct instruction){.opcode = AT_START});
	case '$':
		compiler->at++;
		return emit(compiler, (struct instruction){.opcode = AT_END});
	case '*':
	case '+':
	case '?':
		return err_set(
		    compiler->err, "the pattern has a '%c' with nothing before it", *compiler->at);
	case '\\':
		compiler->at++;
		if (class_ranges(*compiler->at, &ranges, &count))
			return emit_points(compiler, ranges, count, is_capital(*compiler->at++));
		if (escaped_point(compiler, &one.low))
			return -1;
		one.high = one.low;
		return emit_points(compiler, &one, 1, false);
	default:
		one.low = one.high = take_point(&compiler->at);
		return emit_points(compiler, &one, 1, false);
	}
}

/* Opens a gap for one instruction before the code that starts at `at`. */
static int
insert(struct compiler *compiler, int at, struct instruction instruction)
{
	if (emit(compiler, instruction))
		return -1;
	struct instruction *code = compiler->pattern->code;
	memmove(
	    code + at + 1, code + at, (size_t)(compiler->pattern->length - 1 - at) * sizeof *code);
	code[at] = instruction;
	return 0;
}

static int
copy(struct compiler *compiler, const struct instruction *piece, int size)
{
	for (int i = 0; i < size; i++)
		if (emit(compiler, piece[i]))
			return -1;
	return 0;
}

/* Repeats the code from `start` to the end between low and high times; high -1: without end. */
static int
repeat(struct compiler *compiler, int start, int low, int high)
{
	struct pattern *pattern = compiler->pattern;
	int size = pattern->length - start;
	struct instruction piece[MOST_CODE];
	memcpy(piece, pattern->code + start, (size_t)size * sizeof *piece);
	pattern->length = start;
	for (int i = 0; i < low; i++)
		if (copy(compiler, piece, size))
			return -1;
	if (high < 0) {
		int loop = pattern->length;
		if (copy(compiler, piece, size) ||
		    insert(compiler, loop,
			(struct instruction){.opcode = SPLIT, .first = 1, .second = size + 2}))
			return -1;
		return emit(compiler, (struct instruction){.opcode = JUMP, .first = -(size + 1)});
	}
	for (int i = low; i < high; i++) {
		int rest = (high - i) * (size + 1);
		struct instruction split = {.opcode = SPLIT, .first = 1, .second = rest};
		if (emit(compiler, split) || copy(compiler, piece, size))
			return -1;
	}
	return 0;
}

static bool
read_count(struct compiler *compiler, int *count)
{
	const char *start = compiler->at;
	*count = 0;
	while (*compiler->at >= '0' && *compiler->at <= '9' && *count <= MOST_REPEAT)
		*count = *count * 10 + (*compiler->at++ - '0');
	return compiler->at > start && *count <= MOST_REPEAT;
}

static int
compile_count(struct compiler *compiler, int start)
{
	int low, high;
	compiler->at++;
	bool good = read_count(compiler, &low);
	high = low;
	if (good && *compiler->at == ',') {
		compiler->at++;
		high = -1;
		if (*compiler->at != '}')
			good = read_count(compiler, &high) && high >= low;
	}
	if (!good || *compiler->at != '}')
		return err_set(
		    compiler->err, "the pattern has a '{' that does not count: write {2} or {1,5}");
	compiler->at++;
	return repeat(compiler, start, low, high);
}

static int
compile_repeats(struct compiler *compiler, int start)
{
	for (int times = 0;; times++) {
		int failed;
		switch (*compiler->at) {
		case '*':
			compiler->at++;
			failed = repeat(compiler, start, 0, -1);
			break;
		case '+':
			compiler->at++;
			failed = repeat(compiler, start, 1, -1);
			break;
		case '?':
			compiler->at++;
			/* After another repeat it only means "as few as possible". */
			failed = times > 0 ? 0 : repeat(compiler, start, 0, 1);
			break;
		case '{':
			failed = compile_count(compiler, start);
			break;
		default:
			return 0;
		}
		if (failed)
			return -1;
	}
}

static int
compile_sequence(struct compiler *compiler)
{
	while (*compiler->at != '\0' && *compiler->at != '|' && *compiler->at != ')') {
		int start = compiler->pattern->length;
		if (compile_atom(compiler) || compile_repeats(compiler, start))
			return -1;
	}
	return 0;
}

/* a|b|c: split before a way, jump over the rest after it. */
static int
compile_ways(struct compiler *compiler)
{
	int start = compiler->pattern->length;
	if (compile_sequence(compiler))
		return -1;
	if (*compiler->at != '|')
		return 0;
	compiler->at++;
	int size = compiler->pattern->length - start;
	if (insert(compiler, start,
		(struct instruction){.opcode = SPLIT, .first = 1, .second = size + 2}))
		return -1;
	int jump = compiler->pattern->length;
	if (emit(compiler, (struct instruction){.opcode = JUMP}))
		return -1;
	if (++compiler->nesting > MOST_NESTING * 5)
		return err_set(compiler->err, "the pattern has too many ways");
	if (compile_ways(compiler))
		return -1;
	compiler->nesting--;
	compiler->pattern->code[jump].first = compiler->pattern->length - jump;
	return 0;
}

struct pattern *
pattern_compile(struct arena *arena, const char *source, struct err *err)
{
	struct pattern *pattern = arena_alloc(arena, sizeof *pattern);
	struct compiler compiler = {.pattern = pattern, .at = source, .err = err};
	if (compile_ways(&compiler))
		return NULL;
	if (*compiler.at == ')') {
		err_set(err, "the pattern has a ')' without its '('");
		return NULL;
	}
	if (emit(&compiler, (struct instruction){.opcode = MATCH}))
		return NULL;
	return pattern;
}

/* The ways that are open at one place of the text, each once. */
struct ways {
	int count;
	int at[MOST_CODE];
	unsigned seen[MOST_CODE]; /* the turn in which it was added */
};

struct matcher {
	const struct pattern *pattern;
	unsigned turn;
	bool at_start, at_end;
	int waiting[MOST_CODE * 2];
};

static void
add_way(struct matcher *matcher, struct ways *ways, int start)
{
	int count = 0;
	matcher->waiting[count++] = start;
	while (count > 0) {
		int at = matcher->waiting[--count];
		if (ways->seen[at] == matcher->turn)
			continue;
		ways->seen[at] = matcher->turn;
		const struct instruction *code = &matcher->pattern->code[at];
		switch (code->opcode) {
		case SPLIT:
			matcher->waiting[count++] = at + code->first;
			matcher->waiting[count++] = at + code->second;
			break;
		case JUMP:
			matcher->waiting[count++] = at + code->first;
			break;
		case AT_START:
			if (matcher->at_start)
				matcher->waiting[count++] = at + 1;
			break;
		case AT_END:
			if (matcher->at_end)
				matcher->waiting[count++] = at + 1;
			break;
		case RANGE:
		case MATCH:
			ways->at[ways->count++] = at;
			break;
		}
	}
}

static bool
in_range(const struct pattern *pattern, const struct instruction *set, uint32_t point)
{
	for (int i = 0; i < set->count; i++) {
		const struct range *range = &pattern->ranges[set->from + i];
		if (point >= range->low && point <= range->high)
			return !set->negated;
	}
	return set->negated;
}

bool
pattern_test(const struct pattern *pattern, const char *text, struct arena *arena)
{
	struct matcher *matcher = arena_alloc(arena, sizeof *matcher);
	struct ways *now = arena_alloc(arena, sizeof *now), *next = arena_alloc(arena, sizeof *now);
	matcher->pattern = pattern;
	matcher->at_start = true;
	for (const char *at = text;;) {
		matcher->turn++;
		matcher->at_end = *at == '\0';
		/* The ways kept from the last point are followed only now that it is known
		 * whether the text ends here. */
		struct ways *fresh = next;
		fresh->count = 0;
		for (int i = 0; i < now->count; i++)
			add_way(matcher, fresh, now->at[i]);
		add_way(matcher, fresh, 0);
		for (int i = 0; i < fresh->count; i++)
			if (pattern->code[fresh->at[i]].opcode == MATCH)
				return true;
		if (*at == '\0')
			return false;
		uint32_t point = take_point(&at);
		matcher->at_start = false;
		now->count = 0;
		for (int i = 0; i < fresh->count; i++)
			if (in_range(pattern, &pattern->code[fresh->at[i]], point))
				now->at[now->count++] = fresh->at[i] + 1;
	}
}
