/* The desk takes one event at a time: which part it concerns is decided here, and nothing else. */
#include "base/alloc.h"
#include "desk/booking.h"
#include "desk/calling.h"
#include "desk/cases.h"
#include "desk/counter.h"
#include "desk/detail.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/feed.h"
#include "desk/forms.h"
#include "desk/hands.h"
#include "desk/incident.h"
#include "desk/joined.h"
#include "desk/learnt.h"
#include "desk/lease.h"
#include "desk/left.h"
#include "desk/looks.h"
#include "desk/mails.h"
#include "desk/matrix.h"
#include "desk/moving.h"
#include "desk/nearest.h"
#include "desk/notices.h"
#include "desk/out_of_hours.h"
#include "desk/outbox.h"
#include "desk/payment.h"
#include "desk/pop.h"
#include "desk/promises.h"
#include "desk/queue.h"
#include "desk/reconcile.h"
#include "desk/recover.h"
#include "desk/sent.h"
#include "desk/signin.h"
#include "desk/state.h"
#include "desk/transfer.h"
#include "desk/twins.h"
#include "desk/visits.h"
#include "desk/wrong.h"

#include <stdlib.h>
#include <string.h>

struct desk *
desk_new(const struct desk_options *options, micros now)
{
	struct desk *desk = xcalloc(1, sizeof *desk);
	set_text(&desk->id, options->desk ? options->desk : "");
	set_text(&desk->secret, options->desk_secret ? options->desk_secret : "");
	set_text(&desk->folder, options->folder);
	set_text(&desk->machine, options->machine);
	set_text(&desk->language, options->language ? options->language : "en");
	desk->lock_after = options->lock_after;
	desk->ids = options->ids ? options->ids : id_system();
	desk->encode = options->encode;
	desk->now = desk->touched = now;
	arena_init(&desk->effects.arena);
	arena_init(&desk->session_arena);
	arena_init(&desk->find.arena);
	arena_init(&desk->partnership_arena);
	arena_init(&desk->notices_arena);
	arena_init(&desk->learnt_arena);
	arena_init(&desk->twins_arena);
	arena_init(&desk->partners_arena);
	arena_init(&desk->mended_arena);
	arena_init(&desk->looks_arena);
	arena_init(&desk->counter.arena);
	arena_init(&desk->paying.arena);
	arena_init(&desk->reconciling.arena);
	arena_init(&desk->late.arena);
	arena_init(&desk->volumes_arena);
	arena_init(&desk->board.arena);
	arena_init(&desk->visits_arena);
	arena_init(&desk->queues_arena);
	arena_init(&desk->queue_arena);
	back_office_init(desk);
	arena_init(&desk->case_arena);
	arena_init(&desk->files.arena);
	arena_init(&desk->past_arena);
	arena_init(&desk->matches_arena);
	arena_init(&desk->places_arena);
	arena_init(&desk->moving.arena);
	arena_init(&desk->booking.arena);
	arena_init(&desk->booking.shown_arena);
	arena_init(&desk->diaries.arena);
	promises_init(&desk->promises);
	arena_init(&desk->mails.list_arena);
	arena_init(&desk->mails.arena);
	arena_init(&desk->mails.form_arena);
	calling_init(&desk->calling);
	arena_init(&desk->incidents.arena);
	arena_init(&desk->incidents.page_arena);
	transfers_forget(desk);
	arena_init(&desk->lease_arena);
	arena_init(&desk->left.arena);
	desk->directory = directory_new();
	desk->stack[0].screen = SCREEN_HOME;
	desk->depth = 1;
	if (options->user && *options->user)
		typed_set(desk, "sign-in.user", options->user, false);
	desk_focus(desk, options->user && *options->user ? "sign-in.password" : "sign-in.user");
	return desk;
}

