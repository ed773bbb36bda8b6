/* The lists of entries: what is in draft, what is to be looked at again, by owning team. */
#include "desk/effects.h"
#include "ui/screens.h"

#include <string.h>

const char *
say_draft_state(const char *state)
{
	static const struct {
		const char *word, *label;
	} labels[] = {{"draft", N_("draft")}, {"submitted", N_("submitted")},
	    {"returned", N_("returned")}, {"scheduled", N_("waits for its day")},
	    {"conflict", N_("overtaken")}};
	for (size_t i = 0; state && i < sizeof labels / sizeof *labels; i++)
		if (strcmp(labels[i].word, state) == 0)
			return _(labels[i].label);
	return state ? state : "";
}

static const char *
title_of(const struct desk *desk, const struct entry_row *row, struct arena *arena)
{
	const struct service *service = desk_service(desk, row->service, NULL);
	const char *title = service ? words_in(&service->title, desk->language) : row->title;
	title = title ? title : row->service;
	return row->variant
		   ? arena_printf(arena, "%s, %s", title, council_short(desk, row->variant))
		   : title;
}

struct item *
entry_draft_row(const struct desk *desk, struct page *page, const struct entry_row *row)
{
	struct arena *arena = page->arena;
	char day[32];
	bool mine = desk->session && text_same(row->author, desk->session->user);
	struct item *item =
	    page_row(page, arena_printf(arena, "draft:%s", entry_row_key(row, arena)), _("Draft"),
		title_of(desk, row, arena));
	item->right = arena_printf(arena, "%s, %s", say_draft_state(row->state),
	    mine ? _("yours") : arena_printf(arena, _("by %s"), row->author));
	if (row->effective) {
		date_words(day, sizeof day, london_of(row->effective).date);
		item->right = arena_printf(arena, _("%s, from %s"), item->right, day);
	}
	if (text_same(row->state, "returned") && mine)
		item->role = ROLE_WARN;
	return item;
}

static const char *
date_said(const char *text, struct arena *arena)
{
	struct date date;
	char day[32];
	if (!text || !date_parse(text, &date))
		return _("never");
	date_words(day, sizeof day, date);
	return arena_strdup(arena, day);
}

/* "review 1 Apr 2026, 2 facts" */
static const char *
what_is_due(const struct entry_row *row, struct arena *arena)
{
	const char *day = arena_printf(arena, _("review %s"), date_said(row->review_by, arena));
	if (!row->stale)
		return day;
	size_t stale = (size_t)row->stale;
	const char *facts = arena_printf(arena, P_("%zu fact", "%zu facts", stale), stale);
	return row->review_by ? arena_printf(arena, "%s, %s", day, facts) : facts;
}

static void
entry_row(const struct desk *desk, struct page *page, const struct entry_row *row)
{
	struct arena *arena = page->arena;
	const char *key = entry_row_key(row, arena);
	struct item *item =
	    page_row(page, arena_printf(arena, "entry:%s", key), NULL, title_of(desk, row, arena));
	item->right = what_is_due(row, arena);
	if (entries_marked(desk, key)) {
		item->detail = _("marked");
		item->role = ROLE_VALUE;
	}
}

static const char *
team_name(const struct desk *desk, const char *id)
{
	const struct team *team =
	    desk->partnership && id ? list_find(&desk->partnership->teams, &team_record, id) : NULL;
	return team && team->name ? team->name : id ? id : _("No owner");
}

static void
by_team(const struct desk *desk, struct page *page, const struct list *rows)
{
	const char *team = "";
	LIST_EACH(struct entry_row, row, rows)
	{
		if (!text_same(team, row->team)) {
			team = row->team;
			page_add(page, ITEM_HEADING, ROLE_LABEL, team_name(desk, team));
		}
		entry_row(desk, page, row);
	}
}

static void
drafts(const struct desk *desk, struct page *page)
{
	const struct list *rows = &desk->authoring.lists[ENTRIES_DRAFTS].rows;
	if (!rows->count)
		return;
	page_add(page, ITEM_HEADING, ROLE_LABEL, _("Drafts"));
	LIST_EACH(struct entry_row, row, rows)
	entry_draft_row(desk, page, row);
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
}

static void
overdue(const struct desk *desk, struct page *page)
{
	const struct entry_list *list = &desk->authoring.lists[ENTRIES_OVERDUE];
	if (list->rows.count)
		by_team(desk, page, &list->rows);
	else
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    list->read    ? _("Every entry has been looked at in time.")
		    : list->asked ? _("Loading the entries")
				  : _("The list comes when the line is back."));
}

void
screen_entries(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	bool all = text_same(desk_subject(desk), "all");
	size_t marked = entries_marks(desk);
	page->list_first = true;
	page->enter = _("open");
	page->pick = _("open");
	page->strip_left = all ? _("All entries") : _("Entries: drafts, and to be looked at again");
	if (marked)
		page->strip_right =
		    arena_printf(arena, P_("%zu marked", "%zu marked", marked), marked);
	if (!all) {
		drafts(desk, page);
		overdue(desk, page);
		page_row(page, "all-entries", NULL, _("All entries"))->number = PAGE_UNNUMBERED;
		return;
	}
	LIST_EACH(struct entry_row, row, &desk->authoring.lists[ENTRIES_ALL].rows)
	entry_row(desk, page, row);
	if (!page->count)
		page_add(page, ITEM_TEXT, ROLE_DIM, _("Loading the entries"));
}

/* ---- versions ---- */

static void
old_text(const struct desk *desk, struct page *page)
{
	const struct service_text *old = desk->authoring.old;
	struct change *changes;
	struct buf line;
	page_add(page, ITEM_HEADING, ROLE_LABEL,
	    arena_printf(page->arena, _("Going back to version %lld would change:"),
		(long long)old->version));
	if (changes_between(page->arena, directory_text(desk->directory, old->service), old->text,
		&changes, NULL))
		return;
	for (const struct change *change = changes; change; change = change->next) {
		buf_init(&line, 4000);
		change_words(&line, change);
		page_add(page, ITEM_TEXT, ROLE_TEXT, arena_strdup(page->arena, line.data))->state =
		    "*";
		buf_release(&line);
	}
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	if (changes)
		page_row(page, "roll-back", NULL, _("Make a draft of this version"));
	else
		page_add(page, ITEM_TEXT, ROLE_DIM, _("It is what is published now."));
	page_row(page, "versions", NULL, _("Back to the list"));
}

void
screen_versions(const struct desk *desk, struct page *page)
{
	const struct authoring *authoring = &desk->authoring;
	struct arena *arena = page->arena;
	page->list_first = true;
	page->enter = authoring->old ? _("do it") : _("compare");
	page->pick = page->enter;
	page->strip_left = say_title(desk, desk_subject(desk));
	page->strip_right = _("Versions");
	if (authoring->old) {
		old_text(desk, page);
		return;
	}
	LIST_EACH(struct entry_version, version, &authoring->versions)
	{
		struct item *item =
		    page_row(page, arena_printf(arena, "version:%lld", (long long)version->version),
			arena_printf(arena, "%lld", (long long)version->version),
			text_blank(version->comment) ? "-" : version->comment);
		item->detail = text_blank(version->approver)
				   ? version->author
				   : arena_printf(arena, _("%s, approved by %s"), version->author,
					 version->approver);
		item->right = say_time(desk, version->at, arena);
	}
	if (!page->count)
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    authoring->versions_asked ? _("Loading the versions")
					      : _("The list comes when the line is back."));
}
