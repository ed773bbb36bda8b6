/*
 * Publishing: what is published has passed lint against the partnership as it is, and reaches the
 * desks by the feed. A text that was approved for a later day waits in the store until it comes.
 */
#include "base/alloc.h"
#include "base/text.h"
#include "crm/inside.h"
#include "directory/lint.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FINDINGS = 100, SENTENCE = 4000 };

/* ---- lint ---- */

void
partnership_page_fill(struct tx *tx, struct partnership_page *page, struct arena *arena)
{
	partner_list(tx, &council_record, arena, &page->councils);
	partner_list(tx, &body_record, arena, &page->bodies);
	partner_list(tx, &site_record, arena, &page->sites);
	partner_list(tx, &desk_record_record, arena, &page->desks);
	partner_list(tx, &team_record, arena, &page->teams);
	partner_list(tx, &queue_record, arena, &page->queues);
}

void
partnership_load(struct tx *tx, struct partnership *out, struct arena *arena)
{
	struct partnership_page page = {0};
	partnership_page_fill(tx, &page, arena);
	*out = partnership_of_page(&page);
}

static void
add_finding(struct list *out, const struct finding *finding, struct arena *arena)
{
	struct finding_line *line = list_add(arena, out, &finding_line_record);
	struct buf sentence;
	buf_init(&sentence, SENTENCE);
	text_printable(&sentence, finding->sentence, strlen(finding->sentence));
	line->level = finding_word(finding->level);
	line->line = finding->line;
	line->column = finding->column;
	line->sentence = arena_strdup(arena, sentence.data);
	buf_release(&sentence);
}

/* Errors first: a reply has room for some hundred. */
static void
add_findings(
    struct list *out, const struct finding_list *findings, bool errors, struct arena *arena)
{
	for (size_t i = 0; i < findings->count && out->count < MOST_FINDINGS; i++)
		if ((findings->items[i].level == FINDING_ERROR) == errors)
			add_finding(out, &findings->items[i], arena);
}

/* What a text may take from others: of those that are published now, and of the one that is being
 * looked over. */
struct published {
	struct tx *tx;
	struct arena *arena;
	const char *service, *text;
};

static const char *
published_text(void *context, const char *id, size_t *length, const char **file)
{
	const struct published *published = context;
	if (text_same(id, published->service)) {
		*length = strlen(published->text);
		*file = published->service;
		return published->text;
	}
	struct service_text *text = record_new(published->arena, &service_text_record);
	if (directory_get(published->tx, id, 0, text, published->arena) != 1 || !text->text)
		return NULL;
	*length = strlen(text->text);
	*file = text->service;
	return text->text;
}

static struct library published_library(struct published *published);

static const struct fact *
published_fact(void *context, const char *service, const char *name, const char *council)
{
	struct published *published = context;
	struct library library = published_library(published);
	return library_read_fact(&library, published->arena, service, name, council);
}

static struct library
published_library(struct published *published)
{
	return (struct library){
	    .context = published, .text = published_text, .fact = published_fact};
}

/* Does the text have a line `include: PART`, as a prompt begins or by its key? */
static bool
includes(const char *text, const char *part)
{
	size_t length = strlen(part);
	for (const char *at = strstr(text, "include:"); at; at = strstr(at, "include:")) {
		at += strlen("include:");
		at += strspn(at, " '\"");
		if (strncmp(at, part, length) == 0 && strspn(at + length, "-_") == 0 &&
		    !isalnum((unsigned char)at[length]))
			return true;
	}
	return false;
}

