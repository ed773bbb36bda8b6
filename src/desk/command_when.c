#include "desk/command_when.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/joined.h"
#include "desk/matter.h"
#include "desk/out_of_hours.h"
#include "desk/outbox.h"
#include "desk/promises.h"
#include "desk/reconcile.h"
#include "desk/signin.h"
#include "desk/transfer.h"

static bool
at(const struct desk *desk, enum screen screen)
{
	return desk_screen(desk) == screen;
}

bool
when_with_contact(const struct desk *desk)
{
	return desk->hand != NULL;
}

bool
when_with_matters(const struct desk *desk)
{
	return desk->hand && desk->hand->work->matters.count > 0 && !at(desk, SCREEN_CASE);
}

/* A matter to go to: another one, or the only one from another screen. */
bool
when_several_matters(const struct desk *desk)
{
	size_t count = 0;
	if (!desk->hand)
		return false;
	LIST_EACH(struct matter, matter, &desk->hand->work->matters)
	count += matter_is_shown(matter);
	return count > 1 || (count == 1 && !at(desk, SCREEN_DIALOGUE));
}

/* On Home it empties the box. */
bool
when_away_from_home(const struct desk *desk)
{
	return !at(desk, SCREEN_HOME) || desk->find.mode != FIND_ANY ||
	       !text_blank(typed_text(desk, "home.find"));
}

bool
when_away_from_queues(const struct desk *desk)
{
	return !at(desk, SCREEN_QUEUES);
}

bool
when_away_from_looks(const struct desk *desk)
{
	return !at(desk, SCREEN_LOOKS);
}

bool
when_away_from_board(const struct desk *desk)
{
	return !at(desk, SCREEN_BOARD);
}

bool
when_away_from_notices(const struct desk *desk)
{
	return !at(desk, SCREEN_NOTICES);
}

bool
when_can_note(const struct desk *desk)
{
	return desk->hand && !at(desk, SCREEN_CASE) && !at(desk, SCREEN_HOME) &&
	       !at(desk, SCREEN_PERSON);
}

bool
when_can_finish(const struct desk *desk)
{
	return desk->hand && !at(desk, SCREEN_WRAP_UP) &&
	       (desk->hand->work->matters.count || desk->hand->work->customer);
}

bool
when_can_ask_who(const struct desk *desk)
{
	if (!desk->hand)
		return at(desk, SCREEN_HOME) || at(desk, SCREEN_SERVICE);
	return !desk->hand->work->customer || !at(desk, SCREEN_CUSTOMER);
}

bool
when_on_service(const struct desk *desk)
{
	return at(desk, SCREEN_SERVICE);
}

bool
when_has_dialogue(const struct desk *desk)
{
	const struct service *service =
	    when_on_service(desk) ? desk_service(desk, desk_subject(desk), desk_council(desk))
				  : NULL;
	return service && service->dialogue;
}

bool
when_is_offered_somewhere(const struct desk *desk)
{
	const struct service *service =
	    when_on_service(desk) || at(desk, SCREEN_PLACES)
		? desk_service(desk, desk_subject(desk), desk_council(desk))
		: NULL;
	return service && service->offered_at;
}

/* Once something of it has gone to the CRM the contact is in that name. */
bool
when_can_answer_as(const struct desk *desk)
{
	return !desk->hand || !desk->hand->work->step;
}

bool
when_quick(const struct desk *desk)
{
	return when_on_service(desk) || (at(desk, SCREEN_DIALOGUE) && hand_matter(desk->hand));
}

bool
when_can_report(const struct desk *desk)
{
	if (when_on_service(desk))
		return desk_service(desk, desk_subject(desk), desk_council(desk)) != NULL;
	return at(desk, SCREEN_DIALOGUE) && hand_matter(desk->hand);
}

bool
when_quick_or_wrap_up(const struct desk *desk)
{
	return when_quick(desk) || (at(desk, SCREEN_WRAP_UP) && when_with_matters(desk));
}

bool
when_on_dialogue(const struct desk *desk)
{
	return at(desk, SCREEN_DIALOGUE);
}

bool
when_can_undo(const struct desk *desk)
{
	return when_can_undo_bulk(desk) ||
	       (when_on_dialogue(desk) && desk->hand && desk->hand->undo_count > 0);
}

bool
when_has_changed(const struct desk *desk)
{
	const struct matter *matter = when_on_dialogue(desk) ? hand_matter(desk->hand) : NULL;
	return matter && matter->changed;
}

bool
when_on_customer(const struct desk *desk)
{
	return at(desk, SCREEN_CUSTOMER);
}

bool
when_can_edit(const struct desk *desk)
{
	return when_on_customer(desk) && hand_customer(desk->hand);
}

