#include "wire/coding.h"
#include "base/alloc.h"
#include "base/compress.h"
#include "base/secret.h"
#include "model/records.h"
#include "wire/routes.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Deflate looks back 32 kB; what stands nearer to the end costs fewer bits. */
enum { DICTIONARY_LIMIT = 32 << 10, PIECE_LIMIT = 2000 };

/* A field as it begins in JSON, and in how many records it does. */
struct piece {
	char *text;
	size_t count;
};

struct pieces {
	struct piece *items;
	size_t count, room;
};

static void
count_piece(struct pieces *pieces, const char *text)
{
	for (size_t i = 0; i < pieces->count; i++)
		if (strcmp(pieces->items[i].text, text) == 0) {
			pieces->items[i].count++;
			return;
		}
	if (pieces->count == pieces->room) {
		pieces->room = pieces->room ? 2 * pieces->room : 512;
		pieces->items = xrealloc(pieces->items, pieces->room, sizeof *pieces->items);
	}
	pieces->items[pieces->count++] = (struct piece){xstrdup(text), 1};
}

/* Its name, and what its values begin with or are. */
static void
write_field(struct buf *out, const struct field *field)
{
	buf_printf(out, "\"%s\":", field->name);
	switch (field->type) {
	case FIELD_NUMBER:
		break;
	case FIELD_BOOL:
		buf_puts(out, "true");
		break;
	case FIELD_ONE:
		buf_puts(out, "{");
		break;
	case FIELD_LIST:
		buf_puts(out, "[{");
		break;
	case FIELD_TIME:
	case FIELD_DATE:
		buf_puts(out, "\"20");
		break;
	case FIELD_WORD:
		for (const char *const *word = field->words; *word; word++)
			buf_printf(out, "%s%s", word == field->words ? "\"" : "\",\"", *word);
		break;
	default:
		buf_puts(out, "\"");
	}
}

static void
gather(struct pieces *pieces)
{
	struct buf text;
	buf_init(&text, PIECE_LIMIT);
	for (const struct record *const *record = all_records; *record; record++)
		for (size_t i = 0; i < (*record)->count; i++) {
			buf_clear(&text);
			write_field(&text, &(*record)->fields[i]);
			if (buf_ok(&text))
				count_piece(pieces, text.data);
		}
	buf_release(&text);
}

/* Rare ones first; else in the order of their letters, so that every build has the same. */
static int
by_count(const void *a, const void *b)
{
	const struct piece *x = a, *y = b;
	return x->count != y->count ? (x->count > y->count) - (x->count < y->count)
				    : strcmp(x->text, y->text);
}

void
coding_init(struct coding *coding)
{
	struct pieces pieces = {0};
	unsigned char digest[SECRET_HASH];
	gather(&pieces);
	qsort(pieces.items, pieces.count, sizeof *pieces.items, by_count);
	buf_init(&coding->dictionary, DICTIONARY_LIMIT);
	for (size_t i = 0; i < pieces.count; i++) {
		buf_printf(&coding->dictionary, "%s\",", pieces.items[i].text);
		free(pieces.items[i].text);
	}
	free(pieces.items);
	buf_puts(&coding->dictionary, "\"},{\"id\":\"01");
	secret_hash(digest, coding->dictionary.data, coding->dictionary.length, NULL);
	snprintf(
	    coding->name, sizeof coding->name, "fd-%02x%02x%02x", digest[0], digest[1], digest[2]);
}

void
coding_release(struct coding *coding)
{
	buf_release(&coding->dictionary);
}

int
coding_pack(const struct coding *coding, struct buf *out, const char *text, size_t length)
{
	return deflate_pack(out, text, length, coding->dictionary.data, coding->dictionary.length);
}

int
coding_unpack(
    const struct coding *coding, struct buf *out, const void *bytes, size_t length, struct err *err)
{
	return deflate_unpack(
	    out, bytes, length, coding->dictionary.data, coding->dictionary.length, err);
}

bool
coding_accepted(const char *field, const char *name)
{
	while (field && *field) {
		size_t length = strcspn(field, ",");
		const char *given = field + strspn(field, " \t");
		size_t given_length = strcspn(given, " \t;,");
		if (given_length == strlen(name) && strncasecmp(given, name, given_length) == 0) {
			const char *weight = memchr(field, '=', length);
			return !weight || strtod(weight + 1, NULL) > 0;
		}
		field += length + (field[length] == ',');
	}
	return false;
}
