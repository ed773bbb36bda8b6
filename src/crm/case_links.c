/* Cases that belong together: one is the other's duplicate, follows it or is a part of it. Said at
 * one of them, shown at both. */
#include "base/text.h"
#include "crm/back_office.h"
#include "crm/sharing.h"
#include "store/cases.h"
#include "store/queues.h"

#include <string.h>

/* The other case, when this user may know of it. */
static bool
find_other(struct ask *ask, const struct case_record *record, const char *reference,
    struct case_record *other)
{
	struct arena *arena = ask->call->arena;
	uint32_t number;
	char text[REFERENCE_LENGTH + 1];
	int found = 0;
	if (reference && reference_parse(reference, &number)) {
		reference_format(text, number);
		found = case_by_reference(ask->tx, text, other, arena);
	}
	if (found < 0)
		return false;
	if (found && text_same(other->id, record->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "subject", "it is this case");
	const struct session *session = ask->session;
	if (!found || case_sight(ask, other, false) == SEE_NOTHING ||
	    !case_permitted(session->role, ACTION_READ_CASE, session->council, other))
		return refuse(ask, PROBLEM_BAD_FIELD, "subject", "there is no such case");
	return true;
}

void
case_links_show(struct ask *ask, const struct case_record *record, struct list *items)
{
	const struct session *session = ask->session;
	struct list lines = {0};
	if (!record->links.count || !session)
		return;
	linked_cases(ask->tx, record->id, ask->call->arena, &lines);
	LIST_EACH(struct case_line, line, &lines)
	if (permitted(session->role, ACTION_READ_CASE, session->council, &line->what.concern))
		case_line_show(ask, line, items);
}

static size_t
link_place(const struct case_record *record, const char *reference, const char *kind)
{
	size_t i = 0;
	LIST_EACH(struct case_link, link, &record->links)
	{
		if (text_same(link->reference, reference) && text_same(link->kind, kind))
			break;
		i++;
	}
	return i;
}

/* One side: its line, or the end of it. */
static bool
put_line(struct ask *ask, struct case_record *record, const char *reference,
    const struct case_event *event, const char *kind)
{
	size_t place = link_place(record, reference, kind);
	bool there = place < record->links.count;
	if (text_same(event->kind, "unlink")) {
		if (there)
			list_remove(&record->links, &case_link_record, place);
		return there ||
		       refuse(ask, PROBLEM_CONFLICT, "links", "they are not linked like this");
	}
	if (there)
		return refuse(ask, PROBLEM_CONFLICT, "links", "they are linked already");
	if (record->links.count == record_field(&case_record_record, "links")->limit)
		return refuse(ask, PROBLEM_BAD_FIELD, "links", "the case has too many links");
	*(struct case_link *)list_add(ask->call->arena, &record->links, &case_link_record) =
	    (struct case_link){
		.reference = reference, .kind = kind, .author = event->user, .at = event->at};
	return true;
}

bool
case_link_apply(struct ask *ask, struct case_record *record, struct case_event *event)
{
	struct arena *arena = ask->call->arena;
	struct case_record was, *other;
	const char *back = case_link_back(event->link);
	if (!back)
		return refuse(ask, PROBLEM_BAD_FIELD, "link", "say what it is to the other");
	if (!find_other(ask, record, event->subject, &was))
		return false;
	other = record_copy(arena, &case_record_record, &was);
	event->subject = other->reference;
	if (!put_line(ask, record, other->reference, event, event->link) ||
	    !put_line(ask, other, record->reference, event, back))
		return false;
	struct case_event *there = case_event_add(ask, other, event->kind, event->at);
	there->user = event->user;
	there->subject = record->reference;
	there->link = back;
	return case_keep_grown(ask, arena_printf(arena, "case.%s", event->kind), other, &was);
}
