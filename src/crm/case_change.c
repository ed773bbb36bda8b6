/*
 * Two people on one case. Its fields are changed as those of a customer are, each by itself: where
 * the current value is what it was, and otherwise there is a conflict that names them and nothing
 * is applied. An answer that was given in the dialogue is amended the same way, by an event; the
 * enquiry has it from then on, so that whoever reads the contact, the case or the customer's
 * earlier answers reads the same. What was and what is stands among the events.
 */
#include "base/text.h"
#include "crm/inside.h"
#include "dialogue/dialogue.h"
#include "directory/service.h"
#include "store/cases.h"
#include "store/services.h"

#include <string.h>

/* ---- answers ---- */

/* The question as the directory has it today. Lives until the next text is read. */
static const struct prompt *
question(struct ask *ask, const struct case_record *record, const char *id)
{
	struct service_text text;
	const struct service *service = NULL;
	if (directory_get(ask->tx, record->service, 0, &text, ask->call->arena) == 1)
		service = parsed_service(ask->crm->parsed, &text);
	/* Of a section that repeats: "age#2" is the second's age. */
	id = id ? arena_strndup(ask->call->arena, id, strcspn(id, "#")) : "";
	const struct prompt *prompt =
	    service && service->dialogue ? dialogue_prompt(service->dialogue, id) : NULL;
	return prompt && prompt->kind == PROMPT_ASK ? prompt : NULL;
}

static const struct answer *
answer_to(const struct list *answers, const char *prompt)
{
	LIST_EACH(struct answer, answer, answers)
	if (text_same(answer->prompt, prompt))
		return answer;
	return NULL;
}

/* The other answers, for the condition of a question; what else it may name is not known here. */
static bool
look(void *context, const char *name, struct value *out)
{
	const struct answer *answer = answer_to(context, name);
	*out = (struct value){.kind = VALUE_UNKNOWN};
	if (answer)
		*out = (struct value){
		    .kind = VALUE_STRING, .string = answer->value ? answer->value : ""};
	return true;
}

bool
case_amend(struct ask *ask, struct case_record *record, struct case_event *event)
{
	struct arena *arena = ask->call->arena;
	struct list answers = {0};
	struct names names = {
	    .look = look, .context = &answers, .today = london_of(tx_now(ask->tx)).date};
	struct err err;
	int64_t version;
	const char *prompt_of;
	if (!record->enquiry || record->anonymised)
		return refuse(ask, PROBLEM_BAD_FIELD, "subject", "the case has no answers");
	if (case_answers(ask->tx, record->enquiry, arena, &answers, &version, &prompt_of) < 0)
		return false;
	const struct answer *kept = answer_to(&answers, event->subject);
	const struct prompt *prompt = question(ask, record, event->subject);
	if (!prompt)
		return refuse(ask, PROBLEM_BAD_FIELD, "subject", "the service asks no such thing");
	if (answer_check(prompt, event->now ? event->now : "", &names, arena, &event->now, &err) <
	    0)
		return refuse(ask, PROBLEM_BAD_FIELD, "now", arena_strdup(arena, err.text));
	const char *is = kept ? kept->value : NULL;
	if (!text_unchanged(is, event->was) && !text_unchanged(is, event->now))
		return refuse(
		    ask, PROBLEM_CONFLICT, event->subject, "the answer is no longer what it was");
	event->was = is;
	const struct answer now = {.prompt = event->subject,
	    .value = event->now,
	    .source = kept ? kept->source : "asked",
	    .at = event->at,
	    .version = version};
	return case_answer_put(ask->tx, record->enquiry, &now) == 0;
}

void
case_amend_again(struct ask *ask, const struct case_record *record)
{
	struct list answers = {0};
	int64_t version;
	const char *prompt_of;
	bool read = false;
	LIST_EACH(struct case_event, event, &record->events)
	{
		if (!text_same(event->kind, "amend"))
			continue;
		if (!read)
			case_answers(ask->tx, record->enquiry, ask->call->arena, &answers, &version,
			    &prompt_of);
		read = true;
		const struct answer *kept = answer_to(&answers, event->subject);
		const struct answer now = {.prompt = event->subject,
		    .value = event->now,
		    .source = kept ? kept->source : "asked",
		    .at = event->at,
		    .version = version};
		case_answer_put(ask->tx, record->enquiry, &now);
	}
}

/* ---- fields ---- */

/* Takes over one field; false when it is neither what it was nor what it is to be. */
static bool
merge_field(struct ask *ask, const struct field *said, const struct case_change *change,
    struct case_record *now)
{
	struct arena *arena = ask->call->arena;
	struct err err;
	const struct field *field = record_field(&case_record_record, said->name);
	const char *before = field_text(said, change->was, arena),
		   *after = field_text(said, change->now, arena),
		   *is = field_text(field, now, arena);
	if (text_unchanged(before, after) || text_unchanged(is, after))
		return true;
	if (!text_unchanged(is, before))
		return false;
	if (said->type == FIELD_TIME && text_blank(after))
		now->due = 0;
	else if (said->type == FIELD_TIME)
		field_set_text(field, now, after, arena, &err);
	else
		field_set_string(field, now, text_blank(after) ? NULL : after);
	struct case_event *event = case_event_add(ask, now, "change", tx_now(ask->tx));
	event->user = ask->session->user;
	event->subject = said->name;
	event->was = is;
	event->now = after;
	return true;
}

bool
case_change_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct case_change *change = ask->call->body;
	struct case_record was, *now;
	const char *conflicts = NULL;
	if (!text_same(ask->call->params[0], change->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	if (!case_to_work(ask, &was))
		return false;
	now = record_copy(arena, &case_record_record, &was);
	for (size_t i = 0; i < case_fields_record.count; i++) {
		const struct field *field = &case_fields_record.fields[i];
		if (!merge_field(ask, field, change, now))
			conflicts = conflicts ? arena_printf(arena, "%s,%s", conflicts, field->name)
					      : field->name;
	}
	if (conflicts)
		return refuse(
		    ask, PROBLEM_CONFLICT, conflicts, "the fields are no longer what they were");
	if (now->due != was.due)
		case_life_due(ask, now);
	if (now->events.count > was.events.count && !case_keep_grown(ask, "case.change", now, &was))
		return false;
	ask->answer->body = case_page_of(ask, now);
	return true;
}