void
desk_free(struct desk *desk)
{
	if (!desk)
		return;
	typed_forget(desk);
	while (desk->hand_count)
		hand_free(desk->hands[--desk->hand_count]);
	outbox_forget(desk);
	transfers_forget(desk);
	for (size_t i = 0; i < desk->asked_count; i++)
		free(desk->asked[i].subject);
	for (size_t i = 0; i < desk->depth; i++)
		free(desk->stack[i].subject);
	if (desk->password)
		explicit_bzero(desk->password, strlen(desk->password));
	char *texts[] = {desk->id, desk->secret, desk->folder, desk->machine, desk->journal_seal,
	    desk->journal_why, desk->language, desk->unkept, desk->user, desk->password,
	    desk->focus, desk->at, desk->message, desk->noting, desk->wrong, desk->wrong_from,
	    desk->queue_id, desk->queue_next, desk->case_subject, desk->case_secret,
	    desk->case_secret_of, desk->case_typing, desk->past_subject, desk->feed_next,
	    desk->fault_field, desk->fault, desk->places_field, desk->came_from.screen,
	    desk->came_from.subject, desk->came_from.noting, desk->came_from.mode,
	    desk->came_from.wrong, desk->came_from.field, desk->journal_notice, desk->led_to,
	    desk->led_by, desk->pop};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		free(texts[i]);
	struct arena *arenas[] = {&desk->effects.arena, &desk->session_arena, &desk->find.arena,
	    &desk->partnership_arena, &desk->notices_arena, &desk->learnt_arena, &desk->twins_arena,
	    &desk->partners_arena, &desk->mended_arena, &desk->queues_arena, &desk->queue_arena,
	    &desk->case_arena, &desk->past_arena, &desk->matches_arena, &desk->places_arena,
	    &desk->located_arena, &desk->lease_arena, &desk->moving.arena, &desk->looks_arena,
	    &desk->counter.arena, &desk->paying.arena, &desk->incidents.arena,
	    &desk->incidents.page_arena, &desk->volumes_arena};
	for (size_t i = 0; i < sizeof arenas / sizeof *arenas; i++)
		arena_release(arenas[i]);
	find_release(desk);
	booking_release(desk);
	diaries_release(desk);
	board_release(&desk->board);
	arena_release(&desk->visits_arena);
	arena_release(&desk->reconciling.arena);
	free(desk->reconciling.shown);
	arena_release(&desk->late.arena);
	free(desk->late.shown);
	if (desk->preview.hand)
		preview_end(desk);
	entry_release(desk);
	back_office_release(desk);
	case_files_forget(desk);
	arena_release(&desk->files.arena);
	same_release(desk);
	promises_release(&desk->promises);
	mails_release(desk);
	calling_release(&desk->calling);
	free(desk->calling.list);
	directory_free(desk->directory);
	free(desk->effects.items);
	free(desk->typed);
	free(desk->asked);
	free(desk->owed);
	free(desk->sent);
	arena_release(&desk->left.arena);
	free(desk->hands);
	free(desk);
}

