/*
 * A list too long for digits gets a field above it that shows only the rows with these words. It is
 * the face's own: the desk knows nothing of it, and it goes with the page.
 */
#include "base/alloc.h"
#include "base/i18n.h"
#include "base/text.h"
#include "ui/face_state.h"

#include <stdlib.h>
#include <string.h>

enum { FILTER_LIMIT = 80, WORDS_LIMIT = 4096 };

const char face_filter_field[] = "face.filter";

bool
face_is_filter(const struct item *item)
{
	return item && item->field == face_filter_field;
}

/* Rows without a number are what to do here ("More"), not part of the list. */
static bool
is_listed(const struct item *item)
{
	return item->kind == ITEM_ROW && item->number != PAGE_UNNUMBERED;
}

static bool
wants_filter(const struct page *page)
{
	size_t rows = 0;
	for (size_t i = 0; i < page->count; i++) {
		if (page->items[i].kind == ITEM_FIELD)
			return false;
		rows += is_listed(&page->items[i]);
	}
	return rows > 10;
}

static void
add_folded(struct buf *out, const char *text)
{
	if (!text)
		return;
	buf_putc(out, ' ');
	text_fold(out, text, strlen(text));
}

/* Every word typed begins a word of the row. */
static bool
matches(const struct item *item, const char *folded)
{
	struct buf words;
	bool all = true;
	buf_init(&words, WORDS_LIMIT);
	add_folded(&words, item->label);
	add_folded(&words, item->text);
	add_folded(&words, item->detail);
	add_folded(&words, item->right);
	for (const char *word = folded; all && *word;) {
		size_t length = strcspn(word, " ");
		char *wanted = xasprintf(" %.*s", (int)length, word);
		all = strstr(words.data, wanted) != NULL;
		free(wanted);
		word += length + strspn(word + length, " ");
	}
	buf_release(&words);
	return all;
}

void
face_filter(struct face *face, struct page *page)
{
	const char *id = page->id ? page->id : "";
	if (!face->page_id || strcmp(face->page_id, id) != 0) {
		free(face->filter);
		face->filter = NULL;
	}
	if (!wants_filter(page))
		return;
	const char *text = face->filter ? face->filter : "";
	struct item *items = arena_alloc(page->arena, (page->count + 2) * sizeof *items);
	struct buf folded;
	size_t count = 0, shown = 0;
	bool placed = false;
	buf_init(&folded, FILTER_LIMIT * 4);
	text_fold(&folded, text, strlen(text));
	for (size_t i = 0; i < page->count; i++) {
		struct item *item = &page->items[i];
		if (is_listed(item) && !placed) {
			items[count++] = (struct item){.kind = ITEM_FIELD,
			    .key = face_filter_field,
			    .field = face_filter_field,
			    .label = _("Filter"),
			    .text = arena_strdup(page->arena, text),
			    .limit = FILTER_LIMIT};
			placed = true;
		}
		if (!is_listed(item) || matches(item, folded.data)) {
			shown += is_listed(item);
			items[count++] = *item;
		}
	}
	if (!shown)
		items[count++] = (struct item){.kind = ITEM_TEXT,
		    .role = ROLE_DIM,
		    .text = _("Nothing was found under these words.")};
	buf_release(&folded);
	page->items = items;
	page->count = page->capacity = count;
	page->list_first = true;
	page_number(page);
}
