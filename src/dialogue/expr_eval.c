/* Looks up names, follows the operators, and keeps what is open apart from what is false. */
#include "dialogue/expr_inner.h"
#include "dialogue/expr_lex.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct evaluation {
	const struct names *names;
	struct arena *arena;
	struct fault *fault;
};

static int evaluate(struct evaluation *evaluation, const struct expr *expr, struct value *out);

int
fault_set(struct fault *fault, enum fault_kind kind, int at, const char *format, ...)
{
	va_list args;
	if (!fault)
		return -1;
	*fault = (struct fault){.kind = kind, .at = at};
	va_start(args, format);
	vsnprintf(fault->err.text, sizeof fault->err.text, format, args);
	va_end(args);
	return -1;
}

enum truth
value_truth(const struct value *value)
{
	bool yes = false;
	switch (value->kind) {
	case VALUE_STRING:
		yes = value->string[0] != '\0';
		break;
	case VALUE_NUMBER:
		yes = value->number != 0 && !isnan(value->number);
		break;
	case VALUE_BOOLEAN:
		yes = value->boolean;
		break;
	case VALUE_UNKNOWN:
		return TRUTH_UNKNOWN;
	}
	return yes ? TRUTH_YES : TRUTH_NO;
}

/* A whole text as a number: blanks around it are allowed, anything else makes it none. */
static double
text_number(const char *text)
{
	static const char blanks[] = " \t\r\n";
	double number;
	text += strspn(text, blanks);
	bool minus = *text == '-';
	if (*text == '-' || *text == '+')
		text++;
	size_t length = number_read(text, &number);
	if (length > 0 && text[length + strspn(text + length, blanks)] == '\0')
		return minus ? -number : number;
	return !minus && text_moment(text, &number) ? number : NAN;
}

double
value_number(const struct value *value)
{
	switch (value->kind) {
	case VALUE_STRING:
		return text_number(value->string);
	case VALUE_NUMBER:
		return value->number;
	case VALUE_BOOLEAN:
		return value->boolean ? 1 : 0;
	case VALUE_UNKNOWN:
		break;
	}
	return NAN;
}

static const char *
number_string(double number, struct arena *arena)
{
	if (isnan(number))
		return "NaN";
	if (isinf(number))
		return number > 0 ? "Infinity" : "-Infinity";
	if (number == 0)
		return "0";
	if (number == trunc(number) && fabs(number) < 1e15)
		return arena_printf(arena, "%.0f", number);
	char *text = arena_printf(arena, "%.15g", number);
	for (char *p = text; *p; p++) /* a locale's decimal comma */
		if (*p == ',')
			*p = '.';
	return text;
}

const char *
value_string(const struct value *value, struct arena *arena)
{
	switch (value->kind) {
	case VALUE_STRING:
		return value->string;
	case VALUE_NUMBER:
		return number_string(value->number, arena);
	case VALUE_BOOLEAN:
		return value->boolean ? "true" : "false";
	case VALUE_UNKNOWN:
		break;
	}
	return "";
}

static void
set_truth(struct value *out, enum truth truth)
{
	*out = truth == TRUTH_UNKNOWN
		   ? (struct value){.kind = VALUE_UNKNOWN}
		   : (struct value){.kind = VALUE_BOOLEAN, .boolean = truth == TRUTH_YES};
}

/* Kleene: one `no` decides an `and`, one `yes` an `or`, whatever is still open. Lazy. */
static int
evaluate_logic(struct evaluation *evaluation, const struct expr *chain, struct value *out)
{
	enum truth decides = chain->first->next->op == OP_OR ? TRUTH_YES : TRUTH_NO;
	enum truth result = decides == TRUTH_YES ? TRUTH_NO : TRUTH_YES;
	for (const struct expr *operand = chain->first; operand; operand = operand->next) {
		struct value value;
		if (evaluate(evaluation, operand, &value))
			return -1;
		enum truth truth = value_truth(&value);
		if (truth == decides) {
			result = truth;
			break;
		}
		if (truth == TRUTH_UNKNOWN)
			result = TRUTH_UNKNOWN;
	}
	set_truth(out, result);
	return 0;
}

/* XPath 1.0 section 3.4: booleans before numbers before texts. */
static bool
equal(const struct value *a, const struct value *b, struct arena *arena)
{
	if (a->kind == VALUE_BOOLEAN || b->kind == VALUE_BOOLEAN)
		return value_truth(a) == value_truth(b);
	if (a->kind == VALUE_NUMBER || b->kind == VALUE_NUMBER)
		return value_number(a) == value_number(b);
	return strcmp(value_string(a, arena), value_string(b, arena)) == 0;
}

static bool
compare(enum op op, double a, double b)
{
	switch (op) {
	case OP_LESS:
		return a < b;
	case OP_LESS_EQUAL:
		return a <= b;
	case OP_GREATER:
		return a > b;
	default:
		return a >= b;
	}
}

