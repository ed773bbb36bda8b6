/*
 * Retention carried out: kind after kind, a page of records a transaction, for administration or
 * by itself at night. What was done stays done; a run that was stopped begins again and finds what
 * is left.
 */
#include "base/alloc.h"
#include "base/log.h"
#include "base/text.h"
#include "crm/retain.h"
#include "store/audit.h"
#include "store/erase.h"
#include "store/looking.h"
#include "store/retain.h"

#include <stdlib.h>
#include <string.h>

enum { PAGE = 50 };

#define TEXT(type_, name_)                                                                         \
	{                                                                                          \
		.name = #name_, .type = FIELD_TEXT, .offset = offsetof(struct type_, name_)        \
	}
static const struct field item_fields[] = {
    TEXT(crm_retained, rule),
    TEXT(crm_retained, council),
    TEXT(crm_retained, id),
    TEXT(crm_retained, reference),
    TEXT(crm_retained, service),
    {.name = "since", .type = FIELD_TIME, .offset = offsetof(struct crm_retained, since)},
    TEXT(crm_retained, fate),
    TEXT(crm_retained, why),
};
const struct record retained_item_record = {
    "retained", sizeof(struct crm_retained), item_fields, sizeof item_fields / sizeof *item_fields};
static const struct field count_fields[] = {
    TEXT(crm_retained_count, rule),
    TEXT(crm_retained_count, then),
    TEXT(crm_retained_count, council),
    TEXT(crm_retained_count, fate),
    TEXT(crm_retained_count, why),
    {.name = "count", .type = FIELD_NUMBER, .offset = offsetof(struct crm_retained_count, count)},
};
const struct record retained_count_record = {"retained_count", sizeof(struct crm_retained_count),
    count_fields, sizeof count_fields / sizeof *count_fields};

static const char *const fates[] = {
    [FATE_GOES] = "goes", [FATE_HELD] = "held", [FATE_OPEN] = "open", [FATE_LATER] = "later"};

/* ---- a walk over all that may be due ---- */

struct walk {
	struct retain_rules rules;
	enum retained_kind kind;
	bool paged; /* `last` is set */
	struct retained last;
	char id[ID_LENGTH + 1], customer[ID_LENGTH + 1];
	struct arena arena; /* of the page */
	struct list items;  /* struct crm_retained, of the page */
};

static void
walk_init(struct walk *walk)
{
	*walk = (struct walk){0};
	arena_init(&walk->rules.arena);
	arena_init(&walk->arena);
}

static void
walk_release(struct walk *walk)
{
	retain_rules_release(&walk->rules);
	arena_release(&walk->arena);
}

static void
copy_id(char out[ID_LENGTH + 1], const char *id)
{
	size_t length = id ? strnlen(id, ID_LENGTH) : 0;
	memcpy(out, id ? id : "", length);
	out[length] = '\0';
}

/* Where the next page begins; kept until this one is. */
static void
remember(struct walk *walk, const struct retained *last)
{
	copy_id(walk->id, last->id);
	copy_id(walk->customer, last->customer);
	walk->last =
	    (struct retained){.id = walk->id, .customer = walk->customer, .place = last->place};
	walk->paged = true;
}

static void
judge_one(struct tx *tx, struct walk *walk, const struct retained *item, const char *as)
{
	struct arena *arena = &walk->arena;
	const char *why;
	enum fate fate = retain_judge(tx, &walk->rules, walk->kind, item, arena, &why);
	if (fate == FATE_YOUNG)
		return;
	if (fate == FATE_GOES && as)
		retain_take(tx, &walk->rules, walk->kind, item, as, arena);
	*(struct crm_retained *)list_add(arena, &walk->items, &retained_item_record) =
	    (struct crm_retained){.rule = retention_kinds[walk->kind].id,
		.council = item->council,
		.id = item->id,
		.reference = item->reference,
		.service = item->service,
		.since = item->since,
		.fate = fates[fate],
		.why = why};
}

