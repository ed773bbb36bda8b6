/* What an author and a second person send to the CRM: drafts, submissions, verdicts. */
#include "base/alloc.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/matter.h"
#include "desk/outbox.h"
#include "desk/state.h"

#include <stdlib.h>
#include <string.h>

static const char *
title_of(const struct desk *desk, const char *id)
{
	const struct service *service = desk_service(desk, id, NULL);
	return service ? words_in(&service->title, desk->language) : id;
}

static bool
is_state(const struct entry_draft *draft, const char *state)
{
	return draft && text_same(draft->state, state);
}

/* The field beside the text, of this name; blank is null. */
static const char *
typed_beside(struct desk *desk, const char *path)
{
	struct arena *arena = &desk->effects.arena;
	const char *subject = desk_subject(desk);
	struct entry_spot spot = entry_spot(subject, arena);
	struct entry_form form;
	entry_form(desk, &spot, arena, &form);
	for (size_t i = 0; i < form.count; i++)
		if (strcmp(form.items[i].path, path) == 0)
			return text_blank(form.items[i].value)
				   ? NULL
				   : text_trim(arena_strdup(arena, form.items[i].value));
	return NULL;
}

static void
drop_beside(struct desk *desk, const char *service)
{
	typed_drop_under(desk, entry_field_name(service, ":", &desk->effects.arena));
}

static bool
fault(struct desk *desk, const char *path, const char *sentence)
{
	struct arena *arena = &desk->effects.arena;
	struct entry_spot spot = entry_spot(desk_subject(desk), arena);
	const char *field = entry_field_name(spot.service, path, arena);
	set_text(&desk->fault_field, field);
	set_text(&desk->fault, sentence);
	desk_focus(desk, field);
	desk_say(desk, TONE_WARN, "%s", sentence);
	return false;
}

bool
entry_read_day(struct desk *desk, const char *path, struct date *day)
{
	const char *typed = typed_beside(desk, path);
	*day = (struct date){0};
	if (!typed || date_read(typed, london_of(desk->now).date, day))
		return true;
	return fault(desk, path, _("This is not a date. Write it as 1 4 2027 or 1 Apr 2027."));
}

/* From the beginning of a day to come; 0: at once. */
static bool
read_effective(struct desk *desk, micros *effective)
{
	struct date day, today = london_of(desk->now).date;
	if (!entry_read_day(desk, ":effective", &day))
		return false;
	*effective = 0;
	if (!day.year || date_compare(day, today) == 0)
		return true;
	if (date_compare(day, today) < 0)
		return fault(desk, ":effective", _("This day is past."));
	*effective = london_micros(day, 0, 0);
	return true;
}

/* ---- drafts ---- */

static bool
under_way(const struct desk *desk, const char *service)
{
	for (size_t i = 0; i < desk->owed_count; i++) {
		const struct outgoing *outgoing = desk->owed[i]->outgoing;
		if (!outgoing->refused && text_same(outgoing->chain, service) &&
		    (outgoing->route == ROUTE_PUT_DRAFT || outgoing->route == ROUTE_PUT_VERDICT ||
			outgoing->route == ROUTE_DROP_DRAFT))
			return true;
	}
	return false;
}

static bool
can_send(struct desk *desk)
{
	struct authoring *authoring = &desk->authoring;
	if (!authoring->service)
		return false;
	if (under_way(desk, authoring->service)) {
		desk_say(desk, TONE_PLAIN, "%s",
		    _("The last change is still on its way. What you typed is kept here."));
		return false;
	}
	if (authoring->read)
		return true;
	desk_say(desk, TONE_WARN, "%s",
	    _("The CRM has not yet said whether there is a draft. What you typed is kept here."));
	return false;
}

static void
put_draft_from(struct desk *desk, int64_t base, const char *text, const char *state,
    const char *comment, micros effective)
{
	const struct authoring *authoring = &desk->authoring;
	const struct entry_draft *was = authoring->draft;
	struct arena *arena = &desk->effects.arena;
	struct entry_draft *draft = record_new(arena, &entry_draft_record);
	draft->service = arena_strdup(arena, authoring->service);
	draft->base = base;
	draft->revision = was ? was->revision : 0;
	draft->text = arena_strdup(arena, text);
	draft->state = state;
	draft->comment = comment;
	draft->effective = effective;
	struct request request = {.route = ROUTE_PUT_DRAFT,
	    .class = REQUEST_WRITE,
	    .params = {draft->service},
	    .operation = desk_id(desk),
	    .chain = draft->service,
	    .body = draft};
	outbox_send(
	    desk, &request, arena_printf(arena, _("Draft of %s"), title_of(desk, draft->service)));
}

