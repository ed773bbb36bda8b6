/* Wrap-up: how each matter would be logged, its case, its reference and what to tell. */
#include "base/alloc.h"
#include "desk/booking.h"
#include "desk/contact.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/incident.h"
#include "desk/lease.h"
#include "desk/matter.h"
#include "desk/outbox.h"
#include "desk/state.h"
#include "desk/survey.h"

#include <string.h>

static const struct prompt *
first_of(const struct service *service, enum prompt_kind kind)
{
	if (!service || !service->dialogue)
		return NULL;
	for (const struct prompt *prompt = service->dialogue->prompts; prompt;
	     prompt = prompt->next)
		if (prompt->kind == kind)
			return prompt;
	return NULL;
}

/* ---- the proposal ---- */

struct proposing {
	const struct desk *desk;
	const struct hand *hand;
	const struct matter *matter;
	struct arena *arena;
	struct agenda agenda;
	struct proposal *proposal;
};

static struct quoting
quoting_of(const struct proposing *p)
{
	return (struct quoting){p->desk, p->hand, p->matter, p->agenda.service, p->arena};
}

/* In words for people, or for reckoning: then language is null. */
static const char *
filled(const struct proposing *p, const char *text, const char *language)
{
	struct quoting quoting = quoting_of(p);
	struct names names;
	quoting_names(&quoting, &names);
	names.language = language;
	return text ? text_fill(p->arena, text, &names, NULL) : NULL;
}

/* What is told at the end is as fresh as what it quotes. */
static void
judge_promise(const struct proposing *p, const struct prompt *outcome)
{
	struct quoting quoting = quoting_of(p);
	const struct words *told =
	    outcome->kind == PROMPT_SIGNPOST ? &outcome->to : &outcome->promise;
	p->proposal->freshness =
	    freshness_worse(quoting_freshness(&quoting, words_in(told, p->desk->language)),
		quoting_freshness(&quoting, outcome->due));
}

/* Done by somebody who does not work with this CRM: no case, but who it is and how to reach them.
 */
static bool
signpost_outside(struct proposing *p)
{
	const struct responsible *who = &p->agenda.who;
	if (!*responsible_id(who) || who->shares_crm)
		return false;
	const char *contact = responsible_contact(who, p->arena);
	p->proposal->outcome = "signposted";
	p->proposal->signposted = arena_strdup(p->arena, responsible_id(who));
	p->proposal->promise =
	    *contact ? arena_printf(
			   p->arena, _("%s does this there: %s."), responsible_name(who), contact)
		     : arena_printf(p->arena, _("%s does this there."), responsible_name(who));
	return true;
}

/* The queue of the role at who must deliver; where nobody said where, at the council that was rung.
 * Null: no team takes it. */
static const char *
queue_for(struct proposing *p, const char *role)
{
	const struct desk *desk = p->desk;
	const struct responsible *who = &p->agenda.who;
	const char *rung = desk_council(desk);
	if (!desk->partnership)
		return arena_printf(p->arena, "%s.%s", rung ? rung : "", role);
	const struct queue *queue = responsible_queue(&desk->councils, who, role);
	if (!queue && !who->council && rung)
		queue = partnership_queue(&desk->councils, rung, role);
	return queue ? queue->id : NULL;
}

/* The case a referral or call-back opens: queue, promise, due time. When no team can be found to
 * take it, there is no outcome yet. */
static void
propose_case(struct proposing *p, const struct prompt *refer, const char *promise)
{
	const struct desk *desk = p->desk;
	p->proposal->queue = queue_for(p, refer->queue_role);
	if (!p->proposal->queue) {
		p->proposal->outcome = NULL;
		p->proposal->why_not =
		    arena_printf(p->arena, _("%s: say which district it is for."),
			words_in(&p->agenda.service->title, desk->language));
		return;
	}
	p->proposal->promise = promise;
	p->proposal->due_text = filled(p, refer->due, NULL);
	if (!p->proposal->due_text)
		return;
	const struct team *team = queue_team(desk, p->proposal->queue);
	micros from = p->matter->told ? p->matter->told : desk->now;
	from -= from % MICROS_MINUTE;
	struct err err;
	struct calendar calendar =
	    council_calendar(team ? partnership_council(&desk->councils, team->council) : NULL);
	if (due_after(p->proposal->due_text, team ? team->hours : NULL, &calendar, from,
		&p->proposal->due, &err))
		p->proposal->due = 0;
}

