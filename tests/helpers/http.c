#include "helpers/http.h"

#include "helpers/proc.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

void
http_init(struct http *h, int port)
{
	*h = (struct http){.port = port, .fd = -1};
}

void
http_release(struct http *h)
{
	http_close(h);
	free(h->token);
	free(h->headers);
	h->token = h->headers = NULL;
}

void
http_token(struct http *h, const char *token)
{
	free(h->token);
	h->token = token ? strdup(token) : NULL;
}

bool
http_connect(struct http *h)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)h->port)};
	int on = 1;
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	http_close(h);
	h->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (h->fd < 0)
		return false;
	if (connect(h->fd, (struct sockaddr *)&to, sizeof to) < 0) {
		http_close(h);
		return false;
	}
	setsockopt(h->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	h->connects++;
	return true;
}

void
http_close(struct http *h)
{
	if (h->fd >= 0)
		close(h->fd);
	h->fd = -1;
}

bool
http_write(struct http *h, const char *bytes, size_t len)
{
	int64_t deadline = proc_ms() + HTTP_MS;
	while (len > 0) {
		ssize_t n = send(h->fd, bytes, len, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (n > 0) {
			bytes += n;
			len -= (size_t)n;
			h->sent += (size_t)n;
			continue;
		}
		if (n < 0 && errno != EAGAIN && errno != EINTR)
			return false;
		struct pollfd p = {.fd = h->fd, .events = POLLOUT};
		if (poll(&p, 1, proc_left(deadline)) == 0)
			return false;
	}
	return true;
}

/* The reply as it grows. */
struct incoming {
	char *data;
	size_t len;
	bool closed;
};

static bool
more(struct http *h, struct incoming *in, int64_t deadline)
{
	char chunk[65536];
	for (;;) {
		struct pollfd p = {.fd = h->fd, .events = POLLIN};
		int ready = poll(&p, 1, proc_left(deadline));
		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0)
			return false;
		ssize_t n = recv(h->fd, chunk, sizeof chunk, 0);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			in->closed = true;
			return false;
		}
		h->received += (size_t)n;
		in->data = realloc(in->data, in->len + (size_t)n + 1);
		memcpy(in->data + in->len, chunk, (size_t)n);
		in->len += (size_t)n;
		in->data[in->len] = '\0';
		return true;
	}
}

const char *
http_header(const struct http_reply *r, const char *name, char *buf, size_t size)
{
	size_t len = strlen(name);
	for (const char *line = r->head; line; line = strstr(line, "\r\n")) {
		line += line == r->head ? 0 : 2;
		if (strncasecmp(line, name, len) != 0 || line[len] != ':')
			continue;
		const char *value = line + len + 1 + strspn(line + len + 1, " ");
		snprintf(buf, size, "%.*s", (int)strcspn(value, "\r\n"), value);
		return buf;
	}
	return NULL;
}

/* Takes the chunks apart in place; false while the last one is not there. */
static bool
dechunk(const char *from, char *to, size_t *len)
{
	*len = 0;
	for (;;) {
		char *end;
		size_t size = strtoul(from, &end, 16);
		const char *data = strstr(end, "\r\n");
		if (end == from || !data)
			return false;
		data += 2;
		if (size == 0)
			return strstr(data - 2, "\r\n\r\n") != NULL;
		if (strnlen(data, size) < size)
			return false;
		memcpy(to + *len, data, size);
		*len += size;
		from = data + size + 2;
	}
}

static bool
complete(struct http *h, struct incoming *in, struct http_reply *r, size_t head, int64_t deadline)
{
	char value[64];
	bool none = r->status == 204 || r->status == 304;
	if (http_header(r, "Transfer-Encoding", value, sizeof value)) {
		r->body = malloc(1);
		do {
			r->body = realloc(r->body, in->len + 1);
			if (dechunk(in->data + head, r->body, &r->len))
				return true;
		} while (more(h, in, deadline));
		return false;
	}
	bool sized = http_header(r, "Content-Length", value, sizeof value) != NULL;
	r->len = sized ? strtoul(value, NULL, 10) : 0;
	if (sized && !none)
		while (in->len < head + r->len)
			if (!more(h, in, deadline))
				return false;
	if (!sized && !none) {
		while (more(h, in, deadline))
			;
		r->len = in->len - head;
	}
	r->body = malloc(r->len + 1);
	memcpy(r->body, in->data + head, r->len);
	return true;
}

struct http_reply
http_read(struct http *h, int ms)
{
	struct incoming in = {0};
	struct http_reply r = {0};
	int64_t deadline = proc_ms() + ms;
	char value[64];
	char *end = NULL;
	while (h->fd >= 0 && !(end = in.data ? strstr(in.data, "\r\n\r\n") : NULL))
		if (!more(h, &in, deadline))
			break;
	if (end) {
		size_t head = (size_t)(end - in.data) + 4;
		r.head = strndup(in.data, head);
		r.status = strlen(r.head) > 12 ? atoi(r.head + 9) : 0;
		if (complete(h, &in, &r, head, deadline)) {
			r.body[r.len] = '\0';
			if (http_header(&r, "Connection", value, sizeof value) &&
			    strcasecmp(value, "close") == 0)
				http_close(h);
		} else {
			http_reply_release(&r);
		}
	}
	if (in.closed || !r.status)
		http_close(h);
	free(in.data);
	return r;
}

static char *
request(const struct http *h, const char *method, const char *path, const char *body, size_t len,
    size_t *size)
{
	char *auth = h->token ? proc_text("Authorization: Bearer %s\r\n", h->token) : strdup("");
	char *about =
	    body ? proc_text("Content-Type: application/json\r\nContent-Length: %zu\r\n", len)
		 : strdup("");
	char *head = proc_text("%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%s%s%s\r\n", method, path,
	    auth, about, h->headers ? h->headers : "");
	size_t n = strlen(head);
	*size = n + (body ? len : 0);
	head = realloc(head, *size + 1);
	if (body)
		memcpy(head + n, body, len);
	free(auth);
	free(about);
	return head;
}

struct http_reply
http_call(struct http *h, const char *method, const char *path, const char *body, size_t len)
{
	struct http_reply r = {0};
	size_t size;
	char *text = request(h, method, path, body, len, &size);
	for (int attempt = 0; attempt < 2 && !r.status; attempt++) {
		bool kept = h->fd >= 0;
		if (!kept && !http_connect(h))
			break;
		size_t before = h->received;
		if (http_write(h, text, size) || !kept)
			r = http_read(h, HTTP_MS);
		if (!kept || h->received != before)
			break;
		http_close(h);
	}
	free(text);
	return r;
}

struct http_reply
http_json(struct http *h, const char *method, const char *path, const char *body)
{
	return http_call(h, method, path, body, body ? strlen(body) : 0);
}

struct http_reply
http_get(struct http *h, const char *path)
{
	return http_call(h, "GET", path, NULL, 0);
}

void
http_reply_release(struct http_reply *r)
{
	free(r->head);
	free(r->body);
	*r = (struct http_reply){0};
}

bool
http_wait_closed(struct http *h, int ms)
{
	struct incoming in = {0};
	int64_t deadline = proc_ms() + ms;
	while (more(h, &in, deadline))
		;
	free(in.data);
	if (in.closed)
		http_close(h);
	return in.closed;
}
