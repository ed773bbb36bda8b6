/*
 * A form that was sent becomes a contact with one enquiry and, where it is referred, a case: as
 * whatever is logged at a desk. Whose it is, is believed only when what was said of the person fits
 * one record for sure; else somebody at a desk says who it is.
 */
#include "base/text.h"
#include "crm/forms.h"
#include "crm/incidents.h"
#include "store/audit.h"
#include "store/cases.h"
#include "store/forms.h"
#include "store/leases.h"

#include <string.h>

#define OLDEST_BEGIN MICROS_DAY

/* ---- whose it is ---- */

static void
said_of_person(struct web_form *form, const struct customer *person)
{
	const struct person_name *name = person->names.items;
	const struct address *home = person->addresses.items;
	form->given = name ? name->given : NULL;
	form->family = name ? name->family : NULL;
	form->born = person->born;
	form->phone =
	    person->phones.count ? LIST_AT(struct phone, &person->phones, 0)->number : NULL;
	form->email =
	    person->emails.count ? LIST_AT(struct email, &person->emails, 0)->address : NULL;
	form->line = home ? home->line : NULL;
	form->town = home ? home->town : NULL;
	form->postcode = home ? home->postcode : NULL;
}

/* By the rule of the desks: one who is it for sure; nobody who may be, and enough is said to be
 * found by later; else a person must look. */
static bool
find_person(
    struct ask *ask, struct web_form *form, const struct customer *person, struct contact *contact)
{
	struct alike_page page = {0};
	size_t sure = 0;
	if (text_blank(form->family) && text_blank(form->given)) {
		form->state = "anonymous";
		return true;
	}
	if (!alike_find(ask, person, &page))
		return false;
	LIST_EACH(struct alike, one, &page.items)
	if (one->sure && !sure++)
		form->customer = one->id;
	bool reached = form->phone || form->email || (form->line && form->postcode);
	if (sure == 1) {
		form->state = "joined";
	} else if (!page.items.count && !text_blank(form->family) && reached) {
		form->state = "made";
		form->customer = ask_id(ask);
		contact->new_customer = web_form_customer(ask, form, form->customer);
	} else {
		form->state = "waiting";
		form->customer = NULL;
	}
	contact->customer = form->customer;
	return true;
}

/* Whoever is settled needs it no more. */
static void
forget_person(struct web_form *form)
{
	if (text_same(form->state, "waiting"))
		return;
	form->given = form->family = form->born = form->phone = NULL;
	form->email = form->line = form->town = form->postcode = NULL;
}

/* ---- the contact ---- */

static bool
opens(struct ask *ask, const struct form_in *in, struct enquiry *enquiry)
{
	char reference[REFERENCE_LENGTH + 1];
	struct arena *arena = ask->call->arena;
	if (reference_next(ask->tx, false, reference) != 1)
		return store_well(ask) && refuse(ask, PROBLEM_BUSY, NULL, "no reference is left");
	enquiry->opens = record_new(arena, &case_open_record);
	*enquiry->opens = (struct case_open){.id = ask_id(ask),
	    .reference = arena_strdup(arena, reference),
	    .queue = in->queue,
	    .promise = in->read.form->promise,
	    .summary = in->read.summary,
	    .due = in->due};
	return true;
}

static bool
build(struct ask *ask, const struct form_in *in, struct contact *contact,
    const struct incident **same)
{
	const struct form_sent *sent = in->sent;
	micros now = tx_now(ask->tx);
	bool known = sent->began && sent->began <= now && sent->began > now - OLDEST_BEGIN;
	*contact = (struct contact){.id = ask_id(ask),
	    .step = 1,
	    .at = in->desk.council,
	    .as = in->council,
	    .desk = in->desk.id,
	    .user = "web",
	    .channel = "web",
	    .began = known ? sent->began : now,
	    .ended = now};
	struct enquiry *enquiry = list_add(ask->call->arena, &contact->enquiries, &enquiry_record);
	*enquiry = (struct enquiry){.id = ask_id(ask),
	    .service = in->service,
	    .responsible = in->responsible,
	    .outcome = in->outcome,
	    .outcome_prompt = in->outcome_prompt,
	    .signposted = in->signposted,
	    .version = in->version,
	    .began = now,
	    .answers = in->read.answers};
	LIST_EACH(struct answer, answer, &enquiry->answers)
	answer->version = in->version;
	*same = in->queue ? incident_same(ask, enquiry) : NULL;
	if (*same) {
		enquiry->joins = (*same)->id;
		return true;
	}
	return !in->queue || opens(ask, in, enquiry);
}

