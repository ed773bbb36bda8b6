/*
 * frontdeskd against what a network does: malformed and ambiguous requests, huge and slow senders,
 * crowds, readers that do not read, clients that vanish; TLS; ending and restarting under load.
 */
#include "crm/manage.h"
#include "helpers/http.h"
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/proc.h"
#include "helpers/tap.h"
#include "wire/routes.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define HEALTH "GET /v1/health HTTP/1.1\r\nHost: a\r\n\r\n"
#define NOTICE "01930000-0000-7000-8000-00000000000"

static struct server server;
static struct http client;

/* ---- a CRM with one desk and two users, and nothing else ---- */

static void
put(struct crm *crm, const struct record *record, const void *item)
{
	struct err err = {0};
	ck_assert_msg(crm_put(crm, "ctl:test", record, item, 1, &err) == 0, "%s", err.text);
}

static void
make_crm(char code[32])
{
	struct err err = {0};
	ck_assert_msg(crm_create(server.db, &err) == 0, "%s", err.text);
	struct crm_options options = {.database = server.db};
	struct crm *crm = crm_open(&options, &err);
	ck_assert_msg(crm != NULL, "%s", err.text);
	put(crm, &council_record,
	    &(struct council){.id = "chorley", .name = "Chorley Council", .tier = "district"});
	put(crm, &site_record,
	    &(struct site){.id = "chorley-oss", .council = "chorley", .name = "One Stop Shop"});
	put(crm, &desk_record_record,
	    &(struct desk_record){.id = "chorley-1",
		.site = "chorley-oss",
		.council = "chorley",
		.kind = "counter",
		.name = "Desk 1"});
	put(crm, &user_record,
	    &(struct user){
		.id = "a.shaw", .name = "A. Shaw", .council = "chorley", .role = "supervisor"});
	ck_assert_msg(crm_set_password(crm, "ctl:test", "a.shaw", OFFICE_PASSWORD, &err) == 0, "%s",
	    err.text);
	ck_assert_msg(crm_desk_code(crm, "ctl:test", "chorley-1", code, &err) == 0, "%s", err.text);
	crm_close(crm);
}

static void
start(const char *const more[])
{
	char code[32];
	server_init(&server);
	make_crm(code);
	server_start_with(&server, more);
	http_init(&client, server.port);
}

static void
set_up(void)
{
	start(NULL);
}

static void
set_up_strict(void)
{
	start((const char *const[]){"--deadline", "2", "--connections", "24", NULL});
}

static void
tear_down(void)
{
	http_release(&client);
	if (server.pid)
		ck_assert_int_eq(server_stop(&server), 0);
	server_release(&server);
}

/* A session at the desk: enrolled once with a new code. */
static void
sign_in(struct api *api)
{
	char code[32];
	struct err err = {0};
	struct crm_options options = {.database = server.db, .read_only_tools = true};
	struct crm *crm = crm_open(&options, &err);
	ck_assert_msg(crm != NULL, "%s", err.text);
	ck_assert_msg(crm_desk_code(crm, "ctl:test", "chorley-1", code, &err) == 0, "%s", err.text);
	crm_close(crm);
	api_init(api, server.port);
	ck_assert_int_eq(api_enrol(api, code), 0);
	ck_assert_int_eq(api_sign_in(api, "a.shaw", OFFICE_PASSWORD), 0);
}

/* Sends a text as it is on a new connection. */
static struct http_reply
send_raw(const char *text, size_t length)
{
	ck_assert(http_connect(&client));
	http_write(&client, text, length);
	return http_read(&client, HTTP_MS);
}

static int
status_of(const char *text)
{
	struct http_reply reply = send_raw(text, strlen(text));
	int status = reply.status;
	http_reply_release(&reply);
	return status;
}

static void
assert_well(void)
{
	struct http other;
	http_init(&other, server.port);
	struct http_reply reply = http_get(&other, "/v1/health");
	ck_assert_int_eq(reply.status, 200);
	http_reply_release(&reply);
	http_release(&other);
}

/* ---- replies ---- */

