/* The directory changed by the people who own it, with the real programs: an information officer
 * edits a fact and submits it, a second person approves it, and an advisor in mid-call keeps the
 * answers and sees what changed. The officer's desk is killed in mid-word and nothing is lost.
 * Several overdue entries are vouched for in one go. */
#include "base/file.h"
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "session/session.h"

#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define OFFICER "r.aspden"
#define SECOND "k.walmsley"

static void
add_author(struct office *o, const char *id, const char *name, const char *role)
{
	char *file = proc_text("%s/password", o->crm.dir); /* the office's own */
	ctl_ok(&o->crm, "user", "add", id, "--name", name, "--council", "chorley", "--role", role,
	    "--password-file", file);
	free(file);
}

static struct term *
sign_in(struct office *o, const char *desk, const char *user)
{
	office_enrol(o, desk, 0);
	struct term *t = office_desk(o, desk, 0, NULL, 24, 80);
	ck_assert_msg(office_sign_in(t, user), "no sign-in:\n%s", term_dump(t));
	term_must_sync(t);
	return t;
}

/* From Home: the second fact of the missed bin has another value, and is submitted. */
static void
change_a_fact(struct term *t)
{
	term_keys_reset(t);
	term_type(t, "missed bin");
	term_must_text(t, "Missed bin collection");
	term_keys(t, "<Enter>");
	term_must_text(t, "Put out by");
	term_must_sync(t);
	term_keys(t, "<Down><Enter>");
	term_must_text(t, "6 am on collection day");
	term_must_sync(t);
	term_keys(t, "<C-u>");
	term_type(t, "7 am: on collection day");
	term_keys(t, "<C-s>");
	term_must_text(t, "DRAFT");
	term_must_sync(t);
	term_keys(t, "s");
	term_must_text(t, "Why");
	term_must_sync(t);
	term_type(t, "New rounds");
	term_keys(t, "<Enter><Enter><Enter>");
	term_must_text(t, "is submitted: somebody else");
	int keys = term_keys_counted(t);
	printf("# keys: a fact changed and submitted: %d of at most 12\n", keys);
	ck_assert_int_le(keys, 12);
}

static void
approve(struct office *o)
{
	struct term *t = sign_in(o, "chorley-oss-4", SECOND);
	term_must_text(t, "submitted, by " OFFICER);
	term_must_sync(t);
	term_keys(t, "<Down><Enter>");
	term_must_text(t, "6 am on collection day → 7 am: on");
	term_must_sync(t);
	term_keys(t, "y");
	term_must_text(t, "Approve it");
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "is published.");
	term_free(t);
}

START_TEST(from_the_officer_through_a_second_person_into_a_call)
{
	struct session s;
	char reference[16];
	session_missed_bin(&s, "chorley-cc-1", &session_amina);
	add_author(&s.office, OFFICER, "R. Aspden", "information_officer");
	add_author(&s.office, SECOND, "K. Walmsley", "supervisor");
	term_keys(s.t, "1");
	term_must_text(s.t, "Was it at the kerb by 6 am?");
	struct term *officer = sign_in(&s.office, "chorley-oss-3", OFFICER);
	change_a_fact(officer);
	approve(&s.office);
	int64_t from = proc_ms();
	term_must_text(s.t, "Changed since you began");
	printf("# from approval to a call in progress: %d ms\n", (int)(proc_ms() - from));
	term_must_text(officer, "is approved and published.");
	term_must_text(s.t, "Was it at the kerb by 6 am?");
	term_must_sync(s.t);
	term_keys(s.t, "i");
	term_must_text(s.t, "fact put_out_by: 6 am on collection day → 7 am: on collection day");
	term_must_text(s.t, "Answered before the change:");
	term_must_sync(s.t);
	term_keys(s.t, "<Esc>");
	term_must_gone(s.t, "Changed since");
	session_log_bin(&s, reference);
	session_sent(&s);
	/* Each answer under the version it was given. */
	char *page = session_case(&s, reference);
	int before = json_index(page, "answers", "prompt", "bin"),
	    after = json_index(page, "answers", "prompt", "out_by_six");
	ck_assert_msg(before >= 0 && after >= 0, "%s", page);
	char *first = proc_text("answers.%d.version", before),
	     *second = proc_text("answers.%d.version", after);
	char *old = json_get(page, first), *new = json_get(page, second);
	ck_assert_msg(atoll(old) < atoll(new), "%s", page);
	free(first);
	free(second);
	free(old);
	free(new);
	free(page);
	term_free(officer);
	session_close(&s);
}
END_TEST

