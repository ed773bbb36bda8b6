#include "directory/parts.h"

#include <string.h>

enum { MOST_DEPTH = 4 };

/* One include being put in its place. */
struct including {
	const struct script *script;
	struct service *service;
	const struct prompt *include;
	struct yaml at; /* its place, for findings */
	const struct dialogue *part;
};

/* ---- the part's own file ---- */

static void
cannot_use(const struct including *including, const struct finding_list *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		if (findings->items[i].level != FINDING_ERROR)
			continue;
		script_error(including->script, &including->at, "the part '%s' cannot be used: %s",
		    including->include->part,
		    finding_text(&findings->items[i], including->script->arena));
		return;
	}
	script_error(including->script, &including->at, "'%s' is a service, not a part",
	    including->include->part);
}

/* Its mistakes are its own file's: here they are one finding. */
static const struct dialogue *
read_part(const struct including *including, const char *council, const struct library *library,
    int depth)
{
	struct finding_list findings;
	struct script script = {.arena = including->script->arena, .findings = &findings};
	size_t length = 0;
	const char *name = including->include->part;
	const char *text = library->text(library->context, name, &length, &script.file);
	const struct service *part = NULL;
	if (!text) {
		script_error(including->script, &including->at, "there is no part '%s'", name);
		return NULL;
	}
	if (depth == MOST_DEPTH) {
		script_error(including->script, &including->at,
		    "parts include each other, or more than %d deep: '%s' is one too many",
		    MOST_DEPTH, name);
		return NULL;
	}
	findings_init(&findings);
	const struct yaml *root = yaml_parse(script.arena, script.file, text, length, &findings);
	if (root)
		part = service_compose_at(&script, root, council, library, depth + 1);
	if (!part || !part->part || !part->dialogue) {
		cannot_use(including, &findings);
		part = NULL;
	}
	findings_release(&findings);
	return part ? part->dialogue : NULL;
}

/* ---- sections ---- */

/* The section of the included prompts: the part's first joins the one that includes it. */
static const char *
place_section(struct including *including, const char *id)
{
	const struct section *own = including->part->sections;
	struct section *after = including->service->dialogue->sections;
	if (strcmp(own->id, id) == 0 && !own->repeat)
		return including->include->section;
	const char *name =
	    arena_printf(including->script->arena, "%s/%s", including->include->part, id);
	while (strcmp(after->id, name) != 0 && after->next)
		after = after->next;
	if (strcmp(after->id, name) == 0)
		return after->id;
	while (strcmp(own->id, id) != 0)
		own = own->next;
	struct section *section = arena_alloc(including->script->arena, sizeof *section);
	*section = *own;
	section->id = name;
	section->part = own->part ? own->part : including->include->part;
	section->next = NULL;
	after->next = section;
	return name;
}

/* ---- prompts ---- */

static const struct gate *
add_gate(const struct including *including, const struct gate *from, const struct gate *next)
{
	struct gate *gate = arena_alloc(including->script->arena, sizeof *gate);
	*gate = *from;
	gate->next = next;
	return gate;
}

/* The include's condition and its section's, before those that the part itself sets. */
static const struct gate *
add_gates(const struct including *including, const struct gate *own)
{
	const struct prompt *include = including->include;
	const struct gate *gates = NULL;
	for (; own; own = own->next) {
		struct gate gate = *own;
		gate.part = gate.part ? gate.part : include->part;
		gates = add_gate(including, &gate, gates);
	}
	struct gate gate = {.when = include->when,
	    .source = include->when_source,
	    .line = include->line,
	    .column = include->column};
	if (gate.when)
		gates = add_gate(including, &gate, gates);
	for (const struct gate *outer = include->gates; outer; outer = outer->next)
		gates = add_gate(including, outer, gates);
	return gates;
}

static void
check_clash(const struct including *including, const struct prompt *prompt)
{
	const struct prompt *other = dialogue_prompt(including->service->dialogue, prompt->id);
	if (!other || other == prompt)
		return;
	if (other->part && strcmp(other->part, including->include->part) == 0)
		script_error(including->script, &including->at,
		    "the part '%s' is already included in line %d: once is enough, join the "
		    "conditions with or",
		    other->part, other->line);
	else
		script_error(including->script, &including->at,
		    "the part '%s' has a prompt '%s', and so has line %d: give yours another id",
		    including->include->part, prompt->id, other->line);
}

static void
check_outcome(const struct including *including, const struct prompt *prompt)
{
	const struct section *section =
	    dialogue_section(including->service->dialogue, prompt->section);
	if (prompt_is_outcome(prompt) && section->repeat)
		script_error(including->script, &including->at,
		    "the part '%s' ends the whole matter, by '%s': include it in a section that "
		    "does not repeat",
		    including->include->part, prompt->id);
}

/* What was answered in another matter that includes the part is not asked again. */
static void
fill_from_part(const struct including *including, struct prompt *prompt)
{
	struct arena *arena = including->script->arena;
	if (prompt->kind != PROMPT_ASK)
		return;
	struct name_list *fill = arena_alloc(arena, sizeof *fill);
	fill->name = arena_printf(arena, "part.%s.%s", prompt->part, prompt->id);
	fill->next = prompt->fill;
	prompt->fill = fill;
}

/* Takes the include out of the chain and puts the part's prompts there. */
static struct prompt **
put_in(struct including *including, struct prompt **place)
{
	struct dialogue *dialogue = including->service->dialogue;
	struct prompt *rest = including->include->next;
	*place = rest;
	dialogue->prompt_count--;
	if (!including->part)
		return place;
	bool clashed = false;
	for (struct prompt *p = including->part->prompts, *next; p; p = next) {
		size_t errors = including->script->findings->errors;
		next = p->next;
		if (!p->part) {
			p->part = including->include->part;
			fill_from_part(including, p);
			if (p->id_made)
				p->id =
				    arena_printf(including->script->arena, "%s-%s", p->part, p->id);
		}
		if (!clashed)
			check_clash(including, p);
		clashed = clashed || including->script->findings->errors > errors;
		p->line = including->include->line;
		p->column = including->include->column;
		p->gates = add_gates(including, p->gates);
		p->section = place_section(including, p->section);
		check_outcome(including, p);
		p->next = rest;
		*place = p;
		place = &p->next;
		dialogue->prompt_count++;
	}
	return place;
}

void
parts_include(const struct script *script, struct service *service, const char *council,
    const struct library *library, int depth)
{
	struct dialogue *dialogue = service->dialogue;
	for (struct prompt **place = &dialogue->prompts; *place;) {
		struct including including = {
		    .script = script, .service = service, .include = *place};
		if ((*place)->kind != PROMPT_INCLUDE) {
			place = &(*place)->next;
			continue;
		}
		including.at = (struct yaml){.line = (*place)->line, .column = (*place)->column};
		if (library)
			including.part = read_part(&including, council, library, depth);
		else
			dialogue->incomplete = true;
		place = put_in(&including, place);
	}
	if (dialogue->prompt_count > DIALOGUE_PROMPTS)
		script_error(script, NULL, "with its parts this dialogue has more than %d prompts",
		    DIALOGUE_PROMPTS);
}