static void
put_draft(
    struct desk *desk, const char *text, const char *state, const char *comment, micros effective)
{
	const struct authoring *authoring = &desk->authoring;
	const struct entry_draft *was = authoring->draft;
	int64_t base = was && !is_state(was, "scheduled")
			   ? was->base
			   : directory_version(desk->directory, authoring->service);
	put_draft_from(desk, base, text, state, comment, effective);
}

void
entry_put_renewed(struct desk *desk)
{
	struct authoring *authoring = &desk->authoring;
	struct arena *arena = &desk->effects.arena;
	struct entry_fault *faults = NULL;
	const char *published = directory_text(desk->directory, authoring->service);
	const char *text = entry_text_typed(desk, authoring->service, published, arena, &faults);
	if (faults) {
		desk_say(desk, TONE_WARN, "%s", faults->sentence);
	} else if (can_send(desk)) {
		put_draft_from(desk, directory_version(desk->directory, authoring->service), text,
		    "draft", authoring->draft->comment, authoring->draft->effective);
		desk_say(desk, TONE_GOOD, "%s",
		    _("Your changes lie over what is published now: look through them."));
	}
}

void
entry_put_draft(struct desk *desk, const char *text, const char *comment)
{
	if (can_send(desk))
		put_draft(desk, text, "draft", comment, 0);
}

void
entry_save(struct desk *desk)
{
	struct authoring *authoring = &desk->authoring;
	const struct entry_look *look = entry_look(desk);
	authoring->save_due = false;
	if (!look || !entry_has_typed(desk, authoring->service))
		return;
	if (!can_send(desk)) {
		authoring->save_due = true;
		return;
	}
	if (strcmp(look->text, look->base) == 0) { /* typed back to what it was */
		entry_settle(desk, authoring->service, look->base);
		entry_changed(desk);
		return;
	}
	put_draft(desk, look->text, "draft",
	    is_state(authoring->draft, "returned") || !authoring->draft ? NULL
									: authoring->draft->comment,
	    authoring->draft ? authoring->draft->effective : 0);
}

static void
submit(struct desk *desk)
{
	const struct entry_look *look = entry_look(desk);
	micros effective;
	if (!look || !can_send(desk) || !read_effective(desk, &effective))
		return;
	if (look->findings.errors) {
		desk_say(desk, TONE_WARN, "%s",
		    _("The text has errors: it can be submitted once they are mended."));
		return;
	}
	const char *comment = typed_beside(desk, ":comment");
	if (!comment) {
		fault(desk, ":comment", _("Say why it is changed: whoever approves it reads it."));
		return;
	}
	put_draft(desk, look->text, "submitted", comment, effective);
	desk_back(desk);
}

void
entry_submit_open(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	struct entry_spot spot = entry_spot(desk_subject(desk), arena);
	desk_go(
	    desk, SCREEN_ENTRY_FORM, entry_subject(spot.service, spot.council, "submit", arena));
	desk_focus(desk, entry_field_name(spot.service, ":comment", arena));
}

void
entry_discard(struct desk *desk)
{
	struct authoring *authoring = &desk->authoring;
	struct arena *arena = &desk->effects.arena;
	const char *service = arena_strdup(arena, authoring->service);
	if (authoring->draft && !can_send(desk))
		return;
	typed_drop_under(desk, entry_field_name(service, "", arena));
	if (authoring->draft) {
		struct request request = {.route = ROUTE_DROP_DRAFT,
		    .class = REQUEST_WRITE,
		    .params = {service},
		    .query = {{"revision",
			arena_printf(arena, "%lld", (long long)authoring->draft->revision)}},
		    .operation = desk_id(desk),
		    .chain = service};
		outbox_send(
		    desk, &request, arena_printf(arena, _("Draft of %s"), title_of(desk, service)));
	}
	entry_changed(desk);
	desk_say(desk, TONE_GOOD, "%s", _("The draft is thrown away: this is what is published."));
}

/* ---- verdicts ---- */

void
entry_verdict_open(struct desk *desk, bool approve)
{
	struct arena *arena = &desk->effects.arena;
	struct entry_spot spot = entry_spot(desk_subject(desk), arena);
	desk_go(desk, SCREEN_ENTRY_FORM,
	    entry_subject(spot.service, spot.council, approve ? "approve" : "return", arena));
	desk_focus(desk, approve ? "act" : entry_field_name(spot.service, ":verdict", arena));
}

