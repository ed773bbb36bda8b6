/* Callers about one and the same: the incidents a matter may be of, and joining one of them. */
#ifndef DESK_INCIDENT_H
#define DESK_INCIDENT_H

#include "desk/matter.h"

/* What matter->joins says of a matter that is none of those that were offered. */
#define JOINS_NONE "other"
/* The item of the agenda. */
#define INCIDENT_ITEM "incident"

/* Open incidents that a matter may be of, the most reported first; in the arena. */
void incidents_of(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    struct arena *arena, struct list *out);
/* The one that it joins, or null. */
const struct incident *incident_joined(const struct desk *desk, const struct matter *matter);
/* "Fly-tipping: Tyres, 14 Union Street, since 10:42, 2 people" */
const char *incident_words(
    const struct desk *desk, const struct incident *incident, struct arena *arena);

/* A prompt of the matter was answered: when it says where, what is near is asked for. */
void incidents_about(
    struct desk *desk, struct hand *hand, struct matter *matter, const char *prompt);
/* A contact came from another desk. */
void incidents_arrived(struct desk *desk, struct hand *hand);
void incidents_look_again(struct desk *desk); /* the line is back */
void incidents_reply(struct desk *desk, const struct reply *reply, const char *matter);
/* The feed told, or the journal. */
void incident_heard(struct desk *desk, const struct incident *incident);
void incident_recovered(struct desk *desk, const struct incident *incident);
void incidents_forget(struct desk *desk);
/* A matter was logged: the case that it opens is one that the next caller may join. */
void incident_logged(struct desk *desk, const struct hand *hand, const struct matter *matter,
    const struct proposal *proposal);

/* Goes to what is offered. */
void incident_show(struct desk *desk);
bool incident_offered(const struct desk *desk);
/* "join:ID", "join:other" of the matter in front. */
void incident_pick(struct desk *desk, struct matter *matter, const char *id);

#endif
