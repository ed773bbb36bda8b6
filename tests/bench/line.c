/* An advisor's shift (helpers/shift.h) over lines that others would call broken: the real client
 * signs in on a new desk, over TLS, and works while the line is thin and far, is cut, forgets its
 * connections, loses replies, the name or the address. For each line: from a key to its echo (which
 * must not change), seconds until there is something to use, bytes, and what was lost or doubled by
 * mark and reference. Figures are JSON lines; the table of all lines goes to standard error.
 *   line [NAME …]      these alone
 * BENCH_JOBS lines run at once (4), the first alone: they mostly wait. An hour passes by the
 * programs' clock (libfaketime); names and real links need network namespaces. What cannot be had
 * is skipped, and says why. */
#include "bench/bench.h"
#include "helpers/netns.h"
#include "helpers/proc.h"
#include "helpers/proxy.h"
#include "helpers/shift.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE_MS = 300000, JOBS = 4, NAME_MOST = 24, PASSED = 4 };

enum death { CUT, SILENT, HALF_OPEN, SWALLOWED, NAMELESS, MOVED, ROAMED };
enum ground { LOOPBACK, NAMES, LINK };

static const struct line {
	const char *name;
	struct proxy_shape shape; /* delays are there and back, halved below */
	struct proxy_gaps gaps;
	int lose;
	enum death death; /* what happens to the line while it is dead */
	int minutes;      /* so long, by the clock of the programs; 0: as long as the work takes */
	enum ground ground;
	struct proxy_shape kernel; /* by the kernel, likewise */
} lines[] = {
    {.name = "lan"},
    {.name = "64k_300ms", {64000, 300}},
    {.name = "33k6_600ms", {33600, 600}},
    {.name = "9k6_300ms", {9600, 300}},
    {.name = "9k6_1500ms", {9600, 1500}},
    {.name = "cuts_1s", {64000, 300}, .gaps = {10000, 1000}},
    {.name = "cut_1min", {64000, 300}, .minutes = 1},
    {.name = "cut_1h", {64000, 300}, .minutes = 60},
    {.name = "replies_lost", {64000, 300}, .lose = 5},
    {.name = "swallowed", {64000, 300}, .death = SWALLOWED},
    {.name = "half_open", {64000, 300}, .death = HALF_OPEN},
    {.name = "silent", {64000, 300}, .death = SILENT},
    {.name = "name_gone", {64000, 300}, .death = NAMELESS, .minutes = 6, .ground = NAMES},
    {.name = "crm_moved", {64000, 300}, .death = MOVED, .minutes = 6, .ground = NAMES},
    {.name = "desk_roamed", {64000, 300}, .death = ROAMED, .ground = LINK},
    {.name = "tbf_64k", .ground = LINK, .kernel = {64000, 0}},
    {.name = "tbf_9k6", .ground = LINK, .kernel = {9600, 0}},
    {.name = "netem_33k6_600ms", .ground = LINK, .kernel = {33600, 600}},
};
enum { LINES = sizeof lines / sizeof *lines };

enum figure {
	ECHO_P50,
	ECHO_P99,
	ECHO_MAX,
	DEAD_P50,
	DEAD_P99,
	DEAD_MAX,
	SIGN_IN,
	READY,
	FIND,
	OPEN,
	SENT,
	FIRST_BYTES,
	BYTES,
	REQUESTS,
	CONNECTS,
	CONTACTS,
	CASES,
	LOST,
	DOUBLED,
	FIGURES
};
static const struct {
	const char *name, *unit, *head;
} figures[FIGURES] = {
    [ECHO_P50] = {"echo_p50", "ms", "echo"},
    [ECHO_P99] = {"echo_p99", "ms", "p99"},
    [ECHO_MAX] = {"echo_max", "ms", "max"},
    [DEAD_P50] = {"echo_dead_p50", "ms", "dead"},
    [DEAD_P99] = {"echo_dead_p99", "ms", "p99"},
    [DEAD_MAX] = {"echo_dead_max", "ms", "max"},
    [SIGN_IN] = {"sign_in_s", "s", "sign in"},
    [READY] = {"ready_s", "s", "ready"},
    [FIND] = {"find_s", "s", "find"},
    [OPEN] = {"open_s", "s", "open"},
    [SENT] = {"sent_s", "s", "sent"},
    [FIRST_BYTES] = {"sign_in_bytes", "B", "1st B"},
    [BYTES] = {"bytes", "B", "day B"},
    [REQUESTS] = {"requests", "", "requests"},
    [CONNECTS] = {"connects", "", "connects"},
    [CONTACTS] = {"contacts", "", "contacts"},
    [CASES] = {"cases", "", "cases"},
    [LOST] = {"lost", "", "lost"},
    [DOUBLED] = {"doubled", "", "doubled"},
};