/* Judges one page, and takes what goes when there is an officer. True while there is more. */
static bool
walk_page(struct tx *tx, struct walk *walk, const char *as)
{
	struct list page = {0};
	arena_release(&walk->arena);
	arena_init(&walk->arena);
	walk->items = (struct list){0};
	if (retain_rules_read(tx, &walk->rules) < 0)
		return false;
	micros before = retain_before(&walk->rules, walk->kind);
	if (before)
		retained_older(tx, walk->kind, before, walk->paged ? &walk->last : NULL, PAGE,
		    &walk->arena, &page);
	LIST_EACH(struct retained, item, &page)
	judge_one(tx, walk, item, as);
	if (page.count == PAGE) {
		remember(walk, LIST_AT(struct retained, &page, PAGE - 1));
	} else {
		walk->kind++;
		walk->paged = false;
	}
	return walk->kind < RETAIN_KINDS && tx_fault(tx) == FAULT_NONE;
}

/* ---- for administration ---- */

struct running {
	struct walk walk;
	const char *actor;
	const struct crm_retaining *order;
	struct arena *arena;
	struct list *counts;
	struct err *err;
	bool refused, more;
};

static void
count_item(struct running *running, const struct crm_retained *item)
{
	struct arena *arena = running->arena;
	LIST_EACH(struct crm_retained_count, known, running->counts)
	if (text_same(known->rule, item->rule) && text_same(known->fate, item->fate) &&
	    strcmp(known->council ? known->council : "", item->council ? item->council : "") == 0 &&
	    strcmp(known->why ? known->why : "", item->why ? item->why : "") == 0) {
		known->count++;
		return;
	}
	const char *then = NULL;
	for (size_t i = 0; i < RETAIN_KINDS; i++)
		if (text_same(retention_kinds[i].id, item->rule))
			then = retention_kinds[i].then;
	*(struct crm_retained_count *)list_add(arena, running->counts, &retained_count_record) =
	    (struct crm_retained_count){item->rule, then, arena_strdup(arena, item->council),
		item->fate, arena_strdup(arena, item->why), 1};
}

static void
tell_page(struct running *running)
{
	LIST_EACH(struct crm_retained, item, &running->walk.items)
	{
		count_item(running, item);
		if (running->order->each)
			running->order->each(running->order->context, item);
	}
}

static bool
run_page(struct tx *tx, void *context)
{
	struct running *running = context;
	tx_actor(tx, running->actor, NULL);
	if (manage_officer(tx, running->order->as, ACTION_GIVE_OUT, running->err) < 0) {
		running->refused = true;
		return false;
	}
	running->more = walk_page(tx, &running->walk, running->order->as);
	return running->more || tx_fault(tx) == FAULT_NONE;
}

static int
run_all(struct crm *crm, struct running *running)
{
	do {
		struct err failed;
		if (manage_write(crm, run_page, running, &failed) < 0)
			return err_set(running->err, "%s", failed.text);
		if (running->refused)
			return -1;
		tell_page(running);
	} while (running->more);
	return 0;
}

static int
try_all(struct crm *crm, struct running *running)
{
	struct tx *tx = store_read(crm->store);
	if (!tx)
		return err_set(running->err, "the CRM cannot be read");
	do {
		running->more = walk_page(tx, &running->walk, NULL);
		tell_page(running);
	} while (running->more);
	enum store_fault fault = tx_fault(tx);
	store_done(tx);
	return fault == FAULT_NONE ? 0 : err_set(running->err, "the CRM cannot be read");
}

int
crm_retain(struct crm *crm, const char *actor, const struct crm_retaining *order,
    struct arena *arena, struct list *counts, struct err *err)
{
	struct running running = {
	    .actor = actor, .order = order, .arena = arena, .counts = counts, .err = err};
	struct audit_entry entry = {.action = order->dry_run ? "retention.trial" : "retention.run",
	    .purpose = order->as ? arena_printf(arena, "for %s", order->as) : NULL};
	walk_init(&running.walk);
	int rc = order->dry_run ? try_all(crm, &running) : run_all(crm, &running);
	if (rc == 0)
		rc = manage_trace(crm, actor, &entry, err);
	walk_release(&running.walk);
	return rc;
}

