#include "base/compress.h"

#include <limits.h>
#include <zlib.h>

enum { CHUNK = 16384, WINDOW = 15, GZIP = 16 };

struct dictionary {
	const void *bytes;
	size_t length; /* 0: none */
};
static const struct dictionary none;

static int
deflate_all(struct buf *out, const void *bytes, size_t length, int level, int window,
    struct dictionary dictionary)
{
	z_stream stream = {0};
	if (length > UINT_MAX ||
	    deflateInit2(&stream, level, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		return -1;
	if (dictionary.length)
		deflateSetDictionary(&stream, dictionary.bytes, (uInt)dictionary.length);
	stream.next_in = (z_const Bytef *)bytes;
	stream.avail_in = (uInt)length;
	int rc;
	do {
		unsigned char chunk[CHUNK];
		stream.next_out = chunk;
		stream.avail_out = sizeof chunk;
		rc = deflate(&stream, Z_FINISH);
		buf_add(out, chunk, sizeof chunk - stream.avail_out);
	} while (rc == Z_OK && buf_ok(out));
	deflateEnd(&stream);
	return rc == Z_STREAM_END && buf_ok(out) ? 0 : -1;
}

int
gzip_pack(struct buf *out, const void *bytes, size_t length)
{
	return deflate_all(out, bytes, length, Z_DEFAULT_COMPRESSION, WINDOW + GZIP, none);
}

int
compress_pack(struct buf *out, const void *bytes, size_t length)
{
	return deflate_all(out, bytes, length, Z_BEST_COMPRESSION, WINDOW, none);
}

int
compress_quickly(struct buf *out, const void *bytes, size_t length)
{
	return deflate_all(out, bytes, length, Z_DEFAULT_COMPRESSION, WINDOW, none);
}

int
deflate_pack(struct buf *out, const void *bytes, size_t length, const void *dictionary,
    size_t dictionary_length)
{
	return deflate_all(out, bytes, length, Z_BEST_COMPRESSION, -WINDOW,
	    (struct dictionary){dictionary, dictionary_length});
}

static int
inflate_all(struct buf *out, const void *bytes, size_t length, int window,
    struct dictionary dictionary, struct err *err)
{
	z_stream stream = {0};
	if (length > UINT_MAX || inflateInit2(&stream, window) != Z_OK)
		return err_set(err, "compressed data cannot be read");
	if (dictionary.length)
		inflateSetDictionary(&stream, dictionary.bytes, (uInt)dictionary.length);
	stream.next_in = (z_const Bytef *)bytes;
	stream.avail_in = (uInt)length;
	int rc;
	do {
		unsigned char chunk[CHUNK];
		stream.next_out = chunk;
		stream.avail_out = sizeof chunk;
		rc = inflate(&stream, Z_NO_FLUSH);
		buf_add(out, chunk, sizeof chunk - stream.avail_out);
	} while (rc == Z_OK && buf_ok(out));
	inflateEnd(&stream);
	if (!buf_ok(out))
		return err_set(err, "compressed data holds more than %zu bytes", out->limit);
	return rc == Z_STREAM_END ? 0 : err_set(err, "compressed data is damaged");
}

int
compress_unpack(struct buf *out, const void *bytes, size_t length, struct err *err)
{
	return inflate_all(out, bytes, length, WINDOW, none, err);
}

int
gzip_unpack(struct buf *out, const void *bytes, size_t length, struct err *err)
{
	return inflate_all(out, bytes, length, WINDOW + GZIP, none, err);
}

int
deflate_unpack(struct buf *out, const void *bytes, size_t length, const void *dictionary,
    size_t dictionary_length, struct err *err)
{
	return inflate_all(
	    out, bytes, length, -WINDOW, (struct dictionary){dictionary, dictionary_length}, err);
}