/* Written by the process of the line, read by the one that began them all. */
static struct result {
	bool done;
	char skipped[160];
	double figures[FIGURES];
} * results;

/* ---- one line ---- */

static struct run {
	const struct line *line;
	struct proxy *proxy;
	struct sample echo[2], find, open, sent;
	double sign_in, ready;
	bool dead;
	unsigned asked; /* for the name, when it went */
	char *clock;    /* file of what is added to the desk's clock, in seconds; or null */
	char *folder;
	const char *env[4];
	long passed;
} run;

static void
pass(int seconds)
{
	if (!run.clock)
		return;
	FILE *file = fopen(run.clock, "w");
	run.passed += seconds;
	if (!file || fprintf(file, "+%ld\n", run.passed) < 0 || fclose(file) != 0)
		exit(1);
}

static void
dead(void *context, bool is_dead)
{
	(void)context;
	run.dead = is_dead;
	switch (run.line->death) {
	case CUT:
		proxy_cut(run.proxy, is_dead);
		break;
	case SILENT:
		proxy_stall(run.proxy, is_dead);
		break;
	case HALF_OPEN:
		proxy_half_open(run.proxy, is_dead);
		break;
	case SWALLOWED:
		proxy_swallow(run.proxy, is_dead);
		if (!is_dead) { /* what waits for a swallowed reply would wait for ever */
			proxy_cut(run.proxy, true);
			proxy_cut(run.proxy, false);
		}
		break;
	case NAMELESS:
		/* A line on which nobody asked for the name would have shown nothing. */
		if (!is_dead && netns_asked() == run.asked) {
			fputs("bench line: nobody asked for the name\n", stderr);
			exit(1);
		}
		run.asked = netns_asked();
		proxy_cut(run.proxy, is_dead);
		netns_name(is_dead ? NULL : "127.0.0.1");
		break;
	case MOVED: /* the world hears later of it */
		if (is_dead)
			proxy_move(run.proxy, "127.0.0.2");
		else
			netns_name("127.0.0.2");
		break;
	case ROAMED:
		if (is_dead)
			netns_roam("10.77.0.3");
		break;
	}
	if (is_dead)
		pass(run.line->minutes * 60 / PASSED);
}

/* Before three contacts it is dead. */
static void
next(void *context, int number)
{
	(void)context;
	(void)number;
	if (run.dead)
		pass(run.line->minutes * 60 / PASSED);
}

static void
echo(void *context, enum shift_echo kind, double ms)
{
	(void)context;
	sample_add(&run.echo[kind], ms);
}

static void
took(void *context, const char *what, double seconds)
{
	(void)context;
	if (strcmp(what, "find") == 0)
		sample_add(&run.find, seconds);
	else if (strcmp(what, "open") == 0)
		sample_add(&run.open, seconds);
	else if (strcmp(what, "sent") == 0)
		sample_add(&run.sent, seconds);
	else if (strcmp(what, "sign_in") == 0)
		run.sign_in = seconds;
	else if (strcmp(what, "ready") == 0)
		run.ready = seconds;
}

/* The desk goes by a clock that can be put on; the CRM by the machine's, as its waits do not know
 * of another. A desk whose hour has passed is an hour ahead until the CRM has told it the time. */
