/* "This is wrong", between two desks: said in mid-call by one key and a word, it is in the owner's
 * queue within a second; the owner closes it, and the advisor hears in the same second. Said while
 * the line is down it waits; mended while nobody is signed in, it is heard at the next sign-in at
 * another desk. */
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define QUEUE "/v1/queues/chorley.entries-chorley-waste/cases"

/* What waits in the owner's queue, as the owner's CRM gives it; null: there is no such queue. */
static char *
owners_queue(struct api *owner)
{
	struct http_reply reply = http_get(&owner->http, QUEUE);
	char *body = reply.status == 200 ? strdup(reply.body) : NULL;
	http_reply_release(&reply);
	return body;
}

/* Waits until as many cases are in the owner's queue; gives the milliseconds it took. */
static int64_t
wait_for_cases(struct api *owner, int count)
{
	int64_t from = proc_ms();
	for (;;) {
		char *body = owners_queue(owner);
		bool there = body && json_count(body, "items") == count;
		free(body);
		if (there)
			return proc_ms() - from;
		ck_assert_msg(proc_ms() - from < TERM_MS, "%d cases never came", count);
	}
}

static void
say_wrong(struct session *s, const char *what, const char *why)
{
	term_keys(s->t, "w");
	term_must_text(s->t, what);
	term_must_sync(s->t);
	term_type(s->t, why);
	term_keys(s->t, "<Enter>");
	term_must_text(s->t, "you hear when it is mended");
	term_must_sync(s->t);
}

/* J. Mills with the real client, at the case on top of the team's queue. */
static struct term *
open_owners_case(struct session *s)
{
	office_enrol(&s->office, "chorley-oss-4", 0);
	struct term *t = office_desk(&s->office, "chorley-oss-4", 0, NULL, 24, 80);
	ck_assert_msg(office_sign_in(t, OFFICE_BACK), "no sign-in:\n%s", term_dump(t));
	term_must_text(t, "wrong entries");
	term_must_sync(t);
	term_must_go_to(t, "wrong entries");
	term_keys(t, "<Enter>");
	term_must_text(t, "Missed bin collection: Which bin");
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "Said to be wrong");
	return t;
}

START_TEST(said_mended_and_heard_between_two_desks)
{
	struct session s;
	struct api owner;
	session_missed_bin(&s, "chorley-cc-1", &session_amina);
	api_ready(&owner, &s.office, "chorley-cc-2", OFFICE_BACK);
	say_wrong(&s, "Wrong: Which bin was missed?", "there is a purple one now");
	int64_t took = wait_for_cases(&owner, 1);
	printf("# from Enter to the owner's queue: %d ms\n", (int)took);
	/* The call has not stopped for it. */
	term_must_text(s.t, "Which bin was missed?");
	term_keys(s.t, "1");
	term_must_text(s.t, "Was it at the kerb by 6 am?");

	struct term *t = open_owners_case(&s);
	term_must_text(t, "there is a purple one now");
	term_must_text(t, "version ");
	term_must_sync(t);
	term_keys(t, "k");
	term_must_text(t, "How it was closed");
	term_must_sync(t);
	term_type(t, "Purple is in the list from today.");
	term_keys(t, "<Enter>");
	int64_t from = proc_ms();
	term_must_text(s.t, "Mended: Missed bin collection");
	printf("# from closing to the advisor: %d ms\n", (int)(proc_ms() - from));
	term_keys(s.t, "<F3>");
	term_must_text(s.t, "Purple is");
	term_must_sync(s.t);
	term_keys(s.t, "<Down>");
	for (int i = 0; i < 9; i++) {
		int row;
		term_must_sync(s.t);
		term_cursor(s.t, &row, NULL);
		if (strstr(term_row(s.t, row), "Mended"))
			break;
		term_keys(s.t, "<Down>");
	}
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "vouched");
	term_keys(s.t, "<F3>");
	term_must_text(s.t, "Find:");
	term_must_gone(s.t, "Mended");
	term_free(t);
	api_release(&owner);
	session_close(&s);
}
END_TEST

START_TEST(said_offline_and_heard_at_another_desk)
{
	struct session s;
	struct api owner;
	session_missed_bin(&s, "chorley-cc-1", &session_amina);
	api_ready(&owner, &s.office, "chorley-cc-2", OFFICE_BACK);
	proxy_cut(s.line, true);
	term_must_text(s.t, "Offline");
	say_wrong(&s, "Wrong: Which bin was missed?", "no purple");
	term_must_text(s.t, "waiting to be sent");
	ck_assert_ptr_null(owners_queue(&owner));
	proxy_cut(s.line, false);
	wait_for_cases(&owner, 1);
	term_must_gone(s.t, "waiting to be sent");
	term_keys(s.t, "<F10>");
	term_must_text(s.t, "Password");

	char *cases = owners_queue(&owner), *id = json_get(cases, "items.0.id"),
	     *event = office_id();
	char *path = proc_text("/v1/cases/%s/events/%s", id, event);
	char *body =
	    proc_text("{\"id\":\"%s\",\"kind\":\"close\",\"text\":\"There never was one.\","
		      "\"at\":\"2026-11-20T11:00:00Z\"}",
		event);
	struct http_reply reply = api_write(&owner, "PUT", path, NULL, body);
	ck_assert_msg(reply.status == 200, "%d %s", reply.status, reply.body);
	http_reply_release(&reply);

	office_enrol(&s.office, "chorley-oss-4", 0);
	struct term *t = office_desk(&s.office, "chorley-oss-4", 0, NULL, 24, 80);
	ck_assert_msg(office_sign_in(t, OFFICE_ADVISOR), "no sign-in:\n%s", term_dump(t));
	term_must_text(t, "There never");
	term_free(t);
	free(cases);
	free(id);
	free(event);
	free(path);
	free(body);
	api_release(&owner);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/wrong");
	TCase *c = tcase_create("wrong");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, said_mended_and_heard_between_two_desks);
	tcase_add_test(c, said_offline_and_heard_at_another_desk);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
