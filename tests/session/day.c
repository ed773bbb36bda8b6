/*
 * A day's work in small, each by the real client against the real CRM, keys counted job by job: an
 * advisor takes calls, serves the counter, looks at the whiteboard, promises, books, and gives a
 * call away; a back-office officer takes what is next, claims, moves, sends back, hands over and
 * goes on a visit; a supervisor looks over queues and promises, closes many cases at once, switches
 * a notice on, and sees who is in.
 */
#include "helpers/cases.h"
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The desk whose keys are counted. */
static struct term *t;
static int total;

static void
job(const char *what, int limit)
{
	total += term_keys_counted(t);
	session_budget(&(struct session){.t = t}, what, limit);
}

static void
day_over(const char *whose, int limit)
{
	printf("# keys: the day of %s: %d of at most %d\n", whose, total, limit);
	ck_assert_int_le(total, limit);
	total = 0;
}

static void
sees(const char *words)
{
	term_must_text(t, words);
	term_must_sync(t);
}

static void
press(const char *keys, const char *words)
{
	term_keys(t, keys);
	sees(words);
}

static void
type(const char *words, const char *shown)
{
	term_type(t, words);
	sees(shown);
}

static void
sent(void)
{
	sees("Sent. All caught up");
}

static void
home(void)
{
	press("<F3>", "Find:");
	term_keys_reset(t);
}

static struct term *
sign_in(struct office *o, const char *desk, const char *user)
{
	office_enrol(o, desk, 0);
	struct term *other = office_desk(o, desk, 0, NULL, 24, 80);
	ck_assert_msg(office_sign_in(other, user), "no sign-in:\n%s", term_dump(other));
	term_must_text(other, "Sent. All caught up");
	term_must_sync(other);
	return other;
}

static void
add_user(struct office *o, const char *id, const char *name, const char *role)
{
	char *file = proc_text("%s/password", o->crm.dir);
	ctl_ok(&o->crm, "user", "add", id, "--name", name, "--council", "chorley", "--role", role,
	    "--team", "chorley-waste", "--password-file", file);
	free(file);
}

static void
open_cases(struct office *o, struct new_case *cases, size_t count)
{
	struct api api;
	api_ready(&api, o, "chorley-cc-2", OFFICE_ADVISOR);
	cases_open(&api, "chorley-cc-2", NULL, cases, count);
	api_release(&api);
}

/* From anywhere into the waste round's list. */
static void
open_queue(void)
{
	press("<F5>", "waste round");
	term_keys(t, "/");
	term_must_sync(t);
	term_type(t, "waste round");
	term_must_gone(t, "garden waste");
	term_must_sync(t);
	press("<Down><Enter>", "cases shown");
}

/* ---- the advisor ---- */

/* Mrs Patel rings about her bin; her address and name are known. */
static void
a_known_caller(struct session *s)
{
	char reference[16];
	term_keys_reset(t);
	session_ring(s, session_amina.number);
	sees(session_amina.mark);
	term_keys(t, "s");
	term_must_sync(t);
	type("missed bin", "Missed bin");
	press("<Enter>", "Which bin was missed?");
	press("1", "kerb");
	term_keys(t, "1");
	term_must_sync(t);
	term_keys(t, "2f");
	session_reference(s, reference);
	press("<Enter>", "Find:");
	job("a known caller's missed bin", 8);
	sent();
}

/* Somebody only wants to know. */
static void
a_question(void)
{
	type("libraries", "Librar");
	press("<Enter>", "vouched");
	press("r", "Wrap up");
	press("<Enter>", "Find:");
	job("a question answered, anonymous", 3);
	sent();
}

/* From reception's list to the desk. */
static void
at_the_counter(void)
{
	press("<C-g>W", "Nobody waits.");
	press("W", "At reception");
	type("green hat", "green hat");
	term_keys(t, "<Enter>");
	term_must_sync(t);
	type("missed bin", "Missed bin collection");
	term_keys(t, "<Enter>");
	term_must_sync(t);
	press("<C-s>", "On the list: green hat.");
	sent();
	press("n", "Called to this desk: A1, green hat.");
	press("<Enter>", "Which address is it?");
	job("listed, called and served at the counter", 8);
	press("f", "Wrap up");
	home();
}

