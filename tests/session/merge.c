/* A call from a number nobody has: whoever may be the same person stands beside the form and is
 * written down a second time all the same; the two are merged, and are two again. Then another
 * call, and the number is hers with one key. */
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

/* How many people these words find, and who comes first. */
static void
finds(struct session *s, const char *words, int count, const char *name)
{
	struct api api;
	api_ready(&api, &s->office, "burnley-cc-1", OFFICE_BURNLEY);
	char *path = proc_text("/v1/customers?q=%s", words);
	struct http_reply r = http_get(&api.http, path);
	ck_assert_int_eq(r.status, 200);
	ck_assert_msg(json_count(r.body, "items") == count, "%s: %s", words, r.body);
	char *first = json_get(r.body, "items.0.name");
	ck_assert_msg(first && strcmp(first, name) == 0, "%s: %s", words, r.body);
	free(first);
	free(path);
	http_reply_release(&r);
	api_release(&api);
}

static void
write_down(struct session *s, const char *family)
{
	term_must_text(s->t, "Surname:");
	term_must_sync(s->t);
	term_type(s->t, "Amina");
	term_keys(s->t, "<Enter>");
	term_type(s->t, family);
	term_keys(s->t, "<Enter>");
	term_type(s->t, "14 3 1949");
	term_must_text(s->t, "May be the same person");
	term_must_text(s->t, "name, same date");
	term_must_sync(s->t);
}

START_TEST(offered_written_twice_merged_and_undone)
{
	struct session s;
	session_open(&s, "chorley-cc-1");
	session_ring(&s, "01632 960888");
	write_down(&s, "Patell");
	term_must(s.t, term_has(s.t, "PATEL, Amina (Mrs)"));
	term_keys(s.t, "<C-s>"); /* nothing blocks */
	term_must_text(s.t, "PATELL, Amina");
	session_sent(&s);
	finds(&s, "01632960888", 1, "PATELL, Amina");

	term_keys(s.t, "j");
	term_must_text(s.t, "Who is the same person?");
	term_must_text(s.t, "PATEL, Amina (Mrs)");
	term_must_sync(s.t);
	term_keys(s.t, "1");
	term_must_text(s.t, "goes into it: PATEL, Amina (Mrs)");
	term_must_sync(s.t);
	term_keys(s.t, "<Up>1"); /* the older one is kept */
	term_must_text(s.t, "goes into it: PATELL, Amina");
	term_keys(s.t, "<End><Up>");
	term_type(s.t, "spelt wrongly");
	term_keys(s.t, "<Enter>");
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "They are one person now");
	term_must_text(s.t, session_amina.mark);
	term_must_sync(s.t);
	finds(&s, "patell", 1, "PATEL, Amina (Mrs)");
	finds(&s, "01632960888", 1, "PATEL, Amina (Mrs)");

	term_keys(s.t, "u");
	term_must_text(s.t, "merged by " OFFICE_ADVISOR ": spelt wrongly");
	term_must_sync(s.t);
	term_keys(s.t, "1");
	term_must_text(s.t, "Why two people?");
	term_must_sync(s.t);
	term_type(s.t, "her daughter");
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "two people again");
	session_sent(&s);
	finds(&s, "patell", 1, "PATELL, Amina");
	finds(&s, "01632960888", 1, "PATELL, Amina");
	finds(&s, "01632960151", 1, "PATEL, Amina (Mrs)");

	char *looks = NULL;
	ck_assert_int_eq(ctl(&s.office.crm, &looks, "check"), 0);
	free(looks);
	session_close(&s);
}
END_TEST

START_TEST(the_number_of_the_call_is_hers)
{
	struct session s;
	session_open(&s, "chorley-cc-1");
	session_ring(&s, "01632 960777");
	write_down(&s, "Patel");
	term_keys(s.t, "<C-g>j");
	term_must_text(s.t, session_amina.mark);
	term_must_text(s.t, "this number is hers");
	term_must_sync(s.t);
	term_keys(s.t, "#");
	term_must_text(s.t, "01632 960777 is their first number now");
	term_must_gone(s.t, "this number is hers");
	session_sent(&s);
	finds(&s, "01632960777", 1, "PATEL, Amina (Mrs)");
	term_keys(s.t, "<F3>");
	term_must_text(s.t, "Find:");
	session_ring(&s, "01632 960777");
	term_must_text(s.t, session_amina.mark);
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/merge");
	TCase *c = tcase_create("merge");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, offered_written_twice_merged_and_undone);
	tcase_add_test(c, the_number_of_the_call_is_hers);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
