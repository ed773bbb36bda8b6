/*
 * A matter walked: the dialogue's outline with what the desk adds to it, the questions about the
 * place when the address does not tell who must deliver, and the wrap-up.
 */
#include "base/alloc.h"
#include "desk/customer.h"
#include "desk/incident.h"
#include "desk/matter.h"
#include "desk/state.h"

#include <string.h>

enum { OFFERS_SHOWN = 12 };

/* A service that is already a matter of this contact does not offer itself again. */
static bool
already_open(const struct hand *hand, const struct matter *matter, const char *service)
{
	LIST_EACH(struct matter, other, &hand->work->matters)
	if (!text_same(other->id, matter->id) && text_same(other->service, service) &&
	    !text_same(other->offer_of, matter->service))
		return true;
	return false;
}

static size_t
gather_offers(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    const struct prompt **prompts)
{
	const struct service *offers[OFFERS_SHOWN];
	size_t count = directory_offers(
	    desk->directory, desk_council(desk), matter->service, offers, OFFERS_SHOWN);
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		if (already_open(hand, matter, offers[i]->id) ||
		    (!offer_is_open(desk, hand, offers[i]) &&
			!matter_answer(matter, offers[i]->offer->prompt->id)))
			continue;
		prompts[kept++] = offers[i]->offer->prompt;
	}
	return kept;
}

static struct given *
gather_given(const struct matter *matter, struct arena *arena)
{
	struct given *given = arena_alloc(arena, (matter->answers.count + 1) * sizeof *given);
	for (size_t i = 0; i < matter->answers.count; i++) {
		const struct answer *answer = LIST_AT(struct answer, &matter->answers, i);
		given[i] = (struct given){answer->prompt, answer->value ? answer->value : ""};
	}
	return given;
}

static bool
actionable(const struct outline *outline, const struct step *step)
{
	if (step->state == STEP_NOT_NEEDED || step->state == STEP_BLOCKED)
		return false;
	if (prompt_is_outcome(step->prompt))
		return outline->end == WALK_CHOOSE;
	return step->prompt->kind != PROMPT_SAY && step->prompt->kind != PROMPT_CALCULATE;
}

static void
add_step(struct agenda *agenda, const struct step *step)
{
	agenda->items[agenda->count++] = (struct agenda_item){
	    .kind = step->prompt->kind == PROMPT_OFFER ? AGENDA_OFFER : AGENDA_PROMPT,
	    .id = step->prompt->id,
	    .step = step,
	    .state = step->state,
	    .value = step->answer,
	    .actionable = actionable(&agenda->outline, step)};
}

/* Is it to go to a team without its dialogue: by a quick outcome, or as an offer that was accepted?
 */
static bool
wants_team(const struct matter *matter)
{
	if (matter->outcome)
		return text_same(matter->outcome, "referred") ||
		       text_same(matter->outcome, "callback");
	return text_same(matter->offer_reply, "yes") && !matter->answers.count;
}

static bool
team_is_here(const struct desk *desk, const struct service *service)
{
	for (const struct prompt *prompt = service->dialogue->prompts; prompt;
	     prompt = prompt->next)
		if (prompt->kind == PROMPT_REFER)
			return council_takes(desk, desk_council(desk), prompt->queue_role);
	return true;
}

/* It ends with somebody who must be known: a team, or whoever does it outside. */
static bool
ends_there(const struct agenda *agenda)
{
	return agenda->outline.end == WALK_OUTCOME &&
	       (agenda->outline.outcome->kind == PROMPT_REFER ||
		   agenda->service->provided_by == PROVIDED_BY_PARISH ||
		   agenda->service->provided_by == PROVIDED_BY_BODY);
}

/* Is it time to ask about the place? Once the address is given and does not tell, or when there is
 * no address to ask for and it must be known. */
static bool
is_due(const struct desk *desk, const struct matter *matter, const struct agenda *agenda)
{
	if (wants_team(matter) && !team_is_here(desk, agenda->service))
		return true;
	const struct prompt *prompt = address_prompt(agenda->service);
	if (!prompt)
		return ends_there(agenda);
	for (size_t i = 0; i < agenda->outline.count; i++) {
		const struct step *step = &agenda->outline.steps[i];
		if (step->written == prompt)
			return step->state == STEP_ANSWERED || step->state == STEP_KNOWN ||
			       (step->state == STEP_NOT_NEEDED && ends_there(agenda));
	}
	return false;
}

static void
add_question(struct agenda *agenda, const struct matter *matter, const char *id)
{
	const struct answer *answer = matter_answer(matter, id);
	bool open = !answer || text_blank(answer->value);
	agenda->items[agenda->count++] = (struct agenda_item){.kind = AGENDA_WHERE,
	    .id = id,
	    .state = open ? STEP_OPEN : STEP_ANSWERED,
	    .value = open ? NULL : answer->value,
	    .actionable = true};
	agenda->open += open;
}

/* Those that were answered, and the one that is to be asked now. */
static void
add_questions(const struct desk *desk, const struct matter *matter, struct agenda *agenda)
{
	const char *asks = is_due(desk, matter, agenda) ? where_prompt(agenda->who.asks) : NULL;
	for (size_t i = 0; i < sizeof where_prompts / sizeof *where_prompts; i++)
		if (matter_answer(matter, where_prompts[i]) || text_same(asks, where_prompts[i]))
			add_question(agenda, matter, where_prompts[i]);
}

