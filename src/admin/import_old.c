/*
 * import contacts and cases of an old CRM. A row is known again by --origin (the system's name) and
 * the key it had there; customers are found by theirs, which `import customers --origin` kept.
 *
 *   --council ID   where a row says none
 *   --queue ROLE   of cases that say none
 *   --map FILE     what services were called there, and are here: a CSV of old and new names
 *
 * Services are known by their name here, their LGSL number, their title or the map; councils by id,
 * name or GSS code. A contact stands at the first desk of its council. Whoever took it and is no
 * user here is named in the note.
 */
#include "admin/import.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/text.h"
#include "directory/service.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

struct known_service {
	const char *id, *title, *number;
};
static const struct record known_service_record = {
    "known_service", sizeof(struct known_service), NULL, 0};
struct mapped {
	const char *old, *new;
};
static const struct record mapped_record = {"mapped", sizeof(struct mapped), NULL, 0};

struct old {
	const char *origin, *council, *queue;
	struct list councils, desks, users, services, map;
};

/* ---- what is known here ---- */

static int
read_map(struct import *in, const char *path, struct err *err)
{
	struct old *own = in->own;
	struct csv csv;
	FILE *file = fopen(path, "r");
	if (!file)
		return err_set(err, _("cannot read %s: %s"), path, strerror(errno));
	csv_init(&csv, file);
	int got;
	while ((got = csv_next(&csv, err)) > 0)
		if (csv.count >= 2 && !text_blank(csv.fields[0]))
			*(struct mapped *)list_add(&in->known, &own->map, &mapped_record) =
			    (struct mapped){text_trim(arena_strdup(&in->known, csv.fields[0])),
				text_trim(arena_strdup(&in->known, csv.fields[1]))};
	csv_release(&csv);
	fclose(file);
	return got;
}

static int
read_services(struct import *in, struct err *err)
{
	struct old *own = in->own;
	struct arena *arena = &in->known;
	struct list texts = {0};
	if (crm_list(in->admin->crm, &service_text_record, arena, &texts, err) < 0)
		return -1;
	LIST_EACH(struct service_text, text, &texts)
	{
		struct finding_list findings;
		findings_init(&findings);
		struct service *service = service_parse(
		    text->service, text->text, strlen(text->text), NULL, NULL, &findings);
		if (service) { /* and not a part that services include */
			struct known_service *known =
			    list_add(arena, &own->services, &known_service_record);
			*known = (struct known_service){.id = text->service};
			if (service->title.in[ENGLISH])
				known->title = arena_strdup(arena, service->title.in[ENGLISH]);
			if (service->lgsl)
				known->number = arena_printf(arena, "%d", service->lgsl);
		}
		service_free(service);
		findings_release(&findings);
	}
	return 0;
}

static enum admin_exit
begin(struct import *in, int *argc, char **argv)
{
	struct old *own = in->own;
	struct crm *crm = in->admin->crm;
	struct err err;
	const char *origin = admin_option(argc, argv, "--origin"),
		   *map = admin_option(argc, argv, "--map");
	own->council = admin_option(argc, argv, "--council");
	own->queue = admin_option(argc, argv, "--queue");
	own->origin = origin ? origin : "csv";
	if (crm_list(crm, &council_record, &in->known, &own->councils, &err) < 0 ||
	    crm_list(crm, &desk_record_record, &in->known, &own->desks, &err) < 0 ||
	    crm_list(crm, &user_record, &in->known, &own->users, &err) < 0 ||
	    read_services(in, &err) < 0 || (map && read_map(in, map, &err) < 0))
		return admin_fail("%s", err.text);
	return ADMIN_DONE;
}

static bool
goes_by_name(const char *name, const char *text)
{
	return name && word_equal(name, text);
}

static const char *
find_service(const struct import *in, const char *text, struct err *err)
{
	const struct old *own = in->own;
	LIST_EACH(struct mapped, mapped, &own->map)
	if (word_equal(mapped->old, text)) {
		text = mapped->new;
		break;
	}
	if (text_blank(text)) {
		err_set(err, _("service: the row says none"));
		return NULL;
	}
	LIST_EACH(struct known_service, service, &own->services)
	if (word_equal(service->id, text) || goes_by_name(service->number, text) ||
	    goes_by_name(service->title, text))
		return service->id;
	err_set(err,
	    _("service: \"%s\" is no service here; give its name, its LGSL number or its title, or "
	      "a "
	      "--map"),
	    text);
	return NULL;
}

