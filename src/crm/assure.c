/*
 * An owner vouches for a list of entries in one go: each text gets the new dates and nothing else
 * of it changes. No second person is needed for that. A text of the same service that waits for its
 * day gets the same dates, so that vouching is no conflict with it.
 */
#include "base/text.h"
#include "crm/inside.h"
#include "dialogue/finding.h"
#include "directory/splice.h"
#include "directory/vouched.h"
#include "store/drafts.h"
#include "store/partners.h"
#include "store/services.h"

#include <string.h>

enum { MOST_TEXT = 262144 };

/* ---- dates into one text ---- */

struct dates {
	const struct assurance *assurance;
	struct date today;
	struct arena *arena;
	struct err err;
};

static const char *
path_of(const struct dates *dates, const char *name)
{
	const char *council = dates->assurance->council;
	return text_blank(council) ? name : arena_printf(dates->arena, "at/%s/%s", council, name);
}

static const char *
set(struct dates *dates, const char *text, const char *name, const char *value)
{
	struct buf out;
	buf_init(&out, MOST_TEXT);
	const char *result = NULL;
	if (splice_set(text, strlen(text), path_of(dates, name), value, &out, &dates->err) == 0)
		result = arena_strdup(dates->arena, out.data);
	buf_release(&out);
	return result;
}

static const struct yaml *
facts_of(const struct dates *dates, const struct yaml *root)
{
	const char *council = dates->assurance->council;
	if (!text_blank(council))
		root = yaml_get(yaml_get(root, "at"), council);
	const struct yaml *facts = yaml_get(root, "facts");
	return facts && facts->kind == YAML_MAP ? facts : NULL;
}

static bool
is_stale(const struct dates *dates, const struct yaml *fact)
{
	struct date review;
	const char *text = fact->kind == YAML_MAP ? yaml_text(fact, "review_by") : NULL;
	return text && date_parse(text, &review) && date_compare(review, dates->today) < 0;
}

static const char *
set_facts(struct dates *dates, const char *text)
{
	struct finding_list findings;
	findings_init(&findings);
	const struct yaml *root = yaml_parse(dates->arena, "", text, strlen(text), &findings);
	findings_release(&findings);
	const struct yaml *facts = root ? facts_of(dates, root) : NULL;
	for (const struct yaml *f = facts ? facts->first : NULL; f && text; f = f->next)
		if (is_stale(dates, f))
			text = set(dates, text,
			    arena_printf(dates->arena, "facts/%s/review_by", f->key),
			    dates->assurance->review_by);
	return text;
}

/* The text with the new dates; null and the sentence when it cannot take them. */
static const char *
vouch(struct dates *dates, const char *text)
{
	text = set(dates, text, "assured", dates->assurance->assured);
	if (text)
		text = set(dates, text, "review_by", dates->assurance->review_by);
	return text && dates->assurance->facts ? set_facts(dates, text) : text;
}

/* ---- the rule ---- */

/* What was worked out beside the writer. */
struct vouching {
	int64_t version;
	const char *text;
};

static bool
dates_good(struct ask *ask, const struct assurance *assurance)
{
	struct date assured, review, today = london_of(tx_now(ask->tx)).date;
	date_parse(assurance->assured, &assured);
	date_parse(assurance->review_by, &review);
	if (date_compare(assured, today) > 0)
		return refuse(ask, PROBLEM_BAD_FIELD, "assured", "a day that has not come yet");
	return date_compare(review, today) > 0 ||
	       refuse(ask, PROBLEM_BAD_FIELD, "review_by", "not a day to come");
}

static bool
refuse_mark(
    struct ask *ask, size_t index, const char *field, enum problem_type problem, const char *detail)
{
	struct arena *arena = ask->call->arena;
	return refuse(ask, problem, arena_printf(arena, "services.%zu.%s", index, field),
	    arena_strdup(arena, detail));
}

static const struct vouched *
part_of(struct ask *ask, const char *text)
{
	const struct assurance *assurance = ask->call->body;
	const char *title, *council = assurance->council;
	const struct vouched *part = vouched_read(ask->call->arena, text, strlen(text), &title);
	while (part && !text_blank(council) && !text_same(part->council, council))
		part = part->next;
	return part;
}

/* The text with its new dates, beside the writer; what is wrong is said in the write, after a
 * repeat of the request has been told from a new one. */
