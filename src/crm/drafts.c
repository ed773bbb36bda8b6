/*
 * Drafts of the directory: one in work per service. Its author submits it; a second person, who
 * wrote nothing of it, approves it or returns it. Whoever writes names the revision that he
 * replaces, and what began from an older version than is published goes nowhere before somebody has
 * looked at both.
 */
#include "store/drafts.h"
#include "base/text.h"
#include "crm/inside.h"
#include "directory/changes.h"
#include "directory/vouched.h"
#include "store/partners.h"
#include "store/services.h"

#include <string.h>

/* ---- reading ---- */

/* The draft in work, else the text that waits for its day. */
static bool
find_draft(struct ask *ask, const char *service, struct entry_draft *out)
{
	struct arena *arena = ask->call->arena;
	int found = draft_get(ask->tx, service, out, arena);
	if (found == 0)
		found = draft_get(ask->tx, scheduled_id(service, arena), out, arena);
	return found == 1;
}

bool
draft_read(struct ask *ask)
{
	struct entry_draft *draft = record_new(ask->call->arena, &entry_draft_record);
	if (!find_draft(ask, ask->call->params[0], draft))
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	ask->answer->body = draft;
	return true;
}

/* ---- who may ---- */

static bool
has_written(const char *writers, const char *who, struct arena *arena)
{
	const char *padded = arena_printf(arena, " %s ", text_blank(writers) ? "" : writers);
	return strstr(padded, arena_printf(arena, " %s ", who)) != NULL;
}

static const char *
owner_council(struct ask *ask, const char *text)
{
	struct arena *arena = ask->call->arena;
	struct team team;
	const char *title;
	const struct vouched *common = vouched_read(arena, text, strlen(text), &title);
	if (!common || !common->team ||
	    partner_get(ask->tx, &team_record, common->team, &team, arena) != 1)
		return NULL;
	return team.council;
}

static bool
may_edit_at(struct ask *ask, const char *owner, const char *variant)
{
	struct concern concern = {.as = variant, .responsible = owner};
	return allowed(ask, ACTION_EDIT_ENTRY, &concern);
}

/* May the user change all that is different? */
static bool
may_change(struct ask *ask, const char *owner, const char *from, const char *to)
{
	struct change *changes;
	struct err err;
	/* Kept on the way, a text need not be readable; it is asked again when it is submitted. */
	if (changes_between(ask->call->arena, from, to, &changes, &err) < 0)
		return true;
	for (const struct change *change = changes; change; change = change->next)
		if (!may_edit_at(ask, owner, change->council))
			return false;
	return true;
}

/* The council whose team owns what is published decides over it; each council over its variant. A
 * new service is its owner's, a text that names none yet anybody's who may edit at all. What others
 * alone wrote into the draft (null: there is none) is theirs as what is published is. */
static bool
may_edit(struct ask *ask, const struct service_text *published, const struct entry_draft *was,
    const char *text)
{
	bool new = text_blank(published->text);
	const char *owner = owner_council(ask, new ? text : published->text);
	if (was && has_written(was->writers, ask->session->user, ask->call->arena))
		was = NULL;
	if (!new)
		return may_change(ask, owner, published->text, text) &&
		       (!was || may_change(ask, owner, was->text, text));
	const char *before = was ? owner_council(ask, was->text) : NULL;
	return (!owner || may_edit_at(ask, owner, NULL)) &&
	       (!before || may_edit_at(ask, before, NULL));
}

/* Who wrote in it may throw it away, and who owns the entry. */
static bool
may_drop(struct ask *ask, const struct entry_draft *draft)
{
	struct service_text published = {0};
	if (has_written(draft->writers, ask->session->user, ask->call->arena))
		return true;
	directory_get(ask->tx, draft->service, 0, &published, ask->call->arena);
	return may_edit_at(ask,
	    owner_council(ask, text_blank(published.text) ? draft->text : published.text), NULL);
}

/* ---- writing ---- */

static bool
wants_submission(const struct entry_draft *body)
{
	return text_same(body->state, "submitted");
}

bool
draft_check(struct ask *ask)
{
	const struct entry_draft *body = ask->call->body;
	if (!text_same(ask->call->params[0], body->service))
		return refuse(ask, PROBLEM_BAD_FIELD, "service", "not the service of the path");
	if (!wants_submission(body) && !text_same(body->state, "draft"))
		return refuse(ask, PROBLEM_BAD_FIELD, "state", "a draft is kept or submitted");
	if (body->base < 0)
		return refuse(ask, PROBLEM_BAD_FIELD, "base", "not a version");
	if (wants_submission(body))
		text_look(ask, body->service, body->text, body->effective);
	return true;
}

