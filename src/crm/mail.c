/*
 * E-mail at the desks: those that wait, one of them read, taken, set aside, answered. From is what
 * anybody may write: a mail has candidates, never a customer, until an advisor has logged a contact
 * about it.
 */
#include "crm/mail.h"
#include "base/text.h"
#include "crm/connect.h"
#include "crm/forms.h"
#include "crm/incidents.h"
#include "crm/sharing.h"
#include "directory/matrix.h"
#include "directory/service.h"
#include "store/audit.h"
#include "store/cases.h"
#include "store/connect.h"
#include "store/customers.h"
#include "store/feed.h"
#include "store/held.h"
#include "store/services.h"

#include <string.h>
#include <strings.h>

enum { MAILS_SHOWN = 100, CANDIDATES_SHOWN = 10, CASE_MAILS = 50 };

static const char *
subject_of(const struct mail *mail)
{
	return mail->customer ? mail->customer : mail->id;
}

void
mail_keep(struct ask *ask, const char *action, const struct mail *now, const struct mail *was)
{
	mail_put(ask->tx, now);
	struct audit_entry entry = {.action = action,
	    .record = mail_record.name,
	    .id = now->id,
	    .person = subject_of(now),
	    .of = &mail_record,
	    .was = was,
	    .now = now};
	audit_add(ask->tx, &entry);
	feed_add(ask->tx, "mail", now->id, now->council, !was && text_same(now->state, "waiting"));
	if (now->case_id)
		feed_add(ask->tx, "case", now->case_id, NULL, 0);
}

/* What may be seen of the case that it is of; of none: as of a contact without an enquiry. */
static enum sight
mail_sight(struct ask *ask, const struct mail *mail)
{
	struct case_record record;
	const struct sharing alone = {
	    .concern = {mail->council, mail->council}, .taker = mail->taken_by};
	if (mail->case_id && case_get(ask->tx, mail->case_id, &record, ask->call->arena) == 1)
		return case_sight(ask, &record, false);
	return sight_of(ask, NULL, &alone, false);
}

static bool
sees(struct ask *ask, const struct mail *mail)
{
	enum sight sight = mail_sight(ask, mail);
	return sight == SEE_ALL ||
	       refuse(
		   ask, sight == SEE_SOMETHING ? PROBLEM_WITHHELD : PROBLEM_NOT_FOUND, NULL, NULL);
}

static bool
find(struct ask *ask, const char *id, struct mail *mail)
{
	int found = mail_get(ask->tx, id ? id : "", mail, ask->call->arena);
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	struct concern concern = {.at = mail->council, .as = mail->council};
	return found == 1 && allowed(ask, ACTION_LOG_CONTACT, &concern) && sees(ask, mail);
}

/* ---- reading ---- */

bool
mails_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct mail_list *page = record_new(arena, &mail_list_record);
	struct list all = {0};
	mails_waiting(ask->tx, MAILS_SHOWN + 1, arena, &all);
	page->more = all.count > MAILS_SHOWN;
	LIST_EACH(struct mail_summary, line, &all)
	{
		struct mail mail = {.council = line->council, .taken_by = line->taken_by};
		if (page->items.count == MAILS_SHOWN || mail_sight(ask, &mail) != SEE_ALL)
			continue;
		*(struct mail_summary *)list_add(arena, &page->items, &mail_summary_record) = *line;
	}
	forms_fill(ask, page);
	leave_trace(ask, "mail.list", NULL, arena_printf(arena, "%zu mails", page->items.count));
	ask->answer->body = page;
	return true;
}

