#include "helpers/simdisk.h"
#include "base/alloc.h"
#include "base/id.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { SECTOR = 512 };

struct bytes {
	unsigned char *data;
	size_t size;
};

/* A write or truncate that is not synced yet. */
struct change {
	bool truncates;
	uint64_t at;
	struct bytes bytes;
};

struct node {
	struct bytes now, synced;
	struct change *changes;
	size_t change_count, change_capacity;
	struct file *locker;
	struct node *next;
};

/* Names, as they are and as the medium has them. */
struct name {
	char *path;
	struct node *now, *synced;
	struct name *next;
};

struct file {
	struct simdisk *sim;
	struct node *node;
	uint64_t life; /* of the machine when it was opened */
};

struct simdisk {
	struct disk disk;
	pthread_mutex_t lock;
	struct node *nodes;
	struct name *names;
	uint64_t calls, counted, life;
	uint64_t fail_at, die_at, room;
	int error;
	bool lasting, dead;
	char kind;
};

static void
bytes_set(struct bytes *to, uint64_t at, const void *data, size_t length)
{
	if (at + length > to->size) {
		to->data = xrealloc(to->data, at + length + 1, 1);
		memset(to->data + to->size, 0, at + length - to->size);
		to->size = at + length;
	}
	if (length)
		memcpy(to->data + at, data, length);
}

static void
bytes_cut(struct bytes *to, uint64_t size)
{
	if (size > to->size)
		bytes_set(to, size, NULL, 0);
	to->size = size;
}

static void
bytes_copy(struct bytes *to, const struct bytes *from)
{
	to->size = 0;
	bytes_set(to, 0, from->data, from->size);
}

static void
forget_changes(struct node *node)
{
	for (size_t i = 0; i < node->change_count; i++)
		free(node->changes[i].bytes.data);
	node->change_count = 0;
}

static void
note_change(struct node *node, bool truncates, uint64_t at, const void *data, size_t length)
{
	node->changes =
	    grow(node->changes, &node->change_capacity, node->change_count, sizeof *node->changes);
	struct change *change = &node->changes[node->change_count++];
	*change = (struct change){.truncates = truncates, .at = at};
	bytes_set(&change->bytes, 0, data, length);
}

static struct name *
find_name(struct simdisk *sim, const char *path, bool make)
{
	for (struct name *name = sim->names; name; name = name->next)
		if (strcmp(name->path, path) == 0)
			return name;
	if (!make)
		return NULL;
	struct name *name = xcalloc(1, sizeof *name);
	name->path = xstrdup(path);
	name->next = sim->names;
	return sim->names = name;
}

/* Counts a changing call; an errno when it must fail. */
static int
fate(struct simdisk *sim, char kind)
{
	sim->calls++;
	if (sim->die_at && sim->calls >= sim->die_at)
		sim->dead = true;
	if (sim->dead)
		return EIO;
	if (sim->kind && sim->kind != kind)
		return 0;
	sim->counted++;
	if (sim->fail_at &&
	    (sim->counted == sim->fail_at || (sim->lasting && sim->counted > sim->fail_at)))
		return sim->error;
	return 0;
}

/* Every seam call runs between these two. */
static struct simdisk *
enter(struct simdisk *sim)
{
	pthread_mutex_lock(&sim->lock);
	return sim;
}

static int
leave(struct simdisk *sim, int error)
{
	pthread_mutex_unlock(&sim->lock);
	if (error)
		errno = error;
	return error ? -1 : 0;
}

static bool
stale(const struct file *file)
{
	return file->life != file->sim->life || file->sim->dead;
}

static struct file *
sim_open(struct disk *disk, const char *path, int flags)
{
	struct simdisk *sim = enter(disk->context);
	struct name *name = find_name(sim, path, false);
	bool there = name && name->now;
	int error = sim->dead ? EIO : 0;
	if (!error && there && (flags & O_EXCL))
		error = EEXIST;
	if (!error && !there && !(flags & O_CREAT))
		error = ENOENT;
	if (!error && (!there || (flags & O_TRUNC)))
		error = fate(sim, 'o');
	struct file *file = NULL;
	if (!error) {
		name = find_name(sim, path, true);
		if (!name->now) {
			name->now = xcalloc(1, sizeof *name->now);
			name->now->next = sim->nodes;
			sim->nodes = name->now;
		} else if (flags & O_TRUNC) {
			note_change(name->now, true, 0, NULL, 0);
			bytes_cut(&name->now->now, 0);
		}
		file = xcalloc(1, sizeof *file);
		*file = (struct file){sim, name->now, sim->life};
	}
	leave(sim, error);
	return file;
}

static ssize_t
sim_read(struct file *file, void *bytes, size_t length, uint64_t at)
{
	struct simdisk *sim = enter(file->sim);
	const struct bytes *now = &file->node->now;
	size_t n = at >= now->size ? 0 : now->size - at;
	if (n > length)
		n = length;
	int error = stale(file) ? EIO : 0;
	if (!error && n)
		memcpy(bytes, now->data + at, n);
	return leave(sim, error) < 0 ? -1 : (ssize_t)n;
}

