#include "desk/joined.h"
#include "base/alloc.h"
#include "base/text.h"
#include "desk/effects.h"
#include "desk/outbox.h"
#include "desk/recover.h"
#include "desk/signin.h"

#include <string.h>

#define MEMBER "member:"

/* ---- what was read ---- */

static void
ask(struct desk *desk, const char *incident, const char *after)
{
	if (!desk_reaches(desk))
		return;
	struct request *request =
	    desk_ask(desk, ROUTE_INCIDENT_PEOPLE, REQUEST_READ, ASKED_JOINED, incident);
	request->params[0] = arena_strdup(&desk->effects.arena, incident);
	desk_query(desk, request, "after", after);
	desk->incidents.page_asked = request->number;
	desk->incidents.page_further = after != NULL;
}

const struct incident_people *
joined_page(const struct desk *desk)
{
	const struct incident_people *page = desk->incidents.page;
	return page && page->incident && text_same(page->incident->id, desk_subject(desk)) ? page
											   : NULL;
}

void
joined_back(struct desk *desk, const char *incident)
{
	desk_go(desk, SCREEN_JOINED, incident);
	desk->incidents.page = NULL;
	ask(desk, desk_subject(desk), NULL);
}

void
joined_open(struct desk *desk)
{
	joined_back(desk, arena_strdup(&desk->effects.arena, desk->case_page->record->id));
	recover_place(desk);
}

static void
take(struct arena *arena, struct incident_people *into, const struct incident_people *page)
{
	LIST_EACH(struct incident_person, person, &page->items)
	if (!list_find(&into->items, &incident_person_record, person->id))
		record_copy_into(arena, &incident_person_record,
		    list_add(arena, &into->items, &incident_person_record), person);
}

/* Whoever is to be told, else the first of all. */
static void
stand_on_first(struct desk *desk, const struct incident_people *page)
{
	const struct incident_person *first =
	    page->items.count ? LIST_AT(struct incident_person, &page->items, 0) : NULL;
	LIST_EACH(struct incident_person, person, &page->items)
	if (text_same(person->state, "pending")) {
		first = person;
		break;
	}
	if (joined_acting(desk)) /* what was typed comes back after a restart */
		desk_focus(desk, joined_field(desk, "reason", &desk->effects.arena));
	else if (first && desk_screen(desk) == SCREEN_JOINED)
		desk_focus(desk, arena_printf(&desk->effects.arena, MEMBER "%s", first->id));
}

/* A first page is put before what was read of the others: rows that are there stay. */
void
joined_reply(struct desk *desk, const struct reply *reply, const char *incident)
{
	struct incidents *incidents = &desk->incidents;
	const struct incident_people *page = reply->body;
	struct arena arena;
	if (reply->number != incidents->page_asked)
		return;
	incidents->page_asked = 0;
	if (reply->problem != PROBLEM_NONE || !page || !page->incident) {
		desk_say_problem(desk, reply);
		return;
	}
	const struct incident_people *old = incidents->page;
	bool same = old && text_same(old->incident->id, incident);
	bool further = same && incidents->page_further;
	bool tail = same && !further && old->items.count > page->items.count;
	arena_init(&arena);
	struct incident_people *now = record_new(&arena, &incident_people_record);
	now->incident = record_copy(&arena, &incident_record, page->incident);
	if (further)
		take(&arena, now, old);
	take(&arena, now, page);
	if (tail)
		take(&arena, now, old);
	now->next = arena_strdup(&arena, tail ? old->next : page->next);
	arena_release(&incidents->page_arena);
	incidents->page_arena = arena;
	incidents->page = now;
	if (!same)
		stand_on_first(desk, now);
}

void
joined_changed(struct desk *desk, const char *incident)
{
	if (desk_screen(desk) == SCREEN_JOINED && text_same(incident, desk_subject(desk)) &&
	    !desk->incidents.page_asked)
		ask(desk, incident, NULL);
}

