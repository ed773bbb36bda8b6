/*
 * One text being edited: moves and deletes by grapheme, is placed by cells, keeps the keys that
 * readline taught people (^A ^E ^B ^F ^D ^H ^K ^U ^W ^Y ^T M-b M-f M-d, arrows, Home, End, Del).
 * The text is always valid UTF-8 without control characters, never longer than its limit, and the
 * cursor always stands between graphemes. Pure: knows no terminal and no screen.
 */
#ifndef UI_EDIT_H
#define UI_EDIT_H

#include "base/buf.h"
#include "ui/keys.h"

struct edit {
	struct buf text;
	size_t cursor; /* byte offset, between graphemes */
	size_t first;  /* single line: byte offset of what is shown first */
	bool secret, multiline;
	struct buf killed; /* what ^K ^U ^W M-d took last, for ^Y; empty in a secret field */
};

void edit_init(struct edit *edit, size_t limit, bool secret, bool multiline);
void edit_release(struct edit *edit); /* clears a secret before freeing */

/* Replaces the text (cleaned, cut at the limit). The cursor goes to the end, or stays where it is
 * when the length did not change. */
void edit_set(struct edit *edit, const char *text);

enum edit_result {
	EDIT_IGNORED, /* not a key of a field */
	EDIT_MOVED,   /* cursor or nothing */
	EDIT_CHANGED,
	EDIT_FULL /* it did not fit, or not all of it; the text may have changed */
};

/* Enter, Tab, Up, Down and Escape are not the field's. `cells` is the width it is shown in. In a
 * field of several lines ^J, Alt-Enter and pasted line ends make a new line, and Up and Down move
 * while there is a line to go to. */
enum edit_result edit_key(struct edit *edit, const struct key *key, int cells);

/* Canonical composition of the whole text (NFC); true when that changed it. */
bool edit_commit(struct edit *edit);

/* A single line in `cells` cells (one is kept for the cursor at the end): scrolls so that the
 * cursor is inside; what is shown is `length` bytes at *from, the cursor stands at *cell. */
void edit_view(struct edit *edit, int cells, size_t *from, size_t *length, int *cell);

/* Several lines, wrapped: how many; where each is (false past the last); where the cursor is. */
int edit_rows(const struct edit *edit, int cells);
bool edit_row(const struct edit *edit, int cells, int row, size_t *from, size_t *length);
void edit_place(const struct edit *edit, int cells, int *row, int *cell);

#endif