static const struct council *
find_council(const struct import *in, const char *text, struct err *err)
{
	const struct old *own = in->own;
	const char *wanted = text_blank(text) ? own->council : text;
	if (!wanted) {
		err_set(err, _("council: the row says none, and there is no --council"));
		return NULL;
	}
	LIST_EACH(struct council, council, &own->councils)
	if (word_equal(council->id, wanted) || word_equal(council->name, wanted) ||
	    goes_by_name(council->short_name, wanted) || goes_by_name(council->gss, wanted))
		return council;
	err_set(err, _("council: \"%s\" is no council here"), wanted);
	return NULL;
}

static const char *
desk_of(const struct import *in, const struct council *council, struct err *err)
{
	const struct old *own = in->own;
	LIST_EACH(struct desk_record, desk, &own->desks)
	if (text_same(desk->council, council->id))
		return desk->id;
	err_set(
	    err, _("council: %s has no desk here to which its contacts could belong"), council->id);
	return NULL;
}

static const char *
find_user(const struct import *in, const char *text)
{
	const struct old *own = in->own;
	LIST_EACH(struct user, user, &own->users)
	if (word_equal(user->id, text) || word_equal(user->name, text))
		return user->id;
	return NULL;
}

/* ---- values ---- */

static bool
two_digits(const char *text, int most, int *out)
{
	if (!isdigit((unsigned char)text[0]) || !isdigit((unsigned char)text[1]))
		return false;
	*out = (text[0] - '0') * 10 + text[1] - '0';
	return *out <= most;
}

/* "9:30", "14:05" or "14:05:59" at the end of a text: where it begins, or null. */
static const char *
time_behind(const char *text, int *hour, int *minute)
{
	int second;
	const char *colon = strchr(text, ':'), *from = colon;
	while (from > text && isdigit((unsigned char)from[-1]))
		from--;
	const char *rest = colon + 3;
	if (colon - from < 1 || colon - from > 2 || !two_digits(colon + 1, 59, minute))
		return NULL;
	if (*rest == ':')
		rest = two_digits(rest + 1, 59, &second) ? rest + 3 : rest;
	*hour = colon - from == 2 ? (from[0] - '0') * 10 + from[1] - '0' : from[0] - '0';
	return *hour < 24 && text_blank(rest) ? from : NULL;
}

/* RFC 3339, or a date as people write it with a London time behind it. 0: not said. */
static int
read_time(const char *what, const char *text, micros *when, struct err *err)
{
	char day[40] = "";
	int hour = 0, minute = 0;
	struct date date;
	*when = 0;
	if (text_blank(text) || rfc3339_parse(text, when))
		return 0;
	const char *from =
	    strchr(text, ':') ? time_behind(text, &hour, &minute) : text + strlen(text);
	size_t length = from ? (size_t)(from - text) : 0;
	while (length > 0 && (text[length - 1] == ' ' || (*from && text[length - 1] == 'T')))
		length--;
	memcpy(day, text, length < sizeof day ? length : 0);
	if (!date_read(day, london_of(clock_now(clock_system())).date, &date))
		return err_set(err, _("%s: \"%s\" is not a date and time"), what, text);
	*when = london_micros(date, hour, minute);
	return 0;
}

/* Our words and what others call them, "phone|telephone|call"; the first is ours. */
static const char *
read_word(struct import *in, const char *what, const char *text, const char *const *words,
    size_t count, struct err *err)
{
	for (size_t i = 0; i < count; i++)
		for (const char *word = words[i]; *word;) {
			size_t length = strcspn(word, "|");
			if (word_equal(arena_strndup(&in->arena, word, length), text))
				return arena_strndup(&in->arena, words[i], strcspn(words[i], "|"));
			word += length + (word[length] == '|');
		}
	err_set(err, _("%s: \"%s\" is not known here"), what, text);
	return NULL;
}

static const char *const channels[] = {"phone|telephone|call|tel",
    "counter|face to face|visit|in person", "gateway|library", "email|e-mail|mail", "post|letter",
    "web|online|webform|web form|internet"};
static const char *const outcomes[] = {"resolved|answered|closed|completed",
    "referred|passed on|escalated", "signposted", "booked|appointment", "callback|call back",
    "abandoned|hung up"};
static const char *const states[] = {
    "open|new|in progress|pending|active", "closed|completed|resolved|done|cancelled"};
#define WORDS_OF(words) words, sizeof words / sizeof *words

static const char *
trimmed(struct import *in, const char *text)
{
	return text_blank(text) ? NULL : text_trim(arena_strdup(&in->arena, text));
}

