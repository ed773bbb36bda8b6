#include "desk/incident.h"
#include "base/alloc.h"
#include "desk/contact.h"
#include "desk/customer.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/signin.h"
#include "desk/state.h"
#include "directory/incident.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_KNOWN = 400, WHAT_SHOWN = 60 };

/* ---- what is known ---- */

static struct incident *
known(const struct desk *desk, const char *id)
{
	return id ? list_find(&desk->incidents.known, &incident_record, id) : NULL;
}

static bool
is_over(const struct desk *desk, const struct incident *incident)
{
	micros last = incident->last > incident->opened ? incident->last : incident->opened;
	return !text_same(incident->state, "open") || incident->merged_into ||
	       desk->now - last > incident->hours * MICROS_HOUR;
}

/* Some matter in hand speaks of it: it stays as long. */
static bool
is_spoken_of(const struct desk *desk, const char *id)
{
	for (size_t i = 0; i < desk->hand_count; i++)
		LIST_EACH(struct matter, matter, &desk->hands[i]->work->matters)
	if (text_same(matter->joins, id))
		return true;
	return false;
}

static void
add(struct desk *desk, const struct incident *incident)
{
	struct incidents *incidents = &desk->incidents;
	struct incident *old = known(desk, incident->id);
	if (!old)
		old = list_add(&incidents->arena, &incidents->known, &incident_record);
	record_copy_into(&incidents->arena, &incident_record, old, incident);
}

static void
drop(struct desk *desk, const struct incident *incident)
{
	struct list *list = &desk->incidents.known;
	desk_drop(desk, &incident_record, arena_strdup(&desk->effects.arena, incident->id));
	list_remove(
	    list, &incident_record, (size_t)(incident - (const struct incident *)list->items));
}

/* Gives back what is over, and the memory of what was replaced. */
static void
tidy(struct desk *desk)
{
	struct list *list = &desk->incidents.known;
	for (size_t i = list->count; i-- > 0;) {
		const struct incident *incident = LIST_AT(struct incident, list, i);
		if ((is_over(desk, incident) || list->count > MOST_KNOWN) &&
		    !is_spoken_of(desk, incident->id))
			drop(desk, incident);
	}
	if (desk->incidents.arena.used < 256 * 1024)
		return;
	struct arena arena;
	struct list kept = {0};
	arena_init(&arena);
	LIST_EACH(struct incident, incident, list)
	record_copy_into(
	    &arena, &incident_record, list_add(&arena, &kept, &incident_record), incident);
	arena_release(&desk->incidents.arena);
	desk->incidents.arena = arena;
	*list = kept;
}

void
incident_heard(struct desk *desk, const struct incident *incident)
{
	const struct incident *old = known(desk, incident->id);
	if (old && record_equal(&incident_record, old, incident))
		return;
	if (!old && (is_over(desk, incident) || !incident->hours))
		return;
	add(desk, incident);
	desk_keep(desk, &incident_record, incident->id,
	    record_copy(&desk->effects.arena, &incident_record, incident));
	tidy(desk);
}

void
incident_recovered(struct desk *desk, const struct incident *incident)
{
	add(desk, incident);
}

void
incidents_forget(struct desk *desk)
{
	arena_release(&desk->incidents.arena);
	arena_init(&desk->incidents.arena);
	arena_release(&desk->incidents.page_arena);
	arena_init(&desk->incidents.page_arena);
	desk->incidents.known = (struct list){0};
	desk->incidents.page = NULL;
	desk->incidents.asked = desk->incidents.page_asked = 0;
}

/* ---- a matter's ---- */

/* The address that it is about, as it was said or is known; null when nobody said. */
static const char *
address_of(const struct desk *desk, const struct matter *matter)
{
	const struct service *service = desk_service(desk, matter->service, desk_council(desk));
	const struct prompt *prompt =
	    service && service->incident.within ? incident_prompt(service) : NULL;
	const struct answer *answer = prompt ? matter_answer(matter, prompt->id) : NULL;
	return answer && !text_blank(answer->value) ? answer->value : NULL;
}

static bool
practised(const struct desk *desk)
{
	return desk->session && text_same(desk->session->desk_kind, "training");
}

static int
by_people(const void *a, const void *b)
{
	const struct incident *x = a, *y = b;
	if (x->people != y->people)
		return x->people < y->people ? 1 : -1;
	return x->opened != y->opened ? (x->opened < y->opened ? 1 : -1) : strcmp(x->id, y->id);
}

void
incidents_of(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    struct arena *arena, struct list *out)
{
	const char *address = address_of(desk, matter);
	*out = (struct list){0};
	if (!address || !matter_is_shown(matter))
		return;
	const struct service *service = desk_service(desk, matter->service, desk_council(desk));
	struct scene scene = scene_of_words(address, arena);
	scene.district = matter_district(desk, hand, matter, service, arena);
	LIST_EACH(struct incident, incident, &desk->incidents.known)
	{
		bool told = matter->near && strstr(matter->near, incident->id);
		bool joined = text_same(matter->joins, incident->id);
		if (!text_same(incident->service, matter->service) ||
		    text_same(incident->id, matter->case_id) ||
		    (incident->reference[0] == '9') != practised(desk) ||
		    (!joined && is_over(desk, incident)) ||
		    (!joined && !told && !incident_may_be(incident, &scene, desk->now)))
			continue;
		*(struct incident *)list_add(arena, out, &incident_record) = *incident;
	}
	if (out->count > 1)
		qsort(out->items, out->count, sizeof(struct incident), by_people);
}

