#include "desk/overtaken.h"
#include "desk/contact.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/hands.h"

#include <string.h>

/* Of two copies that both write above the other, no two steps are the same. */
enum { STEP_JUMP = 10 };

void
contact_above(struct hand *hand, const struct reply *reply)
{
	struct work *work = hand->work;
	int64_t theirs = reply->detail ? reply->detail->limit : 0;
	work->after = theirs;
	work->step = (theirs > work->step ? theirs : work->step) + STEP_JUMP;
}

static const struct enquiry_logged *
logged_of(const struct contact_logged *logged, const char *matter)
{
	LIST_EACH(struct enquiry_logged, enquiry, &logged->enquiries)
	if (text_same(enquiry->id, matter))
		return enquiry;
	return NULL;
}

static void
drop_matter(struct desk *desk, struct work *work, size_t index)
{
	struct arena *arena = &desk->effects.arena;
	struct matter *matters = work->matters.items;
	const char *id = matters[index].id;
	typed_drop(desk, arena_printf(arena, "note.%s", id));
	typed_drop_under(desk, arena_printf(arena, "answer.%s.", id));
	if (text_same(desk->noting, id))
		set_text(&desk->noting, NULL);
	if (work->current > (int64_t)index)
		work->current--;
	memmove(&matters[index], &matters[index + 1],
	    (--work->matters.count - index) * sizeof *matters);
	if (work->matters.count && work->current >= (int64_t)work->matters.count)
		work->current = (int64_t)work->matters.count - 1;
}

/* "1000-0010-1, 1000-0020-9" */
static const char *
leave_logged(struct desk *desk, struct hand *hand, const struct contact_logged *logged)
{
	struct arena *arena = &desk->effects.arena;
	const char *said = NULL;
	for (size_t i = hand->work->matters.count; i-- > 0;) {
		const struct matter *matter = &((struct matter *)hand->work->matters.items)[i];
		const struct enquiry_logged *enquiry = logged_of(logged, matter->id);
		if (!enquiry)
			continue;
		if (enquiry->reference)
			said = said ? arena_printf(arena, "%s, %s", enquiry->reference, said)
				    : arena_strdup(arena, enquiry->reference);
		drop_matter(desk, hand->work, i);
	}
	return said;
}

/* The customer whom it made is there; what was noted is what the CRM has. */
static void
take_known(struct desk *desk, struct hand *hand, const struct contact_logged *logged)
{
	struct work *work = hand->work;
	if (work->new_customer && text_same(work->new_customer->id, logged->customer)) {
		work->known = work->new_customer;
		work->customer = work->new_customer->id;
		work->new_customer = NULL;
		customer_is_new(hand);
	}
	if (text_same(note_text(desk, work->id, work->note), logged->note))
		work->note = NULL;
}

static void
go_on_apart(struct desk *desk, struct hand *hand)
{
	struct arena *arena = &desk->effects.arena;
	struct work *work = hand->work;
	const char *was = arena_printf(arena, "note.%s", work->id);
	const char *note = typed_text(desk, was);
	bool noting = text_same(desk->noting, work->id);
	desk_drop(desk, &work_record, work->id);
	work->id = arena_strdup(&hand->arena, desk_id(desk));
	work->step = work->after = 0;
	if (note) {
		typed_set(desk, arena_printf(arena, "note.%s", work->id), note, false);
		typed_drop(desk, was);
	}
	if (noting)
		set_text(&desk->noting, work->id);
	if (work->ended)
		contact_send(desk, hand);
	contact_keep(desk, hand);
}

void
contact_overtaken(struct desk *desk, struct hand *hand, const struct reply *reply)
{
	const struct contact_logged *logged = reply->detail ? reply->detail->logged : NULL;
	if (!logged) {
		contact_above(hand, reply);
		contact_send(desk, hand);
		contact_keep(desk, hand);
		return;
	}
	const char *references = leave_logged(desk, hand, logged);
	take_known(desk, hand, logged);
	bool front = desk->hand == hand;
	bool more =
	    contact_has_content(desk, hand) &&
	    (hand->work->matters.count || note_text(desk, hand->work->id, hand->work->note) ||
		hand->work->new_customer || hand->work->change);
	if (more)
		go_on_apart(desk, hand);
	else
		contact_leave(desk, hand);
	desk_say(desk, TONE_WARN,
	    more ? _("Logged before from this desk: %s. The rest goes on as a contact of its own.")
		 : _("Logged before from this desk: %s. Nothing is left to do."),
	    references ? references : _("the contact"));
	if (front && !more)
		desk_home(desk);
}
