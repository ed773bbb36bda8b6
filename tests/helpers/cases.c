#include "helpers/cases.h"

#include "base/buf.h"
#include "base/id.h"
#include "helpers/json.h"
#include "helpers/proc.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { A_CONTACT = 40 };
#define NOW "2026-11-20T10:42:00Z"

static long next_reference, last_reference;

static void
reference(struct api *api, char out[16])
{
	char text[REFERENCE_LENGTH + 1];
	if (next_reference == last_reference) {
		struct http_reply reply = api_write(api, "POST", "/v1/leases", NULL, NULL);
		char *from = json_get(reply.body, "from"), *to = json_get(reply.body, "to");
		ck_assert_msg(from && to, "%s", reply.body);
		next_reference = atol(from);
		last_reference = atol(to);
		free(from);
		free(to);
		http_reply_release(&reply);
	}
	reference_format(text, (uint32_t)next_reference++);
	snprintf(out, 16, "%s", text);
}

static void
add_enquiry(struct api *api, struct buf *body, struct new_case *new, bool first)
{
	char *enquiry = office_id(), *id = office_id();
	snprintf(new->id, sizeof new->id, "%s", id);
	reference(api, new->ref);
	buf_printf(body,
	    "%s{\"id\":\"%s\",\"service\":\"%s\",\"responsible\":\"chorley\",\"outcome\":"
	    "\"referred\",\"outcome_prompt\":\"waste-round\",\"version\":1,\"began\":\"" NOW
	    "\",\"answers\":[{\"prompt\":\"%s\",\"value\":\"%s\",\"source\":\"asked\",\"at\":"
	    "\"" NOW "\",\"version\":1}],\"opens\":{\"id\":\"%s\",\"reference\":\"%s\",\"queue\":"
	    "\"%s\"",
	    first ? "" : ",", enquiry, new->service ? new->service : "missed-bin",
	    new->prompt ? new->prompt : "bin", new->value ? new->value : "blue", id, new->ref,
	    new->queue ? new->queue : "waste-round");
	if (new->summary)
		buf_printf(body, ",\"summary\":\"%s\"", new->summary);
	if (new->due)
		buf_printf(body, ",\"due\":\"%s\"", new->due);
	buf_puts(body, "}}");
	free(enquiry);
	free(id);
}

static void
log_contact(
    struct api *api, const char *desk, const char *customer, struct new_case *cases, size_t count)
{
	char *id = office_id(), *path = proc_text("/v1/contacts/%s", id);
	struct buf body;
	buf_init(&body, 1 << 20);
	buf_printf(&body,
	    "{\"id\":\"%s\",\"step\":1,\"at\":\"chorley\",\"as\":\"chorley\",\"desk\":\"%s\","
	    "\"channel\":\"phone\",\"began\":\"" NOW "\",\"ended\":\"" NOW "\"",
	    id, desk);
	if (customer)
		buf_printf(&body, ",\"customer\":\"%s\"", customer);
	buf_puts(&body, ",\"enquiries\":[");
	for (size_t i = 0; i < count; i++)
		add_enquiry(api, &body, &cases[i], i == 0);
	buf_puts(&body, "]}");
	struct http_reply reply = api_write(api, "PUT", path, NULL, body.data);
	ck_assert_msg(reply.status == 200, "%d %s", reply.status, reply.body);
	http_reply_release(&reply);
	buf_release(&body);
	free(path);
	free(id);
}

void
cases_open(
    struct api *api, const char *desk, const char *customer, struct new_case *cases, size_t count)
{
	for (size_t i = 0; i < count; i += A_CONTACT)
		log_contact(
		    api, desk, customer, cases + i, count - i < A_CONTACT ? count - i : A_CONTACT);
}

struct http_reply
case_does(struct api *api, const char *id, const char *kind, const char *more)
{
	char *event = office_id(), *path = proc_text("/v1/cases/%s/events/%s", id, event);
	char *body = proc_text("{\"id\":\"%s\",\"kind\":\"%s\",\"at\":\"" NOW "\"%s%s}", event,
	    kind, *more ? "," : "", more);
	struct http_reply reply = api_write(api, "PUT", path, NULL, body);
	free(event);
	free(path);
	free(body);
	return reply;
}

void
case_did(struct api *api, const char *id, const char *kind, const char *more)
{
	struct http_reply reply = case_does(api, id, kind, more);
	ck_assert_msg(reply.status == 200, "%s %s: %d %s", kind, more, reply.status, reply.body);
	http_reply_release(&reply);
}

void
case_joined(struct api *api, const char *incident, const char *field, const char *value)
{
	char *id = office_id(), *enquiry = office_id(), *path = proc_text("/v1/contacts/%s", id);
	char *body =
	    proc_text("{\"id\":\"%s\",\"step\":1,\"at\":\"chorley\",\"as\":\"chorley\","
		      "\"desk\":\"chorley-cc-2\",\"channel\":\"phone\",\"%s\":\"%s\",\"began\":"
		      "\"2026-11-20T10:50:00Z\",\"ended\":\"2026-11-20T10:51:00Z\",\"enquiries\":"
		      "[{\"id\":\"%s\",\"service\":\"fly-tipping\",\"responsible\":\"chorley\","
		      "\"outcome\":\"referred\",\"version\":1,\"began\":\"2026-11-20T10:50:00Z\","
		      "\"joins\":\"%s\"}]}",
		id, field, value, enquiry, incident);
	struct http_reply reply = api_write(api, "PUT", path, NULL, body);
	ck_assert_msg(reply.status == 200, "%d %s", reply.status, reply.body);
	http_reply_release(&reply);
	free(id), free(enquiry), free(path), free(body);
}

char *
case_amina_agrees(struct api *api)
{
	struct http_reply reply = http_get(&api->http, "/v1/customers?q=patel+amina");
	char *id = json_get(reply.body, "items.0.id"), *row = office_id();
	char *path = proc_text("/v1/customers/%s", id);
	char *body =
	    proc_text("{\"id\":\"%s\",\"was\":{},\"now\":{\"emails\":[{\"id\":\"%s\",\"address\":"
		      "\"amina@people.example\"}],\"consents\":[{\"id\":\"%s\",\"kind\":\"email\","
		      "\"agreed\":true,\"how\":\"on the phone\"}]}}",
		id, row, row);
	http_reply_release(&reply);
	reply = api_write(api, "PATCH", path, NULL, body);
	ck_assert_msg(reply.status == 200, "%s", reply.body);
	http_reply_release(&reply);
	free(row), free(path), free(body);
	return id;
}
