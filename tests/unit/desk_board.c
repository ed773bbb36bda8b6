/* The whiteboard and lone workers at the desk: what the feed brings stands there, ages, is not
 * known any more after its time, and is there again after a restart; an overdue visit stands over
 * every screen of those whom it concerns; a colleague who rings is known by the number. */
#include "desk/board.h"
#include "desk/visits.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <stdlib.h>
#include <string.h>

#define VISIT "01920000-0000-7000-8000-0000000000c1"

static void
bring(const struct officer *officers, size_t count)
{
	struct officer copy[4];
	memcpy(copy, officers, count * sizeof *copy);
	struct feed_page page = {
	    .next = "1.5", .board = {copy, count}, .board_version = copy[count - 1].version};
	play_feed(&play, &page);
}

static struct officer
officer(const char *id, const char *name, const char *team, int64_t version)
{
	return (struct officer){
	    .id = id, .name = name, .team = team, .council = "chorley", .version = version};
}

static struct visit
overdue(const char *author)
{
	return (struct visit){.id = VISIT,
	    .worker = "j.mills",
	    .team = "chorley-waste",
	    .council = "chorley",
	    .service = "missed-bin",
	    .place = "14 Union Street",
	    .phone = "+447700900123",
	    .state = "begun",
	    .author = author,
	    .raised = "ring-worker",
	    .begins = play.now - 2 * MICROS_HOUR,
	    .ends = play.now - MICROS_HOUR};
}

static void
tell(struct visit visit)
{
	struct feed_item item = {.topic = "visit", .id = visit.id, .number = 6, .visit = &visit};
	struct feed_page page = {.next = "1.6", .items = {&item, 1}};
	play_feed(&play, &page);
}

START_TEST(it_ages_in_sight_and_ends)
{
	struct officer mills = officer("j.mills", "J. Mills", "chorley-waste", 3);
	mills.state = "in";
	mills.at = play.now;
	mills.until = play.now + 5 * MICROS_HOUR;
	bring(&mills, 1);
	play_command(&play, COMMAND_BOARD);
	play_set(&play, BOARD_FIND, "mills");
	play_shows(&play, "since 10:42");
	play_shows_not(&play, "old");
	play_survives(&play);
	play.desk->lock_after = 0;
	play_tick(&play, 3 * MICROS_HOUR);
	play_shows(&play, "since 10:42, 3 hours old");
	play_tick(&play, 2 * MICROS_HOUR);
	play_shows(&play, "Not known");
	/* An older row does not take the place of a newer one. */
	struct officer older = officer("j.mills", "J. Mills, before", "chorley-waste", 2);
	bring(&older, 1);
	play_shows_not(&play, "before");
}
END_TEST

START_TEST(who_left_is_not_shown)
{
	struct officer both[] = {officer("j.mills", "J. Mills", "chorley-waste", 1),
	    officer("r.dunn", "R. Dunn", "chorley-waste", 2)};
	both[1].gone = true;
	bring(both, 2);
	play_command(&play, COMMAND_BOARD);
	play_set(&play, BOARD_FIND, "waste");
	play_shows(&play, "J. Mills");
	play_shows_not(&play, "R. Dunn");
}
END_TEST

START_TEST(what_is_said_goes_out_with_the_crms_time)
{
	struct officer mills = officer("j.mills", "J. Mills", "chorley-waste", 1);
	bring(&mills, 1);
	play.desk->skew = 90 * MICROS_SECOND; /* this desk's clock is slow */
	play_command(&play, COMMAND_BOARD);
	play_set(&play, BOARD_FIND, "mills");
	play_enter(&play, BOARD_FIND);
	play_command(&play, COMMAND_OUT);
	const struct play_request *sent = play_sent(&play, ROUTE_PUT_BOARD_WORD);
	ck_assert_ptr_nonnull(sent);
	const struct board_word *said = sent->request.body;
	ck_assert_str_eq(said->state, "out");
	ck_assert_int_eq(said->at, play.now + 90 * MICROS_SECOND);
	play_shows(&play, "J. Mills is out.");
}
END_TEST

