#include "base/alloc.h"
#include "base/log.h"
#include "helpers/badserver.h"
#include "helpers/tap.h"
#include "link/link.h"
#include "wire/coding.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define CONTACT "0190a0b0-0000-7000-8000-000000000001"
#define OPERATION "0190a0b0-0000-7000-8000-00000000000"
#define RECEIPT "{\"id\":\"" CONTACT "\",\"step\":1,\"received\":\"2026-11-20T10:42:00Z\"}"
#define PAGE "{\"items\":[{\"id\":\"" CONTACT "\",\"name\":\"PATEL, Amina (Mrs)\"}],\"more\":false}"
#define FEED_PAGE "{\"next\":\"e.2\",\"reload\":false,\"items\":[]}"
#define PROBLEM(name, status) "{\"type\":\"urn:frontdesk:problem:" name "\",\"status\":" status "}"

static struct badserver *server;
static struct link *line;
/* The last events. */
static struct reply reply;
static char reply_text[200];
static int replies, onlines, offlines;
static char offline_text[200];
static enum line_fault faults[8]; /* in the order they were told */

static void
begin(const struct bad_rule *rules)
{
	server = badserver_start(rules);
	char *address = xasprintf("http://127.0.0.1:%d/", badserver_port(server));
	struct link_options options = {.server = address,
	    .connect_seconds = 5,
	    .read_seconds = 2,
	    .stall_seconds = 1,
	    .retry_ms = 20};
	struct err err;
	line = link_new(&options, &err);
	ck_assert_ptr_nonnull(line);
	link_token(line, "token-1");
	free(address);
	replies = onlines = offlines = 0;
	reply_text[0] = '\0';
}

static void
end(void)
{
	link_free(line);
	badserver_stop(server);
}

static void
hear(void)
{
	struct link_event event;
	while (link_next(line, &event)) {
		if (event.kind == LINK_ONLINE) {
			onlines++;
		} else if (event.kind == LINK_OFFLINE) {
			if (offlines < 8)
				faults[offlines] = event.fault;
			offlines++;
			snprintf(offline_text, sizeof offline_text, "%s", event.sentence);
		} else {
			reply = event.reply;
			replies++;
			const struct candidate_page *page = event.reply.body;
			const char *text = event.operation ? event.operation : "";
			if (event.reply.route == ROUTE_FIND_CUSTOMERS && page && page->items.count)
				text = LIST_AT(struct candidate, &page->items, 0)->name;
			snprintf(reply_text, sizeof reply_text, "%s", text);
		}
	}
}

/* Runs the line until `count` replies are there; 20 seconds at most. */
static void
until_replies(int count)
{
	micros deadline = clock_monotonic() + 20 * MICROS_SECOND;
	hear();
	while (replies < count) {
		ck_assert_msg(clock_monotonic() < deadline, "%d replies of %d", replies, count);
		link_wait(line, NULL, 0, 1000);
		hear();
	}
}

static void
find(uint64_t number, const char *words)
{
	struct request request = {.number = number,
	    .route = ROUTE_FIND_CUSTOMERS,
	    .class = REQUEST_SEARCH,
	    .query = {{"q", words}}};
	link_send(line, &request);
}

static void
put_contact(uint64_t number, char last, const char *chain)
{
	char operation[] = OPERATION "0";
	operation[strlen(operation) - 1] = last;
	struct contact contact = {.id = CONTACT, .step = 1, .at = "chorley", .channel = "phone"};
	struct request request = {.number = number,
	    .route = ROUTE_PUT_CONTACT,
	    .class = REQUEST_WRITE,
	    .params = {CONTACT},
	    .operation = operation,
	    .chain = chain,
	    .body = &contact};
	struct arena arena;
	struct outgoing outgoing = {0};
	arena_init(&arena);
	link_encode(&request, &arena, &outgoing);
	link_send_outgoing(line, &outgoing, number);
	arena_release(&arena);
}