static double
calculate(enum op op, double a, double b)
{
	switch (op) {
	case OP_ADD:
		return a + b;
	case OP_SUBTRACT:
		return a - b;
	case OP_MULTIPLY:
		return a * b;
	case OP_DIVIDE:
		return a / b;
	default:
		return fmod(a, b); /* the sign of the first, as XPath wants it */
	}
}

static void
apply_op(enum op op, const struct value *a, const struct value *b, struct value *out,
    struct arena *arena)
{
	if (a->kind == VALUE_UNKNOWN || b->kind == VALUE_UNKNOWN) {
		*out = (struct value){.kind = VALUE_UNKNOWN};
		return;
	}
	if (op == OP_EQUAL || op == OP_UNEQUAL) {
		bool same = equal(a, b, arena);
		*out = (struct value){.kind = VALUE_BOOLEAN, .boolean = same == (op == OP_EQUAL)};
		return;
	}
	double x = value_number(a), y = value_number(b);
	if (op >= OP_LESS && op <= OP_GREATER_EQUAL)
		*out = (struct value){.kind = VALUE_BOOLEAN, .boolean = compare(op, x, y)};
	else
		*out = (struct value){.kind = VALUE_NUMBER, .number = calculate(op, x, y)};
}

static int
evaluate_chain(struct evaluation *evaluation, const struct expr *chain, struct value *out)
{
	const struct expr *operand = chain->first->next;
	if (operand->op == OP_OR || operand->op == OP_AND)
		return evaluate_logic(evaluation, chain, out);
	struct value left, right, result;
	if (evaluate(evaluation, chain->first, &left))
		return -1;
	for (; operand; operand = operand->next) {
		if (evaluate(evaluation, operand, &right))
			return -1;
		apply_op(operand->op, &left, &right, &result, evaluation->arena);
		left = result;
	}
	*out = left;
	return 0;
}

static bool
same_value(const struct value *a, const struct value *b, struct arena *arena)
{
	return a->kind == b->kind && a->kind != VALUE_UNKNOWN && equal(a, b, arena);
}

/* Only the way that is taken is evaluated; both while the condition is open, since they may agree.
 */
static int
evaluate_if(struct evaluation *evaluation, const struct expr *call, struct value *out)
{
	struct value condition, otherwise;
	const struct expr *yes = call->first->next, *no = yes->next;
	if (evaluate(evaluation, call->first, &condition))
		return -1;
	enum truth truth = value_truth(&condition);
	if (truth != TRUTH_UNKNOWN)
		return evaluate(evaluation, truth == TRUTH_YES ? yes : no, out);
	if (evaluate(evaluation, yes, out) || evaluate(evaluation, no, &otherwise))
		return -1;
	if (!same_value(out, &otherwise, evaluation->arena))
		out->kind = VALUE_UNKNOWN;
	return 0;
}

static int
evaluate_coalesce(struct evaluation *evaluation, const struct expr *call, struct value *out)
{
	for (const struct expr *argument = call->first; argument; argument = argument->next) {
		if (evaluate(evaluation, argument, out))
			return -1;
		if (out->kind == VALUE_UNKNOWN || value_string(out, evaluation->arena)[0] != '\0')
			return 0;
	}
	return 0;
}

bool
names_look(const struct names *names, const char *name, struct value *out)
{
	if (names->self && strcmp(name, ".") == 0)
		*out = *names->self;
	else if (!names->look || !names->look(names->context, name, out))
		return false;
	if (out->kind == VALUE_STRING && !out->string)
		out->string = "";
	return true;
}

static int
evaluate_name(struct evaluation *evaluation, const struct expr *node, struct value *out)
{
	if (names_look(evaluation->names, node->name, out))
		return 0;
	return fault_set(evaluation->fault, FAULT_NAME, node->at, "there is no ${%s}", node->name);
}

/* `.` when it has a value already; else the argument as it was when the matter began. */
static int
evaluate_once(struct evaluation *evaluation, const struct expr *call, struct value *out)
{
	const struct names *names = evaluation->names;
	if (names_look(names, ".", out) && out->kind != VALUE_UNKNOWN &&
	    value_string(out, evaluation->arena)[0] != '\0')
		return 0;
	struct names then = *names;
	if (names->began) {
		then.now = names->began;
		then.today = london_of(names->began).date;
	}
	struct evaluation before = *evaluation;
	before.names = &then;
	return evaluate(&before, call->first, out);
}

/* jr:choice-name(): the words of a value of the name in quotes. */
static int
evaluate_label(struct evaluation *evaluation, const struct expr *call, struct value *out)
{
	const struct names *names = evaluation->names;
	if (evaluate(evaluation, call->first, out) || out->kind == VALUE_UNKNOWN)
		return out->kind == VALUE_UNKNOWN ? 0 : -1;
	const char *value = value_string(out, evaluation->arena);
	const char *label =
	    names->label ? names->label(names->context, call->first->next->name, value) : NULL;
	return give_string(out, label ? label : value);
}

