/* What src/connect and administration ask of the CRM about payments. -1 with a sentence. */
#ifndef CRM_PAYMENTS_H
#define CRM_PAYMENTS_H

#include "crm/crm.h"

/* 1, or 0 when there is none. */
int crm_payment(
    struct crm *crm, const char *id, struct payment *out, struct arena *arena, struct err *err);

/* What the provider says of it. Of a state that has an end nothing changes any more, but that it is
 * given back: what is said after it is kept beside it, for those who reconcile. While it has none,
 * the provider is asked again, later and later. */
struct payment_news {
	const char *provider_id, *state, *next_url, *line, *failure;
	int64_t amount; /* pence; 0: not said */
	bool asked;     /* somebody waits for it */
};
/* Was this look asked for by a person? */
bool crm_payment_asked(const struct connect_job *job);
int crm_payment_note(
    struct crm *crm, const char *id, const struct payment_news *news, struct err *err);

/*
 * What a provider tells by itself. Who knows its secret reads it (src/connect), on any thread: the
 * names live in the arena. It is only taken as a reason to ask the provider at once, so that what
 * is told twice, late or in another order says nothing that is not so.
 */
enum payment_heard {
	PAYMENT_HEARD,
	PAYMENT_NOT_SIGNED, /* not by whom it says */
	PAYMENT_UNREADABLE,
	PAYMENT_NOBODY /* nothing is heard from the provider of this council */
};
struct payment_notice {
	const char *message;   /* its own id */
	const char *reference; /* ours, of the payment that it is about; null: of none */
};
struct payment_hook {
	enum payment_heard (*read)(void *context, const char *council, const char *signature,
	    const void *body, size_t length, struct payment_notice *out, struct arena *arena);
	void *context;
};
/* Null: nobody any more. Not while requests come in. */
void crm_payment_hook(struct crm *crm, const struct payment_hook *hook);

/* Those made from … to - 1, struct payment, with an audit entry of the report. */
int crm_payments(struct crm *crm, const char *actor, micros from, micros to, struct arena *arena,
    struct list *out, struct err *err);

#endif
