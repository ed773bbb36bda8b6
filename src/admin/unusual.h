/* Looking that somebody should ask about: each finding, and how many of each rule. */
#ifndef ADMIN_UNUSUAL_H
#define ADMIN_UNUSUAL_H

#include "admin/admin.h"

/* argv[0] is "unusual". */
enum admin_exit audit_unusual(struct admin *admin, int argc, char **argv);
#endif
