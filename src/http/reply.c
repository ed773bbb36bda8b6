#include "http/reply.h"
#include "base/alloc.h"
#include "base/compress.h"
#include "base/log.h"
#include "wire/codec.h"
#include "wire/coding.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Shorter than this, compression saves less than its own header and the field that names it. */
enum { WORTH_GZIP = 200, HEADERS = 16 };

/* Sends text (which it frees) under these headers, compressed where that pays. */
static void
send_text(struct exchange *exchange, int status, const char *type, const char *const more[],
    char *text, size_t length)
{
	const char *headers[HEADERS] = {"Content-Type", type};
	size_t n = 2;
	for (; more && more[0] && n + 2 < HEADERS - 2; more += 2) {
		headers[n++] = more[0];
		headers[n++] = more[1];
	}
	struct buf packed; /* holds less than the text, or is not used */
	buf_init(&packed, length);
	if (length >= WORTH_GZIP && coding_accepted(exchange->accept_encoding, "gzip") &&
	    gzip_pack(&packed, text, length) == 0) {
		headers[n++] = "Content-Encoding";
		headers[n++] = "gzip";
		length = packed.length;
		free(text);
		text = buf_take(&packed);
	}
	buf_release(&packed);
	headers[n] = NULL;
	exchange_reply(exchange, status, headers, text, length);
}

/* A page has no scripts and loads nothing; what was typed into it stays in no cache. */
static const char *const page_headers[] = {"Content-Security-Policy",
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options", "nosniff", "Referrer-Policy", "no-referrer", "Cache-Control",
    "no-store", NULL};

void
reply_text(struct exchange *exchange, const char *type, const char *text, size_t length)
{
	send_text(exchange, 200, type, NULL, xstrndup(text, length), length);
}

static void
reply_media(struct exchange *exchange, const struct route *route, int status, const char *text)
{
	bool page = strcmp(route->media, "text/html") == 0;
	char *type = xasprintf("%s; charset=utf-8", route->media);
	send_text(exchange, status ? status : 200, type, page ? page_headers : NULL, xstrdup(text),
	    strlen(text));
	free(type);
}

static void
reply_problem(struct exchange *exchange, const struct crm_answer *answer, const char *allow)
{
	char type[CRM_PROBLEM_TYPE], after[24];
	const char *headers[5] = {NULL};
	struct buf text;
	struct problem problem = crm_problem(answer, type);
	buf_init(&text, BODY_LIMIT);
	json_encode(&text, &problem_record, &problem);
	if (answer->problem == PROBLEM_NOT_SIGNED_IN) {
		headers[0] = "WWW-Authenticate"; /* RFC 9110 section 11.6.1 */
		headers[1] = "Bearer";
	} else if (answer->problem == PROBLEM_METHOD) {
		headers[0] = "Allow"; /* RFC 9110 section 15.5.6 */
		headers[1] = allow;
	} else if (answer->problem == PROBLEM_BUSY || answer->problem == PROBLEM_SLOW_DOWN) {
		snprintf(after, sizeof after, "%lld",
		    answer->limit > 0 ? (long long)answer->limit : 1LL);
		headers[0] = "Retry-After";
		headers[1] = after;
	}
	size_t length = text.length;
	send_text(exchange, (int)problem.status, "application/problem+json", headers,
	    buf_take(&text), length);
	buf_release(&text);
}

/* Does the client speak the house's coding? Who sends it reads it. */
static bool
speaks(const struct exchange *exchange, const char *name)
{
	return coding_accepted(exchange->accept_encoding, name) ||
	       (exchange->content_encoding && strcmp(exchange->content_encoding, name) == 0);
}

/* A record's JSON. The field that names the coding is no longer than the Content-Type that it
 * replaces, so it pays as soon as the text gets shorter. */
static void
send_json(struct exchange *exchange, const struct coding *coding, int status, struct buf *text)
{
	struct buf packed;
	buf_init(&packed, text->length);
	if (speaks(exchange, coding->name) &&
	    coding_pack(coding, &packed, text->data, text->length) == 0) {
		const char *headers[] = {"Content-Encoding", coding->name, NULL};
		size_t length = packed.length;
		exchange_reply(exchange, status, headers, buf_take(&packed), length);
	} else {
		size_t length = text->length;
		send_text(exchange, status, "application/json", NULL, buf_take(text), length);
	}
	buf_release(&packed);
}

void
reply_answer(struct exchange *exchange, const struct coding *coding, const struct route *route,
    const struct crm_answer *answer, const char *allow)
{
	if (answer->problem != PROBLEM_NONE) {
		if (problem_kind(answer->problem)->status >= 500)
			log_warn("http", "%s %s: %s", route ? route->method : "-",
			    route ? route->path : "-", answer->detail ? answer->detail : "-");
		reply_problem(exchange, answer, allow);
		return;
	}
	if (!route->reply || !answer->body) {
		exchange_reply(exchange, 204, NULL, NULL, 0);
		return;
	}
	if (route->media) {
		const char *plain = field_string(&route->reply->fields[0], answer->body);
		reply_media(exchange, route, answer->status, plain ? plain : "");
		return;
	}
	struct buf text;
	buf_init(&text, REPLY_LIMIT);
	int rc = json_encode(&text, route->reply, answer->body);
	if (rc == 0) {
		send_json(exchange, coding, answer->status ? answer->status : 200, &text);
	} else {
		log_error("http", "%s %s: the reply is longer than %d bytes", route->method,
		    route->path, REPLY_LIMIT);
		reply_problem(exchange, &(struct crm_answer){.problem = PROBLEM_INTERNAL}, NULL);
	}
	buf_release(&text);
}
