#include "desk/mails.h"
#include "base/alloc.h"
#include "desk/cases.h"
#include "desk/contact.h"
#include "desk/effects.h"
#include "desk/forms.h"
#include "desk/matter.h"
#include "desk/outbox.h"
#include "desk/signin.h"
#include "directory/matrix.h"

#include <string.h>

/* ---- asking ---- */

void
mails_ask(struct desk *desk)
{
	if (!desk_reaches(desk) || !command_permits(desk, ACTION_LOG_CONTACT) || desk->mails.asked)
		return;
	desk->mails.asked = desk_ask(desk, ROUTE_MAILS, REQUEST_READ, ASKED_MAILS, NULL)->number;
}

void
mails_reply(struct desk *desk, const struct reply *reply)
{
	const struct mail_list *page = reply->body;
	desk->mails.asked = 0;
	if (reply->problem != PROBLEM_NONE || !page)
		return;
	arena_release(&desk->mails.list_arena);
	arena_init(&desk->mails.list_arena);
	desk->mails.items = (struct list){0};
	LIST_EACH(struct mail_summary, mail, &page->items)
	record_copy_into(&desk->mails.list_arena, &mail_summary_record,
	    list_add(&desk->mails.list_arena, &desk->mails.items, &mail_summary_record), mail);
	desk->mails.forms = (struct list){0};
	LIST_EACH(struct web_form_summary, form, &page->forms)
	record_copy_into(&desk->mails.list_arena, &web_form_summary_record,
	    list_add(&desk->mails.list_arena, &desk->mails.forms, &web_form_summary_record), form);
	desk->mails.loaded = true;
}

static bool
is_here(const struct desk *desk, const char *id)
{
	return desk->mails.mail && text_same(desk->mails.mail->id, id);
}

static void
ask_mail(struct desk *desk, const char *id)
{
	set_text(&desk->mails.wanted, id);
	if (desk_reaches(desk))
		desk_ask(desk, ROUTE_MAIL, REQUEST_READ, ASKED_MAIL, id)->params[0] =
		    arena_strdup(&desk->effects.arena, id);
}

static void
take_mail(struct desk *desk, const struct mail *mail)
{
	struct arena arena;
	arena_init(&arena);
	struct mail *copy = record_copy(&arena, &mail_record, mail);
	arena_release(&desk->mails.arena);
	desk->mails.arena = arena;
	desk->mails.mail = copy;
}

void
mail_reply(struct desk *desk, const struct reply *reply, const char *id)
{
	if (!text_same(desk->mails.wanted, id))
		return;
	if (reply->problem != PROBLEM_NONE || !reply->body) {
		if (!is_here(desk, id))
			desk_say_problem(desk, reply);
		return;
	}
	take_mail(desk, reply->body);
	desk_focus(desk, NULL);
}

void
mail_changed(struct desk *desk, const struct feed_item *item)
{
	if (desk_screen(desk) == SCREEN_MAILS)
		mails_ask(desk);
	else if (item->version)
		desk->mails.came = true;
	if (desk_screen(desk) == SCREEN_CASE && desk->case_page && item->id &&
	    list_find(&desk->case_page->mails, &mail_summary_record, item->id))
		case_open_page(desk, arena_strdup(&desk->effects.arena, desk_subject(desk)));
}

static bool
shows_mail(const struct desk *desk)
{
	return desk_screen(desk) == SCREEN_MAIL || desk_screen(desk) == SCREEN_ANSWER;
}

void
mail_look_again(struct desk *desk)
{
	const char *id = desk->hand ? desk->hand->work->mail : NULL;
	if (desk->phase != PHASE_WORK)
		return;
	if (shows_mail(desk) && desk_subject(desk) && strncmp(desk_subject(desk), "case:", 5) != 0)
		id = desk_subject(desk);
	if (id && !is_here(desk, id))
		ask_mail(desk, arena_strdup(&desk->effects.arena, id));
	if (desk_screen(desk) == SCREEN_MAILS)
		mails_ask(desk);
	forms_look_again(desk);
}

void
mails_release(struct desk *desk)
{
	arena_release(&desk->mails.list_arena);
	arena_release(&desk->mails.arena);
	arena_release(&desk->mails.form_arena);
	set_text(&desk->mails.wanted, NULL);
}

/* ---- what is shown ---- */

const struct mail *
mail_shown(const struct desk *desk)
{
	return shows_mail(desk) && is_here(desk, desk_subject(desk)) ? desk->mails.mail : NULL;
}