/* What every old row has: where, when, by whom. */
static int
fill_contact(struct import *in, struct contact *contact, const char *council, const char *channel,
    const char *began, const char *user, const char *note, struct err *err)
{
	const struct old *own = in->own;
	const struct council *at = find_council(in, council, err);
	if (!at || !(contact->desk = desk_of(in, at, err)) ||
	    read_time("began", began, &contact->began, err) < 0)
		return -1;
	if (!contact->began)
		return err_set(err, _("began: the row does not say when it was"));
	contact->channel = text_blank(channel)
			       ? "phone"
			       : read_word(in, "channel", channel, WORDS_OF(channels), err);
	if (!contact->channel)
		return -1;
	contact->at = contact->as = at->id;
	contact->origin = own->origin;
	contact->user = text_blank(user) ? NULL : find_user(in, user);
	contact->note = trimmed(in, note);
	if (!text_blank(user) && !contact->user)
		contact->note = arena_printf(&in->arena, "%s%s%s",
		    contact->note ? contact->note : "", contact->note ? "\n" : "",
		    arena_printf(&in->arena, _("Taken by %s"), trimmed(in, user)));
	return 0;
}

/* Refusals name the column, as those of the CRM do. */
static int
check_contact(struct import *in, const struct contact *contact, struct err *err)
{
	/* Ids are the CRM's to make. */
	static const char any[] = "00000000-0000-7000-8000-000000000000";
	struct contact *whole = record_copy(&in->arena, &contact_record, contact);
	const char *where;
	whole->id = any;
	whole->step = 1;
	LIST_EACH(struct enquiry, enquiry, &whole->enquiries)
	{
		enquiry->id = any;
		if (enquiry->opens) {
			enquiry->opens->id = any;
			enquiry->opens->reference = "0000-0000-0";
		}
	}
	return record_check(&contact_record, whole, &in->arena, &where, err);
}

/* ---- contacts ---- */

enum {
	C_KEY,
	C_CUSTOMER,
	C_BEGAN,
	C_ENDED,
	C_CHANNEL,
	C_COUNCIL,
	C_AS,
	C_SERVICE,
	C_OUTCOME,
	C_NOTE,
	C_USER,
	C_HEADS
};
static const char *const contact_heads[C_HEADS] = {"origin_key|key|contact|id",
    "customer|customer_key|client", "began|date|start|opened", "ended|end|finished",
    "channel|method", "council|at", "as|answered as", "service|subject", "outcome|result",
    "note|notes|description", "user|agent|advisor|taken by"};

static int
add_enquiry(struct import *in, const struct csv *csv, struct contact *contact, struct err *err)
{
	const char *service = import_value(in, csv, C_SERVICE);
	if (text_blank(service))
		return 0;
	struct enquiry *enquiry = list_add(&in->arena, &contact->enquiries, &enquiry_record);
	enquiry->service = find_service(in, service, err);
	if (!enquiry->service)
		return -1;
	if (text_blank(import_value(in, csv, C_OUTCOME)))
		return err_set(err, _("outcome: the row says none"));
	enquiry->outcome =
	    read_word(in, "outcome", import_value(in, csv, C_OUTCOME), WORDS_OF(outcomes), err);
	if (!enquiry->outcome)
		return -1;
	enquiry->began = contact->began;
	enquiry->note = contact->note;
	contact->note = NULL;
	return 0;
}

static int
contact_row(struct import *in, const struct csv *csv, void *item, struct err *err)
{
	struct crm_old_contact *old = item;
	struct contact *contact = &old->contact;
	contact->origin_key = trimmed(in, import_value(in, csv, C_KEY));
	if (!contact->origin_key)
		return err_set(err, _("origin_key: the row has no key"));
	old->customer = trimmed(in, import_value(in, csv, C_CUSTOMER));
	if (fill_contact(in, contact, import_value(in, csv, C_COUNCIL),
		import_value(in, csv, C_CHANNEL), import_value(in, csv, C_BEGAN),
		import_value(in, csv, C_USER), import_value(in, csv, C_NOTE), err) < 0 ||
	    read_time("ended", import_value(in, csv, C_ENDED), &contact->ended, err) < 0)
		return -1;
	if (!contact->ended)
		contact->ended = contact->began;
	if (!text_blank(import_value(in, csv, C_AS))) {
		const struct council *as = find_council(in, import_value(in, csv, C_AS), err);
		if (!as)
			return -1;
		contact->as = as->id;
	}
	return add_enquiry(in, csv, contact, err) < 0 ? -1 : check_contact(in, contact, err);
}

static int
contacts_write(
    struct import *in, const void *items, size_t count, struct crm_counts *counts, struct err *err)
{
	return crm_import_old_contacts(in->admin->crm, in->admin->actor, items, count, counts, err);
}

const struct import_kind import_contacts = {.name = "contacts",
    .tried = true,
    .heads = contact_heads,
    .head_count = C_HEADS,
    .required = 1u << C_KEY | 1u << C_BEGAN,
    .unknown = N_("is no list of contacts: it has no columns origin_key and began"),
    .begin = begin,
    .own_size = sizeof(struct old),
    .row = contact_row,
    .item_size = sizeof(struct crm_old_contact),
    .write = contacts_write};

