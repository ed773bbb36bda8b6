/* What every part of the desk may cause: effects, sentences, focus, going from screen to screen. */
#include "desk/effects.h"
#include "base/alloc.h"
#include "desk/recover.h"
#include "desk/state.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
set_text(char **slot, const char *text)
{
	char *copy = text ? xstrdup(text) : NULL;
	free(*slot);
	*slot = copy;
}

struct desk_effect *
desk_effect(struct desk *desk, enum desk_effect_kind kind)
{
	struct desk_effects *effects = &desk->effects;
	effects->items =
	    grow(effects->items, &effects->capacity, effects->count, sizeof *effects->items);
	struct desk_effect *effect = &effects->items[effects->count++];
	*effect = (struct desk_effect){.kind = kind};
	return effect;
}

/* A record that the same step has already kept or dropped is overtaken: only the last one counts.
 */
static void
overtake(struct desk *desk, const struct record *record, const char *key)
{
	struct desk_effects *effects = &desk->effects;
	for (size_t i = 0; i < effects->count; i++) {
		struct desk_effect *old = &effects->items[i];
		if ((old->kind != EFFECT_KEEP && old->kind != EFFECT_DROP) ||
		    old->record_type != record || strcmp(old->key, key) != 0)
			continue;
		memmove(old, old + 1, (effects->count - i - 1) * sizeof *old);
		effects->count--;
		return;
	}
}

static void
journal(struct desk *desk, enum desk_effect_kind kind, const struct record *record, const char *key,
    const void *value)
{
	if (!desk->journal_open)
		return;
	overtake(desk, record, key);
	struct desk_effect *effect = desk_effect(desk, kind);
	effect->record_type = record;
	effect->key = arena_strdup(&desk->effects.arena, key);
	effect->record = value;
	effect->number = ++desk->written;
}

void
desk_keep(struct desk *desk, const struct record *record, const char *key, const void *value)
{
	journal(desk, EFFECT_KEEP, record, key, value);
}

void
desk_drop(struct desk *desk, const struct record *record, const char *key)
{
	journal(desk, EFFECT_DROP, record, key, NULL);
}

struct request *
desk_ask(struct desk *desk, enum route_id route, enum request_class class, enum asked_for what,
    const char *subject)
{
	desk->asked =
	    grow(desk->asked, &desk->asked_capacity, desk->asked_count, sizeof *desk->asked);
	desk->asked[desk->asked_count++] = (struct asked){
	    .number = ++desk->requests, .what = what, .subject = subject ? xstrdup(subject) : NULL};
	struct desk_effect *effect = desk_effect(desk, EFFECT_SEND);
	effect->request =
	    (struct request){.number = desk->requests, .route = route, .class = class};
	return &effect->request;
}

void
desk_query(struct desk *desk, struct request *request, const char *name, const char *value)
{
	size_t i = 0;
	while (i < REQUEST_QUERY && request->query[i].name)
		i++;
	if (!value || i == REQUEST_QUERY)
		return;
	request->query[i].name = name;
	request->query[i].value = arena_strdup(&desk->effects.arena, value);
}

struct asked *
desk_asked(struct desk *desk, uint64_t number)
{
	for (size_t i = 0; i < desk->asked_count; i++)
		if (desk->asked[i].number == number)
			return &desk->asked[i];
	return NULL;
}

void
desk_answered(struct desk *desk, uint64_t number)
{
	struct asked *asked = desk_asked(desk, number);
	if (!asked)
		return;
	free(asked->subject);
	*asked = desk->asked[--desk->asked_count];
}

void
desk_say(struct desk *desk, enum tone tone, const char *format, ...)
{
	char text[600];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	set_text(&desk->message, text);
	desk->tone = tone;
}

