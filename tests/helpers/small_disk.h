/* Real file systems that are full: a small tmpfs of the test's own, without any right of the
 * machine's. Fails the running test when it cannot be had. */
#ifndef TESTS_SMALL_DISK_H
#define TESTS_SMALL_DISK_H

/* From now on this process and its children see what it mounts, and nobody else does; it is gone
 * with them. Once, before any thread is started. */
void small_disk_begin(void);
/* A file system of that size ("8m") on this folder, which is there. */
void small_disk_mount(const char *folder, const char *size);
/* Takes all the room there is. Free the path; removing the file gives the room back. */
char *small_disk_fill(const char *folder);
void small_disk_remove(const char *folder);

#endif