const struct mail *
mail_in_hand(const struct desk *desk)
{
	const char *id = desk->hand ? desk->hand->work->mail : NULL;
	return id && is_here(desk, id) ? desk->mails.mail : NULL;
}

/* Subject first: who writes it says there what they want. */
size_t
mail_guesses(
    const struct desk *desk, const struct mail *mail, const struct service *guesses[MAIL_GUESSES])
{
	struct service_hit hits[MAIL_GUESSES * 2];
	struct buf words;
	size_t count = 0, found = 0;
	struct date today = london_of(desk->now).date;
	buf_init(&words, 600);
	for (int from = 0; from < 2 && !found; from++) {
		const char *text = from ? mail->text : mail->subject;
		buf_clear(&words);
		text_fold(&words, text ? text : "", strnlen(text ? text : "", 150));
		found = directory_search(
		    desk->directory, words.data, NULL, hits, sizeof hits / sizeof *hits);
	}
	for (size_t i = 0; i < found && count < MAIL_GUESSES; i++) {
		const struct service *service = desk_service(desk, hits[i].service, mail->council);
		if (service && matrix_on(service, mail->council, MECHANISM_EMAIL, today))
			guesses[count++] = service;
	}
	buf_release(&words);
	return count;
}

/* ---- going there ---- */

static void
show(struct desk *desk, const char *id)
{
	const char *own = arena_strdup(&desk->effects.arena, id);
	matter_note_close(desk);
	desk_go(desk, SCREEN_MAIL, own);
	if (!is_here(desk, own))
		ask_mail(desk, own);
}

void
mails_open(struct desk *desk)
{
	const char *mine = desk->hand ? desk->hand->work->mail : NULL;
	if (mine && desk_screen(desk) != SCREEN_MAIL) {
		show(desk, mine);
		return;
	}
	matter_note_close(desk);
	desk_go(desk, SCREEN_MAILS, NULL);
	desk->mails.came = false;
	mails_ask(desk);
}

/* ---- taking ---- */

static void
send_event(struct desk *desk, const char *mail, const char *kind, const char *label)
{
	struct arena *arena = &desk->effects.arena;
	struct mail_event *event = arena_alloc(arena, sizeof *event);
	*event = (struct mail_event){.id = desk_id(desk), .kind = kind};
	const char *id = arena_strdup(arena, mail);
	outbox_put(desk, ROUTE_PUT_MAIL_EVENT, id, event->id, event, label);
	struct mail_summary *line = list_find(&desk->mails.items, &mail_summary_record, id);
	if (line && strcmp(kind, "take") != 0)
		list_remove(&desk->mails.items, &mail_summary_record,
		    (size_t)(line - (struct mail_summary *)desk->mails.items.items));
}

static struct hand *
hand_with(const struct desk *desk, const char *mail)
{
	for (size_t i = 0; i < desk->hand_count; i++)
		if (text_same(desk->hands[i]->work->mail, mail) && !desk->hands[i]->work->ended)
			return desk->hands[i];
	return NULL;
}

/* A contact of its own begins with it, in the name of whose mailbox it came to. */
static void
take(struct desk *desk, const struct mail_summary *line)
{
	struct hand *hand = hand_with(desk, line->id);
	const char *who = text_blank(line->sender_name) ? line->sender : line->sender_name;
	if (hand) {
		contact_resume(desk, hand->work->id);
		show(desk, line->id);
		return;
	}
	if (desk->session && text_same(line->state, "taken") &&
	    !text_same(line->taken_by, desk->session->user)) {
		desk_say(desk, TONE_WARN, _("%s has taken it."), line->taken_by);
		return;
	}
	contact_park(desk);
	hand = contact_begin(desk);
	hand->work->channel = "email";
	hand->work->as = arena_strdup(&hand->arena, line->council);
	hand->work->mail = arena_strdup(&hand->arena, line->id);
	hand->work->label = arena_strndup(&hand->arena, who ? who : "", 100);
	contact_keep(desk, hand);
	send_event(desk, line->id, "take", _("Taking a mail"));
	desk_go(desk, SCREEN_MAILS, NULL);
	show(desk, hand->work->mail);
}

static const struct candidate *
candidate_of(const struct mail *mail, const char *id)
{
	return mail ? list_find(&mail->candidates, &candidate_record, id) : NULL;
}

static void
choose(struct desk *desk, const char *service)
{
	struct arena *arena = &desk->effects.arena;
	const char *id = arena_strdup(arena, service);
	const struct service *entry = desk_service(desk, id, desk_council(desk));
	if (entry && entry->dialogue)
		matter_open(desk, id);
	else
		desk_go(desk, SCREEN_SERVICE, id);
}

