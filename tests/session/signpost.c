/* The quickest job: somebody asks, is told where to go, and does not say who they are. */
#include "helpers/json.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

START_TEST(anonymous_signpost)
{
	struct session s;
	session_open(&s, "chorley-cc-1");
	session_find(&s, "libraries", "Libraries");
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "signpost");
	term_must_sync(s.t);
	term_keys(s.t, "x");
	term_must_text(s.t, "signposted");
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Find:");
	session_budget(&s, "anonymous signpost", 4);
	session_sent(&s);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/signpost");
	TCase *c = tcase_create("signpost");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, anonymous_signpost);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
