/* Satisfaction surveys at a desk: whoever is drawn is asked at wrap-up in one key and its answers,
 * and not again by the next call; whom the rule would rather ring stands on a list of calls, and is
 * asked by the same dialogue. What was answered is counted under no contact. */
#include "base/file.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The starter's survey, but asked of everybody who rings, and called so that the desk shows that it
 * has come. */
static void
publish(struct session *s, const char *rule, const char *title)
{
	static const char as_it_is[] = "- { share: 1 in 10 }", named[] = "en: How did we do?, cy";
	char *from = proc_source("scripts/survey-contact.yaml"), *text;
	char *to = proc_text("%s/survey-contact.yaml", s->office.crm.dir);
	size_t length;
	struct err err;
	ck_assert_msg(file_read_all(from, 1 << 20, &text, &length, &err) == 0, "%s", err.text);
	char *share = strstr(text, as_it_is), *name = strstr(text, named);
	ck_assert(share && name && name < share);
	FILE *f = fopen(to, "w");
	fprintf(f, "%.*sen: %s, cy%.*s- { %s }%s", (int)(name - text), text, title,
	    (int)(share - name - (int)strlen(named)), name + strlen(named), rule,
	    share + strlen(as_it_is));
	fclose(f);
	ctl_ok(&s->office.crm, "publish", to);
	session_find(s, "how did we", title);
	term_keys(s->t, "<C-u>");
	term_must_gone(s->t, title);
	term_must_sync(s->t);
	free(text);
	free(from);
	free(to);
}

/* Somebody rings about the garden bin and has their answer; the wrap-up stands there. */
static void
serve(struct session *s, const struct session_caller *caller)
{
	session_ring(s, caller->number);
	term_must_text(s->t, caller->mark);
	term_must_sync(s->t);
	term_keys(s->t, "s");
	term_must_text(s->t, "Service:");
	term_must_sync(s->t);
	session_service(s, "garden waste", "Would you like to join");
	term_keys(s->t, "r");
	term_must_text(s->t, "Log it and finish");
	term_must_sync(s->t);
}

static void
finish(struct session *s)
{
	term_keys(s->t, "<Enter>");
	term_must_text(s->t, "Logged.");
	session_sent(s);
	term_keys(s->t, "<Esc>"); /* it has been read */
	term_must_gone(s->t, "Logged.");
	term_must_sync(s->t);
}

/* Three answers, from its first question to the wrap-up. */
static void
answer(struct session *s, const char *face)
{
	term_must_text(s->t, "How was it today, all in all?");
	term_must_sync(s->t);
	term_keys(s->t, face);
	term_must_text(s->t, "What was it above all");
	term_must_sync(s->t);
	term_keys(s->t, "1");
	term_must_text(s->t, "Was it settled the first time");
	term_must_sync(s->t);
	term_keys(s->t, "1f");
	term_must_text(s->t, "and finish");
	term_must(s->t, term_has(s->t, "answered"));
	term_must_sync(s->t);
}

static void
counts(struct session *s, const char *sql, int wanted)
{
	struct err err;
	struct db *db = db_open(s->office.crm.db, DB_READER, &err);
	ck_assert_msg(db != NULL, "%s", err.text);
	int got = (int)db_number(db, sql, NO_VALUES, -1);
	ck_assert_msg(got == wanted, "%s: %d", sql, got);
	db_close(db);
}

START_TEST(asked_at_wrap_up_or_rung)
{
	struct session s;
	session_open(&s, "chorley-cc-1");
	publish(&s, "share: all", "How did we do today?");
	serve(&s, &session_amina);
	term_must(s.t, term_has(s.t, "Survey"));
	term_must(s.t, term_has(s.t, "How did we do today?"));
	term_keys_reset(s.t);
	term_keys(s.t, "v");
	answer(&s, "1");
	session_budget(&s, "a survey of three questions at wrap-up", 5);
	finish(&s);
	counts(&s,
	    "SELECT count(*) FROM survey_asking WHERE reply = 'answered' AND service = "
	    "'garden-waste' AND customer IS NOT NULL",
	    1);
	counts(&s,
	    "SELECT count FROM survey_count WHERE part = 'service' AND member = 'garden-waste' AND "
	    "question = 'face' AND answer = 'good'",
	    1);
	counts(&s, "SELECT count(*) FROM contact_enquiries_answers WHERE prompt = 'face'", 0);

	/* The same day she rings again: nobody asks her twice. */
	serve(&s, &session_amina);
	term_must(s.t, !term_has(s.t, "Survey"));
	finish(&s);

	/* Declined: one key, and it is counted. */
	serve(&s, &session_raymond);
	term_must(s.t, term_has(s.t, "drawn: v asks it, n does not"));
	term_keys_reset(s.t);
	term_keys(s.t, "n");
	term_must_text(s.t, "it is counted as declined");
	term_must_sync(s.t);
	session_budget(&s, "a survey declined", 1);
	finish(&s);
	counts(&s, "SELECT count(*) FROM survey_asking WHERE reply = 'declined'", 1);
	ctl_says(&s.office.crm, 0,
	    WORDS("report", "surveys", "--from", "2026-11-01", "--to", "2026-11-30"),
	    WORDS("survey-contact: who was asked", "(the score)", "withheld"));
	session_close(&s);
}
END_TEST

START_TEST(rung_and_asked)
{
	struct session s;
	session_open(&s, "chorley-cc-1");
	ctl_ok(&s.office.crm, "outbound", "add", "asking", "--name", "How did we do", "--council",
	    "chorley", "--service", "survey-contact", "--why",
	    "You were in touch with us about your garden bin.", "--hours", "24/7", "--spacing",
	    "0 minutes");
	publish(&s, "share: all, by: call", "How did we do then?");
	serve(&s, &session_amina);
	term_must(s.t, !term_has(s.t, "Survey"));
	finish(&s);
	term_keys(s.t, "<C-g>P");
	term_must_text(s.t, "1 now, 1 in all");
	term_must_sync(s.t);
	term_keys(s.t, "1");
	term_must_text(s.t, "Garden waste collection, phone");
	term_must(s.t, term_has(s.t, "PATEL, Amina"));
	term_must_sync(s.t);
	term_keys(s.t, "1");
	answer(&s, "3");
	finish(&s);
	counts(&s,
	    "SELECT count FROM survey_count WHERE part = 'channel' AND member = 'phone' AND "
	    "question = 'face' AND answer = 'poor'",
	    1);
	counts(&s,
	    "SELECT count(*) FROM survey_asking a JOIN contact c ON c.id = a.id WHERE a.reply = "
	    "'answered' AND c.direction IS NULL",
	    1);
	term_keys(s.t, "<C-g>P");
	term_must_text(s.t, "Nothing is promised");
	term_must_gone(s.t, "To be rung");
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/survey");
	TCase *c = tcase_create("survey");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, asked_at_wrap_up_or_rung);
	tcase_add_test(c, rung_and_asked);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
