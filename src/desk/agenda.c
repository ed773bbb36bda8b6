/*
 * A matter walked: the dialogue's outline with what the desk adds to it, the district when the
 * address does not tell it and the wrap-up. Also which council must deliver, and how the matter
 * would be logged as it stands.
 */
#include "base/alloc.h"
#include "desk/state.h"

#include <string.h>

enum { OFFERS_SHOWN = 12 };

/* ---- places and councils ---- */

const struct service *
desk_service(const struct desk *desk, const char *id, const char *council)
{
	return id ? directory_service(desk->directory, id, council) : NULL;
}

static const struct council *
council_of(const struct desk *desk, const char *id)
{
	return desk->partnership && id
		   ? list_find(&desk->partnership->councils, &council_record, id)
		   : NULL;
}

const char *
council_short(const struct desk *desk, const char *id)
{
	const struct council *council = council_of(desk, id);
	return council && council->short_name ? council->short_name : id;
}

bool
council_takes(const struct desk *desk, const char *council, const char *role)
{
	if (!desk->partnership || !council || !role)
		return !desk->partnership;
	LIST_EACH(struct queue, queue, &desk->partnership->queues)
	if (text_same(queue->council, council) && text_same(queue->role, role))
		return true;
	return false;
}

const struct team *
queue_team(const struct desk *desk, const char *queue)
{
	if (!desk->partnership || !queue)
		return NULL;
	const struct queue *entry = list_find(&desk->partnership->queues, &queue_record, queue);
	return entry && entry->team
		   ? list_find(&desk->partnership->teams, &team_record, entry->team)
		   : NULL;
}

const struct answer *
matter_answer(const struct matter *matter, const char *prompt)
{
	LIST_EACH(struct answer, answer, &matter->answers)
	if (text_same(answer->prompt, prompt))
		return answer;
	return NULL;
}

static const struct prompt *
address_prompt(const struct service *service)
{
	if (!service || !service->dialogue)
		return NULL;
	for (const struct prompt *prompt = service->dialogue->prompts; prompt;
	     prompt = prompt->next)
		if (prompt->kind == PROMPT_ASK && prompt->type == ANSWER_ADDRESS &&
		    !dialogue_section(service->dialogue, prompt->section)->repeat)
			return prompt;
	return NULL;
}

/* The district of an address that this contact has already placed. */
static const char *
placed_before(const struct hand *hand, const struct customer *customer, const char *address)
{
	struct arena arena;
	const char *district = NULL;
	arena_init(&arena);
	if (customer)
		LIST_EACH(struct address, known, &customer->addresses)
	if (!district && text_same(address_words(known, &arena), address))
		district = known->district;
	arena_release(&arena);
	if (district || !hand)
		return district;
	LIST_EACH(struct matter, matter, &hand->work->matters)
	{
		const struct answer *place = matter_answer(matter, DISTRICT_PROMPT);
		LIST_EACH(struct answer, answer, &matter->answers)
		if (place && text_same(answer->value, address))
			return place->value;
	}
	return NULL;
}

static bool
fills_from(const struct prompt *prompt, const char *name)
{
	for (const struct name_list *fill = prompt->fill; fill; fill = fill->next)
		if (text_same(fill->name, name))
			return true;
	return false;
}

const char *
matter_district(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    const struct service *service)
{
	const struct customer *customer = hand_customer(hand);
	const struct address *home = customer ? customer_address(customer) : NULL;
	const struct prompt *prompt = address_prompt(service);
	const struct answer *said = matter && prompt ? matter_answer(matter, prompt->id) : NULL;
	const struct answer *asked = matter ? matter_answer(matter, DISTRICT_PROMPT) : NULL;
	if (asked && !text_blank(asked->value))
		return asked->value;
	if (said && !text_blank(said->value))
		return placed_before(hand, customer, said->value);
	if (home && home->district)
		return home->district;
	if (!customer && prompt && fills_from(prompt, "customer.address")) {
		struct arena arena;
		arena_init(&arena);
		struct quoting quoting = {desk, hand, matter, service, &arena};
		struct names names;
		struct value value;
		quoting_names(&quoting, &names);
		const char *district = names.look(names.context, "customer.address", &value)
					   ? placed_before(hand, customer, value.string)
					   : NULL;
		arena_release(&arena);
		return district;
	}
	return NULL;
}