START_TEST(a_reply_comes_as_a_record)
{
	begin((struct bad_rule[]){{"GET /v1/customers?", BAD_ANSWER, 200, NULL, PAGE}, {0}});
	find(7, "pr7 pat & \xc3\xa2");
	until_replies(1);
	ck_assert_uint_eq(reply.number, 7);
	ck_assert_int_eq(reply.status, 200);
	ck_assert_int_eq(reply.problem, PROBLEM_NONE);
	ck_assert_str_eq(reply_text, "PATEL, Amina (Mrs)");
	ck_assert_int_eq(onlines, 1);
	char *request = badserver_request(server, 0);
	ck_assert_ptr_nonnull(
	    strstr(request, "GET /v1/customers?q=pr7%20pat%20%26%20%C3%A2 HTTP/1.1"));
	ck_assert_ptr_nonnull(strstr(request, "Authorization: Bearer token-1\r\n"));
	ck_assert_ptr_nonnull(strstr(request, "Accept-Encoding: fd-"));
	ck_assert_ptr_nonnull(strstr(request, ", gzip\r\n"));
	ck_assert_ptr_null(strstr(request, "User-Agent"));
	ck_assert_ptr_null(strstr(request, "Accept:"));
	ck_assert_ptr_null(strstr(request, "Content-Type"));
	free(request);
	struct link_figures figures;
	link_figures(line, &figures);
	ck_assert_uint_eq(figures.requests, 1);
	ck_assert_uint_gt(figures.bytes_up, 100);
	ck_assert_uint_gt(figures.bytes_down, strlen(PAGE));
	end();
}
END_TEST

/* Spoken once, the coding is used for what goes up; a CRM of another release that does not know it
 * gets the same request again, plain, and nobody hears of it. */
START_TEST(a_coding_is_spoken_until_it_is_not_known)
{
	struct coding coding;
	struct buf packed;
	coding_init(&coding);
	buf_init(&packed, 1000);
	ck_assert_int_eq(coding_pack(&coding, &packed, PAGE, strlen(PAGE)), 0);
	char *headers = xasprintf("Content-Encoding: %s\r\n", coding.name);
	begin((struct bad_rule[]){
	    {"GET /v1/customers?", BAD_ANSWER, 200, headers, packed.data, packed.length},
	    {"PUT /v1/contacts/", BAD_ANSWER, 200, NULL, RECEIPT},
	    {"PUT /v1/contacts/", BAD_ANSWER, 415, NULL, PROBLEM("media-type", "415")},
	    {"PUT /v1/contacts/", BAD_ANSWER, 200, NULL, RECEIPT}, {0}});
	find(1, "a");
	until_replies(1);
	ck_assert_str_eq(reply_text, "PATEL, Amina (Mrs)");
	put_contact(2, '2', "c");
	until_replies(2);
	put_contact(3, '3', "c");
	until_replies(3);
	ck_assert_int_eq(reply.status, 200);
	put_contact(4, '4', "c");
	until_replies(4);
	ck_assert_int_eq(badserver_count(server, "PUT"), 4);
	const char *const said[] = {"Content-Encoding: fd-", "Content-Encoding: fd-",
	    "Content-Type: application/json\r\n", "Content-Type: application/json\r\n"};
	for (int i = 0; i < 4; i++) {
		char *request = badserver_request(server, 1 + i);
		ck_assert_ptr_nonnull(strstr(request, said[i]));
		ck_assert_int_eq(strstr(request, "{\"id\":\"" CONTACT) != NULL, i >= 2);
		free(request);
	}
	end();
	free(headers);
	buf_release(&packed);
	coding_release(&coding);
}
END_TEST

static void
ask(uint64_t number, enum route_id route)
{
	struct request request = {.number = number, .route = route, .class = REQUEST_READ};
	link_send(line, &request);
}

/* What is asked at once goes in one request; what the CRM leaves out of its answer is asked alone,
 * and of a CRM that knows no bundles all of it is. */
