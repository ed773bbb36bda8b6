/*
 * The box of Home. What is on this desk answers at once (references, services, people in hand);
 * people from the CRM are appended when they come, so that a row never moves once painted. One
 * search is in flight for the text in the box; answers to an older text are dropped.
 */
#include "base/alloc.h"
#include "desk/cases.h"
#include "desk/contact.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/learnt.h"
#include "desk/looks.h"
#include "desk/matter.h"
#include "desk/nearest.h"
#include "desk/queue.h"
#include "desk/signin.h"
#include "desk/state.h"
#include "desk/transfer.h"
#include "desk/twins.h"
#include "desk/visits.h"

#include <stdlib.h>
#include <string.h>

/* Beside people few services are shown, so that the first people keep their digits. */
enum { SERVICES_SHOWN = 9, SERVICES_BESIDE = 5, PEOPLE_SHOWN = 20, SHORTEST_SEARCH = 2 };
/* How well a service must fit, per cent, and how far behind the best it may score. */
enum { ONE_WORD = 25, SEVERAL_WORDS = 40, FAR_BEHIND = 4, PLAIN = 70 };

enum text_form
text_form(const char *text, struct date today)
{
	uint32_t reference;
	char phone[20], postcode[9];
	struct date born;
	if (text_blank(text))
		return FORM_WORDS;
	if (reference_parse(text, &reference))
		return FORM_REFERENCE;
	const char *first = text + strspn(text, " (");
	if ((*first == '0' || *first == '+') && phone_normal(text, phone))
		return FORM_PHONE;
	if (date_read(text, today, &born) && !word_equal(text, "today"))
		return FORM_BORN;
	if (postcode_normal(text, postcode))
		return FORM_POSTCODE;
	return FORM_WORDS;
}

static struct found *
add(struct find *find, enum found_kind kind, const char *id)
{
	find->rows = grow(find->rows, &find->capacity, find->count, sizeof *find->rows);
	struct found *row = &find->rows[find->count++];
	*row = (struct found){.kind = kind, .id = arena_strdup(&find->arena, id)};
	return row;
}

static void
start(struct find *find)
{
	arena_release(&find->arena);
	arena_init(&find->arena);
	find->count = find->services = find->people = find->cases = 0;
	find->asked = 0;
	find->failed = find->open_when_sole = false;
	find->settled = true;
}

void
find_release(struct desk *desk)
{
	free(desk->find.rows);
	desk->find.rows = NULL;
	desk->find.count = desk->find.capacity = 0;
}

/* Names of people look a little like some services. Where people are looked for as well, a weak
 * likeness is left out; a single word needs less to be a service than several. */
static bool
worth_showing(const struct find *find, const char *text, const struct service_hit *hit, int best)
{
	if (hit->score < best / FAR_BEHIND)
		return false;
	return find->mode == FIND_SERVICE ||
	       hit->fit >= (strchr(text, ' ') ? SEVERAL_WORDS : ONE_WORD);
}

static void
add_services(struct desk *desk, const char *text)
{
	struct find *find = &desk->find;
	struct service_hit hits[SERVICES_SHOWN];
	size_t most = find->mode == FIND_SERVICE ? SERVICES_SHOWN : SERVICES_BESIDE;
	struct search_leaning leaning = learnt_leaning(desk);
	size_t count = directory_search(desk->directory, text, &leaning, hits, most);
	for (size_t i = 0; i < count; i++) {
		if (!worth_showing(find, text, &hits[i], hits[0].score))
			continue;
		add(find, FOUND_SERVICE, hits[i].service)->guessed = hits[i].fit < PLAIN;
		find->services++;
	}
}

static bool
person_shown(const struct find *find, const char *id)
{
	for (size_t i = 0; i < find->count; i++)
		if (find->rows[i].kind == FOUND_PERSON && strcmp(find->rows[i].id, id) == 0)
			return true;
	return false;
}

/* People are new to the desk's contact only where somebody new may be meant. */
static void
add_new_person(struct desk *desk)
{
	if (desk->find.mode != FIND_SERVICE)
		add(&desk->find, FOUND_NEW_PERSON, "new");
}

