/* frontdesk --enrol CODE: exchanges the one-time code for this desk's identity and writes it down.
 */
#ifndef WIRING_ENROL_H
#define WIRING_ENROL_H

#include "wiring/settings.h"

/* Prints which desk this is now. 0, or -1 with err. */
int enrol(struct settings *settings, struct err *err);

#endif
