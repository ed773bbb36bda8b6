/*
 * Where a matter is about, and who must deliver there: what the address, the customer's home and
 * earlier answers of the contact tell, asked of directory/responsible.h.
 */
#include "base/alloc.h"
#include "desk/contact.h"
#include "desk/customer.h"
#include "desk/matter.h"
#include "desk/state.h"

#include <string.h>

/* ---- councils, bodies, teams ---- */

const struct service *
desk_service(const struct desk *desk, const char *id, const char *council)
{
	if (preview_is(desk) && text_same(id, desk->preview.service))
		return preview_service(desk, council);
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
	const struct body *body = council ? NULL : partnership_body(&desk->councils, id);
	return council && council->short_name ? council->short_name : body ? body->name : id;
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

const struct prompt *
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

/* ---- where it is ---- */

const char *const where_prompts[WHERE_PROMPTS] = {DISTRICT_PROMPT, PARISH_PROMPT, BODY_PROMPT};

const char *
where_prompt(enum who_question question)
{
	return question == WHO_SETTLED ? NULL : where_prompts[question - WHO_ASK_DISTRICT];
}

/* What is known of an address that this contact has already placed. */
static void
placed_before(const struct hand *hand, const char *text, struct whereabouts *out)
{
	const struct customer *customer = hand_customer(hand);
	struct arena arena;
	arena_init(&arena);
	if (customer)
		LIST_EACH(struct address, known, &customer->addresses)
	if (!out->district && text_same(address_words(known, &arena), text))
		out->district = known->district;
	arena_release(&arena);
	if (!hand)
		return;
	LIST_EACH(struct matter, matter, &hand->work->matters)
	{
		const struct answer *district = matter_answer(matter, DISTRICT_PROMPT);
		const struct answer *parish = matter_answer(matter, PARISH_PROMPT);
		LIST_EACH(struct answer, answer, &matter->answers)
		{
			if (!text_same(answer->value, text))
				continue;
			if (!out->district && district)
				out->district = district->value;
			if (!out->parish && parish)
				out->parish = parish->value;
		}
	}
}

/* An address in one line: what was known of it, and the postcode in it. */
static void
place_address(
    const struct hand *hand, const char *text, struct arena *arena, struct whereabouts *out)
{
	char postcode[9];
	placed_before(hand, text, out);
	if (postcode_find(text, postcode))
		out->postcode = arena_strdup(arena, postcode);
}

static bool
fills_from(const struct prompt *prompt, const char *name)
{
	for (const struct name_list *fill = prompt->fill; fill; fill = fill->next)
		if (text_same(fill->name, name))
			return true;
	return false;
}

static const char *
said_of(const struct matter *matter, const char *prompt)
{
	const struct answer *answer = matter ? matter_answer(matter, prompt) : NULL;
	return answer && !text_blank(answer->value) ? answer->value : NULL;
}

void
matter_where(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    const struct service *service, struct arena *arena, struct whereabouts *out)
{
	const struct customer *customer = hand_customer(hand);
	const struct address *home = customer ? customer_address(customer) : NULL;
	const struct prompt *prompt = address_prompt(service);
	const char *address = prompt ? said_of(matter, prompt->id) : NULL;
	*out = (struct whereabouts){.district = said_of(matter, DISTRICT_PROMPT),
	    .parish = said_of(matter, PARISH_PROMPT),
	    .body = said_of(matter, BODY_PROMPT)};
	if (address) {
		place_address(hand, address, arena, out);
		out->within = matter->within;
	} else if (home) {
		if (!out->district)
			out->district = home->district;
		out->postcode = home->postcode;
	} else if (!customer && prompt && fills_from(prompt, "customer.address")) {
		struct quoting quoting = {desk, hand, matter, service, arena};
		struct names names;
		struct value value;
		quoting_names(&quoting, &names);
		if (names.look(names.context, "customer.address", &value))
			place_address(hand, value.string, arena, out);
	}
}

const char *
matter_district(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    const struct service *service, struct arena *arena)
{
	struct whereabouts where;
	matter_where(desk, hand, matter, service, arena, &where);
	return where.district;
}

/* ---- who must deliver ---- */

/* Where every council has the service, the caller says which is meant: the answer `council`. */
static const char *
council_said(const struct desk *desk, const struct matter *matter, const struct service *service)
{
	if (!matter || !service || service->provided_by != PROVIDED_BY_ANY)
		return NULL;
	const struct answer *said = matter_answer(matter, "council");
	return said && council_of(desk, said->value) ? said->value : NULL;
}

struct date
desk_day(const struct desk *desk, const struct hand *hand)
{
	return london_of(hand ? hand->work->began : desk->now).date;
}

void
matter_who(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    const struct service *service, struct arena *arena, struct responsible *out)
{
	struct whereabouts where;
	const char *as = council_said(desk, matter, service);
	if (!as)
		as = hand && hand->work->as ? hand->work->as : desk_at(desk);
	matter_where(desk, hand, matter, service, arena, &where);
	responsible_for(&desk->councils, service, &where, as, desk_day(desk, hand), out);
	/* What the partnership has not taken over for this way of coming, its council does itself.
	 * What came by e-mail or a form and is here all the same is answered here. */
	enum mechanism came = matrix_channel(hand ? hand->work->channel : contact_channel(desk));
	if ((came == MECHANISM_TELEPHONE || came == MECHANISM_OUTREACH) &&
	    !responsible_serves(out, service, came, desk_day(desk, hand)))
		out->shares_crm = false;
}

void
matter_candidates(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    const struct service *service, const char *prompt, struct arena *arena, struct responsible *out)
{
	struct service asked = *service;
	struct whereabouts where;
	matter_where(desk, hand, matter, service, arena, &where);
	if (text_same(prompt, DISTRICT_PROMPT)) {
		asked.provided_by = PROVIDED_BY_DISTRICT;
		where.district = where.parish = NULL;
	} else if (text_same(prompt, PARISH_PROMPT)) {
		where.parish = NULL;
	} else {
		where.body = NULL;
	}
	responsible_for(&desk->councils, &asked, &where, NULL, desk_day(desk, hand), out);
	if (!out->candidates && out->council)
		out->councils[out->candidates++] = out->council;
	if (!out->candidates && out->body)
		out->bodies[out->candidates++] = out->body;
}

const char *
matter_responsible(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    const struct service *service, struct arena *arena)
{
	struct responsible who;
	matter_who(desk, hand, matter, service, arena, &who);
	return arena_strdup(arena, responsible_id(&who));
}

/* The variant of who must deliver, as soon as that is known; of a council that took over from
 * another one and says nothing of its own, that one's. */
const struct service *
service_there(const struct desk *desk, const char *id, const struct responsible *who)
{
	const char *there = responsible_id(who);
	const struct service *service = desk_service(desk, id, *there ? there : desk_council(desk));
	if (!service || service->varied || !who->was)
		return service;
	const struct service *before = desk_service(desk, id, who->was->id);
	return before && before->varied ? before : service;
}

const struct service *
matter_service(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    struct arena *arena, struct responsible *who)
{
	const struct service *service = desk_service(desk, matter->service, desk_council(desk));
	if (!service)
		return NULL;
	matter_who(desk, hand, matter, service, arena, who);
	return service_there(desk, matter->service, who);
}

const struct service *
service_here(const struct desk *desk, const char *id, struct arena *arena, struct responsible *who)
{
	const struct service *service = desk_service(desk, id, desk_council(desk));
	const struct matter *matter = NULL;
	*who = (struct responsible){0};
	if (!service)
		return NULL;
	if (desk->hand)
		LIST_EACH(struct matter, one, &desk->hand->work->matters)
	if (text_same(one->service, id))
		matter = one;
	matter_who(desk, desk->hand, matter, service, arena, who);
	return service_there(desk, id, who);
}
