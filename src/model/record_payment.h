/* Payments that are handed off to a payment provider's page or line: what for, how much, and what
 * became of it. No card is ever here. The fields of each: record_payment.c. */
#ifndef MODEL_RECORD_PAYMENT_H
#define MODEL_RECORD_PAYMENT_H

#include "model/field.h"

struct payment {
	const char *id, *contact, *enquiry, *customer;
	const char *service; /* null: withheld */
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
	micros mailed; /* its page was sent to the customer; 0: not */
	int64_t looks; /* how often the provider was asked what became of it */
	/* What the provider said when it was last asked, and when; the sum 0: it did not say. What
	 * is held follows it until it has an end; after that they may differ. */
	const char *said;
	int64_t said_amount;
	micros looked;
	bool differs;
	/* Of a page: the case that its enquiry opened; withheld: that of a service not for their
	 * eyes, of which the sums alone are seen. */
	const char *case_reference;
	bool withheld;
};
extern const struct record payment_record;

struct payment_event {
	const char *id, *kind /* look cancel settle mail */;
	micros at;
};
extern const struct record payment_event_record;

/* How many payments of a group there are, and pence. */
struct payment_sum {
	const char *group; /* model/payment_group.h */
	int64_t count, amount;
};
extern const struct record payment_sum_record;

/* The payments of a council, oldest first. */
struct payment_page {
	const char *council;
	micros from;       /* those made since */
	struct list sums;  /* struct payment_sum, with the first page */
	struct list items; /* struct payment */
	const char *next;
};
extern const struct record payment_page_record;

#endif
