/* Two real desks share what one began: the second caller about one heap of tyres joins the first
 * one's case in two keys, also where the line was down, and the back office sees who joined and who
 * has heard how it ended; and a call in hand goes from desk to desk with everything said so far,
 * and nobody is asked twice. */
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

static struct term *
second_desk(struct session *s, const char *desk, const char *user)
{
	office_enrol(&s->office, desk, 0);
	struct term *other = office_desk(&s->office, desk, 0, NULL, 24, 80);
	ck_assert_msg(office_sign_in(other, user), "no sign-in:\n%s", term_dump(other));
	return other;
}

/* Nobody's name: what lies there, how much, and where. */
static void
report_tyres(struct term *t, const char *line)
{
	term_must_text(t, "Find:");
	term_must_sync(t);
	term_type(t, "fly tipping");
	term_must_text(t, "Fly-tipping");
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "vouched");
	term_must_sync(t);
	term_keys(t, "d");
	term_must_text(t, "Is someone tipping it at this moment?");
	term_keys(t, "2");
	term_must_text(t, "What has been dumped?");
	term_keys(t, "5");
	term_must_text(t, "How much is there?");
	term_keys(t, "3");
	term_must_text(t, "Which address is it nearest to?");
	term_must_sync(t);
	term_type(t, line);
	term_must_text(t, line);
	term_must_sync(t);
	term_keys(t, "<Enter>");
}

static void
report_all(struct term *t)
{
	report_tyres(t, "14 Union Street, Chorley PR7 1AB");
	term_must_text(t, "Where exactly is it?");
	term_type(t, "by the gate");
	term_keys(t, "<Enter>");
	term_must_text(t, "Whose land is it on?");
	term_keys(t, "1");
	term_must_text(t, "Did you see who did it");
	term_keys(t, "2");
	term_must_sync(t);
	term_keys(t, "f");
}

/* Somebody who leaves a number joins at another desk. */
static void
joins_with_a_number(struct session *s, const char *reference)
{
	struct api api;
	char *page = session_case(s, reference), *incident = json_get(page, "record.id");
	char *id = office_id(), *enquiry = office_id(), *path = proc_text("/v1/contacts/%s", id);
	char *body =
	    proc_text("{\"id\":\"%s\",\"step\":1,\"at\":\"chorley\",\"as\":\"chorley\","
		      "\"desk\":\"chorley-oss-2\",\"channel\":\"phone\",\"caller\":"
		      "\"+441632960177\",\"began\":\"2026-11-20T10:50:00Z\",\"ended\":"
		      "\"2026-11-20T10:51:00Z\",\"enquiries\":[{\"id\":\"%s\",\"service\":"
		      "\"fly-tipping\",\"responsible\":\"chorley\",\"outcome\":\"referred\","
		      "\"version\":1,\"began\":\"2026-11-20T10:50:00Z\",\"joins\":\"%s\"}]}",
		id, enquiry, incident);
	api_ready(&api, &s->office, "chorley-oss-2", OFFICE_ADVISOR);
	struct http_reply reply = api_write(&api, "PUT", path, NULL, body);
	ck_assert_msg(reply.status == 200, "%d %s", reply.status, reply.body);
	http_reply_release(&reply);
	api_release(&api);
	char *texts[] = {page, incident, id, enquiry, path, body};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		free(texts[i]);
}

/* The back office reads who joined, closes the case, and whoever can be told is told once. */
static void
all_hear_of_it(struct session *s, const char *reference)
{
	joins_with_a_number(s, reference);
	struct term *t = second_desk(s, "chorley-oss-3", OFFICE_BACK);
	term_type(t, reference);
	term_must_text(t, "1 case");
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "Incident");
	term_must(t, term_has(t, "4 people"));
	term_must_sync(t);
	term_keys_reset(t);
	term_keys(t, "J");
	term_must_text(t, "who joined");
	term_must_text(t, "01632 960177");
	term_must(t, term_has(t, "somebody who gave no name"));
	session_budget(&(struct session){.t = t}, "who joined, from the case", 1);
	term_must_sync(t);
	term_keys(t, "<Esc>");
	term_must_sync(t);
	term_keys(t, "k");
	term_must_text(t, "How it was closed");
	term_must_sync(t);
	term_type(t, "The tyres are gone");
	term_keys(t, "<Enter>");
	term_must_text(t, "1 still to be told");
	term_must_sync(t);
	term_keys(t, "J");
	term_must_text(t, "Tell them");
	term_must(t, term_has(t, "The tyres are gone"));
	term_must_text(t, "To tell");
	term_must_sync(t);
	term_keys_reset(t);
	term_keys(t, "y"); /* the cursor stands on whoever is to be told */
	term_must_text(t, "Written down: they have heard it.");
	term_must_gone(t, "still to be told");
	term_must_text(t, "j.mills");
	session_budget(&(struct session){.t = t}, "somebody has heard how it ended", 1);
	session_sent(&(struct session){.t = t});
	char *page = session_case(s, reference);
	ck_assert_msg(!json_is(page, "incident.untold", "1"), "%s", page);
	free(page);
	term_free(t);
}

