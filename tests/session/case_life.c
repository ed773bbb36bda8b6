/* The life of a case with the real programs: a back-office officer takes a case through its states,
 * gives what they need, links it and puts a file on it; an advisor who has the same case open sees
 * it, and both change it at once, one of them cut off: neither loses anything. */
#include "base/file.h"
#include "helpers/cases.h"
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define LETTER "Mon 22:00 to 23:30\nTue 21:00 to 22:15\n"

static struct new_case cases[2];

/* Two reports of noise, without where it comes from. */
static void
open_cases(struct session *s)
{
	struct api api;
	api_ready(&api, &s->office, "chorley-oss-1", OFFICE_ADVISOR);
	for (int i = 0; i < 2; i++)
		cases[i] = (struct new_case){.service = "noise",
		    .queue = "environmental-health",
		    .summary = i ? "The same music" : "Music at night",
		    .due = "2026-11-26T17:00:00Z",
		    .prompt = "violence",
		    .value = "no"};
	cases_open(&api, "chorley-oss-1", NULL, cases, 2);
	api_release(&api);
}

/* The folder that is opened for files of cases at the officer's desk, with a letter in it. */
static char *
make_folder(struct session *s)
{
	struct err err = {""};
	char *folder = proc_text("%s/files", s->office.crm.dir);
	char *letter = proc_text("%s/diary.txt", folder);
	ck_assert_int_eq(mkdir(folder, 0700), 0);
	ck_assert_msg(
	    file_replace(disk_system(), letter, LETTER, strlen(LETTER), &err) == 0, "%s", err.text);
	free(letter);
	return folder;
}

static struct term *
officer(struct session *s, const char *folder)
{
	char *files = proc_text("FRONTDESK_FILES=%s", folder);
	const char *env[] = {files, NULL};
	office_enrol(&s->office, "chorley-oss-3", 0);
	struct term *t = office_desk(&s->office, "chorley-oss-3", 0, env, 24, 80);
	ck_assert_msg(office_sign_in(t, OFFICE_BACK), "no sign-in:\n%s", term_dump(t));
	free(files);
	return t;
}

static void
open_case(struct term *t, const char *reference)
{
	term_must_text(t, "Find:");
	term_must_sync(t);
	term_type(t, reference);
	term_must_text(t, reference);
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "To be looked at");
	term_must_sync(t);
}

static void
said(struct term *t, const char *text)
{
	term_must_text(t, text);
	term_must_sync(t);
}

static void
keys(struct term *t, const char *keys, const char *then)
{
	term_keys(t, keys);
	said(t, then);
}

/* Into a state that lacks an answer, and on to one in which its clock stands. */
static void
move_on(struct session *s, struct term *t)
{
	term_keys_reset(t);
	keys(t, "s", "needs: Which address does it come from?");
	keys(t, "2", "Missing");
	keys(t, "<Enter>", "Which address does it come from?");
	term_type(t, "12 Mill Lane, Chorley PR7 1AB");
	keys(t, "<Enter>", "may be left out");
	keys(t, "<Enter>", "It is now: Being investigated.");
	session_budget(&(struct session){.t = t}, "an answer given, the state changed", 5);
	said(s->t, "Being investigated");
	keys(t, "s2", "it is kept with the case");
	keys(t, "<Enter>", "Say why");
	term_type(t, "Two weeks of it");
	keys(t, "<Enter>", "It is now: Customer keeps a diary.");
	said(t, "stands since");
	session_budget(&(struct session){.t = t}, "another state, and why", 4);
	said(s->t, "stands since");
	said(s->t, "moved on: Customer keeps a diary: Two weeks of it");
}

/* The form of what the case is about, or what was promised, with another text in it. */
static void
type_into(struct term *t, const char *row, const char *text)
{
	keys(t, "e", "Put right:");
	keys(t, row, "put right");
	term_keys(t, "<C-u>");
	term_type(t, text);
	said(t, text);
}

