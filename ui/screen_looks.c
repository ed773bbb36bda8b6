/* Unusual looking: what the rules found and nobody has decided, and one of them, with who looked,
 * at whom, when and why it is asked about. */
#include "desk/drafts.h"
#include "desk/looks.h"
#include "ui/screens.h"

static const char *
who(const struct unusual_look *look)
{
	return look->user_name ? look->user_name : look->user;
}

static const char *
whom(const struct unusual_look *look)
{
	return look->customer_name ? look->customer_name
	       : look->customer    ? _("somebody whose record is gone")
				   : _("several people");
}

void
screen_looks(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	page->strip_left = _("Unusual looking");
	page->list_first = true;
	LIST_EACH(struct unusual_look, look, &desk->looks)
	{
		const char *words =
		    look_is_own(desk, look)
			? arena_printf(
			      arena, _("You looked at %s: another officer decides"), whom(look))
			: arena_printf(arena, _("%s looked at %s"), who(look), whom(look));
		struct item *row = page_row(
		    page, arena_printf(arena, "look:%s", look->id), look_rule(look), words);
		row->right = say_time(desk, look->at, arena);
	}
	if (!desk->looks.count)
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    desk->looks_asked ? _("Going through the days that are over")
				      : _("Nothing is left to ask about."));
	page->enter = _("open");
	page->pick = _("open");
}

static const char *
council_of(const struct desk *desk, const char *id)
{
	const struct council *council =
	    desk->partnership && id ? list_find(&desk->partnership->councils, &council_record, id)
				    : NULL;
	return council ? council->short_name : id;
}

static void
say_look(const struct desk *desk, struct page *page, const struct unusual_look *look)
{
	struct arena *arena = page->arena;
	const char *council = council_of(desk, look->council);
	page_add(page, ITEM_TEXT, ROLE_TEXT,
	    arena_printf(arena, "%s (%s)%s%s%s%s", who(look), look->user,
		look->user_role ? ", " : "", look->user_role ? say_role(look->user_role) : "",
		council ? ", " : "", council ? council : ""));
	page_add(page, ITEM_TEXT, ROLE_TEXT,
	    look->looks > 1
		? arena_printf(arena, _("looked at %s %lld times, first %s"), whom(look),
		      (long long)look->looks, say_time(desk, look->at, arena))
		: arena_printf(
		      arena, _("looked at %s, %s"), whom(look), say_time(desk, look->at, arena)));
	if (!text_blank(look->why))
		page_add(page, ITEM_TEXT, ROLE_WARN, look->why);
}

void
screen_look(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const struct unusual_look *look = look_open(desk);
	page->strip_left = _("Unusual looking");
	if (!look) {
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    _("It is decided already, or has not come from the CRM yet."));
		return;
	}
	page->strip_right = look_rule(look);
	say_look(desk, page, look);
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	if (look_is_own(desk, look)) {
		page_add(page, ITEM_TEXT, ROLE_WARN,
		    _("This is your own looking: another officer decides."));
		return;
	}
	const char *field = look_field(look->id, arena);
	page_field(page, field, _("What came of it?"), typed_text(desk, field), 400)->enter =
	    _("next");
	page_row(page, "as:explained", NULL, _("It is explained"))->enter = _("decide");
	page_row(page, "as:taken_up", NULL, _("It is taken up"))->enter = _("decide");
	page_row(page, "as:no_concern", NULL, _("It is of no concern"))->enter = _("decide");
	page->pick = _("decide");
}
