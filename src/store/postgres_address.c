#include "base/alloc.h"
#include "base/buf.h"
#include "store/postgres.h"

#include <stdlib.h>
#include <string.h>

static int
hex(char c)
{
	return c >= '0' && c <= '9'   ? c - '0'
	       : c >= 'a' && c <= 'f' ? c - 'a' + 10
	       : c >= 'A' && c <= 'F' ? c - 'A' + 10
				      : -1;
}

/* The value of keys=, decoded, and the address without it, which libpq would not know. */
char *
postgres_url(const char *name, char **keys)
{
	struct buf url;
	buf_init(&url, 4096);
	size_t head = strcspn(name, "?");
	buf_puts(&url, "postgresql:");
	buf_add(&url, name, head);
	*keys = NULL;
	char separator = '?';
	for (const char *at = name[head] ? name + head + 1 : ""; *at;) {
		size_t length = strcspn(at, "&");
		if (strncmp(at, "keys=", 5) == 0) {
			char *to = *keys = xstrndup(at + 5, length - 5);
			for (const char *from = to; *from; from++)
				if (*from == '%' && hex(from[1]) >= 0 && hex(from[2]) >= 0) {
					*to++ = (char)(hex(from[1]) * 16 + hex(from[2]));
					from += 2;
				} else {
					*to++ = *from;
				}
			*to = '\0';
		} else {
			buf_putc(&url, separator);
			buf_add(&url, at, length);
			separator = '&';
		}
		at += length + (at[length] == '&');
	}
	char *text = buf_take(&url);
	buf_release(&url);
	return text;
}

char *
postgres_keys(const char *name, struct err *err)
{
	char *folder, *path = NULL;
	free(postgres_url(name, &folder));
	if (!folder || !*folder)
		err_set(err, "a PostgreSQL database needs a folder for the CRM's keys; add "
			     "keys=FOLDER to its address: postgresql://HOST/NAME?keys=FOLDER");
	else
		path = xasprintf("%s/frontdesk", folder);
	free(folder);
	return path;
}
