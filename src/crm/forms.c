/* Services as forms: whose client asks, the text with what it takes from others, the place, and
 * what comes of the answers. Nothing is kept here. */
#include "crm/forms.h"
#include "base/i18n.h"
#include "base/text.h"
#include "crm/attempts.h"
#include "directory/library.h"
#include "directory/matrix.h"
#include "store/entry.h"
#include "store/forms.h"
#include "store/partners.h"
#include "store/places.h"
#include "store/services.h"

#include <string.h>

enum { CALLS_A_MINUTE = 600, BY_ONE_PERSON = 60, FORM_LIMIT = 128 * 1024 };

/* ---- who asks ---- */

bool
form_client(struct ask *ask, struct desk_record *desk)
{
	struct arena *arena = ask->call->arena;
	const char *token = ask->call->token, *dot = token ? strrchr(token, '.') : NULL;
	unsigned char kept[SECRET_HASH], given[SECRET_HASH];
	if (!dot)
		return refuse(ask, PROBLEM_NOT_SIGNED_IN, NULL, "a form client's key is needed");
	const char *id = arena_strndup(arena, token, (size_t)(dot - token));
	secret_hash(given, dot + 1, strlen(dot + 1), NULL);
	bool good = desk_secret_get(ask->tx, id, kept) == 1 &&
		    secret_equal(kept, given, sizeof kept) &&
		    partner_get(ask->tx, &desk_record_record, id, desk, arena) == 1 &&
		    text_same(desk->kind, "web");
	if (!good)
		return store_well(ask) &&
		       refuse(ask, PROBLEM_NOT_SIGNED_IN, NULL, "no form client has this key");
	return pace_keep(ask, arena_printf(arena, "form %s", desk->id), CALLS_A_MINUTE);
}

bool
form_desk_of(struct ask *ask, const char *council, struct desk_record *desk)
{
	struct list desks = {0};
	const char *peer = ask->call->peer ? ask->call->peer : "";
	if (!pace_keep(ask, arena_printf(ask->call->arena, "page %s", peer), BY_ONE_PERSON))
		return false;
	partner_list(ask->tx, &desk_record_record, ask->call->arena, &desks);
	LIST_EACH(struct desk_record, one, &desks)
	if (text_same(one->kind, "web") && text_same(one->council, council)) {
		*desk = *one;
		return true;
	}
	return store_well(ask) && refuse(ask, PROBLEM_NOT_FOUND, NULL, "this council has no forms");
}

/* ---- the texts ---- */

struct shelf {
	struct tx *tx;
	struct arena *arena;
	struct library library;
};

static const char *
shelf_text(void *context, const char *id, size_t *length, const char **file)
{
	struct shelf *shelf = context;
	struct service_text text;
	if (directory_get(shelf->tx, id, 0, &text, shelf->arena) != 1 || text_blank(text.text))
		return NULL;
	*length = strlen(text.text);
	*file = id;
	return text.text;
}

static const struct fact *
shelf_fact(void *context, const char *service, const char *name, const char *council)
{
	struct shelf *shelf = context;
	return library_read_fact(&shelf->library, shelf->arena, service, name, council);
}

static struct service *
parse(const struct service_text *text, const char *council, struct shelf *shelf)
{
	struct finding_list findings;
	findings_init(&findings);
	struct service *service = service_parse(
	    text->service, text->text, strlen(text->text), council, &shelf->library, &findings);
	findings_release(&findings);
	return service;
}

/* ---- the place ---- */

/* The district that all the properties of its postcode lie in; of several, those. */
static void
place(struct ask *ask, const char *address, struct whereabouts *where)
{
	struct arena *arena = ask->call->arena;
	struct list rows = {0};
	char postcode[9];
	const char *within = NULL;
	bool several = false;
	if (!postcode_find(address, postcode))
		return;
	where->postcode = arena_strdup(arena, postcode);
	postcode_places(ask->tx, postcode, arena, &rows);
	LIST_EACH(struct postcode, row, &rows)
	{
		if (text_blank(row->district) || (within && list_has(within, row->district)))
			continue;
		several = within != NULL;
		within =
		    within ? arena_printf(arena, "%s,%s", within, row->district) : row->district;
	}
	where->within = within;
	where->district = several ? NULL : within;
}

/* ---- what comes of it ---- */

static const struct prompt *
first_refer(const struct service *service)
{
	const struct prompt *prompt = service->dialogue->prompts;
	while (prompt && prompt->kind != PROMPT_REFER)
		prompt = prompt->next;
	return prompt;
}

