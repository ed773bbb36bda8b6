/*
 * Notices on the desk: taken as the feed brings them, kept in the journal, over by the desk's own
 * clock. A notice that names no service speaks to the desk; with a script it speaks in every call.
 */
#include "desk/notices.h"
#include "base/alloc.h"
#include "desk/contact.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/matter.h"
#include "desk/pop.h"
#include "desk/state.h"

static void
keep_all(struct desk *desk)
{
	struct notice_page *page = arena_alloc(&desk->effects.arena, sizeof *page);
	page->items = desk->notices;
	if (desk->phase != PHASE_CHECKING) /* then they come from the journal */
		desk_keep(desk, &notice_page_record, "notices", page);
}

static const struct notice *
known(const struct desk *desk, const char *id)
{
	return list_find(&desk->notices, &notice_record, id);
}

/* Is it of this desk's council and site, or of the council whose call this is? */
static bool
speaks_here(const struct desk *desk, const struct notice *notice, const char *responsible)
{
	const char *const councils[] = {desk_at(desk), desk_council(desk), responsible};
	const char *site = desk->session ? desk->session->site : NULL;
	bool council = false;
	for (size_t i = 0; i < sizeof councils / sizeof *councils; i++)
		council = council || notice_concerns(notice, "council", councils[i]);
	return council && notice_concerns(notice, "site", site);
}

/* Do notices change what is said of the service there? */
static bool
is_switched(const struct desk *desk, const char *id, const char *responsible)
{
	const struct service *service = desk_service(desk, id, responsible);
	return !service ||
	       matrix_on(service, responsible, MECHANISM_CONTINGENCY, london_of(desk->now).date);
}

bool
notice_shown(const struct desk *desk, const struct notice *notice, const char *service,
    const char *responsible)
{
	if (!notice_in_force(notice, desk->now) || !speaks_here(desk, notice, responsible))
		return false;
	return !service ||
	       (notice_concerns(notice, "service", service) &&
		   (notice_names(notice, "service") || notice->script) &&
		   (notice_is_emergency(notice) || is_switched(desk, service, responsible)));
}

/* Home lists them while nothing is looked for. */
bool
home_in_sight(const struct desk *desk)
{
	return desk_screen(desk) == SCREEN_HOME && desk->find.mode == FIND_ANY &&
	       text_blank(typed_text(desk, "home.find"));
}

static bool
says_the_same(const struct notice *a, const struct notice *b)
{
	return text_same(a->text, b->text) &&
	       (text_same(a->script, b->script) || (!a->script && !b->script));
}

/* One that has just come in force here is said at once, wherever the advisor is. */
static void
announce(struct desk *desk, const struct notice *notice)
{
	const struct notice *was = known(desk, notice->id);
	bool own = desk->session && text_same(notice->author, desk->session->user);
	bool heard = was && notice_in_force(was, desk->now) && says_the_same(was, notice);
	if (desk->phase != PHASE_WORK || own || heard || home_in_sight(desk) ||
	    !notice_shown(desk, notice, NULL, NULL))
		return;
	desk_say(desk, notice_is_emergency(notice) ? TONE_ALARM : TONE_WARN, _("Notice: %s"),
	    notice->text);
}

void
notices_take(struct desk *desk, const struct list *notices)
{
	struct arena arena;
	struct list taken = {0};
	arena_init(&arena);
	LIST_EACH(struct notice, notice, notices)
	{
		announce(desk, notice);
		record_copy_into(
		    &arena, &notice_record, list_add(&arena, &taken, &notice_record), notice);
	}
	arena_release(&desk->notices_arena);
	desk->notices_arena = arena;
	desk->notices = taken;
	keep_all(desk);
}

void
notice_take(struct desk *desk, const struct notice *notice)
{
	struct list now = {0};
	struct arena *arena = &desk->effects.arena;
	*(struct notice *)list_add(arena, &now, &notice_record) = *notice;
	LIST_EACH(struct notice, other, &desk->notices)
	if (!text_same(other->id, notice->id))
		*(struct notice *)list_add(arena, &now, &notice_record) = *other;
	/* What is over and not prepared is nobody's any more. */
	for (size_t i = now.count; i-- > 0;) {
		const struct notice *at = LIST_AT(struct notice, &now, i);
		if (!at->prepared && at->until <= desk->now)
			list_remove(&now, &notice_record, i);
	}
	notices_take(desk, &now);
}
