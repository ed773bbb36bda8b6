/* Work that somebody left at a desk unsent: their password is reset, and nothing is lost. */
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
set_password(struct session *s, const char *user, const char *password)
{
	char *path = proc_text("%s/new-password", s->office.crm.dir);
	FILE *file = fopen(path, "w");
	ck_assert_ptr_nonnull(file);
	fprintf(file, "%s\n", password);
	fclose(file);
	ctl_ok(&s->office.crm, "user", "password", user, "--password-file", path);
	free(path);
}

static void
sign_in(struct session *s, const char *password)
{
	term_must_text(s->t, "Password");
	term_type(s->t, OFFICE_ADVISOR);
	term_keys(s->t, "<Enter>");
	term_must_sync(s->t);
	term_type(s->t, password);
	term_keys(s->t, "<Enter>");
}

/* A call is logged while the line is down, a word of the next one is typed, and the desk is off. */
static void
leave_work(struct session *s, char reference[16])
{
	session_missed_bin(s, "chorley-cc-1", &session_amina);
	term_keys(s->t, "1");
	term_must_text(s->t, "Was it at the kerb by 6 am?");
	proxy_cut(s->line, true);
	session_log_bin(s, reference);
	term_must_text(s->t, "waiting to be sent");
	term_type(s->t, "unlogged");
	term_must_sync(s->t);
	term_must_row(s->t, -2, "Kept");
	term_signal(s->t, SIGKILL);
}

START_TEST(a_reset_password_loses_nothing)
{
	struct session s;
	char reference[16];
	leave_work(&s, reference);
	set_password(&s, OFFICE_ADVISOR, "a louder evening");
	/* Offline the desk knows no more than the old one, and says what to do. */
	session_restart(&s);
	sign_in(&s, "a louder evening");
	term_must_text(s.t, "nothing is lost");
	proxy_cut(s.line, false);
	session_restart(&s);
	sign_in(&s, "a louder evening");
	term_must_text(s.t, "unlogged");
	session_sent(&s);
	session_logged_once(&s, reference);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/left_behind");
	TCase *c = tcase_create("left_behind");
	tcase_set_timeout(c, 240);
	tcase_add_test(c, a_reset_password_loses_nothing);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
