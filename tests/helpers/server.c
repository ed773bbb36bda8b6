#include "helpers/server.h"

#include "helpers/database.h"
#include "helpers/proc.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { START_MS = 30000, STOP_MS = 30000, CTL_MS = 180000, MAX_ARGS = 32 };

static void
show_log(const struct server *s)
{
	char line[1024];
	FILE *f = fopen(s->log, "r");
	while (f && fgets(line, sizeof line, f))
		fprintf(stderr, "# %s", line);
	if (f)
		fclose(f);
}

static _Noreturn void
die(const struct server *s, const char *what)
{
	fprintf(stderr, "test harness: %s\n", what);
	show_log(s);
	abort();
}

void
server_init(struct server *s)
{
	*s = (struct server){.dir = proc_tmpdir(), .out = -1};
	s->db = database_new(s->dir);
	s->log = proc_text("%s/frontdeskd.log", s->dir);
}

static void
child(const struct server *s, pid_t parent, int out, const char *const more[])
{
	const char *argv[MAX_ARGS] = {0};
	size_t n = 0;
	proc_child(parent);
	int log = open(s->log, O_WRONLY | O_CREAT | O_APPEND, 0600);
	int none = open("/dev/null", O_RDONLY);
	dup2(none, 0);
	dup2(out, 1);
	dup2(log, 2);
	argv[n++] = proc_built("frontdeskd");
	argv[n++] = "--db";
	argv[n++] = s->db;
	argv[n++] = "--listen";
	argv[n++] = proc_text("127.0.0.1:%d", s->port);
	for (; more && *more && n < MAX_ARGS - 1; more++)
		argv[n++] = *more;
	execv(argv[0], (char *const *)argv);
	dprintf(2, "cannot run %s: %s\n", argv[0], strerror(errno));
	_exit(127);
}

/* The line may come in pieces; nothing but the line ends the wait, bar the deadline and the
 * program's end. */
static bool
read_line(int fd, char *line, size_t size, int ms)
{
	int64_t deadline = proc_ms() + ms;
	size_t len = 0;
	while (len + 1 < size) {
		struct pollfd p = {.fd = fd, .events = POLLIN};
		if (poll(&p, 1, proc_left(deadline)) <= 0)
			break;
		if (read(fd, line + len, 1) != 1 || line[len] == '\n')
			break;
		len++;
	}
	line[len] = '\0';
	return len > 0;
}

void
server_start_with(struct server *s, const char *const more[])
{
	int out[2];
	char line[256];
	pid_t self = getpid();
	if (pipe2(out, O_CLOEXEC))
		die(s, strerror(errno));
	fflush(NULL);
	s->pid = fork();
	if (s->pid < 0)
		die(s, strerror(errno));
	if (s->pid == 0)
		child(s, self, out[1], more);
	close(out[1]);
	s->out = out[0];
	if (!read_line(s->out, line, sizeof line, START_MS))
		die(s, "frontdeskd did not say where it listens");
	const char *colon = strrchr(line, ':');
	int port = colon ? atoi(colon + 1) : 0;
	if (strncmp(line, "frontdeskd: listening on http", 29) != 0 || port <= 0)
		die(s, line);
	if (s->port && s->port != port)
		die(s, "frontdeskd took another port than it was told");
	s->port = port;
}

void
server_start(struct server *s)
{
	server_start_with(s, NULL);
}

static void
gone(struct server *s)
{
	close(s->out);
	s->out = -1;
	s->pid = 0;
}

int
server_stop(struct server *s)
{
	int status;
	if (!s->pid)
		return 0;
	kill(s->pid, SIGTERM);
	bool ended = proc_wait(s->pid, &status, STOP_MS);
	if (!ended || !WIFEXITED(status))
		fprintf(stderr, "test harness: the server %s %d\n",
		    ended ? "ended by signal" : "did not end in milliseconds",
		    ended ? WTERMSIG(status) : STOP_MS);
	if (!ended) {
		kill(s->pid, SIGKILL);
		waitpid(s->pid, &status, 0);
	}
	gone(s);
	return ended && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

double
server_cpu(const struct server *s)
{
	clockid_t clock;
	struct timespec time = {0};
	if (clock_getcpuclockid(s->pid, &clock) == 0)
		clock_gettime(clock, &time);
	return (double)time.tv_sec * 1000 + (double)time.tv_nsec / 1e6;
}

void
server_kill(struct server *s)
{
	if (!s->pid)
		return;
	kill(s->pid, SIGKILL);
	waitpid(s->pid, NULL, 0);
	gone(s);
}

void
server_release(struct server *s)
{
	server_kill(s);
	database_drop(s->db);
	proc_rmdir(s->dir);
	free(s->dir);
	free(s->db);
	free(s->log);
	*s = (struct server){.out = -1};
}

int
ctl_run(struct server *s, char **out, const char *const args[])
{
	const char *argv[MAX_ARGS] = {0};
	size_t n = 0;
	char *program = proc_built("frontdeskctl");
	argv[n++] = program;
	argv[n++] = "--db";
	argv[n++] = s->db;
	while (*args && n < MAX_ARGS - 1)
		argv[n++] = *args++;
	int status = proc_run(argv, NULL, NULL, out, CTL_MS);
	free(program);
	return status;
}

void
ctl_says(struct server *s, int status, const char *const args[], const char *const sentences[])
{
	char *out = NULL;
	int got = ctl_run(s, &out, args);
	const char *missing = NULL;
	for (; *sentences && !missing; sentences++)
		missing = strstr(out, *sentences) ? NULL : *sentences;
	if (got != status || missing) {
		fprintf(stderr, "test harness: frontdeskctl %s ended with %d, not %d%s%s:\n%s\n",
		    args[0], got, status, missing ? ", or without: " : "", missing ? missing : "",
		    out);
		die(s, "the server's log:");
	}
	free(out);
}

void
ctl_run_ok(struct server *s, const char *const args[])
{
	char *out;
	int status = ctl_run(s, &out, args);
	if (status != 0) {
		fprintf(stderr, "test harness: frontdeskctl %s ended with %d:\n%s\n", args[0],
		    status, out);
		die(s, "the server's log:");
	}
	free(out);
}
