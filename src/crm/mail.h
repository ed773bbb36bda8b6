/* What the rules of e-mail share with those of contacts, cases and the queue to other systems. */
#ifndef CRM_MAIL_H
#define CRM_MAIL_H

#include "crm/inside.h"

/* As manage_write, with a call in hand that nobody made; for src/connect. */
int connect_write(
    struct crm *crm, bool (*work)(struct ask *ask, void *context), void *context, struct err *err);

/* Without card numbers (text_mask_cards); null stays null. In the call's arena. */
const char *mail_masked(struct ask *ask, const char *text);
/* Keeps a mail with audit and feed; `was` null when new. */
void mail_keep(struct ask *ask, const char *action, const struct mail *now, const struct mail *was);
/* Keeps the bytes of the files that a mail brings (`given`, of which `mail` is the copy that is
 * kept); puts them on a case that is about to be kept; or on the case of a mail, which has just got
 * one. */
void mail_files_keep(struct ask *ask, const struct mail *given, struct mail *mail);
void mail_files_attach(struct ask *ask, const struct mail *mail, struct case_record *record);
void mail_files_to_case(struct ask *ask, const struct mail *mail);
/* Writes it into the events of its case, and puts its files there. */
void mail_event(struct ask *ask, const struct mail *mail, struct case_record *record);
/* The sending of a mail is over. */
void mail_send_ended(struct ask *ask, const struct connect_job *job, bool well, const char *error);
/* A contact about a mail is kept: the mail, and what was answered, are of its customer and of the
 * first case that it opened. Refuses what is not a mail that came in. */
bool mail_follow(struct ask *ask, const struct contact *contact);
/* Those of a case, for its page. */
void mails_fill(struct ask *ask, struct case_page *page, const char *case_id);

bool mails_read(struct ask *ask);
bool mail_read(struct ask *ask);
bool mail_audit(struct ask *ask);
bool mail_event_write(struct ask *ask);
bool mail_write(struct ask *ask);
const char *mail_person(const struct ask *ask);

#endif
