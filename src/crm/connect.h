/*
 * What src/connect asks of the CRM: the jobs whose time has come, and what came of them; up to
 * where a mailbox has been fetched; mails that came in, and those that are to go out. The actor in
 * the audit is "connect". -1 with a sentence.
 *
 * A job is kept with what makes it necessary, in one transaction, under a key of its own, so it is
 * neither lost nor there twice. Whoever takes it has it for CRM_LEASE; it is taken again when
 * nothing came of it until then (the program died). What it does elsewhere must therefore be
 * something that the other side knows again: the job's key, or the subject's id.
 */
#ifndef CRM_CONNECT_H
#define CRM_CONNECT_H

#include "crm/crm.h"

#define CRM_LEASE (5 * MICROS_MINUTE)

/* Jobs to be done now, struct connect_job, at most `most`: they are the caller's to do. */
int crm_connect_take(
    struct crm *crm, size_t most, struct arena *arena, struct list *out, struct err *err);

enum crm_outcome {
	CRM_DONE,
	CRM_AGAIN,  /* the other system could not be reached, or is busy: later, more and more so */
	CRM_REFUSED /* it will not take this: somebody must look */
};
/* `error` is what the other system said, or null. */
int crm_connect_end(struct crm *crm, const struct connect_job *job, enum crm_outcome outcome,
    const char *error, struct err *err);

/* A mailbox that is fetched: what is known of it. */
int crm_mailbox_open(struct crm *crm, const struct mailbox *box, struct mailbox *out,
    struct arena *arena, struct err *err);
/* It was looked at; `error` null: and could be. */
int crm_mailbox_note(struct crm *crm, const char *id, const char *error, struct err *err);

/* A mail of a mailbox, under its UID: kept, threaded to its case, and the mailbox fetched up to
 * there, in one transaction. A message that is kept already is not kept again. Null: nothing that
 * can be kept; only the place moves. */
int crm_mail_arrived(struct crm *crm, const char *mailbox, int64_t validity, int64_t uid,
    const struct mail *mail, struct err *err);

/* A mail as it is to be sent, with the reference of its case in the subject: 1, 0 when it is not
 * there, has been sent, or (with a sentence in err) is not to be sent any more. */
int crm_mail_outgoing(
    struct crm *crm, const char *id, struct mail *out, struct arena *arena, struct err *err);

#endif
