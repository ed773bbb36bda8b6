/* What of a contact goes to the CRM: all of it is one request, made anew with every step. */
#include "desk/behalf.h"
#include "desk/contact.h"
#include "desk/counter.h"
#include "desk/customer.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/incident.h"
#include "desk/matter.h"
#include "desk/outbox.h"
#include "desk/state.h"
#include "desk/survey.h"
#include "directory/survey.h"

#include <string.h>

/* What was answered, what was known and not asked, and what was worked out of it: whoever takes the
 * case needs all. What no longer applies stays at the desk. An answer to an offer is told by the
 * enquiry of the offered service. */
static void
build_answers(
    struct desk *desk, struct hand *hand, const struct matter *matter, struct enquiry *enquiry)
{
	struct arena *arena = &desk->effects.arena;
	struct agenda agenda;
	agenda_of(desk, hand, matter, arena, &agenda);
	LIST_EACH(struct answer, answer, &matter->answers)
	{
		const struct agenda_item *item = agenda_item(&agenda, answer->prompt);
		if (!answer->value || strncmp(answer->prompt, "offer-", 6) == 0 ||
		    (item && item->state == STEP_KEPT))
			continue;
		*(struct answer *)list_add(arena, &enquiry->answers, &answer_record) = *answer;
	}
	for (size_t i = 0; i < agenda.count; i++) {
		const struct agenda_item *item = &agenda.items[i];
		bool calculated = item->step && item->step->prompt->kind == PROMPT_CALCULATE;
		if (text_blank(item->value) ||
		    (calculated ? item->state != STEP_ANSWERED : item->state != STEP_KNOWN))
			continue;
		*(struct answer *)list_add(arena, &enquiry->answers, &answer_record) =
		    (struct answer){.prompt = item->id,
			.value = item->value,
			.source = calculated ? "calculated" : "known",
			.at = desk->now,
			.version = matter->version};
	}
}

static bool
says(const struct enquiry *enquiry, const char *prompt)
{
	LIST_EACH(const struct answer, answer, &enquiry->answers)
	if (text_same(answer->prompt, prompt))
		return true;
	return false;
}

/* What this contact knew of the address from another matter of it: the CRM verifies by it. */
static void
add_place(
    struct desk *desk, struct hand *hand, const struct matter *matter, struct enquiry *enquiry)
{
	struct arena *arena = &desk->effects.arena;
	struct whereabouts where;
	const struct service *service = desk_service(desk, matter->service, desk_council(desk));
	const struct prompt *prompt = address_prompt(service);
	if (!prompt || !says(enquiry, prompt->id))
		return;
	matter_where(desk, hand, matter, service, arena, &where);
	const char *known[WHERE_PROMPTS] = {where.district, where.parish, where.body};
	for (size_t i = 0; i < WHERE_PROMPTS; i++)
		if (known[i] && !says(enquiry, where_prompts[i]))
			*(struct answer *)list_add(arena, &enquiry->answers, &answer_record) =
			    (struct answer){.prompt = where_prompts[i],
				.value = known[i],
				.source = "known",
				.at = desk->now,
				.version = matter->version};
}

const char *
matter_council(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    struct arena *arena)
{
	struct responsible who;
	const struct service *service = desk_service(desk, matter->service, desk_council(desk));
	if (!service)
		return matter->responsible;
	matter_who(desk, hand, matter, service, arena, &who);
	if (who.council || who.body)
		return who.council ? who.council->id : NULL;
	const struct council *rung =
	    council_on(&desk->councils, hand->work->as, desk_day(desk, hand));
	return rung && !text_same(rung->tier, "county") ? rung->id : NULL;
}

/* What a survey keeps apart goes by itself (survey.c). */
static bool
keeps_apart(const struct desk *desk, const struct matter *matter)
{
	const struct service *service = desk_service(desk, matter->service, desk_council(desk));
	return service && service->survey && service->survey->apart;
}