/* Their officer is out: the whiteboard says so to all. */
static void
on_the_whiteboard(void)
{
	press("<F11>", "Whiteboard");
	type("mills", "J. Mills");
	press("<Down>o", "J. Mills is out.");
	press("<Esc>", "Find:");
	job("the whiteboard: somebody is out, and back", 4);
}

/* A promise and an appointment in one call, which then goes to Burnley. */
static void
promised_booked_and_given_away(struct session *s, struct term *other)
{
	term_keys_reset(t);
	session_ring(s, session_amina.number);
	sees(session_amina.mark);
	term_keys(t, "s");
	term_must_sync(t);
	type("council tax support", "Council tax support");
	press("<Enter>", "Is your name on the bill?");
	term_keys_reset(t);
	press("D", "Soonest");
	press("1", "Booked: ");
	job("an appointment booked while talking", 2);
	press("f", "Wrap up");
	press("P", "Who keeps it");
	type("The form comes by post", "by post");
	term_keys(t, "<Enter>");
	term_must_sync(t);
	type("2 working days", "Tue 24 Nov 17:00");
	press("<Enter><Enter>", "Promised; S. Ellis keeps it.");
	job("a promise at wrap-up", 5);
	press("<Esc>", "Is your name on the bill?");
	term_keys_reset(t);
	press("H", "P. Grange");
	press("1", "not yet taken");
	job("a call given to another desk", 2);
	term_must_text(other, "F6 takes it");
	term_must_sync(other);
	term_keys(other, "<F6>");
	term_must_text(other, session_amina.name);
	sees("has taken it");
}

START_TEST(of_an_advisor)
{
	struct session s;
	session_open(&s, "chorley-oss-1");
	struct term *other = sign_in(&s.office, "burnley-cc-1", OFFICE_BURNLEY);
	t = s.t;
	a_known_caller(&s);
	a_question();
	at_the_counter();
	on_the_whiteboard();
	promised_booked_and_given_away(&s, other);
	day_over("an advisor", 32);
	term_free(other);
	session_close(&s);
}
END_TEST

/* ---- the officer ---- */

static void
next_and_moved(void)
{
	press("<C-g>g", "j.mills has it");
	job("the next case is yours", 2);
	press("t", "Note");
	term_type(t, "rang her, no answer");
	press("<Enter>", "rang her, no answer");
	job("a note on it", 2);
	sent();
	press("h", "R. Dunn");
	type("bulky", "Queue");
	press("<Down><Enter>", "Note");
	term_type(t, "it is a mattress");
	press("<Enter>", "It is handed over.");
	job("moved to another queue", 4);
	sent();
}

static void
claimed_and_sent_back(void)
{
	term_keys_reset(t);
	open_queue();
	press("1", "nobody has it");
	press("m", "j.mills has it");
	job("claimed from its queue", 6);
	sent();
	press("b", "Why does it go back?");
	press("1", "Which prompt caused it?");
	press("1", "Words");
	term_type(t, "which end of the street?");
	press("<Enter>", "It goes back.");
	job("sent back with its reason and prompt", 4);
	sent();
}

static void
handed_to_a_colleague(void)
{
	term_keys_reset(t);
	press("<C-g>g", "j.mills has it");
	sent();
	press("h", "R. Dunn");
	type("dunn", "R. Dunn");
	press("<Enter>", "Note");
	press("<Enter>", "It is handed over.");
	job("taken, and handed to a colleague", 5);
	sent();
}

/* Out to see one, alone: planned, begun, over. */
static void
a_visit(void)
{
	home();
	type("fly-tip", "Fly-tipping"); /* the directory has come */
	term_keys(t, "<C-u>");
	term_must_gone(t, "Fly-tipping");
	term_keys_reset(t);
	press("<C-g>V", "Nobody is on a visit.");
	press("<Enter>", "Who goes");
	term_type(t, "Fly-tipping"); /* they go themselves */
	term_keys(t, "<Enter>");
	term_type(t, "14 Union Street");
	for (int i = 0; i < 3; i++)
		term_keys(t, "<Enter>");
	type("07700 900123", "07700 900123");
	press("<C-s>", "Planned.");
	press("b", "J. Mills has begun the visit.");
	sent();
	press("k", "J. Mills is back.");
	job("a visit planned, begun and over", 10);
	sent();
}

