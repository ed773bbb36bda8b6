/* What each command does. */
#include "base/alloc.h"
#include "desk/behalf.h"
#include "desk/booking.h"
#include "desk/cases.h"
#include "desk/command_when.h"
#include "desk/complaint.h"
#include "desk/contact.h"
#include "desk/counter.h"
#include "desk/customer.h"
#include "desk/detail.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/equality.h"
#include "desk/forms.h"
#include "desk/incident.h"
#include "desk/joined.h"
#include "desk/looks.h"
#include "desk/mails.h"
#include "desk/matrix.h"
#include "desk/matter.h"
#include "desk/moving.h"
#include "desk/nearest.h"
#include "desk/out_of_hours.h"
#include "desk/payment.h"
#include "desk/pop.h"
#include "desk/promises.h"
#include "desk/queue.h"
#include "desk/reconcile.h"
#include "desk/recover.h"
#include "desk/signin.h"
#include "desk/state.h"
#include "desk/survey.h"
#include "desk/transfer.h"
#include "desk/visits.h"
#include "desk/wrong.h"

#include <string.h>

static bool
at(const struct desk *desk, enum screen screen)
{
	return desk_screen(desk) == screen;
}

static void
back(struct desk *desk)
{
	if (desk->wrong) { /* the word stays a draft */
		wrong_close(desk);
		return;
	}
	if (desk->noting) {
		matter_note_close(desk);
		return;
	}
	if (desk->above) {
		customer_above_close(desk);
		return;
	}
	if (at(desk, SCREEN_EQUALITY) && equality_asked(desk)) {
		equality_pick(desk, "decline");
		return;
	}
	if (at(desk, SCREEN_CUSTOMER))
		typed_drop(desk, customer_filter_field);
	if (at(desk, SCREEN_CASE) && desk->case_typing) { /* the text stays a draft */
		set_text(&desk->case_typing, NULL);
		desk_focus(desk, NULL);
		recover_place(desk);
		return;
	}
	if (at(desk, SCREEN_QUEUE) && queue_filter_leave(desk))
		return;
	if (joined_form_leave(desk))
		return;
	if (at(desk, SCREEN_PAYMENTS) && reconcile_filter_leave(desk))
		return;
	if (at(desk, SCREEN_CHANGES))
		changed_seen(desk);
	if (at(desk, SCREEN_ENTRY_FORM)) {
		entry_form_leave(desk);
		return;
	}
	if (!at(desk, SCREEN_HOME)) {
		desk_back(desk);
		case_again(desk);
		reconcile_ask(desk);
		if (at(desk, SCREEN_PERSON))
			person_return(desk);
		if (at(desk, SCREEN_QUEUE))
			queue_open(desk, arena_strdup(&desk->effects.arena, desk_subject(desk)));
		return;
	}
	if (!desk->hand)
		return;
	if (contact_has_content(desk, desk->hand) || desk->find.mode != FIND_ANY) {
		contact_show(desk);
		return;
	}
	contact_vanish(desk);
	desk_home(desk);
}

static void
new_contact(struct desk *desk)
{
	if (desk->hand || (at(desk, SCREEN_PERSON) && person_is_filled(desk)))
		contact_park(desk);
	find_clear(desk, FIND_ANY);
	desk_home(desk);
	contact_begin(desk);
	desk_focus(desk, "home.find");
}

static void
look_for(struct desk *desk, enum find_mode mode)
{
	matter_note_close(desk);
	find_clear(desk, mode);
	desk_home(desk);
	desk_focus(desk, "home.find");
}

static void
customer(struct desk *desk)
{
	if (desk->hand && desk->hand->work->customer) {
		matter_note_close(desk);
		desk_go(desk, SCREEN_CUSTOMER, NULL);
		return;
	}
	if (!desk->hand)
		contact_begin(desk);
	look_for(desk, FIND_PERSON);
}

static void
language(struct desk *desk, const char *argument)
{
	if (!text_same(argument, "en") && !text_same(argument, "cy")) {
		desk_say(desk, TONE_WARN, "%s", _("The languages are en and cy."));
		return;
	}
	set_text(&desk->language, argument);
}