static size_t
letters(const char *text)
{
	size_t count = 0;
	for (const char *c = text; *c; c++)
		if (*c != ' ' && ((unsigned char)*c & 0xC0) != 0x80)
			count++;
	return count;
}

void
find_changed(struct desk *desk)
{
	struct find *find = &desk->find;
	const char *text = typed_text(desk, "home.find");
	start(find);
	/* The row that had the mark went with the results. */
	if (desk->focus && strncmp(desk->focus, "person:", 7) == 0)
		set_text(&desk->focus, NULL);
	if (text_blank(text))
		return;
	enum text_form form = text_form(text, london_of(desk->now).date);
	if (form == FORM_REFERENCE && find->mode == FIND_ANY) {
		char reference[REFERENCE_LENGTH + 1];
		uint32_t number;
		reference_parse(text, &number);
		reference_format(reference, number);
		add(find, FOUND_CASE, reference);
		find->cases = 1;
		return;
	}
	if (find->mode != FIND_PERSON && form == FORM_WORDS)
		add_services(desk, text);
	bool people = find->mode != FIND_SERVICE && desk->session &&
		      command_permits(desk, ACTION_FIND_CUSTOMER);
	if (!people)
		return;
	if (letters(text) < SHORTEST_SEARCH)
		return;
	if (!desk_reaches(desk)) {
		find->failed = true;
		add_new_person(desk);
		return;
	}
	struct request *request =
	    desk_ask(desk, ROUTE_FIND_CUSTOMERS, REQUEST_SEARCH, ASKED_PEOPLE, NULL);
	desk_query(desk, request, "q", text);
	find->asked = request->number;
	find->settled = false;
}

static size_t
sole_person(const struct find *find)
{
	size_t found = find->count;
	for (size_t i = 0; i < find->count; i++) {
		if (find->rows[i].kind != FOUND_PERSON)
			continue;
		if (found < find->count)
			return find->count;
		found = i;
	}
	return found;
}

void
find_reply(struct desk *desk, const struct reply *reply)
{
	struct find *find = &desk->find;
	if (reply->number != find->asked)
		return;
	find->asked = 0;
	find->settled = true;
	const struct candidate_page *page = reply->body;
	if (reply->problem != PROBLEM_NONE || !page) {
		find->failed = true;
	} else {
		LIST_EACH(struct candidate, person, &page->items)
		{
			if (find->people == PEOPLE_SHOWN || person_shown(find, person->id))
				continue;
			struct found *row = add(find, FOUND_PERSON, person->id);
			row->person = record_copy(&find->arena, &candidate_record, person);
			find->people++;
		}
	}
	add_new_person(desk);
	if (find->open_when_sole) {
		find->open_when_sole = false;
		set_text(&desk->message, NULL); /* that it is being looked for */
		find_enter(desk, typed_text(desk, "home.find"));
	}
}

static void
open_row(struct desk *desk, const struct found *row)
{
	switch (row->kind) {
	case FOUND_CASE:
		case_open_page(desk, row->id);
		break;
	case FOUND_SERVICE: {
		const char *service = arena_strdup(&desk->effects.arena, row->id);
		bool another = desk->find.mode == FIND_SERVICE;
		const struct service *entry = desk_service(desk, service, desk_council(desk));
		learnt_led(desk, service, typed_text(desk, "home.find"));
		find_clear(desk, FIND_ANY);
		/* Somebody is being served: straight to what to say and ask. */
		if (desk->hand && entry && entry->dialogue &&
		    (another || desk->hand->work->customer))
			matter_open(desk, service);
		else if (entries_are_work(desk))
			entry_open(desk, service, NULL);
		else
			desk_go(desk, SCREEN_SERVICE, service);
		if (entry && entry->offered_at)
			nearest_ask(desk);
		break;
	}
	case FOUND_PERSON: {
		const struct candidate *person =
		    record_copy(&desk->effects.arena, &candidate_record, row->person);
		contact_person(desk, person);
		break;
	}
	case FOUND_NEW_PERSON:
		person_begin(desk, false);
		break;
	}
}

