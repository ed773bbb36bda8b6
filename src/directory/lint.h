/*
 * Lint across files: names, types, dates, owner, queue roles, offers, loops, missing outcome, and
 * the proof by enumeration that every path of a dialogue ends in an outcome (choices, yes/no and
 * the boundary values of numbers and dates, bounded; what it cannot prove it says in a note).
 * Every council's variant is looked over as well.
 */
#ifndef DIRECTORY_LINT_H
#define DIRECTORY_LINT_H

#include "directory/directory.h"
#include "directory/klm.h"
#include "directory/partnership.h"

/* Lints files and folders together; the `partnership.yml` in or above them is found by itself. A
 * lone file reports unresolved names as warnings. Returns the number of files read, or -1. */
int lint_paths(const char *const *paths, size_t count, struct date today,
    struct finding_list *findings, struct err *err);

/* The same, and the predicted seconds of every dialogue of a service without a fault in its file.
 */
int lint_and_time(const char *const *paths, size_t count, struct date today,
    struct finding_list *findings,
    void (*timed)(void *context, const struct service *service, const struct klm *klm),
    void *context, struct err *err);

/* Lints one service text alone, as publishing does it for each. Partnership may be null: then
 * councils, teams and queue roles are not looked up. So may the library: then parts and the facts
 * of other services are not, and what needs them is not proved. */
void lint_service(const char *file, const char *text, size_t length,
    const struct partnership *partnership, const struct library *library, struct date today,
    struct finding_list *findings);

#endif
