/* What people are asked about themselves once their contact is logged. */
#include "desk/equality.h"
#include "desk/behalf.h"
#include "desk/contact.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/matter.h"
#include "desk/outbox.h"
#include "directory/partnership.h"

#include <stdio.h>
#include <string.h>

/* Drafts: "equality.for" holds "MONTH COUNCIL AREA", "equality.QUESTION" an answer. */
#define PREFIX "equality."
static const char whom[] = PREFIX "for";
static const char skipped[] = "-"; /* this one was left out */

static const char *
asked_by(const struct desk *desk, const char *council)
{
	const struct council *found = partnership_council(&desk->councils, council);
	return found && !text_blank(found->monitoring) ? found->monitoring : NULL;
}

static bool
can_be_asked(const struct desk *desk, const struct hand *hand)
{
	return contact_is_their_own(desk, hand) && hand->work->customer &&
	       hand->work->matters.count;
}

/* The team that owns what they came for. */
static const char *
area_of(const struct desk *desk, const struct hand *hand)
{
	LIST_EACH(struct matter, matter, &hand->work->matters)
	{
		const struct service *service =
		    matter_is_shown(matter) ? desk_service(desk, matter->service, hand->work->as)
					    : NULL;
		if (service && !text_blank(service->owner_team))
			return service->owner_team;
	}
	return "";
}

static char *
field_of(struct desk *desk, const char *question)
{
	return arena_printf(&desk->effects.arena, PREFIX "%s", question);
}

void
equality_begin(struct desk *desk, const struct hand *hand)
{
	struct arena *arena = &desk->effects.arena;
	const char *council = hand->work->as ? hand->work->as : desk_at(desk);
	equality_leave(desk);
	if (!council || !asked_by(desk, council) || !can_be_asked(desk, hand))
		return;
	struct date day = london_of(hand->work->began).date;
	typed_set(desk, whom,
	    arena_printf(
		arena, "%04d-%02d %s %s", day.year, day.month, council, area_of(desk, hand)),
	    false);
	if (equality_asked(desk))
		desk_go(desk, SCREEN_EQUALITY, NULL);
	else
		typed_drop(desk, whom);
}

/* "MONTH COUNCIL AREA" taken apart; false when nobody is being asked. */
static bool
read_whom(const struct desk *desk, char month[8], char council[64], char area[64])
{
	const char *text = typed_text(desk, whom);
	*area = '\0';
	return text && sscanf(text, "%7s %63s %63s", month, council, area) >= 2;
}

const struct equality_question *
equality_asked(const struct desk *desk)
{
	char month[8], council[64], area[64], field[40];
	if (!read_whom(desk, month, council, area))
		return NULL;
	const char *rest = asked_by(desk, council), *id;
	for (size_t length; (length = list_word(&rest, &id)) > 0;) {
		const struct equality_question *question = equality_question(id, length);
		snprintf(field, sizeof field, PREFIX "%.*s", (int)length, id);
		if (question && !typed_text(desk, field))
			return question;
	}
	return NULL;
}

bool
equality_answered(const struct desk *desk)
{
	for (size_t i = 0; i < equality_question_count; i++) {
		char field[40];
		snprintf(field, sizeof field, PREFIX "%s", equality_questions[i].id);
		if (typed_text(desk, field))
			return true;
	}
	return false;
}

/* Its chain is its own: it must not wait for the contact, nor be told from it. */
static void
send(struct desk *desk, struct equality *said)
{
	struct request request = {.route = ROUTE_COUNT_EQUALITY,
	    .class = REQUEST_WRITE,
	    .operation = desk_id(desk),
	    .chain = said->id,
	    .body = said};
	outbox_send(desk, &request, _("Equality answers"));
}

void
equality_leave(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	char month[8], council[64], area[64];
	if (!read_whom(desk, month, council, area))
		return;
	struct equality *said = arena_alloc(arena, sizeof *said);
	*said = (struct equality){.id = desk_id(desk),
	    .month = arena_strdup(arena, month),
	    .council = arena_strdup(arena, council),
	    .area = *area ? arena_strdup(arena, area) : NULL};
	for (size_t i = 0; i < equality_question_count; i++) {
		const char *id = equality_questions[i].id;
		const char *answer = typed_text(desk, field_of(desk, id));
		if (answer && !text_same(answer, skipped))
			*(struct equality_answer *)list_add(
			    arena, &said->answers, &equality_answer_record) =
			    (struct equality_answer){id, arena_strdup(arena, answer)};
	}
	typed_drop_under(desk, PREFIX);
	if (said->answers.count)
		send(desk, said);
}

static void
answer(struct desk *desk, const struct equality_question *question, const char *word)
{
	typed_set(desk, field_of(desk, question->id), word, false);
}

void
equality_pick(struct desk *desk, const char *item)
{
	const struct equality_question *question = equality_asked(desk);
	if (text_same(item, "decline"))
		for (; question; question = equality_asked(desk))
			answer(desk, question, EQUALITY_DECLINED);
	else if (question && text_same(item, "skip"))
		answer(desk, question, skipped);
	else if (question && strncmp(item, "answer:", 7) == 0 && equality_label(question, item + 7))
		answer(desk, question, arena_strdup(&desk->effects.arena, item + 7));
	if (equality_asked(desk)) {
		desk_focus(desk, NULL);
		return;
	}
	equality_leave(desk);
	desk_home(desk);
}
