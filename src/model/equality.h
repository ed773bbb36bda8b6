/*
 * Equality monitoring: what people may be asked about themselves so that a council can see whether
 * it serves everybody. Nobody must answer; kept are counts, never who said what. The questions are
 * those of the Government Statistical Service's harmonised standards, in their shortest form; a
 * partnership says in partnership.yml which of them are asked, and by itself asks none.
 */
#ifndef MODEL_EQUALITY_H
#define MODEL_EQUALITY_H

#include "model/field.h"

struct equality_choice {
	const char *word, *label; /* label: gettext id */
};

struct equality_question {
	const char *id, *name, *text; /* gettext ids: of a list, to be asked */
	const struct equality_choice *choices;
	size_t count;
};
extern const struct equality_question equality_questions[];
extern const size_t equality_question_count;

/* The answer of whoever would rather not say. */
#define EQUALITY_DECLINED "declined"

/* By id, of which so many bytes count; or null. */
const struct equality_question *equality_question(const char *id, size_t length);
/* The label of an answer, that of EQUALITY_DECLINED too; null when it is none of this question. */
const char *equality_label(const struct equality_question *question, const char *answer);

/* What one person said. It leads to nobody: the id is of nothing else and is not kept. */
struct equality_answer {
	const char *question, *answer;
};
extern const struct record equality_answer_record;

struct equality {
	const char *id, *month /* 2026-11 */, *council;
	const char *area; /* the team that owns the service they came for, or null */
	struct list answers;
};
extern const struct record equality_record;

/* So many said so. */
struct equality_count {
	const char *group, *question, *answer;
	int64_t count;
};
extern const struct record equality_count_record;

/*
 * Which numbers of a table must not be shown. `counts` has rows × columns cells, one row after the
 * other; `hidden` (rows + 1) × (columns + 1), with the totals of the rows as last column, those of
 * the columns as last row. Hidden are counts under EQUALITY_LEAST, none at all too (one hidden
 * number among shown zeros would tell what all of them said), and as many others as it takes that
 * no total gives one of them away: no hidden number can be worked out from the shown ones, and what
 * the hidden cells of a row or column come to together is never less than EQUALITY_LEAST.
 */
enum { EQUALITY_LEAST = 5 };
void equality_suppress(const int64_t *counts, size_t rows, size_t columns, bool *hidden);

#endif
