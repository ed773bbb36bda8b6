/* What a walk finds out of each prompt, shared by its two halves: evaluating and telling. */
#ifndef DIALOGUE_WALK_INNER_H
#define DIALOGUE_WALK_INNER_H

#include "dialogue/walk.h"

struct repeat;

/* What is found out of one prompt, once, in the order in which conditions need it. In a repeat each
 * instance has its own. */
struct mark {
	const struct prompt *written; /* in the dialogue */
	const struct prompt
	    *prompt; /* as it stands now: its instance's id, the choices that apply */
	const struct repeat *repeat; /* or null */
	size_t instance;             /* from 1; 0: in no repeat */
	const struct given *given;
	enum { NOT_SEEN, IN_WORK, SEEN } seen;
	enum truth applies;
	const char *known;      /* proposed by fill; of a calculation what it comes to */
	const char *known_from; /* the name that filled it */
};

/* The instances of one section. */
struct repeat {
	const struct section *section;
	enum { NOT_COUNTED, COUNTING, COUNTED } seen;
	size_t count; /* as the dialogue's count says now */
	bool open;    /* that is not known yet */
	size_t shown; /* with those beyond the count that have answers; at least one */
	size_t prompts;
	struct mark *marks; /* shown × prompts, an instance after the other */
	struct repeat *next;
};

struct walking {
	const struct dialogue *dialogue;
	const struct walk_env *env;
	struct arena *arena;
	struct err err;
	bool failed;
	struct mark *marks; /* of the prompts in no repeat, and of the offers */
	size_t count;
	struct repeat *repeats;
};

struct walking *walking_begin(
    const struct dialogue *dialogue, const struct walk_env *env, struct arena *arena);
struct repeat *walking_repeat(struct walking *walking, const char *section); /* counted, or null */

/* Its conditions, fill and value. */
void mark_see(struct walking *walking, struct mark *mark);
bool prompt_has_value(const struct prompt *prompt); /* an ask or a calculation */
/* Is this a value that settles the question? */
bool answer_settles(const struct prompt *prompt, const char *value);

/* The names as one prompt's texts see them, answers in words of a language (the walk's, or the
 * customer's), or with none as its conditions do. Without a mark: as from outside all. */
struct names walking_names(struct walking *walking, const struct mark *at, const char *language);

#endif
