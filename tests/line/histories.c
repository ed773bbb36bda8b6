/*
 * Histories of the real programs, each by its seed: see life.h.
 *   REAL_HISTORIES=N     so many (a hundred take some ten minutes); four otherwise
 *   REAL_FIRST=SEED      from this seed on
 *   REAL_TURNS=N         so long; 40 turns otherwise
 *   REAL_TOLD=1          the story of those that end well is told, too
 */
#include "helpers/tap.h"
#include "line/life.h"

#include <stdio.h>
#include <stdlib.h>

enum { HISTORIES = 4, TURNS = 40 };

static struct life sum;
static int lived;

static void
add(const struct life *life)
{
	const struct verdict *verdict = &life->verdict;
	printf("# %d: %d logged with %d references, %d notes, %d people; %d kills, %d power cuts, "
	       "%d of the CRM, %d put back, %d desks put back, %d lines, %d doubled writes, %d "
	       "full disks, %d clocks, "
	       "%d copied; %d refused; lost %d, doubled %d\n",
	    (int)life->seed, verdict->logged, verdict->references, verdict->notes, verdict->people,
	    life->kills, life->cuts, life->crm_kills, life->put_back, life->restored, life->links,
	    life->doubles, life->full, life->jumps, life->copied, verdict->refused, verdict->lost,
	    verdict->doubled);
	if (*verdict->sentence)
		printf("# REAL_FIRST=%d REAL_HISTORIES=1 again: %s\n", (int)life->seed,
		    verdict->sentence);
	fflush(stdout);
	/* Nobody refuses but a CRM or a disk that was another one's, or of another day. */
	if (verdict->refused && !life->put_back && !life->restored && !life->copied)
		wrong(&sum.verdict, "seed %d: %d writes were refused for good", (int)life->seed,
		    verdict->refused);
	lived++;
	sum.verdict.logged += verdict->logged;
	if (*verdict->sentence)
		wrong(&sum.verdict, "REAL_FIRST=%d REAL_HISTORIES=1 again: %s", (int)life->seed,
		    verdict->sentence);
}

START_TEST(what_was_said_is_there_once)
{
	struct recipe first = {
	    (uint64_t)life_number("REAL_FIRST", 1), life_number("REAL_TURNS", TURNS)};
	int many = life_number("REAL_HISTORIES", HISTORIES);
	life_prepare();
	life_live(&first, many, add);
	life_clear();
	ck_assert_msg(!*sum.verdict.sentence, "%s", sum.verdict.sentence);
	ck_assert_int_eq(lived, many);
	ck_assert_int_ge(sum.verdict.logged, many);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("line/histories");
	TCase *tests = tcase_create("histories");
	tcase_set_timeout(tests, 7200);
	tcase_add_test(tests, what_was_said_is_there_once);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