START_TEST(reads_that_wait_together_go_together)
{
	static const char *const expected[] = {"GET /v1/pages?of=notices,work,visits HTTP",
	    "GET /v1/work HTTP", "GET /v1/pages?of=visits,learnt HTTP", "GET /v1/visits HTTP",
	    "GET /v1/learnt HTTP"};
	begin((struct bad_rule[]){
	    {"GET /v1/pages", BAD_ANSWER, 200, NULL,
		"{\"notices\":{\"items\":[{\"id\":\"" CONTACT "\"}]},\"visits\":{}}"},
	    {"GET /v1/pages", BAD_ANSWER, 404, NULL, PROBLEM("not-found", "404")},
	    {"GET /v1/", BAD_ANSWER, 200, NULL, "{}"}, {0}});
	ask(1, ROUTE_NOTICES);
	ask(2, ROUTE_WORK);
	ask(3, ROUTE_VISITS);
	until_replies(3);
	ck_assert_int_eq(replies, 3);
	ck_assert_uint_eq(reply.number, 2);
	ask(4, ROUTE_VISITS);
	ask(5, ROUTE_LEARNT);
	until_replies(5);
	ck_assert_int_eq(reply.status, 200);
	ck_assert_int_eq(badserver_count(server, "GET"), 5);
	for (int i = 0; i < 5; i++) {
		char *request = badserver_request(server, i);
		ck_assert_msg(strstr(request, expected[i]) == request, "%d: %s", i, request);
		free(request);
	}
	end();
}
END_TEST

/* Without an answer each of them hears so; and nobody hears of them after signing out. */
START_TEST(a_bundle_fails_as_its_parts_would)
{
	begin((struct bad_rule[]){{"GET /v1/pages", BAD_CLOSE, 0, NULL, NULL},
	    {"GET /v1/pages", BAD_SLOW, 200, NULL, "{}"},
	    {"GET /v1/health", BAD_ANSWER, 200, NULL, "{}"}, {0}});
	ask(1, ROUTE_NOTICES);
	ask(2, ROUTE_WORK);
	until_replies(2);
	ck_assert_int_eq(reply.status, 0);
	ck_assert_int_eq(reply.problem, PROBLEM_INTERNAL);
	ck_assert_int_eq(offlines, 1);
	ask(3, ROUTE_NOTICES);
	ask(4, ROUTE_WORK);
	while (badserver_count(server, "GET /v1/pages") < 2)
		link_wait(line, NULL, 0, 10);
	link_token(line, NULL);
	badserver_go(server);
	while (onlines == 0) {
		link_wait(line, NULL, 0, 10);
		hear();
	}
	ck_assert_int_eq(replies, 2);
	struct link_figures figures;
	link_figures(line, &figures);
	ck_assert_uint_eq(figures.waiting, 0);
	end();
}
END_TEST

START_TEST(one_connection_is_kept_for_all)
{
	begin((struct bad_rule[]){{"GET /v1/customers?", BAD_ANSWER, 200, NULL, PAGE},
	    {"PUT /v1/contacts/", BAD_ANSWER, 200, NULL, RECEIPT}, {0}});
	for (int i = 0; i < 5; i++) {
		find((uint64_t)i, "a");
		put_contact((uint64_t)i, (char)('0' + i), "c");
		until_replies(2 * i + 2);
	}
	ck_assert_int_eq(badserver_connections(server), 1);
	end();
}
END_TEST

