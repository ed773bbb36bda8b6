/* The person in full, through the real programs: a marker is half written as the desk is killed and
 * its words come back, it is saved and ended for a reason; that identity was checked is two keys;
 * all of it is what the CRM has. */
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* Her record as the CRM gives it to another desk. Free it. */
static char *
record_of(struct session *s, const char *words)
{
	struct api api;
	api_ready(&api, &s->office, "burnley-cc-1", OFFICE_BURNLEY);
	char *path = proc_text("/v1/customers?q=%s", words);
	struct http_reply found = http_get(&api.http, path);
	ck_assert_int_eq(found.status, 200);
	char *id = json_get(found.body, "items.0.id");
	ck_assert_msg(id != NULL, "%s", found.body);
	free(path);
	path = proc_text("/v1/customers/%s?reason=to%%20see%%20what%%20is%%20kept", id);
	struct http_reply page = http_get(&api.http, path);
	ck_assert_msg(page.status == 200, "%d %s", page.status, page.body);
	char *body = strdup(page.body);
	free(path);
	free(id);
	http_reply_release(&found);
	http_reply_release(&page);
	api_release(&api);
	return body;
}

static void
says(const char *page, const char *path, const char *value)
{
	ck_assert_msg(json_is(page, path, value), "%s is not %s: %s", path, value, page);
}

static void
with_amina(struct session *s)
{
	session_open(s, "chorley-cc-1");
	session_find(s, session_amina.number, session_amina.name);
	term_keys(s->t, "<Enter>");
	term_must_text(s->t, session_amina.mark);
	term_must_sync(s->t);
}

/* Who lives with her is found by his name and linked: it stands in his record, too. */
START_TEST(a_household_of_two_records)
{
	struct session s;
	with_amina(&s);
	term_keys(s.t, "i");
	term_must_text(s.t, "Household");
	term_must_sync(s.t);
	term_must_go_to(s.t, "Household");
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Name:");
	term_must_sync(s.t);
	term_type(s.t, "raymond shaw");
	term_must_text(s.t, session_raymond.name);
	term_must_sync(s.t);
	term_keys(s.t, "<Down><Enter>");
	term_must_text(s.t, "Linked to a record of their own");
	term_must_sync(s.t);
	term_type(s.t, "lodger");
	term_must_sync(s.t);
	term_keys(s.t, "<C-s>");
	term_must_text(s.t, "lodger");
	session_sent(&s);
	char *his = record_of(&s, "Raymond%20Shaw");
	says(his, "relatives.0.kind", "household");
	says(his, "relatives.0.other_end", "true");
	char *page = record_of(&s, "Amina%20Patel");
	char *id = json_get(his, "customer.id");
	says(page, "customer.relations.0.customer", id);
	says(page, "customer.relations.0.role", "lodger");
	free(id);
	free(page);
	free(his);
	session_close(&s);
}
END_TEST

START_TEST(a_marker_written_through_a_death_and_ended)
{
	struct session s;
	with_amina(&s);
	term_keys(s.t, "m");
	term_must_text(s.t, "nobody is marked as vulnerable");
	term_must_sync(s.t);
	term_keys(s.t, "+");
	term_must_text(s.t, "What to do:");
	term_must_sync(s.t);
	term_type(s.t, "Speak to her son as we");
	term_must_sync(s.t);
	term_must_gone(s.t, "Writing...");
	term_signal(s.t, SIGKILL);

	session_restart(&s);
	session_sign_in_again(&s);
	term_must_text(s.t, "Speak to her son as we");
	term_must_sync(s.t);
	term_type(s.t, "ll");
	term_keys(s.t, "<Enter>");
	term_type(s.t, "Her memory is going");
	term_must_sync(s.t);
	term_keys(s.t, "<C-s>");
	term_must_text(s.t, "Her memory is going (s.ellis");
	session_sent(&s);
	char *page = record_of(&s, "Amina%20Patel");
	says(page, "customer.markers.0.kind", "vulnerable");
	says(page, "customer.markers.0.text", "Speak to her son as well");
	says(page, "customer.markers.0.author", "s.ellis");
	free(page);
	term_keys(s.t, "<Esc>");
	term_must_text(s.t, "Vulnerable: Speak to her son as well.");
	term_must_sync(s.t);

	term_keys(s.t, "m");
	term_must_text(s.t, "Her memory is going");
	term_must_sync(s.t);
	term_keys(s.t, "k");
	term_must_text(s.t, "Why it ends:");
	term_must_sync(s.t);
	term_type(s.t, "Her daughter calls for her now");
	term_must_sync(s.t);
	term_keys(s.t, "<C-s>");
	term_must_gone(s.t, "Why it ends:");
	session_sent(&s);
	page = record_of(&s, "Amina%20Patel");
	says(page, "customer.markers.0.ended", "Her daughter calls for her now");
	free(page);
	session_close(&s);
}
END_TEST

START_TEST(that_identity_was_checked_is_two_keys)
{
	struct session s;
	with_amina(&s);
	term_keys(s.t, "iy");
	term_must_text(s.t, "Identity: postcode and date of birth, passed.");
	session_sent(&s);
	char *page = record_of(&s, "Amina%20Patel");
	says(page, "customer.checks.0.kind", "postcode_and_birth");
	says(page, "customer.checks.0.passed", "true");
	says(page, "customer.checks.0.author", "s.ellis");
	free(page);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/person");
	TCase *c = tcase_create("person");
	tcase_set_timeout(c, 240);
	tcase_add_test(c, a_household_of_two_records);
	tcase_add_test(c, a_marker_written_through_a_death_and_ended);
	tcase_add_test(c, that_identity_was_checked_is_two_keys);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
