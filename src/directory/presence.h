/*
 * The whiteboard's rules, the same at the desk and in the CRM. What is said of somebody holds until
 * the time it names, else until the end of the team's working day; after that it is not known.
 */
#ifndef DIRECTORY_PRESENCE_H
#define DIRECTORY_PRESENCE_H

#include "directory/opening.h"
#include "model/records.h"

enum known_of { KNOWN_NOT, KNOWN_IN, KNOWN_OUT };

/* What is known of them now. */
enum known_of officer_known(const struct officer *officer, micros now);

/* Until when it holds: what it says itself, when they are back, or the end of the working day of
 * the team's hours (null: usual ones); said after that, the end of the day. */
micros presence_until(
    const struct board_word *said, const char *hours, const struct calendar *calendar, micros now);

/* Puts what was said into the row; strings are shared. */
void officer_say(
    struct officer *officer, const struct board_word *said, const char *author, micros until);

/* May somebody of this role, council and team say where this officer is? Oneself and one's own team
 * always; of others as the table of permissions has it. */
bool officer_permitted(const char *role, const char *council, const char *user, const char *team,
    const struct officer *officer);

#endif
