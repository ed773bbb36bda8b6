#include "model/merge.h"
#include "base/text.h"

#include <string.h>

/* A record of this field alone: copying and comparing need no case for each type. */
static struct record
alone(const struct field *field)
{
	return (struct record){customer_record.name, customer_record.size, field, 1};
}

static struct list *
list_at(const struct field *field, const struct customer *value)
{
	return (struct list *)(void *)((char *)(uintptr_t)value + field->offset);
}

static void *
item_at(const struct field *field, const struct list *list, size_t index)
{
	return (char *)list->items + index * field->of->size;
}

static const char *
id_of(const struct field *field, const void *item)
{
	return field_string(&field->of->fields[0], item);
}

bool
merge_field(const struct field *field)
{
	return !(field->flags & (FIELD_READ_ONLY | FIELD_DERIVED)) &&
	       strcmp(field->name, "id") != 0 && strcmp(field->name, "kind") != 0;
}

bool
merge_says(const struct field *field, const struct customer *customer)
{
	static const struct customer nothing;
	const struct record one = alone(field);
	if (field->type <= FIELD_DATE)
		return !text_blank(field_string(field, customer));
	return !record_equal(&one, customer, &nothing);
}

/* ---- lists ---- */

/* Two entries that say the same of what is searched (a number, however it is called), or, where
 * nothing is, of everything. */
static bool
same_item(const struct field *field, const void *a, const void *b)
{
	size_t searched = 0;
	for (size_t i = 1; i < field->of->count; i++) {
		const struct field *part = &field->of->fields[i];
		if (!(part->flags & FIELD_SEARCHED) || part->type > FIELD_DATE)
			continue;
		const char *x = field_string(part, a), *y = field_string(part, b);
		searched++;
		if (!word_equal(x ? x : "", y ? y : ""))
			return false;
	}
	if (searched)
		return true;
	const struct record rest = {
	    field->of->name, field->of->size, field->of->fields + 1, field->of->count - 1};
	return record_equal(&rest, a, b);
}

static const void *
counterpart(const struct field *field, const struct list *list, const void *item)
{
	for (size_t i = 0; i < list->count; i++)
		if (same_item(field, item_at(field, list, i), item))
			return item_at(field, list, i);
	return list_find(list, field->of, id_of(field, item));
}

static void
append(const struct field *field, struct list *out, const void *item, struct arena *arena)
{
	if (out->count < field->limit && !counterpart(field, out, item))
		record_copy_into(arena, field->of, list_add(arena, out, field->of), item);
}

static void
append_all(
    const struct field *field, struct list *out, const struct list *from, struct arena *arena)
{
	for (size_t i = 0; i < from->count; i++)
		append(field, out, item_at(field, from, i), arena);
}

/* The side in front gives the order; what both have is the kept record's own entry. */
static struct list
join(const struct field *field, const struct list *keep, const struct list *gone, bool other_first,
    struct arena *arena)
{
	struct list out = {0};
	if (other_first)
		for (size_t i = 0; i < gone->count; i++) {
			const void *item = item_at(field, gone, i);
			const void *own = counterpart(field, keep, item);
			append(field, &out, own ? own : item, arena);
		}
	/* Its own entries are never left out, whatever they repeat. */
	for (size_t i = 0; i < keep->count; i++) {
		const void *item = item_at(field, keep, i);
		if (!list_find(&out, field->of, id_of(field, item)))
			record_copy_into(arena, field->of, list_add(arena, &out, field->of), item);
	}
	if (!other_first)
		append_all(field, &out, gone, arena);
	return out;
}

bool
merge_agrees(const struct field *field, const struct customer *one, const struct customer *two)
{
	const struct record alone_of = alone(field);
	if (field->type != FIELD_LIST)
		return record_equal(&alone_of, one, two) ||
		       (!merge_says(field, one) && !merge_says(field, two));
	const struct list *a = list_at(field, one), *b = list_at(field, two);
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!same_item(field, item_at(field, a, i), item_at(field, b, i)))
			return false;
	return true;
}

/* ---- who is believed ---- */

/* What other councils may see, the stricter first; absent is "exists". */
static int
openness(const char *sharing)
{
	return text_same(sharing, "none") ? 0 : text_same(sharing, "full") ? 2 : 1;
}

bool
merge_proposes(const struct field *field, const struct customer *keep, const struct customer *gone)
{
	if (strcmp(field->name, "sharing") == 0)
		return openness(gone->sharing) < openness(keep->sharing);
	return !merge_says(field, keep) && merge_says(field, gone);
}

