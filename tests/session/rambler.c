/* A caller with two matters who remembers things late: an early answer is changed, and something
 * about the first comes up during the second. Nothing that was answered is lost or asked again. */
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

START_TEST(rambler_with_two_matters)
{
	struct session s;
	char reference[16];
	session_missed_bin(&s, "chorley-cc-1", &session_raymond);
	term_keys(s.t, "1");
	term_must_text(s.t, "Was it at the kerb by 6 am?");

	/* "And the library, is it open on Saturday?" */
	term_keys_reset(s.t);
	term_keys(s.t, "a");
	term_must_text(s.t, "Service:");
	term_must_sync(s.t);
	session_service(&s, "libraries", "What would you like to do?");
	session_budget(&s, "second matter to open", 3);
	term_must_row(s.t, 1, "Missed bin");
	term_keys(s.t, "3");
	term_must_sync(s.t);

	/* "That bin: I put it out at seven, and it was the blue one." */
	term_keys_reset(s.t);
	term_keys(s.t, "[");
	term_must_text(s.t, "Was it at the kerb by 6 am?");
	session_budget(&s, "back to an earlier matter", 2);
	term_keys(s.t, "<S-Tab>");
	term_must_sync(s.t);
	term_must_text(s.t, "Which bin was missed?");
	term_keys(s.t, "2");
	term_must_sync(s.t);
	term_must_text(s.t, "Was it at the kerb by 6 am?");
	term_keys(s.t, "1");
	term_must_sync(s.t);

	term_keys(s.t, "f");
	session_reference(&s, reference);
	term_must(s.t, term_has(s.t, "Missed bin"));
	term_must(s.t, term_has(s.t, "Libraries"));
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Find:");
	session_sent(&s);

	char *page = session_case(&s, reference);
	ck_assert_msg(json_index(page, "answers", "value", "blue") >= 0, "%s", page);
	ck_assert_msg(json_index(page, "answers", "value", "grey") < 0, "%s", page);
	ck_assert_msg(json_index(page, "answers", "value", "yes") >= 0, "%s", page);
	char *id = json_get(page, "record.contact"), *contact = session_contact(&s, id);
	ck_assert_msg(json_count(contact, "enquiries") == 2, "%s", contact);
	ck_assert_msg(json_index(contact, "enquiries", "service", "libraries") >= 0, "%s", contact);
	ck_assert_msg(
	    json_index(contact, "enquiries", "service", "missed-bin") >= 0, "%s", contact);
	free(contact);
	free(id);
	free(page);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/rambler");
	TCase *c = tcase_create("rambler");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, rambler_with_two_matters);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
