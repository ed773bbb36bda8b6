/* The desk itself is killed (kill -9), in mid-dialogue and in mid-word: after signing in again
 * everything that the screen had called Kept is there, the cursor where the work was. And whatever
 * ends the desk by its own hand leaves the terminal as it was. */
#include "helpers/json.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

START_TEST(killed_in_mid_word)
{
	struct session s;
	char reference[16];
	session_missed_bin(&s, "chorley-cc-1", &session_amina);
	term_keys(s.t, "1");
	term_must_text(s.t, "Was it at the kerb by 6 am?");
	term_keys(s.t, "t");
	term_must_sync(s.t);
	term_type(s.t, "bin is behind the green ga");
	term_must_sync(s.t);
	term_must_text(s.t, "Kept");
	term_signal(s.t, SIGKILL);

	session_restart(&s);
	ck_assert_msg(term_wait_text(s.t, "Password", TERM_MS), "%s", term_dump(s.t));
	session_sign_in_again(&s);
	term_must_text(s.t, "bin is behind the green ga");
	term_must_sync(s.t);
	/* The word goes on where it stopped. */
	term_type(s.t, "te");
	term_must_text(s.t, "bin is behind the green gate");
	term_keys(s.t, "<Esc>");
	term_must_text(s.t, "Was it at the kerb by 6 am?");
	session_log_bin(&s, reference);
	session_sent(&s);
	char *page = session_case(&s, reference);
	ck_assert_msg(json_is(page, "record.note", "bin is behind the green gate"), "%s", page);
	ck_assert_msg(json_index(page, "answers", "value", "grey") >= 0, "%s", page);
	free(page);
	session_close(&s);
}
END_TEST

/* Logged while the line is down, then killed: the new desk sends it, under the reference that was
 * read aloud. */
START_TEST(killed_with_work_to_send)
{
	struct session s;
	char reference[16];
	session_missed_bin(&s, "chorley-cc-1", &session_raymond);
	proxy_cut(s.line, true);
	term_keys(s.t, "1");
	term_must_text(s.t, "Was it at the kerb by 6 am?");
	session_log_bin(&s, reference);
	term_must_text(s.t, "waiting to be sent");
	term_must_row(s.t, -2, "Kept");
	term_signal(s.t, SIGKILL);
	session_restart(&s);
	proxy_cut(s.line, false);
	session_sign_in_again(&s);
	session_sent(&s);
	char *page = session_case(&s, reference);
	ck_assert_msg(json_index(page, "answers", "value", "grey") >= 0, "%s", page);
	free(page);
	session_close(&s);
}
END_TEST

static const int deaths[] = {SIGTERM, SIGHUP, SIGINT, SIGSEGV, SIGABRT};

START_TEST(leaves_the_terminal_as_it_was)
{
	struct session s;
	session_open(&s, "chorley-cc-1");
	term_signal(s.t, deaths[_i]);
	const char *verdict = term_end(s.t, NULL, TERM_MS);
	ck_assert_msg(!verdict, "after signal %d: %s", deaths[_i], verdict);
	session_close(&s);
}
END_TEST

START_TEST(quits_when_asked)
{
	struct session s;
	int status = -1;
	session_open(&s, "chorley-cc-1");
	term_keys(s.t, ":");
	term_type(s.t, "quit");
	term_keys(s.t, "<Enter>");
	const char *verdict = term_end(s.t, &status, TERM_MS);
	ck_assert_msg(!verdict, "%s", verdict);
	ck_assert_int_eq(status, 0);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/desk_killed");
	TCase *c = tcase_create("desk_killed");
	tcase_set_timeout(c, 240);
	tcase_add_test(c, killed_in_mid_word);
	tcase_add_test(c, killed_with_work_to_send);
	tcase_add_loop_test(c, leaves_the_terminal_as_it_was, 0, sizeof deaths / sizeof *deaths);
	tcase_add_test(c, quits_when_asked);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
