/*
 * A payment provider's page, in the shape of GOV.UK Pay's API (docs.payments.service.gov.uk): a
 * payment is made by POST /v1/payments, looked at by GET /v1/payments/{id}, found by our reference
 * with GET /v1/payments?reference=, and given up by POST /v1/payments/{id}/cancel.
 *
 *     [pay chorley]                                       the council that is paid
 *     url = https://publicapi.payments.service.gov.uk
 *     key = api_live_…                                    is in no log and no answer
 *     return_url = https://chorley.example/paid
 *     line = 01257 515000                                 where a card is taken by telephone
 *     ca = FILE                                           certificates to trust
 *     signing_secret = …                                  of its webhook, where there is one
 *
 * A reply that was lost may have made a payment: whoever tries again looks for our reference first.
 */
#include "base/secret.h"
#include "base/text.h"
#include "connect/inside.h"
#include "wire/tree.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { REPLY_LIMIT = 256 * 1024, SHORTEST_SECRET = 16, LONGEST_MESSAGE = 80 };

struct till {
	struct door door; /* password: the key */
	const char *return_url, *line, *secret;
};

/* ---- the settings ---- */

static int
till_read(
    struct connect *connect, const struct section *section, struct till *till, struct err *err)
{
	static const char *const keys[] = {
	    "url", "key", "return_url", "line", "ca", "signing_secret", NULL};
	const struct connect_settings *all = &connect->settings;
	*till = (struct till){.line = section_value(section, "line")};
	if (section_only(all, section, keys, err) < 0 ||
	    section_need(all, section, "url", &till->door.url, err) < 0 ||
	    section_need(all, section, "key", &till->door.password, err) < 0 ||
	    section_need(all, section, "return_url", &till->return_url, err) < 0)
		return -1;
	till->door.ca = section_value(section, "ca");
	till->secret = section_value(section, "signing_secret");
	if (till->secret && strlen(till->secret) < SHORTEST_SECRET)
		return err_set(
		    err, "%s:%d: signing_secret is too short to be one", all->file, section->line);
	till->door.ending = &connect->ending;
	if (!transfer_http_is(&till->door))
		return err_set(err,
		    "%s:%d: url is https://HOST[:PORT]; without s only on this "
		    "computer",
		    all->file, section->line);
	return 0;
}

int
tills_check(struct connect *connect, struct err *err)
{
	struct till till;
	for (size_t i = 0; i < connect->settings.count; i++)
		if (text_same(connect->settings.sections[i].kind, "pay") &&
		    till_read(connect, &connect->settings.sections[i], &till, err) < 0)
			return -1;
	return 0;
}

static int
till_of(struct connect *connect, const char *council, struct till *till, struct err *err)
{
	for (size_t i = 0; i < connect->settings.count; i++) {
		const struct section *section = &connect->settings.sections[i];
		if (text_same(section->kind, "pay") && text_same(section->name, council))
			return till_read(connect, section, till, err);
	}
	return err_set(err, "there is no [pay %s] in the settings", council);
}

/* ---- what the provider says ---- */

/* Their words for what became of it; P0020 is their code for a page that ran out of time. */
static const char *
state_of(const struct json *payment)
{
	const struct json *state = json_member(payment, "state");
	const char *status = json_member_text(state, "status");
	const char *code = json_member_text(state, "code");
	const char *refund = json_member_text(json_member(payment, "refund_summary"), "status");
	if (text_same(status, "success") && text_same(refund, "full"))
		return "refunded";
	if (text_same(code, "P0020"))
		return "expired";
	if (text_same(status, "error"))
		return "failed";
	if (text_same(status, "capturable"))
		return "submitted";
	static const char *const known[] = {
	    "created", "started", "submitted", "success", "failed", "cancelled", NULL};
	for (size_t i = 0; known[i]; i++)
		if (text_same(known[i], status))
			return known[i];
	return NULL;
}

