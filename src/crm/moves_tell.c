/*
 * Whom a change of address is told: of each service that holds it, at the old address's council and
 * at the new one's, the owner has a task, and acknowledges by closing it. The task is the owner's
 * council's alone (at, as and for), whoever's desk it was said at: what its team notes there is not
 * that desk's to see. Of what a service has told of it the move says only that, and of a sensitive
 * one as much as of its other entries.
 */
#include "base/text.h"
#include "crm/sharing.h"
#include "directory/holds.h"
#include "store/cases.h"
#include "store/feed.h"
#include "store/leases.h"
#include "store/moves.h"
#include "store/partners.h"

#include <string.h>

enum { SUMMARY = 400 };

static const char *
day_words(const struct move *move, struct arena *arena)
{
	char words[40] = "";
	struct date day;
	if (date_parse(move->moved_on, &day))
		date_words(words, sizeof words, day);
	return arena_strdup(arena, words);
}

static const char *
new_words(const struct move *move, struct arena *arena)
{
	const struct address address = {
	    .line = move->line, .town = move->town, .postcode = move->postcode};
	return address_words(&address, arena);
}

static const char *
old_words(const struct move *move)
{
	return move->old_address ? move->old_address : "not known";
}

/* What does not fit in one line: who moves along, and both properties. */
static const char *
note_of(const struct move *move, struct arena *arena)
{
	const char *note = arena_printf(arena, "From %s: %s%s%s.\nBefore: %s%s%s.",
	    day_words(move, arena), new_words(move, arena), move->uprn ? ", UPRN " : "",
	    move->uprn ? move->uprn : "", old_words(move), move->old_uprn ? ", UPRN " : "",
	    move->old_uprn ? move->old_uprn : "");
	LIST_EACH(struct move_person, person, &move->people)
	note = arena_printf(arena, "%s\nMoves along: %s.", note, person->name ? person->name : "?");
	return note;
}

/* ---- the task ---- */

static bool
open_task(struct ask *ask, struct move *move, const char *service, const struct queue *queue,
    bool put_back, const char *why)
{
	struct arena *arena = ask->call->arena;
	char id[ID_LENGTH + 1], reference[REFERENCE_LENGTH + 1];
	bool training = ask->session && text_same(ask->session->desk_kind, "training");
	if (reference_next(ask->tx, training, reference) != 1)
		return store_well(ask) &&
		       refuse(ask, PROBLEM_INTERNAL, NULL, "no references are left");
	tx_id(ask->tx, id);
	struct case_record task = {.id = arena_strdup(arena, id),
	    .reference = arena_strdup(arena, reference),
	    .customer = move->customer,
	    .service = arena_strdup(arena, service),
	    .at = queue->council,
	    .as = queue->council,
	    .responsible = queue->council,
	    .queue = queue->id,
	    .move = move->id,
	    .note = note_of(move, arena),
	    .state = "open",
	    .opened = tx_now(ask->tx)};
	task.summary = cut_words(arena,
	    put_back ? arena_printf(arena, "Put back, no move on %s: at %s again",
			   day_words(move, arena), old_words(move))
		     : arena_printf(arena, "Change of address from %s: %s, before %s",
			   day_words(move, arena), new_words(move, arena), old_words(move)),
	    SUMMARY);
	struct case_event *event = case_event_add(ask, &task, "opened", task.opened);
	event->user = put_back ? move->undone_by : move->author;
	event->queue = queue->id;
	event->text = why;
	case_keep(ask, "case.open", &task, NULL);
	tx_id(ask->tx, id);
	struct move_told *told = list_add(arena, &move->told, &move_told_record);
	*told = (struct move_told){.id = arena_strdup(arena, id),
	    .service = task.service,
	    .council = task.responsible,
	    .case_id = task.id,
	    .reference = task.reference,
	    .put_back = put_back,
	    .told = task.opened};
	return true;
}

/* A team of that council, the owner first: what it is told is a customer's, and nobody else's. */
static bool
own_team(struct ask *ask, const struct partnership *partnership, const struct tell *tell,
    struct team *out)
{
	const struct team *owner = partnership_team(partnership, tell->team ? tell->team : "");
	if (owner && text_same(owner->council, tell->council)) {
		*out = *owner;
		return true;
	}
	for (size_t i = 0; i < partnership->team_count; i++)
		if (text_same(partnership->teams[i].council, tell->council)) {
			*out = partnership->teams[i];
			return true;
		}
	return store_well(ask) && false;
}

/* Where its dialogue would refer to there, else its owner's own. */
static bool
queue_of(struct ask *ask, const struct partnership *partnership, const struct tell *tell,
    struct queue *queue)
{
	struct arena *arena = ask->call->arena;
	struct team team;
	if (tell->role && (queue_find(ask->tx, tell->role, tell->council, queue, arena) == 1 ||
			      queue_find(ask->tx, tell->role, tell->was, queue, arena) == 1))
		return true;
	return own_team(ask, partnership, tell, &team) &&
	       team_queue(ask, &team, "addresses", queue);
}

