/* Who calls for a customer, and by what right: chosen, or written down. */
#include "desk/behalf.h"
#include "base/moment.h"
#include "desk/contact.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/matter.h"
#include "desk/signin.h"

#include <stdio.h>
#include <string.h>

enum { CENTURY_AHEAD = 60 };

/* ---- who it is now ---- */

static const struct relation *
relation_of(const struct hand *hand, const char *id)
{
	const struct customer *customer = hand_customer(hand);
	return customer && id ? list_find(&customer->relations, &relation_record, id) : NULL;
}

/* A household's member speaks for nobody; what was an authority once may be none now. */
static bool
represents(const struct relation *relation)
{
	return relation && text_same(relation->kind, "representative") &&
	       !text_blank(relation->authority);
}

const struct behalf *
behalf_of(const struct hand *hand, struct arena *arena)
{
	const struct behalf *said = hand ? hand->work->behalf : NULL;
	if (!said || !hand->work->customer)
		return NULL;
	struct behalf *now = record_copy(arena, &behalf_record, said);
	if (!said->relation || !hand_customer(hand))
		return now;
	const struct relation *relation = relation_of(hand, said->relation);
	bool holds = represents(relation);
	now->authority = holds ? arena_strdup(arena, relation->authority) : NULL;
	now->from = holds ? arena_strdup(arena, relation->from) : NULL;
	now->until = holds ? arena_strdup(arena, relation->until) : NULL;
	return now;
}

enum right
behalf_right(const struct desk *desk, const struct hand *hand, const struct behalf *behalf)
{
	char day[11];
	date_format(day, desk_day(desk, hand));
	if (text_blank(behalf->authority))
		return RIGHT_NONE;
	if (!text_blank(behalf->until) && strcmp(behalf->until, day) < 0)
		return RIGHT_OVER;
	return !text_blank(behalf->from) && strcmp(behalf->from, day) > 0 ? RIGHT_TO_COME
									  : RIGHT_HOLDS;
}

/* "PATEL, Nisha (Ms)" of a list, as it is said within a sentence: "Nisha PATEL". */
static const char *
spoken(const char *name, struct arena *arena)
{
	const char *comma = strstr(name, ", ");
	if (!comma)
		return arena_strdup(arena, name);
	size_t given = strcspn(comma + 2, "(");
	while (given && comma[1 + given] == ' ')
		given--;
	return given ? arena_printf(
			   arena, "%.*s %.*s", (int)given, comma + 2, (int)(comma - name), name)
		     : arena_strndup(arena, name, (size_t)(comma - name));
}

static const char *
name_of(const struct hand *hand, const struct relation *relation, struct arena *arena)
{
	const struct relative *relative =
	    hand->page ? list_find(&hand->page->relatives, &relative_record, relation->id) : NULL;
	const char *name = text_blank(relation->name) && relative ? relative->name : relation->name;
	return text_blank(name) ? NULL : spoken(name, arena);
}

static void
add_relations(const struct hand *hand, bool speak, struct arena *arena, struct list *out)
{
	LIST_EACH(struct relation, relation, &hand_customer(hand)->relations)
	{
		const char *name = name_of(hand, relation, arena);
		if (!name || text_same(relation->kind, "member") || represents(relation) != speak)
			continue;
		*(struct behalf *)list_add(arena, out, &behalf_record) =
		    (struct behalf){.relation = relation->id,
			.name = name,
			.role = relation->role,
			.authority = speak ? relation->authority : NULL,
			.from = relation->from,
			.until = relation->until};
	}
}

void
behalf_known(const struct hand *hand, struct arena *arena, struct list *out)
{
	if (!hand || !hand_customer(hand))
		return;
	add_relations(hand, true, arena, out);
	add_relations(hand, false, arena, out);
	if (!hand->page)
		return;
	LIST_EACH(struct relative, relative, &hand->page->relatives)
	if (relative->other_end && text_same(relative->kind, "household") &&
	    !text_blank(relative->name))
		*(struct behalf *)list_add(arena, out, &behalf_record) =
		    (struct behalf){.relation = relative->id,
			.name = spoken(relative->name, arena),
			.role = relative->role};
}

/* ---- what was typed ---- */

