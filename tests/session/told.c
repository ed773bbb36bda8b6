/* One tip that three reported is cleared: whoever agreed to mails has one in their mailbox, through
 * a real mail server, and the desk that closed the case shows who heard it by mail and who is left.
 */
#include "helpers/cases.h"
#include "helpers/json.h"
#include "helpers/post.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

START_TEST(whoever_agreed_hears_it_by_mail)
{
	struct session s;
	struct post post;
	struct api api;
	struct new_case tip = {.service = "fly-tipping",
	    .prompt = "near",
	    .value = "22 Union Street, Chorley PR7 1AB"};
	post_begin(&post);
	session_open(&s, "chorley-cc-1");
	api_ready(&api, &s.office, "chorley-cc-2", OFFICE_ADVISOR);
	char *amina = case_amina_agrees(&api);
	cases_open(&api, "chorley-cc-2", NULL, &tip, 1);
	case_joined(&api, tip.id, "customer", amina);
	case_joined(&api, tip.id, "caller", "+441632960177");
	api_release(&api);
	ck_assert_int_eq(server_stop(&s.office.crm), 0);
	server_start_with(&s.office.crm, (const char *const[]){"--connect", post.settings, NULL});

	office_enrol(&s.office, "chorley-oss-3", 0);
	struct term *t = office_desk(&s.office, "chorley-oss-3", 0, NULL, 24, 80);
	ck_assert(office_sign_in(t, OFFICE_BACK));
	term_type(t, tip.ref);
	term_must_text(t, "1 case");
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "3 people");
	term_must_sync(t);
	term_keys(t, "k");
	term_must_text(t, "3 people hear these words: name nobody in them.");
	term_must_sync(t);
	term_type(t, "The tyres are gone.");
	term_keys(t, "<Enter>");

	char *got = post_wait(&post, "amina", 1);
	ck_assert_msg(strstr(got, "The tyres are gone.") && strstr(got, tip.ref) &&
			  strstr(got, "Auto-Submitted: auto-generated"),
	    "%s", got);
	term_must_text(t, "1 told by e-mail, 1 still to be told");
	term_must_sync(t);
	term_keys(t, "J");
	term_must_text(t, "by e-mail");
	term_must_text(t, "01632 960177");
	ck_assert_uint_eq(post_count(&post, "amina"), 1);
	free(got), free(amina);
	term_free(t);
	session_close(&s);
	post_end(&post);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/told");
	TCase *c = tcase_create("told");
	tcase_set_timeout(c, 240);
	tcase_add_test(c, whoever_agreed_hears_it_by_mail);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
