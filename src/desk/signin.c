/*
 * Signing in, locking, and proving the password again. The password is checked twice: by the
 * journal on this desk and by the CRM. Either alone lets the advisor in when the other cannot
 * answer, but the CRM's refusal ends it, and a new journal is made only after the CRM's yes.
 */
#include "desk/signin.h"
#include "base/alloc.h"
#include "desk/calling.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/feed.h"
#include "desk/hands.h"
#include "desk/incident.h"
#include "desk/learnt.h"
#include "desk/lease.h"
#include "desk/left.h"
#include "desk/outbox.h"
#include "desk/pop.h"
#include "desk/promises.h"
#include "desk/recover.h"
#include "desk/sent.h"
#include "desk/state.h"
#include "desk/transfer.h"
#include "desk/twins.h"
#include "desk/wrong.h"

#include <stdlib.h>
#include <string.h>

/* How long the CRM may think about a password before the desk goes on without it. Somebody who is
 * new on this desk cannot go on without it: on a line that takes so long for a connection alone
 * they wait until the line itself gives up. */
#define PATIENCE (6 * MICROS_SECOND)

bool
signed_in(const struct desk *desk)
{
	return desk->phase == PHASE_WORK || desk->phase == PHASE_LOCKED ||
	       desk->phase == PHASE_PROVING;
}

bool
desk_reaches(const struct desk *desk)
{
	return desk->token && (desk->online || !desk->line_known);
}

static void
forget_password(struct desk *desk)
{
	if (desk->password)
		explicit_bzero(desk->password, strlen(desk->password));
	set_text(&desk->password, NULL);
}

static void
ask_crm(struct desk *desk, enum asked_for what)
{
	for (size_t i = 0; i < desk->asked_count; i++)
		if (desk->asked[i].what == what)
			return; /* under way */
	struct sign_in *body = arena_alloc(&desk->effects.arena, sizeof *body);
	body->desk = desk->id;
	body->desk_secret = desk->secret;
	body->user = arena_strdup(&desk->effects.arena, desk->user);
	body->password = arena_strdup(&desk->effects.arena, desk->password);
	desk_ask(desk, ROUTE_SIGN_IN, REQUEST_READ, what, NULL)->body = body;
}

static void
unlock(struct desk *desk, bool create, const char *key)
{
	struct desk_effect *effect = desk_effect(desk, EFFECT_UNLOCK);
	effect->user = arena_strdup(&desk->effects.arena, desk->user);
	effect->password = arena_strdup(&desk->effects.arena, desk->password);
	effect->create = create;
	effect->text = arena_strdup(&desk->effects.arena, key);
}

static void
submit_lock(struct desk *desk)
{
	const char *password = typed_text(desk, "lock.password");
	if (text_blank(password))
		return;
	set_text(&desk->password, password);
	typed_drop(desk, "lock.password");
	desk->phase = PHASE_PROVING;
	desk_say(desk, TONE_PLAIN, "%s", _("Checking"));
	unlock(desk, false, NULL);
}

