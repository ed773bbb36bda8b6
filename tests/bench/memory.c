/* Memory as the system counts it with shared pages split fairly (PSS): the desk in the middle of a
 * call, the server with one desk and with a demo's people. */
#include "bench/bench.h"
#include "helpers/office.h"
#include "helpers/proc.h"

#include <stdio.h>
#include <stdlib.h>

int
main(void)
{
	struct office o;
	const char *size = getenv("BENCH_SIZE");
	bench_begin("memory");
	office_init_generated(&o, size ? size : "demo");
	office_enrol(&o, "chorley-oss-3", 0);
	struct term *t = office_desk(&o, "chorley-oss-3", 0, NULL, 24, 80);
	bool there = office_sign_in(t, OFFICE_ADVISOR);
	term_type(t, "01632 960151");
	there = there && term_wait_text(t, "PATEL, Amina", TERM_MS);
	term_keys(t, "<Enter>");
	there = there && term_wait_text(t, "Born 14 Mar 1949", TERM_MS) && term_sync(t, TERM_MS);
	if (there) {
		bench_figure("desk_pss", (double)proc_pss(term_pid(t)) / 1024 / 1024, "MiB");
		bench_figure("server_pss", (double)proc_pss(o.crm.pid) / 1024 / 1024, "MiB");
	} else {
		fprintf(stderr, "bench memory: no call to measure in:\n%s", term_dump(t));
	}
	term_free(t);
	office_release(&o);
	return !there;
}