static bool
other_stands(const struct field *field, const struct customer *keep, const struct customer *gone,
    const struct list *choices)
{
	LIST_EACH(struct merge_choice, choice, choices)
	if (text_same(choice->field, field->name))
		return text_same(choice->side, "gone");
	return merge_proposes(field, keep, gone);
}

struct customer *
customers_merge(const struct customer *keep, const struct customer *gone,
    const struct list *choices, struct arena *arena)
{
	struct customer *out = record_copy(arena, &customer_record, keep);
	for (size_t i = 0; i < customer_record.count; i++) {
		const struct field *field = &customer_record.fields[i];
		const struct record one = alone(field);
		if (!merge_field(field))
			continue;
		bool other = other_stands(field, keep, gone, choices);
		if (field->type == FIELD_LIST)
			*list_at(field, out) =
			    join(field, list_at(field, keep), list_at(field, gone), other, arena);
		else if (other)
			record_copy_into(arena, &one, out, gone);
	}
	return out;
}

/* ---- undone ---- */

static bool
came_by_merge(const struct field *field, const void *item, const struct list *before,
    const struct list *after)
{
	const char *id = id_of(field, item);
	const void *merged = list_find(after, field->of, id);
	return merged && !list_find(before, field->of, id) && record_equal(field->of, merged, item);
}

static bool
same_list(const struct field *field, const struct list *a, const struct list *b)
{
	bool same = a->count == b->count;
	for (size_t i = 0; same && i < a->count; i++)
		same = record_equal(field->of, item_at(field, a, i), item_at(field, b, i));
	return same;
}

static struct list
part_list(const struct field *field, const struct list *before, const struct list *after,
    const struct list *now, struct arena *arena)
{
	struct list out = {0};
	if (same_list(field, after, now)) { /* nobody has touched it since */
		for (size_t i = 0; i < before->count; i++)
			record_copy_into(arena, field->of, list_add(arena, &out, field->of),
			    item_at(field, before, i));
		return out;
	}
	for (size_t i = 0; i < now->count; i++) {
		const void *item = item_at(field, now, i);
		if (!came_by_merge(field, item, before, after))
			record_copy_into(arena, field->of, list_add(arena, &out, field->of), item);
	}
	/* What the merge had no room for. */
	for (size_t i = 0; i < before->count; i++) {
		const void *item = item_at(field, before, i);
		if (!list_find(after, field->of, id_of(field, item)) &&
		    !list_find(&out, field->of, id_of(field, item)))
			record_copy_into(arena, field->of, list_add(arena, &out, field->of), item);
	}
	return out;
}

struct customer *
customers_part(const struct customer *before, const struct customer *after,
    const struct customer *now, struct arena *arena)
{
	struct customer *out = record_copy(arena, &customer_record, now);
	for (size_t i = 0; i < customer_record.count; i++) {
		const struct field *field = &customer_record.fields[i];
		const struct record one = alone(field);
		if (!merge_field(field))
			continue;
		if (field->type == FIELD_LIST)
			*list_at(field, out) = part_list(field, list_at(field, before),
			    list_at(field, after), list_at(field, now), arena);
		else if (record_equal(&one, after, now))
			record_copy_into(arena, &one, out, before);
	}
	return out;
}

/* ---- merged anew ---- */

static void
leave_out(const struct field *field, struct list *list, const struct list *own,
    const struct list *after, const struct list *now)
{
	for (size_t i = list->count; i-- > 0;) {
		const char *id = id_of(field, item_at(field, list, i));
		if (!list_find(own, field->of, id) && list_find(after, field->of, id) &&
		    !list_find(now, field->of, id))
			list_remove(list, field->of, i);
	}
}

struct customer *
customers_merge_again(const struct customer *keep, const struct customer *gone,
    const struct list *choices, const struct customer *after, const struct customer *now,
    struct arena *arena)
{
	struct customer *out = customers_merge(keep, gone, choices, arena);
	for (size_t i = 0; i < customer_record.count; i++) {
		const struct field *field = &customer_record.fields[i];
		const struct record one = alone(field);
		if (!merge_field(field))
			continue;
		if (field->type == FIELD_LIST)
			leave_out(field, list_at(field, out), list_at(field, keep),
			    list_at(field, after), list_at(field, now));
		else if (!record_equal(&one, after, now))
			record_copy_into(arena, &one, out, now);
	}
	return out;
}
