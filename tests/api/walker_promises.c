/* Good requests about promises and calls out, and what is there to be kept. */
#include "api/walker.h"
#include "helpers/office.h"
#include "helpers/proc.h"
#include "store/db.h"

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
	sample_done(&sample);
}

/* A list of whom to ring, and one whom this user has in hand. */
static void
put_outbound(const char *id)
{
	struct err err;
	struct db *db = db_open(world.office.crm.db, DB_WRITER, &err);
	ck_assert_msg(db != NULL, "%s", err.text);
	db_run(db,
	    "INSERT INTO outbound_list (id, name, council, service, hours, spacing, attempts) "
	    "VALUES ('renewals', 'Renewals', 'chorley', 'garden-waste', '24/7', '1 hour', 3) ON "
	    "CONFLICT (id) DO NOTHING",
	    NO_VALUES);
	db_run(db,
	    "INSERT INTO outbound_item (id, list, \"key\", number, state, held_by, held_desk, "
	    "made, next, held_until) VALUES ($1, 'renewals', $1, '+441632960151', 'held', "
	    "'walk.advisor', $1, 1, 1, 1)",
	    VALUES(v_text(id)));
	ck_assert_int_eq((int)db->fault, (int)DB_FINE);
	db_close(db);
}

bool
sample_promises(struct sample *sample)
{
	char *id = office_id(), *event = office_id();
	switch (sample->route) {
	case ROUTE_PROMISE:
		sample->path = proc_text("/v1/promises/%s", world.enquiry);
		break;
	case ROUTE_OUTBOUND_CLAIM:
		put_outbound(id);
		sample->path = proc_text("/v1/outbound/renewals/claims/%s", id);
		break;
	case ROUTE_OUTBOUND_ATTEMPT:
		put_outbound(id);
		sample->path = proc_text("/v1/outbound-items/%s/attempts/%s", id, event);
		sample->body = proc_text(
		    "{\"id\":\"%s\",\"outcome\":\"no_answer\",\"at\":\"" NOW "\"}", event);
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
