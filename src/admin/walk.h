/*
 * One walk of `frontdeskctl walk`, and its JSON:
 *
 *   {"service":"missed-bin","end":"open","next":"bin","open":2,"outcome":null,
 *    "prompts":[{"id":"bin","kind":"ask","section":"The collection","state":"open",
 *                "required":true,"text":"Which bin was missed?"}, …]}
 *
 * `end` is open, outcome, choose or none; `next` the prompt to go on with, or null (with none: the
 * last question answered, whose answer leads nowhere); `open` how many required answers are
 * missing. `outcome` is null or an object: id, kind (refer, resolve, signpost), and as far as there
 * are any queue, text, promise and due. `outcomes` lists the ids between which the advisor must
 * choose. The `state` of a prompt is open, answered, known, not-needed, blocked or kept; `answer`
 * is its canonical value, `words` that value as people read it, `rule` how a calculation was worked
 * out. In a section that repeats each instance has its own prompts (`age#2`) and title. `refused`
 * lists answers that a desk would not take: id, value, reason.
 */
#ifndef ADMIN_WALK_H
#define ADMIN_WALK_H

#include "dialogue/walk.h"
#include "directory/service.h"

struct refused_answer {
	const char *prompt, *value, *reason;
};

struct walked {
	const struct service *service;
	struct walk_env env;
	struct given *given; /* those of env */
	struct refused_answer *refused;
	size_t refused_count;
	struct outline outline;
};

/* Prints the walk, or what kept it from being walked, as one line of JSON. */
void walk_json(const struct walked *walked, struct arena *arena);
void walk_json_error(const char *sentence);

#endif
