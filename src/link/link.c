#include "link/link.h"
#include "base/alloc.h"
#include "base/i18n.h"
#include "base/log.h"
#include "link/bundle.h"
#include "wire/codec.h"
#include "wire/routes.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { NETWORK_SIGN_IN = 511 };
enum { READ_SECONDS = 60, FEED_SECONDS = 300, LONGEST_RETRY_AFTER = 300 };
enum { LONGEST_WAIT = 3600 * 1000 /* milliseconds */ };
static const micros first_pause = MICROS_SECOND / 2;

enum line_state { LINE_UNKNOWN, LINE_ONLINE, LINE_OFFLINE };

struct link {
	struct transfers *transfers;
	struct waiting waiting;
	struct job *flying[SLOT_COUNT];
	char *token;
	const struct clock *clock; /* null: clock_monotonic */
	const struct id_source *ids;
	long read_seconds;
	micros pause;  /* the first one */
	unsigned turn; /* counts tokens */
	enum line_state state;
	unsigned failures; /* without an answer, in a row */

	bool state_changed; /* to be told before the reply that showed it */
	enum line_fault fault;
	const char *sentence;
	struct link_event pending[BUNDLE_MOST]; /* to be told, from `told` on */
	size_t pending_count, told;
	struct arena arena; /* of the last reply */
};

struct link *
link_new(const struct link_options *options, struct err *err)
{
	struct transfers *transfers = transfers_new(options, err);
	if (!transfers)
		return NULL;
	struct link *link = xcalloc(1, sizeof *link);
	link->transfers = transfers;
	link->clock = options->clock;
	link->ids = options->ids ? options->ids : id_system();
	link->read_seconds = options->read_seconds ? options->read_seconds : READ_SECONDS;
	link->pause = options->retry_ms ? options->retry_ms * (MICROS_SECOND / 1000) : first_pause;
	arena_init(&link->arena);
	return link;
}

void
link_free(struct link *link)
{
	if (!link)
		return;
	transfers_free(link->transfers);
	for (int slot = 0; slot < SLOT_COUNT; slot++) { /* a probe is in no queue */
		if (!link->flying[slot])
			continue;
		waiting_remove(&link->waiting, link->flying[slot]);
		job_free(link->flying[slot]);
	}
	waiting_release(&link->waiting);
	arena_release(&link->arena);
	free(link->token);
	free(link);
}

void
link_token(struct link *link, const char *token)
{
	free(link->token);
	link->token = token ? xstrdup(token) : NULL;
	link->waiting.line.signed_in = token != NULL;
	link->waiting.line.held = false;
	link->turn++;
	if (token)
		return;
	/* What is in flight ends unheard. Writes are in the journal of the user who leaves, and go
	 * again when that user is back: never under a colleague's name. */
	for (int slot = 0; slot < SLOT_COUNT; slot++)
		if (link->flying[slot])
			link->flying[slot]->orphan = true;
	waiting_forget(&link->waiting);
}

/* ---- sending ---- */

/* The body as it goes out, or null. One that is larger than the CRM takes goes without: it is
 * refused there and becomes work for people, where it would otherwise wait for ever. */
static const char *
encode_body(const struct request *request, struct arena *arena)
{
	const struct route *route = route_of(request->route);
	if (!route->body || !request->body)
		return NULL;
	struct buf json;
	buf_init(&json, BODY_LIMIT);
	const char *text = NULL;
	if (json_encode(&json, route->body, request->body) == 0)
		text = arena_strndup(arena, json.data, json.length);
	else
		log_error("link", "a body of %s is too large", route->path);
	buf_release(&json);
	return text;
}

static const char *
encode_target(const struct request *request, struct arena *arena)
{
	struct buf target;
	buf_init(&target, TARGET_LIMIT);
	route_path(&target, request);
	const char *text = arena_strndup(arena, target.data, target.length);
	buf_release(&target);
	return text;
}

void
link_encode(const struct request *request, struct arena *arena, struct outgoing *out)
{
	const char *target = encode_target(request, arena), *query = strchr(target, '?');
	out->path = query ? arena_strndup(arena, target, (size_t)(query - target)) : target;
	out->query = query ? query + 1 : NULL;
	out->body = encode_body(request, arena);
	out->operation = arena_strdup(arena, request->operation);
	out->chain = arena_strdup(arena, request->chain);
	out->route = (int64_t)request->route;
}

