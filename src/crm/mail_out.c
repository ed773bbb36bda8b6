/* Mails that the CRM writes itself: to whom it may, in whose name, and their way to the mailbox. */
#include "base/text.h"
#include "crm/mail.h"
#include "directory/matrix.h"
#include "directory/service.h"
#include "store/audit.h"
#include "store/connect.h"

#include <string.h>

const char *
mail_agreed(const struct customer *customer)
{
	if (customer_agreed(customer, "email") != 1)
		return NULL;
	LIST_EACH(struct email, email, &customer->emails)
	if (!text_blank(email->address))
		return email->address;
	return NULL;
}

const char *
language_of_customer(const struct customer *customer)
{
	return customer->language && language_named(customer->language) == WELSH ? "cy" : "en";
}

const char *
mail_sender(struct ask *ask, const struct service *service, const char *council)
{
	struct list boxes = {0};
	struct date today = london_of(tx_now(ask->tx)).date;
	if (!service || !council || !matrix_on(service, council, MECHANISM_EMAIL, today) ||
	    mailboxes_of(ask->tx, council, ask->call->arena, &boxes) || !boxes.count)
		return NULL;
	return LIST_AT(struct mailbox, &boxes, 0)->address;
}

const char *
mail_post(struct ask *ask, struct mail *mail, micros when)
{
	struct arena *arena = ask->call->arena;
	const char *host = strrchr(mail->sender, '@');
	mail->id = ask_id(ask);
	mail->direction = "out";
	mail->state = "pending";
	mail->at = tx_now(ask->tx);
	mail->subject = cut_words(
	    arena, mail_masked(ask, mail->subject), record_field(&mail_record, "subject")->limit);
	mail->text = cut_words(
	    arena, mail_masked(ask, mail->text), record_field(&mail_record, "text")->limit);
	mail->message = arena_printf(arena, "%s%s", mail->id, host ? host : "@localhost");
	mail_put(ask->tx, mail);
	struct audit_entry entry = {.action = "mail.put",
	    .record = mail_record.name,
	    .id = mail->id,
	    .person = mail->customer ? mail->customer : mail->id,
	    .of = &mail_record,
	    .now = mail};
	audit_add(ask->tx, &entry);
	const struct connect_job job = {.id = ask_id(ask),
	    .kind = "mail-send",
	    .key = arena_printf(arena, "mail-send:%s", mail->id),
	    .subject = mail->id,
	    .council = mail->council,
	    .next_at = when};
	connect_job_new(ask->tx, &job);
	return mail->id;
}
