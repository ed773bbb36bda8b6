#include "helpers/proxy.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MAX_PAIRS = 64 };
static const char request_mark[] = " HTTP/1.1\r\n";

struct pair {
	int client, server; /* -1 once closed */
	size_t matched;     /* characters of request_mark seen */
};

struct proxy {
	int listener, to, port, wake;
	pthread_t thread;
	pthread_mutex_t lock; /* over what follows */
	struct proxy_figures figures;
	bool cut, swallow, stop;
	/* of the thread alone */
	struct pair pairs[MAX_PAIRS];
};

static _Noreturn void
die(const char *what)
{
	fprintf(stderr, "test harness: proxy: %s: %s\n", what, strerror(errno));
	abort();
}

static void
drop(struct pair *pair)
{
	/* A reset, not a polite end: that is what a cut line looks like. */
	struct linger hard = {.l_onoff = 1, .l_linger = 0};
	for (int i = 0; i < 2; i++) {
		int *fd = i ? &pair->server : &pair->client;
		if (*fd >= 0) {
			setsockopt(*fd, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
			close(*fd);
		}
		*fd = -1;
	}
}

static void
accept_one(struct proxy *p, bool cut)
{
	int on = 1;
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)p->to)};
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	struct pair made = {.client = accept4(p->listener, NULL, NULL, SOCK_CLOEXEC), .server = -1};
	struct pair *free_pair = NULL;
	for (int i = 0; i < MAX_PAIRS && !free_pair; i++)
		if (p->pairs[i].client < 0)
			free_pair = &p->pairs[i];
	if (made.client < 0)
		return;
	made.server = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (cut || !free_pair || connect(made.server, (struct sockaddr *)&to, sizeof to) < 0) {
		drop(&made);
		return;
	}
	setsockopt(made.client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	setsockopt(made.server, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	*free_pair = made;
	pthread_mutex_lock(&p->lock);
	p->figures.connects++;
	pthread_mutex_unlock(&p->lock);
}

static size_t
count_requests(struct pair *pair, const char *bytes, size_t len)
{
	size_t n = 0;
	for (size_t i = 0; i < len; i++) {
		if (bytes[i] == request_mark[pair->matched])
			pair->matched++;
		else
			pair->matched = bytes[i] == request_mark[0];
		if (pair->matched == sizeof request_mark - 1) {
			pair->matched = 0;
			n++;
		}
	}
	return n;
}

/* One piece from one side to the other; false when the connection is over. */
static bool
pass(struct proxy *p, struct pair *pair, bool up, bool swallow)
{
	char chunk[65536];
	ssize_t n = recv(up ? pair->client : pair->server, chunk, sizeof chunk, 0);
	if (n <= 0)
		return false;
	pthread_mutex_lock(&p->lock);
	*(up ? &p->figures.up : &p->figures.down) += (size_t)n;
	if (up)
		p->figures.requests += count_requests(pair, chunk, (size_t)n);
	pthread_mutex_unlock(&p->lock);
	if (!up && swallow)
		return true;
	for (ssize_t done = 0; done < n;) {
		ssize_t sent = send(up ? pair->server : pair->client, chunk + done,
		    (size_t)(n - done), MSG_NOSIGNAL);
		if (sent <= 0)
			return false;
		done += sent;
	}
	return true;
}

static void *
run(void *arg)
{
	struct proxy *p = arg;
	for (;;) {
		struct pollfd fds[2 + 2 * MAX_PAIRS] = {
		    {.fd = p->wake, .events = POLLIN}, {.fd = p->listener, .events = POLLIN}};
		for (int i = 0; i < MAX_PAIRS; i++) {
			fds[2 + 2 * i] =
			    (struct pollfd){.fd = p->pairs[i].client, .events = POLLIN};
			fds[3 + 2 * i] =
			    (struct pollfd){.fd = p->pairs[i].server, .events = POLLIN};
		}
		poll(fds, 2 + 2 * MAX_PAIRS, -1);
		uint64_t woken;
		if (fds[0].revents && read(p->wake, &woken, sizeof woken) < 0)
			die("wake");
		pthread_mutex_lock(&p->lock);
		bool cut = p->cut, swallow = p->swallow, stop = p->stop;
		pthread_mutex_unlock(&p->lock);
		if (fds[1].revents)
			accept_one(p, cut);
		for (int i = 0; i < MAX_PAIRS; i++) {
			struct pair *pair = &p->pairs[i];
			if (pair->client < 0)
				continue;
			if (cut || stop ||
			    (fds[2 + 2 * i].fd == pair->client && fds[2 + 2 * i].revents &&
				!pass(p, pair, true, swallow)) ||
			    (fds[3 + 2 * i].fd == pair->server && fds[3 + 2 * i].revents &&
				!pass(p, pair, false, swallow)))
				drop(pair);
		}
		if (stop)
			return NULL;
	}
}

struct proxy *
proxy_start(int port)
{
	struct proxy *p = calloc(1, sizeof *p);
	struct sockaddr_in at = {.sin_family = AF_INET};
	socklen_t len = sizeof at;
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (!p)
		die("memory");
	p->to = port;
	p->wake = eventfd(0, EFD_CLOEXEC);
	p->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (p->wake < 0 || p->listener < 0 ||
	    bind(p->listener, (struct sockaddr *)&at, sizeof at) < 0 ||
	    listen(p->listener, 64) < 0 ||
	    getsockname(p->listener, (struct sockaddr *)&at, &len) < 0)
		die("listen");
	p->port = ntohs(at.sin_port);
	for (int i = 0; i < MAX_PAIRS; i++)
		p->pairs[i].client = p->pairs[i].server = -1;
	pthread_mutex_init(&p->lock, NULL);
	if (pthread_create(&p->thread, NULL, run, p) != 0)
		die("thread");
	return p;
}

int
proxy_port(const struct proxy *p)
{
	return p->port;
}

struct proxy_figures
proxy_figures(struct proxy *p)
{
	pthread_mutex_lock(&p->lock);
	struct proxy_figures now = p->figures;
	pthread_mutex_unlock(&p->lock);
	return now;
}

void
proxy_reset(struct proxy *p)
{
	pthread_mutex_lock(&p->lock);
	p->figures = (struct proxy_figures){0};
	pthread_mutex_unlock(&p->lock);
}

static void
set(struct proxy *p, bool *what, bool value)
{
	uint64_t one = 1;
	pthread_mutex_lock(&p->lock);
	*what = value;
	pthread_mutex_unlock(&p->lock);
	if (write(p->wake, &one, sizeof one) < 0)
		die("wake");
}

void
proxy_cut(struct proxy *p, bool cut)
{
	set(p, &p->cut, cut);
}

void
proxy_swallow(struct proxy *p, bool swallow)
{
	set(p, &p->swallow, swallow);
}

void
proxy_free(struct proxy *p)
{
	if (!p)
		return;
	set(p, &p->stop, true);
	pthread_join(p->thread, NULL);
	close(p->listener);
	close(p->wake);
	pthread_mutex_destroy(&p->lock);
	free(p);
}
