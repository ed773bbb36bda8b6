/* A form comes in over HTTP while the back office has its queue open: it stands there at once, is
 * worked on, and its customer sees how it stands. One of which nobody knows whose it is: an advisor
 * says it in a few keys. And a secret is read out to whoever rings about a case. */
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

/* Sends the form of a missed bin; its receipt. */
static char *
send_form(struct api *client, const char *person)
{
	char *id = office_id(), *path = proc_text("/v1/sent-forms/%s", id);
	char *body = proc_text(
	    "{\"id\":\"%s\",\"service\":\"missed-bin\",\"answers\":[{\"prompt\":\"property\","
	    "\"value\":\"14 Union Street, Chorley PR7 1AB\"},{\"prompt\":\"bin\",\"value\":"
	    "\"brown\"},{\"prompt\":\"out_by_six\",\"value\":\"yes\"}%s]}",
	    id, person);
	struct http_reply reply = http_json(&client->http, "PUT", path, body);
	ck_assert_msg(reply.status == 200, "%d %s", reply.status, reply.body);
	char *receipt = strdup(reply.body);
	http_reply_release(&reply);
	free(id), free(path), free(body);
	return receipt;
}

/* What the customer sees, once it is that. */
static char *
progress(struct session *s, const char *reference, const char *secret, const char *words)
{
	char *body = proc_text("{\"reference\":\"%s\",\"secret\":\"%s\"}", reference, secret);
	int64_t deadline = proc_ms() + 30000;
	for (;;) {
		struct http http;
		http_init(&http, s->office.crm.port);
		struct http_reply reply = http_json(&http, "POST", "/v1/progress", body);
		ck_assert_msg(reply.status == 200, "%d %s", reply.status, reply.body);
		char *text = strdup(reply.body);
		http_reply_release(&reply);
		http_release(&http);
		if (json_is(text, "words", words)) {
			free(body);
			return text;
		}
		ck_assert_msg(proc_left(deadline) > 0, "not \"%s\": %s", words, text);
		free(text);
		poll(NULL, 0, 500); /* it may be asked for so often in a minute */
	}
}

START_TEST(a_form_is_worked_on)
{
	struct session s;
	struct api client;
	session_open(&s, "chorley-cc-1");
	api_form_client(&client, &s.office, "chorley-web");
	struct term *t = session_queue(&s, "chorley-oss-4", "waste round");
	term_must_sync(t);
	char *receipt = send_form(&client, "");
	char *reference = json_get(receipt, "reference"), *secret = json_get(receipt, "secret");
	term_must_text(t, reference);
	term_must_text(t, "Brown (garden)");
	term_must_sync(t);
	term_keys_reset(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "a form on the web");
	term_must_text(t, "14 Union Street");
	term_must_sync(t);
	term_keys(t, "m");
	term_must_text(t, "j.mills has it");
	char *seen = progress(&s, reference, secret, "Somebody is dealing with it.");
	ck_assert_ptr_null(strstr(seen, "mills"));
	free(seen);
	term_must_sync(t);
	term_keys(t, "k");
	term_must_text(t, "How it was closed");
	term_must_sync(t);
	term_type(t, "emptied by the second crew");
	term_keys(t, "<Enter>");
	term_must_text(t, "closed");
	term_must_sync(t);
	seen = progress(&s, reference, secret, "It is finished.");
	ck_assert_ptr_null(strstr(seen, "second crew"));
	free(seen), free(receipt), free(reference), free(secret);
	term_free(t);
	api_release(&client);
	session_close(&s);
}
END_TEST

START_TEST(whose_it_is)
{
	struct session s;
	struct api client;
	session_open(&s, "chorley-cc-1");
	api_form_client(&client, &s.office, "chorley-web");
	char *receipt = send_form(&client,
	    ",{\"prompt\":\"person.given\",\"value\":\"Amina\"},{\"prompt\":\"person.family\","
	    "\"value\":\"Patel\"},{\"prompt\":\"person.phone\",\"value\":\"01632 960151\"}");
	char *reference = json_get(receipt, "reference");
	term_must_text(s.t, "Mail, or a form, has come");
	term_must_sync(s.t);
	term_keys_reset(s.t);
	term_keys(s.t, "<C-g>E");
	term_must_text(s.t, "Form of Amina Patel: Missed bin collection");
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "same telephone");
	term_must(s.t, term_has(s.t, "01632 960151"));
	term_must_text(s.t, "Somebody new");
	term_must_sync(s.t);
	term_keys(s.t, "1");
	term_must_text(s.t, "It is of PATEL, Amina (Mrs).");
	session_budget(&s, "who sent a form", 4);
	session_sent(&s);
	char *page = session_case(&s, reference);
	ck_assert_msg(json_is(page, "customer.name", "PATEL, Amina (Mrs)"), "%s", page);
	free(page);
	/* She rings and asks how it stands: she gets a secret of her own. */
	term_keys(s.t, "<F3>");
	term_must_text(s.t, "Find:");
	term_must_sync(s.t);
	term_type(s.t, reference);
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "a form on the web");
	term_must_sync(s.t);
	term_keys_reset(s.t);
	term_keys(s.t, "K");
	term_must_text(s.t, "Read it out");
	session_budget(&s, "a secret, from the case", 1);
	free(receipt), free(reference);
	api_release(&client);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/forms");
	TCase *c = tcase_create("forms");
	tcase_set_timeout(c, 240);
	tcase_add_test(c, a_form_is_worked_on);
	tcase_add_test(c, whose_it_is);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
