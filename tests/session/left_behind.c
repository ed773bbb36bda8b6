/* Work that somebody left at a desk unsent: their password is reset, or a colleague signs in after
 * them, and nothing is lost. */
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

static bool
is_left(struct session *s)
{
	char *folder = office_state(&s->office, s->desk);
	char *path = proc_text("%s/frontdesk/outbox-" OFFICE_ADVISOR, folder);
	bool there = access(path, R_OK) == 0;
	free(path);
	free(folder);
	return there;
}

static void
until_left(struct session *s, bool wanted)
{
	int64_t deadline = proc_ms() + TERM_MS;
	while (is_left(s) != wanted && proc_left(deadline) > 0)
		term_pump(s->t, 50);
	ck_assert_msg(is_left(s) == wanted, "the outbox is %sleft", wanted ? "not " : "");
}

/* The back office signs in at the same desk after the advisor has gone home. */
START_TEST(a_colleague_delivers_it)
{
	struct session s;
	char reference[16], *out;
	session_left_unsent(&s, "chorley-cc-1", reference);
	term_must_row(s.t, -2, "1 waiting to be sent");
	until_left(&s, true);
	term_signal(s.t, SIGKILL);
	/* Nothing of it can be read there. */
	char *folder = office_state(&s.office, s.desk);
	const char *argv[] = {
	    "grep", "-rlaE", "Patel|PATEL|missed-bin|unlogged|960151", folder, NULL};
	int status = proc_run(argv, NULL, NULL, &out, 10000);
	ck_assert_msg(!strstr(out, "outbox") && !strstr(out, "journal"), "%d %s", status, out);
	free(out);
	free(folder);

	session_restart(&s);
	term_must_text(s.t, "Password");
	office_type_sign_in(s.t, OFFICE_BACK);
	/* Who has never been here cannot come in without the CRM. */
	term_must_text(s.t, "have not signed in on this desk before");
	proxy_cut(s.line, false);
	session_restart(&s);
	ck_assert_msg(office_sign_in(s.t, OFFICE_BACK), "%s", term_dump(s.t));
	term_must_text(s.t, "Delivered for S. Ellis: 1 thing that had been left here.");
	session_sent(&s);
	session_logged_once(&s, reference);
	until_left(&s, false);
	/* It is hers, whoever brought it. */
	char *page = session_case(&s, reference), *id = json_get(page, "record.contact");
	char *contact = session_contact(&s, id);
	ck_assert_msg(json_is(contact, "user", OFFICE_ADVISOR), "%s", contact);
	free(contact);
	free(id);
	free(page);
	ck_assert_int_eq(ctl(&s.office.crm, &out, "audit", "verify"), 0);
	free(out);

	/* Her drafts are where they were. */
	session_restart(&s);
	session_sign_in_again(&s);
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
	tcase_add_test(c, a_colleague_delivers_it);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
