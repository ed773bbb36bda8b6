/*
 * The `:` line: readline's callback interface under our own painting, so that editing, history and
 * completion are what people know. The only file with readline. History lasts as long as the
 * program: what is typed here may name people. One line a process.
 */
#ifndef UI_LINE_H
#define UI_LINE_H

#include "base/buf.h"
#include "ui/keys.h"

/* Gives the words that may complete what was typed, one a call; null ends the list. The words are
 * the caller's and stay. */
typedef const char *(*line_words)(void *context, unsigned index);

void line_start(line_words words, void *context);

enum line_state { LINE_OPEN, LINE_DONE, LINE_LEFT };

/* Feeds one key. After LINE_DONE line_text is what was entered; LINE_LEFT: nothing is to be done.
 */
enum line_state line_key(const struct key *key);

/* The text so far, its cursor in bytes, and the completions to show or null. */
const char *line_text(size_t *cursor);
const char *line_matches(void);

void line_end(void);

#endif
