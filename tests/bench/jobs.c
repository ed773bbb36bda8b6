#include "bench/jobs.h"
#include "helpers/proc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SILENCE_MS = 400 };

static const struct budget {
	const char *job;
	size_t bytes, requests, connects;
} budgets[] = {
    /* The starter directory of some 70 services is nearly all of it. */
    {"sign_in_new", 200000, 14, 2},
    {"sign_in", 4700, 6, 2},
    {"find_customer", 450, 1, 0},
    {"find_by_name", 3600, 8, 0},
    {"open_customer", 720, 1, 0},
    {"log_enquiry", 1480, 2, 0},
    {"whiteboard_change", 970, 2, 0},
    {"whiteboard_heard", 440, 1, 0},
    {"notice", 520, 1, 0},
    {"idle_poll", 340, 1, 0},
    {"idle_sign_in", 200000, 14, 2},
    {"enrol", 1800, 2, 1},
    {"cold_first_enquiry", 225000, 46, 3},
    {"reconnect", 3600, 4, 2},
    {"catch_up_month", 9500, 9, 2},
};
enum { BUDGETS = sizeof budgets / sizeof *budgets };

bool
jobs_budget_kept(const char *job, const struct proxy_figures *f)
{
	bool kept = true, known = false;
	for (int i = 0; i < BUDGETS; i++) {
		const struct budget *b = &budgets[i];
		if (strcmp(b->job, job) != 0)
			continue;
		known = true;
		kept = f->up + f->down <= b->bytes && f->requests <= b->requests &&
		       f->connects <= b->connects;
		if (!kept)
			fprintf(stderr,
			    "%s costs %zu bytes, %zu requests and %zu connections; its budget is "
			    "%zu, %zu and %zu\n",
			    job, f->up + f->down, f->requests, f->connects, b->bytes, b->requests,
			    b->connects);
	}
	if (!known)
		fprintf(stderr, "%s has no budget\n", job);
	return kept && known;
}

static _Noreturn void
fail(struct term *t, const char *what)
{
	fprintf(stderr, "%s:\n%s", what, term_dump(t));
	exit(1);
}

static void
must(struct term *t, const char *text)
{
	if (!term_wait_text(t, text, TERM_MS) || !term_sync(t, TERM_MS))
		fail(t, text);
}

/* What an action causes may follow it (the feed tells the desk what it did itself): counted until
 * the line has been silent for a while. */
static void
settle(struct jobs *jobs)
{
	size_t before;
	do {
		struct proxy_figures f = proxy_figures(jobs->line);
		int64_t until = proc_ms() + SILENCE_MS;
		before = f.up + f.down;
		while (proc_left(until) > 0)
			if (!jobs->t || term_pump(jobs->t, proc_left(until)) < 0)
				break;
		f = proxy_figures(jobs->line);
		if (f.up + f.down == before)
			return;
	} while (true);
}

static void
begin(struct jobs *jobs)
{
	settle(jobs);
	proxy_reset(jobs->line);
}

static void
done(struct jobs *jobs, const char *job)
{
	settle(jobs);
	struct proxy_figures f = proxy_figures(jobs->line);
	jobs->done(jobs->context, job, &f);
}

void
jobs_restart(struct jobs *jobs)
{
	term_free(jobs->t);
	jobs->t = office_desk(jobs->office, jobs->desk, proxy_port(jobs->line), NULL, 24, 80);
}

void
jobs_begin(struct jobs *jobs)
{
	jobs->line = proxy_start(jobs->office->crm.port);
	office_enrol(jobs->office, jobs->desk, proxy_port(jobs->line));
	struct proxy_figures f = proxy_figures(jobs->line);
	jobs->done(jobs->context, "enrol", &f);
	jobs_restart(jobs);
}

void
jobs_end(struct jobs *jobs)
{
	term_free(jobs->t);
	proxy_free(jobs->line);
	jobs->t = NULL;
	jobs->line = NULL;
}

void
jobs_sign_in(struct jobs *jobs, const char *job)
{
	proxy_reset(jobs->line);
	if (!office_sign_in(jobs->t, OFFICE_ADVISOR))
		fail(jobs->t, "no sign-in");
	must(jobs->t, "caught up");
	done(jobs, job);
}

static void
find(struct jobs *jobs)
{
	begin(jobs);
	for (const char *c = "patel am"; *c; c++) {
		term_send(jobs->t, c, 1);
		if (!term_sync(jobs->t, TERM_MS))
			fail(jobs->t, "a key without an answer");
		settle(jobs);
	}
	must(jobs->t, "PATEL, Amina (Mrs)");
	done(jobs, "find_by_name");
	term_keys(jobs->t, "<C-u>");
	if (!term_wait_gone(jobs->t, "PATEL", TERM_MS) || !term_sync(jobs->t, TERM_MS))
		fail(jobs->t, "the box is not empty");
	begin(jobs);
	term_type(jobs->t, "01632 960151");
	must(jobs->t, "PATEL, Amina (Mrs)");
	done(jobs, "find_customer");
}

static void
lead(struct term *t)
{
	term_keys(t, "s");
	must(t, "Service:");
	term_type(t, "missed bin");
	must(t, "Missed bin");
	term_keys(t, "<Enter>");
	must(t, "Which bin was missed?");
	term_keys(t, "1");
	term_sync(t, TERM_MS);
	term_keys(t, "1");
	term_sync(t, TERM_MS);
	term_keys(t, "2f");
	must(t, "Reference");
}