static const char *
with_writer(const char *writers, const char *author, struct arena *arena)
{
	if (has_written(writers, author, arena))
		return writers;
	return text_blank(writers) ? author : arena_printf(arena, "%s %s", writers, author);
}

/* What the draft replaces: 1 and *was, 0 nothing, -1 refused. */
static int
replaced(struct ask *ask, const struct entry_draft *body, struct entry_draft *was)
{
	struct arena *arena = ask->call->arena;
	int found = draft_get(ask->tx, body->service, was, arena);
	if (found == 0 && body->revision)
		found = draft_get(ask->tx, scheduled_id(body->service, arena), was, arena);
	if (found < 0)
		return -1;
	if (body->revision != (found ? was->revision : 0)) {
		ask->answer->limit = found ? was->revision : 0;
		refuse(ask, PROBLEM_CONFLICT, "revision",
		    found ? "somebody else has written to the draft" : "there is no draft");
		return -1;
	}
	return found;
}

static bool
keep_draft(struct ask *ask, struct entry_draft *draft, const struct entry_draft *was)
{
	if (was && !text_same(was->id, draft->id))
		draft_drop(ask->tx, was->id);
	draft_put(ask->tx, draft);
	/* Text that is only kept on the way is nobody else's business yet. */
	bool news = !was || !text_same(was->state, draft->state) ||
		    !text_same(was->author, draft->author) || wants_submission(draft);
	if (news)
		draft_note(
		    ask->tx, wants_submission(draft) ? "draft.submit" : "draft.put", was, draft);
	ask->answer->body = draft;
	return true;
}

bool
draft_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct service_text published = {0};
	struct entry_draft was = {0};
	struct entry_draft *draft = record_copy(arena, &entry_draft_record, ask->call->body);
	int found = replaced(ask, draft, &was);
	if (found < 0)
		return false;
	directory_get(ask->tx, draft->service, 0, &published, arena);
	if (!may_edit(ask, &published, found ? &was : NULL, draft->text))
		return false;
	if (wants_submission(draft) && draft->base != published.version) {
		ask->answer->limit = published.version;
		return refuse(ask, PROBLEM_CONFLICT, "base",
		    "another version has been published since this draft began");
	}
	if (wants_submission(draft) &&
	    !text_good(ask, draft->service, draft->text, draft->effective))
		return false;
	draft->id = draft->service;
	draft->revision = was.revision + 1;
	draft->author = ask->session->user;
	draft->writers = with_writer(was.writers, draft->author, arena);
	draft->approver = NULL;
	draft->changed = tx_now(ask->tx);
	return keep_draft(ask, draft, found ? &was : NULL);
}

bool
draft_drop_write(struct ask *ask)
{
	struct entry_draft *draft = record_new(ask->call->arena, &entry_draft_record);
	int64_t revision;
	if (!query_number(ask, 0, "revision", &revision))
		return false;
	if (!find_draft(ask, ask->call->params[0], draft))
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	if (!may_drop(ask, draft))
		return false;
	if (draft->revision != revision) {
		ask->answer->limit = draft->revision;
		return refuse(
		    ask, PROBLEM_CONFLICT, "revision", "somebody else has written to the draft");
	}
	draft_drop(ask->tx, draft->id);
	draft_note(ask->tx, "draft.drop", draft, NULL);
	ask->answer->body = draft;
	return true;
}

/* ---- verdicts ---- */

static micros
wanted_day(const struct entry_verdict *verdict, const struct entry_draft *draft)
{
	return verdict->effective ? verdict->effective : draft->effective;
}

static bool
approves(const struct entry_verdict *verdict)
{
	return text_same(verdict->verdict, "approve");
}

/* The submitted draft that the verdict is about. */
static bool
judged(struct ask *ask, const struct entry_verdict *verdict, struct entry_draft *draft)
{
	int found = draft_get(ask->tx, ask->call->params[0], draft, ask->call->arena);
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	if (found < 0)
		return false;
	if (draft->revision == verdict->revision && text_same(draft->state, "submitted"))
		return true;
	ask->answer->limit = draft->revision;
	return refuse(ask, PROBLEM_CONFLICT, "revision", "this is not what was submitted");
}

