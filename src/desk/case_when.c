/* When the commands on a case work: case_permitted decides, here as in the CRM. */
#include "desk/cases.h"
#include "desk/command_when.h"
#include "desk/effects.h"

static bool
at(const struct desk *desk, enum screen screen)
{
	return desk_screen(desk) == screen;
}

static const struct case_record *
shown_case(const struct desk *desk)
{
	return at(desk, SCREEN_CASE) && desk->case_page ? desk->case_page->record : NULL;
}

static bool
may_work(const struct desk *desk)
{
	const struct case_record *record = shown_case(desk);
	if (!record || !desk->session)
		return false;
	return case_permitted(
	    desk->session->role, ACTION_WORK_CASE, desk->session->council, record);
}

bool
when_open_case(const struct desk *desk)
{
	return may_work(desk) && !text_same(shown_case(desk)->state, "closed");
}

bool
when_can_claim(const struct desk *desk)
{
	return when_open_case(desk) && !case_barred(desk) &&
	       !text_same(shown_case(desk)->claimed_by, desk->session->user);
}

bool
when_can_release(const struct desk *desk)
{
	return when_open_case(desk) && shown_case(desk)->claimed_by;
}

bool
when_can_reopen(const struct desk *desk)
{
	return may_work(desk) && text_same(shown_case(desk)->state, "closed");
}

/* Nothing is being typed about it. */
static bool
is_free(const struct desk *desk)
{
	return may_work(desk) && !desk->case_typing;
}

bool
when_can_move_case(const struct desk *desk)
{
	struct case_move moves[MOST_STATES];
	return is_free(desk) && case_has_life(desk) && case_moves(desk, moves) > 0;
}

bool
when_can_amend_case(const struct desk *desk)
{
	return is_free(desk) && !shown_case(desk)->anonymised;
}

/* Whoever sees the case reads them; who may put one on it the CRM knows as well. */
bool
when_has_files(const struct desk *desk)
{
	return shown_case(desk) && !desk->case_typing;
}
