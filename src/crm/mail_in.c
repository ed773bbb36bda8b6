/*
 * Mails as they come in: none twice, none lost, each to its thread. What says of itself that no
 * person wrote it is marked; nothing here ever answers anything, so no loop can begin.
 */
#include "base/text.h"
#include "crm/connect.h"
#include "crm/incidents.h"
#include "crm/mail.h"
#include "crm/surveys.h"
#include "store/cases.h"
#include "store/connect.h"
#include "store/customers.h"
#include "store/incidents.h"
#include "store/partners.h"
#include "store/payments.h"

#include <string.h>

/* ---- mailboxes ---- */

struct opening {
	const struct mailbox *box;
	struct mailbox *out;
	struct arena *arena;
};

static bool
open_box(struct ask *ask, void *context)
{
	struct opening *opening = context;
	struct council council;
	int found = mailbox_get(ask->tx, opening->box->id, opening->out, opening->arena);
	if (found < 0 || partner_get(ask->tx, &council_record, opening->box->council, &council,
			     ask->call->arena) != 1)
		return false;
	opening->out->id = opening->box->id;
	opening->out->council = opening->box->council;
	opening->out->address = opening->box->address;
	opening->out->pages = opening->box->pages;
	return mailbox_put(ask->tx, opening->out) == 0;
}

int
crm_mailbox_open(struct crm *crm, const struct mailbox *box, struct mailbox *out,
    struct arena *arena, struct err *err)
{
	struct opening opening = {box, out, arena};
	return connect_write(crm, open_box, &opening, err) < 0
		   ? err_set(err, "the mailbox %s cannot be opened: is there a council \"%s\"?",
			 box->address, box->council)
		   : 0;
}

struct noting {
	const char *id, *error;
};

static bool
note_box(struct ask *ask, void *context)
{
	const struct noting *noting = context;
	struct mailbox box;
	if (mailbox_get(ask->tx, noting->id, &box, ask->call->arena) != 1)
		return false;
	box.error = noting->error ? cut_words(ask->call->arena, noting->error,
					record_field(&mailbox_record, "error")->limit)
				  : NULL;
	box.looked = tx_now(ask->tx);
	return mailbox_put(ask->tx, &box) == 0;
}

int
crm_mailbox_note(struct crm *crm, const char *id, const char *error, struct err *err)
{
	struct noting noting = {id, error};
	return connect_write(crm, note_box, &noting, err);
}

/* ---- to its thread ---- */

/* By the names of messages that we gave, which nobody else can know: the last first. */
static bool
by_message(struct ask *ask, const struct mail *mail, struct mail *ours)
{
	struct arena *arena = ask->call->arena;
	const char *known = mail->thread ? mail->thread : "", *end = known + strlen(known);
	if (mail->answers && mail_by_message(ask->tx, mail->answers, ours, arena) == 1)
		return true;
	while (end > known) {
		const char *start = end;
		while (start > known && start[-1] != ' ')
			start--;
		const char *name = arena_strndup(arena, start, (size_t)(end - start));
		if (*name && mail_by_message(ask->tx, name, ours, arena) == 1)
			return true;
		end = start > known ? start - 1 : known;
	}
	return false;
}

/* A reference in the subject: NNNN-NNNN-C. */
static bool
by_reference(struct ask *ask, const struct mail *mail, struct case_record *record)
{
	struct arena *arena = ask->call->arena;
	const char *subject = mail->subject ? mail->subject : "";
	size_t length = strlen(subject);
	for (size_t i = 0; i + REFERENCE_LENGTH <= length; i++) {
		char text[REFERENCE_LENGTH + 1];
		uint32_t number;
		if (subject[i] < '0' || subject[i] > '9')
			continue;
		const char *piece = arena_strndup(arena, subject + i, REFERENCE_LENGTH);
		if (!reference_parse(piece, &number))
			continue;
		reference_format(text, number);
		if (case_by_reference(ask->tx, arena_strdup(arena, text), record, arena) == 1)
			return true;
	}
	return false;
}

/* Came back: what we sent did not arrive after all. */
static void
came_back(struct ask *ask, const struct mail *ours)
{
	struct mail now = *ours;
	now.state = "failed";
	now.error = "the mail came back";
	mail_keep(ask, "mail.came_back", &now, ours);
	incident_mail_ended(ask, now.id, false);
}

/* A reference is guessed from letters that anybody can see or make up, so what only has one waits
 * for an advisor with the case beside it. */
