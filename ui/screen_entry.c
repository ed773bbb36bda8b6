/* An entry as its author and whoever approves it see it: where its draft stands, what changes, what
 * lint says, and its parts. */
#include "desk/effects.h"
#include "ui/screens.h"

#include <string.h>

enum { CHANGES_SHOWN = 6, FINDINGS_SHOWN = 4, LABEL_MOST = 24 };

struct view {
	const struct desk *desk;
	const struct entry_look *look;
	struct entry_spot spot;
	struct page *page;
	struct arena *arena;
};

/* ---- where it stands ---- */

static void
draft_line(struct view *view)
{
	const struct entry_draft *draft = view->desk->authoring.draft;
	char day[32];
	if (!draft)
		return;
	const char *words = arena_printf(view->arena, "%s, %s, %s", say_draft_state(draft->state),
	    draft->author ? draft->author : "", say_time(view->desk, draft->changed, view->arena));
	if (draft->effective) {
		date_words(day, sizeof day, london_of(draft->effective).date);
		words = arena_printf(view->arena, _("%s, from %s"), words, day);
	}
	if (!text_blank(draft->comment))
		words = arena_printf(view->arena, "%s: %s", words, draft->comment);
	struct item *item = page_add(view->page, ITEM_TEXT,
	    text_same(draft->state, "returned") ? ROLE_WARN : ROLE_TEXT, words);
	item->label = _("DRAFT");
	if (entry_overtaken(view->desk))
		page_add(view->page, ITEM_TEXT, ROLE_ALARM,
		    _("Another version was published since this draft began."))
		    ->label = "";
}

static void
changes(struct view *view)
{
	size_t shown = 0, more = 0;
	struct buf line;
	for (const struct change *change = view->look->changes; change; change = change->next) {
		if (shown >= CHANGES_SHOWN) {
			more++;
			continue;
		}
		buf_init(&line, 4000);
		change_words(&line, change);
		page_add(view->page, ITEM_TEXT, ROLE_VALUE, arena_strdup(view->arena, line.data))
		    ->label = shown++ ? "" : _("CHANGE");
		buf_release(&line);
		if (change->behind)
			page_add(view->page, ITEM_TEXT, ROLE_WARN,
			    arena_printf(view->arena, _("as it was in %s: does it still hold?"),
				change->behind))
			    ->label = "";
	}
	if (more)
		page_add(view->page, ITEM_TEXT, ROLE_DIM,
		    arena_printf(view->arena, P_("and %zu more", "and %zu more", more), more))
		    ->label = "";
}

static void
page_findings(const struct desk *desk, struct page *page)
{
	const struct entry_look *look = entry_shown(desk);
	size_t shown = 0, left = 0;
	for (int warnings = 0; look && warnings < 2; warnings++)
		for (size_t i = 0; i < look->findings.count; i++) {
			const struct finding *finding = &look->findings.items[i];
			bool error = finding->level == FINDING_ERROR;
			if (finding->level == FINDING_NOTE || error == (warnings == 1))
				continue;
			if (shown >= FINDINGS_SHOWN) {
				left++;
				continue;
			}
			shown++;
			page_add(page, ITEM_TEXT, error ? ROLE_ALARM : ROLE_WARN,
			    arena_printf(
				page->arena, _("line %d: %s"), finding->line, finding->sentence))
			    ->label = error ? _("ERROR") : _("WARNING");
		}
	if (left)
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    arena_printf(page->arena, P_("and %zu more", "and %zu more", left), left))
		    ->label = "";
}

/* ---- its parts ---- */

static const char *
value(struct view *view, const char *path, bool *own)
{
	const char *words = entry_value(view->look, &view->spot, path, own);
	return words ? words : "";
}

/* In a variant: is it the council's own? */
static void
mark_own(struct view *view, struct item *item, bool own)
{
	if (!view->spot.council)
		return;
	item->detail = own ? council_short(view->desk, view->spot.council) : NULL;
	item->role = own ? ROLE_VALUE : ROLE_DIM;
}

static const char *
day_of(const char *text, struct arena *arena)
{
	struct date date;
	char words[32];
	if (!date_parse(text, &date))
		return text;
	date_words(words, sizeof words, date);
	return arena_strdup(arena, words);
}

