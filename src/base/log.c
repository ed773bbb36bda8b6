#include "base/log.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LINE_LIMIT = 2048 };

static _Atomic int log_fd = STDERR_FILENO;
static _Atomic int log_most = LOG_INFO_;

int
log_open(const char *path, enum log_level most)
{
	int fd = STDERR_FILENO;
	if (path) {
		fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
		if (fd < 0)
			return -1;
	}
	int old = atomic_exchange(&log_fd, fd);
	atomic_store(&log_most, (int)most);
	if (old != STDERR_FILENO)
		close(old);
	return 0;
}

void
log_line(enum log_level level, const char *module, const char *format, ...)
{
	static const char *const names[] = {"error", "warn", "info", "debug"};
	if ((int)level > atomic_load(&log_most))
		return;
	int saved = errno;
	char text[LINE_LIMIT], when[RFC3339_SIZE];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	rfc3339_format(when, clock_now(clock_system()));
	struct buf line;
	buf_init(&line, (size_t)LINE_LIMIT * 4);
	buf_printf(&line, "%s %s %s: ", when, names[level], module);
	text_printable(&line, text, strlen(text));
	buf_putc(&line, '\n');
	/* One write, so that lines of several threads or programs do not mix. */
	ssize_t written = write(atomic_load(&log_fd), line.data, line.length);
	(void)written; /* a log that cannot be written has nowhere to say so */
	buf_release(&line);
	errno = saved;
}
