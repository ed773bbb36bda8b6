/*
 * What the CRM tells: the partnership, the directory, notices, counts, and the feed that says when
 * one of them changed. One long poll is out at any time; only what changed is fetched.
 */
#include "desk/feed.h"
#include "base/alloc.h"
#include "base/compress.h"
#include "base/secret.h"
#include "desk/booking.h"
#include "desk/calling.h"
#include "desk/cases.h"
#include "desk/counter.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/incident.h"
#include "desk/joined.h"
#include "desk/learnt.h"
#include "desk/lease.h"
#include "desk/looks.h"
#include "desk/mails.h"
#include "desk/matrix.h"
#include "desk/matter.h"
#include "desk/moving.h"
#include "desk/notices.h"
#include "desk/out_of_hours.h"
#include "desk/outbox.h"
#include "desk/payment.h"
#include "desk/promises.h"
#include "desk/queue.h"
#include "desk/reconcile.h"
#include "desk/signin.h"
#include "desk/state.h"
#include "desk/transfer.h"
#include "desk/twins.h"
#include "desk/visits.h"
#include "desk/wrong.h"

#include <stdlib.h>
#include <string.h>

#define RETRY_EVERY (5 * MICROS_SECOND)
/* How long the CRM may wait for news; it may answer sooner. */
#define FEED_WAIT (240 * MICROS_SECOND)
#define FEED_WAIT_LEAST (5 * MICROS_SECOND)
#define PACK_AFTER (5 * MICROS_SECOND)

enum { TEXT_MOST = 256 << 10 /* bytes of a service's text */ };

/* Bytes of text in one part, and how long one should take: a caller's search may wait behind it. */
enum { PART_FIRST = 8 << 10, PART_LEAST = 2 << 10, PART_MOST = 256 << 10 };
#define PART_QUICK (MICROS_SECOND / 2)
#define PART_SLOW (2 * MICROS_SECOND)

static void
ask_directory(struct desk *desk)
{
	struct request *request =
	    desk_ask(desk, ROUTE_DIRECTORY, REQUEST_IDLE, ASKED_DIRECTORY, NULL);
	struct arena *arena = &desk->effects.arena;
	if (desk->directory_part == 0)
		desk->directory_part = PART_FIRST;
	if (desk->directory_version > 0)
		desk_query(desk, request, "after",
		    arena_printf(arena, "%lld", (long long)desk->directory_version));
	desk_query(
	    desk, request, "most", arena_printf(arena, "%lld", (long long)desk->directory_part));
	if (desk->directory_whole > 0)
		desk_query(desk, request, "whole",
		    arena_printf(arena, "%lld", (long long)desk->directory_whole));
	desk->directory_asked = request->number;
	desk->directory_since = desk->now;
}

/* The next part is as large as the line is quick. */
int64_t
line_part(int64_t part, micros took)
{
	if (took < PART_QUICK && part < PART_MOST)
		return part * 4;
	return took > PART_SLOW && part > PART_LEAST ? part / 2 : part;
}

/* What is in force comes before anything else: an advisor may be about to say it. */
void
notices_ask(struct desk *desk)
{
	desk_ask(desk, ROUTE_NOTICES, REQUEST_READ, ASKED_NOTICES, NULL);
}

/* All of it, unless it is still what this desk knows. */
static void
ask_partnership(struct desk *desk)
{
	struct request *request =
	    desk_ask(desk, ROUTE_PARTNERSHIP, REQUEST_READ, ASKED_PARTNERSHIP, NULL);
	if (!desk->partnership || text_blank(desk->partnership->digest))
		return;
	desk_query(desk, request, "known", desk->partnership->digest);
}

static void
ask_all(struct desk *desk)
{
	notices_ask(desk);
	ask_directory(desk);
	work_ask(desk);
	wrongs_ask(desk);
	looks_ask(desk);
	arrivals_ask(desk);
	ask_partnership(desk);
	queues_ask(desk);
	promises_ask(desk);
	calling_ask(desk);
	kept_ask(desk);
	visits_ask(desk);
	entries_ask(desk);
	entry_news(desk, NULL);
}

