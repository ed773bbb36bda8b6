/*
 * Contacts in hand: begun, parked, resumed, finished. A contact is one encounter; all of it is one
 * record in the journal and one request to the CRM. What is finished stays here until the CRM has
 * it, so that a refusal can be mended.
 */
#include "base/alloc.h"
#include "desk/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COMPACT_FROM = 256 * 1024 };

/* ---- the list ---- */

static struct hand *
hand_new(const struct work *work)
{
	struct hand *hand = xcalloc(1, sizeof *hand);
	arena_init(&hand->arena);
	arena_init(&hand->page_arena);
	hand->work = work ? record_copy(&hand->arena, &work_record, work)
			  : record_new(&hand->arena, &work_record);
	return hand;
}

static void
begin(struct desk *desk, struct hand *hand)
{
	struct work *work = hand->work;
	work->id = arena_strdup(&hand->arena, desk_id(desk));
	work->channel = arena_strdup(&hand->arena, contact_channel(desk));
	work->as = arena_strdup(&hand->arena, desk_council(desk));
	work->began = desk->now;
	work->open = true;
}

struct hand *
hand_apart(struct desk *desk)
{
	struct hand *hand = hand_new(NULL);
	begin(desk, hand);
	return hand;
}

struct hand *
hand_add(struct desk *desk, const struct work *work)
{
	struct hand *hand = hand_new(work);
	desk->hands =
	    grow(desk->hands, &desk->hand_capacity, desk->hand_count, sizeof *desk->hands);
	desk->hands[desk->hand_count++] = hand;
	return hand;
}

/* As they began; a restart finds the same order. */
static int
by_begin(const void *a, const void *b)
{
	const struct work *x = (*(struct hand *const *)a)->work,
			  *y = (*(struct hand *const *)b)->work;
	return x->began != y->began ? (x->began > y->began ? 1 : -1) : strcmp(x->id, y->id);
}

void
hands_sort(struct desk *desk)
{
	if (desk->hand_count)
		qsort(desk->hands, desk->hand_count, sizeof *desk->hands, by_begin);
}

static void
undo_clear(struct undo *undo)
{
	free(undo->prompt);
	free(undo->value);
	free(undo->source);
	free(undo->focus);
}

void
hand_free(struct hand *hand)
{
	for (size_t i = 0; i < hand->undo_count; i++)
		undo_clear(&hand->undo[i]);
	free(hand->undo);
	arena_release(&hand->arena);
	arena_release(&hand->page_arena);
	free(hand);
}

void
hand_remove(struct desk *desk, struct hand *hand)
{
	if (desk->hand == hand)
		desk->hand = NULL;
	for (size_t i = 0; i < desk->hand_count; i++) {
		if (desk->hands[i] != hand)
			continue;
		memmove(&desk->hands[i], &desk->hands[i + 1],
		    (desk->hand_count - i - 1) * sizeof *desk->hands);
		desk->hand_count--;
		break;
	}
	hand_free(hand);
}

void
hands_compact(struct desk *desk)
{
	for (size_t i = 0; i < desk->hand_count; i++) {
		struct hand *hand = desk->hands[i];
		if (hand->arena.used < COMPACT_FROM)
			continue;
		struct arena arena;
		arena_init(&arena);
		hand->work = record_copy(&arena, &work_record, hand->work);
		arena_release(&hand->arena);
		hand->arena = arena;
	}
}

struct hand *
hand_find(const struct desk *desk, const char *id)
{
	for (size_t i = 0; i < desk->hand_count; i++)
		if (text_same(desk->hands[i]->work->id, id))
			return desk->hands[i];
	return NULL;
}

struct matter *
hand_matter(const struct hand *hand)
{
	if (!hand || hand->work->current < 0 ||
	    (size_t)hand->work->current >= hand->work->matters.count)
		return NULL;
	return LIST_AT(struct matter, &hand->work->matters, hand->work->current);
}

struct matter *
hand_matter_of(const struct hand *hand, const char *id)
{
	return hand ? list_find(&hand->work->matters, &matter_record, id) : NULL;
}

const struct customer *
hand_customer(const struct hand *hand)
{
	if (!hand)
		return NULL;
	return hand->work->new_customer ? hand->work->new_customer : hand->work->known;
}

