/* The terminal harness on programs that everybody has: what it says about a screen must be true,
 * and what it says about a broken terminal too. */
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "helpers/term.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static struct term *t;

static void
close_term(void)
{
	term_free(t);
	t = NULL;
}

static void
start(const char *const argv[])
{
	t = term_start(argv, NULL, 24, 80);
}

#define run(...) start((const char *const[]){__VA_ARGS__, NULL})

START_TEST(echoes_text_and_ends)
{
	int status = -1, row, col;
	run("cat");
	term_type(t, "grüße ગુજરાતી");
	term_must_text(t, "grüße ગુજરાતી");
	term_keys(t, "<Enter>");
	ck_assert(term_wait_row(t, 1, "grüße", TERM_MS));
	ck_assert(term_wait_cursor(t, 2, 0, TERM_MS));
	ck_assert(term_cursor(t, &row, &col));
	ck_assert_int_eq(row, 2);
	term_keys(t, "<C-d>");
	ck_assert_ptr_null(term_end(t, &status, TERM_MS));
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	ck_assert_int_eq(term_keys_counted(t), 2);
	ck_assert_uint_gt(term_bytes(t), 20);
	ck_assert_int_eq(term_pump(t, TERM_MS), -1);
}
END_TEST

START_TEST(waits_only_for_what_comes)
{
	run("cat");
	int64_t before = proc_ms();
	ck_assert(!term_wait_text(t, "never", 50));
	ck_assert_int_ge(proc_ms() - before, 50);
	ck_assert(!term_sync(t, 50));
	ck_assert(term_wait_gone(t, "never", TERM_MS));
	ck_assert_int_eq(term_find(t, "never"), -1);
	ck_assert(term_alive(t));
	term_signal(t, SIGKILL);
	ck_assert_ptr_null(term_end(t, NULL, TERM_MS));
	ck_assert(!term_alive(t));
}
END_TEST

START_TEST(edits_in_nano)
{
	char *dir = proc_tmpdir();
	char *file = proc_text("%s/note.txt", dir);
	run("nano", "--ignorercfiles", file);
	term_must_row(t, 0, "GNU nano");
	term_type(t, "bin two");
	term_keys(t, "<Home>one <End> three<Left><BS>");
	term_must_text(t, "one bin two thre");
	ck_assert(term_wait_text(t, "one bin two thre", TERM_MS));
	term_keys(t, "<C-o><Enter>");
	term_must_text(t, "Wrote 1 line");
	struct term_cell title = term_cell(t, 0, 2);
	ck_assert_str_eq(title.text, "G");
	ck_assert(title.reverse);
	ck_assert(!term_cell(t, 2, 0).reverse);
	ck_assert_str_eq(term_row(t, 1), "one bin two thre");
	ck_assert_str_eq(term_row(t, 5), "");
	term_keys(t, "<C-x>");
	ck_assert_ptr_null(term_end(t, NULL, TERM_MS));
	proc_rmdir(dir);
	free(file);
	free(dir);
}
END_TEST

START_TEST(pages_and_resizes_less)
{
	char *file = proc_source("COPYING");
	run("less", file);
	term_must_text(t, "GNU GENERAL PUBLIC LICENSE");
	term_keys(t, "<Down><Down>");
	term_must_gone(t, "GNU GENERAL PUBLIC LICENSE");
	term_keys(t, "<Up><Up>");
	term_must_text(t, "GNU GENERAL PUBLIC LICENSE");
	term_resize(t, 10, 40);
	ck_assert_int_eq(term_rows(t), 10);
	ck_assert_int_eq(term_cols(t), 40);
	term_keys(t, "<PgDn>");
	term_must_gone(t, "GNU GENERAL PUBLIC LICENSE");
	ck_assert_int_le((int)strlen(term_row(t, 3)), 40);
	term_keys(t, "q");
	ck_assert_ptr_null(term_end(t, NULL, TERM_MS));
	free(file);
}
END_TEST

START_TEST(answers_the_sync_key)
{
	/* A program as small as one can be that keeps the promise: it answers each sync key in its
	 * turn. */
	run("sh", "-c",
	    "stty -icanon -echo; n=0; printf ready; while :; do c=$(dd bs=1 count=1 2>/dev/null); "
	    "case $c in '~') n=$((n+1)); printf '\\033]7799;%d\\007' $n;; x) printf got-x;; esac; "
	    "done");
	term_must_text(t, "ready");
	term_keys(t, "x");
	term_must_sync(t);
	ck_assert(term_has(t, "got-x"));
	term_keys(t, "y");
	term_must_sync(t);
	ck_assert(!term_has(t, "7799"));
}
END_TEST

/* Each leaves something behind that an advisor would curse. */
static const struct {
	const char *script, *blame;
} spoilt[] = {{"tput smcup", "alternate"}, {"tput civis", "cursor"}, {"stty -icanon", "ICANON"},
    {"stty -echo", "echo"}, {"sleep 60", "did not end"}, {"true", NULL}};

START_TEST(sees_a_spoilt_terminal)
{
	const char *script = spoilt[_i].script, *blame = spoilt[_i].blame;
	run("sh", "-c", script);
	const char *verdict = term_end(t, NULL, blame && strstr(blame, "not end") ? 100 : TERM_MS);
	if (!blame)
		ck_assert_ptr_null(verdict);
	else
		ck_assert_msg(verdict && strstr(verdict, blame), "%s: %s", script, verdict);
}
END_TEST

static const char *const terms[] = {
    "TERM=xterm", "TERM=vt100", "TERM=linux", "TERM=screen-256color"};

START_TEST(speaks_each_terminal)
{
	const char *const env[] = {terms[_i], NULL};
	t = term_start((const char *const[]){"nano", "--ignorercfiles", NULL}, env, 24, 80);
	term_must_row(t, 0, "GNU nano");
	term_type(t, "ab");
	term_keys(t, "<Left>c");
	term_must_row(t, 1, "acb");
}
END_TEST

START_TEST(runs_a_command)
{
	char *out;
	ck_assert_int_eq(
	    proc_run((const char *const[]){"cat", NULL}, NULL, "in and out", &out, TERM_MS), 0);
	ck_assert_str_eq(out, "in and out");
	free(out);
	ck_assert_int_eq(proc_run((const char *const[]){"sh", "-c", "echo $A; exit 3", NULL},
			     (const char *const[]){"A=b", NULL}, NULL, &out, TERM_MS),
	    3);
	ck_assert_str_eq(out, "b\n");
	free(out);
	ck_assert_int_eq(
	    proc_run((const char *const[]){"cat", "/dev/zero", NULL}, NULL, NULL, NULL, 30), -1);
	ck_assert_int_eq(
	    proc_run((const char *const[]){"/no/such", NULL}, NULL, NULL, NULL, TERM_MS), 127);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("helpers/term");
	TCase *c = tcase_create("term");
	tcase_set_timeout(c, 120);
	tcase_add_checked_fixture(c, NULL, close_term);
	tcase_add_test(c, echoes_text_and_ends);
	tcase_add_test(c, waits_only_for_what_comes);
	tcase_add_test(c, edits_in_nano);
	tcase_add_test(c, pages_and_resizes_less);
	tcase_add_test(c, answers_the_sync_key);
	tcase_add_loop_test(c, sees_a_spoilt_terminal, 0, sizeof spoilt / sizeof *spoilt);
	tcase_add_loop_test(c, speaks_each_terminal, 0, sizeof terms / sizeof *terms);
	tcase_add_test(c, runs_a_command);
	suite_add_tcase(s, c);
	return tap_run(s);
}
