#include "keep/pack.h"
#include "base/alloc.h"
#include "base/compress.h"
#include "base/i18n.h"
#include "base/secret.h"
#include "model/pack.h"

#include <stdlib.h>
#include <string.h>

/* magic and version 8 | BLAKE2b-256 of the rest | zlib stream of the packed directory_page */
static const char magic[8] = {'f', 'd', 'p', 'a', 'c', 'k', '\n', 1};
enum { AT_HASH = 8, AT_DATA = AT_HASH + SECRET_HASH, PACK_LIMIT = 64 << 20 };

static char *
pack_path(const char *folder)
{
	return xasprintf("%s/directory.pack", folder);
}

int
directory_pack_write(
    struct disk *disk, const char *folder, const struct directory_page *page, struct err *err)
{
	static const char no_hash[SECRET_HASH];
	struct buf packed, whole;
	char *path = pack_path(folder);
	buf_init(&packed, PACK_LIMIT);
	buf_init(&whole, PACK_LIMIT);
	buf_add(&whole, magic, sizeof magic);
	buf_add(&whole, no_hash, sizeof no_hash);
	int rc;
	if (record_pack(&packed, &directory_page_record, page) < 0 ||
	    compress_pack(&whole, packed.data, packed.length) < 0) {
		rc = err_set(err, _("The directory is too large for this desk."));
	} else {
		secret_hash((unsigned char *)whole.data + AT_HASH, whole.data + AT_DATA,
		    whole.length - AT_DATA, NULL);
		rc = file_replace(disk, path, whole.data, whole.length, err);
	}
	free(path);
	buf_release(&packed);
	buf_release(&whole);
	return rc;
}

static bool
is_whole(const char *bytes, size_t length)
{
	unsigned char hash[SECRET_HASH];
	if (length < AT_DATA || memcmp(bytes, magic, sizeof magic) != 0)
		return false;
	secret_hash(hash, bytes + AT_DATA, length - AT_DATA, NULL);
	return memcmp(hash, bytes + AT_HASH, sizeof hash) == 0;
}

int
directory_pack_read(struct disk *disk, const char *folder, struct arena *arena,
    struct directory_page *page, struct err *err)
{
	char *path = pack_path(folder), *bytes = NULL;
	size_t length = 0;
	int rc = disk_read_all(disk, path, PACK_LIMIT, &bytes, &length, err);
	if (rc == 0) {
		struct buf packed;
		buf_init(&packed, PACK_LIMIT);
		*page = (struct directory_page){0};
		if (!is_whole(bytes, length))
			rc = err_set(err, _("The copy of the directory in %s is damaged."), path);
		else if (compress_unpack(&packed, bytes + AT_DATA, length - AT_DATA, err) < 0 ||
			 record_unpack(packed.data, packed.length, &directory_page_record, page,
			     arena, err) < 0)
			rc = -1;
		buf_release(&packed);
		free(bytes);
	}
	free(path);
	return rc;
}