START_TEST(of_an_officer)
{
	struct office office;
	static struct new_case cases[] = {
	    {.summary = "Grey bin, Mill Lane", .due = "2026-11-23T09:00:00Z"},
	    {.summary = "Blue bin, Union Street", .due = "2026-11-23T10:00:00Z"},
	    {.summary = "Brown bin, Park Road", .due = "2026-11-23T11:00:00Z"},
	    {.summary = "Grey bin, High Street", .due = "2026-11-23T12:00:00Z"}};
	office_init(&office);
	add_user(&office, "r.dunn", "R. Dunn", "back_office");
	open_cases(&office, cases, 4);
	t = sign_in(&office, "chorley-oss-3", OFFICE_BACK);
	term_keys_reset(t);
	next_and_moved();
	claimed_and_sent_back();
	handed_to_a_colleague();
	a_visit();
	ctl_says(&office.crm, 0, WORDS("report", "bounces", "--from", "2026-11-01"),
	    WORDS("missed-bin", "1"));
	ctl_ok(&office.crm, "check");
	day_over("an officer", 33);
	term_free(t);
	office_release(&office);
}
END_TEST

/* ---- the supervisor ---- */

static void
many_at_once(void)
{
	open_queue();
	term_keys(t, "<Space><Space>");
	sees("2 marked");
	press("x", "What is to be done");
	press("1", "How closed");
	term_type(t, "All emptied");
	press("<Enter>", "Do it to 2 cases");
	press("<Enter>", "Done: 2 cases");
	job("two cases closed at once, looked at first", 10);
	sent();
	press("u", "Taken back: 2 cases");
	press("<Esc>", "waste round");
	job("and taken back", 2);
}

/* The way in which promises are kept stands below the queues. */
static void
promises_kept(void)
{
	home();
	press("<F5>", "waste round");
	press("<End><Enter>", "Promises that fell due");
	job("how promises are kept", 3);
	home();
}

static void
a_notice(struct term *advisor)
{
	press("<F8>", "Lorry strike");
	press("<Enter>", "Services");
	term_keys(t, "<Enter>");
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(advisor, "Lorry strike");
	term_must_sync(t);
	job("a prepared notice is on at every desk", 4);
	home();
}

static void
who_is_in(void)
{
	press("<F11>", "Whiteboard");
	type("mills", "J. Mills");
	press("<Down>i", "J. Mills is in.");
	press("<Esc>", "Find:");
	job("who is in, said for somebody", 4);
	sent();
}

START_TEST(of_a_supervisor)
{
	struct office office;
	static struct new_case cases[3];
	char *id = NULL;
	office_init(&office);
	add_user(&office, "k.walmsley", "K. Walmsley", "supervisor");
	open_cases(&office, cases, 3);
	ck_assert_int_eq(ctl(&office.crm, &id, "notice", "prepare", "Lorry strike", "--service",
			     "missed-bin", "--say", "No bins are emptied this week."),
	    0);
	free(id);
	struct term *advisor = sign_in(&office, "chorley-cc-1", OFFICE_ADVISOR);
	t = sign_in(&office, "chorley-oss-3", "k.walmsley");
	type("missed bin", "Missed bin collection"); /* the directory has come */
	term_keys(t, "<C-u>");
	term_must_gone(t, "Missed bin collection");
	term_must_sync(t);
	term_keys_reset(t);
	many_at_once();
	promises_kept();
	a_notice(advisor);
	who_is_in();
	day_over("a supervisor", 23);
	term_free(advisor);
	term_free(t);
	office_release(&office);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/day");
	TCase *c = tcase_create("day");
	tcase_set_timeout(c, 240);
	tcase_add_test(c, of_an_advisor);
	tcase_add_test(c, of_an_officer);
	tcase_add_test(c, of_a_supervisor);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
