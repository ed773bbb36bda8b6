/* A payment from the fee to the receipt, with the real programs and a provider on the other side
 * that loses the reply to the first attempt: the desk shows the customer's page, the provider has
 * one payment, the receipt is in the note of the matter, and the report matches the settlement. */
#include "helpers/cases.h"
#include "helpers/json.h"
#include "helpers/post.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"
#include "store/db.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *provider, port[16];

static char *
asks(const char *verb, const char *what, const char *more)
{
	char *out = NULL;
	const char *const argv[] = {provider, verb, what, more, NULL};
	ck_assert_msg(proc_run(argv, NULL, NULL, &out, TERM_MS) == 0, "%s", out ? out : "");
	return out;
}

static void
told(const char *path, const char *answer)
{
	char *out = asks("tell", port, path);
	ck_assert_msg(strncmp(out, answer, strlen(answer)) == 0, "%s: %s", path, out);
	free(out);
}

static char *
settings(const struct session *s, mode_t mode)
{
	char *path = proc_text("%s/connect.conf", s->office.crm.dir);
	int fd = open(path, O_CREAT | O_WRONLY | O_TRUNC, mode);
	dprintf(fd,
	    "[pay chorley]\nurl = http://127.0.0.1:%s\nkey = test-key\nreturn_url = "
	    "https://chorley.example/paid\nline = 01257 515000\n",
	    port);
	close(fd);
	chmod(path, mode);
	return path;
}

/* The reference on the screen, after the word. */
static void
reference(struct term *t, char out[12])
{
	const char *row = term_row(t, term_find(t, "Reference "));
	snprintf(out, 12, "%s", strstr(row, "Reference ") + strlen("Reference "));
}

static void
expect_report(struct session *s, const char *csv, const char *words)
{
	char *path = proc_text("%s/settlement.csv", s->office.crm.dir);
	FILE *file = fopen(path, "w");
	fputs(csv, file);
	fclose(file);
	ctl_says(&s->office.crm, 0,
	    WORDS("report", "payments", "--from", "2026-11-01", "--to", "2026-12-31",
		"--settlement", path),
	    WORDS(words));
	free(path);
}

/* One whose time ran out is paid after all: the back office finds it, asks the provider, sees that
 * it says something else than is held, and takes what it says. */
static void
paid_after_all(struct session *s)
{
	char reference_of[12];
	struct term *t = s->t;
	term_keys(t, "<F2>");
	session_find(s, "garden waste", "Garden waste collection");
	term_keys(t, "<Enter>d");
	term_must_text(t, "ASK");
	term_keys(t, "<C-g>$");
	term_must_text(t, "/secure/pay000002");
	reference(t, reference_of);
	char *late = proc_text("expire/%s", reference_of), *pay = proc_text("pay/%s", reference_of);
	told(late, "ok");
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "its time ran out");
	told(pay, "ok");

	t = session_at(&s->office, "chorley-oss-3", OFFICE_BACK);
	term_keys_reset(t);
	term_keys(t, ":");
	term_type(t, "payments");
	term_keys(t, "<Enter>");
	term_must_text(t, "All payments are settled.");
	term_must_text(t, "Never came back");
	term_must_text(t, "£40.00");
	term_must_sync(t);
	term_keys(t, "1"); /* groups by their names: lost before paid */
	term_must_text(t, "Payments to Chorley: Never came back");
	term_must_text(t, reference_of);
	term_must_sync(t);
	term_keys(t, "q");
	term_must_text(t, "provider: paid");
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "Hold what the provider says: paid");
	term_must_sync(t);
	term_keys(t, "2");
	term_must_gone(t, "Hold what the provider says");
	term_must_sync(t);
	printf("# keys: found, asked, settled: %d of at most 7\n", term_keys_counted(t));
	ck_assert_int_le(term_keys_counted(t), 7);
	term_keys(t, "<Esc><Esc>");
	term_must_text(t, "2 payments");
	term_must_text(t, "£80.00");
	term_free(t);
	free(late);
	free(pay);
}

