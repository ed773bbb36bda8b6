/* Days that are not like others, written by date: `special: { 2026-12-24: 09:00-12:00, 2026-12-28:
 * off }`. Inner header. */
#ifndef DIRECTORY_SPECIAL_H
#define DIRECTORY_SPECIAL_H

#include "dialogue/script.h"

/* The same in the notation of hours, "2026 Dec 24 09:00-12:00; 2026 Dec 28 off"; a key may be two
 * days with a stroke between, 2026-12-28/2027-01-02. Null when absent or after a finding. */
const char *special_days(const struct script *script, const struct yaml *node);

/* Hours with special days after them; either may be null. */
const char *special_join(struct arena *arena, const char *hours, const char *special);

#endif