static uint64_t
used(const struct simdisk *sim)
{
	uint64_t total = 0;
	for (const struct name *name = sim->names; name; name = name->next)
		total += name->now ? name->now->now.size : 0;
	return total;
}

static ssize_t
sim_write(struct file *file, const void *bytes, size_t length, uint64_t at)
{
	struct simdisk *sim = enter(file->sim);
	int error = stale(file) ? EIO : fate(sim, 'w');
	size_t n = error ? (sim->dead ? 0 : length / 2) : length;
	uint64_t size = file->node->now.size;
	if (!error && sim->room && at + length > size &&
	    used(sim) + at + length - size > sim->room) {
		error = ENOSPC;
		uint64_t left = sim->room > used(sim) ? sim->room - used(sim) + size : size;
		n = left > at ? (size_t)(left - at) : 0;
	}
	if (n) {
		bytes_set(&file->node->now, at, bytes, n);
		note_change(file->node, false, at, bytes, n);
	}
	return leave(sim, error) < 0 ? -1 : (ssize_t)length;
}

static int
sim_sync(struct file *file)
{
	struct simdisk *sim = enter(file->sim);
	int error = stale(file) ? EIO : fate(sim, 's');
	for (size_t i = 0; !error && i < file->node->change_count; i++) {
		const struct change *change = &file->node->changes[i];
		if (change->truncates)
			bytes_cut(&file->node->synced, change->at);
		else
			bytes_set(&file->node->synced, change->at, change->bytes.data,
			    change->bytes.size);
	}
	/* As on Linux, a failed sync leaves the pages clean: they never reach the medium, and the
	 * next sync says that all is well. */
	if (!sim->dead)
		forget_changes(file->node);
	return leave(sim, error);
}

static int
sim_truncate(struct file *file, uint64_t length)
{
	struct simdisk *sim = enter(file->sim);
	int error = stale(file) ? EIO : fate(sim, 't');
	if (!error) {
		note_change(file->node, true, length, NULL, 0);
		bytes_cut(&file->node->now, length);
	}
	return leave(sim, error);
}

static int64_t
sim_size(struct file *file)
{
	struct simdisk *sim = enter(file->sim);
	int64_t size = (int64_t)file->node->now.size;
	return leave(sim, stale(file) ? EIO : 0) < 0 ? -1 : size;
}

static int
sim_lock(struct file *file)
{
	struct simdisk *sim = enter(file->sim);
	int error = stale(file) ? EIO : 0;
	if (!error && file->node->locker && file->node->locker != file)
		error = EWOULDBLOCK;
	if (!error)
		file->node->locker = file;
	return leave(sim, error);
}

static void
sim_close(struct file *file)
{
	struct simdisk *sim = enter(file->sim);
	if (file->node->locker == file)
		file->node->locker = NULL;
	leave(sim, 0);
	free(file);
}

static int
sim_rename(struct disk *disk, const char *from, const char *to)
{
	struct simdisk *sim = enter(disk->context);
	struct name *name = find_name(sim, from, false);
	int error = sim->dead ? EIO : name && name->now ? fate(sim, 'r') : ENOENT;
	if (!error) {
		find_name(sim, to, true)->now = name->now;
		name->now = NULL;
	}
	return leave(sim, error);
}

static int
sim_remove(struct disk *disk, const char *path)
{
	struct simdisk *sim = enter(disk->context);
	struct name *name = find_name(sim, path, false);
	int error = sim->dead ? EIO : name && name->now ? fate(sim, 'd') : ENOENT;
	if (!error)
		name->now = NULL;
	return leave(sim, error);
}

static int
sim_sync_folder(struct disk *disk, const char *path)
{
	struct simdisk *sim = enter(disk->context);
	(void)path; /* one folder in all */
	int error = fate(sim, 'f');
	for (struct name *name = sim->names; !error && name; name = name->next)
		name->synced = name->now;
	return leave(sim, error);
}

static int
sim_list(struct disk *disk, const char *folder, void (*each)(void *context, const char *name),
    void *context)
{
	struct simdisk *sim = enter(disk->context);
	size_t length = strlen(folder);
	for (struct name *name = sim->names; name; name = name->next)
		if (name->now && strncmp(name->path, folder, length) == 0 &&
		    name->path[length] == '/' && !strchr(name->path + length + 1, '/'))
			each(context, name->path + length + 1);
	return leave(sim, sim->dead ? EIO : 0);
}

struct simdisk *
simdisk_new(void)
{
	struct simdisk *sim = xcalloc(1, sizeof *sim);
	sim->disk = (struct disk){sim_open, sim_read, sim_write, sim_sync, sim_truncate, sim_size,
	    sim_lock, sim_close, sim_rename, sim_remove, sim_sync_folder, sim_list, sim};
	pthread_mutex_init(&sim->lock, NULL);
	return sim;
}

