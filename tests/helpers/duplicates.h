/* Published sets of people of whom it is known which records are one person: febrl (rec-N-org and
 * rec-N-dup-M share N) and Splink's fake_1000 (column cluster). National numbers are not read. */
#ifndef TESTS_DUPLICATES_H
#define TESTS_DUPLICATES_H

#include "model/match.h"

struct duplicates {
	struct match_form *forms;
	long *truth; /* the person each record is of */
	size_t count;
};

/* Of all pairs of records, not only those that were compared. */
struct matching {
	double precision, recall, f1;
	size_t compared;
};

/* False when the file cannot be read or has no column of names or of truth. */
bool duplicates_read(struct duplicates *set, const char *path);
void duplicates_release(struct duplicates *set);
void duplicates_drop_births(struct duplicates *set);

/* Compares each pair that shares a key; a verdict of at least `from` counts as found. Pairs alone,
 * no transitive closure: at the desk a person looks at pairs. */
struct matching duplicates_measure(const struct duplicates *set, enum match_verdict from);

#endif
