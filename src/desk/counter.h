/*
 * The counter at the desk: who waits at this site, calling them, the form of reception, interview
 * rooms, and the venue of the day. The list is the CRM's, asked for anew when the feed says that it
 * changed; calling needs the line, for nobody may be called by two desks.
 */
#ifndef DESK_COUNTER_H
#define DESK_COUNTER_H

#include "desk/customer.h"

/* ---- the list ---- */

void arrivals_ask(struct desk *desk);
void arrivals_reply(struct desk *desk, const struct reply *reply);
/* The feed told of this site. */
void arrivals_news(struct desk *desk, const char *site);
/* Does somebody come to this desk in person? */
bool counter_is_here(const struct desk *desk);
/* The list; from the list the form of somebody new. */
void waiting_open(struct desk *desk);
void waiting_pick(struct desk *desk, const char *item);
/* Where it stands on the list: whom this desk has called, who waits, who is with others. */
enum { ARRIVAL_PLACES = 3 };
int arrival_place(const struct desk *desk, const struct arrival *arrival);
/* The arrival the cursor stands on, or null. */
const struct arrival *waiting_at(const struct desk *desk);
bool arrival_is_mine(const struct desk *desk, const struct arrival *arrival);
/* The CRM has taken a write of the list. */
void arrivals_taken(struct desk *desk);

/* ---- calling ---- */

void call_next(struct desk *desk);
void call_reply(struct desk *desk, const struct reply *reply);
/* "again", "no-show", "left", "return" of the one under the cursor. */
void arrival_happens(struct desk *desk, const char *kind);
bool when_site_has_list(const struct desk *desk);
bool when_calls_next(const struct desk *desk);
bool when_called_here(const struct desk *desk);
bool when_waits_here(const struct desk *desk);
/* "PATEL, Amina" or "red coat" */
const char *arrival_who(const struct arrival *arrival);
/* The use of a room now, or null: it is free. */
const struct room_use *room_used(const struct desk *desk, const char *room);

/* ---- the form ---- */

extern const struct person_field arrival_fields[];
extern const size_t arrival_field_count;
const char *arrival_value(const struct desk *desk, const char *field);
/* The service that the words in the form mean; null: none, or nothing was typed. */
const char *arrival_service(const struct desk *desk);
void arrival_save(struct desk *desk);
void arrival_pick(struct desk *desk, const char *item);

/* ---- the venue of the day ---- */

const struct venue *venue_today(const struct desk *desk);
/* A gateway's desk asks where it is, once a day. */
bool when_has_venues(const struct desk *desk);
bool venue_wanted(const struct desk *desk);
void venue_choose(struct desk *desk, const char *words);

#endif
