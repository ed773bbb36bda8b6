/* What the whiteboard says of a team, for the screens that refer to one. */
#ifndef UI_BOARD_H
#define UI_BOARD_H

#include "ui/screens.h"

/* Who of the team is in, who is out until when and covered by whom, and its hours; nothing where
 * the whiteboard has nobody of it. */
void page_team(const struct desk *desk, struct page *page, const struct team *team);

#endif
