/* What the work costs on the line: payload bytes both ways, counted at a socket between the real
 * client and the real server, and the requests they are, for opening a known customer and for
 * logging a finished enquiry with its case. Headers are in it; packets are not. */
#include "bench/bench.h"
#include "helpers/office.h"
#include "helpers/proc.h"
#include "helpers/proxy.h"

#include <stdio.h>
#include <stdlib.h>

static int
fail(struct term *t, const char *what)
{
	fprintf(stderr, "bench wire: %s:\n%s", what, term_dump(t));
	return 1;
}

static void
report(struct proxy *p, const char *what)
{
	struct proxy_figures f = proxy_figures(p);
	char *name = proc_text("%s_up", what);
	bench_figure(what, (double)(f.up + f.down), "B");
	bench_figure(name, (double)f.up, "B");
	free(name);
	name = proc_text("%s_down", what);
	bench_figure(name, (double)f.down, "B");
	free(name);
	name = proc_text("%s_requests", what);
	bench_figure(name, (double)f.requests, "");
	free(name);
}

/* What an action causes may follow it (the feed tells the desk what it did itself): counted until
 * the line has been silent for a while. */
static void
settle(struct term *t, struct proxy *p)
{
	size_t before;
	do {
		int64_t until = proc_ms() + 400;
		before = proxy_figures(p).up + proxy_figures(p).down;
		while (proc_left(until) > 0)
			term_pump(t, proc_left(until));
	} while (proxy_figures(p).up + proxy_figures(p).down != before);
}

static int
measure(struct term *t, struct proxy *p)
{
	if (!office_sign_in(t, OFFICE_ADVISOR) || !term_wait_text(t, "caught up", TERM_MS))
		return fail(t, "no sign-in");
	settle(t, p);
	report(p, "sign_in");
	term_type(t, "01632 960151");
	if (!term_wait_text(t, "PATEL, Amina (Mrs)", TERM_MS) || !term_sync(t, TERM_MS))
		return fail(t, "the caller was not found");
	settle(t, p);
	proxy_reset(p);
	term_keys(t, "<Enter>");
	if (!term_wait_text(t, "Born 14 Mar 1949", TERM_MS) || !term_sync(t, TERM_MS))
		return fail(t, "the customer did not open");
	settle(t, p);
	report(p, "open_customer");
	term_keys(t, "s");
	term_wait_text(t, "Service:", TERM_MS);
	term_sync(t, TERM_MS);
	term_type(t, "missed bin");
	if (!term_wait_text(t, "Missed bin", TERM_MS) || !term_sync(t, TERM_MS))
		return fail(t, "the service was not found");
	term_keys(t, "<Enter>");
	if (!term_wait_text(t, "Which bin was missed?", TERM_MS) || !term_sync(t, TERM_MS))
		return fail(t, "the dialogue did not open");
	term_keys(t, "1");
	term_sync(t, TERM_MS);
	term_keys(t, "1");
	term_sync(t, TERM_MS);
	term_keys(t, "2f");
	if (!term_wait_text(t, "Reference", TERM_MS) || !term_sync(t, TERM_MS))
		return fail(t, "no wrap-up");
	settle(t, p);
	proxy_reset(p);
	term_keys(t, "<Enter>");
	if (!term_wait_text(t, "Find:", TERM_MS) || !term_wait_text(t, "caught up", TERM_MS) ||
	    !term_sync(t, TERM_MS))
		return fail(t, "the enquiry was not sent");
	settle(t, p);
	report(p, "log_enquiry");
	return 0;
}

int
main(void)
{
	struct office o;
	bench_begin("wire");
	office_init(&o);
	struct proxy *p = proxy_start(o.crm.port);
	office_enrol(&o, "chorley-oss-3", proxy_port(p));
	struct term *t = office_desk(&o, "chorley-oss-3", proxy_port(p), NULL, 24, 80);
	int failed = measure(t, p);
	term_free(t);
	proxy_free(p);
	office_release(&o);
	return failed;
}