static void
open_customer(struct term *t)
{
	term_keys(t, "<Enter>");
	must(t, "Born 14 Mar 1949");
}

void
jobs_enquiry(struct jobs *jobs)
{
	find(jobs);
	proxy_reset(jobs->line);
	open_customer(jobs->t);
	done(jobs, "open_customer");
	lead(jobs->t);
	begin(jobs);
	term_keys(jobs->t, "<Enter>");
	must(jobs->t, "Find:");
	must(jobs->t, "caught up");
	done(jobs, "log_enquiry");
}

static void
say_out(struct term *t)
{
	term_keys(t, "<F11>");
	must(t, "Whiteboard");
	term_type(t, "mills");
	must(t, "J. Mills");
	term_keys(t, "<Down>");
	term_sync(t, TERM_MS);
}

static void
home(struct term *t)
{
	term_keys(t, "<Esc>");
	if (!term_wait_gone(t, "Whiteboard", TERM_MS))
		fail(t, "the whiteboard stayed");
	must(t, "Find:");
}

void
jobs_whiteboard(struct jobs *jobs)
{
	say_out(jobs->t);
	begin(jobs);
	term_keys(jobs->t, "o");
	must(jobs->t, "J. Mills is out.");
	done(jobs, "whiteboard_change");
	home(jobs->t);
}

void
jobs_whiteboard_heard(struct jobs *jobs)
{
	office_enrol(jobs->office, "chorley-oss-4", 0);
	struct term *other = office_desk(jobs->office, "chorley-oss-4", 0, NULL, 24, 80);
	if (!office_sign_in(other, OFFICE_BACK))
		fail(other, "no sign-in");
	say_out(other);
	begin(jobs);
	term_keys(other, "i");
	must(other, "J. Mills is in.");
	done(jobs, "whiteboard_heard");
	term_free(other);
}

void
jobs_notice(struct jobs *jobs)
{
	begin(jobs);
	ctl_ok(&jobs->office->crm, "notice", "on", "Lorry strike: no bins are emptied", "--until",
	    "2026-11-21", "--service", "missed-bin");
	must(jobs->t, "Lorry strike");
	done(jobs, "notice");
}

void
jobs_idle(struct jobs *jobs, size_t count)
{
	begin(jobs);
	struct proxy_figures f;
	int64_t end = proc_ms() + 60000;
	do
		f = proxy_figures(jobs->line);
	while (f.requests < count && proc_left(end) > 0 && term_pump(jobs->t, 50) >= 0);
	settle(jobs);
	f = proxy_figures(jobs->line);
	f.up /= f.requests;
	f.down /= f.requests;
	f.requests = 1;
	jobs->done(jobs->context, "idle_poll", &f);
}

/* A copy of the starter directory in which every third service has one more keyword for it. */
static void
change_directory(const struct jobs *jobs)
{
	char *from = proc_source("scripts"), *to = proc_text("%s/changed", jobs->office->crm.dir);
	char *command = proc_text(
	    "cp -r '%s' '%s' && cd '%s' && chmod -R u+w . && ls *.yaml | grep -v partnership | "
	    "awk 'NR %% 3 == 0' | xargs sed -i '0,/^reviewed:.*/s//reviewed: 2026-11-01/;$a # "
	    "Looked "
	    "through in November.'",
	    from, to, to);
	char *said = NULL;
	if (proc_run(
		(const char *const[]){"sh", "-c", command, NULL}, NULL, NULL, &said, TERM_MS) != 0)
		fail(jobs->t, said);
	ctl_ok(&jobs->office->crm, "publish", to);
	free(said);
	free(command);
	free(from);
	free(to);
}

void
jobs_catch_up(struct jobs *jobs)
{
	settle(jobs);
	term_free(jobs->t);
	jobs->t = NULL;
	change_directory(jobs);
	ctl_ok(
	    &jobs->office->crm, "notice", "on", "The library is closed", "--until", "2026-11-22");
	jobs_restart(jobs);
	jobs_sign_in(jobs, "catch_up_month");
}

void
jobs_first_enquiry(struct jobs *jobs)
{
	jobs->line = proxy_start(jobs->office->crm.port);
	office_enrol(jobs->office, jobs->desk, proxy_port(jobs->line));
	proxy_shape(jobs->line, (struct proxy_shape){.bits = 64000, .delay_ms = 50});
	jobs_restart(jobs);
	proxy_reset(jobs->line);
	if (!office_sign_in(jobs->t, OFFICE_ADVISOR))
		fail(jobs->t, "no sign-in");
	term_type(jobs->t, "01632 960151");
	must(jobs->t, "PATEL, Amina (Mrs)");
	open_customer(jobs->t);
	lead(jobs->t);
	term_keys(jobs->t, "<Enter>");
	must(jobs->t, "Find:");
	must(jobs->t, "caught up");
	struct proxy_figures f = proxy_figures(jobs->line);
	jobs->done(jobs->context, "cold_first_enquiry", &f);
}

void
jobs_reconnect(struct jobs *jobs)
{
	begin(jobs);
	proxy_cut(jobs->line, true);
	must(jobs->t, "Offline");
	proxy_reset(jobs->line);
	proxy_cut(jobs->line, false);
	if (!term_wait_gone(jobs->t, "Offline", 2 * TERM_MS))
		fail(jobs->t, "still offline");
	done(jobs, "reconnect");
}