static void
thread(struct ask *ask, struct mail *mail)
{
	struct mail ours;
	struct case_record record;
	bool known = by_message(ask, mail, &ours);
	if (known && text_same(mail->automatic, "bounce"))
		came_back(ask, &ours);
	if (known && ours.case_id &&
	    case_get(ask->tx, ours.case_id, &record, ask->call->arena) == 1) {
		mail->case_id = record.id;
		mail->reference = record.reference;
		mail->customer = record.customer;
		if (text_same(record.state, "open") || mail->automatic)
			mail->state = "filed";
		mail_event(ask, mail, &record);
	} else if (!known && by_reference(ask, mail, &record)) {
		mail->reference = record.reference;
	}
}

/* ---- arriving ---- */

struct arriving {
	const char *mailbox;
	int64_t validity, uid;
	const struct mail *mail;
};

static void
keep_new(struct ask *ask, const struct mailbox *box, const struct mail *given)
{
	struct arena *arena = ask->call->arena;
	struct mail *mail = record_copy(arena, &mail_record, given);
	char id[ID_LENGTH + 1];
	tx_id(ask->tx, id);
	mail->id = arena_strdup(arena, id);
	mail->direction = "in";
	mail->state = "waiting";
	mail->council = box->council;
	mail->recipient = box->address;
	mail->at = tx_now(ask->tx);
	mail->subject = mail_masked(ask, mail->subject);
	mail->text = mail_masked(ask, mail->text);
	mail->sender_name = mail_masked(ask, mail->sender_name);
	LIST_EACH(struct mail_file, file, &mail->files)
	file->name = mail_masked(ask, file->name);
	mail_files_keep(ask, given, mail);
	thread(ask, mail);
	mail_keep(ask, "mail.arrive", mail, NULL);
}

static bool
arrive(struct ask *ask, void *context)
{
	const struct arriving *arriving = context;
	struct mailbox box;
	if (mailbox_get(ask->tx, arriving->mailbox, &box, ask->call->arena) != 1)
		return false;
	box.validity = arriving->validity;
	box.last = arriving->uid;
	box.error = NULL;
	box.looked = tx_now(ask->tx);
	mailbox_put(ask->tx, &box);
	if (arriving->mail && !mail_is_kept(ask->tx, arriving->mail->digest))
		keep_new(ask, &box, arriving->mail);
	return true;
}

int
crm_mail_arrived(struct crm *crm, const char *mailbox, int64_t validity, int64_t uid,
    const struct mail *mail, struct err *err)
{
	struct arriving arriving = {mailbox, validity, uid, mail};
	return connect_write(crm, arrive, &arriving, err);
}

/* ---- going out ---- */

/* A mail that the CRM wrote itself may have waited: do they still agree, is it still so? */
static const char *
unwanted(struct tx *tx, const struct mail *mail, struct arena *arena)
{
	struct incident_member member;
	struct payment payment;
	if (mail->author)
		return NULL;
	if (mail->customer && customer_consents(tx, mail->customer, "email") != 1)
		return "not sent: they do not agree to e-mail any more";
	if (mail->about && incident_member_get(tx, mail->about, &member, arena) == 1 &&
	    (!text_same(member.state, "pending") || !text_same(member.mail, mail->id)))
		return "not sent: they have heard it, or it is no longer so";
	if (mail->about && payment_get(tx, mail->about, &payment, arena) == 1 && payment.ended)
		return "not sent: it is paid, or given up";
	return NULL;
}

/* A link is put in when the mail goes, and kept nowhere. */
static bool
put_link(struct tx *tx, struct mail *mail, struct arena *arena)
{
	const char *at = mail->author || !mail->text ? NULL : strstr(mail->text, SURVEY_LINK);
	const char *link = at ? survey_link(tx, mail, arena) : NULL;
	if (link)
		mail->text = arena_printf(arena, "%.*s%s%s", (int)(at - mail->text), mail->text,
		    link, at + strlen(SURVEY_LINK));
	return !at || link;
}

int
crm_mail_outgoing(
    struct crm *crm, const char *id, struct mail *out, struct arena *arena, struct err *err)
{
	struct tx *tx = store_read(crm->store);
	if (!tx)
		return err_set(err, "the CRM cannot be read");
	int found = mail_get(tx, id, out, arena);
	const char *why = found == 1 ? unwanted(tx, out, arena) : NULL;
	if (found == 1 && !why && !put_link(tx, out, arena))
		why = "not sent: the survey is answered, or too old, or nobody says where its page "
		      "is";
	bool well = tx_fault(tx) == FAULT_NONE;
	store_done(tx);
	if (found < 0 || !well)
		return err_set(err, "the CRM cannot be read");
	if (why) {
		err_set(err, "%s", why);
		return 0;
	}
	if (found == 0 || !text_same(out->direction, "out") || text_same(out->state, "sent"))
		return 0;
	const char *subject = out->subject ? out->subject : "";
	if (out->reference && !strstr(subject, out->reference))
		out->subject = arena_printf(arena, "%s [%s]", subject, out->reference);
	return 1;
}
