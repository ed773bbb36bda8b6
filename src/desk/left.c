#include "desk/left.h"
#include "base/alloc.h"
#include "desk/effects.h"
#include "desk/outbox.h"
#include "desk/signin.h"

#include <string.h>

/* What is sent at once is not written down for others. */
#define PATIENCE (2 * MICROS_SECOND)
#define LOOK_EVERY MICROS_MINUTE
enum { MOST_BODY = 600000 /* sealed and in base64 it must fit a request */ };

void
left_changed(struct desk *desk)
{
	if (desk->left.due)
		return;
	desk->left.due = true;
	desk->left.due_at = desk->now + PATIENCE;
}

static bool
is_left(const struct outgoing *outgoing)
{
	return !outgoing->refused && outgoing->route != ROUTE_LEASE &&
	       (!outgoing->body || strlen(outgoing->body) <= MOST_BODY);
}

void
left_leave(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	const struct session *session = desk->session;
	if (!desk->left.due || !desk->journal_open || !session || !session->carry_key)
		return;
	desk->left.due = false;
	struct leaving *leaving = arena_alloc(arena, sizeof *leaving);
	*leaving = (struct leaving){.user = arena_strdup(arena, session->user),
	    .name = arena_strdup(arena, session->name),
	    .desk = arena_strdup(arena, session->desk),
	    .key = arena_strdup(arena, session->carry_key),
	    .waiting = arena_alloc(arena, (desk->owed_count + 1) * sizeof(struct outgoing *))};
	for (size_t i = 0; i < desk->owed_count; i++) {
		const struct outgoing *outgoing = desk->owed[i]->outgoing;
		if (!is_left(outgoing))
			continue;
		if (!leaving->count)
			leaving->since = outgoing->made;
		leaving->waiting[leaving->count++] = record_copy(arena, &outgoing_record, outgoing);
	}
	desk_effect(desk, EFFECT_LEAVE)->record = leaving;
}

/* ---- others' ---- */

void
left_look(struct desk *desk)
{
	desk->left.look_at = desk->now + LOOK_EVERY;
	desk_effect(desk, EFFECT_LEFT);
}

static void
deliver(struct desk *desk)
{
	struct left *left = &desk->left;
	if (left->asked || left->at == left->count || !desk_reaches(desk) || outbox_waiting(desk))
		return;
	struct carried *body = arena_alloc(&desk->effects.arena, sizeof *body);
	body->envelope = left->items[left->at].envelopes[left->next];
	struct request *request = desk_ask(desk, ROUTE_CARRY, REQUEST_IDLE, ASKED_CARRY, NULL);
	request->body = body;
	left->asked = request->number;
}

static void
clear(struct left *left)
{
	arena_release(&left->arena);
	arena_init(&left->arena);
	left->items = NULL;
	left->count = left->at = left->next = left->refused = 0;
}

void
left_take(struct desk *desk, const struct left_listing *listing)
{
	struct left *left = &desk->left;
	if (left->asked || !signed_in(desk))
		return;
	clear(left);
	left->items = arena_alloc(&left->arena, (listing->count + 1) * sizeof *left->items);
	for (size_t i = 0; i < listing->count; i++) {
		const struct left_outbox *from = &listing->items[i];
		if (!from->count || text_same(from->user, desk->user))
			continue;
		struct left_outbox *to = &left->items[left->count++];
		*to = (struct left_outbox){.user = arena_strdup(&left->arena, from->user),
		    .name = arena_strdup(&left->arena, from->name),
		    .since = from->since,
		    .envelopes = arena_alloc(&left->arena, from->count * sizeof(char *)),
		    .count = from->count,
		    .size = from->size};
		for (size_t k = 0; k < from->count; k++)
			to->envelopes[k] = arena_strdup(&left->arena, from->envelopes[k]);
	}
	deliver(desk);
}

/* All of one outbox is at the CRM, or refused there: that its author hears when they come back. */
static void
finish(struct desk *desk)
{
	struct left *left = &desk->left;
	const struct left_outbox *outbox = &left->items[left->at];
	struct arena *arena = &desk->effects.arena;
	struct desk_effect *done = desk_effect(desk, EFFECT_LEFT_DONE);
	done->text = arena_strdup(arena, outbox->user);
	done->number = outbox->size;
	const char *sent = arena_printf(arena,
	    P_("Delivered for %s: %zu thing that had been left here.",
		"Delivered for %s: %zu things that had been left here.", outbox->count),
	    outbox->name, outbox->count);
	const char *refused = left->refused
				  ? arena_printf(arena,
					P_(" %zu was refused and waits for them.",
					    " %zu were refused and wait for them.", left->refused),
					left->refused)
				  : "";
	desk_say(desk, left->refused ? TONE_WARN : TONE_GOOD, "%s%s", sent, refused);
	left->at++;
	left->next = left->refused = 0;
	if (left->at == left->count)
		clear(left);
}

void
left_reply(struct desk *desk, const struct reply *reply)
{
	struct left *left = &desk->left;
	if (reply->number != left->asked)
		return;
	left->asked = 0;
	bool taken = reply->problem == PROBLEM_NONE && reply->status;
	bool refused = reply->problem != PROBLEM_NONE && problem_kind(reply->problem)->final &&
		       reply->problem != PROBLEM_NOT_SIGNED_IN;
	if ((!taken && !refused) || left->at == left->count)
		return; /* tried again at a later tick */
	left->refused += refused;
	if (++left->next == left->items[left->at].count)
		finish(desk);
	deliver(desk);
}

void
left_tick(struct desk *desk)
{
	if (!signed_in(desk))
		return;
	if (desk->left.due && desk->now >= desk->left.due_at)
		left_leave(desk);
	if (desk->left.at < desk->left.count)
		deliver(desk);
	else if (desk_reaches(desk) && desk->now >= desk->left.look_at)
		left_look(desk);
}

void
left_forget(struct desk *desk)
{
	clear(&desk->left);
	desk->left.due = false;
	desk->left.asked = 0;
}

const char *
left_words(const struct desk *desk, struct arena *arena)
{
	const struct left *left = &desk->left;
	char since[32];
	size_t count = 0;
	micros first = 0;
	for (size_t i = left->at; i < left->count; i++) {
		count += left->items[i].count - (i == left->at ? left->next : 0);
		if (!first || left->items[i].since < first)
			first = left->items[i].since;
	}
	if (!count)
		return NULL;
	if (desk->now - first < MICROS_DAY / 2)
		london_time(since, sizeof since, first);
	else
		london_day_time(since, sizeof since, first);
	if (left->count - left->at == 1)
		return arena_printf(arena,
		    P_("%zu of %s waits since %s.", "%zu of %s wait since %s.", count), count,
		    left->items[left->at].name, since);
	return arena_printf(arena,
	    P_("%zu of colleagues waits since %s.", "%zu of colleagues wait since %s.", count),
	    count, since);
}