void
moves_tell(struct ask *ask, struct move *move, bool own_only)
{
	struct arena *arena = ask->call->arena;
	struct partnership partnership;
	struct list texts = {0};
	struct telling telling = {.partnership = &partnership,
	    .from = move->old_district,
	    .to = move->district,
	    .at = move->at,
	    .as = move->as,
	    .own_only = own_only,
	    .on = london_of(tx_now(ask->tx)).date};
	partnership_load(ask->tx, &partnership, arena);
	directory_with(ask->tx, "holds:", arena, &texts);
	LIST_EACH(struct service_text, text, &texts)
	{
		struct tell tells[MOST_TELLS];
		struct queue queue;
		const struct service *service =
		    holds_may(text->text) ? parsed_service(ask->crm->parsed, text) : NULL;
		size_t count = service ? holds_tells(&telling, service, tells) : 0;
		for (size_t i = 0; i < count; i++)
			if ((!tells[i].if_known ||
				customer_has_had(ask->tx, move->customer, text->service)) &&
			    queue_of(ask, &partnership, &tells[i], &queue))
				open_task(ask, move, text->service, &queue, false, NULL);
	}
}

/* ---- taken back ---- */

static void
close_task(struct ask *ask, const struct case_record *was, struct move *move,
    struct move_told *told, const char *reason)
{
	struct arena *arena = ask->call->arena;
	struct case_record *now = record_copy(arena, &case_record_record, was);
	struct case_event *event = case_event_add(ask, now, "close", tx_now(ask->tx));
	event->user = move->undone_by;
	event->text = arena_printf(arena, "Withdrawn: %s", reason);
	now->state = "closed";
	now->closed = event->at;
	case_keep(ask, "case.close", now, was);
	told->withdrawn = event->at;
}

void
moves_withdraw(struct ask *ask, struct move *move, const char *reason)
{
	struct arena *arena = ask->call->arena;
	size_t count = move->told.count; /* of the new ones none is looked at */
	for (size_t i = 0; i < count; i++) {
		struct move_told *told = LIST_AT(struct move_told, &move->told, i);
		struct case_record task = {0};
		struct queue queue;
		if (case_get(ask->tx, told->case_id, &task, arena) != 1)
			continue;
		if (text_same(task.state, "open"))
			close_task(ask, &task, move, told, reason);
		else if (partner_get(ask->tx, &queue_record, task.queue, &queue, arena) == 1)
			open_task(ask, move, told->service, &queue, true, reason);
	}
}

/* ---- acknowledged ---- */

void
moves_follow(struct ask *ask, const struct case_record *record, const struct case_event *event)
{
	struct arena *arena = ask->call->arena;
	struct move was = {0};
	bool closed = text_same(event->kind, "close"), reopened = text_same(event->kind, "reopen");
	if ((!closed && !reopened) || move_get(ask->tx, record->move, &was, arena) != 1)
		return;
	struct move *now = record_copy(arena, &move_record, &was);
	LIST_EACH(struct move_told, told, &now->told)
	{
		if (!text_same(told->case_id, record->id) || told->withdrawn)
			continue;
		told->acknowledged = closed ? tx_now(ask->tx) : 0;
		told->by = closed ? event->user : NULL;
		move_put(ask->tx, now);
		moves_audit(ask, closed ? "move.acknowledge" : "move.reopen", now, &was);
		feed_add(ask->tx, "move", now->customer, NULL, 0);
		return;
	}
}

/* ---- what may be seen ---- */

/* Whoever said it knows whom that told, but for what is sensitive: that one has something of this
 * customer is as secret as the rest of it. A service that is withheld was told all the same: when,
 * and whether it has acknowledged. */
static void
withhold(struct ask *ask, struct move *move, const char *consent, bool glass)
{
	struct list all = move->told;
	move->told = (struct list){0};
	LIST_EACH(struct move_told, told, &all)
	{
		struct sharing what = {
		    .concern = {.responsible = told->council}, .consent = consent};
		if (!service_is_sensitive(ask, told->service))
			what.concern = (struct concern){move->at, move->as, told->council};
		enum sight sight = sight_of(ask, told->service, &what, glass);
		if (sight == SEE_NOTHING)
			continue;
		struct move_told *shown =
		    list_add(ask->call->arena, &move->told, &move_told_record);
		*shown = *told;
		if (sight == SEE_SOMETHING)
			*shown = (struct move_told){.id = told->id,
			    .council = told->council,
			    .withheld = true,
			    .put_back = told->put_back,
			    .told = told->told,
			    .acknowledged = told->acknowledged,
			    .withdrawn = told->withdrawn};
	}
}

/* The most of what those may see whom it concerns: where it was said, and both addresses' councils.
 */
enum sight
moves_sight(struct ask *ask, struct move *move, const char *consent, bool glass)
{
	struct sharing what = {.concern = {move->at, move->as, move->district}, .consent = consent};
	enum sight sight = sight_of(ask, NULL, &what, glass);
	what.concern = (struct concern){.responsible = move->old_district};
	enum sight left = sight_of(ask, NULL, &what, glass);
	withhold(ask, move, consent, glass);
	return sight > left ? sight : left;
}
