#include "helpers/keyseq.h"

#include <stdio.h>
#include <stdlib.h>

/* Alone in a file: <term.h> makes macros of everyday words. */
#include <curses.h>
#include <term.h>

bool
keyseq(const char *terminal, const char *cap, char *buf, size_t size)
{
	int err;
	if (setupterm(terminal, 1, &err) != OK) {
		fprintf(stderr, "test harness: no terminfo entry for %s\n", terminal);
		abort();
	}
	const char *value = tigetstr(cap);
	bool there = value && value != (char *)-1;
	if (there)
		snprintf(buf, size, "%s", value);
	del_curterm(cur_term);
	return there;
}
