/* Good requests about promises, and one that is there to be kept. */
#include "api/walker.h"
#include "helpers/office.h"
#include "helpers/proc.h"

#include <check.h>
#include <stdlib.h>

#define NOW "2026-11-20T10:42:00Z"
#define LATER "2026-11-23T17:00:00Z"

static void
promise(struct sample *sample, const char *id)
{
	sample->path = proc_text("/v1/promises/%s", id);
	sample->body = proc_text(
	    "{\"id\":\"%s\",\"kind\":\"ring\",\"customer\":\"%s\",\"as\":\"chorley\",\"what\":"
	    "\"We will ring you.\",\"number\":\"+441632960151\",\"owner\":\"walk.advisor\","
	    "\"made\":\"" NOW "\",\"due\":\"" LATER "\"}",
	    id, world.customer);
}

static void
put_promise(const char *id)
{
	struct sample sample = {.route = ROUTE_PUT_PROMISE, .role = ADVISOR};
	promise(&sample, id);
	struct http_reply reply = walk_send(&sample, (struct sending){0});
	ck_assert_msg(reply.status == 200, "%d %s", reply.status, reply.body);
	http_reply_release(&reply);
	sample_release(&sample);
}

bool
sample_promises(struct sample *sample)
{
	char *id = office_id(), *event = office_id();
	switch (sample->route) {
	case ROUTE_PROMISE:
		sample->path = proc_text("/v1/promises/%s", world.enquiry);
		break;
	case ROUTE_PUT_PROMISE:
		promise(sample, id);
		break;
	case ROUTE_PUT_PROMISE_EVENT:
		put_promise(id);
		sample->path = proc_text("/v1/promises/%s/events/%s", id, event);
		sample->body = proc_text("{\"id\":\"%s\",\"kind\":\"kept\",\"text\":\"she was "
					 "glad\",\"at\":\"" NOW "\"}",
		    event);
		break;
	default:
		break;
	}
	free(id);
	free(event);
	return sample->path != NULL;
}
