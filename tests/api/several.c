/* Several frontdeskd on one database, and a CRM that is backed up while it serves and restored
 * elsewhere; with the real programs. */
#include "helpers/database.h"
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/proc.h"
#include "helpers/tap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NOTICE "019480a2-0000-7000-8000-00000000000"

static struct office office;
static struct server second; /* another frontdeskd; its database may be the first's */
static struct api api;

static void
setup(void)
{
	office_init(&office);
	char *password = proc_text("%s/password", office.crm.dir);
	ctl_ok(&office.crm, "user", "add", "k.walmsley", "--name", "K. Walmsley", "--council",
	    "chorley", "--role", "supervisor", "--password-file", password);
	free(password);
	api_ready(&api, &office, "chorley-cc-1", "k.walmsley");
}

static void
teardown(void)
{
	api_release(&api);
	server_kill(&second);
	office_release(&office);
}

/* Asks this server as the desk that is signed in. */
static struct http_reply
ask(const struct server *server, const char *method, const char *path, const char *body)
{
	struct api other;
	api_init(&other, server->port);
	http_token(&other.http, api.http.token);
	struct http_reply reply = strcmp(method, "GET") == 0
				      ? http_get(&other.http, path)
				      : api_write(&other, method, path, NULL, body);
	api_release(&other);
	return reply;
}

static void
ask_ok(const struct server *server, const char *method, const char *path, const char *body)
{
	struct http_reply reply = ask(server, method, path, body);
	ck_assert_msg(reply.status >= 200 && reply.status < 300, "%s %s: %d %s", method, path,
	    reply.status, reply.body ? reply.body : "");
	http_reply_release(&reply);
}

static void
post_notice(const struct server *server, char last, const char *text)
{
	char *path = proc_text("/v1/notices/" NOTICE "%c", last);
	char *body = proc_text("{\"id\":\"" NOTICE "%c\",\"text\":\"%s\",\"until\":"
			       "\"2099-01-01T00:00:00Z\"}",
	    last, text);
	ask_ok(server, "PUT", path, body);
	free(path);
	free(body);
}

static char *
place_in_feed(const struct server *server)
{
	struct http_reply reply = ask(server, "GET", "/v1/session", NULL);
	ck_assert_int_eq(reply.status, 200);
	char *place = json_get(reply.body, "feed");
	ck_assert_ptr_nonnull(place);
	http_reply_release(&reply);
	return place;
}

/* A long poll that is out at the server. */
static void
park(struct http *client, const struct server *server, const char *place)
{
	char *text =
	    proc_text("GET /v1/feed?after=%s&wait=50 HTTP/1.1\r\nHost: a\r\nAuthorization: "
		      "Bearer %s\r\n\r\n",
		place, api.http.token);
	http_init(client, server->port);
	ck_assert(http_connect(client));
	http_write(client, text, strlen(text));
	ck_assert(!http_wait_closed(client, 300));
	free(text);
}

/* What is written through `from` wakes the poll that is parked at `at`. */
static void
wakes(const struct server *from, const struct server *at, char last, const char *text)
{
	struct http client;
	char *place = place_in_feed(at);
	park(&client, at, place);
	post_notice(from, last, text);
	struct http_reply reply = http_read(&client, HTTP_MS);
	ck_assert_int_eq(reply.status, 200);
	ck_assert_int_ge(json_index(reply.body, "items", "topic", "notice"), 0);
	ck_assert_ptr_nonnull(strstr(reply.body, text));
	http_reply_release(&reply);
	http_release(&client);
	free(place);
}

static void
start_second(void)
{
	second = (struct server){.dir = office.crm.dir, .db = office.crm.db, .out = -1};
	second.log = proc_text("%s/second.log", office.crm.dir);
	server_start(&second);
}