static void
propose_quick(struct proposing *p)
{
	const struct matter *matter = p->matter;
	const struct service *service = p->agenda.service;
	p->proposal->outcome = matter->outcome;
	p->proposal->prompt = matter->outcome_prompt;
	bool needs_team =
	    text_same(matter->outcome, "referred") || text_same(matter->outcome, "callback");
	const struct prompt *refer =
	    needs_team ? (matter->outcome_prompt && service && service->dialogue
				 ? dialogue_prompt(service->dialogue, matter->outcome_prompt)
				 : first_of(service, PROMPT_REFER))
		       : NULL;
	if ((needs_team || text_same(matter->outcome, "signposted")) && signpost_outside(p))
		return;
	if (!refer || refer->kind != PROMPT_REFER)
		return;
	propose_case(p, refer,
	    text_same(matter->outcome, "callback")
		? _("We will ring you back.")
		: filled(p, words_in(&refer->promise, p->desk->language), p->desk->language));
	if (!text_same(matter->outcome, "callback"))
		judge_promise(p, refer);
}

static void
propose_walked(struct proposing *p)
{
	const struct outline *outline = &p->agenda.outline;
	const struct prompt *outcome = outline->outcome;
	p->proposal->prompt = outcome->id;
	judge_promise(p, outcome);
	if (outcome->kind == PROMPT_BOOK) {
		p->proposal->why_not = arena_printf(p->arena,
		    _("%s: nothing is booked yet: D shows what is free, or b calls back."),
		    words_in(&p->agenda.service->title, p->desk->language));
	} else if (outcome->kind == PROMPT_RESOLVE) {
		p->proposal->outcome = "resolved";
		p->proposal->promise = outline->promise_text;
	} else if (signpost_outside(p)) {
		return;
	} else if (outcome->kind == PROMPT_SIGNPOST) {
		p->proposal->outcome = "signposted";
		p->proposal->promise = outline->outcome_text;
	} else {
		p->proposal->outcome = "referred";
		propose_case(p, outcome, outline->promise_text);
	}
}

/* Does anybody know whom to ring? */
static bool
can_be_rung(const struct hand *hand)
{
	return hand->work->customer || hand->work->new_customer || hand->work->caller;
}

/* An offer that was accepted and not gone into: the team rings back about it. */
static void
propose_offered(struct proposing *p)
{
	const struct prompt *refer = first_of(p->agenda.service, PROMPT_REFER);
	if (!can_be_rung(p->hand)) {
		p->proposal->why_not =
		    arena_printf(p->arena, _("%s: say who is to be rung back (c), or answer it."),
			words_in(&p->agenda.service->title, p->desk->language));
		return;
	}
	p->proposal->outcome = "callback";
	if (!signpost_outside(p) && refer)
		propose_case(p, refer, _("We will ring you back about it."));
}

/* Nothing counts as booked before the CRM has said so; a wish is decided by the team, who tell. */
static bool
propose_booked(struct proposing *p)
{
	const struct appointment *appointment = booked_of(p->matter);
	const char *title =
	    p->agenda.service ? words_in(&p->agenda.service->title, p->desk->language) : "";
	char until[16];
	if (!appointment)
		return false;
	if (text_same(appointment->state, "held")) {
		london_time(until, sizeof until, appointment->until);
		p->proposal->why_not = arena_printf(p->arena,
		    _("%s: a time is held until %s: say who it is (c), or x in D lets it go."),
		    title, until);
		return true;
	}
	bool wished = text_same(appointment->state, "wished");
	if (!wished && !booked_answered(appointment)) {
		if (p->matter->outcome)
			return false;
		p->proposal->why_not = arena_printf(p->arena,
		    _("%s: the CRM has not said yet whether it is booked; b calls back."), title);
		return true;
	}
	p->proposal->outcome = wished ? "callback" : "booked";
	p->proposal->promise = booked_tell(p->desk, appointment, p->arena);
	return true;
}

/* It is known: no case of its own, but the number of the one that there is. */
static void
propose_joined(struct proposing *p, const struct incident *incident)
{
	const struct prompt *refer = first_of(p->agenda.service, PROMPT_REFER);
	p->proposal->outcome = "referred";
	p->proposal->prompt = refer ? refer->id : NULL;
	p->proposal->joins = incident;
	p->proposal->promise = arena_printf(p->arena,
	    can_be_rung(p->hand)
		? _("We know of it: your reference is %s. We will tell you how it ends.")
		: _("We know of it: your reference is %s."),
	    incident->reference);
}