void
feed_begin(struct desk *desk)
{
	if (desk->session && !desk->feed_next)
		set_text(&desk->feed_next, desk->session->feed);
	desk->directory_current = false;
	ask_all(desk);
	learnt_ask(desk);
	lease_ask(desk);
	transfers_ask(desk);
	feed_ask(desk);
	if (desk->hand && desk->hand->work->customer && !desk->hand->page)
		customer_ask(desk, desk->hand);
	if (desk_screen(desk) == SCREEN_PAYMENT && desk_subject(desk))
		payment_ask(desk, desk_subject(desk));
	/* What was in front when the desk was ended off the line. */
	if (desk->phase == PHASE_WORK && desk_screen(desk) == SCREEN_CASE && !desk->case_page &&
	    desk_subject(desk))
		case_open_page(desk, arena_strdup(&desk->effects.arena, desk_subject(desk)));
	reconcile_ask(desk); /* each where it is in front */
	late_ask(desk);
	matrix_ask(desk);
	person_look_again(desk);
	same_look_again(desk);
}

void
feed_resume(struct desk *desk)
{
	if (!desk->partnership)
		ask_all(desk);
	else
		notices_ask(desk);
	arrivals_ask(desk);
	if (desk_screen(desk) == SCREEN_PAYMENT && desk_subject(desk))
		payment_ask(desk, desk_subject(desk));
	if (!desk->directory_current && !desk->directory_asked)
		ask_directory(desk);
	visits_ask(desk);
	lease_ask(desk);
	outbox_resend(desk);
	feed_ask(desk);
	booking_look_again(desk);
	struct hand *hand = desk->hand;
	if (hand && hand->work->customer && !hand->page && !hand->page_asked &&
	    !hand->work->new_customer)
		customer_ask(desk, hand);
	entry_news(desk, NULL);
	person_look_again(desk);
	same_look_again(desk);
	if (!desk->places.count)
		matter_look_again(desk);
	incidents_look_again(desk);
	transfers_ask(desk);
	if (desk->find.failed)
		find_refresh(desk);
	enum screen screen = desk->phase == PHASE_WORK ? desk_screen(desk) : SCREEN_HOME;
	char *subject = arena_strdup(&desk->effects.arena, desk_subject(desk));
	if (screen == SCREEN_PAST && !desk->past && subject)
		past_open(desk, subject);
	else if (screen == SCREEN_CASE && !desk->case_page && subject)
		case_open_page(desk, subject);
	else if (screen == SCREEN_QUEUE && subject)
		queue_open(desk, subject);
	else if (screen == SCREEN_HOME || screen == SCREEN_QUEUES)
		queues_ask(desk);
	else if (screen == SCREEN_ENTRIES)
		entries_ask(desk);
	else if (screen == SCREEN_LOOKS)
		looks_ask(desk);
	else if (screen == SCREEN_PAYMENTS)
		reconcile_ask(desk);
	else if (screen == SCREEN_LATE)
		late_ask(desk);
	else
		matrix_ask(desk); /* where it is in front */
	promises_ask(desk);
	if (screen == SCREEN_KEPT || screen == SCREEN_QUEUES)
		kept_ask(desk);
	mail_look_again(desk);
}

void
feed_tick(struct desk *desk)
{
	if (!signed_in(desk) || desk->now - desk->retried < RETRY_EVERY)
		return;
	desk->retried = desk->now;
	signin_retry(desk);
	twins_look(desk);
	outbox_resend(desk);
	lease_ask(desk);
	feed_ask(desk);
	if (!desk->directory_current && !desk->directory_asked)
		ask_directory(desk);
}