static bool
take_clock(struct result *result)
{
	glob_t found;
	if (glob("/usr/lib/*/faketime/libfaketime.so.1", 0, NULL, &found) != 0) {
		snprintf(result->skipped, sizeof result->skipped, "libfaketime is not installed");
		return false;
	}
	run.folder = proc_tmpdir();
	run.clock = proc_text("%s/clock", run.folder);
	pass(0);
	run.env[0] = proc_text("LD_PRELOAD=%s", found.gl_pathv[0]);
	run.env[1] = proc_text("FAKETIME_TIMESTAMP_FILE=%s", run.clock);
	run.env[2] = "FAKETIME_CACHE_DURATION=1";
	globfree(&found);
	return true;
}

static bool
take_ground(const struct line *line, struct result *result)
{
	const size_t size = sizeof result->skipped;
	if (line->ground != LOOPBACK && !netns_enter(result->skipped, size))
		return false;
	if (line->ground == NAMES) {
		netns_name("127.0.0.1");
		return netns_names(result->skipped, size);
	}
	const struct proxy_shape *kernel = &line->kernel;
	return line->ground != LINK ||
	       (netns_link(result->skipped, size) &&
		   netns_shape(kernel->bits, kernel->delay_ms / 2, result->skipped, size));
}

static void
write_figures(const struct shift *shift, struct proxy_figures first, struct result *result)
{
	struct proxy_figures day = proxy_figures(run.proxy);
	struct shift_account account = shift_account(shift);
	double *out = result->figures;
	out[ECHO_P50] = sample_percentile(&run.echo[SHIFT_ECHO_BUSY], 50);
	out[ECHO_P99] = sample_percentile(&run.echo[SHIFT_ECHO_BUSY], 99);
	out[ECHO_MAX] = sample_percentile(&run.echo[SHIFT_ECHO_BUSY], 100);
	out[DEAD_P50] = sample_percentile(&run.echo[SHIFT_ECHO_DEAD], 50);
	out[DEAD_P99] = sample_percentile(&run.echo[SHIFT_ECHO_DEAD], 99);
	out[DEAD_MAX] = sample_percentile(&run.echo[SHIFT_ECHO_DEAD], 100);
	out[SIGN_IN] = run.sign_in;
	out[READY] = run.ready;
	out[FIND] = sample_percentile(&run.find, 50);
	out[OPEN] = sample_percentile(&run.open, 50);
	out[SENT] = sample_percentile(&run.sent, 50);
	out[FIRST_BYTES] = (double)(first.up + first.down);
	out[BYTES] = (double)(day.up + day.down);
	out[REQUESTS] = (double)day.requests;
	out[CONNECTS] = (double)day.connects;
	out[CONTACTS] = account.contacts;
	out[CASES] = account.cases;
	out[LOST] = account.lost;
	out[DOUBLED] = account.doubled;
	result->done = true;
}

/* An hour without a key would lock the desk. */
static void
never_lock(const struct office *office, const char *desk)
{
	char *state = office_state(office, desk),
	     *path = proc_text("%s/frontdesk/frontdesk.conf", state);
	FILE *file = fopen(path, "a");
	if (!file || fputs("lock = 0\n", file) < 0 || fclose(file) != 0)
		exit(1);
	free(path);
	free(state);
}

