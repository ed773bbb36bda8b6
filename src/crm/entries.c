/*
 * The list of entries: what is overdue, in draft, submitted or waiting for its day. What a text
 * says about itself (title, owner, dates) is read once for every version and remembered here; it
 * follows the directory's version, whoever publishes.
 */
#include "base/alloc.h"
#include "base/text.h"
#include "crm/inside.h"
#include "directory/vouched.h"
#include "store/drafts.h"
#include "store/partners.h"
#include "store/services.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { PAGE = 200, MOST_VERSIONS = 1000 };

/* ---- what is remembered ---- */

struct entry {
	char *service;
	int64_t version;
	struct arena arena;
	const char *title;
	const struct vouched *vouched; /* null: withdrawn, or it cannot be read */
};

struct entries {
	pthread_mutex_t lock;
	int64_t version; /* of the directory */
	struct entry **items;
	size_t count, capacity;
};

struct entries *
entries_new(void)
{
	struct entries *entries = xcalloc(1, sizeof *entries);
	pthread_mutex_init(&entries->lock, NULL);
	return entries;
}

void
entries_free(struct entries *entries)
{
	for (size_t i = 0; i < entries->count; i++) {
		arena_release(&entries->items[i]->arena);
		free(entries->items[i]->service);
		free(entries->items[i]);
	}
	free(entries->items);
	pthread_mutex_destroy(&entries->lock);
	free(entries);
}

static struct entry *
entry_of(struct entries *entries, const char *service)
{
	for (size_t i = 0; i < entries->count; i++)
		if (strcmp(entries->items[i]->service, service) == 0)
			return entries->items[i];
	struct entry *entry = xcalloc(1, sizeof *entry);
	entry->service = xstrdup(service);
	arena_init(&entry->arena);
	entries->items =
	    grow(entries->items, &entries->capacity, entries->count, sizeof *entries->items);
	entries->items[entries->count++] = entry;
	return entry;
}

/* Call with the lock held. */
static void
follow(struct entries *entries, struct tx *tx, struct arena *arena)
{
	struct list texts = {0};
	if (directory_newest(tx) <= entries->version)
		return;
	directory_after(tx, entries->version, arena, &texts);
	LIST_EACH(struct service_text, text, &texts)
	{
		struct entry *entry = entry_of(entries, text->service);
		arena_release(&entry->arena);
		arena_init(&entry->arena);
		entry->version = text->version;
		entry->vouched = vouched_read(
		    &entry->arena, text->text, text->text ? strlen(text->text) : 0, &entry->title);
		if (text->version > entries->version)
			entries->version = text->version;
	}
}

/* ---- rows ---- */

enum kind { LIST_ALL, LIST_OVERDUE, LIST_DRAFTS, LIST_SUBMITTED, LIST_SCHEDULED, LISTS };

static const char *const list_names[LISTS] = {"all", "overdue", "drafts", "submitted", "scheduled"};

struct wanted {
	enum kind kind;
	const char *team, *council;
	struct date today;
	struct list teams, drafts;
	struct arena *arena;
	struct list *rows;
};

static const char *
date_text(struct date date, struct arena *arena)
{
	char text[11];
	if (!date.year)
		return NULL;
	date_format(text, date);
	return arena_strdup(arena, text);
}

static const struct entry_draft *
draft_of(const struct wanted *wanted, const char *id)
{
	return list_find(&wanted->drafts, &entry_draft_record, id);
}

static void
add_draft(const struct wanted *wanted, struct entry_row *row)
{
	const struct entry_draft *work = draft_of(wanted, row->service),
				 *later =
				     draft_of(wanted, scheduled_id(row->service, wanted->arena)),
				 *shown = work ? work : later;
	if (shown) {
		row->state = shown->state;
		row->author = shown->author;
	}
	if (later)
		row->effective = later->effective;
}

static bool
of_kind(const struct wanted *wanted, const struct entry_row *row, bool overdue)
{
	switch (wanted->kind) {
	case LIST_OVERDUE:
		return overdue;
	case LIST_DRAFTS:
		return !row->variant && row->state && !text_same(row->state, "scheduled");
	case LIST_SUBMITTED:
		return !row->variant && text_same(row->state, "submitted");
	case LIST_SCHEDULED:
		return !row->variant && row->effective != 0;
	default:
		return true;
	}
}

static void
add_row(const struct wanted *wanted, const char *service, const char *title, int64_t version,
    const struct vouched *vouched)
{
	struct entry_row row = {.service = service,
	    .title = title,
	    .variant = vouched->council,
	    .team = vouched->team,
	    .assured = date_text(vouched->assured, wanted->arena),
	    .review_by = date_text(vouched->review_by, wanted->arena),
	    .stale = (int64_t)vouched_stale(vouched, wanted->today),
	    .version = version};
	const struct team *team =
	    row.team ? list_find(&wanted->teams, &team_record, row.team) : NULL;
	row.council = team ? team->council : NULL;
	add_draft(wanted, &row);
	if ((wanted->team && !text_same(wanted->team, row.team)) ||
	    (wanted->council && !text_same(wanted->council, row.council) &&
		!text_same(wanted->council, row.variant)) ||
	    !of_kind(wanted, &row, vouched_overdue(vouched, wanted->today)))
		return;
	record_copy_into(wanted->arena, &entry_row_record,
	    list_add(wanted->arena, wanted->rows, &entry_row_record), &row);
}

