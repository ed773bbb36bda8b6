/* What is picked on the pages of an entry, and how its forms are gone through. */
#include "base/alloc.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/state.h"

#include <string.h>

static bool
starts(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

/* Goes to the form of a part, on its first field. */
static void
go_to_form(struct desk *desk, const struct entry_spot *spot, const char *part)
{
	struct arena *arena = &desk->effects.arena;
	if (!entry_may_edit(desk)) {
		desk_say(desk, TONE_WARN, "%s", _("Only its owner's officer changes this entry."));
		return;
	}
	struct entry_spot inner = {spot->service, spot->council, arena_strdup(arena, part)};
	struct entry_form form;
	entry_form(desk, &inner, arena, &form);
	desk_go(desk, SCREEN_ENTRY_FORM,
	    entry_subject(inner.service, inner.council, inner.part, arena));
	if (form.count)
		desk_focus(desk, form.items[0].field);
}

void
entry_pick(struct desk *desk, const char *item)
{
	struct arena *arena = &desk->effects.arena;
	struct entry_spot spot = entry_spot(desk_subject(desk), arena);
	if (starts(item, "fact:") || strcmp(item, "about") == 0 || strcmp(item, "hours") == 0 ||
	    strcmp(item, "owner") == 0 || strcmp(item, "new-fact") == 0)
		go_to_form(desk, &spot, item);
	else if (strcmp(item, "wording") == 0 || strcmp(item, "councils") == 0)
		desk_go(desk, SCREEN_ENTRY_LIST,
		    entry_subject(spot.service, spot.council, item, arena));
	else if (strcmp(item, "common") == 0)
		entry_open(desk, spot.service, NULL);
}

void
entry_list_pick(struct desk *desk, const char *item)
{
	struct entry_spot spot = entry_spot(desk_subject(desk), &desk->effects.arena);
	if (starts(item, "prompt:"))
		go_to_form(desk, &spot, item);
	else if (starts(item, "council:"))
		entry_open(desk, spot.service,
		    arena_strdup(&desk->effects.arena, item + strlen("council:")));
}

/* ---- forms ---- */

/* "Late fee": late_fee, and the words as its label when they say more. */
static bool
name_fact(struct desk *desk, const struct entry_spot *spot, const char *typed)
{
	struct arena *arena = &desk->effects.arena;
	struct buf folded;
	buf_init(&folded, 200);
	text_fold(&folded, typed, strlen(typed));
	char *name = arena_strdup(arena, folded.data);
	buf_release(&folded);
	for (char *c = name; *c; c++)
		if (*c == ' ')
			*c = '_';
	if (!(name[0] >= 'a' && name[0] <= 'z') ||
	    strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(name)) {
		desk_say(desk, TONE_WARN, "%s",
		    _("A fact's name is of letters and figures, and begins with a letter."));
		return false;
	}
	typed_drop(desk, entry_field_name(spot->service, ":fact", arena));
	desk_back(desk);
	go_to_form(desk, spot, arena_printf(arena, "fact:%s", name));
	return true;
}

void
entry_form_leave(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	struct entry_spot spot = entry_spot(desk_subject(desk), arena);
	set_text(&desk->fault_field, NULL);
	set_text(&desk->fault, NULL);
	desk_back(desk);
	if (spot.part)
		desk_focus(desk, spot.part);
	entry_save(desk);
}

static bool
is_beside(const char *part)
{
	return strcmp(part, "submit") == 0 || strcmp(part, "approve") == 0 ||
	       strcmp(part, "return") == 0 || strcmp(part, "assure") == 0;
}

void
entry_form_pick(struct desk *desk, const char *item, const char *text)
{
	struct arena *arena = &desk->effects.arena;
	struct entry_spot spot = entry_spot(desk_subject(desk), arena);
	const char *part = spot.part ? spot.part : "";
	struct entry_form form;
	if (strcmp(part, "new-fact") == 0 && entry_is_field(item)) {
		name_fact(desk, &spot, text ? text : "");
		return;
	}
	if (strcmp(item, "act") == 0) {
		if (is_beside(part))
			entry_act(desk, part);
		else
			entry_form_leave(desk);
		return;
	}
	entry_form(desk, &spot, arena, &form);
	for (size_t i = 0; i < form.count; i++)
		if (strcmp(form.items[i].field, item) == 0) {
			desk_focus(desk, i + 1 < form.count ? form.items[i + 1].field : "act");
			return;
		}
}
