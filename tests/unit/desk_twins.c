/* Whoever was written down while nobody could look is looked for when they have arrived. */
#include "desk/hands.h"
#include "desk/twins.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <string.h>

static struct candidate other = {
    .id = "01900000-0000-7000-8000-00000000aaaa", .name = "OKAFOR, Ada"};
static struct alike alike = {
    .id = "01900000-0000-7000-8000-00000000aaaa", .why = "same name", .person = &other};
static bool nobody;

static const void *
answers(const struct request *request, struct arena *arena)
{
	if (request->route != ROUTE_ALIKE)
		return NULL;
	struct alike_page *page = record_new(arena, &alike_page_record);
	if (!nobody)
		page->items = (struct list){&alike, 1};
	return page;
}

static void
begin(void)
{
	at_desk_begin();
	nobody = false;
	play.answers = answers;
}

static void
save(void)
{
	play_type(&play, "home.find", "Okafor");
	play_pick(&play, "new-person");
	play_type(&play, "person.given", "Ada");
	play_command(&play, COMMAND_SAVE);
}

static void
save_offline(void)
{
	play_line(&play, false);
	save();
	ck_assert_uint_eq(play_records(&play, &twin_record), 1);
	play_command(&play, COMMAND_HOME);
	play_shows_not(&play, "Twice?");
}

static void
arrive(void)
{
	play_line(&play, true);
	play_answer_all(&play);
	play_tick(&play, 6 * MICROS_SECOND);
}

START_TEST(who_was_seen_at_saving_is_not_looked_for)
{
	save();
	ck_assert_uint_eq(play_records(&play, &twin_record), 0);
}
END_TEST

START_TEST(who_was_not_is_work_on_home)
{
	save_offline();
	play_restart(&play);
	play_line(&play, false);
	play_sign_in(&play);
	arrive();
	play_command(&play, COMMAND_HOME);
	play_shows(&play, "Twice?");
	char *id = arena_strdup(&play.arena, LIST_AT(struct twin, &play.desk->twins, 0)->id);
	play_pick(&play, arena_printf(&play.arena, "twin:%s", id));
	play_shows(&play, "Who is the same person?");
	play_shows(&play, "Nobody of these");
	play_pick(&play, "differ");
	play_shows(&play, "They stay two people.");
	play_command(&play, COMMAND_HOME);
	play_shows_not(&play, "Twice?");
	ck_assert_uint_eq(play_records(&play, &twin_record), 0);
}
END_TEST

START_TEST(nobody_is_like_them)
{
	nobody = true;
	save_offline();
	arrive();
	ck_assert_uint_eq(play_records(&play, &twin_record), 0);
}
END_TEST

START_TEST(who_was_merged_or_forgotten_is_no_work)
{
	save_offline();
	arrive();
	ck_assert_uint_eq(play_records(&play, &twin_record), 1);
	struct feed_item item = {.topic = "forget",
	    .id = arena_strdup(&play.arena, LIST_AT(struct twin, &play.desk->twins, 0)->id)};
	play_feed(&play, &(struct feed_page){.next = "e.2", .items = {&item, 1}});
	ck_assert_uint_eq(play_records(&play, &twin_record), 0);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk_twins");
	TCase *c = tcase_create("twins");
	tcase_add_checked_fixture(c, begin, at_desk_end);
	tcase_add_test(c, who_was_seen_at_saving_is_not_looked_for);
	tcase_add_test(c, who_was_not_is_work_on_home);
	tcase_add_test(c, nobody_is_like_them);
	tcase_add_test(c, who_was_merged_or_forgotten_is_no_work);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
