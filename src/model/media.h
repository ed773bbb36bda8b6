/* What kinds of files are put on cases: by the end of the name, as media types (RFC 6838). */
#ifndef MODEL_MEDIA_H
#define MODEL_MEDIA_H

#include <stdbool.h>

/* "image/jpeg" for "hole.JPG"; null: files like that are not taken. */
const char *media_type(const char *name);
/* Can it be read on a terminal as it is? */
bool media_is_text(const char *type);

#endif
