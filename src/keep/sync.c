#include "keep/sync.h"
#include "base/alloc.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct syncer {
	struct disk *disk;
	bool no_thread, stop, busy;
	int fd;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;

	struct file *file, *next; /* next: a switch is asked for */
	const char *from, *to;
	uint64_t asked, done; /* count the requests; differ while there is something to sync */
	uint64_t wanted, wanted_records, wanted_next;
	struct syncer_state state; /* reached */
	bool blocked; /* a failed sync proves nothing when repeated: wait for a new file */
};

static bool
work_to_do(const struct syncer *syncer)
{
	return syncer->next || (!syncer->blocked && syncer->file && syncer->asked != syncer->done);
}

static int
put_in_place(struct disk *disk, struct file *file, const char *from, const char *to)
{
	if (disk->sync(file) < 0 || disk->rename(disk, from, to) < 0 ||
	    disk->sync_folder(disk, to) < 0)
		return errno ? errno : EIO;
	return 0;
}

bool
syncer_turn(struct syncer *syncer)
{
	pthread_mutex_lock(&syncer->lock);
	if (!work_to_do(syncer)) {
		pthread_mutex_unlock(&syncer->lock);
		return false;
	}
	struct file *next = syncer->next, *file = syncer->file;
	uint64_t number = syncer->wanted, asked = syncer->asked;
	uint64_t records = next ? syncer->wanted_next : syncer->wanted_records;
	const char *from = syncer->from, *to = syncer->to;
	syncer->busy = true;
	pthread_mutex_unlock(&syncer->lock);

	int error = 0;
	if (next)
		error = put_in_place(syncer->disk, next, from, to);
	else if (syncer->disk->sync(file) < 0)
		error = errno ? errno : EIO;

	pthread_mutex_lock(&syncer->lock);
	syncer->busy = false;
	if (next)
		syncer->next = NULL;
	if (error) {
		syncer->state.error = error;
		syncer->blocked = true;
	} else {
		if (next) {
			syncer->file = next;
			syncer->state.switched = true;
			syncer->wanted_records = syncer->wanted_next;
			syncer->blocked = false;
		}
		syncer->done = asked;
		syncer->state.number = number;
		syncer->state.records = records;
	}
	eventfd_write(syncer->fd, 1);
	pthread_cond_broadcast(&syncer->changed);
	pthread_mutex_unlock(&syncer->lock);
	return true;
}

static void *
run(void *context)
{
	struct syncer *syncer = context;
	for (;;) {
		if (syncer_turn(syncer))
			continue;
		pthread_mutex_lock(&syncer->lock);
		while (!work_to_do(syncer) && !syncer->stop)
			pthread_cond_wait(&syncer->changed, &syncer->lock);
		bool end = !work_to_do(syncer);
		pthread_mutex_unlock(&syncer->lock);
		if (end)
			return NULL;
	}
}

struct syncer *
syncer_new(struct disk *disk, bool no_thread, struct err *err)
{
	struct syncer *syncer = xcalloc(1, sizeof *syncer);
	syncer->disk = disk;
	syncer->no_thread = no_thread;
	syncer->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	pthread_mutex_init(&syncer->lock, NULL);
	pthread_cond_init(&syncer->changed, NULL);
	int rc = 0;
	if (syncer->fd >= 0 && !no_thread) {
		sigset_t all, old; /* signals are the main thread's */
		sigfillset(&all);
		pthread_sigmask(SIG_SETMASK, &all, &old);
		rc = pthread_create(&syncer->thread, NULL, run, syncer);
		pthread_sigmask(SIG_SETMASK, &old, NULL);
	}
	if (syncer->fd >= 0 && rc == 0)
		return syncer;
	err_set(err, "cannot start syncing: %s", strerror(rc ? rc : errno));
	syncer->no_thread = true;
	syncer_free(syncer);
	return NULL;
}

void
syncer_free(struct syncer *syncer)
{
	if (!syncer)
		return;
	if (syncer->no_thread) {
		while (syncer_turn(syncer))
			;
	} else {
		pthread_mutex_lock(&syncer->lock);
		syncer->stop = true;
		pthread_cond_broadcast(&syncer->changed);
		pthread_mutex_unlock(&syncer->lock);
		pthread_join(syncer->thread, NULL);
	}
	pthread_cond_destroy(&syncer->changed);
	pthread_mutex_destroy(&syncer->lock);
	if (syncer->fd >= 0)
		close(syncer->fd);
	free(syncer);
}

void
syncer_want(struct syncer *syncer, struct file *file, uint64_t number, uint64_t records,
    uint64_t next_records)
{
	pthread_mutex_lock(&syncer->lock);
	if (!syncer->file)
		syncer->file = file;
	syncer->asked++;
	syncer->wanted = number;
	/* A switch that the caller has not collected yet has made its `next` our file. */
	syncer->wanted_records = syncer->state.switched ? next_records : records;
	syncer->wanted_next = next_records;
	pthread_cond_broadcast(&syncer->changed);
	pthread_mutex_unlock(&syncer->lock);
}

void
syncer_switch(struct syncer *syncer, struct file *next, const char *from, const char *to,
    uint64_t number, uint64_t next_records)
{
	pthread_mutex_lock(&syncer->lock);
	syncer->next = next;
	syncer->from = from;
	syncer->to = to;
	syncer->wanted = number;
	syncer->wanted_next = next_records;
	pthread_cond_broadcast(&syncer->changed);
	pthread_mutex_unlock(&syncer->lock);
}

void
syncer_collect(struct syncer *syncer, struct syncer_state *state)
{
	eventfd_t told;
	pthread_mutex_lock(&syncer->lock);
	eventfd_read(syncer->fd, &told);
	*state = syncer->state;
	syncer->state.switched = false;
	syncer->state.error = 0;
	pthread_mutex_unlock(&syncer->lock);
}

void
syncer_finish(struct syncer *syncer)
{
	if (syncer->no_thread) {
		while (syncer_turn(syncer))
			;
		return;
	}
	pthread_mutex_lock(&syncer->lock);
	while (syncer->busy || work_to_do(syncer))
		pthread_cond_wait(&syncer->changed, &syncer->lock);
	pthread_mutex_unlock(&syncer->lock);
}

int
syncer_fd(const struct syncer *syncer)
{
	return syncer->fd;
}