bool
verdict_check(struct ask *ask)
{
	const struct entry_verdict *verdict = ask->call->body;
	struct entry_draft draft;
	if (!text_same(ask->call->params[1], verdict->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	if (approves(verdict) &&
	    draft_get(ask->tx, ask->call->params[0], &draft, ask->call->arena) == 1 &&
	    draft.revision == verdict->revision)
		text_look(ask, draft.service, draft.text, wanted_day(verdict, &draft));
	return true;
}

static void
answer_standing(struct ask *ask, const struct entry_draft *draft, const char *state,
    int64_t version, micros effective)
{
	struct entry_standing *standing = record_new(ask->call->arena, &entry_standing_record);
	*standing = (struct entry_standing){draft->service, state, version, effective};
	ask->answer->body = standing;
}

static bool
send_back(struct ask *ask, const struct entry_verdict *verdict, const struct entry_draft *draft)
{
	struct entry_draft now = *draft;
	struct service_text published = {0};
	directory_get(ask->tx, draft->service, 0, &published, ask->call->arena);
	now.state = "returned";
	now.comment = verdict->comment;
	now.approver = ask->session->user;
	now.revision++;
	now.changed = tx_now(ask->tx);
	draft_put(ask->tx, &now);
	draft_note(ask->tx, "draft.return", draft, &now);
	answer_standing(ask, draft, "returned", published.version, 0);
	return true;
}

/* Why the text was changed, and after it what who approved it had to say. */
static const char *
both_comments(struct ask *ask, const struct entry_verdict *verdict, const struct entry_draft *draft)
{
	if (text_blank(verdict->comment))
		return draft->comment;
	return arena_printf(ask->call->arena, "%s%s%s: %s", draft->comment ? draft->comment : "",
	    draft->comment ? " " : "", ask->session->user, verdict->comment);
}

static bool
schedule(struct ask *ask, const struct entry_draft *draft, int64_t version, micros effective)
{
	struct arena *arena = ask->call->arena;
	struct entry_draft now = *draft, other;
	now.id = scheduled_id(draft->service, arena);
	if (draft_get(ask->tx, now.id, &other, arena) != 0)
		return refuse(ask, PROBLEM_CONFLICT, "effective",
		    "another text of this service waits for its day already");
	now.state = "scheduled";
	now.effective = effective;
	now.approver = ask->session->user;
	now.revision++;
	now.changed = tx_now(ask->tx);
	draft_drop(ask->tx, draft->id);
	draft_put(ask->tx, &now);
	draft_note(ask->tx, "draft.schedule", draft, &now);
	schedule_changed(ask->crm);
	answer_standing(ask, draft, "scheduled", version, effective);
	return true;
}

static bool
approve(struct ask *ask, const struct entry_verdict *verdict, const struct entry_draft *draft)
{
	struct service_text published = {0};
	micros effective = wanted_day(verdict, draft);
	int64_t version;
	if (has_written(draft->writers, ask->session->user, ask->call->arena))
		return refuse(
		    ask, PROBLEM_NOT_PERMITTED, NULL, "who wrote a text does not approve it");
	directory_get(ask->tx, draft->service, 0, &published, ask->call->arena);
	if (draft->base != published.version) {
		ask->answer->limit = published.version;
		return refuse(ask, PROBLEM_CONFLICT, "base",
		    "another version has been published since this draft began");
	}
	if (!text_good(ask, draft->service, draft->text, effective))
		return false;
	/* The author's comment, and after it what the approver has to add. */
	struct entry_draft said = *draft;
	said.comment = both_comments(ask, verdict, draft);
	if (said.comment &&
	    strlen(said.comment) > record_field(&entry_version_record, "comment")->limit)
		return refuse(ask, PROBLEM_BAD_FIELD, "comment",
		    "too long together with what the author said");
	if (effective > tx_now(ask->tx))
		return schedule(ask, &said, published.version, effective);
	struct publication publication = {.service = draft->service,
	    .text = draft->text,
	    .author = draft->author,
	    .approver = ask->session->user,
	    .comment = said.comment};
	draft_drop(ask->tx, draft->id);
	draft_note(ask->tx, "draft.publish", draft, NULL);
	text_publish(ask->tx, &publication, &version, ask->call->arena);
	answer_standing(ask, draft, "published", version, 0);
	return true;
}

bool
verdict_write(struct ask *ask)
{
	const struct entry_verdict *verdict = ask->call->body;
	struct entry_draft draft;
	if (!judged(ask, verdict, &draft))
		return false;
	return approves(verdict) ? approve(ask, verdict, &draft) : send_back(ask, verdict, &draft);
}
