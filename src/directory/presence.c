#include "directory/presence.h"
#include "base/text.h"
#include "model/permit.h"

enum known_of
officer_known(const struct officer *officer, micros now)
{
	if (!officer->state || officer->until <= now)
		return KNOWN_NOT;
	return text_same(officer->state, "in") ? KNOWN_IN : KNOWN_OUT;
}

micros
presence_until(
    const struct board_word *said, const char *hours, const struct calendar *calendar, micros now)
{
	struct err err;
	micros until = 0;
	if (said->until > now)
		return said->until;
	if (text_same(said->state, "out") && said->back > now)
		return said->back;
	/* The end of hours of the day itself. */
	if (due_after("0 days", hours, calendar, now, &until, &err) < 0)
		due_after("0 days", NULL, calendar, now, &until, &err);
	return until > now ? until : london_micros(date_add(london_of(now).date, 1), 0, 0);
}

void
officer_say(
    struct officer *officer, const struct board_word *said, const char *author, micros until)
{
	officer->state = said->state;
	officer->place = text_blank(said->place) ? NULL : said->place;
	officer->cover = text_blank(said->cover) ? NULL : said->cover;
	officer->back = text_same(said->state, "out") ? said->back : 0;
	officer->at = said->at;
	officer->until = until;
	officer->author = author;
}

bool
officer_permitted(const char *role, const char *council, const char *user, const char *team,
    const struct officer *officer)
{
	const struct concern concern = {.responsible = officer->council};
	return text_same(officer->id, user) || text_same(officer->team, team) ||
	       permitted(role, ACTION_SET_PRESENCE, council, &concern);
}
