/*
 * Notices: what desks are told until a time. Anyone reads them; who posts one answers for every
 * council it speaks to, and one that names no council and no site speaks to all of them.
 */
#include "base/text.h"
#include "crm/inside.h"
#include "model/notice.h"
#include "store/audit.h"
#include "store/feed.h"
#include "store/partners.h"
#include "store/services.h"

#include <string.h>

bool
notices_read(struct ask *ask)
{
	struct notice_page *page = record_new(ask->call->arena, &notice_page_record);
	notices_current(ask->tx, ask->call->arena, &page->items);
	ask->answer->body = page;
	return true;
}

/* The council a part of the scope speaks to: itself, or its site's; null: there is no such one, or
 * it is a service, which narrows the notice for every council alike. */
static const char *
council_of(struct ask *ask, const struct notice_scope *scope)
{
	struct site site;
	if (text_same(scope->kind, "council"))
		return scope->id;
	if (text_same(scope->kind, "site") &&
	    partner_get(ask->tx, &site_record, scope->id, &site, ask->call->arena) == 1)
		return site.council;
	return NULL;
}

static bool
may_post(struct ask *ask, const struct notice *notice)
{
	bool everywhere = true;
	if (!ask->session)
		return true;
	LIST_EACH(struct notice_scope, scope, &notice->scope)
	{
		struct concern concern = {.responsible = council_of(ask, scope)};
		if (!concern.responsible)
			continue;
		everywhere = false;
		if (!allowed(ask, ACTION_POST_NOTICE, &concern))
			return false;
	}
	return !everywhere || allowed(ask, ACTION_POST_NOTICE, &(struct concern){0});
}

static bool
scope_known(struct ask *ask, const struct notice *notice)
{
	struct arena *arena = ask->call->arena;
	for (size_t i = 0; i < notice->scope.count; i++) {
		const struct notice_scope *scope = LIST_AT(struct notice_scope, &notice->scope, i);
		struct council council;
		struct site site;
		struct service_text service;
		int found = text_same(scope->kind, "council")
				? partner_get(ask->tx, &council_record, scope->id, &council, arena)
			    : text_same(scope->kind, "site")
				? partner_get(ask->tx, &site_record, scope->id, &site, arena)
				: directory_get(ask->tx, scope->id, 0, &service, arena);
		if (found == 0)
			return refuse(ask, PROBLEM_BAD_FIELD,
			    arena_printf(arena, "scope.%zu.id", i),
			    arena_printf(arena, "no such %s", scope->kind));
	}
	return true;
}

/* Whoever writes names the revision that they began from, as with a draft of the directory. */
static bool
is_current(struct ask *ask, const struct notice *notice, int64_t revision)
{
	if (notice->revision == revision)
		return true;
	ask->answer->limit = revision;
	return refuse(ask, PROBLEM_CONFLICT, "revision",
	    revision ? "somebody else has written to the notice" : "there is no such notice");
}

bool
notice_rules(struct ask *ask, struct notice *notice)
{
	struct notice was = {0};
	if (!scope_known(ask, notice) || !may_post(ask, notice))
		return false;
	int found = partner_get(ask->tx, &notice_record, notice->id, &was, ask->call->arena);
	if (found < 0 || (found == 1 && !may_post(ask, &was)) ||
	    !is_current(ask, notice, was.revision))
		return false;
	if (!notice->until && !notice->prepared)
		return refuse(ask, PROBLEM_BAD_FIELD, "until", "a notice has an end");
	if (ask->session)
		notice->author = ask->session->user;
	if (!notice->from)
		notice->from = tx_now(ask->tx);
	notice->revision++;
	partner_put(ask->tx, &notice_record, notice);
	struct audit_entry entry = {.action = "notice.put",
	    .record = "notice",
	    .id = notice->id,
	    .of = &notice_record,
	    .was = found == 1 ? &was : NULL,
	    .now = notice};
	audit_add(ask->tx, &entry);
	feed_add(ask->tx, "notice", notice->id, notice->text, 0);
	return true;
}

struct posting {
	struct crm *crm;
	const char *actor;
	struct notice *notice;
	struct err *err;
	bool refused;
};

static bool
post(struct tx *tx, void *context)
{
	struct posting *posting = context;
	struct arena arena;
	arena_init(&arena);
	struct crm_call call = {.arena = &arena};
	struct crm_answer answer = {0};
	struct ask ask = {.crm = posting->crm, .call = &call, .answer = &answer, .tx = tx};
	tx_actor(tx, posting->actor, NULL);
	bool kept = notice_rules(&ask, posting->notice);
	if (!kept && tx_fault(tx) == FAULT_NONE) {
		posting->refused = true;
		err_set(posting->err, "%s: %s", answer.field ? answer.field : "notice",
		    answer.detail ? answer.detail : "refused");
	}
	arena_release(&arena);
	return kept;
}

int
crm_notice(struct crm *crm, const char *actor, struct notice *notice, struct err *err)
{
	struct posting posting = {.crm = crm, .actor = actor, .notice = notice, .err = err};
	struct arena arena;
	const char *where;
	arena_init(&arena);
	int rc = record_check(&notice_record, notice, &arena, &where, err);
	arena_release(&arena);
	if (rc < 0)
		return -1;
	struct err failed = {""};
	rc = manage_write(crm, post, &posting, &failed);
	if (rc < 0 && !posting.refused)
		*err = failed;
	return rc < 0 || posting.refused ? -1 : 0;
}

bool
notice_write(struct ask *ask)
{
	struct notice *notice = record_copy(ask->call->arena, &notice_record, ask->call->body);
	if (!text_same(ask->call->params[0], notice->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	if (!notice_rules(ask, notice))
		return false;
	ask->answer->body = notice;
	return true;
}