void
link_send(struct link *link, const struct request *request)
{
	struct job *job = job_new();
	job->number = request->number;
	job->route = request->route;
	job->class = request->class;
	job->patience = request->patience;
	job->target = encode_target(request, &job->arena);
	job->body = encode_body(request, &job->arena);
	job->operation = arena_strdup(&job->arena, request->operation);
	job->chain = arena_strdup(&job->arena, request->chain);
	waiting_add(&link->waiting, job);
}

void
link_send_outgoing(struct link *link, const struct outgoing *outgoing, uint64_t number)
{
	if (outgoing->route < 0 || outgoing->route >= ROUTE_COUNT || !outgoing->path)
		return; /* written by a newer program: it stays in the journal for that one */
	struct job *job = job_new();
	job->number = number;
	job->route = (enum route_id)outgoing->route;
	job->class = REQUEST_WRITE;
	job->target = outgoing->query
			  ? arena_printf(&job->arena, "%s?%s", outgoing->path, outgoing->query)
			  : arena_strdup(&job->arena, outgoing->path);
	job->body = arena_strdup(&job->arena, outgoing->body);
	job->operation = arena_strdup(&job->arena, outgoing->operation);
	job->chain = arena_strdup(&job->arena, outgoing->chain);
	waiting_add(&link->waiting, job);
}

static micros
now_of(const struct link *link)
{
	return link->clock ? clock_now(link->clock) : clock_monotonic();
}

static void
start(struct link *link, enum transfer_slot slot, struct job *job)
{
	const struct route *route = route_of(job->route);
	struct transfer transfer = {.method = route->method,
	    .target = job->target,
	    .body = job->body,
	    .length = job->body ? strlen(job->body) : 0,
	    .token = route->open ? NULL : link->token,
	    .operation = job->operation,
	    .seconds = slot == SLOT_FEED ? FEED_SECONDS : link->read_seconds,
	    .quiet = slot == SLOT_FEED};
	job->flying = true;
	job->turn = link->turn;
	job->began = now_of(link);
	job->attempts++;
	link->flying[slot] = job;
	transfers_start(link->transfers, slot, &transfer);
}

/* Nothing else may be asked while the line is down (nobody has a token yet): then this finds out
 * that it is back. Nobody hears its answer. */
static struct job *
probe_new(void)
{
	struct job *job = job_new();
	job->route = ROUTE_HEALTH;
	job->class = REQUEST_READ;
	job->target = "/v1/health";
	job->orphan = true;
	return job;
}

static void
start_due(struct link *link)
{
	micros now = now_of(link);
	for (int slot = 0; slot < SLOT_COUNT; slot++) {
		if (link->flying[slot] || transfers_busy(link->transfers, (enum transfer_slot)slot))
			continue;
		struct job *job = waiting_next(&link->waiting, (enum transfer_slot)slot, now);
		if (!job && slot == SLOT_WORK && link->state == LINE_OFFLINE &&
		    !link->flying[SLOT_FEED] && now >= link->waiting.line.retry)
			job = probe_new();
		if (job)
			start(link, (enum transfer_slot)slot, bundle_of(&link->waiting, job));
	}
}

/* Until something that waits falls due on a connection that is free, in milliseconds. */
static int
until_due(const struct link *link, int timeout_ms)
{
	if (link->told < link->pending_count)
		return 0;
	if (link->flying[SLOT_WORK] && link->flying[SLOT_FEED])
		return timeout_ms;
	micros due = waiting_due(&link->waiting), now = now_of(link);
	if (link->state == LINE_OFFLINE && link->waiting.line.retry < due)
		due = link->waiting.line.retry;
	if (due == INT64_MAX ||
	    (due <= now && (link->flying[SLOT_WORK] || link->flying[SLOT_FEED])))
		return timeout_ms; /* waits for a connection, not for the clock */
	micros left = due <= now ? 0 : (due - now) / 1000 + 1;
	return left < timeout_ms ? (int)left : timeout_ms;
}

