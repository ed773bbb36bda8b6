/* backup and restore: everything the CRM keeps as one file, and a CRM made from it. */
#include "admin/admin.h"
#include "base/alloc.h"
#include "base/file.h"
#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* On the disk, whole, before it has its name. */
static int
finish(FILE *out, const char *part, const char *path)
{
	struct disk *disk = disk_system();
	bool good = fflush(out) == 0 && fsync(fileno(out)) == 0;
	good = fclose(out) == 0 && good;
	if (good && disk->rename(disk, part, path) == 0)
		return disk->sync_folder(disk, path);
	return -1;
}

static enum admin_exit
write_archive(struct admin *admin, struct crm *crm, const char *part, const char *path)
{
	struct err err;
	int64_t rows;
	int fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	FILE *out = fd >= 0 ? fdopen(fd, "wb") : NULL;
	if (!out) {
		if (fd >= 0)
			close(fd);
		return admin_fail(_("cannot write %s: %s"), part, strerror(errno));
	}
	if (crm_backup(crm, admin->actor, out, &rows, &err) < 0) {
		fclose(out);
		unlink(part);
		return admin_fail("%s", err.text);
	}
	if (finish(out, part, path) < 0) {
		int saved = errno;
		unlink(part);
		return admin_fail(_("cannot write %s: %s"), path, strerror(saved));
	}
	printf(
	    P_("%lld record is in %s. The CRM's keys are not: keep a copy of the key file apart.\n",
		"%lld records are in %s. The CRM's keys are not: keep a copy of the key file "
		"apart.\n",
		(size_t)rows),
	    (long long)rows, path);
	return ADMIN_DONE;
}

enum admin_exit
admin_backup(struct admin *admin, int argc, char **argv)
{
	if (argc != 2)
		return admin_usage("backup", NULL);
	if (access(argv[1], F_OK) == 0)
		return admin_fail(_("there is a file %s already"), argv[1]);
	struct crm *crm = admin_crm(admin);
	if (!crm)
		return ADMIN_FAILED;
	char *part = xasprintf("%s.part", argv[1]);
	enum admin_exit status = write_archive(admin, crm, part, argv[1]);
	free(part);
	return status;
}

enum admin_exit
admin_restore(struct admin *admin, int argc, char **argv)
{
	struct err err;
	struct crm_restored restored;
	if (argc != 2)
		return admin_usage("restore", NULL);
	FILE *in = fopen(argv[1], "rbe");
	if (!in)
		return admin_fail(_("cannot read %s: %s"), argv[1], strerror(errno));
	int rc = crm_restore(admin->database, admin->actor, in, &restored, &err);
	fclose(in);
	if (rc < 0)
		return admin_fail("%s: %s", argv[1], err.text);
	char *shown = crm_shown(admin->database);
	printf(P_("%lld record of %s is in %s.\n", "%lld records of %s are in %s.\n",
		   (size_t)restored.rows),
	    (long long)restored.rows, argv[1], shown);
	free(shown);
	if (restored.lost_to)
		printf(_("Entries %lld to %lld of the audit are not in it; the audit says so.\n"),
		    (long long)restored.lost_from, (long long)restored.lost_to);
	puts(_("Everybody signs in anew, and desks load everything anew."));
	return ADMIN_DONE;
}
