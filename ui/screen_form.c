/* A form on the web of which it is not known whose it is: what was typed, and who it may be. It is
 * as little believed as a mail. */
#include "desk/forms.h"
#include "desk/signin.h"
#include "ui/screens.h"

static void
line(struct page *page, const char *label, const char *text)
{
	if (!text_blank(text))
		page_add(page, ITEM_TEXT, ROLE_TEXT, text)->label = label;
}

static void
typed(struct page *page, const struct web_form *form)
{
	struct arena *arena = page->arena;
	const struct address home = {
	    .line = form->line, .town = form->town, .postcode = form->postcode};
	char phone[40] = "";
	if (form->phone)
		phone_words(form->phone, phone, sizeof phone);
	line(page, _("Name"),
	    arena_printf(arena, "%s%s%s", form->given ? form->given : "",
		form->given && form->family ? " " : "", form->family ? form->family : ""));
	line(page, _("Born"), form->born);
	line(page, _("Address"), address_words(&home, arena));
	line(page, _("Telephone"), arena_strdup(arena, phone));
	line(page, _("E-mail"), form->email);
}

void
screen_form(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const struct web_form *form = form_shown(desk);
	page->list_first = true;
	page->strip_left = _("Who sent this form?");
	if (!form) {
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    desk_reaches(desk) ? _("Loading the form")
				       : _("The form comes when the CRM can be reached."));
		return;
	}
	page->strip_right = arena_printf(
	    arena, "%s, %s", council_short(desk, form->council), say_time(desk, form->at, arena));
	typed(page, form);
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	LIST_EACH(struct alike, alike, &form->candidates)
	page_alike(page, "person:", alike, false);
	if (!text_blank(form->family))
		page_row(page, "make", NULL, _("Somebody new"))->enter = _("new customer");
	if (form->reference)
		page_row(page, arena_printf(arena, "case:%s", form->reference), _("Case"),
		    arena_printf(arena, "%s  %s", form->reference, say_title(desk, form->service)))
		    ->enter = _("open");
	page->enter = _("it is them");
	page->pick = _("it is them");
}

void
page_form_rows(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	LIST_EACH(struct web_form_summary, form, &desk->mails.forms)
	{
		struct item *row = page_row(page, arena_printf(arena, "form:%s", form->id),
		    council_short(desk, form->council),
		    arena_printf(arena, _("Form of %s: %s"), form->name ? form->name : "",
			say_title(desk, form->service)));
		row->detail = _("who is it?");
		row->right = say_time(desk, form->at, arena);
	}
}
