/* What the CRM tells by itself, and what is asked of it after signing in and when the line is back.
 */
#ifndef DESK_FEED_H
#define DESK_FEED_H

#include "desk/state.h"

void feed_begin(struct desk *desk);  /* after sign-in: partnership, directory, notices, feed */
void feed_resume(struct desk *desk); /* the line is back: what was missed */
void feed_ask(struct desk *desk);
void feed_tick(struct desk *desk); /* what failed for now is tried again */
void feed_reply(struct desk *desk, const struct reply *reply);
void feed_directory(struct desk *desk, const struct reply *reply);
void feed_copy(struct desk *desk, const struct directory_pack *pack);
void feed_service(struct desk *desk, const struct reply *reply);
void feed_partnership(struct desk *desk, const struct partnership_page *page);
void feed_pack(struct desk *desk);

/* How many bytes to ask for next, where so many took so long: a search may wait behind them. */
int64_t line_part(int64_t part, micros took);

#endif
