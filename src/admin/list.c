#include "admin/list.h"
#include "base/text.h"
#include "wire/codec.h"

#include <string.h>

enum { MOST_JSON = 1 << 24 };

const char *
shown(const char *text, struct arena *arena)
{
	struct buf out;
	if (!text || text_is_printable(text, strlen(text)))
		return text ? text : "";
	buf_init(&out, MOST_JSON);
	text_printable(&out, text, strlen(text));
	const char *copy = arena_strdup(arena, out.data);
	buf_release(&out);
	return copy;
}

const char *
shown_or_dash(const char *text, struct arena *arena)
{
	return text ? shown(text, arena) : "-";
}

static void
print_row(
    const struct record *record, const void *item, const char *const *columns, struct arena *arena)
{
	for (size_t i = 0; columns[i]; i++) {
		const struct field *field = record_field(record, columns[i]);
		const char *text = field ? field_text(field, item, arena) : NULL;
		if (columns[i + 1])
			printf("%-24s ", shown(text, arena));
		else
			printf("%s\n", shown(text, arena));
	}
}

enum admin_exit
print_records(struct admin *admin, const struct record *record, const char *const *columns)
{
	struct crm *crm = admin_crm(admin);
	if (!crm)
		return ADMIN_FAILED;
	struct err err;
	struct arena arena;
	struct list list;
	arena_init(&arena);
	enum admin_exit status = ADMIN_DONE;
	if (crm_list(crm, record, &arena, &list, &err) < 0)
		status = admin_fail("%s", err.text);
	for (size_t i = 0; status == ADMIN_DONE && i < list.count; i++) {
		const void *item = (char *)list.items + i * record->size;
		if (!admin->json) {
			print_row(record, item, columns, &arena);
			continue;
		}
		print_record(record, item);
	}
	arena_release(&arena);
	return status;
}

void *
fetch_record(struct admin *admin, const struct record *record, const char *id, struct arena *arena)
{
	struct crm *crm = admin_crm(admin);
	struct err err;
	struct list list;
	if (!crm)
		return NULL;
	if (crm_list(crm, record, arena, &list, &err) < 0) {
		admin_fail("%s", err.text);
		return NULL;
	}
	return list_find(&list, record, id);
}

void
print_record(const struct record *record, const void *value)
{
	struct buf out;
	buf_init(&out, REPLY_LIMIT);
	if (json_encode(&out, record, value) == 0)
		puts(out.data);
	buf_release(&out);
}

void
print_json(const struct json *json)
{
	struct buf out;
	buf_init(&out, MOST_JSON);
	if (json_write(&out, json) == 0)
		puts(out.data);
	buf_release(&out);
}
