/* Answering a matter: what the advisor picks, types, confirms and undoes in its dialogue. */
#include "desk/matter.h"
#include "base/alloc.h"
#include "desk/contact.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/incident.h"
#include "desk/learnt.h"
#include "desk/recover.h"
#include "desk/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UNDO_KEPT = 64 };

static bool
after(const char *item, const char *prefix, const char **rest)
{
	size_t length = strlen(prefix);
	if (strncmp(item, prefix, length) != 0)
		return false;
	*rest = item + length;
	return true;
}

/* ---- opening and moving ---- */

static void
set_focus(struct desk *desk, struct hand *hand, struct matter *matter, const char *id)
{
	if (!text_same(matter->focus, id)) {
		matter->focus = arena_strdup(&hand->arena, id);
		contact_keep(desk, hand);
	}
	desk_focus(desk, NULL);
}

static void
advance(struct desk *desk, struct hand *hand, struct matter *matter, const char *from)
{
	struct agenda agenda;
	agenda_of(desk, hand, matter, &desk->effects.arena, &agenda);
	set_focus(desk, hand, matter, agenda_next_open(&agenda, from));
}

/* Matters that are worked on; an offer that was declined is only remembered. */
bool
matter_is_shown(const struct matter *matter)
{
	return !matter->offer_reply || text_same(matter->offer_reply, "yes");
}

/* One that is still to be walked: a quick outcome may yet be gone into. */
static struct matter *
open_already(struct hand *hand, const char *service)
{
	LIST_EACH(struct matter, matter, &hand->work->matters)
	if (text_same(matter->service, service) && matter_is_shown(matter) &&
	    (!matter->outcome || !matter->answers.count))
		return matter;
	return NULL;
}

/* A new matter at the end of the contact's list, not yet shown. */
static struct matter *
matter_add(struct desk *desk, struct hand *hand, const char *service)
{
	struct matter *matter = list_add(&hand->arena, &hand->work->matters, &matter_record);
	matter->id = arena_strdup(&hand->arena, desk_id(desk));
	matter->service = arena_strdup(&hand->arena, service);
	matter->version = directory_version(desk->directory, service);
	matter->found_by = arena_strdup(&hand->arena, learnt_led_by(desk, service));
	matter->began = desk->now;
	return matter;
}

struct matter *
matter_new(struct desk *desk, struct hand *hand, const char *service)
{
	if (hand->work->matters.count >= DESK_MATTERS) {
		desk_say(desk, TONE_WARN, "%s",
		    _("This contact is full: finish it, then begin another one."));
		return NULL;
	}
	return matter_add(desk, hand, service);
}

struct matter *
matter_open(struct desk *desk, const char *service)
{
	struct hand *hand = contact_begin(desk);
	struct matter *matter = open_already(hand, service);
	if (!matter)
		matter = matter_new(desk, hand, service);
	if (!matter)
		return NULL;
	matter_front(desk, matter->id);
	return matter;
}

void
matter_front(struct desk *desk, const char *id)
{
	struct hand *hand = desk->hand;
	struct matter *matter = hand_matter_of(hand, id);
	if (!matter)
		return;
	hand->work->current = matter - (struct matter *)hand->work->matters.items;
	desk_go(desk, SCREEN_DIALOGUE, NULL);
	if (!matter->focus)
		advance(desk, hand, matter, NULL);
	contact_keep(desk, hand);
}

void
matter_switch(struct desk *desk, int by)
{
	struct hand *hand = desk->hand;
	if (!hand || !hand->work->matters.count)
		return;
	int64_t count = (int64_t)hand->work->matters.count;
	int64_t at = hand->work->current;
	for (int64_t tries = 0; tries < count; tries++) {
		at = (at + by + count) % count;
		const struct matter *matter = LIST_AT(struct matter, &hand->work->matters, at);
		if (matter_is_shown(matter)) {
			matter_front(desk, matter->id);
			return;
		}
	}
}

void
matter_step(struct desk *desk, int by)
{
	struct hand *hand = desk->hand;
	struct matter *matter = hand_matter(hand);
	if (!matter)
		return;
	struct agenda agenda;
	agenda_of(desk, hand, matter, &desk->effects.arena, &agenda);
	size_t at = 0;
	while (at < agenda.count && !text_same(agenda.items[at].id, matter->focus))
		at++;
	for (size_t tries = 0; tries < agenda.count; tries++) {
		at = by > 0 ? (at + 1) % agenda.count : (at + agenda.count - 1) % agenda.count;
		if (agenda.items[at].actionable)
			break;
	}
	set_focus(desk, hand, matter, agenda.items[at].id);
}

