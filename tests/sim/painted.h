/*
 * What the screen has said: Kept, Sent, and the references that callers were given. It is read off
 * the page, as the advisor reads it, and held against the journal and the CRM.
 */
#ifndef SIM_PAINTED_H
#define SIM_PAINTED_H

#include "sim/station.h"

#include <sqlite3.h>

void painted_begin(void);
/* After a turn: the page as it stands now. */
void painted_look(struct station *station);
/* The machine has died: what it had said without Kept is not held against it. */
void painted_died(const struct station *station);
/* Its disk is as it was at this time: what was kept after, and is not sent, went with the disk. */
void painted_put_back(const struct station *station, micros at);
/* Every reference that was said, and is held against somebody, is the CRM's once; or, where two
 * disks had the same block of references, it waits at a desk as refused. */
void painted_must_be(sqlite3 *db, bool (*refused)(const char *reference));

#endif
