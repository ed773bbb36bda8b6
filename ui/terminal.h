/*
 * The terminal: cells out, keys in. The only file with curses. Roles are turned into attributes and
 * colours here; NO_COLOR (set and not empty) keeps to attributes. Text must be UTF-8 that has been
 * made printable; on a terminal that does not speak UTF-8 it is written in ASCII.
 *
 * There is one terminal a process. It is restored when the program ends, dies by a fatal signal, or
 * closes it. Nothing here blocks; nothing is written before terminal_flush.
 */
#ifndef UI_TERMINAL_H
#define UI_TERMINAL_H

#include "base/buf.h"
#include "base/err.h"
#include "ui/keys.h"
#include "ui/page.h"

/* Opens the terminal on standard input and output. Refuses a dumb or unknown one with a sentence.
 */
int terminal_open(struct err *err);

/* A terminal of this type and size that nobody sees, for tests. */
int terminal_open_null(const char *type, int rows, int columns, struct err *err);

/* Gives the terminal back as it was found; harmless when it is not open. */
void terminal_close(void);

void terminal_size(int *rows, int *columns);
/* After SIGWINCH: asks the terminal for its size and takes it. */
void terminal_resize(void);

/* The next key that was typed, or false. A paste comes whole, once its end was read. */
bool terminal_key(struct key *key);

/* ---- painting: into memory ---- */

void terminal_erase(void);
/* Writes at most `cells` cells at row, column; cuts between graphemes. Returns the cells taken. */
int terminal_put(
    int row, int column, int cells, const char *text, size_t length, enum role role, bool reverse);
/* A line of dashes. */
void terminal_rule(int row, int column, int cells);
void terminal_cursor(int row, int column);

/* Rings the bell. */
void terminal_bell(void);
/* Sends what changed, with the cursor where it was put, and answers sync keys. */
void terminal_flush(void);
/* The next flush sends everything anew. */
void terminal_redraw(void);

/* ---- for tests ---- */

/* Where the cursor was flushed to. */
void terminal_place(int *row, int *column);
/* The text of a row as painted, without trailing blanks; appended to out. */
void terminal_row(int row, struct buf *out);
/* For each cell of a row one letter: n normal, b bold, r reverse, u underline; a digit 1-7 for a
 * colour. */
void terminal_row_look(int row, struct buf *out);

#endif