/* ---- answers ---- */

static void
push_undo(struct hand *hand, const struct matter *matter, const char *prompt)
{
	if (hand->undo_count == UNDO_KEPT) {
		struct undo *oldest = &hand->undo[0];
		free(oldest->prompt);
		free(oldest->value);
		free(oldest->source);
		free(oldest->focus);
		memmove(oldest, oldest + 1, (UNDO_KEPT - 1) * sizeof *oldest);
		hand->undo_count--;
	}
	hand->undo = grow(hand->undo, &hand->undo_capacity, hand->undo_count, sizeof *hand->undo);
	struct undo *undo = &hand->undo[hand->undo_count++];
	const struct answer *old = matter_answer(matter, prompt);
	*undo = (struct undo){.prompt = xstrdup(prompt),
	    .value = old && old->value ? xstrdup(old->value) : NULL,
	    .source = old && old->source ? xstrdup(old->source) : NULL,
	    .focus = matter->focus ? xstrdup(matter->focus) : NULL};
	strncat(undo->matter, matter->id, ID_LENGTH);
}

/* Null takes the answer away. */
static void
put_answer(struct desk *desk, struct hand *hand, struct matter *matter, const char *prompt,
    const char *value, const char *source)
{
	struct answer *answer = (struct answer *)(uintptr_t)matter_answer(matter, prompt);
	if (!value) {
		if (answer)
			list_remove(&matter->answers, &answer_record,
			    (size_t)(answer - (struct answer *)matter->answers.items));
		return;
	}
	if (!answer) {
		answer = list_add(&hand->arena, &matter->answers, &answer_record);
		answer->prompt = arena_strdup(&hand->arena, prompt);
	}
	answer->value = arena_strdup(&hand->arena, value);
	answer->source = arena_strdup(&hand->arena, source);
	answer->at = desk->now;
	answer->version = matter->version;
}

void
matter_know(struct desk *desk, struct hand *hand, struct matter *matter, const char *prompt,
    const char *value)
{
	const struct service *service = desk_service(desk, matter->service, desk_council(desk));
	const struct prompt *ask =
	    service && service->dialogue ? dialogue_prompt(service->dialogue, prompt) : NULL;
	const struct choice *choice = ask ? ask->choices : NULL;
	while (choice && !text_same(choice->value, value))
		choice = choice->next;
	if (value && ask && (!ask->choices || choice))
		put_answer(desk, hand, matter, prompt, value, "known");
}

static void
drop_field(struct desk *desk, const struct matter *matter, const char *prompt)
{
	const char *field = arena_printf(&desk->effects.arena, "answer.%s.%s", matter->id, prompt);
	typed_drop(desk, field);
	if (text_same(desk->places_field, field)) /* answered: nothing is looked up for it */
		places_changed(desk, field, NULL);
	typed_drop(desk, arena_printf(&desk->effects.arena, "choices.%s.%s", matter->id, prompt));
}

static void
record(struct desk *desk, struct matter *matter, const char *prompt, const char *value,
    const char *source)
{
	struct hand *hand = desk->hand;
	prompt = arena_strdup(&desk->effects.arena, prompt);
	push_undo(hand, matter, prompt);
	matter->outcome = matter->outcome_prompt = NULL; /* the dialogue says how it ends */
	put_answer(desk, hand, matter, prompt, value, source);
	drop_field(desk, matter, prompt);
	incidents_about(desk, hand, matter, prompt);
	contact_keep(desk, hand);
	advance(desk, hand, matter, prompt);
}

void
matter_undo(struct desk *desk)
{
	struct hand *hand = desk->hand;
	if (!hand || !hand->undo_count) {
		desk_say(desk, TONE_PLAIN, "%s", _("There is nothing to undo."));
		return;
	}
	struct undo undo = hand->undo[--hand->undo_count];
	struct matter *matter = hand_matter_of(hand, undo.matter);
	if (matter) {
		const char *source = text_same(undo.source, "known")         ? "known"
				     : text_same(undo.source, "volunteered") ? "volunteered"
									     : "asked";
		/* An offer that was accepted opened a matter: it goes as long as it is untouched.
		 */
		const char *offered;
		if (after(undo.prompt, "offer-", &offered))
			matter_offer_undo(desk, hand, matter, offered);
		matter = hand_matter_of(hand, undo.matter);
		put_answer(desk, hand, matter, undo.prompt, undo.value, source);
		matter_front(desk, matter->id);
		set_focus(desk, hand, matter, undo.focus ? undo.focus : undo.prompt);
		contact_keep(desk, hand);
	}
	free(undo.prompt);
	free(undo.value);
	free(undo.source);
	free(undo.focus);
}