/* "late_fee": "Late fee" */
static const char *
fact_label(struct view *view, const char *name, const char *given)
{
	if (*given)
		return given;
	char *label = arena_strdup(view->arena, say_queue(name, view->arena));
	if (label[0] >= 'a' && label[0] <= 'z')
		label[0] = (char)(label[0] - 'a' + 'A');
	return label;
}

static void
fact_rows(struct view *view)
{
	const char **names;
	struct arena *arena = view->arena;
	size_t count = entry_facts(view->look, &view->spot, arena, &names);
	for (size_t i = 0; i < count; i++) {
		bool own, any;
		const char *label =
		    value(view, arena_printf(arena, "facts/%s/label", names[i]), &any);
		struct item *item = page_row(view->page, arena_printf(arena, "fact:%s", names[i]),
		    fact_label(view, names[i], label),
		    value(view, arena_printf(arena, "facts/%s/value", names[i]), &own));
		mark_own(view, item, own);
		const char *review =
		    value(view, arena_printf(arena, "facts/%s/review_by", names[i]), &any);
		if (*review)
			item->right = arena_printf(arena, _("review %s"), day_of(review, arena));
	}
}

static struct item *
part_row(struct view *view, const char *key, const char *label, const char *text)
{
	return page_row(view->page, key, label, text);
}

static void
parts(struct view *view)
{
	struct arena *arena = view->arena;
	bool own, mine;
	const char *hours = value(view, "hours", &own), *web = value(view, "contacts/web", &mine);
	if (!view->spot.council)
		part_row(view, "about", _("About"), value(view, "summary", &own));
	struct item *item = part_row(view, "hours", _("Hours, contacts"),
	    arena_printf(arena, "%s%s%s", hours, *hours && *web ? ", " : "", web));
	mark_own(view, item, own || mine);
	item = part_row(view, "owner", _("Owner"), value(view, "owner/team", &own));
	const char *review = value(view, "review_by", &mine);
	if (*review)
		item->right = arena_printf(arena, _("review %s"), day_of(review, arena));
	mark_own(view, item, own || mine);
	const char **ids;
	size_t prompts = entry_prompts(view->look, arena, &ids);
	if (prompts)
		part_row(view, "wording", _("Wording"),
		    arena_printf(arena, P_("%zu prompt", "%zu prompts", prompts), prompts));
}

static void
other_parts(struct view *view)
{
	size_t variants = 0;
	if (view->spot.council) {
		part_row(view, "common", _("For all"), _("The common text"));
		return;
	}
	if (view->desk->partnership)
		LIST_EACH(struct council, council, &view->desk->partnership->councils)
	variants += entry_has_variant(view->look, council->id);
	part_row(view, "councils", _("One council"),
	    arena_printf(view->arena,
		P_("%zu has something of its own", "%zu have something of their own", variants),
		variants));
	if (entry_may_edit(view->desk))
		part_row(view, "new-fact", _("New"), _("Add a fact"));
}

/* As wide as the widest label, up to a third of a narrow line. */
static void
fit_labels(struct page *page)
{
	int widest = 0;
	for (size_t i = 0; i < page->count; i++) {
		const char *label = page->items[i].label;
		int cells = label ? text_width(label, strlen(label)) : 0;
		widest = cells > widest ? cells : widest;
	}
	page->label_width = (size_t)(widest < LABEL_MOST ? widest : LABEL_MOST);
}

/* ---- the pages ---- */

static bool
begin(const struct desk *desk, struct page *page, struct view *view)
{
	struct arena *arena = page->arena;
	*view = (struct view){.desk = desk,
	    .look = entry_shown(desk),
	    .spot = entry_spot(desk_subject(desk), arena),
	    .page = page,
	    .arena = arena};
	page->list_first = true;
	const char *title = say_title(desk, view->spot.service);
	page->strip_left = view->spot.council ? arena_printf(arena, _("%s, as %s has it"), title,
						    council_short(desk, view->spot.council))
					      : title;
	long long version = directory_version(desk->directory, view->spot.service);
	page->strip_right =
	    version ? arena_printf(arena, _("version %lld"), version) : _("not published");
	if (view->look || !*view->spot.service)
		return view->look != NULL;
	page_add(page, ITEM_TEXT, ROLE_DIM,
	    desk->authoring.asked ? _("Loading the entry") : service_missing(desk));
	return false;
}

