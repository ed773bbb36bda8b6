/* The house's coding on a live server: who speaks it is answered in it, who does not gets JSON;
 * what comes in it counts as the text that it is; unknown, damaged and swollen bodies are refused.
 */
#include "wire/coding.h"
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "wire/codec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct office office;
static struct api api;
static struct coding coding;

static void
set_up(void)
{
	coding_init(&coding);
	office_init(&office);
	api_ready(&api, &office, "chorley-cc-1", OFFICE_ADVISOR);
}

static void
tear_down(void)
{
	api_release(&api);
	office_release(&office);
	coding_release(&coding);
}

static void
said_with(const char *headers)
{
	free(api.http.headers);
	api.http.headers = headers ? strdup(headers) : NULL;
}

/* A write under an operation, its body as it is given. */
static struct http_reply
put(const char *path, const char *operation, const char *name, const struct buf *body)
{
	char *head = proc_text(
	    "PUT %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\nContent-Encoding: %s\r\n"
	    "Idempotency-Key: \"%s\"\r\nContent-Length: %zu\r\n\r\n",
	    path, api.http.token, name, operation, body->length);
	ck_assert(http_connect(&api.http));
	ck_assert(http_write(&api.http, head, strlen(head)));
	ck_assert(http_write(&api.http, body->data, body->length));
	free(head);
	return http_read(&api.http, HTTP_MS);
}

static void
must_say(struct http_reply reply, int status, const char *problem)
{
	ck_assert_int_eq(reply.status, status);
	ck_assert_msg(strstr(reply.body, problem) != NULL, "%s", reply.body);
	http_reply_release(&reply);
}

START_TEST(who_speaks_it_is_answered_in_it)
{
	char value[80];
	struct err err;
	struct buf text;
	buf_init(&text, REPLY_LIMIT);
	struct http_reply plain = http_get(&api.http, "/v1/partnership");
	ck_assert_str_eq(
	    http_header(&plain, "Content-Type", value, sizeof value), "application/json");
	ck_assert_ptr_null(http_header(&plain, "Content-Encoding", value, sizeof value));
	char *headers = proc_text("Accept-Encoding: %s, gzip\r\n", coding.name);
	said_with(headers);
	struct http_reply coded = http_get(&api.http, "/v1/partnership");
	ck_assert_str_eq(http_header(&coded, "Content-Encoding", value, sizeof value), coding.name);
	ck_assert_ptr_null(http_header(&coded, "Content-Type", value, sizeof value));
	ck_assert_int_eq(coding_unpack(&coding, &text, coded.body, coded.len, &err), 0);
	ck_assert_str_eq(text.data, plain.body);
	http_reply_release(&plain);
	http_reply_release(&coded);
	/* Another release's name is not this one's. */
	said_with("Accept-Encoding: fd-000000, gzip\r\n");
	coded = http_get(&api.http, "/v1/partnership");
	ck_assert_str_eq(http_header(&coded, "Content-Encoding", value, sizeof value), "gzip");
	http_reply_release(&coded);
	said_with(NULL);
	free(headers);
	buf_release(&text);
}
END_TEST

START_TEST(a_coded_write_is_the_write_that_it_holds)
{
	const char *body = "{\"state\":\"out\",\"place\":\"Town Hall\",\"at\":\"2026-11-20T10:42:"
			   "00Z\"}";
	char value[80], *operation = office_id();
	struct err err;
	struct buf packed, text;
	buf_init(&packed, BODY_LIMIT);
	buf_init(&text, BODY_LIMIT);
	ck_assert_int_eq(coding_pack(&coding, &packed, body, strlen(body)), 0);
	struct http_reply coded = put("/v1/whiteboard/j.mills", operation, coding.name, &packed);
	ck_assert_int_eq(coded.status, 200);
	/* Who sends it reads it. */
	ck_assert_str_eq(http_header(&coded, "Content-Encoding", value, sizeof value), coding.name);
	ck_assert_int_eq(coding_unpack(&coding, &text, coded.body, coded.len, &err), 0);
	/* The same operation as plain JSON is the same operation: after an upgrade a desk sends
	 * again what it had sent coded. */
	struct http_reply plain = api_write(&api, "PUT", "/v1/whiteboard/j.mills", operation, body);
	ck_assert_int_eq(plain.status, 200);
	ck_assert_str_eq(plain.body, text.data);
	http_reply_release(&coded);
	http_reply_release(&plain);
	buf_release(&packed);
	buf_release(&text);
	free(operation);
}
END_TEST

START_TEST(what_cannot_be_read_is_refused)
{
	const char *path = "/v1/whiteboard/j.mills";
	char *operation = office_id(), *zeroes = calloc(1, 2 * BODY_LIMIT);
	struct buf packed;
	buf_init(&packed, BODY_LIMIT);
	ck_assert_int_eq(coding_pack(&coding, &packed, "{\"state\":\"out\"}", 15), 0);
	must_say(put(path, operation, "fd-000000", &packed), 415, "media-type");
	must_say(put(path, operation, "gzip", &packed), 415, "media-type");
	packed.length--;
	must_say(put(path, operation, coding.name, &packed), 400, "coding is damaged");
	buf_clear(&packed);
	ck_assert_int_eq(coding_pack(&coding, &packed, zeroes, 2 * BODY_LIMIT), 0);
	ck_assert_uint_lt(packed.length, BODY_LIMIT / 100);
	must_say(put(path, operation, coding.name, &packed), 413, "too-large");
	buf_release(&packed);
	free(zeroes);
	free(operation);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("api/coding");
	TCase *tests = tcase_create("coding");
	tcase_add_unchecked_fixture(tests, set_up, tear_down);
	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, who_speaks_it_is_answered_in_it);
	tcase_add_test(tests, a_coded_write_is_the_write_that_it_holds);
	tcase_add_test(tests, what_cannot_be_read_is_refused);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
