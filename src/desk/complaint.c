#include "desk/complaint.h"
#include "desk/cases.h"
#include "desk/contact.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/matter.h"
#include "directory/complaints.h"
#include "directory/matrix.h"

#include <string.h>

/* What stands in front, as far as it is there. */
struct about {
	const char *service, *council, *reference;
	const struct candidate *customer; /* of a case */
	bool known;                       /* the screen is one from which people complain */
};

static void
of_case(const struct desk *desk, struct about *out)
{
	const struct case_page *page = desk->case_page;
	if (!page || desk->case_typing)
		return;
	*out = (struct about){page->record->service, page->record->responsible,
	    page->record->reference, page->customer, true};
}

static void
of_matter(
    const struct desk *desk, const struct matter *matter, struct arena *arena, struct about *out)
{
	const struct service *service =
	    matter ? desk_service(desk, matter->service, desk_council(desk)) : NULL;
	if (!service)
		return;
	const char *council = matter_responsible(desk, desk->hand, matter, service, arena);
	*out = (struct about){.service = matter->service,
	    .council = text_blank(council) ? desk_council(desk) : council,
	    .known = true};
}

static bool
is_ticked(const struct desk *desk, const struct about *about)
{
	const char *id = about->service ? about->service : directory_complaints(desk->directory);
	const struct service *service = id ? desk_service(desk, id, about->council) : NULL;
	return service &&
	       matrix_on(service, about->council, MECHANISM_COMPLAINTS, london_of(desk->now).date);
}

/* The line of the history under the cursor; without one, or with one whose complaints are not taken
 * here, it is about whatever they say. */
static void
of_customer(const struct desk *desk, struct about *out)
{
	const char *at = desk->at ? desk->at : "";
	bool line = strncmp(at, "history:", 8) == 0 || strncmp(at, "found:", 6) == 0;
	const struct history_item *item =
	    line && desk->hand && desk->hand->page ? history_item_at(desk, desk->hand, at) : NULL;
	out->known = hand_customer(desk->hand) != NULL;
	if (item && item->service && !item->withheld)
		*out = (struct about){.service = item->service,
		    .council = item->council,
		    .reference = item->reference,
		    .known = true};
	if (out->service && !is_ticked(desk, out))
		*out = (struct about){.known = true};
}

/* Of an earlier contact the enquiry that was opened, else its only one. */
static void
of_past(const struct desk *desk, struct about *out)
{
	const struct list *enquiries = desk->past ? &desk->past->enquiries : NULL;
	const struct enquiry *one = NULL;
	if (!enquiries)
		return;
	LIST_EACH(struct enquiry, enquiry, enquiries)
	if (enquiries->count == 1 || text_same(enquiry->id, desk->past_subject))
		one = enquiry;
	*out = (struct about){.service = one ? one->service : NULL,
	    .council = one && one->responsible ? one->responsible : desk->past->as,
	    .reference = one && one->opens ? one->opens->reference : NULL,
	    .known = true};
}

static void
of_service(const struct desk *desk, struct arena *arena, struct about *out)
{
	struct responsible who = {0};
	if (!service_here(desk, desk_subject(desk), arena, &who))
		return;
	*out = (struct about){.service = desk_subject(desk),
	    .council = who.council ? who.council->id : desk_council(desk),
	    .known = !who.body};
}

static void
stands_here(const struct desk *desk, struct arena *arena, struct about *out)
{
	*out = (struct about){0};
	switch (desk_screen(desk)) {
	case SCREEN_CASE:
		of_case(desk, out);
		break;
	case SCREEN_DIALOGUE:
	case SCREEN_WRAP_UP:
		of_matter(desk, hand_matter(desk->hand), arena, out);
		break;
	case SCREEN_CUSTOMER:
		of_customer(desk, out);
		break;
	case SCREEN_PAST:
		of_past(desk, out);
		break;
	case SCREEN_SERVICE:
		of_service(desk, arena, out);
		break;
	default:
		break;
	}
	if (out->known && !out->council)
		out->council = desk_council(desk);
}

/* The service that takes complaints, as that council has it. */
static const struct service *
taker_for(const struct desk *desk, const char *council)
{
	const char *id = directory_complaints(desk->directory);
	return id ? desk_service(desk, id, council) : NULL;
}

