/* E-mail over a real mail server: what comes in is kept once, threaded, answered, and its answer
 * comes to the case; what no person wrote is told apart; what cannot be sent is seen. */
#include "base/id.h"
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/post.h"
#include "helpers/proc.h"
#include "helpers/tap.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DESK "chorley-cc-1"
#define NOW "2026-11-20T10:42:00Z"
#define CARD "4111 1111 1111 1111"

enum { DEADLINE = 60000 };

static struct office office;
static struct post post;
static struct api desk;
static char *customer;
static long next_reference;

static void
serve(void)
{
	server_start_with(&office.crm, (const char *const[]){"--connect", post.settings, NULL});
}

static void
begin(void)
{
	post_begin(&post);
	office_furnish(&office);
	serve();
	api_ready(&desk, &office, DESK, OFFICE_ADVISOR);
	struct http_reply reply = http_get(&desk.http, "/v1/customers?q=patel+amina");
	customer = json_get(reply.body, "items.0.id");
	ck_assert_ptr_nonnull(customer);
	http_reply_release(&reply);
	reply = api_write(&desk, "POST", "/v1/leases", NULL, NULL);
	char *from = json_get(reply.body, "from");
	next_reference = strtol(from, NULL, 10);
	free(from);
	http_reply_release(&reply);
}

static void
end(void)
{
	api_release(&desk);
	free(customer);
	office_release(&office);
	post_end(&post);
}

static char *
get(const char *path)
{
	struct http_reply reply = http_get(&desk.http, path);
	ck_assert_msg(reply.status == 200, "%s: %d %s", path, reply.status, reply.body);
	char *body = strdup(reply.body);
	http_reply_release(&reply);
	return body;
}

/* Waits until so many mails wait; the list. */
static char *
waiting(int count)
{
	int64_t deadline = proc_ms() + DEADLINE;
	for (;;) {
		char *list = get("/v1/mails");
		if (json_count(list, "items") >= count)
			return list;
		ck_assert_msg(proc_left(deadline) > 0, "not %d mails: %s", count, list);
		free(list);
		poll(NULL, 0, 20);
	}
}

/* Waits until the text at a path of a resource is this one; the resource. */
static char *
until(const char *path, const char *where, const char *value)
{
	int64_t deadline = proc_ms() + DEADLINE;
	for (;;) {
		char *body = get(path);
		if (json_is(body, where, value))
			return body;
		ck_assert_msg(
		    proc_left(deadline) > 0, "%s: %s is not %s: %s", path, where, value, body);
		free(body);
		poll(NULL, 0, 20);
	}
}

static struct http_reply
put(const char *path, const char *body)
{
	return api_write(&desk, "PUT", path, NULL, body);
}

static void
put_well(const char *path, const char *body)
{
	struct http_reply reply = put(path, body);
	ck_assert_msg(reply.status == 200, "%s: %d %s", path, reply.status, reply.body);
	http_reply_release(&reply);
}

static int
put_event(const char *mail, const char *kind)
{
	char *id = office_id(), *path = proc_text("/v1/mails/%s/events/%s", mail, id);
	char *body = proc_text("{\"id\":\"%s\",\"kind\":\"%s\"}", id, kind);
	struct http_reply reply = put(path, body);
	int status = reply.status;
	http_reply_release(&reply);
	free(id);
	free(path);
	free(body);
	return status;
}

/* Logs a contact about the mail that refers to a case; gives the case's id. */
static char *
log_case(
    const char *mail, const char *service, const char *queue, char reference[REFERENCE_LENGTH + 1])
{
	char *id = office_id(), *enquiry = office_id(), *case_id = office_id();
	char *path = proc_text("/v1/contacts/%s", id);
	reference_format(reference, (uint32_t)next_reference++);
	char *body = proc_text(
	    "{\"id\":\"%s\",\"step\":1,\"customer\":\"%s\",\"mail\":\"%s\",\"at\":\"chorley\","
	    "\"as\":"
	    "\"chorley\",\"desk\":\"" DESK "\",\"channel\":\"email\",\"began\":\"" NOW
	    "\",\"ended\":\"" NOW "\",\"enquiries\":[{\"id\":\"%s\",\"service\":\"%s\","
	    "\"responsible\":\"chorley\",\"outcome\":\"referred\",\"version\":1,\"began\":\"" NOW
	    "\",\"opens\":{\"id\":\"%s\",\"reference\":\"%s\",\"queue\":\"%s\"}}]}",
	    id, customer, mail, enquiry, service, case_id, reference, queue);
	put_well(path, body);
	free(id);
	free(enquiry);
	free(path);
	free(body);
	return case_id;
}

