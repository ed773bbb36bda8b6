#include "desk/out_of_hours.h"
#include "base/alloc.h"
#include "desk/cases.h"
#include "desk/contact.h"
#include "desk/effects.h"
#include "desk/matter.h"
#include "desk/signin.h"

#include <string.h>

/* ---- the subject: COUNCIL/SERVICE ---- */

const struct council *
late_council(const struct desk *desk)
{
	return desk_screen(desk) == SCREEN_LATE ? desk_subject_council(desk) : NULL;
}

static const char *
service_id(const struct desk *desk)
{
	return desk_screen(desk) == SCREEN_LATE ? desk_subject_rest(desk) : NULL;
}

const struct service *
late_service(const struct desk *desk)
{
	const struct council *council = late_council(desk);
	const char *id = service_id(desk);
	return council && id ? desk_service(desk, id, council->id) : NULL;
}

const struct late_page *
late_page(const struct desk *desk)
{
	return text_same(desk->late.shown, desk_subject(desk)) ? desk->late.page : NULL;
}

/* ---- asking ---- */

static void
ask(struct desk *desk, const char *after)
{
	const struct council *council = late_council(desk);
	if (!council || !service_id(desk) || !desk_reaches(desk) ||
	    !command_permits(desk, ACTION_READ_QUEUE))
		return;
	struct request *request =
	    desk_ask(desk, ROUTE_OUT_OF_HOURS, REQUEST_READ, ASKED_LATE, desk_subject(desk));
	desk_query(desk, request, "service", service_id(desk));
	desk_query(desk, request, "council", council->id);
	desk_query(desk, request, "after", after);
	desk->late.asked = request->number;
	desk->late.further = after != NULL;
}

void
late_ask(struct desk *desk)
{
	if (desk_screen(desk) == SCREEN_LATE)
		ask(desk, NULL);
}

bool
late_has_more(const struct desk *desk)
{
	const struct late_page *page = late_page(desk);
	return desk_screen(desk) == SCREEN_LATE && page && page->next;
}

void
late_more(struct desk *desk)
{
	if (late_has_more(desk))
		ask(desk, late_page(desk)->next);
}

void
late_reply(struct desk *desk, const struct reply *reply, const char *subject)
{
	struct late *late = &desk->late;
	const struct late_page *page = reply->body;
	if (reply->number != late->asked)
		return;
	late->asked = 0;
	if (reply->problem != PROBLEM_NONE || !page) {
		desk_say_problem(desk, reply);
		return;
	}
	struct late_page *was = late->page;
	if (!late->further || !was || !text_same(late->shown, subject)) {
		arena_release(&late->arena);
		arena_init(&late->arena);
		late->page = record_copy(&late->arena, &late_page_record, page);
		set_text(&late->shown, subject);
		return;
	}
	LIST_EACH(struct late_enquiry, enquiry, &page->items)
	record_copy_into(&late->arena, &late_enquiry_record,
	    list_add(&late->arena, &was->items, &late_enquiry_record), enquiry);
	was->next = arena_strdup(&late->arena, page->next);
}

/* ---- going there ---- */

void
late_back(struct desk *desk, const char *subject)
{
	desk_go(desk, SCREEN_LATE, subject);
	late_ask(desk);
}

void
late_open(struct desk *desk, const char *service, const char *council)
{
	if (!council)
		council = desk_council(desk);
	late_back(desk, arena_printf(&desk->effects.arena, "%s/%s", council, service));
}

void
late_pick(struct desk *desk, const char *item)
{
	const char *reference = strncmp(item, "case:", 5) == 0 ? item + 5 : NULL;
	if (strcmp(item, "more") == 0)
		late_more(desk);
	else if (reference)
		case_open_page(desk, arena_strdup(&desk->effects.arena, reference));
	else
		desk_say(desk, TONE_PLAIN, "%s", _("It opened no case."));
}
