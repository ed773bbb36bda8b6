#include "helpers/netns.h"

#include "helpers/proc.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <unistd.h>

enum { NAMES_PORT = 53, HEADER = 12, TYPE_A = 1, SLOW_MS = 20000 };
static int networks[2] = {-1, -1}; /* here and there */

static _Noreturn void
die(const char *what)
{
	fprintf(stderr, "test harness: netns: %s: %s\n", what, strerror(errno));
	abort();
}

/* Runs a command; false with its last words. */
static bool
runs(char *why, size_t size, const char *words, ...)
{
	char *argv[24] = {0}, *rest, *out = NULL, line[300];
	va_list args;
	va_start(args, words);
	vsnprintf(line, sizeof line, words, args);
	va_end(args);
	size_t n = 0;
	for (char *word = strtok_r(line, " ", &rest); word && n < 23;
	     word = strtok_r(NULL, " ", &rest))
		argv[n++] = word;
	int status = proc_run((const char *const *)argv, NULL, NULL, &out, SLOW_MS);
	if (status != 0)
		snprintf(why, size, "%s %s: %.*s", argv[0], argv[1],
		    (int)strcspn(out ? out : "", "\n"), out ? out : "");
	free(out);
	return status == 0;
}

static bool
says(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	bool good = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);
	if (fd >= 0)
		close(fd);
	return good;
}

bool
netns_enter(char *why, size_t size)
{
	uid_t user = geteuid();
	gid_t group = getegid();
	if (unshare((user ? CLONE_NEWUSER : 0) | CLONE_NEWNET | CLONE_NEWNS) != 0) {
		snprintf(why, size, "no network namespace: %s", strerror(errno));
		return false;
	}
	if (user) {
		char *users = proc_text("0 %u 1\n", (unsigned)user),
		     *groups = proc_text("0 %u 1\n", (unsigned)group);
		bool mapped = says("/proc/self/setgroups", "deny") &&
			      says("/proc/self/uid_map", users) &&
			      says("/proc/self/gid_map", groups);
		free(users);
		free(groups);
		if (!mapped)
			die("user namespace");
	}
	if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
		die("mount");
	networks[0] = open("/proc/self/ns/net", O_RDONLY);
	return runs(why, size, "ip link set lo up");
}

/* ---- the link ---- */

void
netns_there(bool there)
{
	if (setns(networks[there], CLONE_NEWNET) != 0)
		die("setns");
}

bool
netns_link(char *why, size_t size)
{
	if (unshare(CLONE_NEWNET) != 0) {
		snprintf(why, size, "no second network: %s", strerror(errno));
		return false;
	}
	networks[1] = open("/proc/self/ns/net", O_RDONLY);
	/* The other end goes where the descriptor says, which the command inherits. */
	bool made = runs(why, size, "ip link set lo up") &&
		    runs(why, size, "ip link add there0 type veth peer name here0") &&
		    runs(why, size, "ip link set here0 netns /proc/self/fd/%d", networks[0]) &&
		    runs(why, size, "ip addr add " NETNS_THERE "/24 dev there0") &&
		    runs(why, size, "ip link set there0 up");
	netns_there(false);
	return made && runs(why, size, "ip addr add " NETNS_HERE "/24 dev here0") &&
	       runs(why, size, "ip link set here0 up");
}

/* A modem's frames: 576 bytes, and a buffer of some of them. */
static bool
shape_end(const char *end, long bits, int delay_ms, char *why, size_t size)
{
	const char *at = "root";
	if (!runs(why, size, "ip link set %s mtu 576", end))
		return false;
	if (delay_ms) {
		if (!runs(why, size, "tc qdisc replace dev %s root handle 1: netem delay %dms", end,
			delay_ms))
			return false;
		at = "parent 1:";
	}
	return !bits ||
	       runs(why, size,
		   "tc qdisc replace dev %s %s handle 2: tbf rate %ldbit burst 1200 limit 8192",
		   end, at, bits);
}

bool
netns_shape(long bits, int delay_ms, char *why, size_t size)
{
	bool here = shape_end("here0", bits, delay_ms, why, size);
	netns_there(true);
	bool there = here && shape_end("there0", bits, delay_ms, why, size);
	netns_there(false);
	return there;
}

void
netns_roam(const char *address)
{
	char why[200] = "";
	netns_there(true);
	if (!runs(why, sizeof why, "ip addr flush dev there0") ||
	    !runs(why, sizeof why, "ip addr add %s/24 dev there0", address)) {
		fprintf(stderr, "test harness: netns: %s\n", why);
		abort();
	}
	netns_there(false);
}

/* ---- names (RFC 1035) ---- */

static _Atomic in_addr_t name_address; /* 0: silence */
static _Atomic unsigned name_asked;

/* Copies the question and answers it; an address of another kind there is none. */
static size_t
answer(unsigned char *packet, size_t length, in_addr_t address)
{
	size_t end = HEADER;
	while (end < length && packet[end])
		end += packet[end] + 1u;
	end += 5; /* the root, type, class */
	if (end > length)
		return 0;
	bool has = packet[end - 3] == TYPE_A;
	packet[2] = 0x84; /* an answer, and it is this server's to give */
	packet[3] = 0;
	memset(packet + 6, 0, 6);
	packet[7] = has;
	if (!has)
		return end;
	static const unsigned char record[] = {0xc0, HEADER, 0, TYPE_A, 0, 1, 0, 0, 0, 1, 0, 4};
	memcpy(packet + end, record, sizeof record);
	memcpy(packet + end + sizeof record, &address, 4);
	return end + sizeof record + 4;
}

static void *
answer_names(void *context)
{
	int fd = *(int *)context;
	for (;;) {
		unsigned char packet[600];
		struct sockaddr_in from;
		socklen_t size = sizeof from;
		ssize_t n =
		    recvfrom(fd, packet, sizeof packet - 64, 0, (struct sockaddr *)&from, &size);
		if (n < HEADER)
			continue;
		name_asked++;
		in_addr_t address = name_address;
		size_t length = address ? answer(packet, (size_t)n, address) : 0;
		if (length)
			sendto(fd, packet, length, 0, (struct sockaddr *)&from, size);
	}
	return NULL;
}

bool
netns_names(char *why, size_t size)
{
	static int fd;
	static char file[] = "/tmp/frontdesk-resolv-XXXXXX";
	pthread_t thread;
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(NAMES_PORT)};
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0 || bind(fd, (struct sockaddr *)&at, sizeof at) != 0 ||
	    pthread_create(&thread, NULL, answer_names, &fd) != 0)
		die("names");
	pthread_detach(thread);
	/* Three tries of fifteen seconds: longer than the desk waits for a connection. */
	static const char text[] = "nameserver 127.0.0.1\noptions timeout:15 attempts:3\n";
	int made = mkstemp(file);
	bool good = made >= 0 && write(made, text, sizeof text - 1) == sizeof text - 1;
	if (made >= 0)
		close(made);
	if (!good || mount(file, "/etc/resolv.conf", NULL, MS_BIND, NULL) != 0) {
		snprintf(why, size, "/etc/resolv.conf: %s", strerror(errno));
		good = false;
	}
	unlink(file);
	return good;
}

void
netns_name(const char *address)
{
	name_address = address ? inet_addr(address) : 0;
}

unsigned
netns_asked(void)
{
	return name_asked;
}
