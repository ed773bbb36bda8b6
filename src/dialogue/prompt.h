/* Reading one prompt; used by the dialogue's parser. */
#ifndef DIALOGUE_PROMPT_H
#define DIALOGUE_PROMPT_H

#include "dialogue/script.h"

/* The words of scripts, in the order of enum prompt_kind. */
extern const char *const prompt_kinds[];

/* Null when its kind cannot be told; other mistakes are findings. Without an id, id is null. */
struct prompt *prompt_parse(
    const struct script *script, const struct yaml *map, const char *section);

#endif
