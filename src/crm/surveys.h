/* Satisfaction surveys: what the rest of the rules asks of them. */
#ifndef CRM_SURVEYS_H
#define CRM_SURVEYS_H

#include "crm/inside.h"
#include "directory/service.h"

/* A service of the directory, parsed, or null. On the writer's thread. */
const struct service *survey_service(struct ask *ask, const char *id);
/* Keeps that somebody was asked, and when the contact ends draws whom to ring about it. */
bool surveys_of_contact(
    struct ask *ask, const struct contact *contact, const struct contact *before);
/* Is this person not to be asked that survey now? Of what is no survey: no. */
bool survey_spared(struct ask *ask, const struct service *survey, const char *customer);
/* The same, parsed for a reader: the caller's to free. */
struct service *survey_text(struct tx *tx, const char *id, struct arena *arena);
/* A route: counts what was answered. */
bool survey_write(struct ask *ask);

/* ---- by mail: survey_mail.c ---- */

/* Stands in the text of a mail for the link, which holds a secret and is not kept. */
#define SURVEY_LINK "{{survey-link}}"
/* Sends whoever is drawn for a contact its survey, where there is a mailbox with pages: done? */
bool survey_write_to(struct ask *ask, const char *id, const struct contact *contact,
    const struct customer *customer, const char *service, const char *team);
/* The link of such a mail, in the arena; null when it is too late for it. */
const char *survey_link(struct tx *tx, const struct mail *mail, struct arena *arena);
bool survey_page_see(struct ask *ask);
bool survey_page_look(struct ask *ask);
bool survey_page_write(struct ask *ask);

#endif
