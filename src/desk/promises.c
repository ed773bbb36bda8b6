#include "desk/promises.h"
#include "base/alloc.h"
#include "desk/calling.h"
#include "desk/cases.h"
#include "desk/contact.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/matter.h"
#include "desk/outbox.h"
#include "desk/recover.h"
#include "desk/signin.h"

#include <string.h>

void
promises_init(struct promises *promises)
{
	arena_init(&promises->arena);
	arena_init(&promises->one_arena);
	arena_init(&promises->counts_arena);
}

void
promises_release(struct promises *promises)
{
	arena_release(&promises->arena);
	arena_release(&promises->one_arena);
	arena_release(&promises->counts_arena);
}

/* ---- what is known ---- */

static const struct promise_line *
among(const struct list *lines, const char *id)
{
	return list_find(lines, &promise_line_record, id);
}

const struct promise_line *
promise_known(const struct desk *desk, const char *id)
{
	const struct promise_line *line = among(&desk->promises.items, id);
	if (!line && desk->hand && desk->hand->page)
		line = among(&desk->hand->page->promises, id);
	if (!line && desk->case_page)
		line = among(&desk->case_page->promises, id);
	return line;
}

const char *
promise_subject_id(const struct desk *desk, struct arena *arena)
{
	const char *subject =
	    desk_screen(desk) == SCREEN_PROMISE && desk_subject(desk) ? desk_subject(desk) : "";
	return arena_strndup(arena, subject, strcspn(subject, "/"));
}

const char *
promise_saying(const struct desk *desk)
{
	const char *subject = desk_screen(desk) == SCREEN_PROMISE ? desk_subject(desk) : NULL;
	const char *slash = subject ? strchr(subject, '/') : NULL;
	return slash ? slash + 1 : NULL;
}

const char *
promise_field(const char *id, const char *saying, struct arena *arena)
{
	return arena_printf(arena, "promise.%s.%s", id, saying);
}

const struct promise_line *
promise_in_focus(const struct desk *desk)
{
	char id[ID_LENGTH + 1] = "";
	const char *from = desk_screen(desk) == SCREEN_PROMISE                 ? desk_subject(desk)
			   : desk->at && strncmp(desk->at, "promise:", 8) == 0 ? desk->at + 8
									       : NULL;
	if (!from || promise_saying(desk))
		return NULL;
	strncat(id, from, ID_LENGTH);
	const struct promise_line *line = promise_known(desk, id);
	return line && text_same(line->state, "open") ? line : NULL;
}

const char *
promise_words(const struct desk *desk, const struct promise_line *line, struct arena *arena)
{
	if (line->withheld)
		return _("Promised; what and to whom is not shown here");
	const struct service *service =
	    line->service ? desk_service(desk, line->service, desk_council(desk)) : NULL;
	const char *about = service         ? words_in(&service->title, desk->language)
			    : line->service ? line->service
					    : line->what;
	const char *who = line->customer_name ? line->customer_name : _("somebody without a name");
	if (text_same(line->kind, "ring"))
		return arena_printf(arena, _("Ring %s: %s"), who, about);
	if (text_same(line->kind, "reply"))
		return arena_printf(arena, _("Back to %s: %s"), who, about);
	return arena_printf(arena, "%s: %s", who, line->what ? line->what : about);
}

/* ---- the list ---- */

void
promises_ask(struct desk *desk)
{
	if (!desk_reaches(desk) || !command_permits(desk, ACTION_LOG_CONTACT))
		return;
	/* Behind the lock nobody would hear what has come near; and the answer under way may be
	 * older than the change. */
	if (desk->promises.asked || desk->phase == PHASE_LOCKED || desk->phase == PHASE_PROVING) {
		desk->promises.again = true;
		return;
	}
	desk->promises.asked =
	    desk_ask(desk, ROUTE_PROMISES, REQUEST_IDLE, ASKED_PROMISES, NULL)->number;
}

/* What was said here and waits to be sent is not asked again. */
static bool
is_said(const struct desk *desk, const char *id)
{
	for (size_t i = 0; i < desk->owed_count; i++)
		if (desk->owed[i]->outgoing->route == ROUTE_PUT_PROMISE_EVENT &&
		    text_same(desk->owed[i]->outgoing->chain, id))
			return true;
	return false;
}

/* Were they found overdue when the list was read before? By what stood there: the CRM's clock is
 * not the desk's. */
static bool
was_late(const struct list *before, const char *id)
{
	const struct promise_line *line = among(before, id);
	return line && line->overdue;
}