int
link_wait(struct link *link, struct pollfd *fds, unsigned count, int timeout_ms)
{
	if (timeout_ms < 0)
		timeout_ms = LONGEST_WAIT;
	start_due(link);
	return transfers_wait(link->transfers, fds, count, until_due(link, timeout_ms));
}

/* ---- hearing ---- */

static void
note_state(struct link *link, bool answered, enum line_fault fault, const char *sentence)
{
	enum line_state state = answered ? LINE_ONLINE : LINE_OFFLINE;
	if (answered) {
		link->failures = 0;
		link->waiting.line.retry = 0;
	} else if (now_of(link) >= link->waiting.line.retry) {
		/* What fails while the pause lasts says nothing new: a handful of reads that a cut
		 * line ends together, or a number that is typed meanwhile, must not keep the desk
		 * away for a minute. Some chance is in the pause, so that a hundred desks do not
		 * come back at once. */
		unsigned char dice;
		link->ids->fill(link->ids->context, &dice, 1);
		micros pause = waiting_pause(link->pause, ++link->failures);
		link->waiting.line.retry = now_of(link) + pause * (192 + dice / 2) / 256;
	}
	if (state == link->state && (answered || fault == link->fault))
		return;
	link->state = state;
	link->fault = fault;
	link->sentence = answered ? NULL : sentence;
	link->state_changed = true;
}

/*
 * Who gave an answer that is not the CRM's. A network that wants its own sign-in first redirects,
 * shows its page in place of ours, or says so (RFC 6585, 511); a page of errors comes from what
 * stands before the CRM, and is none.
 */
static enum line_fault
stranger(const struct transfer_end *end)
{
	bool page = (end->type && strncasecmp(end->type, "text/html", 9) == 0) ||
		    end->body[strspn(end->body, " \t\r\n")] == '<';
	bool portal = end->status == NETWORK_SIGN_IN || (end->status >= 300 && end->status < 400) ||
		      (end->status < 300 && page);
	return portal ? LINE_PORTAL : LINE_FOREIGN;
}

static const char *
stranger_words(enum line_fault fault)
{
	return fault == LINE_PORTAL
		   ? _("The network answers in place of the CRM: it wants its own sign-in.")
		   : _("Something other than the CRM answers at its address.");
}

/* A proxy that waits for no answer as long as the CRM was asked to wait with it (504):
 * the line is well. Who asks again asks it to wait less. */
static bool
proxy_was_short(const struct link *link, const struct job *job, const struct transfer_end *end)
{
	return end->status == GATEWAY_TIMEOUT && now_of(link) - job->began < job->patience;
}

enum verdict { VERDICT_TELL, VERDICT_AGAIN, VERDICT_NEW_TOKEN };

/* Reads an answer into the event's arena. False when it is not what the CRM says on this route. */
static bool
read_reply(
    struct link *link, const struct job *job, const struct transfer_end *end, struct reply *reply)
{
	const struct route *route = route_of(job->route);
	struct err err;
	enum problem_type fault;
	const char *where;
	reply->status = end->status;
	if (end->status >= 200 && end->status < 300) {
		if (!route->reply)
			return true;
		void *body = record_new(&link->arena, route->reply);
		reply->body = body;
		if (json_decode(end->body, end->length, route->reply, body, &link->arena, false,
			&fault, &where, &err) == 0)
			return true;
	} else if (end->status >= 400) {
		struct problem *problem = record_new(&link->arena, &problem_record);
		reply->detail = problem;
		if (json_decode(end->body, end->length, &problem_record, problem, &link->arena,
			false, &fault, &where, &err) == 0 &&
		    problem->type) {
			reply->problem = problem_named(problem->type);
			return true;
		}
	} else {
		err_set(&err, "status %d", end->status);
	}
	log_warn("link", "an answer on %s is not the CRM's: %s", route->path, err.text);
	*reply = (struct reply){.number = job->number, .route = job->route};
	return false;
}