/* Where the postcode of an address lies, when the CRM has told: one district is taken as known, of
 * several the matter remembers which. */
static void
place_postcode(struct desk *desk, struct hand *hand, struct matter *matter, const char *address)
{
	char postcode[9];
	const char *within = NULL;
	matter->within = NULL;
	if (!postcode_find(address, postcode))
		return;
	LIST_EACH(struct postcode, row, &desk->postcodes)
	{
		char known[9];
		if (!postcode_normal(row->id, known) || strcmp(known, postcode) != 0 ||
		    text_blank(row->district) || (within && list_has(within, row->district)))
			continue;
		within = within ? arena_printf(&hand->arena, "%s,%s", within, row->district)
				: arena_strdup(&hand->arena, row->district);
	}
	if (within && strchr(within, ','))
		matter->within = within;
	else if (within && !matter_answer(matter, DISTRICT_PROMPT))
		put_answer(desk, hand, matter, DISTRICT_PROMPT, within, "known");
}

/* What was typed for an ask, checked. */
static void
accept_text(struct desk *desk, struct matter *matter, const struct agenda *agenda,
    const struct agenda_item *item, const char *text)
{
	struct arena *arena = &desk->effects.arena;
	struct hand *hand = desk->hand;
	const struct prompt *prompt = item->step->prompt;
	struct quoting quoting = {desk, hand, matter, agenda->service, arena};
	struct walk_env env = {.language = desk->language};
	const char *canonical;
	struct err err = {{0}};
	env.given_count = matter->answers.count;
	struct given *given = arena_alloc(arena, (env.given_count + 1) * sizeof *given);
	for (size_t i = 0; i < env.given_count; i++) {
		const struct answer *answer = LIST_AT(struct answer, &matter->answers, i);
		given[i] = (struct given){answer->prompt, answer->value ? answer->value : ""};
	}
	env.given = given;
	quoting_names(&quoting, &env.facts);
	struct names names = walk_names(agenda->service->dialogue, &env, prompt->id, arena);
	if (answer_check(prompt, text ? text : "", &names, arena, &canonical, &err)) {
		desk_say(desk, TONE_WARN, "%s", err.text);
		desk_focus(desk, NULL);
		return;
	}
	if (!*canonical && prompt->required) {
		desk_say(desk, TONE_WARN, "%s", _("This has to be answered."));
		desk_focus(desk, NULL);
		return;
	}
	bool confirmed = item->state == STEP_KNOWN && text_same(item->step->answer, canonical);
	if (prompt->type == ANSWER_ADDRESS) { /* another address may lie elsewhere */
		const struct answer *old = matter_answer(matter, prompt->id);
		if (old && !text_same(old->value, canonical))
			for (size_t i = 0; i < WHERE_PROMPTS; i++)
				put_answer(desk, hand, matter, where_prompts[i], NULL, NULL);
		place_postcode(desk, hand, matter, canonical);
	}
	record(desk, matter, prompt->id, canonical, confirmed ? "known" : "asked");
}

/* A choice of several is marked and unmarked; Enter on "accept" takes what is marked. */
static void
toggle(struct desk *desk, const struct matter *matter, const struct agenda_item *item,
    const char *value)
{
	struct arena *arena = &desk->effects.arena;
	const char *marked = matter_marked(desk, matter, item);
	struct buf out;
	bool had = false;
	buf_init(&out, DESK_TEXT_LIMIT);
	for (const char *at = marked; *at;) {
		size_t length = strcspn(at, " ");
		if (strlen(value) == length && memcmp(value, at, length) == 0)
			had = true;
		else if (length)
			buf_printf(&out, "%s%.*s", out.length ? " " : "", (int)length, at);
		at += length + (at[length] != '\0');
	}
	if (!had)
		buf_printf(&out, "%s%s", out.length ? " " : "", value);
	typed_set(
	    desk, arena_printf(arena, "choices.%s.%s", matter->id, item->id), out.data, false);
	buf_release(&out);
}

