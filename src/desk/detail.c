/* The pages that list what belongs to a customer, and the form of one of these. */
#include "desk/detail.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/signin.h"

#include <stdlib.h>
#include <string.h>

#define NEW "new"

enum { CAUTION_MONTHS = 6, OTHER_MONTHS = 12 };

static const char *const ending_fields[] = {"ended"};

static const struct detail_kind *
kind_named(const char *name, size_t length)
{
	for (size_t i = 0; i < detail_kind_count; i++)
		if (strlen(detail_kinds[i].name) == length &&
		    memcmp(detail_kinds[i].name, name, length) == 0)
			return &detail_kinds[i];
	return NULL;
}

/* "marker/ID" and what is behind a further stroke; null when it is no detail. */
static const struct detail_kind *
apart(const char *subject, const char **id, const char **rest, struct arena *arena)
{
	size_t length = subject ? strcspn(subject, "/") : 0;
	const struct detail_kind *kind = length ? kind_named(subject, length) : NULL;
	if (!kind || !subject[length])
		return NULL;
	const char *from = subject + length + 1;
	size_t id_length = strcspn(from, "/");
	*id = arena_strndup(arena, from, id_length);
	*rest = from[id_length] ? from + id_length + 1 : NULL;
	return kind;
}

static const void *
item_of(const struct detail_kind *kind, const struct customer *customer, const char *id)
{
	if (!customer || !kind->list)
		return customer;
	const struct field *field = record_field(&customer_record, kind->list);
	return list_find(
	    (const struct list *)(const void *)((const char *)customer + field->offset),
	    kind->record, id);
}

static const char *
draft_prefix(
    const char *customer, const struct detail_kind *kind, const char *id, struct arena *arena)
{
	return arena_printf(arena, "detail.%s.%s.%s.", customer, kind->name, id);
}

bool
detail_form(const struct desk *desk, struct detail_form *form, struct arena *arena)
{
	const char *rest;
	*form = (struct detail_form){0};
	if (desk_screen(desk) != SCREEN_DETAIL || !desk->hand || !desk->hand->work->customer)
		return false;
	form->kind = apart(desk_subject(desk), &form->id, &rest, arena);
	if (!form->kind)
		return false;
	form->item = item_of(form->kind, hand_customer(desk->hand), form->id);
	form->ending = text_same(rest, "end");
	form->names = form->ending ? ending_fields : form->kind->fields;
	if (form->ending)
		form->count = form->kind->ending == ENDING_REASON;
	else
		while (form->count < DETAIL_FIELDS && form->names[form->count])
			form->count++;
	const char *prefix = draft_prefix(desk->hand->work->customer, form->kind, form->id, arena);
	for (size_t i = 0; i < form->count; i++)
		form->fields[i] = arena_printf(arena, "%s%s", prefix, form->names[i]);
	form->mended = typed_text(desk, arena_printf(arena, "%smended", prefix)) != NULL;
	return true;
}

bool
detail_being_written(const struct desk *desk, const struct detail_kind *kind, const char *id)
{
	struct arena arena;
	arena_init(&arena);
	bool written =
	    desk->hand && desk->hand->work->customer &&
	    typed_any_under(desk, draft_prefix(desk->hand->work->customer, kind, id, &arena));
	arena_release(&arena);
	return written;
}

/* ---- values ---- */

static const struct field *
field_of(const struct detail_form *form, size_t nth)
{
	return record_field(form->kind->record, form->names[nth]);
}

static size_t
index_of(const struct detail_form *form, const char *name)
{
	size_t i = 0;
	while (i < form->count && strcmp(form->names[i], name) != 0)
		i++;
	return i;
}

static const char *
months_from(const struct desk *desk, int months, struct arena *arena)
{
	struct date day;
	char words[32];
	if (!detail_day(arena_printf(arena, "%d months", months), london_of(desk->now).date, &day))
		return NULL;
	date_words(words, sizeof words, day);
	return arena_strdup(arena, words);
}