bool
joined_has_more(const struct desk *desk)
{
	const struct incident_people *page =
	    desk_screen(desk) == SCREEN_JOINED ? joined_page(desk) : NULL;
	return page && page->next;
}

void
joined_more(struct desk *desk)
{
	if (joined_has_more(desk))
		ask(desk, desk_subject(desk), desk->incidents.page->next);
}

bool
joined_works(const struct desk *desk)
{
	return desk_screen(desk) == SCREEN_CASE && desk->case_page && desk->case_page->incident;
}

/* How many hear it by what, and who is left for people to tell. */
static const char *
add_told(const char *words, int64_t count, const char *format, struct arena *arena)
{
	const char *more = count > 0 ? arena_printf(arena, format, (long long)count) : NULL;
	return more ? arena_printf(arena, "%s, %s", words, more) : words;
}

const char *
joined_words(const struct incident *incident, struct arena *arena)
{
	unsigned long people = (unsigned long)incident->people;
	const char *words = arena_printf(arena, P_("%lu person", "%lu people", people), people);
	words = add_told(words, incident->mailed, _("%lld told by e-mail"), arena);
	words = add_told(words, incident->mailing, _("%lld being written to"), arena);
	words = add_told(words, incident->listed, _("%lld to be rung"), arena);
	return add_told(words, incident->untold - incident->mailing - incident->listed,
	    _("%lld still to be told"), arena);
}

static const char *
number(const char *phone, struct arena *arena)
{
	char words[40];
	phone_words(phone, words, sizeof words);
	return arena_strdup(arena, words);
}

const char *
joined_name(const struct incident_person *person, struct arena *arena)
{
	return !person         ? _("somebody whose row has not come")
	       : person->name  ? person->name
	       : person->phone ? number(person->phone, arena)
			       : _("somebody who gave no name");
}

/* ---- telling ---- */

struct incident_person *
joined_under_cursor(const struct desk *desk)
{
	const struct incident_people *page =
	    desk_screen(desk) == SCREEN_JOINED ? joined_page(desk) : NULL;
	if (!page || !desk->at || strncmp(desk->at, MEMBER, strlen(MEMBER)) != 0)
		return NULL;
	return list_find(&page->items, &incident_person_record, desk->at + strlen(MEMBER));
}

bool
joined_can_tell(const struct desk *desk)
{
	const struct incident_person *person = joined_under_cursor(desk);
	return person && text_same(person->state, "pending");
}

void
joined_tell(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	struct incident_person *person = joined_under_cursor(desk);
	const char *incident = arena_strdup(arena, desk_subject(desk));
	struct incident_event *event = record_new(arena, &incident_event_record);
	*event = (struct incident_event){.id = desk_id(desk),
	    .kind = "told",
	    .member = arena_strdup(arena, person->id),
	    .at = desk->now};
	outbox_put(desk, ROUTE_PUT_INCIDENT_EVENT, incident, event->id, event,
	    arena_printf(arena, _("%s: told how it ended"), joined_name(person, arena)));
	person->state = "told";
	person->told = desk->now;
	person->told_by = arena_strdup(&desk->incidents.page_arena, desk->session->user);
	if (desk->incidents.page->incident->untold > 0)
		desk->incidents.page->incident->untold--;
	desk_say(desk, TONE_GOOD, "%s", _("Written down: they have heard it."));
}

void
joined_pick(struct desk *desk, const char *item)
{
	struct arena *arena = &desk->effects.arena;
	const struct incident_person *person = joined_under_cursor(desk);
	if (joined_form_pick(desk, item))
		return;
	if (strcmp(item, "more") == 0)
		joined_more(desk);
	else if (person && person->phone)
		desk_say(desk, TONE_PLAIN, "%s: %s", joined_name(person, arena),
		    number(person->phone, arena));
	else if (person)
		desk_say(desk, TONE_PLAIN, "%s", _("They left no number."));
}