START_TEST(a_write_is_repeated_until_it_is_answered_for_good)
{
	begin((struct bad_rule[]){{"PUT", BAD_CLOSE, 0, NULL, NULL},
	    {"PUT", BAD_ANSWER, 500, NULL, "oops"},
	    {"PUT", BAD_ANSWER, 503, NULL, PROBLEM("busy", "503")},
	    {"PUT", BAD_ANSWER, 429, NULL, PROBLEM("slow-down", "429")},
	    {"PUT", BAD_ANSWER, 408, NULL, ""}, {"PUT", BAD_CUT, 200, NULL, RECEIPT},
	    {"PUT", BAD_ANSWER, 200, NULL, "<html>Sign in to the wireless</html>"},
	    {"PUT", BAD_ANSWER, 404, NULL, "no such page"}, {"PUT", BAD_ANSWER, 302, NULL, ""},
	    {"PUT", BAD_RAW, 0, NULL, "SSH-2.0-x\r\n"}, {"PUT", BAD_SILENT, 0, NULL, NULL},
	    {"PUT", BAD_ANSWER, 200, NULL, "{\"id\":\"" CONTACT "\",\"step\":\"x\"}"},
	    {"PUT", BAD_ANSWER, 200, NULL, RECEIPT}, {0}});
	put_contact(3, '1', "c");
	until_replies(1);
	ck_assert_uint_eq(reply.number, 3);
	ck_assert_int_eq(reply.status, 200);
	ck_assert_int_eq(reply.problem, PROBLEM_NONE);
	ck_assert_str_eq(reply_text, OPERATION "1");
	int count = badserver_count(server, "PUT /v1/contacts/" CONTACT " HTTP/1.1");
	ck_assert_int_ge(count, 13);
	/* each time the same bytes */
	char *first = badserver_request(server, 0);
	ck_assert_ptr_nonnull(strstr(first, "Idempotency-Key: \"" OPERATION "1\"\r\n"));
	ck_assert_ptr_nonnull(strstr(first, "\"channel\":\"phone\""));
	for (int i = 1; i < count; i++) {
		char *again = badserver_request(server, i);
		ck_assert_str_eq(again, first);
		free(again);
	}
	free(first);
	ck_assert_int_ge(onlines, 1);
	ck_assert_int_ge(offlines, onlines); /* told again when the reason changes */
	struct link_figures figures;
	link_figures(line, &figures);
	ck_assert_uint_eq(figures.waiting, 0);
	end();
}
END_TEST

/* Hotels, trains and guests' networks answer everything with their own page until somebody has
 * signed in to them. */
START_TEST(a_network_that_wants_its_own_sign_in_is_told)
{
	static const char html[] = "Content-Type: text/html; charset=utf-8\r\n";
	begin((struct bad_rule[]){{"PUT", BAD_ANSWER, 200, html, "<html>Guests' wireless</html>"},
	    {"PUT", BAD_ANSWER, 502, html, "<html>Bad gateway</html>"},
	    {"PUT", BAD_ANSWER, 302, "Location: http://hotel.example/\r\n", ""},
	    {"PUT", BAD_ANSWER, 511, NULL, "{\"error\":\"sign in\"}"},
	    {"PUT", BAD_ANSWER, 403, NULL, "not with us"},
	    {"PUT", BAD_ANSWER, 200, NULL, " <!doctype html>"},
	    {"PUT", BAD_ANSWER, 200, NULL, RECEIPT}, {0}});
	put_contact(3, '1', "c");
	until_replies(1);
	ck_assert_int_eq(reply.status, 200);
	/* Each change is told; the same again is not. */
	static const enum line_fault told[] = {
	    LINE_PORTAL, LINE_FOREIGN, LINE_PORTAL, LINE_FOREIGN, LINE_PORTAL};
	ck_assert_int_eq(offlines, (int)(sizeof told / sizeof *told));
	ck_assert_mem_eq(faults, told, sizeof told);
	ck_assert_int_eq(onlines, 1);
	ck_assert_ptr_nonnull(strstr(offline_text, "sign-in"));
	end();
}
END_TEST

START_TEST(a_final_refusal_is_told_and_not_repeated)
{
	begin(
	    (struct bad_rule[]){{"PUT", BAD_ANSWER, 409, NULL, PROBLEM("stale-step", "409")}, {0}});
	put_contact(3, '1', "c");
	until_replies(1);
	ck_assert_int_eq(reply.status, 409);
	ck_assert_int_eq(reply.problem, PROBLEM_STALE_STEP);
	ck_assert_str_eq(reply_text, OPERATION "1");
	ck_assert_int_eq(badserver_count(server, "PUT"), 1);
	ck_assert_int_eq(offlines, 0);
	end();
}
END_TEST