/* The name as the CRM writes it: people type it with capitals. */
static char *
sign_in_name(const char *typed)
{
	char *copy = xstrdup(typed ? typed : "");
	char *name = xstrdup(text_trim(copy));
	free(copy);
	for (char *c = name; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	return name;
}

void
signin_submit(struct desk *desk)
{
	if (desk->phase == PHASE_LOCKED) {
		submit_lock(desk);
		return;
	}
	if (desk->phase != PHASE_OUT)
		return;
	char *user = sign_in_name(typed_text(desk, "sign-in.user"));
	const char *password = typed_text(desk, "sign-in.password");
	if (!*user || text_blank(password)) {
		desk_focus(desk, *user ? "sign-in.password" : "sign-in.user");
		desk_say(desk, TONE_WARN, "%s", _("Type your name and your password."));
		free(user);
		return;
	}
	free(desk->user);
	desk->user = user;
	set_text(&desk->password, password);
	desk->phase = PHASE_CHECKING;
	desk->checking_since = desk->now;
	desk->crm_said_yes = desk->journal_ready = desk->journal_missing = false;
	desk->crm_absent = desk->line_known && !desk->online;
	desk_say(desk, TONE_PLAIN, "%s", _("Checking"));
	ask_crm(desk, ASKED_SIGN_IN);
	unlock(desk, false, NULL);
}

/* Closes the journal and forgets all that belongs to the user. */
static void
forget(struct desk *desk)
{
	preview_end(desk);
	entry_release(desk);
	if (signed_in(desk))
		left_leave(desk);
	left_forget(desk);
	if (desk->token)
		desk_effect(desk, EFFECT_TOKEN);
	if (desk->journal_open)
		desk_effect(desk, EFFECT_SEAL);
	desk->token = desk->stale = false;
	desk->journal_open = desk->journal_ready = desk->journal_missing = false;
	set_text(&desk->journal_seal, NULL);
	set_text(&desk->journal_why, NULL);
	desk->phase = PHASE_OUT;
	desk->session = NULL;
	forget_password(desk);
	typed_forget(desk);
	while (desk->hand_count)
		hand_free(desk->hands[--desk->hand_count]);
	desk->hand = NULL;
	while (desk->depth > 1)
		set_text(&desk->stack[--desk->depth].subject, NULL);
	outbox_forget(desk);
	sent_forget(desk);
	learnt_forget(desk);
	twins_forget(desk);
	incidents_forget(desk);
	transfers_forget(desk);
	pop_dismiss(desk);
	set_text(&desk->led_to, NULL);
	set_text(&desk->noting, NULL);
	set_text(&desk->wrong, NULL);
	set_text(&desk->case_typing, NULL);
	set_text(&desk->feed_next, NULL);
	set_text(&desk->unkept, NULL);
	set_text(&desk->came_from.screen, NULL);
	set_text(&desk->came_from.subject, NULL);
	set_text(&desk->came_from.noting, NULL);
	set_text(&desk->came_from.mode, NULL);
	set_text(&desk->came_from.wrong, NULL);
	set_text(&desk->came_from.field, NULL);
	for (size_t i = 0; i < desk->asked_count; i++)
		desk->asked[i].what = ASKED_NOTHING;
	desk->feed_wait = 0;
	desk->feed_asked = desk->lease_asked = desk->queues_asked = 0;
	desk->matches_asked = desk->places_asked = desk->lease_written = 0;
	desk->case_page = NULL;
	case_files_forget(desk);
	arena_release(&desk->lease_arena);
	desk->queues = (struct list){0};
	back_office_forget(desk);
	desk->mended = desk->looks = (struct list){0};
	desk->looks_asked = desk->volumes_asked = 0;
	desk->volumes = NULL;
	promises_release(&desk->promises);
	desk->promises = (struct promises){0};
	promises_init(&desk->promises);
	free(desk->calling.list);
	calling_release(&desk->calling);
	desk->calling = (struct calling){0};
	calling_init(&desk->calling);
	desk->visits_asked = 0;
	desk->visits = (struct list){0};
	board_release(&desk->board); /* the next user's journal has its own rows */
	desk->leases = desk->queue = desk->matches = desk->places = (struct list){0};
	find_clear(desk, FIND_ANY);
}

/* Back to the form with the name kept; the reason is said by the caller. */
static void
refuse(struct desk *desk)
{
	forget(desk);
	typed_set(desk, "sign-in.user", desk->user, false);
	desk_focus(desk, "sign-in.password");
}

static void
take_session(struct desk *desk, const struct session *session)
{
	struct arena arena;
	arena_init(&arena);
	struct session *copy = record_copy(&arena, &session_record, session);
	arena_release(&desk->session_arena);
	desk->session_arena = arena;
	desk->session = copy;
}

void
signin_remember(struct desk *desk, const struct session *session)
{
	if (!desk->crm_said_yes)
		take_session(desk, session);
}

/* The journal keeps who was signed in, not the token: the journal outlives the session. */
static void
keep_session(struct desk *desk)
{
	struct session *kept = record_copy(&desk->effects.arena, &session_record, desk->session);
	kept->token = "-";
	kept->leases = (struct list){0}; /* the journal has its own */
	desk_keep(desk, &session_record, "session", kept);
}

/* The CRM has taken the password, and the journal is open. */
static void
at_the_crm(struct desk *desk)
{
	forget_password(desk);
	keep_session(desk);
	leases_told(desk, &desk->session->leases);
	feed_begin(desk);
	sent_offer(desk);
	outbox_resend(desk);
	left_look(desk);
}

static void
enter(struct desk *desk)
{
	desk->phase = PHASE_WORK;
	desk->touched = desk->now;
	typed_drop(desk, "sign-in.user");
	typed_drop(desk, "sign-in.password");
	set_text(&desk->message, NULL);
	recover_finish(desk);
	left_changed(desk);
	if (desk->crm_said_yes) {
		at_the_crm(desk);
	} else {
		outbox_resend(desk);
		desk_say(desk, TONE_WARN, "%s",
		    _("You are signed in on this desk; the CRM cannot be reached. All you do is "
		      "kept and sent later."));
	}
	if (desk->journal_notice)
		desk_say(desk, TONE_WARN, "%s", desk->journal_notice);
}

/* The password is right at the CRM and was another when the journal was made: the CRM opens the
 * seal of it, for nobody but its user. */
static void
ask_key(struct desk *desk)
{
	struct journal_key *body = arena_alloc(&desk->effects.arena, sizeof *body);
	*body =
	    (struct journal_key){.seal = arena_strdup(&desk->effects.arena, desk->journal_seal)};
	set_text(&desk->journal_seal, NULL);
	desk_ask(desk, ROUTE_JOURNAL_KEY, REQUEST_READ, ASKED_JOURNAL_KEY, NULL)->body = body;
}

static void
not_opened(struct desk *desk)
{
	char *why = arena_strdup(&desk->effects.arena, desk->journal_why);
	refuse(desk);
	desk_say(desk, TONE_ALARM,
	    _("%s If it was changed at the CRM, sign in when the line is back; nothing is lost."),
	    why);
}

void
signin_key(struct desk *desk, const struct reply *reply)
{
	const struct journal_key *answer = reply->body;
	if (desk->phase != PHASE_CHECKING || !desk->journal_why)
		return;
	if (reply->problem == PROBLEM_NONE && answer && answer->key)
		unlock(desk, false, answer->key);
	else
		not_opened(desk);
}

/* Both answers, or one and the certainty that the other will not come. */
static void
settle(struct desk *desk)
{
	if (desk->phase != PHASE_CHECKING)
		return;
	if (desk->journal_ready && desk->crm_said_yes) {
		enter(desk);
	} else if (desk->journal_ready && desk->crm_absent && desk->session) {
		enter(desk);
	} else if (desk->journal_ready && desk->crm_absent) {
		refuse(desk);
		desk_say(desk, TONE_WARN, "%s",
		    _("The CRM cannot be reached, and you have not finished signing in on this "
		      "desk "
		      "before. Try again when the line is back."));
	} else if (desk->journal_seal && desk->crm_said_yes) {
		ask_key(desk);
	} else if (desk->journal_seal && desk->crm_absent) {
		not_opened(desk);
	} else if (desk->journal_missing && desk->crm_said_yes) {
		desk->journal_missing = false;
		unlock(desk, true, NULL);
	} else if (desk->journal_missing && desk->crm_absent) {
		refuse(desk);
		desk_say(desk, TONE_WARN, "%s",
		    _("The CRM cannot be reached, and you have not signed in on this desk before. "
		      "Try again when the line is back."));
	}
}

void
signin_unlocked(struct desk *desk, const struct desk_event *event)
{
	if (desk->phase == PHASE_PROVING) {
		if (!event->ok) {
			desk->phase = PHASE_LOCKED;
			forget_password(desk);
			desk_focus(desk, "lock.password");
			desk_say(desk, TONE_ALARM, "%s",
			    event->text ? event->text : _("The password is wrong."));
			return;
		}
		desk->phase = PHASE_WORK;
		promises_ask_again(desk);
		desk->touched = desk->now;
		set_text(&desk->message, NULL);
		/* After a wrong password the mark stood in the lock's own field. */
		desk_focus(desk, text_same(desk->focus, "lock.password") ? NULL : desk->focus);
		if (desk->stale || !desk->token)
			ask_crm(desk, ASKED_PROOF);
		else
			forget_password(desk);
		return;
	}
	if (desk->phase != PHASE_CHECKING)
		return;
	if (event->ok) {
		desk->journal_open = true;
		set_text(&desk->journal_why, NULL);
	} else if (event->text && event->item && !desk->journal_why) {
		set_text(&desk->journal_seal, event->item);
		set_text(&desk->journal_why, event->text);
		settle(desk);
	} else if (!event->text) {
		desk->journal_missing = true;
		settle(desk);
	} else {
		char *why = arena_strdup(&desk->effects.arena, event->text);
		refuse(desk);
		desk_say(desk, TONE_ALARM, "%s", why);
	}
}

void
signin_ready(struct desk *desk, const char *notice)
{
	if (!desk->journal_open)
		return;
	desk->journal_ready = true;
	set_text(&desk->journal_notice, notice);
	settle(desk);
}

/* From now on the desk goes by the CRM's clock: what is logged here stands in order with what
 * others log. What is counted from a moment is counted on. */
static void
learn_time(struct desk *desk, micros crm)
{
	micros by = crm - desk->now;
	micros *const since[] = {&desk->checking_since, &desk->line_since, &desk->retried,
	    &desk->directory_since, &desk->pack_due, &desk->touched, &desk->promises.read};
	if (by > -MICROS_SECOND && by < MICROS_SECOND) /* the way of the answer */
		return;
	desk->now += by;
	desk->skew += by;
	for (size_t i = 0; i < sizeof since / sizeof *since; i++)
		if (*since[i])
			*since[i] += by;
}

static void
accept(struct desk *desk, const struct session *session)
{
	take_session(desk, session);
	if (session->now)
		learn_time(desk, session->now);
	desk->token = true;
	desk->stale = false;
	desk_effect(desk, EFFECT_TOKEN)->text = arena_strdup(&desk->effects.arena, session->token);
}

void
signin_reply(struct desk *desk, const struct reply *reply, enum asked_for what)
{
	bool checking = desk->phase == PHASE_CHECKING && what == ASKED_SIGN_IN;
	if (!desk->password)
		return; /* signed out in the meantime */
	if (reply->problem == PROBLEM_NONE && reply->status && reply->body) {
		accept(desk, reply->body);
		if (checking) {
			desk->crm_said_yes = true;
			settle(desk);
			return;
		}
		at_the_crm(desk);
		return;
	}
	bool refused = reply->problem != PROBLEM_NONE &&
		       (problem_kind(reply->problem)->final || reply->problem == PROBLEM_SLOW_DOWN);
	if (checking && refused) {
		refuse(desk);
		desk_say_problem(desk, reply);
	} else if (checking) {
		desk->crm_absent = true;
		settle(desk);
	} else if (refused) {
		forget_password(desk);
		signin_lock(desk);
		desk->stale = true;
		desk_say_problem(desk, reply);
	}
	/* Otherwise it is asked again when the line is back. */
}

void
signin_stale(struct desk *desk)
{
	if (desk->stale)
		return;
	desk->stale = true;
	desk->token = false;
	if (desk->phase == PHASE_WORK && !desk->hand && desk->depth == 1 &&
	    text_blank(typed_text(desk, "home.find")))
		signin_lock(desk);
	else
		desk_say(desk, TONE_WARN, "%s",
		    _("The session has ended: F9 and your password go on with it. Nothing is "
		      "lost."));
}

void
signin_retry(struct desk *desk)
{
	if (signed_in(desk) && !desk->token && desk->password)
		ask_crm(desk, ASKED_PROOF);
}

void
signin_line(struct desk *desk)
{
	if (!desk->online) {
		if (desk->phase == PHASE_CHECKING) {
			desk->crm_absent = true;
			settle(desk);
		}
		return;
	}
	if (!signed_in(desk))
		return;
	if (!desk->token && desk->password)
		ask_crm(desk, ASKED_PROOF);
	else if (!desk->token)
		signin_stale(desk);
	else
		feed_resume(desk);
}

/* Is the CRM being asked for a new token? */
static bool
proving(const struct desk *desk)
{
	for (size_t i = 0; i < desk->asked_count; i++)
		if (desk->asked[i].what == ASKED_PROOF)
			return true;
	return false;
}

void
signin_tick(struct desk *desk)
{
	if (desk->phase == PHASE_CHECKING && !desk->crm_said_yes && !desk->journal_missing &&
	    desk->now - desk->checking_since > PATIENCE) {
		desk->crm_absent = true;
		settle(desk);
	}
	if (signed_in(desk) && desk->online && !desk->token && desk->password && !proving(desk))
		ask_crm(desk, ASKED_PROOF); /* the CRM was there, but had no answer last time */
	if (desk->phase == PHASE_WORK && desk->lock_after &&
	    desk->now - desk->touched >= desk->lock_after)
		signin_lock(desk);
}

void
signin_lock(struct desk *desk)
{
	wrong_leave(desk);
	if (desk->phase != PHASE_WORK)
		return;
	desk->phase = PHASE_LOCKED;
	set_text(&desk->message, NULL);
	typed_drop(desk, "lock.password");
	desk->focus_serial++;
}

void
signin_out(struct desk *desk)
{
	if (!signed_in(desk))
		return;
	if (desk->token)
		desk_ask(desk, ROUTE_SIGN_OUT, REQUEST_READ, ASKED_NOTHING, NULL);
	forget(desk);
	desk_focus(desk, "sign-in.user");
	desk_say(desk, TONE_PLAIN, "%s", _("Signed out."));
}

static void
leave(struct desk *desk, enum command command)
{
	desk->leaving = COMMAND_NONE;
	if (command == COMMAND_SIGN_OUT) {
		signin_out(desk);
	} else {
		left_leave(desk);
		desk_effect(desk, EFFECT_QUIT);
	}
}

void
signin_leave(struct desk *desk, enum command command, const char *argument)
{
	bool owed = desk->journal_open && (desk->unkept || desk->synced < desk->written);
	if (!owed || text_same(argument, "anyway"))
		leave(desk, command);
	else if (desk->unkept)
		desk_say(desk, TONE_ALARM,
		    _("What was typed is not kept and would be lost. Make room on the disk, or "
		      "lose it with :%s anyway."),
		    command_entry(command)->name);
	else
		desk->leaving = command;
}

void
signin_kept(struct desk *desk)
{
	if (desk->leaving != COMMAND_NONE)
		signin_leave(desk, desk->leaving, NULL);
}
