/* A long history for each of a few seeds: see world.h. SIM_SEEDS=FROM-TO tries others. */
#include "base/log.h"
#include "helpers/tap.h"
#include "sim/advisor.h"
#include "sim/world.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>

enum { TURNS = 2500 };

static uint64_t first_seed = 1, last_seed = 3;

static size_t
cases_logged(void)
{
	size_t cases = 0;
	for (size_t i = 0; i < network.logged_count; i++)
		cases += network.logged[i].count;
	return cases;
}

START_TEST(a_shift_adds_up)
{
	world_begin(first_seed + (uint64_t)_i);
	for (int i = 0; i < TURNS; i++) {
		/* The first tenth is fine: everybody signs in, and has a journal. */
		network.calm = i < TURNS / 10;
		world_turn(advisor_act, 3, 1);
		if (!network.calm)
			world_weather(1);
	}
	world_clear_up();
	const struct tally *tally = &world.tally;
	printf("# seed %d: %d contacts with %d cases logged; %d power cuts, %d kills, %d restarts, "
	       "%d clocks, %d full disks, %d put back, %d copied, %d requests and %d replies lost, "
	       "%d doubled\n",
	    (int)sim.seed, (int)network.logged_count, (int)cases_logged(), tally->cuts,
	    tally->kills, tally->restarts, tally->jumps, tally->full, tally->put_back,
	    tally->copied, (int)network.lost_requests, (int)network.lost_replies,
	    (int)network.twice);
	sim_must(network.logged_count > 2, "hardly anything happened");
	world_add_up();
	world_end();
}
END_TEST

int
main(void)
{
	const char *range = getenv("SIM_SEEDS");
	if (range && sscanf(range, "%lu-%lu", &first_seed, &last_seed) < 2)
		last_seed = first_seed;
	log_open(getenv("SIM_LOG") ? NULL : "/dev/null", LOG_WARN_);
	Suite *suite = suite_create("sim");
	TCase *tests = tcase_create("shift");
	tcase_set_timeout(tests, 300);
	tcase_add_loop_test(tests, a_shift_adds_up, 0, (int)(last_seed - first_seed) + 1);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
