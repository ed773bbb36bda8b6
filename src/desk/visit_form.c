/* The form in which a visit is planned. What is known is proposed: whoever signs in, the service in
 * hand, the customer's home. */
#include "base/moment.h"
#include "desk/board.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/matter.h"
#include "desk/outbox.h"
#include "desk/recover.h"
#include "desk/state.h"
#include "desk/visits.h"
#include "directory/matrix.h"

#include <string.h>

#define PREFIX "visit.new."

const struct visit_field visit_fields[] = {
    {"worker", N_("Who goes"), NULL, 120},
    {"service", N_("For"), N_("a service that keeps lone workers"), 200},
    {"place", N_("Where"), NULL, 200},
    {"begins", N_("Begins"), N_("now"), 60},
    {"ends", N_("Back by"), NULL, 60},
    {"phone", N_("Their telephone"), NULL, 20},
    {"contact", N_("Their contact"), N_("name and number"), 120},
    {"note", N_("Note"), NULL, 400},
};
const size_t visit_field_count = sizeof visit_fields / sizeof *visit_fields;

const char *
visit_form_field(const char *name, struct arena *arena)
{
	return arena_printf(arena, PREFIX "%s", name);
}

/* ---- what is proposed ---- */

static bool
ticked(const struct desk *desk, const char *id, const char *council)
{
	const struct service *service = id ? desk_service(desk, id, council) : NULL;
	return service &&
	       matrix_on(service, council, MECHANISM_LONE_WORKERS, london_of(desk->now).date);
}

/* Of the matter in hand, else the one looked at last. */
static const char *
service_in_hand(const struct desk *desk)
{
	const struct matter *matter = desk->hand ? hand_matter(desk->hand) : NULL;
	if (matter)
		return matter->service;
	for (size_t i = desk->depth; i-- > 0;)
		if (desk->stack[i].screen == SCREEN_SERVICE)
			return desk->stack[i].subject;
	return NULL;
}

static const struct address *
home_of(const struct desk *desk)
{
	const struct customer *customer = hand_customer(desk->hand);
	if (!customer)
		return NULL;
	LIST_EACH(struct address, address, &customer->addresses)
	if (text_same(address->kind, "home"))
		return address;
	return NULL;
}

static const struct officer *
worker_of(const struct desk *desk, struct arena *arena)
{
	const char *name = visit_form_value(desk, "worker", arena);
	return text_blank(name) ? NULL : board_named(desk, text_trim(arena_strdup(arena, name)));
}

static const char *
proposed(const struct desk *desk, const char *name, struct arena *arena)
{
	const struct officer *own = desk->session ? board_officer(desk, desk->session->user) : NULL;
	const struct address *home = home_of(desk);
	if (strcmp(name, "worker") == 0)
		return own ? own->name : NULL;
	if (strcmp(name, "service") == 0) {
		const char *id = service_in_hand(desk);
		return ticked(desk, id, desk_council(desk))
			   ? directory_title(desk->directory, id, desk->language)
			   : NULL;
	}
	if (strcmp(name, "place") == 0)
		return home ? address_words(home, arena) : NULL;
	if (strcmp(name, "ends") == 0)
		return _("1 hour");
	if (strcmp(name, "phone") == 0) {
		const struct officer *worker = worker_of(desk, arena);
		return worker ? worker->telephone : NULL;
	}
	return NULL;
}

const char *
visit_form_value(const struct desk *desk, const char *name, struct arena *arena)
{
	const char *typed = typed_text(desk, visit_form_field(name, arena));
	return typed ? typed : proposed(desk, name, arena);
}

size_t
visit_form_cautions(const struct desk *desk, const struct marker **out, size_t most)
{
	const struct customer *customer = hand_customer(desk->hand);
	size_t count = 0;
	if (!customer)
		return 0;
	LIST_EACH(struct marker, marker, &customer->markers)
	if (!marker->ended && count < most)
		out[count++] = marker;
	return count;
}

/* ---- reading it ---- */

static bool
fault(struct desk *desk, const char *name, const char *sentence)
{
	const char *field = visit_form_field(name, &desk->effects.arena);
	set_text(&desk->fault_field, field);
	set_text(&desk->fault, sentence);
	desk_focus(desk, field);
	return false;
}

static const char *
filled(struct desk *desk, const char *name)
{
	const char *value = visit_form_value(desk, name, &desk->effects.arena);
	return text_blank(value) ? NULL : text_trim(arena_strdup(&desk->effects.arena, value));
}

