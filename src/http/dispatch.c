#include "http/dispatch.h"
#include "base/alloc.h"
#include "http/reply.h"
#include "wire/codec.h"
#include "wire/openapi.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* One request on its way through the CRM. */
struct errand {
	struct crm_job job; /* first: the CRM gives it back */
	const struct route *route;
	const struct coding *coding;
	struct buf text;     /* a body that came coded */
	struct arena arena;  /* of the request */
	struct arena answer; /* of the answer; emptied before the CRM is asked again */
	bool answered;       /* the job is done */
	bool carried;        /* for somebody else: whoever brings it sees nothing of it */
	micros until;        /* of a feed: when it is answered whatever there is */
	struct err err;
};

void
dispatch_init(struct dispatch *dispatch, struct crm *crm, int wait)
{
	struct buf text;
	buf_init(&text, OPENAPI_LIMIT);
	openapi_write(&text);
	coding_init(&dispatch->coding);
	dispatch->crm = crm;
	dispatch->wait = wait;
	dispatch->openapi_length = text.length;
	dispatch->openapi = buf_take(&text);
	buf_release(&text);
}

void
dispatch_release(struct dispatch *dispatch)
{
	free(dispatch->openapi);
	coding_release(&dispatch->coding);
}

void
dispatch_end(void *context, struct exchange *exchange)
{
	struct errand *errand = exchange->work;
	(void)context;
	arena_release(&errand->arena);
	arena_release(&errand->answer);
	buf_release(&errand->text);
	free(errand);
	exchange->work = NULL;
}

/* ---- reading a request: 0, or -1 with the answer's problem ---- */

static int
refuse(struct errand *errand, enum problem_type problem, const char *field, const char *detail)
{
	errand->job.answer =
	    (struct crm_answer){.problem = problem, .field = field, .detail = detail};
	return -1;
}

static int
read_faults(struct errand *errand, const struct exchange *x)
{
	switch (x->fault) {
	case EXCHANGE_GOOD:
		return 0;
	case EXCHANGE_MALFORMED:
		return refuse(errand, PROBLEM_BAD_REQUEST, NULL, "malformed or ambiguous headers");
	case EXCHANGE_TOO_LARGE:
		errand->job.answer = (struct crm_answer){.problem = PROBLEM_TOO_LARGE,
		    .detail = "the body is too large",
		    .limit = BODY_LIMIT};
		return -1;
	case EXCHANGE_CROWDED:
		break;
	}
	return refuse(errand, PROBLEM_BUSY, NULL, "too many large bodies at once");
}

/* The path of the target; the absolute form names the server first (RFC 9112, 3.2.2). */
static int
read_target(struct errand *errand, const struct exchange *x)
{
	const char *target = x->target;
	if (strncasecmp(target, "http://", 7) == 0 || strncasecmp(target, "https://", 8) == 0) {
		target = strstr(target, "//") + 2;
		target += strcspn(target, "/");
	}
	size_t length = strcspn(target, "?");
	if (length > PATH_LIMIT || strlen(target) > TARGET_LIMIT)
		return refuse(errand, PROBLEM_TOO_LONG, NULL, "the path or query is too long");
	for (const char *c = target; *c; c++)
		if (*c <= ' ' || *c >= 0x7f || *c == '#')
			return refuse(
			    errand, PROBLEM_BAD_REQUEST, NULL, "the target is badly encoded");
	const char *path = arena_strndup(&errand->arena, target, length);
	const char *method = strcmp(x->method, "HEAD") == 0 ? "GET" : x->method;
	enum problem_type problem;
	errand->route = route_find(method, path, &errand->arena, errand->job.call.params, &problem);
	if (!errand->route)
		return refuse(errand, problem, NULL, NULL);
	errand->job.call.route = errand->route->id;
	return 0;
}

static int
read_query(struct errand *errand, const struct exchange *x)
{
	const char *mark = strchr(x->target, '?'), *where = NULL;
	if (route_query(errand->route, mark ? mark + 1 : NULL, &errand->arena,
		errand->job.call.query, &where, &errand->err) < 0)
		return refuse(errand, PROBLEM_BAD_REQUEST, where, errand->err.text);
	return 0;
}

/* RFC 6750 section 2.1. */
static int
read_token(struct errand *errand, const struct exchange *x)
{
	const char *field = x->authorization;
	if (field && strncasecmp(field, "Bearer ", 7) == 0) {
		const char *token = field + 7 + strspn(field + 7, " ");
		if (*token && strlen(token) <= 128)
			errand->job.call.token = token;
	}
	return errand->route->open || errand->job.call.token
		   ? 0
		   : refuse(errand, PROBLEM_NOT_SIGNED_IN, NULL, "a session's token is needed");
}

