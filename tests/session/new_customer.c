/* A new customer at the counter: nobody by that name, the form, a first matter, and the person is
 * there for the whole partnership afterwards. */
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

START_TEST(new_customer_at_the_counter)
{
	struct session s;
	char reference[16];
	session_open(&s, "chorley-oss-3");
	session_find(&s, "Kowalczyk", "New person");
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Surname:");
	term_must_sync(s.t);
	/* What was looked for stands in the form already. */
	term_must(s.t, term_has(s.t, "Kowalczyk"));
	session_fill_person(&s, "Zofia", "16 union street", "07700 900161");
	session_budget(&s, "new person", 8);
	term_must_text(s.t, "KOWALCZYK, Zofia");

	term_keys(s.t, "s");
	term_must_sync(s.t);
	session_service(&s, "missed bin", "Which bin was missed?");
	term_keys(s.t, "2");
	term_must_text(s.t, "Was it at the kerb by 6 am?");
	term_keys(s.t, "1");
	term_must_sync(s.t);
	term_keys(s.t, "f");
	session_reference(&s, reference);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Find:");
	session_sent(&s);

	char *page = session_case(&s, reference);
	ck_assert_msg(json_is(page, "record.at", "chorley"), "%s", page);
	ck_assert_msg(json_is(page, "customer.name", "KOWALCZYK, Zofia"), "%s", page);
	char *id = json_get(page, "record.contact"), *contact = session_contact(&s, id);
	ck_assert_msg(json_is(contact, "channel", "counter"), "%s", contact);
	free(contact);
	free(id);
	free(page);

	/* Another council's advisor finds her by telephone. */
	struct api burnley;
	api_ready(&burnley, &s.office, "burnley-cc-1", OFFICE_BURNLEY);
	struct http_reply r = http_get(&burnley.http, "/v1/customers?q=07700%20900161");
	ck_assert_int_eq(r.status, 200);
	ck_assert_msg(json_index(r.body, "items", "name", "KOWALCZYK, Zofia") == 0, "%s", r.body);
	http_reply_release(&r);
	api_release(&burnley);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/new_customer");
	TCase *c = tcase_create("new_customer");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, new_customer_at_the_counter);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