static char *
answer(const char *mail, const char *text)
{
	char *id = office_id(), *path = proc_text("/v1/mails/%s", id);
	char *body =
	    proc_text("{\"id\":\"%s\",\"mail\":\"%s\",\"subject\":\"Re: My bin\",\"text\":\"%s\"}",
		id, mail, text);
	put_well(path, body);
	free(path);
	free(body);
	return id;
}

static char *
path_of(const char *kind, const char *id)
{
	return proc_text("/v1/%s/%s", kind, id);
}

#define MAIL(id)                                                                                   \
	"From: Amina Patel <amina@people.example>\nTo: contact@council.example\nMessage-ID: <" id  \
	"@people.example>\n"

/* There and back: a mail, its case, our answer in the customer's mailbox, hers on the case. */
START_TEST(thread)
{
	char reference[REFERENCE_LENGTH + 1];
	post_send(&post, "amina@people.example", "contact@council.example",
	    MAIL("one") "Subject: My bin\n\nMy blue bin was missed. My card is " CARD ".\n");
	char *list = waiting(1), *mail = json_get(list, "items.0.id");
	char *path = path_of("mails", mail), *text = get(path);
	ck_assert(json_is(text, "subject", "My bin"));
	ck_assert(json_is(text, "text", "My blue bin was missed. My card is **** **** **** 1111."));
	ck_assert(json_is(text, "sender", "amina@people.example"));
	/* Nobody is believed to have written it. */
	ck_assert_ptr_null(json_get(text, "customer"));
	ck_assert_int_eq(put_event(mail, "take"), 200);
	char *case_id = log_case(mail, "missed-bin", "waste-round", reference);
	char *ours = answer(mail, "We will be back on Monday.");

	char *got = post_wait(&post, "amina", 1);
	char *subject = proc_text("Re: My bin [%s]", reference);
	char *in_reply = post_header(got, "In-Reply-To"), *name = post_header(got, "Message-ID");
	char *said = post_header(got, "Subject");
	ck_assert_str_eq(in_reply, "one@people.example");
	ck_assert_str_eq(said, subject);
	ck_assert_ptr_nonnull(strstr(got, "We will be back on Monday."));
	char *sent = path_of("mails", ours);
	free(until(sent, "state", "sent"));

	char *reply =
	    proc_text(MAIL("two") "Subject: Thanks\nIn-Reply-To: <%s>\n\nMonday is well.\n", name);
	post_send(&post, "amina@people.example", "contact@council.example", reply);
	char *of_case = path_of("cases", case_id);
	char *page = until(of_case, "mails.0.subject", "Thanks");
	ck_assert_int_eq(json_count(page, "mails"), 3);
	ck_assert(json_is(page, "mails.0.state", "filed"));
	ck_assert_ptr_nonnull(strstr(page, "Monday is well."));
	free(list), free(mail), free(path), free(text), free(case_id), free(ours), free(got);
	free(subject), free(in_reply), free(name), free(said), free(sent), free(reply);
	free(of_case), free(page);
}
END_TEST

/* The file that a message has, base64 of "four cm deep". */
#define WITH_FILE(id, head, name)                                                                  \
	MAIL(id)                                                                                   \
	head "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: " \
	     "text/plain\n\nSee the picture.\n--o\nContent-Type: image/png\nContent-Disposition: " \
	     "attachment; filename=\"" name "\"\nContent-Transfer-Encoding: base64\n\n"            \
	     "Zm91ciBjbSBkZWVw\n--o--\n"

/* What came with a mail stands on its case: as that is opened, and with what is written later. Its
 * bytes are kept once. */
START_TEST(files)
{
	char reference[REFERENCE_LENGTH + 1];
	post_send(&post, "amina@people.example", "contact@council.example",
	    WITH_FILE("pic", "Subject: A hole\n", "../hole.png"));
	char *list = waiting(1), *mail = json_get(list, "items.0.id");
	ck_assert_int_eq(put_event(mail, "take"), 200);
	char *case_id = log_case(mail, "missed-bin", "waste-round", reference);
	char *path = path_of("cases", case_id), *page = get(path);
	ck_assert_int_eq(json_count(page, "record.attachments"), 1);
	ck_assert(json_is(page, "record.attachments.0.name", "_._hole.png"));
	ck_assert(json_is(page, "record.attachments.0.type", "image/png"));
	char *id = json_get(page, "record.attachments.0.id");
	char *hash = json_get(page, "record.attachments.0.hash");
	char *file_path = proc_text("%s/attachments/%s", path, id), *file = get(file_path);
	ck_assert(json_is(file, "content", "Zm91ciBjbSBkZWVw"));
	char *ours = answer(mail, "We will look at it.");
	char *got = post_wait(&post, "amina", 1), *name = post_header(got, "Message-ID");
	char *again = proc_text(
	    WITH_FILE("pic2", "Subject: Another\nIn-Reply-To: <%s>\n", "second.png"), name);
	post_send(&post, "amina@people.example", "contact@council.example", again);
	char *after = until(path, "record.attachments.1.name", "second.png");
	ck_assert(json_is(after, "record.attachments.1.hash", hash));
	free(list), free(mail), free(case_id), free(path), free(page), free(id), free(hash);
	free(file_path), free(file), free(ours), free(got), free(name), free(again), free(after);
}
END_TEST

