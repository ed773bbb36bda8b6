/* Reception: tickets, who waits, rooms in use, and what is counted of them. */
#ifndef STORE_COUNTER_H
#define STORE_COUNTER_H

#include "store/store.h"

/* The next number of a site's day, from 1; 0 when it failed. */
int64_t ticket_take(struct tx *tx, const char *site, const char *day);
int arrival_put(struct tx *tx, const struct arrival *arrival);
int arrival_get(struct tx *tx, const char *id, struct arrival *out, struct arena *arena);
int arrival_of_contact(
    struct tx *tx, const char *contact, struct arrival *out, struct arena *arena);
/* Those of a site who have not ended: who waits first, in the order in which they are called. */
int arrivals_open(
    struct tx *tx, const char *site, size_t most, struct arena *arena, struct list *out);
/* Calls one who waits to a desk: false when another desk was quicker. */
bool arrival_take(struct tx *tx, const char *id, const char *desk, const char *user);
/* The page's counts, of a day. */
int arrivals_counted(struct tx *tx, const char *site, const char *day, struct arrival_page *page);
/* Keeps the use when the room is free; room_get tells whether it was. */
int room_take(struct tx *tx, const struct room_use *use);
int room_free(struct tx *tx, const char *id);
int room_get(struct tx *tx, const char *id, struct room_use *out, struct arena *arena);
int rooms_used(struct tx *tx, const char *site, struct arena *arena, struct list *out);
/* Arrivals from … to - 1 by site and hour, struct counter_count; contacts at venues, struct
 * venue_count. */
int counter_count(struct tx *tx, micros from, micros to, struct arena *arena, struct list *out);
int venues_count(struct tx *tx, micros from, micros to, struct arena *arena, struct list *out);

#endif
