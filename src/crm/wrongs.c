/*
 * "This is wrong": somebody at a desk points at what an entry says, its owner has a case of it, and
 * everyone who said so hears when it is mended, by the closing of the case or by a version that
 * says something else there. What is already reported and open is joined, not doubled.
 */
#include "store/wrongs.h"
#include "base/text.h"
#include "crm/inside.h"
#include "directory/subject.h"
#include "store/audit.h"
#include "store/cases.h"
#include "store/feed.h"
#include "store/leases.h"
#include "store/partners.h"
#include "store/services.h"

#include <string.h>

enum { UNHEARD = 100, SAID = 400, SUMMARY = 400 };
/* Of what happened to a case: its owner must be able to work on it, however many say the same. */
enum { MOST_JOINED = 100 };

/* ---- the entry ---- */

static struct service *
parse(const char *text, const char *council)
{
	struct finding_list findings;
	if (text_blank(text))
		return NULL;
	findings_init(&findings);
	struct service *service = service_parse("", text, strlen(text), council, NULL, &findings);
	findings_release(&findings);
	return service;
}

/* What the report is about, found before it is written. */
struct looked {
	const char *council; /* whose variant says it; null: the common text */
	const char *said, *title, *team;
};

/* A council's variant that says there what the common text says is the common text. */
static void
look_at(struct ask *ask, const char *text, const struct wrong *wrong, struct looked *looked)
{
	struct arena *arena = ask->call->arena;
	struct service *common = parse(text, NULL);
	struct service *variant = wrong->council ? parse(text, wrong->council) : NULL;
	bool own = variant && common && !subject_same(common, variant, wrong->subject);
	const struct service *service = own ? variant : common;
	if (service) {
		looked->council = own ? wrong->council : NULL;
		looked->said =
		    cut_words(arena, subject_words(service, wrong->subject, "en", arena), SAID);
		looked->title = arena_strdup(arena, words_in(&service->title, "en"));
		looked->team = arena_strdup(arena, service->owner_team);
	}
	service_free(variant);
	service_free(common);
}

