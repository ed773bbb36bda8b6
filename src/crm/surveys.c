/*
 * Satisfaction surveys. That somebody was asked comes with the contact in which they were, and is
 * theirs: nobody is asked again too soon. What they answered comes alone, under no contact, and is
 * counted and forgotten. Who is to be rung about a contact is drawn when the contact ends, and goes
 * on the lists of calls that are of that survey.
 */
#include "crm/surveys.h"
#include "base/text.h"
#include "crm/mail.h"
#include "directory/opening.h"
#include "directory/responsible.h"
#include "directory/survey.h"
#include "store/audit.h"
#include "store/contacts.h"
#include "store/customers.h"
#include "store/outbound.h"
#include "store/partners.h"
#include "store/services.h"
#include "store/surveys.h"

#include <string.h>

enum { SURVEYED_MATTERS = 50 };
#define LATEST_DRAW (7 * MICROS_DAY)

/* ---- what the directory says; on the writer's thread ---- */

const struct service *
survey_service(struct ask *ask, const char *id)
{
	struct service_text text = {0};
	if (directory_get(ask->tx, id, 0, &text, ask->call->arena) != 1 || text_blank(text.text))
		return NULL;
	return parsed_service(ask->crm->parsed, &text);
}

/* Of what the contact is, for its counts: what was offered and declined is no matter. */
static bool
is_matter(const struct enquiry *enquiry)
{
	bool declined = enquiry->offer_reply && !text_same(enquiry->offer_reply, "yes");
	return !declined && !enquiry->surveys;
}

static const char *
service_of(const struct contact *contact)
{
	LIST_EACH(struct enquiry, enquiry, &contact->enquiries)
	if (is_matter(enquiry))
		return enquiry->service;
	return NULL;
}

static const char *
team_of(struct ask *ask, const struct contact *contact)
{
	struct user user = {0};
	if (!contact->user ||
	    partner_get(ask->tx, &user_record, contact->user, &user, ask->call->arena) != 1)
		return NULL;
	return user.team;
}

/* ---- asked ---- */

static bool
same_person(struct ask *ask, const char *one, const char *other)
{
	struct arena *arena = ask->call->arena;
	return !one || !other ||
	       text_same(customer_root(ask->tx, one, arena), customer_root(ask->tx, other, arena));
}

/* The contact that it is about: this one, or for a call of ours an earlier one. */
static const struct contact *
asked_about(struct ask *ask, const struct contact *contact)
{
	if (text_same(contact->asked->id, contact->id))
		return contact;
	struct contact *about = record_new(ask->call->arena, &contact_record);
	if (contact_get(ask->tx, contact->asked->id, about, ask->call->arena) == 1 &&
	    same_person(ask, about->customer, contact->customer))
		return about;
	if (store_well(ask))
		refuse(ask, PROBLEM_BAD_FIELD, "asked.id", "no contact of this person");
	return NULL;
}

static bool
keep_asking(struct ask *ask, const struct contact *contact)
{
	struct arena *arena = ask->call->arena;
	struct survey_asking was = {0};
	const struct service *survey = survey_service(ask, contact->asked->survey);
	if (!survey || !survey->survey)
		return store_well(ask) &&
		       refuse(ask, PROBLEM_BAD_FIELD, "asked.survey", "no such survey");
	const struct contact *about = asked_about(ask, contact);
	if (!about)
		return false;
	int found = survey_get(ask->tx, about->id, &was, arena);
	const struct survey_asking asking = {.id = about->id,
	    .survey = contact->asked->survey,
	    .reply = contact->asked->reply,
	    .customer = about->customer,
	    .council = about->as,
	    .service = service_of(about),
	    .channel = about->channel,
	    .team = team_of(ask, about),
	    .at = contact->ended ? contact->ended : contact->began};
	survey_put(ask->tx, &asking);
	struct audit_entry entry = {.action = "survey.ask",
	    .record = "survey_asking",
	    .id = asking.id,
	    .person = asking.customer ? asking.customer : asking.id,
	    .of = &survey_asking_record,
	    .was = found == 1 ? &was : NULL,
	    .now = &asking};
	audit_add(ask->tx, &entry);
	return store_well(ask);
}

/* ---- drawn, to be rung ---- */

