/* Home: the box that finds everything, and below it the desk's own work. */
#include "base/alloc.h"
#include "desk/contact.h"
#include "desk/drafts.h"
#include "desk/outbox.h"
#include "desk/queue.h"
#include "desk/signin.h"
#include "desk/visits.h"
#include "desk/wrong.h"
#include "ui/screens.h"

#include <string.h>

static const char *
label_of(enum find_mode mode)
{
	switch (mode) {
	case FIND_SERVICE:
		return _("Service");
	case FIND_PERSON:
		return _("Who is it");
	default:
		return _("Find");
	}
}

/* What to type into the empty box. */
static const char *
invitation(enum find_mode mode)
{
	switch (mode) {
	case FIND_SERVICE:
		return _("Type what this matter is about.");
	case FIND_PERSON:
		return _("Type the name, number, postcode or date of birth of the customer.");
	default:
		return _("Type a name, a number, a postcode, a reference, or what it is about.");
	}
}

/* "2 people, 1 service, 1 case", once the CRM has answered; before that one word. */
static const char *
settled(const struct desk *desk, struct arena *arena)
{
	const struct find *find = &desk->find;
	struct buf out;
	if (!find->settled)
		return _("Looking for people");
	buf_init(&out, 200);
	const struct {
		size_t count;
		const char *one, *many;
	} parts[] = {{find->people, NP_("%zu person", "%zu people")},
	    {find->services, NP_("%zu service", "%zu services")},
	    {find->cases, NP_("%zu case", "%zu cases")}};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		if (!parts[i].count)
			continue;
		if (out.length)
			buf_puts(&out, ", ");
		const char *words = P_(parts[i].one, parts[i].many, parts[i].count);
		const char *hole = strstr(words, "%zu");
		if (hole)
			buf_printf(&out, "%.*s%zu%s", (int)(hole - words), words, parts[i].count,
			    hole + 3);
	}
	if (find->failed)
		buf_printf(&out, "%s%s", out.length ? "; " : "", _("people: CRM not reached"));
	else if (!out.length)
		buf_puts(&out, _("nothing found"));
	const char *text = arena_strdup(arena, out.data);
	buf_release(&out);
	return text;
}

static void
service_row(const struct desk *desk, struct page *page, const char *id)
{
	const struct service *service = desk_service(desk, id, desk_council(desk));
	struct arena *arena = page->arena;
	char hours[80] = "";
	bool open;
	struct err err;
	if (!service)
		return;
	struct calendar calendar =
	    council_calendar(partnership_council(&desk->councils, service->council));
	struct item *item = page_row(page, arena_printf(arena, "service:%s", id), _("Service"),
	    words_in(&service->title, desk->language));
	if (service->hours && hours_status(service->hours, &calendar, desk->now, &open, hours,
				  sizeof hours, &err) == 0)
		item->right = arena_strdup(arena, hours);
	const char *stale = say_standing(service_freshness(service, london_of(desk->now).date));
	if (service_only_listed(service))
		item->right = _("not yet written here");
	else if (stale)
		item->right =
		    item->right ? arena_printf(arena, "%s, %s", stale, item->right) : stale;
}

static void
found_rows(const struct desk *desk, struct page *page)
{
	const struct find *find = &desk->find;
	struct arena *arena = page->arena;
	for (size_t i = 0; i < find->count; i++) {
		const struct found *row = &find->rows[i];
		switch (row->kind) {
		case FOUND_CASE:
			page_row(page, arena_printf(arena, "case:%s", row->id), _("Case"), row->id);
			break;
		case FOUND_SERVICE:
			service_row(desk, page, row->id);
			break;
		case FOUND_PERSON:
			candidate_row(page, "person:", _("Person"), row->person);
			break;
		case FOUND_NEW_PERSON:
			page_row(page, "new-person", NULL, _("New person"));
			break;
		}
	}
}

/* ---- the desk's own work ---- */

static const char *
hand_words(const struct desk *desk, const struct hand *hand, struct arena *arena)
{
	const struct customer *customer = hand_customer(hand);
	const char *who = customer ? customer_list_name(customer, arena) : hand->work->label;
	struct buf out;
	if (!who)
		who = contact_unsaved(desk, hand, arena);
	buf_init(&out, 500);
	buf_puts(&out, who ? who : _("(no customer)"));
	const char *between = ": ";
	LIST_EACH(struct matter, matter, &hand->work->matters)
	{
		buf_printf(&out, "%s%s", between, say_title(desk, matter->service));
		between = ", ";
	}
	const char *text = arena_strdup(arena, out.data);
	buf_release(&out);
	return text;
}

