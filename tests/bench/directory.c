/* A directory of 1,000 services for 13 councils, fifty prompts each: how long a key of a search
 * takes and how that grows, what the directory costs on the line (all of it, one changed fact,
 * nothing changed; counted at the socket under the real programs), how soon a publication is on a
 * desk's screen, and what a start and the desk's memory are with it. */
#include "directory/directory.h"
#include "bench/bench.h"
#include "helpers/county.h"
#include "helpers/office.h"
#include "helpers/proc.h"
#include "helpers/proxy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SERVICES = 1000, PROMPTS = 50, STARTS = 9 };

static const char *const queries[] = {"street lighting repair", "council tax discount for carers",
    "recyling collection", "bus pass renewal", "the bin men never came", "sl", "ctd",
    "housing benefit appeal", "noisy neighbours at night", "drainage report nobody came",
    "swimming pool booking for schools", "lost the letter", "elctoral register", "planning advice"};

static double
since(int64_t begin)
{
	return (double)(proc_us() - begin) / 1000;
}

/* ---- a search, key by key, in memory ---- */

static struct directory *
filled(size_t services, double *parse)
{
	struct directory *directory = directory_new();
	struct buf text, id;
	struct err err;
	buf_init(&text, 1 << 20);
	buf_init(&id, 200);
	*parse = 0;
	for (size_t i = 0; i < services; i++) {
		buf_clear(&text);
		buf_clear(&id);
		county_service(&text, i, PROMPTS, "£10");
		county_id(&id, i);
		int64_t begin = proc_us();
		if (directory_put(directory, id.data, text.data, 1, &err) < 0)
			fprintf(stderr, "bench directory: %s\n", err.text);
		*parse += since(begin);
	}
	buf_release(&text);
	buf_release(&id);
	return directory;
}

static void
type_all(struct directory *directory, struct sample *keys)
{
	struct service_hit hits[9];
	struct search_leaning leaning = {.month = 11};
	char typed[100];
	for (size_t q = 0; q < sizeof queries / sizeof *queries; q++)
		for (size_t n = 1; n <= strlen(queries[q]); n++) {
			snprintf(typed, sizeof typed, "%.*s", (int)n, queries[q]);
			int64_t begin = proc_us();
			directory_search(directory, typed, &leaning, hits, 9);
			sample_add(keys, since(begin));
		}
}

static double
search_at(size_t services)
{
	struct sample keys = {0};
	double parse;
	struct directory *directory = filled(services, &parse);
	char *name = proc_text("parse_%zu", services);
	bench_figure(name, parse, "ms");
	free(name);
	int64_t begin = proc_us();
	struct service_hit hit;
	directory_search(directory, "a", NULL, &hit, 1);
	name = proc_text("index_%zu", services);
	bench_figure(name, since(begin), "ms");
	free(name);
	for (int i = 0; i < 3; i++)
		type_all(directory, &keys);
	double p99 = sample_percentile(&keys, 99);
	name = proc_text("key_p50_%zu", services);
	bench_figure(name, sample_percentile(&keys, 50), "ms");
	free(name);
	name = proc_text("key_p99_%zu", services);
	bench_figure(name, p99, "ms");
	free(name);
	sample_release(&keys);
	directory_free(directory);
	return p99;
}

/* ---- the real programs ---- */

static int
fail(struct term *t, const char *what)
{
	fprintf(stderr, "bench directory: %s:\n%s", what, t ? term_dump(t) : "");
	return 1;
}

/* Until the line has been silent for a while. */
static void
settle(struct term *t, struct proxy *p)
{
	size_t before;
	do {
		int64_t until = proc_ms() + 1500;
		before = proxy_figures(p).up + proxy_figures(p).down;
		while (proc_left(until) > 0)
			term_pump(t, proc_left(until));
	} while (proxy_figures(p).up + proxy_figures(p).down != before);
}

static void
report(struct proxy *p, const char *what)
{
	struct proxy_figures f = proxy_figures(p);
	char *name = proc_text("%s_down", what);
	bench_figure(what, (double)(f.up + f.down), "B");
	bench_figure(name, (double)f.down, "B");
	free(name);
	name = proc_text("%s_requests", what);
	bench_figure(name, (double)f.requests, "");
	free(name);
}

