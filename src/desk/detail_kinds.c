/* The one table of what belongs to a customer, and its items as a record has them. */
#include "desk/detail.h"

#include <string.h>

enum { CHECKS_SHOWN = 3 };

const struct detail_kind detail_kinds[] = {
    {.name = "marker",
	.page = "markers",
	.heading = N_("Marker"),
	.none = N_("No caution, and nobody is marked as vulnerable."),
	.add = N_("A new marker"),
	.change = N_("Marker"),
	.list = "markers",
	.record = &marker_record,
	.fields = {"kind", "text", "reason", "review_by", "until"},
	.line = {"kind", "text"},
	.ending = ENDING_REASON},
    {.name = "served",
	.page = "details",
	.heading = N_("Served"),
	.none = N_("Language, channel and sharing are not known."),
	.add = N_("How they are served"),
	.change = N_("How they are served"),
	.record = &customer_record,
	.fields = {"language", "channel", "access_needs", "sharing"},
	.line = {"language", "channel", "access_needs", "sharing"}},
    {.name = "need",
	.page = "details",
	.heading = N_("Needs"),
	.none = N_("No need is known."),
	.add = N_("A new need"),
	.change = N_("Need"),
	.list = "needs",
	.record = &need_record,
	.fields = {"kind", "text"},
	.line = {"kind", "text"},
	.ending = ENDING_REMOVED},
    {.name = "representative",
	.page = "details",
	.heading = N_("Speaks for them"),
	.none = N_("Nobody is known to speak for them."),
	.add = N_("Somebody who speaks for them"),
	.change = N_("Who speaks for them"),
	.list = "relations",
	.record = &relation_record,
	.only = "representative",
	.fields = {"name", "customer", "authority", "role", "from", "until"},
	.needed = {"name", "authority"},
	.line = {"name", "authority", "role"},
	.ending = ENDING_DAY},
    {.name = "household",
	.page = "details",
	.heading = N_("Household"),
	.none = N_("Nobody else of the household is known."),
	.add = N_("Somebody of the household"),
	.change = N_("Of the household"),
	.list = "relations",
	.record = &relation_record,
	.only = "household",
	.of = "person",
	.fields = {"name", "customer", "role"},
	.needed = {"name"},
	.line = {"name", "role"},
	.ending = ENDING_REMOVED},
    {.name = "member",
	.page = "details",
	.heading = N_("Its people"),
	.none = N_("None of its people is known."),
	.add = N_("Somebody of the organisation"),
	.change = N_("Of the organisation"),
	.list = "relations",
	.record = &relation_record,
	.only = "member",
	.of = "organisation",
	.fields = {"name", "customer", "role"},
	.needed = {"name"},
	.line = {"name", "role"},
	.ending = ENDING_REMOVED},
    {.name = "consent",
	.page = "details",
	.heading = N_("Consents"),
	.none = N_("No consent is recorded."),
	.add = N_("A new consent"),
	.change = N_("Consent"),
	.list = "consents",
	.record = &consent_record,
	.fields = {"kind", "agreed", "how"},
	.needed = {"agreed"},
	.line = {"kind", "agreed", "how"},
	.latest = true},
    {.name = "check",
	.page = "details",
	.heading = N_("Identity"),
	.none = N_("Never checked: y passed, n not passed."),
	.add = N_("A check of identity"),
	.change = N_("A check of identity"),
	.list = "checks",
	.record = &identity_check_record,
	.fields = {"kind", "passed"},
	.needed = {"passed"},
	.line = {"kind", "passed"},
	.fixed = true},
};
const size_t detail_kind_count = sizeof detail_kinds / sizeof *detail_kinds;

const char *
detail_id(const struct detail_kind *kind, const void *item)
{
	return kind->list ? field_string(&kind->record->fields[0], item) : "own";
}

static const char *
word_of(const struct detail_kind *kind, const void *item)
{
	return field_string(record_field(kind->record, "kind"), item);
}

static micros
time_of(const struct detail_kind *kind, const void *item)
{
	const struct field *at = record_field(kind->record, "at");
	return at ? *(const micros *)(const void *)((const char *)item + at->offset) : 0;
}

/* Another of the same word that was said later, or of the same moment stands further down. */
static bool
overtaken(const struct detail_kind *kind, const struct list *list, size_t index)
{
	const char *items = list->items;
	const void *item = items + index * kind->record->size;
	for (size_t i = 0; i < list->count; i++) {
		const void *other = items + i * kind->record->size;
		micros mine = time_of(kind, item), theirs = time_of(kind, other);
		if (i != index && text_same(word_of(kind, item), word_of(kind, other)) &&
		    (theirs > mine || (theirs == mine && i > index)))
			return true;
	}
	return false;
}

/* What holds comes before what is over; then the newest. */
static bool
comes_before(const struct desk *desk, const struct detail_kind *kind, const void *a, const void *b)
{
	enum holding one = HOLDS, other = HOLDS;
	struct arena arena;
	arena_init(&arena);
	detail_standing(desk, kind, a, &one, &arena);
	detail_standing(desk, kind, b, &other, &arena);
	arena_release(&arena);
	if ((one == HOLDS_OVER) != (other == HOLDS_OVER))
		return other == HOLDS_OVER;
	return time_of(kind, a) > time_of(kind, b);
}

const void **
detail_items(const struct desk *desk, const struct detail_kind *kind,
    const struct customer *customer, struct arena *arena, size_t *count)
{
	const void **items;
	*count = 0;
	if (!kind->list) {
		items = arena_alloc(arena, sizeof *items);
		items[(*count)++] = customer;
		return items;
	}
	const struct list *list =
	    (const struct list *)(const void *)((const char *)customer +
						record_field(&customer_record, kind->list)->offset);
	items = arena_alloc(arena, (list->count + 1) * sizeof *items);
	for (size_t i = 0; i < list->count; i++) {
		const void *item = (const char *)list->items + i * kind->record->size;
		if ((kind->only && !text_same(word_of(kind, item), kind->only)) ||
		    (kind->latest && overtaken(kind, list, i)))
			continue;
		size_t at = (*count)++;
		for (; at > 0 && comes_before(desk, kind, item, items[at - 1]); at--)
			items[at] = items[at - 1];
		items[at] = item;
	}
	if (kind->fixed && *count > CHECKS_SHOWN)
		*count = CHECKS_SHOWN;
	return items;
}

const struct detail_kind *
detail_kind_named(const char *name)
{
	for (size_t i = 0; i < detail_kind_count; i++)
		if (text_same(detail_kinds[i].name, name))
			return &detail_kinds[i];
	return NULL;
}
