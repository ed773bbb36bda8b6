/* When the back office's commands work: case_permitted decides, here as in the CRM. */
#include "desk/command_when.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/marks.h"
#include "desk/queue.h"
#include "desk/signin.h"
#include "desk/state.h"

static bool
at(const struct desk *desk, enum screen screen)
{
	return desk_screen(desk) == screen;
}

bool
when_can_take_next(const struct desk *desk)
{
	if (at(desk, SCREEN_CASE))
		return !desk->case_typing && !desk->case_withheld;
	return at(desk, SCREEN_QUEUE) || at(desk, SCREEN_QUEUES) ||
	       (at(desk, SCREEN_HOME) && queues_are_work(desk) && !desk->hand);
}

bool
when_in_queue(const struct desk *desk)
{
	return at(desk, SCREEN_QUEUE) && command_permits(desk, ACTION_WORK_CASE);
}

bool
when_can_mark_case(const struct desk *desk)
{
	return when_in_queue(desk) && desk->queue.count > 0;
}

bool
when_has_bulk(const struct desk *desk)
{
	return when_in_queue(desk) &&
	       (marks_count(desk, QUEUE_MARKED) > 0 || !text_blank(typed_text(desk, QUEUE_FILTER)));
}

bool
when_can_undo_bulk(const struct desk *desk)
{
	const struct bulk *bulk = desk->back.bulk;
	return (at(desk, SCREEN_QUEUE) || at(desk, SCREEN_BULK)) && bulk && bulk->at &&
	       !bulk->undone;
}

bool
when_can_hand_over(const struct desk *desk)
{
	return when_open_case(desk) && !desk->case_typing;
}

bool
when_can_bounce(const struct desk *desk)
{
	return when_can_hand_over(desk) && desk->case_page->record->contact &&
	       !desk->case_page->record->bounced;
}

bool
when_can_answer_back(const struct desk *desk)
{
	return when_can_hand_over(desk) && desk->case_page->record->bounced;
}
