/* The CRM's disk is lost, and an archive of before is put back: what desks have sent since is
 * offered again under its operation ids, and is there once, under the reference that was read
 * aloud. */
#include "base/file.h"
#include "helpers/database.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void
lose_and_restore(struct server *crm, const char *archive)
{
	static const char *const ends[] = {"", "-wal", "-shm"};
	server_kill(crm);
	database_drop(crm->db);
	for (size_t i = 0; i < 3 && !database_is_postgres(); i++) {
		char *path = proc_text("%s%s", strchr(crm->db, ':') + 1, ends[i]);
		unlink(path);
		free(path);
	}
	free(crm->db);
	crm->db = database_new(crm->dir);
	ctl_ok(crm, "restore", archive);
	server_start(crm);
}

/* No word of it stands in any file of the desk. */
static void
nowhere_on_the_disk(struct session *s, const char *word)
{
	char *folder = office_state(&s->office, s->desk);
	const char *argv[] = {"grep", "-rlaF", word, folder, NULL};
	char *out = NULL;
	int status = proc_run(argv, NULL, NULL, &out, 10000);
	ck_assert_msg(status == 1, "%s is readable in %s", word, out ? out : "");
	free(out);
	free(folder);
}

START_TEST(what_was_sent_since_is_there_again)
{
	struct session s;
	char reference[16];
	session_missed_bin(&s, "chorley-cc-1", &session_amina);
	char *archive = proc_text("%s/archive", s.office.crm.dir);
	ctl_ok(&s.office.crm, "backup", archive);
	term_keys(s.t, "1");
	term_must_text(s.t, "Was it at the kerb by 6 am?");
	session_log_bin(&s, reference);
	session_sent(&s);
	session_logged_once(&s, reference);
	nowhere_on_the_disk(&s, "Patel");
	nowhere_on_the_disk(&s, "PATEL");
	nowhere_on_the_disk(&s, "960151");
	nowhere_on_the_disk(&s, "out_by_six");

	proxy_cut(s.line, true);
	lose_and_restore(&s.office.crm, archive);
	proxy_cut(s.line, false);
	/* Nobody is signed in there. */
	term_must_text(s.t, "Password");
	term_type(s.t, OFFICE_PASSWORD);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "put back from a backup");
	session_sent(&s);
	session_logged_once(&s, reference);

	/* And not a third time. */
	session_restart(&s);
	session_sign_in_again(&s);
	session_sent(&s);
	session_logged_once(&s, reference);
	free(archive);
	session_close(&s);
}
END_TEST

/* Its user has gone home: the desk's journal is carried, and brings in what was lost. */
START_TEST(carried_by_somebody_else)
{
	struct session s;
	char reference[16], *out;
	session_missed_bin(&s, "chorley-cc-1", &session_amina);
	char *archive = proc_text("%s/archive", s.office.crm.dir);
	ctl_ok(&s.office.crm, "backup", archive);
	term_keys(s.t, "1");
	term_must_text(s.t, "Was it at the kerb by 6 am?");
	session_log_bin(&s, reference);
	session_sent(&s);
	term_free(s.t);
	s.t = NULL;
	char *folder = office_state(&s.office, s.desk);
	char *journal = proc_text("%s/frontdesk/journal-" OFFICE_ADVISOR, folder);
	ck_assert_int_eq(ctl(&s.office.crm, &out, "import", "journal", journal), 0);
	ck_assert_msg(strstr(out, ": 0 brought in, 0 refused"), "%s", out);
	free(out);
	lose_and_restore(&s.office.crm, archive);
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(ctl(&s.office.crm, &out, "import", "journal", journal), 0);
		ck_assert_msg(
		    !strstr(out, ": 0 brought in") && strstr(out, ", 0 refused"), "%s", out);
		free(out);
		session_logged_once(&s, reference);
	}
	free(journal);
	free(folder);
	free(archive);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/restored");
	TCase *c = tcase_create("restored");
	tcase_set_timeout(c, 240);
	tcase_add_test(c, what_was_sent_since_is_there_again);
	tcase_add_test(c, carried_by_somebody_else);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