/* ---- whose desk, which channel ---- */

const char *
desk_at(const struct desk *desk)
{
	if (desk->partnership) {
		const struct desk_record *record =
		    list_find(&desk->partnership->desks, &desk_record_record, desk->id);
		if (record && record->council)
			return record->council;
	}
	return desk->session ? desk->session->council : NULL;
}

/* The council of this desk, or that which took over from it. */
static const char *
answers_as(const struct desk *desk)
{
	const struct council *now =
	    council_on(&desk->councils, desk_at(desk), london_of(desk->now).date);
	return now ? now->id : desk_at(desk);
}

const char *
desk_council(const struct desk *desk)
{
	if (desk->hand && desk->hand->work->as)
		return desk->hand->work->as;
	return answers_as(desk);
}

const char *
contact_channel(const struct desk *desk)
{
	const char *kind = desk->session ? desk->session->desk_kind : NULL;
	if (text_same(kind, "counter") || text_same(kind, "gateway"))
		return kind;
	return "phone"; /* a phone desk; training plays telephone calls */
}

const char *
desk_greeting(const struct desk *desk)
{
	const struct council *council = partnership_council(&desk->councils, desk_council(desk));
	return council ? council->greeting : desk->session ? desk->session->greeting : NULL;
}

void
contact_as(struct desk *desk, const char *name)
{
	const struct council *council = council_rung(desk, name);
	if (!council) {
		desk_say(desk, TONE_WARN, _("There is no council \"%s\" to answer for."),
		    name ? name : "");
		return;
	}
	struct hand *hand = contact_begin(desk);
	hand->work->as = arena_strdup(&hand->arena, council->id);
	contact_keep(desk, hand);
	desk_say(desk, TONE_PLAIN, _("Answered as %s."), council->name);
}

/* ---- life ---- */

struct hand *
contact_begin(struct desk *desk)
{
	if (desk->hand)
		return desk->hand;
	struct hand *hand = hand_add(desk, NULL);
	typed_drop(desk, PLACES_NEAR); /* of whoever it was before */
	begin(desk, hand);
	hands_sort(desk);
	desk->hand = hand;
	contact_keep(desk, hand);
	return hand;
}

void
contact_keep(struct desk *desk, struct hand *hand)
{
	if (hand != desk->preview.hand)
		desk_keep(desk, &work_record, hand->work->id, hand->work);
}

const char *
note_text(const struct desk *desk, const char *id, const char *stored)
{
	char field[ID_LENGTH + 8] = "note.";
	strncat(field, id, ID_LENGTH);
	const char *typed = typed_text(desk, field);
	const char *text = typed ? typed : stored;
	return text_blank(text) ? NULL : text;
}

bool
contact_has_content(const struct desk *desk, const struct hand *hand)
{
	const struct work *work = hand->work;
	return work->matters.count || work->new_customer ||
	       note_text(desk, work->id, work->note) != NULL;
}

static void
drop_typed(struct desk *desk, const struct hand *hand)
{
	char prefix[ID_LENGTH + 16];
	snprintf(prefix, sizeof prefix, "note.%s", hand->work->id);
	typed_drop(desk, prefix);
	typed_drop(desk, PLACES_NEAR);
	LIST_EACH(struct matter, matter, &hand->work->matters)
	{
		snprintf(prefix, sizeof prefix, "note.%s", matter->id);
		typed_drop(desk, prefix);
		snprintf(prefix, sizeof prefix, "answer.%s.", matter->id);
		typed_drop_under(desk, prefix);
	}
}

/* Off the desk, but here until the CRM has acknowledged it. */
static void
end(struct desk *desk, struct hand *hand)
{
	hand->work->ended = desk->now;
	hand->work->open = false;
	hand->work->parked = 0;
	contact_send(desk, hand);
	drop_typed(desk, hand);
	contact_keep(desk, hand);
	if (desk->hand == hand)
		desk->hand = NULL;
}

void
contact_vanish(struct desk *desk)
{
	struct hand *hand = desk->hand;
	if (!hand)
		return;
	if (hand->work->step > 0) {
		end(desk, hand);
		return;
	}
	drop_typed(desk, hand);
	desk_drop(desk, &work_record, hand->work->id);
	hand_remove(desk, hand);
}

