/* Who joined an incident: the form by which somebody is taken out of it comes back after a restart
 * also when their row is on a page that has not been read again. */
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/joined.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#define FIRST "01920000-0000-7000-8000-0000000000d1"
#define FAR_DOWN "01920000-0000-7000-8000-0000000000d9"

static const void *
people(const struct request *request, struct arena *arena)
{
	if (request->route != ROUTE_INCIDENT_PEOPLE)
		return NULL;
	struct incident_people *page = record_new(arena, &incident_people_record);
	page->incident = record_new(arena, &incident_record);
	page->incident->id = request->params[0];
	page->incident->reference = "4071-2290-1";
	page->incident->service = "missed-bin";
	page->incident->people = 200;
	*(struct incident_person *)list_add(arena, &page->items, &incident_person_record) =
	    (struct incident_person){
		.id = FIRST, .name = "PATEL, Amina (Mrs)", .state = "pending", .first = true};
	page->next = "further";
	return page;
}

static struct case_page *
its_case(struct arena *arena)
{
	struct case_page *page = record_new(arena, &case_page_record);
	struct case_record *record = record_new(arena, &case_record_record);
	page->incident = record_new(arena, &incident_record);
	page->incident->id = record->id = "01920000-0000-7000-8000-0000000000c1";
	page->incident->reference = record->reference = "4071-2290-1";
	page->incident->service = record->service = "missed-bin";
	record->state = "open";
	record->queue = "chorley.waste-round";
	page->record = record;
	return page;
}

START_TEST(somebody_further_down_is_taken_out)
{
	struct arena *arena = &play.arena;
	play_command(&play, COMMAND_SIGN_OUT);
	play.role = "back_office";
	play_sign_in(&play);
	play.answers = people;
	play.a_case = its_case(arena);
	play_command(&play, COMMAND_QUEUES);
	play_digit(&play, 1);
	play_digit(&play, 1);
	play_command(&play, COMMAND_JOINED);
	play_shows(&play, "PATEL, Amina");
	const char *why = joined_field(play.desk, "reason", arena);
	play_set(&play, joined_field(play.desk, "act", arena), "leave:" FAR_DOWN);
	play_shows(&play, "is taken out of 4071-2290-1");
	play_shows_not(&play, "Other");
	play_set(&play, why, "Another street");
	play_enter(&play, why);
	const struct incident_event *event =
	    play_sent(&play, ROUTE_PUT_INCIDENT_EVENT)->request.body;
	ck_assert_str_eq(event->kind, "leave");
	ck_assert_str_eq(event->member, FAR_DOWN);
	ck_assert_ptr_null(event->other);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk_joined");
	TCase *tests = tcase_create("desk_joined");
	tcase_add_checked_fixture(tests, at_desk_begin, at_desk_end);
	tcase_add_test(tests, somebody_further_down_is_taken_out);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
