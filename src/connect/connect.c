#include "base/alloc.h"
#include "base/log.h"
#include "base/text.h"
#include "connect/inside.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { JOBS_AT_ONCE = 20 };

static const struct connector connectors[] = {{"mail-send", mail_send},
    {"payment-create", pay_create}, {"payment-look", pay_look}, {"payment-cancel", pay_cancel}};

static void
do_job(struct connect *connect, const struct connect_job *job)
{
	struct arena arena;
	struct err said = {""}, err = {""};
	enum crm_outcome outcome = CRM_REFUSED;
	arena_init(&arena);
	err_set(&said, "no connector does \"%s\" here", job->kind);
	for (size_t i = 0; i < sizeof connectors / sizeof *connectors; i++)
		if (text_same(connectors[i].kind, job->kind)) {
			said.text[0] = '\0';
			outcome = connectors[i].run(connect, job, &arena, &said);
		}
	if (outcome != CRM_DONE)
		log_warn("connect", "%s %s was not done; frontdeskctl connect list says why",
		    job->kind, job->id);
	if (crm_connect_end(connect->crm, job, outcome, said.text[0] ? said.text : NULL, &err) < 0)
		log_error("connect", "%s %s: %s", job->kind, job->id, err.text);
	arena_release(&arena);
}

static void
do_jobs(struct connect *connect)
{
	struct arena arena;
	struct list jobs = {0};
	struct err err = {""};
	arena_init(&arena);
	if (crm_connect_take(connect->crm, JOBS_AT_ONCE, &arena, &jobs, &err) < 0)
		log_error("connect", "%s", err.text);
	else
		LIST_EACH(struct connect_job, job, &jobs)
	if (!atomic_load(&connect->ending))
		do_job(connect, job);
	arena_release(&arena);
}

static void
look_at_boxes(struct connect *connect)
{
	for (size_t i = 0; i < connect->box_count; i++) {
		struct box *box = &connect->boxes[i];
		if (atomic_load(&connect->ending) || box->next_at > clock_monotonic())
			continue;
		box_look(connect, box);
		box->next_at = clock_monotonic() + box->every * MICROS_SECOND;
	}
}

static void
wait_a_moment(struct connect *connect)
{
	struct timespec until;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += 1;
	pthread_mutex_lock(&connect->lock);
	if (!atomic_load(&connect->ending))
		pthread_cond_timedwait(&connect->wake, &connect->lock, &until);
	pthread_mutex_unlock(&connect->lock);
}

static void *
run(void *context)
{
	struct connect *connect = context;
	while (!atomic_load(&connect->ending)) {
		do_jobs(connect);
		look_at_boxes(connect);
		wait_a_moment(connect);
	}
	return NULL;
}

static void
release(struct connect *connect)
{
	crm_payment_hook(connect->crm, NULL);
	transfers_end();
	pthread_cond_destroy(&connect->wake);
	pthread_mutex_destroy(&connect->lock);
	arena_release(&connect->arena);
	free(connect);
}

struct connect *
connect_start(struct crm *crm, const char *settings, struct err *err)
{
	struct connect *connect = xcalloc(1, sizeof *connect);
	connect->crm = crm;
	arena_init(&connect->arena);
	pthread_mutex_init(&connect->lock, NULL);
	pthread_cond_init(&connect->wake, NULL);
	transfers_begin();
	if (settings_read(settings, &connect->settings, &connect->arena, err) < 0 ||
	    boxes_open(connect, err) < 0 || tills_check(connect, err) < 0) {
		release(connect);
		return NULL;
	}
	tills_hear(connect);
	if (pthread_create(&connect->thread, NULL, run, connect) != 0) {
		err_set(err, "a thread for other systems cannot be started");
		release(connect);
		return NULL;
	}
	return connect;
}

void
connect_stop(struct connect *connect)
{
	if (!connect)
		return;
	pthread_mutex_lock(&connect->lock);
	atomic_store(&connect->ending, true);
	pthread_cond_signal(&connect->wake);
	pthread_mutex_unlock(&connect->lock);
	pthread_join(connect->thread, NULL);
	release(connect);
}
