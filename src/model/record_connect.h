/* What the CRM has to do at other systems, and what came of it; e-mail in and out. The fields of
 * each: record_connect.c. */
#ifndef MODEL_RECORD_CONNECT_H
#define MODEL_RECORD_CONNECT_H

#include "model/field.h"

/*
 * One thing to be done at another system. `key` is unique: what is asked for twice is done once.
 * A job that runs is leased until `next_at`; when whoever ran it died, it is taken again after
 * that.
 */
struct connect_job {
	const char *id;
	const char *kind;    /* mail-send: of the connector that does it */
	const char *key;     /* mail-send:ID */
	const char *subject; /* the id of the record that it is about */
	const char *council; /* in whose name, or null */
	const char *state /* waiting running done failed */;
	int64_t attempts;
	const char *error; /* what the other system said the last time, or null */
	micros made, next_at, done;
};
extern const struct record connect_job_record;

struct connect_list {
	struct list items;
};
extern const struct record connect_list_record;

/* Up to where a mailbox has been fetched (RFC 3501: UIDs hold while UIDVALIDITY does). */
struct mailbox {
	const char *id; /* the address, as a key: contact-chorley.example */
	const char *council, *address;
	int64_t validity, last;
	const char *pages; /* where people find this CRM's pages: https://forms.chorley.example */
	const char *error; /* why it could not be fetched the last time, or null */
	micros looked;
};
extern const struct record mailbox_record;

/* What was attached to a mail. */
struct mail_file {
	const char *name, *type;
	int64_t size;
	const char *hash;  /* of its bytes, as of an attachment; null: they are not kept */
	const void *bytes; /* on their way in; no field */
};
extern const struct record mail_file_record;

struct mail {
	const char *id;
	const char *direction /* in out */;
	const char *council;     /* whose mailbox, and in whose name it is answered */
	const char *message;     /* its Message-ID without the brackets (RFC 5322) */
	const char *answers;     /* In-Reply-To: that of the message it answers, or null */
	const char *thread;      /* References: blanks between */
	const char *sender;      /* the address it says it is from: nobody has proved it */
	const char *sender_name; /* what it calls itself */
	const char *recipient;   /* the address it is to */
	const char *subject, *text;
	bool cut; /* it was longer than is kept */
	const char *automatic /* reply list bounce; null: somebody wrote it */;
	const char *state /* waiting taken filed done set_aside; pending sent failed */;
	const char *taken_by;      /* user */
	const char *reply_to_mail; /* out: the id of the mail here that it answers, or null */
	const char *contact, *case_id, *customer;
	const char *about;     /* out: what the CRM itself writes of, else null */
	const char *reference; /* of the case that it is of, or seems to be of */
	const char *error;     /* out: what the other side said */
	const char *digest;    /* in: of the whole message, so that none is kept twice */
	const char *author;    /* out: user */
	micros at;             /* in: received here; out: written */
	micros sent;
	struct list files;
	struct list candidates; /* who may have written it, by the address alone */
};
extern const struct record mail_record;

struct mail_summary {
	const char *id, *direction, *council, *sender, *sender_name, *recipient, *subject,
	    *automatic, *state, *taken_by, *reference, *error;
	micros at, sent;
};
extern const struct record mail_summary_record;

struct mail_list {
	struct list items;
	struct list forms; /* struct web_form_summary: whose they are is not settled */
	bool more;
};
extern const struct record mail_list_record;

/* What a user does with a mail that came in. */
struct mail_event {
	const char *id, *kind /* take release set_aside */;
};
extern const struct record mail_event_record;

/* An answer as it is written at a desk. */
struct mail_reply {
	const char *id;
	const char *mail;    /* the mail that it answers, or null */
	const char *case_id; /* the case that it is about, or null */
	const char *subject; /* null: that of what it answers, with Re: */
	const char *text;
};
extern const struct record mail_reply_record;

#endif
