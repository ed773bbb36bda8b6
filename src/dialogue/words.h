/*
 * Texts in the languages that the directory's files may speak. English is always there; every other
 * language falls back to it. Whoever adds a language adds a row to `languages` and a constant here.
 */
#ifndef DIALOGUE_WORDS_H
#define DIALOGUE_WORDS_H

#include <stdbool.h>

enum language { ENGLISH, WELSH, POLISH, GUJARATI, URDU, LANGUAGES };

struct language_entry {
	const char *code;   /* BCP 47: "cy" */
	const char *name;   /* in English, a gettext id */
	const char *own;    /* what its speakers call it */
	bool right_to_left; /* never on one line with another language */
	const char *yes, *no;
};
extern const struct language_entry languages[LANGUAGES];

/* The codes, null-terminated: the keys that a text's map may have. */
extern const char *const language_codes[];

/* By code, English name or own name, however it is written; LANGUAGES when it is none of these. */
enum language language_named(const char *name);

/* One text. `in[ENGLISH]` is null only when the whole text is absent. */
struct words {
	const char *in[LANGUAGES];
};

/* The words in that language; null where they are missing in it. */
const char *words_only(const struct words *words, const char *language);

/* The words in a language ("cy", "en", null); English where that one is missing. */
const char *words_in(const struct words *words, const char *language);

#endif