static void
build_enquiry(
    struct desk *desk, struct hand *hand, const struct matter *matter, struct contact *contact)
{
	struct arena *arena = &desk->effects.arena;
	struct proposal proposal;
	matter_proposal(desk, hand, matter, arena, &proposal);
	if (!proposal.outcome)
		return;
	struct enquiry *enquiry = list_add(arena, &contact->enquiries, &enquiry_record);
	enquiry->id = matter->id;
	enquiry->service = matter->service;
	enquiry->responsible = matter_council(desk, hand, matter, arena);
	enquiry->signposted = proposal.signposted;
	enquiry->outcome = proposal.outcome;
	enquiry->outcome_prompt = proposal.prompt;
	enquiry->offer = matter->offer_of;
	enquiry->offer_reply = matter->offer_reply;
	enquiry->note = arena_strdup(arena, note_text(desk, matter->id, matter->note));
	enquiry->found_by = matter->found_by;
	enquiry->version = matter->version;
	enquiry->began = matter->began;
	enquiry->surveys = matter->surveys;
	if (!keeps_apart(desk, matter))
		build_answers(desk, hand, matter, enquiry);
	add_place(desk, hand, matter, enquiry);
	if (proposal.joins)
		enquiry->joins = arena_strdup(arena, proposal.joins->id);
	incident_logged(desk, hand, matter, &proposal);
	if (!proposal.queue || !matter->reference)
		return;
	struct case_open *opens = arena_alloc(arena, sizeof *opens);
	opens->id = matter->case_id;
	opens->reference = matter->reference;
	opens->queue = proposal.queue;
	opens->promise = proposal.promise;
	opens->due = proposal.due;
	opens->summary = matter_summary(desk, hand, matter, arena);
	enquiry->opens = opens;
}

/* Of two copies of a desk that go on with one contact, no two steps have the same number. */
int64_t
contact_step_above(const struct desk *desk, int64_t step)
{
	enum { UNIT = 1000000 };
	uint32_t chance;
	desk->ids->fill(desk->ids->context, &chance, sizeof chance);
	return (step / UNIT + 1) * UNIT + chance % UNIT;
}

struct contact *
contact_step(struct desk *desk, struct hand *hand)
{
	struct arena *arena = &desk->effects.arena;
	struct work *work = hand->work;
	struct contact *contact = record_new(arena, &contact_record);
	contact->id = work->id;
	contact->after = work->after ? work->after : CONTACT_FIRST;
	contact->step = work->after = work->step = contact_step_above(desk, work->step);
	contact->customer = work->customer;
	contact->at = desk_at(desk);
	contact->as = work->as ? work->as : contact->at;
	contact->desk = desk->session ? desk->session->desk : desk->id;
	contact->channel = work->channel;
	contact->direction = work->direction;
	contact->caller = work->caller;
	contact->venue = venue_today(desk) ? arena_strdup(arena, venue_today(desk)->id) : NULL;
	contact->mail = work->mail;
	behalf_send(desk, hand, contact);
	contact->note = arena_strdup(arena, note_text(desk, work->id, work->note));
	contact->began = work->began;
	contact->ended = work->ended;
	contact->new_customer = work->new_customer;
	contact->change = work->change;
	if (work->ended) {
		contact->asked = survey_asking(desk, hand);
		LIST_EACH(struct matter, matter, &work->matters)
		build_enquiry(desk, hand, matter, contact);
	}
	return contact;
}

void
contact_send(struct desk *desk, struct hand *hand)
{
	struct arena *arena = &desk->effects.arena;
	struct work *work = hand->work;
	struct contact *contact = contact_step(desk, hand);
	const char *who = customer_line(desk, hand, arena);
	outbox_put(desk, ROUTE_PUT_CONTACT, work->id, NULL, contact,
	    who ? who : _("Contact without a name"));
}

void
contact_sent(struct desk *desk, const char *id, bool last)
{
	struct hand *hand = hand_find(desk, id);
	if (!hand)
		return;
	struct work *work = hand->work;
	if (last && work->ended) {
		desk_drop(desk, &work_record, work->id);
		hand_remove(desk, hand);
		return;
	}
	if (last && work->new_customer) {
		work->known = work->new_customer;
		work->new_customer = NULL;
		customer_is_new(hand);
		contact_keep(desk, hand);
	}
}
