/* A contact in hand that one desk gives to another with everything said so far, and where somebody
 * is signed in who may take it. The fields of each: record_transfer.c. */
#ifndef MODEL_RECORD_TRANSFER_H
#define MODEL_RECORD_TRANSFER_H

#include "model/field.h"

struct contact;
struct work;

struct contact_transfer {
	const char *id;
	const char *contact_id, *customer;
	const char *from_desk, *from_user, *from_name, *from_place; /* who gives, in words too */
	const char *to_desk, *to_queue, *to_council;                /* one of them */
	const char *label;   /* who it is: "PATEL, Amina: Missed bin" */
	const char *message; /* what the giver says to whoever takes it, or null */
	const char *state;   /* offered taken back */
	const char *taken_desk, *taken_user, *taken_name;
	micros made, ended;
	/* While it is offered, and to whoever took it: */
	struct contact *contact; /* its next step at the CRM */
	struct work *work;
	struct list drafts; /* struct draft: what is half typed */
};
extern const struct record contact_transfer_record;

struct contact_transfer_page {
	struct list items; /* struct contact_transfer, without what was said */
};
extern const struct record contact_transfer_page_record;

/* Somebody is signed in at a desk. */
struct presence {
	const char *id; /* of the desk */
	const char *desk_name, *site_name, *council, *kind, *user, *user_name, *role;
	micros since;
};
extern const struct record presence_record;

struct presence_page {
	struct list items;
};
extern const struct record presence_page_record;

#endif