static void
look_at(struct ask *ask, const struct contact *contact, struct survey_contact *out)
{
	struct arena *arena = ask->call->arena;
	struct survey_matter *matters = arena_alloc(arena, SURVEYED_MATTERS * sizeof *matters);
	char day[11];
	*out = (struct survey_contact){.id = contact->id,
	    .council = contact->as,
	    .channel = contact->channel,
	    .matters = matters,
	    .now = tx_now(ask->tx)};
	date_format(day, london_of(out->now).date);
	out->waiting = ask->session ? reception_waits(ask->tx, ask->session->site, day) : 0;
	LIST_EACH(struct enquiry, enquiry, &contact->enquiries)
	{
		const struct service *service =
		    is_matter(enquiry) ? survey_service(ask, enquiry->service) : NULL;
		if (service && out->count < SURVEYED_MATTERS)
			matters[out->count++] = (struct survey_matter){
			    service, enquiry->responsible ? enquiry->responsible : contact->as};
		if (enquiry->opens && !out->queued)
			out->queued = queue_waits(ask->tx, enquiry->opens->queue);
	}
}

/* When the list may first be rung for it. */
static micros
first_try(struct ask *ask, const struct outbound_list *list)
{
	struct calendar calendar = council_calendar(NULL);
	struct err err;
	micros now = tx_now(ask->tx), next;
	return due_after(list->spacing, list->hours, &calendar, now, &next, &err) == 0
		   ? next
		   : now + MICROS_DAY;
}

static void
put_on_list(struct ask *ask, const struct contact *contact, const struct customer *customer,
    const struct outbound_list *list)
{
	char id[ID_LENGTH + 1];
	const struct phone *phone =
	    customer->phones.count ? LIST_AT(struct phone, &customer->phones, 0) : NULL;
	const char *number = contact->caller ? contact->caller : phone ? phone->number : NULL;
	if (text_blank(number))
		return;
	tx_id(ask->tx, id);
	const struct outbound_item item = {.id = id,
	    .list = list->id,
	    .key = contact->id,
	    .customer = customer->id,
	    .name = customer_list_name(customer, ask->call->arena),
	    .number = number,
	    .about = contact->id,
	    .of_council = contact->as,
	    .of_service = service_of(contact),
	    .of_channel = contact->channel,
	    .of_team = ask->session->team,
	    .state = "waiting",
	    .made = tx_now(ask->tx),
	    .next = first_try(ask, list)};
	outbound_put(ask->tx, &item);
	outbound_audit(ask, "outbound.add", &item, NULL);
}

bool
survey_spared(struct ask *ask, const struct service *survey, const char *id)
{
	struct customer customer = {0};
	if (!survey || !survey->survey || !id)
		return false;
	if (customer_get(ask->tx, id, &customer, ask->call->arena) != 1)
		return true;
	return survey_spares(survey, &customer, customer_surveyed(ask->tx, id), tx_now(ask->tx));
}

static void
draw_for(struct ask *ask, const struct contact *contact, const struct survey_contact *looked,
    const struct customer *customer, const struct outbound_list *list)
{
	const struct service *survey = survey_service(ask, list->service);
	if (survey && survey->survey && survey_draw(survey, looked) == SURVEY_CALL &&
	    !survey_spared(ask, survey, customer->id) &&
	    !outbound_refused(ask->tx, customer->id, contact->caller) &&
	    !outbound_waits(ask->tx, list->id, customer->id))
		put_on_list(ask, contact, customer, list);
}

/* A form came from the web: whose it is may turn out after it ended. Not one that was imported long
 * after. */
static bool
is_form(struct ask *ask, const struct contact *contact)
{
	return !ask->session && text_same(contact->user, "web") &&
	       text_same(contact->channel, "web") && tx_now(ask->tx) - contact->ended < LATEST_DRAW;
}

static bool
practises(const struct session *session)
{
	return session && text_same(session->desk_kind, "training");
}

/* A call that came in, a visit, a mail or a form of somebody who spoke for themselves, the moment
 * it has ended and is known to be theirs. */
static bool
can_be_drawn(struct ask *ask, const struct contact *contact, const struct contact *before)
{
	bool form = is_form(ask, contact), over = before && before->ended;
	bool now = !over || (form && !before->customer);
	return (ask->session || form) && !practises(ask->session) && contact->ended && now &&
	       contact->customer && !contact->caller_name && !contact->asked &&
	       !text_same(contact->direction, "out");
}