/* Each changes another field; then both the same, one of them cut off from the CRM. */
static void
change_at_once(struct session *s, struct term *t)
{
	type_into(s->t, "5", "Music at night, and shouting");
	type_into(t, "4", "We ring back on Friday");
	term_keys(s->t, "<Enter>");
	term_keys(t, "<Enter>");
	said(s->t, "We ring back on Friday");
	said(t, "Music at night, and shouting");

	proxy_cut(s->line, true);
	type_into(s->t, "5", "Drums at night");
	keys(s->t, "<Enter>", "waiting to be sent");
	type_into(t, "5", "A wedding band");
	keys(t, "<Enter>", "Put right.");
	session_sent(&(struct session){.t = t});
	proxy_cut(s->line, false);
	said(s->t, "Not taken");
	said(s->t, "A wedding band");
	keys(s->t, "1", "Theirs");
	said(s->t, "A wedding band");
	said(s->t, OFFICE_BACK);
	said(s->t, "Drums at night");
	keys(s->t, "<Enter>", "Put right.");
	session_sent(s);
	said(t, "Drums at night");
	said(s->t, "What happened");
	keys(t, "<Esc>", "What happened");
}

static void
link_them(struct term *t)
{
	keys(t, "L", "is a part of");
	keys(t, "1", "the other's reference");
	term_type(t, "4071-0000-0");
	keys(t, "<Enter>", "This is not a reference");
	term_keys(t, "<C-u>");
	term_type(t, cases[1].ref);
	keys(t, "<Enter>", "Linked with");
	said(t, "The same music"); /* what the other is about */
	keys(t, "2", cases[1].ref);
	char *back = proc_text("has the duplicate %s", cases[0].ref);
	said(t, back);
	free(back);
	keys(t, "<Esc>", "Drums at night");
}

static void
put_and_save_a_file(struct session *s, struct term *t, const char *folder)
{
	char *saved = proc_text("%s/diary (2).txt", folder), *bytes;
	size_t length;
	struct err err = {""};
	keys(t, "A", "There is no file on this case.");
	keys(t, "<Enter>", "diary.txt");
	keys(t, "1", "goes on the case");
	session_sent(&(struct session){.t = t});
	keys(t, "1", "Tue 21:00 to 22:15");
	keys(t, "<Enter>", "Saved as diary (2).txt");
	ck_assert_msg(file_read_all(saved, 1000, &bytes, &length, &err) == 0, "%s", err.text);
	ck_assert_uint_eq(length, strlen(LETTER));
	ck_assert_int_eq(memcmp(bytes, LETTER, length), 0);
	free(bytes);
	free(saved);
	keys(t, "<Esc><Esc>", "1: diary.txt");
	said(s->t, "file: diary.txt");
}

static void
close_and_reopen(struct term *t)
{
	keys(t, "k", "closes it");
	keys(t, "4", "it is kept with the case");
	term_type(t, "They moved out");
	keys(t, "<Enter>", "It is now: The noise has stopped.");
	keys(t, "o", "Why it is opened again");
	term_type(t, "New people, same drums");
	term_keys(t, "<Enter>");
	said(t, "To be looked at");
	session_sent(&(struct session){.t = t});
}

static void
check_history(struct session *s)
{
	static const char *const kinds[] = {
	    "opened", "amend", "move", "change", "link", "attach", "close", "reopen"};
	char *page = session_case(s, cases[0].ref);
	ck_assert_msg(json_is(page, "record.summary", "Drums at night"), "%s", page);
	ck_assert_msg(json_is(page, "record.promise", "We ring back on Friday"), "%s", page);
	ck_assert_msg(json_is(page, "record.life", "new"), "%s", page);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		ck_assert_msg(
		    json_index(page, "record.events", "kind", kinds[i]) >= 0, "%s", kinds[i]);
	free(page);
}

START_TEST(a_case_goes_through_its_life_in_two_pairs_of_hands)
{
	struct session s;
	session_open(&s, "chorley-cc-1");
	open_cases(&s);
	char *folder = make_folder(&s);
	struct term *t = officer(&s, folder);
	open_case(t, cases[0].ref);
	open_case(s.t, cases[0].ref);
	move_on(&s, t);
	change_at_once(&s, t);
	link_them(t);
	put_and_save_a_file(&s, t, folder);
	close_and_reopen(t);
	check_history(&s);
	term_free(t);
	free(folder);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/case_life");
	TCase *tests = tcase_create("case life");
	tcase_set_timeout(tests, 240);
	tcase_add_test(tests, a_case_goes_through_its_life_in_two_pairs_of_hands);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
