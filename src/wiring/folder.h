/*
 * The one folder that the administrator has opened for files of cases: listed, read from and
 * written to. Only plain files lie in it, by plain names; nothing there is ever written over.
 */
#ifndef WIRING_FOLDER_H
#define WIRING_FOLDER_H

#include "base/file.h"
#include "desk/desk.h"

/* By name; in the arena. 0, or -1 with err. */
int folder_list(struct disk *disk, const char *folder, struct arena *arena,
    struct folder_listing *out, struct err *err);
/* At most FOLDER_MOST bytes are read; of a larger file the length alone is told. */
int folder_read(struct disk *disk, const char *folder, const char *name, struct arena *arena,
    struct file_bytes *out, struct err *err);
/* Where the name is taken, "name (2).txt": *written, in the arena. */
int folder_write(struct disk *disk, const char *folder, const char *name,
    const struct file_bytes *bytes, struct arena *arena, const char **written, struct err *err);

#endif