/* Where every council has the service, the caller says which is meant: the answer `council`. */
static const char *
council_said(const struct desk *desk, const struct matter *matter, const struct service *service)
{
	if (!matter || !service || service->provided_by != PROVIDED_BY_ANY)
		return NULL;
	const struct answer *said = matter_answer(matter, "council");
	return said && council_of(desk, said->value) ? said->value : NULL;
}

const char *
matter_responsible(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    const struct service *service, struct arena *arena)
{
	const char *district = matter_district(desk, hand, matter, service);
	const char *as = council_said(desk, matter, service);
	if (!as)
		as = hand && hand->work->as ? hand->work->as : desk_at(desk);
	struct responsible who;
	responsible_for(&desk->councils, service, &(struct whereabouts){.district = district}, as,
	    london_of(hand ? hand->work->began : desk->now).date, &who);
	return arena_strdup(arena, responsible_id(&who));
}

/* The service as the council that must deliver sees it, as soon as that is known. */
static const struct service *
matter_service(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    struct arena *arena)
{
	const struct service *service = desk_service(desk, matter->service, desk_council(desk));
	if (!service)
		return NULL;
	const char *council = matter_responsible(desk, hand, matter, service, arena);
	if (!*council || text_same(council, desk_council(desk)))
		return service;
	const struct service *variant = desk_service(desk, matter->service, council);
	return variant ? variant : service;
}

/* ---- the agenda ---- */

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
		if (already_open(hand, matter, offers[i]->id))
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

/* The district is asked once the address is given and does not tell it, or when there is no
 * address to ask for and a team must be chosen. */
static bool
needs_district(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    const struct agenda *agenda, struct arena *arena)
{
	const struct service *service = agenda->service;
	if (matter_answer(matter, DISTRICT_PROMPT))
		return true;
	if (*matter_responsible(desk, hand, matter, service, arena))
		return false;
	if (wants_team(matter) && !team_is_here(desk, service))
		return true;
	const struct prompt *prompt = address_prompt(service);
	if (!prompt)
		return agenda->outline.end == WALK_OUTCOME &&
		       agenda->outline.outcome->kind == PROMPT_REFER;
	for (size_t i = 0; i < agenda->outline.count; i++) {
		const struct step *step = &agenda->outline.steps[i];
		if (step->written == prompt)
			return step->state == STEP_ANSWERED || step->state == STEP_KNOWN ||
			       (step->state == STEP_NOT_NEEDED &&
				   agenda->outline.end == WALK_OUTCOME &&
				   agenda->outline.outcome->kind == PROMPT_REFER);
	}
	return false;
}

static void
add_district(struct agenda *agenda, const struct matter *matter)
{
	const struct answer *answer = matter_answer(matter, DISTRICT_PROMPT);
	bool open = !answer || text_blank(answer->value);
	agenda->items[agenda->count++] = (struct agenda_item){.kind = AGENDA_DISTRICT,
	    .id = DISTRICT_PROMPT,
	    .state = open ? STEP_OPEN : STEP_ANSWERED,
	    .value = open ? NULL : answer->value,
	    .actionable = true};
	agenda->open += open;
}

static void
fill_items(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    struct agenda *agenda, struct arena *arena)
{
	const struct outline *outline = &agenda->outline;
	bool district = needs_district(desk, hand, matter, agenda, arena);
	const struct prompt *address = address_prompt(agenda->service);
	for (size_t i = 0; i < outline->count; i++) {
		if (outline->steps[i].prompt->kind == PROMPT_OFFER && district) {
			add_district(agenda, matter);
			district = false;
		}
		add_step(agenda, &outline->steps[i]);
		if (district && outline->steps[i].written == address) {
			add_district(agenda, matter);
			district = false;
		}
	}
	if (district)
		add_district(agenda, matter);
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
	*agenda = (struct agenda){.service = matter_service(desk, hand, matter, arena)};
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
		if (walk(dialogue, &env, arena, &agenda->outline, &agenda->fault))
			agenda->failed = true;
		agenda->items =
		    arena_alloc(arena, (agenda->outline.count + 2) * sizeof *agenda->items);
		agenda->open = agenda->outline.open;
		fill_items(desk, hand, matter, agenda, arena);
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
