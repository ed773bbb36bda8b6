/* The CRM is killed in mid-call: the call goes on, the reference is shown and final, Offline stands
 * there as a word; when the CRM is back everything is sent, once, under that reference. Likewise
 * when only the reply is lost. */
#include "helpers/tap.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

static void
begin_call(struct session *s)
{
	session_missed_bin(s, "chorley-cc-1", &session_amina);
	term_keys(s->t, "1");
	term_must_text(s->t, "Was it at the kerb by 6 am?");
}

START_TEST(server_killed_in_mid_call)
{
	struct session s;
	char reference[16];
	begin_call(&s);
	server_kill(&s.office.crm);
	session_log_bin(&s, reference);
	term_must_text(s.t, "Offline");
	term_must_text(s.t, "waiting to be sent");
	server_start(&s.office.crm);
	session_sent(&s);
	session_logged_once(&s, reference);
	session_close(&s);
}
END_TEST

START_TEST(line_cut_in_mid_call)
{
	struct session s;
	char reference[16];
	begin_call(&s);
	proxy_cut(s.line, true);
	session_log_bin(&s, reference);
	term_must_text(s.t, "Offline");
	proxy_cut(s.line, false);
	session_sent(&s);
	session_logged_once(&s, reference);
	session_close(&s);
}
END_TEST

/* The CRM did the work and its answer was lost on the way: the desk asks again, and it is not done
 * twice. */
START_TEST(reply_lost)
{
	struct session s;
	char reference[16];
	begin_call(&s);
	proxy_swallow(s.line, true);
	size_t before = proxy_figures(s.line).down;
	session_log_bin(&s, reference);
	ck_assert(term_wait_text(s.t, "waiting to be sent", TERM_MS));
	while (proxy_figures(s.line).down == before)
		term_pump(s.t, 20);
	proxy_cut(s.line, true);
	proxy_swallow(s.line, false);
	term_must_text(s.t, "Offline");
	proxy_cut(s.line, false);
	session_sent(&s);
	session_logged_once(&s, reference);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/server_gone");
	TCase *c = tcase_create("server_gone");
	tcase_set_timeout(c, 240);
	tcase_add_test(c, server_killed_in_mid_call);
	tcase_add_test(c, line_cut_in_mid_call);
	tcase_add_test(c, reply_lost);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