START_TEST(a_chain_keeps_its_order_and_others_pass)
{
	/* The first write of chain A fails for a while; B's passes it; A's second stays behind. */
	static const struct bad_rule rules[] = {
	    {"PUT", BAD_ANSWER, 500, NULL, PROBLEM("internal", "500")},
	    {"PUT", BAD_ANSWER, 200, NULL, RECEIPT}, {0}};
	begin(rules);
	put_contact(1, '1', "A");
	put_contact(2, '2', "A");
	put_contact(3, '3', "B");
	until_replies(1);
	ck_assert_uint_eq(reply.number, 3);
	until_replies(2);
	ck_assert_uint_eq(reply.number, 1);
	until_replies(3);
	ck_assert_uint_eq(reply.number, 2);
	end();
}
END_TEST

START_TEST(the_same_operation_counts_once)
{
	begin((struct bad_rule[]){{"PUT", BAD_ANSWER, 200, NULL, RECEIPT}, {0}});
	put_contact(1, '1', "A");
	put_contact(2, '1', "A");
	until_replies(1);
	link_wait(line, NULL, 0, 50);
	hear();
	ck_assert_int_eq(replies, 1);
	ck_assert_int_eq(badserver_count(server, "PUT"), 1);
	end();
}
END_TEST

START_TEST(only_the_newest_search_waits)
{
	begin((struct bad_rule[]){{"GET /v1/customers?", BAD_SLOW, 200, NULL, PAGE}, {0}});
	find(1, "p");
	link_wait(line, NULL, 0, 0);
	while (badserver_count(server, "GET") < 1)
		link_wait(line, NULL, 0, 5);
	find(2, "pa");
	find(3, "pat");
	find(4, "pate");
	badserver_go(server);
	until_replies(2);
	ck_assert_uint_eq(reply.number, 4);
	link_wait(line, NULL, 0, 50);
	hear();
	ck_assert_int_eq(replies, 2);
	ck_assert_int_eq(badserver_count(server, "GET /v1/customers?q=p HTTP"), 1);
	ck_assert_int_eq(badserver_count(server, "GET"), 2);
	end();
}
END_TEST

START_TEST(a_read_is_tried_once_and_says_why)
{
	begin((struct bad_rule[]){{"GET", BAD_CUT, 200, NULL, PAGE}, {0}});
	find(1, "p");
	until_replies(1);
	ck_assert_int_eq(reply.status, 0);
	ck_assert_int_eq(reply.problem, PROBLEM_INTERNAL);
	ck_assert_int_eq(offlines, 1);
	ck_assert_ptr_nonnull(strstr(offline_text, "CRM"));
	end();

	/* nobody listens */
	begin((struct bad_rule[]){{0}});
	badserver_stop(server);
	find(1, "p");
	until_replies(1);
	ck_assert_int_eq(reply.status, 0);
	ck_assert_str_eq(offline_text, "The CRM cannot be reached.");
	link_free(line);
}
END_TEST

START_TEST(a_server_that_never_answers_is_given_up)
{
	begin((struct bad_rule[]){{"GET", BAD_SILENT, 0, NULL, NULL}, {0}});
	find(1, "p");
	until_replies(1);
	ck_assert_int_eq(reply.status, 0);
	ck_assert_str_eq(offline_text, "The CRM does not answer.");
	end();
}
END_TEST

static void
follow(uint64_t number)
{
	struct request request = {.number = number,
	    .route = ROUTE_FEED,
	    .class = REQUEST_FEED,
	    .patience = 50 * MICROS_SECOND,
	    .query = {{"after", "e.1"}, {"wait", "50"}}};
	link_send(line, &request);
}

