/* The everyday call over lines that others would call broken: the real client signs in on a new
 * desk, finds the caller by the number, opens her, leads the dialogue and logs, while the line is
 * thin and far. For each line: the echo of a key while an answer is under way (which must not
 * change), seconds until there is something to use, bytes, and what was lost or doubled. */
#include "bench/bench.h"
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/proc.h"
#include "helpers/proxy.h"

#include <stdio.h>
#include <stdlib.h>

enum { PATIENCE_MS = 300000, ECHO_MS = 2000, QUIET_MS = 12 };

static const struct line {
	const char *name, *desk;
	struct proxy_shape shape; /* delays are there and back, halved below */
} lines[] = {
    {"lan", "chorley-cc-1", {0}},
    {"64k_300ms", "chorley-cc-2", {64000, 300}},
    {"33k6_600ms", "chorley-oss-1", {33600, 600}},
    {"9k6_300ms", "chorley-oss-2", {9600, 300}},
    {"9k6_1500ms", "chorley-oss-3", {9600, 1500}},
};
enum { LINES = sizeof lines / sizeof *lines };

static void
figure(const struct line *line, const char *what, double value, const char *unit)
{
	char *name = proc_text("%s_%s", line->name, what);
	bench_figure(name, value, unit);
	free(name);
}

static void
must(struct term *t, const char *text)
{
	if (term_wait_text(t, text, PATIENCE_MS) && term_sync(t, TERM_MS))
		return;
	fprintf(stderr, "bench line: \"%s\" never came:\n%s", text, term_dump(t));
	exit(1);
}

/* Says how long it took until the text was there, and what the line carried for it. */
static void
step(const struct line *line, struct proxy *p, struct term *t, const char *what, const char *text)
{
	int64_t begin = proc_us();
	must(t, text);
	char *name = proc_text("%s_s", what);
	figure(line, name, (double)(proc_us() - begin) / 1e6, "s");
	free(name);
	struct proxy_figures f = proxy_figures(p);
	name = proc_text("%s_bytes", what);
	figure(line, name, (double)(f.up + f.down), "B");
	free(name);
	proxy_reset(p);
}

/* Types with the searches of each key under way; the median in milliseconds. */
static double
type(const struct line *line, struct term *t, const char *text)
{
	struct sample echo = {0};
	for (; *text; text++) {
		while (term_pump(t, QUIET_MS) > 0)
			;
		int64_t begin = proc_us();
		term_send(t, text, 1);
		if (term_pump(t, ECHO_MS) > 0)
			sample_add(&echo, (double)(proc_us() - begin) / 1000);
		else
			fprintf(stderr, "bench line: %s: a key without an echo\n", line->name);
	}
	double median = sample_percentile(&echo, 50);
	figure(line, "echo_p50", median, "ms");
	figure(line, "echo_max", sample_percentile(&echo, 100), "ms");
	sample_release(&echo);
	return median;
}

static double
call(struct office *o, const struct line *line)
{
	struct proxy *p = proxy_start(o->crm.port);
	office_enrol(o, line->desk, proxy_port(p));
	struct proxy_shape shape = line->shape;
	shape.delay_ms /= 2;
	proxy_shape(p, shape);
	struct term *t = office_desk(o, line->desk, proxy_port(p), NULL, 24, 80);
	proxy_reset(p);
	must(t, "Password");
	office_type_sign_in(t, OFFICE_ADVISOR);
	step(line, p, t, "sign_in", "Find:");
	step(line, p, t, "ready", "caught up");
	double echo = type(line, t, "01632 960151");
	step(line, p, t, "find", "PATEL, Amina (Mrs)");
	term_keys(t, "<Enter>");
	step(line, p, t, "open", "Born 14 Mar 1949");
	term_keys(t, "s");
	must(t, "Service:");
	term_type(t, "missed bin");
	step(line, p, t, "service", "Missed bin");
	term_keys(t, "<Enter>");
	must(t, "Which bin was missed?");
	term_keys(t, "1");
	must(t, "kerb");
	term_keys(t, "1");
	term_sync(t, TERM_MS);
	term_keys(t, "2f");
	must(t, "Reference");
	proxy_reset(p);
	term_keys(t, "<Enter>");
	must(t, "Find:");
	step(line, p, t, "sent", "caught up");
	term_free(t);
	proxy_free(p);
	return echo;
}

static int
logged(struct office *o)
{
	struct api back;
	api_ready(&back, o, "chorley-oss-4", OFFICE_BACK);
	struct http_reply r = http_get(&back.http, "/v1/queues/chorley.waste-round/cases");
	int count = json_count(r.body, "items");
	http_reply_release(&r);
	api_release(&back);
	return count;
}

int
main(void)
{
	struct office o;
	double echo[LINES], worst = 0;
	bench_begin("line");
	office_init(&o);
	for (int i = 0; i < LINES; i++) {
		echo[i] = call(&o, &lines[i]);
		if (echo[i] > worst)
			worst = echo[i];
	}
	int count = logged(&o);
	bench_figure("echo_ratio_worst", worst / echo[0], "");
	bench_figure("lost", count < LINES ? LINES - count : 0, "");
	bench_figure("doubled", count > LINES ? count - LINES : 0, "");
	office_release(&o);
	return count == LINES ? 0 : 1;
}