void
mails_pick(struct desk *desk, const char *item)
{
	const struct mail *mail = mail_shown(desk);
	const char *rest = strchr(item, ':');
	rest = rest ? rest + 1 : "";
	if (strncmp(item, "mail:", 5) == 0) {
		const struct mail_summary *line =
		    list_find(&desk->mails.items, &mail_summary_record, rest);
		if (line)
			take(desk, record_copy(&desk->effects.arena, &mail_summary_record, line));
	} else if (strncmp(item, "form:", 5) == 0) {
		form_open_page(desk, rest);
	} else if (strncmp(item, "service:", 8) == 0) {
		choose(desk, rest);
	} else if (strncmp(item, "case:", 5) == 0) {
		case_open_page(desk, arena_strdup(&desk->effects.arena, rest));
	} else if (strncmp(item, "person:", 7) == 0 && candidate_of(mail, rest)) {
		const char *id = arena_strdup(&desk->effects.arena, mail->id);
		contact_person(desk,
		    record_copy(&desk->effects.arena, &candidate_record, candidate_of(mail, rest)));
		desk_go(desk, SCREEN_MAIL, id);
	}
}

/* ---- giving it back ---- */

/* The contact that was begun for it goes, when nothing else is in it. */
static void
drop_contact(struct desk *desk, const char *mail)
{
	struct hand *hand = hand_with(desk, mail);
	if (!hand)
		return;
	hand->work->mail = NULL;
	contact_keep(desk, hand);
	if (hand == desk->hand && !contact_has_content(desk, hand))
		contact_vanish(desk);
}

static void
leave(struct desk *desk, const char *kind, const char *label)
{
	const char *id = arena_strdup(&desk->effects.arena, mail_shown(desk)->id);
	send_event(desk, id, kind, label);
	drop_contact(desk, id);
	desk_home(desk);
	desk_go(desk, SCREEN_MAILS, NULL);
}

void
mail_let_go(struct desk *desk)
{
	leave(desk, "release", _("Giving a mail back"));
	desk_say(desk, TONE_PLAIN, "%s", _("It waits again."));
}

void
mail_set_aside(struct desk *desk)
{
	leave(desk, "set_aside", _("Setting a mail aside"));
	desk_say(desk, TONE_PLAIN, "%s", _("Set aside: there is nothing to answer."));
}

void
mail_refused(struct desk *desk, const char *id)
{
	struct hand *hand = hand_with(desk, id);
	bool here = shows_mail(desk) && text_same(desk_subject(desk), id);
	drop_contact(desk, id);
	if (here && (!hand || !desk->hand)) {
		desk_home(desk);
		desk_go(desk, SCREEN_MAILS, NULL);
	}
	mails_ask(desk);
	desk_say(desk, TONE_WARN, "%s", _("Somebody else has taken this mail."));
}

/* ---- when its commands work ---- */

bool
when_away_from_mails(const struct desk *desk)
{
	return desk_screen(desk) != SCREEN_MAILS || forms_only(desk);
}

bool
when_can_set_aside(const struct desk *desk)
{
	return when_mail_taken(desk) || when_form_shown(desk);
}

bool
when_mail_taken(const struct desk *desk)
{
	return desk_screen(desk) == SCREEN_MAIL && mail_shown(desk) && desk->hand &&
	       text_same(desk->hand->work->mail, desk_subject(desk));
}

bool
when_can_answer(const struct desk *desk)
{
	enum screen screen = desk_screen(desk);
	if (screen == SCREEN_CASE) {
		bool wrote = false;
		if (!desk->case_page || desk->case_typing)
			return false;
		const struct case_record *record = desk->case_page->record;
		const struct service *service =
		    desk_service(desk, record->service, record->responsible);
		if (service && !matrix_on(service, record->responsible, MECHANISM_EMAIL,
				   london_of(desk->now).date))
			return false;
		LIST_EACH(struct mail_summary, mail, &desk->case_page->mails)
		wrote = wrote || (text_same(mail->direction, "in") && !mail->automatic);
		return wrote;
	}
	const struct mail *mail = screen == SCREEN_MAIL      ? mail_shown(desk)
				  : screen == SCREEN_WRAP_UP ? mail_in_hand(desk)
							     : NULL;
	return mail && !text_blank(mail->sender) && !text_same(mail->automatic, "bounce");
}
