/*
 * The lists of entries: what is in draft, what waits for a second person or for its day, and what
 * its owner has to look at again. Several are marked and vouched for in one go; the author hears
 * what became of a draft.
 */
#include "base/alloc.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/marks.h"
#include "desk/matter.h"
#include "desk/outbox.h"
#include "desk/signin.h"
#include "desk/state.h"

#include <stdlib.h>
#include <string.h>

#define MARKED "entries.marked"

/* What the CRM is asked for, one after another. */
static const char *const stages[ENTRY_LISTS][3] = {
    [ENTRIES_DRAFTS] = {"drafts", "scheduled"},
    [ENTRIES_OVERDUE] = {"overdue"},
    [ENTRIES_ALL] = {"all"},
};

/* ---- asking ---- */

static struct entry_list *
list_of(struct desk *desk, enum entries_kind kind)
{
	return &desk->authoring.lists[kind];
}

/* Whoever changes the entries of one council only is shown only these. */
static const char *
own_council(const struct desk *desk)
{
	struct concern other = {.responsible = ""};
	const struct session *session = desk->session;
	bool all = permitted(session->role, ACTION_EDIT_ENTRY, session->council, &other);
	return all ? NULL : session->council;
}

static void
ask_stage(struct desk *desk, enum entries_kind kind, const char *after)
{
	struct entry_list *list = list_of(desk, kind);
	struct arena *arena = &desk->effects.arena;
	struct request *request = desk_ask(
	    desk, ROUTE_ENTRIES, REQUEST_READ, ASKED_ENTRIES, arena_printf(arena, "%d", (int)kind));
	desk_query(desk, request, "list", stages[kind][list->stage]);
	const char *council = kind == ENTRIES_OVERDUE ? own_council(desk) : NULL;
	desk_query(desk, request, "council", council);
	desk_query(desk, request, "after", after);
	list->asked = request->number;
}

static void
ask(struct desk *desk, enum entries_kind kind)
{
	struct entry_list *list = list_of(desk, kind);
	if (!desk_reaches(desk) || !command_permits(desk, ACTION_APPROVE_ENTRY))
		return;
	if (list->asked) { /* what is under way may be older than the change */
		list->due = true;
		return;
	}
	arena_release(&list->coming_arena);
	arena_init(&list->coming_arena);
	list->coming = (struct list){0};
	list->stage = 0;
	ask_stage(desk, kind, NULL);
}

static bool
shows_all(const struct desk *desk)
{
	return desk->phase == PHASE_WORK && desk_screen(desk) == SCREEN_ENTRIES &&
	       text_same(desk_subject(desk), "all");
}

void
entries_ask(struct desk *desk)
{
	ask(desk, ENTRIES_DRAFTS);
	ask(desk, ENTRIES_OVERDUE);
	if (shows_all(desk))
		ask(desk, ENTRIES_ALL);
}

/* ---- what became of a draft ---- */

static const struct entry_row *
row_of(const struct list *rows, const char *service, const char *council)
{
	LIST_EACH(struct entry_row, row, rows)
	if (text_same(row->service, service) &&
	    (council ? text_same(row->variant, council) : !row->variant))
		return row;
	return NULL;
}

static void
tell(struct desk *desk, const struct entry_row *was, const struct entry_row *now)
{
	char day[32];
	const char *title = was->title ? was->title : was->service;
	if (now && text_same(now->state, "returned")) {
		desk_say(desk, TONE_WARN, _("\"%s\" came back to you: open it to see why."), title);
	} else if (now && now->effective && !text_same(now->state, "submitted")) {
		date_words(day, sizeof day, london_of(now->effective).date);
		desk_say(desk, TONE_GOOD, _("\"%s\" is approved: it will be published on %s."),
		    title, day);
	} else if (!now && directory_version(desk->directory, was->service) > was->version) {
		desk_say(desk, TONE_GOOD, _("\"%s\" is approved and published."), title);
	}
}

