/* A service is found in the caller's words, as they are typed and with the line down; a digit picks
 * another than the first; and what was picked comes first after the same words, also after a
 * restart. */
#include "helpers/tap.h"
#include "session/session.h"

#include <stdlib.h>
#include <string.h>

/* The first row of the list holds this. */
static bool
is_first(struct term *t, const char *title)
{
	for (int row = 0; row < term_rows(t); row++) {
		const char *text = term_row(t, row);
		if (strncmp(text, " 1  ", 4) == 0 || strncmp(text, ">1  ", 4) == 0)
			return strstr(text, title) != NULL;
	}
	return false;
}

START_TEST(a_symptom_is_typed)
{
	static const char symptom[] = "water coming up in the road";
	struct session s;
	session_open(&s, "chorley-cc-1");
	proxy_cut(s.line, true);
	for (size_t i = 0; i < strlen(symptom); i++) {
		char letter[2] = {symptom[i], '\0'};
		term_type(s.t, letter);
		term_must_sync(s.t);
		/* From here on every key leaves it where it is. */
		if (i + 1 >= strlen("water com"))
			ck_assert_msg(is_first(s.t, "Road drains"), "after %zu letters:\n%s", i + 1,
			    term_dump(s.t));
	}
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Road drains and gullies");
	term_must_text(s.t, "dialogue");
	session_close(&s);
}
END_TEST

static void
serve_second(struct session *s, const char *words, const char *title)
{
	session_find(s, words, title);
	ck_assert_msg(!is_first(s->t, title), "%s", term_dump(s->t));
	term_keys(s->t, "<Down>");
	term_must_sync(s->t);
	term_keys(s->t, "2");
	term_must_text(s->t, title);
	term_must_sync(s->t);
	term_keys(s->t, "r");
	term_must_text(s->t, "resolved");
	term_must_sync(s->t);
	term_keys(s->t, "<Enter>");
	term_must_text(s->t, "Find:");
	term_must_sync(s->t);
}

START_TEST(a_choice_is_learnt)
{
	struct session s;
	session_open(&s, "chorley-cc-1");
	serve_second(&s, "bus", "NoWcard");
	session_sent(&s);
	session_restart(&s);
	office_sign_in(s.t, OFFICE_ADVISOR);
	session_find(&s, "bus", "NoWcard");
	ck_assert_msg(is_first(s.t, "NoWcard"), "%s", term_dump(s.t));
	session_close(&s);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/found_words");
	TCase *c = tcase_create("found");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, a_symptom_is_typed);
	tcase_add_test(c, a_choice_is_learnt);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
