/* Who it is, how to reach them and why, in words. */
#include "base/i18n.h"
#include "base/text.h"
#include "directory/responsible.h"

#include <stdio.h>

const char *
responsible_id(const struct responsible *responsible)
{
	return responsible->council ? responsible->council->id
	       : responsible->body  ? responsible->body->id
				    : "";
}

const char *
responsible_name(const struct responsible *responsible)
{
	return responsible->council ? responsible->council->name
	       : responsible->body  ? responsible->body->name
				    : "";
}

const char *
responsible_contact(const struct responsible *responsible, struct arena *arena)
{
	const struct council *council = responsible->council;
	const struct body *body = responsible->body;
	const char *ways[] = {
	    council ? council->telephone
	    : body  ? body->telephone
		    : NULL,
	    council ? council->web
	    : body  ? body->web
		    : NULL,
	    council ? council->email
	    : body  ? body->email
		    : NULL,
	};
	enum { MOST = 2 }; /* so that it can be said in a breath */
	const char *all = "";
	size_t count = 0;
	for (size_t i = 0; i < sizeof ways / sizeof *ways && count < MOST; i++)
		if (!text_blank(ways[i])) {
			all = arena_printf(arena, "%s%s%s", all, *all ? ", " : "", ways[i]);
			count++;
		}
	return all;
}

static const char *
candidates_words(const struct responsible *responsible, struct arena *arena)
{
	const char *all = "";
	for (size_t i = 0; i < responsible->candidates && i < 6; i++) {
		const char *name = responsible->asks == WHO_ASK_BODY
				       ? responsible->bodies[i]->name
				       : responsible->councils[i]->name;
		all = arena_printf(arena, "%s%s%s", all, i ? ", " : "", name);
	}
	return responsible->candidates > 6 ? arena_printf(arena, _("%s and others"), all) : all;
}

static const char *
reason_words(
    const struct responsible *responsible, const struct service *service, struct arena *arena)
{
	const char *name = responsible_name(responsible);
	switch (responsible->reason) {
	case WHO_RUNG:
		return arena_printf(arena, _("every council has its own: %s was asked"), name);
	case WHO_DISTRICT:
		return arena_printf(arena, _("%s is the district council there"), name);
	case WHO_COUNTY:
	case WHO_ONLY_COUNTY:
		return arena_printf(arena, _("%s is the county council there"), name);
	case WHO_UNITARY:
		return arena_printf(arena, _("%s is the only council there"), name);
	case WHO_PARISH:
		return arena_printf(arena, _("%s is the parish council there"), name);
	case WHO_NO_PARISH:
		return arena_printf(
		    arena, _("there is no parish council: %s does it instead"), name);
	case WHO_BODY:
		return arena_printf(arena, _("%s does this there (%s)"), name, service->body);
	case WHO_ASK:
		return arena_printf(arena, _("the place does not tell: one of %s"),
		    candidates_words(responsible, arena));
	case WHO_NOBODY:
		break;
	}
	return _("nobody is known who does this there");
}

const char *
responsible_why(
    const struct responsible *responsible, const struct service *service, struct arena *arena)
{
	const char *why = reason_words(responsible, service, arena);
	const struct council *council = responsible->council;
	char day[32];
	struct date date;
	if (council && responsible->was && council->from && date_parse(council->from, &date)) {
		date_words(day, sizeof day, date);
		why = arena_printf(
		    arena, _("%s since %s, before %s"), why, day, responsible->was->name);
	}
	if (council && council->until && date_parse(council->until, &date)) {
		date_words(day, sizeof day, date);
		why = arena_printf(arena, _("%s until %s"), why, day);
	}
	return why;
}
