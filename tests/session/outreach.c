/* A desk that goes out: it says once where it is today, and a contact that is logged there is
 * counted at that venue and in the matrix. */
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(a_contact_at_a_venue)
{
	struct session s;
	session_open(&s, "adlington-gateway-1");
	struct term *t = s.t;
	term_must_text(t, "Where is this desk today?");
	term_must_sync(t);
	term_keys_reset(t);
	term_keys(t, "<Down>3");
	term_must_text(t, "Today's contacts are at Chorley Market.");
	term_must_sync(t);
	session_budget(&s, "where this desk is today", 2);
	session_find(&s, "missed bin", "Missed bin collection");
	term_keys_reset(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "resolved");
	ck_assert(!term_has(t, "not served at"));
	term_must_sync(t);
	term_keys(t, "r");
	term_must_text(t, "Wrap up");
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "Find:");
	session_budget(&s, "answered at a venue", 3);
	session_sent(&s);
	ctl_says(&s.office.crm, 0,
	    WORDS("report", "counter", "--from", "2026-11-20", "--to", "2026-11-20"),
	    WORDS("chorley-market"));
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/outreach");
	TCase *c = tcase_create("outreach");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, a_contact_at_a_venue);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
