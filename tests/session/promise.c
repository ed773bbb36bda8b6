/* A promise made in a call: it stands on Home of whoever made it, falls overdue and says so without
 * a key, is kept late with what was said; the report counts it, her page remembers it, and the
 * supervisor sees how promises are kept. */
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

static void
make_it(struct session *s)
{
	session_ring(s, session_amina.number);
	term_must_text(s->t, session_amina.mark);
	term_must_sync(s->t);
	term_keys(s->t, "f");
	term_must_text(s->t, "Finish without a matter");
	term_must_sync(s->t);
	term_keys_reset(s->t);
	term_keys(s->t, "P");
	term_must_text(s->t, "Who keeps it");
	term_must_sync(s->t);
	term_type(s->t, "The form comes by post");
	term_keys(s->t, "<Enter>");
	term_must_sync(s->t);
	term_type(s->t, "2 working days");
	term_must_text(s->t, "Tue 24 Nov 17:00");
	term_must_sync(s->t);
	term_keys(s->t, "<Enter><Enter>");
	term_must_text(s->t, "Promised; S. Ellis keeps it.");
	term_must_text(s->t, "The form comes by post");
	session_budget(s, "a promise by hand at wrap-up", 4);
	term_must_sync(s->t);
	term_keys(s->t, "<Enter>");
	term_must_text(s->t, "Find:");
	session_sent(s);
	term_must_text(s->t, "due Tue 24 Nov");
}

/* Its time comes: days go by in the CRM's records, not here. */
static void
let_days_go_by(struct session *s)
{
	struct err err;
	struct db *db = db_open(s->office.crm.db, DB_WRITER, &err);
	ck_assert_msg(db != NULL, "%s", err.text);
	ck_assert_int_eq(db_begin(db, true), 0);
	db_run(db, "UPDATE promise SET due = due - $1, made = made - $1",
	    VALUES(v_number(5 * MICROS_DAY)));
	ck_assert_int_eq(db_commit(db), 0);
	db_close(db);
}

/* On her page stands what was promised, by when, and that it came late. */
static void
remembered(struct session *s)
{
	term_keys(s->t, "<Esc>"); /* what was said last has been read */
	term_must_gone(s->t, "it counts as late");
	session_ring(s, session_amina.number);
	term_must_text(s->t, "promised by 19 Nov 17:00: The form comes by post");
	term_must(s->t, term_has(s->t, "kept late"));
}

/* Whoever answers for the council sees how promises are kept, by team and by name. */
static void
supervised(struct session *s)
{
	char *file = proc_text("%s/password", s->office.crm.dir);
	ctl_ok(&s->office.crm, "user", "add", "k.walmsley", "--name", "K. Walmsley", "--council",
	    "chorley", "--role", "supervisor", "--password-file", file);
	free(file);
	office_enrol(&s->office, "chorley-oss-3", 0);
	struct term *t = office_desk(&s->office, "chorley-oss-3", 0, NULL, 24, 80);
	ck_assert_msg(office_sign_in(t, "k.walmsley"), "no sign-in:\n%s", term_dump(t));
	term_must_sync(t);
	term_keys_reset(t);
	term_keys(t, "<F5>");
	term_must_text(t, "Promises 0%: 0 kept, 1 late");
	term_must_sync(t);
	term_keys(t, "<End><Enter>");
	term_must_text(t, "Who keeps them");
	term_must(t, term_has(t, "S. Ellis"));
	ck_assert_int_le(term_keys_counted(t), 3);
	term_free(t);
}

START_TEST(a_promise_falls_overdue_and_is_kept)
{
	struct session s;
	session_open(&s, "chorley-cc-1");
	make_it(&s);
	let_days_go_by(&s);
	term_must_text(s.t, "Overdue: PATEL, Amina (Mrs): The form comes by post");
	term_must_text(s.t, "overdue since Thu 19 Nov");
	term_must_sync(s.t);

	term_keys_reset(s.t);
	term_keys(s.t, "<Down>");
	term_must_sync(s.t);
	term_keys(s.t, "k");
	term_must_text(s.t, "Kept: what was said");
	term_must_sync(s.t);
	term_type(s.t, "rang her, it came today");
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "it counts as late");
	session_budget(&s, "a promise kept, from Home", 3);
	session_sent(&s);
	term_must_gone(s.t, "The form comes by post");

	ctl_says(&s.office.crm, 0,
	    WORDS("report", "promises", "--by", "council", "--from", "2026-11-01", "--to",
		"2026-11-30"),
	    WORDS("chorley                     0.0%        0        1        0        0"));
	remembered(&s);
	supervised(&s);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/promise");
	TCase *c = tcase_create("promise");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, a_promise_falls_overdue_and_is_kept);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
