/*
 * The supervisor's notices: those in force and prepared, and the form in which one is written,
 * switched on and switched off. What is typed is a draft from its first key, under the notice it is
 * of ("new" for one that is not there yet), until the CRM has taken it.
 */
#include "base/alloc.h"
#include "base/moment.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/matter.h"
#include "desk/notices.h"
#include "desk/outbox.h"
#include "desk/state.h"

#include <stdlib.h>
#include <string.h>

#define NEW "new"

const struct notice_field notice_fields[] = {
    {"text", N_("Notice"), 400},
    {"script", N_("Say first"), 1000},
    {"services", N_("Services"), 400},
    {"councils", N_("Councils"), 400},
    {"sites", N_("Sites"), 400},
    {"until", N_("Until"), 60},
};
const size_t notice_field_count = sizeof notice_fields / sizeof *notice_fields;

const char *
notice_field(const char *id, const char *name, struct arena *arena)
{
	return arena_printf(arena, "notice.%s.%s", id, name);
}

const struct notice *
notice_edited(const struct desk *desk)
{
	return list_find(&desk->notices, &notice_record, desk_subject(desk));
}

/* ---- names of what a notice speaks of ---- */

struct nameable {
	const char *id, *name;
};

struct nameables {
	struct nameable *items;
	size_t count;
};

static void
gather_services(const struct desk *desk, struct nameables *out, struct arena *arena)
{
	out->items =
	    arena_alloc(arena, (directory_count(desk->directory) + 1) * sizeof *out->items);
	for (size_t i = 0; i < directory_count(desk->directory); i++) {
		const char *id = directory_nth(desk->directory, i);
		out->items[out->count++] =
		    (struct nameable){id, directory_title(desk->directory, id, desk->language)};
	}
}

static void
gather_councils(const struct desk *desk, struct nameables *out, struct arena *arena)
{
	const struct list *councils = &desk->partnership->councils;
	out->items = arena_alloc(arena, (councils->count + 1) * sizeof *out->items);
	LIST_EACH(struct council, council, councils)
	out->items[out->count++] = (struct nameable){
	    council->id, council->short_name ? council->short_name : council->name};
}

/* Sites of several councils have the same name. */
static void
gather_sites(const struct desk *desk, struct nameables *out, struct arena *arena)
{
	const struct list *sites = &desk->partnership->sites;
	out->items = arena_alloc(arena, (sites->count + 1) * sizeof *out->items);
	LIST_EACH(struct site, site, sites)
	out->items[out->count++] = (struct nameable){site->id,
	    arena_printf(arena, "%s (%s)", site->name, council_short(desk, site->council))};
}

static struct nameables
gather(const struct desk *desk, const char *kind, struct arena *arena)
{
	struct nameables all = {0};
	if (text_same(kind, "service"))
		gather_services(desk, &all, arena);
	else if (desk->partnership && text_same(kind, "council"))
		gather_councils(desk, &all, arena);
	else if (desk->partnership)
		gather_sites(desk, &all, arena);
	return all;
}

const char *
notice_scope_words(
    const struct desk *desk, const struct notice *notice, const char *kind, struct arena *arena)
{
	struct nameables all = gather(desk, kind, arena);
	const char *words = "";
	LIST_EACH(struct notice_scope, scope, &notice->scope)
	{
		if (!text_same(scope->kind, kind))
			continue;
		const char *name = scope->id;
		for (size_t i = 0; i < all.count; i++)
			if (text_same(all.items[i].id, scope->id))
				name = all.items[i].name;
		words = arena_printf(arena, "%s%s%s", words, *words ? "; " : "", name);
	}
	return words;
}

static const char *
folded(const char *text, struct arena *arena)
{
	struct buf out;
	buf_init(&out, 4000);
	text_fold(&out, text, strlen(text));
	const char *copy = arena_strdup(arena, out.data);
	buf_release(&out);
	return copy;
}

/* The one of this id or name, or the only one with these words in it. Else null and, when there are
 * several, some of them. */
static const struct nameable *
named(const struct nameables *all, const char *words, const char **several, struct arena *arena)
{
	const struct nameable *found = NULL;
	const char *wanted = folded(words, arena);
	size_t count = 0;
	*several = "";
	for (size_t i = 0; i < all->count; i++) {
		const struct nameable *item = &all->items[i];
		const char *name = folded(item->name, arena);
		if (strcmp(name, wanted) == 0 || word_equal(item->id, words))
			return item;
		if (!strstr(name, wanted))
			continue;
		found = item;
		if (count++ < 3)
			*several = arena_printf(
			    arena, "%s%s%s", *several, **several ? "; " : "", item->name);
	}
	return count == 1 ? found : NULL;
}

/* ---- the values of the form ---- */

