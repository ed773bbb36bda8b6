/*
 * What the CRM tells: the partnership, the directory, notices, counts, and the feed that says when
 * one of them changed. One long poll is out at any time; only what changed is fetched.
 */
#include "base/alloc.h"
#include "desk/state.h"

#include <stdlib.h>
#include <string.h>

#define RETRY_EVERY (5 * MICROS_SECOND)

static void
ask_directory(struct desk *desk)
{
	struct request *request =
	    desk_ask(desk, ROUTE_DIRECTORY, REQUEST_READ, ASKED_DIRECTORY, NULL);
	if (desk->directory_version > 0) {
		request->query[0].name = "after";
		request->query[0].value =
		    arena_printf(&desk->effects.arena, "%lld", (long long)desk->directory_version);
	}
}

/* What is in force comes before anything else: an advisor may be about to say it. */
static void
ask_notices(struct desk *desk)
{
	desk_ask(desk, ROUTE_NOTICES, REQUEST_READ, ASKED_NOTICES, NULL);
}

static void
ask_all(struct desk *desk)
{
	ask_notices(desk);
	ask_directory(desk);
	wrongs_ask(desk);
	desk_ask(desk, ROUTE_PARTNERSHIP, REQUEST_READ, ASKED_PARTNERSHIP, NULL);
	queues_ask(desk);
	entries_ask(desk);
	entry_news(desk, NULL);
}

void
feed_begin(struct desk *desk)
{
	if (desk->session && !desk->feed_next)
		set_text(&desk->feed_next, desk->session->feed);
	ask_all(desk);
	learnt_ask(desk);
	lease_ask(desk);
	feed_ask(desk);
	if (desk->hand && desk->hand->work->customer && !desk->hand->page)
		customer_ask(desk, desk->hand);
}

void
feed_resume(struct desk *desk)
{
	if (!desk->partnership || !directory_count(desk->directory))
		ask_all(desk);
	else
		ask_notices(desk);
	lease_ask(desk);
	outbox_resend(desk);
	feed_ask(desk);
	struct hand *hand = desk->hand;
	if (hand && hand->work->customer && !hand->page && !hand->page_asked &&
	    !hand->work->new_customer)
		customer_ask(desk, hand);
	entry_news(desk, NULL);
	if (desk->find.failed)
		find_refresh(desk);
	enum screen screen = desk->phase == PHASE_WORK ? desk_screen(desk) : SCREEN_HOME;
	char *subject = arena_strdup(&desk->effects.arena, desk_subject(desk));
	if (screen == SCREEN_CASE && !desk->case_page && subject)
		case_open_page(desk, subject);
	else if (screen == SCREEN_QUEUE && subject)
		queue_open(desk, subject);
	else if (screen == SCREEN_HOME || screen == SCREEN_QUEUES)
		queues_ask(desk);
}

void
feed_tick(struct desk *desk)
{
	if (!signed_in(desk) || desk->now - desk->retried < RETRY_EVERY)
		return;
	desk->retried = desk->now;
	signin_retry(desk);
	outbox_resend(desk);
	lease_ask(desk);
	feed_ask(desk);
}

void
feed_ask(struct desk *desk)
{
	if (desk->feed_asked || !desk->token || !desk->feed_next)
		return;
	struct request *request = desk_ask(desk, ROUTE_FEED, REQUEST_FEED, ASKED_FEED, NULL);
	request->query[0].name = "after";
	request->query[0].value = arena_strdup(&desk->effects.arena, desk->feed_next);
	request->query[1].name = "wait";
	request->query[1].value = "50";
	desk->feed_asked = request->number;
}

/* ---- the directory ---- */

/* A matter in work goes on with its answers in the new text, and the advisor is told. */
static bool
take_service(
    struct desk *desk, const char *service, const char *text, int64_t version, bool from_disk)
{
	struct err err;
	bool in_work = !from_disk && changed_in_work(desk, service);
	const char *was =
	    in_work ? arena_strdup(&desk->effects.arena, directory_text(desk->directory, service))
		    : NULL;
	if (directory_put(desk->directory, service, text ? text : "", version, &err))
		return false;
	if (version > desk->directory_version)
		desk->directory_version = version;
	if (in_work)
		changed_service(desk, service, was, version);
	return true;
}

