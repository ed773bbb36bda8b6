#include "link/waiting.h"
#include "base/alloc.h"
#include "wire/routes.h"

#include <stdlib.h>
#include <string.h>

static const micros longest_pause = 60 * MICROS_SECOND;

struct job *
job_new(void)
{
	struct job *job = xcalloc(1, sizeof *job);
	arena_init(&job->arena);
	return job;
}

void
job_free(struct job *job)
{
	arena_release(&job->arena);
	free(job);
}

void
waiting_release(struct waiting *waiting)
{
	while (waiting->first) {
		struct job *job = waiting->first;
		waiting_remove(waiting, job);
		job_free(job);
	}
}

void
waiting_remove(struct waiting *waiting, struct job *job)
{
	for (struct job **at = &waiting->first; *at; at = &(*at)->next)
		if (*at == job) {
			*at = job->next;
			waiting->count--;
			return;
		}
}

void
waiting_add(struct waiting *waiting, struct job *job)
{
	struct job **at = &waiting->first, *old = NULL;
	while (*at) {
		old = *at;
		if (job->operation && old->operation &&
		    strcmp(job->operation, old->operation) == 0) {
			/* After a recovery a write may be offered twice. */
			old->number = job->number;
			old->orphan = false;
			job_free(job);
			return;
		}
		if (job->class == REQUEST_SEARCH && old->class == REQUEST_SEARCH && !old->flying) {
			*at = old->next;
			waiting->count--;
			job_free(old);
			continue;
		}
		at = &old->next;
	}
	*at = job;
	waiting->count++;
}

static bool
lasting(const struct job *job)
{
	return job->class == REQUEST_WRITE || job->class == REQUEST_FEED;
}

static bool
same_chain(const struct job *a, const struct job *b)
{
	return a->chain && b->chain && strcmp(a->chain, b->chain) == 0;
}

/* Is another write of its chain before it? */
static bool
chained(const struct waiting *waiting, const struct job *job)
{
	for (const struct job *before = waiting->first; before != job; before = before->next)
		if (before->class == REQUEST_WRITE && same_chain(before, job))
			return true;
	return false;
}

static bool
barred(const struct waiting *waiting, const struct job *job)
{
	if (job->flying || (!waiting->line.signed_in && !route_of(job->route)->open))
		return true;
	return job->class == REQUEST_WRITE && (waiting->line.held || chained(waiting, job));
}

static micros
due_of(const struct waiting *waiting, const struct job *job)
{
	return lasting(job) && waiting->line.retry > job->due ? waiting->line.retry : job->due;
}

/* Lower goes first. */
static int
rank(const struct waiting *waiting, const struct job *job)
{
	switch (job->class) {
	case REQUEST_READ:
		return 1;
	case REQUEST_SEARCH:
		return 2;
	case REQUEST_IDLE:
		return 4;
	default:
		return waiting->last_was_write
			   ? 3
			   : 0; /* takes turns with what the advisor waits for */
	}
}

struct job *
waiting_next(struct waiting *waiting, enum transfer_slot slot, micros now)
{
	struct job *best = NULL;
	for (struct job *job = waiting->first; job; job = job->next) {
		if ((job->class == REQUEST_FEED) != (slot == SLOT_FEED) || barred(waiting, job) ||
		    due_of(waiting, job) > now)
			continue;
		if (!best || rank(waiting, job) < rank(waiting, best))
			best = job;
	}
	if (best && slot == SLOT_WORK)
		waiting->last_was_write = best->class == REQUEST_WRITE;
	return best;
}

void
waiting_forget(struct waiting *waiting)
{
	for (struct job *job = waiting->first, *next; job; job = next) {
		next = job->next;
		if (job->flying)
			continue;
		waiting_remove(waiting, job);
		job_free(job);
	}
}

micros
waiting_due(const struct waiting *waiting)
{
	micros due = INT64_MAX;
	for (const struct job *job = waiting->first; job; job = job->next)
		if (!barred(waiting, job) && due_of(waiting, job) < due)
			due = due_of(waiting, job);
	return due;
}

micros
waiting_pause(micros first, unsigned attempts)
{
	micros pause = first;
	for (unsigned i = 1; i < attempts && pause < longest_pause; i++)
		pause *= 2;
	return pause < longest_pause ? pause : longest_pause;
}
