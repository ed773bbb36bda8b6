/* Two real desks change one customer: what does not meet is merged; what meets comes back to the
 * one who was later, who sees both sides and loses nothing. One of them was cut off meanwhile. */
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

static void
open_amina(struct term *t)
{
	term_must_text(t, "Find:");
	term_type(t, session_amina.number);
	term_must_text(t, session_amina.name);
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, session_amina.mark);
	term_must_sync(t);
}

/* The form opens at the first names: goes to the field from there, puts this into it, and saves. */
static void
edit(struct term *t, int down, const char *text)
{
	term_keys(t, "e");
	term_must_text(t, "Change a person");
	term_must_sync(t);
	if (down < 0)
		term_keys(t, "<Up>");
	for (int i = 0; i < down; i++)
		term_keys(t, "<Down>");
	term_must_sync(t);
	term_keys(t, "<C-u>");
	term_type(t, text);
	term_must_text(t, text);
	term_must_sync(t);
	term_keys(t, "<C-s>");
	term_must_text(t, "Changed.");
	term_must_sync(t);
}

enum { TO_TITLE = -1, TO_GIVEN = 0, TO_PHONE = 3 };

static char *
amina(struct session *s)
{
	struct api api;
	api_ready(&api, &s->office, "chorley-oss-2", OFFICE_ADVISOR);
	struct http_reply found = http_get(&api.http, "/v1/customers?q=patel+amina");
	char *id = json_get(found.body, "items.0.id");
	ck_assert_ptr_nonnull(id);
	char *path = proc_text("/v1/customers/%s?reason=the%%20test", id);
	struct http_reply reply = http_get(&api.http, path);
	ck_assert_int_eq(reply.status, 200);
	char *body = strdup(reply.body);
	http_reply_release(&reply);
	http_reply_release(&found);
	api_release(&api);
	free(path);
	free(id);
	return body;
}

START_TEST(both_sides_are_shown_and_nothing_is_lost)
{
	struct session s;
	session_open(&s, "chorley-cc-1");
	office_enrol(&s.office, "chorley-cc-2", 0);
	struct term *other = office_desk(&s.office, "chorley-cc-2", 0, NULL, 24, 80);
	ck_assert_msg(office_sign_in(other, OFFICE_ADVISOR), "no sign-in:\n%s", term_dump(other));
	open_amina(s.t);
	open_amina(other);

	/* This desk is cut off and changes the title; the other one, the telephone. */
	proxy_cut(s.line, true);
	edit(s.t, TO_TITLE, "Dr");
	edit(other, TO_PHONE, "01632 960 777");
	session_sent(&(struct session){.t = other});
	proxy_cut(s.line, false);
	session_sent(&s);
	char *record = amina(&s);
	ck_assert_msg(json_is(record, "customer.names.0.title", "Dr"), "%s", record);
	ck_assert_msg(json_is(record, "customer.phones.0.number", "+441632960777"), "%s", record);
	free(record);

	/* Both give the same name another one: the later comes back, with what the CRM has. */
	proxy_cut(s.line, true);
	edit(s.t, TO_GIVEN, "Aminah");
	edit(other, TO_GIVEN, "Amina Jane");
	session_sent(&(struct session){.t = other});
	proxy_cut(s.line, false);
	term_must_text(s.t, "The CRM refused");
	term_must_sync(s.t);
	term_keys(s.t, ":");
	term_type(s.t, "refused");
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Change of");
	term_must_sync(s.t);
	term_keys(s.t, "1");
	term_must_text(s.t, "Change a person");
	term_must_text(s.t, "Aminah");
	term_must_text(s.t, "The CRM has");
	term_must_text(s.t, "Amina Jane");
	term_must_sync(s.t);
	term_keys(s.t, "<C-s>");
	term_must_text(s.t, "Changed.");
	session_sent(&s);
	record = amina(&s);
	ck_assert_msg(json_is(record, "customer.names.0.given", "Aminah"), "%s", record);
	ck_assert_msg(json_is(record, "customer.names.0.title", "Dr"), "%s", record);
	free(record);
	term_free(other);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/two_desks");
	TCase *c = tcase_create("two desks");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, both_sides_are_shown_and_nothing_is_lost);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