const char *
matter_marked(const struct desk *desk, const struct matter *matter, const struct agenda_item *item)
{
	char field[ID_LENGTH + 80];
	snprintf(field, sizeof field, "choices.%s.%s", matter->id, item->id);
	const char *typed = typed_text(desk, field);
	return typed ? typed : item->value ? item->value : "";
}

static void
pick_property(struct desk *desk, struct matter *matter, const struct agenda *agenda,
    const struct agenda_item *item, const struct property *property)
{
	struct arena *arena = &desk->effects.arena;
	/* accept_text forgets the place of another address: this one is set again after it. */
	const char *district = property->district ? arena_strdup(arena, property->district) : NULL;
	const char *parish = property->parish ? arena_strdup(arena, property->parish) : NULL;
	put_answer(desk, desk->hand, matter, DISTRICT_PROMPT, district, "known");
	put_answer(desk, desk->hand, matter, PARISH_PROMPT, parish, "known");
	accept_text(desk, matter, agenda, item, property_words(property, arena));
	if (!district)
		return;
	put_answer(desk, desk->hand, matter, DISTRICT_PROMPT, district, "known");
	put_answer(desk, desk->hand, matter, PARISH_PROMPT, parish, "known");
	contact_keep(desk, desk->hand);
	advance(desk, desk->hand, matter, item->id);
}

static void
pick_prompt(struct desk *desk, struct matter *matter, const struct agenda *agenda,
    const struct agenda_item *item, const char *picked, const char *text)
{
	const struct prompt *prompt = item->step->prompt;
	const char *field =
	    arena_printf(&desk->effects.arena, "answer.%s.%s", matter->id, item->id);
	const struct property *property;
	const char *value;
	if (prompt->kind == PROMPT_TELL && text_same(picked, "told")) {
		record(desk, matter, prompt->id, "told", "asked");
	} else if (after(picked, "outcome:", &value)) {
		matter->chosen = arena_strdup(&desk->hand->arena, value);
		matter->outcome = matter->outcome_prompt = NULL;
		contact_keep(desk, desk->hand);
		advance(desk, desk->hand, matter, item->id);
	} else if (prompt->kind != PROMPT_ASK) {
		return;
	} else if (after(picked, "property:", &value)) {
		property = places_pick(desk, field, picked);
		if (property)
			pick_property(desk, matter, agenda, item, property);
	} else if (after(picked, "answer:", &value)) {
		if (prompt->type == ANSWER_SELECT_MULTIPLE)
			toggle(desk, matter, item, value);
		else
			accept_text(desk, matter, agenda, item, value);
	} else if (text_same(picked, "accept")) {
		accept_text(desk, matter, agenda, item, matter_marked(desk, matter, item));
	} else if (text_same(picked, field) &&
		   (property = places_sole(desk, field, text)) != NULL) {
		pick_property(desk, matter, agenda, item, property);
	} else if (after(picked, "answer.", &value)) {
		accept_text(desk, matter, agenda, item, text);
	}
}

static const struct agenda_item *
focused(const struct agenda *agenda, const struct matter *matter)
{
	const struct agenda_item *item = agenda_item(agenda, matter->focus);
	return item ? item : &agenda->items[agenda->count - 1];
}

void
matter_pick(struct desk *desk, const char *item, const char *text)
{
	struct hand *hand = desk->hand;
	struct matter *matter = hand_matter(hand);
	const char *rest;
	if (!matter)
		return;
	if (after(item, "note.", &rest)) {
		matter_note_close(desk);
		return;
	}
	struct agenda agenda;
	agenda_of(desk, hand, matter, &desk->effects.arena, &agenda);
	if (after(item, "prompt:", &rest)) {
		if (agenda_item(&agenda, rest))
			set_focus(desk, hand, matter, rest);
		return;
	}
	if (text_same(item, "wrap-up")) {
		wrap_up_open(desk);
		return;
	}
	if (text_same(item, "book")) {
		command_run(desk, COMMAND_BOOK, NULL);
		return;
	}
	const struct agenda_item *at = focused(&agenda, matter);
	switch (at->kind) {
	case AGENDA_PROMPT:
		pick_prompt(desk, matter, &agenda, at, item, text);
		break;
	case AGENDA_WHERE:
		if (after(item, "where:", &rest))
			record(desk, matter, at->id, rest, "asked");
		break;
	case AGENDA_OFFER:
		if (after(item, "offer:", &rest)) {
			const char *id = arena_strdup(&desk->effects.arena, matter->id);
			matter_offer(desk, hand, matter, at->step->prompt->offer_service, rest);
			matter = hand_matter_of(hand, id); /* the list may have moved */
			record(desk, matter, at->id, rest, "asked");
		}
		break;
	case AGENDA_INCIDENT:
		if (after(item, "join:", &rest)) {
			incident_pick(desk, matter, rest);
			advance(desk, hand, matter, at->id);
		}
		break;
	case AGENDA_WRAP_UP:
		break;
	}
}

