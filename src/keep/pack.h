/*
 * The desk's copy of the directory: one compressed, versioned file, replaced as a whole. It holds
 * nothing personal. A copy that fails its checksum counts as absent.
 */
#ifndef KEEP_PACK_H
#define KEEP_PACK_H

#include "base/arena.h"
#include "base/err.h"
#include "base/file.h"
#include "model/directory_pack.h"

int directory_pack_write(
    struct disk *disk, const char *folder, const struct directory_pack *pack, struct err *err);
/* 0 with *pack in the arena; -1 when there is none or it is damaged. */
int directory_pack_read(struct disk *disk, const char *folder, struct arena *arena,
    struct directory_pack *pack, struct err *err);

#endif