/* What is usual for a new one. */
static const char *
proposed(const struct desk *desk, const struct detail_form *form, size_t nth, struct arena *arena)
{
	const struct field *field = field_of(form, nth);
	if (form->kind->record != &marker_record)
		return NULL;
	if (text_same(field->name, "kind") && !command_permits(desk, ACTION_SET_CAUTION))
		return detail_word("vulnerable");
	if (!text_same(field->name, "review_by"))
		return NULL;
	size_t kind = index_of(form, "kind");
	const char *word = kind < form->count ? detail_choice(field_of(form, kind),
						    detail_value(desk, form, kind, arena))
					      : NULL;
	return months_from(desk, text_same(word, "caution") ? CAUTION_MONTHS : OTHER_MONTHS, arena);
}

const char *
detail_value(
    const struct desk *desk, const struct detail_form *form, size_t nth, struct arena *arena)
{
	const char *typed = typed_text(desk, form->fields[nth]);
	if (!text_blank(typed) || (typed && !detail_choices(field_of(form, nth))))
		return typed;
	const char *value = form->item ? detail_text(field_of(form, nth), form->item, arena)
				       : proposed(desk, form, nth, arena);
	return value ? value : "";
}

const char *
detail_theirs(
    const struct desk *desk, const struct detail_form *form, size_t nth, struct arena *arena)
{
	const char *typed = typed_text(desk, form->fields[nth]);
	if (!form->mended || !typed || !form->item)
		return NULL;
	const char *kept = detail_text(field_of(form, nth), form->item, arena);
	return strcmp(typed, kept ? kept : "") == 0 ? NULL : kept ? kept : "";
}

/* ---- who may ---- */

const char *
detail_denied(const struct desk *desk, const struct detail_kind *kind, const void *item)
{
	if (!command_permits(desk, ACTION_CHANGE_CUSTOMER))
		return _("Your role reads this and does not change it.");
	const struct marker *marker = kind->record == &marker_record ? item : NULL;
	if (marker && text_same(marker->kind, "caution") &&
	    !command_permits(desk, ACTION_SET_CAUTION))
		return _("A caution is for a supervisor or the back office to set and end: tell "
			 "one of them.");
	return NULL;
}

/* ---- going there ---- */

static void
clear_fault(struct desk *desk)
{
	set_text(&desk->fault_field, NULL);
	set_text(&desk->fault, NULL);
}

void
detail_changed(struct desk *desk, const char *field)
{
	struct detail_form form;
	clear_fault(desk);
	if (detail_form(desk, &form, &desk->effects.arena))
		detail_link_typed(desk, &form, field);
}

void
details_open(struct desk *desk, const char *page)
{
	desk_go(desk, SCREEN_DETAILS, page);
}

void
detail_return(struct desk *desk, const char *subject)
{
	const struct detail_kind *kind = kind_named(subject, strcspn(subject, "/"));
	if (!kind)
		return;
	details_open(desk, kind->page);
	desk_go(desk, SCREEN_DETAIL, subject);
}

static void
open_form(struct desk *desk, const struct detail_kind *kind, const char *id, bool ending)
{
	struct arena *arena = &desk->effects.arena;
	const void *item = item_of(kind, hand_customer(desk->hand), id);
	const char *denied = detail_denied(desk, kind, item);
	if (denied) {
		desk_say(desk, TONE_WARN, "%s", denied);
		return;
	}
	clear_fault(desk);
	same_begin(desk);
	desk_go(desk, SCREEN_DETAIL,
	    arena_printf(arena, "%s/%s%s", kind->name, id, ending ? "/end" : ""));
	struct detail_form form;
	if (!detail_form(desk, &form, arena))
		return;
	size_t first = 0;
	while (first < form.count && !form.item &&
	       !text_blank(detail_value(desk, &form, first, arena)))
		first++;
	desk_focus(desk, first < form.count ? form.fields[first] : "save");
}

/* The row that the cursor stands on: the first while it has not moved. */
static const struct detail_kind *
at_cursor(const struct desk *desk, const char **id, struct arena *arena)
{
	const char *rest, *at = desk->at;
	const struct detail_kind *kind =
	    at && strncmp(at, "detail:", 7) == 0 ? apart(at + 7, id, &rest, arena) : NULL;
	for (size_t i = 0; !kind && i < detail_kind_count; i++) {
		size_t count;
		if (!text_same(detail_kinds[i].page, desk_subject(desk)))
			continue;
		kind = &detail_kinds[i];
		const void **items =
		    detail_items(desk, kind, hand_customer(desk->hand), arena, &count);
		*id = count ? detail_id(kind, items[0]) : NEW;
	}
	return kind;
}

