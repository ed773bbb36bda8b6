/*
 * An error as a sentence for a person: what failed first, then how to go on. Functions return 0 or
 * a negative code and fill the caller's err; on success err is untouched. A null err is allowed.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

struct err {
	char text[512];
};

/* Writes the sentence (cut at the buffer's end) and returns -1, so that `return err_set(...)` reads
 * well. */
int err_set(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Puts words and ": " in front of the sentence; returns -1. */
int err_prefix(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