/* The values that a function is given. */
struct arguments {
	struct value *items;
	size_t count, capacity;
	bool open; /* one is not known, or how many there are */
};

static void
add_argument(struct arguments *arguments, struct arena *arena, const struct value *value)
{
	if (arguments->count == arguments->capacity) {
		size_t capacity = arguments->capacity ? arguments->capacity * 2 : 8;
		struct value *items = arena_alloc(arena, capacity * sizeof *items);
		if (arguments->count > 0)
			memcpy(items, arguments->items, arguments->count * sizeof *items);
		arguments->items = items;
		arguments->capacity = capacity;
	}
	arguments->open = arguments->open || value->kind == VALUE_UNKNOWN;
	arguments->items[arguments->count++] = *value;
}

/* All values of a name that repeats. False when this is none. */
static bool
find_list(struct evaluation *evaluation, const struct expr *node, struct value_list *list)
{
	const struct names *names = evaluation->names;
	*list = (struct value_list){0};
	return node->kind == NODE_NAME && names->list &&
	       names->list(names->context, node->name, list);
}

static void
add_list(struct evaluation *evaluation, const struct value_list *list, struct arguments *arguments)
{
	for (size_t i = 0; i < list->count && arguments->count < MOST_LISTED; i++) {
		struct value value = list->items[i];
		if (value.kind == VALUE_STRING && !value.string)
			value.string = "";
		add_argument(arguments, evaluation->arena, &value);
	}
	arguments->open = arguments->open || list->open;
}

/* How many, not what: values that are still open count too. */
static int
evaluate_count(struct evaluation *evaluation, const struct expr *call, struct arguments *arguments)
{
	struct value one;
	struct value_list list;
	if (!find_list(evaluation, call->first, &list)) {
		if (evaluate(evaluation, call->first, &one))
			return -1;
		list = (struct value_list){.items = &one, .count = 1};
	}
	add_list(evaluation, &list, arguments);
	arguments->open = list.open;
	return 0;
}

static int
evaluate_arguments(
    struct evaluation *evaluation, const struct expr *call, struct arguments *arguments)
{
	if (call->function->way == WAY_COUNT)
		return evaluate_count(evaluation, call, arguments);
	bool lists = call->function->way == WAY_LISTS;
	for (const struct expr *argument = call->first; argument; argument = argument->next) {
		struct value value;
		struct value_list list;
		if (lists && find_list(evaluation, argument, &list)) {
			add_list(evaluation, &list, arguments);
			continue;
		}
		if (evaluate(evaluation, argument, &value))
			return -1;
		add_argument(arguments, evaluation->arena, &value);
	}
	return 0;
}

static int
evaluate_call(struct evaluation *evaluation, const struct expr *node, struct value *out)
{
	struct arguments arguments = {0};
	switch (node->function->way) {
	case WAY_IF:
		return evaluate_if(evaluation, node, out);
	case WAY_COALESCE:
		return evaluate_coalesce(evaluation, node, out);
	case WAY_ONCE:
		return evaluate_once(evaluation, node, out);
	case WAY_LABEL:
		return evaluate_label(evaluation, node, out);
	case WAY_VALUES:
	case WAY_LISTS:
	case WAY_COUNT:
		break;
	}
	if (evaluate_arguments(evaluation, node, &arguments))
		return -1;
	if (arguments.open) {
		*out = (struct value){.kind = VALUE_UNKNOWN};
		return 0;
	}
	struct call call = {.node = node,
	    .arguments = arguments.items,
	    .count = arguments.count,
	    .names = evaluation->names,
	    .arena = evaluation->arena,
	    .fault = evaluation->fault};
	return node->function->apply(&call, out);
}

static int
evaluate(struct evaluation *evaluation, const struct expr *expr, struct value *out)
{
	switch (expr->kind) {
	case NODE_CONSTANT:
		*out = expr->constant;
		return 0;
	case NODE_NAME:
		return evaluate_name(evaluation, expr, out);
	case NODE_NEGATE:
		if (evaluate(evaluation, expr->first, out))
			return -1;
		if (out->kind != VALUE_UNKNOWN)
			*out = (struct value){.kind = VALUE_NUMBER, .number = -value_number(out)};
		return 0;
	case NODE_CHAIN:
		return evaluate_chain(evaluation, expr, out);
	case NODE_CALL:
		break;
	}
	return evaluate_call(evaluation, expr, out);
}

int
expr_eval(const struct expr *expr, const struct names *names, struct arena *arena,
    struct value *out, struct fault *fault)
{
	struct evaluation evaluation = {.names = names, .arena = arena, .fault = fault};
	return evaluate(&evaluation, expr, out);
}