static void
look_at_one(
    struct ask *ask, const struct entry_mark *mark, struct vouching *vouching, struct err *err)
{
	struct dates dates = {.assurance = ask->call->body,
	    .today = london_of(tx_now(ask->tx)).date,
	    .arena = ask->call->arena};
	struct service_text current = {0};
	directory_get(ask->tx, mark->service, 0, &current, ask->call->arena);
	*vouching = (struct vouching){.version = current.version};
	if (!text_blank(current.text) && part_of(ask, current.text))
		vouching->text = vouch(&dates, current.text);
	else
		err_set(&dates.err, "there is no such entry");
	if (!vouching->text)
		*err = dates.err;
}

bool
assurance_check(struct ask *ask)
{
	const struct assurance *assurance = ask->call->body;
	struct err err;
	if (!text_same(ask->call->params[0], assurance->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	if (!dates_good(ask, assurance))
		return false;
	size_t count = assurance->services.count;
	struct vouching *vouchings = arena_alloc(ask->call->arena, count * sizeof *vouchings);
	for (size_t i = 0; i < count; i++)
		look_at_one(
		    ask, LIST_AT(struct entry_mark, &assurance->services, i), &vouchings[i], &err);
	ask->more = vouchings;
	return true;
}

static bool
may_vouch(struct ask *ask, const char *text)
{
	const struct vouched *part = part_of(ask, text);
	struct team team;
	bool known = part && part->team &&
		     partner_get(ask->tx, &team_record, part->team, &team, ask->call->arena) == 1;
	struct concern concern = {
	    .as = part ? part->council : NULL, .responsible = known ? team.council : NULL};
	return allowed(ask, ACTION_EDIT_ENTRY, &concern);
}

/* Puts the same dates into the text that waits for its day, which then follows the new version. */
static void
carry_schedule(struct ask *ask, const struct entry_draft *was, int64_t version)
{
	struct dates dates = {.assurance = ask->call->body,
	    .today = london_of(tx_now(ask->tx)).date,
	    .arena = ask->call->arena};
	struct entry_draft now = *was;
	const char *text = vouch(&dates, was->text);
	now.base = version;
	now.changed = tx_now(ask->tx);
	if (text)
		now.text = text;
	draft_put(ask->tx, &now);
	draft_note(ask->tx, "draft.assure", was, &now);
}

static bool
write_one(struct ask *ask, size_t index, struct vouching *vouching, struct list *receipts)
{
	const struct assurance *assurance = ask->call->body;
	struct arena *arena = ask->call->arena;
	const struct entry_mark *mark = LIST_AT(struct entry_mark, &assurance->services, index);
	const char *service = mark->service;
	struct service_text current = {0};
	struct entry_draft later;
	struct err err = {""};
	directory_get(ask->tx, service, 0, &current, arena);
	if (mark->version && mark->version != current.version) {
		ask->answer->limit = current.version;
		return refuse_mark(
		    ask, index, "version", PROBLEM_CONFLICT, "another version has been published");
	}
	if (current.version != vouching->version || !vouching->text)
		look_at_one(ask, mark, vouching, &err);
	if (!vouching->text)
		return refuse_mark(ask, index, "service", PROBLEM_BAD_FIELD, err.text);
	if (!may_vouch(ask, current.text))
		return false;
	struct publication publication = {.service = service,
	    .text = vouching->text,
	    .author = ask->session->user,
	    .comment = "assured"};
	struct entry_mark *receipt = list_add(arena, receipts, &entry_mark_record);
	bool waits = draft_get(ask->tx, scheduled_id(service, arena), &later, arena) == 1 &&
		     text_same(later.state, "scheduled") && later.base == current.version;
	if (waits)
		draft_drop(ask->tx, later.id);
	receipt->service = service;
	text_publish(ask->tx, &publication, &receipt->version, arena);
	if (waits)
		carry_schedule(ask, &later, receipt->version);
	return true;
}

bool
assurance_write(struct ask *ask)
{
	const struct assurance *assurance = ask->call->body;
	struct assurance_receipt *receipt = record_new(ask->call->arena, &assurance_receipt_record);
	receipt->id = assurance->id;
	for (size_t i = 0; i < assurance->services.count; i++)
		if (!write_one(ask, i, (struct vouching *)ask->more + i, &receipt->services))
			return false;
	ask->answer->body = receipt;
	return true;
}