void
feed_directory(struct desk *desk, const struct directory_page *page, bool from_disk)
{
	bool changed = false, first = directory_count(desk->directory) == 0;
	LIST_EACH(struct service_text, text, &page->services)
	{
		if (from_disk && directory_version(desk->directory, text->service) > text->version)
			continue;
		if (!take_service(desk, text->service, text->text, text->version, from_disk))
			continue;
		changed = true;
	}
	if (page->version > desk->directory_version)
		desk->directory_version = page->version;
	if (!changed)
		return;
	if (!from_disk)
		desk->pack_due = true;
	entry_news(desk, NULL);
	if (first && !text_blank(typed_text(desk, "home.find")))
		find_refresh(desk);
	if (first)
		matter_look_again(desk);
}

void
feed_service(struct desk *desk, const struct service_text *text)
{
	if (!take_service(desk, text->service, text->text, text->version, false))
		return;
	desk->pack_due = true;
	entry_news(desk, text->service);
	entries_ask(desk);
}

/* The copy on disk is replaced as a whole, once a step at most. */
void
feed_pack(struct desk *desk)
{
	if (!desk->pack_due)
		return;
	desk->pack_due = false;
	struct arena *arena = &desk->effects.arena;
	struct directory_page *page = arena_alloc(arena, sizeof *page);
	page->version = desk->directory_version;
	page->services.count = directory_size(desk->directory);
	page->services.items =
	    arena_alloc(arena, (page->services.count + 1) * sizeof(struct service_text));
	for (size_t i = 0; i < page->services.count; i++) {
		const char *service = directory_nth(desk->directory, i);
		*LIST_AT(struct service_text, &page->services, i) =
		    (struct service_text){.service = service,
			.text = directory_text(desk->directory, service),
			.version = directory_version(desk->directory, service)};
	}
	struct desk_effect *effect = desk_effect(desk, EFFECT_PACK);
	effect->record_type = &directory_page_record;
	effect->record = page;
}

/* ---- the partnership ---- */

void
feed_partnership(struct desk *desk, const struct partnership_page *page)
{
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

static void
take_item(struct desk *desk, const struct feed_item *item, bool *notices, bool *queues)
{
	if (text_same(item->topic, "directory") && item->id) {
		if (directory_version(desk->directory, item->id) < item->version ||
		    item->version == 0)
			desk_ask(desk, ROUTE_SERVICE, REQUEST_READ, ASKED_SERVICE, NULL)
			    ->params[0] = arena_strdup(&desk->effects.arena, item->id);
	} else if (text_same(item->topic, "draft")) {
		desk->authoring.news = true;
		entry_news(desk, item->id);
	} else if (text_same(item->topic, "notice")) {
		if (item->notice)
			notice_take(desk, item->notice);
		else
			*notices = true;
	} else if (text_same(item->topic, "queue") || text_same(item->topic, "case")) {
		*queues = true;
	} else if (text_same(item->topic, "mended")) {
		if (desk->session && text_same(item->id, desk->session->user))
			wrongs_ask(desk);
	} else if (text_same(item->topic, "forget")) {
		customer_forget(desk, item->id);
	}
}

void
feed_reply(struct desk *desk, const struct reply *reply)
{
	if (reply->number != desk->feed_asked)
		return;
	desk->feed_asked = 0;
	const struct feed_page *page = reply->body;
	if (reply->problem != PROBLEM_NONE || !page)
		return; /* asked again at a later tick */
	bool notices = page->reload, queues = page->reload;
	if (page->next)
		set_text(&desk->feed_next, page->next);
	LIST_EACH(struct feed_item, item, &page->items)
	take_item(desk, item, &notices, &queues);
	if (page->reload)
		ask_all(desk);
	else if (notices)
		ask_notices(desk);
	if (queues)
		queues_ask(desk);
	if (desk->authoring.news)
		entries_ask(desk);
	desk->authoring.news = false;
	feed_ask(desk);
}
