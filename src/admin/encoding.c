#include "admin/encoding.h"
#include "base/i18n.h"
#include "base/text.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

enum { PIECE = 16384, NO_UTF_16 = 0xff };

static const char *const names[] = {[ENCODING_UTF_8] = "utf-8",
    [ENCODING_WINDOWS_1252] = "windows-1252",
    [ENCODING_UTF_16] = "utf-16"};

bool
encoding_named(const char *name, enum encoding *encoding)
{
	*encoding = ENCODING_UTF_8;
	if (!name)
		return true;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (word_equal(names[i], name)) {
			*encoding = (enum encoding)i;
			return true;
		}
	return false;
}

/* ---- UTF-16 ---- */

/* Turns what is whole of the bytes, and leaves the rest at their beginning. */
static bool
turn(iconv_t converter, char *bytes, size_t *length, FILE *out)
{
	char *from = bytes, piece[PIECE];
	while (*length) {
		char *to = piece;
		size_t room = sizeof piece, rc = iconv(converter, &from, length, &to, &room);
		int why = errno;
		fwrite(piece, 1, (size_t)(to - piece), out);
		if (rc != (size_t)-1 || why == EINVAL)
			break;
		if (why != EILSEQ)
			continue; /* the piece was full */
		fputc(NO_UTF_16, out);
		size_t skipped = *length < 2 ? *length : 2;
		from += skipped;
		*length -= skipped;
	}
	memmove(bytes, from, *length);
	return !ferror(out);
}

static bool
turn_file(FILE *file, iconv_t converter, FILE *out)
{
	char bytes[PIECE];
	size_t kept = 0, got;
	while ((got = fread(bytes + kept, 1, sizeof bytes - kept, file)) > 0) {
		kept += got;
		if (!turn(converter, bytes, &kept, out))
			return false;
	}
	if (kept) /* half a character at the end */
		fputc(NO_UTF_16, out);
	rewind(out);
	return !ferror(file) && !ferror(out);
}

static FILE *
utf_16(FILE *file, const char *path, bool big, struct err *err)
{
	iconv_t converter = iconv_open("UTF-8", big ? "UTF-16BE" : "UTF-16LE");
	FILE *out = converter == (iconv_t)-1 ? NULL : tmpfile();
	if (out && !turn_file(file, converter, out)) {
		fclose(out);
		out = NULL;
	}
	if (!out)
		err_set(err, _("cannot read %s: %s"), path, strerror(errno));
	if (converter != (iconv_t)-1)
		iconv_close(converter);
	return out;
}

/* ---- opening ---- */

/* What comes through a pipe can be read once only. */
static FILE *
seekable(FILE *file, const char *path, struct err *err)
{
	char bytes[PIECE];
	size_t got;
	if (fseek(file, 0, SEEK_SET) == 0)
		return file;
	FILE *out = tmpfile();
	while (out && (got = fread(bytes, 1, sizeof bytes, file)) > 0)
		fwrite(bytes, 1, got, out);
	if (!out || ferror(file) || ferror(out)) {
		err_set(err, _("cannot read %s: %s"), path, strerror(errno));
		if (out)
			fclose(out);
		out = NULL;
	} else {
		rewind(out);
	}
	fclose(file);
	return out;
}

FILE *
encoding_open(const char *path, enum encoding *encoding, struct err *err)
{
	unsigned char head[3] = {0};
	FILE *out, *file = fopen(path, "r");
	if (!file)
		return err_set(err, _("cannot read %s: %s"), path, strerror(errno)), NULL;
	if (!(file = seekable(file, path, err)))
		return NULL;
	size_t got = fread(head, 1, sizeof head, file);
	bool little = got >= 2 && head[0] == 0xff && head[1] == 0xfe,
	     big = got >= 2 && head[0] == 0xfe && head[1] == 0xff;
	if (got == 3 && memcmp(head, "\xef\xbb\xbf", 3) == 0)
		*encoding = ENCODING_UTF_8;
	else if (little || big)
		*encoding = ENCODING_UTF_16;
	else if (got >= 2 && (!head[0] || !head[1])) {
		/* Without its mark: the first letter of a head is one of ASCII. */
		*encoding = ENCODING_UTF_16;
		big = !head[0];
	}
	if (*encoding != ENCODING_UTF_16) {
		rewind(file);
		return file;
	}
	fseek(file, little || (big && head[0]) ? 2 : 0, SEEK_SET);
	out = utf_16(file, path, big, err);
	fclose(file);
	return out;
}

/* ---- fields ---- */

/* The first byte that is no UTF-8. */
static int
bad_byte(const char *text)
{
	size_t length = strlen(text), good = 0;
	while (good < length && utf8_valid(text, good + 1))
		good++;
	/* A character is whole only with its last byte. */
	for (size_t more = 2; good + more <= length && more <= 4; more++)
		if (utf8_valid(text, good + more))
			return bad_byte(text + good + more);
	return (unsigned char)text[good];
}

static const char *
windows_1252(const char *text, struct arena *arena, struct err *err)
{
	size_t length = strlen(text), room = 3 * length + 1;
	char *out = arena_alloc(arena, room), *to = out, *from = (char *)(uintptr_t)text;
	iconv_t converter = iconv_open("UTF-8", "WINDOWS-1252");
	if (converter == (iconv_t)-1)
		return err_set(err, _("this system cannot read Windows-1252")), NULL;
	size_t rc = iconv(converter, &from, &length, &to, &room);
	iconv_close(converter);
	if (rc == (size_t)-1)
		return err_set(err, _("the byte %02X is no Windows-1252"), (unsigned char)*from),
		       NULL;
	*to = '\0';
	return out;
}

static bool
is_ascii(const char *text)
{
	while (*text && (unsigned char)*text < 0x80)
		text++;
	return !*text;
}

const char *
encoding_text(enum encoding encoding, const char *text, struct arena *arena, struct err *err)
{
	if (is_ascii(text))
		return text;
	if (encoding == ENCODING_WINDOWS_1252)
		return windows_1252(text, arena, err);
	if (utf8_valid(text, strlen(text)))
		return text;
	if (encoding == ENCODING_UTF_16)
		err_set(err, _("half a character stands there: that is no UTF-16"));
	else
		err_set(err,
		    _("the byte %02X is no UTF-8; if the file is from a Windows program, say "
		      "--encoding windows-1252"),
		    bad_byte(text));
	return NULL;
}