static void
go(struct desk *desk, enum screen screen)
{
	matter_note_close(desk);
	desk_go(desk, screen, NULL);
}

static void
run_outcome(struct desk *desk, enum command command)
{
	matter_note_close(desk);
	matter_outcome(desk, command == COMMAND_RESOLVED   ? "resolved"
			     : command == COMMAND_SIGNPOST ? "signposted"
			     : command == COMMAND_REFER    ? "referred"
			     : command == COMMAND_CALLBACK ? "callback"
							   : "abandoned");
}

static void
run_everywhere(struct desk *desk, enum command command, const char *argument)
{
	switch (command) {
	case COMMAND_BACK:
		back(desk);
		break;
	case COMMAND_HOME:
		matter_note_close(desk);
		find_clear(desk, FIND_ANY);
		desk_home(desk);
		break;
	case COMMAND_NEW_CONTACT:
		matter_note_close(desk);
		new_contact(desk);
		break;
	case COMMAND_TAKE:
		matter_note_close(desk);
		if (desk->pop)
			pop_take(desk);
		else
			transfer_take(desk, NULL);
		break;
	case COMMAND_DISMISS:
		if (desk->pop)
			pop_dismiss(desk);
		else
			transfer_dismiss(desk);
		break;
	case COMMAND_QUEUES:
		go(desk, SCREEN_QUEUES);
		queues_ask(desk);
		kept_ask(desk);
		break;
	case COMMAND_NOTICES:
		go(desk, SCREEN_NOTICES);
		break;
	case COMMAND_LOCK:
		signin_lock(desk);
		break;
	case COMMAND_SIGN_OUT:
	case COMMAND_QUIT:
		signin_leave(desk, command, argument);
		break;
	case COMMAND_EMERGENCY:
		go(desk, SCREEN_EMERGENCY);
		break;
	case COMMAND_LANGUAGE:
		language(desk, argument);
		break;
	case COMMAND_LOOKS:
		looks_open(desk);
		break;
	case COMMAND_MAILS:
		mails_open(desk);
		break;
	case COMMAND_ANSWER:
		answer_open(desk);
		break;
	case COMMAND_MAIL_BACK:
		mail_let_go(desk);
		break;
	case COMMAND_SECRET:
		case_secret_ask(desk);
		break;
	case COMMAND_MAIL_ASIDE:
		if (at(desk, SCREEN_FORM))
			form_set_aside(desk);
		else
			mail_set_aside(desk);
		break;
	case COMMAND_TICK:
		matrix_switch(desk);
		break;
	case COMMAND_MATRIX:
		matrix_open(desk, argument);
		break;
	case COMMAND_REFUSED:
		go(desk, SCREEN_REFUSED);
		break;
	case COMMAND_AS:
		contact_as(desk, argument);
		break;
	case COMMAND_CHANNEL:
		contact_came(desk, argument);
		break;
	case COMMAND_NEAREST:
		nearest_open(desk, argument);
		break;
	case COMMAND_VENUE:
		venue_choose(desk, argument);
		break;
	case COMMAND_PAY:
		matter_note_close(desk);
		payment_begin(desk);
		break;
	case COMMAND_GIVE_UP:
		payment_give_up(desk);
		break;
	case COMMAND_LATE:
		matter_note_close(desk);
		late_open(desk, arena_strdup(&desk->effects.arena, desk_subject(desk)), NULL);
		break;
	case COMMAND_PAYMENTS:
		matter_note_close(desk);
		reconcile_open(desk, argument);
		break;
	case COMMAND_LOOK:
		reconcile_look(desk);
		break;
	case COMMAND_WAITING:
		matter_note_close(desk);
		waiting_open(desk);
		break;
	case COMMAND_CALL_NEXT:
		call_next(desk);
		break;
	case COMMAND_CALL_AGAIN:
		arrival_happens(desk, "again");
		break;
	case COMMAND_NO_SHOW:
		arrival_happens(desk, "no-show");
		break;
	case COMMAND_LEFT:
		arrival_happens(desk, "left");
		break;
	case COMMAND_CALL_BACK:
		arrival_happens(desk, "return");
		break;
	default: /* help, the line and redrawing are the face's */
		break;
	}
}

