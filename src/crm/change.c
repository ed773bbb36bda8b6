/*
 * Changing a customer: a change says what the fields were and what they are to be. It is applied
 * where the current value is what it was, done already where it is what it is to be, and otherwise
 * a conflict that names the fields and applies nothing.
 */
#include "base/text.h"
#include "crm/inside.h"
#include "store/audit.h"
#include "store/customers.h"

#include <string.h>

/* Empty and absent are one. */
static const char *
said(const char *text)
{
	return text && *text ? text : NULL;
}

struct merge {
	struct ask *ask;
	struct buf conflicts; /* names, separated by commas */
};

static void
conflict(struct merge *merge, const char *field)
{
	if (merge->conflicts.length)
		buf_putc(&merge->conflicts, ',');
	buf_puts(&merge->conflicts, field);
}

static struct list *
list_at(const struct field *field, const void *value)
{
	return (struct list *)(void *)((char *)(uintptr_t)value + field->offset);
}

static size_t
index_of(const struct list *list, const struct field *field, const void *item)
{
	return (size_t)((const char *)item - (const char *)list->items) / field->of->size;
}

static const char *
id_of(const struct field *field, const void *item)
{
	return field_string(&field->of->fields[0], item);
}

/* Do they say the same? What the CRM itself sets is not said. */
static bool
says_same(const struct record *of, const void *a, const void *b)
{
	for (size_t i = 0; i < of->count; i++) {
		const struct record one = {of->name, of->size, &of->fields[i], 1};
		if (!(of->fields[i].flags & FIELD_READ_ONLY) && !record_equal(&one, a, b))
			return false;
	}
	return true;
}

static void
take_said(struct arena *arena, const struct record *of, void *to, const void *from)
{
	for (size_t i = 0; i < of->count; i++) {
		const struct record one = {of->name, of->size, &of->fields[i], 1};
		if (!(of->fields[i].flags & FIELD_READ_ONLY))
			record_copy_into(arena, &one, to, from);
	}
}

/* The same within a name that both have changed. The parts of other items, such as an address or a
 * consent, belong together: of two there is no third. */
static bool
merge_parts(
    struct merge *merge, const struct field *field, void *item, const void *was, const void *now)
{
	if (field->of != &person_name_record)
		return false;
	for (size_t i = 0; i < field->of->count; i++) {
		const struct record part = {
		    field->of->name, field->of->size, &field->of->fields[i], 1};
		if (record_equal(&part, now, was) || record_equal(&part, item, now))
			continue;
		if (!record_equal(&part, item, was))
			return false;
		record_copy_into(merge->ask->call->arena, &part, item, now);
	}
	return true;
}

/* One item of a list, by its id. False when it is in conflict. */
static bool
merge_item(struct merge *merge, const struct field *field, struct list *current, const void *was,
    const void *now)
{
	struct arena *arena = merge->ask->call->arena;
	void *item = list_find(current, field->of, id_of(field, now ? now : was));
	if (!item && !now)
		return true;
	if (!item && was)
		return false; /* somebody has removed it */
	if (!item) {
		record_copy_into(arena, field->of, list_add(arena, current, field->of), now);
		return true;
	}
	if (now && says_same(field->of, item, now))
		return true;
	if (!was || !says_same(field->of, item, was))
		return was && now && merge_parts(merge, field, item, was, now);
	if (now)
		take_said(arena, field->of, item, now);
	else
		list_remove(current, field->of, index_of(current, field, item));
	return true;
}

/* What is named stands in the order in which it is named (the first is the one that is believed);
 * what others have added keeps its place. */
static void
put_in_order(
    struct arena *arena, const struct field *field, const struct list *now, struct list *current)
{
	size_t size = field->of->size, next = 0;
	char *copy = arena_alloc(arena, current->count * size + 1);
	if (!current->count)
		return;
	memcpy(copy, current->items, current->count * size);
	const struct list was = {copy, current->count};
	for (size_t i = 0; i < was.count; i++) {
		if (!list_find(now, field->of, id_of(field, copy + i * size)))
			continue;
		const char *item = NULL;
		while (!item && next < now->count)
			item = list_find(&was, field->of,
			    id_of(field, (const char *)now->items + next++ * size));
		if (item)
			memcpy((char *)current->items + i * size, item, size);
	}
}

static void
merge_list(struct merge *merge, const struct field *field, const struct list *was,
    const struct list *now, struct list *current)
{
	bool well = true;
	for (size_t i = 0; i < now->count; i++) {
		const char *item = (const char *)now->items + i * field->of->size;
		well = merge_item(merge, field, current,
			   list_find(was, field->of, id_of(field, item)), item) &&
		       well;
	}
	for (size_t i = 0; i < was->count; i++) {
		const char *item = (const char *)was->items + i * field->of->size;
		if (!list_find(now, field->of, id_of(field, item)))
			well = merge_item(merge, field, current, item, NULL) && well;
	}
	if (!well)
		conflict(merge, field->name);
	else
		put_in_order(merge->ask->call->arena, field, now, current);
}

