/* Forms at the desks: whose they are is said by an advisor where what was typed does not tell. */
#include "base/text.h"
#include "crm/forms.h"
#include "crm/sharing.h"
#include "store/audit.h"
#include "store/cases.h"
#include "store/contacts.h"
#include "store/feed.h"
#include "store/forms.h"

#include <string.h>

enum { FORMS_SHOWN = 100 };

static const char *
subject_of(const struct web_form *form)
{
	return form->customer ? form->customer : form->contact;
}

void
web_form_keep(
    struct ask *ask, const char *action, const struct web_form *now, const struct web_form *was)
{
	struct audit_entry entry = {.action = action,
	    .record = web_form_record.name,
	    .id = now->id,
	    .person = subject_of(now),
	    .of = &web_form_record,
	    .was = was,
	    .now = now};
	web_form_put(ask->tx, now);
	audit_add(ask->tx, &entry);
	if (was || text_same(now->state, "waiting"))
		feed_add(ask->tx, "mail", now->id, now->council, !was);
}

/* ---- what was typed of the person ---- */

static const char *
row_id(struct ask *ask)
{
	char id[ID_LENGTH + 1];
	tx_id(ask->tx, id);
	return arena_strdup(ask->call->arena, id);
}

struct customer *
web_form_customer(struct ask *ask, const struct web_form *form, const char *id)
{
	struct arena *arena = ask->call->arena;
	struct customer *out = record_new(arena, &customer_record);
	out->id = id;
	out->kind = "person";
	out->born = form->born;
	out->language = text_same(form->language, "cy") ? "Welsh" : NULL;
	*(struct person_name *)list_add(arena, &out->names, &person_name_record) =
	    (struct person_name){
		.id = row_id(ask), .kind = "current", .given = form->given, .family = form->family};
	if (form->phone)
		*(struct phone *)list_add(arena, &out->phones, &phone_record) =
		    (struct phone){.id = row_id(ask), .kind = "home", .number = form->phone};
	if (form->email)
		*(struct email *)list_add(arena, &out->emails, &email_record) =
		    (struct email){.id = row_id(ask), .address = form->email};
	if (form->line)
		*(struct address *)list_add(arena, &out->addresses, &address_record) =
		    (struct address){.id = row_id(ask),
			.kind = "home",
			.line = form->line,
			.town = form->town,
			.postcode = form->postcode};
	return out;
}

/* ---- the list ---- */

/* What may be seen of the case that it opened; of none: as of its service at that council. */
static enum sight
form_sight(struct ask *ask, const struct web_form *form)
{
	struct case_record record;
	const struct sharing alone = {.concern = {form->council, form->council, form->council}};
	if (form->case_id && case_get(ask->tx, form->case_id, &record, ask->call->arena) == 1)
		return case_sight(ask, &record, false);
	return sight_of(ask, form->service, &alone, false);
}

void
forms_fill(struct ask *ask, struct mail_list *page)
{
	struct arena *arena = ask->call->arena;
	struct list all = {0};
	web_forms_waiting(ask->tx, FORMS_SHOWN + 1, arena, &all);
	page->more = page->more || all.count > FORMS_SHOWN;
	LIST_EACH(struct web_form, form, &all)
	{
		if (page->forms.count == FORMS_SHOWN || form_sight(ask, form) != SEE_ALL)
			continue;
		*(struct web_form_summary *)list_add(arena, &page->forms,
		    &web_form_summary_record) = (struct web_form_summary){.id = form->id,
		    .service = form->service,
		    .council = form->council,
		    .name = arena_printf(arena, "%s%s%s", form->given ? form->given : "",
			form->given && form->family ? " " : "", form->family ? form->family : ""),
		    .reference = form->reference,
		    .at = form->at};
	}
}

/* ---- one of them ---- */

static bool
find(struct ask *ask, struct web_form *form)
{
	int found = web_form_get(ask->tx, ask->call->params[0], form, ask->call->arena);
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	struct concern concern = {
	    .at = form->council, .as = form->council, .responsible = form->council};
	if (found < 0 || !allowed(ask, ACTION_LOG_CONTACT, &concern))
		return false;
	enum sight sight = form_sight(ask, form);
	return sight == SEE_ALL ||
	       refuse(
		   ask, sight == SEE_SOMETHING ? PROBLEM_WITHHELD : PROBLEM_NOT_FOUND, NULL, NULL);
}

