/*
 * Declared languages: a file that says `languages: [en, cy]` has every text that people read or
 * hear in each of them. Looked over in the file itself, so that what two councils share is said
 * once.
 */
#include "directory/lint_inner.h"

#include "dialogue/words.h"

#include <string.h>

struct declared {
	const struct lint *lint;
	bool wanted[LANGUAGES];
};

/* Nothing in it has to be translated: an amount, a number, only names in ${ }. */
static bool
has_words(const char *text)
{
	while (*text) {
		if (text[0] == '$' && text[1] == '{') {
			text += strcspn(text, "}");
			continue;
		}
		if ((*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z') ||
		    (unsigned char)*text >= 0xC3)
			return true;
		text++;
	}
	return false;
}

static void
check_words(const struct declared *declared, const struct yaml *node)
{
	if (!node || (node->kind == YAML_SCALAR && !has_words(node->text)))
		return;
	for (int i = 0; i < LANGUAGES; i++) {
		if (!declared->wanted[i] || i == ENGLISH)
			continue;
		if (node->kind == YAML_SCALAR)
			script_error(&declared->lint->script, node,
			    "the %s text is missing: write en: and %s: below each other",
			    languages[i].name, languages[i].code);
		else if (node->kind == YAML_MAP && !yaml_get(node, languages[i].code))
			script_error(&declared->lint->script, node,
			    "the %s text is missing: add %s:", languages[i].name,
			    languages[i].code);
	}
}

static void
check_keys(const struct declared *declared, const struct yaml *map, const char *const *keys)
{
	for (; map && *keys; keys++)
		check_words(declared, yaml_get(map, *keys));
}

static void
check_choices(const struct declared *declared, const struct yaml *choices)
{
	for (const struct yaml *c = choices ? choices->first : NULL; c; c = c->next) {
		const struct yaml *label = c->kind == YAML_MAP ? yaml_get(c, "label") : NULL;
		check_words(declared, label ? label : c);
	}
}

static void
check_facts(const struct declared *declared, const struct yaml *facts)
{
	static const char *const keys[] = {"label", "value", NULL};
	for (const struct yaml *f = facts ? facts->first : NULL; f; f = f->next)
		check_keys(declared, f, keys);
}

static void
check_dialogue(const struct declared *declared, const struct yaml *sections)
{
	static const char *const keys[] = {
	    "say", "tell", "text", "hint", "message", "promise", "to", "rule", NULL};
	for (const struct yaml *s = sections ? sections->first : NULL; s; s = s->next) {
		const struct yaml *prompts = yaml_get(s, "prompts");
		check_words(declared, yaml_get(s, "section"));
		for (const struct yaml *p = prompts ? prompts->first : NULL; p; p = p->next) {
			check_keys(declared, p, keys);
			check_choices(declared, yaml_get(p, "choices"));
		}
	}
}

static bool
is_languages(const struct yaml *map)
{
	for (int i = 0; i < LANGUAGES; i++)
		if (map->kind == YAML_MAP && yaml_get(map, languages[i].code))
			return true;
	return false;
}

static void
check_variant(const struct declared *declared, const struct yaml *variant)
{
	static const char *const keys[] = {"text", "hint", "promise", "to", NULL};
	const struct yaml *texts = yaml_get(variant, "texts"),
			  *choices = yaml_get(variant, "choices");
	check_facts(declared, yaml_get(variant, "facts"));
	for (const struct yaml *t = texts ? texts->first : NULL; t; t = t->next) {
		if (t->kind == YAML_SCALAR || is_languages(t))
			check_words(declared, t);
		else
			check_keys(declared, t, keys);
	}
	for (const struct yaml *c = choices ? choices->first : NULL; c; c = c->next)
		check_choices(declared, c);
}

static void
read_declared(struct declared *declared, const struct yaml *list)
{
	const struct script *script = &declared->lint->script;
	if (list->kind != YAML_LIST) {
		script_error(script, list, "languages is a list, written [en, cy]");
		return;
	}
	for (const struct yaml *item = list->first; item; item = item->next) {
		int found = 0;
		while (found < LANGUAGES && (item->kind != YAML_SCALAR ||
						strcmp(languages[found].code, item->text) != 0))
			found++;
		if (found == LANGUAGES)
			script_error(script, item,
			    "there is no language '%s': use en, cy, pl, gu or ur",
			    item->kind == YAML_SCALAR ? item->text : "");
		else
			declared->wanted[found] = true;
	}
}

void
lint_languages(const struct lint *lint)
{
	static const char *const keys[] = {"title", "summary", "tell", NULL};
	struct declared declared = {.lint = lint};
	const struct yaml *root = lint->root, *at = yaml_get(root, "at"),
			  *life = yaml_get(root, "case");
	const struct yaml *offer = yaml_get(root, "offer"), *out = yaml_get(root, "out_of_hours");
	if (!yaml_get(root, "languages"))
		return;
	read_declared(&declared, yaml_get(root, "languages"));
	check_keys(&declared, root, keys);
	check_words(&declared, out ? yaml_get(out, "text") : NULL);
	check_facts(&declared, yaml_get(root, "facts"));
	check_words(&declared, offer ? yaml_get(offer, "because") : NULL);
	check_dialogue(&declared, yaml_get(root, "dialogue"));
	for (const struct yaml *s = life && life->kind == YAML_LIST ? life->first : NULL; s;
	     s = s->next)
		check_keys(&declared, s, keys);
	for (const struct yaml *v = at && at->kind == YAML_MAP ? at->first : NULL; v; v = v->next)
		check_variant(&declared, v);
}
