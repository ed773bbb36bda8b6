/*
 * Payments by hand-off: the sum is the directory's, the card is never ours. One that is kept is
 * made at the provider by a job of the queue (crm/connect.h), once, however often replies are lost:
 * the provider knows it by our reference. What became of it is asked for until it has an end.
 */
#include "crm/payments.h"
#include "base/text.h"
#include "crm/inside.h"
#include "crm/mail.h"
#include "directory/matrix.h"
#include "directory/payment.h"
#include "model/payment_group.h"
#include "store/audit.h"
#include "store/connect.h"
#include "store/customers.h"
#include "store/feed.h"
#include "store/leases.h"
#include "store/partners.h"
#include "store/payments.h"
#include "store/services.h"

#include <inttypes.h>
#include <string.h>

#define FIRST_LOOK (4 * MICROS_SECOND)
#define LONGEST_LOOK (10 * MICROS_MINUTE)
enum { MOST_LOOKS = 200 };

void
payment_keep(
    struct ask *ask, const char *action, const struct payment *now, const struct payment *was)
{
	struct audit_entry entry = {.action = action,
	    .record = payment_record.name,
	    .id = now->id,
	    .person = now->customer ? now->customer : now->contact,
	    .of = &payment_record,
	    .was = was,
	    .now = now};
	payment_put(ask->tx, now);
	audit_add(ask->tx, &entry);
	feed_add(ask->tx, "payment", now->id, now->state, 0);
}

static void
order(
    struct ask *ask, const struct payment *payment, const char *kind, const char *key, micros when)
{
	char id[ID_LENGTH + 1];
	tx_id(ask->tx, id);
	struct connect_job job = {.id = id,
	    .kind = kind,
	    .key = key,
	    .subject = payment->id,
	    .council = payment->council,
	    .next_at = when};
	connect_job_new(ask->tx, &job);
}

void
payment_look_now(struct ask *ask, const struct payment *payment, const char *key)
{
	order(ask, payment, "payment-look", key, 0);
}

/* ---- the sum ---- */

/* Refuses what is not paid for at this council, or with another sum. */
static bool
check_sum(struct ask *ask, const struct payment *payment)
{
	struct arena *arena = ask->call->arena;
	struct service_text text;
	struct finding_list findings;
	if (directory_get(ask->tx, payment->service, 0, &text, arena) != 1)
		return store_well(ask) &&
		       refuse(ask, PROBLEM_BAD_FIELD, "service", "no such service");
	findings_init(&findings);
	struct service *service = service_parse(
	    text.service, text.text, strlen(text.text), payment->council, NULL, &findings);
	findings_release(&findings);
	int64_t amount = service ? payment_amount(service) : 0;
	bool on = service && matrix_on(service, payment->council, MECHANISM_PAYMENTS,
				 london_of(tx_now(ask->tx)).date);
	service_free(service);
	if (!on || !amount)
		return refuse(
		    ask, PROBLEM_BAD_FIELD, "service", "payments are not taken for it there");
	if (text_blank(payment->description))
		return refuse(ask, PROBLEM_BAD_FIELD, "description", "is missing");
	return amount == payment->amount ||
	       refuse(ask, PROBLEM_BAD_FIELD, "amount",
		   arena_printf(arena, "the fee is %" PRId64 " pence", amount));
}

/* ---- begun at a desk ---- */

