/* Good requests about the whiteboard and about visits of people who work alone. */
#include "api/walker.h"

#include "helpers/proc.h"
#include "helpers/tap.h"

#include <stdlib.h>
#include <string.h>

#define NOW "2026-11-20T10:42:00Z"
#define NOON "2026-11-20T12:00:00Z"

/* Of J. Mills, whose team nobody here is of. */
static struct sample
sample_visit(const char *id)
{
	return (struct sample){.route = ROUTE_PUT_VISIT,
	    .role = ADVISOR,
	    .path = proc_text("/v1/visits/%s", id),
	    .body = proc_text("{\"id\":\"%s\",\"worker\":\"j.mills\",\"service\":\"fly-tipping\","
			      "\"place\":\"14 Union Street\",\"begins\":\"" NOW
			      "\",\"ends\":\"" NOON "\"}",
		id)};
}

/* One that is there to be begun. */
static void
put_visit(const char *id)
{
	struct sample sample = sample_visit(id);
	sample_done(&sample);
}

void
sample_board(struct sample *sample, const char *id)
{
	if (sample->route == ROUTE_PUT_BOARD_WORD) {
		sample->path = strdup("/v1/whiteboard/j.mills");
		sample->body =
		    proc_text("{\"state\":\"out\",\"place\":\"Room %s\",\"at\":\"" NOW "\"}", id);
	} else if (sample->route == ROUTE_PUT_VISIT) {
		*sample = sample_visit(id);
	} else {
		char *act = office_id();
		put_visit(id);
		sample->path = proc_text("/v1/visits/%s/acts/%s", id, act);
		sample->body =
		    proc_text("{\"id\":\"%s\",\"kind\":\"begin\",\"at\":\"" NOW "\"}", act);
		free(act);
	}
}
