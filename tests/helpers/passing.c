#include "helpers/passing.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

void
writes_release(struct writes *writes)
{
	for (size_t i = 0; i < WRITES; i++)
		free(writes->ring[i].bytes);
	*writes = (struct writes){.count = 0};
}

const char *
writes_back(const struct writes *writes, unsigned back, size_t *length)
{
	if (back >= WRITES || back >= writes->count)
		return NULL;
	size_t at = (writes->count - 1 - back) % WRITES;
	*length = writes->ring[at].length;
	return writes->ring[at].bytes;
}

static void
keep(struct writes *writes, const char *bytes, size_t length)
{
	size_t at = writes->count++ % WRITES;
	char *copy = malloc(length);
	if (!copy)
		abort();
	memcpy(copy, bytes, length);
	free(writes->ring[at].bytes);
	writes->ring[at].bytes = copy;
	writes->ring[at].length = length;
}

void
passing_release(struct passing *passing)
{
	free(passing->bytes);
	*passing = (struct passing){.length = 0};
}

static void
append(struct passing *passing, const char *bytes, size_t length)
{
	if (passing->length + length > passing->capacity) {
		passing->capacity = 2 * (passing->length + length);
		passing->bytes = realloc(passing->bytes, passing->capacity);
		if (!passing->bytes)
			abort();
	}
	memcpy(passing->bytes + passing->length, bytes, length);
	passing->length += length;
}

/* Octets of the first request, head and body; 0: not all of the head is here. */
static size_t
whole(const struct passing *passing)
{
	static const char field[] = "\r\ncontent-length:";
	const char *end = memmem(passing->bytes, passing->length, "\r\n\r\n", 4);
	if (!end)
		return 0;
	size_t head = (size_t)(end - passing->bytes) + 4, body = 0;
	for (const char *at = passing->bytes; at < end; at++)
		if (strncasecmp(at, field, sizeof field - 1) == 0)
			body = strtoul(at + sizeof field - 1, NULL, 10);
	return head + body;
}

void
passing_take(struct passing *passing, const char *bytes, size_t length, struct writes *writes)
{
	size_t size;
	append(passing, bytes, length);
	while ((size = whole(passing)) && size <= passing->length) {
		if (strncmp(passing->bytes, "GET ", 4) != 0)
			keep(writes, passing->bytes, size);
		passing->length -= size;
		memmove(passing->bytes, passing->bytes + size, passing->length);
	}
	if (passing->length > WRITE_LIMIT)
		passing_release(passing);
}

int
line_reach(int port)
{
	struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) == 0)
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

void
doubles_init(struct doubles *doubles)
{
	for (int i = 0; i < MAX_DOUBLES; i++)
		doubles->fds[i] = -1;
}

bool
doubles_send(struct doubles *doubles, const struct writes *writes, unsigned back, int port)
{
	size_t length;
	const char *bytes = writes_back(writes, back, &length);
	int which = 0;
	while (which < MAX_DOUBLES && doubles->fds[which] >= 0)
		which++;
	if (!bytes || which == MAX_DOUBLES)
		return false;
	int fd = doubles->fds[which] = line_reach(port);
	return fd >= 0 && send(fd, bytes, length, MSG_NOSIGNAL) == (ssize_t)length;
}

void
doubles_end(struct doubles *doubles, int which)
{
	if (doubles->fds[which] >= 0)
		close(doubles->fds[which]);
	doubles->fds[which] = -1;
}