START_TEST(the_feed_has_its_own_connection)
{
	begin(
	    (struct bad_rule[]){{"GET /v1/feed?after=e.1&wait=50 ", BAD_SLOW, 200, NULL, FEED_PAGE},
		{"PUT", BAD_ANSWER, 200, NULL, RECEIPT}, {0}});
	follow(9);
	while (badserver_count(server, "GET /v1/feed") < 1)
		link_wait(line, NULL, 0, 5);
	put_contact(1, '1', "A");
	put_contact(2, '2', "A");
	until_replies(2);
	ck_assert_int_eq(badserver_connections(server), 2);
	badserver_go(server);
	until_replies(3);
	ck_assert_uint_eq(reply.number, 9);
	ck_assert_int_eq(reply.status, 200);
	end();
}
END_TEST

START_TEST(the_feed_comes_back_by_itself)
{
	begin((struct bad_rule[]){{"GET /v1/feed", BAD_CLOSE, 0, NULL, NULL},
	    {"GET /v1/feed", BAD_ANSWER, 503, NULL, PROBLEM("busy", "503")},
	    {"GET /v1/feed", BAD_ANSWER, 200, NULL, FEED_PAGE}, {0}});
	follow(9);
	until_replies(1);
	ck_assert_int_eq(reply.status, 200);
	end();
}
END_TEST

/* nginx waits 60 s by itself. */
START_TEST(a_proxy_that_waits_less_is_no_lost_line)
{
	static const char html[] = "Content-Type: text/html\r\n";
	begin((struct bad_rule[]){{"GET /v1/feed", BAD_ANSWER, 504, html, "<html>Time-out</html>"},
	    {"PUT", BAD_ANSWER, 504, html, "<html>Time-out</html>"},
	    {"PUT", BAD_ANSWER, 200, NULL, RECEIPT}, {0}});
	follow(9);
	until_replies(1);
	ck_assert_uint_eq(reply.number, 9);
	ck_assert_int_eq(reply.status, GATEWAY_TIMEOUT);
	ck_assert_int_eq(reply.problem, PROBLEM_INTERNAL);
	ck_assert_int_eq(offlines, 0);
	/* Where nobody was asked to wait, it is. */
	put_contact(1, '1', "A");
	until_replies(2);
	ck_assert_int_eq(reply.status, 200);
	ck_assert_int_eq(offlines, 1);
	end();
}
END_TEST

START_TEST(an_ended_session_holds_writes_for_the_next_token)
{
	begin((struct bad_rule[]){{"PUT", BAD_ANSWER, 401, NULL, PROBLEM("not-signed-in", "401")},
	    {"PUT", BAD_ANSWER, 200, NULL, RECEIPT},
	    {"GET", BAD_ANSWER, 401, NULL, PROBLEM("not-signed-in", "401")}, {0}});
	put_contact(1, '1', "A");
	until_replies(1);
	ck_assert_uint_eq(reply.number, 1);
	ck_assert_int_eq(reply.problem, PROBLEM_NOT_SIGNED_IN);
	find(2, "p");
	until_replies(2);
	ck_assert_uint_eq(reply.number, 2);
	ck_assert_int_eq(reply.problem, PROBLEM_NOT_SIGNED_IN);
	ck_assert_int_eq(badserver_count(server, "PUT"), 1);
	link_token(line, "token-2");
	until_replies(3);
	ck_assert_uint_eq(reply.number, 1);
	ck_assert_int_eq(reply.problem, PROBLEM_NONE);
	char *request = badserver_request(server, 2);
	ck_assert_ptr_nonnull(strstr(request, "Bearer token-2"));
	free(request);
	end();
}
END_TEST

