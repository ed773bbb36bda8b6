/* Cases that belong together, said at one of them and shown at both: which kind of link, then the
 * reference of the other. */
#include "desk/cases.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "model/record_case.h"

#include <string.h>

const char *
case_link_kind(const struct desk *desk)
{
	const char *slash = strchr(desk_subject(desk), '/');
	return slash ? slash + 1 : NULL;
}

const char *
case_link_field(const struct desk *desk, struct arena *arena)
{
	return arena_printf(arena, "link.%s", desk_subject(desk));
}

void
case_link_open(struct desk *desk)
{
	desk_go(desk, SCREEN_LINK, arena_strdup(&desk->effects.arena, desk->case_page->record->id));
}

void
case_link_go(struct desk *desk, const char *kind, const char *reference)
{
	struct arena *arena = &desk->effects.arena;
	desk_go(desk, SCREEN_LINK, arena_printf(arena, "%s/%s", desk->case_page->record->id, kind));
	const char *field = case_link_field(desk, arena);
	if (reference)
		typed_set(desk, field, reference, false);
	desk_focus(desk, field);
}

static const struct case_link *
link_of(const struct desk *desk, const char *reference, const char *kind)
{
	LIST_EACH(struct case_link, link, &desk->case_page->record->links)
	if (text_same(link->reference, reference) && text_same(link->kind, kind))
		return link;
	return NULL;
}

/* Is it one that can be linked so? Else a sentence says why not. */
static const char *
fault_of(
    const struct desk *desk, const char *typed, const char *kind, char out[REFERENCE_LENGTH + 1])
{
	uint32_t number;
	if (text_blank(typed))
		return _("Write the reference of the other case, or Esc to leave it.");
	if (!reference_parse(typed, &number))
		return _(
		    "This is not a reference: it is written 4071-2283-7, and a digit is wrong.");
	reference_format(out, number);
	if (text_same(out, desk->case_page->record->reference))
		return _("That is this case itself.");
	return link_of(desk, out, kind) ? _("They are linked so already.") : NULL;
}

static void
link_to(struct desk *desk, const char *typed)
{
	struct arena *arena = &desk->effects.arena;
	const char *field = case_link_field(desk, arena);
	const char *kind = arena_strdup(arena, case_link_kind(desk));
	char reference[REFERENCE_LENGTH + 1];
	const char *fault = fault_of(desk, typed, kind, reference);
	if (fault) {
		desk_say(desk, TONE_WARN, "%s", fault);
		desk_focus(desk, field);
		return;
	}
	typed_drop(desk, field);
	desk_back(desk);
	case_send(
	    desk, &(struct case_event){
		      .kind = "link", .link = kind, .subject = arena_strdup(arena, reference)});
	desk_say(desk, TONE_GOOD, _("Linked with %s."), reference);
}

/* "KIND/REFERENCE" */
static void
take_off(struct desk *desk, const char *item)
{
	struct arena *arena = &desk->effects.arena;
	size_t length = strcspn(item, "/");
	const char *kind = arena_strndup(arena, item, length);
	const char *reference = arena_strdup(arena, item[length] ? item + length + 1 : "");
	if (!link_of(desk, reference, kind))
		return;
	desk_back(desk);
	case_send(desk, &(struct case_event){.kind = "unlink", .link = kind, .subject = reference});
	desk_say(desk, TONE_GOOD, _("No longer linked with %s."), reference);
}

void
case_link_pick(struct desk *desk, const char *item, const char *text)
{
	const char *field = case_link_field(desk, &desk->effects.arena);
	if (!desk->case_page)
		return;
	if (strncmp(item, "kind:", 5) == 0)
		case_link_go(desk, item + 5, NULL);
	else if (strncmp(item, "unlink:", 7) == 0)
		take_off(desk, item + 7);
	else if (text_same(item, field))
		link_to(desk, text ? text : typed_text(desk, field));
}

/* ---- shown at once ---- */

void
case_link_shown(struct desk *desk, const struct case_event *event)
{
	struct arena *arena = &desk->case_arena;
	struct list *links = &desk->case_page->record->links;
	const struct case_link *there = link_of(desk, event->subject, event->link);
	if (text_same(event->kind, "link") && !there)
		*(struct case_link *)list_add(arena, links, &case_link_record) =
		    (struct case_link){.reference = event->subject,
			.kind = event->link,
			.author = event->user,
			.at = event->at};
	else if (text_same(event->kind, "unlink") && there)
		list_remove(links, &case_link_record,
		    (size_t)(there - (const struct case_link *)links->items));
}