/* A string of Structured Fields (RFC 8941) by the draft; also without its quotes. */
static int
read_operation(struct errand *errand, const struct exchange *x)
{
	static const char name[] = "Idempotency-Key";
	if (!errand->route->operation)
		return 0;
	const char *key = x->operation ? x->operation : "";
	size_t length = strlen(key);
	if (length > 2 && key[0] == '"' && key[length - 1] == '"')
		key = arena_strndup(&errand->arena, key + 1, length - 2);
	errand->job.call.operation = key;
	if (id_valid(key))
		return 0;
	return refuse(errand, PROBLEM_BAD_REQUEST, name,
	    x->operation ? "the operation's key is no UUID" : "a write needs its operation's key");
}

static bool
is_type(const char *type, const char *wanted)
{
	size_t length = type ? strcspn(type, "; \t") : 0;
	return length == strlen(wanted) && strncasecmp(type, wanted, length) == 0;
}

/* What a page's form sends, or what is signed, is read by whoever knows it. */
static int
read_posted(struct errand *errand, const struct exchange *x)
{
	const char *type = errand->route->posted;
	if (!is_type(x->content_type, type) || x->content_encoding)
		return refuse(errand, PROBLEM_MEDIA_TYPE, NULL,
		    arena_printf(&errand->arena, "the body must be %s, as it is", type));
	errand->job.call.signature = x->signature;
	errand->job.call.raw = arena_strndup(&errand->arena, x->body, x->body_length);
	errand->job.call.raw_length = x->body_length;
	return 0;
}

/* What was sent in the house's coding counts as the text that it is. */
static int
read_coded(struct errand *errand, struct exchange *x)
{
	struct err why;
	if (!errand->route->body || strcmp(x->content_encoding, errand->coding->name) != 0)
		return refuse(
		    errand, PROBLEM_MEDIA_TYPE, NULL, "the body's coding is not known here");
	int rc = coding_unpack(errand->coding, &errand->text, x->body, x->body_length, &why);
	if (!buf_ok(&errand->text)) {
		x->fault = EXCHANGE_TOO_LARGE;
		return read_faults(errand, x);
	}
	if (rc < 0)
		return refuse(errand, PROBLEM_BAD_JSON, NULL, "the body's coding is damaged");
	if (!exchange_counts(x, errand->text.length))
		return read_faults(errand, x);
	x->body = errand->text.data;
	x->body_length = errand->text.length;
	return 0;
}

static int
read_body(struct errand *errand, struct exchange *x)
{
	struct crm_call *call = &errand->job.call;
	const struct record *record = errand->route->body;
	if (errand->route->posted)
		return read_posted(errand, x);
	if (!record)
		return x->body_length ? refuse(errand, PROBLEM_BAD_REQUEST, "body", "takes no body")
				      : 0;
	if (x->content_encoding) {
		if (read_coded(errand, x) < 0)
			return -1;
	} else if (!is_type(x->content_type, "application/json")) {
		return refuse(
		    errand, PROBLEM_MEDIA_TYPE, NULL, "the body must be application/json");
	}
	void *body = record_new(&errand->arena, record);
	enum problem_type problem;
	const char *where;
	if (json_decode(x->body, x->body_length, record, body, &errand->arena, true, &problem,
		&where, &errand->err) < 0)
		return refuse(errand, problem, where, errand->err.text);
	call->body = body;
	call->raw = x->body;
	call->raw_length = x->body_length;
	return 0;
}

/* The request that a colleague left here takes the place of the one that brings it. */
static int
open_envelope(struct errand *errand, const struct dispatch *dispatch)
{
	struct crm_call *call = &errand->job.call;
	const struct carried *carried = call->body;
	struct envelope envelope = {0};
	enum problem_type problem;
	const char *where;
	if (errand->route->id != ROUTE_CARRY)
		return 0;
	if (!crm_open_envelope(dispatch->crm, carried->envelope, &envelope, &errand->arena))
		return refuse(errand, PROBLEM_BAD_FIELD, "envelope", "not of this CRM");
	const struct outgoing *inside = envelope.outgoing;
	const struct route *route = NULL;
	if (inside->route >= 0 && inside->route < ROUTE_COUNT && inside->path)
		route = route_find(route_of((enum route_id)inside->route)->method, inside->path,
		    &errand->arena, call->params, &problem);
	if (!route || !route->operation || route->open ||
	    route_query(route, inside->query, &errand->arena, call->query, &where, &errand->err) <
		0)
		return refuse(errand, PROBLEM_BAD_FIELD, "envelope", "of another release");
	call->route = route->id;
	call->operation = inside->operation;
	call->body = NULL;
	call->raw = inside->body;
	call->raw_length = inside->body ? strlen(inside->body) : 0;
	errand->carried = true;
	void *body = route->body ? record_new(&errand->arena, route->body) : NULL;
	call->body = body;
	if (body && json_decode(inside->body ? inside->body : "", call->raw_length, route->body,
			body, &errand->arena, true, &problem, &where, &errand->err) < 0)
		return refuse(errand, problem, NULL, "what is inside is not understood");
	call->author = envelope.user;
	call->author_desk = envelope.desk;
	return 0;
}

