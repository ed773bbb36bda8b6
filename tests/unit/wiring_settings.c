/* What the desk is told before it starts: options over environment over files. */
#include "base/file.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "wiring/settings.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static char *home;
static struct settings settings;
static struct err err;

static void
setup(void)
{
	home = proc_tmpdir();
	setenv("HOME", home, 1);
	setenv("XDG_CONFIG_HOME", home, 1);
	unsetenv("XDG_STATE_HOME");
	unsetenv("FRONTDESK_SERVER");
	unsetenv("FRONTDESK_USER");
	err.text[0] = '\0';
}

static void
teardown(void)
{
	settings_release(&settings);
	proc_rmdir(home);
	free(home);
}

static void
write_file(const char *name, const char *text)
{
	char *folder = proc_text("%s/frontdesk", home), *path = proc_text("%s/%s", folder, name);
	ck_assert_int_eq(folder_make(folder, &err), 0);
	FILE *file = fopen(path, "w");
	ck_assert(file && fputs(text, file) >= 0 && fclose(file) == 0);
	free(path);
	free(folder);
}

static enum settings_result
read_with(const char *first, const char *second, const char *third)
{
	char *argv[] = {"frontdesk", (char *)(uintptr_t)first, (char *)(uintptr_t)second,
	    (char *)(uintptr_t)third, NULL};
	int argc = 1 + !!first + !!second + !!third;
	optind = 0;
	return settings_read(&settings, argc, argv, &err);
}

START_TEST(options_win_over_environment_over_files)
{
	write_file("frontdesk.conf", "# mine\nserver = http://file.example\nuser = file\n"
				     "letters = off\ncolumns = one\nlock = 3\nbell = off\n");
	write_file("desk.conf", "server = http://enrolled.example\ndesk = d1\nsecret = s\n");
	setenv("FRONTDESK_USER", "environment", 1);
	ck_assert_int_eq(read_with("--server", "http://option.example", NULL), SETTINGS_RUN);
	ck_assert_str_eq(settings.server, "http://option.example");
	ck_assert_str_eq(settings.user, "environment");
	ck_assert_str_eq(settings.desk, "d1");
	ck_assert_str_eq(settings.secret, "s");
	ck_assert(settings.letters_off && settings.one_column && settings.bell_off);
	ck_assert_int_eq(settings.lock_minutes, 3);
	char *state = proc_text("%s/.local/state/frontdesk", home);
	ck_assert_str_eq(settings.state, state);
	free(state);
}
END_TEST

START_TEST(mistakes_name_their_line)
{
	static const struct {
		const char *text, *says;
	} cases[] = {
	    {"server = http://x.example\nletters = maybe\n",
		"frontdesk.conf:2: “letters” cannot be"},
	    {"\n# x\nnonsense = 1\n", "frontdesk.conf:3: there is no setting “nonsense”"},
	    {"just words\n", "frontdesk.conf:1: write it as: name = value"},
	    {"lock = -1\n", "frontdesk.conf:1: “lock” cannot be “-1”"},
	    {"secret = x\n", "frontdesk.conf:1: there is no setting “secret”"},
	    {"files = /\n", "frontdesk.conf:1: there is no setting “files”"},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		write_file("frontdesk.conf", cases[i].text);
		ck_assert_int_eq(read_with(NULL, NULL, NULL), SETTINGS_FAILED);
		ck_assert_msg(strstr(err.text, cases[i].says), "%s", err.text);
		settings_release(&settings);
	}
	ck_assert_int_eq(read_with("--server", "http://x.example", "more"), SETTINGS_USAGE);
	ck_assert_msg(strstr(err.text, "“more” is not an option"), "%s", err.text);
}
END_TEST

START_TEST(without_a_server_it_says_what_to_do)
{
	ck_assert_int_eq(read_with(NULL, NULL, NULL), SETTINGS_USAGE);
	ck_assert_msg(strstr(err.text, "--server URL"), "%s", err.text);
}
END_TEST

START_TEST(another_desk_is_refused)
{
	write_file("desk.conf", "server = http://x.example\ndesk = d1\nsecret = s\n");
	ck_assert_int_eq(read_with("--desk", "d2", NULL), SETTINGS_FAILED);
	ck_assert_msg(strstr(err.text, "desk d1, not of d2"), "%s", err.text);
}
END_TEST

START_TEST(enrolment_is_written_for_this_user_alone)
{
	struct stat status;
	write_file("desk.conf", "desk = d1\nsecret = old\nfiles = /srv/files\n");
	ck_assert_int_eq(read_with("--server", "http://x.example", "--enrol=CODE"), SETTINGS_RUN);
	ck_assert_str_eq(settings.enrol, "CODE");
	ck_assert_ptr_null(settings.desk);
	settings.desk = "d7";
	settings.secret = arena_strdup(&settings.arena, "hush");
	settings.crm_key = "AAAA";
	ck_assert_msg(settings_write_enrolment(&settings, &err) == 0, "%s", err.text);
	char *path = proc_text("%s/frontdesk/desk.conf", home);
	ck_assert_int_eq(stat(path, &status), 0);
	ck_assert_uint_eq(status.st_mode & 0777, 0600);
	free(path);
	settings_release(&settings);
	ck_assert_int_eq(read_with(NULL, NULL, NULL), SETTINGS_RUN);
	ck_assert_str_eq(settings.desk, "d7");
	ck_assert_str_eq(settings.secret, "hush");
	ck_assert_str_eq(settings.crm_key, "AAAA");
	ck_assert_str_eq(settings.server, "http://x.example");
	ck_assert_str_eq(settings.files, "/srv/files"); /* what was added stays */
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("settings");
	TCase *tests = tcase_create("settings");
	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, options_win_over_environment_over_files);
	tcase_add_test(tests, mistakes_name_their_line);
	tcase_add_test(tests, without_a_server_it_says_what_to_do);
	tcase_add_test(tests, another_desk_is_refused);
	tcase_add_test(tests, enrolment_is_written_for_this_user_alone);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
