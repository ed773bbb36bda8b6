/* Cases, their answers, and the references by which they are found. */
#ifndef STORE_CASES_H
#define STORE_CASES_H

#include "store/store.h"

int case_get(struct tx *tx, const char *id, struct case_record *out, struct arena *arena);
int case_by_reference(
    struct tx *tx, const char *reference, struct case_record *out, struct arena *arena);
int case_of_enquiry(
    struct tx *tx, const char *enquiry, struct case_record *out, struct arena *arena);
/* By what it was called where it was imported from, in any case of letters: the latest of several.
 */
int case_by_old_reference(
    struct tx *tx, const char *reference, struct case_record *out, struct arena *arena);
/* New or changed, with its events. */
int case_put(struct tx *tx, const struct case_record *record);
/* The answers given to the enquiry of a case, the dialogue's version, and the prompt that opened
 * the case. */
int case_answers(struct tx *tx, const char *enquiry, struct arena *arena, struct list *answers,
    int64_t *version, const char **outcome_prompt);
/* One of them, new or changed. */
int case_answer_put(struct tx *tx, const char *enquiry, const struct answer *answer);

#endif