static const char *
kept_value(
    const struct desk *desk, const struct notice *notice, const char *name, struct arena *arena)
{
	if (!notice)
		return NULL;
	if (text_same(name, "text"))
		return notice->text;
	if (text_same(name, "script"))
		return notice->script;
	if (text_same(name, "services"))
		return notice_scope_words(desk, notice, "service", arena);
	if (text_same(name, "councils"))
		return notice_scope_words(desk, notice, "council", arena);
	if (text_same(name, "sites"))
		return notice_scope_words(desk, notice, "site", arena);
	if (text_same(name, "kind"))
		return notice->kind;
	if (text_same(name, "prepared"))
		return notice->prepared ? "yes" : NULL;
	if (text_same(name, "until") && notice_in_force(notice, desk->now)) {
		struct london end = london_of(notice->until);
		char day[32];
		date_words(day, sizeof day, end.date);
		return arena_printf(arena, "%s %02d:%02d", day, end.hour, end.minute);
	}
	return NULL;
}

const char *
notice_value(const struct desk *desk, const char *name, struct arena *arena)
{
	const char *typed = typed_text(desk, notice_field(desk_subject(desk), name, arena));
	const char *value = typed ? typed : kept_value(desk, notice_edited(desk), name, arena);
	return value ? value : "";
}

static bool
fault(struct desk *desk, const char *name, const char *sentence)
{
	const char *field = notice_field(desk_subject(desk), name, &desk->effects.arena);
	set_text(&desk->fault_field, field);
	set_text(&desk->fault, sentence);
	desk_focus(desk, field);
	desk_say(desk, TONE_WARN, "%s", sentence);
	return false;
}

static bool
add_scope(struct desk *desk, struct notice *notice, const struct nameables *all, const char *kind,
    const char *name, const char *words)
{
	struct arena *arena = &desk->effects.arena;
	const char *several;
	const struct nameable *item = named(all, words, &several, arena);
	if (!item)
		return fault(desk, name,
		    *several ? arena_printf(arena, _("Which one: %s?"), several)
			     : arena_printf(arena, _("There is no \"%s\"."), words));
	*(struct notice_scope *)list_add(arena, &notice->scope, &notice_scope_record) =
	    (struct notice_scope){kind, item->id};
	return true;
}

/* "gritting; missed bin", or with commas where no name has one. */
static bool
read_scope(struct desk *desk, struct notice *notice, const char *kind, const char *name)
{
	struct arena *arena = &desk->effects.arena;
	const char *typed = notice_value(desk, name, arena), *several;
	struct nameables all = gather(desk, kind, arena);
	if (text_blank(typed))
		return true;
	if (named(&all, typed, &several, arena))
		return add_scope(desk, notice, &all, kind, name, typed);
	const char *between = strchr(typed, ';') ? ";" : ",";
	char *rest = NULL, *words = strtok_r(arena_strdup(arena, typed), between, &rest);
	for (; words; words = strtok_r(NULL, between, &rest)) {
		words = text_trim(words);
		if (*words && !add_scope(desk, notice, &all, kind, name, words))
			return false;
	}
	return true;
}

static bool
read_until(struct desk *desk, struct notice *notice)
{
	const char *typed = notice_value(desk, "until", &desk->effects.arena);
	if (text_blank(typed))
		return fault(desk, "until", _("A notice has an end: say until when."));
	if (!moment_read(typed, desk->now, &notice->until))
		return fault(desk, "until",
		    _("Write a time to come: 14:00, 2 hours, 3 days, or 1 Dec 14:00."));
	return true;
}

static const char *
filled(struct desk *desk, const char *name)
{
	const char *value = notice_value(desk, name, &desk->effects.arena);
	return text_blank(value) ? NULL : text_trim(arena_strdup(&desk->effects.arena, value));
}

static bool
read_form(struct desk *desk, struct notice *notice)
{
	const struct notice *was = notice_edited(desk);
	*notice = (struct notice){.id = arena_strdup(&desk->effects.arena, desk_subject(desk)),
	    .revision = was ? was->revision : 0,
	    .text = filled(desk, "text"),
	    .script = filled(desk, "script"),
	    .kind = filled(desk, "kind"),
	    .prepared = text_same(filled(desk, "prepared"), "yes")};
	if (!notice->text)
		return fault(desk, "text", _("Write the notice."));
	return read_scope(desk, notice, "service", "services") &&
	       read_scope(desk, notice, "council", "councils") &&
	       read_scope(desk, notice, "site", "sites");
}

/* ---- opening and saving ---- */

static void
clear_fault(struct desk *desk)
{
	set_text(&desk->fault_field, NULL);
	set_text(&desk->fault, NULL);
}