/* By its title, or the beginning of one that no other has. */
static const char *
service_named(struct desk *desk, const char *words)
{
	struct buf wanted, title;
	const char *found = NULL;
	size_t count = 0;
	buf_init(&wanted, 800);
	buf_init(&title, 1600);
	text_fold(&wanted, words, strlen(words));
	for (size_t i = 0; i < directory_count(desk->directory); i++) {
		const char *id = directory_nth(desk->directory, i);
		const char *name = directory_title(desk->directory, id, desk->language);
		buf_clear(&title);
		text_fold(&title, name, strlen(name));
		if (text_same(id, words) || text_same(title.data, wanted.data)) {
			found = id;
			count = 1;
			break;
		}
		if (wanted.length && strncmp(title.data, wanted.data, wanted.length) == 0) {
			found = id;
			count++;
		}
	}
	buf_release(&wanted);
	buf_release(&title);
	return count == 1 ? found : NULL;
}

static bool
read_who(struct desk *desk, struct visit *visit)
{
	const char *words = filled(desk, "worker"), *service = filled(desk, "service");
	const struct officer *worker = words ? board_named(desk, words) : NULL;
	if (!worker)
		return fault(desk, "worker", _("Write one name that is on the whiteboard."));
	visit->worker = worker->id;
	visit->team = worker->team;
	visit->council = worker->council;
	visit->service = service ? service_named(desk, service) : NULL;
	if (!visit->service)
		return fault(desk, "service", _("Write the service that the visit is for."));
	if (!ticked(desk, visit->service, worker->council))
		return fault(desk, "service",
		    _("Lone workers are not ticked for this service in the matrix."));
	return true;
}

static bool
read_when(struct desk *desk, struct visit *visit)
{
	const char *begins = filled(desk, "begins"), *ends = filled(desk, "ends");
	visit->begins = desk->now;
	if (begins && !text_same(begins, _("now")) &&
	    !moment_read(begins, desk->now, &visit->begins))
		return fault(desk, "begins",
		    _("Write a time to come: 14:00, 2 hours, 3 days, or 1 Dec 14:00."));
	if (!ends || !moment_read(ends, visit->begins, &visit->ends) ||
	    visit->ends - visit->begins > MICROS_DAY)
		return fault(
		    desk, "ends", _("Write when they are back, within a day: 14:00 or 1 hour."));
	return true;
}

static bool
read_form(struct desk *desk, struct visit *visit)
{
	const struct customer *customer = hand_customer(desk->hand);
	const struct address *home = home_of(desk);
	*visit = (struct visit){.place = filled(desk, "place"),
	    .phone = filled(desk, "phone"),
	    .contact = filled(desk, "contact"),
	    .note = filled(desk, "note"),
	    .customer = customer ? customer->id : NULL,
	    .author = desk->session ? desk->session->user : NULL,
	    .state = "planned"};
	if (!read_who(desk, visit))
		return false;
	if (!visit->place)
		return fault(desk, "place", _("Write where the visit is."));
	if (home && text_same(visit->place, address_words(home, &desk->effects.arena)))
		visit->property = home->uprn;
	return read_when(desk, visit);
}

/* ---- opening and saving ---- */

void
visit_form_open(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	set_text(&desk->fault_field, NULL);
	set_text(&desk->fault, NULL);
	desk_go(desk, SCREEN_VISIT, "new");
	for (size_t i = 0; i < visit_field_count; i++)
		if (text_blank(visit_form_value(desk, visit_fields[i].name, arena)) &&
		    strcmp(visit_fields[i].name, "begins") != 0) {
			desk_focus(desk, visit_form_field(visit_fields[i].name, arena));
			return;
		}
	desk_focus(desk, visit_form_field("ends", arena));
}

void
visit_form_save(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	struct visit *visit = arena_alloc(arena, sizeof *visit);
	if (!read_form(desk, visit))
		return;
	visit->id = desk_id(desk);
	outbox_put(desk, ROUTE_PUT_VISIT, visit->id, NULL, visit,
	    arena_printf(arena, _("Visit: %s, %s"), visit_worker(desk, visit), visit->place));
	visits_take(desk, visit);
	typed_drop_under(desk, PREFIX);
	set_text(&desk->fault_field, NULL);
	set_text(&desk->fault, NULL);
	desk_back(desk);
	visit_open(desk, visit->id);
	recover_place(desk);
	desk_say(desk, TONE_GOOD, _("Planned. It is watched from the end on: b when they begin."));
}

void
visit_form_pick(struct desk *desk, const char *item)
{
	struct arena *arena = &desk->effects.arena;
	if (strcmp(item, "plan") == 0) {
		visit_form_save(desk);
		return;
	}
	for (size_t i = 0; i + 1 < visit_field_count; i++)
		if (text_same(visit_form_field(visit_fields[i].name, arena), item)) {
			desk_focus(desk, visit_form_field(visit_fields[i + 1].name, arena));
			return;
		}
	desk_focus(desk, "plan");
}