/* The server dies at any moment; each mail is there once, also when the mailbox is numbered anew.
 */
START_TEST(once)
{
	enum { MAILS = 8 };
	for (int i = 0; i < MAILS; i++) {
		char *message = proc_text(MAIL("%d") "Subject: number %d\n\nhello\n", i, i);
		post_send(&post, "amina@people.example", "contact@council.example", message);
		free(message);
		if (i % 2) {
			server_kill(&office.crm);
			serve();
		}
	}
	char *list = waiting(MAILS);
	ck_assert_int_eq(json_count(list, "items"), MAILS);
	free(list);
	/* Another UIDVALIDITY: everything is fetched again, nothing is kept again. */
	server_kill(&office.crm);
	post_renumber(&post, "contact");
	post_send(&post, "amina@people.example", "contact@council.example",
	    MAIL("last") "Subject: last\n\nhello\n");
	serve();
	list = waiting(MAILS + 1);
	ck_assert_int_eq(json_count(list, "items"), MAILS + 1);
	free(list);
}
END_TEST

START_TEST(taken_once)
{
	struct api other;
	api_ready(&other, &office, "chorley-cc-2", OFFICE_BACK);
	post_send(&post, "amina@people.example", "contact@council.example",
	    MAIL("one") "Subject: My bin\n\nhello\n");
	char *list = waiting(1), *mail = json_get(list, "items.0.id"), *id = office_id();
	char *path = proc_text("/v1/mails/%s/events/%s", mail, id);
	char *body = proc_text("{\"id\":\"%s\",\"kind\":\"take\"}", id);
	ck_assert_int_eq(put_event(mail, "take"), 200);
	struct http_reply reply = api_write(&other, "PUT", path, NULL, body);
	ck_assert_int_eq(reply.status, 409);
	http_reply_release(&reply);
	ck_assert_int_eq(put_event(mail, "release"), 200);
	reply = api_write(&other, "PUT", path, NULL, body);
	ck_assert_int_eq(reply.status, 200);
	http_reply_release(&reply);
	api_release(&other);
	free(list), free(mail), free(id), free(path), free(body);
}
END_TEST

/* What no person wrote is marked; a report that a mail came back says so on the mail, and nobody
 * can answer it. */
START_TEST(automatic)
{
	post_send(&post, "amina@people.example", "contact@council.example",
	    MAIL("one") "Subject: My bin\n\nhello\n");
	char *list = waiting(1), *mail = json_get(list, "items.0.id");
	char *ours = answer(mail, "Hello."), *path = path_of("mails", ours);
	free(until(path, "state", "sent"));
	char *report = proc_text(
	    "From: Mail Delivery System <MAILER-DAEMON@people.example>\nTo: "
	    "contact@council.example\nSubject: Undelivered\nAuto-Submitted: auto-replied\n"
	    "MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; "
	    "boundary=b\n\n--b\nContent-Type: text/plain\n\nIt could not be delivered.\n--b\n"
	    "Content-Type: text/rfc822-headers\n\nMessage-ID: <%s@council.example>\n--b--\n",
	    ours);
	post_send(&post, "", "contact@council.example", report);
	char *failed = until(path, "state", "failed");
	free(list);
	list = waiting(2);
	int at = json_index(list, "items", "subject", "Undelivered");
	char *where = proc_text("items.%d.automatic", at), *of = proc_text("items.%d.id", at);
	ck_assert(json_is(list, where, "bounce"));
	char *bounce = json_get(list, of), *id = office_id(), *to = path_of("mails", id);
	char *body = proc_text(
	    "{\"id\":\"%s\",\"mail\":\"%s\",\"subject\":\"Re\",\"text\":\"x\"}", id, bounce);
	struct http_reply reply = put(to, body);
	ck_assert_int_eq(reply.status, 422);
	http_reply_release(&reply);
	ck_assert_uint_eq(post_count(&post, "amina"), 1);
	free(list), free(mail), free(ours), free(path), free(report), free(failed), free(where);
	free(of), free(bounce), free(id), free(to), free(body);
}
END_TEST