const char *
behalf_field(const struct desk *desk, const char *name, struct arena *arena)
{
	return arena_printf(arena, "behalf.%s.%s", desk->hand->work->id, name);
}

const char *
behalf_typed(const struct desk *desk, const char *name)
{
	char field[ID_LENGTH + 24];
	snprintf(field, sizeof field, "behalf.%s.%s", desk->hand->work->id, name);
	return typed_text(desk, field);
}

static const char *
trimmed(struct desk *desk, const char *name)
{
	const char *typed = behalf_typed(desk, name);
	return typed ? text_trim(arena_strdup(&desk->effects.arena, typed)) : "";
}

static void
set(struct desk *desk, const char *name, const char *text)
{
	typed_set(desk, behalf_field(desk, name, &desk->effects.arena), text, false);
}

static void
focus(struct desk *desk, const char *name)
{
	desk_focus(desk, behalf_field(desk, name, &desk->effects.arena));
}

void
behalf_drop(struct desk *desk, const struct hand *hand)
{
	char prefix[ID_LENGTH + 16];
	snprintf(prefix, sizeof prefix, "behalf.%s.", hand->work->id);
	typed_drop_under(desk, prefix);
}

/* ---- choosing ---- */

bool
behalf_works(const struct desk *desk)
{
	enum screen screen = desk_screen(desk);
	return desk->hand && desk->hand->work->customer &&
	       (screen == SCREEN_CUSTOMER || screen == SCREEN_DIALOGUE || screen == SCREEN_WRAP_UP);
}

void
behalf_open(struct desk *desk)
{
	matter_note_close(desk);
	desk_go(desk, SCREEN_BEHALF, NULL);
}

static void
take(struct desk *desk, const struct behalf *behalf)
{
	struct hand *hand = desk->hand;
	hand->work->behalf = behalf ? record_copy(&hand->arena, &behalf_record, behalf) : NULL;
	contact_keep(desk, hand);
	behalf_drop(desk, hand);
	desk_back(desk);
	const char *advice = behalf_advice(desk, hand);
	if (!advice)
		desk_say(desk, TONE_PLAIN, "%s", _("The customer speaks for themselves."));
	else if (behalf_right(desk, hand, behalf_of(hand, &desk->effects.arena)) == RIGHT_HOLDS)
		desk_say(desk, TONE_PLAIN, "%s", advice);
}

/* The last day, empty or as a date; false when it is none, with a sentence. */
static bool
read_until(struct desk *desk, const char **until)
{
	struct date day, today = london_of(desk->now).date,
			 later = {today.year + CENTURY_AHEAD, today.month, 1};
	micros when;
	char text[11];
	const char *typed = trimmed(desk, "until");
	*until = NULL;
	if (!*typed)
		return true;
	if (moment_read(typed, desk->now, &when)) {
		day = london_of(when - 1).date;
	} else if (!date_read(typed, later, &day) || date_compare(day, later) == 0) {
		desk_say(desk, TONE_WARN, "%s",
		    _("This is not a date. Write it as 1 3 2027 or 1 Mar 2027, or leave it "
		      "empty."));
		return false;
	}
	if (date_compare(day, today) < 0) {
		desk_say(desk, TONE_WARN, "%s",
		    _("This day is past: an authority that has ended is none."));
		return false;
	}
	date_format(text, day);
	*until = arena_strdup(&desk->effects.arena, text);
	return true;
}

/* An authority is written into the customer's record: it is theirs, not this contact's. */
static bool
record_authority(struct desk *desk, const struct behalf *behalf)
{
	struct arena *arena = &desk->effects.arena;
	const struct customer *old = hand_customer(desk->hand);
	const char *operation = desk_id(desk);
	if (!old || !command_permits(desk, ACTION_CHANGE_CUSTOMER)) {
		desk_say(desk, TONE_WARN, "%s",
		    old ? _("Your role may not write an authority down: go on without one.")
			: _("The record is not here yet, so no authority can be written into it: "
			    "go on without one."));
		return false;
	}
	struct customer *next = record_copy(arena, &customer_record, old);
	*(struct relation *)list_add(arena, &next->relations, &relation_record) =
	    (struct relation){.id = behalf->relation,
		.kind = "representative",
		.name = behalf->name,
		.authority = behalf->authority,
		.role = behalf->role,
		.from = behalf->from,
		.until = behalf->until};
	typed_set(desk, arena_printf(arena, "sent.%s.of", operation), old->id, false);
	return customer_send(desk, next, operation);
}

