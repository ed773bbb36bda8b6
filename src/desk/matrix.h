/* The matrix of services and mechanisms at the desk: the ticks are the directory's own, the numbers
 * beside them the CRM's, and each mechanism leads to where it can be seen at work. */
#ifndef DESK_MATRIX_H
#define DESK_MATRIX_H

#include "desk/state.h"
#include "directory/matrix.h"

/* Opens it for a council, by its id or name; null: that of the desk. */
void matrix_open(struct desk *desk, const char *council);
void matrix_pick(struct desk *desk, const char *item);
void matrix_reply(struct desk *desk, const struct reply *reply);
/* Goes back to it after a restart. */
void matrix_back(struct desk *desk, enum screen screen, const char *subject);
/* Asks for the numbers when the screen is there again. */
void matrix_ask(struct desk *desk);

/* The council that the screen in front is of, or null. */
const char *matrix_council(const struct desk *desk);
/* The service of SCREEN_MATRIX_ROW, or null. */
const char *matrix_service(const struct desk *desk);

/* What went by that mechanism in the year before; by all with a mechanism of null. -1: not known.
 */
int64_t matrix_volume(const struct desk *desk, const char *service, const char *mechanism);

/* The cell of a service whether or not it was opened before. */
struct tick matrix_cell(const struct desk *desk, const char *service, enum mechanism mechanism);
bool matrix_cell_on(const struct desk *desk, const char *service, enum mechanism mechanism);

/* Where the mechanism can be seen at work by this user; COMMAND_NONE: in the service's own entry.
 */
enum command matrix_leads(const struct desk *desk, enum mechanism mechanism);

/* The mechanism under the cursor is on from now, or off: in the draft of the entry, for this
 * council; a second person approves it as anything else that is changed there. */
void matrix_switch(struct desk *desk);
bool matrix_can_switch(const struct desk *desk);

#endif
