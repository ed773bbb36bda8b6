/* The desk itself is killed (kill -9), in mid-dialogue and in mid-word: after signing in again
 * everything that the screen had called Kept is there, the cursor where the work was. And whatever
 * ends the desk by its own hand leaves the terminal as it was. */
#include "helpers/cases.h"
#include "helpers/json.h"
#include "helpers/proc.h"
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

static void
said(struct term *t, const char *text)
{
	term_must_text(t, text);
	term_must_sync(t);
}

/* In mid-word; signed in again, the word stands there, and goes on. */
static void
killed_at(struct session *s, const char *typed, const char *rest, const char *kept)
{
	term_type(s->t, typed);
	term_must_sync(s->t);
	term_must_row(s->t, -2, kept);
	term_signal(s->t, SIGKILL);
	session_restart(s);
	term_must_text(s->t, "Password");
	office_type_sign_in(s->t, OFFICE_BACK);
	said(s->t, typed);
	term_keys(s->t, "<End>");
	term_type(s->t, rest);
	char *whole = proc_text("%s%s", typed, rest);
	said(s->t, whole);
	free(whole);
}

/* On a case: in a note, in what is put right, and off the line. */
START_TEST(killed_on_a_case)
{
	struct session s = {.desk = "chorley-oss-3"};
	struct new_case noise = {.service = "noise",
	    .queue = "environmental-health",
	    .summary = "Music at night",
	    .prompt = "violence",
	    .value = "no"};
	struct api api;
	office_init(&s.office);
	api_ready(&api, &s.office, "chorley-cc-2", OFFICE_ADVISOR);
	cases_open(&api, "chorley-cc-2", NULL, &noise, 1);
	api_release(&api);
	s.line = proxy_start(s.office.crm.port);
	office_enrol(&s.office, s.desk, proxy_port(s.line));
	s.t = office_desk(&s.office, s.desk, proxy_port(s.line), NULL, 24, 80);
	ck_assert(office_sign_in(s.t, OFFICE_BACK));
	session_sent(&s);
	term_type(s.t, noise.ref);
	said(s.t, "1 case");
	term_keys(s.t, "<Enter>");
	said(s.t, "To be looked at");

	term_keys(s.t, "t");
	term_must_sync(s.t);
	killed_at(&s, "half a no", "te", "Sent.");
	said(s.t, "Music at night"); /* the page has come */
	term_keys(s.t, "<Enter>");
	said(s.t, "j.mills");
	said(s.t, "half a note");

	term_keys(s.t, "e");
	said(s.t, "Put right:");
	term_keys(s.t, "3");
	said(s.t, "put right");
	term_keys(s.t, "<C-u>");
	killed_at(&s, "Drums at ni", "ght", "Sent.");
	term_keys(s.t, "<Enter>");
	said(s.t, "Put right.");
	said(s.t, "Drums at night");

	/* Off the line the page is not there: the word is, and the page comes with the line. */
	term_keys(s.t, "t");
	term_must_sync(s.t);
	proxy_cut(s.line, true);
	killed_at(&s, "They rang ag", "ain", "Kept. Offline");
	term_keys(s.t, "<Enter>");
	said(s.t, "The case has not come yet: what you typed stays.");
	said(s.t, "They rang again");
	proxy_cut(s.line, false);
	said(s.t, "Drums at night");
	said(s.t, "They rang again");
	term_keys(s.t, "<Enter>");
	session_sent(&s);
	char *page = session_case(&s, noise.ref);
	ck_assert_msg(json_index(page, "record.events", "text", "half a note") >= 0, "%s", page);
	ck_assert_msg(
	    json_index(page, "record.events", "text", "They rang again") >= 0, "%s", page);
	ck_assert_msg(json_is(page, "record.promise", "Drums at night"), "%s", page);
	free(page);
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
	tcase_add_test(c, killed_on_a_case);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