/* Is a service meant, or may it be a person of that name? "Holt" looks like a pothole. */
static bool
service_is_meant(const struct find *find)
{
	for (size_t i = 0; i < find->count; i++)
		if (find->rows[i].kind == FOUND_SERVICE && !find->rows[i].guessed)
			return true;
	return find->services && find->settled && find->people == 0;
}

/*
 * Enter in the box. It opens what is certain: a reference, the best service, the only person. A
 * person is opened only when nothing else is there or the text names one person; a service that
 * only looks like the text, when nobody has that name.
 */
void
find_enter(struct desk *desk, const char *text)
{
	struct find *find = &desk->find;
	if (text_blank(text))
		return;
	if (find->count && (find->rows[0].kind == FOUND_CASE || service_is_meant(find))) {
		open_row(desk, &find->rows[0]);
		return;
	}
	if (!find->settled) {
		find->open_when_sole = true;
		desk_say(desk, TONE_PLAIN, "%s", _("Looking. It opens when there is one match."));
		return;
	}
	size_t sole = sole_person(find);
	if (find->people == 1 && sole < find->count) {
		open_row(desk, &find->rows[sole]);
		return;
	}
	if (find->people > 1) {
		char row[ID_LENGTH + 16] = "person:";
		for (size_t i = 0; i < find->count; i++)
			if (find->rows[i].kind == FOUND_PERSON) {
				strncat(row, find->rows[i].id, ID_LENGTH);
				break;
			}
		desk_focus(desk, row);
		desk_say(desk, TONE_PLAIN,
		    P_("%zu person: choose one.", "%zu people: choose one.", find->people),
		    find->people);
		return;
	}
	if (find->count && find->rows[0].kind == FOUND_NEW_PERSON) {
		open_row(desk, &find->rows[0]);
		return;
	}
	desk_say(desk, TONE_PLAIN, "%s", _("Nothing was found under these words."));
}

void
find_refresh(struct desk *desk)
{
	bool waiting = desk->find.open_when_sole;
	find_changed(desk);
	if (waiting)
		find_enter(desk, typed_text(desk, "home.find"));
}

static bool
after(const char *item, const char *prefix, const char **rest)
{
	size_t length = strlen(prefix);
	if (strncmp(item, prefix, length) != 0)
		return false;
	*rest = item + length;
	return true;
}

bool
find_pick(struct desk *desk, const char *item)
{
	const char *id;
	if (strcmp(item, "new-person") == 0) {
		person_begin(desk, false);
		return true;
	}
	if (after(item, "offered:", &id)) {
		transfer_take(desk, id);
		return true;
	}
	if (after(item, "parked:", &id) || after(item, "hand:", &id)) {
		contact_resume(desk, id);
		return true;
	}
	if (after(item, "queue:", &id)) {
		queue_open(desk, id);
		return true;
	}
	if (after(item, "draft:", &id) || strcmp(item, "entries") == 0) {
		entries_pick(desk, item);
		return true;
	}
	if (after(item, "visit:", &id)) {
		visit_open(desk, id);
		return true;
	}
	if (after(item, "twin:", &id)) {
		twins_open(desk, id);
		return true;
	}
	if (strcmp(item, "looks") == 0) {
		looks_open(desk);
		return true;
	}
	if (strcmp(item, "refused") == 0) {
		desk_go(desk, SCREEN_REFUSED, NULL);
		return true;
	}
	if (after(item, "service:", &id)) {
		struct found row = {.kind = FOUND_SERVICE, .id = id};
		open_row(desk, &row);
		return true;
	}
	if (after(item, "case:", &id)) {
		case_open_page(desk, id);
		return true;
	}
	if (!after(item, "person:", &id))
		return false;
	for (size_t i = 0; i < desk->find.count; i++) {
		if (desk->find.rows[i].kind != FOUND_PERSON ||
		    strcmp(desk->find.rows[i].id, id) != 0)
			continue;
		open_row(desk, &desk->find.rows[i]);
		return true;
	}
	return false;
}

void
find_clear(struct desk *desk, enum find_mode mode)
{
	typed_drop(desk, "home.find");
	desk->find.mode = mode;
	start(&desk->find);
}