/* Seconds that a feed may wait. */
static int
read_wait(const struct dispatch *dispatch, struct errand *errand)
{
	const char *wait = errand->job.call.query[1];
	if (errand->route->id != ROUTE_FEED || !wait || !*wait)
		return 0;
	if (wait[strspn(wait, "0123456789")])
		return refuse(errand, PROBLEM_BAD_REQUEST, "wait", "wait is a number of seconds");
	long asked = strtol(wait, NULL, 10),
	     seconds = asked < dispatch->wait ? asked : dispatch->wait;
	errand->until = seconds ? clock_monotonic() + seconds * MICROS_SECOND : 0;
	return 0;
}

/* ---- asking and answering ---- */

static void
answer(struct errand *errand, struct exchange *x)
{
	struct buf allow;
	buf_init(&allow, 100);
	if (errand->carried) {
		/* Whether it was taken, and nothing of what it is about. */
		struct crm_answer *told = &errand->job.answer;
		*told = (struct crm_answer){.problem = told->problem,
		    .status = told->problem == PROBLEM_NONE ? 204 : told->status,
		    .limit = told->limit};
	}
	if (errand->job.answer.problem == PROBLEM_METHOD) {
		const char *path =
		    arena_strndup(&errand->arena, x->target, strcspn(x->target, "?"));
		route_methods(&allow, path);
	}
	reply_answer(x, errand->coding, errand->route, &errand->job.answer, allow.data);
	buf_release(&allow);
}

static void
ask(const struct dispatch *dispatch, struct errand *errand)
{
	arena_release(&errand->answer);
	arena_init(&errand->answer);
	errand->job.answer = (struct crm_answer){0};
	errand->job.call.arena = &errand->answer;
	crm_ask(dispatch->crm, &errand->job.call, &errand->job.answer);
}

/* A feed that has nothing to tell waits; every wake asks again. */
static void
ask_inline(const struct dispatch *dispatch, struct errand *errand, struct exchange *x)
{
	uint64_t wakes = transport_wakes(x->transport);
	ask(dispatch, errand);
	if (!errand->job.answer.wait || !errand->until || !exchange_park(x, wakes, errand->until))
		answer(errand, x);
}

static void
job_done(struct crm_job *job)
{
	struct errand *errand = (struct errand *)job;
	errand->answered = true;
	exchange_resume(job->context);
}

static void
submit(const struct dispatch *dispatch, struct errand *errand, struct exchange *x)
{
	errand->job.call.arena = &errand->answer;
	errand->job.done = job_done;
	errand->job.context = x;
	exchange_wait(x);
	crm_submit(dispatch->crm, &errand->job);
}

/* Who has no valid session hears that, and not what is wrong with the rest. */
static void
answer_bad(const struct dispatch *dispatch, struct errand *errand, struct exchange *x)
{
	struct crm_answer bad = errand->job.answer;
	if (errand->route && !errand->route->open && bad.problem != PROBLEM_NOT_SIGNED_IN &&
	    x->fault == EXCHANGE_GOOD) {
		errand->job.call.route = ROUTE_SESSION;
		ask(dispatch, errand);
	}
	if (errand->job.answer.problem == PROBLEM_NONE)
		errand->job.answer = bad;
	answer(errand, x);
}

static void
begin(const struct dispatch *dispatch, struct errand *errand, struct exchange *x)
{
	if (read_faults(errand, x) < 0 || read_target(errand, x) < 0 || read_token(errand, x) < 0 ||
	    read_query(errand, x) < 0 || read_operation(errand, x) < 0 ||
	    read_body(errand, x) < 0 || open_envelope(errand, dispatch) < 0 ||
	    read_wait(dispatch, errand) < 0)
		answer_bad(dispatch, errand, x);
	else if (errand->route->id == ROUTE_OPENAPI)
		reply_text(x, "application/json", dispatch->openapi, dispatch->openapi_length);
	else if (crm_way(errand->job.call.route) == CRM_QUEUED)
		submit(dispatch, errand, x);
	else
		ask_inline(dispatch, errand, x);
}

void
dispatch_handle(void *context, struct exchange *exchange)
{
	const struct dispatch *dispatch = context;
	struct errand *errand = exchange->work;
	if (!errand) {
		exchange->work = errand = xcalloc(1, sizeof *errand);
		arena_init(&errand->arena);
		arena_init(&errand->answer);
		buf_init(&errand->text, BODY_LIMIT);
		errand->coding = &dispatch->coding;
		errand->job.call.peer = exchange->peer;
		begin(dispatch, errand, exchange);
	} else if (errand->answered) {
		answer(errand, exchange);
	} else {
		ask_inline(dispatch, errand, exchange);
	}
}
