#include "link/bundle.h"
#include "model/records.h"
#include "wire/routes.h"

#include <string.h>

static const char prefix[] = "/v1/";

/* The field of struct pages that holds this job's reply, or null: it goes alone. */
static const struct field *
page_of(const struct job *job)
{
	const struct route *route = route_of(job->route);
	if (job->alone || job->operation || strcmp(job->target, route->path) != 0 ||
	    strcmp(route->method, "GET") != 0)
		return NULL;
	return record_field(&pages_record, route->path + strlen(prefix));
}

static bool
joins(const struct job *job)
{
	return !job->flying && !job->orphan &&
	       (job->class == REQUEST_READ || job->class == REQUEST_IDLE) && page_of(job);
}

struct job *
bundle_of(struct waiting *waiting, struct job *job)
{
	if (job->class != REQUEST_READ || !page_of(job))
		return job;
	struct job *bundle = job_new();
	struct arena *arena = &bundle->arena;
	bundle->parts = arena_alloc(arena, BUNDLE_MOST * sizeof(struct job *));
	bundle->target = "/v1/pages?of=";
	for (struct job *part = waiting->first; part && bundle->part_count < BUNDLE_MOST;
	     part = part->next) {
		if (!joins(part))
			continue;
		bundle->target = arena_printf(arena, "%s%s%s", bundle->target,
		    bundle->part_count ? "," : "", part->target + strlen(prefix));
		bundle->parts[bundle->part_count++] = part;
	}
	if (bundle->part_count < 2) {
		job_free(bundle);
		return job;
	}
	for (size_t i = 0; i < bundle->part_count; i++)
		bundle->parts[i]->flying = true;
	bundle->route = ROUTE_PAGES;
	bundle->class = REQUEST_READ;
	return bundle;
}

/* The part's own reply; false: it is to be asked alone, of a CRM that does not know bundles or
 * leaves this page out. */
static bool
answered(const struct job *part, const struct reply *reply, struct reply *out)
{
	*out = *reply;
	out->number = part->number;
	out->route = part->route;
	if (reply->problem == PROBLEM_NOT_FOUND)
		return false;
	if (!reply->body || reply->problem != PROBLEM_NONE)
		return true;
	const struct field *field = page_of(part);
	out->body = *(const void *const *)((const char *)reply->body + field->offset);
	return out->body != NULL;
}

size_t
bundle_end(struct waiting *waiting, struct job *bundle, const struct reply *reply,
    struct reply out[BUNDLE_MOST])
{
	size_t count = 0;
	for (size_t i = 0; i < bundle->part_count; i++) {
		struct job *part = bundle->parts[i];
		part->flying = false;
		bool heard = answered(part, reply, &out[count]);
		if (!heard && !bundle->orphan) {
			part->alone = true;
			continue;
		}
		count += heard && !bundle->orphan;
		waiting_remove(waiting, part);
		job_free(part);
	}
	return count;
}
