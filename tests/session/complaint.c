/* A complaint about a case, in few keys; acknowledged, answered late, taken on to stage two, where
 * whoever answered it is refused at the desk and by the CRM, and answered by somebody else. The
 * report counts it, with what was learnt. */
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The CRM has it, and the desk what the CRM made of it. */
#define CAUGHT_UP "All caught up."

static void
complain(struct session *s, char bin[16], char complaint[16])
{
	session_missed_bin(s, "chorley-cc-1", &session_amina);
	term_keys(s->t, "1");
	term_must_text(s->t, "Was it at the kerb by 6 am?");
	term_must_sync(s->t);
	session_log_bin(s, bin);
	session_find(s, bin, "1  Case");
	term_keys(s->t, "<Enter>");
	term_must_text(s->t, "What happened");
	term_must_sync(s->t);
	term_keys_reset(s->t);
	term_keys(s->t, "C");
	term_must_text(s->t, "What sort of complaint is it?");
	term_must_sync(s->t);
	term_keys(s->t, "1");
	term_must_text(s->t, "What happened, when");
	term_must_sync(s->t);
	term_type(s->t, "The bin was missed three weeks running");
	term_keys(s->t, "<Enter>");
	term_must_text(s->t, "What would put it right?");
	term_must_sync(s->t);
	term_type(s->t, "An apology, and the bin emptied");
	term_keys(s->t, "<Enter><Tab><Tab>");
	term_must_text(s->t, "Have you had an answer");
	term_must_sync(s->t);
	term_keys(s->t, "1f");
	term_must_text(s->t, "referred to Customer care team");
	term_must_text(s->t, "You will hear within 5 working days");
	term_must_sync(s->t); /* the outline had the bin's reference */
	session_reference(s, complaint);
	term_keys(s->t, "<Enter>");
	term_must_text(s->t, "Find:");
	session_budget(s, "a complaint about a case, logged", 9);
	session_sent(s);
}

static void
open_case(struct term *t, const char *reference)
{
	term_must_sync(t);
	term_keys(t, "<F3>");
	term_must_text(t, "Find:");
	term_must_sync(t);
	term_type(t, reference);
	term_must_text(t, "1  Case");
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "Stage 1");
	term_must_sync(t);
}

static struct term *
officer(struct session *s, const char *user, const char *desk)
{
	office_enrol(&s->office, desk, 0);
	struct term *t = office_desk(&s->office, desk, 0, NULL, 24, 80);
	ck_assert_msg(office_sign_in(t, user), "no sign-in:\n%s", term_dump(t));
	return t;
}

/* Weeks go by in the CRM's records, not here. */
static void
let_weeks_go_by(struct session *s, const char *reference)
{
	struct err err;
	struct db *db = db_open(s->office.crm.db, DB_WRITER, &err);
	ck_assert_msg(db != NULL, "%s", err.text);
	ck_assert_int_eq(db_begin(db, true), 0);
	db_run(db, "UPDATE case_record SET due = due - $1 WHERE reference = $2",
	    VALUES(v_number(30 * MICROS_DAY), v_text(reference)));
	ck_assert_int_eq(db_commit(db), 0);
	db_close(db);
}

static void
stage_one(struct session *s, struct term *t, const char *complaint)
{
	open_case(t, complaint);
	term_must_text(t, "Stage 1: to be acknowledged");
	term_must_text(t, "by Fri 27 Nov 17:00");
	term_must_text(t, "within 10 working days of the acknowledgement");
	term_keys_reset(t);
	term_keys(t, "s");
	term_must_text(t, "It may go to");
	term_must_sync(t);
	term_keys(t, "1");
	term_must_text(t, "may be left out");
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "by j.mills, in time");
	term_must_text(t, "by Fri 4 Dec 17:00");
	printf("# keys: a complaint acknowledged: %d of at most 3\n", term_keys_counted(t));
	ck_assert_int_le(term_keys_counted(t), 3);

	term_must_text(t, CAUGHT_UP);
	let_weeks_go_by(s, complaint);
	open_case(t, complaint);
	term_must_text(t, "OVERDUE since");
	term_keys(t, "s");
	term_must_text(t, "what is put right");
	term_must_sync(t);
	term_keys(t, "2");
	term_must_text(t, "Missing");
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "Remedy of");
	term_must_sync(t);
	term_type(t, "Nobody said sorry");
	term_keys(t, "<Enter>");
	term_must_sync(t);
	term_type(t, "Write and apologise");
	term_keys(t, "<C-s>");
	term_must_text(t, "The remedy is written down.");
	term_must_sync(t);
	term_type(t, "The crew was short of a driver, and we are sorry");
	term_keys(t, "<Enter>");
	term_must_text(t, "LATE");
	term_must_text(t, "closed");
	term_must_sync(t);
	term_keys(t, "+");
	term_must_text(t, "What was learnt");
	term_must_sync(t);
	term_type(t, "Short crews miss whole streets");
	term_keys(t, "<Enter>");
	term_must_sync(t);
	term_type(t, "Ring the depot at 7 and say which streets");
	term_keys(t, "<C-s>");
	term_must_text(t, "It is in the learning log.");
	term_must_text(t, CAUGHT_UP);
}

