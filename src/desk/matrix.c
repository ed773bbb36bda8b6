#include "desk/matrix.h"
#include "base/alloc.h"
#include "desk/customer.h"
#include "desk/matter.h"

#include <string.h>

/* The subject of the screen, "chorley" or "chorley/missed-bin". */
static const char *
part_of(const struct desk *desk, size_t index)
{
	enum screen screen = desk_screen(desk);
	const char *subject = desk_subject(desk);
	if ((screen != SCREEN_MATRIX && screen != SCREEN_MATRIX_ROW) || !subject)
		return NULL;
	const char *slash = strchr(subject, '/');
	if (index == 1)
		return slash ? slash + 1 : NULL;
	const struct council *council = NULL;
	for (size_t i = 0; i < desk->councils.council_count && !council; i++) {
		const char *id = desk->councils.councils[i].id;
		size_t length = slash ? (size_t)(slash - subject) : strlen(subject);
		if (strlen(id) == length && strncmp(id, subject, length) == 0)
			council = &desk->councils.councils[i];
	}
	return council ? council->id : NULL;
}

const char *
matrix_council(const struct desk *desk)
{
	return part_of(desk, 0);
}

const char *
matrix_service(const struct desk *desk)
{
	return part_of(desk, 1);
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

enum command
matrix_leads(enum mechanism mechanism)
{
	static const enum command leads[MECHANISM_COUNT] = {[MECHANISM_TELEPHONE] = COMMAND_HOME,
	    [MECHANISM_FULFILMENT] = COMMAND_QUEUES,
	    [MECHANISM_CONTINGENCY] = COMMAND_NOTICES};
	return leads[mechanism];
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

static void
lead(struct desk *desk, const char *id)
{
	enum mechanism mechanism = mechanism_named(id);
	if (mechanism == MECHANISM_COUNT)
		return;
	enum command command = matrix_leads(mechanism);
	if (!matrix_cell_on(desk, matrix_service(desk), mechanism))
		desk_say(desk, TONE_WARN, _("%s: it is not on there."),
		    _(mechanism_kinds[mechanism].label));
	else if (command != COMMAND_NONE && command_works(desk, command))
		command_run(desk, command, NULL);
	else
		desk_say(desk, TONE_PLAIN,
		    _("%s: it is on; nothing more of it is to be seen here."),
		    _(mechanism_kinds[mechanism].label));
}

void
matrix_pick(struct desk *desk, const char *item)
{
	struct arena *arena = &desk->effects.arena;
	const char *council = matrix_council(desk);
	if (strncmp(item, "row:", 4) == 0 && council) {
		desk_go(desk, SCREEN_MATRIX_ROW, arena_printf(arena, "%s/%s", council, item + 4));
		recover_place(desk);
	} else if (strncmp(item, "by:", 3) == 0) {
		lead(desk, item + 3);
	}
}