void
notice_open(struct desk *desk, const char *id)
{
	struct arena *arena = &desk->effects.arena;
	clear_fault(desk);
	desk_go(desk, SCREEN_NOTICE, id);
	const struct notice *notice = notice_edited(desk);
	bool on = notice && notice_in_force(notice, desk->now);
	const char *until = notice_field(id, "until", arena);
	if (!on && text_blank(typed_text(desk, until)))
		typed_set(desk, until, _("2 hours"), false);
	desk_focus(desk, notice ? until : notice_field(id, "text", arena));
}

/* What was typed for a new notice is from now on typed for this one, until the CRM has taken it. */
static void
move_drafts(struct desk *desk, const char *to)
{
	static const char *const choices[] = {"kind", "prepared"};
	struct arena *arena = &desk->effects.arena;
	for (size_t i = 0; i < notice_field_count + 2; i++) {
		const char *name = i < notice_field_count ? notice_fields[i].name
							  : choices[i - notice_field_count];
		const char *typed = typed_text(desk, notice_field(NEW, name, arena));
		if (typed)
			typed_set(
			    desk, notice_field(to, name, arena), arena_strdup(arena, typed), false);
	}
	typed_drop_under(desk, "notice." NEW ".");
}

/* Shown here at once; the CRM's own answer replaces it. */
static void
save(struct desk *desk, struct notice *notice, const char *said)
{
	struct arena *arena = &desk->effects.arena;
	if (text_same(notice->id, NEW)) {
		notice->id = desk_id(desk);
		move_drafts(desk, notice->id);
	}
	struct notice *body = arena_alloc(arena, sizeof *body);
	*body = *notice;
	outbox_put(desk, ROUTE_PUT_NOTICE, notice->id, NULL, body,
	    arena_printf(arena, _("Notice: %s"), notice->text));
	if (!notice->from)
		notice->from = desk->now;
	notice->author = desk->session ? desk->session->user : NULL;
	notice->revision++; /* what it becomes there: the next change may come before the answer */
	notice_take(desk, notice);
	clear_fault(desk);
	desk_back(desk);
	desk_say(desk, TONE_GOOD, "%s", said);
}

static void
switch_on(struct desk *desk)
{
	const struct notice *was = notice_edited(desk);
	struct notice notice;
	if (!read_form(desk, &notice) || !read_until(desk, &notice))
		return;
	if (was && notice_in_force(was, desk->now))
		notice.from = was->from;
	char time[40];
	london_day_time(time, sizeof time, notice.until);
	save(desk, &notice,
	    arena_printf(&desk->effects.arena, _("On at all desks until %s."), time));
}

static void
switch_off(struct desk *desk)
{
	const struct notice *was = notice_edited(desk);
	if (!was)
		return;
	struct notice notice =
	    *(struct notice *)record_copy(&desk->effects.arena, &notice_record, was);
	notice.until = desk->now;
	save(desk, &notice, _("Off at all desks."));
}

/* Kept for a day to come, without being switched on or off. */
static void
prepare(struct desk *desk)
{
	const struct notice *was = notice_edited(desk);
	struct notice notice;
	if (!read_form(desk, &notice))
		return;
	notice.prepared = true;
	notice.from = was ? was->from : desk->now;
	notice.until = was ? was->until : desk->now;
	save(desk, &notice, _("Prepared: it is switched on from this list."));
}

static void
turn(struct desk *desk, const char *name, const char *one, const char *other)
{
	struct arena *arena = &desk->effects.arena;
	const char *now = notice_value(desk, name, arena);
	typed_set(desk, notice_field(desk_subject(desk), name, arena),
	    text_same(now, one) ? other : one, false);
}

static void
next_field(struct desk *desk, const char *item)
{
	struct arena *arena = &desk->effects.arena;
	const char *id = desk_subject(desk);
	for (size_t i = 0; i + 1 < notice_field_count; i++)
		if (text_same(notice_field(id, notice_fields[i].name, arena), item)) {
			desk_focus(desk, notice_field(id, notice_fields[i + 1].name, arena));
			return;
		}
	desk_focus(desk, "switch-on");
}

void
notice_pick(struct desk *desk, const char *item)
{
	if (strcmp(item, "new-notice") == 0)
		notice_open(desk, NEW);
	else if (strncmp(item, "notice:", 7) == 0)
		notice_open(desk, item + 7);
	else if (desk_screen(desk) != SCREEN_NOTICE)
		return;
	else if (strcmp(item, "kind") == 0)
		turn(desk, "kind", "emergency", "notice");
	else if (strcmp(item, "prepared") == 0)
		turn(desk, "prepared", "yes", "no");
	else if (strcmp(item, "switch-on") == 0)
		switch_on(desk);
	else if (strcmp(item, "switch-off") == 0)
		switch_off(desk);
	else if (strcmp(item, "prepare") == 0)
		prepare(desk);
	else if (strncmp(item, "notice.", 7) == 0)
		next_field(desk, item);
}
