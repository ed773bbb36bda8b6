/* A matter of a contact: what is to do in it, where it is about and who must deliver there, how it
 * would be logged, and what its texts may quote. */
#ifndef DESK_MATTER_H
#define DESK_MATTER_H

#include "desk/state.h"

/* ---- matter.c, agenda.c ---- */

enum { WHERE_PROMPTS = 3 };
extern const char *const where_prompts[WHERE_PROMPTS];
/* The prompt of a question, null when there is none. */
const char *where_prompt(enum who_question question);

enum agenda_kind {
	AGENDA_PROMPT,
	AGENDA_WHERE, /* which council's area, parish, body? asked when the address does not tell */
	AGENDA_INCIDENT, /* others have reported what may be the same */
	AGENDA_OFFER,
	AGENDA_WRAP_UP
};

struct agenda_item {
	enum agenda_kind kind;
	const char *id;          /* prompt id, one of where_prompts, "offer-SERVICE", "wrap-up" */
	const struct step *step; /* AGENDA_PROMPT, AGENDA_OFFER */
	enum prompt_state state;
	const char *value; /* the answer, or null */
	bool actionable;   /* the focus may stop here */
};

/* A matter walked: everything there is to do in it, in order. Lives in the arena given. */
struct agenda {
	const struct service *service; /* null: it is no longer in the directory */
	struct responsible who;        /* must deliver */
	struct outline outline;
	struct agenda_item *items;
	size_t count;
	size_t open; /* required questions still open, those about the place included */
	bool failed; /* the dialogue could not be walked; why is in fault */
	struct err fault;
};

void agenda_of(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    struct arena *arena, struct agenda *agenda);
const struct agenda_item *agenda_item(const struct agenda *agenda, const char *id);
/* The first open item after `id`, from the top when there is none below; wrap-up at last. */
const char *agenda_next_open(const struct agenda *agenda, const char *id);

/* Why a service cannot be shown, as a sentence. */
const char *service_missing(const struct desk *desk);
/* A service as the council responsible, or else whose name was answered, sees it. */
const struct service *desk_service(const struct desk *desk, const char *id, const char *council);
/* The words with which the caller is greeted, or null. */
const char *desk_greeting(const struct desk *desk);
/* Answers in the name of another council. */
void contact_as(struct desk *desk, const char *name);
const char *desk_council(const struct desk *desk);                  /* whose name was answered */
const char *council_short(const struct desk *desk, const char *id); /* a body's name too */
const struct team *queue_team(const struct desk *desk, const char *queue);
/* Has the council a queue of this role? Yes while the partnership is not known. */
bool council_takes(const struct desk *desk, const char *council, const char *role);
/* The day in London on which the contact began; today without one. It decides between councils of
 * which one took over from the other. */
struct date desk_day(const struct desk *desk, const struct hand *hand);

/* ---- where.c: where a matter is about, and who must deliver there ---- */

/* What is known of its place; a matter that is null has none yet. In the arena. */
void matter_where(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    const struct service *service, struct arena *arena, struct whereabouts *out);
void matter_who(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    const struct service *service, struct arena *arena, struct responsible *out);
/* Whom a question about the place offers, as if it had not been answered. */
void matter_candidates(const struct desk *desk, const struct hand *hand,
    const struct matter *matter, const struct service *service, const char *prompt,
    struct arena *arena, struct responsible *out);
/* The council that must deliver. Nobody said where: the one whose name was answered, when it is one
 * that has districts' services. None (null) where a body outside does it. */
const char *matter_council(const struct desk *desk, const struct hand *hand,
    const struct matter *matter, struct arena *arena);
/* The id of who must deliver: "" when it has to be asked. */
const char *matter_responsible(const struct desk *desk, const struct hand *hand,
    const struct matter *matter, const struct service *service, struct arena *arena);
/* The council of the matter's address, or null when it is not known. */
const char *matter_district(const struct desk *desk, const struct hand *hand,
    const struct matter *matter, const struct service *service, struct arena *arena);
/* A service as those who must deliver see it. */
const struct service *service_there(
    const struct desk *desk, const char *id, const struct responsible *who);
const struct service *matter_service(const struct desk *desk, const struct hand *hand,
    const struct matter *matter, struct arena *arena, struct responsible *who);
/* The service of a screen, before or after its matter is opened. */
const struct service *service_here(
    const struct desk *desk, const char *id, struct arena *arena, struct responsible *who);
/* The question for an address in its dialogue, or null. */
const struct prompt *address_prompt(const struct service *service);

/* One more matter in the contact's list, not shown; null, with a sentence, when it is full. */
struct matter *matter_new(struct desk *desk, struct hand *hand, const char *service);
/* Is it worked on? An offer that was declined is only remembered. */
bool matter_is_shown(const struct matter *matter);
/* Shows the dialogue of the matter of this service, a new one when there is none. */
struct matter *matter_open(struct desk *desk, const char *service);
/* The choices marked so far of a question that takes several. */
const char *matter_marked(
    const struct desk *desk, const struct matter *matter, const struct agenda_item *item);
/* Remembers the answer to an offer; yes opens it as a further matter. */
void matter_offer(struct desk *desk, struct hand *hand, const struct matter *beside,
    const char *service, const char *reply);
