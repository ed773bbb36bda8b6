/* Signing in, the line, the journal, the outbox, recovery at every step, the back office. */
#include "base/alloc.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/lease.h"
#include "desk/outbox.h"
#include "desk/signin.h"
#include "helpers/play.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct play play;

static void
begin(void)
{
	play_init(&play);
}

static void
begin_signed_in(void)
{
	play_init(&play);
	play_sign_in(&play);
}

static void
end(void)
{
	play_release(&play);
}

/* ---- signing in ---- */

static void
sign_in_with(const char *password)
{
	if (!typed_text(play.desk, "sign-in.user"))
		play_type(&play, "sign-in.user", "S.Ellis");
	play_type(&play, "sign-in.password", password);
	play_enter(&play, "sign-in.password");
}

START_TEST(a_first_sign_in_makes_the_journal_only_after_the_crm_said_yes)
{
	play.crm_there = false;
	sign_in_with(PLAY_PASSWORD);
	play_shows(&play, "Checking");
	ck_assert_ptr_null(play.journal_user);
	/* On a line that needs so long for a connection. */
	play_tick(&play, 20 * MICROS_SECOND);
	play_shows(&play, "Checking");
	play.crm_there = true;
	play_answer_all(&play);
	ck_assert_str_eq(play.journal_user, "s.ellis");
	play_shows(&play, "S. Ellis, advisor");
}
END_TEST

/* Set anew at the CRM: what was typed and not sent before comes back. */
START_TEST(a_reset_password_loses_nothing)
{
	play.sealed_to_crm = true;
	play_sign_in(&play);
	play_type(&play, "home.find", "half a wo");
	play.password = "another-77 spoon";
	play_restart(&play);
	/* The old one is none any more. */
	sign_in_with(PLAY_PASSWORD);
	play_shows(&play, "Name or password is wrong.");
	/* The new one alone does not open the journal. */
	play_line(&play, false);
	sign_in_with("another-77 spoon");
	play_shows(&play, "sign in when the line is back; nothing is lost");
	play_line(&play, true);
	sign_in_with("another-77 spoon");
	play_shows(&play, "half a wo");
	play_shows(&play, "S. Ellis, advisor");
	/* From now on it does. */
	play_restart(&play);
	play_line(&play, false);
	sign_in_with("another-77 spoon");
	play_shows(&play, "half a wo");
}
END_TEST

START_TEST(a_wrong_password_says_so_and_keeps_the_name)
{
	sign_in_with("wrong");
	play_shows(&play, "Name or password is wrong.");
	play_shows(&play, "Name: [s.ellis]");
	play_shows(&play, "Password: [0 characters]");
	ck_assert_str_eq(play_focus(&play), "sign-in.password");
	ck_assert_ptr_null(play.journal_user);
	sign_in_with(PLAY_PASSWORD);
	play_shows(&play, "S. Ellis, advisor");
}
END_TEST

START_TEST(nobody_gets_in_with_an_empty_form)
{
	play_enter(&play, "sign-in.user");
	play_enter(&play, "sign-in.password");
	play_shows(&play, "Type your name and your password.");
	ck_assert_uint_eq(play.request_count, 0);
}
END_TEST

START_TEST(an_absent_crm_is_said_clearly)
{
	play_line(&play, false);
	sign_in_with(PLAY_PASSWORD);
	play_shows(
	    &play, "The CRM cannot be reached, and you have not signed in on this desk before");
	ck_assert_ptr_null(play.journal_user);
}
END_TEST

START_TEST(who_signed_in_before_goes_on_offline)
{
	sign_in_with(PLAY_PASSWORD);
	play_restart(&play);
	play_line(&play, false);
	sign_in_with(PLAY_PASSWORD);
	play_shows(&play, "You are signed in on this desk; the CRM cannot be reached.");
	play_shows(&play, "Offline since 10:42");
	play_line(&play, true);
	play_shows(&play, "Sent. All caught up.");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_SIGN_IN), 2);
}
END_TEST

START_TEST(offline_the_journal_wants_the_right_password)
{
	sign_in_with(PLAY_PASSWORD);
	play_restart(&play);
	play_line(&play, false);
	sign_in_with("wrong");
	play_shows(&play, "The password is wrong.");
	play_shows(&play, "Name: [s.ellis]");
}
END_TEST

START_TEST(a_password_changed_at_the_crm_ends_an_offline_welcome)
{
	sign_in_with(PLAY_PASSWORD);
	play_restart(&play);
	play.crm_there = false;
	sign_in_with(PLAY_PASSWORD);
	play_tick(&play, 10 * MICROS_SECOND); /* no answer: goes on alone */
	play_shows(&play, "You are signed in on this desk");
	play_fail(&play, ROUTE_SIGN_IN, PROBLEM_WRONG_PASSWORD, 403);
	play_shows(&play, "Locked for S. Ellis");
	play_shows(&play, "Name or password is wrong.");
}
END_TEST

