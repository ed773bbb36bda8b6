/* A new desk on a thin line: the caller is found while the directory is still coming; a desk that
 * was killed meanwhile goes on where it was; and a call logged into a silent line is logged once.
 */
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <signal.h>

/* 64 kbit/s, 100 ms there and back: the starter directory takes some twenty seconds. */
static const struct proxy_shape thin = {64000, 50};
/* The whole is some 150,000 bytes; the desk is killed when this much has come, and what came in the
 * last seconds before it may have to come again. */
enum { SOME = 75000, REST = 115000 };

static void
sign_in_new(struct session *s)
{
	*s = (struct session){.desk = "chorley-cc-1"};
	office_init(&s->office);
	s->line = proxy_start(s->office.crm.port);
	office_enrol(&s->office, s->desk, proxy_port(s->line));
	proxy_shape(s->line, thin);
	proxy_reset(s->line);
	session_restart(s);
	term_must_text(s->t, "Password");
	office_type_sign_in(s->t, OFFICE_ADVISOR);
	term_must_text(s->t, "Find:");
}

static void
until_down(struct session *s, size_t bytes)
{
	int64_t deadline = proc_ms() + 60000;
	while (proxy_figures(s->line).down < bytes && proc_left(deadline) > 0)
		term_pump(s->t, 50);
	ck_assert_uint_ge(proxy_figures(s->line).down, bytes);
}

START_TEST(thin_line)
{
	struct session s;
	char reference[16];
	sign_in_new(&s);
	session_find(&s, session_amina.number, session_amina.name);
	ck_assert_uint_lt(proxy_figures(s.line).down, SOME);
	until_down(&s, SOME);

	term_signal(s.t, SIGKILL);
	session_restart(&s);
	proxy_reset(s.line);
	term_must_text(s.t, "Password");
	office_type_sign_in(s.t, OFFICE_ADVISOR);
	term_must_gone(s.t, "Password");
	/* What was being looked for still is. */
	term_must_text(s.t, session_amina.name);
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, session_amina.mark);
	term_must_sync(s.t);
	term_keys(s.t, "s");
	term_must_sync(s.t);
	term_type(s.t, "missed bin");
	term_must_text(s.t, "Missed bin collection");
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Which bin was missed?");
	ck_assert_uint_lt(proxy_figures(s.line).down, REST);

	term_keys(s.t, "1");
	term_must_text(s.t, "Was it at the kerb by 6 am?");
	proxy_stall(s.line, true);
	session_log_bin(&s, reference);
	term_must_text(s.t, "waiting to be sent");
	proxy_stall(s.line, false);
	session_sent(&s);
	session_logged_once(&s, reference);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/thin_line");
	TCase *c = tcase_create("thin_line");
	tcase_set_timeout(c, 240);
	tcase_add_test(c, thin_line);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
