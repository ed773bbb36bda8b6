#include "desk/overtaken.h"
#include "desk/contact.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/matter.h"
#include "desk/recover.h"

void
contact_above(struct hand *hand, const struct reply *reply)
{
	struct work *work = hand->work;
	work->after = reply->detail ? reply->detail->limit : 0;
	if (work->after > work->step)
		work->step = work->after;
}

static const struct enquiry *
enquiry_of(const struct list *enquiries, const char *matter)
{
	LIST_EACH(const struct enquiry, enquiry, enquiries)
	if (text_same(enquiry->id, matter))
		return enquiry;
	return NULL;
}

static const char *
reference_of(const struct enquiry *enquiry)
{
	return enquiry->opens ? enquiry->opens->reference : NULL;
}

static bool
same_answers(const struct list *mine, const struct list *theirs)
{
	bool same = mine->count == theirs->count;
	for (size_t i = 0; same && i < mine->count; i++) {
		const struct answer *a = LIST_AT(struct answer, mine, i),
				    *b = LIST_AT(struct answer, theirs, i);
		same = text_same(a->prompt, b->prompt) && text_same(a->value, b->value);
	}
	return same;
}

/* Is it what was logged, to the letter? What the customer was told otherwise since stands too. */
static bool
same_enquiry(const struct enquiry *mine, const struct enquiry *theirs)
{
	return mine && text_unchanged(mine->outcome, theirs->outcome) &&
	       text_unchanged(mine->outcome_prompt, theirs->outcome_prompt) &&
	       text_unchanged(reference_of(mine), reference_of(theirs)) &&
	       same_answers(&mine->answers, &theirs->answers);
}

/* What is typed under an id goes on under another; so does the note that is open. */
static void
move_typed(
    struct desk *desk, const char *const *under, size_t count, const char *from, const char *to)
{
	struct arena *arena = &desk->effects.arena;
	for (size_t i = 0; i < count; i++)
		typed_move_under(desk, arena_printf(arena, "%s.%s", under[i], from),
		    arena_printf(arena, "%s.%s", under[i], to));
	if (!text_same(desk->noting, from))
		return;
	set_text(&desk->noting, to);
	desk_focus(desk, arena_printf(arena, "note.%s", to));
	recover_place(desk);
}

/* Another enquiry about the same matter; a reference that is used is not its own. */
static void
renew_matter(
    struct desk *desk, struct hand *hand, struct matter *matter, const struct enquiry *theirs)
{
	static const char *const under[] = {"note", "answer", "choices", "payment"};
	struct arena *arena = &desk->effects.arena;
	const char *was = arena_strdup(arena, matter->id);
	matter->id = arena_strdup(&hand->arena, desk_id(desk));
	if (text_same(matter->reference, reference_of(theirs)))
		matter->reference = NULL;
	matter->case_id = matter->reference ? arena_strdup(&hand->arena, desk_id(desk)) : NULL;
	move_typed(desk, under, sizeof under / sizeof *under, was, matter->id);
}

/* What it knew from another matter of the contact it knows by itself: that one may go. */
static void
keep_known(struct hand *hand, struct matter *matter, const struct enquiry *mine)
{
	LIST_EACH(const struct answer, answer, &mine->answers)
	if (text_same(answer->source, "known") && !matter_answer(matter, answer->prompt))
		*(struct answer *)list_add(&hand->arena, &matter->answers, &answer_record) =
		    *(struct answer *)record_copy(&hand->arena, &answer_record, answer);
}

/* "1000-0010-1, 1000-0020-9": of what was logged. */
static const char *
part_from_logged(struct desk *desk, struct hand *hand, const struct contact_logged *logged)
{
	struct arena *arena = &desk->effects.arena;
	const struct contact *mine = contact_step(desk, hand);
	const char *said = NULL;
	LIST_EACH(struct enquiry, theirs, &logged->enquiries)
	if (reference_of(theirs))
		said = said ? arena_printf(arena, "%s, %s", said, reference_of(theirs))
			    : reference_of(theirs);
	for (size_t i = hand->work->matters.count; i-- > 0;) {
		struct matter *matter = LIST_AT(struct matter, &hand->work->matters, i);
		const struct enquiry *theirs = enquiry_of(&logged->enquiries, matter->id);
		const struct enquiry *ours = enquiry_of(&mine->enquiries, matter->id);
		if (theirs && same_enquiry(ours, theirs)) {
			matter_remove(desk, hand->work, i);
			continue;
		}
		if (ours)
			keep_known(hand, matter, ours);
		if (theirs)
			renew_matter(desk, hand, matter, theirs);
	}
	return said;
}

/* The customer whom it made is there; what was noted is what the CRM has. */
static void
take_known(struct desk *desk, struct hand *hand, const struct contact_logged *logged)
{
	struct work *work = hand->work;
	if (work->new_customer && text_same(work->new_customer->id, logged->customer)) {
		work->known = work->new_customer;
		work->customer = work->new_customer->id;
		work->new_customer = NULL;
		customer_is_new(hand);
	}
	if (text_unchanged(note_text(desk, work->id, work->note), logged->note))
		work->note = NULL;
}

/* Does each matter that is left still come to its end, with a reference where it needs one? */
static bool
ends_apart(struct desk *desk, struct hand *hand)
{
	LIST_EACH(struct matter, matter, &hand->work->matters)
	{
		struct proposal proposal;
		matter_proposal(desk, hand, matter, &desk->effects.arena, &proposal);
		if (!proposal.outcome)
			return false;
	}
	return matter_references(desk, hand);
}

static void
go_on_apart(struct desk *desk, struct hand *hand)
{
	static const char *const under[] = {"note", "behalf", "aside"};
	struct work *work = hand->work;
	const char *was = arena_strdup(&desk->effects.arena, work->id);
	desk_drop(desk, &work_record, was);
	work->id = arena_strdup(&hand->arena, desk_id(desk));
	work->step = work->after = 0;
	move_typed(desk, under, sizeof under / sizeof *under, was, work->id);
	if (work->ended && ends_apart(desk, hand)) {
		contact_send(desk, hand);
	} else if (work->ended) { /* until somebody has asked what is missing */
		work->ended = 0;
		work->parked = desk->now;
	}
	contact_keep(desk, hand);
}

void
contact_overtaken(struct desk *desk, struct hand *hand, const struct reply *reply)
{
	const struct contact_logged *logged = reply->detail ? reply->detail->logged : NULL;
	if (!logged) {
		contact_above(hand, reply);
		contact_send(desk, hand);
		contact_keep(desk, hand);
		return;
	}
	const char *references = part_from_logged(desk, hand, logged);
	take_known(desk, hand, logged);
	bool front = desk->hand == hand;
	bool more =
	    contact_has_content(desk, hand) &&
	    (hand->work->matters.count || note_text(desk, hand->work->id, hand->work->note) ||
		hand->work->new_customer || hand->work->change);
	if (more)
		go_on_apart(desk, hand);
	else
		contact_leave(desk, hand);
	desk_say(desk, TONE_WARN,
	    more ? _("Logged before from this desk: %s. The rest goes on as a contact of its own.")
		 : _("Logged before from this desk: %s. Nothing is left to do."),
	    references ? references : _("the contact"));
	if (front && !more)
		desk_home(desk);
}
