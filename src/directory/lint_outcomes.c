/* Outcomes: one is there, its queue exists at every council that may be responsible, its time can
 * be reckoned; and conditions that wait for each other. */
#include "directory/lint_inner.h"
#include "directory/opening.h"

#include <stdio.h>
#include <string.h>

/* May this council have to deliver the service? For `any` the caller names one, and a dialogue that
 * asks which lists them. */
static bool
may_provide(const struct lint *lint, const struct council *council)
{
	bool county = strcmp(council->tier, "county") == 0;
	/* Where another one than these is responsible, the outcome is a signpost. */
	if (council->outside || strcmp(council->tier, "parish") == 0)
		return false;
	switch (lint->service->provided_by) {
	case PROVIDED_BY_COUNTY:
		return strcmp(council->tier, "district") != 0;
	case PROVIDED_BY_DISTRICT:
	case PROVIDED_BY_PARISH: /* the district does it where there is no parish */
		return !county;
	case PROVIDED_BY_BODY:
		return false;
	case PROVIDED_BY_ANY:
		break;
	}
	const struct prompt *asked = lint_ask(lint, "council");
	const struct choice *choice = asked ? asked->choices : NULL;
	if (!choice)
		return true;
	while (choice && strcmp(choice->value, council->id) != 0)
		choice = choice->next;
	return choice != NULL;
}

static bool
role_exists(const struct partnership *partnership, const char *role)
{
	for (size_t i = 0; i < partnership->queue_count; i++)
		if (strcmp(partnership->queues[i].role, role) == 0)
			return true;
	return false;
}

static const char *
nearest_role(const struct lint *lint, const char *role)
{
	const struct partnership *p = lint->partnership;
	const char **table = arena_alloc(lint->script.arena, (p->queue_count + 1) * sizeof *table);
	for (size_t i = 0; i < p->queue_count; i++)
		table[i] = p->queues[i].role;
	return script_nearest(role, table);
}

/* Has it a queue of the role, or had one that it takes over from, or the county of that one? */
static bool
takes(const struct partnership *p, const struct council *council, const char *role)
{
	if (partnership_queue(p, council->id, role))
		return true;
	for (size_t i = 0; i < p->council_count; i++) {
		const struct council *old = &p->councils[i];
		if (old->successor && strcmp(old->successor, council->id) == 0 &&
		    (partnership_queue(p, old->id, role) ||
			(old->county && partnership_queue(p, old->county, role))))
			return true;
	}
	return false;
}

static void
check_role(const struct lint *lint, const struct prompt *prompt)
{
	const struct partnership *partnership = lint->partnership;
	const struct yaml *node = lint_node(lint, prompt, "refer");
	if (!partnership || lint->council)
		return;
	if (!role_exists(partnership, prompt->queue_role)) {
		const char *nearest = nearest_role(lint, prompt->queue_role);
		lint_error_in(lint, node, 1,
		    nearest ? "there is no queue role '%s' in partnership.yml: did you mean '%s'?"
			    : "there is no queue role '%s' in partnership.yml",
		    prompt->queue_role, nearest);
		return;
	}
	for (size_t i = 0; i < partnership->council_count; i++) {
		const struct council *council = &partnership->councils[i];
		if (council->tier && may_provide(lint, council) &&
		    !takes(partnership, council, prompt->queue_role))
			lint_error_in(lint, node, 1,
			    "the queue role '%s' has no team at '%s': add it to partnership.yml",
			    prompt->queue_role, council->id);
	}
}

/* What ends with an appointment needs a diary to make it in. */
static void
check_diary(const struct lint *lint, const struct prompt *prompt)
{
	const struct partnership *partnership = lint->partnership;
	if (!partnership || lint->council)
		return;
	for (size_t i = 0; i < partnership->diary_count; i++)
		if (list_has(partnership->diaries[i].services, lint->service->id))
			return;
	lint_error_in(lint, lint_node(lint, prompt, "book"), 1,
	    "no diary of partnership.yml has the service '%s': add it to the services of one",
	    lint->service->id);
}

static void
check_due(const struct lint *lint, const struct prompt *prompt)
{
	struct service_names context = {.service = lint->service, .library = lint->library};
	struct names names = service_names(&context);
	bool open = false;
	struct err why = {{0}};
	if (!prompt->due)
		return;
	const char *due = text_fill(lint->script.arena, prompt->due, &names, &open);
	const struct yaml *node = lint_node(lint, prompt, "due");
	if (open || duration_check(due, &why))
		lint_error_in(lint, node, 1, "%s",
		    open ? "due takes a duration or facts only, as in ${fact.return_days}"
			 : why.text);
	else if (prompt->urgent && !strstr(due, "hour") && !strstr(due, "minute") &&
		 strcmp(due, "1 working day") != 0 && strcmp(due, "1 day") != 0)
		script_warn(&lint->script, node,
		    "this is urgent, yet due in %s: give it a working day or less", due);
}