static void
save(struct desk *desk, const char *authority)
{
	struct arena *arena = &desk->effects.arena;
	char today[11];
	const char *name = trimmed(desk, "name"), *role = trimmed(desk, "role");
	if (!*name) {
		focus(desk, "name");
		desk_say(desk, TONE_WARN, "%s", _("Who is calling? A name is needed."));
		return;
	}
	struct behalf behalf = {.name = name, .role = *role ? role : NULL, .authority = authority};
	if (authority) {
		if (!read_until(desk, &behalf.until)) {
			focus(desk, "until");
			return;
		}
		date_format(today, desk_day(desk, desk->hand));
		behalf.from = arena_strdup(arena, today);
		behalf.relation = desk_id(desk);
		if (!record_authority(desk, &behalf))
			return;
	}
	take(desk, &behalf);
}

/* What was said on the phone is good for this day unless somebody says more. */
static void
choose_right(struct desk *desk, const char *authority)
{
	char day[32];
	if (!*trimmed(desk, "name")) {
		save(desk, NULL); /* says what is missing */
		return;
	}
	set(desk, "authority", authority);
	if (text_same(authority, "verbal_consent") && !*trimmed(desk, "until")) {
		date_words(day, sizeof day, desk_day(desk, desk->hand));
		set(desk, "until", day);
	}
	focus(desk, "until");
}

static bool
is_field(const struct desk *desk, const char *item, const char *name)
{
	char field[ID_LENGTH + 24];
	snprintf(field, sizeof field, "behalf.%s.%s", desk->hand->work->id, name);
	return text_same(item, field);
}

void
behalf_return(struct desk *desk, const char *last)
{
	static const char *const fields[] = {"name", "role", "until"};
	const char *here = "name";
	if (!text_same(desk_subject(desk), "new"))
		return;
	for (size_t i = 0; last && i < sizeof fields / sizeof *fields; i++)
		if (is_field(desk, last, fields[i]))
			here = fields[i];
	focus(desk, text_same(here, "until") && !behalf_typed(desk, "authority") ? "name" : here);
}

static void
choose(struct desk *desk, const char *relation)
{
	struct arena *arena = &desk->effects.arena;
	struct list known = {0};
	behalf_known(desk->hand, arena, &known);
	LIST_EACH(struct behalf, behalf, &known)
	if (text_same(behalf->relation, relation)) {
		take(desk, behalf);
		return;
	}
}

void
behalf_pick(struct desk *desk, const char *item)
{
	struct arena *arena = &desk->effects.arena;
	if (!desk->hand)
		return;
	if (text_same(item, "customer"))
		take(desk, NULL);
	else if (strncmp(item, "relation:", 9) == 0)
		choose(desk, item + 9);
	else if (text_same(item, "new")) {
		desk_go(desk, SCREEN_BEHALF, "new");
		focus(desk, "name");
	} else if (is_field(desk, item, "name"))
		focus(desk, "role");
	else if (is_field(desk, item, "role"))
		desk_focus(desk, behalf_typed(desk, "authority") ? "save" : "right:none");
	else if (text_same(item, "right:none"))
		save(desk, NULL);
	else if (text_same(item, "right:other")) {
		typed_drop(desk, behalf_field(desk, "authority", arena));
		desk_focus(desk, "right:none");
	} else if (strncmp(item, "right:", 6) == 0)
		choose_right(desk, item + 6);
	else if (text_same(item, "save") || is_field(desk, item, "until"))
		save(desk, behalf_typed(desk, "authority"));
}

void
behalf_send(struct desk *desk, const struct hand *hand, struct contact *contact)
{
	const struct behalf *behalf = behalf_of(hand, &desk->effects.arena);
	if (!behalf)
		return;
	contact->caller_relation = behalf->relation;
	contact->caller_name = behalf->name;
	contact->caller_role = behalf->role;
	if (behalf_right(desk, hand, behalf) == RIGHT_HOLDS)
		contact->authority = behalf->authority;
}
