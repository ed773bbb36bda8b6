/* What stands above a service and its dialogue when it is closed, or when somebody else does it. */
#include "desk/counter.h"
#include "directory/matrix.h"
#include "ui/screens.h"

const char *
service_hours(const struct service *service, const struct responsible *who)
{
	return service->hours ? service->hours : who->body ? who->body->hours : NULL;
}

/* Is it closed now? `until` says till when. */
static bool
closed_now(const struct desk *desk, const struct service *service, const struct responsible *who,
    char *until, size_t size)
{
	bool open;
	struct err err;
	const char *kept = service_hours(service, who);
	const struct council *council =
	    who->council ? who->council : partnership_council(&desk->councils, desk_council(desk));
	struct calendar calendar = council_calendar(council);
	return kept && hours_status(kept, &calendar, desk->now, &open, until, size, &err) == 0 &&
	       !open;
}

void
page_elsewhere(const struct desk *desk, struct page *page, const struct service *service,
    const struct responsible *who)
{
	struct arena *arena = page->arena;
	char until[80];
	const struct venue *venue = venue_today(desk);
	if (venue && !matrix_on(service, who->council ? who->council->id : desk_council(desk),
			 MECHANISM_OUTREACH, london_of(desk->now).date))
		page_add(page, ITEM_TEXT, ROLE_WARN,
		    arena_printf(arena, _("This is not served at %s."), venue->name))
		    ->label = _("ELSEWHERE");
	if (!*responsible_id(who) || who->shares_crm)
		return;
	const char *contact = responsible_contact(who, arena);
	/* Nobody is sent to ring a number that nobody answers now. */
	if (*contact && closed_now(desk, service, who, until, sizeof until))
		contact = arena_printf(arena, "%s (%s)", contact, until);
	page_add(page, ITEM_TEXT, ROLE_WARN,
	    *contact ? arena_printf(arena, _("%s does this there, not us: signpost. %s"),
			   responsible_name(who), contact)
		     : arena_printf(arena, _("%s does this there, not us: signpost."),
			   responsible_name(who)))
	    ->label = _("ELSEWHERE");
}

void
service_after_hours(const struct desk *desk, const struct service *service,
    const struct responsible *who, const char **words, const char **telephone)
{
	const struct council *council = who->council;
	*words = words_in(&service->out_of_hours, desk->language);
	*telephone = service->emergency;
	if (!text_blank(*words) || *telephone)
		return;
	if (!council && !who->body)
		council = partnership_council(&desk->councils, desk_council(desk));
	*words = council ? council->out_of_hours : who->body ? who->body->out_of_hours : NULL;
	*telephone = council ? council->emergency : who->body ? who->body->emergency : NULL;
}

void
page_closed(const struct desk *desk, struct page *page, const struct service *service,
    const struct responsible *who)
{
	char until[80];
	const char *words, *telephone;
	if (!closed_now(desk, service, who, until, sizeof until) ||
	    !responsible_serves(who, service, MECHANISM_OUT_OF_HOURS, london_of(desk->now).date))
		return;
	service_after_hours(desk, service, who, &words, &telephone);
	if (text_blank(words) && !telephone)
		return;
	page_add(page, ITEM_TEXT, ROLE_WARN,
	    telephone
		? arena_printf(page->arena, _("%s Out of hours: %s"), words ? words : "", telephone)
		: words)
	    ->label = _("CLOSED");
}
