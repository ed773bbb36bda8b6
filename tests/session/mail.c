/* A mail comes, is taken at the real desk, answered beside the dialogue, the answer arrives where
 * it was written from, and what she writes back stands on the case. All through a real mail server.
 */
#include "helpers/json.h"
#include "helpers/post.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>

/* Her record has the address: so she is a candidate, and no more. */
static void
give_address(struct session *s)
{
	struct api api;
	api_ready(&api, &s->office, "chorley-cc-2", OFFICE_ADVISOR);
	struct http_reply reply = http_get(&api.http, "/v1/customers?q=patel+amina");
	char *id = json_get(reply.body, "items.0.id"), *row = office_id();
	char *path = proc_text("/v1/customers/%s", id);
	char *body = proc_text("{\"id\":\"%s\",\"was\":{},\"now\":{\"emails\":[{\"id\":\"%s\","
			       "\"address\":\"amina@people.example\"}]}}",
	    id, row);
	http_reply_release(&reply);
	reply = api_write(&api, "PATCH", path, NULL, body);
	ck_assert_msg(reply.status == 200, "%s", reply.body);
	http_reply_release(&reply);
	api_release(&api);
	free(id), free(row), free(path), free(body);
}

static char *
case_with(struct session *s, const char *reference, const char *words)
{
	int64_t deadline = proc_ms() + 60000;
	for (;;) {
		char *page = session_case(s, reference);
		if (strstr(page, words))
			return page;
		ck_assert_msg(proc_left(deadline) > 0, "%s is not in %s", words, page);
		free(page);
		poll(NULL, 0, 20);
	}
}

START_TEST(mail_answered)
{
	struct session s;
	struct post post;
	char reference[16];
	post_begin(&post);
	session_open(&s, "chorley-cc-1");
	give_address(&s);
	ck_assert_int_eq(server_stop(&s.office.crm), 0);
	server_start_with(&s.office.crm, (const char *const[]){"--connect", post.settings, NULL});
	post_send(&post, "amina@people.example", "contact@council.example",
	    "From: Amina Patel <amina@people.example>\nTo: contact@council.example\nMessage-ID: "
	    "<one@people.example>\nSubject: Missed bin\n\nMy grey bin was not emptied today.\n");
	term_must_text(s.t, "Mail, or a form, has come");
	term_keys_reset(s.t);
	term_keys(s.t, "<C-g>E");
	term_must_text(s.t, "Amina Patel: Missed bin");
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	/* Who it may be, what it may be about, and all of it. */
	term_must_text(s.t, "My grey bin was not emptied today.");
	term_must(s.t, term_has(s.t, "14 Union Street"));
	term_must(s.t, term_has(s.t, "Missed bin collection"));
	term_must_sync(s.t);
	term_keys(s.t, "1");
	term_must_text(s.t, "Gujarati");
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Which bin was missed?");
	term_must(s.t, term_has(s.t, "My grey bin was not emptied today."));
	term_keys(s.t, "1");
	term_must_text(s.t, "Was it at the kerb by 6 am?");
	term_keys(s.t, "1");
	term_must_sync(s.t);
	term_keys(s.t, "2f");
	session_reference(&s, reference);
	term_must(s.t, term_has(s.t, "none is written"));
	term_keys(s.t, "r");
	term_must_text(s.t, "Dear Mrs Patel,");
	term_must(s.t, term_has(s.t, reference));
	term_type(s.t, "I am sorry that your bin was missed.");
	term_must_sync(s.t);
	term_keys(s.t, "<C-s>");
	term_must_text(s.t, "goes with it");
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Find:");
	session_budget(&s, "a mail: taken, known, missed bin, one offer, answered", 12);
	session_sent(&s);

	char *got = post_wait(&post, "amina", 1), *name = post_header(got, "Message-ID");
	char *in_reply = post_header(got, "In-Reply-To");
	ck_assert_str_eq(in_reply, "one@people.example");
	ck_assert_msg(strstr(got, "Dear Mrs Patel,") && strstr(got, reference) &&
			  strstr(got, "I am sorry that your bin was missed."),
	    "%s", got);
	free(case_with(&s, reference, "\"sent\""));

	char *answer = proc_text("From: Amina Patel <amina@people.example>\nTo: "
				 "contact@council.example\nSubject: Re: Missed "
				 "bin\nIn-Reply-To: <%s>\n\nMonday suits me.\n",
	    name);
	post_send(&post, "amina@people.example", "contact@council.example", answer);
	free(case_with(&s, reference, "Monday suits me."));
	/* At the desk the case shows what went to and fro. */
	term_type(s.t, reference);
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "from amina@people.example: Re: Missed bin");
	free(got), free(name), free(in_reply), free(answer);
	session_close(&s);
	post_end(&post);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/mail");
	TCase *c = tcase_create("mail");
	tcase_set_timeout(c, 240);
	tcase_add_test(c, mail_answered);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
