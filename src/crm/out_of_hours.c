/* What was taken of a service while it was closed: by its hours at that council as the directory
 * has them now. */
#include "base/date.h"
#include "base/text.h"
#include "crm/sharing.h"
#include "directory/responsible.h"
#include "store/reports.h"
#include "store/services.h"

#include <string.h>

enum { PAGE = 50, LOOK = 200, TIMES = 10, SINCE_DAYS = 31 };

/* Its hours at the council; null, having refused, when there is no such service. */
static const char *
hours_of(struct ask *ask, const char *id, const char *council)
{
	struct arena *arena = ask->call->arena;
	struct service_text text;
	struct finding_list findings;
	if (directory_get(ask->tx, id, 0, &text, arena) != 1) {
		refuse(ask, PROBLEM_NOT_FOUND, "service", NULL);
		return NULL;
	}
	findings_init(&findings);
	struct service *service =
	    service_parse(text.service, text.text, strlen(text.text), council, NULL, &findings);
	findings_release(&findings);
	const char *hours = arena_strdup(arena, service && service->hours ? service->hours : "");
	service_free(service);
	return hours;
}

static bool
was_closed(const char *hours, const struct calendar *calendar, micros at)
{
	bool open;
	char words[80];
	struct err err;
	return hours_status(hours, calendar, at, &open, words, sizeof words, &err) == 0 && !open;
}

static void
gather(struct ask *ask, struct late_page *page, const char *hours, const struct calendar *calendar)
{
	struct arena *arena = ask->call->arena;
	const char *after = ask->call->query[2];
	bool further = true;
	for (int i = 0; further && page->items.count < PAGE && i < TIMES; i++) {
		struct list found = {0};
		enquiries_before(
		    ask->tx, page->service, page->council, page->from, after, LOOK, arena, &found);
		further = found.count == LOOK;
		LIST_EACH(struct late_enquiry, enquiry, &found)
		{
			if (page->items.count == PAGE) {
				further = true;
				break;
			}
			after = enquiries_key(enquiry, arena);
			if (was_closed(hours, calendar, enquiry->began))
				*(struct late_enquiry *)list_add(
				    arena, &page->items, &late_enquiry_record) = *enquiry;
		}
	}
	page->next = further ? after : NULL;
}

bool
out_of_hours_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct partnership partnership;
	struct late_page *page = record_new(arena, &late_page_record);
	page->service = ask->call->query[0];
	page->council = ask->call->query[1];
	page->from = london_micros(date_add(london_of(tx_now(ask->tx)).date, -SINCE_DAYS), 0, 0);
	struct concern concern = {.responsible = page->council};
	struct sharing what = {.concern = {page->council, page->council, page->council}};
	if (!allowed(ask, ACTION_READ_QUEUE, &concern))
		return false;
	const char *hours = hours_of(ask, page->service, page->council);
	if (!hours)
		return false;
	if (sight_of(ask, page->service, &what, false) != SEE_ALL)
		return refuse(ask, PROBLEM_WITHHELD, "service", NULL);
	partnership_load(ask->tx, &partnership, arena);
	struct calendar calendar =
	    council_calendar(partnership_council(&partnership, page->council));
	if (*hours)
		gather(ask, page, hours, &calendar);
	ask->answer->body = page;
	return store_well(ask);
}
