#include "desk/survey.h"
#include "desk/contact.h"
#include "desk/counter.h"
#include "desk/customer.h"
#include "desk/effects.h"
#include "desk/hands.h"
#include "desk/matter.h"
#include "desk/outbox.h"
#include "directory/survey.h"

#include <string.h>

enum { SURVEYS = 8 };

static const struct service *
entry_of(const struct desk *desk, const struct hand *hand, const struct matter *matter)
{
	return desk_service(desk, matter->service, hand->work->as ? hand->work->as : desk_at(desk));
}

bool
survey_is(const struct desk *desk, const struct hand *hand, const struct matter *matter)
{
	const struct service *service = entry_of(desk, hand, matter);
	return service && service->survey;
}

static struct matter *
survey_matter(const struct desk *desk, const struct hand *hand)
{
	LIST_EACH(struct matter, matter, &hand->work->matters)
	if (survey_is(desk, hand, matter))
		return matter;
	return NULL;
}

/* ---- drawn ---- */

static bool
can_be_asked(const struct desk *desk, const struct hand *hand)
{
	bool unknown =
	    hand->work->customer && !hand_customer(hand); /* what they want is not known here */
	return contact_is_their_own(desk, hand) && !unknown;
}

static micros
reception_since(const struct desk *desk)
{
	micros first = 0;
	if (desk->counter.page && counter_is_here(desk))
		LIST_EACH(struct arrival, arrival, &desk->counter.page->items)
	if (text_same(arrival->state, "waiting") && (!first || arrival->since < first))
		first = arrival->since;
	return first;
}

/* As far as this desk knows the counts: the back office's and the supervisor's do. */
static micros
queue_since(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    struct arena *arena)
{
	struct proposal proposal;
	matter_proposal(desk, hand, matter, arena, &proposal);
	LIST_EACH(struct queue_count, count, &desk->queues)
	if (text_same(count->id, proposal.queue))
		return count->oldest;
	return 0;
}

static void
look_at(const struct desk *desk, const struct hand *hand, struct arena *arena,
    struct survey_contact *out)
{
	const struct work *work = hand->work;
	struct survey_matter *matters =
	    arena_alloc(arena, (work->matters.count + 1) * sizeof *matters);
	*out = (struct survey_contact){.id = work->id,
	    .council = work->as ? work->as : desk_at(desk),
	    .channel = work->channel,
	    .matters = matters,
	    .now = desk->now,
	    .waiting = reception_since(desk)};
	LIST_EACH(struct matter, matter, &work->matters)
	{
		const struct service *service =
		    matter_is_shown(matter) ? entry_of(desk, hand, matter) : NULL;
		const char *council = service ? matter_council(desk, hand, matter, arena) : NULL;
		if (service)
			matters[out->count++] =
			    (struct survey_matter){service, council ? council : out->council};
		if (service && !out->queued)
			out->queued = queue_since(desk, hand, matter, arena);
	}
}

const struct service *
survey_drawn(const struct desk *desk, const struct hand *hand)
{
	const struct service *surveys[SURVEYS], *drawn = NULL;
	struct survey_contact contact;
	struct arena arena;
	if (!hand || !can_be_asked(desk, hand))
		return NULL;
	size_t count = directory_surveys(desk->directory, desk_council(desk), surveys, SURVEYS);
	arena_init(&arena);
	if (count)
		look_at(desk, hand, &arena, &contact);
	for (size_t i = 0; i < count && !drawn; i++)
		if (survey_draw(surveys[i], &contact) == SURVEY_NOW &&
		    !survey_spares(
			surveys[i], hand_customer(hand), hand->work->surveyed, desk->now))
			drawn = surveys[i];
	arena_release(&arena);
	return drawn;
}

/* ---- asked ---- */

static bool
at_wrap_up(const struct desk *desk)
{
	return desk_screen(desk) == SCREEN_WRAP_UP && desk->hand;
}

bool
survey_works(const struct desk *desk)
{
	return at_wrap_up(desk) && survey_drawn(desk, desk->hand);
}

bool
survey_can_decline(const struct desk *desk)
{
	const struct matter *asked =
	    at_wrap_up(desk) && desk->hand->work->survey ? survey_matter(desk, desk->hand) : NULL;
	return survey_works(desk) || (asked && !asked->answers.count);
}

bool
survey_can_hand(const struct desk *desk)
{
	return survey_works(desk) && !text_same(desk->hand->work->channel, "phone");
}

void
survey_ask(struct desk *desk)
{
	struct hand *hand = desk->hand;
	const struct service *survey = survey_drawn(desk, hand);
	struct matter *matter = survey ? matter_new(desk, hand, survey->id) : NULL;
	if (!matter)
		return;
	hand->work->survey = arena_strdup(&hand->arena, survey->id);
	hand->work->survey_reply = NULL;
	matter->surveys = arena_strdup(&hand->arena, hand->work->id);
	contact_keep(desk, hand);
	matter_front(desk, matter->id);
}

