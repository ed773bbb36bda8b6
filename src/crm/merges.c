/*
 * Merging two customers who are one person, and taking it apart again. Each record stays as it is,
 * with the contacts and cases that were made with it; the one that goes points to the one that is
 * kept. What is logged later belongs to the record that was opened for it: to the kept one, unless
 * a desk had opened the other before the merge. Undoing is therefore exact at any later time, also
 * of a merge below others: these are taken apart, the newest first, and put together again.
 */
#include "store/merges.h"
#include "base/text.h"
#include "crm/inside.h"
#include "model/merge.h"
#include "store/audit.h"
#include "store/customers.h"
#include "store/feed.h"
#include "store/incidents.h"

#include <string.h>

enum { MERGES = 200 };

static bool
well_reasoned(struct ask *ask, const char *reason)
{
	return (!text_blank(reason) && strlen(reason) >= SHORTEST_REASON) ||
	       refuse(ask, PROBLEM_BAD_FIELD, "reason", "say why");
}

static void
audit(struct ask *ask, const char *action, const char *id, const char *other, const char *reason)
{
	struct audit_entry entry = {.action = action,
	    .record = "customer",
	    .id = id,
	    .purpose = arena_printf(ask->call->arena, "%s, reason %s", other, reason)};
	audit_add(ask->tx, &entry);
}

/* Desks that hold either of them read again. */
static void
tell(struct ask *ask, const struct customer_merge *merge)
{
	feed_add(ask->tx, "merge", merge->gone, merge->keep, 0);
}

static const char *
council_of(const struct ask *ask)
{
	return ask->session ? ask->session->council : NULL;
}

static bool
answer(struct ask *ask, const struct customer_merge *merge)
{
	struct arena *arena = ask->call->arena;
	struct customer_merge *body = record_copy(arena, &customer_merge_record, merge);
	struct customer gone;
	body->person = NULL;
	if (customer_own(ask->tx, merge->gone, &gone, arena) == 1) {
		body->person = record_new(arena, &candidate_record);
		*body->person = customer_candidate(&gone, arena);
	}
	ask->answer->body = body;
	return store_well(ask);
}

const char *
merge_person(const struct ask *ask)
{
	return ((const struct customer_merge *)ask->answer->body)->keep;
}

/* ---- merging ---- */

/* The record as it was looked at: still there, not gone into another, not changed. */
static bool
find_side(struct ask *ask, const char *id, const char *field, micros seen, struct customer *out)
{
	int found = customer_own(ask->tx, id, out, ask->call->arena);
	if (found == 0)
		return refuse(ask, PROBLEM_BAD_FIELD, field, "no such customer");
	if (found < 0)
		return false;
	if (out->merged_into)
		return refuse(ask, PROBLEM_CONFLICT, field, "it was merged into another meanwhile");
	return out->changed == seen ||
	       refuse(ask, PROBLEM_CONFLICT, field, "it was changed since it was looked at");
}

static bool
check_choices(struct ask *ask, const struct list *choices)
{
	size_t i = 0;
	LIST_EACH(struct merge_choice, choice, choices)
	{
		const struct field *field = record_field(&customer_record, choice->field);
		if (!field || !merge_field(field))
			return refuse(ask, PROBLEM_BAD_FIELD,
			    arena_printf(ask->call->arena, "choices.%zu.field", i),
			    "no field that could be chosen");
		i++;
	}
	return true;
}

/* The same merge was put before, under another operation. */
static bool
is_there(struct ask *ask, const struct customer_merge *merge, const struct customer_merge *kept)
{
	if (!text_same(kept->keep, merge->keep) || !text_same(kept->gone, merge->gone))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "used before");
	return answer(ask, kept);
}