static void
explain(struct proposing *p)
{
	const struct agenda *agenda = &p->agenda;
	const char *title = agenda->service ? words_in(&agenda->service->title, p->desk->language)
					    : p->matter->service;
	const char *why;
	if (agenda->failed)
		why = agenda->fault.text;
	else if (agenda->open)
		why = arena_printf(p->arena,
		    P_("%zu question is open: answer it, or b calls back",
			"%zu questions are open: answer them, or b calls back", agenda->open),
		    agenda->open);
	else if (agenda->outline.end == WALK_CHOOSE)
		why = _("choose how it ends");
	else
		why = _("it has no outcome yet: answer what is open, or b calls back");
	p->proposal->why_not = arena_printf(p->arena, "%s: %s.", title, why);
}

void
matter_proposal(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    struct arena *arena, struct proposal *proposal)
{
	struct proposing p = {
	    .desk = desk, .hand = hand, .matter = matter, .arena = arena, .proposal = proposal};
	*proposal = (struct proposal){0};
	agenda_of(desk, hand, matter, arena, &p.agenda);
	if (p.agenda.service && p.agenda.service->survey)
		proposal->outcome = "resolved"; /* whoever has had enough has had enough */
	else if (matter->offer_reply && !text_same(matter->offer_reply, "yes"))
		proposal->outcome = "resolved";
	else if (propose_booked(&p))
		return;
	else if (incident_joined(desk, matter))
		propose_joined(&p, incident_joined(desk, matter));
	else if (matter->outcome)
		propose_quick(&p);
	else if (!p.agenda.failed && p.agenda.outline.end == WALK_OUTCOME && !p.agenda.open)
		propose_walked(&p);
	else if (text_same(matter->offer_reply, "yes") && !matter->answers.count &&
		 p.agenda.service)
		propose_offered(&p);
	else
		explain(&p);
}

static bool
is_select(const struct prompt *prompt)
{
	return prompt->type == ANSWER_SELECT_ONE || prompt->type == ANSWER_SELECT_MULTIPLE;
}

static bool
belongs_in_summary(const struct step *step)
{
	return step->prompt->kind == PROMPT_ASK && step->prompt->type != ANSWER_YESNO &&
	       (step->state == STEP_ANSWERED || step->state == STEP_KNOWN) &&
	       !text_blank(step->answer_text);
}

/* What was chosen tells most in a list: it comes before what was written. */
const char *
matter_summary(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    struct arena *arena)
{
	struct agenda agenda;
	struct buf out;
	size_t parts = 0;
	agenda_of(desk, hand, matter, arena, &agenda);
	buf_init(&out, 380);
	buf_puts(&out, agenda.service ? words_in(&agenda.service->title, "en") : matter->service);
	for (int select = 1; select >= 0; select--)
		for (size_t i = 0; i < agenda.outline.count; i++) {
			const struct step *step = &agenda.outline.steps[i];
			if (!belongs_in_summary(step) || is_select(step->prompt) != select)
				continue;
			size_t length = text_fit(step->answer_text, strlen(step->answer_text), 80);
			buf_printf(
			    &out, "%s%.*s", parts++ ? ", " : ": ", (int)length, step->answer_text);
		}
	const char *summary = arena_strdup(arena, out.data);
	buf_release(&out);
	return summary;
}

/* ---- references ---- */

/* What is told with the reference, by when, counts from now on. */
static bool
give_reference(struct desk *desk, struct hand *hand, struct matter *matter)
{
	char reference[REFERENCE_LENGTH + 1];
	if (!matter->reference) {
		if (!reference_take(desk, reference))
			return false;
		matter->reference = arena_strdup(&hand->arena, reference);
		matter->case_id = arena_strdup(&hand->arena, desk_id(desk));
	}
	if (!matter->told)
		matter->told = desk->now;
	contact_keep(desk, hand);
	return true;
}

bool
matter_references(struct desk *desk, struct hand *hand)
{
	LIST_EACH(struct matter, matter, &hand->work->matters)
	{
		struct proposal proposal;
		matter_proposal(desk, hand, matter, &desk->effects.arena, &proposal);
		if (!proposal.outcome || !proposal.queue || (matter->reference && matter->told))
			continue;
		if (!give_reference(desk, hand, matter)) {
			lease_ask(desk);
			desk_say(desk, TONE_ALARM, "%s",
			    _("There is no reference left on this desk: it comes with the line."));
			return false;
		}
	}
	return true;
}