static void
mark_names(void *context, const char *name)
{
	const struct lint *lint = ((void **)context)[0];
	const struct prompt *outcome = ((void **)context)[1];
	const struct prompt *ask = lint_valued(lint, name);
	if (ask && ask->value) /* what it is worked out from decides; loops are looked for later */
		return;
	if (!ask || ask->required)
		return;
	lint_error_in(lint, lint_node(lint, ask, "ask"), 1,
	    "'%s' decides the outcome '%s' and must be required: add 'required: true'", ask->id,
	    outcome->id);
}

/* A question that may be left out cannot decide how the matter ends. */
static void
check_decided(const struct lint *lint, const struct prompt *outcome)
{
	void *context[] = {(void *)lint, (void *)outcome};
	if (lint->council)
		return;
	for (const struct gate *gate = outcome->gates; gate; gate = gate->next)
		expr_names(gate->when, mark_names, context);
	if (outcome->when)
		expr_names(outcome->when, mark_names, context);
}

void
lint_outcomes(const struct lint *lint)
{
	bool found = false;
	for (const struct prompt *p = lint->service->dialogue->prompts; p; p = p->next) {
		if (!prompt_is_outcome(p))
			continue;
		found = true;
		check_decided(lint, p);
		if (p->kind == PROMPT_BOOK)
			check_diary(lint, p);
		if (p->kind != PROMPT_REFER)
			continue;
		check_role(lint, p);
		check_due(lint, p);
	}
	struct yaml place = *yaml_get(lint->root, "dialogue");
	place.line = place.key_line;
	place.column = place.key_column;
	if (!found)
		script_error(&lint->script, &place,
		    "the dialogue has no outcome: end it with refer, resolve, signpost or book");
}

/* ---- loops ---- */

enum { MOST_PATH = 32 };

struct looping {
	const struct lint *lint;
	const struct prompt *path[MOST_PATH];
	size_t depth;
	bool found;
	const struct prompt **done;
	size_t done_count;
};

static void visit(struct looping *looping, const struct prompt *prompt);

static void
visit_name(void *context, const char *name)
{
	struct looping *looping = context;
	const struct prompt *prompt = lint_valued(looping->lint, name);
	if (prompt && !looping->found)
		visit(looping, prompt);
}

static void
report_loop(struct looping *looping, size_t from)
{
	const struct prompt *first = looping->path[from];
	char way[600] = "";
	size_t length = 0;
	for (size_t i = from; i <= looping->depth; i++) {
		const char *id = i == looping->depth ? first->id : looping->path[i]->id;
		if (length + strlen(id) + 8 > sizeof way)
			break;
		length += (size_t)snprintf(
		    way + length, sizeof way - length, "%s%s", i > from ? " -> " : "", id);
	}
	lint_error_in(looping->lint, lint_node(looping->lint, first, "when"), 1,
	    "these conditions wait for each other: %s", way);
	looping->found = true;
}

static bool
is_done(const struct looping *looping, const struct prompt *prompt)
{
	for (size_t i = 0; i < looping->done_count; i++)
		if (looping->done[i] == prompt)
			return true;
	return false;
}

static void
visit(struct looping *looping, const struct prompt *prompt)
{
	for (size_t i = 0; i < looping->depth; i++)
		if (looping->path[i] == prompt) {
			report_loop(looping, i);
			return;
		}
	if (is_done(looping, prompt) || looping->depth == MOST_PATH)
		return;
	looping->path[looping->depth++] = prompt;
	lint_waits(looping->lint, prompt, visit_name, looping);
	looping->depth--;
	looping->done[looping->done_count++] = prompt;
}

bool
lint_loops(const struct lint *lint)
{
	const struct dialogue *dialogue = lint->service->dialogue;
	struct looping looping = {.lint = lint};
	looping.done =
	    arena_alloc(lint->script.arena, (dialogue->prompt_count + 1) * sizeof *looping.done);
	for (const struct prompt *p = dialogue->prompts; p && !looping.found; p = p->next)
		visit(&looping, p);
	return looping.found;
}
