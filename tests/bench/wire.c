/* What the work costs on the line, over TLS as desks run it and over plain HTTP beside it: bytes
 * both ways counted at a socket between the real client and the real server, the requests they are,
 * and the handshakes apart. Headers and TLS records are in it; packets are not. The figures are
 * counts, so each has a budget: the measure fails where one is exceeded. tests/bench/WIRE tells
 * what made them small. */
#include "bench/bench.h"
#include "bench/jobs.h"
#include "helpers/proc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reporting {
	const char *prefix;
	bool budgets, exceeded;
};

static void
figure(const char *prefix, const char *job, const char *what, double value, const char *unit)
{
	char *name = proc_text("%s%s%s", prefix, job, what);
	bench_figure(name, value, unit);
	free(name);
}

/* What TCP itself adds in an hour to keep two silent connections alive: a probe a minute and its
 * answer, 52 bytes each with their headers (IPv4, TCP with time stamps), which no socket shows. */
enum { PROBES = 2 * 60 * 2 * 52, POLLS = 3600 / 240 };

static void
report(void *context, const char *job, const struct proxy_figures *f)
{
	struct reporting *reporting = context;
	const char *prefix = reporting->prefix;
	if (reporting->budgets && !jobs_budget_kept(job, f))
		reporting->exceeded = true;
	figure(prefix, job, "", (double)(f->up + f->down), "B");
	figure(prefix, job, "_up", (double)f->up, "B");
	figure(prefix, job, "_down", (double)f->down, "B");
	figure(prefix, job, "_requests", (double)f->requests, "");
	if (strcmp(job, "idle_poll") == 0) {
		bench_figure("idle_hour", (double)(POLLS * (f->up + f->down)), "B");
		bench_figure("idle_hour_probes", PROBES, "B");
	}
	if (f->handshake_up)
		figure(
		    prefix, job, "_handshakes", (double)(f->handshake_up + f->handshake_down), "B");
}

/* False when a budget was exceeded. */
static bool
day(bool secure)
{
	struct office o;
	struct reporting reporting = {secure ? "" : "plain_", secure, false};
	struct jobs jobs = {
	    .office = &o, .desk = "chorley-oss-3", .done = report, .context = &reporting};
	if (secure)
		office_init_secure(&o, NULL);
	else
		office_init(&o);
	jobs_begin(&jobs);
	jobs_sign_in(&jobs, "sign_in_new");
	jobs_restart(&jobs);
	jobs_sign_in(&jobs, "sign_in");
	jobs_enquiry(&jobs);
	jobs_whiteboard(&jobs);
	jobs_whiteboard_heard(&jobs);
	jobs_notice(&jobs);
	jobs_reconnect(&jobs);
	jobs_catch_up(&jobs);
	jobs_end(&jobs);
	jobs.desk = "chorley-cc-1";
	jobs_first_enquiry(&jobs);
	jobs_end(&jobs);
	office_release(&o);
	return !reporting.exceeded;
}

/* The clock cannot be hurried for an hour: the server answers idle questions at once, and an hour
 * has as many of them as the longest wait fits into it. */
static bool
idle(void)
{
	struct office o;
	struct reporting reporting = {"", true, false};
	struct jobs jobs = {
	    .office = &o, .desk = "chorley-oss-3", .done = report, .context = &reporting};
	office_init_secure(&o, (const char *const[]){"--wait", "2", NULL});
	jobs_begin(&jobs);
	jobs_sign_in(&jobs, "idle_sign_in");
	jobs_idle(&jobs, 4);
	jobs_end(&jobs);
	office_release(&o);
	return !reporting.exceeded;
}

int
main(void)
{
	bench_begin("wire");
	bool kept = day(true);
	kept &= day(false);
	kept &= idle();
	return kept ? 0 : 1;
}
