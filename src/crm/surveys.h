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
/* A route: counts what was answered. */
bool survey_write(struct ask *ask);

#endif
