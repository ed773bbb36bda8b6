/* The wire's budget: what an advisor's jobs cost over TLS, counted at the socket. tests/bench/WIRE
 * tells how it came about; tools/bench wire measures the rest. */
#include "bench/jobs.h"
#include "helpers/tap.h"

#include <check.h>
#include <stdio.h>

static void
check(void *context, const char *job, const struct proxy_figures *f)
{
	int *jobs = context;
	printf("# %s: %zu bytes up, %zu down, %zu requests, %zu connections\n", job, f->up, f->down,
	    f->requests, f->connects);
	ck_assert_msg(jobs_budget_kept(job, f), "%s is over its budget", job);
	++*jobs;
}

START_TEST(jobs_keep_to_their_budgets)
{
	struct office office;
	int count = 0;
	struct jobs jobs = {
	    .office = &office, .desk = "chorley-oss-3", .done = check, .context = &count};
	office_init_secure(&office, NULL);
	jobs_begin(&jobs);
	jobs_sign_in(&jobs, "sign_in_new");
	jobs_restart(&jobs);
	jobs_sign_in(&jobs, "sign_in");
	jobs_enquiry(&jobs);
	jobs_whiteboard(&jobs);
	jobs_notice(&jobs);
	jobs_catch_up(&jobs);
	jobs_end(&jobs);
	ck_assert_int_eq(count, 10);
	office_release(&office);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("session/budget");
	TCase *tests = tcase_create("budget");
	tcase_set_timeout(tests, 120);
	tcase_add_test(tests, jobs_keep_to_their_budgets);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
