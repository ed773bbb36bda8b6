/*
 * Satisfaction surveys: a dialogue like any other whose file says, under `survey`, what of it is
 * the score, whom it is asked, and how (scripts/FORMAT.md). Who is drawn follows from the contact's
 * id alone, so that a desk without its line draws as the CRM does. Pure.
 */
#ifndef DIRECTORY_SURVEY_H
#define DIRECTORY_SURVEY_H

#include "dialogue/script.h"
#include "model/records.h"

struct service;

/* Whom it is asked, and how: the first rule that fits decides. Null lists and texts: any. */
struct survey_rule {
	struct word_list *councils, *services, *channels;
	const char *waits;   /* only while somebody has waited at reception for so long */
	const char *backlog; /* only while a case has waited for so long in the queue it went to */
	int one_in;          /* so many contacts; 1: all, 0: none */
	/* Not when the contact is wrapped up: its person is rung later, or written to. */
	bool call, mail;
	struct survey_rule *next;
};

struct survey {
	const char *score; /* the question whose shares are the satisfaction; or null */
	const char
	    *resolved;     /* the yes or no of whether it was settled at first contact; or null */
	bool apart;        /* what is answered is kept in no contact: counts alone */
	const char *again; /* nobody is asked twice within that time */
	struct survey_rule *rules;
};

/* Reads `survey` of a service's file. */
void survey_read(const struct script *script, const struct yaml *node, struct service *service);
/* What lint says of it: its questions are there and can be counted, and one whose answers are kept
 * apart asks nothing that could tell who it was. */
void survey_check(
    const struct script *script, const struct yaml *node, const struct service *service);

/* Can the answers to this prompt be counted: a choice of one, or yes and no? */
bool survey_counts(const struct prompt *prompt);

/* A contact that a survey may be about. */
struct survey_matter {
	const struct service *service;
	const char *council; /* that it was for */
};
struct survey_contact {
	const char *id, *council /* whose name was answered */, *channel;
	const struct survey_matter *matters;
	size_t count;
	micros now;
	/* Since when somebody waits: at reception where it was, and for whoever takes the queue it
	 * went to; 0: nobody, or it is not known. */
	micros waiting, queued;
};

enum survey_draw { SURVEY_NONE, SURVEY_NOW /* when it is wrapped up */, SURVEY_CALL, SURVEY_MAIL };
/* Is it to be asked about this contact? Never of a sensitive service or of a survey; and only where
 * calls out and surveys are ticked for one of its matters. */
enum survey_draw survey_draw(const struct service *survey, const struct survey_contact *contact);

/* Are they left in peace: whoever does not want to be rung or asked, or has been asked (at `asked`,
 * 0: never) lately? The customer may be null: nobody knows who it is. */
bool survey_spares(
    const struct service *survey, const struct customer *customer, micros asked, micros now);
/* The same of whoever is written to: that they are not to be rung does not matter. */
bool survey_spares_mail(
    const struct service *survey, const struct customer *customer, micros asked, micros now);

#endif
