#include "model/cards.h"
#include "base/id.h"
#include "base/text.h"

#include <string.h>

struct looking {
	struct arena *arena;
	const char **before; /* the free text before this one, where it stands */
	bool masked;
};

static bool
is_text(const struct field *field)
{
	return field->type == FIELD_TEXT || field->type == FIELD_KEY || field->type == FIELD_WORD ||
	       field->type == FIELD_DATE || field->type == FIELD_ID;
}

static void
look_at_text(struct looking *looking, const char **place, bool free)
{
	enum { FEWEST_DIGITS = 4 };
	if (!*place || strlen(*place) < FEWEST_DIGITS || id_valid(*place))
		return;
	char *copy = arena_strdup(looking->arena, *place);
	if (text_mask_cards(copy)) {
		*place = copy;
		looking->masked = true;
	} else if (looking->before && free) {
		char *before = arena_strdup(looking->arena, *looking->before);
		if (text_mask_card_halves(before, copy)) {
			*looking->before = before;
			*place = copy;
			looking->masked = true;
		}
	}
	looking->before = free ? place : looking->before;
}

static void
look_at(struct looking *looking, const struct record *record, char *value)
{
	for (size_t i = 0; i < record->count; i++) {
		const struct field *field = &record->fields[i];
		void *place = value + field->offset;
		if (field->flags & (FIELD_READ_ONLY | FIELD_SECRET))
			continue;
		if (is_text(field)) {
			look_at_text(looking, place, field->type == FIELD_TEXT);
		} else if (field->type == FIELD_ONE && *(void **)place) {
			look_at(looking, field->of, *(void **)place);
		} else if (field->type == FIELD_LIST) {
			struct list *list = place;
			for (size_t n = 0; n < list->count; n++)
				look_at(
				    looking, field->of, (char *)list->items + n * field->of->size);
		}
	}
}

bool
cards_mask(const struct record *record, void *value, struct arena *arena)
{
	struct looking looking = {.arena = arena};
	look_at(&looking, record, value);
	return looking.masked;
}
