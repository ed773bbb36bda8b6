#include "ui/page.h"

#include <string.h>

void
page_init(struct page *page, struct arena *arena, const char *id)
{
	*page = (struct page){.arena = arena, .id = id};
}

/* Items lie in the arena; what they grow out of stays there until the page goes. */
static struct item *
item_new(struct arena *arena, struct item **items, size_t *count, size_t *capacity)
{
	if (*count == *capacity) {
		size_t room = *capacity ? *capacity * 2 : 16;
		struct item *more = arena_alloc(arena, room * sizeof *more);
		if (*count)
			memcpy(more, *items, *count * sizeof *more);
		*items = more;
		*capacity = room;
	}
	return &(*items)[(*count)++];
}

struct item *
page_add(struct page *page, enum item_kind kind, enum role role, const char *text)
{
	struct item *item = item_new(page->arena, &page->items, &page->count, &page->capacity);
	*item = (struct item){.kind = kind, .role = role, .text = text};
	return item;
}

struct item *
page_row(struct page *page, const char *key, const char *label, const char *text)
{
	struct item *item = page_add(page, ITEM_ROW, ROLE_TEXT, text);
	item->key = key;
	item->label = label;
	return item;
}

struct item *
page_field(struct page *page, const char *field, const char *label, const char *value, size_t limit)
{
	struct item *item = page_add(page, ITEM_FIELD, ROLE_VALUE, value ? value : "");
	item->key = item->field = field;
	item->label = label;
	item->limit = limit;
	return item;
}

struct item *
page_side(struct page *page, const char *key, const char *state, const char *text)
{
	struct item *item =
	    item_new(page->arena, &page->side, &page->side_count, &page->side_capacity);
	*item = (struct item){.kind = ITEM_ROW, .key = key, .state = state, .text = text};
	return item;
}

void
page_number(struct page *page)
{
	int rows = 0, number = 0;
	for (size_t i = 0; i < page->count; i++)
		rows += page->items[i].kind == ITEM_ROW && page->items[i].number != PAGE_UNNUMBERED;
	for (size_t i = 0; i < page->count; i++) {
		struct item *item = &page->items[i];
		if (item->kind == ITEM_ROW && item->number != PAGE_UNNUMBERED)
			item->number = rows <= 10 ? ++number : 0;
	}
}