static void
run_with_contact(struct desk *desk, enum command command)
{
	switch (command) {
	case COMMAND_PARK:
		matter_note_close(desk);
		contact_park(desk);
		break;
	case COMMAND_CUSTOMER:
		customer(desk);
		break;
	case COMMAND_ANOTHER:
	case COMMAND_SERVICE:
		look_for(desk, FIND_SERVICE);
		break;
	case COMMAND_NEXT_MATTER:
		matter_note_close(desk);
		matter_switch(desk, 1);
		break;
	case COMMAND_PREVIOUS_MATTER:
		matter_note_close(desk);
		matter_switch(desk, -1);
		break;
	case COMMAND_NOTE:
		matter_note(desk, false);
		break;
	case COMMAND_CONTACT_NOTE:
		matter_note(desk, true);
		break;
	case COMMAND_WRONG:
		wrong_open(desk);
		break;
	case COMMAND_FINISH:
		wrap_up_open(desk);
		break;
	case COMMAND_NEXT_PROMPT:
		matter_step(desk, 1);
		break;
	case COMMAND_PREVIOUS_PROMPT:
		matter_step(desk, -1);
		break;
	case COMMAND_CHANGES:
		changed_show(desk);
		break;
	case COMMAND_TRANSFER:
		transfer_open(desk);
		break;
	case COMMAND_JOIN:
		matter_note_close(desk);
		incident_show(desk);
		break;
	case COMMAND_UNDO:
		if (when_can_undo_bulk(desk))
			bulk_undo(desk);
		else
			matter_undo(desk);
		break;
	case COMMAND_EDIT:
		person_begin(desk, true);
		break;
	case COMMAND_SAVE:
		if (at(desk, SCREEN_ENTRY_FORM))
			entry_form_pick(desk, "act", NULL);
		else if (at(desk, SCREEN_MOVING))
			moving_save(desk);
		else if (at(desk, SCREEN_PROMISING))
			promise_form_save(desk);
		else if (at(desk, SCREEN_ARRIVAL))
			arrival_save(desk);
		else if (at(desk, SCREEN_ANSWER))
			answer_save(desk);
		else if (at(desk, SCREEN_DETAIL))
			detail_save(desk);
		else if (at(desk, SCREEN_AMEND))
			case_amend_save(desk);
		else if (at(desk, SCREEN_ACTION))
			action_save(desk);
		else if (at(desk, SCREEN_BEHALF))
			behalf_pick(desk, "save");
		else if (at(desk, SCREEN_PRESENCE))
			board_save(desk);
		else if (at(desk, SCREEN_VISIT))
			visit_form_save(desk);
		else
			person_save(desk);
		break;
	case COMMAND_FILTER:
		if (at(desk, SCREEN_QUEUE))
			queue_filter(desk);
		else if (at(desk, SCREEN_PAYMENTS))
			reconcile_filter(desk);
		else
			customer_above(desk, customer_filter_field);
		break;
	case COMMAND_GLASS:
		if (at(desk, SCREEN_CASE))
			case_type(desk, "glass");
		else
			customer_above(desk, customer_glass_field);
		break;
	case COMMAND_MOVE:
		moving_open(desk);
		break;
	case COMMAND_HERS:
		hers_take(desk);
		break;
	case COMMAND_BEHALF:
		behalf_open(desk);
		break;
	case COMMAND_MARKERS:
		details_open(desk, "markers");
		break;
	case COMMAND_DETAILS:
		details_open(desk, "details");
		break;
	case COMMAND_PASSED:
	case COMMAND_NOT_PASSED:
		detail_identity(desk, command == COMMAND_PASSED);
		break;
	case COMMAND_ADD:
		detail_add(desk);
		break;
	case COMMAND_END:
		detail_end(desk);
		break;
	case COMMAND_UNMERGE:
		unmerge_open(desk);
		break;
	case COMMAND_SAME:
		if (at(desk, SCREEN_PERSON))
			person_same(desk);
		else
			same_open(desk);
		break;
	default:
		break;
	}
}

