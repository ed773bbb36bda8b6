/* What was typed: each field's text is a draft in the journal from its first key. */
#include "desk/drafts.h"
#include "base/alloc.h"
#include "desk/effects.h"
#include "desk/state.h"

#include <stdlib.h>
#include <string.h>

static struct typed *
find(const struct desk *desk, const char *field)
{
	for (size_t i = 0; i < desk->typed_count; i++)
		if (strcmp(desk->typed[i].field, field) == 0)
			return &desk->typed[i];
	return NULL;
}

const char *
typed_text(const struct desk *desk, const char *field)
{
	const struct typed *typed = find(desk, field);
	return typed ? typed->text : NULL;
}

/* At most DESK_TEXT_LIMIT bytes, cut at a grapheme; invalid bytes end it. */
static char *
limited(const char *text)
{
	size_t length = strlen(text);
	if (length > DESK_TEXT_LIMIT)
		length = grapheme_prev(text, length, DESK_TEXT_LIMIT + 1);
	while (length > 0 && !utf8_valid(text, length))
		length--;
	return xstrndup(text, length);
}

static void
keep(struct desk *desk, const struct typed *typed)
{
	if (typed->secret)
		return;
	struct draft *draft = arena_alloc(&desk->effects.arena, sizeof *draft);
	draft->field = arena_strdup(&desk->effects.arena, typed->field);
	draft->text = arena_strdup(&desk->effects.arena, typed->text);
	desk_keep(desk, &draft_record, typed->field, draft);
}

/* The other part of a card number may stand in another field of the same form. */
static bool
mask_halves(struct desk *desk, const char *field, char *text)
{
	const char *dot = strrchr(field, '.');
	size_t form = dot ? (size_t)(dot - field) + 1 : strlen(field);
	for (size_t i = 0; i < desk->typed_count; i++) {
		struct typed *other = &desk->typed[i];
		if (other->secret || strncmp(other->field, field, form) != 0 ||
		    strcmp(other->field, field) == 0 || !*other->text)
			continue;
		if (text_mask_card_halves(other->text, text) ||
		    text_mask_card_halves(text, other->text)) {
			keep(desk, other);
			return true;
		}
	}
	return false;
}

void
typed_set(struct desk *desk, const char *field, const char *text, bool secret)
{
	char *copy = limited(text);
	/* Nothing of a trial is kept. */
	secret = secret || (preview_is(desk) && (strncmp(field, "answer.", 7) == 0 ||
						    strncmp(field, "choices.", 8) == 0));
	/* A record's id has digits enough for one now and then. */
	if (!secret && !id_valid(copy) && (text_mask_cards(copy) || mask_halves(desk, field, copy)))
		desk_say(desk, TONE_WARN, "%s",
		    _("That looked like a card number: it is masked and kept nowhere."));
	struct typed *typed = find(desk, field);
	if (!typed) {
		desk->typed = grow(
		    desk->typed, &desk->typed_capacity, desk->typed_count, sizeof *desk->typed);
		typed = &desk->typed[desk->typed_count++];
		*typed = (struct typed){.field = xstrdup(field), .secret = secret};
	} else if (strcmp(typed->text, copy) == 0) {
		free(copy);
		return;
	}
	free(typed->text);
	typed->text = copy;
	keep(desk, typed);
}

void
typed_restore(struct desk *desk, const char *field, const char *text)
{
	if (!field || find(desk, field))
		return;
	desk->typed =
	    grow(desk->typed, &desk->typed_capacity, desk->typed_count, sizeof *desk->typed);
	desk->typed[desk->typed_count++] =
	    (struct typed){.field = xstrdup(field), .text = limited(text)};
}

static void
forget(struct desk *desk, struct typed *typed)
{
	if (typed->secret)
		explicit_bzero(typed->text, strlen(typed->text));
	free(typed->field);
	free(typed->text);
	*typed = desk->typed[--desk->typed_count];
}

void
typed_drop(struct desk *desk, const char *field)
{
	struct typed *typed = find(desk, field);
	if (!typed)
		return;
	if (!typed->secret)
		desk_drop(desk, &draft_record, typed->field);
	forget(desk, typed);
}

void
typed_drop_under(struct desk *desk, const char *prefix)
{
	for (size_t i = desk->typed_count; i-- > 0;) {
		struct typed *typed = &desk->typed[i];
		if (strncmp(typed->field, prefix, strlen(prefix)) != 0)
			continue;
		if (!typed->secret)
			desk_drop(desk, &draft_record, typed->field);
		forget(desk, typed);
	}
}

bool
typed_any_under(const struct desk *desk, const char *prefix)
{
	for (size_t i = 0; i < desk->typed_count; i++)
		if (strncmp(desk->typed[i].field, prefix, strlen(prefix)) == 0)
			return true;
	return false;
}

void
typed_move_under(struct desk *desk, const char *from, const char *to)
{
	for (size_t i = 0; i < desk->typed_count; i++) {
		struct typed *typed = &desk->typed[i];
		if (strncmp(typed->field, from, strlen(from)) != 0)
			continue;
		char *field = xasprintf("%s%s", to, typed->field + strlen(from));
		if (!typed->secret)
			desk_drop(desk, &draft_record, typed->field);
		free(typed->field);
		typed->field = field;
		keep(desk, typed);
	}
}

void
typed_drop_blank(struct desk *desk, const char *prefix)
{
	for (size_t i = desk->typed_count; i-- > 0;) {
		struct typed *typed = &desk->typed[i];
		if (strncmp(typed->field, prefix, strlen(prefix)) != 0 || !text_blank(typed->text))
			continue;
		desk_drop(desk, &draft_record, typed->field);
		forget(desk, typed);
	}
}

void
typed_forget(struct desk *desk)
{
	while (desk->typed_count)
		forget(desk, &desk->typed[desk->typed_count - 1]);
}