struct drawing {
	struct ask *ask;
	const struct contact *contact;
	struct survey_contact looked;
	struct customer customer;
};

static bool
look_once(struct drawing *drawing)
{
	struct ask *ask = drawing->ask;
	if (drawing->looked.id)
		return true;
	if (customer_get(
		ask->tx, drawing->contact->customer, &drawing->customer, ask->call->arena) != 1)
		return false;
	look_at(ask, drawing->contact, &drawing->looked);
	return true;
}

static void
draw_to_ring(struct drawing *drawing)
{
	struct ask *ask = drawing->ask;
	struct list lists = {0};
	partner_list(ask->tx, &outbound_list_record, ask->call->arena, &lists);
	LIST_EACH(struct outbound_list, list, &lists)
	if (!list->incident && text_same(list->council, drawing->contact->as) && look_once(drawing))
		draw_for(ask, drawing->contact, &drawing->looked, &drawing->customer, list);
}

/* Where they may be written to at all: only then it is asked which surveys there are. */
static void
draw_to_write(struct drawing *drawing)
{
	struct ask *ask = drawing->ask;
	struct arena *arena = ask->call->arena;
	const char *at = parsed_surveys(ask->crm->parsed, ask->tx, arena);
	for (size_t length; *at && look_once(drawing); at += length + 1) {
		length = strcspn(at, "|");
		const char *id = arena_strndup(arena, at, length);
		const struct service *survey = survey_service(ask, id);
		if (!mail_agreed(&drawing->customer))
			return;
		if (survey && survey->survey &&
		    survey_draw(survey, &drawing->looked) == SURVEY_MAIL &&
		    !survey_spares_mail(survey, &drawing->customer,
			customer_surveyed(ask->tx, drawing->customer.id), tx_now(ask->tx)) &&
		    survey_write_to(ask, id, drawing->contact, &drawing->customer,
			service_of(drawing->contact), team_of(ask, drawing->contact)))
			return;
	}
}

bool
surveys_of_contact(struct ask *ask, const struct contact *contact, const struct contact *before)
{
	if (contact->asked && !keep_asking(ask, contact))
		return false;
	if (can_be_drawn(ask, contact, before)) {
		struct drawing drawing = {.ask = ask, .contact = contact};
		if (ask->session)
			draw_to_ring(&drawing);
		draw_to_write(&drawing);
	}
	return store_well(ask);
}

/* ---- answered ---- */

static bool
has_choice(const struct prompt *prompt, const char *word)
{
	if (prompt->type == ANSWER_YESNO)
		return text_same(word, "yes") || text_same(word, "no");
	for (const struct choice *choice = prompt->choices; choice; choice = choice->next)
		if (text_same(choice->value, word))
			return true;
	return false;
}

static bool
answers_well(struct ask *ask, const struct survey_said *said, const struct service *survey)
{
	if (!said->answers.count)
		return refuse(ask, PROBLEM_BAD_FIELD, "answers", "nothing was said");
	LIST_EACH(struct survey_answer, answer, &said->answers)
	{
		const struct prompt *prompt =
		    survey->dialogue ? dialogue_prompt(survey->dialogue, answer->question) : NULL;
		if (!prompt || !survey_counts(prompt))
			return refuse(ask, PROBLEM_BAD_FIELD, "answers", "that is not asked");
		if (!has_choice(prompt, answer->answer))
			return refuse(ask, PROBLEM_BAD_FIELD, "answers", "no such answer");
		LIST_EACH(struct survey_answer, other, &said->answers)
		if (other != answer && text_same(other->question, answer->question))
			return refuse(ask, PROBLEM_BAD_FIELD, "answers", "answered twice");
	}
	return true;
}

static bool
known(struct ask *ask, const struct record *record, const char *id, const char *field)
{
	struct arena *arena = ask->call->arena;
	return !id || partner_get(ask->tx, record, id, record_new(arena, record), arena) == 1 ||
	       (store_well(ask) && refuse(ask, PROBLEM_BAD_FIELD, field, "there is none"));
}