START_TEST(passwords_never_reach_the_journal)
{
	sign_in_with(PLAY_PASSWORD);
	play_command(&play, COMMAND_LOCK);
	play_type(&play, "lock.password", PLAY_PASSWORD);
	for (size_t i = 0; i < play.record_count; i++)
		ck_assert_ptr_null(memmem(play.records[i].bytes, play.records[i].length,
		    PLAY_PASSWORD, strlen(PLAY_PASSWORD)));
}
END_TEST

/* ---- the lock ---- */

START_TEST(the_lock_clears_the_screen_and_keeps_the_call)
{
	play_type(&play, "home.find", "01632 960151");
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_SERVICE);
	play_type(&play, "home.find", "missed bin");
	play_enter(&play, "home.find");
	play_tick(&play, 11 * MICROS_MINUTE);
	play_shows(&play, "Locked for S. Ellis");
	play_shows_not(&play, "PATEL");
	play_command(&play, COMMAND_HOME);
	play_shows(&play, "Locked for S. Ellis");
	play_type(&play, "lock.password", "wrong");
	play_enter(&play, "lock.password");
	play_shows(&play, "The password is wrong.");
	play_type(&play, "lock.password", PLAY_PASSWORD);
	play_enter(&play, "lock.password");
	play_shows(&play, "Which bin was missed?");
}
END_TEST

START_TEST(an_ended_session_never_takes_the_call_away)
{
	play_type(&play, "home.find", "01632 960151");
	play_enter(&play, "home.find");
	play.crm_there = false;
	play_command(&play, COMMAND_SERVICE);
	play_type(&play, "home.find", "missed bin");
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_QUEUES);
	play_fail(&play, ROUTE_QUEUES, PROBLEM_NOT_SIGNED_IN, 401);
	play_shows(&play, "The session has ended: F9 and your password");
	play_command(&play, COMMAND_BACK);
	play_shows(&play, "Which bin was missed?");
	play_command(&play, COMMAND_LOCK);
	play.crm_there = true;
	play_type(&play, "lock.password", PLAY_PASSWORD);
	play_enter(&play, "lock.password");
	play_shows(&play, "Which bin was missed?");
	play_shows_not(&play, "session has ended");
}
END_TEST

START_TEST(signing_out_leaves_nothing_of_the_work)
{
	play_type(&play, "home.find", "01632 960151");
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_SIGN_OUT);
	ck_assert(play.sealed);
	play_shows(&play, "Signed out.");
	play_shows_not(&play, "PATEL");
	ck_assert_uint_eq(play.desk->hand_count, 0);
	ck_assert_uint_eq(play_records(&play, &work_record), 1);
	play_sign_in(&play);
	play_shows(&play, "PATEL, Amina");
}
END_TEST

/* ---- recovery ---- */

START_TEST(every_step_of_a_call_survives_a_restart)
{
	play_type(&play, "home.find", "01632 9601");
	play_survives(&play);
	play_type(&play, "home.find", "51");
	play_enter(&play, "home.find");
	play_survives(&play);
	play_command(&play, COMMAND_SERVICE);
	play_survives(&play);
	play_type(&play, "home.find", "missed b");
	play_survives(&play);
	play_enter(&play, "home.find");
	play_survives(&play);
	play_digit(&play, 1);
	play_survives(&play);
	play_command(&play, COMMAND_NOTE);
	char field[200];
	snprintf(field, sizeof field, "note.%s", hand_matter(play.desk->hand)->id);
	play_type(&play, field, "Half a wo");
	play_survives(&play);
	play_command(&play, COMMAND_BACK);
	play_survives(&play);
	play_digit(&play, 1);
	play_survives(&play);
	play_digit(&play, 1);
	play_survives(&play);
	play_command(&play, COMMAND_ANOTHER);
	play_type(&play, "home.find", "noise");
	play_survives(&play);
	play_enter(&play, "home.find");
	play_survives(&play);
	play_command(&play, COMMAND_NEXT_PROMPT);
	play_survives(&play);
	play_command(&play, COMMAND_PREVIOUS_MATTER);
	play_command(&play, COMMAND_FINISH);
	play_survives(&play);
	play_command(&play, COMMAND_PARK);
	play_survives(&play);
	play_command(&play, COMMAND_QUEUES);
	play_survives(&play);
	play_pick(&play, "queue:chorley.waste-round");
	play_survives(&play);
	play_digit(&play, 1);
	play_survives(&play);
}
END_TEST

START_TEST(a_half_filled_form_survives_a_restart)
{
	play_type(&play, "home.find", "sally webb");
	play_enter(&play, "home.find");
	play_type(&play, "person.born", "3 5 19");
	play_survives(&play);
}
END_TEST

