/* A new person is written down while the line is away, and meanwhile at another desk: when both
 * have arrived, the later desk is told that they may be there twice, and makes one of them. Then
 * somebody who only looks alike. */
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* From Home. */
static void
write_down(struct term *t, const char *given, const char *born)
{
	term_must_text(t, "Find:");
	term_type(t, "Kowalczyk");
	term_must_text(t, "New person");
	term_must_sync(t);
	term_must_go_to(t, "New person"); /* below whoever was found */
	term_keys(t, "<Enter>");
	term_must_text(t, "Surname:");
	term_must_sync(t);
	term_type(t, given);
	term_keys(t, "<Enter>");
	term_must_sync(t);
	term_type(t, born);
	term_must_sync(t);
	term_keys(t, "<C-s>");
	term_must_text(t, "KOWALCZYK");
	term_must_sync(t);
}

static int
people(struct session *s)
{
	struct api api;
	api_ready(&api, &s->office, "burnley-cc-1", OFFICE_BURNLEY);
	struct http_reply r = http_get(&api.http, "/v1/customers?q=kowalczyk");
	ck_assert_int_eq(r.status, 200);
	int count = json_count(r.body, "items");
	http_reply_release(&r);
	api_release(&api);
	return count;
}

START_TEST(whoever_came_late_is_offered_for_merging)
{
	struct session s;
	session_open(&s, "chorley-cc-1");
	office_enrol(&s.office, "chorley-cc-2", 0);
	struct term *other = office_desk(&s.office, "chorley-cc-2", 0, NULL, 24, 80);
	ck_assert_msg(office_sign_in(other, OFFICE_ADVISOR), "no sign-in:\n%s", term_dump(other));

	proxy_cut(s.line, true);
	term_must_text(s.t, "Offline");
	write_down(s.t, "Zofia", "2 2 1990");
	write_down(other, "Zofia", "2 2 1990");
	session_sent(&(struct session){.t = other});
	term_keys(s.t, "<C-g>o");
	term_must_text(s.t, "Find:");
	ck_assert(!term_has(s.t, "Twice?"));
	/* The machine dies meanwhile: it is not forgotten. */
	term_must_row(s.t, -2, "Kept");
	term_signal(s.t, SIGKILL);
	session_restart(&s);
	term_must_text(s.t, "Password");
	office_type_sign_in(s.t, OFFICE_ADVISOR);
	term_must_gone(s.t, "Password");
	proxy_cut(s.line, false);
	term_must_text(s.t, "Twice?");
	term_must_text(s.t, "may be in the CRM already");
	ck_assert_int_eq(people(&s), 2);
	term_must_sync(s.t);

	term_must_go_to(s.t, "Twice?");
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Who is the same person?");
	term_must_text(s.t, "name, same date");
	term_must_sync(s.t);
	term_keys(s.t, "1");
	term_must_text(s.t, "goes into it: KOWALCZYK, Zofia");
	term_must_sync(s.t);
	term_type(s.t, "written down at both desks");
	term_keys(s.t, "<Enter>");
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "They are one person now");
	session_sent(&s);
	ck_assert_int_eq(people(&s), 1);
	term_keys(s.t, "<Esc><C-g>o");
	term_must_text(s.t, "Find:");
	term_must_gone(s.t, "Twice?");

	/* Somebody of the same name: the two stay apart, and nobody is asked again. */
	proxy_cut(s.line, true);
	term_must_text(s.t, "Offline");
	write_down(s.t, "Zofia", "3 2 1990");
	term_keys(s.t, "<C-g>o");
	proxy_cut(s.line, false);
	term_must_text(s.t, "Twice?");
	term_must_sync(s.t);
	term_must_go_to(s.t, "Twice?");
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Nobody of these");
	term_must_sync(s.t);
	term_must_go_to(s.t, "Nobody of these");
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "They stay two people.");
	term_keys(s.t, "<C-g>o");
	term_must_text(s.t, "Find:");
	session_sent(&s);
	ck_assert(!term_has(s.t, "Twice?"));
	ck_assert_int_eq(people(&s), 2);
	term_free(other);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/late_twin");
	TCase *c = tcase_create("late twin");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, whoever_came_late_is_offered_for_merging);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