/* ---- at night ---- */

/* All of it on the writer's thread: ticks, work and done. */
struct nightly {
	struct store_job job; /* first */
	struct store *store;
	const struct clock *clock;
	const char *database, *as;
	int at;      /* minutes after midnight in London */
	micros next; /* 0: not yet known */
	bool busy, more, through, taken;
	struct walk walk;
	struct err err;
};

struct nightly *
nightly_new(const char *database, const char *as, int at)
{
	struct nightly *nightly = xcalloc(1, sizeof *nightly);
	nightly->database = database;
	nightly->as = as;
	nightly->at = at;
	walk_init(&nightly->walk);
	return nightly;
}

void
nightly_free(struct nightly *nightly)
{
	if (!nightly)
		return;
	walk_release(&nightly->walk);
	free(nightly);
}

static micros
moment_of(const struct nightly *nightly, int days)
{
	struct date today = london_of(clock_now(nightly->clock)).date;
	return london_micros(date_add(today, days), nightly->at / 60, nightly->at % 60);
}

/* Once a day, by whichever frontdeskd: the day is kept with the last page. */
static bool
through_today(struct tx *tx, const char *today)
{
	struct arena arena;
	arena_init(&arena);
	bool through = text_same(day_done(tx, "retained", &arena), today);
	arena_release(&arena);
	return through;
}

static bool
nightly_work(struct tx *tx, struct store_job *job)
{
	struct nightly *nightly = (struct nightly *)(void *)job;
	char today[11];
	date_format(today, london_of(tx_now(tx)).date);
	nightly->more = false;
	nightly->through = through_today(tx, today);
	nightly->err.text[0] = '\0';
	tx_actor(tx, "crm", NULL);
	if (nightly->through || manage_officer(tx, nightly->as, ACTION_GIVE_OUT, &nightly->err) < 0)
		return false;
	nightly->more = walk_page(tx, &nightly->walk, nightly->as);
	nightly->taken = nightly->taken || nightly->walk.items.count > 0;
	if (!nightly->more && tx_fault(tx) == FAULT_NONE) {
		struct audit_entry entry = {.action = "retention.run",
		    .purpose = arena_printf(&nightly->walk.arena, "for %s", nightly->as)};
		audit_add(tx, &entry);
		day_done_put(tx, "retained", today);
		nightly->through = true;
	}
	return tx_fault(tx) == FAULT_NONE;
}

/* What was deleted is cleared from the files as after an erasure. */
static void
end_of_night(struct nightly *nightly, bool well)
{
	struct err err;
	if (!well)
		log_warn("retention", "did not come to its end today: %s",
		    *nightly->err.text ? nightly->err.text : "the CRM could not keep it");
	if (nightly->taken && store_settle(nightly->database, false, &err) < 0)
		log_warn("retention", "%s", err.text);
	walk_release(&nightly->walk);
	walk_init(&nightly->walk);
	nightly->next = moment_of(nightly, 1);
	nightly->taken = nightly->busy = false;
}

static void
nightly_done(struct store_job *job, enum store_fault fault)
{
	struct nightly *nightly = (struct nightly *)(void *)job;
	if (fault == FAULT_NONE && nightly->more)
		store_submit(nightly->store, &nightly->job); /* desks' calls come in between */
	else
		end_of_night(nightly, fault == FAULT_NONE && nightly->through);
}

void
nightly_tick(struct crm *crm)
{
	struct nightly *nightly = crm->nightly;
	if (!nightly || nightly->busy)
		return;
	nightly->store = crm->store;
	nightly->clock = crm->clock;
	if (!nightly->next)
		nightly->next = moment_of(nightly, 0);
	if (clock_now(crm->clock) < nightly->next)
		return;
	nightly->busy = true;
	nightly->job.work = nightly_work;
	nightly->job.done = nightly_done;
	store_submit(crm->store, &nightly->job);
}
