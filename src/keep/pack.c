#include "keep/pack.h"
#include "base/alloc.h"
#include "base/compress.h"
#include "base/i18n.h"
#include "base/secret.h"

#include <stdlib.h>
#include <string.h>

/*
 * magic and version 8 | BLAKE2b-256 of the rest | length 8 | zlib stream of the index | texts
 * index := version whole form count service{count}
 * service := id NUL version length text-length card-length card
 * Numbers are LEB128; the texts, each a zlib stream, stand in the order of the index.
 */
static const char magic[8] = {'f', 'd', 'p', 'a', 'c', 'k', '\n', 3};
enum {
	AT_HASH = 8,
	AT_LENGTH = AT_HASH + SECRET_HASH,
	AT_INDEX = AT_LENGTH + 8,
	PACK_LIMIT = 64 << 20
};

static char *
pack_path(const char *folder)
{
	return xasprintf("%s/directory.pack", folder);
}

/* ---- writing ---- */

static void
put_number(struct buf *out, uint64_t n)
{
	for (; n > 0x7f; n >>= 7)
		buf_putc(out, (char)(n | 0x80));
	buf_putc(out, (char)n);
}

static void
put_index(struct buf *out, const struct directory_pack *pack)
{
	put_number(out, (uint64_t)pack->version);
	put_number(out, (uint64_t)pack->whole);
	put_number(out, (uint64_t)pack->form);
	put_number(out, pack->count);
	for (size_t i = 0; i < pack->count; i++) {
		const struct packed_service *service = &pack->services[i];
		buf_add(out, service->service, strlen(service->service) + 1);
		put_number(out, (uint64_t)service->version);
		put_number(out, service->length);
		put_number(out, service->text_length);
		put_number(out, service->card_length);
		buf_add(out, service->card, service->card_length);
	}
}

int
directory_pack_write(
    struct disk *disk, const char *folder, const struct directory_pack *pack, struct err *err)
{
	static const char blank[AT_INDEX - AT_HASH];
	struct buf index, whole;
	char *path = pack_path(folder);
	buf_init(&index, PACK_LIMIT);
	buf_init(&whole, PACK_LIMIT);
	buf_add(&whole, magic, sizeof magic);
	buf_add(&whole, blank, sizeof blank);
	put_index(&index, pack);
	int rc = buf_ok(&index) ? compress_pack(&whole, index.data, index.length) : -1;
	uint64_t length = rc < 0 ? 0 : whole.length - AT_INDEX;
	for (size_t i = 0; i < pack->count; i++)
		buf_add(&whole, pack->services[i].text, pack->services[i].text_length);
	if (rc < 0 || !buf_ok(&whole)) {
		rc = err_set(err, _("The directory is too large for this desk."));
	} else {
		for (int i = 0; i < 8; i++)
			whole.data[AT_LENGTH + i] = (char)(length >> 8 * i);
		secret_hash((unsigned char *)whole.data + AT_HASH, whole.data + AT_LENGTH,
		    whole.length - AT_LENGTH, NULL);
		rc = file_replace(disk, path, whole.data, whole.length, err);
	}
	free(path);
	buf_release(&index);
	buf_release(&whole);
	return rc;
}

/* ---- reading ---- */

struct reader {
	const char *bytes;
	size_t length, at;
	bool damaged;
};

static uint64_t
take_number(struct reader *reader)
{
	uint64_t n = 0;
	for (unsigned shift = 0; reader->at < reader->length && shift < 63; shift += 7) {
		unsigned char byte = (unsigned char)reader->bytes[reader->at++];
		n |= (uint64_t)(byte & 0x7f) << shift;
		if (!(byte & 0x80))
			return n;
	}
	reader->damaged = true;
	return 0;
}

/* So many bytes; null past the end. */
static const char *
take_bytes(struct reader *reader, size_t length)
{
	const char *bytes = reader->bytes + reader->at;
	if (reader->damaged || length > reader->length - reader->at) {
		reader->damaged = true;
		return NULL;
	}
	reader->at += length;
	return bytes;
}

static void
take_service(struct reader *index, struct reader *texts, struct packed_service *service)
{
	size_t left = index->length - index->at;
	const char *id = index->bytes + index->at;
	const char *end = left ? memchr(id, '\0', left) : NULL;
	service->service = take_bytes(index, end ? (size_t)(end - id) + 1 : left + 1);
	service->version = (int64_t)take_number(index);
	service->length = take_number(index);
	service->text_length = take_number(index);
	service->card_length = take_number(index);
	service->card = take_bytes(index, service->card_length);
	service->text = take_bytes(texts, service->text_length);
}

static bool
is_whole(const char *bytes, size_t length)
{
	unsigned char hash[SECRET_HASH];
	if (length < AT_INDEX || memcmp(bytes, magic, sizeof magic) != 0)
		return false;
	secret_hash(hash, bytes + AT_LENGTH, length - AT_LENGTH, NULL);
	return memcmp(hash, bytes + AT_HASH, sizeof hash) == 0;
}

/* Checked bytes into the pack, whose texts and cards are copies in the arena. */
static bool
take_pack(const char *bytes, size_t length, struct arena *arena, struct directory_pack *pack)
{
	struct buf unpacked;
	struct err err;
	uint64_t index_length = 0;
	for (int i = 0; i < 8; i++)
		index_length |= (uint64_t)(unsigned char)bytes[AT_LENGTH + i] << 8 * i;
	if (index_length > length - AT_INDEX)
		return false;
	buf_init(&unpacked, PACK_LIMIT);
	bool good = compress_unpack(&unpacked, bytes + AT_INDEX, index_length, &err) == 0;
	struct reader index = {.length = unpacked.length};
	struct reader texts = {.length = length - AT_INDEX - index_length};
	if (good) {
		index.bytes = arena_alloc(arena, index.length + 1);
		memcpy((char *)(uintptr_t)index.bytes, unpacked.data, index.length);
		texts.bytes = arena_alloc(arena, texts.length + 1);
		memcpy(
		    (char *)(uintptr_t)texts.bytes, bytes + AT_INDEX + index_length, texts.length);
		pack->version = (int64_t)take_number(&index);
		pack->whole = (int64_t)take_number(&index);
		pack->form = (int64_t)take_number(&index);
		pack->count = take_number(&index);
		good = pack->count <= index.length;
	}
	buf_release(&unpacked);
	if (!good)
		return false;
	pack->services = arena_alloc(arena, (pack->count + 1) * sizeof *pack->services);
	for (size_t i = 0; i < pack->count && !index.damaged; i++)
		take_service(&index, &texts, &pack->services[i]);
	return !index.damaged && !texts.damaged;
}

int
directory_pack_read(struct disk *disk, const char *folder, struct arena *arena,
    struct directory_pack *pack, struct err *err)
{
	char *path = pack_path(folder), *bytes = NULL;
	size_t length = 0;
	int rc = disk_read_all(disk, path, PACK_LIMIT, &bytes, &length, err);
	*pack = (struct directory_pack){0};
	if (rc == 0 && (!is_whole(bytes, length) || !take_pack(bytes, length, arena, pack)))
		rc = err_set(err, _("The copy of the directory in %s is damaged."), path);
	free(bytes);
	free(path);
	return rc;
}
