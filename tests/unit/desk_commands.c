/* The one table of commands: each has its row, a name of its own and a note that is a sentence, and
 * on each screen a key means one thing. */
#include "desk/effects.h"
#include "helpers/at_desk.h"
#include "helpers/tap.h"

#include <string.h>

START_TEST(each_command_has_one_row)
{
	ck_assert_uint_eq(command_table_count, COMMAND_COUNT - 1);
	for (int i = COMMAND_NONE + 1; i < COMMAND_COUNT; i++)
		ck_assert_msg(command_entry((enum command)i) != NULL, "command %d has no row", i);
}
END_TEST

START_TEST(each_name_finds_its_row)
{
	for (unsigned i = 0; i < command_table_count; i++) {
		const struct command_entry *entry = &command_table[i];
		size_t length = strlen(entry->note);
		ck_assert_msg(command_named(entry->name) == entry, "%s", entry->name);
		ck_assert_msg(
		    length && entry->note[length - 1] == '.', "%s: %s", entry->name, entry->note);
		ck_assert_msg(*entry->label, "%s has no label", entry->name);
	}
}
END_TEST

static bool
has_key(const struct command_entry *entry, const char *key, size_t length)
{
	for (const char *at = entry->keys; *at; at += strspn(at, " ")) {
		size_t one = strcspn(at, " ");
		if (one == length && memcmp(at, key, length) == 0)
			return true;
		at += one;
	}
	return false;
}

/* Two that work at the same time share no key. */
static void
keys_are_apart(const char *where)
{
	for (unsigned i = 0; i < command_table_count; i++) {
		const struct command_entry *one = &command_table[i];
		for (unsigned k = i + 1; k < command_table_count; k++) {
			const struct command_entry *other = &command_table[k];
			if (!command_works(play.desk, one->command) ||
			    !command_works(play.desk, other->command))
				continue;
			for (const char *at = one->keys; *at; at += strspn(at, " ")) {
				size_t length = strcspn(at, " ");
				ck_assert_msg(!has_key(other, at, length), "%s: %.*s is %s and %s",
				    where, (int)length, at, one->name, other->name);
				at += length;
			}
		}
	}
}

START_TEST(a_key_means_one_thing_on_each_screen)
{
	keys_are_apart("Home");
	play_command(&play, COMMAND_QUEUES);
	keys_are_apart("queues");
	play_command(&play, COMMAND_HOME);
	play_set(&play, "home.find", "4071-2283-7");
	play_enter(&play, "home.find");
	ck_assert_int_eq(desk_screen(play.desk), SCREEN_CASE);
	keys_are_apart("case");
	play_command(&play, COMMAND_HOME);
	at_desk_amina();
	keys_are_apart("customer");
	play_command(&play, COMMAND_SERVICE);
	play_set(&play, "home.find", "missed bin");
	play_pick(&play, "service:missed-bin");
	keys_are_apart("dialogue");
	play_command(&play, COMMAND_FINISH);
	keys_are_apart("wrap-up");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("unit/desk_commands");
	TCase *tests = tcase_create("commands");
	tcase_add_checked_fixture(tests, at_desk_begin, at_desk_end);
	tcase_add_test(tests, each_command_has_one_row);
	tcase_add_test(tests, each_name_finds_its_row);
	tcase_add_test(tests, a_key_means_one_thing_on_each_screen);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
