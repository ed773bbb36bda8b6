/* A survey that is sent by mail, through a real mail server: whoever was drawn has a link in their
 * mailbox, the page behind it takes their answers once, and the report counts them under nobody's
 * name. */
#include "base/file.h"
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/post.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DESK "chorley-cc-1"

static struct office office;
static struct post post;
static struct api desk;
static char *amina;

/* A service of the starter with something else in its file. */
static void
publish(const char *service, const char *was, const char *now)
{
	char *from = proc_text("scripts/%s.yaml", service), *path = proc_source(from), *text;
	char *to = proc_text("%s/%s.yaml", office.crm.dir, service);
	size_t length;
	struct err err;
	ck_assert_msg(file_read_all(path, 1 << 20, &text, &length, &err) == 0, "%s", err.text);
	char *at = strstr(text, was);
	ck_assert_ptr_nonnull(at);
	FILE *f = fopen(to, "w");
	fprintf(f, "%.*s%s%s", (int)(at - text), text, now, at + strlen(was));
	fclose(f);
	ctl_ok(&office.crm, "publish", to);
	free(text), free(from), free(path), free(to);
}

static void
begin(void)
{
	post_begin(&post);
	office_furnish(&office);
	publish("survey-contact", "share: 1 in 10, by: mail", "share: all, by: mail");
	publish("missed-bin", "mechanisms: [telephone,", "mechanisms: [telephone, outbound,");
	server_start_with(&office.crm, (const char *const[]){"--connect", post.settings, NULL});
	api_ready(&desk, &office, DESK, OFFICE_ADVISOR);
	struct http_reply reply = http_get(&desk.http, "/v1/customers?q=patel+amina");
	amina = json_get(reply.body, "items.0.id");
	ck_assert_ptr_nonnull(amina);
	http_reply_release(&reply);
}

static void
end(void)
{
	api_release(&desk);
	free(amina);
	office_release(&office);
	post_end(&post);
}

static void
ok(const char *method, const char *path, const char *body)
{
	struct http_reply reply = api_write(&desk, method, path, NULL, body);
	ck_assert_msg(reply.status == 200, "%s: %d %s", path, reply.status, reply.body);
	http_reply_release(&reply);
}

static void
agrees(const char *kind, bool agreed)
{
	char *row = office_id(), *path = proc_text("/v1/customers/%s", amina);
	char *body = proc_text("{\"id\":\"%s\",\"was\":{},\"now\":{\"emails\":[{\"id\":\"%s\","
			       "\"address\":\"amina@people.example\"}],\"consents\":[{\"id\":\"%s\""
			       ",\"kind\":\"%s\",\"agreed\":%s,\"how\":\"by mail\"}]}}",
	    amina, row, row, kind, agreed ? "true" : "false");
	ok("PATCH", path, body);
	free(row), free(path), free(body);
}

/* She wrote about her garden bin, and was answered. */
static void
served(const char *channel)
{
	char *id = office_id(), *enquiry = office_id(), *path = proc_text("/v1/contacts/%s", id);
	char *body = proc_text(
	    "{\"id\":\"%s\",\"step\":1,\"at\":\"chorley\",\"as\":\"chorley\","
	    "\"desk\":\"" DESK "\",\"channel\":\"%s\",\"customer\":\"%s\",\"began\":"
	    "\"2026-11-20T10:42:00Z\",\"ended\":\"2026-11-20T10:43:00Z\",\"enquiries\":"
	    "[{\"id\":\"%s\",\"service\":\"garden-waste\",\"responsible\":\"chorley\","
	    "\"outcome\":\"resolved\",\"version\":1,\"began\":\"2026-11-20T10:42:00Z\"}]}",
	    id, channel, amina, enquiry);
	ok("PUT", path, body);
	free(id), free(enquiry), free(path), free(body);
}

static int64_t
counted(const char *sql)
{
	struct err err;
	struct db *db = db_open(office.crm.db, DB_READER, &err);
	ck_assert_msg(db != NULL, "%s", err.text);
	int64_t count = db_number(db, sql, NO_VALUES, 0);
	db_close(db);
	return count;
}

/* As a browser: the status, and the page. */
static char *
browse(const char *method, const char *path, const char *body, int *status)
{
	struct http browser;
	http_init(&browser, office.crm.port);
	char *about = body ? proc_text("Content-Type: application/x-www-form-urlencoded\r\n"
				       "Content-Length: %zu\r\n",
				 strlen(body))
			   : strdup("");
	char *head = proc_text(
	    "%s %s HTTP/1.1\r\nHost: a\r\n%s\r\n%s", method, path, about, body ? body : "");
	ck_assert(http_connect(&browser) && http_write(&browser, head, strlen(head)));
	struct http_reply reply = http_read(&browser, HTTP_MS);
	free(about), free(head);
	char *page = strdup(reply.body ? reply.body : "");
	*status = reply.status;
	http_reply_release(&reply);
	http_release(&browser);
	return page;
}

