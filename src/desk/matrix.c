#include "desk/matrix.h"
#include "base/alloc.h"
#include "desk/complaint.h"
#include "desk/contact.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/forms.h"
#include "desk/matter.h"
#include "desk/out_of_hours.h"
#include "desk/queue.h"
#include "desk/recover.h"
#include "desk/signin.h"

#include <string.h>

/* The subject of the screen is "chorley" or "chorley/missed-bin". */
static bool
in_front(const struct desk *desk)
{
	enum screen screen = desk_screen(desk);
	return screen == SCREEN_MATRIX || screen == SCREEN_MATRIX_ROW;
}

const char *
matrix_council(const struct desk *desk)
{
	const struct council *council = in_front(desk) ? desk_subject_council(desk) : NULL;
	return council ? council->id : NULL;
}

const char *
matrix_service(const struct desk *desk)
{
	return in_front(desk) ? desk_subject_rest(desk) : NULL;
}

/* ---- cells ---- */

/* A text that does not speak of mechanisms need not be opened. */
static const struct service *
opened(const struct desk *desk, const char *id)
{
	static const struct service silent;
	const char *text = directory_text(desk->directory, id);
	if (!text)
		return NULL;
	return strstr(text, "mechanisms") ? desk_service(desk, id, NULL) : &silent;
}

struct tick
matrix_cell(const struct desk *desk, const char *id, enum mechanism mechanism)
{
	const struct service *service = opened(desk, id);
	return service ? matrix_tick(service, matrix_council(desk), mechanism) : (struct tick){0};
}

bool
matrix_cell_on(const struct desk *desk, const char *id, enum mechanism mechanism)
{
	const struct service *service = opened(desk, id);
	return service &&
	       matrix_on(service, matrix_council(desk), mechanism, london_of(desk->now).date);
}

int64_t
matrix_volume(const struct desk *desk, const char *service, const char *mechanism)
{
	if (!desk->volumes || !text_same(desk->volumes->council, matrix_council(desk)))
		return -1;
	return volume_sum(&desk->volumes->items, service, mechanism);
}

/* Where each can be seen at work, the most telling first: the first that works here is taken. */
enum { MOST_LEADS = 2 };
static const enum command leads[MECHANISM_COUNT][MOST_LEADS] = {
    [MECHANISM_TELEPHONE] = {COMMAND_HOME},
    [MECHANISM_EMAIL] = {COMMAND_MAILS},
    [MECHANISM_COMPLAINTS] = {COMMAND_QUEUES}, /* where no queue is known for them */
    [MECHANISM_APPOINTMENTS] = {COMMAND_DIARIES},
    [MECHANISM_PAYMENTS] = {COMMAND_PAYMENTS},
    [MECHANISM_OUTBOUND] = {COMMAND_PROMISES},
    [MECHANISM_LONE_WORKERS] = {COMMAND_VISITS},
    [MECHANISM_FULFILMENT] = {COMMAND_QUEUES},
    [MECHANISM_CONTINGENCY] = {COMMAND_NOTICES},
    [MECHANISM_E_FORMS] = {COMMAND_MAILS},
    [MECHANISM_OUTREACH] = {COMMAND_WAITING},
};

enum command
matrix_leads(const struct desk *desk, enum mechanism mechanism)
{
	for (size_t i = 0; i < MOST_LEADS; i++)
		if (leads[mechanism][i] != COMMAND_NONE && command_works(desk, leads[mechanism][i]))
			return leads[mechanism][i];
	return COMMAND_NONE;
}

/* ---- the screens ---- */

void
matrix_ask(struct desk *desk)
{
	const char *council = matrix_council(desk);
	if (!council || desk->volumes_asked || !desk_reaches(desk) ||
	    !command_permits(desk, ACTION_READ_QUEUE))
		return;
	if (desk->volumes && !text_same(desk->volumes->council, council))
		desk->volumes = NULL;
	struct request *request =
	    desk_ask(desk, ROUTE_VOLUMES, REQUEST_READ, ASKED_VOLUMES, council);
	desk_query(desk, request, "council", council);
	desk->volumes_asked = request->number;
}

void
matrix_reply(struct desk *desk, const struct reply *reply)
{
	desk->volumes_asked = 0;
	if (reply->problem != PROBLEM_NONE || !reply->body)
		return;
	arena_release(&desk->volumes_arena);
	arena_init(&desk->volumes_arena);
	desk->volumes = record_new(&desk->volumes_arena, &volume_page_record);
	record_copy_into(&desk->volumes_arena, &volume_page_record, desk->volumes, reply->body);
}

