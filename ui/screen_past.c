/* A contact of the past: who took it where, and for each enquiry what was asked and came of it. */
#include "ui/screens.h"

#include <string.h>

static void
line(struct page *page, const char *label, const char *text)
{
	if (!text_blank(text))
		page_add(page, ITEM_TEXT, ROLE_TEXT, text)->label = label;
}

/* "Chorley, Contact centre, desk 3"; the answering was in another's name: said too. */
static const char *
place_words(const struct desk *desk, const struct contact *contact, struct arena *arena)
{
	const struct desk_record *at = desk->partnership ? list_find(&desk->partnership->desks,
							       &desk_record_record, contact->desk)
							 : NULL;
	const struct site *site = at ? partnership_site(&desk->councils, at->site) : NULL;
	bool other = !text_same(contact->at, contact->as);
	return arena_printf(arena, "%s%s%s%s%s%s%s", council_short(desk, contact->at),
	    site ? ", " : "", site ? site->name : "", at ? ", " : "", at ? at->name : "",
	    other ? ", " : "",
	    other ? arena_printf(arena, _("as %s"), council_short(desk, contact->as)) : "");
}

static void
enquiry_items(const struct desk *desk, struct page *page, const struct enquiry *enquiry)
{
	struct arena *arena = page->arena;
	const char *outcome = say_outcome(enquiry->outcome);
	page_add(
	    page, ITEM_HEADING, ROLE_LABEL, arena_strdup(arena, say_title(desk, enquiry->service)));
	if (enquiry->offer_reply)
		outcome = text_same(enquiry->offer_reply, "no")      ? _("offered, said no")
			  : text_same(enquiry->offer_reply, "later") ? _("offered, said later")
								     : outcome;
	line(page, _("Outcome"), outcome);
	line(page, _("For"),
	    enquiry->responsible ? council_short(desk, enquiry->responsible) : NULL);
	if (enquiry->opens) {
		struct item *row =
		    page_row(page, arena_printf(arena, "case:%s", enquiry->opens->reference),
			_("Case"), enquiry->opens->reference);
		row->right = say_due(desk, enquiry->opens->due, arena);
		line(page, _("Promised"), enquiry->opens->promise);
	}
	line(page, _("Note"), enquiry->note);
	page_answers(desk, page, enquiry->service, enquiry->responsible, &enquiry->answers);
	if (enquiry->version)
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    arena_printf(arena, _("Asked by version %lld of the service"),
			(long long)enquiry->version));
}

void
screen_past(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const struct contact *contact = desk->past;
	page->list_first = true;
	if (!contact) {
		page->strip_left = _("Contact");
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    desk->past_loading ? _("Loading the contact") : _("The contact is not shown."));
		return;
	}
	page->strip_left =
	    arena_printf(arena, _("Contact of %s"), say_time(desk, contact->began, arena));
	page->strip_right = text_same(contact->direction, "out")
				? arena_printf(arena, _("%s, sent"), say_channel(contact->channel))
				: say_channel(contact->channel);
	line(page, _("At"), place_words(desk, contact, arena));
	line(page, _("By"), contact->user);
	if (contact->caller_name || contact->authority) {
		const struct behalf behalf = {.name = contact->caller_name,
		    .role = contact->caller_role,
		    .authority = contact->authority,
		    .until = contact->authority_until};
		line(page, _("For them"), say_behalf(&behalf, arena));
	}
	line(page, _("Note"), contact->note);
	page_correction(desk, page, contact->id);
	LIST_EACH(struct enquiry, enquiry, &contact->enquiries)
	enquiry_items(desk, page, enquiry);
	if (contact->withheld)
		page_add(page, ITEM_TEXT, ROLE_WARN,
		    _("There was more in this contact, which is not shown here."));
	page->enter = _("open");
	page->pick = _("open");
}
