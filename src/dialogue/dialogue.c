#include "dialogue/dialogue.h"

#include "dialogue/prompt.h"

#include <string.h>

struct building {
	struct script script;
	struct dialogue *dialogue;
	struct section **last_section;
	struct prompt **last_prompt;
	const struct gate *gates; /* of the section being read */
	bool repeated;            /* it repeats */
	int made[PROMPT_OFFER];   /* ids made so far, by kind */
};

/* say-1, tell-2 …: for prompts that were given no id. */
static void
make_id(struct building *building, struct prompt *prompt)
{
	int kind = (int)prompt->kind;
	do
		prompt->id = arena_printf(
		    building->script.arena, "%s-%d", prompt_kinds[kind], ++building->made[kind]);
	while (dialogue_prompt(building->dialogue, prompt->id));
}

static void
add_prompt(struct building *building, const struct yaml *map, const char *section)
{
	struct dialogue *dialogue = building->dialogue;
	struct prompt *prompt = prompt_parse(&building->script, map, section);
	if (!prompt)
		return;
	prompt->gates = building->gates;
	if (building->repeated && prompt_is_outcome(prompt))
		script_error(&building->script, map,
		    "an outcome ends the whole matter: put it into a section that does not "
		    "repeat");
	if (!prompt->id) {
		prompt->id_made = true;
		make_id(building, prompt);
	}
	const struct prompt *before = dialogue_prompt(dialogue, prompt->id);
	if (before && prompt->kind == PROMPT_REFER && !yaml_get(map, "id"))
		script_error(&building->script, map,
		    "a second referral to '%s' needs an id of its own: add id:", prompt->id);
	else if (before)
		script_error(&building->script, map,
		    "the id '%s' is already used in line %d: choose another", prompt->id,
		    before->line);
	if (dialogue->prompt_count == DIALOGUE_PROMPTS)
		script_error(&building->script, map, "a dialogue has at most %d prompts: divide it",
		    DIALOGUE_PROMPTS);
	*building->last_prompt = prompt;
	building->last_prompt = &prompt->next;
	dialogue->prompt_count++;
}

/* `repeat: child`, `count: ${how_many}`, `most: 6`. */
static void
read_repeat(struct building *building, const struct yaml *map, struct section *section)
{
	const struct script *script = &building->script;
	const struct yaml *repeat = yaml_get(map, "repeat"), *count = yaml_get(map, "count"),
			  *most = yaml_get(map, "most");
	building->repeated = repeat != NULL;
	if (!repeat) {
		if (count || most)
			script_error(script, count ? count : most,
			    "%s goes with a section that repeats: add 'repeat:' and a name for one "
			    "of them, such as child",
			    (count ? count : most)->key);
		return;
	}
	section->repeat = script_scalar(script, repeat, "repeat");
	if (section->repeat && !script_id(section->repeat))
		script_error(script, repeat,
		    "'%s' cannot be a name: use small letters, digits, '_' and '-', and begin with "
		    "a letter",
		    section->repeat);
	if (!count)
		script_error(script, repeat,
		    "say how many there are: add 'count: ${…}' with the answer that tells it");
	section->count = script_expr(script, count, NULL);
	section->most = script_whole(script, most, 1, DIALOGUE_INSTANCES, DIALOGUE_INSTANCES_GIVEN);
}

static void
add_section(struct building *building, const struct yaml *map, size_t number)
{
	static const char *const keys[] = {
	    "section", "when", "repeat", "count", "most", "prompts", NULL};
	const struct script *script = &building->script;
	const struct yaml *title = yaml_get(map, "section"), *prompts = yaml_get(map, "prompts");
	struct section *section = arena_alloc(script->arena, sizeof *section);
	if (map->kind != YAML_MAP || !title) {
		script_error(script, map, "a section begins with '- section: its title'");
		return;
	}
	script_keys(script, map, keys);
	section->id = arena_printf(script->arena, "section-%zu", number);
	section->line = map->line;
	section->title.in[ENGLISH] = "";
	script_words(script, title, &section->title);
	*building->last_section = section;
	building->last_section = &section->next;
	building->gates = script_gate(script, yaml_get(map, "when"));
	read_repeat(building, map, section);
	if (!prompts || prompts->kind != YAML_LIST || prompts->count == 0) {
		script_error(script, prompts ? prompts : map,
		    "the section '%s' has no prompts: add 'prompts:' and a list",
		    section->title.in[ENGLISH]);
		return;
	}
	for (const struct yaml *prompt = prompts->first; prompt; prompt = prompt->next)
		add_prompt(building, prompt, section->id);
}

struct dialogue *
dialogue_parse(
    struct arena *arena, const char *file, const struct yaml *list, struct finding_list *findings)
{
	struct dialogue *dialogue = arena_alloc(arena, sizeof *dialogue);
	struct building building = {.script = {arena, file, findings}, .dialogue = dialogue};
	size_t errors = findings->errors, number = 0;
	building.last_section = &dialogue->sections;
	building.last_prompt = &dialogue->prompts;
	if (list->kind != YAML_LIST || list->count == 0)
		script_error(&building.script, list,
		    "a dialogue is a list of sections: begin with '- section: its title'");
	else
		for (const struct yaml *map = list->first; map; map = map->next)
			add_section(&building, map, ++number);
	return findings->errors == errors ? dialogue : NULL;
}

bool
prompt_is_outcome(const struct prompt *prompt)
{
	return prompt->kind == PROMPT_REFER || prompt->kind == PROMPT_RESOLVE ||
	       prompt->kind == PROMPT_SIGNPOST || prompt->kind == PROMPT_BOOK;
}

const struct prompt *
dialogue_prompt(const struct dialogue *dialogue, const char *id)
{
	size_t length = strcspn(id, "#");
	for (const struct prompt *prompt = dialogue->prompts; prompt; prompt = prompt->next)
		if (strncmp(prompt->id, id, length) == 0 && prompt->id[length] == '\0')
			return prompt;
	return NULL;
}

const struct section *
dialogue_section(const struct dialogue *dialogue, const char *id)
{
	for (const struct section *section = dialogue->sections; section && id;
	     section = section->next)
		if (strcmp(section->id, id) == 0)
			return section;
	return NULL; /* offers are in none */
}