START_TEST(replies_are_small)
{
	char value[80];
	struct http_reply reply = send_raw(HEALTH, strlen(HEALTH));
	ck_assert_int_eq(reply.status, 200);
	ck_assert(json_is(reply.body, "status", "ok") || json_is(reply.body, "status", "well"));
	ck_assert_ptr_null(http_header(&reply, "Server", value, sizeof value));
	ck_assert_ptr_null(http_header(&reply, "Date", value, sizeof value));
	ck_assert_str_eq(
	    http_header(&reply, "Content-Type", value, sizeof value), "application/json");
	int lines = 0;
	for (const char *at = reply.head; (at = strstr(at, "\r\n")); at += 2)
		lines++;
	ck_assert_msg(lines == 4, "more than two header fields: %s", reply.head);
	http_reply_release(&reply);
}
END_TEST

START_TEST(problems_are_problems)
{
	char value[80];
	struct http_reply reply = http_get(&client, "/v1/nothing");
	ck_assert_int_eq(reply.status, 404);
	ck_assert_str_eq(
	    http_header(&reply, "Content-Type", value, sizeof value), "application/problem+json");
	ck_assert(json_is(reply.body, "type", "urn:frontdesk:problem:not-found"));
	ck_assert(json_is(reply.body, "status", "404"));
	http_reply_release(&reply);
	reply = http_json(&client, "DELETE", "/v1/customers/1", NULL);
	ck_assert_int_eq(reply.status, 405);
	ck_assert_str_eq(http_header(&reply, "Allow", value, sizeof value), "GET, PATCH");
	http_reply_release(&reply);
	reply = http_get(&client, "/v1/queues");
	ck_assert_int_eq(reply.status, 401);
	ck_assert_str_eq(http_header(&reply, "WWW-Authenticate", value, sizeof value), "Bearer");
	http_reply_release(&reply);
	ck_assert_int_eq(client.connects, 1);
}
END_TEST

START_TEST(openapi_is_served)
{
	char value[80], *path = proc_source("src/wire/openapi.json");
	struct http_reply reply = http_get(&client, "/v1/openapi.json");
	ck_assert_int_eq(reply.status, 200);
	FILE *file = fopen(path, "rb");
	ck_assert_ptr_nonnull(file);
	char *text = calloc(1, reply.len + 2);
	ck_assert_uint_eq(fread(text, 1, reply.len + 1, file), reply.len);
	ck_assert_str_eq(text, reply.body);
	fclose(file);
	size_t plain = reply.len;
	http_reply_release(&reply);
	client.headers = strdup("Accept-Encoding: br, gzip\r\n");
	reply = http_get(&client, "/v1/openapi.json");
	ck_assert_str_eq(http_header(&reply, "Content-Encoding", value, sizeof value), "gzip");
	ck_assert_uint_lt(reply.len, plain / 5);
	ck_assert_int_eq((unsigned char)reply.body[0], 0x1f);
	http_reply_release(&reply);
	free(client.headers);
	client.headers = strdup("Accept-Encoding: gzip;q=0\r\n");
	reply = http_get(&client, "/v1/openapi.json");
	ck_assert_ptr_null(http_header(&reply, "Content-Encoding", value, sizeof value));
	ck_assert_uint_eq(reply.len, plain);
	http_reply_release(&reply);
	free(text);
	free(path);
}
END_TEST

