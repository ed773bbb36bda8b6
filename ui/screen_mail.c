/* E-mail: what waits, one mail with who may have written it and what it may be about, and the
 * answer. Nothing of a mail is believed: who it says it is from is shown as what it says. */
#include "desk/drafts.h"
#include "desk/forms.h"
#include "desk/mails.h"
#include "desk/matter.h"
#include "desk/signin.h"
#include "ui/screens.h"

#include <string.h>

enum { BESIDE_LINES = 8 };

static const char *
from_words(const char *name, const char *address, struct arena *arena)
{
	if (text_blank(address))
		return text_blank(name) ? _("nobody") : name;
	return text_blank(name) ? address : arena_printf(arena, "%s <%s>", name, address);
}

static const char *
say_automatic(const char *automatic)
{
	return text_same(automatic, "bounce")  ? _("came back")
	       : text_same(automatic, "reply") ? _("answered by a program")
	       : text_same(automatic, "list")  ? _("sent to many")
					       : NULL;
}

const char *
say_mail_state(const struct mail_summary *mail, struct arena *arena)
{
	if (text_same(mail->state, "pending"))
		return _("not sent yet");
	if (text_same(mail->state, "sent"))
		return _("sent");
	if (text_same(mail->state, "failed"))
		return text_blank(mail->error)
			   ? _("could not be sent")
			   : arena_printf(arena, _("could not be sent: %s"), mail->error);
	if (text_same(mail->state, "taken") && mail->taken_by)
		return arena_printf(arena, _("%s has it"), mail->taken_by);
	return text_same(mail->state, "waiting") ? _("waits") : NULL;
}

/* ---- the list ---- */

void
screen_mails(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	page->strip_left =
	    forms_only(desk) ? _("Forms that wait") : _("E-mail and forms that wait");
	page->list_first = true;
	page_form_rows(desk, page);
	LIST_EACH(struct mail_summary, mail, &desk->mails.items)
	{
		if (forms_only(desk))
			break;
		bool taken = text_same(mail->state, "taken");
		const char *who = text_blank(mail->sender_name) ? mail->sender : mail->sender_name;
		const char *how = say_automatic(mail->automatic);
		struct item *row = page_row(page, arena_printf(arena, "mail:%s", mail->id),
		    council_short(desk, mail->council),
		    arena_printf(arena, "%s: %s", who ? who : _("nobody"),
			text_blank(mail->subject) ? _("without a subject") : mail->subject));
		row->detail = taken             ? say_mail_state(mail, arena)
			      : mail->reference ? arena_printf(arena, _("case %s"), mail->reference)
						: how;
		row->right = say_time(desk, mail->at, arena);
		if (taken || how)
			row->role = ROLE_DIM;
	}
	if (!page->count)
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    !desk->mails.loaded ? _("Loading the mails")
		    : forms_only(desk)  ? _("No form waits to be told whose it is.")
					: _("No mail and no form waits."));
	page->enter = _("take");
	page->pick = _("take");
}

/* ---- one mail ---- */

/* A line an item: what stood in a line of its own stays so. */
static void
add_lines(struct page *page, const char *label, const char *text, size_t most)
{
	struct arena *arena = page->arena;
	size_t count = 0;
	for (const char *at = text; at && *at;) {
		size_t length = strcspn(at, "\n");
		if (count++ == most) {
			page_add(page, ITEM_TEXT, ROLE_DIM, _("… E shows all of it"))->label = "";
			return;
		}
		page_add(page, ITEM_TEXT, ROLE_VALUE, arena_strndup(arena, at, length))->label =
		    count == 1 ? label : "";
		at += length;
		at += *at == '\n';
	}
}

static void
line(struct page *page, const char *label, const char *text)
{
	if (!text_blank(text))
		page_add(page, ITEM_TEXT, ROLE_TEXT, text)->label = label;
}

static void
files(struct page *page, const struct mail *mail)
{
	LIST_EACH(struct mail_file, file, &mail->files)
	line(page, _("Attached"),
	    arena_printf(page->arena, "%s (%s, %lld KiB)", file->name ? file->name : "?",
		file->type ? file->type : "?", (long long)(file->size + 1023) / 1024));
}

static void
guesses(const struct desk *desk, struct page *page, const struct mail *mail)
{
	const struct service *found[MAIL_GUESSES];
	size_t count = mail_guesses(desk, mail, found);
	for (size_t i = 0; i < count; i++)
		page_row(page, arena_printf(page->arena, "service:%s", found[i]->id), _("Perhaps"),
		    words_in(&found[i]->title, desk->language))
		    ->enter = _("open");
	if (count)
		page->focus = arena_printf(page->arena, "service:%s", found[0]->id);
}