START_TEST(a_call_taken_offline_is_delivered_in_order_after_a_restart)
{
	play_type(&play, "home.find", "01632 960151");
	play_enter(&play, "home.find");
	play_line(&play, false);
	play_command(&play, COMMAND_SERVICE);
	play_type(&play, "home.find", "missed bin");
	play_enter(&play, "home.find");
	play_digit(&play, 1);
	play_digit(&play, 1);
	play_digit(&play, 2);
	play_pick(&play, "wrap-up");
	play_shows(&play, "Reference: 4071-2283-7");
	play_pick(&play, "finish");
	play_shows(&play, "Kept. Offline since 10:42, 1 waiting to be sent.");
	ck_assert_uint_eq(play_records(&play, &outgoing_record), 1);
	play_restart(&play);
	play_line(&play, false);
	play_sign_in(&play);
	play_shows(&play, "1 waiting to be sent");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_CONTACT), 0);
	play_line(&play, true);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_CONTACT), 1);
	ck_assert_uint_eq(play_records(&play, &outgoing_record), 0);
	ck_assert_uint_eq(play_records(&play, &work_record), 0);
	play_shows(&play, "Sent. All caught up.");
}
END_TEST

START_TEST(references_are_never_used_twice)
{
	char first[REFERENCE_LENGTH + 1], second[REFERENCE_LENGTH + 1];
	for (int i = 0; i < 2; i++) {
		play_type(&play, "home.find", "missed bin");
		play_enter(&play, "home.find");
		play_command(&play, COMMAND_REFER);
		const struct matter *matter = hand_matter(play.desk->hand);
		ck_assert_ptr_nonnull(matter->reference);
		strcpy(i ? second : first, matter->reference);
		play_command(&play, COMMAND_PARK);
		play_restart(&play);
		play_sign_in(&play);
	}
	ck_assert_str_ne(first, second);
}
END_TEST

START_TEST(a_reference_is_shown_only_when_its_use_is_on_the_disk)
{
	play.disk_full = true;
	play_type(&play, "home.find", "missed bin");
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_REFER);
	play_shows(&play, "Reference: being written down");
	play_shows(&play, "Writing...");
	struct desk_event failed = {
	    .kind = EVENT_KEEP_FAILED, .now = play.now, .text = "the disk is full"};
	desk_step(play.desk, &failed);
	play_shows(&play, "Not kept: the disk is full");
	struct desk_event kept = {.kind = EVENT_KEPT, .now = play.now, .number = play.written};
	desk_step(play.desk, &kept);
	play_shows(&play, "Reference: 4071-2283-7");
	play_shows(&play, "Kept.");
}
END_TEST

/* Whoever leaves leaves nothing behind that is not on the disk. */
START_TEST(nobody_leaves_what_is_not_kept)
{
	struct desk_event failed = {
	    .kind = EVENT_KEEP_FAILED, .now = play.now, .text = "the disk is full"};
	play.disk_full = true;
	play_type(&play, "home.find", "patel");
	play_command(&play, COMMAND_SIGN_OUT);
	play_shows(&play, "Writing...");
	desk_step(play.desk, &failed);
	play_shows(&play, "would be lost");
	play_command(&play, COMMAND_QUIT);
	play_shows(&play, "with :quit anyway");
	struct desk_event kept = {.kind = EVENT_KEPT, .now = play.now, .number = play.written};
	desk_step(play.desk, &kept);
	ck_assert(signed_in(play.desk));
	play.disk_full = false;
	play_command(&play, COMMAND_SIGN_OUT);
	ck_assert(!signed_in(play.desk));
}
END_TEST

START_TEST(a_new_block_of_references_comes_before_the_old_is_used_up)
{
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_LEASE), 1);
	for (int i = 0; i < 81; i++) {
		char reference[REFERENCE_LENGTH + 1];
		ck_assert(reference_take(play.desk, reference));
	}
	play_tick(&play, MICROS_SECOND);
	ck_assert_int_ge((long)play_sent_count(&play, ROUTE_LEASE), 1);
	ck_assert_uint_eq(play.desk->owed_count + play.desk->leases.count, 2);
}
END_TEST

/* ---- the outbox ---- */

static void
signpost(const char *service)
{
	play_type(&play, "home.find", service);
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_SIGNPOST);
}

static void
log_a_signpost(void)
{
	signpost("blue badge");
	play_pick(&play, "finish");
}

START_TEST(a_refusal_becomes_work_and_can_be_mended)
{
	play.put_fails = PROBLEM_BAD_FIELD;
	log_a_signpost();
	play_shows(&play, "it is kept under Refused");
	play_shows(&play, "Refused: 1 record that the CRM refused");
	play_survives(&play);
	play_pick(&play, "refused");
	play_digit(&play, 1);
	play_shows(&play, "signposted");
	ck_assert_uint_eq(outbox_refused(play.desk), 0);
	play_pick(&play, "finish");
	ck_assert_uint_eq(play_records(&play, &work_record), 0);
	ck_assert_uint_eq(play_records(&play, &outgoing_record), 0);
	ck_assert_int_gt(
	    ((const struct contact *)play_sent(&play, ROUTE_PUT_CONTACT)->request.body)->step, 1);
}
END_TEST