/* Who has this address: the advisor decides whether it is them. */
static void
add_candidates(struct ask *ask, struct mail *mail)
{
	struct arena *arena = ask->call->arena;
	const char *ids[CANDIDATES_SHOWN];
	struct candidate faces[CANDIDATES_SHOWN] = {0};
	struct customer like = {0};
	size_t count = 0;
	if (text_blank(mail->sender) || mail->automatic || !text_same(mail->direction, "in"))
		return;
	((struct email *)list_add(arena, &like.emails, &email_record))->address = mail->sender;
	customers_with(ask->tx, &like, CANDIDATES_SHOWN, arena, ids, &count);
	customer_faces(ask->tx, ids, count, arena, faces);
	for (size_t i = 0; i < count; i++)
		if (faces[i].id)
			*(struct candidate *)list_add(arena, &mail->candidates, &candidate_record) =
			    faces[i];
}

bool
mail_read(struct ask *ask)
{
	struct mail *mail = record_new(ask->call->arena, &mail_record);
	if (!find(ask, ask->call->params[0], mail))
		return false;
	add_candidates(ask, mail);
	ask->answer->body = mail;
	return true;
}

bool
mail_audit(struct ask *ask)
{
	const struct mail *mail = ask->answer->body;
	struct audit_entry entry = {.action = "mail.read",
	    .record = mail_record.name,
	    .id = mail->id,
	    .purpose = arena_printf(ask->call->arena, "mail %s", mail->id)};
	return audit_add(ask->tx, &entry) == 0;
}

void
mails_fill(struct ask *ask, struct case_page *page, const char *case_id)
{
	mails_of_case(ask->tx, case_id, CASE_MAILS, ask->call->arena, &page->mails);
}

const char *
mail_person(const struct ask *ask)
{
	return subject_of(ask->answer->body);
}

/* ---- taking ---- */

static bool
apply(struct ask *ask, struct mail *mail, const char *kind)
{
	const char *user = ask->session->user;
	bool taken = text_same(mail->state, "taken"), waits = text_same(mail->state, "waiting");
	bool mine = taken && text_same(mail->taken_by, user);
	if (text_same(kind, "take") && (waits || mine)) {
		mail->state = "taken";
		mail->taken_by = user;
		return true;
	}
	if (text_same(kind, "release") && mine) {
		mail->state = "waiting";
		mail->taken_by = NULL;
		return true;
	}
	if (text_same(kind, "set_aside") && (waits || mine)) {
		mail->state = "set_aside";
		mail->taken_by = user;
		return true;
	}
	return refuse(ask, PROBLEM_CONFLICT, "state",
	    taken ? "somebody else has taken it" : "it does not wait any more");
}

