/* Where a desk that goes out stands today: chosen once a day, kept in the journal, and written on
 * every contact. */
#include "base/text.h"
#include "desk/counter.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "directory/partnership.h"

#include <string.h>
#include <strings.h>

#define VENUE_FIELD "venue.today" /* "2026-11-20 chorley-market" */

static void
today_text(const struct desk *desk, char day[11])
{
	date_format(day, london_of(desk->now).date);
}

const struct venue *
venue_today(const struct desk *desk)
{
	char day[11];
	const char *kept = typed_text(desk, VENUE_FIELD);
	today_text(desk, day);
	if (!kept || strncmp(kept, day, 10) != 0 || kept[10] != ' ')
		return NULL;
	return partnership_venue(&desk->councils, kept + 11);
}

bool
when_has_venues(const struct desk *desk)
{
	return counter_is_here(desk) && desk->councils.venue_count > 0;
}

bool
venue_wanted(const struct desk *desk)
{
	return desk->session && text_same(desk->session->desk_kind, "gateway") &&
	       desk->councils.venue_count && !venue_today(desk);
}

/* By id, name, or how the name begins. */
static const struct venue *
venue_named(const struct desk *desk, const char *words)
{
	const struct venue *found = partnership_venue(&desk->councils, words);
	for (size_t i = 0; !found && !text_blank(words) && i < desk->councils.venue_count; i++)
		if (strncasecmp(desk->councils.venues[i].name, words, strlen(words)) == 0)
			found = &desk->councils.venues[i];
	return found;
}

void
venue_choose(struct desk *desk, const char *words)
{
	struct arena *arena = &desk->effects.arena;
	const struct venue *venue = venue_named(desk, words);
	char day[11];
	today_text(desk, day);
	if (!venue) {
		desk_say(desk, TONE_WARN, _("There is no venue \"%s\"."), words ? words : "");
		return;
	}
	typed_set(desk, VENUE_FIELD, arena_printf(arena, "%s %s", day, venue->id), false);
	desk_say(desk, TONE_GOOD, _("Today's contacts are at %s."), venue->name);
}
