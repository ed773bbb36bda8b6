#include "helpers/proc.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static _Noreturn void
die(const char *what)
{
	fprintf(stderr, "test harness: %s: %s\n", what, strerror(errno));
	abort();
}

int64_t
proc_us(void)
{
	struct timespec ts;
	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000000 + ts.tv_nsec / 1000;
}

int64_t
proc_ms(void)
{
	return proc_us() / 1000;
}

int
proc_left(int64_t deadline_ms)
{
	int64_t left = deadline_ms - proc_ms();
	return left < 0 ? 0 : (int)left;
}

void
proc_child(pid_t parent)
{
	sigset_t none;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(126);
	for (int sig = 1; sig < 32; sig++)
		signal(sig, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

void
proc_env(const char *const env[])
{
	for (; env && *env; env++) {
		if (strchr(*env, '='))
			putenv(strdup(*env));
		else
			unsetenv(*env);
	}
}

int
proc_fd(pid_t pid)
{
	int fd = (int)syscall(SYS_pidfd_open, pid, 0);
	if (fd < 0)
		die("pidfd_open");
	return fd;
}

bool
proc_wait(pid_t pid, int *status, int ms)
{
	int dummy;
	int fd = proc_fd(pid);
	int64_t deadline = proc_ms() + ms;
	struct pollfd p = {.fd = fd, .events = POLLIN};
	while (poll(&p, 1, proc_left(deadline)) < 0 && errno == EINTR)
		;
	bool ended = waitpid(pid, status ? status : &dummy, WNOHANG) == pid;
	close(fd);
	return ended;
}

/* Feeds standard input and collects output until both ends are done. */
static bool
exchange(int in, const char *text, int out, char **got, int ms)
{
	int64_t deadline = proc_ms() + ms;
	size_t todo = text ? strlen(text) : 0, len = 0;
	if (todo == 0) {
		close(in);
		in = -1;
	}
	for (;;) {
		char chunk[16384];
		struct pollfd p[2] = {{.fd = out, .events = POLLIN}, {.fd = in, .events = POLLOUT}};
		/* Not only when nothing comes: a program may write for ever. */
		int ready = poll(p, 2, proc_left(deadline));
		if (ready < 0 && errno == EINTR)
			continue;
		if (ready <= 0 || proc_left(deadline) == 0) {
			if (in >= 0)
				close(in);
			return false;
		}
		if (in >= 0 && p[1].revents) {
			ssize_t n = write(in, text, todo);
			if (n > 0) {
				text += n;
				todo -= (size_t)n;
			}
			if (n < 0 || todo == 0) {
				close(in);
				in = -1;
			}
		}
		if (p[0].revents) {
			ssize_t n = read(out, chunk, sizeof chunk);
			if (n <= 0)
				break;
			*got = realloc(*got, len + (size_t)n + 1);
			memcpy(*got + len, chunk, (size_t)n);
			len += (size_t)n;
			(*got)[len] = '\0';
		}
	}
	if (in >= 0)
		close(in);
	return true;
}

int
proc_run(const char *const argv[], const char *const env[], const char *in, char **out, int ms)
{
	int to[2], from[2], status = 0;
	pid_t self = getpid();
	char *got = strdup("");
	int64_t deadline = proc_ms() + ms;
	if (pipe2(to, O_CLOEXEC) || pipe2(from, O_CLOEXEC))
		die("pipe");
	fflush(NULL);
	pid_t pid = fork();
	if (pid < 0)
		die("fork");
	if (pid == 0) {
		proc_child(self);
		dup2(to[0], 0);
		dup2(from[1], 1);
		dup2(from[1], 2);
		proc_env(env);
		execvp(argv[0], (char *const *)argv);
		dprintf(2, "cannot run %s: %s\n", argv[0], strerror(errno));
		_exit(127);
	}
	close(to[0]);
	close(from[1]);
	signal(SIGPIPE, SIG_IGN);
	bool done = exchange(to[1], in, from[0], &got, ms);
	close(from[0]);
	done = done && proc_wait(pid, &status, proc_left(deadline));
	if (!done) {
		kill(pid, SIGKILL);
		waitpid(pid, &status, 0);
	}
	if (out)
		*out = got;
	else
		free(got);
	if (!done)
		return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static char *
below(const char *var, const char *name)
{
	const char *top = getenv(var);
	return proc_text("%s/%s", top && *top ? top : ".", name);
}

char *
proc_built(const char *name)
{
	return below("top_builddir", name);
}

char *
proc_source(const char *name)
{
	return below("top_srcdir", name);
}

char *
proc_data(const char *name)
{
	const char *data = getenv("FRONTDESK_TEST_DATA");
	char *beside = data ? NULL : proc_source("../shared/data");
	char *path = proc_text("%s/%s", data ? data : beside, name);
	free(beside);
	if (access(path, R_OK) == 0)
		return path;
	printf("# %s is not at hand\n", path);
	free(path);
	return NULL;
}

char *
proc_tmpdir(void)
{
	const char *tmp = getenv("TMPDIR");
	char *path = proc_text("%s/frontdesk-test-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	if (!mkdtemp(path))
		die(path);
	return path;
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st, (void)type, (void)ftw;
	remove(path);
	return 0;
}

void
proc_rmdir(const char *path)
{
	if (path)
		nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}

char *
proc_text(const char *fmt, ...)
{
	va_list ap;
	char *text;
	va_start(ap, fmt);
	if (vasprintf(&text, fmt, ap) < 0)
		die("vasprintf");
	va_end(ap);
	return text;
}

size_t
proc_pss(pid_t pid)
{
	char line[256];
	size_t kb = 0;
	char *path = proc_text("/proc/%d/smaps_rollup", (int)pid);
	FILE *f = fopen(path, "r");
	free(path);
	if (!f)
		return 0;
	while (fgets(line, sizeof line, f))
		if (sscanf(line, "Pss: %zu kB", &kb) == 1)
			break;
	fclose(f);
	return kb * 1024;
}