START_TEST(two_servers_serve_one_feed)
{
	start_second();
	/* Who is signed in at one is so at the other. */
	ask_ok(&second, "GET", "/v1/session", NULL);
	wakes(&office.crm, &second, '1', "A59 closed");
	wakes(&second, &office.crm, '2', "A6 closed");
	/* Signed out at one: out at the other. */
	struct http_reply reply = ask(&second, "DELETE", "/v1/session", NULL);
	ck_assert_int_lt(reply.status, 300);
	http_reply_release(&reply);
	int64_t deadline = proc_ms() + HTTP_MS;
	do {
		reply = ask(&office.crm, "GET", "/v1/session", NULL);
		int status = reply.status;
		http_reply_release(&reply);
		if (status == 401)
			break;
		ck_assert_int_eq(status, 200);
	} while (proc_left(deadline) > 0);
	ck_assert_int_gt(proc_left(deadline), 0);
	ck_assert_int_eq(server_stop(&second), 0);
	free(second.log);
}
END_TEST

/* The database server ends every connection, as it does when it is started anew. */
START_TEST(a_lost_database_is_found_again)
{
	start_second();
	wakes(&office.crm, &second, '1', "before");
	database_cut(office.crm.db);
	wakes(&office.crm, &second, '2', "after");
	database_cut(office.crm.db);
	wakes(&second, &office.crm, '3', "and again");
	ck_assert_int_eq(server_stop(&second), 0);
	free(second.log);
}
END_TEST

static void
expect(
    struct server *server, int status, const char *sentence, const char *command, const char *file)
{
	char *out = NULL;
	int got = ctl(server, &out, command, file);
	ck_assert_msg(got == status, "%s ended with %d: %s", command, got, out);
	ck_assert_msg(strstr(out, sentence) != NULL, "\"%s\" is not in: %s", sentence, out);
	free(out);
}

START_TEST(a_crm_is_restored_elsewhere)
{
	char *file = proc_text("%s/monday.archive", office.crm.dir);
	char *from = database_keys(office.crm.dir);
	char *old = place_in_feed(&office.crm);
	expect(&office.crm, 0, "records are in", "backup", file);
	expect(&office.crm, 1, "already", "backup", file);
	expect(&office.crm, 1, "there is a CRM already", "restore", file);
	struct server other;
	server_init(&other);
	char *to = database_keys(other.dir);
	expect(&other, 1, "key file", "restore", file);
	char *copy = proc_text("cp -p %s.key %s.key && cp %s %s/short && truncate -s -1 %s/short",
	    from, to, file, other.dir, other.dir);
	ck_assert_int_eq(system(copy), 0);
	char *damaged = proc_text("%s/short", other.dir);
	expect(&other, 1, "cut off", "restore", damaged);
	expect(&other, 1, "is no archive", "restore", office.crm.log);
	expect(&other, 0, "are in", "restore", file);
	expect(&other, 0, "entries were proved", "audit", "verify");
	server_start(&other);
	/* Everybody signs in anew; the desk is known. */
	struct http_reply reply = ask(&other, "GET", "/v1/session", NULL);
	ck_assert_int_eq(reply.status, 401);
	http_reply_release(&reply);
	http_release(&api.http);
	http_init(&api.http, other.port);
	ck_assert_int_eq(api_sign_in(&api, "k.walmsley", OFFICE_PASSWORD), 0);
	char *path = proc_text("/v1/feed?after=%s", old);
	reply = ask(&other, "GET", path, NULL);
	ck_assert(json_is(reply.body, "reload", "true"));
	http_reply_release(&reply);
	reply = ask(&other, "GET", "/v1/customers?q=patel", NULL);
	ck_assert_msg(reply.status == 200 && json_count(reply.body, "items") > 0, "%s", reply.body);
	http_reply_release(&reply);
	ck_assert_int_eq(server_stop(&other), 0);
	server_release(&other);
	free(path);
	free(damaged);
	free(copy);
	free(to);
	free(from);
	free(old);
	free(file);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("several");
	TCase *tcase = tcase_create("several");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, two_servers_serve_one_feed);
	if (database_is_postgres())
		tcase_add_test(tcase, a_lost_database_is_found_again);
	tcase_add_test(tcase, a_crm_is_restored_elsewhere);
	suite_add_tcase(suite, tcase);
	return tap_run(suite);
}
