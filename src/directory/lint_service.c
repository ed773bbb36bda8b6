/* The entry itself: its dates, its owner, its offers; and where things stand in the file. */
#include "directory/complaints.h"
#include "directory/incident.h"
#include "directory/life.h"
#include "directory/lint_inner.h"
#include "directory/matrix.h"
#include "directory/payment.h"
#include "directory/retention.h"
#include "directory/survey.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* The YAML map of a prompt, by its place. */
static const struct yaml *
prompt_map(const struct lint *lint, const struct prompt *prompt)
{
	const struct yaml *sections = yaml_get(lint->root, "dialogue");
	for (const struct yaml *s = sections ? sections->first : NULL; s; s = s->next) {
		const struct yaml *prompts = yaml_get(s, "prompts");
		for (const struct yaml *p = prompts ? prompts->first : NULL; p; p = p->next)
			if (p->line == prompt->line && p->column == prompt->column)
				return p;
	}
	return lint->root;
}

static const struct yaml *
variant_node(const struct lint *lint, const struct prompt *prompt, const char *key)
{
	const struct yaml *variant =
	    lint->council ? yaml_get(yaml_get(lint->root, "at"), lint->council) : NULL;
	if (!variant)
		return NULL;
	if (strcmp(key, "choices") == 0)
		return yaml_get(yaml_get(variant, "choices"), prompt->id);
	const struct yaml *text = yaml_get(yaml_get(variant, "texts"), prompt->id);
	if (!text || (strcmp(key, "text") == 0 && !yaml_get(text, "text")))
		return text;
	return yaml_get(text, key);
}

const struct yaml *
lint_node(const struct lint *lint, const struct prompt *prompt, const char *key)
{
	static const char *const kinds[] = {"say", NULL, "tell", "refer"};
	const struct yaml *map = prompt_map(lint, prompt), *node = variant_node(lint, prompt, key);
	if (!node)
		node = yaml_get(map, key);
	if (!node && strcmp(key, "text") == 0 && prompt->kind <= PROMPT_TELL && kinds[prompt->kind])
		node = yaml_get(map, kinds[prompt->kind]);
	if (!node && strcmp(key, "refer") == 0)
		node = yaml_get(map, "refer");
	return node ? node : map;
}

void
lint_error_in(const struct lint *lint, const struct yaml *node, int at, const char *format, ...)
{
	char text[800];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	struct yaml place = *node;
	place.column += at - 1 + (node->quoted ? 1 : 0);
	script_error(&lint->script, &place, "%s", text);
}

void
lint_missing(const struct lint *lint, const struct yaml *node, const char *format, ...)
{
	char text[800];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (lint->alone)
		script_warn(&lint->script, node, "%s", text);
	else
		script_error(&lint->script, node, "%s", text);
}

static const struct yaml *
gate_node(const struct lint *lint, const struct gate *gate)
{
	const struct prompt place = {.line = gate->line, .column = gate->column};
	const struct yaml *sections = yaml_get(lint->root, "dialogue");
	if (gate->part)
		return NULL;
	for (const struct yaml *s = sections ? sections->first : NULL; s; s = s->next) {
		const struct yaml *when = yaml_get(s, "when");
		if (when && when->line == gate->line && when->column == gate->column)
			return when;
	}
	return yaml_get(prompt_map(lint, &place), "when");
}

static const struct yaml *
count_node(const struct lint *lint, const struct section *section)
{
	const struct yaml *sections = yaml_get(lint->root, "dialogue");
	for (const struct yaml *s = sections ? sections->first : NULL; s; s = s->next)
		if (s->line == section->line && !section->part)
			return yaml_get(s, "count");
	return NULL;
}

