/* Finding people, and reading one for a purpose. */
#include "base/alloc.h"
#include "base/text.h"
#include "crm/promises.h"
#include "crm/sharing.h"
#include "model/history.h"
#include "store/audit.h"
#include "store/cases.h"
#include "store/contacts.h"
#include "store/customers.h"
#include "store/history.h"
#include "store/merges.h"
#include "store/places.h"
#include "store/surveys.h"

#include <stdlib.h>
#include <string.h>

enum { FOUND = 20, ADDRESSES = 100, HISTORY_PAGE = 50 };
/* Of earlier answers: how many go to the desk, how many are looked at for them, and the longest. */
enum { EARLIER = 40, EARLIER_LOOKED_AT = 1000, EARLIER_LONGEST = 200 };
enum { MOST_OFFERS = 200 };
/* Of a filter: how many entries are looked at for one reply, and at once. */
enum { SIFTED = 2000, SIFTED_AT_ONCE = 200 };

/* ---- a search's trace ---- */

/* Kept after the answer: a search shows little, and must not wait for the disk. */
struct trace {
	struct store_job job; /* first */
	const struct session *session;
	const char *action, *id, *purpose;
	struct arena arena;
};

static bool
trace_work(struct tx *tx, struct store_job *job)
{
	struct trace *trace = (struct trace *)(void *)job;
	tx_actor(tx, trace->session->user, trace->session->desk);
	struct audit_entry entry = {
	    .action = trace->action, .id = trace->id, .purpose = trace->purpose};
	return audit_add(tx, &entry) == 0;
}

static void
trace_done(struct store_job *job, enum store_fault fault)
{
	(void)fault; /* the store has logged it */
	struct trace *trace = (struct trace *)(void *)job;
	arena_release(&trace->arena);
	free(trace);
}

void
leave_trace(struct ask *ask, const char *action, const char *id, const char *purpose)
{
	struct trace *trace = xcalloc(1, sizeof *trace);
	trace->job.work = trace_work;
	trace->job.done = trace_done;
	trace->session = record_copy(&trace->arena, &session_record, ask->session);
	trace->action = action;
	trace->id = arena_strdup(&trace->arena, id);
	trace->purpose = arena_strdup(&trace->arena, purpose);
	store_submit(ask->crm->store, &trace->job);
}

bool
find_customers_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const char *words = ask->call->query[0];
	struct candidate_page *page = record_new(arena, &candidate_page_record);
	if (text_blank(words))
		return refuse(ask, PROBLEM_BAD_FIELD, "q", "nothing to look for");
	/* Whose reference it is comes first. */
	customers_referenced(ask->tx, text_trim(arena_strdup(arena, words)), arena, &page->items);
	customers_find(
	    ask->tx, words, ask->session->council, FOUND, arena, &page->items, &page->more);
	leave_trace(
	    ask, "customers.find", NULL, arena_printf(arena, "%zu found", page->items.count));
	ask->answer->body = page;
	return true;
}

bool
find_addresses_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct property_page *page = record_new(arena, &property_page_record);
	if (text_blank(ask->call->query[0]))
		return refuse(ask, PROBLEM_BAD_FIELD, "q", "nothing to look for");
	properties_find(ask->tx, ask->call->query[0], ADDRESSES, arena, &page->items, &page->more);
	char postcode[9];
	if (postcode_find(ask->call->query[0], postcode))
		postcode_places(ask->tx, postcode, arena, &page->postcodes);
	ask->answer->body = page;
	return true;
}

/* ---- one customer ---- */

/* A contact of this desk, also one that the CRM has not heard of yet. */
static const char *
contact_purpose(struct ask *ask, const char *id)
{
	struct contact_state state;
	if (!id_valid(id))
		return NULL;
	int found = contact_state(ask->tx, id, &state, ask->call->arena);
	if (found == 1 && strcmp(state.desk, ask->session->desk) != 0)
		return NULL;
	return arena_printf(ask->call->arena, "contact %s", id);
}

/* A case of this customer that the user may read, and does see. */
static const char *
case_purpose(struct ask *ask, const char *id, const struct customer *customer)
{
	const struct session *session = ask->session;
	struct case_record record;
	if (!id_valid(id) || case_get(ask->tx, id, &record, ask->call->arena) != 1)
		return NULL;
	if (!text_same(customer_root(ask->tx, record.customer, ask->call->arena), customer->id) ||
	    !case_permitted(session->role, ACTION_READ_CASE, session->council, &record) ||
	    case_sight(ask, &record, false) != SEE_ALL)
		return NULL;
	return arena_printf(ask->call->arena, "case %s", id);
}

