#include "helpers/small_disk.h"

#include "helpers/proc.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

static void
write_text(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);
	ck_assert_msg(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text), "%s: %s",
	    path, strerror(errno));
	close(fd);
}

void
small_disk_begin(void)
{
	uid_t user = getuid();
	if (user == 0) {
		ck_assert_msg(unshare(CLONE_NEWNS) == 0, "unshare: %s", strerror(errno));
	} else {
		ck_assert_msg(
		    unshare(CLONE_NEWUSER | CLONE_NEWNS) == 0, "unshare: %s", strerror(errno));
		char *map = proc_text("0 %u 1", (unsigned)user);
		write_text("/proc/self/uid_map", map);
		free(map);
	}
	ck_assert_msg(
	    mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0, "mount: %s", strerror(errno));
}

void
small_disk_mount(const char *folder, const char *size)
{
	char *options = proc_text("size=%s", size);
	ck_assert_msg(
	    mount("tmpfs", folder, "tmpfs", 0, options) == 0, "mount: %s", strerror(errno));
	free(options);
}

char *
small_disk_fill(const char *folder)
{
	static const char block[65536];
	char *path = proc_text("%s/ballast", folder);
	int fd = open(path, O_WRONLY | O_CREAT, 0600);
	for (size_t size = sizeof block; size > 0;)
		if (write(fd, block, size) <= 0)
			size /= 2;
	close(fd);
	return path;
}

void
small_disk_remove(const char *folder)
{
	umount2(folder, MNT_DETACH);
	rmdir(folder);
}
