/* How the checks of the answer types see one answer. */
#ifndef DIALOGUE_ANSWER_INNER_H
#define DIALOGUE_ANSWER_INNER_H

#include "dialogue/dialogue.h"

enum { MOST_ANSWER = 4000 };

struct answering {
	const struct prompt *prompt;
	const char *typed; /* trimmed, not empty */
	const struct names *names;
	struct arena *arena;
	struct err *err;
};

/* Each writes the canonical form; 0, or -1 with a sentence for the advisor. */
int check_integer(const struct answering *answering, const char **canonical);
int check_decimal(const struct answering *answering, const char **canonical);
int check_money(const struct answering *answering, const char **canonical);
int check_date(const struct answering *answering, const char **canonical);
int check_time(const struct answering *answering, const char **canonical);
int check_select_one(const struct answering *answering, const char **canonical);
int check_select_multiple(const struct answering *answering, const char **canonical);

#endif