/* The conditions of the choices, and how often the section that begins here is gone through. */
static void
more_conditions(const struct lint *lint, const struct prompt *p, const struct prompt *before,
    void (*each)(void *context, const struct lint_condition *condition), void *context)
{
	const struct dialogue *dialogue = lint->service->dialogue;
	const struct section *section = dialogue_section(dialogue, p->section);
	if (section && section->count && (!before || strcmp(before->section, p->section) != 0)) {
		struct lint_condition count = {
		    p, "count", section->count, count_node(lint, section), false};
		each(context, &count);
	}
	for (const struct choice *choice = p->choices; choice; choice = choice->next) {
		const struct yaml *written = yaml_get(lint_node(lint, p, "choices"), choice->value);
		struct lint_condition condition = {
		    p, "choices", choice->when, yaml_get(written, "when"), false};
		if (choice->when)
			each(context, &condition);
	}
}

void
lint_waits(const struct lint *lint, const struct prompt *prompt,
    void (*each)(void *context, const char *name), void *context)
{
	const struct section *section = dialogue_section(lint->service->dialogue, prompt->section);
	for (const struct gate *gate = prompt->gates; gate; gate = gate->next)
		expr_names(gate->when, each, context);
	if (prompt->when)
		expr_names(prompt->when, each, context);
	if (prompt->value)
		expr_names(prompt->value, each, context);
	for (const struct choice *choice = prompt->choices; choice; choice = choice->next)
		if (choice->when)
			expr_names(choice->when, each, context);
	if (section && section->count)
		expr_names(section->count, each, context);
}

bool
lint_repeat(const struct lint *lint, const char *word)
{
	for (const struct section *s = lint->service->dialogue->sections; s; s = s->next)
		if (s->repeat && strcmp(s->repeat, word) == 0)
			return true;
	return false;
}

static bool
has_gate(const struct prompt *prompt, const struct gate *gate)
{
	for (const struct gate *own = prompt ? prompt->gates : NULL; own; own = own->next)
		if (own->when == gate->when)
			return true;
	return false;
}

void
lint_conditions(const struct lint *lint,
    void (*each)(void *context, const struct lint_condition *condition), void *context)
{
	const struct prompt *before = NULL;
	for (const struct prompt *p = lint->service->dialogue->prompts; p;
	     before = p, p = p->next) {
		const struct lint_condition conditions[] = {{p, "when", p->when, NULL, false},
		    {p, "constraint", p->constraint, NULL, false},
		    {p, "value", p->value, NULL, false}};
		for (const struct gate *gate = p->gates; gate; gate = gate->next) {
			struct lint_condition condition = {
			    p, "when", gate->when, gate_node(lint, gate), has_gate(before, gate)};
			each(context, &condition);
		}
		more_conditions(lint, p, before, each, context);
		for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++) {
			struct lint_condition condition = conditions[i];
			if (!condition.expr)
				continue;
			if (!p->part)
				condition.node = lint_node(lint, p, condition.key);
			each(context, &condition);
		}
	}
}

const struct prompt *
lint_valued(const struct lint *lint, const char *id)
{
	const struct prompt *prompt = dialogue_prompt(lint->service->dialogue, id);
	bool valued = prompt && (prompt->kind == PROMPT_ASK || prompt->kind == PROMPT_CALCULATE);
	return valued ? prompt : NULL;
}

const struct prompt *
lint_ask(const struct lint *lint, const char *id)
{
	const struct prompt *prompt = dialogue_prompt(lint->service->dialogue, id);
	return prompt && prompt->kind == PROMPT_ASK ? prompt : NULL;
}

/* The node of a top-level key, the council's own first. */
static const struct yaml *
top_node(const struct lint *lint, const char *key)
{
	const struct yaml *node = NULL;
	if (lint->council)
		node = yaml_get(yaml_get(yaml_get(lint->root, "at"), lint->council), key);
	return node ? node : yaml_get(lint->root, key);
}

static void
check_dates(const struct lint *lint)
{
	const struct service *service = lint->service;
	const struct yaml *assured = top_node(lint, "assured"),
			  *review = top_node(lint, "review_by");
	if (!assured)
		script_warn(&lint->script, lint->root,
		    "nobody has vouched for this text: add 'assured:' and the day");
	else if (date_compare(service->assured, lint->today) > 0)
		script_error(&lint->script, assured, "assured is a day that has not come yet");
	if (!review)
		script_warn(
		    &lint->script, lint->root, "no review is due: add 'review_by:' and the day");
	else if (assured && date_compare(service->review_by, service->assured) < 0)
		script_error(&lint->script, review, "review_by is before assured");
	else if (date_compare(service->review_by, lint->today) < 0)
		script_warn(&lint->script, review,
		    "the review is overdue: look the text over and set assured and review_by");
}

