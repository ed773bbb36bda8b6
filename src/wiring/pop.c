#include "wiring/pop.h"
#include "base/i18n.h"
#include "base/text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { LINE_LIMIT = 64, SKIPPED = 8 };

static int
place(const char *state, struct sockaddr_un *address, struct err *err)
{
	*address = (struct sockaddr_un){.sun_family = AF_UNIX};
	int length = snprintf(address->sun_path, sizeof address->sun_path, "%s/pop", state);
	if (length < 0 || (size_t)length >= sizeof address->sun_path)
		return err_set(
		    err, _("The name of the folder %s is too long for a socket."), state);
	return 0;
}

static int
open_socket(struct err *err)
{
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		err_set(err, "socket: %s", strerror(errno));
	return fd;
}

int
pop_listen(const char *state, struct err *err)
{
	struct sockaddr_un address;
	const struct sockaddr *at = (const struct sockaddr *)&address;
	if (place(state, &address, err) < 0)
		return -1;
	int fd = open_socket(err);
	if (fd < 0)
		return -1;
	if (connect(fd, at, sizeof address) == 0) {
		close(fd);
		return err_set(err, "%s: %s", address.sun_path, strerror(EADDRINUSE));
	}
	/* What a desk that was killed left behind. */
	if (errno == ECONNREFUSED)
		unlink(address.sun_path);
	mode_t before = umask(0177);
	int rc = bind(fd, at, sizeof address);
	int why = errno;
	umask(before);
	if (rc == 0)
		return fd;
	close(fd);
	return err_set(err, "%s: %s", address.sun_path, strerror(why));
}

void
pop_close(int fd, const char *state)
{
	struct sockaddr_un address;
	struct err err = {""};
	if (fd < 0)
		return;
	close(fd);
	if (place(state, &address, &err) == 0)
		unlink(address.sun_path);
}

static bool
read_call(char *line, char out[20])
{
	const char *words = text_trim(line);
	return strncmp(words, "pop ", 4) == 0 && phone_normal(words + 4, out);
}

bool
pop_next(int fd, char out[20])
{
	char line[LINE_LIMIT + 1];
	for (int i = 0; fd >= 0 && i < SKIPPED; i++) {
		/* MSG_TRUNC: the whole length, so that the beginning of junk is no call. */
		ssize_t length = recv(fd, line, LINE_LIMIT, MSG_TRUNC);
		if (length < 0)
			return false;
		if (length > LINE_LIMIT || memchr(line, '\0', (size_t)length))
			continue;
		line[length] = '\0';
		if (read_call(line, out))
			return true;
	}
	return false;
}

int
pop_send(const char *state, const char *number, struct err *err)
{
	struct sockaddr_un address;
	char normal[20], line[LINE_LIMIT];
	if (!phone_normal(number, normal))
		return err_set(err, _("“%s” is no telephone number."), number);
	if (place(state, &address, err) < 0)
		return -1;
	int fd = open_socket(err);
	if (fd < 0)
		return -1;
	int length = snprintf(line, sizeof line, "pop %s\n", normal);
	ssize_t sent =
	    sendto(fd, line, (size_t)length, 0, (const struct sockaddr *)&address, sizeof address);
	int rc = sent == length ? 0
				: err_set(err, _("No desk takes calls at %s: %s"), address.sun_path,
				      strerror(errno));
	close(fd);
	return rc;
}