static bool
starts(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

static bool
is_secret(const char *field)
{
	return strcmp(field, "sign-in.password") == 0 || strcmp(field, "lock.password") == 0;
}

/* The cursor went there by itself: remembered, not asked for. */
static void
stand_on(struct desk *desk, const char *item)
{
	set_text(&desk->at, item);
	set_text(&desk->focus, item);
}

/* The whole text of a field after a key. */
static void
edit(struct desk *desk, const char *field, const char *text)
{
	if (!field || !text || desk->phase == PHASE_CHECKING || desk->phase == PHASE_PROVING)
		return;
	bool outside = starts(field, "sign-in.") || starts(field, "lock.");
	if (outside != (desk->phase != PHASE_WORK))
		return;
	if (!outside && !starts(field, "wrong.")) /* behind the lock it waits */
		wrong_leave(desk);
	stand_on(desk, field);
	const char *before = typed_text(desk, field);
	if (before && strcmp(before, text) == 0)
		return;
	typed_set(desk, field, text, is_secret(field));
	const char *now = typed_text(desk, field);
	if (strcmp(field, "home.find") == 0)
		find_changed(desk);
	else if (starts(field, "person."))
		person_changed(desk);
	else if (starts(field, "detail."))
		detail_changed(desk, field);
	else if (strcmp(field, same_find_field) == 0)
		same_find(desk, now);
	else if (entry_is_field(field))
		entry_changed(desk);
	else if (moving_has_field(field))
		moving_changed(desk, field);
	if (strcmp(field, "person.line") == 0 || strcmp(field, "move.line") == 0 ||
	    starts(field, "answer."))
		places_changed(desk, field, now);
}

static void
pick(struct desk *desk, const char *item, const char *text)
{
	if (!item)
		return;
	if (text && (*text || typed_text(desk, item)))
		edit(desk, item, text);
	if (starts(item, "wrong.") && desk->wrong) {
		wrong_send(desk, text);
		return;
	}
	wrong_leave(desk);
	const struct screen_entry *screen = screen_of(desk_screen(desk));
	if (screen->pick)
		screen->pick(desk, item);
	else if (screen->pick_with)
		screen->pick_with(desk, item, text);
}

static void
answer(struct desk *desk, const struct reply *reply)
{
	struct asked *asked = desk_asked(desk, reply->number);
	if (!asked)
		return;
	enum asked_for what = asked->what;
	char *subject = asked->subject ? arena_strdup(&desk->effects.arena, asked->subject) : NULL;
	desk_answered(desk, reply->number);
	if (reply->problem == PROBLEM_NOT_SIGNED_IN && what != ASKED_SIGN_IN)
		signin_stale(desk);
	switch (what) {
	case ASKED_SIGN_IN:
	case ASKED_PROOF:
		signin_reply(desk, reply, what);
		break;
	case ASKED_CARRY:
		left_reply(desk, reply);
		break;
	case ASKED_JOURNAL_KEY:
		signin_key(desk, reply);
		break;
	case ASKED_PARTNERSHIP:
		if (reply->problem == PROBLEM_NONE && reply->body)
			feed_partnership(desk, reply->body);
		break;
	case ASKED_DIRECTORY:
		feed_directory(desk, reply);
		break;
	case ASKED_SERVICE:
		feed_service(desk, reply);
		break;
	case ASKED_NOTICES:
		if (reply->problem == PROBLEM_NONE && reply->body)
			notices_take(desk, &((const struct notice_page *)reply->body)->items);
		break;
	case ASKED_LEARNT:
		if (reply->problem == PROBLEM_NONE && reply->body)
			learnt_of_partners(desk, reply->body);
		break;
	case ASKED_WRONGS:
		wrongs_reply(desk, reply);
		break;
	case ASKED_QUEUES:
		queues_reply(desk, reply);
		break;
	case ASKED_QUEUE:
		queue_reply(desk, reply, subject);
		break;
	case ASKED_WORK:
		work_reply(desk, reply);
		break;
	case ASKED_PEOPLE_HERE:
		people_reply(desk, reply, subject);
		break;
	case ASKED_BULK:
		bulk_reply(desk, reply);
		break;
	case ASKED_BOUNCES:
		bounces_reply(desk, reply, subject);
		break;
	case ASKED_LEASE:
		lease_reply(desk, reply);
		break;
	case ASKED_FEED:
		feed_reply(desk, reply);
		break;
	case ASKED_PEOPLE:
		find_reply(desk, reply);
		break;
	case ASKED_MATCHES:
		person_matches(desk, reply);
		break;
	case ASKED_PLACES:
		places_reply(desk, reply, subject);
		moving_look_again(desk);
		break;
	case ASKED_LOCATION:
		nearest_reply(desk, reply);
		break;
	case ASKED_TWINS:
		twins_reply(desk, reply, subject);
		break;
	case ASKED_SAME_LIKELY:
	case ASKED_SAME_FOUND:
	case ASKED_SAME_HERS:
	case ASKED_SAME_OTHER:
		same_reply(desk, reply, what);
		break;
	case ASKED_MERGES:
		unmerge_reply(desk, reply);
		break;
	case ASKED_SLOTS:
		booking_reply(desk, reply);
		break;
	case ASKED_DIARY:
		diaries_reply(desk, reply);
		break;
	case ASKED_PAYMENT:
		desk->paying.asked = 0;
		if (reply->problem == PROBLEM_NONE && reply->body)
			payment_take(desk, reply->body);
		break;
	case ASKED_PAYMENTS:
		reconcile_reply(desk, reply, subject);
		break;
	case ASKED_LATE:
		late_reply(desk, reply, subject);
		break;
	case ASKED_ARRIVALS:
		arrivals_reply(desk, reply);
		break;
	case ASKED_CALL:
		call_reply(desk, reply);
		break;
	case ASKED_JOINED:
		joined_reply(desk, reply, subject);
		break;
	case ASKED_LOOKS:
		looks_reply(desk, reply);
		break;
	case ASKED_OUTBOUND:
		calling_lists(desk, reply);
		break;
	case ASKED_TO_RING:
		calling_reply(desk, reply);
		break;
	case ASKED_PROMISES:
		promises_reply(desk, reply);
		break;
	case ASKED_KEPT:
		kept_reply(desk, reply);
		break;
	case ASKED_PROMISE:
		promise_reply(desk, reply, subject);
		break;
	case ASKED_MAILS:
		mails_reply(desk, reply);
		break;
	case ASKED_MAIL:
		mail_reply(desk, reply, subject);
		break;
	case ASKED_FORM:
		form_reply(desk, reply, subject);
		break;
	case ASKED_SECRET:
		case_secret_reply(desk, reply, subject);
		break;
	case ASKED_TRANSFERS:
		transfers_reply(desk, reply);
		break;
	case ASKED_PRESENCE:
		transfers_present(desk, reply);
		break;
	case ASKED_INCIDENTS:
		incidents_reply(desk, reply, subject);
		break;
	case ASKED_VOLUMES:
		matrix_reply(desk, reply);
		break;
	case ASKED_VISITS:
		visits_reply(desk, reply);
		break;
	case ASKED_CUSTOMER:
		customer_reply(desk, reply, subject);
		break;
	case ASKED_PAST:
		past_reply(desk, reply, subject);
		break;
	case ASKED_FILE:
		case_file_reply(desk, reply, subject);
		break;
	case ASKED_CASE:
		case_reply(desk, reply, subject);
		break;
	case ASKED_DRAFT:
		entry_draft_reply(desk, reply, subject);
		break;
	case ASKED_VERSIONS:
		versions_reply(desk, reply, subject);
		break;
	case ASKED_OLD_TEXT:
		versions_text(desk, reply, subject);
		break;
	case ASKED_BASE_TEXT:
		entry_base_reply(desk, reply, subject);
		break;
	case ASKED_ENTRIES:
		entries_reply(desk, reply, subject);
		break;
	case ASKED_WRITE:
		outbox_reply(desk, reply, subject);
		break;
	case ASKED_NOTHING:
		break;
	}
}

/* A key: what was said before has been read. */
static void
touched(struct desk *desk)
{
	desk->touched = desk->now;
	desk->leaving = COMMAND_NONE;
	if (desk->phase != PHASE_CHECKING && desk->phase != PHASE_PROVING)
		set_text(&desk->message, NULL);
}

/* Why the line is down is said once where somebody here can do something about it; otherwise it
 * only stands beside Offline. */
static void
take_fault(struct desk *desk, const struct desk_event *event)
{
	enum line_fault fault = event->ok ? LINE_BROKEN : event->fault;
	if (fault != desk->line_fault && fault == LINE_PORTAL)
		desk_say(desk, TONE_WARN, "%s",
		    _("This network wants a sign-in of its own: open a browser. Your work waits "
		      "here."));
	else if (fault != desk->line_fault && fault == LINE_UNTRUSTED)
		desk_say(desk, TONE_WARN, "%s",
		    _("What answers cannot prove that it is the CRM. Your work waits here."));
	desk->line_fault = fault;
}

static void
dispatch(struct desk *desk, const struct desk_event *event)
{
	switch (event->kind) {
	case EVENT_COMMAND:
		touched(desk);
		command_run(desk, event->command, event->text);
		break;
	case EVENT_EDIT:
		touched(desk);
		edit(desk, event->field, event->text);
		break;
	case EVENT_PICK:
		touched(desk);
		pick(desk, event->item, event->text);
		break;
	case EVENT_MOVE:
		desk->touched = desk->now;
		stand_on(desk, event->item);
		break;
	case EVENT_TICK:
		signin_tick(desk);
		feed_tick(desk);
		sent_tick(desk);
		left_tick(desk);
		queues_tick(desk);
		break;
	case EVENT_REPLY:
		answer(desk, event->reply);
		break;
	case EVENT_LINE:
		take_fault(desk, event);
		if (desk->line_known && desk->online == event->ok)
			break;
		desk->line_known = true;
		desk->online = event->ok;
		desk->line_since = desk->now;
		signin_line(desk);
		break;
	case EVENT_KEPT:
		if (event->number > desk->synced)
			desk->synced = event->number;
		set_text(&desk->unkept, NULL);
		signin_kept(desk);
		break;
	case EVENT_KEEP_FAILED:
		set_text(&desk->unkept, event->text ? event->text : "");
		signin_kept(desk);
		break;
	case EVENT_UNLOCKED:
		signin_unlocked(desk, event);
		break;
	case EVENT_RECOVERED:
		recover_record(desk, event);
		break;
	case EVENT_READY:
		signin_ready(desk, event->text);
		break;
	case EVENT_POP:
		pop_hear(desk, event->text);
		break;
	case EVENT_LEFT:
		left_take(desk, event->record);
		break;
	case EVENT_FOLDER:
		case_folder_listed(desk, event);
		break;
	case EVENT_FILE_READ:
		case_file_taken(desk, event);
		break;
	case EVENT_FILE_WRITTEN:
		case_file_written(desk, event);
		break;
	case EVENT_PACK:
		if (event->record)
			feed_copy(desk, event->record);
		break;
	}
}

const struct desk_effects *
desk_step(struct desk *desk, const struct desk_event *event)
{
	struct desk_effects *effects = &desk->effects;
	effects->count = 0;
	arena_release(&effects->arena);
	arena_init(&effects->arena);
	if (event->now + desk->skew > desk->now)
		desk->now = event->now + desk->skew;
	hands_compact(desk);
	dispatch(desk, event);
	booked_follow(desk);
	feed_pack(desk);
	return effects;
}
