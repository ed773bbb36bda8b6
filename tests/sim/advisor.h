/* An advisor who does anything that a page offers, in any order: types, picks, goes back, parks,
 * finishes. */
#ifndef SIM_ADVISOR_H
#define SIM_ADVISOR_H

#include "sim/world.h"

/* One act on the page that is shown now. */
void advisor_act(struct world *world);
/* Ends what is in hand: leaves notes and forms, finishes or lets go of every contact. */
void advisor_tidy(struct world *world);

#endif