START_TEST(killed_in_mid_edit)
{
	struct office o;
	office_init(&o);
	add_author(&o, OFFICER, "R. Aspden", "information_officer");
	struct term *t = sign_in(&o, "chorley-oss-3", OFFICER);
	term_type(t, "missed bin");
	term_must_text(t, "Missed bin collection");
	term_keys(t, "<Enter>");
	term_must_text(t, "Put out by");
	term_must_sync(t);
	term_keys(t, "<Down><Enter>");
	term_must_text(t, "6 am on collection day");
	term_must_sync(t);
	term_keys(t, "<C-u>");
	term_type(t, "7 am on coll");
	term_must_sync(t);
	term_must_row(t, -2, "Sent");
	term_signal(t, SIGKILL);
	term_free(t);

	t = office_desk(&o, "chorley-oss-3", 0, NULL, 24, 80);
	term_must_text(t, "Password");
	office_type_sign_in(t, OFFICER);
	term_must_gone(t, "Password");
	term_must_text(t, "7 am on coll");
	term_must_sync(t);
	term_type(t, "ection day");
	term_must_text(t, "7 am on collection day");
	term_keys(t, "<C-s>");
	term_must_text(t, "6 am on collection day → 7 am on");
	term_must_text(t, "DRAFT");
	term_free(t);
	office_release(&o);
}
END_TEST

/* A file of the starter directory into this folder; two of them with dates long past. */
static void
copy_aged(const char *from, const char *folder)
{
	const char *name = strrchr(from, '/') + 1;
	char *to = proc_text("%s/%s", folder, name), *text;
	size_t length;
	struct err err = {""};
	ck_assert_msg(file_read_all(from, 1 << 20, &text, &length, &err) == 0, "%s", err.text);
	char *assured = strstr(text, "\nassured: "), *review = strstr(text, "\nreview_by: ");
	if (strcmp(name, "missed-bin.yaml") == 0 || strcmp(name, "bulky-waste.yaml") == 0) {
		ck_assert(assured && review);
		memcpy(assured, "\nassured: 2025-01-05", strlen("\nassured: 2025-01-05"));
		memcpy(review, "\nreview_by: 2026-01-05", strlen("\nreview_by: 2026-01-05"));
	}
	FILE *f = fopen(to, "w");
	ck_assert(f && fwrite(text, 1, length, f) == length && fclose(f) == 0);
	free(text);
	free(to);
}

static void
publish_aged(struct office *o)
{
	char *folder = proc_text("%s/old", o->crm.dir), *pattern = proc_source("scripts/*.y*ml");
	glob_t files;
	ck_assert_int_eq(mkdir(folder, 0700), 0);
	ck_assert_int_eq(glob(pattern, 0, NULL, &files), 0);
	for (size_t i = 0; i < files.gl_pathc; i++)
		copy_aged(files.gl_pathv[i], folder);
	ctl_ok(&o->crm, "publish", folder);
	globfree(&files);
	free(pattern);
	free(folder);
}

START_TEST(several_overdue_entries_in_one_go)
{
	struct office o;
	office_init(&o);
	add_author(&o, OFFICER, "R. Aspden", "information_officer");
	publish_aged(&o);
	struct term *t = sign_in(&o, "chorley-oss-3", OFFICER);
	term_must_text(t, "2 entries to be looked at again");
	term_must_sync(t);
	term_keys(t, "<F7>");
	term_must_text(t, "review 5 Jan 2026");
	term_must_sync(t);
	term_keys(t, "<Space>");
	term_must_text(t, "1 marked");
	term_must_sync(t);
	term_keys(t, "m");
	term_must_text(t, "2 marked");
	term_must_sync(t);
	term_keys(t, "g");
	term_must_text(t, "Vouch for 2 entries");
	term_must_sync(t);
	term_keys(t, "<Enter>");
	term_must_text(t, "Every entry has been looked at in time.");
	term_free(t);
	office_release(&o);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/officer");
	TCase *tests = tcase_create("officer");
	tcase_set_timeout(tests, 240);
	tcase_add_test(tests, from_the_officer_through_a_second_person_into_a_call);
	tcase_add_test(tests, killed_in_mid_edit);
	tcase_add_test(tests, several_overdue_entries_in_one_go);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