static void
due_of(struct ask *ask, const struct partnership *partnership, struct form_in *in)
{
	struct queue queue;
	struct err err;
	if (!in->read.due ||
	    partner_get(ask->tx, &queue_record, in->queue, &queue, ask->call->arena) != 1)
		return;
	const struct team *team = partnership_team(partnership, queue.team);
	struct calendar calendar =
	    council_calendar(partnership_council(partnership, queue.council));
	micros from = tx_now(ask->tx);
	from -= from % MICROS_MINUTE;
	if (due_after(in->read.due, team ? team->hours : NULL, &calendar, from, &in->due, &err))
		in->due = 0;
}

static bool
refers(struct ask *ask, const struct partnership *partnership, const struct prompt *refer,
    struct form_in *in)
{
	const struct responsible *who = &in->read.who;
	const struct queue *queue =
	    refer ? responsible_queue(partnership, who, refer->queue_role) : NULL;
	if (!queue && refer && !who->council)
		queue = partnership_queue(partnership, in->council, refer->queue_role);
	if (!queue)
		return refuse(
		    ask, PROBLEM_BAD_FIELD, "service", "no team takes it by a form there");
	in->queue = queue->id;
	due_of(ask, partnership, in);
	return true;
}

/* Done by somebody who does not work with this CRM: who it is, and how to reach them. */
static void
outside(struct ask *ask, struct form_in *in)
{
	struct arena *arena = ask->call->arena;
	const struct responsible *who = &in->read.who;
	const char *contact = responsible_contact(who, arena);
	in->outcome = "signposted";
	in->signposted = arena_strdup(arena, responsible_id(who));
	in->read.form->ends = "signpost";
	in->read.form->promise = NULL;
	in->read.form->told = arena_printf(arena,
	    form_words(in->language, "%s does this there%s%s.", "%s sy'n gwneud hyn yno%s%s."),
	    responsible_name(who), *contact ? ": " : "", contact);
}

static bool
outcome(struct ask *ask, const struct partnership *partnership, const struct service *service,
    struct form_in *in)
{
	const struct prompt *prompt = in->read.outcome;
	const struct responsible *who = &in->read.who;
	in->outcome_prompt = prompt->id;
	in->responsible = who->council ? who->council->id : who->body ? NULL : in->council;
	if (prompt->kind == PROMPT_RESOLVE) {
		in->outcome = "resolved";
		return true;
	}
	if (*responsible_id(who) && !who->shares_crm) {
		outside(ask, in);
		return true;
	}
	if (prompt->kind == PROMPT_SIGNPOST) {
		in->outcome = "signposted";
		return true;
	}
	bool booked = prompt->kind == PROMPT_BOOK; /* a form books nothing: they are rung back */
	in->outcome = booked ? "callback" : "referred";
	if (booked)
		in->read.form->promise =
		    form_words(in->language, "We will ring you back.", "Byddwn yn eich ffonio.");
	return refers(ask, partnership, booked ? first_refer(service) : prompt, in);
}

/* ---- all together ---- */

static bool
takes_forms(struct ask *ask, const struct service *service, const struct form_in *in)
{
	return (service && service->dialogue && !service->part &&
		   matrix_on(
		       service, in->council, MECHANISM_E_FORMS, london_of(tx_now(ask->tx)).date)) ||
	       refuse(ask, PROBLEM_NOT_FOUND, NULL, "this service has no form there");
}

/* The text as the council has it that is responsible where the answers say; null: as it was. */
static struct service *
variant(const struct partnership *partnership, const struct service *service,
    const struct service_text *text, const struct form_in *in, const struct whereabouts *where,
    struct date day, struct shelf *shelf)
{
	struct responsible who;
	const char *said = form_value(in->answers, "council");
	struct whereabouts place = *where;
	if (form_value(in->answers, DISTRICT_PROMPT))
		place.district = form_value(in->answers, DISTRICT_PROMPT);
	bool any =
	    service->provided_by == PROVIDED_BY_ANY && partnership_council(partnership, said);
	responsible_for(partnership, service, &place, any ? said : in->council, day, &who);
	return who.council && !text_same(who.council->id, service->council)
		   ? parse(text, who.council->id, shelf)
		   : NULL;
}

