/* Putting parts into the dialogue that includes them. Inner header of the service's reader. */
#ifndef DIRECTORY_PARTS_H
#define DIRECTORY_PARTS_H

#include "directory/variant.h"

/* Puts the prompts of every included part in its place, as the council sees them: those of its
 * first section join the section of the include, further ones follow as their own. Each keeps its
 * id, so that an answer means the same in every dialogue, and stands under the include's condition.
 * Without a library the includes are taken out and the dialogue is marked incomplete. */
void parts_include(const struct script *script, struct service *service, const char *council,
    const struct library *library, int depth);

#endif