START_TEST(signing_out_leaves_nothing_to_a_colleague)
{
	begin((struct bad_rule[]){
	    {"PUT", BAD_SLOW, 200, NULL, RECEIPT}, {"GET", BAD_ANSWER, 200, NULL, PAGE}, {0}});
	put_contact(1, '1', "A");
	put_contact(2, '2', "B");
	while (badserver_count(server, "PUT") < 1)
		link_wait(line, NULL, 0, 5);
	link_token(line, NULL);
	link_token(line, "colleague");
	badserver_go(server);
	find(3, "p");
	until_replies(1);
	ck_assert_uint_eq(reply.number, 3);
	find(6, "q"); /* a write that waited would have had its turn before */
	until_replies(2);
	ck_assert_uint_eq(reply.number, 6);
	ck_assert_int_eq(badserver_count(server, "PUT"), 1);
	/* the same user again: the journal offers both, and both are told */
	put_contact(4, '1', "A");
	put_contact(5, '2', "B");
	until_replies(4);
	end();
}
END_TEST

START_TEST(nothing_goes_without_a_token_but_what_is_open)
{
	begin((struct bad_rule[]){{"GET /v1/health", BAD_ANSWER, 200, NULL, "{\"status\":\"ok\"}"},
	    {"GET", BAD_ANSWER, 200, NULL, PAGE}, {0}});
	link_token(line, NULL);
	find(1, "p");
	struct request request = {.number = 2, .route = ROUTE_HEALTH, .class = REQUEST_READ};
	link_send(line, &request);
	until_replies(1);
	ck_assert_uint_eq(reply.number, 2);
	char *text = badserver_request(server, 0);
	ck_assert_ptr_null(strstr(text, "Authorization"));
	free(text);
	link_token(line, "t");
	until_replies(2);
	ck_assert_uint_eq(reply.number, 1);
	end();
}
END_TEST

START_TEST(the_line_is_found_again_when_nobody_asks)
{
	begin((struct bad_rule[]){{"GET /v1/health", BAD_CLOSE, 0, NULL, NULL},
	    {"GET /v1/health", BAD_CLOSE, 0, NULL, NULL},
	    {"GET /v1/health", BAD_ANSWER, 200, NULL, "{\"status\":\"ok\"}"},
	    {"GET", BAD_CLOSE, 0, NULL, NULL}, {0}});
	link_token(line, NULL);
	struct request request = {.number = 1, .route = ROUTE_OPENAPI, .class = REQUEST_READ};
	link_send(line, &request);
	until_replies(1);
	ck_assert_int_eq(offlines, 1);
	micros deadline = clock_monotonic() + 20 * MICROS_SECOND;
	while (!onlines) {
		ck_assert_int_lt(clock_monotonic(), deadline);
		link_wait(line, NULL, 0, 20000);
		hear();
	}
	ck_assert_int_eq(badserver_count(server, "GET /v1/health"), 3);
	ck_assert_int_eq(replies, 1);
	link_wait(line, NULL, 0, 100); /* and then there is peace */
	ck_assert_int_eq(badserver_count(server, "GET /v1/health"), 3);
	end();
}
END_TEST

static micros
said_time(void *context)
{
	return *(micros *)context;
}

/* Reads that fail together are one failure: the first pause is over as soon as it says. */
START_TEST(what_fails_in_the_pause_does_not_prolong_it)
{
	micros now = 1000 * MICROS_SECOND;
	struct clock clock = {said_time, &now};
	server = badserver_start((struct bad_rule[]){
	    {"GET", BAD_CLOSE, 0, NULL, NULL}, {"PUT", BAD_ANSWER, 200, NULL, RECEIPT}, {0}});
	char *address = xasprintf("http://127.0.0.1:%d/", badserver_port(server));
	struct link_options options = {.server = address, .clock = &clock, .retry_ms = 1000};
	struct err err;
	line = link_new(&options, &err);
	ck_assert_ptr_nonnull(line);
	link_token(line, "token-1");
	free(address);
	replies = onlines = offlines = 0;
	for (uint64_t i = 1; i <= 6; i++) {
		struct request read = {.number = i, .route = ROUTE_OPENAPI, .class = REQUEST_READ};
		link_send(line, &read);
	}
	until_replies(6);
	ck_assert_int_eq(offlines, 1);
	put_contact(7, '1', "c");
	link_wait(line, NULL, 0, 20);
	ck_assert_int_eq(badserver_count(server, "PUT"), 0);
	now += MICROS_SECOND * 5 / 4; /* the pause and all the chance in it */
	until_replies(7);
	ck_assert_int_eq(reply.status, 200);
	ck_assert_int_eq(onlines, 1);
	end();
}
END_TEST

