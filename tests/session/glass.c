/* What another council keeps to itself, shown for a reason: the real client, line and CRM. */
#include "helpers/tap.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

#define WHY "She rang from the ward, alone"

/* The other council's advisor, at their own desk, with Amina's record in front. */
static struct term *
burnley(struct session *s)
{
	office_enrol(&s->office, "burnley-cc-1", 0);
	struct term *t = office_desk(&s->office, "burnley-cc-1", 0, NULL, 24, 80);
	ck_assert_msg(office_sign_in(t, OFFICE_BURNLEY), "no sign-in:\n%s", term_dump(t));
	term_must_text(t, "Find:");
	term_type(t, session_amina.number);
	term_must_text(t, session_amina.name);
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "exists, not shown");
	term_must_sync(t);
	return t;
}

START_TEST(the_glass_is_broken_for_a_reason)
{
	struct session s;
	char reference[16], *looks = NULL;
	session_missed_bin(&s, "chorley-cc-1", &session_amina);
	term_keys(s.t, "1");
	term_must_text(s.t, "Was it at the kerb by 6 am?");
	term_must_sync(s.t);
	session_log_bin(&s, reference);
	session_sent(&s);

	struct term *t = burnley(&s);
	ck_assert(!term_has(t, "Missed bin"));
	term_keys(t, "g");
	term_must_text(t, "Why must you see it?");
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "Say why you must see it");
	ck_assert(!term_has(t, "Missed bin"));
	term_type(t, WHY);
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "Missed bin");
	term_must_gone(t, "exists, not shown");
	term_must_gone(t, "Why must you see it?");
	term_free(t);

	ck_assert_int_eq(ctl(&s.office.crm, &looks, "audit", "looks", reference), 0);
	char *glass = strstr(looks, "customer.glass");
	ck_assert_msg(glass != NULL, "%s", looks);
	ck_assert_msg(strstr(glass, "reason " WHY) != NULL, "%s", looks);
	ck_assert_msg(strstr(looks, "P. Grange") != NULL, "%s", looks);
	free(looks);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/glass");
	TCase *c = tcase_create("glass");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, the_glass_is_broken_for_a_reason);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
