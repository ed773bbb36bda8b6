/* Who joined an incident: since when, and whether they have heard how it ended. */
#include "desk/drafts.h"
#include "desk/joined.h"
#include "ui/screens.h"

static const char *
state_label(const struct incident_person *person)
{
	static const struct {
		const char *state, *label;
	} labels[] = {{"pending", N_("To tell")}, {"told", N_("Told")}, {"left", N_("Taken out")}};
	if (text_same(person->state, "pending") && text_same(person->way, "mail"))
		return _("Written to");
	if (text_same(person->state, "pending") && text_same(person->way, "list"))
		return _("To ring");
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (text_same(labels[i].state, person->state))
			return _(labels[i].label);
	return person->first ? _("First") : _("Joined");
}

static const char *
when_words(const struct desk *desk, const struct incident_person *person, struct arena *arena)
{
	if (!person->told)
		return say_time(desk, person->joined, arena);
	return arena_printf(arena, "%s, %s", say_time(desk, person->told, arena),
	    person->told_by                  ? person->told_by
	    : text_same(person->way, "mail") ? _("by e-mail")
					     : "");
}

static void
person_row(const struct desk *desk, struct page *page, const struct incident_person *person)
{
	struct arena *arena = page->arena;
	bool pending = text_same(person->state, "pending");
	struct item *row = page_row(page, arena_printf(arena, "member:%s", person->id),
	    state_label(person), joined_name(person, arena));
	row->detail = person->address;
	row->right = when_words(desk, person, arena);
	row->role = pending ? ROLE_TEXT : ROLE_DIM;
	row->enter = _("their number");
}

/* What is about to be done, before the list: its last field's Enter does it. */
static void
form(const struct desk *desk, struct page *page, const struct incident *incident)
{
	struct arena *arena = page->arena;
	const char *kind = joined_acting(desk), *other = joined_field(desk, "other", arena),
		   *reason = joined_field(desk, "reason", arena);
	bool leave = text_same(kind, "leave");
	const char *words =
	    leave ? arena_printf(arena, _("%s is taken out of %s and has a case of their own."),
			joined_name(joined_leaving(desk), arena), incident->reference)
	    : text_same(kind, "merge")
		? arena_printf(arena,
		      _("The case of the other one is closed: its people hear how %s ends."),
		      incident->reference)
		: arena_printf(arena, _("The other one is no part of %s: its case is open again."),
		      incident->reference);
	page_add(page, ITEM_TEXT, ROLE_WARN, words);
	if (!leave)
		page_field(page, other, _("Other"), typed_text(desk, other), 36)->enter = _("next");
	page_field(page, reason, _("Why"), typed_text(desk, reason), 200)->enter =
	    leave                      ? _("take out")
	    : text_same(kind, "merge") ? _("make them one")
				       : _("take apart");
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
}

void
screen_joined(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const struct incident_people *read = joined_page(desk);
	page->list_first = true;
	page->strip_left = _("Who joined");
	if (!read) {
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    desk->incidents.page_asked ? _("Loading who joined")
					       : _("Who joined is not shown."));
		return;
	}
	const struct incident *incident = read->incident;
	page->strip_left = arena_printf(arena, _("%s: who joined"), incident->reference);
	page->strip_right = joined_words(incident, arena);
	page_add(page, ITEM_TEXT, ROLE_TEXT,
	    incident->what ? incident->what : say_title(desk, incident->service))
	    ->label = _("What");
	if (incident->place)
		page_add(page, ITEM_TEXT, ROLE_TEXT, incident->place)->label = _("Where");
	if (incident->outcome)
		page_add(page, ITEM_TEXT, ROLE_VALUE, incident->outcome)->label = _("Tell them");
	if (joined_acting(desk))
		form(desk, page, incident);
	LIST_EACH(struct incident_person, person, &read->items)
	person_row(desk, page, person);
	if (read->next)
		page_row(page, "more", NULL, _("More"))->number = PAGE_UNNUMBERED;
}
