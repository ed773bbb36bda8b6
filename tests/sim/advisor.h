/* An advisor who does anything that a page offers, in any order: types, picks, goes back, parks,
 * finishes, locks. */
#ifndef SIM_ADVISOR_H
#define SIM_ADVISOR_H

#include "sim/station.h"

/* One act on the page that is shown now. */
void advisor_act(struct station *station);
/* The same while nobody works there: signs in, and then does nothing. */
void advisor_sign_in(struct station *station);

#endif