static bool
check(struct ask *ask, const struct payment *payment)
{
	struct arena *arena = ask->call->arena;
	struct customer customer;
	struct council council;
	if (!text_same(ask->call->params[0], payment->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	if (partner_get(ask->tx, &council_record, payment->council, &council, arena) == 0)
		return refuse(ask, PROBLEM_BAD_FIELD, "council", "no such council");
	if (payment->customer && customer_get(ask->tx, payment->customer, &customer, arena) == 0)
		return refuse(ask, PROBLEM_BAD_FIELD, "customer", "no such customer");
	return store_well(ask) && check_sum(ask, payment);
}

bool
payment_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct payment *now = record_copy(arena, &payment_record, ask->call->body);
	struct payment was;
	struct desk_record desk;
	char reference[REFERENCE_LENGTH + 1];
	int found = payment_get(ask->tx, now->id, &was, arena);
	if (found < 0)
		return false;
	if (found) {
		*now = was;
		ask->answer->body = now;
		return true;
	}
	if (!ask->session->desk ||
	    partner_get(ask->tx, &desk_record_record, ask->session->desk, &desk, arena) != 1)
		return store_well(ask) &&
		       refuse(ask, PROBLEM_NOT_PERMITTED, "desk", "no desk asks");
	if (!check(ask, now))
		return false;
	if (payment_open(ask->tx, now->enquiry, &was, arena) != 0)
		return store_well(ask) &&
		       refuse(ask, PROBLEM_CONFLICT, "enquiry", "it is being paid, or is paid");
	if (reference_next(ask->tx, text_same(desk.kind, "training"), reference) != 1)
		return store_well(ask) && refuse(ask, PROBLEM_BUSY, NULL, "no reference is left");
	now->reference = arena_strdup(arena, reference);
	now->state = "created";
	now->at = desk.council;
	now->desk = desk.id;
	now->user = ask->session->user;
	now->made = now->changed = tx_now(ask->tx);
	payment_keep(ask, "payment.put", now, NULL);
	order(ask, now, "payment-create", arena_printf(arena, "payment-create:%s", now->id), 0);
	ask->answer->body = now;
	return true;
}

/* ---- looked at, given up ---- */

static bool
load(struct ask *ask, struct payment *out)
{
	int found = payment_get(ask->tx, ask->call->params[0], out, ask->call->arena);
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	struct concern concern = {.at = out->at, .responsible = out->council};
	return found == 1 && allowed(ask, ACTION_LOG_CONTACT, &concern) &&
	       payment_name_case(ask->tx, out, ask->call->arena) == 0;
}

bool
payment_read(struct ask *ask)
{
	struct payment *payment = record_new(ask->call->arena, &payment_record);
	if (!load(ask, payment))
		return false;
	payment_withhold(ask, payment);
	ask->answer->body = payment;
	return true;
}

/* Asked for now, or given up: the provider decides, for the customer may just have paid. */
bool
payment_event_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct payment_event *event = ask->call->body;
	struct payment *payment = record_new(arena, &payment_record);
	if (!text_same(ask->call->params[1], event->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	if (!load(ask, payment))
		return false;
	bool cancel = text_same(event->kind, "cancel"), mail = text_same(event->kind, "mail");
	struct payment seen = *payment;
	if (payment_withhold(ask, &seen) && (cancel || mail))
		return refuse(ask, PROBLEM_WITHHELD, NULL, NULL);
	if (text_same(event->kind, "settle")) {
		if (!payment_settle(ask, payment))
			return false;
	} else if (mail) {
		if (!payment_mail(ask, payment))
			return false;
	} else if (!payment->ended || !cancel) {
		struct audit_entry entry = {.action = cancel ? "payment.cancel" : "payment.look",
		    .record = payment_record.name,
		    .id = payment->id};
		audit_add(ask->tx, &entry);
		order(ask, payment, cancel ? "payment-cancel" : "payment-look",
		    arena_printf(arena, "payment-%s:%s", event->kind, event->id), 0);
	}
	payment_withhold(ask, payment);
	ask->answer->body = payment;
	return true;
}

const char *
payment_person(const struct ask *ask)
{
	const struct payment *payment = ask->answer->body;
	return !payment ? NULL : payment->customer ? payment->customer : payment->contact;
}

/* ---- for src/connect ---- */

int
crm_payment(
    struct crm *crm, const char *id, struct payment *out, struct arena *arena, struct err *err)
{
	struct tx *tx = store_read(crm->store);
	int found = tx ? payment_get(tx, id, out, arena) : -1;
	if (tx)
		store_done(tx);
	return found < 0 ? err_set(err, "the CRM cannot be read") : found;
}

struct noting {
	const char *id;
	const struct payment_news *news;
};

bool
crm_payment_asked(const struct connect_job *job)
{
	const char *colon = strchr(job->key, ':');
	return !colon || strncmp(colon + 1, job->subject, strlen(job->subject)) != 0;
}

static void
look_again(struct ask *ask, const struct payment *payment)
{
	micros wait = FIRST_LOOK;
	for (int64_t i = 0; i < payment->looks && wait < LONGEST_LOOK; i++)
		wait += wait / 2;
	order(ask, payment, "payment-look",
	    arena_printf(ask->call->arena, "payment-look:%s:%" PRId64, payment->id, payment->looks),
	    tx_now(ask->tx) + (wait < LONGEST_LOOK ? wait : LONGEST_LOOK));
}

/* What is said is kept, whether or not what is held follows it. */
static void
hear(struct ask *ask, struct payment *now, const struct payment_news *news)
{
	if (!news->provider_id)
		return; /* it was never made there, as far as we know */
	now->said = news->state;
	now->said_amount = news->amount;
	now->looked = tx_now(ask->tx);
	now->provider_id = news->provider_id;
	now->differs = payment_differs(now);
}

static bool
note(struct ask *ask, void *context)
{
	const struct noting *noting = context;
	const struct payment_news *news = noting->news;
	struct payment was, now;
	if (payment_get(ask->tx, noting->id, &was, ask->call->arena) != 1)
		return false;
	now = was;
	hear(ask, &now, news);
	if (was.ended && !(text_same(was.state, "success") && text_same(news->state, "refunded"))) {
		payment_keep(ask, "payment.note", &now, &was);
		return true;
	}
	now.provider_id = news->provider_id ? news->provider_id : was.provider_id;
	now.next_url = news->next_url ? news->next_url : was.next_url;
	now.line = news->line ? news->line : was.line;
	now.failure = news->failure;
	now.state = news->state;
	now.looks++;
	if (!text_same(now.state, was.state) || !text_same(now.provider_id, was.provider_id))
		now.changed = tx_now(ask->tx);
	now.differs = payment_differs(&now);
	if (!payment_open_state(now.state))
		now.ended = tx_now(ask->tx);
	else if (now.looks < MOST_LOOKS)
		look_again(ask, &now);
	if (now.changed == was.changed && !now.ended) {
		if (news->asked)
			feed_add(ask->tx, "payment", now.id, now.state, 0);
		return payment_put(ask->tx, &now) == 0;
	}
	payment_keep(ask, "payment.note", &now, &was);
	return true;
}

int
crm_payment_note(struct crm *crm, const char *id, const struct payment_news *news, struct err *err)
{
	struct noting noting = {id, news};
	return connect_write(crm, note, &noting, err);
}

void
payment_create_ended(struct ask *ask, const struct connect_job *job, bool well, const char *error)
{
	struct payment_news news = {.state = "failed",
	    .failure = cut_words(ask->call->arena, error ? error : "",
		record_field(&payment_record, "failure")->limit)};
	struct noting noting = {job->subject, &news};
	if (!well)
		note(ask, &noting);
}

int
crm_payments(struct crm *crm, const char *actor, micros from, micros to, struct arena *arena,
    struct list *out, struct err *err)
{
	char first[RFC3339_SIZE], last[RFC3339_SIZE];
	rfc3339_format(first, from);
	rfc3339_format(last, to);
	struct audit_entry entry = {.action = "report.read",
	    .record = "report",
	    .id = "payments",
	    .purpose = arena_printf(arena, "%s to %s", first, last)};
	if (manage_trace(crm, actor, &entry, err) < 0)
		return -1;
	struct tx *tx = store_read(crm->store);
	int rc = tx ? payments_between(tx, from, to, arena, out) : -1;
	if (tx)
		store_done(tx);
	return rc < 0 ? err_set(err, "the CRM cannot be read") : 0;
}