/* In a process of its own. */
static void
live(const struct line *line, struct result *result)
{
	struct office office;
	static const char desk[] = "chorley-cc-1";
	run.line = line;
	if (!take_ground(line, result) || (line->minutes && !take_clock(result)))
		return;
	office_init_secure(&office, NULL);
	if (line->ground != LOOPBACK)
		office.host = line->ground == NAMES ? NETNS_NAME : NETNS_HERE;
	run.proxy =
	    proxy_start_at(line->ground == LINK ? NETNS_HERE : "127.0.0.1", office.crm.port);
	office_enrol(&office, desk, proxy_port(run.proxy));
	if (line->minutes)
		never_lock(&office, desk);
	struct proxy_shape shape = line->shape;
	shape.delay_ms /= 2;
	proxy_shape(run.proxy, shape);
	proxy_gaps(run.proxy, line->gaps);
	proxy_lose(run.proxy, line->lose);
	proxy_reset(run.proxy);
	if (line->ground == LINK)
		netns_there(true);
	struct shift shift = {.office = &office,
	    .patience_ms = PATIENCE_MS,
	    .dead = dead,
	    .next = next,
	    .echo = echo,
	    .took = took,
	    .t = office_desk(&office, desk, proxy_port(run.proxy), run.env, 24, 80)};
	if (line->ground == LINK)
		netns_there(false);
	shift_sign_in(&shift);
	struct proxy_figures first = proxy_figures(run.proxy);
	proxy_reset(run.proxy);
	shift_work(&shift);
	write_figures(&shift, first, result);
	term_free(shift.t);
	proxy_free(run.proxy);
	office_release(&office);
	if (run.clock)
		proc_rmdir(run.folder);
}

/* ---- all of them ---- */

static void
say(int i)
{
	for (int k = 0; k < FIGURES; k++) {
		char *name = proc_text("%s_%s", lines[i].name, figures[k].name);
		bench_figure(name, results[i].figures[k], figures[k].unit);
		free(name);
	}
}

static void
table(const bool *chosen)
{
	fprintf(stderr, "%-*s", NAME_MOST, "line");
	for (int k = 0; k < FIGURES; k++)
		fprintf(stderr, " %8s", figures[k].head);
	fputc('\n', stderr);
	for (int i = 0; i < LINES; i++) {
		if (!chosen[i])
			continue;
		fprintf(stderr, "%-*s", NAME_MOST, lines[i].name);
		if (!results[i].done)
			fprintf(stderr, " %s%s", *results[i].skipped ? "skipped: " : "FAILED",
			    results[i].skipped);
		for (int k = 0; results[i].done && k < FIGURES; k++)
			fprintf(stderr, " %8.*f", k < FIRST_BYTES ? 2 : 0, results[i].figures[k]);
		fputc('\n', stderr);
	}
}

/* One that ends; its line is known by its place. */
static void
reap(pid_t *children)
{
	pid_t ended = wait(NULL);
	for (int i = 0; i < LINES; i++)
		if (children[i] == ended)
			children[i] = 0;
}

static void
begin(int i, pid_t *children, int *running)
{
	pid_t self = getpid();
	fflush(NULL);
	children[i] = fork();
	if (children[i] == 0) {
		proc_child(self);
		live(&lines[i], &results[i]);
		_exit(0);
	}
	++*running;
}

static int
all(const bool *chosen)
{
	const char *most = getenv("BENCH_JOBS");
	int jobs = most ? (int)strtol(most, NULL, 10) : JOBS, running = 0, failed = 0;
	pid_t children[LINES] = {0};
	for (int i = 0; i < LINES; i++) {
		if (!chosen[i])
			continue;
		begin(i, children, &running);
		while (running >= (i == 0 ? 1 : jobs)) {
			reap(children);
			running--;
		}
	}
	while (running-- > 0)
		reap(children);
	double worst = 0;
	for (int i = 0; i < LINES; i++) {
		const double *of = results[i].figures;
		if (results[i].done)
			say(i);
		failed += chosen[i] && !results[i].done && !*results[i].skipped;
		failed += of[LOST] > 0 || of[DOUBLED] > 0;
		worst = of[DEAD_P50] > worst ? of[DEAD_P50] : worst;
	}
	table(chosen);
	if (results[0].done)
		bench_figure("echo_ratio_dead", worst / results[0].figures[ECHO_P50], "");
	return failed;
}

int
main(int argc, char **argv)
{
	bool chosen[LINES] = {0};
	bench_begin("line");
	results = mmap(NULL, sizeof *results * LINES, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (results == MAP_FAILED)
		return 1;
	for (int i = 0; i < LINES; i++) {
		chosen[i] = argc < 2;
		for (int k = 1; k < argc; k++)
			chosen[i] = chosen[i] || strcmp(argv[k], lines[i].name) == 0;
	}
	return all(chosen) ? 1 : 0;
}
