#include "helpers/badserver.h"
#include "base/alloc.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

enum { MOST_CONNECTIONS = 16, MOST_REQUESTS = 256, MOST_RULES = 32, REQUEST_ROOM = 1 << 16 };

struct connection {
	int fd;
	char *bytes; /* of the request that is coming in */
	size_t length;
	const struct bad_rule *held; /* BAD_SLOW */
	bool silent;
};

struct badserver {
	const struct bad_rule *rules;
	bool used[MOST_RULES];
	int listener, wake, port;
	bool stop, go;
	pthread_t thread;
	pthread_mutex_t lock;
	struct connection connections[MOST_CONNECTIONS];
	int accepted, requests;
	char *seen[MOST_REQUESTS];
};

static void
drop(struct connection *connection)
{
	if (connection->fd >= 0)
		close(connection->fd);
	free(connection->bytes);
	*connection = (struct connection){.fd = -1};
}

static void
say(int fd, const char *bytes, size_t length)
{
	while (length) {
		ssize_t n = send(fd, bytes, length, MSG_NOSIGNAL);
		if (n <= 0)
			return; /* the other side is gone: so be it */
		bytes += n;
		length -= (size_t)n;
	}
}

static void
answer(struct connection *connection, const struct bad_rule *rule)
{
	size_t length = rule->body ? (rule->length ? rule->length : strlen(rule->body)) : 0;
	char *head = xasprintf("HTTP/1.1 %d X\r\nContent-Length: %zu\r\n%s\r\n", rule->status,
	    length, rule->headers ? rule->headers : "");
	switch (rule->way) {
	case BAD_ANSWER:
	case BAD_SLOW:
		say(connection->fd, head, strlen(head));
		say(connection->fd, rule->body, length);
		break;
	case BAD_CUT:
		say(connection->fd, head, strlen(head));
		say(connection->fd, rule->body, length / 2);
		drop(connection);
		break;
	case BAD_RAW:
		say(connection->fd, rule->body, length);
		drop(connection);
		break;
	case BAD_CLOSE:
		drop(connection);
		break;
	case BAD_SILENT:
		connection->silent = true;
		break;
	}
	free(head);
}

static const struct bad_rule *
rule_for(struct badserver *server, const char *request)
{
	const struct bad_rule *last = NULL;
	for (int i = 0; server->rules[i].words; i++) {
		const struct bad_rule *rule = &server->rules[i];
		if (strncmp(request, rule->words, strlen(rule->words)) != 0)
			continue;
		last = rule;
		if (!server->used[i]) {
			server->used[i] = true;
			break;
		}
	}
	return last;
}

/* Is there a whole request? Then remembers and answers it. */
static void
take_request(struct badserver *server, struct connection *connection)
{
	char *end = strstr(connection->bytes, "\r\n\r\n");
	if (!end)
		return;
	size_t head = (size_t)(end - connection->bytes) + 4, body = 0;
	const char *at = strcasestr(connection->bytes, "content-length:");
	if (at && at < end)
		body = strtoul(at + 15, NULL, 10);
	if (connection->length < head + body)
		return;
	static const struct bad_rule unknown = {"", BAD_ANSWER, 404, NULL, "{}"};
	const struct bad_rule *rule = rule_for(server, connection->bytes);
	if (server->requests < MOST_REQUESTS)
		server->seen[server->requests++] = xstrndup(connection->bytes, head + body);
	connection->length = 0;
	connection->bytes[0] = '\0';
	if (rule && rule->way == BAD_SLOW && !server->go)
		connection->held = rule;
	else
		answer(connection, rule ? rule : &unknown);
}

static void
read_some(struct badserver *server, struct connection *connection)
{
	ssize_t n = recv(connection->fd, connection->bytes + connection->length,
	    REQUEST_ROOM - connection->length, 0);
	if (n <= 0) {
		drop(connection);
		return;
	}
	connection->length += (size_t)n;
	connection->bytes[connection->length] = '\0';
	if (!connection->silent)
		take_request(server, connection);
}

