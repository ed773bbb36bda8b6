#include "http/listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 511, FIRST_PASSED_FD = 3 };

/* Splits at the last colon; brackets of an IPv6 address go. */
static int
split_address(const char *address, char host[64], char port[8])
{
	const char *colon = strrchr(address, ':');
	if (!colon)
		return -1;
	size_t length = (size_t)(colon - address);
	if (length >= 2 && address[0] == '[' && colon[-1] == ']') {
		address++;
		length -= 2;
	} else if (memchr(address, ':', length)) {
		return -1;
	}
	size_t digits = strspn(colon + 1, "0123456789");
	if (!length || length > 63 || !digits || digits > 5 || colon[1 + digits])
		return -1;
	memcpy(host, address, length);
	host[length] = '\0';
	memcpy(port, colon + 1, digits + 1);
	return strtol(port, NULL, 10) <= 65535 ? 0 : -1;
}

static int
open_at(const struct addrinfo *at)
{
	int on = 1, fd = socket(at->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
	if (bind(fd, at->ai_addr, at->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0)
		return fd;
	int saved = errno;
	close(fd);
	errno = saved;
	return -1;
}

int
listen_open(const char *address, struct err *err)
{
	char host[64], port[8];
	if (split_address(address, host, port) < 0)
		return err_set(err,
		    "\"%s\" is no address to listen on: write ADDRESS:PORT, for example "
		    "127.0.0.1:8080 or [::1]:8080",
		    address);
	struct addrinfo wanted = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE}, *found;
	int rc = getaddrinfo(host, port, &wanted, &found);
	if (rc != 0)
		return err_set(err, "cannot find the address \"%s\": %s", host, gai_strerror(rc));
	int fd = open_at(found);
	if (fd < 0)
		err_set(err, "cannot listen on %s: %s", address, strerror(errno));
	freeaddrinfo(found);
	return fd;
}

static int
passed_by_systemd(void)
{
	const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");
	if (!pid || !count || strtol(pid, NULL, 10) != (long)getpid() ||
	    strtol(count, NULL, 10) < 1)
		return -2;
	unsetenv("LISTEN_PID");
	unsetenv("LISTEN_FDS");
	return FIRST_PASSED_FD;
}

int
listen_take(int fd, struct err *err)
{
	if (fd < 0)
		fd = passed_by_systemd();
	if (fd < 0)
		return fd;
	int listening = 0, type = 0;
	socklen_t size = sizeof listening;
	if (getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listening, &size) < 0 || !listening)
		return err_set(err, "descriptor %d is no listening socket", fd);
	size = sizeof type;
	if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) < 0 || type != SOCK_STREAM)
		return err_set(err, "descriptor %d is no stream socket", fd);
	int flags = fcntl(fd, F_GETFL);
	if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) < 0 ||
	    fcntl(fd, F_SETFD, FD_CLOEXEC) < 0)
		return err_set(err, "cannot use descriptor %d: %s", fd, strerror(errno));
	return fd;
}

int
listen_name(int fd, char out[LISTEN_NAME], bool *loopback, struct err *err)
{
	struct sockaddr_storage at = {0};
	socklen_t size = sizeof at;
	char host[INET6_ADDRSTRLEN];
	if (getsockname(fd, (struct sockaddr *)&at, &size) < 0)
		return err_set(err, "cannot read the address of the socket: %s", strerror(errno));
	if (at.ss_family == AF_INET) {
		const struct sockaddr_in *in = (const void *)&at;
		inet_ntop(AF_INET, &in->sin_addr, host, sizeof host);
		snprintf(out, LISTEN_NAME, "%s:%u", host, ntohs(in->sin_port));
		*loopback = (ntohl(in->sin_addr.s_addr) >> 24) == 127;
		return 0;
	}
	if (at.ss_family == AF_INET6) {
		const struct sockaddr_in6 *in = (const void *)&at;
		inet_ntop(AF_INET6, &in->sin6_addr, host, sizeof host);
		snprintf(out, LISTEN_NAME, "[%s]:%u", host, ntohs(in->sin6_port));
		*loopback = IN6_IS_ADDR_LOOPBACK(&in->sin6_addr);
		return 0;
	}
	return err_set(err, "the socket is neither IPv4 nor IPv6");
}
