/* Good requests about what many share: incidents, and contacts that go from desk to desk. */
#include "api/walker.h"

#include "helpers/json.h"
#include "helpers/proc.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#define NOW "2026-11-20T10:42:00Z"

/* A new one of two people; the id of its case, or (`member`) of the second's enquiry. Free it. */
static char *
put_incident(char **member)
{
	char *case_id = NULL;
	for (int i = 0; i < 2; i++) {
		char *contact = office_id(), *enquiry = office_id(), *own = office_id(),
		     *reference = next_reference(), *more;
		if (case_id)
			more = proc_text("\"joins\":\"%s\"", case_id);
		else
			more = proc_text("\"opens\":{\"id\":\"%s\",\"reference\":\"%s\",\"queue\":"
					 "\"fly-tipping\"}",
			    own, reference);
		struct sample sample = {.route = ROUTE_PUT_CONTACT,
		    .role = ADVISOR,
		    .path = proc_text("/v1/contacts/%s", contact),
		    .body =
			proc_text("{\"id\":\"%s\",\"step\":1,\"customer\":\"%s\",\"at\":"
				  "\"chorley\",\"as\":\"chorley\",\"desk\":\"" DESK
				  "\",\"channel\":\"phone\",\"began\":\"" NOW
				  "\",\"enquiries\":[{\"id\":\"%s\",\"service\":\"fly-tipping\","
				  "\"responsible\":\"chorley\",\"outcome\":\"referred\",\"began\":"
				  "\"" NOW "\",\"answers\":[{\"prompt\":\"near\",\"value\":\"14 "
				  "Union Street, Chorley PR7 1AB\",\"source\":\"asked\",\"at\":"
				  "\"" NOW "\"}],%s}]}",
			    contact, world.customer, enquiry, more)};
		struct http_reply reply = walk_send(&sample, (struct sending){0});
		ck_assert_msg(reply.status == 200, "%d %s", reply.status, reply.body);
		http_reply_release(&reply);
		sample_release(&sample);
		if (!case_id)
			case_id = strdup(own);
		else if (member)
			*member = strdup(enquiry);
		free(contact);
		free(enquiry);
		free(own);
		free(reference);
		free(more);
	}
	return case_id;
}

static void
sample_incident(struct sample *sample, const char *id)
{
	char *member, *incident = put_incident(&member);
	sample->path = proc_text("/v1/incidents/%s/events/%s", incident, id);
	sample->body = proc_text("{\"id\":\"%s\",\"kind\":\"leave\",\"member\":\"%s\",\"reason\":"
				 "\"another heap\",\"at\":\"" NOW "\"}",
	    id, member);
	free(member);
	free(incident);
}

/* A contact that this desk gives to the other. */
static struct sample
sample_transfer(const char *id, const char *from, const char *to)
{
	char *contact = office_id();
	bool ours = strcmp(from, DESK) == 0;
	struct sample sample = {.route = ROUTE_PUT_TRANSFER,
	    .role = ADVISOR,
	    .path = proc_text("/v1/transfers/%s", id),
	    .body = proc_text(
		"{\"id\":\"%s\",\"contact_id\":\"%s\",\"to_desk\":\"%s\",\"label\":\"Amina\","
		"\"contact\":{\"id\":\"%s\",\"step\":1,\"at\":\"%s\",\"as\":"
		"\"%s\",\"desk\":\"%s\",\"channel\":\"phone\",\"began\":\"" NOW
		"\"},\"work\":{\"id\":\"%s\",\"step\":1,\"began\":\"" NOW
		"\"},\"drafts\":[{\"field\":\"note.%s\",\"text\":\"she said\"}]}",
		id, contact, to, contact, ours ? "chorley" : "burnley",
		ours ? "chorley" : "burnley", from, contact, contact)};
	free(contact);
	return sample;
}

/* One that waits: given by this desk, or to it. */
static void
put_transfer(const char *id, bool to_us)
{
	struct sample sample =
	    sample_transfer(id, to_us ? OTHER_DESK : DESK, to_us ? DESK : OTHER_DESK);
	struct http_reply reply =
	    walk_send(&sample, (struct sending){.token = to_us ? world.other_token : NULL});
	ck_assert_msg(reply.status == 200, "%d %s", reply.status, reply.body);
	http_reply_release(&reply);
	sample_release(&sample);
}

bool
sample_shared(struct sample *sample)
{
	char *id = office_id(), *incident;
	bool ours = true;
	switch (sample->route) {
	case ROUTE_INCIDENTS:
		free(put_incident(NULL));
		sample->path =
		    strdup("/v1/incidents?service=fly-tipping&address=14%20Union%20Street,"
			   "%20Chorley%20PR7%201AB");
		break;
	case ROUTE_INCIDENT_PEOPLE:
		incident = put_incident(NULL);
		sample->path = proc_text("/v1/incidents/%s/people", incident);
		free(incident);
		break;
	case ROUTE_PUT_INCIDENT_EVENT:
		sample_incident(sample, id);
		break;
	case ROUTE_PUT_TRANSFER:
		*sample = sample_transfer(id, DESK, OTHER_DESK);
		break;
	case ROUTE_TAKE_TRANSFER:
		put_transfer(id, true);
		sample->path = proc_text("/v1/transfers/%s/take", id);
		break;
	case ROUTE_BACK_TRANSFER:
		put_transfer(id, false);
		sample->path = proc_text("/v1/transfers/%s/back", id);
		break;
	default:
		ours = false;
	}
	free(id);
	return ours;
}
