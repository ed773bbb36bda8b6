/* A daughter rings for her mother: who calls and by what right is written down in a few keys, every
 * screen says it, and the team that gets the case reads it. */
#include "helpers/json.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

#define CALLER "Nisha Patel, for Mrs Amina Patel"

/* The shift is open, the mother found, and who calls is being written down. */
static void
somebody_else(struct session *s)
{
	session_open(s, "chorley-cc-1");
	session_find(s, session_amina.number, session_amina.name);
	term_keys(s->t, "<Enter>");
	term_must_text(s->t, session_amina.mark);
	term_must_sync(s->t);
	term_keys_reset(s->t);
	term_keys(s->t, "o");
	term_must_text(s->t, "Who is calling?");
	term_keys(s->t, "1");
	term_must_text(s->t, "By what right");
	term_type(s->t, "Nisha Patel");
	term_must_sync(s->t);
	term_keys(s->t, "<Enter>");
	term_type(s->t, "daughter");
	term_must_sync(s->t);
	term_keys(s->t, "<Enter>");
	term_must_sync(s->t);
}

START_TEST(a_daughter_calls_for_her_mother)
{
	struct session s;
	char reference[16];
	somebody_else(&s);
	term_keys(s.t, "3");
	term_must_text(s.t, "Last day");
	term_type(s.t, "1 mar 2027");
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, CALLER " (written consent, until 1 Mar 2027)");
	session_budget(&s, "who calls, with an authority and its last day", 6);
	term_must_sync(s.t);
	term_keys(s.t, "s");
	session_service(&s, "missed bin", "Which bin was missed?");
	term_must(s.t, term_has(s.t, CALLER));
	term_keys(s.t, "1");
	term_must_text(s.t, "Was it at the kerb by 6 am?");
	term_must(s.t, term_has(s.t, CALLER));
	session_log_bin(&s, reference);
	session_sent(&s);

	char *page = session_case(&s, reference);
	ck_assert_msg(json_is(page, "behalf.name", "Nisha Patel"), "%s", page);
	ck_assert_msg(json_is(page, "behalf.role", "daughter"), "%s", page);
	ck_assert_msg(json_is(page, "behalf.authority", "written_consent"), "%s", page);
	ck_assert_msg(json_is(page, "behalf.until", "2027-03-01"), "%s", page);
	free(page);

	/* The next time she is one key away, and the history says who rang. */
	session_find(&s, session_amina.number, session_amina.name);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "for them: Nisha Patel");
	term_must_sync(s.t);
	term_keys_reset(s.t);
	term_keys(s.t, "o");
	term_must_text(s.t, "Who is calling?");
	term_must(s.t, term_has(s.t, "written consent, until 1 Mar 2027"));
	term_keys(s.t, "1");
	term_must_text(s.t, CALLER " (written consent, until 1 Mar 2027)");
	session_budget(&s, "who calls, on record", 2);
	session_close(&s);
}
END_TEST

/* Nobody gave her any right: she is warned about on every screen; nothing is lost with a kill. */
START_TEST(without_a_right_the_desk_warns)
{
	struct session s;
	somebody_else(&s);
	session_restart(&s);
	session_sign_in_again(&s);
	term_must_text(s.t, "daughter");
	term_must(s.t, term_has(s.t, "Nisha Patel"));
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	term_must_sync(s.t);
	term_keys(s.t, "1");
	term_must_text(s.t, CALLER " (no authority)");
	term_must_text(s.t, "No authority: take what they tell you");
	term_keys(s.t, "s");
	session_service(&s, "missed bin", "Which bin was missed?");
	term_must(s.t, term_has(s.t, "No authority: take what they tell you"));
	term_must(s.t, term_has(s.t, CALLER));
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/behalf");
	TCase *c = tcase_create("behalf");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, a_daughter_calls_for_her_mother);
	tcase_add_test(c, without_a_right_the_desk_warns);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