START_TEST(from_the_fee_to_the_receipt)
{
	struct session s = {.desk = "chorley-cc-1"};
	char paid[12], *log, *csv;
	office_init(&s.office);
	provider = proc_source("tests/helpers/payprovider");
	char *said = asks("start", s.office.crm.dir, NULL);
	snprintf(port, sizeof port, "%d", atoi(said));
	free(said);
	server_stop(&s.office.crm);
	/* What holds a key and may be read by others is not taken. */
	char *file = settings(&s, 0644), *why = NULL;
	char *program = proc_built("frontdeskd");
	const char *const open_to_all[] = {
	    program, "--db", s.office.crm.db, "--connect", file, NULL};
	ck_assert_int_eq(proc_run(open_to_all, NULL, NULL, &why, TERM_MS), 1);
	ck_assert_msg(strstr(why, "chmod 600") && !strstr(why, "test-key"), "%s", why);
	free(program);
	free(file);
	free(why);
	file = settings(&s, 0600);
	server_start_with(&s.office.crm, WORDS("--connect", file));
	told("lose/1", "ok");

	s.line = proxy_start(s.office.crm.port);
	office_enrol(&s.office, s.desk, proxy_port(s.line));
	s.t = office_desk(&s.office, s.desk, proxy_port(s.line), NULL, 24, 80);
	ck_assert_msg(office_sign_in(s.t, OFFICE_ADVISOR), "no sign-in:\n%s", term_dump(s.t));
	session_find(&s, "garden waste", "Garden waste collection");
	term_keys(s.t, "<Enter>d");
	term_must_text(s.t, "ASK");
	term_must_sync(s.t);
	term_keys_reset(s.t);
	term_keys(s.t, "<C-g>$");
	term_must_text(s.t, "to Chorley: Garden waste collection");
	term_must_text(s.t, "£40.00");
	/* The reply to the first attempt is lost: the second finds what the first has made. */
	term_must_text(s.t, "/secure/pay000001");
	term_must_text(s.t, "put you through to 01257 515000");
	told("count", "1");
	term_must_sync(s.t);
	reference(s.t, paid);
	printf("# keys: the customer has the page to pay at: %d of at most 2\n",
	    term_keys_counted(s.t));
	ck_assert_int_le(term_keys_counted(s.t), 2);

	/* The customer pays; the desk asks and says the receipt, which is in the note. */
	char *path = proc_text("pay/%s", paid);
	told(path, "ok");
	free(path);
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Paid: £40.00 to Chorley for Garden waste collection.");
	term_must_sync(s.t);
	term_keys(s.t, "<Esc>");
	term_must_text(s.t, "ASK");
	term_keys(s.t, "<C-g>t");
	term_must_text(s.t, "Paid: £40.00 to Chorley");
	term_must_text(s.t, paid);
	told("count", "1");

	paid_after_all(&s);
	csv = asks("tell", port, "settlement");
	expect_report(&s, csv, "2 matched, 0 missing here, 0 missing there, 0 of another amount");
	free(csv);
	expect_report(&s, "Reference,Amount\n9999-9999-3,12.00\n",
	    "0 matched, 1 missing here, 2 missing there, 0 of another amount");
	csv = proc_text("Reference,Amount\n%s,4.00\n", paid);
	expect_report(&s, csv, "0 matched, 0 missing here, 1 missing there, 1 of another amount");
	free(csv);

	/* The key is in no log. */
	log = NULL;
	const char *const grep[] = {"/bin/grep", "-rl", "test-key", s.office.crm.log, NULL};
	ck_assert_int_eq(proc_run(grep, NULL, NULL, &log, TERM_MS), 1);
	free(log);
	free(asks("stop", s.office.crm.dir, NULL));
	free(file);
	free(provider);
	session_close(&s);
}
END_TEST

/* ---- by mail, and what the provider tells by itself ---- */