START_TEST(the_wait_watches_other_descriptors)
{
	begin((struct bad_rule[]){{"GET", BAD_SILENT, 0, NULL, NULL}, {0}});
	int pair[2], signal = eventfd(0, EFD_CLOEXEC);
	ck_assert_int_eq(pipe(pair), 0);
	find(1, "p"); /* in flight all the while */
	struct pollfd fds[] = {{.fd = pair[0], .events = POLLIN}, {.fd = signal, .events = POLLIN}};
	ck_assert_int_eq(link_wait(line, fds, 2, 10), 0);
	eventfd_write(signal, 1);
	micros before = clock_monotonic();
	ck_assert_int_eq(link_wait(line, fds, 2, 5000), 1);
	ck_assert(fds[1].revents & POLLIN);
	ck_assert_int_eq(fds[0].revents, 0);
	close(pair[1]); /* a hang-up is told, too */
	ck_assert_int_eq(link_wait(line, fds, 2, 5000), 2);
	ck_assert(fds[0].revents & POLLHUP);
	ck_assert_int_lt(clock_monotonic() - before, 4 * MICROS_SECOND);
	close(pair[0]);
	close(signal);
	end();
}
END_TEST

START_TEST(an_address_without_a_scheme_is_refused)
{
	struct err err;
	struct link_options options = {.server = "crm.example:8311"};
	ck_assert_ptr_null(link_new(&options, &err));
	ck_assert_ptr_nonnull(strstr(err.text, "https://"));
}
END_TEST

int
main(void)
{
	log_open("/dev/null", LOG_ERROR_);
	Suite *suite = suite_create("link_line");
	TCase *tests = tcase_create("line");
	tcase_set_timeout(tests, 30);
	tcase_add_test(tests, a_reply_comes_as_a_record);
	tcase_add_test(tests, a_coding_is_spoken_until_it_is_not_known);
	tcase_add_test(tests, reads_that_wait_together_go_together);
	tcase_add_test(tests, a_bundle_fails_as_its_parts_would);
	tcase_add_test(tests, one_connection_is_kept_for_all);
	tcase_add_test(tests, a_write_is_repeated_until_it_is_answered_for_good);
	tcase_add_test(tests, a_network_that_wants_its_own_sign_in_is_told);
	tcase_add_test(tests, a_final_refusal_is_told_and_not_repeated);
	tcase_add_test(tests, a_chain_keeps_its_order_and_others_pass);
	tcase_add_test(tests, the_same_operation_counts_once);
	tcase_add_test(tests, only_the_newest_search_waits);
	tcase_add_test(tests, a_read_is_tried_once_and_says_why);
	tcase_add_test(tests, a_server_that_never_answers_is_given_up);
	tcase_add_test(tests, the_feed_has_its_own_connection);
	tcase_add_test(tests, the_feed_comes_back_by_itself);
	tcase_add_test(tests, a_proxy_that_waits_less_is_no_lost_line);
	tcase_add_test(tests, an_ended_session_holds_writes_for_the_next_token);
	tcase_add_test(tests, signing_out_leaves_nothing_to_a_colleague);
	tcase_add_test(tests, nothing_goes_without_a_token_but_what_is_open);
	tcase_add_test(tests, the_line_is_found_again_when_nobody_asks);
	tcase_add_test(tests, what_fails_in_the_pause_does_not_prolong_it);
	tcase_add_test(tests, the_wait_watches_other_descriptors);
	tcase_add_test(tests, an_address_without_a_scheme_is_refused);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