/* A part that changes changes the dialogues that include it: none of them may become wrong. */
static void
lint_around(struct published *published, const struct partnership *partnership, struct date day,
    struct finding_list *findings)
{
	struct library library = published_library(published);
	struct list services = {0};
	directory_after(published->tx, 0, published->arena, &services);
	LIST_EACH(struct service_text, other, &services)
	{
		struct finding_list found;
		if (!other->text || !includes(other->text, published->service))
			continue;
		findings_init(&found);
		lint_service(arena_printf(published->arena, "%s.yaml", other->service), other->text,
		    strlen(other->text), partnership, &library, day, &found);
		for (size_t i = 0; i < found.count && found.errors > 0; i++) {
			if (found.items[i].level != FINDING_ERROR)
				continue;
			finding_add(findings, FINDING_ERROR, published->service, 1, 1,
			    "'%s' includes this part, and would be wrong: %s", other->service,
			    found.items[i].sentence);
			break;
		}
		findings_release(&found);
	}
}

bool
text_lint(struct tx *tx, const char *service, const char *text, struct date day, struct list *out,
    struct arena *arena)
{
	struct partnership partnership;
	struct finding_list findings;
	struct published published = {tx, arena, service, text};
	struct library library = published_library(&published);
	partnership_load(tx, &partnership, arena);
	findings_init(&findings);
	lint_service(arena_printf(arena, "%s.yaml", service), text, strlen(text), &partnership,
	    &library, day, &findings);
	if (findings.errors == 0)
		lint_around(&published, &partnership, day, &findings);
	bool good = findings.errors == 0;
	add_findings(out, &findings, true, arena);
	add_findings(out, &findings, false, arena);
	findings_release(&findings);
	return good;
}

struct looked {
	int64_t directory; /* as of which version of the directory */
	bool good;
	struct list findings;
};

void
text_look(struct ask *ask, const char *service, const char *text, micros effective)
{
	struct looked *looked = arena_alloc(ask->call->arena, sizeof *looked);
	micros day = effective > tx_now(ask->tx) ? effective : tx_now(ask->tx);
	looked->directory = directory_newest(ask->tx);
	looked->good = text_lint(
	    ask->tx, service, text, london_of(day).date, &looked->findings, ask->call->arena);
	ask->more = looked;
}

bool
text_good(struct ask *ask, const char *service, const char *text, micros effective)
{
	const struct looked *looked = ask->more;
	if (!looked || looked->directory != directory_newest(ask->tx)) {
		text_look(ask, service, text, effective);
		looked = ask->more;
	}
	if (looked->good)
		return true;
	const struct finding_line *first = LIST_AT(struct finding_line, &looked->findings, 0);
	refuse(ask, PROBLEM_BAD_TEXT, "text",
	    arena_printf(ask->call->arena, "line %lld, column %lld: %s", (long long)first->line,
		(long long)first->column, first->sentence));
	ask->answer->findings = looked->findings;
	return false;
}

/* ---- publishing ---- */

const char *
scheduled_id(const char *service, struct arena *arena)
{
	return arena_printf(arena, "%s.scheduled", service);
}

void
draft_note(
    struct tx *tx, const char *action, const struct entry_draft *was, const struct entry_draft *now)
{
	/* The text itself is kept by its version, or not at all: not in the audit. */
	struct entry_draft before = was ? *was : (struct entry_draft){0},
			   after = now ? *now : (struct entry_draft){0};
	before.text = after.text = NULL;
	struct audit_entry entry = {.action = action,
	    .record = "entry_draft",
	    .id = now ? now->service : was->service,
	    .of = &entry_draft_record,
	    .was = was ? &before : NULL,
	    .now = now ? &after : NULL};
	audit_add(tx, &entry);
	feed_add(tx, "draft", entry.id, NULL, 0);
}

/* A text that waits for its day and began from an older version than there is now would undo the
 * newer one: somebody must look at both. */
static void
schedule_in_conflict(struct tx *tx, const char *service, int64_t version, struct arena *arena)
{
	struct entry_draft was;
	if (draft_get(tx, scheduled_id(service, arena), &was, arena) != 1 ||
	    !text_same(was.state, "scheduled") || was.base == version)
		return;
	struct entry_draft now = was;
	now.state = "conflict";
	now.revision++;
	now.changed = tx_now(tx);
	draft_put(tx, &now);
	draft_note(tx, "draft.conflict", &was, &now);
}

