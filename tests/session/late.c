/* Friday evening: what is said of a service while it is closed stands before the caller's answer,
 * what is taken then is logged, and the matrix leads to both. */
#include "helpers/tap.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

START_TEST(taken_while_it_is_closed)
{
	struct session s;
	char reference[16];
	office_later(9 * MICROS_HOUR); /* 19:42 */
	session_missed_bin(&s, "chorley-cc-1", &session_amina);
	term_must_text(s.t, "CLOSED");
	term_must_text(s.t, "Out of hours: 01632 960199");
	term_keys(s.t, "1");
	term_must_text(s.t, "Was it at the kerb by 6 am?");
	session_log_bin(&s, reference);
	session_sent(&s);

	struct term *t = session_at(&s.office, "chorley-oss-3", OFFICE_BACK);
	session_matrix_row(t, "missed bin");
	term_must_text(t, "Out of hours");
	term_must_sync(t);
	term_keys(t, "<End><Up><Up><Enter>");
	term_must_text(t, "closed, opens");
	term_must_text(t, "01632 960199");
	term_must_text(t, "Taken while it was closed");
	term_must_text(t, reference);
	term_must_sync(t);
	term_keys(t, "1");
	term_must_text(t, "What happened"); /* its case */
	term_free(t);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/late");
	TCase *c = tcase_create("late");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, taken_while_it_is_closed);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