/* A proxy between here and the CRM gave up waiting: from now on the CRM answers before that. */
static void
wait_less(struct desk *desk)
{
	micros waited = (desk->now - desk->feed_since) * 3 / 4;
	desk->feed_wait = waited < FEED_WAIT_LEAST   ? FEED_WAIT_LEAST
			  : waited < desk->feed_wait ? waited
						     : desk->feed_wait / 2;
	feed_ask(desk);
}

void
feed_ask(struct desk *desk)
{
	if (desk->feed_asked || !desk->token || !desk->feed_next)
		return;
	struct request *request = desk_ask(desk, ROUTE_FEED, REQUEST_FEED, ASKED_FEED, NULL);
	desk_query(desk, request, "after", desk->feed_next);
	if (!desk->feed_wait)
		desk->feed_wait = FEED_WAIT;
	desk_query(desk, request, "wait",
	    arena_printf(
		&desk->effects.arena, "%lld", (long long)(desk->feed_wait / MICROS_SECOND)));
	request->patience = desk->feed_wait;
	desk->feed_since = desk->now;
	desk_query(desk, request, "board",
	    arena_printf(&desk->effects.arena, "%lld", (long long)desk->board.version));
	desk->feed_asked = request->number;
}

/* ---- the directory ---- */

/* A matter in work goes on with its answers in the new text, and the advisor is told. */
static bool
take_service(struct desk *desk, const struct service_text *text)
{
	struct err err;
	bool in_work = changed_in_work(desk, text->service);
	const char *was = in_work ? arena_strdup(&desk->effects.arena,
					directory_text(desk->directory, text->service))
				  : NULL;
	if (directory_put(
		desk->directory, text->service, text->text ? text->text : "", text->version, &err))
		return false;
	if (in_work)
		changed_service(desk, text->service, was, text->version);
	return true;
}

/* The service with its text, made of the one that is here where it came as a patch of it. Null: the
 * patch is not of that one. */
static const struct service_text *
whole_text(struct desk *desk, const struct service_text *came)
{
	if (!came->patch)
		return came;
	const char *old = directory_text(desk->directory, came->service);
	if (!old || directory_version(desk->directory, came->service) != came->was)
		return NULL;
	struct arena *arena = &desk->effects.arena;
	size_t size = strlen(came->patch);
	char *bytes = arena_alloc(arena, size + 1);
	int length = secret_base64_read(bytes, size, came->patch);
	struct service_text *text = arena_alloc(arena, sizeof *text);
	struct err err;
	struct buf made;
	buf_init(&made, TEXT_MOST);
	int rc =
	    length < 0 ? -1 : deflate_unpack(&made, bytes, (size_t)length, old, strlen(old), &err);
	if (rc == 0)
		*text = (struct service_text){.service = came->service,
		    .version = came->version,
		    .text = arena_strndup(arena, made.data, made.length)};
	buf_release(&made);
	return rc == 0 ? text : NULL;
}

/* While it comes, what waits for it looks again. */
static void
look_again(struct desk *desk)
{
	if (!text_blank(typed_text(desk, "home.find")))
		find_refresh(desk);
	matter_look_again(desk);
	moving_look_again(desk);
	booking_look_again(desk);
}

/* It comes in parts, each small enough to be taken between two keys, when nobody waits for anything
 * else; what has come is usable at once, and kept. A part that was lost is asked for again. */