/* Makes room in front: what has content is parked, what has none vanishes. */
static void
put_aside(struct desk *desk)
{
	struct hand *hand = desk->hand;
	if (!hand)
		return;
	if (!contact_has_content(desk, hand) && !hand->work->customer) {
		contact_vanish(desk);
		return;
	}
	hand->work->parked = desk->now;
	hand->work->open = false;
	contact_keep(desk, hand);
	desk->hand = NULL;
}

void
contact_park(struct desk *desk)
{
	put_aside(desk);
	typed_drop_under(desk, "person.");
	find_clear(desk, FIND_ANY);
	desk_home(desk);
}

static void
to_front(struct desk *desk, struct hand *hand)
{
	if (desk->hand != hand)
		put_aside(desk);
	desk->hand = hand;
	hand->work->open = true;
	hand->work->parked = 0;
	contact_keep(desk, hand);
}

void
contact_show(struct desk *desk)
{
	const struct hand *hand = desk->hand;
	find_clear(desk, FIND_ANY);
	while (desk->depth > 1)
		set_text(&desk->stack[--desk->depth].subject, NULL);
	if (hand && hand->work->customer)
		desk_go(desk, SCREEN_CUSTOMER, NULL);
	const struct matter *matter = hand_matter(hand);
	if (matter && !matter->outcome)
		matter_front(desk, matter->id);
	else if (matter)
		wrap_up_open(desk);
	else if (!hand || !hand->work->customer)
		desk_home(desk);
}

void
contact_resume(struct desk *desk, const char *id)
{
	struct hand *hand = hand_find(desk, id);
	if (!hand || hand->work->ended)
		return;
	to_front(desk, hand);
	if (hand->work->customer && !hand->page)
		customer_ask(desk, hand);
	contact_show(desk);
}

void
contact_reopen(struct desk *desk, struct hand *hand)
{
	hand->work->ended = 0;
	to_front(desk, hand);
	contact_show(desk);
}

/* ---- who it is ---- */

/* The contact in front for one more person: the one there is, while it has nobody. */
static struct hand *
hand_for(struct desk *desk, const char *customer)
{
	struct hand *hand = desk->hand;
	if (hand && hand->work->customer && !text_same(hand->work->customer, customer) &&
	    contact_has_content(desk, hand))
		put_aside(desk);
	return contact_begin(desk);
}

void
contact_person(struct desk *desk, const struct candidate *person)
{
	struct hand *hand = hand_for(desk, person->id);
	struct work *work = hand->work;
	bool asked_who = work->matters.count > 0;
	typed_drop_blank(desk, "answer.");
	find_clear(desk, FIND_ANY);
	if (!text_same(work->customer, person->id)) {
		work->customer = arena_strdup(&hand->arena, person->id);
		work->new_customer = work->known = NULL;
		work->label = person->address ? arena_printf(&hand->arena, "%s, %s", person->name,
						    person->address)
					      : arena_strdup(&hand->arena, person->name);
		hand->page = NULL;
		contact_keep(desk, hand);
		customer_ask(desk, hand);
	} else if (!hand->page) {
		customer_ask(desk, hand);
	}
	if (asked_who)
		contact_show(desk);
	else
		desk_go(desk, SCREEN_CUSTOMER, NULL);
}

/* ---- to the CRM ---- */

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

/* What this contact knew of the address from another matter of it: the CRM verifies by it. */
static void
add_place(
    struct desk *desk, struct hand *hand, const struct matter *matter, struct enquiry *enquiry)
{
	struct arena *arena = &desk->effects.arena;
	struct whereabouts where;
	const struct service *service = desk_service(desk, matter->service, desk_council(desk));
	const struct prompt *prompt = address_prompt(service);
	if (!prompt || !matter_answer(matter, prompt->id))
		return;
	matter_where(desk, hand, matter, service, arena, &where);
	const char *known[WHERE_PROMPTS] = {where.district, where.parish, where.body};
	for (size_t i = 0; i < WHERE_PROMPTS; i++)
		if (known[i] && !matter_answer(matter, where_prompts[i]))
			*(struct answer *)list_add(arena, &enquiry->answers, &answer_record) =
			    (struct answer){.prompt = where_prompts[i],
				.value = known[i],
				.source = "known",
				.at = desk->now,
				.version = matter->version};
}