/* A service that only drafts know of. */
static void
add_new(struct entries *entries, const struct wanted *wanted, const struct entry_draft *draft)
{
	static const struct vouched nobody;
	for (size_t i = 0; i < entries->count; i++)
		if (text_same(entries->items[i]->service, draft->service) &&
		    entries->items[i]->vouched)
			return;
	/* Its scheduled text is shown with the draft in work, where there is one. */
	if (!text_same(draft->id, draft->service) && draft_of(wanted, draft->service))
		return;
	const char *title;
	const struct vouched *vouched =
	    vouched_read(wanted->arena, draft->text, strlen(draft->text), &title);
	add_row(
	    wanted, draft->service, title ? title : draft->service, 0, vouched ? vouched : &nobody);
}

/* By owning team where that matters, then by title. */
static const char *
order_of(const struct entry_row *row, bool by_team)
{
	return by_team && row->team ? row->team : "";
}

static int
compare(const struct entry_row *a, const struct entry_row *b, bool by_team)
{
	int order = strcmp(order_of(a, by_team), order_of(b, by_team));
	if (!order)
		order = strcasecmp(a->title ? a->title : "", b->title ? b->title : "");
	if (!order)
		order = strcmp(a->service, b->service);
	return order ? order : strcmp(a->variant ? a->variant : "", b->variant ? b->variant : "");
}

static int
by_title(const void *a, const void *b)
{
	return compare(a, b, false);
}

static int
by_team(const void *a, const void *b)
{
	return compare(a, b, true);
}

static void
gather(struct ask *ask, const struct wanted *wanted)
{
	struct entries *entries = ask->crm->entries;
	pthread_mutex_lock(&entries->lock);
	follow(entries, ask->tx, wanted->arena);
	for (size_t i = 0; i < entries->count; i++) {
		const struct entry *entry = entries->items[i];
		for (const struct vouched *v = entry->vouched; v; v = v->next)
			add_row(wanted, entry->service, entry->title, entry->version, v);
	}
	LIST_EACH(struct entry_draft, draft, &wanted->drafts)
	add_new(entries, wanted, draft);
	pthread_mutex_unlock(&entries->lock);
	if (wanted->rows->count)
		qsort(wanted->rows->items, wanted->rows->count, sizeof(struct entry_row),
		    wanted->kind == LIST_OVERDUE ? by_team : by_title);
}

/* A row's key holds what it is sorted by, so that a page goes on there even when the row has gone:
 * service, variant and team, which have no comma, then the title. */
static const char *
key_of(const struct entry_row *row, struct arena *arena)
{
	return arena_printf(arena, "%s,%s,%s,%s", row->service, row->variant ? row->variant : "",
	    row->team ? row->team : "", row->title ? row->title : "");
}

static const char *
take_part(char **rest)
{
	char *part = *rest, *comma = strchr(part, ',');
	*rest = comma ? comma + 1 : part + strlen(part);
	if (comma)
		*comma = '\0';
	return part;
}

/* The row as far as its key tells. */
static struct entry_row
row_of_key(const char *key, struct arena *arena)
{
	char *rest = arena_strdup(arena, key);
	struct entry_row row = {.service = take_part(&rest)};
	row.variant = take_part(&rest);
	row.team = take_part(&rest);
	row.title = rest;
	return row;
}

static void
take_page(struct entry_page *page, const struct list *rows, const char *after, bool by_team,
    struct arena *arena)
{
	size_t first = 0;
	if (!text_blank(after)) {
		struct entry_row last = row_of_key(after, arena);
		while (first < rows->count &&
		       compare(LIST_AT(struct entry_row, rows, first), &last, by_team) <= 0)
			first++;
	}
	size_t left = rows->count - first, count = left < PAGE ? left : PAGE;
	page->items.items = count ? LIST_AT(struct entry_row, rows, first) : NULL;
	page->items.count = count;
	if (left > count)
		page->next = key_of(LIST_AT(struct entry_row, rows, first + count - 1), arena);
}

bool
entries_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const char *const *query = ask->call->query;
	struct list rows = {0};
	struct wanted wanted = {.kind = LIST_ALL,
	    .team = text_blank(query[1]) ? NULL : query[1],
	    .council = text_blank(query[2]) ? NULL : query[2],
	    .today = london_of(tx_now(ask->tx)).date,
	    .arena = arena,
	    .rows = &rows};
	while (!text_blank(query[0]) && wanted.kind < LISTS &&
	       strcmp(list_names[wanted.kind], query[0]) != 0)
		wanted.kind++;
	if (wanted.kind == LISTS)
		return refuse(
		    ask, PROBLEM_BAD_FIELD, "list", "all, overdue, drafts, submitted or scheduled");
	partner_list(ask->tx, &team_record, arena, &wanted.teams);
	draft_list(ask->tx, arena, &wanted.drafts);
	gather(ask, &wanted);
	struct entry_page *page = record_new(arena, &entry_page_record);
	take_page(page, &rows, query[3], wanted.kind == LIST_OVERDUE, arena);
	ask->answer->body = page;
	return true;
}

bool
versions_read(struct ask *ask)
{
	struct entry_version_page *page = record_new(ask->call->arena, &entry_version_page_record);
	directory_versions(
	    ask->tx, ask->call->params[0], MOST_VERSIONS, ask->call->arena, &page->items);
	if (!page->items.count)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	ask->answer->body = page;
	return true;
}