static void
tell_authors(struct desk *desk, const struct list *was, const struct list *now)
{
	LIST_EACH(struct entry_row, row, was)
	if (text_same(row->state, "submitted") && desk->session &&
	    text_same(row->author, desk->session->user))
		tell(desk, row, row_of(now, row->service, row->variant));
}

static void
take(struct desk *desk, enum entries_kind kind)
{
	struct entry_list *list = list_of(desk, kind);
	struct arena old_arena = list->arena;
	struct list old = list->rows;
	list->arena = list->coming_arena;
	list->rows = list->coming;
	arena_init(&list->coming_arena);
	list->coming = (struct list){0};
	if (kind == ENTRIES_DRAFTS && list->read)
		tell_authors(desk, &old, &list->rows);
	list->read = true;
	arena_release(&old_arena);
}

void
entries_reply(struct desk *desk, const struct reply *reply, const char *number)
{
	enum entries_kind kind = (enum entries_kind)(number[0] - '0');
	struct entry_list *list = list_of(desk, kind);
	const struct entry_page *page = reply->body;
	if (reply->number != list->asked)
		return;
	list->asked = 0;
	if (reply->problem != PROBLEM_NONE || !page)
		return; /* asked again with the next news, or when the list is opened */
	LIST_EACH(struct entry_row, row, &page->items)
	record_copy_into(&list->coming_arena, &entry_row_record,
	    list_add(&list->coming_arena, &list->coming, &entry_row_record), row);
	if (page->next) {
		ask_stage(desk, kind, page->next);
	} else if (stages[kind][list->stage + 1]) {
		list->stage++;
		ask_stage(desk, kind, NULL);
	} else {
		take(desk, kind);
		if (list->due) {
			list->due = false;
			ask(desk, kind);
		}
	}
}

/* ---- the screen ---- */

bool
entries_are_work(const struct desk *desk)
{
	return command_permits(desk, ACTION_EDIT_ENTRY) &&
	       !command_permits(desk, ACTION_LOG_CONTACT);
}

void
entries_open(struct desk *desk, const char *list)
{
	bool all = text_same(list, "all");
	if (list && !all) {
		desk_say(desk, TONE_WARN, "%s", _("The list is all, or nothing for what waits."));
		return;
	}
	desk_go(desk, SCREEN_ENTRIES, all ? "all" : NULL);
	entries_ask(desk);
}

const char *
entry_row_key(const struct entry_row *row, struct arena *arena)
{
	return entry_subject(row->service, row->variant, NULL, arena);
}

void
entries_pick(struct desk *desk, const char *item)
{
	struct entry_spot spot = {0};
	if (strncmp(item, "entry:", 6) == 0)
		spot = entry_spot(item + 6, &desk->effects.arena);
	else if (strncmp(item, "draft:", 6) == 0)
		spot = entry_spot(item + 6, &desk->effects.arena);
	if (spot.service)
		entry_open(desk, spot.service, spot.council);
	else if (strcmp(item, "entries") == 0)
		entries_open(desk, NULL);
	else if (strcmp(item, "all-entries") == 0)
		entries_open(desk, "all");
}

/* ---- marks ---- */

bool
entries_marked(const struct desk *desk, const char *key)
{
	return marks_has(desk, MARKED, key);
}

size_t
entries_marks(const struct desk *desk)
{
	return marks_count(desk, MARKED);
}

/* The list whose rows can be marked. */
const struct list *
entries_markable(const struct desk *desk)
{
	return &desk->authoring.lists[shows_all(desk) ? ENTRIES_ALL : ENTRIES_OVERDUE].rows;
}

/* The row under the cursor; the cursor goes on to the next. */
void
entries_mark(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	const struct list *rows = entries_markable(desk);
	bool at_row = desk->at && strncmp(desk->at, "entry:", 6) == 0;
	for (size_t i = 0; i < rows->count; i++) {
		const char *key = entry_row_key(LIST_AT(struct entry_row, rows, i), arena);
		if (at_row && strcmp(desk->at + 6, key) != 0)
			continue;
		marks_toggle(desk, MARKED, key);
		if (i + 1 < rows->count)
			key = entry_row_key(LIST_AT(struct entry_row, rows, i + 1), arena);
		desk_focus(desk, arena_printf(arena, "entry:%s", key));
		return;
	}
	desk_say(desk, TONE_PLAIN, "%s", _("Go to a line of the list to mark it."));
}