START_TEST(an_overdue_visit_stands_over_every_screen)
{
	struct officer mills = officer("j.mills", "J. Mills", "chorley-waste", 1);
	bring(&mills, 1);
	tell(overdue("somebody.else")); /* another team's, planned by another: not this desk's */
	play_shows_not(&play, "OVERDUE");
	tell(overdue("s.ellis"));
	play_shows(&play, "OVERDUE: J. Mills, 14 Union Street");
	play_shows(&play, "ring the worker, 07700 900123");
	play_command(&play, COMMAND_QUEUES);
	play_shows(&play, "OVERDUE: J. Mills");
	play_command(&play, COMMAND_HOME);
	play_survives(&play);
	play_command(&play, COMMAND_LOCK);
	play_shows(&play, "somebody who works alone is not back");
	play_shows_not(&play, "J. Mills");
	play_set(&play, "lock.password", PLAY_PASSWORD);
	play_enter(&play, "lock.password");
	/* Without a word of what was done it stays. */
	play_command(&play, COMMAND_VISITS);
	play_pick(&play, "visit:" VISIT);
	play_set(&play, "visit." VISIT ".done", " ");
	play_enter(&play, "visit." VISIT ".done");
	play_shows(&play, "OVERDUE");
	play_set(&play, "visit." VISIT ".done", "rang, she is fine");
	play_enter(&play, "visit." VISIT ".done");
	play_shows_not(&play, "OVERDUE");
	const struct visit_act *act = play_sent(&play, ROUTE_PUT_VISIT_ACT)->request.body;
	ck_assert_str_eq(act->rung, "ring-worker");
	ck_assert_str_eq(act->text, "rang, she is fine");
}
END_TEST

START_TEST(a_colleague_who_rings_is_known)
{
	struct officer two[] = {officer("j.mills", "J. Mills", "chorley-waste", 1),
	    officer("r.dunn", "R. Dunn", "chorley-waste", 2)};
	two[1].telephone = "01632 960444";
	bring(two, 2);
	struct visit visit = overdue("s.ellis");
	visit.raised = NULL;
	tell(visit);
	struct desk_event ring = {.kind = EVENT_POP, .text = "07700 900123"};
	play_event(&play, &ring);
	play_shows(&play, "Call from J. Mills, who is on a visit");
	play_command(&play, COMMAND_TAKE);
	play_shows(&play, "14 Union Street");
	ck_assert_ptr_null(play.desk->hand);
	ring.text = "01632 960444";
	play_event(&play, &ring);
	play_command(&play, COMMAND_TAKE);
	play_shows(&play, "R. Dunn");
	play_command(&play, COMMAND_IN);
	play_shows(&play, "R. Dunn is in.");
}
END_TEST

/* What the CRM tells meanwhile is from before it heard of it. */
START_TEST(what_is_said_here_stays_until_it_is_heard_there)
{
	struct visit visit = overdue("s.ellis");
	visit.raised = NULL;
	visit.state = "planned";
	visit.ends = play.now + MICROS_HOUR;
	tell(visit);
	play_command(&play, COMMAND_VISITS);
	play_pick(&play, "visit:" VISIT);
	play_line(&play, false);
	play_command(&play, COMMAND_VISIT_BEGIN);
	play_shows(&play, "Begun");
	tell(visit);
	play_shows(&play, "Begun");
	visit.state = "back";
	tell(visit);
	play_shows(&play, "Begun");
	play_line(&play, true);
	play_answer_all(&play);
	tell(visit);
	play_command(&play, COMMAND_HOME);
	ck_assert_ptr_null(visit_find(play.desk, VISIT));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk board");
	TCase *tests = tcase_create("board");
	tcase_add_checked_fixture(tests, at_desk_begin, at_desk_end);
	tcase_add_test(tests, it_ages_in_sight_and_ends);
	tcase_add_test(tests, who_left_is_not_shown);
	tcase_add_test(tests, what_is_said_goes_out_with_the_crms_time);
	tcase_add_test(tests, an_overdue_visit_stands_over_every_screen);
	tcase_add_test(tests, a_colleague_who_rings_is_known);
	tcase_add_test(tests, what_is_said_here_stays_until_it_is_heard_there);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