START_TEST(the_second_caller_joins_in_two_keys)
{
	struct session s;
	char reference[16];
	session_open(&s, "chorley-cc-1");
	struct term *other = second_desk(&s, "chorley-cc-2", OFFICE_ADVISOR);
	report_all(s.t);
	session_reference(&s, reference);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Find:");
	session_sent(&s);

	/* What, where, since when, how many; with it nothing else has to be asked. */
	report_tyres(other, "22 Union Street, Chorley PR7 1AB");
	term_must_text(other, "SAME?");
	term_must(other, term_has(other, "14 Union Street"));
	term_must(other, term_has(other, "since 10:42"));
	term_must(other, term_has(other, "1 person"));
	term_must_sync(other);
	term_keys_reset(other);
	term_keys(other, "<C-g>J");
	term_must_text(other, "has been reported there");
	term_must(other, term_has(other, reference));
	term_keys(other, "<Enter>");
	term_must_text(other, "We know of it");
	session_budget(&(struct session){.t = other}, "joining, from within a field", 3);
	term_keys(other, "f");
	term_must_text(other, "joins what others reported");
	term_must(other, term_has(other, reference));
	term_must_sync(other);
	term_keys(other, "<Enter>");
	term_must_text(other, "Find:");
	session_sent(&(struct session){.t = other});

	/* Without a line the desk offers what it knew, at once. */
	proxy_cut(s.line, true);
	report_tyres(s.t, "3 Union Street, Chorley PR7 1AB");
	term_must_text(s.t, "has been reported there");
	term_must(s.t, term_has(s.t, "2 people"));
	term_must_sync(s.t);
	term_keys_reset(s.t);
	term_keys(s.t, "1");
	term_must_text(s.t, "We know of it");
	term_must_sync(s.t);
	term_keys(s.t, "f");
	term_must_text(s.t, reference);
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Find:");
	proxy_cut(s.line, false);
	session_sent(&s);
	char *page = session_case(&s, reference);
	ck_assert_msg(json_is(page, "incident.people", "3"), "%s", page);
	free(page);
	all_hear_of_it(&s, reference);
	term_free(other);
	session_close(&s);
}
END_TEST

START_TEST(a_call_goes_to_another_desk_with_all_that_was_said)
{
	struct session s;
	char reference[16];
	session_missed_bin(&s, "chorley-cc-1", &session_amina);
	struct term *other = second_desk(&s, "burnley-cc-1", OFFICE_BURNLEY);
	term_keys(s.t, "1");
	term_must_text(s.t, "kerb");
	term_must_sync(s.t);
	term_keys(s.t, "t");
	term_must_sync(s.t);
	term_type(s.t, "behind the ga"); /* half a word */
	term_must_text(s.t, "behind the ga");
	term_must_sync(s.t);
	term_keys(s.t, "<Esc>");
	term_must_sync(s.t);

	/* Without a line it is refused, and the call is still in hand. */
	proxy_cut(s.line, true);
	term_must_text(s.t, "Offline");
	term_keys(s.t, "H");
	term_must_text(s.t, "nobody can take it now");
	proxy_cut(s.line, false);
	term_must_gone(s.t, "Offline");
	term_must_sync(s.t);

	/* Offered, and taken back; then offered again. */
	term_keys_reset(s.t);
	term_keys(s.t, "H");
	term_must_text(s.t, "P. Grange");
	term_must_sync(s.t);
	term_keys(s.t, "1");
	term_must_text(s.t, "not yet taken");
	session_budget(&s, "handing over", 2);
	term_must_text(other, "F6 takes it");
	term_must_sync(s.t);
	term_keys(s.t, "<Down><Enter>");
	term_must_text(s.t, "kerb");
	term_must_gone(other, "F6 takes it");
	term_must_sync(s.t);
	term_keys(s.t, "H");
	term_must_text(s.t, "P. Grange");
	term_must_sync(s.t);
	term_keys(s.t, "1");
	term_must_text(s.t, "not yet taken");

	/* One key, and all of it is there. */
	term_must_text(other, "F6 takes it");
	term_must_sync(other);
	term_keys_reset(other);
	term_keys(other, "<F6>");
	term_must_text(other, "kerb");
	session_budget(&(struct session){.t = other}, "taking over", 1);
	term_must_text(other, session_amina.name);
	term_must(other, term_has(other, "+ Grey"));
	term_must_text(other, "= 14 Union Street"); /* her page has come too */
	term_must_text(s.t, "has taken it");
	term_must_sync(other);
	term_keys(other, "t");
	term_must_text(other, "behind the ga");
	term_keys(other, "<Esc>");
	term_must_sync(other);
	term_keys(other, "1");
	term_must_sync(other);
	term_keys(other, "2f");
	session_reference(&(struct session){.t = other}, reference);
	term_keys(other, "<Enter>");
	term_must_text(other, "Find:");
	session_sent(&(struct session){.t = other});
	session_logged_once(&s, reference);
	term_free(other);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/share");
	TCase *c = tcase_create("share");
	tcase_set_timeout(c, 240);
	tcase_add_test(c, the_second_caller_joins_in_two_keys);
	tcase_add_test(c, a_call_goes_to_another_desk_with_all_that_was_said);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