START_TEST(a_stale_step_is_overtaken)
{
	play.put_fails = PROBLEM_STALE_STEP;
	log_a_signpost();
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_CONTACT), 2);
	ck_assert_uint_eq(outbox_refused(play.desk), 0);
	ck_assert_uint_eq(play_records(&play, &work_record), 0);
}
END_TEST

static const struct contact *
last_contact(void)
{
	return play_sent(&play, ROUTE_PUT_CONTACT)->request.body;
}

struct told {
	struct problem detail;
	struct contact_logged logged;
	struct enquiry enquiry;
};

/* This desk's disk was put back: the CRM has the contact in hand, finished. */
static void
was_logged(struct told *told, bool opens_case)
{
	const struct matter *matter = hand_matter(play.desk->hand);
	static struct case_open opens = {.reference = "1000-0010-1"};
	told->enquiry = (struct enquiry){.id = arena_strdup(&play.arena, matter->id),
	    .outcome = "signposted",
	    .outcome_prompt = matter->outcome_prompt,
	    .opens = opens_case ? &opens : NULL};
	told->logged = (struct contact_logged){.ended = play.now, .enquiries = {&told->enquiry, 1}};
	told->detail = (struct problem){.limit = 7, .logged = &told->logged};
	play.put_detail = &told->detail;
	play.put_fails = PROBLEM_STALE_STEP;
}

START_TEST(what_was_logged_before_is_not_logged_again)
{
	struct told told;
	signpost("blue badge");
	was_logged(&told, false);
	play_pick(&play, "finish");
	play_shows(&play, "Logged before from this desk: the contact. Nothing is left to do.");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_CONTACT), 1);
	ck_assert_uint_eq(play_records(&play, &work_record), 0);
	ck_assert_uint_eq(play_records(&play, &outgoing_record), 0);
}
END_TEST

START_TEST(what_was_not_logged_goes_on_as_a_contact_of_its_own)
{
	struct told told;
	signpost("blue badge");
	was_logged(&told, false);
	play_command(&play, COMMAND_HOME);
	signpost("noise");
	const char *other = arena_strdup(&play.arena, hand_matter(play.desk->hand)->id);
	ck_assert_str_ne(other, told.enquiry.id);
	const char *contact = arena_strdup(&play.arena, play.desk->hand->work->id);
	play_pick(&play, "finish");
	play_shows(&play, "The rest goes on as a contact of its own.");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_CONTACT), 2);
	ck_assert_str_ne(last_contact()->id, contact);
	ck_assert_int_eq(last_contact()->after, CONTACT_FIRST);
	ck_assert_uint_eq(last_contact()->enquiries.count, 1);
	ck_assert_str_eq(((struct enquiry *)last_contact()->enquiries.items)->id, other);
	ck_assert_uint_eq(play_records(&play, &work_record), 0);
	ck_assert_uint_eq(play_records(&play, &outgoing_record), 0);
}
END_TEST

/* Where it is was asked in the matter that was logged; the one that goes on still knows. */
START_TEST(what_goes_on_keeps_what_it_knew)
{
	play_command(&play, COMMAND_NEW_CONTACT);
	play_type(&play, "home.find", "missed bin");
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_DIALOGUE);
	const char *first = arena_strdup(&play.arena, hand_matter(play.desk->hand)->id);
	play_type(&play, arena_printf(&play.arena, "answer.%s.property", first), "3 mill");
	play_pick(&play, "property:100010001");
	play_digit(&play, 2);
	play_digit(&play, 1);
	play_command(&play, COMMAND_ANOTHER);
	play_type(&play, "home.find", "assisted");
	play_enter(&play, "home.find");
	play_shows(&play, "= 3 Mill Lane, Colne BB8 0AA");
	play_digit(&play, 2);
	play_digit(&play, 1);
	play_digit(&play, 2);
	play.crm_there = false;
	play_command(&play, COMMAND_FINISH);
	play_pick(&play, "finish");
	const struct contact *sent = last_contact();
	ck_assert_uint_eq(sent->enquiries.count, 2);
	struct contact_logged logged = {.ended = play.now, .enquiries = {sent->enquiries.items, 1}};
	struct problem detail = {.limit = sent->step, .logged = &logged};
	play.put_detail = &detail;
	play.crm_there = true;
	play_fail(&play, ROUTE_PUT_CONTACT, PROBLEM_STALE_STEP, 409);
	play_shows(&play, "The rest goes on as a contact of its own.");
	ck_assert_ptr_ne(last_contact(), sent);
	ck_assert_uint_eq(last_contact()->enquiries.count, 1);
	const struct enquiry *was = LIST_AT(struct enquiry, &sent->enquiries, 1),
			     *is = last_contact()->enquiries.items;
	ck_assert_str_eq(is->id, was->id);
	ck_assert_str_eq(is->outcome, was->outcome);
	ck_assert_str_eq(is->opens->reference, was->opens->reference);
	ck_assert_str_eq(is->responsible, was->responsible);
}
END_TEST