bool
merge_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct customer_merge *merge = record_copy(arena, &customer_merge_record, ask->call->body);
	struct customer_merge kept;
	struct customer keep, gone;
	if (!text_same(ask->call->params[0], merge->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	int found = merge_get(ask->tx, merge->id, &kept, arena);
	if (found != 0)
		return found > 0 && is_there(ask, merge, &kept);
	if (!well_reasoned(ask, merge->reason) || !check_choices(ask, &merge->choices))
		return false;
	if (text_same(merge->keep, merge->gone))
		return refuse(ask, PROBLEM_BAD_FIELD, "gone", "it is the same record");
	if (!find_side(ask, merge->keep, "keep", merge->keep_changed, &keep) ||
	    !find_side(ask, merge->gone, "gone", merge->gone_changed, &gone))
		return false;
	struct customer *after = customers_merge(&keep, &gone, &merge->choices, arena);
	customer_point(ask->tx, gone.id, keep.id, council_of(ask));
	if (!record_equal(&customer_record, &keep, after) && !customer_keep(ask, after, &keep))
		return false;
	merge->author = ask->session->user;
	merge->at = merge_time(ask->tx);
	merge->undone = 0;
	merge->undone_by = merge->undone_reason = NULL;
	merge_put(ask->tx, merge, &keep, after);
	audit(ask, "customer.merge", keep.id, gone.id, merge->reason);
	audit(ask, "customer.merge", gone.id, keep.id, merge->reason);
	incidents_fold(ask->tx, merge->keep);
	schedule_changed(ask->crm); /* somebody may have to be told */
	tell(ask, merge);
	return answer(ask, merge);
}

/* ---- undoing ---- */

/* A merge on the way up, with the states of its record. */
struct layer {
	struct customer_merge *merge;
	struct customer before, after; /* as they were kept */
	struct customer *found;        /* what its record was when this was taken apart */
};

/* Records in hand while merges are taken apart and put together; what is not among them is as it is
 * kept. */
struct bench {
	struct ask *ask;
	struct customer *records[MERGES + 1];
	size_t count;
};

static struct customer **
on_bench(struct bench *bench, const char *id)
{
	for (size_t i = 0; i < bench->count; i++)
		if (text_same(bench->records[i]->id, id))
			return &bench->records[i];
	struct customer *record = record_new(bench->ask->call->arena, &customer_record);
	if (bench->count == MERGES + 1 ||
	    customer_own(bench->ask->tx, id, record, bench->ask->call->arena) != 1)
		return NULL;
	bench->records[bench->count] = record;
	return &bench->records[bench->count++];
}

static bool
take_apart(struct bench *bench, struct layer *layer)
{
	struct arena *arena = bench->ask->call->arena;
	struct customer **record = on_bench(bench, layer->merge->keep);
	if (!record ||
	    merge_versions(bench->ask->tx, layer->merge, &layer->before, &layer->after, arena) != 1)
		return false;
	layer->found = *record;
	*record = customers_part(&layer->before, &layer->after, *record, arena);
	return true;
}

static bool
put_together(struct bench *bench, struct layer *layer)
{
	struct arena *arena = bench->ask->call->arena;
	const struct customer_merge *merge = layer->merge;
	struct customer **gone = on_bench(bench, merge->gone);
	struct customer *other = gone ? *gone : NULL;
	struct customer **record = on_bench(bench, merge->keep);
	if (!other || !record)
		return false;
	struct customer *before = *record;
	*record = customers_merge_again(
	    before, other, &merge->choices, &layer->after, layer->found, arena);
	return merge_put(bench->ask->tx, merge, before, *record) == 0;
}

static bool
keep_bench(struct bench *bench)
{
	struct ask *ask = bench->ask;
	struct customer was;
	for (size_t i = 0; i < bench->count; i++) {
		struct customer *now = bench->records[i];
		if (customer_own(ask->tx, now->id, &was, ask->call->arena) != 1)
			return false;
		now->merged_into = was.merged_into;
		if (!record_equal(&customer_record, &was, now) && !customer_keep(ask, now, &was))
			return false;
	}
	return true;
}

static bool
undo(struct ask *ask, struct customer_merge *merge)
{
	struct arena *arena = ask->call->arena;
	struct bench bench = {.ask = ask};
	struct list above = {0};
	merges_above(ask->tx, merge, arena, &above);
	if (above.count >= MERGES)
		return refuse(ask, PROBLEM_CONFLICT, "id", "undo the later merges first");
	struct layer *layers = arena_alloc(arena, (above.count + 1) * sizeof *layers);
	struct layer *own = &layers[above.count];
	for (size_t i = 0; i < above.count; i++) {
		layers[i].merge = LIST_AT(struct customer_merge, &above, i);
		if (!take_apart(&bench, &layers[i]))
			return false;
	}
	own->merge = merge;
	if (!take_apart(&bench, own))
		return false;
	for (size_t i = above.count; i-- > 0;)
		if (!put_together(&bench, &layers[i]))
			return false;
	customer_point(ask->tx, merge->gone, NULL, council_of(ask));
	return keep_bench(&bench) && merge_put(ask->tx, merge, &own->before, &own->after) == 0;
}

bool
merge_undo_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct merge_undo *body = ask->call->body;
	struct customer_merge merge;
	int found = merge_get(ask->tx, ask->call->params[0], &merge, arena);
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	if (found < 0 || !well_reasoned(ask, body->reason))
		return false;
	if (merge.undone) /* by somebody else: it is done */
		return answer(ask, &merge);
	merge.undone = tx_now(ask->tx);
	merge.undone_by = ask->session->user;
	merge.undone_reason = body->reason;
	if (!undo(ask, &merge))
		return false;
	audit(ask, "customer.unmerge", merge.keep, merge.gone, body->reason);
	audit(ask, "customer.unmerge", merge.gone, merge.keep, body->reason);
	incidents_fold(ask->tx, merge.keep);
	incidents_fold(ask->tx, merge.gone);
	schedule_changed(ask->crm);
	tell(ask, &merge);
	return answer(ask, &merge);
}

/* ---- reading ---- */

bool
merges_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct customer_merge_page *page = record_new(arena, &customer_merge_page_record);
	const char *id = customer_root(ask->tx, ask->call->params[0], arena);
	if (!id)
		return store_well(ask) && refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	merges_of(ask->tx, id, MERGES, arena, &page->items);
	LIST_EACH(struct customer_merge, merge, &page->items)
	{
		struct customer gone;
		if (customer_own(ask->tx, merge->gone, &gone, arena) != 1)
			continue;
		merge->person = record_new(arena, &candidate_record);
		*merge->person = customer_candidate(&gone, arena);
	}
	leave_trace(ask, "customer.merges", id, NULL);
	ask->answer->body = page;
	return true;
}
