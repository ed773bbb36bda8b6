/*
 * Contacts in hand: begun, parked, resumed, finished. A contact is one encounter; all of it is one
 * record in the journal and one request to the CRM. What is finished stays here until the CRM has
 * it, so that a refusal can be mended.
 */
#include "desk/contact.h"
#include "desk/behalf.h"
#include "desk/customer.h"
#include "desk/detail.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/equality.h"
#include "desk/hands.h"
#include "desk/incident.h"
#include "desk/learnt.h"
#include "desk/mails.h"
#include "desk/matter.h"
#include "desk/nearest.h"
#include "desk/state.h"
#include "desk/survey.h"
#include "desk/transfer.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

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

bool
contact_is_their_own(const struct desk *desk, const struct hand *hand)
{
	const struct work *work = hand->work;
	bool spoken = text_same(work->channel, "phone") || text_same(work->channel, "counter") ||
		      text_same(work->channel, "gateway");
	bool training = desk->session && text_same(desk->session->desk_kind, "training");
	return spoken && !training && !text_same(work->direction, "out") && !work->behalf;
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

/* The channel of these words, in English or as it is shown; null when there is none. */
static const char *
channel_named(const char *words, size_t length)
{
	const struct field *field = record_field(&contact_record, "channel");
	for (const char *const *word = field->words; *word; word++)
		if ((strlen(*word) == length && strncasecmp(*word, words, length) == 0) ||
		    (strlen(_(*word)) == length && strncasecmp(_(*word), words, length) == 0))
			return *word;
	return NULL;
}

void
contact_came(struct desk *desk, const char *words)
{
	const char *text = words ? words + strspn(words, " ") : "";
	size_t length = strcspn(text, " ");
	const char *channel = channel_named(text, length), *rest = text + length;
	rest += strspn(rest, " ");
	bool sent =
	    word_equal(rest, "sent") || word_equal(rest, "out") || word_equal(rest, _("sent"));
	if (!channel || (*rest && !sent)) {
		desk_say(desk, TONE_WARN, "%s",
		    _("Say phone, counter, gateway, email, post or web, and sent if it is from "
		      "us."));
		return;
	}
	struct hand *hand = contact_begin(desk);
	hand->work->channel = channel;
	hand->work->direction = sent ? "out" : NULL;
	contact_keep(desk, hand);
}

/* ---- life ---- */

struct hand *
contact_begin(struct desk *desk)
{
	return contact_begin_as(desk, NULL);
}

struct hand *
contact_begin_as(struct desk *desk, const char *id)
{
	if (desk->hand)
		return desk->hand;
	equality_leave(desk);
	struct hand *hand = hand_add(desk, NULL);
	typed_drop(desk, PLACES_NEAR); /* of whoever it was before */
	typed_drop(desk, customer_filter_field);
	hand_begin(desk, hand);
	if (id)
		hand->work->id = arena_strdup(&hand->arena, id);
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
	return work->matters.count || work->new_customer || work->mail ||
	       note_text(desk, work->id, work->note) != NULL;
}

/* Under which the fields of a person's form wait while its contact is aside. */
static const char *
form_aside(struct desk *desk, const struct hand *hand)
{
	return arena_printf(&desk->effects.arena, "aside.%s.", hand->work->id);
}

const char *
contact_unsaved(const struct desk *desk, const struct hand *hand, struct arena *arena)
{
	const char *aside = arena_printf(arena, "aside.%s.", hand->work->id);
	if (hand->work->customer || !typed_any_under(desk, aside))
		return NULL;
	struct person_name name = {.given = typed_text(desk, arena_printf(arena, "%sgiven", aside)),
	    .family = typed_text(desk, arena_printf(arena, "%sfamily", aside))};
	if (text_blank(name.given) && text_blank(name.family))
		return _("new person, not saved");
	struct customer customer = {.names = {&name, 1}};
	return arena_printf(arena, _("%s, not saved"), customer_list_name(&customer, arena));
}

static void
drop_typed(struct desk *desk, const struct hand *hand)
{
	char prefix[ID_LENGTH + 16];
	typed_drop_under(desk, form_aside(desk, hand));
	detail_forget(desk, hand->work->customer);
	snprintf(prefix, sizeof prefix, "note.%s", hand->work->id);
	typed_drop(desk, prefix);
	typed_drop(desk, PLACES_NEAR);
	behalf_drop(desk, hand);
	LIST_EACH(struct matter, matter, &hand->work->matters)
	matter_drop_typed(desk, matter);
}

/* Off the desk, but here until the CRM has acknowledged it. */
static void
end(struct desk *desk, struct hand *hand)
{
	hand->work->ended = desk->now;
	hand->work->open = false;
	hand->work->parked = 0;
	contact_send(desk, hand);
	survey_send(desk, hand);
	drop_typed(desk, hand);
	contact_keep(desk, hand);
	if (desk->hand == hand)
		desk->hand = NULL;
}

void
contact_leave(struct desk *desk, struct hand *hand)
{
	drop_typed(desk, hand);
	desk_drop(desk, &work_record, hand->work->id);
	hand_remove(desk, hand);
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
	contact_leave(desk, hand);
}

/* Makes room in front: what has content is parked, what has none vanishes. */
static void
put_aside(struct desk *desk)
{
	if (desk_screen(desk) == SCREEN_PERSON && person_is_filled(desk))
		typed_move_under(desk, "person.", form_aside(desk, contact_begin(desk)));
	struct hand *hand = desk->hand;
	if (!hand)
		return;
	if (!contact_has_content(desk, hand) && !hand->work->customer &&
	    !typed_any_under(desk, form_aside(desk, hand))) {
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
	if (desk->hand != hand) {
		put_aside(desk);
		typed_drop(desk, customer_filter_field);
	}
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
	else if (hand && hand->work->mail)
		mails_open(desk);
	else if (!hand || !hand->work->customer)
		desk_home(desk);
}

void
contact_resume(struct desk *desk, const char *id)
{
	struct hand *hand = hand_find(desk, id);
	if (!hand || hand->work->ended)
		return;
	if (hand->work->given) {
		transfer_back(desk, hand);
		return;
	}
	to_front(desk, hand);
	if (hand->work->customer && !hand->page)
		customer_ask(desk, hand);
	contact_show(desk);
	if (!typed_any_under(desk, form_aside(desk, hand)))
		return;
	typed_drop_under(desk, "person.");
	typed_move_under(desk, form_aside(desk, hand), "person.");
	person_begin(desk, !text_same(typed_text(desk, "person.of"), "new"));
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
struct hand *
contact_for(struct desk *desk, const char *customer)
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
	struct hand *hand = contact_for(desk, person->id);
	struct work *work = hand->work;
	bool asked_who = work->matters.count > 0;
	typed_drop_blank(desk, "answer.");
	find_clear(desk, FIND_ANY);
	if (!text_same(work->customer, person->id)) {
		work->customer = arena_strdup(&hand->arena, person->id);
		work->new_customer = work->known = NULL;
		work->behalf = NULL; /* they called for somebody else */
		work->surveyed = 0;
		work->label = person->address ? arena_printf(&hand->arena, "%s, %s", person->name,
						    person->address)
					      : arena_strdup(&hand->arena, person->name);
		hand->page = NULL;
		hand->work->glass = NULL; /* the reason was another person's */
		hand->page_asked = 0;
		hand->page_filter = NULL;
		history_forget(hand);
		typed_drop(desk, customer_filter_field);
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
		const char *reference = proposal.joins   ? proposal.joins->reference
					: proposal.queue ? matter->reference
							 : NULL;
		if (reference)
			logged = logged ? arena_printf(arena, "%s, %s", logged, reference)
					: arena_strdup(arena, reference);
	}
	logged = logged ? arena_strdup(arena, logged) : NULL;
	learn(desk, hand);
	end(desk, hand);
	answer_follow(desk, hand);
	typed_drop_under(desk, "person.");
	find_clear(desk, FIND_ANY);
	desk_home(desk);
	equality_begin(desk, hand);
	if (logged)
		desk_say(desk, TONE_GOOD, _("Logged: %s."), logged);
	else
		desk_say(desk, TONE_GOOD, "%s", _("Logged."));
}