/* The same matter came to another end since: that was said to somebody, too. */
START_TEST(what_ended_otherwise_is_logged_beside_it)
{
	struct told told;
	signpost("blue badge");
	was_logged(&told, true);
	play_pick(&play, "finish");
	play_shows(&play, "Logged before from this desk: 1000-0010-1. The rest goes on");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_CONTACT), 2);
	const struct enquiry *enquiry = last_contact()->enquiries.items;
	ck_assert_str_eq(enquiry->outcome, "signposted");
	ck_assert_str_ne(enquiry->id, told.enquiry.id);
	ck_assert_uint_eq(play_records(&play, &outgoing_record), 0);
}
END_TEST

/* The call goes on under another id: so do the note that is being typed and the cursor in it. */
START_TEST(what_is_typed_goes_on_under_the_new_id)
{
	struct contact_logged logged = {.ended = play.now};
	struct problem detail = {.limit = 7, .logged = &logged};
	play_type(&play, "home.find", "Okafor");
	play_pick(&play, "new-person");
	play_type(&play, "person.given", "Ada");
	play.crm_there = false;
	play_command(&play, COMMAND_SAVE);
	const char *was = arena_strdup(&play.arena, play.desk->hand->work->id);
	play_command(&play, COMMAND_NOTE);
	play_type(&play, arena_printf(&play.arena, "note.%s", was), "In a hu");
	play.put_detail = &detail;
	play.put_fails = PROBLEM_STALE_STEP;
	play.crm_there = true;
	play_answer_all(&play);
	const struct work *work = play.desk->hand->work;
	const char *note = arena_printf(&play.arena, "note.%s", work->id);
	ck_assert_str_ne(work->id, was);
	ck_assert_str_eq(typed_text(play.desk, note), "In a hu");
	ck_assert_str_eq(play.desk->noting, work->id);
	ck_assert_str_eq(play.desk->focus, note);
	play_survives(&play);
}
END_TEST

/* Another that came meanwhile is not replaced unseen. */
START_TEST(a_step_says_what_it_follows)
{
	struct problem detail = {.limit = 7};
	play.put_detail = &detail;
	play.put_fails = PROBLEM_STALE_STEP;
	log_a_signpost();
	ck_assert_int_eq(last_contact()->after, 7);
	ck_assert_int_gt(last_contact()->step, 7);
}
END_TEST

START_TEST(what_failed_for_now_is_sent_again)
{
	play.put_fails = PROBLEM_BUSY;
	log_a_signpost();
	play_shows(&play, "1 waiting to be sent");
	play_tick(&play, 10 * MICROS_SECOND);
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_PUT_CONTACT), 2);
	const char *first = NULL;
	for (size_t i = 0; i < play.request_count; i++) {
		const struct request *request = &play.requests[i].request;
		if (request->route != ROUTE_PUT_CONTACT)
			continue;
		if (first)
			ck_assert_str_eq(request->operation, first);
		first = request->operation;
	}
	play_shows(&play, "Sent. All caught up.");
}
END_TEST

/* ---- Home ---- */

/* This machine's clock is a day fast: what is logged has the CRM's time, and what failed for now is
 * tried again in seconds, not tomorrow. */
START_TEST(a_clock_that_is_wrong_is_not_gone_by)
{
	play.ahead = -MICROS_DAY;
	play_sign_in(&play);
	ck_assert_int_eq(play.desk->now, play.now - MICROS_DAY);
	play_command(&play, COMMAND_NEW_CONTACT);
	ck_assert_int_eq(play.desk->hand->work->began, play.now - MICROS_DAY);
	micros touched = play.desk->touched;
	ck_assert_int_le(touched, play.desk->now);
	micros tried = play.desk->retried;
	play_tick(&play, MICROS_MINUTE);
	ck_assert_int_gt(play.desk->retried, tried);
	ck_assert_int_eq(play.desk->now, play.now - MICROS_DAY);
}
END_TEST

static void
line_down(enum line_fault fault)
{
	struct desk_event event = {.kind = EVENT_LINE, .fault = fault};
	play_event(&play, &event);
}

START_TEST(why_the_line_is_down_is_said_once_where_it_helps)
{
	line_down(LINE_BROKEN);
	play_shows(&play, "Kept. Offline since 10:42.");
	play_tick(&play, MICROS_MINUTE);
	line_down(LINE_PORTAL);
	play_shows(&play, "Kept. Offline since 10:42 (network sign-in needed).");
	play_shows(&play, "open a browser");
	play_type(&play, "home.find", "p");
	play_shows_not(&play, "open a browser");
	line_down(LINE_PORTAL);
	play_shows_not(&play, "open a browser");
	line_down(LINE_UNTRUSTED);
	play_shows(&play, "Offline since 10:42 (unknown certificate).");
	play_shows(&play, "cannot prove that it is the CRM");
	line_down(LINE_NAMELESS);
	play_shows(&play, "Offline since 10:42 (name not found).");
	line_down(LINE_FOREIGN);
	play_shows(&play, "Offline since 10:42 (something else answers).");
	play_line(&play, true);
	play_shows_not(&play, "Offline");
	line_down(LINE_BROKEN);
	play_shows(&play, "Offline since 10:43.");
}
END_TEST