START_TEST(requests_in_unusual_form)
{
	ck_assert_int_eq(
	    status_of("GET http://crm.example/v1/health HTTP/1.1\r\nHost: crm.example\r\n\r\n"),
	    200);
	ck_assert_int_eq(status_of("GET /v1/health HTTP/1.0\r\n\r\n"), 200);
	ck_assert_int_eq(status_of("GET /v1/health?x=1 HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
	ck_assert_int_eq(status_of("GET /v1/health%00 HTTP/1.1\r\nHost: a\r\n\r\n"), 404);
	ck_assert_int_eq(status_of("GET /v1/contacts/%00 HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
	ck_assert_int_eq(status_of("GET /v1/health\xff HTTP/1.1\r\nHost: a\r\n\r\n"), 400);
	ck_assert_int_eq(status_of("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"), 404);
	ck_assert(http_connect(&client));
	const char head[] = "HEAD /v1/health HTTP/1.1\r\nHost: a\r\n\r\n" HEALTH;
	http_write(&client, head, strlen(head));
	char bytes[1000] = {0};
	size_t length = 0;
	int64_t end = proc_ms() + HTTP_MS;
	while (!strstr(bytes, "\"status\"") && proc_ms() < end) {
		struct pollfd p = {.fd = client.fd, .events = POLLIN};
		poll(&p, 1, proc_left(end));
		ssize_t n =
		    recv(client.fd, bytes + length, sizeof bytes - 1 - length, MSG_DONTWAIT);
		ck_assert_int_gt(n, 0);
		length += (size_t)n;
	}
	/* Two heads, one body. */
	ck_assert_ptr_nonnull(strstr(bytes + 1, "HTTP/1.1 200"));
	ck_assert_ptr_nonnull(strstr(bytes, "\r\n\r\nHTTP/1.1 200"));
}
END_TEST

/* ---- malformed ---- */

static const char *const ambiguous[] = {
    "GET /v1/health HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nTransfer-Encoding: "
    "chunked\r\n\r\n0\r\n\r\n",
    "POST /v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: "
    "chunked\r\n\r\n0\r\n\r\n",
    "GET /v1/health HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\n",
    "GET /v1/health HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n",
    "GET /v1/health HTTP/1.1\r\nHost: a\r\nContent-Length: +0\r\n\r\n",
    "GET /v1/health HTTP/1.1\r\nHost: a\r\nContent-Length: 0, 0\r\n\r\n",
    "GET /v1/health HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
    "GET /v1/health HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n",
    "GET /v1/health HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n",
    "GET /v1/health HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n",
    "GET /v1/health HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: "
    "chunked\r\n\r\n0\r\n\r\n",
    "GET /v1/health HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "GET /v1/health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET /v1/health HTTP/1.1\r\n\r\n",
    "GET /v1/health HTTP/1.1\r\nHost: a\r\nContent-Length : 0\r\n\r\n",
    "GET /v1/health HTTP/1.1\r\nHost: a\r\nX y: 0\r\n\r\n",
    "GET /v1/health HTTP/1.1\r\nHost: a\r\nX: a\x01z\r\n\r\n",
    "GET /v1/health HTTP/1.1\r\nHost: a\r\nX: a\x7fz\r\n\r\n",
    "GET /v1/queues HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer a\r\nAuthorization: Bearer "
    "b\r\n\r\n",
    "GET /v1/health HTTP/3.7\r\nHost: a\r\n\r\n", "GET /v1/health HTTX/1.1\r\nHost: a\r\n\r\n"};

/* None is answered as if it were well, and the connection ends: what follows is nobody's. */
START_TEST(ambiguous_heads)
{
	struct http_reply reply = send_raw(ambiguous[_i], strlen(ambiguous[_i]));
	ck_assert_msg(reply.status == 0 || reply.status == 400 || reply.status == 505, "%d for %s",
	    reply.status, ambiguous[_i]);
	http_reply_release(&reply);
	ck_assert(client.fd < 0 || http_wait_closed(&client, HTTP_MS));
	assert_well();
}
END_TEST

/* The vectors write line ends as \r\n. */
static size_t
unescape(char *text)
{
	size_t n = 0;
	for (char *at = text; *at; at++) {
		if (*at == '\n' || *at == '\r')
			continue;
		if (*at == '\\' && at[1]) {
			at++;
			text[n++] = (char)(*at == 'r'   ? '\r'
					   : *at == 'n' ? '\n'
					   : *at == 't' ? '\t'
					   : *at == '0' ? '\0'
							: *at);
		} else {
			text[n++] = *at;
		}
	}
	return n;
}

static void
send_file(const char *folder, const char *name)
{
	char *path = proc_text("%s/%s", folder, name), *text = calloc(1, 1 << 20);
	FILE *file = fopen(path, "rb");
	ck_assert_ptr_nonnull(file);
	ck_assert_uint_gt(fread(text, 1, (1 << 20) - 1, file), 0);
	fclose(file);
	size_t length = unescape(text);
	ck_assert(http_connect(&client));
	http_write(&client, text, length);
	shutdown(client.fd, SHUT_WR); /* some are cut short: nothing more will come */
	struct http_reply reply = http_read(&client, HTTP_MS);
	bool refused = reply.status == 0 || (reply.status >= 400 && reply.status < 506);
	ck_assert_msg(refused, "%d for %s", reply.status, name);
	http_reply_release(&reply);
	http_close(&client);
	free(text);
	free(path);
}

START_TEST(malformed_vectors)
{
	char *folder = proc_data("malformed/http_invalid");
	DIR *dir = folder ? opendir(folder) : NULL;
	for (struct dirent *entry; dir && (entry = readdir(dir));)
		if (strstr(entry->d_name, ".http"))
			send_file(folder, entry->d_name);
	if (dir)
		closedir(dir);
	free(folder);
	assert_well();
}
END_TEST

/* ---- huge ---- */

START_TEST(head_too_large)
{
	char *big = malloc(30000), *text;
	memset(big, 'a', 29999);
	big[29999] = '\0';
	text = proc_text("GET /v1/health HTTP/1.1\r\nHost: a\r\nX: %s\r\n\r\n", big);
	int status = status_of(text);
	ck_assert_msg(status == 431 || status == 0, "%d", status);
	free(text);
	text = proc_text("GET /v1/health?%s HTTP/1.1\r\nHost: a\r\n\r\n", big);
	status = status_of(text);
	ck_assert_msg(status == 414 || status == 0, "%d", status);
	free(text);
	big[TARGET_LIMIT] = '\0';
	text = proc_text("GET /v1/directory?after=%s HTTP/1.1\r\nHost: a\r\n\r\n", big);
	ck_assert_int_eq(status_of(text), 414);
	free(text);
	free(big);
	assert_well();
}
END_TEST

enum { HUGE = 100 << 20, CHUNK = 1 << 16 };

/* Sends up to a hundred million bytes, until the other side has had enough. */
static size_t
send_huge(bool chunked)
{
	char *bytes = malloc(CHUNK), head[20];
	memset(bytes, 'x', CHUNK);
	size_t sent = 0;
	int n = snprintf(head, sizeof head, "%x\r\n", CHUNK);
	for (; sent < HUGE; sent += CHUNK)
		if ((chunked && !http_write(&client, head, (size_t)n)) ||
		    !http_write(&client, bytes, CHUNK) ||
		    (chunked && !http_write(&client, "\r\n", 2)))
			break;
	free(bytes);
	return sent;
}

START_TEST(body_of_100_mb)
{
	const char *const heads[] = {
	    "POST /v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
	    "Content-Length: 104857600\r\n\r\n",
	    "POST /v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
	    "Transfer-Encoding: chunked\r\n\r\n"};
	size_t before = proc_pss(server.pid);
	for (int chunked = 0; chunked < 2; chunked++) {
		ck_assert(http_connect(&client));
		http_write(&client, heads[chunked], strlen(heads[chunked]));
		size_t sent = send_huge(chunked);
		ck_assert_uint_lt(sent, HUGE);
		http_close(&client);
	}
	/* Who waits for the word before sending hears it. */
	struct http_reply reply = send_raw(heads[0], strlen(heads[0]));
	ck_assert_int_eq(reply.status, 413);
	ck_assert(json_is(reply.body, "type", "urn:frontdesk:problem:too-large"));
	http_reply_release(&reply);
	ck_assert_uint_lt(proc_pss(server.pid), before + (32 << 20));
	assert_well();
}
END_TEST

START_TEST(expectation_is_answered_first)
{
	int status = status_of("POST /v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: "
			       "application/json\r\nContent-Length: 104857600\r\nExpect: "
			       "100-continue\r\n\r\n");
	ck_assert_int_eq(status, 413);
	const char head[] = "POST /v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: "
			    "application/json\r\nContent-Length: 2\r\nExpect: "
			    "100-continue\r\n\r\n";
	char first[26] = {0};
	ck_assert(http_connect(&client));
	http_write(&client, head, strlen(head));
	ck_assert_int_eq(recv(client.fd, first, 25, MSG_WAITALL), 25);
	ck_assert_str_eq(first, "HTTP/1.1 100 Continue\r\n\r\n");
	http_write(&client, "{}", 2);
	struct http_reply reply = http_read(&client, HTTP_MS);
	ck_assert_int_eq(reply.status, 422);
	http_reply_release(&reply);
}
END_TEST

/* ---- slow (deadline 2 s) ---- */

/* Sends a byte a second until the connection is cut; the milliseconds that took. */
static int64_t
drip(const char *text)
{
	int64_t from = proc_ms();
	for (; *text; text++) {
		if (!http_write(&client, text, 1) || http_wait_closed(&client, 1000))
			break;
		ck_assert_msg(proc_ms() - from < 30000, "not cut in 30 s");
	}
	return proc_ms() - from;
}

START_TEST(slow_head)
{
	ck_assert(http_connect(&client));
	int64_t took = drip("GET /v1/health HTTP/1.1\r\nHost: somewhere.example\r\n\r\n");
	ck_assert_msg(took > 1500 && took < 12000, "cut after %d ms", (int)took);
	/* A connection that has behaved before gets no more. */
	ck_assert_int_eq(status_of(HEALTH), 200);
	took = drip("GET /v1/health HTTP/1.1\r\nHost: somewhere.example\r\n\r\n");
	ck_assert_msg(took > 1500 && took < 12000, "cut after %d ms", (int)took);
	assert_well();
}
END_TEST

START_TEST(slow_body)
{
	const char head[] = "POST /v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: "
			    "application/json\r\nContent-Length: 60\r\n\r\n";
	ck_assert(http_connect(&client));
	http_write(&client, head, strlen(head));
	int64_t took = drip("{\"desk\":\"chorley-1\",\"desk_secret\":\"x\",\"user\":\"a\"}     ");
	ck_assert_msg(took > 1500 && took < 12000, "cut after %d ms", (int)took);
	assert_well();
}
END_TEST

START_TEST(silent_connections)
{
	/* One that never says a word is cut; one that is kept alive between requests is not. */
	struct http kept;
	http_init(&kept, server.port);
	struct http_reply reply = http_get(&kept, "/v1/health");
	http_reply_release(&reply);
	ck_assert(http_connect(&client));
	ck_assert(http_wait_closed(&client, 12000));
	ck_assert(!http_wait_closed(&kept, 3000));
	reply = http_get(&kept, "/v1/health");
	ck_assert_int_eq(reply.status, 200);
	http_reply_release(&reply);
	ck_assert_int_eq(kept.connects, 1);
	http_release(&kept);
}
END_TEST

/* Asks for much and reads nothing. */
START_TEST(reader_that_does_not_read)
{
	const char ask[] = "GET /v1/openapi.json HTTP/1.1\r\nHost: a\r\n\r\n";
	int small = 4096;
	ck_assert(http_connect(&client));
	setsockopt(client.fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
	for (int i = 0; i < 200; i++)
		if (send(client.fd, ask, strlen(ask), MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
			break;
	struct pollfd p = {.fd = client.fd};
	ck_assert_int_eq(poll(&p, 1, 20000), 1);
	ck_assert(p.revents & (POLLHUP | POLLERR));
	assert_well();
}
END_TEST

/* At most 24 connections: the 25th waits, and is served once one goes. */
START_TEST(crowd)
{
	struct http many[24];
	int connected = 0;
	for (; connected < 24; connected++) {
		http_init(&many[connected], server.port);
		struct http_reply reply = http_get(&many[connected], "/v1/health");
		int status = reply.status;
		http_reply_release(&reply);
		if (status != 200)
			break;
	}
	ck_assert_int_ge(connected, 12); /* two threads share them, not always evenly */
	for (int i = 0; i < connected; i++)
		http_release(&many[i]);
	assert_well();
}
END_TEST

START_TEST(crowd_from_one_address)
{
	start((const char *const[]){"--per-address", "3", NULL});
	struct http many[3];
	for (int i = 0; i < 3; i++) {
		http_init(&many[i], server.port);
		struct http_reply reply = http_get(&many[i], "/v1/health");
		ck_assert_int_eq(reply.status, 200);
		http_reply_release(&reply);
	}
	ck_assert(http_connect(&client));
	ck_assert(http_wait_closed(&client, HTTP_MS));
	for (int i = 0; i < 3; i++)
		http_release(&many[i]);
}
END_TEST

/* ---- the feed ---- */

static struct http_reply
put_notice(struct api *api, char last, const char *text)
{
	char *path = proc_text("/v1/notices/" NOTICE "%c", last);
	char *body = proc_text("{\"id\":\"" NOTICE "%c\",\"text\":\"%s\",\"until\":"
			       "\"2099-01-01T00:00:00Z\"}",
	    last, text);
	struct http_reply reply = api_write(api, "PUT", path, NULL, body);
	free(path);
	free(body);
	return reply;
}

static char *
feed_path(struct api *api, int wait)
{
	struct http_reply reply = http_get(&api->http, "/v1/session");
	ck_assert_int_eq(reply.status, 200);
	char *place = json_get(reply.body, "feed");
	ck_assert_ptr_nonnull(place);
	char *path = proc_text("/v1/feed?after=%s&wait=%d", place, wait);
	http_reply_release(&reply);
	free(place);
	return path;
}

START_TEST(feed_waits_and_wakes)
{
	struct api api, poller;
	sign_in(&api);
	api_init(&poller, server.port);
	http_token(&poller.http, api.http.token);
	char *path = feed_path(&api, 1);
	int64_t from = proc_ms();
	struct http_reply reply = http_get(&poller.http, path);
	ck_assert_int_eq(reply.status, 200);
	ck_assert_int_ge(proc_ms() - from, 900);
	char *next = json_get(reply.body, "next");
	ck_assert_ptr_nonnull(next);
	http_reply_release(&reply);
	free(path);

	char *ask = proc_text("GET /v1/feed?after=%s&wait=50 HTTP/1.1\r\nHost: a\r\nAuthorization: "
			      "Bearer %s\r\n\r\n",
	    next, api.http.token);
	ck_assert(http_connect(&client));
	http_write(&client, ask, strlen(ask));
	ck_assert(!http_wait_closed(&client, 300));
	from = proc_ms();
	reply = put_notice(&api, '1', "A59 closed");
	ck_assert_msg(reply.status == 200, "%d %s", reply.status, reply.body);
	http_reply_release(&reply);
	reply = http_read(&client, HTTP_MS);
	ck_assert_int_eq(reply.status, 200);
	ck_assert_int_lt(proc_ms() - from, 5000);
	ck_assert_int_ge(json_index(reply.body, "items", "topic", "notice"), 0);
	http_reply_release(&reply);
	free(ask);
	free(next);
	api_release(&poller);
	api_release(&api);
}
END_TEST

/* However long a desk would wait: a proxy before the CRM may not. */
START_TEST(feed_waits_no_longer_than_the_server_lets_it)
{
	struct api api;
	server_stop(&server);
	server_start_with(&server, (const char *const[]){"--wait", "1", NULL});
	sign_in(&api);
	char *path = feed_path(&api, 240);
	int64_t from = proc_ms();
	struct http_reply reply = http_get(&api.http, path);
	ck_assert_int_eq(reply.status, 200);
	ck_assert_int_ge(proc_ms() - from, 900);
	http_reply_release(&reply);
	free(path);
	api_release(&api);
}
END_TEST

START_TEST(feed_wait_is_a_number)
{
	struct api api;
	sign_in(&api);
	struct http_reply reply = http_get(&api.http, "/v1/feed?after=x.1&wait=-1");
	ck_assert_int_eq(reply.status, 400);
	ck_assert(json_is(reply.body, "field", "wait"));
	http_reply_release(&reply);
	api_release(&api);
}
END_TEST

/* ---- figures, and clients that vanish ---- */

/* The port of the figures stands in the log. */
static int
metrics_port(void)
{
	static const char mark[] = "metrics on http://127.0.0.1:";
	char line[1000];
	int port = 0;
	FILE *log = fopen(server.log, "r");
	while (log && fgets(line, sizeof line, log))
		if (strstr(line, mark))
			port = atoi(strstr(line, mark) + strlen(mark));
	if (log)
		fclose(log);
	return port;
}

static long
figure(struct http *http, const char *name)
{
	struct http_reply reply = http_get(http, "/metrics");
	ck_assert_int_eq(reply.status, 200);
	char *line = proc_text("\nfrontdesk_%s ", name);
	const char *at = strstr(reply.body, line);
	ck_assert_msg(at != NULL, "no figure %s in %s", name, reply.body);
	long value = atol(at + strlen(line));
	free(line);
	http_reply_release(&reply);
	return value;
}

static void
wait_figure(struct http *http, const char *name, long value)
{
	int64_t end = proc_ms() + HTTP_MS;
	while (figure(http, name) != value) {
		ck_assert_msg(proc_ms() < end, "%s is %ld", name, figure(http, name));
		poll(NULL, 0, 20);
	}
}

START_TEST(vanished_clients)
{
	start((const char *const[]){"--metrics", "127.0.0.1:0", NULL});
	struct http figures;
	http_init(&figures, metrics_port());
	struct api api;
	sign_in(&api);
	char *path = feed_path(&api, 50);
	char *ask = proc_text(
	    "GET %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n", path, api.http.token);
	struct http gone[40];
	for (int i = 0; i < 40; i++) {
		http_init(&gone[i], server.port);
		ck_assert(http_connect(&gone[i]));
		http_write(&gone[i], ask, strlen(ask));
	}
	wait_figure(&figures, "feed_waiting", 40);
	ck_assert_int_ge(figure(&figures, "connections"), 40);
	for (int i = 0; i < 40; i++)
		http_release(&gone[i]);
	wait_figure(&figures, "feed_waiting", 0);
	wait_figure(&figures, "connections", 1); /* the session's own */
	ck_assert_int_ge(figure(&figures, "requests_total"), 40);
	struct http_reply reply = http_get(&figures, "/v1/health");
	ck_assert_int_eq(reply.status, 404);
	http_reply_release(&reply);
	http_release(&figures);
	api_release(&api);
	free(path);
	free(ask);
}
END_TEST

/* ---- ending ---- */

START_TEST(end_with_idle_and_parked)
{
	struct api api;
	sign_in(&api);
	char *path = feed_path(&api, 50);
	char *ask = proc_text(
	    "GET %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n", path, api.http.token);
	ck_assert(http_connect(&client));
	http_write(&client, ask, strlen(ask));
	ck_assert(!http_wait_closed(&client, 200));
	int64_t from = proc_ms();
	ck_assert_int_eq(server_stop(&server), 0);
	ck_assert_int_lt(proc_ms() - from, 4000);
	struct http_reply reply = http_read(&client, HTTP_MS);
	char value[20];
	ck_assert_int_eq(reply.status, 200);
	ck_assert_str_eq(http_header(&reply, "Connection", value, sizeof value), "close");
	http_reply_release(&reply);
	api_release(&api);
	free(path);
	free(ask);
}
END_TEST

/* Half of a request has come when it is told to end: the other half is awaited and answered. */
START_TEST(end_within_a_request)
{
	const char head[] = "POST /v1/session HTTP/1.1\r\nHost: a\r\nContent-Type: "
			    "application/json\r\nContent-Length: 2\r\n\r\n{";
	ck_assert(http_connect(&client));
	http_write(&client, head, strlen(head));
	ck_assert(!http_wait_closed(&client, 200));
	kill(server.pid, SIGTERM);
	struct http other;
	http_init(&other, server.port);
	int64_t end = proc_ms() + HTTP_MS;
	while (http_connect(&other) && proc_ms() < end)
		;
	ck_assert_msg(proc_ms() < end, "still takes connections");
	http_write(&client, "}", 1);
	struct http_reply reply = http_read(&client, HTTP_MS);
	char value[20];
	ck_assert_int_eq(reply.status, 422);
	ck_assert_str_eq(http_header(&reply, "Connection", value, sizeof value), "close");
	http_reply_release(&reply);
	http_release(&other);
	ck_assert_int_eq(server_stop(&server), 0);
}
END_TEST

/* ---- restart on a socket that stays ---- */

struct worker {
	pthread_t thread;
	bool keep; /* one kept-alive connection, else one for each request */
	atomic_int good, bad;
};
static atomic_bool workers_end;

static void *
work(void *context)
{
	struct worker *worker = context;
	struct http http;
	http_init(&http, server.port);
	while (!atomic_load(&workers_end)) {
		struct http_reply reply = http_get(&http, "/v1/health");
		atomic_fetch_add(reply.status == 200 ? &worker->good : &worker->bad, 1);
		http_reply_release(&reply);
		if (!worker->keep)
			http_close(&http);
	}
	http_release(&http);
	return NULL;
}

START_TEST(restart_loses_nothing)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	socklen_t size = sizeof at;
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	int listener = socket(AF_INET, SOCK_STREAM, 0);
	ck_assert_int_eq(bind(listener, (struct sockaddr *)&at, sizeof at), 0);
	ck_assert_int_eq(listen(listener, 100), 0);
	getsockname(listener, (struct sockaddr *)&at, &size);
	char code[32], *number = proc_text("%d", listener);
	const char *const more[] = {"--listen-fd", number, NULL};
	server_init(&server);
	make_crm(code);
	server.port = ntohs(at.sin_port);
	server_start_with(&server, more);

	struct worker workers[4] = {{.keep = true}, {.keep = true}, {.keep = false}};
	atomic_store(&workers_end, false);
	for (int i = 0; i < 4; i++)
		pthread_create(&workers[i].thread, NULL, work, &workers[i]);
	for (int round = 0; round < 3; round++) {
		int before = atomic_load(&workers[2].good);
		int64_t end = proc_ms() + HTTP_MS;
		while (atomic_load(&workers[2].good) < before + 50 && proc_ms() < end)
			sched_yield();
		ck_assert_int_eq(server_stop(&server), 0);
		server_start_with(&server, more);
	}
	atomic_store(&workers_end, true);
	for (int i = 0; i < 4; i++) {
		pthread_join(workers[i].thread, NULL);
		ck_assert_int_eq(atomic_load(&workers[i].bad), 0);
		ck_assert_int_gt(atomic_load(&workers[i].good), 10);
	}
	close(listener);
	free(number);
	http_init(&client, server.port);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("api transport");
	TCase *plain = tcase_create("plain");
	tcase_add_checked_fixture(plain, set_up, tear_down);
	tcase_set_timeout(plain, 60);
	tcase_add_test(plain, replies_are_small);
	tcase_add_test(plain, problems_are_problems);
	tcase_add_test(plain, openapi_is_served);
	tcase_add_test(plain, requests_in_unusual_form);
	tcase_add_loop_test(plain, ambiguous_heads, 0, (int)(sizeof ambiguous / sizeof *ambiguous));
	tcase_add_test(plain, malformed_vectors);
	tcase_add_test(plain, head_too_large);
	tcase_add_test(plain, body_of_100_mb);
	tcase_add_test(plain, expectation_is_answered_first);
	tcase_add_test(plain, feed_waits_and_wakes);
	tcase_add_test(plain, feed_waits_no_longer_than_the_server_lets_it);
	tcase_add_test(plain, feed_wait_is_a_number);
	tcase_add_test(plain, end_with_idle_and_parked);
	tcase_add_test(plain, end_within_a_request);
	suite_add_tcase(suite, plain);
	TCase *strict = tcase_create("strict");
	tcase_add_checked_fixture(strict, set_up_strict, tear_down);
	tcase_set_timeout(strict, 90);
	tcase_add_test(strict, slow_head);
	tcase_add_test(strict, slow_body);
	tcase_add_test(strict, silent_connections);
	tcase_add_test(strict, reader_that_does_not_read);
	tcase_add_test(strict, crowd);
	suite_add_tcase(suite, strict);
	TCase *own = tcase_create("own options");
	tcase_add_checked_fixture(own, NULL, tear_down);
	tcase_set_timeout(own, 90);
	tcase_add_test(own, crowd_from_one_address);
	tcase_add_test(own, vanished_clients);
	tcase_add_test(own, restart_loses_nothing);
	suite_add_tcase(suite, own);
	return tap_run(suite);
}
