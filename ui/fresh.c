/* The words for what is no longer, or was never, vouched for: the same wherever it is quoted. */
#include "ui/screens.h"

const char *
say_freshness(struct freshness freshness, struct arena *arena)
{
	char day[32];
	switch (freshness.standing) {
	case STANDING_FRESH:
		break;
	case STANDING_STALE:
		date_words(day, sizeof day, freshness.since);
		return arena_printf(arena, _("Stale since %s"), day);
	case STANDING_NEVER_VOUCHED:
		return _("Never vouched for");
	}
	return NULL;
}

const char *
say_standing(struct freshness freshness)
{
	switch (freshness.standing) {
	case STANDING_FRESH:
		break;
	case STANDING_STALE:
		return _("Stale");
	case STANDING_NEVER_VOUCHED:
		return _("Never vouched for");
	}
	return NULL;
}

const char *
say_review(struct freshness freshness, struct date review_by, struct arena *arena)
{
	char day[32];
	const char *words = say_freshness(freshness, arena);
	if (words || !review_by.year)
		return words;
	date_words(day, sizeof day, review_by);
	return arena_printf(arena, _("review %s"), day);
}
