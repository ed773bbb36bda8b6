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
/* Where they may be written to: their address, if they agreed to it; or null. */
const char *mail_agreed(const struct customer *customer);
/* The language in which they are written to: "cy" or "en". */
const char *language_of_customer(const struct customer *customer);
/* In whose name: a council's mailbox, where the service's tick for e-mail is set there; or null. */
struct service;
const char *mail_sender(struct ask *ask, const struct service *service, const char *council);
/* Keeps a mail that nobody wrote (council, sender, recipient, subject, text and whose it is are the
 * caller's), to be sent from that time on (0: now): its id. */
const char *mail_post(struct ask *ask, struct mail *mail, micros when);
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