int
text_publish(
    struct tx *tx, const struct publication *publication, int64_t *version, struct arena *arena)
{
	struct service_text was = {0};
	directory_get(tx, publication->service, 0, &was, arena);
	int new = directory_publish(tx, publication, version);
	if (new != 1)
		return new;
	struct audit_entry entry = {
	    .action = "service.publish", .record = "service", .id = publication->service};
	audit_add(tx, &entry);
	feed_add(tx, "directory", publication->service, NULL, *version);
	schedule_in_conflict(tx, publication->service, *version, arena);
	wrongs_published(tx, was.text, publication, *version, arena);
	return 1;
}

/* ---- the day has come ---- */

/* Why it cannot be published after all, or null. */
static const char *
hindrance(struct tx *tx, const struct entry_draft *draft, int64_t current, struct arena *arena)
{
	struct list findings = {0};
	if (draft->base != current)
		return "";
	if (text_lint(
		tx, draft->service, draft->text, london_of(tx_now(tx)).date, &findings, arena))
		return NULL;
	const struct finding_line *first = LIST_AT(struct finding_line, &findings, 0);
	return arena_printf(arena, "line %lld, column %lld: %s", (long long)first->line,
	    (long long)first->column, first->sentence);
}

static void
publish_due(struct tx *tx, const struct entry_draft *draft, struct arena *arena)
{
	struct service_text current = {0};
	int64_t version;
	directory_get(tx, draft->service, 0, &current, arena);
	tx_actor(tx, draft->approver ? draft->approver : draft->author, NULL);
	const char *why = hindrance(tx, draft, current.version, arena);
	if (why) {
		struct entry_draft now = *draft;
		now.state = *why ? "returned" : "conflict";
		now.comment = *why ? why : draft->comment;
		now.revision++;
		now.changed = tx_now(tx);
		draft_put(tx, &now);
		draft_note(tx, *why ? "draft.return" : "draft.conflict", draft, &now);
		return;
	}
	draft_drop(tx, draft->id);
	draft_note(tx, "draft.publish", draft, NULL);
	struct publication publication = {.service = draft->service,
	    .text = draft->text,
	    .author = draft->author,
	    .approver = draft->approver,
	    .comment = draft->comment};
	text_publish(tx, &publication, &version, arena);
}

struct due {
	struct store_job job; /* first */
	struct crm *crm;
};

static bool
due_work(struct tx *tx, struct store_job *job)
{
	struct due *due = (struct due *)(void *)job;
	struct arena arena;
	struct list drafts = {0};
	arena_init(&arena);
	draft_due(tx, &arena, &drafts);
	LIST_EACH(struct entry_draft, draft, &drafts)
	publish_due(tx, draft, &arena);
	/* Here and not after the commit: a later write of the batch may schedule something. */
	atomic_store(&due->crm->due, draft_next_due(tx));
	arena_release(&arena);
	return drafts.count > 0 && tx_fault(tx) == FAULT_NONE;
}

static void
due_done(struct store_job *job, enum store_fault fault)
{
	struct due *due = (struct due *)(void *)job;
	if (fault != FAULT_NONE)
		schedule_changed(due->crm); /* tried again at the next tick */
	atomic_store(&due->crm->publishing, false);
	free(due);
}

void
schedule_changed(struct crm *crm)
{
	atomic_store(&crm->due, 0);
}

void
schedule_tick(struct crm *crm)
{
	if (clock_now(crm->clock) < atomic_load(&crm->due) ||
	    atomic_exchange(&crm->publishing, true))
		return;
	struct due *due = xcalloc(1, sizeof *due);
	due->crm = crm;
	due->job.work = due_work;
	due->job.done = due_done;
	store_submit(crm->store, &due->job);
}
