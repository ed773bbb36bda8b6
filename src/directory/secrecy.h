/* Who may see in a customer's history what was asked about a service: `sensitive`, `sharing`,
 * `known_to`. What they mean is model/sharing.h. */
#ifndef DIRECTORY_SECRECY_H
#define DIRECTORY_SECRECY_H

#include "dialogue/script.h"
#include "directory/service.h"
#include "model/sharing.h"

void secrecy_read(const struct script *script, const struct yaml *root, struct service *service);

/* What follows from a service. `council`: the sharing of the council whose the entry is, may be
 * null. Without a service (nobody can read its text any more) others see at most that something
 * was. Strings are the service's or the arena's. */
struct sharing_policy secrecy_policy(
    const struct service *service, const char *council, struct arena *arena);

#endif
