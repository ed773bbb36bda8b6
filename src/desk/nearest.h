/* Where a service is offered near by. */
#ifndef DESK_NEAREST_H
#define DESK_NEAREST_H

#include "desk/state.h"

/* The field with the postcode to look from. */
#define PLACES_NEAR "places.near"
/* The postcode to look from: the one typed, of this matter's address, of the customer's home; or
 * null. */
const char *nearest_postcode(const struct desk *desk, struct arena *arena);
/* Where that is, exactly or about; not known: easting 0. */
struct point nearest_from(const struct desk *desk, struct arena *arena);
void nearest_ask(struct desk *desk); /* the CRM, where it is */
void nearest_reply(struct desk *desk, const struct reply *reply);
void nearest_open(struct desk *desk, const char *argument);
void nearest_pick(struct desk *desk, const char *item, const char *text);

#endif
