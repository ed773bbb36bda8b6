/* What goes wrong on an ordinary day, each with a clear sentence and nothing lost: a wrong
 * password, no CRM at the start, a window too small to work in, a CSV with bad rows. */
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(wrong_password)
{
	struct office office;
	office_init(&office);
	office_enrol(&office, "chorley-cc-1", 0);
	struct term *t = office_desk(&office, "chorley-cc-1", 0, NULL, 24, 80);
	term_must_text(t, "Password");
	term_type(t, OFFICE_ADVISOR);
	term_keys(t, "<Enter>");
	term_must_sync(t);
	term_type(t, "not the password");
	term_keys(t, "<Enter>");
	term_must_text(t, "Name or password is wrong.");
	/* Never painted, neither before nor now. */
	term_must(t, !term_has(t, "not the password"));
	/* The name is still there; only the password is asked again. */
	term_must(t, term_has(t, OFFICE_ADVISOR));
	term_type(t, OFFICE_PASSWORD);
	term_keys(t, "<Enter>");
	term_must_text(t, "Find:");
	term_free(t);
	office_release(&office);
}
END_TEST

START_TEST(no_crm_at_the_start)
{
	struct office office;
	office_init(&office);
	office_enrol(&office, "chorley-cc-1", 0);
	server_stop(&office.crm);
	struct term *t = office_desk(&office, "chorley-cc-1", 0, NULL, 24, 80);
	term_must_text(t, "Password");
	office_type_sign_in(t, OFFICE_ADVISOR);
	term_must_text(t, "CRM");
	term_must(t, !term_has(t, "Find:"));
	/* It comes: no need to begin again. */
	server_start(&office.crm);
	int64_t deadline = proc_ms() + TERM_MS;
	while (!term_has(t, "Find:") && proc_left(deadline) > 0) {
		term_type(t, OFFICE_PASSWORD);
		term_keys(t, "<Enter>");
		term_wait_text(t, "Find:", 2000);
	}
	term_must_text(t, "Find:");
	term_free(t);
	office_release(&office);
}
END_TEST

START_TEST(too_small_a_window)
{
	struct session s;
	session_open(&s, "chorley-cc-1");
	session_find(&s, "union street", "PATTERSON");
	term_resize(s.t, 8, 30);
	term_must_text(s.t, "40");
	term_must_sync(s.t);
	term_must(s.t, !term_has(s.t, "PATTERSON"));
	term_resize(s.t, 24, 80);
	term_must_text(s.t, "PATTERSON");
	term_must(s.t, term_has(s.t, "union street"));
	term_resize(s.t, 43, 132);
	term_must_text(s.t, "PATTERSON");
	session_close(&s);
}
END_TEST

static void
write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");
	ck_assert(f && fputs(text, f) >= 0 && fclose(f) == 0);
}

START_TEST(csv_with_bad_rows)
{
	struct server crm;
	char *out;
	char *scripts = proc_source("scripts");
	server_init(&crm);
	ctl_ok(&crm, "init");
	ctl_ok(&crm, "publish", scripts);
	char *csv = proc_text("%s/people.csv", crm.dir);
	write_file(csv,
	    "origin_key,given,family,born,line,town,postcode,number\n"
	    "1,Amina,Patel,1949-03-14,14 Union Street,Chorley,PR7 1AB,01632 960151\n"
	    "2,Jean,Patterson,1948-13-40,22 Union Street,Chorley,PR7 1AB,\n"
	    "3,Raymond,Shaw,1961-07-30,3 Park Road,Chorley,NOT A CODE,\n"
	    "4,Too,Few,fields\n"
	    "5,\"Bron\"\"wen\",\"Lle,wellyn\",,11 Burnley Road,Padiham,BB12 8BS,01632 960555\n"
	    "6,Bad \xff\xfe,Bytes,,1 Street,Town,PR7 1AB,\n");
	ck_assert_int_eq(ctl(&crm, &out, "import", "customers", csv), 3);
	ck_assert_msg(strstr(out, "imported 2, set aside 4"), "%s", out);
	for (int line = 3; line <= 7; line++) {
		char *where = proc_text("people.csv:%d: ", line);
		ck_assert_msg((line == 6) == !strstr(out, where), "line %d: %s", line, out);
		free(where);
	}
	free(out);
	/* Once more: nobody is there twice. */
	ck_assert_int_eq(ctl(&crm, &out, "import", "customers", csv), 3);
	ck_assert_msg(strstr(out, "imported 2, set aside 4"), "%s", out);
	free(out);
	ctl_ok(&crm, "check");
	server_start(&crm);
	server_release(&crm);
	free(csv);
	free(scripts);
}
END_TEST

/* Each mistake with its line and column, and a word that tells what it is. */
static const struct {
	const char *prompt, *where, *says;
} mistakes[] = {
    {"      - ask: what\n        text: What # is it?\n        type: text\n",
	"bad.yaml:11:20: error", "quotes"},
    {"      - ask: what\n        text: What is it?\n        type: choose_any\n",
	"bad.yaml:12:15: error", "choose_any"},
    {"      - ask: what\n        text: Well: what is it?\n        type: text\n",
	"bad.yaml:11:", "colon"},
    {"      - say: Hello\n        when: ${never_asked} = 'yes'\n", "bad.yaml:11:", "never_asked"},
    {"      - ask: what\n        text: What is it?\n        type: text\n", "bad.yaml", "outcome"},
};

START_TEST(a_script_with_mistakes)
{
	struct server crm;
	char *out;
	server_init(&crm);
	char *path = proc_text("%s/bad.yaml", crm.dir);
	char *text =
	    proc_text("service: bad\nlgsl: 524\ntitle: { en: Bad }\nprovided_by: district\n"
		      "owner: { team: none, email: none@chorley.example }\n"
		      "hours: Mo-Fr 09:00-17:00\ndialogue:\n  - section: One\n    prompts:\n%s",
		mistakes[_i].prompt);
	write_file(path, text);
	ck_assert_int_eq(ctl(&crm, &out, "lint", path), 1);
	ck_assert_msg(strstr(out, mistakes[_i].where) && strstr(out, mistakes[_i].says), "%s", out);
	free(out);
	server_release(&crm);
	free(text);
	free(path);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/bad_input");
	TCase *c = tcase_create("bad_input");
	tcase_set_timeout(c, 180);
	tcase_add_test(c, wrong_password);
	tcase_add_test(c, no_crm_at_the_start);
	tcase_add_test(c, too_small_a_window);
	tcase_add_test(c, csv_with_bad_rows);
	tcase_add_loop_test(c, a_script_with_mistakes, 0, sizeof mistakes / sizeof *mistakes);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
