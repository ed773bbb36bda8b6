/*
 * A dialogue: the script of one service as sections of prompts (DESIGN §6). Read from the service's
 * file, with the variant of one council laid over it. Lives in its service's arena; never changes
 * after parsing.
 */
#ifndef DIALOGUE_DIALOGUE_H
#define DIALOGUE_DIALOGUE_H

#include "dialogue/expr.h"
#include "dialogue/words.h"
#include "dialogue/yaml.h"

enum {
	DIALOGUE_PROMPTS = 300,       /* at most, with those of its parts */
	DIALOGUE_INSTANCES = 50,      /* of a section that repeats */
	DIALOGUE_INSTANCES_GIVEN = 12 /* when the file says no `most` */
};

enum prompt_kind {
	PROMPT_SAY,
	PROMPT_ASK,
	PROMPT_TELL,
	PROMPT_REFER,
	PROMPT_RESOLVE,
	PROMPT_SIGNPOST,
	PROMPT_BOOK,      /* ends with an appointment */
	PROMPT_CALCULATE, /* worked out from answers and facts, never asked */
	PROMPT_INCLUDE,   /* `part` stands here: only until the directory has put it in */
	PROMPT_OFFER
};

enum answer_type {
	ANSWER_TEXT,
	ANSWER_INTEGER,
	ANSWER_DECIMAL,
	ANSWER_MONEY, /* pounds */
	ANSWER_DATE,
	ANSWER_TIME, /* of the day */
	ANSWER_YESNO,
	ANSWER_SELECT_ONE,
	ANSWER_SELECT_MULTIPLE,
	ANSWER_ADDRESS,
	ANSWER_PHONE,
	ANSWER_EMAIL,
	ANSWER_POSTCODE,
	ANSWER_TYPES
};

/* The words of scripts, in the order of enum answer_type; null-terminated. */
extern const char *const answer_types[];

struct choice {
	const char *value;
	struct words label;
	struct expr *when; /* null: always there */
	struct choice *next;
};

/* Names, in the order in which they are tried. */
struct name_list {
	const char *name;
	struct name_list *next;
};

/* A condition of the section or of the included part that a prompt stands in: it holds beside the
 * prompt's own. */
struct gate {
	const struct expr *when;
	const char *source;
	int line, column;
	const char *part; /* in whose file it stands; null: the service's own */
	const struct gate *next;
};

struct prompt {
	enum prompt_kind kind;
	const char
	    *id; /* stable: the ask's name, the refer's queue role, else given or made (say-1) */
	bool id_made;     /* the file gave it none */
	const char *part; /* the part it comes from; null: written in the service's own file */
	const struct gate *gates;
	struct words text;       /* what to say, ask or tell */
	const char *when_source; /* null: always */
	struct expr *when;
	const char *section; /* id of its section */
	int line, column;    /* in the file, for findings */
	bool urgent;         /* shown first and in the role of a warning */
	/* ask */
	enum answer_type type;
	struct choice *choices;
	bool required;
	struct name_list *fill; /* the names to fill it from: the first that is known */
	struct words hint;
	struct expr *constraint; /* `.` is the answer; null when there is none */
	struct words constraint_message;
	const char *min, *max; /* bounds of the types that have an order, as written, or null */
	/* calculate */
	struct expr *value;
	const char *value_source;
	struct words rule; /* by which it is worked out, shown beside it */
	/* outcomes */
	const char *queue_role; /* refer */
	struct words promise;   /* what to tell the customer; quotes facts */
	const char *begins;     /* the state in which its case begins; null: the first */
	const char *due;        /* duration as written, quotes facts: "2 working days" */
	struct words to;        /* signpost: whom to ask instead */
	/* offer (made from the offered service's `offer:`): */
	const char *offer_service;
	struct words because;
	struct prompt *next; /* across sections, in file order */
};

struct section {
	const char *id;
	struct words title;
	/* a section that repeats: */
	const char *repeat; /* what one of them is called, as a name: child; null: asked once */
	struct expr *count; /* how many there are */
	int most;           /* at most */
	int line;
	const char *part; /* in whose file it stands; null: the service's own */
	struct section *next;
};

struct dialogue {
	struct section *sections;
	struct prompt *prompts;
	size_t prompt_count;
	bool incomplete; /* its parts were not looked up: their prompts are missing */
};

/* Reads the `dialogue:` list; findings are added. Null when it has errors. */
struct dialogue *dialogue_parse(
    struct arena *arena, const char *file, const struct yaml *list, struct finding_list *findings);

const struct section *dialogue_section(const struct dialogue *dialogue, const char *id);

/* Does it end the matter: refer, resolve, signpost or book? */
bool prompt_is_outcome(const struct prompt *prompt);

/* By id; the id of an instance (`age#2`) finds the prompt that repeats. */
const struct prompt *dialogue_prompt(const struct dialogue *dialogue, const char *id);

/* The choice of a value, or null. */
const struct choice *choice_of(const struct prompt *prompt, const char *value, size_t length);

/* Checks an answer as typed for a prompt and writes its canonical form ("2026-03-14", "14:30",
 * "22.50", "yes", "grey", "grey blue" sorted as the choices are, E.164, "PR7 1AB"; "" when it is
 * left out). Choices may be typed as value or label. The canonical form, and its words, give the
 * same again. 0, or -1 with a sentence for the advisor. */
int answer_check(const struct prompt *prompt, const char *typed, const struct names *names,
    struct arena *arena, const char **canonical, struct err *err);

/* Is this a bound that the type can have? A day, a time and a number are written as they are kept;
 * a day may also be `today`. */
bool answer_bound(enum answer_type type, const char *text);

/* "9:30", "14.00", "2 pm", "1430", "noon" to "HH:MM". */
bool time_read(const char *text, char out[6]);

/* What a calculation came to, in the canonical form of its type; "" when it is no value. */
const char *answer_of_value(
    const struct prompt *prompt, const struct value *value, struct arena *arena);

/* A canonical answer as people read it ("14 Mar 2026", "Yes", "Grey (refuse)"). */
const char *answer_words(
    const struct prompt *prompt, const char *answer, const char *language, struct arena *arena);

/* The names outside the answers that texts and conditions may use: customer.name,
 * address.district … ; `fact.` names are the service's own. Null-terminated. */
extern const char *const outer_names[];
bool outer_name(const char *name);
/* The words that such a name may be, null-terminated; null when it may be anything. Each may also
 * be empty. */
const char *const *outer_words(const char *name);
/* May it be several of its words at once, with blanks between them, as an answer is? */
bool outer_several(const char *name);

#endif
