/* What the commands on a case, and those of the back office, do. */
#include "desk/back_office.h"
#include "desk/cases.h"
#include "desk/complaint.h"

void
command_run_case(struct desk *desk, enum command command)
{
	switch (command) {
	case COMMAND_CLAIM:
		case_event(desk, "claim", NULL);
		break;
	case COMMAND_RELEASE:
		case_event(desk, "release", NULL);
		break;
	case COMMAND_REOPEN_CASE:
		case_type(desk, "reopen");
		break;
	case COMMAND_CASE_NOTE:
		case_type(desk, "note");
		break;
	case COMMAND_AMEND:
		case_amends_open(desk);
		break;
	case COMMAND_LINK_CASE:
		case_link_open(desk);
		break;
	case COMMAND_FILES:
		case_files_open(desk);
		break;
	case COMMAND_STATE:
		case_state_open(desk);
		break;
	case COMMAND_COMPLAIN:
		complaint_begin(desk);
		break;
	case COMMAND_LEARN:
		action_open(desk, "lesson");
		break;
	case COMMAND_REMEDY:
		action_open(desk, "remedy");
		break;
	default:
		case_close(desk);
		break;
	}
}

void
command_run_back_office(struct desk *desk, enum command command, const char *argument)
{
	switch (command) {
	case COMMAND_NEXT_BEST:
		next_best(desk);
		break;
	case COMMAND_HAND_OVER:
		hand_over_open(desk, false);
		break;
	case COMMAND_BOUNCE:
		bounce_open(desk);
		break;
	case COMMAND_ANSWER_BACK:
		case_type(desk, "answer");
		break;
	case COMMAND_PRIORITY:
		case_priority(desk, argument);
		break;
	case COMMAND_SKILL:
		case_skill(desk, argument);
		break;
	default:
		bulk_open(desk);
		break;
	}
}
