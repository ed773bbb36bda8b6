/* What the journal brings back after a start. */
#ifndef DESK_RECOVER_H
#define DESK_RECOVER_H

#include "desk/state.h"

void recover_record(struct desk *desk, const struct desk_event *event);
void recover_finish(struct desk *desk);
void recover_place(struct desk *desk); /* journals where the advisor is */

#endif