static bool
read_answers(struct ask *ask, const struct partnership *partnership, struct library *library,
    const struct service *service, const struct whereabouts *where, struct form_in *in, bool whole)
{
	struct arena *arena = ask->call->arena;
	struct err err;
	const struct form_asking asking = {.service = service,
	    .library = library,
	    .partnership = partnership,
	    .as = in->council,
	    .language = in->language,
	    .now = tx_now(ask->tx),
	    .answers = in->answers,
	    .where = where};
	i18n_thread(text_same(in->language, "cy"));
	int rc = form_read(&asking, &in->read, arena, &err);
	i18n_thread(false);
	if (rc)
		return refuse(ask, PROBLEM_INTERNAL, NULL, arena_strdup(arena, err.text));
	in->read.form->version = in->version;
	if (whole && in->read.form->ready && !outcome(ask, partnership, service, in))
		return false;
	/* The service goes: what is kept is copied. */
	in->read.form = record_copy(arena, &form_page_record, in->read.form);
	struct enquiry kept = {.answers = in->read.answers};
	in->read.answers = ((struct enquiry *)record_copy(arena, &enquiry_record, &kept))->answers;
	struct problem said = {.faults = in->read.faults};
	in->read.faults = ((struct problem *)record_copy(arena, &problem_record, &said))->faults;
	in->outcome_prompt = in->outcome_prompt ? arena_strdup(arena, in->outcome_prompt) : NULL;
	in->read.outcome = NULL;
	return true;
}

bool
form_open(struct ask *ask, struct form_in *in, bool whole)
{
	struct arena *arena = ask->call->arena;
	struct partnership partnership;
	struct whereabouts where = {0};
	struct service_text text;
	struct shelf shelf = {ask->tx, arena, {NULL, shelf_text, shelf_fact}};
	struct date day = london_of(tx_now(ask->tx)).date;
	shelf.library.context = &shelf;
	in->language = language_named(in->language ? in->language : "en") == WELSH ? "cy" : "en";
	int found = directory_get(ask->tx, in->service, 0, &text, arena);
	if (found < 0)
		return store_well(ask);
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, "no such service");
	in->version = text.version;
	partnership_load(ask->tx, &partnership, arena);
	struct service *service = parse(&text, in->council, &shelf), *other = NULL;
	bool well = takes_forms(ask, service, in);
	if (well) {
		place(ask, form_address(service, in->answers, arena), &where);
		other = variant(&partnership, service, &text, in, &where, day, &shelf);
		const struct service *of = other && other->dialogue ? other : service;
		well = read_answers(ask, &partnership, &shelf.library, of, &where, in, whole);
		if (well && whole && in->read.form->ready && in->read.who.council &&
		    !responsible_serves(&in->read.who, of, MECHANISM_E_FORMS, day))
			well = refuse(
			    ask, PROBLEM_BAD_FIELD, "service", "it is not taken by a form there");
	}
	service_free(service);
	service_free(other);
	return well && store_well(ask);
}

/* ---- asked for, and tried ---- */

bool
form_see(struct ask *ask)
{
	struct form_in *in = arena_alloc(ask->call->arena, sizeof *in);
	static const struct list nothing;
	*in = (struct form_in){.service = ask->call->params[0],
	    .council = ask->call->query[0],
	    .language = ask->call->query[1],
	    .answers = &nothing};
	if (!form_client(ask, &in->desk))
		return false;
	if (text_blank(in->council))
		in->council = in->desk.council;
	if (!form_open(ask, in, false))
		return false;
	ask->more = in;
	ask->answer->body = in->read.form;
	return true;
}

/* Somebody has begun one: it is counted. */
bool
form_seen(struct ask *ask)
{
	const struct form_in *in = ask->more;
	return form_used(ask->tx, in->service, in->council, FORM_BEGUN) == 0;
}

bool
form_fits(struct ask *ask)
{
	if (ask->call->raw_length <= FORM_LIMIT)
		return true;
	refuse(ask, PROBLEM_TOO_LARGE, NULL, "a form has fewer bytes");
	ask->answer->limit = FORM_LIMIT;
	return false;
}

static bool
open_sent(struct ask *ask, struct form_in *in, bool whole)
{
	const struct form_sent *sent = ask->call->body;
	struct desk_record desk;
	if (!form_client(ask, &desk) || !form_fits(ask))
		return false;
	*in = (struct form_in){.service = sent->service,
	    .council = sent->council,
	    .language = sent->language,
	    .answers = &sent->answers,
	    .sent = sent,
	    .desk = desk,
	    .digest = form_digest(ask)};
	if (text_blank(in->council))
		in->council = in->desk.council;
	return form_open(ask, in, whole);
}

bool
form_check(struct ask *ask)
{
	struct form_in in;
	if (!open_sent(ask, &in, false))
		return false;
	ask->answer->body = in.read.form;
	return true;
}

bool
form_look(struct ask *ask)
{
	const struct form_sent *sent = ask->call->body;
	struct form_in *in = arena_alloc(ask->call->arena, sizeof *in);
	if (!open_sent(ask, in, true))
		return false;
	if (!text_same(ask->call->params[0], sent->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	ask->more = in;
	return true;
}
