/* The whiteboard and lone workers with the real programs: what one desk says of somebody stands on
 * the other's whiteboard; a visit that is not over in time climbs its ladder in the CRM, stands
 * over every screen of the desks concerned, and goes when somebody says what was done. */
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct term *
back_office(struct session *s)
{
	office_enrol(&s->office, "chorley-oss-3", 0);
	struct term *t = office_desk(&s->office, "chorley-oss-3", 0, NULL, 24, 80);
	ck_assert_msg(office_sign_in(t, OFFICE_BACK), "no sign-in:\n%s", term_dump(t));
	term_must_sync(t);
	return t;
}

START_TEST(where_somebody_is_stands_on_the_other_desk_at_once)
{
	struct session s;
	session_open(&s, "chorley-cc-1");
	struct term *other = back_office(&s);
	term_keys(other, "<F11>");
	term_must_text(other, "J. Mills");
	term_must_text(other, "Not known");
	term_must_sync(other);

	/* J. Mills rings an advisor: back at two, R. Dunn covers. */
	term_must_text(s.t, "Find:");
	term_keys_reset(s.t);
	term_keys(s.t, "<F11>");
	term_must_text(s.t, "Whiteboard");
	term_must_sync(s.t);
	term_keys(s.t, "<Esc>");
	term_must_gone(s.t, "Whiteboard");
	session_budget(&s, "whiteboard and back", 3);
	term_keys(s.t, "<F11>");
	term_must_text(s.t, "Whiteboard");
	term_type(s.t, "mills");
	term_must_text(s.t, "J. Mills");
	term_must_sync(s.t);
	term_keys_reset(s.t);
	int64_t from = proc_ms();
	term_keys(s.t, "<Down>o");
	term_must_text(s.t, "J. Mills is out.");
	term_must_gone(other, "Not known");
	printf("# from the key to the other desk: %d ms\n", (int)(proc_ms() - from));
	session_budget(&s, "somebody is out", 2);
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Covered by");
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	term_type(s.t, "14:00");
	term_keys(s.t, "<Enter>");
	term_type(s.t, "R. Dunn");
	term_keys(s.t, "<C-s>");
	term_must_text(other, "back 14:00");
	term_must_text(other, "R. Dunn covers");

	/* Where a matter would go to that team, its people stand below. */
	term_must_sync(s.t);
	term_keys(s.t, "<Esc>");
	term_must_text(s.t, "Find:");
	term_type(s.t, "missed bin");
	term_must_text(s.t, "Missed bin collection");
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "J. Mills (back 14:00, R. Dunn covers)");

	/* Offline it is what was known last, and says so. */
	proxy_cut(s.line, true);
	term_must_text(s.t, "Offline");
	term_keys(s.t, "<F11>");
	term_must_text(s.t, "as it was at");
	term_must_text(s.t, "J. Mills");
	term_free(other);
	session_close(&s);
}
END_TEST

/* From the first field of the form on; who goes is known there. */
static void
plan(struct term *t)
{
	term_type(t, "J. Mills");
	term_keys(t, "<Enter>");
	term_type(t, "Fly-tipping");
	term_keys(t, "<Enter>");
	term_type(t, "14 Union Street");
	for (int i = 0; i < 3; i++)
		term_keys(t, "<Enter>");
	term_type(t, "07700 900123");
	term_must_sync(t);
	term_keys(t, "<C-s>");
	term_must_text(t, "Planned.");
	term_must_sync(t);
}

START_TEST(who_is_overdue_is_not_overlooked)
{
	struct session s;
	session_open(&s, "chorley-cc-1");
	struct term *other = back_office(&s);
	term_must_text(s.t, "Find:");
	/* The directory has come: the form knows services by their titles. */
	term_type(s.t, "fly-tip");
	term_must_text(s.t, "Fly-tipping");
	term_keys(s.t, "<C-u>");
	term_must_gone(s.t, "Fly-tipping");
	term_keys(s.t, "<C-g>V");
	term_must_text(s.t, "Nobody is on a visit.");
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Who goes");
	term_must_sync(s.t);
	plan(s.t);
	term_keys(s.t, "b");
	term_must_text(s.t, "J. Mills has begun the visit.");
	session_sent(&s);
	term_must_text(other, "back by"); /* one's own visit, on Home */

	/* The worker rings: their own number brings the visit up. */
	term_keys(s.t, "<F3>");
	term_must_text(s.t, "Find:");
	session_ring(&s, "07700 900123");
	term_must_text(s.t, "14 Union Street");
	term_keys(s.t, "y");
	term_must_text(s.t, "J. Mills is safe, and goes on.");
	session_sent(&s);

	/* Hours later, whatever desks were up meanwhile. */
	ck_assert_int_eq(server_stop(&s.office.crm), 0);
	setenv("FRONTDESK_NOW", "2026-11-20T12:35:00Z", 1);
	server_start(&s.office.crm);
	term_must_text(other, "OVERDUE: J. Mills");
	term_must_text(other, "emergency: ring 999");
	term_keys(s.t, "<F3>");
	term_must_text(s.t, "OVERDUE: J. Mills");
	term_must_sync(other);
	term_keys_reset(other);
	term_keys(other, "<C-g>V");
	term_must_text(other, "Visits of people who work alone");
	term_must_sync(other);
	term_keys(other, "<Enter>");
	term_must_text(other, "What was done?");
	term_must_sync(other);
	term_type(other, "rang 999, police on their way");
	term_keys(other, "<Enter>");
	term_must_gone(other, "OVERDUE");
	term_must_gone(s.t, "OVERDUE");
	printf("# keys: an overdue visit is answered for: %d of at most 4\n",
	    term_keys_counted(other));
	ck_assert_int_le(term_keys_counted(other), 4);
	term_must_sync(other);
	term_keys(other, "k");
	term_must_text(other, "J. Mills is back.");
	term_must_text(other, "Nobody is on a visit.");
	term_free(other);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/board");
	TCase *c = tcase_create("board");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, where_somebody_is_stands_on_the_other_desk_at_once);
	tcase_add_test(c, who_is_overdue_is_not_overlooked);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