static void
merge_field(struct merge *merge, const struct field *field, const struct customer *was,
    const struct customer *now, struct customer *current)
{
	if (field->type == FIELD_LIST) {
		merge_list(merge, field, list_at(field, was), list_at(field, now),
		    list_at(field, current));
		return;
	}
	if (field->type > FIELD_DATE || field->flags & FIELD_READ_ONLY ||
	    strcmp(field->name, "id") == 0)
		return;
	const char *before = field_string(field, was), *after = field_string(field, now),
		   *is = field_string(field, current);
	if ((!said(before) && !said(after)) || text_unchanged(is, after))
		return;
	if (text_unchanged(is, before))
		field_set_string(field, current, said(after));
	else
		conflict(merge, field->name);
}

/* When each number was given, which tells whom to believe of several who have it. An import knows
 * no better than its source. */
void
phones_date(struct ask *ask, struct customer *now, const struct customer *current)
{
	LIST_EACH(struct phone, phone, &now->phones)
	{
		const struct phone *kept =
		    current ? list_find(&current->phones, &phone_record, phone->id) : NULL;
		if (kept && text_same(kept->number, phone->number))
			phone->since = kept->since;
		else
			phone->since = ask->session ? tx_now(ask->tx) : 0;
	}
}

bool
change_apply(struct ask *ask, const struct customer_change *change, const struct customer *current,
    struct customer **now)
{
	struct arena *arena = ask->call->arena;
	struct merge merge = {.ask = ask};
	struct customer *wanted = record_copy(arena, &customer_record, change->now);
	*now = record_copy(arena, &customer_record, current);
	customer_tidy(wanted, arena);
	person_sign(ask, wanted, current, true);
	buf_init(&merge.conflicts, 400);
	for (size_t i = 0; i < customer_record.count; i++)
		merge_field(&merge, &customer_record.fields[i], change->was, wanted, *now);
	phones_date(ask, *now, current);
	const char *names =
	    merge.conflicts.length ? arena_strdup(arena, merge.conflicts.data) : NULL;
	buf_release(&merge.conflicts);
	if (names)
		return refuse(
		    ask, PROBLEM_CONFLICT, names, "the fields are no longer what they were");
	return person_permitted(ask, *now, current);
}

void
customer_tidy(struct customer *customer, struct arena *arena)
{
	/* What cannot be read as a number or postcode is kept as it was typed. */
	char phone[20], postcode[9];
	LIST_EACH(struct phone, item, &customer->phones)
	if (item->number && phone_normal(item->number, phone))
		item->number = arena_strdup(arena, phone);
	LIST_EACH(struct address, item, &customer->addresses)
	if (item->postcode && postcode_normal(item->postcode, postcode))
		item->postcode = arena_strdup(arena, postcode);
}

bool
customer_keep(struct ask *ask, struct customer *customer, const struct customer *was)
{
	struct arena *arena = ask->call->arena;
	struct err err;
	const char *where;
	customer_tidy(customer, arena);
	person_sign(ask, customer, was, false);
	customer->changed = tx_now(ask->tx);
	if (was && customer->changed <= was->changed)
		customer->changed = was->changed + 1; /* each change has a time of its own */
	customer->created = was ? was->created : customer->changed;
	if (record_check(&customer_record, customer, arena, &where, &err) < 0)
		return refuse(ask, PROBLEM_BAD_FIELD, where, arena_strdup(arena, err.text));
	if (!person_check(ask, customer, was))
		return false;
	customer_put(ask->tx, customer, ask->session ? ask->session->council : NULL);
	struct audit_entry entry = {.action = was ? "customer.change" : "customer.new",
	    .record = "customer",
	    .id = customer->id,
	    .person = customer->id,
	    .of = &customer_record,
	    .was = was,
	    .now = customer};
	audit_add(ask->tx, &entry);
	return true;
}

bool
change_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct customer_change *change = ask->call->body;
	struct customer *current = record_new(arena, &customer_record), *now;
	if (!ask->call->params[0] || strcmp(ask->call->params[0], change->id) != 0)
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	int found = customer_get(ask->tx, change->id, current, arena);
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	if (found < 0 || !change_apply(ask, change, current, &now))
		return false;
	if (!record_equal(&customer_record, current, now) && !customer_keep(ask, now, current))
		return false;
	ask->answer->body = now;
	return true;
}

const char *
change_person(const struct ask *ask)
{
	return ((const struct customer *)ask->answer->body)->id;
}