struct simdisk *
simdisk_image(struct simdisk *sim)
{
	struct simdisk *image = simdisk_new();
	enter(sim);
	for (const struct name *name = sim->names; name; name = name->next) {
		if (!name->synced)
			continue;
		struct name *copy = find_name(image, name->path, true);
		struct node *node = xcalloc(1, sizeof *node);
		bytes_copy(&node->now, &name->synced->synced);
		bytes_copy(&node->synced, &name->synced->synced);
		node->next = image->nodes;
		image->nodes = copy->now = copy->synced = node;
	}
	leave(sim, 0);
	return image;
}

void
simdisk_free(struct simdisk *sim)
{
	for (struct name *name = sim->names, *next; name; name = next) {
		next = name->next;
		free(name->path);
		free(name);
	}
	for (struct node *node = sim->nodes, *next; node; node = next) {
		next = node->next;
		forget_changes(node);
		free(node->changes);
		free(node->now.data);
		free(node->synced.data);
		free(node);
	}
	pthread_mutex_destroy(&sim->lock);
	free(sim);
}

struct disk *
simdisk_disk(struct simdisk *sim)
{
	return &sim->disk;
}

uint64_t
simdisk_calls(const struct simdisk *sim)
{
	return sim->calls;
}

void
simdisk_fail(struct simdisk *sim, uint64_t call, int error, bool lasting)
{
	enter(sim);
	sim->fail_at = call;
	sim->error = error;
	sim->lasting = lasting;
	sim->counted = 0;
	leave(sim, 0);
}

void
simdisk_fail_kind(struct simdisk *sim, char kind)
{
	sim->kind = kind;
}

void
simdisk_room(struct simdisk *sim, uint64_t bytes)
{
	sim->room = bytes;
}

void
simdisk_die_at(struct simdisk *sim, uint64_t call)
{
	sim->die_at = call;
}

/* A medium writes a sector or leaves it. */
static size_t
whole_sectors(uint64_t at, size_t length)
{
	uint64_t end = (at + length) / SECTOR * SECTOR;
	return end > at ? (size_t)(end - at) : 0;
}

/* Brings one unsynced change to the medium, or part of it, or zeros in its place. */
static void
suffer(struct bytes *medium, const struct change *change, const struct id_source *chance)
{
	unsigned char dice[5];
	chance->fill(chance->context, dice, sizeof dice);
	size_t part = change->bytes.size;
	if (part)
		part = (dice[1] | (size_t)dice[2] << 8 | (size_t)dice[3] << 16) % part;
	part = whole_sectors(change->at, part);
	if (change->truncates) {
		if (dice[0] % 2)
			bytes_cut(medium, change->at);
		return;
	}
	switch (dice[0] % 4) {
	case 0: /* gone */
		break;
	case 1: /* there */
		bytes_set(medium, change->at, change->bytes.data, change->bytes.size);
		break;
	case 2: /* torn */
		bytes_set(medium, change->at, change->bytes.data, part);
		break;
	default: /* the size reached the medium, the bytes only in part: zeros behind */
		bytes_set(medium, change->at + change->bytes.size, NULL, 0);
		bytes_set(medium, change->at, change->bytes.data, part);
		break;
	}
}

void
simdisk_reboot(struct simdisk *sim, enum simdisk_loss loss, uint64_t seed)
{
	struct id_seeded chance;
	id_seeded_init(&chance, seed);
	enter(sim);
	for (struct node *node = sim->nodes; node; node = node->next) {
		if (loss == LOSE_NOTHING)
			bytes_copy(&node->synced, &node->now);
		for (size_t i = 0; loss == LOSE_SOME && i < node->change_count; i++)
			suffer(&node->synced, &node->changes[i], &chance.source);
		forget_changes(node);
		bytes_copy(&node->now, &node->synced);
		node->locker = NULL;
	}
	unsigned char dice = 0;
	if (loss == LOSE_SOME)
		chance.source.fill(chance.source.context, &dice, 1);
	for (struct name *name = sim->names; name; name = name->next) {
		/* A folder's changes reach the medium together or not at all. */
		if (loss == LOSE_NOTHING || dice % 2)
			name->synced = name->now;
		name->now = name->synced;
	}
	sim->life++;
	sim->dead = false;
	sim->die_at = sim->fail_at = sim->room = 0;
	leave(sim, 0);
}

unsigned char *
simdisk_bytes(struct simdisk *sim, const char *path, size_t *length)
{
	enter(sim);
	struct name *name = find_name(sim, path, false);
	struct bytes copy = {0};
	if (name && name->now)
		bytes_copy(&copy, &name->now->now);
	*length = copy.size;
	bool there = name && name->now;
	leave(sim, 0);
	if (there && !copy.data)
		copy.data = xcalloc(1, 1);
	return copy.data;
}

void
simdisk_set(struct simdisk *sim, const char *path, const void *bytes, size_t length)
{
	struct file *file = sim_open(&sim->disk, path, O_RDWR | O_CREAT);
	if (!file)
		abort();
	enter(sim);
	file->node->now.size = 0;
	bytes_set(&file->node->now, 0, bytes, length);
	bytes_copy(&file->node->synced, &file->node->now);
	forget_changes(file->node);
	find_name(sim, path, true)->synced = file->node;
	leave(sim, 0);
	sim_close(file);
}
