/* The answer to a mail: greeted in the customer's language, signed by the council, kept as it is
 * typed. */
#include "base/alloc.h"
#include "desk/customer.h"
#include "desk/drafts.h"
#include "desk/effects.h"
#include "desk/mails.h"
#include "desk/matter.h"
#include "desk/outbox.h"

#include <string.h>

#define CASE_PREFIX "case:"

/* What a letter has whatever it is about. A customer whose language is none of these is written to
 * in that of the desk. */
static const struct {
	const char *language, *dear, *nobody, *reference, *sign;
} letters[] = {{"en", "Dear %s,\n\n", "Sir or Madam", "Your reference is %s.", "Yours sincerely,"},
    {"cy", "Annwyl %s,\n\n", "Syr neu Fadam", "Eich cyfeirnod yw %s.", "Yn gywir,"}};

static size_t
letter_of(const struct desk *desk, const struct hand *hand)
{
	const char *language = customer_speaks(desk, hand);
	if (!language)
		language = desk->language;
	for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
		if (text_same(letters[i].language, language))
			return i;
	return text_same(desk->language, "cy");
}

/* The one place of a text that stands for something. */
static const char *
put_in(const char *words, const char *what, struct arena *arena)
{
	const char *hole = strstr(words, "%s");
	return arena_printf(arena, "%.*s%s%s", (int)(hole - words), words, what, hole + 2);
}

/* ---- what it is about ---- */

static const char *
subject_case(const struct desk *desk)
{
	const char *subject = desk_screen(desk) == SCREEN_ANSWER ? desk_subject(desk) : NULL;
	return subject && strncmp(subject, CASE_PREFIX, strlen(CASE_PREFIX)) == 0
		   ? subject + strlen(CASE_PREFIX)
		   : NULL;
}

static const struct case_page *
case_of(const struct desk *desk)
{
	const char *id = subject_case(desk);
	const struct case_page *page = desk->case_page;
	return id && page && page->record && text_same(page->record->id, id) ? page : NULL;
}

/* The last that somebody wrote about it. */
static const struct mail_summary *
last_in(const struct case_page *page)
{
	if (page)
		LIST_EACH(struct mail_summary, mail, &page->mails)
	if (text_same(mail->direction, "in") && !mail->automatic)
		return mail;
	return NULL;
}

/* The hand that the mail on the screen belongs to: in front, or none. */
static const struct hand *
hand_of(const struct desk *desk, const char *mail)
{
	return desk->hand && text_same(desk->hand->work->mail, mail) ? desk->hand : NULL;
}

const char *
answer_field(const struct desk *desk, struct arena *arena)
{
	return arena_printf(arena, "reply.%s", desk_subject(desk));
}

const char *
answer_to(const struct desk *desk)
{
	const struct mail_summary *last = last_in(case_of(desk));
	const struct mail *mail = mail_shown(desk);
	return last ? last->sender : mail ? mail->sender : NULL;
}

/* ---- its words ---- */

static const char *
greeting(const struct desk *desk, const struct hand *hand, const char *name, struct arena *arena)
{
	size_t letter = letter_of(desk, hand);
	const struct customer *customer = hand_customer(hand);
	const struct person_name *known = customer && customer->names.count
					      ? LIST_AT(struct person_name, &customer->names, 0)
					      : NULL;
	if (known && !text_blank(known->title) && !text_blank(known->family))
		name = arena_printf(arena, "%s %s", known->title, known->family);
	else if (known && !text_blank(known->family))
		name = arena_printf(arena, "%s%s%s", known->given ? known->given : "",
		    text_blank(known->given) ? "" : " ", known->family);
	if (text_blank(name))
		name = letters[letter].nobody;
	return put_in(letters[letter].dear, name, arena);
}

static const char *
council_words(const struct desk *desk, const char *id)
{
	const struct council *council = partnership_council(&desk->councils, id);
	return council && council->name ? council->name : id ? id : "";
}

/* Of each matter that opens a case: its reference, and what was promised, when that can be said in
 * the letter's language. */
static void
add_matters(const struct desk *desk, const struct hand *hand, size_t letter, struct buf *out,
    struct arena *arena)
{
	if (!hand)
		return;
	LIST_EACH(struct matter, matter, &hand->work->matters)
	{
		struct proposal proposal;
		matter_proposal(desk, hand, matter, arena, &proposal);
		if (!proposal.queue || !matter->reference)
			continue;
		buf_puts(out, put_in(letters[letter].reference, matter->reference, arena));
		if (!text_blank(proposal.promise) &&
		    text_same(letters[letter].language, desk->language))
			buf_printf(out, " %s", proposal.promise);
		buf_putc(out, '\n');
	}
}

static const char *
tail_of(const struct desk *desk, const struct hand *hand, const char *council, struct arena *arena)
{
	size_t letter = letter_of(desk, hand);
	struct buf out;
	buf_init(&out, 4000);
	add_matters(desk, hand, letter, &out, arena);
	if (out.length)
		buf_putc(&out, '\n');
	buf_printf(&out, "%s\n%s", letters[letter].sign, council_words(desk, council));
	const char *text = arena_strdup(arena, out.data);
	buf_release(&out);
	return text;
}

const char *
answer_tail(const struct desk *desk, struct arena *arena)
{
	const struct case_page *page = case_of(desk);
	const struct mail *mail = mail_shown(desk);
	const struct mail_summary *last = last_in(page);
	return tail_of(desk, mail ? hand_of(desk, mail->id) : NULL,
	    last   ? last->council
	    : mail ? mail->council
		   : NULL,
	    arena);
}

