#include "http/head.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* RFC 9110 section 5.6.2. */
static bool
is_token(const char *text)
{
	if (!*text)
		return false;
	for (; *text; text++)
		if (*text <= ' ' || *text >= 0x7f || strchr("()<>@,;:\\\"/[]?={}", *text))
			return false;
	return true;
}

static bool
is_field_value(const char *text)
{
	for (; *text; text++)
		if (((unsigned char)*text < ' ' && *text != '\t') || *text == 0x7f)
			return false;
	return true;
}

/* Bits of the fields in head_field's order; all but the last may come once. */
enum { SEEN_LENGTH = 1, SEEN_CODING = 2, SEEN_OFTEN = 1 << 8 };

void
head_field(struct head *head, const char *name, const char *value)
{
	struct exchange *x = head->exchange;
	const struct {
		const char *name;
		const char **to;
	} fields[] = {{"Content-Length", &head->length}, {"Transfer-Encoding", NULL},
	    {"Host", NULL}, {"Authorization", &x->authorization},
	    {"Idempotency-Key", &x->operation}, {"Content-Type", &x->content_type},
	    {"Content-Encoding", &x->content_encoding}, {"Pay-Signature", &x->signature},
	    {"Accept-Encoding", &x->accept_encoding}};
	if (!is_token(name) || !is_field_value(value))
		x->fault = EXCHANGE_MALFORMED;
	for (unsigned i = 0; i < sizeof fields / sizeof *fields; i++) {
		if (strcasecmp(fields[i].name, name) != 0)
			continue;
		unsigned bit = 1u << i;
		if (head->seen & bit && bit != SEEN_OFTEN)
			x->fault = EXCHANGE_MALFORMED;
		head->seen |= bit;
		if (bit == SEEN_LENGTH && (!*value || value[strspn(value, "0123456789")]))
			x->fault = EXCHANGE_MALFORMED;
		if (bit == SEEN_CODING && strcasecmp(value, "chunked") != 0)
			x->fault = EXCHANGE_MALFORMED;
		if (fields[i].to)
			*fields[i].to = arena_strdup(head->arena, value);
	}
}

void
head_end(struct head *head, const char *version, size_t body_limit)
{
	struct exchange *x = head->exchange;
	bool old = strcmp(version, "HTTP/1.0") == 0;
	if (!old && strcmp(version, "HTTP/1.1") != 0)
		x->fault = EXCHANGE_MALFORMED;
	if (head->seen & SEEN_CODING && (head->seen & SEEN_LENGTH || old))
		x->fault = EXCHANGE_MALFORMED;
	if (x->fault == EXCHANGE_GOOD && head->length &&
	    (strlen(head->length) > 18 || strtoull(head->length, NULL, 10) > body_limit))
		x->fault = EXCHANGE_TOO_LARGE;
}
