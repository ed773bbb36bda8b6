#include "directory/complaints.h"
#include "base/text.h"
#include "directory/life.h"
#include "directory/service.h"
#include "model/case_kind.h"

#include <string.h>

void
complaints_read(const struct script *script, const struct yaml *node, struct service *service)
{
	const char *text = node ? script_scalar(script, node, "takes") : NULL;
	service->takes_complaints = text && strcmp(text, "complaints") == 0;
	if (text && !service->takes_complaints)
		script_error(
		    script, node, "'%s' is nothing that a service takes: write complaints", text);
}

/* Has a stage a state that counts as this (null: as an answer)? */
static bool
counts(const struct life *life, int stage, const char *word)
{
	for (const struct life_state *s = life->states; s; s = s->next)
		if (s->stage == stage &&
		    (word ? text_same(s->counts_as, word) : case_count_answers(s->counts_as)))
			return true;
	return false;
}

void
complaints_check(
    const struct script *script, const struct yaml *node, const struct service *service)
{
	static const char *const words[] = {"received", "acknowledged", NULL};
	const struct life *life = service->life;
	if (!node || !service->takes_complaints)
		return;
	for (int stage = 1; stage <= 2; stage++)
		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			if (!life || !counts(life, stage, words[i]))
				script_error(script, node,
				    "no state of 'case:' counts as %s at stage %d of a complaint",
				    words[i] ? words[i] : "an answer", stage);
}

void
complaint_stage(const struct case_record *record, int64_t stage, struct complaint_stage *out)
{
	*out = (struct complaint_stage){0};
	LIST_EACH(struct case_event, event, &record->events)
	{
		if (event->stage != stage)
			continue;
		if (text_same(event->counted, "received"))
			*out = (struct complaint_stage){.received = event};
		else if (text_same(event->counted, "acknowledged"))
			out->acknowledged = event;
		else if (text_same(event->counted, "extended"))
			out->extended = event;
		else if (case_count_answers(event->counted))
			out->answered = event;
	}
}

int64_t
complaint_at(const struct case_record *record)
{
	int64_t stage = 0;
	LIST_EACH(struct case_event, event, &record->events)
	if (event->stage)
		stage = event->stage;
	return stage;
}

static const struct case_event *
done_of(const struct case_record *record, const char *id)
{
	LIST_EACH(struct case_event, event, &record->events)
	if (text_same(event->kind, "done") && text_same(event->subject, id))
		return event;
	return NULL;
}

bool
complaint_action(const struct case_record *record, size_t n, struct complaint_action *out)
{
	LIST_EACH(struct case_event, event, &record->events)
	{
		if (!text_same(event->kind, "lesson") && !text_same(event->kind, "remedy"))
			continue;
		if (n-- == 0) {
			*out = (struct complaint_action){event, done_of(record, event->id)};
			return true;
		}
	}
	return false;
}
