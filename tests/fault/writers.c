#include "fault/writers.h"

#include "base/id.h"
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/proc.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RETRY_MS = 20 };

struct writer {
	struct writers *all;
	struct api api;
	pthread_t thread;
	long next, end; /* references leased and not used yet */
};

struct writers {
	struct writer *each;
	int n, acks;
	int stop[2]; /* a pipe; closed for writing when they shall stop */
	atomic_bool give_up;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct logged *logged;
	size_t count, capacity;
	char *refused;
};

/* The pause of a desk between two tries, ended early when the test ends. */
static void
pause_or_stop(struct writers *w)
{
	struct pollfd p = {.fd = w->stop[0], .events = POLLIN};
	poll(&p, 1, RETRY_MS);
}

static bool
stopping(struct writers *w)
{
	struct pollfd p = {.fd = w->stop[0], .events = POLLIN};
	return poll(&p, 1, 0) > 0;
}

static void
refuse(struct writers *w, const char *what, const struct http_reply *r)
{
	pthread_mutex_lock(&w->lock);
	if (!w->refused)
		w->refused = proc_text("%s: %d %s", what, r->status, r->body);
	pthread_cond_broadcast(&w->changed);
	pthread_mutex_unlock(&w->lock);
}

/* Until it is answered for good. False when it was refused, or the test gave up on it. */
static bool
deliver(struct writer *me, const char *method, const char *path, const char *body, char **answer)
{
	char *operation = office_id();
	bool done = false;
	while (!atomic_load(&me->all->give_up)) {
		struct http_reply r = api_write(&me->api, method, path, operation, body);
		bool retry = r.status == 0 || r.status == 408 || r.status == 429 || r.status >= 500;
		done = r.status >= 200 && r.status < 300;
		if (done && answer)
			*answer = strdup(r.body);
		if (!done && !retry)
			refuse(me->all, path, &r);
		http_reply_release(&r);
		if (!retry)
			break;
		pause_or_stop(me->all);
	}
	free(operation);
	return done;
}

static bool
lease(struct writer *me)
{
	char *answer = NULL;
	if (!deliver(me, "POST", "/v1/leases", NULL, &answer))
		return false;
	char *from = json_get(answer, "from"), *to = json_get(answer, "to");
	me->next = from ? atol(from) : 0;
	me->end = to ? atol(to) : 0;
	free(answer);
	free(from);
	free(to);
	return me->end > me->next;
}

static char *
contact_body(const struct logged *l, const char *case_id)
{
	return proc_text(
	    "{\"id\":\"%s\",\"step\":1,\"at\":\"chorley\",\"as\":\"chorley\",\"desk\":\"chorley-cc-"
	    "1\","
	    "\"channel\":\"phone\",\"began\":\"2026-11-20T10:42:00Z\","
	    "\"ended\":\"2026-11-20T10:44:00Z\",\"enquiries\":[{\"id\":\"%s\","
	    "\"service\":\"missed-bin\",\"responsible\":\"chorley\",\"outcome\":\"referred\","
	    "\"outcome_prompt\":\"waste-round\",\"version\":1,\"began\":\"2026-11-20T10:42:10Z\","
	    "\"answers\":[{\"prompt\":\"bin\",\"value\":\"grey\",\"source\":\"asked\","
	    "\"at\":\"2026-11-20T10:42:30Z\",\"version\":1}],\"opens\":{\"id\":\"%s\","
	    "\"reference\":\"%s\",\"queue\":\"chorley.waste-round\",\"promise\":\"Within 1 working "
	    "day.\",\"summary\":\"Grey bin missed\",\"due\":\"2026-11-23T17:00:00Z\"}}]}",
	    l->contact, l->enquiry, case_id, l->reference);
}

static void
acknowledge(struct writers *w, const struct logged *l)
{
	char line[48];
	int len = snprintf(line, sizeof line, "%s\n", l->contact);
	pthread_mutex_lock(&w->lock);
	if (w->count == w->capacity) {
		w->capacity = w->capacity ? w->capacity * 2 : 1024;
		w->logged = realloc(w->logged, w->capacity * sizeof *w->logged);
	}
	w->logged[w->count++] = *l;
	if (w->acks >= 0 && write(w->acks, line, (size_t)len) != len)
		abort();
	pthread_cond_broadcast(&w->changed);
	pthread_mutex_unlock(&w->lock);
}

static void
copy_id(char out[40])
{
	char *id = office_id();
	snprintf(out, 40, "%s", id);
	free(id);
}

static void *
work(void *arg)
{
	struct writer *me = arg;
	while (!stopping(me->all)) {
		struct logged l;
		char case_id[40], reference[REFERENCE_LENGTH + 1];
		if (me->next == me->end && !lease(me))
			break;
		reference_format(reference, (uint32_t)me->next++);
		snprintf(l.reference, sizeof l.reference, "%s", reference);
		copy_id(l.contact);
		copy_id(l.enquiry);
		copy_id(case_id);
		char *body = contact_body(&l, case_id),
		     *path = proc_text("/v1/contacts/%s", l.contact);
		bool done = deliver(me, "PUT", path, body, NULL);
		free(body);
		free(path);
		if (!done)
			break;
		acknowledge(me->all, &l);
	}
	return NULL;
}

struct writers *
writers_start(int port, const char *token, int n, int acks)
{
	struct writers *w = calloc(1, sizeof *w);
	if (!w || pipe2(w->stop, O_CLOEXEC) != 0)
		abort();
	w->n = n;
	w->acks = acks;
	w->each = calloc((size_t)n, sizeof *w->each);
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->changed, NULL);
	for (int i = 0; i < n; i++) {
		w->each[i].all = w;
		api_init(&w->each[i].api, port);
		http_token(&w->each[i].api.http, token);
		pthread_create(&w->each[i].thread, NULL, work, &w->each[i]);
	}
	return w;
}

int
writers_wait(struct writers *w, size_t more, int ms, char **why)
{
	struct timespec until;
	int status = 0;
	pthread_mutex_lock(&w->lock);
	size_t wanted = w->count + more, before = w->count;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += ms / 1000 + 1;
	while (w->count < wanted && !w->refused && status == 0) {
		status = pthread_cond_timedwait(&w->changed, &w->lock, &until);
		if (status != 0 && w->count > before) {
			before = w->count;
			until.tv_sec += ms / 1000 + 1;
			status = 0;
		}
	}
	bool good = w->count >= wanted && !w->refused;
	if (!good && why)
		*why = strdup(w->refused ? w->refused : "nothing was acknowledged any more");
	pthread_mutex_unlock(&w->lock);
	return good ? 0 : -1;
}

const struct logged *
writers_stop(struct writers *w, int ms, size_t *count)
{
	int64_t deadline = proc_ms() + ms;
	close(w->stop[1]);
	for (int i = 0; i < w->n; i++) {
		struct timespec until;
		clock_gettime(CLOCK_REALTIME, &until);
		until.tv_sec += proc_left(deadline) / 1000 + 1;
		if (pthread_timedjoin_np(w->each[i].thread, NULL, &until) != 0) {
			atomic_store(&w->give_up, true);
			pthread_join(w->each[i].thread, NULL);
		}
		api_release(&w->each[i].api);
	}
	*count = w->count;
	return w->logged;
}

void
writers_free(struct writers *w)
{
	close(w->stop[0]);
	pthread_cond_destroy(&w->changed);
	pthread_mutex_destroy(&w->lock);
	free(w->logged);
	free(w->refused);
	free(w->each);
	free(w);
}
