/* How long records are kept: `retention:` of partnership.yml and of a service's file. */
#ifndef DIRECTORY_RETENTION_H
#define DIRECTORY_RETENTION_H

#include "dialogue/script.h"
#include "directory/partnership.h"

/* The rules of all kinds, in the order of retention_kinds; a kind that is not named has no months.
 */
void retention_read(
    const struct script *script, const struct yaml *root, struct partnership *partnership);

/* { contact: 12, case: 300 }: the months for what concerns this service. */
void retention_read_own(
    const struct script *script, const struct yaml *node, struct service *service);

/* What a service has of its own needs a rule to differ from. */
void retention_check_own(const struct script *script, const struct yaml *node,
    const struct partnership *partnership, const struct service *service);

#endif
