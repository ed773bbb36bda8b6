/* An old CRM's customers, contacts and cases come in through frontdeskctl, once; what was wrong
 * with a row is said of that row; old references find people and cases; what is worked on here
 * stays. */
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/proc.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct office office;
static struct api ellis;

static void
setup(void)
{
	office_init(&office);
	api_init(&ellis, office.crm.port);
	api_ready(&ellis, &office, "chorley-oss-1", OFFICE_ADVISOR);
}

static void
teardown(void)
{
	api_release(&ellis);
	office_release(&office);
}

/* Imports a file of tests/data/old-crm, or tries to; what it wrote is the caller's to free. */
static char *
run_import(const char *kind, const char *file, int status, bool trial)
{
	char name[200], *out = NULL;
	snprintf(name, sizeof name, "tests/data/old-crm/%s", file);
	char *path = proc_source(name), *map = proc_source("tests/data/old-crm/services.csv");
	bool people = strcmp(kind, "customers") == 0;
	const char *args[9] = {"import", kind, path, "--origin", "siebel"};
	int count = 5;
	if (!people) {
		args[count++] = "--map";
		args[count++] = map;
	}
	if (trial)
		args[count] = "--dry-run";
	int got = ctl_run(&office.crm, &out, args);
	ck_assert_msg(got == status, "%s ended with %d, not %d: %s", kind, got, status, out);
	free(path);
	free(map);
	return out;
}

static char *
import(const char *kind, const char *file, int status)
{
	return run_import(kind, file, status, false);
}

static void
says(const char *out, const char *sentence)
{
	ck_assert_msg(strstr(out, sentence) != NULL, "\"%s\" is not in: %s", sentence, out);
}

static void
import_all(void)
{
	free(import("customers", "customers.csv", 0));
	free(import("contacts", "contacts.csv", 3));
	free(import("cases", "cases.csv", 3));
}

/* The reply's body, which is the caller's to free. */
static char *
got(const char *path, int status)
{
	struct http_reply reply = http_get(&ellis.http, path);
	ck_assert_msg(reply.status == status, "%s: %d %s", path, reply.status, reply.body);
	char *body = strdup(reply.body);
	http_reply_release(&reply);
	return body;
}

static char *
person(const char *words)
{
	char path[200];
	snprintf(path, sizeof path, "/v1/customers?q=%s", words);
	char *found = got(path, 200), *id = json_get(found, "items.0.id");
	ck_assert_msg(id != NULL, "%s found nobody: %s", words, found);
	char *contact = office_id();
	snprintf(path, sizeof path, "/v1/customers/%s?contact=%s", id, contact);
	char *page = got(path, 200);
	free(found);
	free(id);
	free(contact);
	return page;
}

START_TEST(each_row_is_taken_or_its_reason_told)
{
	char *out = import("customers", "customers.csv", 0);
	says(out, "imported 3, set aside 0");
	free(out);
	out = import("contacts", "contacts.csv", 3);
	says(out, "imported 4, set aside 8");
	says(out, "contacts.csv:7: customer: no customer came with the key P9");
	says(out, "contacts.csv:8: began: \"31/02/2009\" is not a date and time");
	says(out, "channel: \"pigeon\" is not known here");
	says(out, "council: \"Atlantis\" is no council here");
	says(out, "service: \"Dragons\" is no service here");
	says(out, "outcome: \"exploded\" is not known here");
	says(out, "began: \"03/11/2009 2:05 pm\" is not a date and time");
	says(out, "began: \"03/11/2009 10:-3\" is not a date and time");
	free(out);
	out = import("cases", "cases.csv", 3);
	says(out, "imported 2, set aside 5");
	says(out, "contact: no contact came with the key C99");
	says(out, "enquiries.0.opens.queue: no such queue");
	says(out, "closed: the row does not say when");
	says(out, "closed: that is before it was opened");
	says(out, "cases.csv:8: service: the row says none");
	free(out);
}
END_TEST

static bool
is_found(const char *words)
{
	char path[200];
	snprintf(path, sizeof path, "/v1/customers?q=%s", words);
	char *found = got(path, 200);
	bool any = json_count(found, "items") > 0;
	free(found);
	return any;
}

/* On either engine; tests/formats/old_files compares SQLite's bytes. */
START_TEST(a_trial_keeps_nothing)
{
	static const char *const kinds[] = {"customers", "contacts", "cases"};
	for (size_t i = 0; i < 3; i++) {
		char file[40], *trial, *real;
		snprintf(file, sizeof file, "%s.csv", kinds[i]);
		trial = run_import(kinds[i], file, i ? 3 : 0, true);
		ck_assert(!is_found("CRM-0012345"));
		ck_assert(is_found("07700900321") == (i > 0));
		real = run_import(kinds[i], file, i ? 3 : 0, false);
		char *end = strstr(trial, "Nothing was changed: this was a trial.\n");
		ck_assert_msg(end != NULL, "%s", trial);
		memmove(end, strchr(end, '\n') + 1, strlen(strchr(end, '\n')));
		ck_assert_str_eq(trial, real);
		free(trial);
		free(real);
	}
}
END_TEST

