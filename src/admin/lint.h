/* What lint finds in files, for the commands that look them over first. */
#ifndef ADMIN_LINT_H
#define ADMIN_LINT_H

#include <stdio.h>

/* Lints all paths together and prints what was found and how many there are of each; -1 when there
 * are errors. */
int lint_and_print(int count, char **paths, FILE *out);

#endif
