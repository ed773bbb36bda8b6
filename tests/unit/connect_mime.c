/* Messages of e-mail as mails: what is read, what is left out, and what an attacker may write. */
#include "base/arena.h"
#include "base/text.h"
#include "connect/mime.h"
#include "helpers/tap.h"

#include <stdlib.h>
#include <string.h>

static struct arena arena;

static void
begin(void)
{
	mime_begin();
	arena_init(&arena);
}

static void
end(void)
{
	arena_release(&arena);
}

static struct mail
read_text(const char *text)
{
	struct mail mail;
	mime_read(text, strlen(text), false, &mail, &arena);
	return mail;
}

#define HEAD "From: Amina Patel <amina@people.example>\r\nTo: contact@council.example\r\n"

START_TEST(plain)
{
	struct mail mail = read_text(
	    HEAD "Subject: =?utf-8?q?Si=C3=A2n's_bin?=\r\nMessage-ID: <one@people.example>\r\n"
		 "In-Reply-To: <b@council.example>\r\nReferences: <a@council.example>\r\n"
		 " <b@council.example>\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
		 "Content-Transfer-Encoding: quoted-printable\r\n\r\nThe fee is =A35.\r\nBye\r\n");
	ck_assert_str_eq(mail.sender, "amina@people.example");
	ck_assert_str_eq(mail.sender_name, "Amina Patel");
	ck_assert_str_eq(mail.subject, "Siân's bin");
	ck_assert_str_eq(mail.text, "The fee is £5.\nBye");
	ck_assert_str_eq(mail.message, "one@people.example");
	ck_assert_str_eq(mail.answers, "b@council.example");
	ck_assert_str_eq(mail.thread, "a@council.example b@council.example");
	ck_assert_ptr_null(mail.automatic);
	ck_assert_uint_eq(mail.files.count, 0);
}
END_TEST

START_TEST(alternative_and_file)
{
	struct mail mail = read_text(
	    HEAD "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n"
		 "Content-Type: multipart/alternative; boundary=i\r\n\r\n--i\r\n"
		 "Content-Type: text/plain\r\n\r\nthe plain one\r\n--i\r\nContent-Type: "
		 "text/html\r\n\r\n"
		 "<p>the other</p>\r\n--i--\r\n--o\r\nContent-Type: image/png\r\n"
		 "Content-Disposition: attachment; filename=\"../bin\x1b[31m.png\"\r\n"
		 "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--o--\r\n");
	ck_assert_str_eq(mail.text, "the plain one");
	ck_assert_uint_ge(mail.files.count, 1);
	const struct mail_file *file = LIST_AT(struct mail_file, &mail.files, mail.files.count - 1);
	ck_assert_str_eq(file->type, "image/png");
	ck_assert_int_eq(file->size, 8);
	ck_assert_mem_eq(file->bytes, "\x89PNG\r\n\x1a\n", 8);
	ck_assert(text_is_printable(file->name, strlen(file->name)));
}
END_TEST

/* Of a message that was cut the last file is not whole; what is too large is not kept either. */
START_TEST(file_that_is_not_whole)
{
	struct mail mail;
	struct buf whole;
	static const char two[] =
	    HEAD "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\n"
		 "Content-Type: image/png\r\n\r\nfirst\r\n--o\r\nContent-Type: image/png\r\n\r\n"
		 "seco";
	mime_read(two, strlen(two), true, &mail, &arena);
	ck_assert_uint_eq(mail.files.count, 2);
	ck_assert_ptr_nonnull(LIST_AT(struct mail_file, &mail.files, 0)->bytes);
	ck_assert_ptr_null(LIST_AT(struct mail_file, &mail.files, 1)->bytes);
	buf_init(&whole, MIME_LIMIT);
	buf_puts(&whole, HEAD "MIME-Version: 1.0\r\nContent-Type: image/png\r\n\r\n");
	for (int i = 0; i <= ATTACHMENT_MOST / 10; i++)
		buf_puts(&whole, "0123456789");
	mime_read(whole.data, whole.length, false, &mail, &arena);
	ck_assert_uint_eq(mail.files.count, 1);
	ck_assert_ptr_null(LIST_AT(struct mail_file, &mail.files, 0)->bytes);
	buf_release(&whole);
}
END_TEST

START_TEST(html_alone)
{
	struct mail mail = read_text(HEAD
	    "Content-Type: text/html; charset=utf-8\r\n\r\n<html><head><title>no</title><style>p{}"
	    "</style></head><body><script>alert(1)</script><p>My bin &amp; <b>box</b><br>were "
	    "missed &#x1b;[31m&#163;5</p><!-- <p>hidden</p> --><p>Thanks</p></body></html>");
	ck_assert_str_eq(mail.text, "My bin & box\nwere missed  [31m£5\n\nThanks");
}
END_TEST

START_TEST(nobody_wrote_it)
{
	static const struct {
		const char *head, *said;
	} heads[] = {{"Auto-Submitted: auto-replied\r\n", "reply"},
	    {"Auto-Submitted: no\r\n", NULL}, {"X-Autoreply: yes\r\n", "reply"},
	    {"Precedence: bulk\r\n", "list"}, {"List-Id: <news.example>\r\n", "list"},
	    {"Return-Path: <>\r\n", "bounce"}, {"Return-Path: <a@b.example>\r\n", NULL}};
	for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
		struct mail mail =
		    read_text(arena_printf(&arena, "%s" HEAD "\r\nhello\r\n", heads[i].head));
		if (heads[i].said)
			ck_assert_msg(text_same(mail.automatic, heads[i].said), "%s: %s",
			    heads[i].head, mail.automatic ? mail.automatic : "-");
		else
			ck_assert_msg(!mail.automatic, "%s: %s", heads[i].head, mail.automatic);
	}
}
END_TEST

