/*
 * The walk: dialogue + what is known + now -> outline. Pure and repeatable: it keeps no state; the
 * desk keeps the answers, and they are never discarded by a walk. An answer that no longer applies
 * stays and is marked. Order is by dependence, so answers come in any order.
 */
#ifndef DIALOGUE_WALK_H
#define DIALOGUE_WALK_H

#include "base/clock.h"
#include "dialogue/dialogue.h"

/* One answer that the desk holds. Those of a repeat are named `age#1`, `age#2` …; what is left over
 * when there are fewer instances is kept, and marked like any that no longer applies. */
struct given {
	const char *prompt; /* id */
	const char
	    *value; /* canonical; "" = asked and left empty; tell: "told"; offer: yes/no/later */
};

/* What the walk may look at. `facts` looks up customer.* address.* fact.* council.* contact.*
 * names (service_names of the directory makes one); a name it does not have counts as ''. */
struct walk_env {
	const struct given *given; /* the last one of a prompt counts */
	size_t given_count;
	struct names facts;
	const char *language;     /* for the texts of the outline */
	const char *other;        /* the customer's language, where that is another one; or null */
	struct names other_facts; /* the same names in it */
	const char *chosen;       /* prompt id of the outcome the advisor chose, or null */
	const struct prompt *const *offers; /* PROMPT_OFFER of the services that offer themselves:
					       the last steps of the outline */
	size_t offer_count;
};

/* A calculation is answered as soon as it can be worked out, blocked before. A `say` is open while
 * it applies: it needs no key. An outcome is open while it holds but is not yet the outcome of the
 * walk, then answered. */
enum prompt_state {
	STEP_OPEN,       /* `?` to be asked, told or decided */
	STEP_ANSWERED,   /* `+` */
	STEP_KNOWN,      /* `=` filled from what is known; to confirm with Enter */
	STEP_NOT_NEEDED, /* `-` its condition is false */
	STEP_BLOCKED,    /* `.` waits for an open answer: its condition is undetermined */
	STEP_KEPT        /* `*` answered, but no longer applies; the answer is kept */
};

struct step {
	const struct prompt *prompt;  /* as it stands now: in a repeat with the id of its instance
					 (`age#2`), and with the choices that apply */
	const struct prompt *written; /* as it is in the dialogue */
	size_t instance;              /* of a repeat, from 1; 0: in none */
	size_t instances;             /* how many there are to be now */
	enum prompt_state state;
	const char *text;   /* in the language, ${…} filled */
	const char *other;  /* in the customer's, when it is written in it; else null */
	const char *answer; /* canonical: given, or proposed by fill; null when there is none */
	const char *answer_text; /* as people read it */
	const char *rule;        /* of a calculation, filled */
	const char *hint, *to;   /* filled, or null */
	const char *heading; /* the title of its section; in a repeat with its number: "Child 2" */
	const char *known_from; /* the name of the fill that proposes the answer, or null */
};

/* What this walk leads to, as far as the answers go. */
enum walk_end {
	WALK_OPEN,    /* required asks are open or wait for an open one, or no outcome is decided */
	WALK_OUTCOME, /* exactly one outcome holds */
	WALK_CHOOSE,  /* several different outcomes hold: the advisor chooses (walk_env.chosen) */
	WALK_NONE     /* nothing open and no outcome: an error that lint would have found */
};

struct outline {
	struct step *steps;
	size_t count;
	enum walk_end end;
	const struct prompt *outcome;                       /* WALK_OUTCOME */
	const char *outcome_text, *promise_text, *due_text; /* filled; null when there is none */
	const char *outcome_other, *promise_other;          /* in the customer's language */
	size_t open; /* required asks still open (the ?4 of the strip) */
	size_t next; /* index of the first step to work on: the first open ask or tell, urgent ones
			first, then an open offer; count when none */
};

/* The outline and its texts live in the arena. 0, or -1 with err (a condition that cannot be
 * evaluated). */
int walk(const struct dialogue *dialogue, const struct walk_env *env, struct arena *arena,
    struct outline *outline, struct err *err);

/* The names as the conditions of one prompt see them (its id, in a repeat that of its instance;
 * null: as from outside all), answers first: for answer_check. Lives in the arena, as long as
 * dialogue and env do. */
struct names walk_names(const struct dialogue *dialogue, const struct walk_env *env,
    const char *prompt, struct arena *arena);

#endif