const char *
purpose_stated(struct ask *ask, int contact, int reason)
{
	const char *id = ask->call->query[contact], *why = ask->call->query[reason];
	if (id && *id)
		return contact_purpose(ask, id);
	if (!text_blank(why) && strlen(why) >= SHORTEST_REASON)
		return arena_printf(ask->call->arena, "reason %s", why);
	return NULL;
}

static const char *
purpose_of(struct ask *ask, const struct customer *customer)
{
	const char *contact = ask->call->query[0], *reference = ask->call->query[1];
	if (!(contact && *contact) && reference && *reference)
		return case_purpose(ask, reference, customer);
	return purpose_stated(ask, 0, 2);
}

/* The line as it may be seen; false: not at all. */
static bool
judge(struct ask *ask, const struct customer *customer, struct history_line *line, bool glass)
{
	line->what.consent = customer_shares(customer);
	enum sight sight = line->item.move
			       ? moves_sight(ask, line->item.move, line->what.consent, glass)
			       : sight_of(ask, line->item.service, &line->what, glass);
	if (sight == SEE_SOMETHING)
		line->item = (struct history_item){.kind = "enquiry",
		    .council = line->item.council,
		    .at = line->item.at,
		    .withheld = true};
	return sight != SEE_NOTHING;
}

static void
add_line(struct ask *ask, const struct history_line *line, struct list *items)
{
	*(struct history_item *)list_add(ask->call->arena, items, &history_item_record) =
	    line->item;
}

static int
page_read(struct ask *ask, const struct customer *customer, const char *before, bool glass,
    struct customer_page *page)
{
	struct list lines = {0};
	if (history(ask->tx, customer->id, ask->call->query[0], before, HISTORY_PAGE + 1,
		ask->call->arena, &lines))
		return -1;
	size_t count = lines.count > HISTORY_PAGE ? HISTORY_PAGE : lines.count;
	for (size_t i = 0; i < count; i++) {
		struct history_line *line = LIST_AT(struct history_line, &lines, i);
		if (judge(ask, customer, line, glass))
			add_line(ask, line, &page->history);
	}
	if (lines.count > count)
		page->next = LIST_AT(struct history_line, &lines, count - 1)->key;
	return 0;
}

static bool
fits(struct ask *ask, const struct history_line *line, const char *filter)
{
	const char *more[] = {NULL, NULL, NULL};
	size_t n = 0;
	const char *council = council_name(ask, line->item.council);
	const char *title =
	    line->item.service ? service_title(ask, line->item.service, &line->what.concern) : NULL;
	if (council)
		more[n++] = council;
	if (title)
		more[n++] = title;
	return history_fits(&line->item, more, filter, tx_now(ask->tx));
}

/* Of those that may be seen, those with these words. It looks through so many at a time, and tells
 * how far it came. What is withheld is not found by what it is about. */
static int
page_sift(struct ask *ask, const struct customer *customer, const char *before, const char *filter,
    bool glass, struct customer_page *page)
{
	struct arena *arena = ask->call->arena;
	for (size_t looked = 0; looked < SIFTED;) {
		struct list lines = {0};
		if (history(ask->tx, customer->id, ask->call->query[0], before, SIFTED_AT_ONCE + 1,
			arena, &lines))
			return -1;
		size_t count = lines.count > SIFTED_AT_ONCE ? SIFTED_AT_ONCE : lines.count;
		for (size_t i = 0; i < count; i++) {
			struct history_line *line = LIST_AT(struct history_line, &lines, i);
			bool more = i + 1 < lines.count;
			before = line->key;
			if (judge(ask, customer, line, glass) && fits(ask, line, filter))
				add_line(ask, line, &page->history);
			if (page->history.count == HISTORY_PAGE && more) {
				page->next = before;
				return 0;
			}
		}
		looked += count;
		if (lines.count == count)
			return 0;
	}
	page->next = before;
	return 0;
}

static bool
is_among(const struct list *answers, const struct earlier_answer *answer)
{
	LIST_EACH(struct earlier_answer, known, answers)
	if (text_same(known->service, answer->service) && text_same(known->prompt, answer->prompt))
		return true;
	return false;
}

/* The latest answers, so that nobody is asked again: those whose history may be seen whole. Of an
 * enquiry that is withheld not even the latest answer's absence is told: an older one stands. */
