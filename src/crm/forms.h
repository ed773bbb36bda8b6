/*
 * Forms on the web. A form client - a council's web site - is a desk of kind web: it is enrolled as
 * every desk, and each of its calls has "Bearer DESK.SECRET" (RFC 6750). Nobody signs in at it, so
 * all that it can do is what is here.
 */
#ifndef CRM_FORMS_H
#define CRM_FORMS_H

#include "crm/inside.h"
#include "directory/form.h"

/* The form client of the call's token. Refuses. */
bool form_client(struct ask *ask, struct desk_record *desk);
/* The one whose form a council's page on the web is; refuses where it has none. */
bool form_desk_of(struct ask *ask, const char *council, struct desk_record *desk);

/* A form that is asked for or was filled in; everything lives in the call's arena. */
struct form_in {
	struct desk_record desk;
	const char *service, *council, *language;
	const struct list *answers;   /* struct form_answer */
	const struct form_sent *sent; /* all of it, or null */
	const char *digest;           /* of what was sent, or null */
	int64_t version;
	struct form_read read;   /* without the prompts of the service */
	const char *responsible; /* the council that must deliver, or null */
	const char *outcome, *outcome_prompt, *signposted;
	const char *queue;
	micros due;
};
/* Walks the service for this council, if it takes forms there; of a whole one also says what comes
 * of it. Reads only. Refuses. */
bool form_open(struct ask *ask, struct form_in *in, bool whole);

bool form_see(struct ask *ask);
bool form_seen(struct ask *ask);
bool form_check(struct ask *ask);
bool form_look(struct ask *ask);
/* Is the body no larger than a form may be? Refuses. */
bool form_fits(struct ask *ask);
/* The digest of the body that was sent. */
const char *form_digest(struct ask *ask);
/* Keeps what was sent, once; the answer is its receipt. Refuses, and counts that it did, when it is
 * not whole. */
bool form_keep(struct ask *ask, const struct form_in *in);
bool form_write(struct ask *ask);

/* ---- as pages: form_pages.c ---- */

/* Answers with a page, which is given back; what its form sends is read and masked; one field is
 * taken out of it (null: it was not there). */
#define FORM_ID "form.id"
#define FORM_LANGUAGE "form.language"
bool page_answer(struct ask *ask, struct buf *out, int status);
bool page_fields(struct ask *ask, struct form_sent *sent);
const char *page_take(struct form_sent *sent, const char *name);

bool form_page_see(struct ask *ask);
bool form_page_seen(struct ask *ask);
bool form_page_look(struct ask *ask);
bool form_page_write(struct ask *ask);
bool progress_page(struct ask *ask);
bool progress_page_write(struct ask *ask);

/* ---- at the desks: forms_desk.c ---- */

void forms_fill(struct ask *ask, struct mail_list *page);
bool web_form_read(struct ask *ask);
bool web_form_audit(struct ask *ask);
bool web_form_event_write(struct ask *ask);
const char *web_form_person(const struct ask *ask);
/* Keeps one with audit and feed; `was` null when new. */
void web_form_keep(
    struct ask *ask, const char *action, const struct web_form *now, const struct web_form *was);
/* What was typed of the person, as a record of theirs; ids are made. */
struct customer *web_form_customer(struct ask *ask, const struct web_form *form, const char *id);

/* ---- how a case stands: progress.c ---- */

/* A secret in the form in which it is read out, and its hash; null `from`: a random one. */
const char *case_secret_make(struct ask *ask, const char *from, unsigned char hash[SECRET_HASH]);
bool progress_write(struct ask *ask);
/* The same for this query; refuses with not-found, or how long to wait. */
bool progress_look(struct ask *ask, const struct progress_query *query);
bool case_secret_write(struct ask *ask);

#endif
