#include "line/machine.h"

#include "base/date.h"
#include "helpers/proc.h"
#include "helpers/small_disk.h"

#include <check.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DISK "12m"

struct history history;

static unsigned
roll(struct id_seeded *seeded, unsigned sides)
{
	uint32_t value;
	seeded->source.fill(seeded->source.context, &value, sizeof value);
	return value % sides;
}

unsigned
dice(unsigned sides)
{
	return roll(&history.chance, sides);
}

unsigned
weather_dice(unsigned sides)
{
	return roll(&history.weather, sides);
}

void
tell(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	fprintf(history.story, "%3d %5.1f s ", history.turn,
	    (double)(proc_ms() - history.begun) / 1000);
	vfprintf(history.story, format, args);
	fputc('\n', history.story);
	va_end(args);
}

static void
copy_folder(const char *from, const char *to)
{
	char *out, *all = proc_text("%s/.", from);
	ck_assert_msg(proc_run((const char *const[]){"cp", "-a", all, to, NULL}, NULL, NULL, &out,
			  TERM_MS) == 0,
	    "%s", out);
	free(out);
	free(all);
}

static void
set_up(struct machine *m, int index, const char *desk, const char *user, int port)
{
	*m = (struct machine){.index = index, .desk = desk, .user = user};
	m->folder = proc_text("%s/machine-%d", history.office.crm.dir, index);
	mkdir(m->folder, 0700);
	small_disk_mount(m->folder, DISK);
	m->line = proxy_start(port);
}

void
machine_init(struct machine *m, int index, const char *desk, const char *user, int port)
{
	char *from = office_state(&history.office, desk);
	set_up(m, index, desk, user, port);
	copy_folder(from, m->folder);
	free(from);
}

void
machine_copy(struct machine *copy, int index, const struct machine *from, int port)
{
	set_up(copy, index, from->desk, from->user, port);
	copy_folder(from->folder, copy->folder);
	copy->ballast = proc_text("%s/ballast", copy->folder);
	copy->skew = from->skew;
	machine_empty(copy); /* another disk: it has room */
	copy->jobs = 1000;
	copy->identity = proc_text("%s/machine-id", copy->folder);
	FILE *id = fopen(copy->identity, "w");
	ck_assert(id && fputs("0123456789abcdef0123456789abcdef\n", id) >= 0 && fclose(id) == 0);
}

void
machine_release(struct machine *m)
{
	term_free(m->t);
	proxy_free(m->line);
	small_disk_remove(m->folder);
	free(m->folder);
	free(m->ballast);
	free(m->identity);
	free(m->saved);
	*m = (struct machine){.t = NULL};
}

/* What the program is started by: on another machine, in a name space where it is one. */
static struct term *
start(const struct machine *m, const char *const env[])
{
	static const char other[] = "hostname another && if [ -e /etc/machine-id ]; then mount "
				    "--bind \"$0\" /etc/machine-id; fi && exec \"$@\"";
	char *program = proc_built("frontdesk"),
	     *server = proc_text("http://127.0.0.1:%d", proxy_port(m->line));
	const char *argv[12] = {program, "--server", server};
	if (m->identity) {
		const char *const wrapped[] = {"unshare", "--mount", "--uts", "sh", "-c", other,
		    m->identity, program, "--server", server};
		memcpy(argv, wrapped, sizeof wrapped);
	}
	struct term *t = term_start(argv, env, 24, 80);
	free(program);
	free(server);
	return t;
}

void
machine_start(struct machine *m)
{
	char now[RFC3339_SIZE];
	rfc3339_format(now, office_now() + m->skew);
	char *env[] = {proc_text("XDG_STATE_HOME=%s", m->folder),
	    proc_text("XDG_CONFIG_HOME=%s", m->folder), proc_text("FRONTDESK_NOW=%s", now), NULL};
	m->t = start(m, (const char *const *)env);
	for (size_t i = 0; env[i]; i++)
		free(env[i]);
}

void
machine_save(struct machine *m)
{
	m->saved = proc_text("%s/saved-%d", history.office.crm.dir, m->index);
	m->saved_at = proc_us();
	mkdir(m->saved, 0700);
	copy_folder(m->folder, m->saved);
}

void
machine_put_back(struct machine *m)
{
	char *all = proc_text("%s/frontdesk", m->folder);
	if (m->t)
		machine_kill(m);
	machine_empty(m);
	proc_rmdir(all);
	copy_folder(m->saved, m->folder);
	free(all);
	all = proc_text("%s/ballast", m->folder);
	unlink(all);
	free(all);
	proc_rmdir(m->saved);
	free(m->saved);
	m->saved = NULL;
	memset(m->kept, 0, sizeof m->kept);
	m->drafted = false;
}

/* Of the files that only grow: the journals. */
static void
each_journal(struct machine *m, void (*each)(struct machine *m, const char *name, const char *path))
{
	char *folder = proc_text("%s/frontdesk", m->folder);
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	while (dir && (entry = readdir(dir)))
		if (strncmp(entry->d_name, "journal-", 8) == 0 && !strstr(entry->d_name, ".lock") &&
		    !strstr(entry->d_name, ".new")) {
			char *path = proc_text("%s/%s", folder, entry->d_name);
			each(m, entry->d_name, path);
			free(path);
		}
	if (dir)
		closedir(dir);
	free(folder);
}

static void
note_size(struct machine *m, const char *name, const char *path)
{
	struct stat status;
	if (stat(path, &status) < 0)
		return;
	for (size_t i = 0; i < FILES; i++) {
		if (*m->kept[i].name && strcmp(m->kept[i].name, name) != 0)
			continue;
		snprintf(m->kept[i].name, sizeof m->kept[i].name, "%s", name);
		m->kept[i].inode = (long long)status.st_ino;
		m->kept[i].size = (long long)status.st_size;
		return;
	}
}

void
machine_kept(struct machine *m)
{
	each_journal(m, note_size);
}

/* A file that was replaced meanwhile was whole on the disk before it had its name. */
static void
tear(struct machine *m, const char *name, const char *path)
{
	struct stat status;
	for (size_t i = 0; i < FILES; i++) {
		if (strcmp(m->kept[i].name, name) != 0 || stat(path, &status) < 0 ||
		    m->kept[i].inode != (long long)status.st_ino ||
		    m->kept[i].size >= (long long)status.st_size)
			continue;
		unsigned more = (unsigned)(status.st_size - m->kept[i].size);
		long long left = m->kept[i].size + weather_dice(more + 1);
		tell(
		    "  of %s, %lld of %lld octets are left", name, left, (long long)status.st_size);
		ck_assert_int_eq(truncate(path, (off_t)left), 0);
	}
}

void
machine_kill(struct machine *m)
{
	term_signal(m->t, SIGKILL);
	term_free(m->t);
	m->t = NULL;
}

void
machine_power_cut(struct machine *m)
{
	machine_kill(m);
	each_journal(m, tear);
}

void
machine_fill(struct machine *m)
{
	m->ballast = small_disk_fill(m->folder);
}

void
machine_empty(struct machine *m)
{
	if (m->ballast)
		unlink(m->ballast);
	free(m->ballast);
	m->ballast = NULL;
}