static void
run_promise(struct desk *desk, enum command command)
{
	switch (command) {
	case COMMAND_PROMISES:
		matter_note_close(desk);
		promises_open(desk);
		break;
	case COMMAND_PROMISE:
		promise_form_open(desk);
		break;
	case COMMAND_SURVEY:
		matter_note_close(desk);
		survey_ask(desk);
		break;
	case COMMAND_NO_SURVEY:
	case COMMAND_HAND_SURVEY:
		survey_say(desk, command == COMMAND_NO_SURVEY ? "declined" : "handed");
		break;
	default:
		promise_say(desk, command == COMMAND_KEPT      ? "kept"
				  : command == COMMAND_BROKEN  ? "broken"
				  : command == COMMAND_PASS_ON ? "passed"
							       : "withdrawn");
		break;
	}
}

static void
run_board(struct desk *desk, enum command command, const char *argument)
{
	switch (command) {
	case COMMAND_BOARD:
		matter_note_close(desk);
		board_open(desk, argument);
		break;
	case COMMAND_IN:
	case COMMAND_OUT:
		board_say(desk, command == COMMAND_IN ? "in" : "out");
		break;
	case COMMAND_VISITS:
		matter_note_close(desk);
		visits_show(desk);
		break;
	case COMMAND_VISIT_BEGIN:
		visit_act(desk, "begin", NULL);
		break;
	case COMMAND_VISIT_SAFE:
		visit_act(desk, "check", NULL);
		break;
	case COMMAND_VISIT_BACK:
		visit_act(desk, "back", NULL);
		break;
	default:
		visit_act(desk, "cancel", NULL);
		break;
	}
}

static void
run_entry(struct desk *desk, enum command command, const char *argument)
{
	switch (command) {
	case COMMAND_ENTRIES:
		matter_note_close(desk);
		entries_open(desk, argument);
		break;
	case COMMAND_ENTRY:
		entry_open(desk, desk_subject(desk), NULL);
		break;
	case COMMAND_PREVIEW:
		preview_begin(desk);
		break;
	case COMMAND_SUBMIT:
		entry_submit_open(desk);
		break;
	case COMMAND_APPROVE:
		entry_verdict_open(desk, true);
		break;
	case COMMAND_RETURN:
		entry_verdict_open(desk, false);
		break;
	case COMMAND_VERSIONS:
		versions_open(desk);
		break;
	case COMMAND_DISCARD:
		entry_discard(desk);
		break;
	case COMMAND_RENEW:
		entry_renew(desk);
		break;
	case COMMAND_MARK:
		if (at(desk, SCREEN_QUEUE))
			queue_mark(desk);
		else
			entries_mark(desk);
		break;
	default:
		entries_assure_open(desk);
		break;
	}
}

static void
run_booking(struct desk *desk, enum command command)
{
	bool diary = at(desk, SCREEN_DIARY);
	switch (command) {
	case COMMAND_BOOK:
		booking_open(desk);
		break;
	case COMMAND_DIARIES:
		matter_note_close(desk);
		diaries_open(desk);
		break;
	case COMMAND_LATER:
		if (diary)
			diaries_leaf(desk, 1);
		else
			booking_later(desk);
		break;
	case COMMAND_EARLIER:
		if (diary)
			diaries_leaf(desk, -1);
		else
			booking_earlier(desk);
		break;
	case COMMAND_WEEK:
		booking_week(desk);
		break;
	case COMMAND_AT_PLACE:
		booking_place(desk);
		break;
	case COMMAND_CANCEL:
		booking_cancel(desk);
		break;
	default:
		diaries_met(desk, command == COMMAND_CAME ? "attended" : "missed");
		break;
	}
}