static void
hand_rows(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	char time[16];
	for (size_t i = 0; i < desk->hand_count; i++) {
		const struct hand *hand = desk->hands[i];
		const struct work *work = hand->work;
		if (work->ended || (hand == desk->hand && !work->customer && !work->matters.count))
			continue;
		london_time(time, sizeof time, work->parked ? work->parked : work->began);
		struct item *item = page_row(page, arena_printf(arena, "parked:%s", work->id),
		    hand == desk->hand ? _("In hand")
		    : work->given      ? _("Offered")
				       : _("Parked"),
		    hand_words(desk, hand, arena));
		item->right = work->given
				  ? arena_printf(arena, _("to %s, not yet taken"), work->given_to)
				  : arena_printf(arena, _("since %s"), time);
		if (work->given)
			item->enter = _("take back");
	}
}

/* What other desks hand over. */
static void
waiting_rows(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	LIST_EACH(struct contact_transfer, transfer, &desk->transfers.waiting)
	{
		struct item *item = page_row(page, arena_printf(arena, "offered:%s", transfer->id),
		    _("For you"), transfer->label ? transfer->label : "");
		item->role = ROLE_WARN;
		item->right = arena_printf(arena, _("from %s"), transfer->from_name);
		item->enter = _("take it");
	}
}

static bool
own_queue(const struct desk *desk, const struct queue_count *count)
{
	return desk->session && count->council &&
	       strcmp(count->council, desk->session->council) == 0;
}

static void
queue_row(struct page *page, const struct queue_count *count)
{
	struct arena *arena = page->arena;
	struct item *item = page_row(page, arena_printf(arena, "queue:%s", count->id), _("Queue"),
	    count->team_name ? count->team_name : count->id);
	/* One team may have several queues: the role tells them apart. */
	item->detail = say_queue(count->role, arena);
	item->right = count->overdue ? arena_printf(arena, _("%lld open, %lld overdue"),
					   (long long)count->open, (long long)count->overdue)
				     : arena_printf(arena, _("%lld open"), (long long)count->open);
	if (count->overdue)
		item->role = ROLE_ALARM;
}

/* Queues of one's own council that hold something; who changes entries has the reports of wrong
 * ones before the rest. */
static void
queue_rows(const struct desk *desk, struct page *page)
{
	enum { SHOWN = 9 };
	size_t shown = 0;
	if (!queues_are_work(desk))
		return;
	for (int pass = 0; pass < 2; pass++)
		LIST_EACH(struct queue_count, count, &desk->queues)
		{
			bool first = entries_are_work(desk) && queue_is_of_entries(count->role);
			if (!count->open || !own_queue(desk, count) || first != (pass == 0) ||
			    shown == SHOWN)
				continue;
			shown++;
			queue_row(page, count);
		}
}

/* What this user reported as wrong and was mended, until it is read. */
static void
mended_rows(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	LIST_EACH(struct wrong, wrong, &desk->mended)
	{
		const char *words = wrong_words(desk, wrong, arena);
		if (!text_blank(wrong->how)) /* whole, in as many lines as it takes */
			words = arena_printf(arena, "%s: %s", words, wrong->how);
		struct item *item =
		    page_row(page, arena_printf(arena, "mended:%s", wrong->id), _("Mended"), words);
		item->role = ROLE_GOOD;
		item->right = say_time(desk, wrong->mended, arena);
		item->enter = _("read");
	}
}

/* Drafts that wait for this user: one's own that came back, those of others that were submitted;
 * and how many entries are to be looked at again. */
static void
entry_rows(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	size_t overdue = desk->authoring.lists[ENTRIES_OVERDUE].rows.count;
	LIST_EACH(struct entry_row, row, &desk->authoring.lists[ENTRIES_DRAFTS].rows)
	{
		bool mine = desk->session && text_same(row->author, desk->session->user);
		if (mine ? text_same(row->state, "draft") || text_same(row->state, "returned")
			 : text_same(row->state, "submitted"))
			entry_draft_row(desk, page, row);
	}
	if (!overdue || !entries_are_work(desk))
		return;
	struct item *item = page_row(page, "entries", _("Overdue"),
	    arena_printf(arena,
		P_("%zu entry to be looked at again", "%zu entries to be looked at again", overdue),
		overdue));
	item->role = ROLE_WARN;
}