void
desk_say_problem(struct desk *desk, const struct reply *reply)
{
	if (reply->problem == PROBLEM_NONE) {
		desk_say(desk, TONE_WARN, "%s", _("The CRM cannot be reached."));
		return;
	}
	const struct problem_kind *kind = problem_kind(reply->problem);
	const char *sentence = _(kind->sentence);
	const char *hole = strstr(sentence, "%s");
	if (!hole) {
		desk_say(desk, TONE_ALARM, "%s", sentence);
		return;
	}
	const char *field = reply->detail && reply->detail->field ? reply->detail->field : "?";
	desk_say(desk, TONE_ALARM, "%.*s%s%s", (int)(hole - sentence), sentence, field, hole + 2);
}

void
desk_focus(struct desk *desk, const char *key)
{
	char *copy = key ? xstrdup(key) : NULL; /* the key may be the focus itself */
	set_text(&desk->at, key);
	free(desk->focus);
	desk->focus = copy;
	desk->focus_serial++;
}

enum screen
desk_screen(const struct desk *desk)
{
	switch (desk->phase) {
	case PHASE_OUT:
	case PHASE_CHECKING:
		return SCREEN_SIGN_IN;
	case PHASE_LOCKED:
	case PHASE_PROVING:
		return SCREEN_LOCK;
	default:
		return desk->stack[desk->depth - 1].screen;
	}
}

const char *
desk_subject(const struct desk *desk)
{
	return desk->stack[desk->depth - 1].subject;
}

const struct council *
desk_subject_council(const struct desk *desk)
{
	const char *subject = desk_subject(desk);
	size_t length = subject ? strcspn(subject, "/") : 0;
	for (size_t i = 0; i < desk->councils.council_count && subject; i++) {
		const struct council *council = &desk->councils.councils[i];
		if (strlen(council->id) == length && strncmp(council->id, subject, length) == 0)
			return council;
	}
	return NULL;
}

const char *
desk_subject_rest(const struct desk *desk)
{
	const char *subject = desk_subject(desk);
	const char *slash = subject ? strchr(subject, '/') : NULL;
	return slash ? slash + 1 : NULL;
}

static void
pop(struct desk *desk)
{
	set_text(&desk->stack[--desk->depth].subject, NULL);
}

/* A screen that shows one thing at a time is on the stack once. */
static bool
stands_alone(enum screen screen)
{
	return screen != SCREEN_SERVICE && screen != SCREEN_CASE && screen != SCREEN_BOARD &&
	       screen != SCREEN_PAYMENTS;
}

void
desk_go(struct desk *desk, enum screen screen, const char *subject)
{
	char *copy = subject ? xstrdup(subject) : NULL; /* it may be the top's own */
	set_text(&desk->noting, NULL);
	set_text(&desk->wrong, NULL);
	desk->above = NULL;
	for (size_t i = desk->depth; i-- > 0;) {
		struct spot *spot = &desk->stack[i];
		if (spot->screen != screen ||
		    !(stands_alone(screen) || text_unchanged(spot->subject, copy)))
			continue;
		while (desk->depth > i + 1)
			pop(desk);
		set_text(&spot->subject, copy);
		free(copy);
		desk_focus(desk, NULL);
		recover_place(desk);
		return;
	}
	if (desk->depth == DESK_STACK) { /* forget the oldest above Home */
		free(desk->stack[1].subject);
		memmove(&desk->stack[1], &desk->stack[2], (DESK_STACK - 2) * sizeof *desk->stack);
		desk->depth--;
	}
	desk->stack[desk->depth++] = (struct spot){screen, copy};
	desk_focus(desk, NULL);
	recover_place(desk);
}

void
desk_back(struct desk *desk)
{
	if (desk->depth > 1)
		pop(desk);
	set_text(&desk->noting, NULL);
	set_text(&desk->wrong, NULL);
	desk->above = NULL;
	desk_focus(desk, NULL);
	recover_place(desk);
}

void
desk_home(struct desk *desk)
{
	while (desk->depth > 1)
		pop(desk);
	set_text(&desk->noting, NULL);
	set_text(&desk->wrong, NULL);
	desk->above = NULL;
	desk_focus(desk, NULL);
	recover_place(desk);
}

char *
desk_id(struct desk *desk)
{
	char *id = arena_alloc(&desk->effects.arena, ID_LENGTH + 1);
	id_make(id, desk->now, desk->ids);
	return id;
}