void
survey_say(struct desk *desk, const char *reply)
{
	struct hand *hand = desk->hand;
	const struct service *survey = survey_drawn(desk, hand);
	if (survey)
		hand->work->survey = arena_strdup(&hand->arena, survey->id);
	hand->work->survey_reply = arena_strdup(&hand->arena, reply);
	contact_keep(desk, hand);
	desk_focus(desk, "finish");
	desk_say(desk, TONE_PLAIN, "%s",
	    text_same(reply, "handed") ? _("The survey is handed over: it is counted so.")
				       : _("No survey: it is counted as declined."));
}

void
survey_rung(struct desk *desk, const struct outbound_item *item, const char *survey)
{
	struct hand *hand = desk->hand;
	struct matter *matter = hand ? hand_matter(hand) : NULL;
	if (!matter || !item->about || !text_same(matter->service, survey) ||
	    !survey_is(desk, hand, matter))
		return;
	struct arena *arena = &hand->arena;
	hand->work->survey = arena_strdup(arena, survey);
	matter->surveys = arena_strdup(arena, item->about);
	matter->of_council = arena_strdup(arena, item->of_council);
	matter->of_service = arena_strdup(arena, item->of_service);
	matter->of_channel = arena_strdup(arena, item->of_channel);
	matter->of_team = arena_strdup(arena, item->of_team);
	contact_keep(desk, hand);
}

/* ---- sent ---- */

/* The first thing they came for. */
static const char *
service_of(const struct desk *desk, const struct hand *hand)
{
	LIST_EACH(struct matter, matter, &hand->work->matters)
	if (matter_is_shown(matter) && !survey_is(desk, hand, matter))
		return matter->service;
	return NULL;
}

static void
add_answers(
    struct desk *desk, const struct hand *hand, const struct matter *matter, struct list *answers)
{
	struct arena *arena = &desk->effects.arena;
	struct agenda agenda;
	agenda_of(desk, hand, matter, arena, &agenda);
	for (size_t i = 0; i < agenda.count; i++) {
		const struct agenda_item *item = &agenda.items[i];
		if (item->state == STEP_ANSWERED && item->step &&
		    survey_counts(item->step->prompt) && !text_blank(item->value))
			*(struct survey_answer *)list_add(arena, answers, &survey_answer_record) =
			    (struct survey_answer){item->id, item->value};
	}
}

struct survey_asking *
survey_asking(struct desk *desk, const struct hand *hand)
{
	const struct work *work = hand->work;
	const struct matter *matter = survey_matter(desk, hand);
	struct list answers = {0};
	if (!work->survey || (!matter && !work->survey_reply))
		return NULL;
	if (matter && !work->survey_reply)
		add_answers(desk, hand, matter, &answers);
	struct survey_asking *asking = record_new(&desk->effects.arena, &survey_asking_record);
	asking->id = matter && matter->surveys ? matter->surveys : work->id;
	asking->survey = work->survey;
	asking->reply = work->survey_reply ? work->survey_reply
			: answers.count    ? "answered"
					   : "declined";
	return asking;
}

/* Of a survey that nobody was drawn for (a card that came back by post) it is not known what it is
 * about. */
static void
say_of(const struct desk *desk, const struct hand *hand, const struct matter *matter,
    struct survey_said *said)
{
	const struct work *work = hand->work;
	said->council = work->as ? work->as : desk_at(desk);
	said->channel = work->channel;
	if (text_same(matter->surveys, work->id)) {
		said->service = service_of(desk, hand);
		said->team = desk->session ? desk->session->team : NULL;
	} else if (matter->surveys) {
		said->council = matter->of_council;
		said->channel = matter->of_channel;
		said->service = matter->of_service;
		said->team = matter->of_team;
	}
}

/* Its chain is its own: it must not wait for the contact, nor be told from it. */
static void
send(struct desk *desk, const struct hand *hand, struct matter *matter)
{
	struct arena *arena = &desk->effects.arena;
	struct survey_said *said = record_new(arena, &survey_said_record);
	struct date day = london_of(hand->work->began).date;
	add_answers(desk, hand, matter, &said->answers);
	if (!said->answers.count)
		return;
	said->id = desk_id(desk);
	said->month = arena_printf(arena, "%04d-%02d", day.year, day.month);
	said->survey = matter->service;
	say_of(desk, hand, matter, said);
	struct request request = {.route = ROUTE_COUNT_SURVEY,
	    .class = REQUEST_WRITE,
	    .operation = desk_id(desk),
	    .chain = said->id,
	    .body = said};
	outbox_send(desk, &request, _("Answers to a survey"));
	matter->counted = true;
}

void
survey_send(struct desk *desk, struct hand *hand)
{
	struct matter *matter = survey_matter(desk, hand);
	if (matter && !matter->counted && !hand->work->survey_reply)
		send(desk, hand, matter);
}