/* After a restart, or when the line is back: the properties below a half-typed address. */
void
matter_look_again(struct desk *desk)
{
	const struct matter *matter = hand_matter(desk->hand);
	if (!matter || !matter->focus || desk_screen(desk) != SCREEN_DIALOGUE)
		return;
	const char *field =
	    arena_printf(&desk->effects.arena, "answer.%s.%s", matter->id, matter->focus);
	places_changed(desk, field, typed_text(desk, field));
}

/* ---- offers ---- */

static struct matter *
offered(struct hand *hand, const struct matter *beside, const char *service)
{
	LIST_EACH(struct matter, matter, &hand->work->matters)
	if (text_same(matter->service, service) && text_same(matter->offer_of, beside->service))
		return matter;
	return NULL;
}

void
matter_offer(struct desk *desk, struct hand *hand, const struct matter *beside, const char *service,
    const char *reply)
{
	struct matter *matter = offered(hand, beside, service);
	const char *of = beside->service;
	if (!matter)
		matter = matter_new(desk, hand, service);
	if (!matter)
		return;
	matter->offer_of = of;
	matter->offer_reply = text_same(reply, "yes")  ? "yes"
			      : text_same(reply, "no") ? "no"
						       : "later";
	contact_keep(desk, hand);
}

void
matter_drop_typed(struct desk *desk, const struct matter *matter)
{
	struct arena *arena = &desk->effects.arena;
	typed_drop(desk, arena_printf(arena, "note.%s", matter->id));
	typed_drop_under(desk, arena_printf(arena, "answer.%s.", matter->id));
	typed_drop_under(desk, arena_printf(arena, "choices.%s.", matter->id));
}

void
matter_remove(struct desk *desk, struct work *work, size_t index)
{
	const struct matter *matter = LIST_AT(struct matter, &work->matters, index);
	matter_drop_typed(desk, matter);
	if (text_same(desk->noting, matter->id))
		set_text(&desk->noting, NULL);
	list_remove(&work->matters, &matter_record, index);
	if (work->current > (int64_t)index || work->current >= (int64_t)work->matters.count)
		work->current -= work->current > 0;
}

void
matter_offer_undo(
    struct desk *desk, struct hand *hand, const struct matter *beside, const char *service)
{
	const struct matter *matter = offered(hand, beside, service);
	if (!matter || matter->answers.count || matter->reference ||
	    note_text(desk, matter->id, matter->note))
		return;
	matter_remove(
	    desk, hand->work, (size_t)(matter - (const struct matter *)hand->work->matters.items));
}

/* ---- notes ---- */

void
matter_note(struct desk *desk, bool contact)
{
	struct hand *hand = desk->hand;
	if (!hand)
		return;
	const struct matter *matter = hand_matter(hand);
	const char *id = contact || !matter ? hand->work->id : matter->id;
	const char *stored = contact || !matter ? hand->work->note : matter->note;
	const char *field = arena_printf(&desk->effects.arena, "note.%s", id);
	if (!typed_text(desk, field) && stored)
		typed_set(desk, field, stored, false);
	set_text(&desk->noting, id);
	set_text(&desk->wrong, NULL);
	desk->above = NULL;
	desk_focus(desk, field);
	recover_place(desk);
}

void
matter_note_close(struct desk *desk)
{
	struct hand *hand = desk->hand;
	if (!desk->noting || !hand)
		return;
	const char *field = arena_printf(&desk->effects.arena, "note.%s", desk->noting);
	const char *typed = typed_text(desk, field);
	if (typed) {
		struct matter *matter = hand_matter_of(hand, desk->noting);
		const char **note = matter ? &matter->note : &hand->work->note;
		*note = text_blank(typed) ? NULL : arena_strdup(&hand->arena, typed);
		typed_drop(desk, field);
		contact_keep(desk, hand);
	}
	set_text(&desk->noting, NULL);
	desk_focus(desk, NULL);
	recover_place(desk);
}
