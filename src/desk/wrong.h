/* What is wrong in an entry of the directory, reported from where it stands. */
#ifndef DESK_WRONG_H
#define DESK_WRONG_H

#include "desk/state.h"

void wrong_open(struct desk *desk);  /* for what is in focus */
void wrong_close(struct desk *desk); /* back to where the cursor stood */
void wrong_leave(struct desk *desk); /* something else is typed into: the word stays a draft */
void wrong_send(struct desk *desk, const char *text);
void wrong_mend(struct desk *desk, const char *operation); /* what was refused, once more */
/* The entry and what of it is being reported; null when nothing is. */
const struct service *wrong_entry(
    const struct desk *desk, const char **subject, struct arena *arena);
void wrongs_ask(struct desk *desk); /* what was mended and not yet read */
void wrongs_reply(struct desk *desk, const struct reply *reply);
/* "Missed bin collection: Charge: £22" */
const char *wrong_words(const struct desk *desk, const struct wrong *wrong, struct arena *arena);
void wrong_hear(struct desk *desk, const char *id);

#endif