static const struct yaml *
fact_node(const struct lint *lint, const char *name)
{
	const struct yaml *node = NULL;
	if (lint->council)
		node = yaml_get(
		    yaml_get(yaml_get(yaml_get(lint->root, "at"), lint->council), "facts"), name);
	return node ? node : yaml_get(yaml_get(lint->root, "facts"), name);
}

static void
check_facts(const struct lint *lint)
{
	for (const struct fact *fact = lint->service->facts; fact; fact = fact->next) {
		const struct yaml *node = fact_node(lint, fact->name);
		const struct yaml *review = node ? yaml_get(node, "review_by") : NULL;
		if (!node)
			continue;
		if (!fact->review_by.year)
			script_warn(&lint->script, node,
			    "the fact '%s' has no review_by: add the day until which it holds",
			    fact->name);
		else if (date_compare(fact->review_by, lint->today) < 0)
			script_warn(&lint->script, review ? review : node,
			    "the fact '%s' is past its review_by: check it", fact->name);
	}
}

static void
check_owner(const struct lint *lint)
{
	const struct service *service = lint->service;
	const struct yaml *owner = top_node(lint, "owner");
	if (!owner && service_only_listed(service)) {
		script_warn(&lint->script, lint->root,
		    "this service is only listed: nobody has written it yet, and nobody owns it");
		return;
	}
	if (!owner) {
		script_error(&lint->script, lint->root,
		    "the service has no owner: add 'owner: { team: …, email: … }'");
		return;
	}
	if (lint->partnership && !partnership_team(lint->partnership, service->owner_team))
		script_error(&lint->script, yaml_get(owner, "team"),
		    "there is no team '%s' in partnership.yml", service->owner_team);
}

static void
check_offer(const struct lint *lint)
{
	const struct offer *offer = lint->service->offer;
	const struct yaml *beside = yaml_get(yaml_get(lint->root, "offer"), "beside");
	if (!offer || !beside || lint->council)
		return;
	for (const struct yaml *item = beside->first; item; item = item->next) {
		bool found = !lint->services;
		for (size_t i = 0; i < lint->service_count && !found; i++)
			found = strcmp(lint->services[i]->id, item->text ? item->text : "") == 0;
		if (!found)
			lint_missing(lint, item, "there is no service '%s' to be offered beside",
			    item->text ? item->text : "");
		if (item->text && strcmp(item->text, lint->service->id) == 0)
			script_error(
			    &lint->script, item, "a service cannot be offered beside itself");
	}
}

/* A complaint goes to one service, whichever one it is about. */
static void
check_takes(const struct lint *lint)
{
	const struct yaml *node = yaml_get(lint->root, "takes");
	complaints_check(&lint->script, node, lint->service);
	for (size_t i = 0; lint->service->takes_complaints && i < lint->service_count; i++)
		if (lint->services[i]->takes_complaints &&
		    strcmp(lint->services[i]->id, lint->service->id) != 0)
			script_error(&lint->script, node, "'%s' takes the complaints already",
			    lint->services[i]->id);
}

void
lint_service_facts(const struct lint *lint)
{
	check_dates(lint);
	check_facts(lint);
	check_owner(lint);
	check_offer(lint);
	matrix_check(&lint->script, lint->service, lint->partnership);
	payment_check(&lint->script, lint->service);
	incident_check(&lint->script, yaml_get(lint->root, "incident"), lint->service);
	survey_check(&lint->script, yaml_get(lint->root, "survey"), lint->service);
	if (!lint->council) {
		life_check(&lint->script, lint->root, lint->service);
		check_takes(lint);
	}
	if (!lint->council)
		retention_check_own(&lint->script, yaml_get(lint->root, "retention"),
		    lint->partnership, lint->service);
}
