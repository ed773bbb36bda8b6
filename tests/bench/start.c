/* From the program's start to its first whole screen, with and without the CRM, and its bytes. */
#include "bench/bench.h"
#include "helpers/office.h"
#include "helpers/proc.h"

#include <stdio.h>

enum { STARTS = 15 };

static double
start_once(struct office *o, size_t *bytes)
{
	int64_t begin = proc_us();
	struct term *t = office_desk(o, "chorley-oss-3", 0, NULL, 24, 80);
	bool there = term_wait_text(t, "Password", TERM_MS);
	double ms = (double)(proc_us() - begin) / 1000;
	*bytes = term_bytes(t);
	if (!there)
		fprintf(stderr, "bench start: no first screen:\n%s", term_dump(t));
	term_free(t);
	return there ? ms : -1;
}

static int
starts(struct office *o, const char *measure, size_t *bytes)
{
	struct sample s = {0};
	for (int i = 0; i < STARTS; i++) {
		double ms = start_once(o, bytes);
		if (ms < 0)
			return 1;
		sample_add(&s, ms);
	}
	bench_figure(measure, sample_percentile(&s, 50), "ms");
	sample_release(&s);
	return 0;
}

int
main(void)
{
	struct office o;
	size_t bytes = 0;
	bench_begin("start");
	office_init(&o);
	office_enrol(&o, "chorley-oss-3", 0);
	int failed = starts(&o, "first_screen", &bytes);
	if (!failed)
		bench_figure("first_screen_bytes", (double)bytes, "B");
	server_stop(&o.crm);
	failed = failed || starts(&o, "first_screen_no_crm", &bytes);
	office_release(&o);
	return failed;
}
