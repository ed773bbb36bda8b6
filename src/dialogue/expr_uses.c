/* What lint asks of an expression: the names in it, and the constants they meet. */
#include "dialogue/expr_inner.h"

#include <string.h>

struct asking {
	struct names names;
	struct arena *arena;
	void (*each)(void *context, const struct use *use);
	void *context;
};

void
expr_names(const struct expr *expr, void (*each)(void *context, const char *name), void *context)
{
	if (expr->kind == NODE_NAME)
		each(context, expr->name);
	for (const struct expr *child = expr->first; child; child = child->next)
		expr_names(child, each, context);
}

void
expr_single_names(
    const struct expr *expr, void (*each)(void *context, const char *name), void *context)
{
	bool lists = expr->kind == NODE_CALL &&
		     (expr->function->way == WAY_LISTS || expr->function->way == WAY_COUNT);
	if (expr->kind == NODE_NAME)
		each(context, expr->name);
	for (const struct expr *child = expr->first; child; child = child->next)
		if (!lists || child->kind != NODE_NAME)
			expr_single_names(child, each, context);
}

static void
note_name(void *context, const char *name)
{
	(void)name;
	*(bool *)context = true;
}

/* The value of a part without names. */
static bool
constant(const struct asking *asking, const struct expr *expr, struct value *out)
{
	bool named = false;
	expr_names(expr, note_name, &named);
	return !named && expr_eval(expr, &asking->names, asking->arena, out, NULL) == 0;
}

static void
tell(const struct asking *asking, const char *name, enum use_kind kind, const struct value *value,
    int at)
{
	struct use use = {.name = name, .kind = kind, .constant = value, .at = at};
	asking->each(asking->context, &use);
}

static bool
is_plain_name(const struct expr *expr)
{
	return expr->kind == NODE_NAME;
}

/* `${name} op constant`, either way round. */
static bool
use_of_pair(const struct asking *asking, const struct expr *a, const struct expr *b, enum op op)
{
	const struct expr *name = is_plain_name(a) ? a : is_plain_name(b) ? b : NULL;
	const struct expr *other = name == a ? b : a;
	struct value value;
	if (!name || !constant(asking, other, &value))
		return false;
	tell(asking, name->name, op == OP_EQUAL || op == OP_UNEQUAL ? USE_EQUAL : USE_ORDER, &value,
	    other->at);
	return true;
}

static void visit(const struct asking *asking, const struct expr *expr, bool condition);

static bool
is_comparison(enum op op)
{
	return op >= OP_EQUAL && op <= OP_GREATER_EQUAL;
}

static void
visit_chain(const struct asking *asking, const struct expr *chain)
{
	const struct expr *a = chain->first, *b = a->next;
	bool logic = b->op == OP_AND || b->op == OP_OR;
	if (chain->count == 2 && is_comparison(b->op) && use_of_pair(asking, a, b, b->op))
		return;
	for (; a; a = a->next)
		visit(asking, a, logic);
}

static void
visit_call(const struct asking *asking, const struct expr *call)
{
	const char *name = call->function->name;
	const struct expr *first = call->first;
	struct value value;
	if (strcmp(name, "selected") == 0 && is_plain_name(first) &&
	    constant(asking, first->next, &value)) {
		tell(asking, first->name, USE_SELECTED, &value, first->next->at);
		return;
	}
	bool condition = strcmp(name, "not") == 0 || strcmp(name, "boolean") == 0;
	for (const struct expr *argument = first; argument; argument = argument->next)
		visit(asking, argument, condition);
}

/* `condition`: only whether the part holds matters, not its value. */
static void
visit(const struct asking *asking, const struct expr *expr, bool condition)
{
	switch (expr->kind) {
	case NODE_CONSTANT:
		break;
	case NODE_NAME:
		tell(asking, expr->name, condition ? USE_PRESENCE : USE_OTHER, NULL, expr->at);
		break;
	case NODE_NEGATE:
		visit(asking, expr->first, false);
		break;
	case NODE_CHAIN:
		visit_chain(asking, expr);
		break;
	case NODE_CALL:
		visit_call(asking, expr);
		break;
	}
}

void
expr_uses(const struct expr *expr, struct date today, struct arena *arena,
    void (*each)(void *context, const struct use *use), void *context)
{
	struct asking asking = {
	    .names = {.today = today}, .arena = arena, .each = each, .context = context};
	visit(&asking, expr, true);
}

void
expr_alternatives(
    const struct expr *expr, void (*each)(void *context, const struct expr *part), void *context)
{
	if (expr->kind != NODE_CHAIN || expr->first->next->op != OP_OR)
		return;
	for (const struct expr *part = expr->first; part; part = part->next)
		each(context, part);
}

int
expr_place(const struct expr *expr)
{
	return expr->at;
}