void
feed_directory(struct desk *desk, const struct reply *reply)
{
	const struct directory_page *page = reply->body;
	bool newest_asked = reply->number == desk->directory_asked;
	if (newest_asked)
		desk->directory_asked = 0;
	if (reply->problem != PROBLEM_NONE || !page)
		return;
	desk->directory_part = line_part(desk->directory_part, desk->now - desk->directory_since);
	bool changed = false, first = !desk->directory_current;
	int64_t newest = desk->directory_version;
	bool unfit = false; /* what was thought to be held whole is not */
	LIST_EACH(struct service_text, came, &page->services)
	{
		if (came->patch &&
		    directory_version(desk->directory, came->service) >= came->version)
			continue; /* it came by itself meanwhile */
		const struct service_text *text = whole_text(desk, came);
		unfit = !text;
		if (unfit)
			break;
		changed = take_service(desk, text) || changed;
		if (text->version > newest)
			newest = text->version;
	}
	if (unfit)
		desk->directory_whole = 0;
	else if (!page->more && page->version > newest)
		newest = page->version;
	if (newest > desk->directory_version)
		desk->directory_version = newest;
	if (changed)
		entry_news(desk, NULL);
	if (changed && first)
		look_again(desk);
	if (changed && !page->more)
		entries_ask(desk);
	if (changed && !desk->pack_due)
		desk->pack_due = desk->now;
	if (!newest_asked)
		return; /* the one that was asked for later says what is current */
	if (page->more || unfit) {
		ask_directory(desk);
		return;
	}
	desk->directory_current = true;
	if (desk->directory_whole != desk->directory_version && !desk->pack_due)
		desk->pack_due = desk->now;
	desk->directory_whole = desk->directory_version;
	if (first && desk->pack_due)
		desk->pack_due = desk->now - PACK_AFTER;
}

/* One changed service by itself; the copy is as of its version only when none before it is missing.
 * The feed told of it once: where it was lost, the directory is looked through again. */
void
feed_service(struct desk *desk, const struct reply *reply)
{
	const struct service_text *text = reply->body;
	if (reply->problem != PROBLEM_NONE || !text) {
		if (reply->problem != PROBLEM_NOT_FOUND)
			desk->directory_current = false;
		return;
	}
	if (!take_service(desk, text))
		return;
	if (desk->directory_current && text->version == desk->directory_version + 1) {
		if (desk->directory_whole == desk->directory_version)
			desk->directory_whole = text->version;
		desk->directory_version = text->version;
	}
	if (!desk->pack_due)
		desk->pack_due = desk->now;
	entry_news(desk, text->service);
	entries_ask(desk);
}

void
feed_copy(struct desk *desk, const struct directory_pack *pack)
{
	struct err err;
	for (size_t i = 0; i < pack->count; i++) {
		const struct packed_service *service = &pack->services[i];
		if (directory_version(desk->directory, service->service) <= service->version)
			directory_put_packed(desk->directory, service, pack->form, &err);
	}
	if (pack->version > desk->directory_version) {
		desk->directory_version = pack->version;
		desk->directory_whole = pack->whole;
	}
	look_again(desk);
}

/* The copy on disk is replaced as a whole: when all of it has come, and for changes and parts a
 * while after the first, so that many cost no more than one. What a crash takes is fetched again.
 */
void
feed_pack(struct desk *desk)
{
	if (!desk->pack_due || desk->now - desk->pack_due < PACK_AFTER)
		return;
	desk->pack_due = 0;
	struct desk_effect *effect = desk_effect(desk, EFFECT_PACK);
	struct directory_pack *pack = arena_alloc(&desk->effects.arena, sizeof *pack);
	directory_pack(desk->directory, &desk->effects.arena, pack);
	pack->version = desk->directory_version;
	pack->whole = desk->directory_whole;
	effect->record = pack;
}

/* ---- the partnership ---- */

void
feed_partnership(struct desk *desk, const struct partnership_page *page)
{
	if (page->same)
		return;
	if (desk->partnership && record_equal(&partnership_page_record, desk->partnership, page))
		return;
	struct arena arena;
	arena_init(&arena);
	struct partnership_page *copy = record_copy(&arena, &partnership_page_record, page);
	arena_release(&desk->partnership_arena);
	desk->partnership_arena = arena;
	desk->partnership = copy;
	desk->councils = partnership_of_page(copy);
	if (desk->phase != PHASE_CHECKING) /* then it comes from the journal */
		desk_keep(desk, &partnership_page_record, "partnership", desk->partnership);
}

/* ---- the feed ---- */

static bool
tells_of_service(const struct desk *desk, const struct feed_item *item)
{
	return text_same(item->topic, "directory") && item->id &&
	       (directory_version(desk->directory, item->id) < item->version || item->version == 0);
}

