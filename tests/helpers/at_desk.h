/* The desk that a test program plays at, signed in anew for each of its tests: a checked fixture.
 */
#ifndef TESTS_AT_DESK_H
#define TESTS_AT_DESK_H

#include "helpers/play.h"

extern struct play play;

void at_desk_begin(void);
void at_desk_end(void);
/* Mrs Patel calls, known by her number: her page is in front. */
void at_desk_amina(void);

#endif
