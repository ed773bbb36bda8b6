/* What the desk's screen costs on the line between terminal and program, for whoever works over
 * ssh: bytes to the terminal for the first screen, for a key typed into a field, for a move in a
 * list, and for opening a screen and closing it. Counts, so each has a budget. */
#include "bench/bench.h"
#include "bench/budget.h"
#include "helpers/office.h"
#include "helpers/proc.h"

#include <stdio.h>
#include <stdlib.h>

enum { QUIET_MS = 30, ROUNDS = 5 };

static const struct budget budgets[] = {
    {"first_screen", 500},
    {"typing", 12},
    {"moving", 90},
    {"open_or_close", 450},
    {NULL, 0},
};

static void
must(struct term *t, const char *text)
{
	if (term_wait_text(t, text, TERM_MS) && term_sync(t, TERM_MS))
		return;
	fprintf(stderr, "bench terminal: \"%s\" never came:\n%s", text, term_dump(t));
	exit(1);
}

static void
settle(struct term *t)
{
	while (term_pump(t, QUIET_MS) > 0)
		;
}

/* The mean of the keys' bytes; each is settled before the next. */
static double
press(struct term *t, const char *const keys[])
{
	size_t bytes = 0, count = 0;
	for (int round = 0; round < ROUNDS; round++)
		for (size_t i = 0; keys[i]; i++) {
			settle(t);
			size_t before = term_bytes(t);
			term_keys(t, keys[i]);
			if (term_pump(t, TERM_MS) > 0)
				settle(t);
			bytes += term_bytes(t) - before;
			count++;
		}
	return (double)bytes / (double)count;
}

/* The note of a matter. */
static void
go_to_field(struct term *t)
{
	term_type(t, "libraries");
	must(t, "Libraries");
	term_keys(t, "<Enter>");
	must(t, "dialogue");
	term_keys(t, "d");
	must(t, "What would you like to do?");
	term_keys(t, "t");
	must(t, "Note");
}

int
main(void)
{
	struct office o;
	bench_begin("terminal");
	office_init(&o);
	office_enrol(&o, "chorley-oss-3", 0);
	struct term *t = office_desk(&o, "chorley-oss-3", 0, NULL, 24, 80);
	if (!term_wait_text(t, "Password", TERM_MS))
		return 1;
	settle(t);
	bool kept = budget_figure(budgets, "first_screen", (double)term_bytes(t), "B");
	if (!office_sign_in(t, OFFICE_ADVISOR))
		return 1;
	must(t, "caught up");
	double screens = press(t, (const char *const[]){"<F11>", "<Esc>", NULL});
	term_type(t, "union street");
	must(t, "PATTERSON");
	double moving = press(
	    t, (const char *const[]){"<Down>", "<Down>", "<Up>", "<Down>", "<Up>", "<Up>", NULL});
	term_keys(t, "<C-u>");
	if (!term_wait_gone(t, "PATTERSON", TERM_MS))
		return 1;
	go_to_field(t);
	double typing = press(
	    t, (const char *const[]){"b", "i", "n", "s", " ", "o", "u", "t", "e", "r", "<BS>",
		   "<BS>", "<BS>", "<BS>", "<BS>", "<BS>", "<BS>", "<BS>", "<BS>", "<BS>", NULL});
	kept &= budget_figure(budgets, "typing", typing, "B");
	kept &= budget_figure(budgets, "moving", moving, "B");
	kept &= budget_figure(budgets, "open_or_close", screens, "B");
	term_free(t);
	office_release(&o);
	return kept ? 0 : 1;
}