const struct incident *
incident_joined(const struct desk *desk, const struct matter *matter)
{
	return known(desk, matter->joins);
}

const char *
incident_words(const struct desk *desk, const struct incident *incident, struct arena *arena)
{
	char since[40];
	if (date_compare(london_of(incident->opened).date, london_of(desk->now).date) == 0)
		london_time(since, sizeof since, incident->opened);
	else
		london_day_time(since, sizeof since, incident->opened);
	const char *place = text_blank(incident->place) ? "?" : incident->place;
	const char *what = incident->what ? incident->what : incident->service;
	unsigned long people = (unsigned long)incident->people;
	return arena_printf(arena,
	    P_("%s, since %s, %lu person: %.*s", "%s, since %s, %lu people: %.*s", people), place,
	    since, people, (int)text_fit(what, strlen(what), WHAT_SHOWN), what);
}

/* ---- asking ---- */

static void
ask_around(struct desk *desk, struct hand *hand, struct matter *matter)
{
	struct arena *arena = &desk->effects.arena;
	const char *address = address_of(desk, matter);
	if (!address || !desk_reaches(desk) || preview_is(desk))
		return;
	const struct service *service = desk_service(desk, matter->service, desk_council(desk));
	struct request *request =
	    desk_ask(desk, ROUTE_INCIDENTS, REQUEST_READ, ASKED_INCIDENTS, matter->id);
	desk_query(desk, request, "service", matter->service);
	desk_query(desk, request, "address", address);
	desk_query(desk, request, "district", matter_district(desk, hand, matter, service, arena));
}

void
incidents_about(struct desk *desk, struct hand *hand, struct matter *matter, const char *prompt)
{
	const struct service *service = desk_service(desk, matter->service, desk_council(desk));
	const struct prompt *where =
	    service && service->incident.within ? incident_prompt(service) : NULL;
	if (!where || !text_same(where->id, prompt))
		return;
	matter->near = matter->joins = NULL;
	ask_around(desk, hand, matter);
}

void
incidents_look_again(struct desk *desk)
{
	struct matter *matter = hand_matter(desk->hand);
	if (matter && !matter->joins && !matter->near)
		ask_around(desk, desk->hand, matter);
}

void
incidents_arrived(struct desk *desk, struct hand *hand)
{
	LIST_EACH(struct matter, matter, &hand->work->matters)
	ask_around(desk, hand, matter);
}

void
incidents_reply(struct desk *desk, const struct reply *reply, const char *id)
{
	const struct incident_page *page = reply->body;
	if (reply->problem != PROBLEM_NONE || !page)
		return;
	LIST_EACH(struct incident, incident, &page->items)
	incident_heard(desk, incident);
	for (size_t i = 0; i < desk->hand_count; i++) {
		struct hand *hand = desk->hands[i];
		struct matter *matter = hand_matter_of(hand, id);
		if (!matter || hand->work->ended)
			continue;
		matter->near = "";
		LIST_EACH(struct incident, one, &page->items)
		matter->near = arena_printf(&hand->arena, "%s %s", matter->near, one->id);
		contact_keep(desk, hand);
	}
}

void
incident_logged(struct desk *desk, const struct hand *hand, const struct matter *matter,
    const struct proposal *proposal)
{
	struct arena *arena = &desk->effects.arena;
	const struct service *service = desk_service(desk, matter->service, desk_council(desk));
	const char *address = address_of(desk, matter);
	if (proposal->joins) {
		struct incident grown = *proposal->joins;
		grown.people++;
		grown.last = desk->now;
		incident_heard(desk, &grown);
		return;
	}
	if (!proposal->queue || !matter->reference || !address)
		return;
	struct scene scene = scene_of_words(address, arena);
	struct incident opened = {.id = matter->case_id,
	    .reference = matter->reference,
	    .service = matter->service,
	    .what = incident_what(service, &matter->answers, arena),
	    .place = address,
	    .street = scene.street,
	    .postcode = scene.postcode,
	    .district = matter_district(desk, hand, matter, service, arena),
	    .within = service->incident.within,
	    .hours = service->incident.hours,
	    .state = "open",
	    .opened = matter->began,
	    .people = 1};
	if (!known(desk, opened.id))
		incident_heard(desk, &opened);
}

/* ---- joining ---- */

bool
incident_offered(const struct desk *desk)
{
	const struct matter *matter = hand_matter(desk->hand);
	enum screen screen = desk_screen(desk);
	struct list about;
	struct arena arena;
	if (!matter || (screen != SCREEN_DIALOGUE && screen != SCREEN_WRAP_UP))
		return false;
	arena_init(&arena);
	incidents_of(desk, desk->hand, matter, &arena, &about);
	arena_release(&arena);
	return about.count > 0;
}

void
incident_show(struct desk *desk)
{
	struct matter *matter = hand_matter(desk->hand);
	matter->focus = INCIDENT_ITEM;
	contact_keep(desk, desk->hand);
	matter_front(desk, matter->id);
	desk_focus(desk, NULL);
}

void
incident_pick(struct desk *desk, struct matter *matter, const char *id)
{
	struct hand *hand = desk->hand;
	const struct incident *incident = known(desk, id);
	if (!incident && !text_same(id, JOINS_NONE))
		return;
	matter->joins = arena_strdup(&hand->arena, incident ? incident->id : JOINS_NONE);
	matter->outcome = matter->outcome_prompt = NULL;
	contact_keep(desk, hand);
	if (incident)
		desk_say(desk, TONE_GOOD, _("Joined: their reference is %s."), incident->reference);
}
