/* A program on a terminal of its own: a pseudo terminal outside, libvterm inside.
 *
 * Keys go in by name, the screen is read as text, and nothing ever sleeps: every wait has a
 * condition and a deadline. Two ways to know that the program is done with what was sent:
 *   - term_wait_*: pump output until the screen says so. For anything that happens in its own time.
 *   - term_sync: sends a private key that the program answers, once it has handled and painted
 * every key before it, with an operating system command that no terminal shows (ESC ] 7799 ; N
 * BEL). The only way to see that something did not happen. The program must run with
 * FRONTDESK_SYNC=1.
 *
 * Waits answer true or false; term_dump shows the screen for the message of a failed test, and the
 * term_must_* macros do both. Not thread safe. */
#ifndef TESTS_TERM_H
#define TESTS_TERM_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct term;

/* Deadline in milliseconds for a wait when the test has no better idea. */
#define TERM_MS 15000

struct term_cell {
	char text[32]; /* UTF-8, combining marks included; " " for an empty cell */
	int width;     /* 1 or 2; 0 for the right half of a wide character */
	bool bold, underline, reverse;
	bool coloured; /* any colour but the terminal's own */
};

/* Starts argv[0] (looked up in PATH) on a terminal of the size. env is a NULL-ended list of
 * "NAME=value" to set and "NAME" to unset, or NULL; TERM is xterm-256color unless env sets it, the
 * locale C.UTF-8, FRONTDESK_SYNC=1 is set, LINES and COLUMNS are not. Ends the process when it
 * cannot start. */
struct term *term_start(const char *const argv[], const char *const env[], int rows, int cols);
/* Kills what still runs and frees everything. NULL is fine. */
void term_free(struct term *t);

/* Sends keys: plain characters and names in <>: Enter Tab S-Tab Esc BS Del Ins Up Down Left Right
 * Home End PgUp PgDn F1..F12 Space lt, C-x (control), M-x (escape first). Cursor and function keys
 * are sent as the terminfo entry of the program's TERM says. Each counts as one key; Esc is
 * followed by a sync, so that it is not taken for the start of the next key. */
void term_keys(struct term *t, const char *keys);
/* Types text as it stands; not counted. */
void term_type(struct term *t, const char *text);
/* Sends bytes as they are; not counted. */
void term_send(struct term *t, const char *bytes, size_t len);
/* Keys sent by term_keys since the start or the last reset. */
int term_keys_counted(const struct term *t);
void term_keys_reset(struct term *t);

/* Reads whatever comes within ms; the number of bytes, 0 when the time ran out, -1 when the program
 * has ended and nothing is left. ms 0 only takes what is there. */
long term_pump(struct term *t, int ms);
bool term_wait(
    struct term *t, bool (*until)(struct term *t, const void *arg), const void *arg, int ms);
/* The text stands on one row of the screen / on this row (-1 is the last) / on no row. */
bool term_wait_text(struct term *t, const char *text, int ms);
bool term_wait_row(struct term *t, int row, const char *text, int ms);
bool term_wait_gone(struct term *t, const char *text, int ms);
/* The cursor is on this cell. */
bool term_wait_cursor(struct term *t, int row, int col, int ms);
/* Every key sent so far is handled and painted. */
bool term_sync(struct term *t, int ms);

bool term_has(struct term *t, const char *text);
/* The first row that holds the text, or -1. */
int term_find(struct term *t, const char *text);
/* One row without trailing blanks; valid until the next call for that row. -1 is the last. */
const char *term_row(struct term *t, int row);
/* The whole screen, a line a row, without trailing empty rows; valid until the next call. */
const char *term_dump(struct term *t);
struct term_cell term_cell(struct term *t, int row, int col);
/* False when the program has hidden the cursor. */
bool term_cursor(const struct term *t, int *row, int *col);
int term_rows(const struct term *t);
int term_cols(const struct term *t);

/* Changes the window's size; the kernel tells the program. */
void term_resize(struct term *t, int rows, int cols);
void term_signal(struct term *t, int sig);
pid_t term_pid(const struct term *t);
bool term_alive(struct term *t);
/* Bytes that the program wrote since the start. */
size_t term_bytes(const struct term *t);

/* Waits for the program's own end. Gives NULL when it left the terminal as it found it (main
 * screen, cursor shown, lines and echo on), otherwise a sentence that says what is wrong. *status,
 * if wanted, is as from waitpid. */
const char *term_end(struct term *t, int *status, int ms);

/* Moves down until the cursor stands on a row with these words. False: it does not come to one. */
bool term_go_to(struct term *t, const char *words);

/* For Check: the condition or a failure that shows the screen. A frame may come in several reads,
 * so what is not so yet is waited for. */
#define term_must(t, cond)                                                                         \
	do {                                                                                       \
		while (!(cond) && term_pump(t, TERM_MS) > 0)                                       \
			;                                                                          \
		ck_assert_msg(cond, "%s: not so; the screen was:\n%s", #cond, term_dump(t));       \
	} while (0)
#define term_must_text(t, text)                                                                    \
	ck_assert_msg(term_wait_text(t, text, TERM_MS), "\"%s\" never came; the screen was:\n%s",  \
	    text, term_dump(t))
#define term_must_row(t, row, text)                                                                \
	ck_assert_msg(term_wait_row(t, row, text, TERM_MS),                                        \
	    "\"%s\" never came on row %d; the screen was:\n%s", text, row, term_dump(t))
#define term_must_gone(t, text)                                                                    \
	ck_assert_msg(term_wait_gone(t, text, TERM_MS), "\"%s\" stayed; the screen was:\n%s",      \
	    text, term_dump(t))
#define term_must_sync(t)                                                                          \
	ck_assert_msg(                                                                             \
	    term_sync(t, TERM_MS), "no answer to the sync key; the screen was:\n%s", term_dump(t))
#define term_must_go_to(t, words)                                                                  \
	ck_assert_msg(                                                                             \
	    term_go_to(t, words), "the cursor does not come to \"%s\":\n%s", words, term_dump(t))

#endif
