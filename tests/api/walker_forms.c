/* Good requests about forms on the web: by a form client's key, of a customer, and at a desk. */
#include "api/walker.h"
#include "base/secret.h"
#include "helpers/json.h"
#include "helpers/office.h"
#include "helpers/proc.h"
#include "store/db.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FORM_DESK "chorley-web"
#define POSTED "application/x-www-form-urlencoded"

/* The key of the form client, which each process enrols for itself. */
static const char *
form_key(void)
{
	static char *key;
	if (key)
		return key;
	struct api api;
	api_form_client(&api, &world.office, FORM_DESK);
	key = strdup(api.http.token);
	api_release(&api);
	return key;
}

static char *
form_body(const char *id, const char *given)
{
	return proc_text(
	    "{\"id\":\"%s\",\"service\":\"missed-bin\",\"answers\":[{\"prompt\":"
	    "\"property\",\"value\":\"14 Union Street, Chorley PR7 1AB\"},{\"prompt\":"
	    "\"bin\",\"value\":\"blue\"},{\"prompt\":\"out_by_six\",\"value\":\"yes\"},"
	    "{\"prompt\":\"person.given\",\"value\":\"%s\"},{\"prompt\":"
	    "\"person.family\",\"value\":\"Patel\"},{\"prompt\":\"person.postcode\","
	    "\"value\":\"PR7 1AB\"}]}",
	    id, given);
}

/* One that is there; its receipt. */
static char *
send_form(const char *id)
{
	struct sample sample = {.route = ROUTE_PUT_FORM,
	    .path = proc_text("/v1/sent-forms/%s", id),
	    .body = form_body(id, "Amena"), /* it need not be her */
	    .token = form_key()};
	struct http_reply reply = walk_send(&sample, (struct sending){0});
	ck_assert_msg(reply.status == 200, "%d %s", reply.status, reply.body);
	char *body = strdup(reply.body);
	http_reply_release(&reply);
	sample_release(&sample);
	return body;
}

/* A survey that was sent by mail, under this secret. */
static void
invite(const char *secret)
{
	struct err err;
	unsigned char hash[SECRET_HASH];
	struct db *db = db_open(world.office.crm.db, DB_WRITER, &err);
	ck_assert_msg(db != NULL, "%s", err.text);
	secret_hash(hash, secret, strlen(secret), NULL);
	db_run(db,
	    "INSERT INTO survey_invite (id, hash, survey, council, until) VALUES ($1, $2, "
	    "'survey-contact', 'chorley', $3)",
	    VALUES(v_text(secret), v_bytes(hash, sizeof hash), v_number(INT64_MAX)));
	ck_assert_int_eq((int)db->fault, (int)DB_FINE);
	db_close(db);
}

/* Of a payment that is not ours: a provider has others. */
static void
notice(struct sample *sample, const char *id)
{
	static const char secret[] = WORLD_SIGNS;
	unsigned char hash[SECRET_HASH];
	char hex[2 * SECRET_HASH + 1];
	sample->path = strdup("/v1/payment-notices/chorley");
	sample->body =
	    proc_text("{\"webhook_message_id\":\"%s\",\"resource_type\":\"payment\",\"resource\":{"
		      "\"reference\":\"somebody else\"}}",
		id);
	secret_hmac_sha256(hash, secret, strlen(secret), sample->body, strlen(sample->body));
	for (size_t i = 0; i < sizeof hash; i++)
		snprintf(hex + 2 * i, 3, "%02x", hash[i]);
	sample->headers = proc_text("Pay-Signature: %s\r\n", hex);
}

bool
sample_forms(struct sample *sample)
{
	char *id = office_id();
	switch (sample->route) {
	case ROUTE_FORM_PAGE:
		form_key();
		sample->path = strdup("/forms/chorley/missed-bin?language=cy");
		break;
	case ROUTE_SEND_PAGE:
		form_key();
		sample->type = POSTED;
		sample->path = strdup("/forms/chorley/missed-bin");
		sample->body = proc_text("form.id=%s&form.language=en&property=14+Union+Street%%2C+"
					 "Chorley+PR7+1AB&bin=&bin=blue&out_by_six=yes",
		    id);
		break;
	case ROUTE_PROGRESS_PAGE:
		sample->path = strdup("/progress");
		break;
	case ROUTE_LOOK_PAGE: {
		char *receipt = send_form(id), *reference = json_get(receipt, "reference"),
		     *secret = json_get(receipt, "secret");
		sample->type = POSTED;
		sample->path = strdup("/progress");
		sample->body = proc_text("reference=%s&secret=%s", reference, secret);
		free(receipt), free(reference), free(secret);
		break;
	}
	case ROUTE_PAYMENT_NOTICE:
		notice(sample, id);
		break;
	case ROUTE_SURVEY_PAGE:
		invite(id);
		sample->path = proc_text("/surveys/%s", id);
		break;
	case ROUTE_SEND_SURVEY:
		invite(id);
		sample->type = POSTED;
		sample->path = proc_text("/surveys/%s", id);
		sample->body = strdup("form.language=en&face=&face=good&first_contact=yes");
		break;
	case ROUTE_FORM:
		sample->token = form_key();
		sample->path = strdup("/v1/forms/missed-bin?council=chorley");
		break;
	case ROUTE_CHECK_FORM:
		sample->token = form_key();
		sample->path = strdup("/v1/form-checks");
		sample->body = form_body(id, "Amina");
		break;
	case ROUTE_PUT_FORM:
		sample->token = form_key();
		sample->path = proc_text("/v1/sent-forms/%s", id);
		sample->body = form_body(id, "Amina");
		break;
	case ROUTE_WEB_FORM:
		free(send_form(id));
		sample->path = proc_text("/v1/sent-forms/%s", id);
		break;
	case ROUTE_PUT_WEB_FORM_EVENT:
		free(send_form(id));
		sample->path = proc_text("/v1/sent-forms/%s/events/%s", id, id);
		sample->body = proc_text(
		    "{\"id\":\"%s\",\"kind\":\"join\",\"customer\":\"%s\"}", id, world.customer);
		break;
	case ROUTE_PROGRESS: {
		char *receipt = send_form(id), *reference = json_get(receipt, "reference"),
		     *secret = json_get(receipt, "secret");
		sample->path = strdup("/v1/progress");
		sample->body =
		    proc_text("{\"reference\":\"%s\",\"secret\":\"%s\"}", reference, secret);
		free(receipt), free(reference), free(secret);
		break;
	}
	case ROUTE_CASE_SECRET:
		sample->path = proc_text("/v1/cases/%s/secrets", world.case_id);
		break;
	default:
		free(id);
		return false;
	}
	free(id);
	return true;
}
