/* What changed between two values of a record, field by field, lists matched by their items' ids.
 */
#include "store/audit.h"
#include "store/inside.h"

#include <string.h>

static bool
same(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

static const char *
join(struct arena *arena, const char *prefix, const char *name)
{
	return *prefix ? arena_printf(arena, "%s.%s", prefix, name) : name;
}

static const char *
item_id(const struct record *of, const void *item)
{
	for (size_t i = 0; i < of->count; i++)
		if (of->fields[i].type == FIELD_ID || of->fields[i].type == FIELD_KEY)
			return field_string(&of->fields[i], item);
	return NULL;
}

static const struct list *
list_at(const struct field *field, const void *value)
{
	static const struct list none;
	return value ? (const void *)((const char *)value + field->offset) : &none;
}

static void
list_difference(struct arena *arena, const struct field *field, const void *was, const void *now,
    const char *path, struct list *out)
{
	const struct list *a = list_at(field, was), *b = list_at(field, now);
	for (size_t i = 0; i < b->count; i++) {
		const void *item = (const char *)b->items + i * field->of->size;
		const char *id = item_id(field->of, item);
		const void *before = id ? list_find(a, field->of, id) : NULL;
		difference(arena, field->of, before, item, join(arena, path, id ? id : "?"), out);
	}
	for (size_t i = 0; i < a->count; i++) {
		const void *item = (const char *)a->items + i * field->of->size;
		const char *id = item_id(field->of, item);
		if (!id || !list_find(b, field->of, id))
			difference(
			    arena, field->of, item, NULL, join(arena, path, id ? id : "?"), out);
	}
}

static const void *
one_at(const struct field *field, const void *value)
{
	return value ? *(void *const *)(const void *)((const char *)value + field->offset) : NULL;
}

/* Numbers that are 0 and times that are absent say nothing of their own. */
static const char *
text_at(const struct field *field, const void *value, struct arena *arena)
{
	if (!value)
		return NULL;
	const char *text = field_text(field, value, arena);
	if (text && ((field->type == FIELD_NUMBER && strcmp(text, "0") == 0) ||
			(field->type == FIELD_BOOL && strcmp(text, "no") == 0)))
		return NULL;
	return text;
}

void
difference(struct arena *arena, const struct record *of, const void *was, const void *now,
    const char *prefix, struct list *out)
{
	for (size_t i = 0; i < of->count; i++) {
		const struct field *field = &of->fields[i];
		if (field->flags & (FIELD_SECRET | FIELD_DERIVED))
			continue;
		const char *path = join(arena, prefix, field->name);
		if (field->type == FIELD_LIST) {
			list_difference(arena, field, was, now, path, out);
		} else if (field->type == FIELD_ONE) {
			const void *a = one_at(field, was), *b = one_at(field, now);
			if (a || b)
				difference(arena, field->of, a, b, path, out);
		} else {
			const char *a = text_at(field, was, arena), *b = text_at(field, now, arena);
			if (!same(a, b)) {
				struct audit_change *change =
				    list_add(arena, out, &audit_change_record);
				*change = (struct audit_change){path, a, b};
			}
		}
	}
}