/* ---- vouching for what is marked ---- */

void
entries_assure_open(struct desk *desk)
{
	desk_go(desk, SCREEN_ENTRY_FORM, ":assure");
	desk_focus(desk, "act");
}

/* Until the CRM has taken it, its marks lie here. */
static void
send_assurance(struct desk *desk, struct assurance *assurance, const char *keys)
{
	struct arena *arena = &desk->effects.arena;
	typed_set(desk, arena_printf(arena, "sent.%s", assurance->id), keys, false);
	struct request request = {.route = ROUTE_PUT_ASSURANCE,
	    .class = REQUEST_WRITE,
	    .params = {assurance->id},
	    .operation = assurance->id,
	    .body = assurance};
	outbox_send(desk, &request,
	    arena_printf(arena,
		P_("Vouching for %zu entry", "Vouching for %zu entries", assurance->services.count),
		assurance->services.count));
}

/* One request for the common texts, one for each council's variants. */
static void
assure_of(struct desk *desk, const char *council, const char *assured, const char *review_by)
{
	struct arena *arena = &desk->effects.arena;
	struct assurance *assurance = record_new(arena, &assurance_record);
	const char *keys = "";
	char *rest = marks_all(desk, MARKED, arena);
	const char *one;
	while ((one = marks_next(&rest))) {
		struct entry_spot spot = entry_spot(one, arena);
		if (!(council ? text_same(spot.council, council) : !spot.council))
			continue;
		struct entry_mark *mark = list_add(arena, &assurance->services, &entry_mark_record);
		mark->service = spot.service;
		mark->version = directory_version(desk->directory, spot.service);
		keys = arena_printf(arena, "%s%s%s", keys, *keys ? " " : "", one);
	}
	if (!assurance->services.count)
		return;
	assurance->id = desk_id(desk);
	assurance->council = council;
	assurance->assured = assured;
	assurance->review_by = review_by;
	assurance->facts = true;
	send_assurance(desk, assurance, keys);
}

void
entries_mark_again(struct desk *desk, const char *operation)
{
	struct arena *arena = &desk->effects.arena;
	const char *field = arena_printf(arena, "sent.%s", operation);
	const char *keys = typed_text(desk, field);
	char *rest = keys ? arena_strdup(arena, keys) : NULL, *one;
	while ((one = strsep(&rest, " ")) != NULL)
		if (*one && !entries_marked(desk, one))
			marks_toggle(desk, MARKED, one);
	typed_drop(desk, field);
}

static const char *
iso(struct date day, struct arena *arena)
{
	char text[11];
	date_format(text, day);
	return arena_strdup(arena, text);
}

void
entries_assure(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	struct date assured, review, today = london_of(desk->now).date;
	if (!entry_read_day(desk, ":assured", &assured) ||
	    !entry_read_day(desk, ":review_by", &review))
		return;
	if (!assured.year || date_compare(assured, today) > 0 || !review.year ||
	    date_compare(review, today) <= 0) {
		desk_say(desk, TONE_WARN, "%s",
		    _("Vouched for is today or earlier, and looked at again on a day to come."));
		return;
	}
	const char *assured_text = iso(assured, arena), *review_text = iso(review, arena);
	assure_of(desk, NULL, assured_text, review_text);
	if (desk->partnership)
		LIST_EACH(struct council, council, &desk->partnership->councils)
	assure_of(desk, arena_strdup(arena, council->id), assured_text, review_text);
	typed_drop(desk, MARKED);
	typed_drop_under(desk, entry_field_name("", ":", arena));
	desk_back(desk);
}
