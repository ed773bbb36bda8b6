/* A dialogue with a part, a section that repeats and a calculation, on the real programs. The desk
 * is killed in its middle: the answers of every instance come back. The next matter, and the next
 * call, are not asked what was said. */
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

static void
answer(struct session *s, const char *text, const char *next)
{
	term_type(s->t, text);
	term_must_sync(s->t);
	term_keys(s->t, "<Enter>");
	term_must_text(s->t, next);
	term_must_sync(s->t);
}

static void
open_caller(struct session *s)
{
	session_find(s, session_amina.number, session_amina.name);
	term_keys(s->t, "<Enter>");
	term_must_text(s->t, session_amina.mark);
	term_must_sync(s->t);
	term_keys(s->t, "s");
	term_must_sync(s->t);
}

/* As far as the second child's name. */
static void
begin_pass(struct session *s)
{
	open_caller(s);
	session_service(s, "youth pass", "Is it for your own children?");
	/* Mrs Patel speaks Gujarati. */
	term_must(s->t, term_has(s->t, "શું તે તમારાં પોતાનાં બાળકો માટે છે?"));
	term_must(s->t, term_has(s->t, "હા"));
	term_keys(s->t, "1");
	term_must_text(s->t, "I must check who you are, in three");
	term_must_sync(s->t);
	answer(s, "1234", "And your e-mail address?");
	answer(s, "amina@mail.example", "For how many children?");
	answer(s, "2", "What is child 1 called?");
	answer(s, "Ann", "How old is Ann?");
	answer(s, "9", "Swimming");
	term_keys(s->t, "1");
	term_must_text(s->t, "What is child 2 called?");
	term_must_sync(s->t);
	answer(s, "Bo", "How old is Bo?");
}

START_TEST(a_killed_desk_keeps_every_instance)
{
	struct session s;
	char reference[16], *dialogues = proc_source("tests/data/dialogues");
	session_open(&s, "chorley-cc-1");
	ctl_ok(&s.office.crm, "publish", dialogues);
	session_restart(&s); /* what is published is there at the next sign-in at the latest */
	session_sign_in_again(&s);
	begin_pass(&s);

	/* Help is one key away in a field, and Esc is back in it. */
	term_keys(s.t, "<C-x>");
	term_must_text(s.t, "999");
	term_must_sync(s.t);
	term_keys(s.t, "<Esc>");
	term_must_text(s.t, "How old is Bo?");
	term_must_text(s.t, "Kept");
	term_signal(s.t, SIGKILL);

	session_restart(&s);
	session_sign_in_again(&s);
	term_must_text(s.t, "How old is Bo?");
	term_must(s.t, term_has(s.t, "Child 1"));
	term_must(s.t, term_has(s.t, "+ Swimming"));
	term_must(s.t, term_has(s.t, "+ Bo"));
	answer(&s, "3", "Soft play");
	term_keys(s.t, "1");
	term_must_text(s.t, "£12.5 for each of Ann, Bo");
	term_must(s.t, term_has(s.t, "RESULT  Charge: £25.00"));
	term_must_sync(s.t);
	term_keys(s.t, "1f");
	session_reference(&s, reference);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Find:");
	session_sent(&s);
	char *page = session_case(&s, reference);
	ck_assert_msg(json_index(page, "answers", "prompt", "pass#2") >= 0, "%s", page);
	ck_assert_msg(json_index(page, "answers", "value", "play") >= 0, "%s", page);
	ck_assert_msg(json_index(page, "answers", "value", "25.00") >= 0, "%s", page);
	ck_assert_msg(json_index(page, "answers", "source", "calculated") >= 0, "%s", page);
	free(page);

	/* Another call. Her case says what was answered for each, and what came of it. */
	session_find(&s, session_amina.number, session_amina.name);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Youth pass");
	term_must_sync(s.t);
	term_keys(s.t, "2"); /* below what was promised */
	term_must_text(s.t, "Child 2: How old is Bo? 3");
	term_keys(s.t, "<PgDn><PgDn>");
	term_must_text(s.t, "Child 2: Which pass is it for Bo? Soft play");
	term_must_text(s.t, "Charge: £25.00 (£12.5 for each of Ann, Bo)");
	term_keys(s.t, "<Esc>");
	term_must_text(s.t, session_amina.mark);
	term_must_sync(s.t);
	term_keys(s.t, "s");
	term_must_sync(s.t);
	/* The CRM tells what she said then, and it is not asked. */
	session_service(&s, "renew a pass", "At what time shall we ring?");
	term_must(s.t, term_has(s.t, "= 1234"));
	term_keys(s.t, "<S-Tab>");
	term_must_text(s.t, "Said on 20 Nov 2026, Chorley, Youth pass");
	session_close(&s);
	free(dialogues);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/whole_dialogue");
	TCase *c = tcase_create("whole_dialogue");
	tcase_set_timeout(c, 240);
	tcase_add_test(c, a_killed_desk_keeps_every_instance);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
