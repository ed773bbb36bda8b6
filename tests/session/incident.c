/* An officer mends an incident at the desk: somebody who is not of it is taken out, another one
 * turns out the same and is taken apart again; what was half typed comes back after a kill. */
#include "helpers/cases.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

static void
open_case(struct term *t, const char *reference, const char *words)
{
	term_type(t, reference);
	term_must_text(t, "1 case");
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, words);
	term_must_sync(t);
}

START_TEST(taken_out_made_one_and_taken_apart)
{
	struct session s = {.desk = "chorley-oss-3"};
	struct api api;
	struct new_case tips[] = {{.service = "fly-tipping",
				      .prompt = "near",
				      .value = "22 Union Street, Chorley PR7 1AB"},
	    {.service = "fly-tipping",
		.prompt = "near",
		.value = "3 Union Street, Chorley PR7 1AB"}};
	office_init(&s.office);
	api_ready(&api, &s.office, "chorley-cc-2", OFFICE_ADVISOR);
	cases_open(&api, "chorley-cc-2", NULL, &tips[0], 1);
	cases_open(&api, "chorley-cc-2", NULL, &tips[1], 1);
	case_joined(&api, tips[0].id, "caller", "+441632960177");
	case_joined(&api, tips[0].id, "caller", "+441632960178");
	api_release(&api);
	s.line = proxy_start(s.office.crm.port);
	office_enrol(&s.office, s.desk, proxy_port(s.line));
	s.t = office_desk(&s.office, s.desk, proxy_port(s.line), NULL, 24, 80);
	ck_assert(office_sign_in(s.t, OFFICE_BACK));
	session_sent(&s);
	open_case(s.t, tips[0].ref, "3 people");

	term_keys_reset(s.t);
	term_keys(s.t, "J");
	term_must_text(s.t, "01632 960178");
	term_must_sync(s.t);
	term_keys(s.t, "x"); /* the cursor is on the first: the case was opened with it */
	term_must_sync(s.t);
	ck_assert(!term_has(s.t, "is taken out of"));
	term_keys(s.t, "<End>x");
	term_must_text(s.t, "01632 960178 is taken out of");
	term_must_sync(s.t);
	term_type(s.t, "another str");
	term_must_text(s.t, "another str");
	term_must_sync(s.t);

	session_restart(&s);
	term_must_text(s.t, "Password");
	office_type_sign_in(s.t, OFFICE_BACK);
	term_must_text(s.t, "01632 960178 is taken out of");
	term_must_text(s.t, "another str");
	term_must_sync(s.t);
	term_keys(s.t, "<End>");
	term_type(s.t, "eet");
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "They are taken out, with a case of their own.");
	term_must_text(s.t, "2 people");
	term_must_text(s.t, "Taken out");
	term_must_sync(s.t);

	/* What is no incident is said, and typed once. */
	term_keys_reset(s.t);
	term_keys(s.t, "j");
	term_must_text(s.t, "The case of the other one is closed");
	term_must_sync(s.t);
	term_type(s.t, tips[0].ref);
	term_keys(s.t, "<Enter>");
	term_type(s.t, "the same tyres");
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "That is no other incident of this service.");
	term_must_sync(s.t);
	term_keys(s.t, "j");
	term_must_text(s.t, "the same tyres");
	term_must_sync(s.t);
	term_keys(s.t, "<S-Tab><C-u>");
	term_type(s.t, tips[1].ref);
	term_keys(s.t, "<Enter><Enter>");
	term_must_text(s.t, "They are one incident now. u takes them apart.");
	term_must_text(s.t, "3 people");
	term_must_sync(s.t);
	term_keys(s.t, "u");
	term_must_text(s.t, tips[1].ref);
	term_must_sync(s.t);
	term_type(s.t, "two heaps");
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "They are two incidents again.");
	term_must_text(s.t, "2 people");
	session_sent(&s);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/incident");
	TCase *c = tcase_create("incident");
	tcase_set_timeout(c, 240);
	tcase_add_test(c, taken_out_made_one_and_taken_apart);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
