/* The outline of a walk for programs. */
#include "admin/list.h"
#include "admin/walk.h"
#include "dialogue/prompt.h"
#include "wire/tree.h"

#include <stdio.h>
#include <string.h>

static const char *const state_names[] = {
    "open", "answered", "known", "not-needed", "blocked", "kept"};
static const char *const end_names[] = {"open", "outcome", "choose", "none"};

static struct json *
new_number(struct arena *arena, double number)
{
	struct json *json = json_new(arena, JSON_NUMBER);
	json->number = number;
	return json;
}

static struct json *
text_or_null(struct arena *arena, const char *text)
{
	return text ? json_new_text(arena, text) : json_new(arena, JSON_NULL);
}

static const char *
kind_name(const struct prompt *prompt)
{
	return prompt->kind == PROMPT_OFFER ? "offer" : prompt_kinds[prompt->kind];
}

static void
add_step(struct json *list, const struct step *step, struct arena *arena)
{
	struct json *object = json_add(list, NULL, json_new(arena, JSON_OBJECT));
	json_add_text(object, arena, "id", step->prompt->id);
	json_add_text(object, arena, "kind", kind_name(step->prompt));
	json_add_text(object, arena, "section", step->heading);
	json_add_text(object, arena, "state", state_names[step->state]);
	if (step->prompt->kind == PROMPT_ASK) {
		struct json *required = json_add(object, "required", json_new(arena, JSON_BOOL));
		required->truth = step->prompt->required;
	}
	json_add_text(object, arena, "text", step->text);
	if (step->answer)
		json_add(object, "answer", json_new_text(arena, step->answer));
	json_add_text(object, arena, "words", step->answer_text);
	json_add_text(object, arena, "rule", step->rule);
}

static struct json *
outcome_json(const struct outline *outline, struct arena *arena)
{
	if (outline->end != WALK_OUTCOME)
		return json_new(arena, JSON_NULL);
	struct json *object = json_new(arena, JSON_OBJECT);
	json_add_text(object, arena, "id", outline->outcome->id);
	json_add_text(object, arena, "kind", kind_name(outline->outcome));
	json_add_text(object, arena, "queue", outline->outcome->queue_role);
	json_add_text(object, arena, "text", outline->outcome_text);
	json_add_text(object, arena, "promise", outline->promise_text);
	json_add_text(object, arena, "due", outline->due_text);
	return object;
}

/* Those that hold together. */
static void
add_outcomes(struct json *object, const struct outline *outline, struct arena *arena)
{
	struct json *list = json_add(object, "outcomes", json_new(arena, JSON_LIST));
	for (size_t i = 0; i < outline->count; i++) {
		const struct step *step = &outline->steps[i];
		if (prompt_is_outcome(step->prompt) && step->state == STEP_OPEN)
			json_add(list, NULL, json_new_text(arena, step->prompt->id));
	}
}

static void
add_refused(struct json *object, const struct walked *walked, struct arena *arena)
{
	struct json *list = json_add(object, "refused", json_new(arena, JSON_LIST));
	for (size_t i = 0; i < walked->refused_count; i++) {
		struct json *item = json_add(list, NULL, json_new(arena, JSON_OBJECT));
		json_add_text(item, arena, "id", walked->refused[i].prompt);
		json_add(item, "value", json_new_text(arena, walked->refused[i].value));
		json_add_text(item, arena, "reason", walked->refused[i].reason);
	}
}

/* Where to go on. Answers that lead nowhere are to be looked at again, the last one first. */
static const char *
next_prompt(const struct outline *outline)
{
	if (outline->next < outline->count)
		return outline->steps[outline->next].prompt->id;
	for (size_t i = outline->count; i > 0 && outline->end == WALK_NONE; i--) {
		const struct step *step = &outline->steps[i - 1];
		if (step->prompt->kind == PROMPT_ASK && step->state == STEP_ANSWERED)
			return step->prompt->id;
	}
	return NULL;
}

void
walk_json(const struct walked *walked, struct arena *arena)
{
	const struct outline *outline = &walked->outline;
	struct json *object = json_new(arena, JSON_OBJECT);
	json_add_text(object, arena, "service", walked->service->id);
	json_add_text(object, arena, "end", end_names[outline->end]);
	json_add(object, "next", text_or_null(arena, next_prompt(outline)));
	json_add(object, "open", new_number(arena, (double)outline->open));
	json_add(object, "outcome", outcome_json(outline, arena));
	if (outline->end == WALK_CHOOSE)
		add_outcomes(object, outline, arena);
	struct json *prompts = json_add(object, "prompts", json_new(arena, JSON_LIST));
	for (size_t i = 0; i < outline->count; i++)
		add_step(prompts, &outline->steps[i], arena);
	if (walked->refused_count > 0)
		add_refused(object, walked, arena);
	print_json(object);
}

void
walk_json_error(const char *sentence)
{
	struct arena arena;
	arena_init(&arena);
	struct json *object = json_new(&arena, JSON_OBJECT);
	json_add(object, "error", json_new_text(&arena, sentence));
	print_json(object);
	arena_release(&arena);
}
