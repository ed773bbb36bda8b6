/* What stands in a customer's record about them and those who belong to them: who signs it, who may
 * set it, and how relations look from their other end. */
#include "base/text.h"
#include "crm/inside.h"
#include "store/customers.h"

#include <string.h>

/* ---- authors ---- */

static micros *
time_at(const struct field *field, char *item)
{
	return (micros *)(void *)(item + field->offset);
}

static void
sign_list(struct ask *ask, const struct field *field, struct list *now, const struct list *was,
    bool theirs)
{
	const struct record *of = field->of;
	const struct field *author = record_field(of, "author"), *at = record_field(of, "at");
	if (!author || !at)
		return;
	for (size_t i = 0; i < now->count; i++) {
		char *item = (char *)now->items + i * of->size;
		char *kept = was ? list_find(was, of, field_string(&of->fields[0], item)) : NULL;
		const char *user = ask->session ? ask->session->user : NULL;
		if (kept && theirs) {
			field_set_string(author, item, field_string(author, kept));
			*time_at(at, item) = *time_at(at, kept);
		} else if (user && (theirs || text_blank(field_string(author, item)))) {
			field_set_string(author, item, user);
		}
		if (!*time_at(at, item))
			*time_at(at, item) = kept ? *time_at(at, kept) : tx_now(ask->tx);
	}
}

void
person_sign(struct ask *ask, struct customer *now, const struct customer *was, bool theirs)
{
	for (size_t i = 0; i < customer_record.count; i++) {
		const struct field *field = &customer_record.fields[i];
		if (field->type != FIELD_LIST)
			continue;
		struct list *rows = (struct list *)(void *)((char *)now + field->offset);
		const struct list *before =
		    was ? (const struct list *)(const void *)((const char *)was + field->offset)
			: NULL;
		sign_list(ask, field, rows, before, theirs);
	}
}

/* ---- what may be written ---- */

/* A caution of `one` that is not just so in `other`. */
static bool
cautions_differ(const struct customer *one, const struct customer *other)
{
	LIST_EACH(struct marker, marker, &one->markers)
	{
		const struct marker *same =
		    other ? list_find(&other->markers, &marker_record, marker->id) : NULL;
		if (text_same(marker->kind, "caution") &&
		    (!same || !record_equal(&marker_record, marker, same)))
			return true;
	}
	return false;
}

/* Of a record that was merged a relation may lead to itself: the other end's is now its own. */
static bool
relates_to_itself(const struct customer *now, const struct customer *was)
{
	LIST_EACH(struct relation, relation, &now->relations)
	if (text_same(relation->customer, now->id) &&
	    !(was && list_find(&was->relations, &relation_record, relation->id)))
		return true;
	return false;
}

bool
person_permitted(struct ask *ask, const struct customer *now, const struct customer *was)
{
	const struct session *session = ask->session;
	if (relates_to_itself(now, was))
		return refuse(
		    ask, PROBLEM_BAD_FIELD, "relations", "this is the customer's own record");
	if (!session || (!cautions_differ(now, was) && (!was || !cautions_differ(was, now))))
		return true;
	return permitted(session->role, ACTION_SET_CAUTION, session->council, NULL) ||
	       refuse(
		   ask, PROBLEM_NOT_PERMITTED, "markers", "a caution is for a supervisor to set");
}

static bool
relation_well(struct ask *ask, const struct relation *relation)
{
	struct customer other;
	if (text_blank(relation->customer))
		return !text_blank(relation->name) || refuse(ask, PROBLEM_BAD_FIELD, "relations",
							  "a customer or a name is needed");
	return customer_own(ask->tx, relation->customer, &other, ask->call->arena) == 1 ||
	       (store_well(ask) && refuse(ask, PROBLEM_BAD_FIELD, "relations", "no such customer"));
}

bool
person_check(struct ask *ask, const struct customer *now, const struct customer *was)
{
	LIST_EACH(struct relation, relation, &now->relations)
	{
		const struct relation *kept =
		    was ? list_find(&was->relations, &relation_record, relation->id) : NULL;
		if ((!kept || !record_equal(&relation_record, relation, kept)) &&
		    !relation_well(ask, relation))
			return false;
	}
	return true;
}

/* ---- who belongs to whom ---- */

/* `face` is the other's, or null when the relation says only a name. */
static void
add_relative(struct ask *ask, const char *of, const struct relation *relation,
    const struct candidate *face, bool other_end, struct list *out)
{
	const char *name = face ? face->name : relation->name;
	if (!name || (face && text_same(face->id, of)))
		return;
	struct relative *relative = list_add(ask->call->arena, out, &relative_record);
	*relative = (struct relative){.id = relation->id,
	    .customer = face ? relation->customer : NULL,
	    .name = name,
	    .kind = relation->kind,
	    .authority = relation->authority,
	    .role = relation->role,
	    .from = relation->from,
	    .until = relation->until,
	    .other_end = other_end};
}

void
person_relatives(struct ask *ask, const struct customer *customer, struct list *out)
{
	struct arena *arena = ask->call->arena;
	const struct list *own = &customer->relations;
	struct list others = {0};
	relations_to(ask->tx, customer->id, arena, &others);
	size_t count = own->count + others.count;
	const char **ids = arena_alloc(arena, (count + 1) * sizeof *ids);
	struct candidate *faces = arena_alloc(arena, (count + 1) * sizeof *faces);
	for (size_t i = 0; i < count; i++)
		ids[i] = i < own->count
			     ? LIST_AT(struct relation, own, i)->customer
			     : LIST_AT(struct relation, &others, i - own->count)->customer;
	customer_faces(ask->tx, ids, count, arena, faces);
	for (size_t i = 0; i < count; i++) {
		bool other_end = i >= own->count;
		const struct relation *relation =
		    other_end ? LIST_AT(struct relation, &others, i - own->count)
			      : LIST_AT(struct relation, own, i);
		bool named = !text_blank(relation->customer);
		add_relative(ask, customer->id, relation, named ? &faces[i] : NULL, other_end, out);
	}
}