bool
answer_is_written(const struct desk *desk, const char *mail)
{
	char field[ID_LENGTH + 16] = "reply.";
	strncat(field, mail, ID_LENGTH + sizeof CASE_PREFIX);
	const char *text = typed_text(desk, field);
	const char *line = text ? strchr(text, '\n') : NULL;
	/* More than the line that greets. */
	return text && !text_blank(line ? line : text);
}

/* ---- writing ---- */

void
answer_open(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	bool of_case = desk_screen(desk) == SCREEN_CASE;
	const char *id = of_case                               ? desk->case_page->record->id
			 : desk_screen(desk) == SCREEN_WRAP_UP ? desk->hand->work->mail
							       : desk_subject(desk);
	const char *subject =
	    of_case ? arena_printf(arena, CASE_PREFIX "%s", id) : arena_strdup(arena, id);
	desk_go(desk, SCREEN_ANSWER, subject);
	const char *field = answer_field(desk, arena);
	if (!typed_text(desk, field)) {
		const struct mail *mail = mail_shown(desk);
		const struct mail_summary *last = last_in(case_of(desk));
		const char *name = last ? last->sender_name : mail ? mail->sender_name : NULL;
		typed_set(desk, field,
		    greeting(desk, mail ? hand_of(desk, mail->id) : NULL, name, arena), false);
	}
	desk_focus(desk, field);
}

static void
send(struct desk *desk, const struct mail_reply *reply, const char *field, const char *chain,
    const char *to)
{
	struct arena *arena = &desk->effects.arena;
	const char *operation = desk_id(desk);
	struct request request = {.route = ROUTE_PUT_MAIL,
	    .class = REQUEST_WRITE,
	    .params = {reply->id},
	    .operation = operation,
	    .chain = chain,
	    .body = reply};
	/* Should the CRM refuse it, it comes back into its field. */
	typed_set(desk, arena_printf(arena, "sent.%s.%s", operation, field),
	    arena_strdup(arena, typed_text(desk, field)), false);
	outbox_send(desk, &request, arena_printf(arena, _("Answer to %s"), to ? to : ""));
	typed_drop(desk, field);
}

static struct mail_reply *
written(struct desk *desk, const char *field, const char *tail)
{
	struct arena *arena = &desk->effects.arena;
	struct mail_reply *reply = arena_alloc(arena, sizeof *reply);
	const char *text = typed_text(desk, field);
	*reply = (struct mail_reply){
	    .id = desk_id(desk), .text = arena_printf(arena, "%s\n\n%s\n", text, tail)};
	return reply;
}

/* About a case, or a mail that is in nobody's hand: at once. With a contact in hand it waits for
 * it. */
void
answer_save(struct desk *desk)
{
	struct arena *arena = &desk->effects.arena;
	const char *subject = arena_strdup(arena, desk_subject(desk));
	const char *field = answer_field(desk, arena);
	const struct case_page *page = case_of(desk);
	const struct mail_summary *last = last_in(page);
	const struct mail *mail = mail_shown(desk);
	if (!answer_is_written(desk, subject)) {
		desk_say(desk, TONE_WARN, "%s", _("Write the answer, or Esc to leave it."));
		return;
	}
	if (mail && hand_of(desk, mail->id)) {
		desk_back(desk);
		desk_say(desk, TONE_GOOD, "%s", _("The answer goes when the contact is logged."));
		return;
	}
	if (!mail && !last) {
		desk_say(desk, TONE_WARN, "%s",
		    _("The mail is not here yet; what you wrote stays here."));
		return;
	}
	struct mail_reply *reply = written(desk, field, answer_tail(desk, arena));
	if (last)
		reply->case_id = arena_strdup(arena, page->record->id);
	else
		reply->mail = subject;
	send(desk, reply, field, reply->id, last ? last->sender : mail->sender);
	desk_back(desk);
	desk_say(desk, TONE_GOOD, "%s", _("The answer is on its way."));
}

void
answer_follow(struct desk *desk, const struct hand *hand)
{
	struct arena *arena = &desk->effects.arena;
	const char *id = hand->work->mail;
	if (!id || !answer_is_written(desk, id))
		return;
	const char *field = arena_printf(arena, "reply.%s", id);
	struct mail_reply *reply = written(desk, field, tail_of(desk, hand, hand->work->as, arena));
	reply->mail = arena_strdup(arena, id);
	send(desk, reply, field, hand->work->id, hand->work->label);
}

/* What was refused is in its field again. */
void
answer_mend(struct desk *desk, const char *operation)
{
	struct arena *arena = &desk->effects.arena;
	const char *prefix = arena_printf(arena, "sent.%s.reply.", operation), *subject = NULL;
	for (size_t i = 0; i < desk->typed_count && !subject; i++)
		if (strncmp(desk->typed[i].field, prefix, strlen(prefix)) == 0)
			subject = arena_strdup(arena, desk->typed[i].field + strlen(prefix));
	if (!subject)
		return;
	const char *sent = arena_printf(arena, "%s%s", prefix, subject);
	typed_set(desk, arena_printf(arena, "reply.%s", subject),
	    arena_strdup(arena, typed_text(desk, sent)), false);
	typed_drop(desk, sent);
	desk_go(desk, SCREEN_ANSWER, subject);
	desk_focus(desk, answer_field(desk, arena));
	mail_look_again(desk);
}
