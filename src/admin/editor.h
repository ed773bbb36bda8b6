/* The user's own editor: the one program that frontdeskctl starts. */
#ifndef ADMIN_EDITOR_H
#define ADMIN_EDITOR_H

#include "base/err.h"

/* Opens the file in $VISUAL, else $EDITOR, else vi, and waits until it is closed. The variable may
 * hold arguments ("emacs -nw"), as for other programs. -1 when it does not start or ends badly. */
int editor_run(const char *path, struct err *err);

#endif