/* After the place, when others have reported what may be the same there. */
static void
add_incident(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    struct arena *arena, struct agenda *agenda)
{
	struct list about;
	incidents_of(desk, hand, matter, arena, &about);
	if (!about.count)
		return;
	agenda->items[agenda->count++] = (struct agenda_item){.kind = AGENDA_INCIDENT,
	    .id = INCIDENT_ITEM,
	    .state = matter->joins ? STEP_ANSWERED : STEP_OPEN,
	    .value = matter->joins,
	    .actionable = true};
}

static void
fill_items(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    struct arena *arena, struct agenda *agenda)
{
	const struct outline *outline = &agenda->outline;
	const struct prompt *address = address_prompt(agenda->service);
	bool placed = false;
	for (size_t i = 0; i < outline->count; i++) {
		if (outline->steps[i].prompt->kind == PROMPT_OFFER && !placed) {
			add_questions(desk, matter, agenda);
			add_incident(desk, hand, matter, arena, agenda);
			placed = true;
		}
		add_step(agenda, &outline->steps[i]);
		if (!placed && outline->steps[i].written == address) {
			add_questions(desk, matter, agenda);
			add_incident(desk, hand, matter, arena, agenda);
			placed = true;
		}
	}
	if (!placed)
		add_questions(desk, matter, agenda);
}

const char *
service_missing(const struct desk *desk)
{
	return directory_count(desk->directory) ? _("This service is no longer in the directory.")
						: _("The directory has not come yet.");
}

void
agenda_of(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    struct arena *arena, struct agenda *agenda)
{
	*agenda = (struct agenda){0};
	agenda->service = matter_service(desk, hand, matter, arena, &agenda->who);
	const struct dialogue *dialogue = agenda->service ? agenda->service->dialogue : NULL;
	if (!dialogue) {
		agenda->failed = true;
		err_set(&agenda->fault, "%s",
		    agenda->service ? _("This service has no dialogue.") : service_missing(desk));
		agenda->items = arena_alloc(arena, sizeof *agenda->items);
	} else {
		const struct prompt *offers[OFFERS_SHOWN];
		struct quoting quoting = {desk, hand, matter, agenda->service, arena};
		struct walk_env env = {.given = gather_given(matter, arena),
		    .given_count = matter->answers.count,
		    .language = desk->language,
		    .chosen = matter->chosen,
		    .offers = offers,
		    .offer_count = gather_offers(desk, hand, matter, offers)};
		quoting_names(&quoting, &env.facts);
		env.other = customer_speaks(desk, hand);
		if (env.other)
			quoting_names_in(&quoting, env.other, &env.other_facts);
		if (walk(dialogue, &env, arena, &agenda->outline, &agenda->fault))
			agenda->failed = true;
		agenda->items =
		    arena_alloc(arena, (agenda->outline.count + 5) * sizeof *agenda->items);
		agenda->open = agenda->outline.open;
		fill_items(desk, hand, matter, arena, agenda);
		if (incident_joined(desk, matter)) /* what is known of it need not be asked */
			agenda->open = 0;
	}
	agenda->items[agenda->count++] = (struct agenda_item){
	    .kind = AGENDA_WRAP_UP, .id = "wrap-up", .state = STEP_OPEN, .actionable = true};
}

const struct agenda_item *
agenda_item(const struct agenda *agenda, const char *id)
{
	for (size_t i = 0; i < agenda->count; i++)
		if (text_same(agenda->items[i].id, id))
			return &agenda->items[i];
	return NULL;
}

static bool
to_do(const struct agenda_item *item)
{
	return item->state == STEP_OPEN && item->actionable && item->kind != AGENDA_WRAP_UP;
}

/* It belongs to an incident: the rest may be asked, and need not be. */
static bool
joins(const struct agenda *agenda)
{
	const struct agenda_item *item = agenda_item(agenda, INCIDENT_ITEM);
	return item && item->value && !text_same(item->value, JOINS_NONE);
}

const char *
agenda_next_open(const struct agenda *agenda, const char *id)
{
	size_t start = 0;
	for (size_t i = 0; i < agenda->count; i++) {
		const struct agenda_item *item = &agenda->items[i];
		if (to_do(item) && item->step && item->step->prompt->urgent)
			return item->id;
		if (text_same(item->id, id))
			start = i + 1;
	}
	if (joins(agenda))
		return "wrap-up";
	for (size_t i = start; i < agenda->count; i++)
		if (to_do(&agenda->items[i]) && agenda->items[i].kind != AGENDA_OFFER)
			return agenda->items[i].id;
	for (size_t i = 0; i < agenda->count; i++)
		if (to_do(&agenda->items[i]) && agenda->items[i].kind != AGENDA_OFFER)
			return agenda->items[i].id;
	for (size_t i = 0; i < agenda->count; i++)
		if (to_do(&agenda->items[i]))
			return agenda->items[i].id;
	return "wrap-up";
}