static bool
add_candidates(struct ask *ask, struct web_form *form)
{
	struct alike_page page = {0};
	if (!text_same(form->state, "waiting"))
		return true;
	if (!alike_find(ask, web_form_customer(ask, form, form->id), &page))
		return false;
	form->candidates = page.items;
	return true;
}

bool
web_form_read(struct ask *ask)
{
	struct web_form *form = record_new(ask->call->arena, &web_form_record);
	if (!find(ask, form) || !add_candidates(ask, form))
		return false;
	ask->answer->body = form;
	return true;
}

bool
web_form_audit(struct ask *ask)
{
	const struct web_form *form = ask->answer->body;
	struct audit_entry entry = {.action = "form.read",
	    .record = web_form_record.name,
	    .id = form->id,
	    .purpose = arena_printf(ask->call->arena, "form %s", form->id)};
	return audit_add(ask->tx, &entry) == 0;
}

const char *
web_form_person(const struct ask *ask)
{
	return subject_of(ask->answer->body);
}

/* ---- who it is ---- */

/* The next step of its contact, with everything that follows from a contact; nobody's session put
 * it, so none owns it. */
static bool
put_again(struct ask *ask, const struct web_form *form, struct customer *made)
{
	struct arena *arena = ask->call->arena;
	struct contact contact;
	struct contact_receipt receipt;
	unsigned char digest[SECRET_HASH];
	bool new;
	const struct session *session = ask->session;
	if (contact_get(ask->tx, form->contact, &contact, arena) != 1)
		return store_well(ask) &&
		       refuse(ask, PROBLEM_CONFLICT, "contact", "it is not there any more");
	contact.step++;
	contact.customer = form->customer;
	contact.new_customer = made;
	const char *of = arena_printf(arena, "%s %s", form->digest, form->customer);
	secret_hash(digest, of, strlen(of), NULL);
	ask->session = NULL;
	bool well = contact_put_rules(ask, &contact, digest, &receipt, &new);
	ask->session = session;
	return well;
}

static bool
settle(struct ask *ask, const struct web_form_event *event, struct web_form *form)
{
	struct arena *arena = ask->call->arena;
	struct customer *made = NULL;
	if (!text_same(form->state, "waiting"))
		return refuse(ask, PROBLEM_CONFLICT, "state", "somebody has said who it is");
	if (text_same(event->kind, "set_aside")) {
		form->state = "set_aside";
	} else if (text_same(event->kind, "join")) {
		if (!event->customer)
			return refuse(ask, PROBLEM_BAD_FIELD, "customer", "who is it?");
		form->state = "joined";
		form->customer = event->customer;
	} else {
		if (!allowed(ask, ACTION_CHANGE_CUSTOMER, NULL))
			return false;
		if (text_blank(form->family))
			return refuse(ask, PROBLEM_BAD_FIELD, "kind", "no name was said");
		form->state = "made";
		form->customer = row_id(ask);
		made = web_form_customer(ask, form, form->customer);
	}
	form->user = ask->session->user;
	if (form->customer && !put_again(ask, form, made))
		return false;
	*form = *(struct web_form *)record_copy(arena, &web_form_record, form);
	form->given = form->family = form->born = form->phone = NULL;
	form->email = form->line = form->town = form->postcode = NULL;
	return true;
}

bool
web_form_event_write(struct ask *ask)
{
	const struct web_form_event *event = ask->call->body;
	struct web_form was, *now = record_new(ask->call->arena, &web_form_record);
	if (!text_same(ask->call->params[1], event->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	if (!find(ask, &was))
		return false;
	*now = was;
	if (!settle(ask, event, now))
		return false;
	web_form_keep(ask, arena_printf(ask->call->arena, "form.%s", event->kind), now, &was);
	ask->answer->body = now;
	return true;
}