/* Of a service whose e-mail is not the front office's a case is not written about. */
START_TEST(not_ours)
{
	char reference[REFERENCE_LENGTH + 1];
	post_send(&post, "amina@people.example", "contact@council.example",
	    MAIL("one") "Subject: Books\n\nhello\n");
	char *list = waiting(1), *mail = json_get(list, "items.0.id");
	char *case_id = log_case(mail, "allotments", "waste-round", reference), *id = office_id();
	char *path = path_of("mails", id);
	char *body = proc_text("{\"id\":\"%s\",\"case_id\":\"%s\",\"text\":\"x\"}", id, case_id);
	struct http_reply reply = put(path, body);
	ck_assert_msg(reply.status == 422 && json_is(reply.body, "field", "case_id"), "%d %s",
	    reply.status, reply.body);
	http_reply_release(&reply);
	free(list), free(mail), free(case_id), free(id), free(path), free(body);
}
END_TEST

/* Who is erased is in no mail any more. */
START_TEST(forgotten)
{
	char reference[REFERENCE_LENGTH + 1];
	char *word = proc_text("%s/word", office.crm.dir);
	FILE *file = fopen(word, "w");
	fputs(OFFICE_PASSWORD "\n", file);
	fclose(file);
	ctl_ok(&office.crm, "user", "add", "officer", "--name", "Officer", "--council", "chorley",
	    "--role", "dpo", "--password-file", word);
	post_send(&post, "amina@people.example", "contact@council.example",
	    MAIL("one") "Subject: My bin\n\nhello\n");
	char *list = waiting(1), *mail = json_get(list, "items.0.id");
	char *case_id = log_case(mail, "missed-bin", "waste-round", reference);
	ctl_ok(&office.crm, "erase", customer, "--as", "officer", "--because", "she asked",
	    "--with-open-cases");
	char *path = path_of("mails", mail), *now = get(path);
	ck_assert_ptr_null(strstr(now, "hello"));
	ck_assert_ptr_null(strstr(now, "amina"));
	free(list), free(mail), free(case_id), free(path), free(now), free(word);
}
END_TEST

/* The other side refuses for good: the mail says why, the queue shows it, without the address. */
START_TEST(refused)
{
	post_send(&post, "gone@people.example", "contact@council.example",
	    "From: gone@people.example\nSubject: My bin\n\nhello\n");
	char *list = waiting(1), *mail = json_get(list, "items.0.id");
	char *ours = answer(mail, "Hello."), *path = path_of("mails", ours), *out;
	char *failed = until(path, "state", "failed"), *error = json_get(failed, "error");
	ck_assert_msg(strstr(error, "nobody of that name") != NULL, "%s", error);
	ctl(&office.crm, &out, "connect", "list");
	ck_assert_ptr_nonnull(strstr(out, "mail-send"));
	ck_assert_ptr_nonnull(strstr(out, "failed"));
	ck_assert_ptr_null(strstr(out, "@people.example"));
	char *job = strndup(out, ID_LENGTH);
	ctl_ok(&office.crm, "connect", "retry", job);
	free(list), free(mail), free(ours), free(path), free(failed), free(error), free(out);
	free(job);
}
END_TEST

/* While the mail server is away nothing is lost, and what waits goes when it is back. */
START_TEST(away)
{
	post_send(&post, "amina@people.example", "contact@council.example",
	    MAIL("one") "Subject: My bin\n\nhello\n");
	char *list = waiting(1), *mail = json_get(list, "items.0.id"), *out;
	post_down(&post);
	char *ours = answer(mail, "Hello."), *path = path_of("mails", ours);
	int64_t deadline = proc_ms() + DEADLINE;
	/* Tried, and not being tried. */
	for (out = NULL; !out || !strstr(out, "waiting") || !strstr(out, "connect to");
	     poll(NULL, 0, 20)) {
		free(out);
		ctl(&office.crm, &out, "connect", "list");
		ck_assert_msg(proc_left(deadline) > 0, "%s", out);
	}
	server_kill(&office.crm);
	post_up(&post);
	serve();
	char *job = strndup(out, ID_LENGTH);
	ctl_ok(&office.crm, "connect", "retry", job);
	free(post_wait(&post, "amina", 1));
	free(until(path, "state", "sent"));
	free(list), free(mail), free(out), free(ours), free(path), free(job);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("mail");
	TCase *tc = tcase_create("mail");
	tcase_set_timeout(tc, 240);
	tcase_add_checked_fixture(tc, begin, end);
	tcase_add_test(tc, thread);
	tcase_add_test(tc, files);
	tcase_add_test(tc, once);
	tcase_add_test(tc, taken_once);
	tcase_add_test(tc, automatic);
	tcase_add_test(tc, not_ours);
	tcase_add_test(tc, forgotten);
	tcase_add_test(tc, refused);
	tcase_add_test(tc, away);
	suite_add_tcase(suite, tc);
	return tap_run(suite);
}
