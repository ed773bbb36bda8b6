/* A back-office officer with the real client: the next case, one claimed from its queue, handed
 * over, sent back with a reason that counts against the prompt that caused it, many closed at once
 * and taken back; and killed with half a sentence typed on each of these screens, nothing is lost.
 */
#include "helpers/cases.h"
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CASES = 6 };
#define DESK "chorley-oss-3"

static struct office office;
static struct new_case cases[CASES];
static struct term *t;

static void
budget(const char *what, int limit)
{
	session_budget(&(struct session){.t = t}, what, limit);
}

static void
begin(void)
{
	static const char *const summaries[CASES] = {"Grey bin, Mill Lane",
	    "Blue bin, Union Street", "Brown bin, Park Road", "Grey bin, High Street",
	    "Blue bin, Long Lane", "Brown bin, Short Lane"};
	struct api api;
	office_init(&office);
	char *file = proc_text("%s/password", office.crm.dir);
	ctl_ok(&office.crm, "user", "add", "r.dunn", "--name", "R. Dunn", "--council", "chorley",
	    "--role", "back_office", "--team", "chorley-waste", "--password-file", file);
	free(file);
	for (int i = 0; i < CASES; i++)
		cases[i] = (struct new_case){.summary = summaries[i]};
	api_ready(&api, &office, "chorley-cc-2", OFFICE_ADVISOR);
	cases[0].due = "2026-11-23T09:00:00Z";
	cases[1].due = "2026-11-23T10:00:00Z";
	cases_open(&api, "chorley-cc-2", NULL, cases, CASES);
	api_release(&api);
	office_enrol(&office, DESK, 0);
	t = office_desk(&office, DESK, 0, NULL, 24, 80);
	ck_assert_msg(office_sign_in(t, OFFICE_BACK), "no sign-in:\n%s", term_dump(t));
	term_must_text(t, "Sent. All caught up");
	term_must_sync(t);
	term_keys_reset(t);
}

static void
end(void)
{
	term_free(t);
	office_release(&office);
}

static void
sent(void)
{
	term_must_text(t, "Sent. All caught up");
	term_must_sync(t);
}

/* From anywhere to the list of the waste round. */
static void
open_queue(void)
{
	term_keys(t, "<F5>");
	term_must_text(t, "waste round");
	term_must_sync(t);
	term_keys(t, "/");
	term_must_sync(t);
	term_type(t, "waste round");
	term_must_gone(t, "garden waste");
	term_must_sync(t);
	term_keys(t, "<Down><Enter>");
	term_must_text(t, "Queue: ");
	term_must_text(t, "cases shown");
	term_must_sync(t);
}

static void
reason_and_prompt(void)
{
	term_keys(t, "b");
	term_must_text(t, "Why does it go back?");
	term_must_sync(t);
	term_keys(t, "1");
	term_must_text(t, "Which prompt caused it?");
	term_must_sync(t);
	term_keys(t, "2");
	term_must_text(t, "Words");
	term_must_sync(t);
}

START_TEST(a_case_is_taken_handed_over_and_sent_back)
{
	term_keys(t, "<C-g>g");
	term_must_text(t, "Grey bin, Mill Lane");
	term_must_text(t, "j.mills has it");
	budget("the next case is yours", 2);
	term_must_sync(t);

	term_keys(t, "h");
	term_must_text(t, "Hand over");
	term_must_text(t, "R. Dunn");
	term_must_sync(t);
	term_type(t, "dunn");
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "Note");
	term_must_sync(t);
	term_type(t, "you know the lane");
	term_keys(t, "<Enter>");
	term_must_text(t, "It is handed over.");
	budget("handed over with a note", 3);
	term_must_text(t, "r.dunn has it");
	sent();

	open_queue();
	term_must_text(t, "Blue bin, Union Street");
	term_keys(t, "2");
	term_must_text(t, "nobody has it");
	term_must_sync(t);
	term_keys(t, "m");
	term_must_text(t, "j.mills has it");
	budget("claimed from its queue", 6);
	sent();

	term_keys_reset(t);
	reason_and_prompt();
	term_type(t, "which end of the street?");
	term_keys(t, "<Enter>");
	term_must_text(t, "It goes back.");
	budget("sent back with a reason", 4);
	term_must_text(t, "Came back");
	sent();
	ctl_says(&office.crm, 0, WORDS("report", "bounces", "--from", "2026-11-01"),
	    WORDS("missed-bin", "bin", "1"));

	/* Whoever took the call is told at their own desk. */
	office_enrol(&office, "chorley-cc-1", 0);
	struct term *advisor = office_desk(&office, "chorley-cc-1", 0, NULL, 24, 80);
	ck_assert_msg(office_sign_in(advisor, OFFICE_ADVISOR), "%s", term_dump(advisor));
	term_must_text(advisor, cases[1].ref);
	term_free(advisor);
}
END_TEST