START_TEST(late_answers_are_dropped_and_rows_never_move)
{
	play.crm_there = false;
	play_type(&play, "home.find", "pat");
	uint64_t late = play.desk->find.asked;
	play_type(&play, "home.find", "t");
	struct candidate_page page = {0};
	struct reply reply = {
	    .number = late, .route = ROUTE_FIND_CUSTOMERS, .status = 200, .body = &page};
	struct desk_event event = {.kind = EVENT_REPLY, .now = play.now, .reply = &reply};
	desk_step(play.desk, &event);
	ck_assert(!play.desk->find.settled);
	play_shows(&play, "Looking for people");
	play_answer_all(&play);
	play_shows(&play, "2 people");
}
END_TEST

START_TEST(enter_never_opens_one_of_several_people)
{
	play_type(&play, "home.find", "pat");
	play_enter(&play, "home.find");
	play_shows(&play, "2 people: choose one.");
	ck_assert_ptr_null(play.desk->hand);
	ck_assert_str_eq(play_focus(&play), "person:01920000-0000-7000-8000-000000000001");
	play_pick(&play, play_focus(&play));
	play_shows(&play, "PATEL, Amina");
}
END_TEST

START_TEST(enter_before_the_answer_opens_the_only_match)
{
	play.crm_there = false;
	play_type(&play, "home.find", "01632 960151");
	play_enter(&play, "home.find");
	play_shows(&play, "It opens when there is one match.");
	play.crm_there = true;
	play_answer_all(&play);
	play_shows(&play, "case 4069-1120-7 closed");
}
END_TEST

START_TEST(a_reference_opens_its_case)
{
	play_type(&play, "home.find", "4071 2283 7");
	play_enter(&play, "home.find");
	ck_assert_str_eq(play_sent(&play, ROUTE_CASE)->request.params[0], "4071-2283-7");
}
END_TEST

/* What may not be seen here is said to be there, and shown for a reason that is typed once. */
START_TEST(a_withheld_case_is_shown_for_a_reason)
{
	play.crm_there = false;
	play_type(&play, "home.find", "4071 2283 7");
	play_enter(&play, "home.find");
	play_fail(&play, ROUTE_CASE, PROBLEM_WITHHELD, 403);
	play_shows(&play, "what it is about is not shown here");
	play_command(&play, COMMAND_GLASS);
	play_type(&play, "case.text", "no");
	play_enter(&play, "case.text");
	play_shows(&play, "Say why you must see it");
	play_type(&play, "case.text", " home to go to");
	play_enter(&play, "case.text");
	const struct request *request = &play_sent(&play, ROUTE_CASE)->request;
	ck_assert_str_eq(request->query[0].name, "glass");
	ck_assert_str_eq(request->query[0].value, "no home to go to");
	play_shows(&play, "Why must you see it?");
	play.crm_there = true;
	play_answer_all(&play);
	play_shows(&play, "Customer: PATEL, Amina");
	play_shows_not(&play, "Why must you see it?");
}
END_TEST

START_TEST(the_crm_absent_the_directory_still_answers)
{
	play_line(&play, false);
	play_type(&play, "home.find", "blue badge");
	play_shows(&play, "Service: Blue Badge");
	play_shows(&play, "people: CRM not reached");
	play_shows(&play, "New person");
}
END_TEST

/* "Patel" looks like an appeal. */
START_TEST(a_name_that_looks_like_a_service_is_a_name)
{
	play_type(&play, "home.find", "patel");
	play_shows(&play, "Service: School appeals");
	play_enter(&play, "home.find");
	play_shows(&play, "2 people: choose one.");
	play_set(&play, "home.find", "");
	play_type(&play, "home.find", "potole");
	play_enter(&play, "home.find");
	play_shows_not(&play, "choose one");
	play_shows(&play, "Pothole");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_SERVICE);
}
END_TEST

/* ---- the feed ---- */