const char *
complaint_queue(const struct desk *desk, const char *council)
{
	const struct service *taker = taker_for(desk, council);
	const struct dialogue *dialogue = taker ? taker->dialogue : NULL;
	const struct prompt *prompt = dialogue && desk->partnership ? dialogue->prompts : NULL;
	for (; prompt; prompt = prompt->next)
		LIST_EACH(struct queue, queue, &desk->partnership->queues)
	if (prompt->kind == PROMPT_REFER && text_same(queue->council, council) &&
	    text_same(queue->role, prompt->queue_role))
		return queue->id;
	return NULL;
}

/* A complaint that was answered goes on from there; one that is not is not complained about. */
static bool
goes_on(const struct desk *desk)
{
	const struct life *life = life_of(case_service(desk), desk->case_page->record);
	const struct life_state *now = life_at(life, desk->case_page->record);
	struct case_move move;
	const struct life_state *again = life_again(life, now);
	return now->closed && again->stage > now->stage && case_move(desk, again->id, &move);
}

bool
when_can_complain(const struct desk *desk)
{
	struct arena arena;
	struct about about;
	arena_init(&arena);
	stands_here(desk, &arena, &about);
	const struct service *taker =
	    about.known && !preview_is(desk) ? taker_for(desk, about.council) : NULL;
	bool can = taker && (!text_same(about.service, taker->id)  ? is_ticked(desk, &about)
				: desk_screen(desk) == SCREEN_CASE ? goes_on(desk)
								   : false);
	arena_release(&arena);
	return can;
}

const char *
complaint_hindrance(const struct desk *desk)
{
	struct arena arena;
	struct about about;
	arena_init(&arena);
	stands_here(desk, &arena, &about);
	const struct service *taker = about.known ? taker_for(desk, about.council) : NULL;
	bool complaint = taker && text_same(about.service, taker->id);
	const char *why =
	    complaint && desk_screen(desk) == SCREEN_CASE
		? _("This is a complaint already: it goes on once it is answered at stage one.")
	    : taker && !complaint && !is_ticked(desk, &about)
		? _("Its council takes complaints about this service itself.")
		: NULL;
	arena_release(&arena);
	return why;
}

/* ---- beginning ---- */

/* One about the same that is still to be logged. */
static struct matter *
begun_already(struct hand *hand, const char *service, const struct about *about)
{
	LIST_EACH(struct matter, matter, &hand->work->matters)
	{
		const struct answer *said = matter_answer(matter, COMPLAINT_REFERENCE);
		const char *of = said && said->value ? said->value : "";
		if (text_same(matter->service, service) && !matter->done &&
		    text_same(of, about->reference ? about->reference : ""))
			return matter;
	}
	return NULL;
}

static void
go_on(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	const struct life *life = life_of(case_service(desk), desk->case_page->record);
	case_state_go(desk, life_again(life, life_at(life, desk->case_page->record))->id);
	const char *field = case_state_field(desk, arena);
	if (text_blank(typed_text(desk, field)))
		typed_set(desk, field, _("Not content with the answer"), false);
}

void
complaint_begin(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	struct about about;
	stands_here(desk, arena, &about);
	const struct service *taker = about.known ? taker_for(desk, about.council) : NULL;
	if (!taker)
		return;
	if (text_same(about.service, taker->id)) {
		go_on(desk);
		return;
	}
	const struct service *service =
	    about.service ? desk_service(desk, about.service, about.council) : NULL;
	const char *title = service ? arena_strdup(arena, service->title.in[ENGLISH]) : NULL;
	const char *takes = arena_strdup(arena, taker->id);
	about.council = service ? arena_strdup(arena, about.council) : NULL;
	about.reference = arena_strdup(arena, about.reference);
	matter_note_close(desk);
	if (about.customer)
		contact_person(desk, record_copy(arena, &candidate_record, about.customer));
	struct hand *hand = contact_begin(desk);
	struct matter *matter = begun_already(hand, takes, &about);
	if (!matter && (matter = matter_new(desk, hand, takes)) != NULL) {
		matter_know(desk, hand, matter, COMPLAINT_COUNCIL, about.council);
		matter_know(desk, hand, matter, COMPLAINT_SERVICE, title);
		matter_know(desk, hand, matter, COMPLAINT_REFERENCE, about.reference);
	}
	if (!matter)
		return;
	matter_front(desk, matter->id);
	if (title && about.reference)
		desk_say(desk, TONE_PLAIN, _("Complaint about: %s, %s."),
		    words_in(&service->title, desk->language), about.reference);
	else if (title)
		desk_say(desk, TONE_PLAIN, _("Complaint about: %s."),
		    words_in(&service->title, desk->language));
}