/* ---- cases ---- */

enum {
	K_KEY,
	K_CONTACT,
	K_CUSTOMER,
	K_SERVICE,
	K_QUEUE,
	K_COUNCIL,
	K_CHANNEL,
	K_STATE,
	K_OPENED,
	K_DUE,
	K_CLOSED,
	K_SUMMARY,
	K_NOTE,
	K_HOW,
	K_USER,
	K_HEADS
};
static const char *const case_heads[K_HEADS] = {"origin_key|reference|case|key|id",
    "contact|contact_key", "customer|customer_key|client", "service|subject", "queue|team|role",
    "council|responsible|at", "channel|method", "state|status", "opened|began|date|start",
    "due|target", "closed|ended|end|finished", "summary|title", "note|notes|description",
    "how|resolution|closed how", "user|agent|advisor|taken by"};

/* Closed, with the sentence that says how. */
static int
add_end(struct import *in, const struct csv *csv, struct crm_old_case *old, struct err *err)
{
	const char *state = import_value(in, csv, K_STATE), *how = import_value(in, csv, K_HOW),
		   *word;
	micros closed;
	if (read_time("closed", import_value(in, csv, K_CLOSED), &closed, err) < 0)
		return -1;
	if (text_blank(state))
		word = closed ? "closed" : "open";
	else if (!(word = read_word(in, "state", state, WORDS_OF(states), err)))
		return -1;
	if (text_same(word, "open"))
		return closed ? err_set(err, _("closed: the row says that the case is open")) : 0;
	if (!closed)
		return err_set(err, _("closed: the row does not say when"));
	if (closed < old->contact.began)
		return err_set(err, _("closed: that is before it was opened"));
	struct case_event *event = list_add(&in->arena, &old->events, &case_event_record);
	*event = (struct case_event){.kind = "close",
	    .user = old->contact.user,
	    .text = text_blank(how) ? _("Closed in the system that it was imported from")
				    : trimmed(in, how),
	    .at = closed};
	return 0;
}

static int
case_row(struct import *in, const struct csv *csv, void *item, struct err *err)
{
	const struct old *own = in->own;
	struct crm_old_case *old = item;
	struct contact *contact = &old->contact;
	struct enquiry *enquiry = list_add(&in->arena, &contact->enquiries, &enquiry_record);
	struct case_open *opens = enquiry->opens = record_new(&in->arena, &case_open_record);
	opens->origin = own->origin;
	opens->origin_key = trimmed(in, import_value(in, csv, K_KEY));
	if (!opens->origin_key)
		return err_set(err, _("origin_key: the row has no reference"));
	old->customer = trimmed(in, import_value(in, csv, K_CUSTOMER));
	old->contact_key = trimmed(in, import_value(in, csv, K_CONTACT));
	if (fill_contact(in, contact, import_value(in, csv, K_COUNCIL),
		import_value(in, csv, K_CHANNEL), import_value(in, csv, K_OPENED),
		import_value(in, csv, K_USER), import_value(in, csv, K_NOTE), err) < 0 ||
	    !(enquiry->service = find_service(in, import_value(in, csv, K_SERVICE), err)) ||
	    read_time("due", import_value(in, csv, K_DUE), &opens->due, err) < 0)
		return -1;
	opens->queue = trimmed(in, import_value(in, csv, K_QUEUE));
	if (!opens->queue && !(opens->queue = own->queue))
		return err_set(err, _("queue: the row says none, and there is no --queue"));
	opens->summary = trimmed(in, import_value(in, csv, K_SUMMARY));
	contact->ended = contact->began;
	enquiry->outcome = "referred";
	enquiry->responsible = contact->at;
	enquiry->began = contact->began;
	enquiry->note = contact->note;
	contact->note = NULL;
	return add_end(in, csv, old, err) < 0 ? -1 : check_contact(in, contact, err);
}

static int
cases_write(
    struct import *in, const void *items, size_t count, struct crm_counts *counts, struct err *err)
{
	return crm_import_old_cases(in->admin->crm, in->admin->actor, items, count, counts, err);
}

const struct import_kind import_cases = {.name = "cases",
    .tried = true,
    .heads = case_heads,
    .head_count = K_HEADS,
    .required = 1u << K_KEY | 1u << K_SERVICE | 1u << K_OPENED,
    .unknown = N_("is no list of cases: it has no columns origin_key, service and opened"),
    .begin = begin,
    .own_size = sizeof(struct old),
    .row = case_row,
    .item_size = sizeof(struct crm_old_case),
    .write = cases_write};
