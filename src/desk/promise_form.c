/* A promise made by hand in a contact: what, by when, and who keeps it. */
#include "base/alloc.h"
#include "base/moment.h"
#include "desk/contact.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/matter.h"
#include "desk/outbox.h"
#include "desk/promises.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

const struct person_field promise_fields[PROMISE_FIELDS] = {
    {"promising.what", N_("Promised"), 400},
    {"promising.when", N_("By when"), 40},
    {"promising.who", N_("Who keeps it"), 60},
};

enum { END_OF_DAY = 17 };

bool
promise_has_field(const char *field)
{
	for (size_t i = 0; i < PROMISE_FIELDS; i++)
		if (text_same(promise_fields[i].field, field))
			return true;
	return false;
}

/* ---- when ---- */

/* "fri", "friday 15:00", in the language spoken: the next such day, today when it is still to come.
 */
static bool
read_weekday(const char *typed, micros now, micros *due)
{
	struct london today = london_of(now);
	for (int days = 0; days < 8; days++) {
		struct date date = date_add(today.date, days);
		const char *name = date_day_name(date);
		size_t length = strlen(name);
		int hour = END_OF_DAY, minute = 0;
		if (strncasecmp(typed, name, length) != 0)
			continue;
		const char *rest = typed + length + strcspn(typed + length, " ");
		rest += strspn(rest, " ");
		if (*rest && (sscanf(rest, "%2d:%2d", &hour, &minute) != 2 || hour < 0 ||
				 hour > 23 || minute < 0 || minute > 59))
			return false;
		*due = london_micros(date, hour, minute);
		if (*due > now)
			return true;
	}
	return false;
}

bool
promise_when(const struct desk *desk, const char *typed, micros *due)
{
	const struct session *session = desk->session;
	const struct team *team =
	    session && session->team ? partnership_team(&desk->councils, session->team) : NULL;
	struct calendar calendar =
	    council_calendar(partnership_council(&desk->councils, desk_council(desk)));
	struct err err;
	micros from = desk->now - desk->now % MICROS_MINUTE;
	const char *text = text_blank(typed) ? "1 working day" : typed + strspn(typed, " ");
	if (due_after(text, team ? team->hours : NULL, &calendar, from, due, &err) == 0)
		return *due > desk->now;
	return (read_weekday(text, desk->now, due) || moment_read(text, desk->now, due)) &&
	       *due > desk->now;
}

/* ---- who ---- */

bool
promise_keeper(
    const struct desk *desk, const char *typed, struct keeper *keeper, struct arena *arena)
{
	*keeper = (struct keeper){0};
	if (!desk->session)
		return false;
	char *words = text_trim(arena_strdup(arena, typed ? typed : ""));
	if (!*words || word_equal(words, "me") || word_equal(words, _("me"))) {
		keeper->owner = arena_strdup(arena, desk->session->user);
		keeper->name = desk->session->name ? desk->session->name : keeper->owner;
		return true;
	}
	for (size_t i = 0; i < desk->councils.queue_count; i++) {
		const struct queue *queue = &desk->councils.queues[i];
		const struct team *team = partnership_team(&desk->councils, queue->team);
		if (!team || !team->name || strncasecmp(team->name, words, strlen(words)) != 0)
			continue;
		bool here = text_same(queue->council, desk_council(desk));
		if (keeper->queue && !here)
			continue;
		*keeper = (struct keeper){.queue = queue->id, .name = team->name};
		if (here)
			break;
	}
	if (keeper->queue)
		return true;
	const struct officer *officer = board_named(desk, words);
	keeper->owner = officer ? officer->id : words;
	keeper->name = officer && officer->name ? officer->name : words;
	/* A desk that has not seen the whiteboard yet takes a sign-in name as it stands. */
	return officer || (!desk->board.officers.count && !strchr(words, ' '));
}

/* ---- the form ---- */

void
promise_form_open(struct desk *desk)
{
	matter_note_close(desk);
	set_text(&desk->fault_field, NULL);
	desk_go(desk, SCREEN_PROMISING, NULL);
	desk_focus(desk, promise_fields[0].field);
}

static bool
faulty(struct desk *desk, const char *field, const char *sentence)
{
	set_text(&desk->fault_field, field);
	set_text(&desk->fault, sentence);
	desk_focus(desk, field);
	return false;
}

static const char *
typed_in(struct desk *desk, size_t field)
{
	const char *typed = typed_text(desk, promise_fields[field].field);
	return typed ? text_trim(arena_strdup(&desk->effects.arena, typed)) : "";
}

static bool
fill(struct desk *desk, struct promise *promise, struct keeper *keeper)
{
	const struct hand *hand = desk->hand;
	const struct matter *matter = hand_matter(hand);
	struct arena *arena = &desk->effects.arena;
	micros due;
	set_text(&desk->fault_field, NULL);
	if (text_blank(typed_in(desk, 0)))
		return faulty(desk, promise_fields[0].field, _("Say what is promised."));
	if (!promise_when(desk, typed_in(desk, 1), &due))
		return faulty(desk, promise_fields[1].field,
		    _("Say when: 2 working days, 15:00, fri, 1 dec."));
	if (!promise_keeper(desk, typed_in(desk, 2), keeper, arena))
		return faulty(desk, promise_fields[2].field,
		    _("Say who: me, the beginning of a team's name, or a colleague's name "
		      "or sign-in name."));
	*promise = (struct promise){.id = desk_id(desk),
	    .kind = "other",
	    .customer = hand->work->customer,
	    .contact = hand->work->id,
	    .service = matter ? matter->service : NULL,
	    .as = desk_council(desk),
	    .what = typed_in(desk, 0),
	    .number = hand->work->caller,
	    .queue = keeper->queue,
	    .owner = keeper->owner,
	    .made = desk->now,
	    .due = due};
	return true;
}

/* Seen at wrap-up. */
static void
remember(struct desk *desk, const struct promise *promise)
{
	struct hand *hand = desk->hand;
	struct list *made = &hand->work->promises;
	const struct promise_line line = {
	    .id = promise->id, .kind = promise->kind, .what = promise->what, .due = promise->due};
	if (made->count < record_field(&work_record, "promises")->limit)
		record_copy_into(&hand->arena, &promise_line_record,
		    list_add(&hand->arena, made, &promise_line_record), &line);
	contact_keep(desk, hand);
}

void
promise_form_save(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	struct promise *promise = arena_alloc(arena, sizeof *promise);
	struct keeper keeper;
	if (!desk->hand || !fill(desk, promise, &keeper))
		return;
	struct request request = {.route = ROUTE_PUT_PROMISE,
	    .class = REQUEST_WRITE,
	    .params = {promise->id},
	    .operation = desk_id(desk),
	    .chain = desk->hand->work->id,
	    .body = promise};
	outbox_send(desk, &request, arena_printf(arena, _("Promise: %s"), promise->what));
	remember(desk, promise);
	typed_drop_under(desk, "promising.");
	desk_back(desk);
	desk_say(desk, TONE_GOOD, _("Promised; %s keeps it."), keeper.name);
}

/* Enter: the next field, at the end of them it is saved. */
void
promise_form_pick(struct desk *desk, const char *item)
{
	for (size_t i = 0; i + 1 < PROMISE_FIELDS; i++)
		if (text_same(promise_fields[i].field, item)) {
			desk_focus(desk, promise_fields[i + 1].field);
			return;
		}
	promise_form_save(desk);
}
