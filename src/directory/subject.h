/*
 * What an advisor can point at in an entry and say that it is wrong: a prompt by its id, a fact
 * ("fact.fee"), a contact ("contact.phone"), the offer ("offer"), or the entry as a whole (null or
 * ""). Never with what a customer said: of ${…} only facts are filled in.
 */
#ifndef DIRECTORY_SUBJECT_H
#define DIRECTORY_SUBJECT_H

#include "directory/service.h"

/* What the entry says there, in one line; the title for the whole entry or when it says nothing of
 * the kind. In the arena. */
const char *subject_words(
    const struct service *service, const char *subject, const char *language, struct arena *arena);

/* Do two texts of the entry say the same there, in every language, facts that are quoted included?
 * Of the entry as a whole only the owner can tell: that it is as it was. Null: withdrawn. */
bool subject_same(const struct service *a, const struct service *b, const char *subject);

#endif
