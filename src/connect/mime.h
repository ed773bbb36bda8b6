/*
 * Messages of e-mail (RFC 5322, MIME) as mails of the house, and back; the only file that includes
 * GMime. Everything in a message was written by somebody outside: text comes out as UTF-8 without
 * controls, addresses that could be more than an address come out null, and parts are followed only
 * so deep and so many.
 */
#ifndef CONNECT_MIME_H
#define CONNECT_MIME_H

#include "base/buf.h"
#include "model/records.h"

enum { MIME_LIMIT = 6 * 1024 * 1024 }; /* bytes of a message that are fetched */

void mime_begin(void);

/* Null texts where the message says nothing; digest is of the bytes as they are. `cut`: the bytes
 * end before the message does. Lives in the arena. */
void mime_read(const char *bytes, size_t length, bool cut, struct mail *out, struct arena *arena);

/* A mail of ours as a message, lines ended by CR LF. `name` is what our address calls itself. */
void mime_write(const struct mail *mail, const char *name, struct buf *out);

/* The words of a piece of HTML: paragraphs become lines, what is not text goes. Appends to out. */
void html_words(struct buf *out, const char *html, size_t length);

#endif
