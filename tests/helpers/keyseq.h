/* The bytes that a terminal of this kind sends for a key, from its terminfo entry. */
#ifndef TESTS_KEYSEQ_H
#define TESTS_KEYSEQ_H

#include <stdbool.h>
#include <stddef.h>

/* Copies the sequence of a capability ("kcuu1", "kf5") into buf; false when the terminal has none.
 * Ends the program when there is no such terminal. */
bool keyseq(const char *terminal, const char *cap, char *buf, size_t size);

#endif