/* Publishes the service with this fee; how long after the command began it is on the screen. */
static double
publish_to_screen(struct office *o, struct term *t, const char *folder, const char *fee)
{
	struct buf text, id;
	buf_init(&text, 1 << 20);
	buf_init(&id, 200);
	county_service(&text, 0, PROMPTS, fee);
	county_id(&id, 0);
	char *path = proc_text("%s/%s.yaml", folder, id.data);
	FILE *file = fopen(path, "w");
	fwrite(text.data, 1, text.length, file);
	fclose(file);
	int64_t begin = proc_us();
	ctl_ok(&o->crm, "publish", path);
	double published = since(begin);
	bool there = term_wait_text(t, fee, TERM_MS);
	bench_figure("publish_command", published, "ms");
	bench_figure("publish_to_screen", since(begin) - published, "ms");
	free(path);
	buf_release(&text);
	buf_release(&id);
	return there ? since(begin) : -1;
}

static int
measure_line(struct office *o, const char *folder, struct proxy *p)
{
	struct term *t = office_desk(o, "chorley-oss-3", proxy_port(p), NULL, 24, 80);
	if (!office_sign_in(t, OFFICE_ADVISOR) || !term_wait_text(t, "caught up", TERM_MS))
		return fail(t, "no sign-in");
	settle(t, p);
	report(p, "cold_load");
	term_type(t, "street lighting repair for residents");
	if (!term_wait_text(t, "street lighting repair", TERM_MS) || !term_sync(t, TERM_MS))
		return fail(t, "the service was not found");
	term_keys(t, "<Enter>");
	if (!term_wait_text(t, "£10", TERM_MS))
		return fail(t, "the service did not open");
	settle(t, p);
	bench_figure("desk_pss", (double)proc_pss(term_pid(t)) / 1024 / 1024, "MiB");
	proxy_reset(p);
	if (publish_to_screen(o, t, folder, "£17 a time") < 0)
		return fail(t, "the changed fact did not come");
	settle(t, p);
	report(p, "one_fact");
	term_keys(t, "<Esc>");
	if (!term_wait_text(t, "Find:", TERM_MS))
		return fail(t, "no way back to Home");
	int64_t until = proc_ms() + 7000; /* the copy on disk follows in its own time */
	while (proc_left(until) > 0)
		term_pump(t, proc_left(until));
	term_free(t);
	proxy_reset(p);
	t = office_desk(o, "chorley-oss-3", proxy_port(p), NULL, 24, 80);
	if (!office_sign_in(t, OFFICE_ADVISOR) || !term_wait_text(t, "caught up", TERM_MS))
		return fail(t, "no second sign-in");
	settle(t, p);
	report(p, "nothing_changed");
	bench_figure("desk_pss_again", (double)proc_pss(term_pid(t)) / 1024 / 1024, "MiB");
	term_free(t);
	return 0;
}

static int
measure_starts(struct office *o)
{
	struct sample starts = {0};
	for (int i = 0; i < STARTS; i++) {
		int64_t begin = proc_us();
		struct term *t = office_desk(o, "chorley-oss-3", 0, NULL, 24, 80);
		if (!term_wait_text(t, "Password", TERM_MS))
			return fail(t, "no first screen");
		sample_add(&starts, since(begin));
		term_free(t);
	}
	bench_figure("start", sample_percentile(&starts, 50), "ms");
	sample_release(&starts);
	return 0;
}

int
main(void)
{
	struct office o;
	bench_begin("directory");
	search_at(SERVICES / 10);
	double p99 = search_at(SERVICES);
	bench_figure("key_p99_growth_x10", search_at(SERVICES * 10) / p99, "");
	char *folder = proc_tmpdir();
	county_write(folder, SERVICES, PROMPTS);
	office_init(&o);
	struct proxy *p = proxy_start(o.crm.port);
	office_enrol(&o, "chorley-oss-3", proxy_port(p));
	proxy_reset(p);
	int64_t begin = proc_us();
	ctl_ok(&o.crm, "publish", folder);
	bench_figure("lint_and_publish_all", since(begin), "ms");
	int failed = measure_line(&o, folder, p) || measure_starts(&o);
	proxy_free(p);
	office_release(&o);
	proc_rmdir(folder);
	free(folder);
	return failed;
}