static void
refused(struct session *s, struct term *t, const char *complaint)
{
	struct api api;
	open_case(t, complaint);
	term_must_text(t, "You answered it (Stage 1: upheld");
	term_keys(t, "s");
	term_must_text(t, "It may go to");
	term_must_sync(t);
	/* nor does the CRM let another program do it in that name */
	api_ready(&api, &s->office, "chorley-oss-4", OFFICE_BACK);
	char *id = office_id(), *path = proc_text("/v1/cases/%s/events/%s", complaint, id);
	char *body = proc_text("{\"id\":\"%s\",\"kind\":\"move\",\"state\":\"reviewed\",\"at\":"
			       "\"2026-11-20T12:00:00Z\"}",
	    id);
	struct http_reply reply = api_write(&api, "PUT", path, NULL, body);
	ck_assert_int_eq(reply.status, 409);
	ck_assert_ptr_nonnull(strstr(reply.body, "same-officer"));
	http_reply_release(&reply);
	free(body);
	free(path);
	free(id);
	api_release(&api);
}

static void
stage_two(struct term *t, const char *complaint)
{
	open_case(t, complaint);
	term_must_text(t, "Stage 2: to be acknowledged");
	term_keys(t, "s");
	term_must_text(t, "It may go to");
	term_must_sync(t);
	term_keys(t, "1");
	term_must_text(t, "may be left out");
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "Stage 2: looked into");
	term_must_text(t, CAUGHT_UP);
	term_must_sync(t);
	term_keys(t, "s");
	term_must_text(t, "Stage 2: not upheld");
	term_must_sync(t);
	term_keys(t, "4");
	term_must_text(t, "01632 960480");
	term_must_sync(t);
	term_type(t, "The apology was right, and there is no more to it");
	term_keys(t, "<Enter>");
	term_must_text(t, "not upheld");
	term_must_text(t, "by k.walmsley, in time");
	term_must_text(t, CAUGHT_UP);
}

START_TEST(a_complaint_through_both_stages)
{
	struct session s;
	char bin[16], complaint[16];
	complain(&s, bin, complaint);
	char *file = proc_text("%s/password", s.office.crm.dir);
	ctl_ok(&s.office.crm, "user", "add", "k.walmsley", "--name", "K. Walmsley", "--council",
	    "chorley", "--role", "supervisor", "--password-file", file);
	free(file);
	struct term *mills = officer(&s, OFFICE_BACK, "chorley-oss-2");
	stage_one(&s, mills, complaint);

	/* She rings again, and is not content: two keys. */
	open_case(s.t, complaint);
	term_must_text(s.t, "upheld");
	term_must_sync(s.t);
	term_keys_reset(s.t);
	term_keys(s.t, "C");
	term_must_text(s.t, "Not content with the answer");
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Stage 2: to be acknowledged");
	session_budget(&s, "a complaint taken on to stage two", 2);
	session_sent(&s);

	refused(&s, mills, complaint);
	struct term *walmsley = officer(&s, "k.walmsley", "chorley-oss-3");
	stage_two(walmsley, complaint);
	ctl_says(&s.office.crm, 0,
	    WORDS("report", "complaints", "--from", "2026-11-01", "--to", "2026-12-31"),
	    WORDS(
		"chorley              1        1       1    100%        1      0%        0      1",
		"chorley              2        1       1    100%        1    100%        0      0",
		"learnt: Short crews miss whole streets",
		"Ring the depot at 7 and say which streets: J. Mills, by 2026-12-04, not done"));
	ctl_says(&s.office.crm, 0,
	    WORDS("--json", "report", "complaints", "--from", "2026-11-01", "--to", "2026-12-31"),
	    WORDS("\"answered_late\":1", "\"action\":\"Write and apologise\""));
	term_free(walmsley);
	term_free(mills);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/complaint");
	TCase *c = tcase_create("complaint");
	tcase_set_timeout(c, 240);
	tcase_add_test(c, a_complaint_through_both_stages);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