START_TEST(what_was_imported_is_history)
{
	import_all();
	char *page = person("CRM-0012345");
	ck_assert_int_eq(json_count(page, "history"), 3);
	/* Newest first: counter 2010, what happened to the case, the call that opened it. */
	ck_assert(json_is(page, "history.0.channel", "counter"));
	ck_assert(json_is(page, "history.0.at", "2010-02-11T09:30:00Z"));
	ck_assert(json_is(page, "history.0.origin", "siebel"));
	ck_assert(json_is(page, "history.0.outcome", "resolved"));
	char *note = json_get(page, "history.0.note");
	ck_assert_str_eq(note, "Asked about band C\nTaken by M. Old");
	ck_assert(json_is(page, "history.1.happened", "close"));
	ck_assert(json_is(page, "history.1.note", "Emptied by the late round"));
	ck_assert(json_is(page, "history.2.at", "2009-11-03T14:05:00Z"));
	ck_assert(json_is(page, "history.2.state", "closed"));
	ck_assert(json_is(page, "history.2.old_reference", "CRM-0012345"));
	free(note);
	free(page);
	/* Summer time: ten in the morning of 1 July was nine in UTC. */
	page = person("07700900321");
	ck_assert(json_is(page, "history.1.at", "2010-07-01T09:00:00Z"));
	ck_assert(json_is(page, "history.1.channel", "post"));
	ck_assert(json_is(page, "history.0.state", "open"));
	free(page);
}
END_TEST

START_TEST(an_old_reference_finds_its_case_and_its_person)
{
	import_all();
	char *kase = got("/v1/cases/crm-0012345", 200);
	ck_assert(json_is(kase, "record.origin_key", "CRM-0012345"));
	ck_assert(json_is(kase, "record.state", "closed"));
	char *reference = json_get(kase, "record.reference");
	ck_assert_uint_eq(strlen(reference), strlen("NNNN-NNNN-C"));
	char *found = got("/v1/customers?q=crm-0012399", 200);
	ck_assert_int_eq(json_count(found, "items"), 1);
	ck_assert(json_is(found, "items.0.name", "SHAW, Robert"));
	free(found);
	free(got("/v1/cases/CRM-0099999", 404));
	free(reference);
	free(kase);
}
END_TEST

START_TEST(a_second_run_brings_nothing)
{
	import_all();
	char *before = person("CRM-0012345");
	import_all();
	char *after = person("CRM-0012345");
	ck_assert_int_eq(json_count(after, "history"), json_count(before, "history"));
	for (int i = 0; i < json_count(before, "history"); i++) {
		char path[40];
		snprintf(path, sizeof path, "history.%d.id", i);
		char *one = json_get(before, path);
		ck_assert(json_is(after, path, one));
		free(one);
	}
	free(before);
	free(after);
}
END_TEST

START_TEST(what_was_changed_here_stays)
{
	import_all();
	char *page = person("CRM-0012345"), *id = json_get(page, "customer.id"), path[80],
	     body[300];
	snprintf(path, sizeof path, "/v1/customers/%s", id);
	snprintf(body, sizeof body,
	    "{\"id\":\"%s\",\"was\":{\"born\":\"1949-03-14\"},\"now\":{\"born\":\"1949-03-15\"}}",
	    id);
	struct http_reply reply = api_write(&ellis, "PATCH", path, NULL, body);
	ck_assert_msg(reply.status == 200, "%d %s", reply.status, reply.body);
	http_reply_release(&reply);
	/* The same rows say nothing new; others would undo what was said here. */
	free(import("customers", "customers.csv", 0));
	char file[4096], *out = NULL;
	snprintf(file, sizeof file, "%s/newer.csv", office.crm.dir);
	FILE *newer = fopen(file, "w");
	ck_assert_ptr_nonnull(newer);
	fputs("origin_key,given,family,born\nP1,Amina,Patel,1949-03-14\nP3,Enid "
	      "Mary,Holt,1931-05-02\n",
	    newer);
	ck_assert_int_eq(fclose(newer), 0);
	ck_assert_int_eq(
	    ctl(&office.crm, &out, "import", "customers", "--origin", "siebel", file), 3);
	says(out, "newer.csv:2: conflict: the customer was changed here since it was imported");
	says(out, "imported 1, set aside 1");
	free(out);
	free(page);
	page = person("CRM-0012345");
	ck_assert(json_is(page, "customer.born", "1949-03-15"));
	free(page);
	free(id);
}
END_TEST

START_TEST(what_was_taken_elsewhere_is_not_counted_here)
{
	char *out = NULL;
	import_all();
	ck_assert_int_eq(ctl(&office.crm, &out, "--json", "report", "fpoc", "--from", "2009-01-01",
			     "--to", "2011-01-01"),
	    0);
	ck_assert_msg(
	    strstr(out, "resolved\":1") == NULL && strstr(out, "referred\":1") == NULL, "%s", out);
	free(out);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("api/old_crm");
	TCase *tcase = tcase_create("old_crm");
	tcase_set_timeout(tcase, 60);
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, each_row_is_taken_or_its_reason_told);
	tcase_add_test(tcase, a_trial_keeps_nothing);
	tcase_add_test(tcase, what_was_imported_is_history);
	tcase_add_test(tcase, an_old_reference_finds_its_case_and_its_person);
	tcase_add_test(tcase, a_second_run_brings_nothing);
	tcase_add_test(tcase, what_was_changed_here_stays);
	tcase_add_test(tcase, what_was_taken_elsewhere_is_not_counted_here);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
