/* The line never came back: the desk's sealed journal is carried to the centre, and what waits in
 * it is logged there under the reference that was read aloud; once, also when the desk is back
 * after all, or the file is carried twice. */
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *
journal_of(struct session *s)
{
	char *folder = office_state(&s->office, s->desk);
	char *path = proc_text("%s/frontdesk/journal-" OFFICE_ADVISOR, folder);
	free(folder);
	return path;
}

START_TEST(carried_to_the_centre)
{
	struct session s;
	char reference[16], *out;
	session_left_unsent(&s, "chorley-cc-1", reference);
	term_must_row(s.t, -2, "Kept");
	term_signal(s.t, SIGKILL);

	char *journal = journal_of(&s);
	ck_assert_msg(ctl(&s.office.crm, &out, "import", "journal", journal) == 0, "%s", out);
	ck_assert_msg(strstr(out, "of s.ellis at chorley-cc-1"), "%s", out);
	ck_assert_msg(strstr(out, "0 refused"), "%s", out);
	ck_assert_msg(strstr(out, "1 text was typed and not logged"), "%s", out);
	ck_assert_msg(!strstr(out, "unlogged"), "%s", out);
	free(out);
	session_logged_once(&s, reference);
	ck_assert_msg(ctl(&s.office.crm, &out, "import", "journal", journal) == 0, "%s", out);
	free(out);
	session_logged_once(&s, reference);
	ck_assert_int_eq(ctl(&s.office.crm, &out, "audit", "verify"), 0);
	free(out);

	proxy_cut(s.line, false);
	session_restart(&s);
	session_sign_in_again(&s);
	term_must_text(s.t, "unlogged");
	session_sent(&s);
	session_logged_once(&s, reference);
	free(journal);
	session_close(&s);
}
END_TEST

/* Whoever has left since still did what they did; and what is no journal is said to be none. */
START_TEST(of_somebody_who_has_left)
{
	struct session s;
	char reference[16], *out;
	session_missed_bin(&s, "chorley-cc-1", &session_amina);
	term_keys(s.t, "1");
	term_must_text(s.t, "Was it at the kerb by 6 am?");
	proxy_cut(s.line, true);
	session_log_bin(&s, reference);
	term_must_row(s.t, -2, "Kept");
	term_signal(s.t, SIGKILL);
	ctl_ok(&s.office.crm, "user", "suspend", OFFICE_ADVISOR);

	char *journal = journal_of(&s);
	ck_assert_int_eq(ctl(&s.office.crm, &out, "import", "journal", journal, "/dev/null"), 1);
	ck_assert_msg(strstr(out, "no journal of a desk"), "%s", out);
	free(out);
	ctl_ok(&s.office.crm, "user", "restore", OFFICE_ADVISOR);
	session_logged_once(&s, reference);
	free(journal);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/carried");
	TCase *c = tcase_create("carried");
	tcase_set_timeout(c, 240);
	tcase_add_test(c, carried_to_the_centre);
	tcase_add_test(c, of_somebody_who_has_left);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