/* What becomes of a job whose transfer has ended. */
static enum verdict
judge(const struct job *job, const struct reply *reply)
{
	bool lasting = job->class == REQUEST_WRITE || job->class == REQUEST_FEED;
	if (reply->problem == PROBLEM_NOT_SIGNED_IN)
		return job->class == REQUEST_WRITE ? VERDICT_NEW_TOKEN : VERDICT_TELL;
	if (!lasting)
		return VERDICT_TELL;
	if (reply->status >= 200 && reply->status < 300)
		return VERDICT_TELL;
	return reply->status && problem_kind(reply->problem)->final ? VERDICT_TELL : VERDICT_AGAIN;
}

static void
tell(struct link *link, const struct reply *reply, const char *operation)
{
	link->pending[link->pending_count++] =
	    (struct link_event){.kind = LINK_REPLY, .reply = *reply, .operation = operation};
}

static void
finish_bundle(struct link *link, struct job *bundle, const struct reply *reply)
{
	struct reply replies[BUNDLE_MOST];
	size_t count = bundle_end(&link->waiting, bundle, reply, replies);
	for (size_t i = 0; i < count; i++)
		tell(link, &replies[i], NULL);
	job_free(bundle);
}

/* An ended transfer: either it makes events, or the job goes back to wait. */
static void
finish(struct link *link, const struct transfer_end *end)
{
	struct job *job = link->flying[end->slot];
	link->flying[end->slot] = NULL;
	job->flying = false;
	struct reply reply = {.number = job->number, .route = job->route};
	bool readable = end->status && read_reply(link, job, end, &reply);
	if (!readable && proxy_was_short(link, job, end)) {
		log_info("link", "a proxy waits less than %lld s",
		    (long long)(job->patience / MICROS_SECOND));
		reply.status = end->status;
		reply.problem = PROBLEM_INTERNAL;
		tell(link, &reply, NULL);
		waiting_remove(&link->waiting, job);
		job_free(job);
		return;
	}
	enum line_fault fault = end->status ? stranger(end) : end->fault;
	note_state(link, readable, readable ? LINE_BROKEN : fault,
	    end->status ? stranger_words(fault) : end->sentence);
	if (!readable)
		reply.problem = PROBLEM_INTERNAL;
	if (job->part_count) {
		finish_bundle(link, job, &reply);
		return;
	}

	enum verdict verdict = judge(job, &reply);
	if (job->orphan) {
		waiting_remove(&link->waiting, job);
		job_free(job);
		return;
	}
	bool stale = verdict == VERDICT_NEW_TOKEN && job->turn == link->turn;
	if (verdict == VERDICT_TELL || stale) {
		tell(link, &reply, arena_strdup(&link->arena, job->operation));
		if (stale) { /* it stays, and goes with the next token */
			link->waiting.line.held = true;
			return;
		}
		waiting_remove(&link->waiting, job);
		job_free(job);
		return;
	}
	if (verdict == VERDICT_NEW_TOKEN)
		return; /* the next token is there already */
	long after =
	    end->retry_after < LONGEST_RETRY_AFTER ? end->retry_after : LONGEST_RETRY_AFTER;
	micros pause = waiting_pause(link->pause, job->attempts);
	if (after > 0 && after * MICROS_SECOND > pause)
		pause = after * MICROS_SECOND;
	if (readable) /* without an answer the whole line pauses, not this job */
		job->due = now_of(link) + pause;
}

static bool
tell_next(struct link *link, struct link_event *event)
{
	if (link->told == link->pending_count)
		return false;
	*event = link->pending[link->told++];
	return true;
}

bool
link_next(struct link *link, struct link_event *event)
{
	if (tell_next(link, event))
		return true;
	link->told = link->pending_count = 0;
	arena_release(&link->arena);
	arena_init(&link->arena);
	struct transfer_end end;
	while (transfers_ended(link->transfers, &end)) {
		finish(link, &end);
		if (link->state_changed) {
			link->state_changed = false;
			*event = (struct link_event){
			    .kind = link->state == LINE_ONLINE ? LINK_ONLINE : LINK_OFFLINE,
			    .sentence = link->sentence,
			    .fault = link->fault};
			return true;
		}
		if (tell_next(link, event))
			return true;
	}
	return false;
}

void
link_figures(const struct link *link, struct link_figures *out)
{
	transfers_figures(link->transfers, out);
	out->waiting = 0;
	for (const struct job *job = link->waiting.first; job; job = job->next)
		out->waiting += job->class == REQUEST_WRITE;
}
