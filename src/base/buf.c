#include "base/buf.h"
#include "base/alloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
buf_init(struct buf *buf, size_t limit)
{
	*buf = (struct buf){.capacity = 32, .limit = limit};
	buf->data = xmalloc(buf->capacity);
	buf->data[0] = '\0';
}

void
buf_release(struct buf *buf)
{
	free(buf->data);
	*buf = (struct buf){0};
}

void
buf_clear(struct buf *buf)
{
	buf->length = 0;
	buf->overflowed = false;
	buf->data[0] = '\0';
}

bool
buf_ok(const struct buf *buf)
{
	return !buf->overflowed;
}

/* Makes room for `more` bytes and the final NUL. */
static int
reserve(struct buf *buf, size_t more)
{
	if (buf->overflowed || more > buf->limit || buf->length > buf->limit - more) {
		buf->overflowed = true;
		return -1;
	}
	size_t need = buf->length + more + 1;
	if (need > buf->capacity) {
		size_t capacity = buf->capacity;
		while (capacity < need)
			capacity *= 2;
		buf->data = xrealloc(buf->data, capacity, 1);
		buf->capacity = capacity;
	}
	return 0;
}

int
buf_add(struct buf *buf, const void *bytes, size_t length)
{
	if (reserve(buf, length) < 0)
		return -1;
	if (length)
		memcpy(buf->data + buf->length, bytes, length);
	buf->length += length;
	buf->data[buf->length] = '\0';
	return 0;
}

int
buf_puts(struct buf *buf, const char *text)
{
	return buf_add(buf, text, strlen(text));
}

int
buf_putc(struct buf *buf, char byte)
{
	return buf_add(buf, &byte, 1);
}

int
buf_vprintf(struct buf *buf, const char *format, va_list args)
{
	va_list again;
	va_copy(again, args);
	int n = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (n < 0 || reserve(buf, (size_t)n) < 0)
		return -1;
	vsnprintf(buf->data + buf->length, (size_t)n + 1, format, args);
	buf->length += (size_t)n;
	return 0;
}

int
buf_printf(struct buf *buf, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int rc = buf_vprintf(buf, format, args);
	va_end(args);
	return rc;
}

int
buf_splice(struct buf *buf, size_t at, size_t length, const void *bytes, size_t count)
{
	if (at > buf->length)
		at = buf->length;
	if (length > buf->length - at)
		length = buf->length - at;
	if (count > length && reserve(buf, count - length) < 0)
		return -1;
	size_t rest = buf->length - at - length;
	memmove(buf->data + at + count, buf->data + at + length, rest);
	if (count)
		memcpy(buf->data + at, bytes, count);
	buf->length = at + count + rest;
	buf->data[buf->length] = '\0';
	return 0;
}

char *
buf_take(struct buf *buf)
{
	char *data = buf->data;
	buf_init(buf, buf->limit);
	return data;
}