/* ---- the receipt ---- */

/* What the secret is made of: the same form has the same one, and nobody else can make it. */
static const char *
seed(struct ask *ask, const struct web_form *form)
{
	return arena_printf(ask->call->arena, "form secret %s %s", form->id, form->digest);
}

/* Of the case as it is: a secret that was given out since is not told again. */
static bool
receipt(struct ask *ask, const struct web_form *form)
{
	struct arena *arena = ask->call->arena;
	struct form_receipt *out = record_new(arena, &form_receipt_record);
	struct case_record record;
	unsigned char hash[SECRET_HASH], kept[SECRET_HASH];
	*out = (struct form_receipt){.id = form->id,
	    .outcome = form->outcome,
	    .told = form->told,
	    .reference = form->reference,
	    .received = form->at};
	if (form->case_id && case_get(ask->tx, form->case_id, &record, arena) == 1) {
		const char *secret = case_secret_make(ask, seed(ask, form), hash);
		out->promise = record.promise;
		out->due = record.due;
		if (case_secret_get(ask->tx, form->case_id, kept) == 1 &&
		    secret_equal(hash, kept, sizeof hash))
			out->secret = secret;
	}
	ask->answer->body = out;
	return store_well(ask);
}

const char *
form_digest(struct ask *ask)
{
	unsigned char hash[SECRET_HASH];
	char text[64];
	secret_hash(hash, ask->call->raw ? ask->call->raw : "", ask->call->raw_length, NULL);
	secret_base64_url(text, sizeof text, hash, sizeof hash);
	return arena_strdup(ask->call->arena, text);
}

/* It is kept, and so is that it was refused. */
static bool
faulty(struct ask *ask, const struct form_in *in)
{
	form_used(ask->tx, in->service, in->council, FORM_REFUSED);
	refuse(ask, PROBLEM_BAD_ANSWERS, NULL, "answers are missing or wrong");
	ask->answer->faults = in->read.faults;
	return store_well(ask);
}

static bool
keep(struct ask *ask, const struct form_in *in, struct web_form *form)
{
	struct contact *contact = record_new(ask->call->arena, &contact_record);
	struct contact_receipt received;
	unsigned char hash[SECRET_HASH], digest[SECRET_HASH];
	bool new;
	const struct incident *same;
	said_of_person(form, in->read.person);
	if (!build(ask, in, contact, &same) || !find_person(ask, form, in->read.person, contact))
		return false;
	contact->caller = form->phone;
	secret_hash(digest, form->digest, strlen(form->digest), NULL);
	if (!contact_put_rules(ask, contact, digest, &received, &new))
		return false;
	const struct case_open *opens = LIST_AT(struct enquiry, &contact->enquiries, 0)->opens;
	form->contact = contact->id;
	form->case_id = opens ? opens->id : NULL;
	form->reference = opens ? opens->reference : same ? same->reference : NULL;
	if (same)
		form->told = form_words(in->language,
		    "Others have told us of this already, and it is being dealt with.",
		    "Mae eraill wedi dweud wrthym am hyn eisoes, ac mae'n cael ei drin.");
	forget_person(form);
	web_form_keep(ask, "form.send", form, NULL);
	if (opens) {
		case_secret_make(ask, seed(ask, form), hash);
		case_secret_put(ask->tx, opens->id, hash);
	}
	form_used(ask->tx, in->service, in->council, FORM_SENT);
	return true;
}

bool
form_keep(struct ask *ask, const struct form_in *in)
{
	struct arena *arena = ask->call->arena;
	const struct form_sent *sent = in->sent;
	struct web_form *form = record_new(arena, &web_form_record);
	tx_actor(ask->tx, in->desk.id, in->desk.id);
	int found = web_form_get(ask->tx, sent->id, form, arena);
	if (found < 0)
		return false;
	if (found == 1)
		return text_same(form->digest, in->digest) && text_same(form->desk, in->desk.id)
			   ? receipt(ask, form)
			   : refuse(ask, PROBLEM_OPERATION_REUSED, "id", "used for another form");
	if (!in->read.form->ready)
		return faulty(ask, in);
	*form = (struct web_form){.id = sent->id,
	    .desk = in->desk.id,
	    .service = in->service,
	    .council = in->responsible ? in->responsible : in->council,
	    .digest = in->digest,
	    .outcome = in->outcome,
	    .told = in->read.form->told,
	    .language = in->language,
	    .at = tx_now(ask->tx)};
	return keep(ask, in, form) && receipt(ask, form);
}

bool
form_write(struct ask *ask)
{
	return form_keep(ask, ask->more);
}
