#include "desk/screen_back.h"
#include "base/alloc.h"
#include "desk/booking.h"
#include "desk/cases.h"
#include "desk/detail.h"
#include "desk/effects.h"
#include "desk/equality.h"
#include "desk/hands.h"
#include "desk/joined.h"
#include "desk/matrix.h"
#include "desk/moving.h"
#include "desk/out_of_hours.h"
#include "desk/reconcile.h"
#include "desk/signin.h"
#include "desk/state.h"

#include <string.h>

void
back_plainly(struct desk *desk, enum screen screen, const char *subject)
{
	desk_go(desk, screen, subject);
}

void
back_to_its_own(struct desk *desk, enum screen screen, const char *subject)
{
	if (subject)
		desk_go(desk, screen, subject);
}

void
back_over(struct desk *desk, enum screen screen, const char *subject)
{
	desk_go(desk, screen_of(screen)->under, NULL);
	desk_go(desk, screen, subject);
}

void
back_over_list(struct desk *desk, enum screen screen, const char *subject)
{
	if (subject)
		back_over(desk, screen, subject);
	else
		desk_go(desk, screen_of(screen)->under, NULL);
}

void
back_in_hand(struct desk *desk, enum screen screen, const char *subject)
{
	(void)subject;
	if (desk->hand)
		desk_go(desk, screen, NULL);
}

void
back_about(struct desk *desk, enum screen screen, const char *subject)
{
	if (desk->hand && subject)
		desk_go(desk, screen, subject);
}

void
back_of_customer(struct desk *desk, enum screen screen, const char *subject)
{
	(void)subject;
	if (desk->hand && desk->hand->work->customer)
		desk_go(desk, screen, NULL);
}

void
back_merge(struct desk *desk, enum screen screen, const char *subject)
{
	if (desk->hand && desk->hand->work->customer && subject) {
		desk_go(desk, SCREEN_SAME, NULL);
		desk_go(desk, screen, subject);
	}
}

void
back_person(struct desk *desk, enum screen screen, const char *subject)
{
	if (!text_same(subject, "edit") || hand_customer(desk->hand))
		desk_go(desk, screen, subject);
}

void
back_details(struct desk *desk, enum screen screen, const char *subject)
{
	(void)screen;
	if (subject && hand_customer(desk->hand))
		details_open(desk, subject);
}

void
back_detail(struct desk *desk, enum screen screen, const char *subject)
{
	(void)screen;
	if (subject && hand_customer(desk->hand))
		detail_return(desk, subject);
}

void
back_past(struct desk *desk, enum screen screen, const char *subject)
{
	(void)screen;
	if (subject && desk->hand)
		past_open(desk, subject);
}

void
back_behalf(struct desk *desk, enum screen screen, const char *subject)
{
	if (desk->hand && desk->hand->work->customer)
		desk_go(desk, screen, subject);
}

void
back_moving(struct desk *desk, enum screen screen, const char *subject)
{
	(void)screen, (void)subject;
	if (hand_customer(desk->hand))
		moving_recovered(desk);
}

void
back_booking(struct desk *desk, enum screen screen, const char *subject)
{
	(void)screen;
	booking_returned(desk, subject);
}

void
back_diary(struct desk *desk, enum screen screen, const char *subject)
{
	(void)screen;
	diaries_returned(desk, subject);
}

void
back_case(struct desk *desk, enum screen screen, const char *subject)
{
	(void)screen;
	if (subject) {
		case_open_page(desk, subject);
		set_text(&desk->case_typing, desk->came_from.mode);
	}
}

void
back_joined(struct desk *desk, enum screen screen, const char *subject)
{
	(void)screen;
	if (subject) {
		case_open_page(desk, subject);
		joined_back(desk, subject);
	}
}

void
back_files(struct desk *desk, enum screen screen, const char *subject)
{
	(void)screen;
	if (subject)
		case_return(desk, SCREEN_FILES,
		    arena_strndup(&desk->effects.arena, subject, strcspn(subject, "/")));
}

void
back_calling(struct desk *desk, enum screen screen, const char *subject)
{
	(void)screen, (void)subject;
	desk_go(desk, SCREEN_PROMISES, NULL);
}

void
back_payment(struct desk *desk, enum screen screen, const char *subject)
{
	if (!subject)
		return;
	if (hand_matter(desk->hand))
		desk_go(desk, SCREEN_DIALOGUE, NULL);
	else if (command_permits(desk, ACTION_RECONCILE) && desk->session)
		reconcile_back(desk, desk->session->council); /* with its filter */
	else
		return;
	desk_go(desk, screen, subject);
}

void
back_payments(struct desk *desk, enum screen screen, const char *subject)
{
	(void)screen;
	if (subject)
		reconcile_back(desk, subject);
}

void
back_late(struct desk *desk, enum screen screen, const char *subject)
{
	(void)screen;
	if (subject)
		late_back(desk, subject);
}

void
back_matrix(struct desk *desk, enum screen screen, const char *subject)
{
	if (subject)
		matrix_back(desk, screen, subject);
}

void
back_queue(struct desk *desk, enum screen screen, const char *subject)
{
	(void)screen;
	if (subject)
		queue_back(desk, subject);
}

void
back_pass(struct desk *desk, enum screen screen, const char *subject)
{
	if (subject)
		set_text(&desk->came_from.field, pass_back(desk, screen, subject));
}

void
back_entry(struct desk *desk, enum screen screen, const char *subject)
{
	struct arena *arena = &desk->effects.arena;
	if (!subject)
		return;
	struct entry_spot spot = entry_spot(subject, arena);
	if (*spot.service)
		entry_open(desk, spot.service, spot.council);
	else
		entries_open(desk, NULL);
	if (spot.part && strncmp(spot.part, "prompt:", 7) == 0)
		desk_go(desk, SCREEN_ENTRY_LIST,
		    entry_subject(spot.service, spot.council, "wording", arena));
	if (screen != SCREEN_ENTRY)
		desk_go(desk, screen, subject);
}

void
back_versions(struct desk *desk, enum screen screen, const char *subject)
{
	(void)screen;
	if (subject)
		entry_open(desk, subject, NULL);
}

void
back_entries(struct desk *desk, enum screen screen, const char *subject)
{
	(void)screen;
	entries_open(desk, subject);
}

void
back_equality(struct desk *desk, enum screen screen, const char *subject)
{
	(void)subject;
	if (equality_asked(desk))
		desk_go(desk, screen, NULL);
}
