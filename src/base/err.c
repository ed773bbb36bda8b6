#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int
err_set(struct err *err, const char *format, ...)
{
	if (!err)
		return -1;
	va_list args;
	va_start(args, format);
	vsnprintf(err->text, sizeof err->text, format, args);
	va_end(args);
	return -1;
}

int
err_prefix(struct err *err, const char *format, ...)
{
	if (!err)
		return -1;
	char rest[sizeof err->text];
	memcpy(rest, err->text, sizeof rest);
	va_list args;
	va_start(args, format);
	int n = vsnprintf(err->text, sizeof err->text, format, args);
	va_end(args);
	if (n < 0 || (size_t)n + 3 > sizeof err->text)
		return -1;
	int room = (int)(sizeof err->text - (size_t)n - 3);
	snprintf(err->text + n, sizeof err->text - (size_t)n, ": %.*s", room, rest);
	return -1;
}