static int
add_earlier(struct ask *ask, const struct customer *customer, struct list *answers)
{
	struct list lines = {0};
	if (earlier_answers(ask->tx, customer->id, ask->call->query[0], EARLIER_LONGEST,
		EARLIER_LOOKED_AT, ask->call->arena, &lines))
		return -1;
	LIST_EACH(struct earlier_line, line, &lines)
	{
		line->what.consent = customer_shares(customer);
		if (answers->count == EARLIER || is_among(answers, &line->answer) ||
		    sight_of(ask, line->answer.service, &line->what, false) != SEE_ALL)
			continue;
		*(struct earlier_answer *)list_add(
		    ask->call->arena, answers, &earlier_answer_record) = line->answer;
	}
	return 0;
}

static bool
is_said(const struct list *offers, const char *service)
{
	LIST_EACH(struct offer_said, said, offers)
	if (text_same(said->service, service))
		return true;
	return false;
}

/* Nobody is offered again what they have declined at another council: what was said is told to
 * whoever may know that there was something. Never of a sensitive service. */
static void
add_offers(struct ask *ask, const struct customer *customer, struct list *offers)
{
	struct arena *arena = ask->call->arena;
	struct list lines = {0};
	offers_said(ask->tx, customer->id, ask->call->query[0], MOST_OFFERS, arena, &lines);
	LIST_EACH(struct history_line, line, &lines)
	{
		const struct history_item *item = &line->item;
		line->what.consent = customer_shares(customer);
		enum sight sight = sight_of(ask, item->service, &line->what, false);
		if (is_said(offers, item->service) || sight == SEE_NOTHING ||
		    (sight == SEE_SOMETHING && service_is_sensitive(ask, item->service)))
			continue;
		*(struct offer_said *)list_add(arena, offers, &offer_said_record) =
		    (struct offer_said){item->service, item->offer_reply, item->at};
	}
}

/* The day is enough for whoever would ask again: the time would tell of a contact that may not be
 * shared here. */
static micros
surveyed_on(struct ask *ask, const char *customer)
{
	micros at = customer_surveyed(ask->tx, customer);
	return at ? london_micros(london_of(at).date, 0, 0) : 0;
}

bool
customer_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct customer *customer = record_new(arena, &customer_record);
	struct customer_page *page = record_new(arena, &customer_page_record);
	int found = customer_get(ask->tx, ask->call->params[0], customer, arena);
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	if (found < 0)
		return store_well(ask);
	const char *purpose = purpose_of(ask, customer);
	if (!purpose)
		return store_well(ask) && refuse(ask, PROBLEM_PURPOSE_NEEDED, NULL, NULL);
	/* Breaking the glass: what is withheld is shown for a stated reason, within a contact or
	 * case, and this one stands in the audit. It never undoes a customer's "share nothing" to
	 * other councils. */
	const char *why = ask->call->query[4];
	bool glass;
	if (!text_blank(why) && text_blank(ask->call->query[0]) && text_blank(ask->call->query[1]))
		return refuse(ask, PROBLEM_PURPOSE_NEEDED, NULL, NULL);
	if (!glass_asked(ask, 4, &glass))
		return false;
	const char *before = ask->call->query[3], *filter = ask->call->query[5];
	if (text_blank(filter) ? page_read(ask, customer, before, glass, page)
			       : page_sift(ask, customer, before, filter, glass, page))
		return store_well(ask);
	/* What need not be asked or offered again comes once. */
	if (text_blank(before) && text_blank(filter)) {
		person_relatives(ask, customer, &page->relatives);
		if (add_earlier(ask, customer, &page->earlier))
			return store_well(ask);
		add_offers(ask, customer, &page->offers);
		promises_show_customer(ask, customer->id, &page->promises);
		page->surveyed = surveyed_on(ask, customer->id);
	}
	page->customer = customer;
	page->merged = merges_count(ask->tx, customer->id);
	ask->answer->body = page;
	ask->more = glass ? arena_printf(arena, "%s, reason %s", purpose, why)
			  : arena_strdup(arena, purpose);
	return true;
}

/* The reading is audited before it is answered. */
bool
customer_write(struct ask *ask)
{
	const struct customer_page *page = ask->answer->body;
	bool glass = !text_blank(ask->call->query[4]);
	struct audit_entry entry = {.action = glass ? "customer.glass" : "customer.read",
	    .record = "customer",
	    .id = page->customer->id,
	    .purpose = ask->more};
	return audit_add(ask->tx, &entry) == 0;
}