void matter_offer_undo(
    struct desk *desk, struct hand *hand, const struct matter *beside, const char *service);
/* Answers a question with what the desk knows already; a null value, or one that is no answer to
 * it, is left out. */
void matter_know(struct desk *desk, struct hand *hand, struct matter *matter, const char *prompt,
    const char *value);
const struct answer *matter_answer(const struct matter *matter, const char *prompt);
void matter_front(struct desk *desk, const char *id); /* shows its dialogue */
void matter_pick(struct desk *desk, const char *item, const char *text);
void matter_step(struct desk *desk, int by); /* Tab, Shift-Tab; */
void matter_switch(struct desk *desk, int by);
void matter_undo(struct desk *desk);
void matter_look_again(struct desk *desk); /* after a restart; the line is back */
/* A quick outcome from the service screen: resolved, signposted, callback, referred, abandoned. */
void matter_outcome(struct desk *desk, const char *outcome);
void matter_note(struct desk *desk, bool contact);
void matter_note_close(struct desk *desk);

/* How a matter would be logged now. */
struct proposal {
	const char *outcome;          /* null: it cannot be logged yet */
	const char *prompt;           /* of the outcome, or null */
	const char *queue;            /* it opens a case in this queue, or null */
	const char *signposted;       /* council or body outside that does it, or null */
	const struct incident *joins; /* instead of a case of its own, or null */
	const char *promise, *due_text;
	struct freshness freshness; /* of what the promise quotes */
	micros due;
	const char *why_not; /* the sentence when outcome is null */
};
void matter_proposal(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    struct arena *arena, struct proposal *proposal);
/* Gives references to all that will open a case; before wrap-up is painted. False: there are none
 * left. */
bool matter_references(struct desk *desk, struct hand *hand);
/* What is being typed into it: a note, answers, choices. */
void matter_drop_typed(struct desk *desk, const struct matter *matter);
/* Out of its contact, with what was typed into it. */
void matter_remove(struct desk *desk, struct work *work, size_t index);
/* What the case is about, in one line: the service and what was chosen. */
const char *matter_summary(const struct desk *desk, const struct hand *hand,
    const struct matter *matter, struct arena *arena);
void wrap_up_open(struct desk *desk);
void wrap_up_pick(struct desk *desk, const char *item);

/* ---- changed.c: a service that changes while it is worked on ---- */

bool changed_in_work(const struct desk *desk, const char *service);
/* The directory has a newer text of a service, which was `was`. */
void changed_service(struct desk *desk, const char *service, const char *was, int64_t version);
/* What changed, in one line; null when nothing did that the advisor has not looked through. */
const char *changed_line(const struct matter *matter, struct arena *arena);
void changed_show(struct desk *desk);
void changed_seen(struct desk *desk);
void changed_pick(struct desk *desk, const char *item);

/* ---- names.c: what dialogues may quote ---- */

struct quoting {
	const struct desk *desk;
	const struct hand *hand;
	const struct matter *matter;
	const struct service *service;
	struct arena *arena;
};

/* What was said before under a name: `earlier.PROMPT`, `earlier.SERVICE.PROMPT`, or
 * `part.PART.PROMPT` (by which the prompts of a part fill each other). */
struct earlier {
	const char *value;   /* canonical */
	const char *service; /* in whose dialogue */
	const char *council; /* of an earlier contact */
	micros at;
	bool here; /* in this contact */
};
bool earlier_find(const struct quoting *quoting, const char *name, struct earlier *out);

void quoting_names(struct quoting *quoting, struct names *names);
/* The same in another language than the desk's. They live in the quoting's arena. */
void quoting_names_in(struct quoting *quoting, const char *language, struct names *names);
/* The fact that texts quote under this name, and the service it is of; or null. "fact.fee" is of
 * this service, "fact.SERVICE.fee" of another as the council that has that one to deliver here has
 * it. */
const struct fact *quoting_fact(
    const struct quoting *quoting, const char *name, const struct service **of);
/* The dialogue of a service with answers that were given before: it has their words, in a repeat
 * each with its own. False when there is none, or it cannot be walked. */
bool answers_walk(const struct desk *desk, const struct list *answers,
    const struct service *service, struct arena *arena, struct outline *outline);
/* The step of this id, or null. */
const struct step *outline_step(const struct outline *outline, const char *id);
/* How far what a text quotes can be relied on; the text as it is written, with its ${…}. */
struct freshness quoting_freshness(const struct quoting *quoting, const char *text);

/* ---- offers.c ---- */

/* What the customer last said to this offer in an earlier contact, or null. */
const struct offer_said *offer_said(const struct hand *hand, const char *service);
/* May it be made: was it not answered, or long enough ago? */
bool offer_is_open(const struct desk *desk, const struct hand *hand, const struct service *offered);
void offers_take(struct hand *hand, const struct list *offers);
/* An offer that applies to the customer of this contact because of what they had (null: of who they
 * are). */
struct customer_offer {
	const struct service *offered;
	const struct history_item *had;
};
size_t customer_offers(const struct desk *desk, const struct hand *hand, struct arena *arena,
    struct customer_offer *out, size_t most);
void offer_pick(struct desk *desk, const char *reply);

#endif