void
matrix_back(struct desk *desk, enum screen screen, const char *subject)
{
	desk_go(desk, screen, subject);
	matrix_ask(desk);
}

void
matrix_open(struct desk *desk, const char *name)
{
	const struct council *named = name && *name ? council_rung(desk, name) : NULL;
	const char *council = named ? named->id : name && *name ? NULL : desk_at(desk);
	if (!council) {
		desk_say(desk, TONE_WARN, _("There is no council \"%s\"."), name ? name : "");
		return;
	}
	if (desk_screen(desk) == SCREEN_MATRIX)
		desk_back(desk);
	desk_go(desk, SCREEN_MATRIX, council);
	recover_place(desk);
	matrix_ask(desk);
}

/* To a list that is narrower than what a command shows: true when there is one. */
static bool
lead_closer(struct desk *desk, enum mechanism mechanism, const char *service, const char *council)
{
	const char *queue =
	    mechanism == MECHANISM_COMPLAINTS ? complaint_queue(desk, council) : NULL;
	if (mechanism == MECHANISM_OUT_OF_HOURS) {
		late_open(desk, service, council);
	} else if (mechanism == MECHANISM_E_FORMS && command_works(desk, COMMAND_MAILS)) {
		forms_open(desk);
	} else if (queue && command_works(desk, COMMAND_QUEUES)) {
		queue_open(desk, queue);
	} else {
		return false;
	}
	return true;
}

static void
lead(struct desk *desk, const char *id)
{
	struct arena *arena = &desk->effects.arena;
	enum mechanism mechanism = mechanism_named(id);
	if (mechanism == MECHANISM_COUNT)
		return;
	enum command command = matrix_leads(desk, mechanism);
	const char *service = arena_strdup(arena, matrix_service(desk)),
		   *council = arena_strdup(arena, matrix_council(desk));
	if (!matrix_cell_on(desk, matrix_service(desk), mechanism))
		desk_say(desk, TONE_WARN, _("%s: it is not on there."),
		    _(mechanism_kinds[mechanism].label));
	else if (lead_closer(desk, mechanism, service, council))
		;
	else if (command == COMMAND_PAYMENTS)
		command_run(desk, command, council);
	else if (command != COMMAND_NONE)
		command_run(desk, command, NULL);
	else /* of what this user has no list, it begins at the entry itself */
		desk_go(desk, SCREEN_SERVICE, service);
}

/* ---- ticking ---- */

static enum mechanism
under_cursor(const struct desk *desk)
{
	if (desk_screen(desk) != SCREEN_MATRIX_ROW || !desk->at || strncmp(desk->at, "by:", 3) != 0)
		return MECHANISM_COUNT;
	return mechanism_named(desk->at + 3);
}

bool
matrix_can_switch(const struct desk *desk)
{
	return under_cursor(desk) != MECHANISM_COUNT &&
	       directory_text(desk->directory, matrix_service(desk)) != NULL;
}

void
matrix_switch(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	enum mechanism mechanism = under_cursor(desk);
	const char *label = _(mechanism_kinds[mechanism].label);
	const char *service = arena_strdup(arena, matrix_service(desk)),
		   *council = arena_strdup(arena, matrix_council(desk));
	const char *field = entry_field_name(service,
	    arena_printf(arena, "at/%s/mechanisms/%s", council, mechanism_kinds[mechanism].id),
	    arena);
	const char *typed = typed_text(desk, field);
	bool on = typed ? !text_same(typed, stage_ids[STAGE_NONE])
			: matrix_cell_on(desk, service, mechanism);
	entry_open(desk, service, council);
	if (!entry_may_edit(desk)) {
		desk_say(desk, TONE_WARN, "%s", _("This entry is not yours to change."));
		return;
	}
	typed_set(desk, field, stage_ids[on ? STAGE_NONE : STAGE_OPERATIONAL], false);
	entry_changed(desk);
	entry_save(desk);
	desk_say(desk, TONE_GOOD,
	    on ? _("%s: off in the draft. s gives it to a second person.")
	       : _("%s: on in the draft. s gives it to a second person."),
	    label);
}

void
matrix_pick(struct desk *desk, const char *item)
{
	struct arena *arena = &desk->effects.arena;
	const char *council = matrix_council(desk);
	if (strncmp(item, "row:", 4) == 0 && council) {
		desk_go(desk, SCREEN_MATRIX_ROW, arena_printf(arena, "%s/%s", council, item + 4));
		desk_focus(desk, arena_printf(arena, "by:%s", mechanism_kinds[0].id));
		recover_place(desk);
	} else if (strncmp(item, "by:", 3) == 0) {
		lead(desk, item + 3);
	}
}
