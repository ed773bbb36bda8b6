#include "model/pack.h"

#include <stdint.h>
#include <string.h>

/*
 * record := field* 0x00
 * field  := length(name) name kind payload
 * kind   := 's' string | 'i' zigzag varint | '1' length record | 'l' count { length record }
 * Lengths are LEB128 varints, so an unknown field can be stepped over.
 */

static void
put_number(struct buf *out, uint64_t n)
{
	do {
		unsigned char byte = n & 0x7f;
		n >>= 7;
		buf_putc(out, (char)(n ? byte | 0x80 : byte));
	} while (n);
}

static void
put_bytes(struct buf *out, const void *bytes, size_t length)
{
	put_number(out, length);
	buf_add(out, bytes, length);
}

static int
put_record(struct buf *out, const struct record *record, const void *value)
{
	struct buf inner;
	buf_init(&inner, out->limit);
	int rc = record_pack(&inner, record, value);
	put_bytes(out, inner.data, inner.length);
	buf_release(&inner);
	return rc;
}

static void
put_head(struct buf *out, const struct field *field, char kind)
{
	put_bytes(out, field->name, strlen(field->name));
	buf_putc(out, kind);
}

static int
pack_field(struct buf *out, const struct field *field, const void *value)
{
	const char *at = (const char *)value + field->offset;
	if (field->type == FIELD_LIST) {
		const struct list *list = (const void *)at;
		if (!list->count)
			return 0;
		put_head(out, field, 'l');
		put_number(out, list->count);
		for (size_t i = 0; i < list->count; i++)
			if (put_record(out, field->of, (char *)list->items + i * field->of->size) <
			    0)
				return -1;
		return 0;
	}
	if (field->type == FIELD_ONE) {
		const void *one = *(void *const *)(const void *)at;
		if (!one)
			return 0;
		put_head(out, field, '1');
		return put_record(out, field->of, one);
	}
	if (field->type == FIELD_NUMBER || field->type == FIELD_TIME || field->type == FIELD_BOOL) {
		int64_t n = field->type == FIELD_BOOL ? *(const bool *)at
						      : *(const int64_t *)(const void *)at;
		if (!n)
			return 0;
		put_head(out, field, 'i');
		put_number(out, ((uint64_t)n << 1) ^ (uint64_t)(n >> 63));
		return 0;
	}
	const char *text = field_string(field, value);
	if (!text)
		return 0;
	put_head(out, field, 's');
	put_bytes(out, text, strlen(text));
	return 0;
}

int
record_pack(struct buf *out, const struct record *record, const void *value)
{
	for (size_t i = 0; i < record->count; i++)
		if (pack_field(out, &record->fields[i], value) < 0)
			return -1;
	buf_putc(out, 0);
	return buf_ok(out) ? 0 : -1;
}

struct reader {
	const unsigned char *at, *end;
	bool damaged;
};

static uint64_t
get_number(struct reader *in)
{
	uint64_t n = 0;
	for (unsigned shift = 0; shift < 64; shift += 7) {
		if (in->at == in->end)
			break;
		unsigned char byte = *in->at++;
		n |= (uint64_t)(byte & 0x7f) << shift;
		if (!(byte & 0x80))
			return n;
	}
	in->damaged = true;
	return 0;
}

static struct reader
get_bytes(struct reader *in)
{
	uint64_t length = get_number(in);
	if (in->damaged || length > (size_t)(in->end - in->at)) {
		in->damaged = true;
		return (struct reader){in->at, in->at, true};
	}
	struct reader inner = {in->at, in->at + length, false};
	in->at += length;
	return inner;
}

static void get_record(
    struct reader *in, const struct record *record, void *value, struct arena *arena, int depth);

static void
get_list(struct reader *in, const struct field *field, void *value, struct arena *arena, int depth)
{
	uint64_t count = get_number(in);
	bool wanted = field && field->type == FIELD_LIST;
	for (uint64_t i = 0; i < count && !in->damaged; i++) {
		struct reader inner = get_bytes(in);
		if (wanted && !in->damaged) {
			void *item =
			    list_add(arena, (void *)((char *)value + field->offset), field->of);
			get_record(&inner, field->of, item, arena, depth + 1);
			in->damaged |= inner.damaged;
		}
	}
}

static void
get_integer(struct reader *in, const struct field *field, void *value)
{
	uint64_t z = get_number(in);
	int64_t n = (int64_t)(z >> 1) ^ -(int64_t)(z & 1);
	void *at = field ? (char *)value + field->offset : NULL;
	if (field && field->type == FIELD_BOOL)
		*(bool *)at = n != 0;
	else if (field && (field->type == FIELD_NUMBER || field->type == FIELD_TIME))
		*(int64_t *)at = n;
}

static void
get_field(
    struct reader *in, const struct record *record, void *value, struct arena *arena, int depth)
{
	struct reader name = get_bytes(in);
	if (in->damaged || in->at == in->end) {
		in->damaged = true;
		return;
	}
	size_t length = (size_t)(name.end - name.at);
	const struct field *field = NULL;
	for (size_t i = 0; i < record->count && !field; i++)
		if (strlen(record->fields[i].name) == length &&
		    memcmp(record->fields[i].name, name.at, length) == 0)
			field = &record->fields[i];
	struct reader inner;
	switch (*in->at++) {
	case 's':
		inner = get_bytes(in);
		if (!in->damaged && field && field->type <= FIELD_DATE)
			field_set_string(field, value,
			    arena_strndup(
				arena, (const char *)inner.at, (size_t)(inner.end - inner.at)));
		return;
	case 'i':
		get_integer(in, field, value);
		return;
	case '1':
		inner = get_bytes(in);
		if (!in->damaged && field && field->type == FIELD_ONE) {
			void *one = record_new(arena, field->of);
			get_record(&inner, field->of, one, arena, depth + 1);
			in->damaged |= inner.damaged;
			*(void **)(void *)((char *)value + field->offset) = one;
		}
		return;
	case 'l':
		get_list(in, field, value, arena, depth);
		return;
	default:
		in->damaged = true;
	}
}

static void
get_record(
    struct reader *in, const struct record *record, void *value, struct arena *arena, int depth)
{
	if (depth > 16)
		in->damaged = true;
	while (!in->damaged) {
		if (in->at == in->end) {
			in->damaged = true;
			return;
		}
		if (*in->at == 0) {
			in->at++;
			return;
		}
		get_field(in, record, value, arena, depth);
	}
}

int
record_unpack(const void *bytes, size_t length, const struct record *record, void *value,
    struct arena *arena, struct err *err)
{
	struct reader in = {bytes, (const unsigned char *)bytes + length, false};
	get_record(&in, record, value, arena, 0);
	if (in.damaged || in.at != in.end)
		return err_set(err, "a stored %s is damaged", record->name);
	return 0;
}