void
detail_add(struct desk *desk)
{
	const char *id;
	if (!hand_customer(desk->hand))
		return;
	const struct detail_kind *kind = at_cursor(desk, &id, &desk->effects.arena);
	if (kind)
		open_form(desk, kind, kind->list ? NEW : "own", false);
}

/* What would be ended; null: nothing. */
static const struct detail_kind *
to_end(const struct desk *desk, const char **id, struct arena *arena)
{
	struct detail_form form;
	enum holding holding;
	const struct detail_kind *kind;
	if (!hand_customer(desk->hand))
		return NULL;
	if (detail_form(desk, &form, arena)) {
		kind = form.ending ? NULL : form.kind;
		*id = form.id;
	} else {
		kind = desk_screen(desk) == SCREEN_DETAILS ? at_cursor(desk, id, arena) : NULL;
	}
	const void *item =
	    kind && kind->list ? item_of(kind, hand_customer(desk->hand), *id) : NULL;
	if (!item || kind->ending == ENDING_NONE)
		return NULL;
	detail_standing(desk, kind, item, &holding, arena);
	return holding == HOLDS_OVER ? NULL : kind;
}

bool
detail_endable(const struct desk *desk)
{
	const char *id;
	struct arena arena;
	arena_init(&arena);
	bool endable = to_end(desk, &id, &arena) != NULL;
	arena_release(&arena);
	return endable;
}

void
detail_end(struct desk *desk)
{
	const char *id;
	const struct detail_kind *kind = to_end(desk, &id, &desk->effects.arena);
	if (kind)
		open_form(desk, kind, arena_strdup(&desk->effects.arena, id), true);
}

/* Enter in a field: what it means is written out, what stands in the record already is no draft. */
static void
write_out(struct desk *desk, const struct detail_form *form, size_t nth)
{
	const struct field *field = field_of(form, nth);
	const char *typed = typed_text(desk, form->fields[nth]);
	const char *choice = typed && detail_choices(field) ? detail_choice(field, typed) : NULL;
	const char *kept = form->item ? detail_text(field, form->item, &desk->effects.arena) : NULL;
	if (choice)
		typed = detail_choice_label(field, choice);
	if (typed && form->item && !form->mended && strcmp(typed, kept ? kept : "") == 0)
		typed_drop(desk, form->fields[nth]);
	else if (choice)
		typed_set(desk, form->fields[nth], typed, false);
}

static void
next_field(struct desk *desk, const struct detail_form *form, const char *item)
{
	size_t nth = 0;
	while (nth < form->count && !text_same(form->fields[nth], item))
		nth++;
	if (nth == form->count)
		return;
	write_out(desk, form, nth);
	size_t next = nth + 1 == detail_link_place(form) ? nth + 2 : nth + 1;
	desk_focus(desk, next < form->count ? form->fields[next] : "save");
}

void
detail_pick(struct desk *desk, const char *item)
{
	struct arena *arena = &desk->effects.arena;
	struct detail_form form;
	const char *id, *rest;
	if (strncmp(item, "detail:", 7) == 0) {
		const struct detail_kind *kind = apart(item + 7, &id, &rest, arena);
		if (!kind || !hand_customer(desk->hand))
			return;
		if (kind->fixed && strcmp(id, NEW) != 0)
			desk_say(desk, TONE_PLAIN, "%s", _("This stays as a record of what was."));
		else
			open_form(desk, kind, id, false);
		return;
	}
	if (!detail_form(desk, &form, arena))
		return;
	if (strcmp(item, "save") == 0)
		detail_save(desk);
	else if (strcmp(item, "end") == 0)
		detail_end(desk);
	else if (strncmp(item, "link:", 5) == 0)
		detail_link(desk, &form, item + 5);
	else if (strcmp(item, "unlink") == 0)
		detail_unlink(desk, &form);
	else if (strncmp(item, "theirs:", 7) == 0)
		typed_drop(desk, item + 7);
	else
		next_field(desk, &form, item);
}