bool
survey_write(struct ask *ask)
{
	const struct survey_said *said = ask->call->body;
	const struct service *survey = survey_service(ask, said->survey);
	if (!survey || !survey->survey)
		return store_well(ask) &&
		       refuse(ask, PROBLEM_BAD_FIELD, "survey", "no such survey");
	if (!known(ask, &council_record, said->council, "council") ||
	    !known(ask, &team_record, said->team, "team") || !month_of_late(ask, said->month) ||
	    !answers_well(ask, said, survey))
		return false;
	if (said->service && !survey_service(ask, said->service))
		return store_well(ask) &&
		       refuse(ask, PROBLEM_BAD_FIELD, "service", "no such service");
	survey_add(ask->tx, said);
	struct kind_count *receipt = record_new(ask->call->arena, &kind_count_record);
	*receipt = (struct kind_count){"answers", (int64_t)said->answers.count};
	ask->answer->body = receipt;
	return store_well(ask);
}

/* ---- the report ---- */

/* Which of its questions is the score, and which whether it was settled at once; and its words. */
static void
give_words(const struct service *service, struct survey_count *count, struct arena *arena)
{
	const struct survey *survey = service->survey;
	const struct prompt *prompt =
	    service->dialogue ? dialogue_prompt(service->dialogue, count->question) : NULL;
	count->role = text_same(count->question, survey->score)      ? "score"
		      : text_same(count->question, survey->resolved) ? "resolved"
								     : NULL;
	if (!prompt)
		return;
	count->asked = arena_strdup(arena, words_in(&prompt->text, "en"));
	for (const struct choice *choice = prompt->choices; choice; choice = choice->next)
		if (text_same(choice->value, count->answer))
			count->label = arena_strdup(arena, words_in(&choice->label, "en"));
}

/* A reader's: what the writer keeps parsed is not touched. */
struct service *
survey_text(struct tx *tx, const char *id, struct arena *arena)
{
	struct service_text text = {0};
	struct finding_list findings;
	struct service *service = NULL;
	findings_init(&findings);
	if (directory_get(tx, id, 0, &text, arena) == 1 && text.text)
		service = service_parse(id, text.text, strlen(text.text), NULL, NULL, &findings);
	findings_release(&findings);
	return service;
}

static void
say_words(struct tx *tx, const struct list *counts, struct arena *arena)
{
	const char *last = NULL;
	struct service *service = NULL;
	LIST_EACH(struct survey_count, count, counts)
	{
		if (!text_same(count->survey, last)) {
			service_free(service);
			last = count->survey;
			service = survey_text(tx, last, arena);
		}
		if (service && service->survey)
			give_words(service, count, arena);
	}
	service_free(service);
}

int
crm_surveys(struct crm *crm, const char *actor, enum crm_survey_by by, struct date from,
    struct date to, struct arena *arena, struct list *out, struct err *err)
{
	static const enum survey_by groups[] = {[CRM_SURVEY_ALL] = SURVEY_BY_ALL,
	    [CRM_SURVEY_COUNCIL] = SURVEY_BY_COUNCIL,
	    [CRM_SURVEY_SERVICE] = SURVEY_BY_SERVICE,
	    [CRM_SURVEY_CHANNEL] = SURVEY_BY_CHANNEL,
	    [CRM_SURVEY_TEAM] = SURVEY_BY_TEAM};
	struct date after = {to.month == 12 ? to.year + 1 : to.year, to.month % 12 + 1, 1};
	const char *first = arena_printf(arena, "%04d-%02d", from.year, from.month),
		   *last = arena_printf(arena, "%04d-%02d", to.year, to.month);
	struct audit_entry entry = {.action = "report.read",
	    .record = "report",
	    .id = "surveys",
	    .purpose = arena_printf(arena, "%s to %s", first, last)};
	if (manage_trace(crm, actor, &entry, err) < 0)
		return -1;
	struct tx *tx = store_read(crm->store);
	int rc = tx ? survey_replies(tx, groups[by],
			  london_micros((struct date){from.year, from.month, 1}, 0, 0),
			  london_micros(after, 0, 0), arena, out)
		    : -1;
	if (rc == 0)
		rc = survey_counts_of(tx, groups[by], first, last, arena, out);
	if (rc == 0)
		say_words(tx, out, arena);
	if (tx)
		store_done(tx);
	return rc < 0 ? err_set(err, "the CRM cannot be read") : 0;
}
