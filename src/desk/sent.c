#include "desk/sent.h"
#include "base/alloc.h"
#include "desk/effects.h"
#include "desk/outbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KEPT_FOR (7 * MICROS_DAY)
enum { MOST_BYTES = 16 << 20 };

static bool
is_kept(const struct outgoing *outgoing)
{
	switch (outgoing->route) {
	case ROUTE_LEASE: /* another CRM leases others */
	case ROUTE_NEXT_BEST:
	case ROUTE_PUT_TRANSFER:
	case ROUTE_TAKE_TRANSFER:
	case ROUTE_BACK_TRANSFER:
	case ROUTE_PUT_ARRIVAL:
	case ROUTE_PUT_ARRIVAL_EVENT:
	case ROUTE_PUT_ROOM_USE:
	case ROUTE_PUT_BOARD_WORD:
	case ROUTE_PUT_VISIT:
	case ROUTE_PUT_VISIT_ACT:
	case ROUTE_COUNT_EQUALITY: /* nobody is to find whose they were */
	case ROUTE_COUNT_SURVEY:
		return false;
	default:
		return true;
	}
}

/* Of the CRM where this user is signed in: what stands before the number in a place of its feed. */
static void
epoch_here(const struct desk *desk, char out[40])
{
	const char *feed = desk->session && desk->session->feed ? desk->session->feed : "";
	const char *dot = strrchr(feed, '.');
	snprintf(out, 40, "%.*s", dot ? (int)(dot - feed) : 0, feed);
}

static struct sent_note *
note_of(const struct desk *desk, const char *operation)
{
	for (size_t i = 0; i < desk->sent_count; i++)
		if (text_same(desk->sent[i].operation, operation))
			return &desk->sent[i];
	return NULL;
}

static void
note(struct desk *desk, const struct sent *sent)
{
	const struct outgoing *outgoing = sent->outgoing;
	desk->sent = grow(desk->sent, &desk->sent_capacity, desk->sent_count, sizeof *desk->sent);
	struct sent_note *note = &desk->sent[desk->sent_count++];
	*note =
	    (struct sent_note){.at = sent->at, .size = outgoing->body ? strlen(outgoing->body) : 0};
	snprintf(note->operation, sizeof note->operation, "%s", sent->operation);
	snprintf(note->about, sizeof note->about, "%s", outgoing->about ? outgoing->about : "");
	snprintf(note->epoch, sizeof note->epoch, "%s", sent->epoch ? sent->epoch : "");
}

static void
forget_at(struct desk *desk, size_t index)
{
	memmove(&desk->sent[index], &desk->sent[index + 1],
	    (desk->sent_count - index - 1) * sizeof *desk->sent);
	desk->sent_count--;
}

static void
wipe_at(struct desk *desk, size_t index)
{
	desk_drop(desk, &sent_record, desk->sent[index].operation);
	forget_at(desk, index);
}

void
sent_take(struct desk *desk, const struct outgoing *outgoing)
{
	struct arena *arena = &desk->effects.arena;
	struct sent *sent = arena_alloc(arena, sizeof *sent);
	char epoch[40];
	if (!is_kept(outgoing))
		return;
	epoch_here(desk, epoch);
	*sent = (struct sent){.epoch = arena_strdup(arena, epoch),
	    .at = desk->now,
	    .outgoing = record_copy(arena, &outgoing_record, outgoing)};
	sent->operation = sent->outgoing->operation;
	note(desk, sent);
	desk_keep(desk, &sent_record, sent->operation, sent);
}

void
sent_recovered(struct desk *desk, const struct sent *sent)
{
	const struct sent_note *known = note_of(desk, sent->operation);
	if (!known) {
		note(desk, sent);
		return;
	}
	/* Asked for again: it waits to be sent once more. */
	wipe_at(desk, (size_t)(known - desk->sent));
	outbox_again(desk, sent->outgoing);
	/* In the order in which it was made: a contact's later step may stand on an earlier one. */
	if (desk->recalls && --desk->recalls == 0)
		outbox_resend(desk);
}

void
sent_offer(struct desk *desk)
{
	size_t count = 0;
	char epoch[40];
	epoch_here(desk, epoch);
	for (size_t i = 0; *epoch && i < desk->sent_count; i++) {
		const struct sent_note *note = &desk->sent[i];
		if (!*note->epoch || strcmp(note->epoch, epoch) == 0)
			continue;
		struct desk_effect *effect = desk_effect(desk, EFFECT_RECALL);
		effect->record_type = &sent_record;
		effect->key = arena_strdup(&desk->effects.arena, note->operation);
		count++;
	}
	desk->recalls = count;
	if (count)
		desk_say(desk, TONE_WARN,
		    P_("The CRM was put back from a backup. What it may have lost of the last "
		       "7 days is sent again: %zu thing.",
			"The CRM was put back from a backup. What it may have lost of the last "
			"7 days is sent again: %zu things.",
			count),
		    count);
}

void
sent_tick(struct desk *desk)
{
	size_t bytes = 0;
	desk->recalls = 0; /* they have come by now */
	for (size_t i = 0; i < desk->sent_count; i++)
		bytes += desk->sent[i].size;
	while (
	    desk->sent_count && (desk->now - desk->sent[0].at >= KEPT_FOR || bytes > MOST_BYTES)) {
		bytes -= desk->sent[0].size;
		wipe_at(desk, 0);
	}
}

void
sent_forget_customer(struct desk *desk, const char *customer)
{
	for (size_t i = desk->sent_count; i-- > 0;)
		if (text_same(desk->sent[i].about, customer))
			wipe_at(desk, i);
}

void
sent_forget(struct desk *desk)
{
	desk->recalls = 0;
	desk->sent_count = 0;
}
