/*
 * What users leave unsent at a desk: "outbox-USER" beside their journals. The first line says whose
 * and how many, for the key line; each further line is one request sealed to the CRM, in base64.
 */
#ifndef WIRING_LEFT_H
#define WIRING_LEFT_H

#include "base/file.h"
#include "desk/desk.h"

/* Seals what waits, in place of what was left before; none: nothing is left. Not synced: the
 * journal is, and has it all. -1 with err when the disk does not take it. */
int left_write(struct disk *disk, const char *folder, const struct leaving *leaving,
    const unsigned char *crm_key, struct err *err);
/* Of all users; in the arena. What cannot be read is left out: the journals have it. */
void left_read(
    struct disk *disk, const char *folder, struct arena *arena, struct left_listing *out);
/* It is delivered; something else of that user by now stays. */
void left_remove(struct disk *disk, const char *folder, const char *user, uint64_t size);

#endif