/* The council that must deliver. Nobody said where: the one whose name was answered, when it is one
 * that has districts' services. None where a body outside does it. */
static const char *
responsible_council(struct desk *desk, struct hand *hand, const struct matter *matter)
{
	struct responsible who;
	const struct service *service = desk_service(desk, matter->service, desk_council(desk));
	if (!service)
		return matter->responsible;
	matter_who(desk, hand, matter, service, &desk->effects.arena, &who);
	if (who.council || who.body)
		return who.council ? who.council->id : NULL;
	const struct council *rung =
	    council_on(&desk->councils, hand->work->as, desk_day(desk, hand));
	return rung && !text_same(rung->tier, "county") ? rung->id : NULL;
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
	enquiry->responsible = responsible_council(desk, hand, matter);
	enquiry->signposted = proposal.signposted;
	enquiry->outcome = proposal.outcome;
	enquiry->outcome_prompt = proposal.prompt;
	enquiry->offer = matter->offer_of;
	enquiry->offer_reply = matter->offer_reply;
	enquiry->note = arena_strdup(arena, note_text(desk, matter->id, matter->note));
	enquiry->found_by = matter->found_by;
	enquiry->version = matter->version;
	enquiry->began = matter->began;
	build_answers(desk, hand, matter, enquiry);
	add_place(desk, hand, matter, enquiry);
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

void
contact_send(struct desk *desk, struct hand *hand)
{
	struct arena *arena = &desk->effects.arena;
	struct work *work = hand->work;
	struct contact *contact = arena_alloc(arena, sizeof *contact);
	contact->id = work->id;
	contact->step = ++work->step;
	contact->customer = work->customer;
	contact->at = desk_at(desk);
	contact->as = work->as ? work->as : contact->at;
	contact->desk = desk->session ? desk->session->desk : desk->id;
	contact->channel = work->channel;
	contact->caller = work->caller;
	contact->note = arena_strdup(arena, note_text(desk, work->id, work->note));
	contact->began = work->began;
	contact->ended = work->ended;
	contact->new_customer = work->new_customer;
	contact->change = work->change;
	if (work->ended)
		LIST_EACH(struct matter, matter, &work->matters)
	build_enquiry(desk, hand, matter, contact);
	struct request request = {.route = ROUTE_PUT_CONTACT,
	    .class = REQUEST_WRITE,
	    .params = {work->id},
	    .operation = desk_id(desk),
	    .chain = work->id,
	    .body = contact};
	const char *who = customer_line(hand, arena);
	outbox_send(desk, &request, who ? who : _("Contact without a name"));
}

/* The words that led to what the caller came for. */
static void
learn(struct desk *desk, const struct hand *hand)
{
	LIST_EACH(struct matter, matter, &hand->work->matters)
	if (matter->found_by && !text_same(matter->outcome, "abandoned"))
		learnt_chosen(desk, matter->service, matter->found_by);
}

void
contact_finish(struct desk *desk)
{
	struct hand *hand = desk->hand;
	if (!hand)
		return;
	struct arena *arena = &desk->effects.arena;
	const char *logged = NULL;
	LIST_EACH(struct matter, matter, &hand->work->matters)
	{
		struct proposal proposal;
		matter_proposal(desk, hand, matter, arena, &proposal);
		if (!proposal.outcome) {
			desk_focus(desk, arena_printf(arena, "matter:%s", matter->id));
			desk_say(desk, TONE_WARN, "%s", proposal.why_not);
			return;
		}
		if (proposal.queue && !matter->reference) {
			desk_say(desk, TONE_ALARM, "%s",
			    _("There is no reference left on this desk: it comes with the line."));
			return;
		}
		if (matter->reference && proposal.queue)
			logged = logged ? arena_printf(arena, "%s, %s", logged, matter->reference)
					: matter->reference;
	}
	logged = logged ? arena_strdup(arena, logged) : NULL;
	learn(desk, hand);
	end(desk, hand);
	typed_drop_under(desk, "person.");
	find_clear(desk, FIND_ANY);
	desk_home(desk);
	if (logged)
		desk_say(desk, TONE_GOOD, _("Logged: %s."), logged);
	else
		desk_say(desk, TONE_GOOD, "%s", _("Logged."));
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
