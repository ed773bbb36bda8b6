/* The contacts at this desk: the one in front, those parked, those ended that the CRM has not yet.
 */
#include "desk/hands.h"
#include "base/alloc.h"
#include "desk/contact.h"
#include "desk/customer.h"
#include "desk/effects.h"
#include "desk/matter.h"
#include "desk/state.h"

#include <stdlib.h>
#include <string.h>

enum { COMPACT_FROM = 256 * 1024 };

static struct hand *
hand_new(const struct work *work)
{
	struct hand *hand = xcalloc(1, sizeof *hand);
	arena_init(&hand->arena);
	arena_init(&hand->page_arena);
	arena_init(&hand->found_arena);
	hand->work = work ? record_copy(&hand->arena, &work_record, work)
			  : record_new(&hand->arena, &work_record);
	return hand;
}

void
hand_begin(struct desk *desk, struct hand *hand)
{
	struct work *work = hand->work;
	work->id = arena_strdup(&hand->arena, desk_id(desk));
	work->channel = arena_strdup(&hand->arena, contact_channel(desk));
	work->as = arena_strdup(&hand->arena, desk_council(desk));
	work->began = desk->now;
	work->open = true;
}

struct hand *
hand_apart(struct desk *desk)
{
	struct hand *hand = hand_new(NULL);
	hand_begin(desk, hand);
	return hand;
}

struct hand *
hand_add(struct desk *desk, const struct work *work)
{
	struct hand *hand = hand_new(work);
	desk->hands =
	    grow(desk->hands, &desk->hand_capacity, desk->hand_count, sizeof *desk->hands);
	desk->hands[desk->hand_count++] = hand;
	return hand;
}

/* As they began; a restart finds the same order. */
static int
by_begin(const void *a, const void *b)
{
	const struct work *x = (*(struct hand *const *)a)->work,
			  *y = (*(struct hand *const *)b)->work;
	return x->began != y->began ? (x->began > y->began ? 1 : -1) : strcmp(x->id, y->id);
}

void
hands_sort(struct desk *desk)
{
	if (desk->hand_count)
		qsort(desk->hands, desk->hand_count, sizeof *desk->hands, by_begin);
}

static void
undo_clear(struct undo *undo)
{
	free(undo->prompt);
	free(undo->value);
	free(undo->source);
	free(undo->focus);
}

void
hand_free(struct hand *hand)
{
	for (size_t i = 0; i < hand->undo_count; i++)
		undo_clear(&hand->undo[i]);
	free(hand->undo);
	arena_release(&hand->arena);
	arena_release(&hand->page_arena);
	arena_release(&hand->found_arena);
	free(hand);
}

void
hand_remove(struct desk *desk, struct hand *hand)
{
	if (desk->hand == hand)
		desk->hand = NULL;
	for (size_t i = 0; i < desk->hand_count; i++) {
		if (desk->hands[i] != hand)
			continue;
		memmove(&desk->hands[i], &desk->hands[i + 1],
		    (desk->hand_count - i - 1) * sizeof *desk->hands);
		desk->hand_count--;
		break;
	}
	hand_free(hand);
}

void
hands_compact(struct desk *desk)
{
	for (size_t i = 0; i < desk->hand_count; i++) {
		struct hand *hand = desk->hands[i];
		if (hand->arena.used < COMPACT_FROM)
			continue;
		struct arena arena;
		arena_init(&arena);
		hand->work = record_copy(&arena, &work_record, hand->work);
		arena_release(&hand->arena);
		hand->arena = arena;
	}
}

struct hand *
hand_find(const struct desk *desk, const char *id)
{
	for (size_t i = 0; i < desk->hand_count; i++)
		if (text_same(desk->hands[i]->work->id, id))
			return desk->hands[i];
	return NULL;
}

struct matter *
hand_matter(const struct hand *hand)
{
	if (!hand || hand->work->current < 0 ||
	    (size_t)hand->work->current >= hand->work->matters.count)
		return NULL;
	return LIST_AT(struct matter, &hand->work->matters, hand->work->current);
}

struct matter *
hand_matter_of(const struct hand *hand, const char *id)
{
	return hand ? list_find(&hand->work->matters, &matter_record, id) : NULL;
}

const struct customer *
hand_customer(const struct hand *hand)
{
	if (!hand)
		return NULL;
	return hand->work->new_customer ? hand->work->new_customer : hand->work->known;
}