static void
who_wrote(const struct desk *desk, struct page *page, const struct mail *mail)
{
	const struct customer *known = hand_customer(desk->hand);
	bool ours = desk->hand && text_same(desk->hand->work->mail, mail->id);
	line(page, _("From"),
	    arena_printf(page->arena, _("%s, as it says"),
		from_words(mail->sender_name, mail->sender, page->arena)));
	if (ours && desk->hand->work->customer) {
		line(page, _("Customer"), customer_line(desk, desk->hand, page->arena));
		return;
	}
	if (!known)
		LIST_EACH(struct candidate, person, &mail->candidates)
	candidate_row(page, "person:", _("Perhaps"), person)->enter = _("it is them");
}

void
screen_mail(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const struct mail *mail = mail_shown(desk);
	page->list_first = true;
	page->strip_left = _("E-mail");
	if (!mail) {
		page_add(page, ITEM_TEXT, ROLE_DIM,
		    desk_reaches(desk) ? _("Loading the mail")
				       : _("The mail comes when the CRM can be reached."));
		return;
	}
	page->strip_left =
	    text_blank(mail->subject) ? _("E-mail without a subject") : mail->subject;
	page->strip_right = arena_printf(
	    arena, "%s, %s", council_short(desk, mail->council), say_time(desk, mail->at, arena));
	who_wrote(desk, page, mail);
	line(page, _("Mark"), say_automatic(mail->automatic));
	if (mail->reference)
		page_row(page, arena_printf(arena, "case:%s", mail->reference), _("Case"),
		    mail->reference)
		    ->enter = _("open");
	guesses(desk, page, mail);
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	add_lines(page, "", mail->text ? mail->text : _("It has no text."), SIZE_MAX);
	if (mail->cut)
		page_add(
		    page, ITEM_TEXT, ROLE_WARN, _("It was longer: the rest is in the mailbox."));
	files(page, mail);
	if (answer_is_written(desk, mail->id))
		line(page, _("Answer"), _("is written; it goes when the contact is logged"));
	page->enter = _("open");
	page->pick = _("open");
}

/* ---- beside other work ---- */

void
page_mail(const struct desk *desk, struct page *page)
{
	const struct mail *mail = mail_in_hand(desk);
	if (!mail)
		return;
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	add_lines(page, _("MAIL"), mail->text ? mail->text : mail->subject, BESIDE_LINES);
}

void
page_answer_state(const struct desk *desk, struct page *page)
{
	const char *id = desk->hand ? desk->hand->work->mail : NULL;
	if (!id)
		return;
	bool written = answer_is_written(desk, id);
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	page_add(page, ITEM_TEXT, written ? ROLE_GOOD : ROLE_WARN,
	    written ? _("goes with it") : _("none is written: r writes it"))
	    ->label = _("Answer");
}

void
page_mails_of_case(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const struct list *mails = &desk->case_page->mails;
	if (mails->count)
		page_add(page, ITEM_HEADING, ROLE_LABEL, _("E-mail"));
	LIST_EACH(struct mail_summary, mail, mails)
	{
		bool out = text_same(mail->direction, "out");
		const char *words = out ? arena_printf(arena, _("to %s: %s"), mail->recipient,
					      mail->subject ? mail->subject : "")
					: arena_printf(arena, _("from %s: %s"), mail->sender,
					      mail->subject ? mail->subject : "");
		struct item *item = page_add(page, ITEM_TEXT,
		    text_same(mail->state, "failed") ? ROLE_ALARM : ROLE_TEXT, words);
		item->label = say_time(desk, mail->sent ? mail->sent : mail->at, arena);
		item->detail = say_mail_state(mail, arena);
	}
}

/* ---- the answer ---- */

void
screen_answer(const struct desk *desk, struct page *page)
{
	struct arena *arena = page->arena;
	const char *to = answer_to(desk), *field = answer_field(desk, arena);
	const struct mail *mail = mail_shown(desk);
	page->strip_left = to ? arena_printf(arena, _("Answer to %s"), to) : _("Answer");
	struct item *item = page_field(page, field, NULL, typed_text(desk, field), DESK_TEXT_LIMIT);
	item->multiline = true;
	item->enter = _("new line");
	page->focus = field;
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	for (const char *at = answer_tail(desk, arena); *at;) {
		size_t length = strcspn(at, "\n");
		page_add(page, ITEM_TEXT, ROLE_DIM, arena_strndup(arena, at, length));
		at += length;
		at += *at == '\n';
	}
	if (!mail)
		return;
	page_add(page, ITEM_RULE, ROLE_DIM, NULL);
	add_lines(page, _("MAIL"), mail->text, SIZE_MAX);
}