START_TEST(many_are_closed_at_once_and_taken_back)
{
	open_queue();
	term_keys_reset(t);
	term_keys(t, "<Space><Space><Space>");
	term_must_text(t, "3 marked");
	term_must_sync(t);
	term_keys(t, "x");
	term_must_text(t, "What is to be done");
	term_must_sync(t);
	term_keys(t, "1");
	term_must_text(t, "How closed");
	term_must_sync(t);
	term_type(t, "All emptied");
	term_keys(t, "<Enter>");
	term_must_text(t, "Do it to 3 cases");
	term_must(t, term_has(t, "will be done"));
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "Done: 3 cases");
	budget("three closed at once, looked at first", 7);
	term_must_gone(t, "Grey bin, Mill Lane");
	term_must_sync(t);
	term_keys(t, "u");
	term_must_text(t, "Taken back: 3 cases");
	term_must_text(t, "Grey bin, Mill Lane");
	budget("and taken back", 1);
}
END_TEST

/* ---- killed in mid-word ---- */

/* On the same desk; whatever was typed there must stand on the screen again. */
static void
killed(const char *words)
{
	sent();
	term_signal(t, SIGKILL);
	term_free(t);
	t = office_desk(&office, DESK, 0, NULL, 24, 80);
	term_must_text(t, "Password");
	office_type_sign_in(t, OFFICE_BACK);
	term_must_gone(t, "Password");
	term_must_text(t, words);
	term_must_sync(t);
}

START_TEST(nothing_half_typed_is_lost)
{
	term_keys(t, "<C-g>g");
	term_must_text(t, "j.mills has it");
	sent();
	reason_and_prompt();
	term_type(t, "which end of the str");
	killed("which end of the str");
	term_must_text(t, "Because");
	term_must_text(t, cases[0].ref);
	term_must_sync(t);
	term_type(t, "eet?");
	term_keys(t, "<Enter>");
	term_must_text(t, "It goes back.");
	term_must_text(t, "which end of the street?");
	sent();

	term_keys(t, "<C-g>g");
	term_must_text(t, "Blue bin, Union Street");
	term_must_text(t, "j.mills has it");
	sent();
	term_keys(t, "h");
	term_must_text(t, "R. Dunn");
	term_must_sync(t);
	term_type(t, "dunn");
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "Note");
	term_type(t, "ring them bef");
	killed("ring them bef");
	term_must_text(t, "R. Dunn");
	term_must_text(t, cases[1].ref);
	term_must_sync(t);
	term_type(t, "ore noon");
	term_keys(t, "<Enter>");
	term_must_text(t, "It is handed over.");
	sent();

	open_queue();
	term_keys(t, "<Space><Space>");
	term_must_text(t, "2 marked");
	term_must_sync(t);
	term_keys(t, "x");
	term_must_text(t, "What is to be done");
	term_must_sync(t);
	term_keys(t, "1");
	term_must_text(t, "How closed");
	term_type(t, "All empt");
	killed("All empt");
	term_must_text(t, "2 marked");
	term_type(t, "ied");
	term_keys(t, "<Enter>");
	term_must_text(t, "Do it to 1 case"); /* the other one has been handed over */
	sent();
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/queues");
	TCase *c = tcase_create("queues");
	tcase_add_checked_fixture(c, begin, end);
	tcase_set_timeout(c, 180);
	tcase_add_test(c, a_case_is_taken_handed_over_and_sent_back);
	tcase_add_test(c, many_are_closed_at_once_and_taken_back);
	tcase_add_test(c, nothing_half_typed_is_lost);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
