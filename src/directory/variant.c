#include "directory/variant.h"

#include <ctype.h>
#include <string.h>

static const char *const variant_keys[] = {"owner", "hours", "special", "out_of_hours", "contacts",
    "mechanisms", "facts", "choices", "texts", "assured", "review_by", NULL};

/* who_can_apply: "Who can apply" */
static const char *
label_of(const struct script *script, const char *name)
{
	char *label = arena_strdup(script->arena, name);
	for (char *p = label; *p; p++)
		if (*p == '_' || *p == '-')
			*p = ' ';
	label[0] = (char)toupper((unsigned char)label[0]);
	return label;
}

static struct fact *
fact_named(const struct script *script, struct service *service, const char *name)
{
	struct fact **last = &service->facts;
	for (; *last; last = &(*last)->next)
		if (strcmp((*last)->name, name) == 0)
			return *last;
	struct fact *fact = arena_alloc(script->arena, sizeof *fact);
	fact->name = name;
	fact->label.in[ENGLISH] = label_of(script, name);
	*last = fact;
	return fact;
}

static void
read_fact(const struct script *script, const struct yaml *node, struct service *service)
{
	static const char *const keys[] = {"value", "label", "review_by", NULL};
	struct yaml at = {.line = node->key_line, .column = node->key_column};
	if (!script_id(node->key))
		script_error(script, &at,
		    "'%s' cannot be a fact's name: use small letters, digits and '_'", node->key);
	struct fact *fact = fact_named(script, service, node->key);
	if (node->kind == YAML_SCALAR) {
		script_words(script, node, &fact->value);
		return;
	}
	if (node->kind != YAML_MAP || !yaml_get(node, "value")) {
		script_error(script, node,
		    "a fact is written { value: …, review_by: 2027-04-01 }: the value is missing");
		return;
	}
	script_keys(script, node, keys);
	script_words(script, yaml_get(node, "value"), &fact->value);
	script_words(script, yaml_get(node, "label"), &fact->label);
	script_date(script, yaml_get(node, "review_by"), &fact->review_by);
}

void
service_read_facts(const struct script *script, const struct yaml *node, struct service *service)
{
	if (!node)
		return;
	if (node->kind != YAML_MAP) {
		script_error(script, node, "facts are written 'name: { value: …, review_by: … }'");
		return;
	}
	for (const struct yaml *fact = node->first; fact; fact = fact->next)
		read_fact(script, fact, service);
}

/* The prompts belong to this service alone, so its variant may change them. */
static struct prompt *
own_prompt(
    const struct script *script, const struct yaml *at, struct service *service, const char *id)
{
	struct prompt *prompt = service->dialogue ? service->dialogue->prompts : NULL;
	while (prompt && strcmp(prompt->id, id) != 0)
		prompt = prompt->next;
	if (!prompt && service->dialogue && !service->dialogue->incomplete)
		script_error(script, at, "the dialogue has no prompt '%s'", id);
	return prompt;
}

static void
lay_choices(const struct script *script, const struct yaml *node, struct service *service)
{
	if (!node)
		return;
	if (node->kind != YAML_MAP) {
		script_error(script, node, "choices are written by the id of the question");
		return;
	}
	for (const struct yaml *map = node->first; map; map = map->next) {
		struct yaml at = {.line = map->key_line, .column = map->key_column};
		struct prompt *prompt = own_prompt(script, &at, service, map->key);
		if (!prompt)
			continue;
		if (!prompt->choices) {
			script_error(script, &at, "'%s' has no choices to replace", map->key);
			continue;
		}
		struct choice *choices = script_choices(script, map);
		if (choices)
			prompt->choices = choices;
	}
}

/* `id: text`, or `id: { text: …, hint: …, promise: …, to: … }`. */
static void
lay_text(const struct script *script, const struct yaml *node, struct prompt *prompt)
{
	static const char *const keys[] = {"text", "hint", "promise", "to", NULL};
	if (node->kind != YAML_MAP || script_has_languages(node)) {
		script_words(script, node, &prompt->text);
		return;
	}
	script_keys(script, node, keys);
	script_words(script, yaml_get(node, "text"), &prompt->text);
	script_words(script, yaml_get(node, "hint"), &prompt->hint);
	script_words(script, yaml_get(node, "promise"), &prompt->promise);
	script_words(script, yaml_get(node, "to"), &prompt->to);
}

static void
lay_texts(const struct script *script, const struct yaml *node, struct service *service)
{
	if (!node)
		return;
	if (node->kind != YAML_MAP) {
		script_error(script, node, "texts are written by the id of the prompt");
		return;
	}
	for (const struct yaml *text = node->first; text; text = text->next) {
		struct yaml at = {.line = text->key_line, .column = text->key_column};
		struct prompt *prompt = own_prompt(script, &at, service, text->key);
		if (prompt)
			lay_text(script, text, prompt);
	}
}

void
service_lay_over(const struct script *script, const struct yaml *root, const char *council,
    struct service *service)
{
	const struct yaml *at = yaml_get(root, "at");
	service->council = council;
	if (!at)
		return;
	if (at->kind != YAML_MAP) {
		script_error(script, at, "at: lists councils by their ids");
		return;
	}
	const struct yaml *variant = yaml_get(at, council);
	if (!variant)
		return;
	if (variant->kind != YAML_MAP) {
		script_error(script, variant,
		    "what differs at one council is written as owner, hours, contacts, "
		    "mechanisms, facts, choices or texts");
		return;
	}
	script_keys(script, variant, variant_keys);
	service->varied = true;
	service_read_owner(script, yaml_get(variant, "owner"), service);
	service_read_hours(script, yaml_get(variant, "hours"), service);
	service_read_out_of_hours(script, yaml_get(variant, "out_of_hours"), service);
	service_read_contacts(script, yaml_get(variant, "contacts"), service);
	script_date(script, yaml_get(variant, "assured"), &service->assured);
	script_date(script, yaml_get(variant, "review_by"), &service->review_by);
	service_read_facts(script, yaml_get(variant, "facts"), service);
	lay_choices(script, yaml_get(variant, "choices"), service);
	lay_texts(script, yaml_get(variant, "texts"), service);
}
