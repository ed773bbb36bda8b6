/* The everyday call: a caller known by her telephone number, a missed bin, one offer. */
#include "helpers/json.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

START_TEST(known_caller_missed_bin)
{
	struct session s;
	char reference[16];
	session_missed_bin(&s, "chorley-cc-1", &session_amina);
	/* Her address is known: shown, not asked. */
	term_must(s.t, term_has(s.t, "14 Union Street"));
	term_keys(s.t, "1");
	term_must_text(s.t, "Was it at the kerb by 6 am?");
	term_keys(s.t, "1");
	term_must_sync(s.t);
	term_keys(s.t, "2f");
	term_must_text(s.t, "Log");
	session_reference(&s, reference);
	term_must(s.t, term_has(s.t, "Mon 23 Nov"));
	term_must(s.t, term_has(s.t, "We will be back within 1 working day."));
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Find:");
	session_budget(&s, "known caller, missed bin, one offer", 10);
	session_sent(&s);

	char *page = session_case(&s, reference);
	ck_assert_msg(json_is(page, "record.queue", "chorley.waste-round"), "%s", page);
	ck_assert_msg(json_is(page, "record.state", "open"), "%s", page);
	ck_assert_msg(json_is(page, "record.due", "2026-11-23T17:00:00Z"), "%s", page);
	int bin = json_index(page, "answers", "prompt", "bin");
	ck_assert_int_ge(bin, 0);
	ck_assert_int_ge(json_index(page, "answers", "value", "grey"), 0);
	ck_assert_msg(
	    json_index(page, "answers", "source", "known") >= 0, "her address was known: %s", page);
	char *id = json_get(page, "record.contact");
	char *contact = session_contact(&s, id);
	ck_assert_msg(json_is(contact, "channel", "phone"), "%s", contact);
	ck_assert_msg(json_is(contact, "user", OFFICE_ADVISOR), "%s", contact);
	free(contact);
	free(id);
	free(page);
	session_back_office(&s, "waste round", reference);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/known_caller");
	TCase *c = tcase_create("known_caller");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, known_caller_missed_bin);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