bool
when_on_form(const struct desk *desk)
{
	return at(desk, SCREEN_PERSON) || at(desk, SCREEN_ENTRY_FORM) || at(desk, SCREEN_DETAIL) ||
	       at(desk, SCREEN_MOVING) || at(desk, SCREEN_PROMISING) || at(desk, SCREEN_ARRIVAL) ||
	       at(desk, SCREEN_ANSWER) || at(desk, SCREEN_PRESENCE) || at(desk, SCREEN_AMEND) ||
	       at(desk, SCREEN_ACTION) ||
	       (at(desk, SCREEN_VISIT) && text_same(desk_subject(desk), "new")) ||
	       (at(desk, SCREEN_BEHALF) && text_same(desk_subject(desk), "new"));
}

bool
when_on_details(const struct desk *desk)
{
	return at(desk, SCREEN_DETAILS) && hand_customer(desk->hand);
}

bool
when_on_all_details(const struct desk *desk)
{
	return when_on_details(desk) && text_same(desk_subject(desk), "details");
}

bool
when_can_filter(const struct desk *desk)
{
	return at(desk, SCREEN_QUEUE) || at(desk, SCREEN_PAYMENTS) ||
	       (when_on_customer(desk) && desk->hand && desk->hand->page);
}

bool
when_can_break_glass(const struct desk *desk)
{
	return (when_on_customer(desk) && customer_has_withheld(desk->hand)) ||
	       (at(desk, SCREEN_CASE) && desk->case_withheld && !desk->case_typing);
}

bool
when_can_be_same(const struct desk *desk)
{
	if (at(desk, SCREEN_PERSON))
		return desk->matches.count > 0;
	return when_on_customer(desk) && hand_customer(desk->hand) &&
	       command_permits(desk, ACTION_MERGE_CUSTOMER);
}

bool
when_is_merged(const struct desk *desk)
{
	return when_on_customer(desk) && desk->hand && desk->hand->page && desk->hand->page->merged;
}

/* ---- promises ---- */

bool
when_can_promise(const struct desk *desk)
{
	return at(desk, SCREEN_WRAP_UP) && desk->hand;
}

bool
when_away_from_promises(const struct desk *desk)
{
	return !at(desk, SCREEN_PROMISES) && !when_can_promise(desk);
}

bool
when_on_promise(const struct desk *desk)
{
	return promise_in_focus(desk) != NULL;
}

bool
when_in_promises(const struct desk *desk)
{
	return (at(desk, SCREEN_PROMISES) || at(desk, SCREEN_PROMISE)) && when_on_promise(desk);
}

bool
when_has_more(const struct desk *desk)
{
	if (at(desk, SCREEN_CUSTOMER))
		return desk->hand && desk->hand->page && desk->hand->page->next;
	return joined_has_more(desk) || reconcile_has_more(desk) || late_has_more(desk) ||
	       (at(desk, SCREEN_QUEUE) && desk->queue_next);
}

bool
when_has_call(const struct desk *desk)
{
	return desk->pop != NULL || transfer_waiting(desk);
}

bool
when_has_refused(const struct desk *desk)
{
	return outbox_refused(desk) > 0;
}

/* ---- the directory's authors ---- */

bool
when_away_from_entries(const struct desk *desk)
{
	return !at(desk, SCREEN_ENTRIES);
}

bool
when_on_entry(const struct desk *desk)
{
	return at(desk, SCREEN_ENTRY) && entry_shown(desk);
}

static bool
draft_is(const struct desk *desk, const char *state)
{
	const struct entry_draft *draft = desk->authoring.draft;
	return draft && text_same(draft->state, state);
}

bool
when_can_submit(const struct desk *desk)
{
	const struct authoring *authoring = &desk->authoring;
	if (!when_on_entry(desk) || !entry_may_edit(desk))
		return false;
	if (entry_has_typed(desk, authoring->service))
		return true;
	return authoring->draft && !draft_is(desk, "submitted") && !draft_is(desk, "scheduled");
}

/* Nobody approves what they wrote themselves. */
bool
when_can_judge(const struct desk *desk)
{
	const struct entry_draft *draft = desk->authoring.draft;
	return when_on_entry(desk) && draft_is(desk, "submitted") && desk->session &&
	       !text_same(draft->author, desk->session->user);
}

bool
when_can_discard(const struct desk *desk)
{
	const struct authoring *authoring = &desk->authoring;
	return when_on_entry(desk) && entry_may_edit(desk) &&
	       (authoring->draft || entry_has_typed(desk, authoring->service));
}

bool
when_can_renew(const struct desk *desk)
{
	return when_on_entry(desk) && entry_may_edit(desk) && entry_overtaken(desk);
}

bool
when_can_mark(const struct desk *desk)
{
	return when_can_mark_case(desk) ||
	       (at(desk, SCREEN_ENTRIES) && command_permits(desk, ACTION_EDIT_ENTRY) &&
		   entries_markable(desk)->count > 0);
}

bool
when_can_assure(const struct desk *desk)
{
	return at(desk, SCREEN_ENTRIES) && entries_marks(desk) > 0;
}