static void
take_connection(struct badserver *server)
{
	int fd = accept(server->listener, NULL, NULL);
	for (int i = 0; fd >= 0 && i < MOST_CONNECTIONS; i++) {
		struct connection *connection = &server->connections[i];
		if (connection->fd >= 0)
			continue;
		*connection = (struct connection){.fd = fd, .bytes = xcalloc(1, REQUEST_ROOM + 1)};
		server->accepted++;
		return;
	}
	if (fd >= 0)
		close(fd);
}

static void *
run(void *context)
{
	struct badserver *server = context;
	pthread_mutex_lock(&server->lock);
	while (!server->stop) {
		struct pollfd fds[MOST_CONNECTIONS + 2] = {{.fd = server->wake, .events = POLLIN},
		    {.fd = server->listener, .events = POLLIN}};
		for (int i = 0; i < MOST_CONNECTIONS; i++)
			fds[i + 2] =
			    (struct pollfd){.fd = server->connections[i].fd, .events = POLLIN};
		pthread_mutex_unlock(&server->lock);
		poll(fds, MOST_CONNECTIONS + 2, -1);
		pthread_mutex_lock(&server->lock);
		eventfd_t told;
		if (fds[0].revents)
			eventfd_read(server->wake, &told);
		for (int i = 0; i < MOST_CONNECTIONS; i++) {
			struct connection *connection = &server->connections[i];
			if (fds[i + 2].revents && connection->fd == fds[i + 2].fd)
				read_some(server, connection);
			if (server->go && connection->held) {
				const struct bad_rule *rule = connection->held;
				connection->held = NULL;
				answer(connection, rule);
			}
		}
		if (fds[1].revents)
			take_connection(server);
	}
	pthread_mutex_unlock(&server->lock);
	return NULL;
}

struct badserver *
badserver_start(const struct bad_rule *rules)
{
	struct badserver *server = xcalloc(1, sizeof *server);
	struct sockaddr_in address = {
	    .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof address;
	server->rules = rules;
	server->wake = eventfd(0, EFD_CLOEXEC);
	server->listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	for (int i = 0; i < MOST_CONNECTIONS; i++)
		server->connections[i].fd = -1;
	pthread_mutex_init(&server->lock, NULL);
	if (bind(server->listener, (struct sockaddr *)&address, size) < 0 ||
	    listen(server->listener, MOST_CONNECTIONS) < 0 ||
	    getsockname(server->listener, (struct sockaddr *)&address, &size) < 0 ||
	    pthread_create(&server->thread, NULL, run, server) != 0) {
		perror("badserver");
		abort();
	}
	server->port = ntohs(address.sin_port);
	return server;
}

int
badserver_port(const struct badserver *server)
{
	return server->port;
}

void
badserver_go(struct badserver *server)
{
	pthread_mutex_lock(&server->lock);
	server->go = true;
	eventfd_write(server->wake, 1);
	pthread_mutex_unlock(&server->lock);
}

int
badserver_count(struct badserver *server, const char *words)
{
	int count = 0;
	pthread_mutex_lock(&server->lock);
	for (int i = 0; i < server->requests; i++)
		count += strncmp(server->seen[i], words, strlen(words)) == 0;
	pthread_mutex_unlock(&server->lock);
	return count;
}

int
badserver_connections(struct badserver *server)
{
	pthread_mutex_lock(&server->lock);
	int accepted = server->accepted;
	pthread_mutex_unlock(&server->lock);
	return accepted;
}

char *
badserver_request(struct badserver *server, int index)
{
	pthread_mutex_lock(&server->lock);
	char *text = index < server->requests ? xstrdup(server->seen[index]) : NULL;
	pthread_mutex_unlock(&server->lock);
	return text;
}

void
badserver_stop(struct badserver *server)
{
	pthread_mutex_lock(&server->lock);
	server->stop = true;
	eventfd_write(server->wake, 1);
	pthread_mutex_unlock(&server->lock);
	pthread_join(server->thread, NULL);
	for (int i = 0; i < MOST_CONNECTIONS; i++)
		drop(&server->connections[i]);
	for (int i = 0; i < server->requests; i++)
		free(server->seen[i]);
	close(server->listener);
	close(server->wake);
	pthread_mutex_destroy(&server->lock);
	free(server);
}