void
command_run(struct desk *desk, enum command command, const char *argument)
{
	if (!command_works(desk, command)) {
		const struct command_entry *entry = command_entry(command);
		if (entry && desk->phase == PHASE_WORK)
			desk_say(desk, TONE_PLAIN, _("\"%s\" does not work here."), entry->name);
		return;
	}
	if (command != COMMAND_BACK)
		wrong_leave(desk);
	if (preview_is(desk) && !preview_outlasts(command)) {
		preview_end(desk);
		if (command == COMMAND_BACK)
			return;
	}
	switch (command) {
	case COMMAND_BOARD:
	case COMMAND_IN:
	case COMMAND_OUT:
	case COMMAND_VISITS:
	case COMMAND_VISIT_BEGIN:
	case COMMAND_VISIT_SAFE:
	case COMMAND_VISIT_BACK:
	case COMMAND_VISIT_CANCEL:
		run_board(desk, command, argument);
		break;
	case COMMAND_ENTRIES:
	case COMMAND_ENTRY:
	case COMMAND_PREVIEW:
	case COMMAND_SUBMIT:
	case COMMAND_APPROVE:
	case COMMAND_RETURN:
	case COMMAND_VERSIONS:
	case COMMAND_DISCARD:
	case COMMAND_RENEW:
	case COMMAND_MARK:
	case COMMAND_ASSURE:
		run_entry(desk, command, argument);
		break;
	case COMMAND_DIALOGUE: {
		const char *service = arena_strdup(&desk->effects.arena, desk_subject(desk));
		matter_open(desk, service);
		break;
	}
	case COMMAND_RESOLVED:
	case COMMAND_SIGNPOST:
	case COMMAND_REFER:
	case COMMAND_CALLBACK:
	case COMMAND_ABANDON:
		run_outcome(desk, command);
		break;
	case COMMAND_PROMISES:
	case COMMAND_PROMISE:
	case COMMAND_SURVEY:
	case COMMAND_NO_SURVEY:
	case COMMAND_HAND_SURVEY:
	case COMMAND_KEPT:
	case COMMAND_BROKEN:
	case COMMAND_WITHDRAW:
	case COMMAND_PASS_ON:
		run_promise(desk, command);
		break;
	case COMMAND_CLAIM:
	case COMMAND_RELEASE:
	case COMMAND_CASE_NOTE:
	case COMMAND_CLOSE_CASE:
	case COMMAND_REOPEN_CASE:
	case COMMAND_STATE:
	case COMMAND_AMEND:
	case COMMAND_LINK_CASE:
	case COMMAND_FILES:
	case COMMAND_COMPLAIN:
	case COMMAND_LEARN:
	case COMMAND_REMEDY:
		command_run_case(desk, command);
		break;
	case COMMAND_BOOK:
	case COMMAND_DIARIES:
	case COMMAND_LATER:
	case COMMAND_EARLIER:
	case COMMAND_WEEK:
	case COMMAND_AT_PLACE:
	case COMMAND_CANCEL:
	case COMMAND_CAME:
	case COMMAND_MISSED:
		run_booking(desk, command);
		break;
	case COMMAND_NEXT_BEST:
	case COMMAND_HAND_OVER:
	case COMMAND_BOUNCE:
	case COMMAND_ANSWER_BACK:
	case COMMAND_PRIORITY:
	case COMMAND_SKILL:
	case COMMAND_BULK:
		command_run_back_office(desk, command, argument);
		break;
	case COMMAND_JOINED:
		joined_open(desk);
		break;
	case COMMAND_TOLD:
		joined_tell(desk);
		break;
	case COMMAND_TAKE_OUT:
	case COMMAND_ONE_INCIDENT:
	case COMMAND_APART:
		joined_act(desk, command == COMMAND_TAKE_OUT       ? "leave"
				 : command == COMMAND_ONE_INCIDENT ? "merge"
								   : "split");
		break;
	case COMMAND_MORE:
		if (at(desk, SCREEN_CUSTOMER))
			customer_pick(desk, "more");
		else if (at(desk, SCREEN_JOINED))
			joined_more(desk);
		else if (at(desk, SCREEN_PAYMENTS))
			reconcile_more(desk);
		else if (at(desk, SCREEN_LATE))
			late_more(desk);
		else
			queue_more(desk);
		break;
	default:
		run_everywhere(desk, command, argument);
		run_with_contact(desk, command);
		break;
	}
}