static void
judge(struct desk *desk, bool approve)
{
	const struct authoring *authoring = &desk->authoring;
	struct arena *arena = &desk->effects.arena;
	struct entry_verdict *verdict = record_new(arena, &entry_verdict_record);
	if (!authoring->draft || !can_send(desk))
		return;
	if (approve && !read_effective(desk, &verdict->effective))
		return;
	verdict->comment = typed_beside(desk, ":verdict");
	if (!approve && !verdict->comment) {
		fault(desk, ":verdict", _("Say what is to be changed: the author reads it."));
		return;
	}
	verdict->id = desk_id(desk);
	verdict->revision = authoring->draft->revision;
	verdict->verdict = approve ? "approve" : "return";
	const char *service = arena_strdup(arena, authoring->service);
	struct request request = {.route = ROUTE_PUT_VERDICT,
	    .class = REQUEST_WRITE,
	    .params = {service, verdict->id},
	    .operation = verdict->id,
	    .chain = service,
	    .body = verdict};
	outbox_send(
	    desk, &request, arena_printf(arena, _("Verdict on %s"), title_of(desk, service)));
	desk_back(desk);
}

void
entry_act(struct desk *desk, const char *part)
{
	if (strcmp(part, "submit") == 0)
		submit(desk);
	else if (strcmp(part, "assure") == 0)
		entries_assure(desk);
	else
		judge(desk, strcmp(part, "approve") == 0);
}

/* ---- what the CRM answered ---- */

static void
draft_taken(struct desk *desk, const struct entry_draft *draft)
{
	struct authoring *authoring = &desk->authoring;
	bool submitted = is_state(draft, "submitted");
	entries_ask(desk);
	if (submitted)
		drop_beside(desk, draft->service);
	entry_settle(desk, draft->service, draft->text);
	if (text_same(authoring->service, draft->service))
		entry_take_draft(desk, draft);
	if (authoring->save_due) {
		if (desk->tone != TONE_GOOD)
			set_text(&desk->message, NULL);
		entry_save(desk);
	}
	if (submitted)
		desk_say(desk, TONE_GOOD, _("\"%s\" is submitted: somebody else approves it."),
		    title_of(desk, draft->service));
}

static void
verdict_taken(struct desk *desk, const struct entry_standing *standing)
{
	char day[32];
	const char *title = title_of(desk, standing->service);
	drop_beside(desk, standing->service);
	if (text_same(standing->state, "published")) {
		desk_say(desk, TONE_GOOD, _("\"%s\" is published."), title);
	} else if (text_same(standing->state, "scheduled")) {
		date_words(day, sizeof day, london_of(standing->effective).date);
		desk_say(desk, TONE_GOOD, _("\"%s\" is approved: it will be published on %s."),
		    title, day);
	} else {
		desk_say(desk, TONE_GOOD, _("\"%s\" goes back to its author."), title);
	}
	entry_news(desk, standing->service);
	entries_ask(desk);
}

void
entry_taken(struct desk *desk, enum route_id route, const struct reply *reply, const char *service)
{
	if (!reply->body)
		return;
	if (route == ROUTE_PUT_DRAFT) {
		draft_taken(desk, reply->body);
	} else if (route == ROUTE_PUT_VERDICT) {
		verdict_taken(desk, reply->body);
	} else {
		entry_news(desk, service);
		entries_ask(desk);
	}
}

bool
entry_refusable(enum route_id route)
{
	return route == ROUTE_PUT_DRAFT || route == ROUTE_PUT_VERDICT ||
	       route == ROUTE_DROP_DRAFT || route == ROUTE_PUT_ASSURANCE;
}

void
entry_refused(
    struct desk *desk, enum route_id route, const struct reply *reply, const char *service)
{
	const struct problem *detail = reply->detail;
	if (reply->problem == PROBLEM_CONFLICT) {
		desk_say(desk, TONE_ALARM, "%s",
		    _("Somebody else has changed this entry. It is read again; what you typed lies "
		      "over it."));
	} else if (reply->problem == PROBLEM_BAD_TEXT && detail && detail->findings.count) {
		desk_say(desk, TONE_ALARM, "%s",
		    LIST_AT(struct finding_line, &detail->findings, 0)->sentence);
	} else if (reply->problem == PROBLEM_NOT_PERMITTED && route == ROUTE_PUT_VERDICT) {
		desk_say(desk, TONE_ALARM, "%s",
		    _("Who wrote a text does not approve it: somebody else has to."));
	} else {
		desk_say_problem(desk, reply);
	}
	entry_news(desk, service);
	entries_ask(desk);
}
