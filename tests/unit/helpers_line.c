/* The helpers of the line on a server of a few lines: replies whole and in pieces, a kept
 * connection that the server closed, the proxy's counts, a cut, lost replies, a write that comes
 * twice, a line that is far, thin, silent or half-open, or moves; and reading JSON by path. */
#include "helpers/http.h"
#include "helpers/json.h"
#include "helpers/proc.h"
#include "helpers/proxy.h"
#include "helpers/tap.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t server;
static int port;
static char *puts_seen; /* a digit that all connections share */

static bool
serve_one(int fd)
{
	char request[4096], count[80];
	ssize_t n = recv(fd, request, sizeof request - 1, 0);
	const char *answer = NULL;
	if (n <= 0)
		return false;
	request[n] = '\0';
	if (strncmp(request, "GET /whole", 10) == 0)
		answer = "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\n{\"a\": 1}";
	else if (strncmp(request, "GET /chunks", 11) == 0)
		answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: "
			 "chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
	else if (strncmp(request, "PUT /echo", 9) == 0)
		answer = strstr(request, "Authorization: Bearer t0ken\r\n") &&
				 strstr(request, "\r\n\r\nbody")
			     ? "HTTP/1.1 204 No Content\r\nX-Seen: yes\r\n\r\n"
			     : "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
	else if (strncmp(request, "GET /puts", 9) == 0)
		answer = strcat(
		    strcpy(count, "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n"), puts_seen);
	else if (strncmp(request, "GET /hangup", 11) == 0)
		answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
	else if (strncmp(request, "GET /short", 10) == 0)
		answer = "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\ntoo little";
	*puts_seen = (char)(*puts_seen + (strncmp(request, "PUT ", 4) == 0));
	if (!answer || send(fd, answer, strlen(answer), MSG_NOSIGNAL) < 0)
		return false;
	return strncmp(request, "GET /hangup", 11) != 0 && strncmp(request, "GET /short", 10) != 0;
}