bool
wrong_look(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct wrong *wrong = ask->call->body;
	struct looked *looked = arena_alloc(arena, sizeof *looked);
	struct service_text current = {0}, seen = {0};
	if (!text_same(ask->call->params[0], wrong->service))
		return refuse(ask, PROBLEM_BAD_FIELD, "service", "not the service of the path");
	if (!text_same(ask->call->params[1], wrong->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	int found = directory_get(ask->tx, wrong->service, 0, &current, arena);
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	/* What was read out may have been an older version, and is what was wrong. */
	if (wrong->version > 0)
		directory_get(ask->tx, wrong->service, wrong->version, &seen, arena);
	looked->title = looked->said = wrong->service;
	look_at(ask, text_blank(seen.text) ? current.text : seen.text, wrong, looked);
	ask->more = looked;
	return found == 1;
}

/* ---- the case ---- */

/* The owner's team; of an entry that nobody owns, one of the council that asks, else any: a report
 * is never lost for want of an owner. */
static bool
find_team(struct ask *ask, const char *owner, struct team *team)
{
	struct arena *arena = ask->call->arena;
	struct list teams = {0};
	if (owner && partner_get(ask->tx, &team_record, owner, team, arena) == 1)
		return true;
	partner_list(ask->tx, &team_record, arena, &teams);
	LIST_EACH(struct team, other, &teams)
	if (other == teams.items || (text_same(other->council, ask->session->council) &&
					!text_same(team->council, ask->session->council)))
		*team = *other;
	return teams.count > 0 ||
	       refuse(ask, PROBLEM_BAD_FIELD, "service", "there is no team to take it");
}

static bool
open_case(struct ask *ask, const struct looked *looked, struct wrong *wrong)
{
	struct arena *arena = ask->call->arena;
	const struct session *session = ask->session;
	struct team team = {0};
	struct queue queue;
	char id[ID_LENGTH + 1], reference[REFERENCE_LENGTH + 1];
	if (!find_team(ask, looked->team, &team) || !team_queue(ask, &team, "entries", &queue))
		return false;
	int taken = reference_next(ask->tx, text_same(session->desk_kind, "training"), reference);
	if (taken != 1)
		return taken == 0 && refuse(ask, PROBLEM_INTERNAL, NULL, "no references are left");
	tx_id(ask->tx, id);
	struct case_record record = {.id = arena_strdup(arena, id),
	    .reference = arena_strdup(arena, reference),
	    .service = wrong->service,
	    .at = session->council,
	    .as = session->council,
	    .responsible = queue.council,
	    .queue = queue.id,
	    .summary = cut_words(
		arena, arena_printf(arena, "%s: %s", looked->title, looked->said), SUMMARY),
	    .state = "open",
	    .opened = tx_now(ask->tx)};
	struct case_event *event = case_event_add(ask, &record, "opened", record.opened);
	event->user = session->user;
	event->queue = queue.id;
	event->text = wrong->text;
	case_keep(ask, "case.open", &record, NULL);
	wrong->case_id = record.id;
	wrong->reference = record.reference;
	return true;
}

/* The open report of the same words, or null. */
static const struct wrong *
same_report(const struct list *open, const struct wrong *wrong)
{
	LIST_EACH(struct wrong, other, open)
	{
		const char *one = wrong->council ? wrong->council : "",
			   *two = other->council ? other->council : "";
		if (strcmp(one, two) == 0 && text_same(wrong->subject ? wrong->subject : "",
						 other->subject ? other->subject : ""))
			return other;
	}
	return NULL;
}

static bool
join_case(struct ask *ask, const struct wrong *first, struct wrong *wrong)
{
	struct case_record was, now;
	struct arena *arena = ask->call->arena;
	if (case_get(ask->tx, first->case_id, &was, arena) != 1 ||
	    case_get(ask->tx, first->case_id, &now, arena) != 1)
		return false;
	if (now.events.count < MOST_JOINED) {
		struct case_event *event = case_event_add(ask, &now, "note", tx_now(ask->tx));
		event->user = ask->session->user;
		event->text = wrong->text;
		case_keep(ask, "case.note", &now, &was);
	}
	wrong->case_id = now.id;
	wrong->reference = now.reference;
	return true;
}

static void
audit_wrong(struct tx *tx, const char *action, const struct wrong *wrong, const struct wrong *was)
{
	struct audit_entry entry = {.action = action,
	    .record = "wrong",
	    .id = wrong->id,
	    .person = wrong->case_id,
	    .of = &wrong_record,
	    .was = was,
	    .now = wrong};
	audit_add(tx, &entry);
}

bool
wrong_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct looked *looked = ask->more;
	struct wrong *wrong = record_copy(arena, &wrong_record, ask->call->body), kept = {0};
	struct list open = {0};
	if (wrong_get(ask->tx, wrong->id, &kept, arena) == 1) {
		if (!text_same(kept.user, ask->session->user))
			return refuse(ask, PROBLEM_BAD_FIELD, "id", "used before");
		ask->answer->body = record_copy(arena, &wrong_record, &kept);
		return true;
	}
	if (text_blank(wrong->subject))
		wrong->subject = NULL;
	if (text_blank(wrong->text))
		wrong->text = NULL;
	wrong->council = looked->council;
	wrong->said = looked->said;
	wrong->user = ask->session->user;
	wrong->mended = wrong->mended_in = wrong->heard = 0;
	wrong->how = NULL;
	wrongs_open(ask->tx, wrong->service, arena, &open);
	const struct wrong *first = same_report(&open, wrong);
	if (first ? !join_case(ask, first, wrong) : !open_case(ask, looked, wrong))
		return false;
	wrong_put(ask->tx, wrong);
	audit_wrong(ask->tx, "wrong.report", wrong, NULL);
	ask->answer->body = wrong;
	return true;
}

/* ---- mended ---- */

static void
follow(struct tx *tx, const struct wrong *was, micros mended, int64_t version, const char *how)
{
	struct wrong now = *was;
	now.mended = mended;
	now.mended_in = version;
	now.how = how;
	now.heard = 0;
	wrong_put(tx, &now);
	audit_wrong(tx, mended ? "wrong.mended" : "wrong.reopened", &now, was);
	if (mended)
		feed_add(tx, "mended", was->user, NULL, 0);
}

void
wrongs_follow(struct tx *tx, const struct case_record *record, const struct case_event *event,
    struct arena *arena)
{
	struct list wrongs = {0};
	bool closed = text_same(event->kind, "close"), reopened = text_same(event->kind, "reopen");
	if (!closed && !reopened)
		return;
	wrongs_of_case(tx, record->id, arena, &wrongs);
	LIST_EACH(struct wrong, wrong, &wrongs)
	if (closed == !wrong->mended)
		follow(tx, wrong, closed ? tx_now(tx) : 0, 0, closed ? event->text : NULL);
}

static bool
changed(const char *was, const char *now, const struct wrong *wrong)
{
	struct service *before = parse(was, wrong->council), *after = parse(now, wrong->council);
	bool same = subject_same(before, after, wrong->subject);
	service_free(before);
	service_free(after);
	return !same;
}

/* The version closes the case, in the name of whoever wrote it. */
static void
close_case(struct tx *tx, const struct wrong *wrong, const struct publication *publication,
    int64_t version, struct arena *arena)
{
	struct crm_call call = {.arena = arena};
	struct crm_answer answer = {0};
	struct ask ask = {.call = &call, .answer = &answer, .tx = tx};
	struct case_record was, now;
	if (case_get(tx, wrong->case_id, &was, arena) == 1 &&
	    case_get(tx, wrong->case_id, &now, arena) == 1 && text_same(was.state, "open")) {
		struct case_event *event = case_event_add(&ask, &now, "close", tx_now(tx));
		event->user = publication->author;
		event->text = publication->comment;
		now.state = "closed";
		now.closed = event->at;
		case_keep(&ask, "case.close", &now, &was);
	}
	follow(tx, wrong, tx_now(tx), version, publication->comment);
}

void
wrongs_published(struct tx *tx, const char *was, const struct publication *publication,
    int64_t version, struct arena *arena)
{
	struct list open = {0};
	wrongs_open(tx, publication->service, arena, &open);
	LIST_EACH(struct wrong, wrong, &open)
	if (changed(was, publication->text, wrong))
		close_case(tx, wrong, publication, version, arena);
}

/* ---- hearing of it ---- */

bool
wrongs_read(struct ask *ask)
{
	struct wrong_page *page = record_new(ask->call->arena, &wrong_page_record);
	wrongs_unheard(ask->tx, ask->session->user, UNHEARD, ask->call->arena, &page->items);
	ask->answer->body = page;
	return true;
}

bool
wrong_heard_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct wrong was = {0}, *now = record_new(arena, &wrong_record);
	int found = wrong_get(ask->tx, ask->call->params[0], &was, arena);
	if (found < 0)
		return false;
	if (found == 0 || !text_same(was.user, ask->session->user))
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	*now = was;
	ask->answer->body = now;
	if (!was.mended || was.heard)
		return true;
	now->heard = tx_now(ask->tx);
	wrong_put(ask->tx, now);
	audit_wrong(ask->tx, "wrong.heard", now, &was);
	feed_add(ask->tx, "mended", was.user, NULL, 0); /* their other desks may forget it */
	return true;
}