/* What has come near or fallen overdue since the list was last read is said aloud. */
static void
remind(struct desk *desk, const struct list *before, micros since)
{
	const struct promise_line *near = NULL, *late = NULL;
	LIST_EACH(struct promise_line, line, &desk->promises.items)
	{
		if (line->overdue && !was_late(before, line->id))
			late = late ? late : line;
		else if (!line->overdue && line->due - PROMISE_SOON > since &&
			 line->due - PROMISE_SOON <= desk->now &&
			 line->made < line->due - PROMISE_SOON)
			near = near ? near : line;
	}
	if (late)
		desk_say(desk, TONE_ALARM, _("Overdue: %s"),
		    promise_words(desk, late, &desk->effects.arena));
	else if (near)
		desk_say(desk, TONE_WARN, _("Due soon: %s"),
		    promise_words(desk, near, &desk->effects.arena));
}

void
promises_reply(struct desk *desk, const struct reply *reply)
{
	struct promises *promises = &desk->promises;
	const struct promise_page *page = reply->body;
	promises->asked = 0;
	if (reply->problem == PROBLEM_NONE && page) {
		micros since = promises->read;
		struct list before = {0};
		LIST_EACH(struct promise_line, line, &promises->items)
		record_copy_into(&desk->effects.arena, &promise_line_record,
		    list_add(&desk->effects.arena, &before, &promise_line_record), line);
		arena_release(&promises->arena);
		arena_init(&promises->arena);
		promises->items = (struct list){0};
		LIST_EACH(struct promise_line, line, &page->items)
		if (!is_said(desk, line->id))
			record_copy_into(&promises->arena, &promise_line_record,
			    list_add(&promises->arena, &promises->items, &promise_line_record),
			    line);
		promises->open = page->open;
		promises->late = page->late;
		promises->read = desk->now;
		if (since && desk->phase == PHASE_WORK) /* behind the lock no name is shown */
			remind(desk, &before, since);
	}
	promises_ask_again(desk);
}

void
promises_ask_again(struct desk *desk)
{
	if (!desk->promises.again)
		return;
	desk->promises.again = false;
	promises_ask(desk);
}

void
promises_told(struct desk *desk, const char *whom)
{
	const struct session *session = desk->session;
	if (session &&
	    (text_same(whom, session->user) || text_same(whom, session->team) ||
		(text_same(session->role, "supervisor") && text_same(whom, session->council))))
		promises_ask(desk);
}

void
promises_open(struct desk *desk)
{
	desk_go(desk, SCREEN_PROMISES, NULL);
	promises_ask(desk);
	calling_ask(desk);
	kept_ask(desk);
}

/* Gone from every list of the desk: it is settled, or another's. */
static void
drop_from(struct list *lines, const char *id)
{
	const struct promise_line *line = among(lines, id);
	if (line)
		list_remove(lines, &promise_line_record,
		    (size_t)(line - (const struct promise_line *)lines->items));
}

static void
drop(struct desk *desk, const char *id)
{
	const struct promise_line *line = among(&desk->promises.items, id);
	if (line) {
		desk->promises.open--;
		if (line->due < desk->now)
			desk->promises.late--;
	}
	drop_from(&desk->promises.items, id);
	for (size_t i = 0; i < desk->hand_count; i++)
		if (desk->hands[i]->page)
			drop_from(&desk->hands[i]->page->promises, id);
}

void
promises_forget(struct desk *desk, const char *customer)
{
	struct list *items = &desk->promises.items;
	for (size_t i = items->count; i-- > 0;)
		if (text_same(LIST_AT(struct promise_line, items, i)->customer, customer))
			list_remove(items, &promise_line_record, i);
	if (desk->promises.one && text_same(desk->promises.one->customer, customer))
		desk->promises.one = NULL;
}

/* ---- one ---- */

static void
show_one(struct desk *desk, const struct promise *promise)
{
	struct promises *promises = &desk->promises;
	struct arena arena;
	arena_init(&arena);
	struct promise *copy = record_copy(&arena, &promise_record, promise);
	arena_release(&promises->one_arena);
	promises->one_arena = arena;
	promises->one = copy;
}

void
promise_open(struct desk *desk, const char *id)
{
	struct arena *arena = &desk->effects.arena;
	id = arena_strdup(arena, id);
	desk_go(desk, SCREEN_PROMISE, id);
	if (desk->promises.one && !text_same(desk->promises.one->id, id))
		desk->promises.one = NULL;
	if (desk_reaches(desk))
		desk_ask(desk, ROUTE_PROMISE, REQUEST_READ, ASKED_PROMISE, id)->params[0] = id;
}

void
promise_reply(struct desk *desk, const struct reply *reply, const char *id)
{
	if (!text_same(promise_subject_id(desk, &desk->effects.arena), id))
		return;
	if (reply->problem == PROBLEM_NONE && reply->body)
		show_one(desk, reply->body);
	else if (!promise_known(desk, id))
		desk_say_problem(desk, reply);
}

