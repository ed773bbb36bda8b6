/* Reading typed values out of a script's YAML, with a finding for each thing that is wrong. */
#ifndef DIALOGUE_SCRIPT_H
#define DIALOGUE_SCRIPT_H

#include "dialogue/dialogue.h"
#include "dialogue/finding.h"

struct script {
	struct arena *arena;
	const char *file;
	struct finding_list *findings;
};

void script_error(const struct script *script, const struct yaml *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void script_warn(const struct script *script, const struct yaml *node, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Refuses keys that are not in the null-terminated table, and names the nearest that is. */
void script_keys(const struct script *script, const struct yaml *map, const char *const *allowed);

/* A one-line text that is not empty; null after a finding. */
const char *script_scalar(const struct script *script, const struct yaml *node, const char *what);

/* Plain text, or a map of languages. An absent node leaves out as it is; false after a finding. */
bool script_words(const struct script *script, const struct yaml *node, struct words *out);

/* Is this map a text in several languages? */
bool script_has_languages(const struct yaml *node);

bool script_flag(const struct script *script, const struct yaml *node); /* absent: false */

/* A whole number within bounds; `absent` when there is none, or after a finding. */
int script_whole(
    const struct script *script, const struct yaml *node, int least, int most, int absent);

/* Names, one or a list of them; null when absent or after a finding. */
struct name_list *script_names(const struct script *script, const struct yaml *node);

/* A date YYYY-MM-DD; false when absent or after a finding. */
bool script_date(const struct script *script, const struct yaml *node, struct date *out);

/* A condition; null when absent or after a finding, which shows the place inside it. */
struct expr *script_expr(const struct script *script, const struct yaml *node, const char **source);

/* The same as a gate before prompts. */
struct gate *script_gate(const struct script *script, const struct yaml *node);

enum { SCRIPT_ID_MOST = 60 };

/* small letters, digits, '_' and '-'; starts with a letter */
bool script_id(const char *text);

/* `value: label`, or `value: { label: …, when: … }`, in the order written; null after a finding. */
struct choice *script_choices(const struct script *script, const struct yaml *map);

/* The word of a null-terminated table that `word` is most likely meant to be, or null. */
const char *script_nearest(const char *word, const char *const *table);

#endif