/* The CRM is asked to answer before a proxy that stands before it gives up. */
START_TEST(news_is_waited_for_as_long_as_a_proxy_waits)
{
	const struct play_request *feed = play_sent(&play, ROUTE_FEED);
	ck_assert_str_eq(feed->request.query[1].value, "240");
	ck_assert(feed->request.patience == 240 * MICROS_SECOND);
	play_tick(&play, 60 * MICROS_SECOND);
	struct reply reply = {.number = play.desk->feed_asked,
	    .route = ROUTE_FEED,
	    .status = GATEWAY_TIMEOUT,
	    .problem = PROBLEM_INTERNAL};
	struct desk_event event = {.kind = EVENT_REPLY, .now = play.now, .reply = &reply};
	play_event(&play, &event);
	ck_assert_uint_ne(play.desk->feed_asked, reply.number);
	ck_assert_str_eq(play_sent(&play, ROUTE_FEED)->request.query[1].value, "45");
}
END_TEST

START_TEST(the_feed_brings_a_changed_service_into_an_open_matter)
{
	play_command(&play, COMMAND_NEW_CONTACT);
	play_type(&play, "home.find", "missed bin");
	play_enter(&play, "home.find");
	play_command(&play, COMMAND_DIALOGUE);
	play.crm_there = false;
	struct feed_item item = {
	    .topic = "directory", .id = "missed-bin", .number = 2, .version = 77};
	struct feed_page page = {.next = "e.2", .items = {&item, 1}};
	play_feed(&play, &page);
	ck_assert_str_eq(play_sent(&play, ROUTE_SERVICE)->request.params[0], "missed-bin");
	ck_assert_str_eq(play_sent(&play, ROUTE_FEED)->request.query[0].value, "e.2");
	char *text = xstrdup(directory_text(play.desk->directory, "missed-bin"));
	char *title = strstr(text, "Which bin was missed?");
	memcpy(title, "Which bin was MISSED?", strlen("Which bin was MISSED?"));
	struct service_text changed = {.service = "missed-bin", .text = text, .version = 77};
	struct reply reply = {.number = play_sent(&play, ROUTE_SERVICE)->request.number,
	    .route = ROUTE_SERVICE,
	    .status = 200,
	    .body = &changed};
	struct desk_event event = {.kind = EVENT_REPLY, .now = play.now, .reply = &reply};
	play.packed = false;
	play_event(&play, &event);
	ck_assert(!play.packed); /* many changes are written at once, a while later */
	play_tick(&play, 6 * MICROS_SECOND);
	ck_assert(play.packed);
	play_shows(&play, "Changed since you began: prompt bin, text: Which bin was missed? → "
			  "Which bin was MISSED?");
	play_shows(&play, "Which bin was MISSED?");
	free(text);
}
END_TEST

/* ---- the back office ---- */

static void
open_the_case(void)
{
	play_command(&play, COMMAND_QUEUES);
	play_shows(&play, "Waste team  waste round  | 3 open, 1 overdue");
	play_digit(&play, 1);
	play_shows(&play, "4071-2283-5: Missed bin collection: Grey (refuse)");
	play_digit(&play, 1);
	play_shows(&play, "open, nobody has it");
	play_shows(&play, "Which bin was missed? Grey (refuse)");
}

static const struct case_event *
last_event(void)
{
	return play_sent(&play, ROUTE_PUT_CASE_EVENT)->request.body;
}

START_TEST(the_back_office_works_a_case)
{
	open_the_case();
	play_command(&play, COMMAND_CASE_NOTE);
	play_type(&play, "case.text", "Cr");
	play_survives(&play);
	play_command(&play, COMMAND_BACK);
	typed_drop(play.desk, "case.text");
	play.crm_there = false;
	play_command(&play, COMMAND_CLAIM);
	ck_assert_str_eq(last_event()->kind, "claim");
	play_shows(&play, "open, s.ellis has it");
	play_command(&play, COMMAND_CASE_NOTE);
	play_type(&play, "case.text", "Crew told.");
	play_enter(&play, "case.text");
	ck_assert_str_eq(last_event()->text, "Crew told.");
	play_command(&play, COMMAND_CLOSE_CASE);
	play_enter(&play, "case.text");
	play_shows(&play, "Say how it was closed");
	play_type(&play, "case.text", "Emptied.");
	play_enter(&play, "case.text");
	ck_assert_str_eq(last_event()->kind, "close");
	ck_assert_str_eq(last_event()->text, "Emptied.");
	play_shows(&play, "closed");
	play_command(&play, COMMAND_REOPEN_CASE);
	play_type(&play, "case.text", "Not emptied after all.");
	play_enter(&play, "case.text");
	ck_assert_str_eq(last_event()->kind, "reopen");
}
END_TEST

START_TEST(a_refused_note_comes_back_into_its_field)
{
	open_the_case();
	play.crm_there = false;
	play_command(&play, COMMAND_CASE_NOTE);
	play_type(&play, "case.text", "Crew told.");
	play_enter(&play, "case.text");
	play_fail(&play, ROUTE_PUT_CASE_EVENT, PROBLEM_NOT_PERMITTED, 403);
	play_command(&play, COMMAND_REFUSED);
	play_digit(&play, 1);
	play_shows(&play, "Note: [Crew told.]");
}
END_TEST

