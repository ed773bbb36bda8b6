/* A mail server of a test's own (tests/helpers/mail): Exim and Dovecot on ports of loopback. What
 * cannot be started ends the test program with the reason; what was started ends with the test. */
#ifndef TESTS_POST_H
#define TESTS_POST_H

#include <stddef.h>

struct post {
	char *dir;
	char *settings; /* for frontdeskd --connect: contact@council.example is Chorley's */
	int smtp, imap;
};

void post_begin(struct post *post);
void post_end(struct post *post);
/* Stops the servers, and starts them again on the same ports with what they had. */
void post_down(struct post *post);
void post_up(struct post *post);

/* Numbers a mailbox anew, as a server does that was restored: another UIDVALIDITY. */
void post_renumber(struct post *post, const char *name);

/* Gives a message (headers, an empty line, text) to the SMTP server. */
void post_send(const struct post *post, const char *from, const char *to, const char *message);
/* Waits until this mailbox has so many messages; the newest, decoded no further. Fails the test
 * after a while. Free it. */
char *post_wait(const struct post *post, const char *name, size_t count);
size_t post_count(const struct post *post, const char *name);
/* The value of a header, without the brackets of a Message-ID; free it. */
char *post_header(const char *message, const char *name);

#endif
