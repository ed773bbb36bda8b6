/* Services as forms on the web: the questions as they are published, what was answered, what came
 * of it, and what its customer may know of it later. The fields of each: record_form.c. */
#ifndef MODEL_RECORD_FORM_H
#define MODEL_RECORD_FORM_H

#include "model/field.h"

struct form_choice {
	const char *value, *label;
};
extern const struct record form_choice_record;

/* A question, or something to be told between them. */
struct form_question {
	const char *id; /* of the prompt, `age#2` in a repeat; or PERSON_GIVEN … */
	const char *kind /* ask tell */;
	const char *type;    /* of an ask: as in the service's file */
	const char *heading; /* of its section, "Child 2" in a repeat */
	const char *text, *hint;
	const char *state /* open answered waits not_needed */; /* waits: for another answer */
	bool required;
	const char *value;   /* as it is kept, or as it was sent where it is wrong; or null */
	const char *fault;   /* what is wrong with it, as a sentence; or null */
	struct list choices; /* those that apply now */
};
extern const struct record form_question_record;

/* A service of a council as a form, after the answers that were given so far. */
struct form_page {
	const char *service, *council; /* whose text it is */
	const char *language, *title, *summary;
	int64_t version;
	bool ready;          /* it can be sent: nothing is open, nothing is wrong */
	const char *ends;    /* what it then comes to: refer resolve signpost; or null */
	const char *told;    /* to be read at the end, and */
	const char *promise; /* what is promised; or null */
	struct list questions;
};
extern const struct record form_page_record;

struct form_answer {
	const char *prompt, *value;
};
extern const struct record form_answer_record;

/* What somebody filled in. */
struct form_sent {
	const char *id; /* made by whoever sends it: the same id is the same form */
	const char *service;
	const char *council;  /* whose form it is; null: that of the client */
	const char *language; /* in which it is read; null: English */
	micros began;         /* when it was opened, or 0 */
	struct list answers;
};
extern const struct record form_sent_record;

/* What is wrong with one answer, as a sentence in the form's language. */
struct form_fault {
	const char *prompt, *sentence;
};
extern const struct record form_fault_record;

struct form_receipt {
	const char *id;
	const char *outcome; /* as of an enquiry */
	const char *told, *promise;
	const char *reference; /* of the case; null: it opened none */
	const char *secret;    /* with the reference it tells how the case stands */
	micros due, received;
};
extern const struct record form_receipt_record;

/* A form that came in, and whether it is known whose it is. What was said of the person stands here
 * only until that is settled. */
struct web_form {
	const char *id, *desk, *service, *council;
	const char *contact, *case_id, *reference, *customer;
	const char *state /* waiting joined made anonymous set_aside */;
	const char *digest;  /* of its bytes */
	const char *outcome; /* as of its enquiry, and */
	const char *told;    /* what was told at its end */
	const char *user;    /* who settled it, or null */
	const char *given, *family, *born, *phone, *email, *line, *town, *postcode;
	const char *language;
	micros at;
	struct list candidates; /* struct alike: who it may be */
};
extern const struct record web_form_record;

struct web_form_summary {
	const char *id, *service, *council, *name, *reference;
	micros at;
};
extern const struct record web_form_summary_record;

/* Who it is: a customer that there is, a new one of what was typed, or nobody who can be found. */
struct web_form_event {
	const char *id, *kind /* join make set_aside */;
	const char *customer; /* of a join */
};
extern const struct record web_form_event_record;

/* ---- how it stands, for the customer ---- */

struct progress_query {
	const char *reference, *secret, *language;
};
extern const struct record progress_query_record;

/* No name, no note, nothing personal. */
struct progress {
	const char *reference, *service, *council; /* as people call them */
	const char *state /* open closed */;
	const char *words;   /* how it stands, as a sentence */
	const char *promise; /* what was promised, or null */
	const char *asked;   /* what is wanted of the customer, or null */
	const char *last;    /* the last thing that happened and that they may know */
	micros opened, due, at /* of the last */;
};
extern const struct record progress_record;

/* A new secret of a case, to be read out; the one before it does not hold any more. */
struct case_secret {
	const char *reference, *secret;
};
extern const struct record case_secret_record;

/* A page for people, as HTML. */
struct web_page {
	const char *text;
};
extern const struct record web_page_record;

/* Of one service and council in a time. */
struct form_count {
	const char *service, *council;
	int64_t begun, sent, refused, cases;
	int64_t first; /* micros: half of the cases were first worked on within this; 0: none was */
	int64_t looked; /* how often it was asked how one stands */
};
extern const struct record form_count_record;

/* Questions about the person: they stand in every form and are answered like the others. */
#define PERSON_PREFIX "person."
#define PERSON_GIVEN "person.given"
#define PERSON_FAMILY "person.family"
#define PERSON_BORN "person.born"
#define PERSON_PHONE "person.phone"
#define PERSON_EMAIL "person.email"
#define PERSON_LINE "person.address"
#define PERSON_TOWN "person.town"
#define PERSON_POSTCODE "person.postcode"

#endif
