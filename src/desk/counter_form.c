/* Reception's form: who it is in a word or by the contact in hand, what for, what they need, and
 * why they go first, if they do. */
#include "base/alloc.h"
#include "desk/contact.h"
#include "desk/counter.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/learnt.h"
#include "desk/matter.h"
#include "desk/outbox.h"

#include <string.h>

const struct person_field arrival_fields[] = {
    {"arrival.word", N_("Who"), 80},
    {"arrival.service", N_("Service"), 80},
    {"arrival.needs", N_("Needs"), 120},
    {"arrival.priority", N_("First because"), 120},
    {"arrival.note", N_("Note"), 400},
};
const size_t arrival_field_count = sizeof arrival_fields / sizeof *arrival_fields;

/* The customer of the contact in hand comes with it. */
static const struct work *
known(const struct desk *desk)
{
	const struct work *work = desk->hand ? desk->hand->work : NULL;
	return work && work->customer && !work->new_customer ? work : NULL;
}

static const char *
service_in_hand(const struct desk *desk)
{
	const struct matter *matter = hand_matter(desk->hand);
	return matter && matter_is_shown(matter) ? matter->service : NULL;
}

const char *
arrival_value(const struct desk *desk, const char *field)
{
	const char *typed = typed_text(desk, field);
	if (typed)
		return typed;
	if (text_same(field, "arrival.word") && known(desk))
		return known(desk)->label ? known(desk)->label : "";
	if (text_same(field, "arrival.note") && desk->hand) {
		const char *note = note_text(desk, desk->hand->work->id, desk->hand->work->note);
		return note ? note : "";
	}
	return "";
}

const char *
arrival_service(const struct desk *desk)
{
	struct service_hit hit;
	const char *typed = typed_text(desk, "arrival.service");
	struct search_leaning leaning = learnt_leaning(desk);
	if (text_blank(typed))
		return typed ? NULL : service_in_hand(desk);
	return directory_search(desk->directory, typed, &leaning, &hit, 1) ? hit.service : NULL;
}

/* "Signer, step free": signer,step-free */
static const char *
needs_of(struct desk *desk, const char *typed)
{
	struct arena *arena = &desk->effects.arena;
	struct buf out;
	const char *rest = typed, *word;
	buf_init(&out, 120);
	for (size_t length; (length = list_word(&rest, &word)) > 0;) {
		buf_puts(&out, out.length ? "," : "");
		for (size_t i = 0; i < length; i++) {
			char c = word[i];
			buf_putc(&out, c == ' ' ? '-' : c >= 'A' && c <= 'Z' ? (char)(c + 32) : c);
		}
	}
	const char *text = out.length ? arena_strdup(arena, out.data) : NULL;
	buf_release(&out);
	return text;
}

static const char *
trimmed(struct desk *desk, const char *field)
{
	char *text = text_trim(arena_strdup(&desk->effects.arena, arrival_value(desk, field)));
	return *text ? text : NULL;
}

/* On the list at once; its ticket comes with the CRM's answer. */
static void
show(struct desk *desk, const struct arrival *arrival)
{
	struct counter *counter = &desk->counter;
	if (!counter->page) {
		counter->page = record_new(&counter->arena, &arrival_page_record);
		counter->page->site = arena_strdup(&counter->arena, arrival->site);
	}
	record_copy_into(&counter->arena, &arrival_record,
	    list_add(&counter->arena, &counter->page->items, &arrival_record), arrival);
	counter->page->waiting++;
}

/* What reception had begun goes with them: an empty contact is not left behind. */
static void
let_go(struct desk *desk)
{
	struct hand *hand = desk->hand;
	if (!hand || hand->work->step > 0 || hand->work->new_customer)
		return;
	LIST_EACH(struct matter, matter, &hand->work->matters)
	if (matter->answers.count)
		return;
	contact_vanish(desk);
}

void
arrival_save(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	const struct work *work = known(desk);
	struct arrival *arrival = arena_alloc(arena, sizeof *arrival);
	const char *service = arrival_service(desk);
	if (!service && !text_blank(typed_text(desk, "arrival.service"))) {
		desk_say(desk, TONE_WARN, "%s",
		    _("There is no such service. Leave it empty when it is not known."));
		desk_focus(desk, "arrival.service");
		return;
	}
	*arrival = (struct arrival){.id = desk_id(desk),
	    .site = arena_strdup(arena, desk->session->site),
	    .customer = work ? arena_strdup(arena, work->customer) : NULL,
	    .word = work ? NULL : trimmed(desk, "arrival.word"),
	    .service = arena_strdup(arena, service),
	    .note = trimmed(desk, "arrival.note"),
	    .needs = needs_of(desk, arrival_value(desk, "arrival.needs")),
	    .priority = trimmed(desk, "arrival.priority"),
	    .contact = desk_id(desk),
	    .since = desk->now};
	if (!work && !arrival->word) {
		desk_say(desk, TONE_WARN, "%s", _("Say who it is, in a word: red coat."));
		desk_focus(desk, "arrival.word");
		return;
	}
	const char *who = work ? arena_strdup(arena, work->label) : arrival->word;
	outbox_put(desk, ROUTE_PUT_ARRIVAL, arrival->id, NULL, arrival,
	    arena_printf(arena, _("At reception: %s"), who ? who : ""));
	typed_drop_under(desk, "arrival.");
	arrival->state = "waiting";
	arrival->name = work ? who : NULL;
	let_go(desk);
	show(desk, arrival);
	desk_go(desk, SCREEN_WAITING, NULL);
	desk_say(desk, TONE_GOOD, _("On the list: %s."), who ? who : "");
}

void
arrival_pick(struct desk *desk, const char *item)
{
	for (size_t i = 0; i + 1 < arrival_field_count; i++)
		if (text_same(arrival_fields[i].field, item)) {
			desk_focus(desk, arrival_fields[i + 1].field);
			return;
		}
	arrival_save(desk); /* "save", or Enter on the last field */
}
