/* A payment's page to its customer by mail; and what its provider tells by itself. */
#include "base/text.h"
#include "crm/attempts.h"
#include "crm/inside.h"
#include "crm/mail.h"
#include "crm/payments.h"
#include "crm/surveys.h"
#include "directory/form.h"
#include "store/customers.h"
#include "store/partners.h"
#include "store/payments.h"

#include <inttypes.h>

enum { NOTICES_A_MINUTE = 600 };

/* ---- to the customer ---- */

static const char *
letter(struct ask *ask, const struct payment *payment, const struct customer *customer,
    const char *title, const char *language)
{
	struct arena *arena = ask->call->arena;
	struct council council = {0};
	partner_get(ask->tx, &council_record, payment->council, &council, arena);
	const char *name = council.name ? council.name : "";
	return arena_printf(arena,
	    form_words(language,
		"Dear %s,\n\nThis is the page at which you can pay \u00a3%" PRId64 ".%02" PRId64
		" to %s for: %s.\n\n%s\n\nYour reference is %s. Nobody of us ever asks for the "
		"number of your card.\n\n%s\n",
		"Annwyl %s,\n\nDyma'r dudalen lle gallwch dalu \u00a3%" PRId64 ".%02" PRId64
		" i %s am: %s.\n\n%s\n\nEich cyfeirnod yw %s. Nid oes neb ohonom byth yn gofyn "
		"am rif eich cerdyn.\n\n%s\n"),
	    customer_spoken_name(customer, arena), payment->amount / 100, payment->amount % 100,
	    name, title, payment->next_url, payment->reference, name);
}

static bool
no(struct ask *ask, const char *field, const char *why)
{
	return refuse(ask, PROBLEM_BAD_FIELD, field, why);
}

bool
payment_mail(struct ask *ask, struct payment *payment)
{
	struct arena *arena = ask->call->arena;
	struct payment was = *payment;
	struct customer customer;
	const struct service *service = survey_service(ask, payment->service);
	if (payment->ended || text_blank(payment->next_url))
		return no(ask, "state", "there is no page to pay at");
	if (!payment->customer)
		return no(ask, "customer", "it is not known who pays");
	int found = customer_get(ask->tx, payment->customer, &customer, arena);
	if (found < 1)
		return store_well(ask) && no(ask, "customer", "it is not known who pays");
	const char *address = mail_agreed(&customer);
	const char *sender = mail_sender(ask, service, payment->council);
	if (!address)
		return no(ask, "customer", "they have no address, or did not agree to mails");
	if (!sender)
		return no(ask, "council", "no mails are sent about this service there");
	const char *language = language_of_customer(&customer);
	const char *title = arena_strdup(arena, words_in(&service->title, language));
	struct mail mail = {.council = payment->council,
	    .sender = sender,
	    .recipient = address,
	    .customer = customer.id,
	    .about = payment->id,
	    .reference = payment->reference,
	    .subject = arena_printf(arena,
		form_words(language, "Where you can pay: %s", "Lle gallwch dalu: %s"), title),
	    .text = letter(ask, payment, &customer, title, language)};
	mail_post(ask, &mail, 0);
	payment->mailed = tx_now(ask->tx);
	payment_keep(ask, "payment.mail", payment, &was);
	return store_well(ask);
}

/* ---- from the provider ---- */

void
crm_payment_hook(struct crm *crm, const struct payment_hook *hook)
{
	crm->payment_hook = hook;
}

bool
payment_notice_look(struct ask *ask)
{
	const struct payment_hook *hook = ask->crm->payment_hook;
	const struct crm_call *call = ask->call;
	struct payment_notice *notice = arena_alloc(call->arena, sizeof *notice);
	const char *peer = call->peer ? call->peer : "";
	*notice = (struct payment_notice){0};
	if (!pace_keep(ask, arena_printf(call->arena, "notice %s", peer), NOTICES_A_MINUTE))
		return false;
	switch (hook ? hook->read(hook->context, call->params[0], call->signature, call->raw,
			   call->raw_length, notice, call->arena)
		     : PAYMENT_NOBODY) {
	case PAYMENT_HEARD:
		ask->more = notice;
		return true;
	case PAYMENT_NOT_SIGNED:
		return refuse(ask, PROBLEM_NOT_SIGNED_IN, NULL, "not signed by the provider");
	case PAYMENT_UNREADABLE:
		return refuse(ask, PROBLEM_BAD_REQUEST, NULL, "no notice of a payment");
	case PAYMENT_NOBODY:
		break;
	}
	return refuse(ask, PROBLEM_NOT_FOUND, NULL, "nothing is heard from its provider");
}

/* The same notice twice is one question; one of a payment that is not ours is no matter. */
bool
payment_notice_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct payment_notice *notice = ask->more;
	struct payment payment;
	tx_actor(ask->tx, "provider", NULL);
	if (!notice->reference ||
	    payment_by_reference(ask->tx, notice->reference, &payment, arena) != 1 ||
	    !text_same(payment.council, ask->call->params[0]))
		return store_well(ask);
	payment_look_now(ask, &payment,
	    arena_printf(arena, "payment-look:%s:told:%s", payment.id, notice->message));
	return store_well(ask);
}
