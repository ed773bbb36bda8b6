/* The matrix with the real programs: an information officer puts a mechanism off for a service at
 * one council, a second person approves it, and a desk in a call about it shows at once that it is
 * not ours to take by telephone there; on again, and it is. */
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

static void
add_user(struct office *o, const char *id, const char *name, const char *role)
{
	char *file = proc_text("%s/password", o->crm.dir);
	ctl_ok(&o->crm, "user", "add", id, "--name", name, "--council", "chorley", "--role", role,
	    "--password-file", file);
	free(file);
}

/* The first row is that of the telephone. */
static void
switch_it(struct term *officer, const char *said)
{
	session_matrix_row(officer, "missed bin");
	term_keys(officer, "t");
	term_must_text(officer, said);
	term_must_text(officer, "DRAFT");
	term_must_sync(officer);
	term_keys(officer, "s");
	term_must_text(officer, "Why");
	term_must_sync(officer);
	term_type(officer, "as the committee decided");
	term_keys(officer, "<Enter><Enter><Enter>");
	term_must_text(officer, "is submitted: somebody else");
	session_budget(&(struct session){.t = officer}, "a tick changed and submitted", 10);
	term_must_sync(officer);
	term_keys(officer, "<F3>");
	term_must_text(officer, "Find:");
	term_must_sync(officer);
	term_keys_reset(officer);
}

static void
approve(struct term *second)
{
	term_must_text(second, "submitted, by r.aspden");
	term_must_sync(second);
	term_keys(second, "<Down><Enter>");
	term_must_text(second, "telephone");
	term_must_sync(second);
	term_keys(second, "y");
	term_must_text(second, "Approve it");
	term_must_sync(second);
	term_keys(second, "<Enter>");
	term_must_text(second, "is published.");
	term_must_sync(second);
	term_keys(second, "<F3>");
	term_must_text(second, "Find:");
	term_must_sync(second);
}

START_TEST(a_tick_is_seen_at_another_desk)
{
	struct session s;
	session_missed_bin(&s, "chorley-cc-1", &session_amina); /* who lives in Chorley */
	add_user(&s.office, "r.aspden", "R. Aspden", "information_officer");
	add_user(&s.office, "k.walmsley", "K. Walmsley", "supervisor");
	struct term *officer = session_at(&s.office, "chorley-oss-3", "r.aspden");
	struct term *second = session_at(&s.office, "chorley-oss-4", "k.walmsley");
	ck_assert(!term_has(s.t, "ELSEWHERE"));
	term_keys_reset(officer);
	switch_it(officer, "Telephone enquiries: off in the draft");
	approve(second);
	term_must_text(s.t, "ELSEWHERE");

	term_must_sync(s.t);
	switch_it(officer, "Telephone enquiries: on in the draft");
	approve(second);
	term_must_gone(s.t, "ELSEWHERE");
	ctl_says(&s.office.crm, 0, WORDS("report", "matrix", "--council", "chorley"),
	    WORDS("Missed bin collection"));
	term_free(second);
	term_free(officer);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/matrix");
	TCase *c = tcase_create("matrix");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, a_tick_is_seen_at_another_desk);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
