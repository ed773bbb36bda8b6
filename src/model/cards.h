/*
 * Card numbers do not stay in records: every text of one is looked at, inwards through lists, by
 * the rule of base/text.h. A number that was parted over two texts in a row is masked in both. What
 * is read only is left alone: it is ours, or the key that another system knows the record by. A
 * key, an id or a word that holds one is masked too, and so is none any more: the check of records
 * refuses it.
 */
#ifndef MODEL_CARDS_H
#define MODEL_CARDS_H

#include "model/field.h"

/* In place; a text that changes is copied into the arena. True when something was masked. */
bool cards_mask(const struct record *record, void *value, struct arena *arena);

#endif