static int
note_it(struct connect *connect, const struct payment *payment, const struct till *till,
    const struct json *said, bool asked, struct err *err)
{
	const struct json *state = json_member(said, "state");
	const struct json *next = json_member(json_member(said, "_links"), "next_url");
	struct payment_news news = {.provider_id = json_member_text(said, "payment_id"),
	    .state = state_of(said),
	    .next_url = json_member_text(next, "href"),
	    .line = till->line,
	    .amount =
		json_member(said, "amount") ? (int64_t)json_member(said, "amount")->number : 0,
	    .asked = asked,
	    .failure = json_member_text(state, "message")};
	if (!news.state || !news.provider_id || strlen(news.provider_id) > 80 ||
	    (news.next_url && strlen(news.next_url) > 400) ||
	    (news.failure && strlen(news.failure) > 200))
		return err_set(err, "the provider's answer cannot be read");
	return crm_payment_note(connect->crm, payment->id, &news, err);
}

/* 0 and what was answered, or -1. */
static int
call(const struct till *till, const char *method, const char *path, const char *body,
    const char *key, struct arena *arena, long *status, struct json **said, struct err *err)
{
	struct buf out;
	struct err wrong = {""};
	buf_init(&out, REPLY_LIMIT);
	int rc = transfer_http(&till->door, method, path, body, key, &out, status, err);
	*said = rc == 0 && out.length ? json_read(out.data, out.length, arena, &wrong) : NULL;
	buf_release(&out);
	return rc;
}

/* What a refusal means for the job: 4xx is about this payment, but for those that pass. */
static enum crm_outcome
refused(long status, const struct json *said, struct err *err)
{
	const char *why = json_member_text(said, "description");
	struct buf words;
	buf_init(&words, 300);
	text_printable(&words, why ? why : "", why ? strlen(why) : 0);
	err_set(err, "the provider said %ld%s%s", status, why ? ": " : "", words.data);
	buf_release(&words);
	bool passes = status == 401 || status == 403 || status == 408 || status == 429;
	return status >= 400 && status < 500 && !passes ? CRM_REFUSED : CRM_AGAIN;
}

/* ---- the jobs ---- */

/* The payment and its till; CRM_DONE with no payment when there is nothing to do. */
static enum crm_outcome
begin(struct connect *connect, const struct connect_job *job, struct payment *payment,
    struct till *till, struct arena *arena, struct err *err)
{
	int found = crm_payment(connect->crm, job->subject, payment, arena, err);
	if (found < 1)
		return found < 0 ? CRM_AGAIN : CRM_REFUSED;
	return till_of(connect, payment->council, till, err) < 0 ? CRM_AGAIN : CRM_DONE;
}

/* The one that an attempt before this made, though its reply was lost. */
static int
find_made(const struct till *till, const struct payment *payment, struct arena *arena,
    struct json **made, struct err *err)
{
	struct json *said;
	long status;
	const char *path = arena_printf(arena, "/v1/payments?reference=%s", payment->reference);
	*made = NULL;
	if (call(till, "GET", path, NULL, NULL, arena, &status, &said, err) < 0)
		return -1;
	if (status != 200 || !said)
		return err_set(err, "the provider said %ld when asked for our reference", status);
	for (struct json *one = json_member(said, "results") ? json_member(said, "results")->first
							     : NULL;
	     one; one = one->next)
		if (text_same(json_member_text(one, "reference"), payment->reference))
			*made = one;
	return 0;
}

enum crm_outcome
pay_create(
    struct connect *connect, const struct connect_job *job, struct arena *arena, struct err *err)
{
	struct payment payment;
	struct till till;
	struct json *said = NULL, *body = json_new(arena, JSON_OBJECT), *amount;
	long status = 0;
	enum crm_outcome outcome = begin(connect, job, &payment, &till, arena, err);
	if (outcome != CRM_DONE || payment.provider_id)
		return outcome;
	if (job->attempts > 1 && find_made(&till, &payment, arena, &said, err) < 0)
		return CRM_AGAIN;
	if (!said) {
		struct buf text;
		amount = json_new(arena, JSON_NUMBER);
		amount->number = (double)payment.amount;
		json_add(body, "amount", amount);
		json_add_text(body, arena, "reference", payment.reference);
		json_add_text(body, arena, "description", payment.description);
		json_add_text(body, arena, "return_url", till.return_url);
		buf_init(&text, 4000);
		json_write(&text, body);
		int rc = call(&till, "POST", "/v1/payments", text.data, payment.id, arena, &status,
		    &said, err);
		buf_release(&text);
		if (rc < 0)
			return CRM_AGAIN;
		if (status != 201 && status != 200)
			return refused(status, said, err);
	}
	return note_it(connect, &payment, &till, said, false, err) < 0 ? CRM_AGAIN : CRM_DONE;
}