/* What came back names the message that it is about. */
START_TEST(report)
{
	struct mail mail = read_text(
	    "From: Mail Delivery System <MAILER-DAEMON@mail.example>\r\nMIME-Version: 1.0\r\n"
	    "Content-Type: multipart/report; report-type=delivery-status; boundary=r\r\n\r\n--r\r\n"
	    "Content-Type: text/plain\r\n\r\nIt could not be delivered.\r\n--r\r\n"
	    "Content-Type: text/rfc822-headers\r\n\r\nFrom: contact@council.example\r\n"
	    "Message-ID: <ours@council.example>\r\n--r--\r\n");
	ck_assert_str_eq(mail.automatic, "bounce");
	ck_assert_str_eq(mail.thread, "ours@council.example");
	mail = read_text(
	    "From: MAILER-DAEMON@mail.example\r\nMIME-Version: 1.0\r\n"
	    "Content-Type: multipart/report; boundary=r\r\n\r\n--r\r\nContent-Type: message/rfc822"
	    "\r\n\r\nFrom: contact@council.example\r\nMessage-ID: <whole@council.example>\r\n\r\n"
	    "text\r\n--r--\r\n");
	ck_assert_str_eq(mail.thread, "whole@council.example");
}
END_TEST

/* An address is an address, or nothing. */
START_TEST(crooked)
{
	struct mail mail =
	    read_text("From: \"a\r\n RCPT TO:<x@y>\" <\"a b\"@people.example>\r\n\r\nx");
	ck_assert_ptr_null(mail.sender);
	mail = read_text("\r\n\r\n\x1b]0;owned\x07 \xff\xfe text");
	ck_assert(text_is_printable(mail.text, strlen(mail.text)));
	mail = read_text("");
	ck_assert_ptr_null(mail.text);
	ck_assert_ptr_nonnull(mail.digest);
}
END_TEST

START_TEST(deep_and_many)
{
	struct buf whole;
	buf_init(&whole, MIME_LIMIT);
	buf_puts(&whole, HEAD);
	for (int i = 0; i < 20000; i++)
		buf_printf(
		    &whole, "Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i);
	buf_puts(&whole, "\r\ndeep down\r\n");
	struct mail mail;
	mime_read(whole.data, whole.length, false, &mail, &arena);
	ck_assert_str_eq(mail.sender, "amina@people.example");
	buf_clear(&whole);
	buf_puts(&whole, HEAD "Content-Type: multipart/mixed; boundary=m\r\n\r\n");
	for (int i = 0; i < 5000; i++)
		buf_puts(&whole, "--m\r\nContent-Type: image/png\r\n\r\nx\r\n");
	mime_read(whole.data, whole.length, false, &mail, &arena);
	ck_assert_uint_eq(mail.files.count, record_field(&mail_record, "files")->limit);
	buf_release(&whole);
}
END_TEST

START_TEST(long_text)
{
	struct buf whole;
	buf_init(&whole, MIME_LIMIT);
	buf_puts(&whole, HEAD "\r\n");
	for (int i = 0; i < 20000; i++)
		buf_puts(&whole, "one more line\r\n");
	struct mail mail;
	const char *where;
	struct err err;
	mime_read(whole.data, whole.length, false, &mail, &arena);
	ck_assert(mail.cut);
	mail.id = "01930000-0000-7000-8000-000000000001";
	mail.direction = "in";
	mail.council = "chorley";
	mail.state = "waiting";
	mail.at = 1;
	ck_assert_msg(record_check(&mail_record, &mail, &arena, &where, &err) == 0, "%s", err.text);
	buf_release(&whole);
}
END_TEST

/* What we write, we read again as it was. */
START_TEST(there_and_back)
{
	struct mail mail = {.sender = "contact@council.example",
	    .recipient = "amina@people.example",
	    .subject = "Your bin, Siân\r\nBcc: all@people.example",
	    .text = "Dear Ms Patel,\n.\nFrom now on £5 – ŵ.\n",
	    .message = "ours@council.example",
	    .answers = "one@people.example",
	    .thread = "zero@people.example one@people.example"};
	struct buf out;
	buf_init(&out, MIME_LIMIT);
	mime_write(&mail, "Chorley Council", &out);
	for (size_t i = 0; i < out.length; i++)
		ck_assert(out.data[i] != '\n' || (i && out.data[i - 1] == '\r'));
	ck_assert_ptr_null(strstr(out.data, "\nBcc:"));
	struct mail again;
	mime_read(out.data, out.length, false, &again, &arena);
	ck_assert_str_eq(again.sender, "contact@council.example");
	ck_assert_str_eq(again.sender_name, "Chorley Council");
	ck_assert_str_eq(again.text, "Dear Ms Patel,\n.\nFrom now on £5 – ŵ.");
	ck_assert_str_eq(again.message, mail.message);
	ck_assert_str_eq(again.answers, mail.answers);
	ck_assert_str_eq(again.thread, mail.thread);
	buf_release(&out);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("connect_mime");
	TCase *tc = tcase_create("mime");
	tcase_add_checked_fixture(tc, begin, end);
	tcase_add_test(tc, plain);
	tcase_add_test(tc, alternative_and_file);
	tcase_add_test(tc, file_that_is_not_whole);
	tcase_add_test(tc, html_alone);
	tcase_add_test(tc, nobody_wrote_it);
	tcase_add_test(tc, report);
	tcase_add_test(tc, crooked);
	tcase_add_test(tc, deep_and_many);
	tcase_add_test(tc, long_text);
	tcase_add_test(tc, there_and_back);
	suite_add_tcase(suite, tc);
	return tap_run(suite);
}
