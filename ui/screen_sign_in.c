/* Sign-in and lock: a name, a password, and why not. */
#include "desk/drafts.h"
#include "ui/screens.h"

void
screen_sign_in(const struct desk *desk, struct page *page)
{
	page->title_left = _("frontdesk");
	page->title_right = desk->id;
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	page_add(page, ITEM_TEXT, ROLE_TEXT, _("Sign in to this desk."));
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	if (desk->phase == PHASE_CHECKING) {
		page_add(page, ITEM_TEXT, ROLE_VALUE, desk->user);
		page->enter = _("wait");
		return;
	}
	page_field(page, "sign-in.user", _("Name"), typed_text(desk, "sign-in.user"), 60);
	struct item *password = page_field(
	    page, "sign-in.password", _("Password"), typed_text(desk, "sign-in.password"), 200);
	password->secret = true;
	page->enter = _("sign in");
}

/* Nothing of the work is shown; who may unlock it is. */
void
screen_lock(const struct desk *desk, struct page *page)
{
	page->title_left = _("frontdesk");
	page->title_right = desk->id;
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	page_add(page, ITEM_TEXT, ROLE_TEXT,
	    arena_printf(page->arena, _("Locked for %s. Everything is kept, sending goes on."),
		desk->session ? desk->session->name : ""));
	if (desk->stale)
		page_add(page, ITEM_TEXT, ROLE_WARN,
		    _("The CRM has ended the session: the password begins a new one."));
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	if (desk->phase == PHASE_PROVING)
		return;
	struct item *password = page_field(
	    page, "lock.password", _("Password"), typed_text(desk, "lock.password"), 200);
	password->secret = true;
	page->enter = _("unlock");
}
