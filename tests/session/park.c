/* Parked and resumed: another caller in between, and the first contact goes on where it stood. */
#include "helpers/json.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

START_TEST(park_and_return)
{
	struct session s;
	char reference[16];
	session_missed_bin(&s, "chorley-cc-1", &session_amina);
	term_keys(s.t, "1");
	term_must_text(s.t, "Was it at the kerb by 6 am?");
	term_keys(s.t, "p");
	term_must_text(s.t, "Parked");
	term_must_text(s.t, "Find:");

	/* Somebody else, quickly. */
	session_find(&s, "libraries", "Libraries");
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "signpost");
	term_must_sync(s.t);
	term_keys(s.t, "x");
	term_must_text(s.t, "signposted");
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Parked");
	session_sent(&s);

	/* Back: the first row below an empty box. */
	term_keys(s.t, "<Down><Enter>");
	term_must_text(s.t, "Was it at the kerb by 6 am?");
	term_must(s.t, term_has(s.t, "PATEL, Amina"));
	session_log_bin(&s, reference);
	session_sent(&s);
	term_must(s.t, !term_has(s.t, "Parked"));
	char *page = session_case(&s, reference);
	ck_assert_msg(json_index(page, "answers", "value", "grey") >= 0, "%s", page);
	free(page);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/park");
	TCase *c = tcase_create("park");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, park_and_return);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
