/* What every part of the desk may cause: a change in the journal, a request, a sentence, another
 * screen. All of it goes out with the step's effects. */
#ifndef DESK_EFFECTS_H
#define DESK_EFFECTS_H

#include "desk/state.h"

/* Puts a record into the journal; its value must last until the end of the step. */
void desk_keep(struct desk *desk, const struct record *record, const char *key, const void *value);
void desk_drop(struct desk *desk, const struct record *record, const char *key);
struct desk_effect *desk_effect(struct desk *desk, enum desk_effect_kind kind);
/* A read, search or feed request; the caller fills the rest of the request it gives. */
struct request *desk_ask(struct desk *desk, enum route_id route, enum request_class class,
    enum asked_for what, const char *subject);
/* One more parameter of its query; a null value is left out. */
void desk_query(struct desk *desk, struct request *request, const char *name, const char *value);
struct asked *desk_asked(struct desk *desk, uint64_t number);
void desk_answered(struct desk *desk, uint64_t number);
/* One sentence for the advisor, shown until the next key. */
void desk_say(struct desk *desk, enum tone tone, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void desk_say_problem(struct desk *desk, const struct reply *reply);
void desk_focus(struct desk *desk, const char *key);
/* Goes to a screen; to one that is below on the stack by going back to it. */
void desk_go(struct desk *desk, enum screen screen, const char *subject);
void desk_back(struct desk *desk);
void desk_home(struct desk *desk);
enum screen desk_screen(const struct desk *desk);
const char *desk_subject(const struct desk *desk);
/* Of a subject "COUNCIL" or "COUNCIL/REST": the council, or null when it is none; the rest, or
 * null. */
const struct council *desk_subject_council(const struct desk *desk);
const char *desk_subject_rest(const struct desk *desk);
char *desk_id(struct desk *desk); /* a new id, in the step's memory */
void set_text(char **slot, const char *text);

#endif
