/* Payments that are handed off to a payment provider's page or line: what for, how much, and what
 * became of it. No card is ever here. The fields of each: record_payment.c. */
#ifndef MODEL_RECORD_PAYMENT_H
#define MODEL_RECORD_PAYMENT_H

#include "model/field.h"

struct payment {
	const char *id, *contact, *enquiry, *customer, *service;
	const char *council; /* to whom it is paid */
	const char *at;      /* whose desk */
	int64_t amount;      /* pence, by the directory's fee */
	const char *description;
	const char *reference; /* ours, that the provider knows it by too */
	/* created started submitted success failed cancelled expired refunded */
	const char *state;
	const char *provider_id, *next_url; /* the provider's page for the customer */
	const char *line;                   /* the telephone line to transfer to instead, or null */
	const char *failure;                /* why, as the provider says */
	const char *desk, *user;
	micros made, changed, ended /* 0: not yet */;
	int64_t looks; /* how often the provider was asked what became of it */
};
extern const struct record payment_record;

struct payment_event {
	const char *id, *kind /* look cancel */;
	micros at;
};
extern const struct record payment_event_record;

#endif