START_TEST(answered_once_and_only_counted)
{
	int status;
	agrees("email", true);
	served("phone"); /* no mail for a call */
	served("email");
	char *got = post_wait(&post, "amina", 1), *link = strstr(got, "example/surveys/");
	ck_assert_msg(link != NULL, "%s", got);
	link += strlen("example");
	char *path = strndup(link, strcspn(link, "\r\n"));
	char *stored = proc_text(
	    "SELECT count(*) FROM mail WHERE text LIKE '%%%s%%'", path + strlen("/surveys/"));
	ck_assert_int_eq(counted(stored), 0); /* the secret is kept nowhere */
	free(stored);

	/* The page, in her language; what is left open is asked for again. */
	char *page = browse("GET", path, NULL, &status);
	ck_assert_int_eq(status, 200);
	ck_assert_msg(strstr(page, "How was it today, all in all?") && !strstr(page, "Last name"),
	    "%s", page);
	free(page);
	char *welsh = proc_text("%s?language=cy", path);
	page = browse("GET", welsh, NULL, &status);
	ck_assert_msg(strstr(page, "Sut oedd hi heddiw") != NULL, "%s", page);
	free(page), free(welsh);
	page =
	    browse("POST", path, "form.language=en&face=&face=good&why=&first_contact=", &status);
	ck_assert_int_eq(status, 200);
	ck_assert_msg(strstr(page, "Answer this question.") != NULL, "%s", page);
	free(page);
	ck_assert_int_eq(counted("SELECT count(*) FROM survey_count"), 0);

	static const char whole[] =
	    "form.language=en&face=&face=good&why=&why=staff&first_contact=&first_contact=yes";
	page = browse("POST", path, whole, &status);
	ck_assert_int_eq(status, 200);
	ck_assert_msg(strstr(page, "Nobody sees who answered what.") != NULL, "%s", page);
	free(page);
	page = browse("POST", path, whole, &status); /* once */
	ck_assert_int_eq(status, 404);
	free(page);
	page = browse("GET", path, NULL, &status);
	ck_assert_int_eq(status, 404);
	free(page);
	ck_assert_int_eq(counted("SELECT count FROM survey_count WHERE part = 'channel' AND "
				 "member = 'email' AND question = 'face' AND answer = 'good'"),
	    1);
	ck_assert_int_eq(
	    counted("SELECT count(*) FROM survey_asking WHERE reply = 'answered' AND channel = "
		    "'email'"),
	    1);
	ctl_says(&office.crm, 0,
	    WORDS("report", "surveys", "--from", "2026-11-01", "--to", "2026-11-30"),
	    WORDS("survey-contact: who was asked", "(the score)"));

	/* She is not asked again so soon. */
	served("email");
	ck_assert_int_eq(counted("SELECT count(*) FROM survey_asking"), 1);
	ck_assert_int_eq(counted("SELECT count(*) FROM survey_invite"), 0);
	free(got), free(path);
}
END_TEST

START_TEST(only_who_agreed_is_written_to)
{
	served("email"); /* never asked about mails */
	agrees("email", true);
	agrees("survey", false);
	served("email");
	ck_assert_int_eq(counted("SELECT count(*) FROM survey_asking"), 0);
	ck_assert_int_eq(counted("SELECT count(*) FROM mail"), 0);
}
END_TEST

/* A form is a contact, too, once it is known whose it is. */
START_TEST(whoever_sent_a_form_is_asked)
{
	struct api client;
	int status;
	agrees("email", true);
	api_form_client(&client, &office, "chorley-web");
	char *id = office_id();
	char *body = proc_text(
	    "form.id=%s&form.language=en&property=14+Union+Street%%2C+Chorley+PR7+1AB&bin=&bin="
	    "blue&out_by_six=yes&person.given=Amina&person.family=Patel&person.born=14%%2F3%%2F1949"
	    "&person.phone=01632+960151&person.postcode=PR7+1AB&person.address=14+Union+Street",
	    id);
	char *page = browse("POST", "/forms/chorley/missed-bin", body, &status);
	ck_assert_int_eq(status, 200);
	ck_assert_msg(strstr(page, "Your reference:") != NULL, "%s", page);
	free(page);
	char *got = post_wait(&post, "amina", 1);
	ck_assert_msg(strstr(got, "/surveys/") != NULL, "%s", got);
	ck_assert_int_eq(counted("SELECT count(*) FROM survey_invite WHERE channel = 'web'"), 1);
	free(got), free(id), free(body);
	api_release(&client);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("survey_mail");
	TCase *c = tcase_create("survey_mail");
	tcase_set_timeout(c, 120);
	tcase_add_checked_fixture(c, begin, end);
	tcase_add_test(c, answered_once_and_only_counted);
	tcase_add_test(c, whoever_sent_a_form_is_asked);
	tcase_add_test(c, only_who_agreed_is_written_to);
	suite_add_tcase(suite, c);
	return tap_run(suite);
}
