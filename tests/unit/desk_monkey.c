/* A desk at which a monkey sits: random keys, picks, texts, cut lines and refusals, from one seed a
 * run. Nothing may crash, every page can be built, and after every so many keys a restart from the
 * journal must show the same page. */
#include "desk/effects.h"
#include "desk/entry.h"
#include "helpers/play.h"
#include "helpers/tap.h"
#include "ui/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RUNS = 10, STEPS = 400, RESTART_EVERY = 25 };

static struct play play;
static uint64_t seed;

/* SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t
draw(void)
{
	uint64_t z = (seed += UINT64_C(0x9E3779B97F4A7C15));
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

static unsigned
below(unsigned limit)
{
	return (unsigned)(draw() % limit);
}

static const char *const texts[] = {"pat", "01632 960151", "missed bin", "pothole", "PR7 1AB",
    "14/3/1949", "noise", "4071-2283-7", "", "x", "3 mill lane", "Sally Webb", "4111111111111111",
    "\xc5\x81ukasz O'Brien", "council tax", "99", "1 1 2026", "blue badge", "youth pass",
    "renew a pass", "2", "1234", "\xff\xfe", "child"};

static void
pick_something(void)
{
	struct arena arena;
	const struct item *choices[64];
	unsigned count = 0;
	arena_init(&arena);
	struct page page;
	page_of(play.desk, &page, &arena);
	for (size_t i = 0; i < page.count && count < 64; i++)
		if (page.items[i].kind == ITEM_ROW || page.items[i].kind == ITEM_FIELD)
			choices[count++] = &page.items[i];
	if (count) {
		const struct item *item = choices[below(count)];
		if (item->kind == ITEM_ROW)
			play_pick(&play, item->key);
		else if (below(3))
			play_set(&play, item->field, texts[below(sizeof texts / sizeof *texts)]);
		else
			play_enter(&play, item->field);
	}
	arena_release(&arena);
}

/* All but leaving: signing out and quitting would end the run. */
static void
run_something(void)
{
	enum command command = command_table[below(command_table_count)].command;
	if (command != COMMAND_SIGN_OUT && command != COMMAND_QUIT && command != COMMAND_LANGUAGE &&
	    command != COMMAND_NOTICES) /* the played CRM has always the same */
		play_command(&play, command);
}

static void
unlock(void)
{
	if (play.desk->phase != PHASE_LOCKED)
		return;
	play_set(&play, "lock.password", PLAY_PASSWORD);
	play_enter(&play, "lock.password");
}

static void
live(void)
{
	switch (below(12)) {
	case 0:
		play_line(&play, below(3) != 0);
		break;
	case 1:
		play_tick(&play, below(60) * MICROS_SECOND);
		if (play.crm_there)
			play_answer_all(&play);
		break;
	case 2:
		if (below(4) == 0)
			play.put_fails = below(2) ? PROBLEM_BAD_FIELD : PROBLEM_BUSY;
		break;
	case 3:
	case 4:
	case 5:
		run_something();
		break;
	default:
		pick_something();
		break;
	}
	unlock();
	free(play_page(&play));
}

/* What the CRM has not confirmed, what is asked of it anew, a trial, and where in a form the cursor
 * was, may differ after a restart: from there the run goes Home first. */
static void
go_where_a_restart_leads(void)
{
	static const enum screen differ[] = {SCREEN_CASE, SCREEN_PAST, SCREEN_PERSON, SCREEN_BEHALF,
	    SCREEN_MOVING, SCREEN_DETAIL, SCREEN_SAME, SCREEN_MERGE, SCREEN_NOTICE, SCREEN_VERSIONS,
	    SCREEN_ENTRY_FORM, SCREEN_PROMISE, SCREEN_PROMISING, SCREEN_MAILS, SCREEN_MAIL,
	    SCREEN_FORM, SCREEN_ANSWER, SCREEN_BOOKING, SCREEN_DIARY, SCREEN_PASS, SCREEN_BOUNCE,
	    SCREEN_BULK, SCREEN_PRESENCE, SCREEN_VISIT, SCREEN_STATE, SCREEN_AMENDS, SCREEN_AMEND,
	    SCREEN_LINK, SCREEN_FILES, SCREEN_FILE, SCREEN_ATTACH, SCREEN_ACTION, SCREEN_KEPT};
	/* Enter in the box went to the first of several people. */
	const char *focus = play.desk->focus;
	bool home = preview_is(play.desk) || (focus && strncmp(focus, "person:", 7) == 0);
	for (size_t i = 0; i < sizeof differ / sizeof *differ; i++)
		home = home || desk_screen(play.desk) == differ[i];
	if (home)
		play_command(&play, COMMAND_HOME);
}

START_TEST(a_monkey_breaks_nothing)
{
	seed = (uint64_t)_i + 1;
	play_init(&play);
	play.dialogues = true;
	play.at_random = true;
	/* Most serve callers; some change what they are told, and some approve it. */
	play.role = _i % 4 == 2 ? "information_officer" : _i % 4 == 3 ? "supervisor" : "advisor";
	play_sign_in(&play);
	for (int i = 1; i <= STEPS; i++) {
		live();
		if (i % RESTART_EVERY != 0)
			continue;
		play_line(&play, true);
		play_tick(&play, 10 * MICROS_SECOND);
		play_answer_all(&play);
		unlock();
		go_where_a_restart_leads();
		play_survives(&play);
	}
	play_release(&play);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("desk monkey");
	TCase *tests = tcase_create("monkey");
	tcase_set_timeout(tests, 120);
	tcase_add_loop_test(tests, a_monkey_breaks_nothing, 0, RUNS);
	suite_add_tcase(suite, tests);
	return tap_run(suite);
}