static enum crm_outcome
look_for(struct connect *connect, const struct connect_job *job, const struct payment *payment,
    const struct till *till, struct arena *arena, struct err *err)
{
	struct json *made;
	if (find_made(till, payment, arena, &made, err) < 0)
		return CRM_AGAIN;
	return !made || note_it(connect, payment, till, made, crm_payment_asked(job), err) == 0
		   ? CRM_DONE
		   : CRM_AGAIN;
}

enum crm_outcome
pay_look(
    struct connect *connect, const struct connect_job *job, struct arena *arena, struct err *err)
{
	struct payment payment;
	struct till till;
	struct json *said;
	long status;
	enum crm_outcome outcome = begin(connect, job, &payment, &till, arena, err);
	if (outcome != CRM_DONE)
		return outcome;
	if (!payment.provider_id) /* its making failed: by our reference, was it made after all? */
		return payment.ended ? look_for(connect, job, &payment, &till, arena, err)
				     : outcome;
	const char *path = arena_printf(arena, "/v1/payments/%s", payment.provider_id);
	if (call(&till, "GET", path, NULL, NULL, arena, &status, &said, err) < 0)
		return CRM_AGAIN;
	if (status != 200)
		return refused(status, said, err);
	return note_it(connect, &payment, &till, said, crm_payment_asked(job), err) < 0 ? CRM_AGAIN
											: CRM_DONE;
}

/* Whatever the provider says to it, what became of the payment is looked at afterwards. */
enum crm_outcome
pay_cancel(
    struct connect *connect, const struct connect_job *job, struct arena *arena, struct err *err)
{
	struct payment payment;
	struct till till;
	struct json *said;
	long status;
	enum crm_outcome outcome = begin(connect, job, &payment, &till, arena, err);
	if (outcome != CRM_DONE)
		return outcome;
	if (!payment.provider_id)
		return CRM_AGAIN; /* it is being made */
	const char *path = arena_printf(arena, "/v1/payments/%s/cancel", payment.provider_id);
	if (call(&till, "POST", path, "", NULL, arena, &status, &said, err) < 0)
		return CRM_AGAIN;
	return pay_look(connect, job, arena, err);
}

/* ---- what it tells by itself ---- */

static bool
unhex(unsigned char out[SECRET_HASH], const char *text)
{
	if (!text || strlen(text) != 2 * SECRET_HASH)
		return false;
	for (size_t i = 0; i < SECRET_HASH; i++) {
		unsigned value;
		if (strspn(text + 2 * i, "0123456789abcdefABCDEF") < 2 ||
		    sscanf(text + 2 * i, "%2x", &value) != 1)
			return false;
		out[i] = (unsigned char)value;
	}
	return true;
}

/*
 * A webhook's message, in the shape of GOV.UK Pay (docs.payments.service.gov.uk/webhooks): JSON
 * with webhook_message_id and resource, and Pay-Signature: the HMAC-SHA-256 of the bytes as they
 * are, in hexadecimal.
 */
static enum payment_heard
read_notice(void *context, const char *council, const char *signature, const void *body,
    size_t length, struct payment_notice *out, struct arena *arena)
{
	struct connect *connect = context;
	struct till till;
	struct err err;
	unsigned char made[SECRET_HASH], given[SECRET_HASH];
	if (till_of(connect, council, &till, &err) < 0 || !till.secret)
		return PAYMENT_NOBODY;
	secret_hmac_sha256(made, till.secret, strlen(till.secret), body ? body : "", length);
	if (!unhex(given, signature) || !secret_equal(made, given, sizeof made))
		return PAYMENT_NOT_SIGNED;
	const struct json *said = json_read(body, length, arena, &err);
	const char *message = json_member_text(said, "webhook_message_id");
	if (!message || strlen(message) > LONGEST_MESSAGE)
		return PAYMENT_UNREADABLE;
	out->message = message;
	if (text_same(json_member_text(said, "resource_type"), "payment"))
		out->reference = json_member_text(json_member(said, "resource"), "reference");
	return PAYMENT_HEARD;
}

void
tills_hear(struct connect *connect)
{
	connect->hook = (struct payment_hook){read_notice, connect};
	crm_payment_hook(connect->crm, &connect->hook);
}