bool
mail_event_write(struct ask *ask)
{
	const struct mail_event *body = ask->call->body;
	struct mail was, *now = record_new(ask->call->arena, &mail_record);
	if (!text_same(ask->call->params[1], body->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	if (!find(ask, ask->call->params[0], &was))
		return false;
	*now = was;
	if (!apply(ask, now, body->kind))
		return false;
	mail_keep(ask, arena_printf(ask->call->arena, "mail.%s", body->kind), now, &was);
	add_candidates(ask, now);
	ask->answer->body = now;
	return true;
}

/* ---- with its contact ---- */

static void
join_contact(struct ask *ask, const struct mail *was, const struct contact *contact,
    const struct case_open *opens)
{
	struct mail now = *was;
	if (text_same(now.direction, "in")) {
		now.state = "done";
		now.taken_by = contact->user;
	}
	now.contact = contact->id;
	now.customer = contact->customer;
	if (opens) {
		now.case_id = opens->id;
		now.reference = opens->reference;
	}
	if (!record_equal(&mail_record, was, &now))
		mail_keep(ask, "mail.contact", &now, was);
	if (opens && !was->case_id && text_same(now.direction, "in"))
		mail_files_to_case(ask, &now);
}

bool
mail_follow(struct ask *ask, const struct contact *contact)
{
	struct arena *arena = ask->call->arena;
	const struct case_open *opens = NULL;
	struct list answers = {0};
	struct mail mail;
	if (!contact->mail)
		return true;
	int found = mail_get(ask->tx, contact->mail, &mail, arena);
	bool other = found == 1 && mail.contact && !text_same(mail.contact, contact->id);
	if (found == 0 || (found == 1 && (!text_same(mail.direction, "in") || other)))
		return refuse(ask, PROBLEM_BAD_FIELD, "mail",
		    other ? "another contact is about it" : "no such mail");
	if (found < 0)
		return false;
	LIST_EACH(struct enquiry, enquiry, &contact->enquiries)
	if (enquiry->opens && !opens)
		opens = enquiry->opens;
	join_contact(ask, &mail, contact, opens);
	mails_answering(ask->tx, mail.id, arena, &answers);
	LIST_EACH(struct mail, answer, &answers)
	join_contact(ask, answer, contact, opens);
	return true;
}

/* ---- answering ---- */

const char *
mail_masked(struct ask *ask, const char *text)
{
	char *copy = text ? arena_strdup(ask->call->arena, text) : NULL;
	if (copy)
		text_mask_cards(copy);
	return copy;
}

static const char *
answering(struct ask *ask, const char *subject)
{
	const char *words = subject ? subject : "";
	bool again = strncasecmp(words, "re:", 3) == 0;
	return cut_words(ask->call->arena,
	    arena_printf(ask->call->arena, "%s%s", again ? "" : "Re: ", words),
	    record_field(&mail_record, "subject")->limit);
}

/* In whose name, and to whom; by the mail that is answered, or the case it is about. */
static bool
address(struct ask *ask, const struct mail_reply *body, struct mail *mail)
{
	struct arena *arena = ask->call->arena;
	struct mail in = {0};
	struct case_record record;
	struct list boxes = {0};
	if (body->mail) {
		if (!find(ask, body->mail, &in))
			return false;
	} else if (body->case_id) {
		if (case_get(ask->tx, body->case_id, &record, arena) != 1)
			return store_well(ask) &&
			       refuse(ask, PROBLEM_BAD_FIELD, "case_id", "no such case");
		if (case_sight(ask, &record, false) != SEE_ALL ||
		    !case_permitted(
			ask->session->role, ACTION_READ_CASE, ask->session->council, &record))
			return refuse(ask, PROBLEM_NOT_PERMITTED, "case_id", NULL);
		mail->case_id = record.id;
		mail->reference = record.reference;
		mail->customer = record.customer;
		if (mail_last_in(ask->tx, record.id, &in, arena) == 0)
			return refuse(ask, PROBLEM_BAD_FIELD, "case_id",
			    "nobody has written about this case yet");
	}
	if (!in.id || !text_same(in.direction, "in"))
		return refuse(ask, PROBLEM_BAD_FIELD, "mail", "there is no mail to answer");
	/* A report that a mail came back has no sender: an answer to it would come back too. */
	if (text_blank(in.sender) || text_same(in.automatic, "bounce"))
		return refuse(ask, PROBLEM_BAD_FIELD, "mail", "nobody is there to read an answer");
	mailboxes_of(ask->tx, in.council, arena, &boxes);
	if (!boxes.count)
		return refuse(ask, PROBLEM_BAD_FIELD, "mail", "its council has no mailbox");
	mail->council = in.council;
	mail->sender = LIST_AT(struct mailbox, &boxes, 0)->address;
	LIST_EACH(struct mailbox, box, &boxes)
	if (text_same(box->address, in.recipient))
		mail->sender = box->address;
	mail->recipient = in.sender;
	if (text_blank(mail->subject))
		mail->subject = answering(ask, in.subject);
	mail->reply_to_mail = in.id;
	mail->answers = in.message;
	mail->thread = in.thread && in.message ? arena_printf(arena, "%s %s", in.thread, in.message)
					       : in.message;
	mail->contact = in.contact;
	if (!mail->case_id && in.case_id) {
		mail->case_id = in.case_id;
		mail->reference = in.reference;
	}
	if (!mail->customer)
		mail->customer = in.customer;
	return true;
}

/* Is the service's e-mail the front office's there? What nobody has made a case of may always be
 * answered: who wrote must hear where to turn. */
static bool
is_ours(struct ask *ask, const struct mail *mail)
{
	struct case_record record;
	struct service_text text;
	if (!mail->case_id || case_get(ask->tx, mail->case_id, &record, ask->call->arena) != 1 ||
	    directory_get(ask->tx, record.service, 0, &text, ask->call->arena) != 1)
		return store_well(ask);
	const struct service *service = parsed_service(ask->crm->parsed, &text);
	return !service ||
	       matrix_on(
		   service, record.responsible, MECHANISM_EMAIL, london_of(tx_now(ask->tx)).date) ||
	       refuse(ask, PROBLEM_BAD_FIELD, "case_id",
		   "the e-mail of this service is not the front office's");
}

/* What was written stands in the case's events, where its next reader looks. */
void
mail_event(struct ask *ask, const struct mail *mail, struct case_record *record)
{
	struct arena *arena = ask->call->arena;
	struct case_record *now = record_copy(arena, &case_record_record, record);
	struct case_event *event = case_event_add(ask, now, "mail", tx_now(ask->tx));
	size_t most = record_field(&case_event_record, "text")->limit;
	bool in = text_same(mail->direction, "in");
	event->user = mail->author;
	event->text = cut_words(arena,
	    arena_printf(arena, "%s %s: %s\n%s", in ? "<" : ">",
		in ? mail->sender : mail->recipient, mail->subject ? mail->subject : "",
		mail->text ? mail->text : ""),
	    most);
	if (in)
		mail_files_attach(ask, mail, now);
	if (now->events.count <= record_field(&case_record_record, "events")->limit)
		case_keep(ask, "case.mail", now, record);
}

bool
mail_write(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	const struct mail_reply *body = ask->call->body;
	struct mail *mail = record_new(arena, &mail_record);
	struct case_record record;
	if (!text_same(ask->call->params[0], body->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	int found = mail_get(ask->tx, body->id, mail, arena);
	if (found == 1)
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "used before");
	if (found < 0)
		return false;
	*mail = (struct mail){.id = body->id,
	    .direction = "out",
	    .state = "pending",
	    .author = ask->session->user,
	    .at = tx_now(ask->tx)};
	mail->text = mail_masked(ask, body->text);
	mail->subject = body->subject;
	if (!address(ask, body, mail) || !is_ours(ask, mail))
		return false;
	mail->subject = mail_masked(ask, mail->subject);
	/* A name nobody can guess: an answer that knows it is of this thread. */
	const char *host = strrchr(mail->sender, '@');
	mail->message = arena_printf(arena, "%s%s", mail->id, host ? host : "@localhost");
	mail_keep(ask, "mail.put", mail, NULL);
	if (mail->case_id && case_get(ask->tx, mail->case_id, &record, arena) == 1)
		mail_event(ask, mail, &record);
	char id[ID_LENGTH + 1];
	tx_id(ask->tx, id);
	const struct connect_job job = {.id = id,
	    .kind = "mail-send",
	    .key = arena_printf(arena, "mail-send:%s", mail->id),
	    .subject = mail->id,
	    .council = mail->council};
	connect_job_new(ask->tx, &job);
	ask->answer->body = mail;
	return true;
}

void
mail_send_ended(struct ask *ask, const struct connect_job *job, bool well, const char *error)
{
	struct mail was, now;
	if (mail_get(ask->tx, job->subject, &was, ask->call->arena) != 1)
		return;
	/* Done with a word of why: it was not sent, for nobody needs it any more. */
	bool sent = well && !error;
	now = was;
	now.state = sent ? "sent" : "failed";
	now.sent = sent ? tx_now(ask->tx) : 0;
	now.error =
	    error ? cut_words(ask->call->arena, error, record_field(&mail_record, "error")->limit)
		  : NULL;
	mail_keep(ask, sent ? "mail.sent" : "mail.failed", &now, &was);
	incident_mail_ended(ask, now.id, sent);
}