START_TEST(a_role_shows_only_what_can_work)
{
	play.role = "trainer";
	play_sign_in(&play);
	ck_assert(!command_works(play.desk, COMMAND_QUEUES));
	ck_assert(!command_works(play.desk, COMMAND_NEW_CONTACT));
	play_type(&play, "home.find", "pat");
	ck_assert_uint_eq(play_sent_count(&play, ROUTE_FIND_CUSTOMERS), 0);
}
END_TEST

START_TEST(commands_have_unique_names_and_keys_that_do_not_collide)
{
	for (unsigned i = 0; i < command_table_count; i++) {
		const struct command_entry *entry = &command_table[i];
		ck_assert_ptr_eq(command_named(entry->name), entry);
		ck_assert_ptr_eq(command_entry(entry->command), entry);
		ck_assert(entry->note && *entry->note);
	}
	ck_assert_ptr_null(command_named("re"));
	ck_assert_ptr_null(command_named("nonsense"));
	ck_assert_ptr_null(command_named(""));
	ck_assert_uint_eq(command_table_count, COMMAND_COUNT - 1);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk state");
	TCase *outside = tcase_create("outside"), *inside = tcase_create("inside");
	tcase_add_checked_fixture(outside, begin, end);
	tcase_add_test(outside, a_first_sign_in_makes_the_journal_only_after_the_crm_said_yes);
	tcase_add_test(outside, a_wrong_password_says_so_and_keeps_the_name);
	tcase_add_test(outside, a_reset_password_loses_nothing);
	tcase_add_test(outside, nobody_gets_in_with_an_empty_form);
	tcase_add_test(outside, an_absent_crm_is_said_clearly);
	tcase_add_test(outside, a_clock_that_is_wrong_is_not_gone_by);
	tcase_add_test(outside, who_signed_in_before_goes_on_offline);
	tcase_add_test(outside, offline_the_journal_wants_the_right_password);
	tcase_add_test(outside, a_password_changed_at_the_crm_ends_an_offline_welcome);
	tcase_add_test(outside, passwords_never_reach_the_journal);
	tcase_add_test(outside, a_role_shows_only_what_can_work);
	tcase_add_test(outside, commands_have_unique_names_and_keys_that_do_not_collide);
	suite_add_tcase(suite, outside);
	tcase_add_checked_fixture(inside, begin_signed_in, end);
	tcase_set_timeout(inside, 120);
	tcase_add_test(inside, the_lock_clears_the_screen_and_keeps_the_call);
	tcase_add_test(inside, an_ended_session_never_takes_the_call_away);
	tcase_add_test(inside, signing_out_leaves_nothing_of_the_work);
	tcase_add_test(inside, every_step_of_a_call_survives_a_restart);
	tcase_add_test(inside, a_half_filled_form_survives_a_restart);
	tcase_add_test(inside, a_call_taken_offline_is_delivered_in_order_after_a_restart);
	tcase_add_test(inside, references_are_never_used_twice);
	tcase_add_test(inside, a_reference_is_shown_only_when_its_use_is_on_the_disk);
	tcase_add_test(inside, nobody_leaves_what_is_not_kept);
	tcase_add_test(inside, a_new_block_of_references_comes_before_the_old_is_used_up);
	tcase_add_test(inside, a_refusal_becomes_work_and_can_be_mended);
	tcase_add_test(inside, a_stale_step_is_overtaken);
	tcase_add_test(inside, what_was_logged_before_is_not_logged_again);
	tcase_add_test(inside, what_was_not_logged_goes_on_as_a_contact_of_its_own);
	tcase_add_test(inside, what_goes_on_keeps_what_it_knew);
	tcase_add_test(inside, what_ended_otherwise_is_logged_beside_it);
	tcase_add_test(inside, what_is_typed_goes_on_under_the_new_id);
	tcase_add_test(inside, a_step_says_what_it_follows);
	tcase_add_test(inside, what_failed_for_now_is_sent_again);
	tcase_add_test(inside, why_the_line_is_down_is_said_once_where_it_helps);
	tcase_add_test(inside, late_answers_are_dropped_and_rows_never_move);
	tcase_add_test(inside, enter_never_opens_one_of_several_people);
	tcase_add_test(inside, enter_before_the_answer_opens_the_only_match);
	tcase_add_test(inside, a_reference_opens_its_case);
	tcase_add_test(inside, a_withheld_case_is_shown_for_a_reason);
	tcase_add_test(inside, the_crm_absent_the_directory_still_answers);
	tcase_add_test(inside, a_name_that_looks_like_a_service_is_a_name);
	tcase_add_test(inside, the_feed_brings_a_changed_service_into_an_open_matter);
	tcase_add_test(inside, news_is_waited_for_as_long_as_a_proxy_waits);
	tcase_add_test(inside, the_back_office_works_a_case);
	tcase_add_test(inside, a_refused_note_comes_back_into_its_field);
	suite_add_tcase(suite, inside);
	return tap_run(suite);
}
