/*
 * Many days at a desk, each from one seed: an advisor who does anything, a line that comes and goes
 * and loses replies, a desk that is killed or loses its power, a CRM that restarts. In the end:
 * every contact whose record was synced is at the CRM once and whole, no reference was given twice,
 * nothing was refused, and what was on the screen is there again after a death.
 *
 *   SIM_SEEDS=N   seeds to play (8)      SIM_SEED=N   only this one
 *   SIM_STEPS=N   acts a day (300)
 */
#include "base/alloc.h"
#include "crm/manage.h"
#include "desk/state.h"
#include "helpers/tap.h"
#include "sim/advisor.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static long
setting(const char *name, long otherwise)
{
	const char *text = getenv(name);
	return text && *text ? strtol(text, NULL, 10) : otherwise;
}

/* After a death the same page is there, when everything had been synced and nobody was signed out.
 */
static void
die_and_compare(struct world *world)
{
	world_sync(world);
	enum screen screen = desk_screen(world->desk);
	/* Pages that show what the CRM said are loaded again; the advisor's own work must be there.
	 */
	bool own = screen == SCREEN_HOME || screen == SCREEN_DIALOGUE || screen == SCREEN_SERVICE ||
		   screen == SCREEN_PERSON || screen == SCREEN_WRAP_UP;
	bool working = own && world->desk->phase == PHASE_WORK && world->desk->hand;
	char *before = working ? world_page_text(world) : NULL;
	world_kill_desk(world, LOSE_UNSYNCED);
	world_sign_in(world);
	for (int turn = 0; turn < 20 && world->desk->phase != PHASE_WORK; turn++) {
		world_sync(world);
		world_turn(world, false);
	}
	if (before && world->desk->phase == PHASE_WORK) {
		char *after = world_page_text(world);
		ck_assert_str_eq(after, before);
		free(after);
	}
	free(before);
}

static void
fault(struct world *world)
{
	unsigned dice = random_below(&world->random, 1000);
	if (dice < 30)
		world_line(world, !world->line);
	else if (dice < 38)
		world_kill_desk(
		    world, random_chance(&world->random, 50) ? LOSE_UNSYNCED : LOSE_SOME);
	else if (dice < 43)
		die_and_compare(world);
	else if (dice < 48)
		world_restart_crm(world);
}

static void
come_to_rest(struct world *world)
{
	world_line(world, true);
	for (int turn = 0; turn < 60; turn++) {
		if (desk_screen(world->desk) == SCREEN_SIGN_IN ||
		    desk_screen(world->desk) == SCREEN_LOCK)
			world_sign_in(world);
		world_sync(world);
		struct desk_event tick = {.kind = EVENT_TICK};
		world_event(world, &tick);
		world_turn(world, false);
	}
	advisor_tidy(world);
	for (int turn = 0; turn < 60; turn++) {
		world_sync(world);
		world_turn(world, false);
	}
}

static void
fault_found(void *context, const char *sentence)
{
	(void)context;
	ck_abort_msg("the CRM's own check: %s", sentence);
}

/* Every promised contact is at the CRM, whole; no reference was given twice. */
static void
check_promises(struct world *world)
{
	struct err err;
	struct arena arena;
	const char *references[WORLD_PROMISES];
	size_t count = 0;
	arena_init(&arena);
	for (size_t i = 0; i < world->promised; i++) {
		const struct promise *promise = &world->promises[i];
		const struct contact *contact =
		    world_read(world, ROUTE_CONTACT, promise->id, &arena);
		ck_assert_msg(
		    contact && contact->ended, "contact %s was kept and never came", promise->id);
		ck_assert_uint_eq(contact->enquiries.count, promise->enquiries);
		size_t opened = 0;
		LIST_EACH(struct enquiry, enquiry, &contact->enquiries)
		{
			if (!enquiry->opens)
				continue;
			const struct case_page *found =
			    world_read(world, ROUTE_CASE, enquiry->opens->reference, &arena);
			ck_assert_ptr_nonnull(found);
			ck_assert_str_eq(found->record->id, enquiry->opens->id);
			references[count++] = enquiry->opens->reference;
			opened++;
		}
		ck_assert_uint_eq(opened, promise->cases);
	}
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < i; k++)
			ck_assert_str_ne(references[i], references[k]);
	ck_assert_int_eq(crm_check(world->crm, fault_found, NULL, &err), 0);
	printf("# %zu contacts, %zu cases\n", world->promised, count);
	arena_release(&arena);
}

static void
play(uint64_t seed)
{
	struct world world;
	char *scripts = xasprintf("%s/scripts", getenv("top_srcdir") ? getenv("top_srcdir") : ".");
	world_init(&world, seed, scripts);
	free(scripts);
	long steps = setting("SIM_STEPS", 300);
	for (long step = 0; step < steps; step++) {
		advisor_act(&world);
		if (random_chance(&world.random, 70))
			world_sync(&world);
		world_turn(&world, true);
		fault(&world);
	}
	come_to_rest(&world);
	ck_assert_msg(outbox_refused(world.desk) == 0,
	    "seed %" PRIu64 ": the CRM refused %zu records", seed, outbox_refused(world.desk));
	ck_assert_uint_eq(outbox_waiting(world.desk), 0);
	check_promises(&world);
	printf("# seed %" PRIu64
	       ": %zu finished, %zu kills, %zu cuts, %zu restarts, %zu replies lost\n",
	    seed, world.promised, world.kills, world.cuts, world.restarts, world.lost_replies);
	world_release(&world);
}

START_TEST(a_day)
{
	play((uint64_t)setting("SIM_SEED", _i + 1));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("sim");
	TCase *tests = tcase_create("days");
	int seeds = getenv("SIM_SEED") ? 1 : (int)setting("SIM_SEEDS", 8);
	tcase_set_timeout(tests, 300);
	tcase_add_loop_test(tests, a_day, 0, seeds);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
