#include "sim/network.h"
#include "base/alloc.h"
#include "link/transfer.h"
#include "sim/fates.h"
#include "wire/codec.h"
#include "wire/routes.h"

#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct network network;

enum fate { FATE_GOOD, FATE_LOST, FATE_UNHEARD, FATE_TWICE, FATE_BUSY, FATE_GARBAGE, FATE_CUT };

struct slot {
	bool busy, done, ended;
	enum fate fate;
	micros arrives, ends, waits_until;
	char *method, *target, *token, *operation, *body;
	int status;
	struct buf reply;
};

struct transfers {
	int station;
	struct slot slots[SLOT_COUNT];
};

static unsigned
dice(unsigned sides)
{
	uint32_t value;
	network.chance.source.fill(&network.chance, &value, sizeof value);
	return value % sides;
}

/* ---- the CRM's door ---- */

struct waiting_call {
	struct crm_job job;
	pthread_mutex_t lock;
	pthread_cond_t answered;
	bool done;
};

static void
answered(struct crm_job *job)
{
	struct waiting_call *call = (struct waiting_call *)job;
	pthread_mutex_lock(&call->lock);
	call->done = true;
	pthread_cond_signal(&call->answered);
	pthread_mutex_unlock(&call->lock);
}

static struct crm_answer
ask(const struct crm_call *call)
{
	struct crm_answer answer = {0};
	if (crm_way(call->route) == CRM_INLINE) {
		crm_ask(network.crm, call, &answer);
		return answer;
	}
	struct waiting_call waiting = {.job = {.call = *call, .done = answered}};
	pthread_mutex_init(&waiting.lock, NULL);
	pthread_cond_init(&waiting.answered, NULL);
	crm_submit(network.crm, &waiting.job);
	pthread_mutex_lock(&waiting.lock);
	while (!waiting.done)
		pthread_cond_wait(&waiting.answered, &waiting.lock);
	pthread_mutex_unlock(&waiting.lock);
	pthread_cond_destroy(&waiting.answered);
	pthread_mutex_destroy(&waiting.lock);
	return waiting.job.answer;
}

/* A finished contact that was sent; of what the CRM has taken, its references too. */
static void
note_contact(const struct contact *contact, bool taken)
{
	struct logged *logged = NULL;
	if (!contact->ended)
		return;
	for (size_t i = 0; i < network.logged_count; i++)
		if (strcmp(network.logged[i].id, contact->id) == 0)
			logged = &network.logged[i];
	if (!logged) {
		network.logged = grow(network.logged, &network.logged_capacity,
		    network.logged_count, sizeof *network.logged);
		logged = &network.logged[network.logged_count++];
		*logged = (struct logged){0};
		snprintf(logged->id, sizeof logged->id, "%s", contact->id);
	}
	if (!taken || contact->step < logged->step)
		return;
	logged->answered = true;
	logged->step = contact->step;
	logged->count = 0;
	LIST_EACH(struct enquiry, enquiry, &contact->enquiries)
	if (enquiry->opens && enquiry->opens->reference && logged->count < 16)
		snprintf(logged->references[logged->count++], sizeof logged->references[0], "%s",
		    enquiry->opens->reference);
}

static int
problem_reply(const struct crm_answer *answer, struct buf *out)
{
	char type[CRM_PROBLEM_TYPE];
	struct problem problem = crm_problem(answer, type);
	json_encode(out, &problem_record, &problem);
	return (int)problem.status;
}

int
network_call(const char *method, const char *target, const char *token, const char *operation,
    const char *text, struct buf *out)
{
	struct arena arena;
	arena_init(&arena);
	struct crm_call call = {
	    .token = token, .operation = operation, .peer = "sim", .arena = &arena};
	enum problem_type problem = PROBLEM_NONE;
	const char *where = NULL, *mark = strchr(target, '?');
	struct err err = {""};
	const char *path = mark ? arena_strndup(&arena, target, (size_t)(mark - target)) : target;
	const struct route *route = route_find(method, path, &arena, call.params, &problem);
	if (route &&
	    route_query(route, mark ? mark + 1 : NULL, &arena, call.query, &where, &err) < 0)
		problem = PROBLEM_BAD_REQUEST;
	if (route && route->body) {
		void *body = record_new(&arena, route->body);
		if (!text || json_decode(text, strlen(text), route->body, body, &arena, true,
				 &problem, &where, &err) < 0)
			problem = problem ? problem : PROBLEM_BAD_JSON;
		call.body = body;
		call.raw = text;
		call.raw_length = text ? strlen(text) : 0;
	}
	struct crm_answer answer = {.problem = problem, .field = where, .detail = err.text};
	if (!problem) {
		call.route = route->id;
		answer = ask(&call);
		network.executed++;
		if (route->id == ROUTE_PUT_CONTACT)
			note_contact(call.body, !answer.problem);
	}
	int status = answer.status ? answer.status : 200;
	if (answer.problem)
		status = problem_reply(&answer, out);
	else if (answer.wait)
		status = 0;
	else if (route->reply && answer.body)
		json_encode(out, route->reply, answer.body);
	else
		status = 204;
	arena_release(&arena);
	return status;
}

void
network_release(void)
{
	free(network.logged);
	network = (struct network){0};
}

/* ---- in place of the transfers ---- */