static void
start(void)
{
	struct sockaddr_in at = {.sin_family = AF_INET};
	socklen_t len = sizeof at;
	pid_t self = getpid();
	puts_seen = mmap(NULL, 2, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	ck_assert_ptr_ne(puts_seen, MAP_FAILED);
	*puts_seen = '0';
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	int listener = socket(AF_INET, SOCK_STREAM, 0);
	ck_assert_int_eq(bind(listener, (struct sockaddr *)&at, sizeof at), 0);
	ck_assert_int_eq(listen(listener, 8), 0);
	ck_assert_int_eq(getsockname(listener, (struct sockaddr *)&at, &len), 0);
	port = ntohs(at.sin_port);
	server = fork();
	if (server == 0) {
		proc_child(self);
		signal(SIGCHLD, SIG_IGN);
		for (;;) {
			int fd = accept(listener, NULL, NULL);
			if (fork() == 0) { /* one that says nothing keeps nobody waiting */
				proc_child(getppid());
				while (serve_one(fd))
					;
				_exit(0);
			}
			close(fd);
		}
	}
	close(listener);
}

static void
stop(void)
{
	kill(server, SIGKILL);
	waitpid(server, NULL, 0);
}

START_TEST(reads_replies)
{
	struct http h;
	char value[16];
	http_init(&h, port);
	struct http_reply r = http_get(&h, "/whole");
	ck_assert_int_eq(r.status, 200);
	ck_assert_str_eq(r.body, "{\"a\": 1}");
	ck_assert_uint_eq(h.received, strlen(r.head) + 8);
	http_reply_release(&r);
	r = http_get(&h, "/chunks");
	ck_assert_str_eq(r.body, "abcde");
	ck_assert_uint_eq(r.len, 5);
	http_reply_release(&r);
	http_token(&h, "t0ken");
	r = http_json(&h, "PUT", "/echo", "body");
	ck_assert_int_eq(r.status, 204);
	ck_assert_str_eq(http_header(&r, "x-seen", value, sizeof value), "yes");
	ck_assert_ptr_null(http_header(&r, "X-See", value, sizeof value));
	http_reply_release(&r);
	ck_assert_int_eq(h.connects, 1);
	http_release(&h);
}
END_TEST

START_TEST(comes_back_after_a_hang_up)
{
	struct http h;
	http_init(&h, port);
	for (int i = 0; i < 3; i++) {
		struct http_reply r = http_get(&h, "/hangup");
		ck_assert_int_eq(r.status, 200);
		http_reply_release(&r);
	}
	ck_assert_int_eq(h.connects, 3);
	struct http_reply r = http_get(&h, "/short");
	ck_assert_int_eq(r.status, 0);
	ck_assert(http_connect(&h));
	ck_assert(http_write(&h, "GET /nothing\r\n\r\n", 16));
	ck_assert(http_wait_closed(&h, HTTP_MS));
	http_release(&h);
}
END_TEST

START_TEST(counts_cuts_and_swallows)
{
	struct proxy *p = proxy_start(port);
	struct http h;
	http_init(&h, proxy_port(p));
	struct http_reply r = http_get(&h, "/whole");
	ck_assert_int_eq(r.status, 200);
	http_reply_release(&r);
	r = http_get(&h, "/whole");
	http_reply_release(&r);
	struct proxy_figures f = proxy_figures(p);
	ck_assert_uint_eq(f.requests, 2);
	ck_assert_uint_eq(f.connects, 1);
	ck_assert_uint_eq(f.up, h.sent);
	ck_assert_uint_eq(f.down, h.received);
	proxy_cut(p, true);
	ck_assert(http_wait_closed(&h, HTTP_MS));
	r = http_get(&h, "/whole");
	ck_assert_int_eq(r.status, 0);
	proxy_cut(p, false);
	r = http_get(&h, "/whole");
	ck_assert_int_eq(r.status, 200);
	http_reply_release(&r);
	proxy_swallow(p, true);
	proxy_reset(p);
	ck_assert(http_write(&h, "GET /whole HTTP/1.1\r\n\r\n", 23));
	r = http_read(&h, 100);
	ck_assert_int_eq(r.status, 0);
	ck_assert_uint_gt(proxy_figures(p).down, 40);
	http_release(&h);
	proxy_free(p);
}
END_TEST

START_TEST(brings_a_write_twice)
{
	struct proxy *p = proxy_start(port);
	struct http h;
	bool twice = false;
	http_init(&h, proxy_port(p));
	http_token(&h, "t0ken");
	struct http_reply r = http_get(&h, "/whole");
	http_reply_release(&r);
	r = http_json(&h, "PUT", "/echo", "body");
	ck_assert_int_eq(r.status, 204);
	http_reply_release(&r);
	r = http_get(&h, "/whole"); /* what is only read does not come again */
	http_reply_release(&r);
	http_release(&h);
	proxy_again(p, 1); /* there was one write */
	proxy_again(p, 0);
	http_init(&h, port);
	int64_t deadline = proc_ms() + HTTP_MS;
	while (!twice && proc_left(deadline) > 0) {
		r = http_get(&h, "/puts");
		twice = r.body && strcmp(r.body, "2") == 0;
		http_reply_release(&r);
		http_release(&h); /* the server hears one at a time */
		http_init(&h, port);
	}
	ck_assert(twice);
	ck_assert_uint_eq(proxy_figures(p).again, 1);
	http_release(&h);
	proxy_free(p);
}
END_TEST

START_TEST(holds_one_connection)
{
	struct proxy *p = proxy_start(port);
	struct http h;
	http_init(&h, proxy_port(p));
	proxy_hold(p, 2);
	struct http_reply r = http_get(&h, "/whole");
	ck_assert_int_eq(r.status, 200);
	http_reply_release(&r);
	proxy_hold(p, 1);
	ck_assert(http_write(&h, "GET /whole HTTP/1.1\r\n\r\n", 23));
	r = http_read(&h, 100);
	ck_assert_int_eq(r.status, 0);
	http_release(&h);
	proxy_free(p);
}
END_TEST

/* A lower bound is sure on any machine: bytes cannot come before the line has brought them. */
START_TEST(shapes_and_stalls)
{
	struct proxy *p = proxy_start(port);
	struct http h;
	http_init(&h, proxy_port(p));
	proxy_shape(p, (struct proxy_shape){.delay_ms = 60});
	int64_t before = proc_us();
	struct http_reply r = http_get(&h, "/whole");
	ck_assert_int_eq(r.status, 200);
	ck_assert_int_ge(proc_us() - before, 240000); /* connecting, there and back */
	http_reply_release(&r);
	before = proc_us();
	r = http_get(&h, "/whole");
	ck_assert_int_ge(proc_us() - before, 120000);
	http_reply_release(&r);
	/* A request of some 40 bytes or more and a header of 40: 640 bits at least. */
	proxy_shape(p, (struct proxy_shape){.bits = 6400});
	before = proc_us();
	r = http_get(&h, "/whole");
	ck_assert_int_eq(r.status, 200);
	ck_assert_int_ge(proc_us() - before, 100000);
	http_reply_release(&r);
	proxy_shape(p, (struct proxy_shape){0});
	proxy_stall(p, true);
	ck_assert(http_write(&h, "GET /whole HTTP/1.1\r\n\r\n", 23));
	r = http_read(&h, 100);
	ck_assert_int_eq(r.status, 0);
	http_release(&h);
	/* A connection begun in the silence is answered after it. */
	ck_assert(http_connect(&h));
	ck_assert(http_write(&h, "GET /whole HTTP/1.1\r\n\r\n", 23));
	proxy_stall(p, false);
	r = http_read(&h, HTTP_MS);
	ck_assert_int_eq(r.status, 200);
	http_reply_release(&r);
	http_release(&h);
	proxy_free(p);
}
END_TEST

START_TEST(loses_and_falls_silent_by_itself)
{
	struct proxy *p = proxy_start(port);
	struct http h;
	http_init(&h, proxy_port(p));
	/* Every second reply is lost, after its request arrived: asked again, on a new connection.
	 */
	proxy_lose(p, 2);
	for (int i = 0; i < 2; i++) {
		struct http_reply r = http_get(&h, "/whole");
		ck_assert_int_eq(r.status, 200);
		http_reply_release(&r);
	}
	ck_assert_uint_eq(proxy_figures(p).requests, 3);
	ck_assert_uint_eq(proxy_figures(p).connects, 2);
	ck_assert_uint_gt(proxy_figures(p).down, h.received);
	proxy_lose(p, 0);

	/* Half-open: no word, no end, also afterwards; a new connection lives. */
	proxy_half_open(p, true);
	ck_assert(http_write(&h, "GET /whole HTTP/1.1\r\n\r\n", 23));
	struct http_reply r = http_read(&h, 100);
	ck_assert_int_eq(r.status, 0);
	proxy_half_open(p, false);
	ck_assert(!http_wait_closed(&h, 100));
	http_release(&h);
	r = http_get(&h, "/whole");
	ck_assert_int_eq(r.status, 200);
	http_reply_release(&r);

	/* Cut again and again: each time what is open is reset, and later one comes through. */
	proxy_gaps(p, (struct proxy_gaps){.every_ms = 60, .cut_ms = 30});
	for (int i = 0; i < 3; i++) {
		ck_assert(http_wait_closed(&h, HTTP_MS));
		int64_t deadline = proc_ms() + HTTP_MS;
		int status;
		do {
			r = http_get(&h, "/whole");
			status = r.status;
			ck_assert_int_gt(proc_left(deadline), 0);
			http_reply_release(&r);
		} while (status != 200);
	}
	proxy_gaps(p, (struct proxy_gaps){0});
	http_release(&h);

	/* It moves: what was open is silent, and nobody is at the old address. */
	r = http_get(&h, "/whole");
	ck_assert_int_eq(r.status, 200);
	http_reply_release(&r);
	proxy_move(p, "127.0.0.2");
	ck_assert(!http_wait_closed(&h, 100));
	http_release(&h);
	ck_assert(!http_connect(&h));
	http_release(&h);
	proxy_free(p);
}
END_TEST

START_TEST(reads_json_by_path)
{
	static const char text[] =
	    "{\"items\":[{\"id\":\"a\",\"n\":3},{\"id\":\"b\",\"ok\":true}]}";
	char *n = json_get(text, "items.0.n");
	ck_assert_str_eq(n, "3");
	free(n);
	ck_assert(json_is(text, "items.1.ok", "true"));
	ck_assert(!json_is(text, "items.2.ok", "true"));
	ck_assert_int_eq(json_count(text, "items"), 2);
	ck_assert_int_eq(json_count(text, "items.0"), -1);
	ck_assert_int_eq(json_count("not json", ""), -1);
	ck_assert_int_eq(json_count("[1,2,3]", ""), 3);
	ck_assert_int_eq(json_index(text, "items", "id", "b"), 1);
	ck_assert_int_eq(json_index(text, "items", "id", "c"), -1);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("helpers/line");
	TCase *c = tcase_create("line");
	tcase_set_timeout(c, 120);
	tcase_add_checked_fixture(c, start, stop);
	tcase_add_test(c, reads_replies);
	tcase_add_test(c, comes_back_after_a_hang_up);
	tcase_add_test(c, counts_cuts_and_swallows);
	tcase_add_test(c, brings_a_write_twice);
	tcase_add_test(c, holds_one_connection);
	tcase_add_test(c, shapes_and_stalls);
	tcase_add_test(c, loses_and_falls_silent_by_itself);
	tcase_add_test(c, reads_json_by_path);
	suite_add_tcase(s, c);
	return tap_run(s);
}