/* ---- the screen ---- */

void
wrap_up_open(struct desk *desk)
{
	struct hand *hand = desk->hand;
	if (!hand)
		return;
	if (preview_is(desk)) {
		desk_say(desk, TONE_PLAIN, "%s", _("The preview ends here: Esc goes back."));
		return;
	}
	matter_note_close(desk);
	matter_references(desk, hand);
	desk_go(desk, SCREEN_WRAP_UP, NULL);
}

/* Back into a matter, to its dialogue or to the service when it has none. How it ends stays until
 * something else is answered or chosen. */
static void
reopen(struct desk *desk, struct matter *matter)
{
	struct hand *hand = desk->hand;
	matter->told = 0;
	if (matter->offer_reply && !text_same(matter->offer_reply, "yes")) {
		LIST_EACH(struct matter, beside, &hand->work->matters)
		{
			if (!text_same(beside->service, matter->offer_of))
				continue;
			beside->focus = arena_printf(&hand->arena, "offer-%s", matter->service);
			matter_front(desk, beside->id);
			return;
		}
	}
	const struct service *service = desk_service(desk, matter->service, desk_council(desk));
	if (service && service->dialogue) {
		matter_front(desk, matter->id);
		return;
	}
	desk_go(desk, SCREEN_SERVICE, matter->service);
}

void
wrap_up_pick(struct desk *desk, const char *item)
{
	if (text_same(item, "finish")) {
		contact_finish(desk);
		return;
	}
	if (text_same(item, "survey")) {
		survey_ask(desk);
		return;
	}
	if (strncmp(item, "note.", 5) == 0) {
		matter_note_close(desk);
		return;
	}
	if (strncmp(item, "matter:", 7) == 0) {
		struct matter *matter = hand_matter_of(desk->hand, item + 7);
		if (matter)
			reopen(desk, matter);
	}
}

/* ---- quick outcomes ---- */

/* The matter a quick outcome is for: on wrap-up the one under the cursor, else the first that
 * cannot be logged yet; in a dialogue its own; on a service one more matter. */
static struct matter *
meant(struct desk *desk)
{
	struct hand *hand = desk->hand;
	switch (desk_screen(desk)) {
	case SCREEN_SERVICE:
	case SCREEN_PLACES: {
		const char *service = arena_strdup(&desk->effects.arena, desk_subject(desk));
		hand = contact_begin(desk);
		LIST_EACH(struct matter, matter, &hand->work->matters)
		if (text_same(matter->service, service) && !matter->offer_reply)
			return matter;
		struct matter *matter = matter_new(desk, hand, service);
		if (matter)
			hand->work->current = (int64_t)hand->work->matters.count - 1;
		return matter;
	}
	case SCREEN_WRAP_UP:
		if (desk->at && strncmp(desk->at, "matter:", 7) == 0 &&
		    hand_matter_of(hand, desk->at + 7))
			return hand_matter_of(hand, desk->at + 7);
		LIST_EACH(struct matter, matter, &hand->work->matters)
		{
			struct proposal proposal;
			matter_proposal(desk, hand, matter, &desk->effects.arena, &proposal);
			if (!proposal.outcome)
				return matter;
		}
		return hand_matter(hand);
	default:
		return hand_matter(hand);
	}
}

void
matter_outcome(struct desk *desk, const char *outcome)
{
	struct matter *matter = meant(desk);
	if (!matter)
		return;
	struct hand *hand = desk->hand;
	const struct service *service = desk_service(desk, matter->service, desk_council(desk));
	const struct prompt *refer = first_of(service, PROMPT_REFER);
	const struct prompt *signpost = first_of(service, PROMPT_SIGNPOST);
	if (text_same(outcome, "referred") && !refer) {
		desk_say(desk, TONE_WARN, "%s",
		    _("This service names no team to refer to: signpost it, or resolve it here."));
		return;
	}
	matter->outcome = arena_strdup(&desk->hand->arena, outcome);
	matter->outcome_prompt = text_same(outcome, "referred")                 ? refer->id
				 : text_same(outcome, "signposted") && signpost ? signpost->id
										: NULL;
	if (matter->outcome_prompt)
		matter->outcome_prompt = arena_strdup(&hand->arena, matter->outcome_prompt);
	contact_keep(desk, hand);
	wrap_up_open(desk);
}
