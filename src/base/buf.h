/*
 * A byte buffer that is born with a maximum. Text in it is always ended by a NUL that is not
 * counted. Appending past the maximum marks the buffer as overflowed and changes nothing more:
 * check once at the end with buf_ok, not after each call.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf {
	char *data; /* never null after buf_init; data[length] == '\0' */
	size_t length;
	size_t capacity;
	size_t limit; /* most bytes it will hold, without the final NUL */
	bool overflowed;
};

void buf_init(struct buf *buf, size_t limit);
void buf_release(struct buf *buf);
void buf_clear(struct buf *buf); /* empties it, keeps the memory, forgets an overflow */
bool buf_ok(const struct buf *buf);

/* All return 0, or -1 when the maximum would be passed (and then add nothing). */
int buf_add(struct buf *buf, const void *bytes, size_t length);
int buf_puts(struct buf *buf, const char *text);
int buf_putc(struct buf *buf, char byte);
int buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
int buf_vprintf(struct buf *buf, const char *format, va_list args);

/* Removes `length` bytes at `at` and puts `count` bytes there. */
int buf_splice(struct buf *buf, size_t at, size_t length, const void *bytes, size_t count);

/* Gives the bytes to the caller, who frees them; the buffer is empty afterwards. */
char *buf_take(struct buf *buf);

#endif
