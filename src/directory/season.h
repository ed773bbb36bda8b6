/* The months in which a service is asked for more than in others. */
#ifndef DIRECTORY_SEASON_H
#define DIRECTORY_SEASON_H

#include "dialogue/script.h"

/* Reads `season: [Oct-Mar, Jul]`: bit 0 is January; 0 when it is absent or after a finding. A range
 * may go over the turn of the year. */
unsigned season_read(const struct script *script, const struct yaml *node);

#endif