struct transfers *
transfers_new(const struct link_options *options, struct err *err)
{
	struct transfers *transfers = xcalloc(1, sizeof *transfers);
	(void)err;
	transfers->station = options->server[strlen("http://")] - '0';
	for (int i = 0; i < SLOT_COUNT; i++)
		buf_init(&transfers->slots[i].reply, REPLY_LIMIT);
	return transfers;
}

static void
forget(struct slot *slot)
{
	free(slot->method);
	free(slot->target);
	free(slot->token);
	free(slot->operation);
	free(slot->body);
	slot->method = slot->target = slot->token = slot->operation = slot->body = NULL;
}

void
transfers_free(struct transfers *transfers)
{
	for (int i = 0; i < SLOT_COUNT; i++) {
		forget(&transfers->slots[i]);
		buf_release(&transfers->slots[i].reply);
	}
	free(transfers);
}

bool
transfers_busy(const struct transfers *transfers, enum transfer_slot slot)
{
	return transfers->slots[slot].busy || transfers->slots[slot].ended;
}

static char *
copy(const char *text)
{
	return text ? xstrdup(text) : NULL;
}

static enum fate
choose_fate(const struct transfers *transfers)
{
	if (network.down[transfers->station])
		return FATE_CUT;
	unsigned roll = dice(100);
	if (network.calm || roll >= 20)
		return FATE_GOOD;
	static const struct {
		enum fate fate;
		const char *what;
	} bad[] = {{FATE_LOST, "request lost"}, {FATE_UNHEARD, "reply lost"},
	    {FATE_TWICE, "request twice"}, {FATE_BUSY, "CRM busy"},
	    {FATE_GARBAGE, "answered by another"}};
	return fate_strikes(bad[roll / 4].what, transfers->station) ? bad[roll / 4].fate
								    : FATE_GOOD;
}

void
transfers_start(
    struct transfers *transfers, enum transfer_slot which, const struct transfer *transfer)
{
	struct slot *slot = &transfers->slots[which];
	micros now = clock_now(network.clock);
	forget(slot);
	buf_clear(&slot->reply);
	slot->method = copy(transfer->method);
	slot->target = copy(transfer->target);
	slot->token = copy(transfer->token);
	slot->operation = copy(transfer->operation);
	slot->body = copy(transfer->body);
	slot->busy = true;
	slot->done = slot->ended = false;
	slot->status = 0;
	slot->fate = choose_fate(transfers);
	slot->arrives = now + (micros)(10 + dice(500)) * 1000;
	slot->ends = slot->arrives + (micros)(10 + dice(500)) * 1000;
	slot->waits_until = transfer->quiet ? slot->arrives + 50 * MICROS_SECOND : 0;
}

/* At the CRM, if it gets there. */
static void
arrive(struct slot *slot)
{
	slot->done = true;
	if (slot->fate == FATE_CUT || slot->fate == FATE_LOST || !network.crm) {
		network.lost_requests++;
		return;
	}
	if (slot->fate == FATE_BUSY) {
		slot->status =
		    problem_reply(&(struct crm_answer){.problem = PROBLEM_BUSY}, &slot->reply);
		return;
	}
	slot->status = network_call(
	    slot->method, slot->target, slot->token, slot->operation, slot->body, &slot->reply);
	if (slot->status == 0) { /* the feed has nothing yet */
		slot->done = clock_now(network.clock) >= slot->waits_until;
		slot->arrives += MICROS_SECOND;
		slot->ends += MICROS_SECOND;
		return;
	}
	if (slot->fate == FATE_TWICE) {
		network.twice++;
		buf_clear(&slot->reply);
		slot->status = network_call(slot->method, slot->target, slot->token,
		    slot->operation, slot->body, &slot->reply);
	} else if (slot->fate == FATE_UNHEARD) {
		network.lost_replies++;
		slot->status = 0;
	} else if (slot->fate == FATE_GARBAGE) {
		buf_clear(&slot->reply);
		buf_puts(&slot->reply, "<html>Welcome to the library's wireless</html>");
		slot->status = 200;
	}
}

int
transfers_wait(struct transfers *transfers, struct pollfd *fds, unsigned count, int timeout_ms)
{
	micros now = clock_now(network.clock);
	(void)fds;
	(void)timeout_ms; /* time passes only where the simulation says so */
	for (int i = 0; i < SLOT_COUNT; i++) {
		struct slot *slot = &transfers->slots[i];
		if (slot->busy && !slot->done && now >= slot->arrives)
			arrive(slot);
		if (slot->busy && slot->done && now >= slot->ends) {
			slot->busy = false;
			slot->ended = true;
			if (network.down[transfers->station])
				slot->status = 0;
		}
	}
	(void)count;
	return 0;
}

bool
transfers_ended(struct transfers *transfers, struct transfer_end *end)
{
	for (int i = 0; i < SLOT_COUNT; i++) {
		struct slot *slot = &transfers->slots[i];
		if (!slot->ended)
			continue;
		slot->ended = false;
		*end = (struct transfer_end){.slot = (enum transfer_slot)i,
		    .status = slot->status,
		    .sentence = "The line to the CRM broke.",
		    .body = slot->reply.data,
		    .length = slot->reply.length};
		return true;
	}
	return false;
}

void
transfers_figures(const struct transfers *transfers, struct link_figures *out)
{
	(void)transfers;
	*out = (struct link_figures){0};
}