void
screen_entry(const struct desk *desk, struct page *page)
{
	struct view view;
	page->enter = _("change");
	page->pick = _("change");
	if (!begin(desk, page, &view))
		return;
	draft_line(&view);
	changes(&view);
	page_findings(desk, page);
	page_bounces(desk, page, view.spot.service);
	fact_rows(&view);
	parts(&view);
	other_parts(&view);
	fit_labels(page);
}

static void
wording_rows(struct view *view)
{
	struct arena *arena = view->arena;
	const char **ids;
	size_t count = entry_prompts(view->look, arena, &ids);
	for (size_t i = 0; i < count; i++) {
		const char *path = arena_printf(arena, "dialogue/prompt/%s", ids[i]);
		bool own, any;
		const char *kind = value(view, arena_printf(arena, "%s/kind", path), &any);
		const char *text = value(view, arena_printf(arena, "%s/text", path), &any);
		const char *council = arena_printf(arena, "texts/%s/text", ids[i]);
		const char *said = value(view, council, &own);
		struct item *item = page_row(view->page, arena_printf(arena, "prompt:%s", ids[i]),
		    arena_printf(arena, "%s", kind),
		    view->spot.council && own ? said
		    : *text                   ? text
					      : ids[i]);
		mark_own(view, item, own);
	}
}

static void
council_rows(struct view *view)
{
	if (view->desk->partnership)
		LIST_EACH(struct council, council, &view->desk->partnership->councils)
		{
			if (text_same(council->tier, "parish"))
				continue; /* they have no texts of their own */
			struct item *item = page_row(view->page,
			    arena_printf(view->arena, "council:%s", council->id), NULL,
			    council->name);
			if (entry_has_variant(view->look, council->id))
				item->right = _("has something of its own");
		}
}

void
screen_entry_list(const struct desk *desk, struct page *page)
{
	struct view view;
	page->enter = _("open");
	page->pick = _("open");
	if (!begin(desk, page, &view))
		return;
	if (text_same(view.spot.part, "councils")) {
		council_rows(&view);
		return;
	}
	page->strip_right = _("Wording");
	wording_rows(&view);
}

/* ---- a form ---- */

static const char *
act_words(const char *part)
{
	static const char *const acts[][2] = {{"submit", N_("Submit it")},
	    {"approve", N_("Approve it")}, {"return", N_("Return it to its author")},
	    {"assure", N_("Vouch for them")}, {"new-fact", N_("Next")}};
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if (text_same(acts[i][0], part))
			return _(acts[i][1]);
	return _("Done");
}

static void
form_head(struct view *view)
{
	size_t marked = entries_marks(view->desk);
	const char *part = view->spot.part ? view->spot.part : "";
	if (strcmp(part, "assure") == 0) {
		view->page->strip_left = arena_printf(view->arena,
		    P_("Vouch for %zu entry as it is", "Vouch for %zu entries as they are", marked),
		    marked);
		view->page->strip_right = NULL;
		page_add(view->page, ITEM_TEXT, ROLE_TEXT,
		    _("Facts past their review get the new day too."));
	} else if (strcmp(part, "submit") == 0 || strcmp(part, "approve") == 0) {
		changes(view);
	}
	const char *colon = strchr(part, ':');
	if (colon)
		view->page->strip_right = say_queue(colon + 1, view->arena);
}

void
screen_entry_form(const struct desk *desk, struct page *page)
{
	struct view view;
	struct entry_form form;
	page->enter = _("next");
	bool whole = begin(desk, page, &view);
	page->list_first = false;
	if (!whole && !text_same(view.spot.part, "assure"))
		return;
	form_head(&view);
	entry_form(desk, &view.spot, page->arena, &form);
	for (size_t i = 0; i < form.count; i++) {
		const struct entry_field *field = &form.items[i];
		struct item *item =
		    page_field(page, field->field, field->label, field->value, DESK_TEXT_LIMIT);
		item->detail = field->hint;
		item->fault = field->fault;
		item->multiline = field->lines;
		if (field->lines)
			item->enter = _("new line");
	}
	struct item *act = page_row(page, "act", NULL, act_words(view.spot.part));
	act->number = PAGE_UNNUMBERED;
	act->enter = _("do it");
}