/* One changed service is asked for by itself, several with one request. */
static void
ask_services(struct desk *desk, const struct feed_page *page)
{
	const struct feed_item *changed = NULL;
	size_t count = 0;
	LIST_EACH(struct feed_item, item, &page->items)
	if (tells_of_service(desk, item)) {
		changed = item;
		count++;
	}
	if (count == 1)
		desk_ask(desk, ROUTE_SERVICE, REQUEST_READ, ASKED_SERVICE, NULL)->params[0] =
		    arena_strdup(&desk->effects.arena, changed->id);
	else if (count > 1) {
		desk->directory_current = false;
		ask_directory(desk);
	}
}

static void
take_item(struct desk *desk, const struct feed_item *item, bool *notices, bool *queues)
{
	if (text_same(item->topic, "draft")) {
		desk->authoring.news = true;
		entry_news(desk, item->id);
	} else if (text_same(item->topic, "notice")) {
		if (item->notice)
			notice_take(desk, item->notice);
		else
			*notices = true;
	} else if (text_same(item->topic, "queue") || text_same(item->topic, "case")) {
		*queues = true;
		if (text_same(item->topic, "case")) {
			queue_touched(desk, item->id, item->text);
			case_changed(desk, item->id);
		}
	} else if (text_same(item->topic, "work")) {
		work_changed(desk, item->id);
	} else if (text_same(item->topic, "mended")) {
		if (desk->session && text_same(item->id, desk->session->user))
			wrongs_ask(desk);
	} else if (text_same(item->topic, "payment")) {
		payment_news(desk, item->id);
	} else if (text_same(item->topic, "arrivals")) {
		arrivals_news(desk, item->id);
	} else if (text_same(item->topic, "merge")) {
		same_changed(desk, item->text, item->id);
	} else if (text_same(item->topic, "promise")) {
		promises_told(desk, item->id);
	} else if (text_same(item->topic, "transfer")) {
		transfer_heard(desk, item);
	} else if (text_same(item->topic, "incident")) {
		if (item->incident)
			incident_heard(desk, item->incident);
		joined_changed(desk, item->id);
		case_beside(desk, item->id);
	} else if (text_same(item->topic, "visit")) {
		if (item->visit)
			visits_heard(desk, item->visit);
	} else if (text_same(item->topic, "move")) {
		moved_changed(desk, item->id);
	} else if (text_same(item->topic, "appointment")) {
		booked_changed(desk, item->id);
	} else if (text_same(item->topic, "diary")) {
		booking_changed(desk, item->id);
		diaries_changed(desk, item->id);
	} else if (text_same(item->topic, "mail")) {
		mail_changed(desk, item);
	}
}

/* Before anything else of the page. */
static void
take_forgotten(struct desk *desk, const struct list *items)
{
	LIST_EACH(struct feed_item, item, items)
	if (text_same(item->topic, "forget"))
		customer_forget(desk, item->id);
}

void
feed_reply(struct desk *desk, const struct reply *reply)
{
	if (reply->number != desk->feed_asked)
		return;
	desk->feed_asked = 0;
	const struct feed_page *page = reply->body;
	if (reply->status == GATEWAY_TIMEOUT)
		wait_less(desk);
	if (reply->problem != PROBLEM_NONE || !page)
		return; /* asked again at a later tick */
	bool notices = page->reload, queues = page->reload;
	if (page->next)
		set_text(&desk->feed_next, page->next);
	take_forgotten(desk, &page->items);
	LIST_EACH(struct feed_item, item, &page->items)
	take_item(desk, item, &notices, &queues);
	if (!page->reload)
		ask_services(desk, page);
	board_take(desk, &page->board);
	if (page->reload) {
		board_forget(desk);
		ask_all(desk);
	} else if (notices)
		notices_ask(desk);
	if (queues)
		queues_changed(desk);
	if (desk->authoring.news)
		entries_ask(desk);
	desk->authoring.news = false;
	feed_ask(desk);
}