void
promise_say(struct desk *desk, const char *saying)
{
	struct arena *arena = &desk->effects.arena;
	const struct promise_line *line = promise_in_focus(desk);
	if (!line)
		return;
	const char *id = arena_strdup(arena, line->id);
	if (desk->promises.one && !text_same(desk->promises.one->id, id))
		desk->promises.one = NULL;
	desk_go(desk, SCREEN_PROMISE, arena_printf(arena, "%s/%s", id, saying));
	desk_focus(desk, promise_field(id, saying, arena));
	recover_place(desk);
}

static const char *
event_label(const char *saying)
{
	return text_same(saying, "kept")     ? _("Promise kept")
	       : text_same(saying, "broken") ? _("Promise not kept")
	       : text_same(saying, "passed") ? _("Promise passed on")
					     : _("Promise withdrawn");
}

static void
said(struct desk *desk, const char *id, const char *saying, const char *name)
{
	const struct promise_line *line = promise_known(desk, id);
	bool late = line && line->due < desk->now;
	drop(desk, id);
	desk_back(desk);
	if (text_same(saying, "passed"))
		desk_say(desk, TONE_GOOD, _("Passed on to %s."), name);
	else if (text_same(saying, "kept"))
		desk_say(desk, late ? TONE_WARN : TONE_GOOD, "%s",
		    late ? _("Done, but after it was due: it counts as late.")
			 : _("The promise is kept."));
	else
		desk_say(desk, TONE_PLAIN, "%s",
		    text_same(saying, "broken") ? _("It counts as not kept.")
						: _("It is withdrawn, and does not count."));
}

static void
send(struct desk *desk, const char *id, const char *saying)
{
	struct arena *arena = &desk->effects.arena;
	const char *field = promise_field(id, saying, arena), *typed = typed_text(desk, field);
	struct keeper keeper = {0};
	bool passes = text_same(saying, "passed");
	if (passes && (text_blank(typed) || !promise_keeper(desk, typed, &keeper, arena))) {
		desk_say(desk, TONE_WARN, "%s",
		    _("Say who: me, the beginning of a team's name, or a colleague's sign-in "
		      "name."));
		return;
	}
	if (!passes && !text_same(saying, "kept") && text_blank(typed)) {
		desk_say(desk, TONE_WARN, "%s", _("Say why: it is kept with the promise."));
		return;
	}
	struct promise_event *event = arena_alloc(arena, sizeof *event);
	*event = (struct promise_event){.id = desk_id(desk),
	    .kind = arena_strdup(arena, saying),
	    .text = passes || text_blank(typed) ? NULL : text_trim(arena_strdup(arena, typed)),
	    .queue = keeper.queue,
	    .owner = keeper.owner,
	    .at = desk->now};
	outbox_put(desk, ROUTE_PUT_PROMISE_EVENT, id, event->id, event, event_label(saying));
	typed_drop_under(desk, arena_printf(arena, "promise.%s.", id));
	said(desk, id, event->kind, keeper.name);
}

/* To ring whom it was promised: their page, as a call of ours. */
static void
ring(struct desk *desk, const char *id)
{
	struct arena *arena = &desk->effects.arena;
	const struct promise_line *line = promise_known(desk, id);
	if (!line || !line->customer)
		return;
	const struct promise_line *copy = record_copy(arena, &promise_line_record, line);
	const struct candidate person = {.id = copy->customer, .name = copy->customer_name};
	contact_person(desk, &person);
	struct work *work = desk->hand->work;
	if (work->step || work->matters.count)
		return;
	work->direction = "out";
	work->channel = "phone";
	if (!text_blank(copy->number))
		work->caller = arena_strdup(&desk->hand->arena, copy->number);
	contact_keep(desk, desk->hand);
}

void
promises_pick(struct desk *desk, const char *item)
{
	struct arena *arena = &desk->effects.arena;
	const char *id = promise_subject_id(desk, arena), *saying = promise_saying(desk);
	if (strncmp(item, "promise:", 8) == 0)
		promise_open(desk, item + 8);
	else if (text_same(item, "promises"))
		promises_open(desk);
	else if (text_same(item, "kept"))
		kept_open(desk);
	else if (text_same(item, "person"))
		ring(desk, id);
	else if (text_same(item, "case") && promise_known(desk, id))
		case_open_page(desk, arena_strdup(arena, promise_known(desk, id)->case_id));
	else if (saying)
		send(desk, id, arena_strdup(arena, saying));
}

void
promise_taken(struct desk *desk, const struct promise *promise)
{
	if (desk->promises.one && text_same(desk->promises.one->id, promise->id))
		show_one(desk, promise);
	promises_ask(desk);
}

void
promise_settled_before(struct desk *desk, const char *id)
{
	drop(desk, id);
	promises_ask(desk);
	desk_say(desk, TONE_WARN, "%s", _("Somebody else has settled that promise already."));
}
