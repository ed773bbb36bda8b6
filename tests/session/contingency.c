/* Contingency with the real programs: a prepared notice is switched on by a supervisor at a desk. A
 * call in progress says its script, a desk that signs in later shows it at once, and both let go of
 * it when it is switched off. */
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SUPERVISOR "k.walmsley"

START_TEST(switched_on_said_in_a_call_and_switched_off)
{
	struct session s;
	char *id = NULL;
	session_missed_bin(&s, "chorley-cc-1", &session_amina);
	char *file = proc_text("%s/password", s.office.crm.dir);
	ctl_ok(&s.office.crm, "user", "add", SUPERVISOR, "--name", "K. Walmsley", "--council",
	    "chorley", "--role", "supervisor", "--password-file", file);
	free(file);
	ck_assert_int_eq(ctl(&s.office.crm, &id, "notice", "prepare", "Lorry strike", "--service",
			     "missed-bin", "--say", "No bins are emptied this week."),
	    0);
	id[strcspn(id, " ")] = '\0';

	struct term *supervisor = session_at(&s.office, "chorley-oss-3", SUPERVISOR);
	/* The directory has come: the form names services by their titles. */
	term_type(supervisor, "missed bin");
	term_must_text(supervisor, "Missed bin collection");
	term_keys(supervisor, "<C-u>");
	term_must_gone(supervisor, "Missed bin collection");
	term_must_sync(supervisor);
	term_keys_reset(supervisor);
	term_keys(supervisor, "<F8>");
	term_must_text(supervisor, "Lorry strike");
	term_must_sync(supervisor);
	term_keys(supervisor, "<Enter>");
	term_must_text(supervisor, "Services");
	term_must_sync(supervisor);
	ck_assert_msg(!strstr(term_dump(s.t), "No bins are emptied"), "not yet");
	/* Until: two hours, as proposed; then the row that switches it on. */
	term_keys(supervisor, "<Enter>");
	term_must_sync(supervisor);
	term_keys(supervisor, "<Enter>");
	int64_t from = proc_ms();
	term_must_text(s.t, "No bins are emptied this week.");
	printf("# from the switch to a call in progress: %d ms\n", (int)(proc_ms() - from));
	printf("# keys: a prepared notice is on: %d of at most 6\n", term_keys_counted(supervisor));
	ck_assert_int_le(term_keys_counted(supervisor), 6);

	struct term *late = session_at(&s.office, "chorley-oss-4", OFFICE_ADVISOR);
	term_type(late, "missed bin");
	term_must_text(late, "Missed bin collection");
	term_keys(late, "<Enter>");
	term_must_text(late, "Lorry strike");

	ctl_ok(&s.office.crm, "notice", "off", id);
	term_must_gone(s.t, "No bins are emptied this week.");
	term_must_gone(late, "Lorry strike");
	term_must_text(s.t, "Which bin was missed?");
	free(id);
	term_free(late);
	term_free(supervisor);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("contingency");
	TCase *tcase = tcase_create("contingency");
	tcase_add_test(tcase, switched_on_said_in_a_call_and_switched_off);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
