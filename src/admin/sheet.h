/*
 * A question's counts as a table: groups down, answers across. Small numbers, and those that would
 * give them away beside the totals, are withheld (model/equality.h).
 */
#ifndef ADMIN_SHEET_H
#define ADMIN_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SHEET_GROUPS = 400, SHEET_ANSWERS = 40 };

struct sheet {
	const char *report;   /* "equality": in JSON */
	const char *survey;   /* likewise, or null */
	const char *question; /* its id */
	const char *heading;  /* in words */
	const char *groups[SHEET_GROUPS + 1];
	const char *answers[SHEET_ANSWERS + 1]; /* and labels, of the same places */
	const char *labels[SHEET_ANSWERS + 1];
	size_t group_count, answer_count;
	int64_t *counts;
	bool *hidden;
	bool shares; /* beside each number its share of its group */
};

/* The answers are named first, each once, then the groups; strings are the caller's. */
void sheet_answer(struct sheet *sheet, const char *answer, const char *label);
void sheet_group(struct sheet *sheet, const char *group);
void sheet_add(struct sheet *sheet, const char *group, const char *answer, int64_t count);
/* Once all is added: withholds, and prints. */
void sheet_print(struct sheet *sheet, bool json);
void sheet_release(struct sheet *sheet);

#endif