/* One's own visit, and whoever is overdue. */
static void
visit_rows(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const struct visit *own = visit_own(desk);
	LIST_EACH(struct visit, visit, &desk->visits)
	{
		if (visit != own && !visit_alarms(visit))
			continue;
		struct item *item = page_row(page, arena_printf(arena, "visit:%s", visit->id),
		    visit_alarms(visit) ? _("Overdue") : _("Visit"), visit_worker(desk, visit));
		item->detail = visit->place;
		item->right =
		    arena_printf(arena, _("back by %s"), say_time(desk, visit->ends, arena));
		if (visit_alarms(visit))
			item->role = ROLE_ALARM;
	}
}

/* Written down while nobody could look whether the CRM has them. */
static void
twin_rows(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	LIST_EACH(struct twin, twin, &desk->twins)
	{
		if (!twin->found)
			continue;
		struct item *item = page_row(
		    page, arena_printf(arena, "twin:%s", twin->id), _("Twice?"), twin->name);
		item->detail = _("may be in the CRM already");
		item->right = say_time(desk, twin->made, arena);
		item->role = ROLE_WARN;
		item->enter = _("compare");
	}
}

static void
own_work(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	size_t refused = outbox_refused(desk);
	visit_rows(desk, page);
	hand_rows(desk, page);
	page_promises_home(desk, page);
	waiting_rows(desk, page);
	if (refused) {
		struct item *item = page_row(page, "refused", _("Refused"),
		    arena_printf(arena,
			P_("%zu record that the CRM refused", "%zu records that the CRM refused",
			    refused),
			refused));
		item->role = ROLE_ALARM;
	}
	twin_rows(desk, page);
	if (desk->looks.count) {
		struct item *item = page_row(page, "looks", _("Looking"),
		    arena_printf(arena,
			P_("%zu unusual look to ask about", "%zu unusual looks to ask about",
			    desk->looks.count),
			desk->looks.count));
		item->role = ROLE_WARN;
	}
	page_counter(desk, page);
	if (desk->mails.came && command_works(desk, COMMAND_MAILS))
		page_row(page, "mails", _("E-mail"), _("Mail, or a form, has come"));
	page_work(desk, page);
	entry_rows(desk, page);
	queue_rows(desk, page);
	mended_rows(desk, page);
	page_notices(desk, page, NULL, NULL, NULL);
}

/* Wide enough for every label in the language spoken, so that rows that come later move nothing. */
static size_t
widest_label(void)
{
	const char *const labels[] = {_("Service"), _("Case"), _("Person"), _("In hand"),
	    _("Parked"), _("Queue"), _("Refused"), _("Notice"), _("Mended"), _("Draft"),
	    _("Overdue"), _("Promise"), _("Called"), _("Waiting"), _("Venue"), _("Mine"), _("Back"),
	    _("Offered"), _("For you"), _("Visit"), _("Twice?")};
	int widest = 0;
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		int cells = text_width(labels[i], strlen(labels[i]));
		widest = cells > widest ? cells : widest;
	}
	return (size_t)widest;
}

/* What to answer the telephone with, while nothing has been said. */
static void
greeting(const struct desk *desk, struct page *page)
{
	const struct work *work = desk->hand ? desk->hand->work : NULL;
	const char *words = desk_greeting(desk);
	if (desk->find.mode != FIND_ANY || text_blank(words) ||
	    !command_permits(desk, ACTION_LOG_CONTACT) ||
	    !text_same(contact_channel(desk), "phone") ||
	    (work && (work->customer || work->matters.count)))
		return;
	page_add(page, ITEM_TEXT, ROLE_SAY, words)->label = _("SAY");
}

void
screen_home(const struct desk *desk, struct page *page)
{
	const char *text = typed_text(desk, "home.find");
	page->id = arena_printf(page->arena, "home:%d", (int)desk->find.mode);
	page_field(page, "home.find", label_of(desk->find.mode), text, 200);
	if (!page->focus)
		page->focus = "home.find";
	page->enter = _("open");
	page->label_width = widest_label();
	if (desk->hand && desk->hand->work->matters.count) {
		page->strip_left = say_matters(desk, page->arena);
		page->strip_right = council_short(desk, desk_council(desk));
	}
	if (text_blank(text)) {
		greeting(desk, page);
		if (desk->find.mode == FIND_ANY)
			own_work(desk, page);
		if (page->count == 1)
			page_add(page, ITEM_TEXT, ROLE_DIM, invitation(desk->find.mode));
		return;
	}
	page->settled = settled(desk, page->arena);
	found_rows(desk, page);
}
