/*
 * A service as a form on the web: the questions of its own dialogue and those about the person,
 * walked and checked by the same engine as at the desk (dialogue/walk.h, answer_check). What is
 * said only by an advisor is left out. Pure: whoever asks brings the texts, the place and the time.
 */
#ifndef DIRECTORY_FORM_H
#define DIRECTORY_FORM_H

#include "directory/responsible.h"

struct form_asking {
	const struct service *service; /* as the council of the answers' place has it */
	const struct library *library;
	const struct partnership *partnership;
	const char *as;       /* the council whose form it is */
	const char *language; /* "en", "cy" … */
	micros now;
	const struct list *answers;      /* struct form_answer, as they were sent */
	const struct whereabouts *where; /* of the address in them */
	bool nameless; /* nothing is asked of the person or of the place: a survey */
};

/* Everything lives in the arena, or as long as the service and the partnership. */
struct form_read {
	struct form_page *form;
	struct list faults;      /* struct form_fault */
	struct list answers;     /* struct answer: what of them is kept with an enquiry */
	struct customer *person; /* what was said of them: a record to compare with others */
	struct responsible who;
	const struct prompt *outcome; /* or null */
	const char *due;              /* a duration, or null */
	const char *summary;          /* of the case */
};

/* 0, or -1 with err when its text cannot be walked. */
int form_read(
    const struct form_asking *asking, struct form_read *out, struct arena *arena, struct err *err);

/* The address that the answers are about: that of the service's question, else the person's; ""
 * when there is none. */
const char *form_address(
    const struct service *service, const struct list *answers, struct arena *arena);
const char *form_value(const struct list *answers, const char *prompt); /* or null */

/* English or Welsh: the languages of what stands in no service's text. */
const char *form_words(const char *language, const char *english, const char *welsh);

#endif
