#include "wiring/left.h"
#include "base/alloc.h"
#include "base/buf.h"
#include "base/i18n.h"
#include "base/secret.h"
#include "keep/keep.h"
#include "model/pack.h"
#include "model/record_desk.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char mark[] = "frontdesk outbox 1";
enum { LARGEST = 64 << 20 };

/* ---- sealing ---- */

static void
prove(const struct outgoing *outgoing, const unsigned char *key, char out[64])
{
	unsigned char proof[SECRET_HASH];
	struct buf packed;
	buf_init(&packed, LARGEST);
	record_pack(&packed, &outgoing_record, outgoing);
	secret_hash(proof, packed.data, packed.length, key);
	secret_base64(out, 64, proof, sizeof proof);
	secret_wipe(packed.data, packed.length);
	buf_release(&packed);
}

static void
add_sealed(struct buf *out, const struct leaving *leaving, const struct outgoing *outgoing,
    const unsigned char *key, const unsigned char *crm_key)
{
	char proof[64];
	struct buf packed;
	prove(outgoing, key, proof);
	struct envelope envelope = {.user = leaving->user,
	    .desk = leaving->desk,
	    .proof = proof,
	    .outgoing = (struct outgoing *)(uintptr_t)outgoing};
	buf_init(&packed, LARGEST);
	record_pack(&packed, &envelope_record, &envelope);
	size_t length = packed.length + SECRET_SEAL, size = length / 3 * 4 + 8;
	unsigned char *sealed = xmalloc(length);
	char *text = xmalloc(size);
	secret_seal(sealed, packed.data, packed.length, crm_key);
	secret_base64(text, size, sealed, length);
	buf_printf(out, "%s\n", text);
	secret_wipe(packed.data, packed.length);
	buf_release(&packed);
	free(sealed);
	free(text);
}

static int
replace(struct disk *disk, const char *path, const struct buf *text, struct err *err)
{
	char *fresh = xasprintf("%s.new", path);
	struct file *file = disk->open(disk, fresh, O_RDWR | O_CREAT | O_TRUNC);
	bool good = file && disk->write(file, text->data, text->length, 0) == (ssize_t)text->length;
	int why = errno;
	if (file)
		disk->close(file);
	if (good && disk->rename(disk, fresh, path) < 0) {
		why = errno;
		good = false;
	}
	if (!good)
		disk->remove(disk, fresh);
	free(fresh);
	return good ? 0 : err_set(err, "%s: %s", path, strerror(why));
}

int
left_write(struct disk *disk, const char *folder, const struct leaving *leaving,
    const unsigned char *crm_key, struct err *err)
{
	unsigned char key[SECRET_KEY];
	char *path = keep_path(folder, "outbox", leaving->user);
	int rc = 0;
	if (leaving->count == 0) {
		disk->remove(disk, path);
	} else if (crm_key && secret_base64_read(key, sizeof key, leaving->key) == SECRET_KEY) {
		struct buf text;
		buf_init(&text, LARGEST);
		buf_printf(&text, "%s\t%s\t%" PRId64 "\t%zu\t%s\n", mark, leaving->user,
		    leaving->since, leaving->count, leaving->name);
		for (size_t i = 0; i < leaving->count; i++)
			add_sealed(&text, leaving, leaving->waiting[i], key, crm_key);
		rc = buf_ok(&text) ? replace(disk, path, &text, err)
				   : err_set(err, _("Too much waits to be left for others."));
		secret_wipe(key, sizeof key);
		buf_release(&text);
	}
	free(path);
	return rc;
}

/* ---- reading ---- */

struct reading {
	struct disk *disk;
	const char *folder;
	struct arena *arena;
	struct left_listing *out;
	size_t capacity;
};

static char *
next_part(char **at, const char *ends)
{
	char *part = *at;
	size_t length = strcspn(part, ends);
	*at = part[length] ? part + length + 1 : part + length;
	part[length] = '\0';
	return part;
}

/* False when it is no outbox, or is cut off. */
static bool
read_outbox(struct left_outbox *outbox, char *text, struct arena *arena)
{
	char *head = next_part(&text, "\n");
	if (strcmp(next_part(&head, "\t"), mark) != 0)
		return false;
	outbox->user = next_part(&head, "\t");
	outbox->since = strtoll(next_part(&head, "\t"), NULL, 10);
	unsigned long count = strtoul(next_part(&head, "\t"), NULL, 10);
	outbox->name = *head ? head : outbox->user;
	if (!*outbox->user || count > LARGEST / 64)
		return false;
	outbox->envelopes = arena_alloc(arena, (count + 1) * sizeof(char *));
	while (*text && outbox->count < count)
		outbox->envelopes[outbox->count++] = next_part(&text, "\n");
	return outbox->count == count;
}

static void
take_name(void *context, const char *name)
{
	struct reading *reading = context;
	struct err err;
	size_t length, name_length = strlen(name);
	char *bytes, *path;
	if (strncmp(name, "outbox-", 7) != 0 ||
	    (name_length > 4 && strcmp(name + name_length - 4, ".new") == 0))
		return;
	path = xasprintf("%s/%s", reading->folder, name);
	if (disk_read_all(reading->disk, path, LARGEST, &bytes, &length, &err) == 0) {
		struct left_listing *out = reading->out;
		struct left_outbox outbox = {.size = length};
		char *text = arena_strndup(reading->arena, bytes, length);
		free(bytes);
		if (read_outbox(&outbox, text, reading->arena)) {
			out->items =
			    grow(out->items, &reading->capacity, out->count, sizeof *out->items);
			out->items[out->count++] = outbox;
		}
	}
	free(path);
}

void
left_read(struct disk *disk, const char *folder, struct arena *arena, struct left_listing *out)
{
	struct reading reading = {disk, folder, arena, out, 0};
	*out = (struct left_listing){0};
	disk->list(disk, folder, take_name, &reading);
	struct left_outbox *items = out->items;
	out->items = arena_alloc(arena, (out->count + 1) * sizeof *items);
	if (out->count)
		memcpy(out->items, items, out->count * sizeof *items);
	free(items);
}

void
left_remove(struct disk *disk, const char *folder, const char *user, uint64_t size)
{
	char *path = keep_path(folder, "outbox", user);
	struct file *file = disk->open(disk, path, O_RDONLY);
	bool same = file && disk->size(file) == (int64_t)size;
	if (file)
		disk->close(file);
	if (same)
		disk->remove(disk, path);
	free(path);
}