#define SIGNING "a-secret-of-the-webhook"

static int64_t
jobs_told(const struct session *s)
{
	struct err err;
	struct db *db = db_open(s->office.crm.db, DB_READER, &err);
	ck_assert_msg(db != NULL, "%s", err.text);
	int64_t count = db_number(
	    db, "SELECT count(*) FROM connect_job WHERE key LIKE '%:told:%'", NO_VALUES, -1);
	db_close(db);
	return count;
}

START_TEST(the_page_by_mail_and_the_provider_tells)
{
	struct session s = {.desk = "chorley-cc-1"};
	struct post post;
	char paid[12];
	post_begin(&post);
	office_init(&s.office);
	provider = proc_source("tests/helpers/payprovider");
	char *said = asks("start", s.office.crm.dir, NULL);
	snprintf(port, sizeof port, "%d", atoi(said));
	free(said);
	struct api api;
	api_ready(&api, &s.office, "chorley-cc-2", OFFICE_ADVISOR);
	free(case_amina_agrees(&api));
	api_release(&api);
	server_stop(&s.office.crm);
	FILE *file = fopen(post.settings, "a");
	fprintf(file,
	    "[pay chorley]\nurl = http://127.0.0.1:%s\nkey = test-key\nreturn_url = "
	    "https://chorley.example/paid\nsigning_secret = " SIGNING "\n",
	    port);
	fclose(file);
	server_start_with(&s.office.crm, WORDS("--connect", post.settings));
	s.line = proxy_start(s.office.crm.port);
	office_enrol(&s.office, s.desk, proxy_port(s.line));
	s.t = office_desk(&s.office, s.desk, proxy_port(s.line), NULL, 24, 80);
	ck_assert_msg(office_sign_in(s.t, OFFICE_ADVISOR), "no sign-in:\n%s", term_dump(s.t));
	session_ring(&s, session_amina.number);
	term_must_text(s.t, session_amina.mark);
	term_must_sync(s.t);
	term_keys(s.t, "s");
	term_must_text(s.t, "Service:");
	term_must_sync(s.t);
	term_type(s.t, "garden waste");
	term_must_text(s.t, "Garden waste collection");
	term_must_sync(s.t);
	term_keys(s.t, "<Enter>");
	term_must_text(s.t, "Would you like to join");
	term_must_sync(s.t);
	term_keys(s.t, "<C-g>$");
	term_must_text(s.t, "/secure/pay000001");
	term_must_text(s.t, "Send them the page by e-mail");
	reference(s.t, paid);
	term_must_sync(s.t);
	term_keys_reset(s.t);
	term_keys(s.t, "2");
	term_must_text(s.t, "sent to them by e-mail, 10:4");
	printf("# keys: the page is sent: %d of at most 1\n", term_keys_counted(s.t));
	ck_assert_int_le(term_keys_counted(s.t), 1);
	char *got = post_wait(&post, "amina", 1);
	ck_assert_msg(strstr(got, "/secure/pay000001") && strstr(got, paid), "%s", got);
	free(got);

	/* Whoever only says to be the provider is not heard; the provider is, once. */
	char *path = proc_text("hook/%d/chorley/" SIGNING, s.office.crm.port);
	told(path, "ok");
	free(path);
	path = proc_text("pay/%s", paid);
	told(path, "ok");
	free(path);
	term_must_text(s.t, "Paid: £40.00 to Chorley for Garden waste collection.");
	ck_assert_int_eq(jobs_told(&s), 1);
	told("forge", "401");
	told("again", "204");
	ck_assert_int_eq(jobs_told(&s), 1);
	free(asks("stop", s.office.crm.dir, NULL));
	free(provider);
	session_close(&s);
	post_end(&post);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/payment");
	TCase *tcase = tcase_create("payment");
	tcase_set_timeout(tcase, 180);
	tcase_add_test(tcase, from_the_fee_to_the_receipt);
	tcase_add_test(tcase, the_page_by_mail_and_the_provider_tells);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
