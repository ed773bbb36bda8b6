/*
 * A disk in memory behind base/file.h that keeps what is synced apart from what is only written, as
 * real disks do. A power cut loses, tears or reorders what was not synced; calls can be made to
 * fail. May be used from several threads.
 */
#ifndef TESTS_SIMDISK_H
#define TESTS_SIMDISK_H

#include "base/file.h"

struct simdisk;

struct simdisk *simdisk_new(void);
void simdisk_free(struct simdisk *sim);
/* Another disk with what this one has on its medium: a backup, or a machine that was copied. */
struct simdisk *simdisk_image(struct simdisk *sim);
struct disk *simdisk_disk(struct simdisk *sim);

/* Changing calls (open that creates or truncates, write, sync, truncate, rename, remove,
 * sync_folder) made so far. */
uint64_t simdisk_calls(const struct simdisk *sim);

/* The changing call number `call` (from 1) and, when `lasting`, all after it fail with `error`. A
 * failing write first takes half of its bytes. 0 stops failing. */
void simdisk_fail(struct simdisk *sim, uint64_t call, int error, bool lasting);
/* Only calls of this kind count and fail: 'w' write, 's' sync, 'r' rename, 'f' sync_folder, 'o'
 * open; 0: all. */
void simdisk_fail_kind(struct simdisk *sim, char kind);
/* Room in bytes for all files together; a write beyond takes what fits and then fails with ENOSPC.
 */
void simdisk_room(struct simdisk *sim, uint64_t bytes);

/* From changing call number `call` on nothing reaches the disk and everything fails, as in a dying
 * machine. */
void simdisk_die_at(struct simdisk *sim, uint64_t call);

enum simdisk_loss {
	LOSE_NOTHING,  /* the program was killed: the system still writes all */
	LOSE_UNSYNCED, /* all that was not synced is gone */
	LOSE_SOME      /* by the seed: each unsynced write may be there, gone, torn, or zeros */
};
/* The machine comes up again. Open files are dead and locks are gone. */
void simdisk_reboot(struct simdisk *sim, enum simdisk_loss loss, uint64_t seed);

/* The bytes of a file as they are now (the caller frees), or null. */
unsigned char *simdisk_bytes(struct simdisk *sim, const char *path, size_t *length);
/* Replaces a file's bytes, synced. */
void simdisk_set(struct simdisk *sim, const char *path, const void *bytes, size_t length);

#endif
