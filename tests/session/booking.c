/* An appointment while talking: booked with a digit, seen gone at another desk, moved and cancelled
 * in two keys each; the wrap-up says when, where and what to bring. */
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

#define FIRST "Fri 20 Nov 13:30, Benefits officer"
#define NEXT "Fri 20 Nov 14:00, Benefits officer"

/* At another desk of Chorley's: the service, and what is free of it. */
static struct term *
watch(struct session *s)
{
	office_enrol(&s->office, "chorley-cc-2", 0);
	struct term *t = office_desk(&s->office, "chorley-cc-2", 0, NULL, 24, 80);
	ck_assert_msg(office_sign_in(t, OFFICE_ADVISOR), "no sign-in:\n%s", term_dump(t));
	term_type(t, "council tax support");
	term_must_text(t, "Council tax support");
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "dialogue");
	term_must_sync(t);
	term_keys(t, "D");
	term_must_text(t, FIRST);
	term_must_sync(t);
	return t;
}

static void
book(struct session *s)
{
	term_keys(s->t, "s");
	term_must_sync(s->t);
	session_service(s, "council tax support", "Council tax support");
	term_keys_reset(s->t);
	term_keys(s->t, "D");
	term_must_text(s->t, "Soonest");
	term_must_text(s->t, FIRST);
	term_must_sync(s->t);
	term_keys(s->t, "1");
	term_must_text(s->t, "Booked: " FIRST);
	session_budget(s, "an appointment booked while talking", 2);
	term_must_sync(s->t);
}

static void
wrap_up(struct session *s)
{
	term_keys(s->t, "f");
	term_must_text(s->t, "Wrap up");
	term_must_text(s->t, "booked");
	term_must_text(s->t, "One Stop Shop, 31");
	term_must_text(s->t, "Bring: proof of who you");
	term_must_sync(s->t);
}

/* The digit before the first row with these words. */
static const char *
row_of(struct term *t, const char *words)
{
	static char digit[2];
	for (int row = 0; row < 24; row++) {
		const char *line = term_row(t, row);
		line += strspn(line, "> ");
		if (strstr(line, words) && *line >= '1' && *line <= '9') {
			digit[0] = *line;
			return digit;
		}
	}
	ck_abort_msg("no row with %s:\n%s", words, term_dump(t));
}

static char *
diary(struct session *s)
{
	struct api api;
	api_ready(&api, &s->office, "chorley-oss-2", OFFICE_ADVISOR);
	struct http_reply reply =
	    http_get(&api.http, "/v1/diaries/chorley-benefits?from=2026-11-20&days=1");
	ck_assert_int_eq(reply.status, 200);
	char *body = strdup(reply.body);
	http_reply_release(&reply);
	api_release(&api);
	return body;
}

START_TEST(booked_moved_and_cancelled_while_talking)
{
	struct session s;
	session_open(&s, "chorley-cc-1");
	struct term *other = watch(&s);
	session_ring(&s, session_amina.number);
	term_must_text(s.t, session_amina.mark);
	term_must_sync(s.t);
	book(&s);
	/* Gone at the other desk, without a key there. */
	term_must_text(other, "taken");
	term_must_sync(other);
	term_keys(other, "1");
	term_must_text(other, "choose another");

	/* Moved: D, then the other time; and it is free again for others. */
	term_keys_reset(s.t);
	term_keys(s.t, "D");
	term_must_text(s.t, NEXT);
	term_must_sync(s.t);
	term_keys(s.t, "1");
	term_must_text(s.t, "Moved: now " NEXT);
	session_budget(&s, "an appointment moved", 2);
	term_must_sync(s.t);
	wrap_up(&s);
	term_must_text(s.t, "14:00");
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Find:");
	session_sent(&s);
	char *day = diary(&s);
	ck_assert_int_eq(json_count(day, "appointments"), 1);
	ck_assert(json_is(day, "appointments.0.who", "PATEL, Amina (Mrs)"));
	free(day);

	/* She rings again: from her history, cancelled in two keys. */
	session_find(&s, session_amina.number, session_amina.name);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "appointment Fri");
	term_must_sync(s.t);
	term_keys_reset(s.t);
	term_keys(s.t, row_of(s.t, "appointment Fri"));
	term_must_text(s.t, "moved");
	term_must_text(s.t, NEXT);
	term_must_sync(s.t);
	term_keys(s.t, "x");
	term_must_text(s.t, "Cancelled: " NEXT);
	session_budget(&s, "an appointment cancelled from the history", 2);
	session_sent(&s);
	day = diary(&s);
	ck_assert_int_lt(json_count(day, "appointments"), 1);
	free(day);
	term_free(other);
	session_close(&s);
}
END_TEST

/* J. Mills, at another desk: the wish is a case, and a digit books it. */
static void
grant(struct session *s)
{
	office_enrol(&s->office, "chorley-oss-4", 0);
	struct term *t = office_desk(&s->office, "chorley-oss-4", 0, NULL, 24, 120);
	ck_assert_msg(office_sign_in(t, OFFICE_BACK), "no sign-in:\n%s", term_dump(t));
	term_keys(t, "<F5>");
	term_must_text(t, "appointments");
	term_must_sync(t);
	term_must_go_to(t, "appointments");
	term_keys(t, "<Enter>");
	term_must_text(t, "Appointment wished, not booked");
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "a Tuesday morning");
	term_must_text(t, "D appointment"); /* the directory has come */
	term_must_sync(t);
	term_keys(t, "D");
	term_must_text(t, FIRST);
	term_must_sync(t);
	term_keys(t, "1");
	term_must_text(t, "Booked: " FIRST);
	term_must_text(t, "closed");
	term_free(t);
}

START_TEST(without_the_line_a_wish_is_the_teams_to_decide)
{
	struct session s;
	session_open(&s, "chorley-cc-1");
	session_ring(&s, session_amina.number);
	term_must_text(s.t, session_amina.mark);
	term_must_sync(s.t);
	term_keys(s.t, "s");
	term_must_sync(s.t);
	session_service(&s, "council tax support", "Is your name on the bill?");
	proxy_cut(s.line, true);
	term_must_text(s.t, "Offline");
	term_must_sync(s.t);
	term_keys(s.t, "D");
	term_must_text(s.t, "nothing can be booked");
	term_must_sync(s.t);
	term_type(s.t, "a Tuesday morning");
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Nothing is booked yet");
	term_must_sync(s.t);
	term_keys(s.t, "f");
	term_must_text(s.t, "Nothing is booked yet. We will tell you");
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Find:");
	proxy_cut(s.line, false);
	session_sent(&s);
	char *day = diary(&s);
	ck_assert_int_lt(json_count(day, "appointments"), 1);
	free(day);
	grant(&s);
	day = diary(&s);
	ck_assert(json_is(day, "appointments.0.who", "PATEL, Amina (Mrs)"));
	free(day);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/booking");
	TCase *c = tcase_create("booking");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, booked_moved_and_cancelled_while_talking);
	tcase_add_test(c, without_the_line_a_wish_is_the_teams_to_decide);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
