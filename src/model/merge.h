/*
 * One person who has two records: what the one that is kept becomes, and what it is again when the
 * merge is undone. Works from the field table alone, so that a field that is added is merged too.
 * The record that goes into the other is never changed: it stays as it was, and undoing gives it
 * back.
 *
 * Of each field that holds one value the kept record's stands, unless it is empty or the other's
 * was chosen. Of a list nothing is dropped: the entries of both are there, those of the side that
 * was chosen first (the first is the one that is believed), and what both say is there once. Of
 * "sharing", unless somebody chose, the stricter stands: nobody shares more than they agreed to.
 *
 * Everything is pure; results live in the arena.
 */
#ifndef MODEL_MERGE_H
#define MODEL_MERGE_H

#include "model/records.h"

/* Is the field of a customer theirs, so that a merge has to look at it? */
bool merge_field(const struct field *field);
/* Does the field say something of this customer? */
bool merge_says(const struct field *field, const struct customer *customer);
/* Do the two records say the same in it? */
bool merge_agrees(
    const struct field *field, const struct customer *one, const struct customer *two);
/* Whose value stands by itself, without a choice: true the other's. */
bool merge_proposes(
    const struct field *field, const struct customer *keep, const struct customer *gone);

/* choices: struct merge_choice. */
struct customer *customers_merge(const struct customer *keep, const struct customer *gone,
    const struct list *choices, struct arena *arena);

/*
 * Undone: `before` and `after` are the kept record at the merge, `now` what it has become. What
 * came by the merge goes, what was there before comes back, and what was changed since stays.
 */
struct customer *customers_part(const struct customer *before, const struct customer *after,
    const struct customer *now, struct arena *arena);

/*
 * Merged anew after an earlier merge below it was undone: as customers_merge, but what was changed
 * since the first time (`after` to `now`) is not lost, and what was taken out since stays out.
 */
struct customer *customers_merge_again(const struct customer *keep, const struct customer *gone,
    const struct list *choices, const struct customer *after, const struct customer *now,
    struct arena *arena);

#endif
