/*
 * The contact is the aggregate: one request carries the customer, the enquiries with their answers
 * and the cases they open, and all of it is kept or none. One desk owns it: a higher step replaces,
 * the same step and bytes answer the same. A lower step, or one that follows another than the
 * current, is of a desk that knows less (its disk was put back, copied or cut): it is refused with
 * the current one and, once that was finished, with what was logged.
 */
#include "store/contacts.h"
#include "base/text.h"
#include "crm/incidents.h"
#include "crm/mail.h"
#include "crm/promises.h"
#include "crm/sharing.h"
#include "crm/surveys.h"
#include "store/audit.h"
#include "store/customers.h"
#include "store/erase.h"
#include "store/partners.h"

#include <string.h>

static const char *
path(struct ask *ask, size_t index, const char *field)
{
	return arena_printf(ask->call->arena, "enquiries.%zu.%s", index, field);
}

static bool
council_known(struct ask *ask, const char *id, const char *field)
{
	struct council council;
	return partner_get(ask->tx, &council_record, id, &council, ask->call->arena) != 0 ||
	       refuse(ask, PROBLEM_BAD_FIELD, field, "no such council");
}

/* ---- the step ---- */

enum step { STEP_NEW, STEP_HIGHER, STEP_SAME, STEP_REFUSED };

static enum step
compare_step(struct ask *ask, const struct contact *contact, const struct contact_state *state,
    int found, const unsigned char digest[32])
{
	if (found == 0)
		return STEP_NEW;
	if (ask->session && (!text_same(state->desk, contact->desk) ||
				!text_same(state->desk, ask->session->desk))) {
		refuse(ask, PROBLEM_NOT_PERMITTED, "desk", "another desk owns this contact");
		return STEP_REFUSED;
	}
	if (contact->step > state->step && (!contact->after || contact->after == state->step))
		return STEP_HIGHER;
	if (contact->step == state->step && memcmp(state->digest, digest, 32) == 0)
		return STEP_SAME;
	refuse(ask, PROBLEM_STALE_STEP, "step", "the CRM has this step or another one after it");
	ask->answer->limit = state->step;
	return STEP_REFUSED;
}

static enum sight withhold(struct ask *ask, struct contact *contact, bool glass);

/* Of its own desk's contact what this user may see of it. */
static void
tell_logged(struct ask *ask, const char *id)
{
	struct arena *arena = ask->call->arena;
	struct contact contact;
	if (!ask->session || contact_get(ask->tx, id, &contact, arena) != 1 || !contact.ended)
		return;
	withhold(ask, &contact, false);
	leave_trace(ask, "contact.read", id, "logged before from this desk");
	struct contact_logged *logged = record_new(arena, &contact_logged_record);
	logged->customer = contact.customer;
	logged->note = contact.note;
	logged->ended = contact.ended;
	logged->enquiries = contact.enquiries;
	ask->answer->logged = logged;
}

/* Whose desk, whose name: as the session says. */
static bool
check_place(struct ask *ask, const struct contact *contact)
{
	const struct session *session = ask->session;
	struct desk_record desk;
	if (contact->step < 1)
		return refuse(ask, PROBLEM_BAD_FIELD, "step", "steps begin at 1");
	if (partner_get(ask->tx, &desk_record_record, contact->desk, &desk, ask->call->arena) == 0)
		return refuse(ask, PROBLEM_BAD_FIELD, "desk", "no such desk");
	if (session && !text_same(contact->desk, session->desk))
		return refuse(ask, PROBLEM_NOT_PERMITTED, "desk", "not the desk of the session");
	if (session && !text_same(contact->at, desk.council) &&
	    !text_same(contact->at, session->council))
		return refuse(ask, PROBLEM_BAD_FIELD, "at", "not the council of this desk");
	if (contact->venue && partner_get(ask->tx, &venue_record, contact->venue,
				  &(struct venue){0}, ask->call->arena) == 0)
		return refuse(ask, PROBLEM_BAD_FIELD, "venue", "no such venue");
	if (!council_known(ask, contact->at, "at") || !council_known(ask, contact->as, "as"))
		return false;
	struct concern concern = {.at = contact->at, .as = contact->as};
	return !session || allowed(ask, ACTION_LOG_CONTACT, &concern);
}

/* ---- the customer ---- */

/* A customer made in this contact: new, or still as this contact made it. */
static bool
put_new_customer(struct ask *ask, struct contact *contact, struct contact_state *state)
{
	struct arena *arena = ask->call->arena;
	struct customer *customer = record_copy(arena, &customer_record, contact->new_customer);
	struct customer was = {0};
	if (!contact->customer)
		contact->customer = customer->id;
	if (!text_same(contact->customer, customer->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "customer", "not the id of the new customer");
	customer->origin = customer->origin_key = customer->merged_into = NULL;
	int found = customer_own(ask->tx, customer->id, &was, arena);
	if (found < 0)
		return false;
	phones_date(ask, customer, found == 1 ? &was : NULL);
	person_sign(ask, customer, found == 1 ? &was : NULL, true);
	if (!person_permitted(ask, customer, found == 1 ? &was : NULL))
		return false;
	if (found == 1) {
		customer_tidy(customer, arena);
		customer->created = was.created;
		customer->changed = was.changed;
		customer->merged_into = was.merged_into;
		if (record_equal(&customer_record, customer, &was))
			return true;
		if (was.changed != state->made_customer)
			return refuse(ask, PROBLEM_CONFLICT, "new_customer",
			    "the customer is there already, and differs");
	}
	if (!customer_keep(ask, customer, found == 1 ? &was : NULL))
		return false;
	state->made_customer = customer->changed;
	return true;
}

static bool
change_customer(struct ask *ask, const struct contact *contact)
{
	struct arena *arena = ask->call->arena;
	struct customer *current = record_new(arena, &customer_record), *now;
	int found = customer_get(ask->tx, contact->change->id, current, arena);
	if (found == 0)
		return refuse(ask, PROBLEM_BAD_FIELD, "change.id", "no such customer");
	if (found < 0 || !change_apply(ask, contact->change, current, &now))
		return false;
	return record_equal(&customer_record, current, now) || customer_keep(ask, now, current);
}

static bool
put_customer(struct ask *ask, struct contact *contact, struct contact_state *state)
{
	struct customer customer;
	const char *whose = contact->new_customer ? contact->new_customer->id : contact->customer;
	int erased = whose ? customer_is_erased(ask->tx, whose) : 0;
	if (erased < 0)
		return false;
	if (erased) { /* what the desk had not sent yet is kept, without the person */
		contact->customer = NULL;
		contact->new_customer = NULL;
		contact->change = NULL;
		return true;
	}
	if ((contact->new_customer || contact->change) && ask->session &&
	    !allowed(ask, ACTION_CHANGE_CUSTOMER, NULL))
		return false;
	if (contact->new_customer && !put_new_customer(ask, contact, state))
		return false;
	if (contact->change && !change_customer(ask, contact))
		return false;
	if (!contact->customer)
		return true;
	int found = customer_get(ask->tx, contact->customer, &customer, ask->call->arena);
	/* Of a merged person the contact stays with the record it was made with: when the merge is
	 * undone it is theirs again. The desk may have learnt the other id since. */
	if (found == 1 && state->customer &&
	    text_same(customer_root(ask->tx, state->customer, ask->call->arena), customer.id))
		contact->customer = state->customer;
	return found == 1 ||
	       (found == 0 && refuse(ask, PROBLEM_BAD_FIELD, "customer", "no such customer"));
}

/* ---- the enquiries ---- */

static bool
check_enquiry(
    struct ask *ask, const struct contact *contact, const struct enquiry *enquiry, size_t index)
{
	const char *owner = enquiry_contact(ask->tx, enquiry->id, ask->call->arena);
	if (owner && strcmp(owner, contact->id) != 0)
		return refuse(ask, PROBLEM_BAD_FIELD, path(ask, index, "id"),
		    "the enquiry belongs to another contact");
	if (list_find(&contact->enquiries, &enquiry_record, enquiry->id) != enquiry)
		return refuse(ask, PROBLEM_BAD_FIELD, path(ask, index, "id"), "twice the same id");
	return true;
}

/* A reference that was read out stands: its enquiry cannot go away again. */
static bool
check_cases_stay(struct ask *ask, const struct contact *was, const struct contact *contact)
{
	LIST_EACH(struct enquiry, before, &was->enquiries)
	{
		const struct enquiry *after =
		    list_find(&contact->enquiries, &enquiry_record, before->id);
		if (before->opens && (!after || !after->opens))
			return refuse(ask, PROBLEM_BAD_FIELD, "enquiries",
			    "an enquiry that opened a case cannot be taken back");
	}
	return true;
}

/* doubts: of each enquiry, in its order. */
static bool
put_enquiries(
    struct ask *ask, struct contact *contact, const struct contact *was, const char **doubts)
{
	size_t i = 0;
	LIST_EACH(struct enquiry, enquiry, &contact->enquiries)
	{
		if (text_blank(enquiry->responsible))
			enquiry->responsible = NULL;
		if (!check_enquiry(ask, contact, enquiry, i) ||
		    !responsible_check(ask, contact, enquiry, i, &doubts[i]))
			return false;
		i++;
	}
	return !was || check_cases_stay(ask, was, contact);
}

static bool
open_cases(struct ask *ask, struct contact *contact, const char *const *doubts)
{
	size_t i = 0;
	LIST_EACH(struct enquiry, enquiry, &contact->enquiries)
	{
		if (enquiry->opens && !case_open_rules(ask, contact, enquiry, i, doubts[i]))
			return false;
		i++;
	}
	return true;
}

/* ---- all together ---- */

static void
audit_contact(struct ask *ask, const struct contact *contact, const struct contact *was)
{
	struct contact kept = *contact;
	kept.new_customer = NULL; /* has an entry of its own */
	kept.change = NULL;
	kept.asked = NULL;
	struct audit_entry entry = {.action = was ? "contact.replace" : "contact.put",
	    .record = "contact",
	    .id = contact->id,
	    .person = contact->customer ? contact->customer : contact->id,
	    .of = &contact_record,
	    .was = was,
	    .now = &kept};
	audit_add(ask->tx, &entry);
}

bool
contact_put_rules(struct ask *ask, const struct contact *body, const unsigned char digest[32],
    struct contact_receipt *receipt, bool *new)
{
	struct arena *arena = ask->call->arena;
	struct contact *contact = record_copy(arena, &contact_record, body);
	struct contact was = {0};
	struct contact_state state;
	int found = contact_state(ask->tx, contact->id, &state, arena);
	if (found < 0)
		return false;
	*new = found == 0;
	*receipt = (struct contact_receipt){contact->id, contact->step, state.received};
	enum step step = compare_step(ask, contact, &state, found, digest);
	if (step == STEP_SAME)
		return true;
	if (step == STEP_REFUSED) {
		if (ask->answer->problem == PROBLEM_STALE_STEP)
			tell_logged(ask, contact->id);
		return false;
	}
	if (found == 1 && contact_get(ask->tx, contact->id, &was, arena) < 0)
		return false;
	const struct contact *before = found == 1 ? &was : NULL;
	if (was.anonymised) { /* what comes so late is kept without the person */
		contact->customer = NULL;
		contact->new_customer = NULL;
		contact->change = NULL;
	}
	const char **doubts = arena_alloc(arena, (contact->enquiries.count + 1) * sizeof *doubts);
	bool named = contact->customer || contact->new_customer;
	if (!check_place(ask, contact) || !put_customer(ask, contact, &state) ||
	    !behalf_check(ask, contact, was.anonymised || (named && !contact->customer)) ||
	    !put_enquiries(ask, contact, before, doubts))
		return false;
	venue_judge(ask, contact);
	contact->user = ask->session ? ask->session->user : contact->user;
	contact->received = receipt->received = tx_now(ask->tx);
	memcpy(state.digest, digest, sizeof state.digest);
	contact_put(ask->tx, contact, &state);
	if (!open_cases(ask, contact, doubts) || !mail_follow(ask, contact) ||
	    !incidents_of_contact(ask, contact, before))
		return false;
	promises_of_contact(ask, contact);
	if (!surveys_of_contact(ask, contact, before))
		return false;
	if (contact->customer)
		customer_seen(ask->tx, contact->customer, contact->began);
	learn_enquiries(ask, contact, before);
	audit_contact(ask, contact, before);
	arrival_follow(ask, contact);
	return tx_fault(ask->tx) == FAULT_NONE;
}

bool
contact_write(struct ask *ask)
{
	const struct contact *body = ask->call->body;
	struct contact_receipt *receipt = record_new(ask->call->arena, &contact_receipt_record);
	unsigned char digest[SECRET_HASH];
	bool new;
	if (!text_same(ask->call->params[0], body->id))
		return refuse(ask, PROBLEM_BAD_FIELD, "id", "not the id of the path");
	secret_hash(digest, ask->call->raw ? ask->call->raw : "", ask->call->raw_length, NULL);
	if (!contact_put_rules(ask, body, digest, receipt, &new))
		return false;
	ask->answer->body = receipt;
	return true;
}

/* ---- reading ---- */

static enum sight
enquiry_sight(struct ask *ask, const struct contact *contact, const struct enquiry *enquiry,
    const char *consent, bool glass)
{
	struct sharing what = {.concern = {contact->at, contact->as, enquiry->responsible},
	    .taker = contact->user,
	    .consent = consent};
	struct queue queue = {0};
	if (enquiry->opens && partner_get(ask->tx, &queue_record, enquiry->opens->queue, &queue,
				  ask->call->arena) == 1)
		what.team = queue.team;
	return sight_of(ask, enquiry->service, &what, glass);
}

/* Leaves what may be seen: each enquiry by itself, and what was said about them all only to whoever
 * sees them all. The most that is seen of any. */
static enum sight
withhold(struct ask *ask, struct contact *contact, bool glass)
{
	const char *consent = consent_of(ask, contact->customer);
	struct sharing alone = {
	    .concern = {contact->at, contact->as}, .taker = contact->user, .consent = consent};
	struct list all = contact->enquiries;
	enum sight most = SEE_NOTHING;
	if (!all.count)
		return sight_of(ask, NULL, &alone, glass);
	contact->enquiries = (struct list){0};
	LIST_EACH(struct enquiry, enquiry, &all)
	{
		enum sight sight = enquiry_sight(ask, contact, enquiry, consent, glass);
		most = sight > most ? sight : most;
		if (sight == SEE_ALL)
			*(struct enquiry *)list_add(
			    ask->call->arena, &contact->enquiries, &enquiry_record) = *enquiry;
	}
	contact->withheld = contact->enquiries.count < all.count;
	if (contact->withheld) {
		contact->note = contact->caller = NULL;
		behalf_clear(contact);
	}
	return most;
}

/* Of another desk's only for a contact in hand here, or a stated reason. */
static const char *
reading_purpose(struct ask *ask, const struct contact *contact)
{
	const char *purpose = purpose_stated(ask, 0, 1);
	if (purpose)
		return purpose;
	bool own = text_same(contact->desk, ask->session->desk) ||
		   text_same(contact->user, ask->session->user);
	return own ? "" : NULL;
}

bool
contact_read(struct ask *ask)
{
	struct arena *arena = ask->call->arena;
	struct contact *contact = record_new(arena, &contact_record);
	const char *id = ask->call->params[0], *of = enquiry_contact(ask->tx, id, arena);
	int found = contact_get(ask->tx, of ? of : id, contact, arena);
	if (found == 0)
		return refuse(ask, PROBLEM_NOT_FOUND, NULL, NULL);
	struct concern concern = {.at = contact->at, .as = contact->as};
	bool glass;
	if (found < 0 || !allowed(ask, ACTION_READ_CUSTOMER, &concern) ||
	    !glass_asked(ask, 2, &glass))
		return false;
	const char *purpose = reading_purpose(ask, contact);
	if (!purpose)
		return store_well(ask) && refuse(ask, PROBLEM_PURPOSE_NEEDED, NULL, NULL);
	enum sight sight = withhold(ask, contact, glass);
	if (sight != SEE_ALL)
		return refuse(
		    ask, sight == SEE_SOMETHING ? PROBLEM_WITHHELD : PROBLEM_NOT_FOUND, NULL, NULL);
	ask->more = arena_printf(arena, "contact %s%s%s%s%s", contact->id, *purpose ? ", for " : "",
	    purpose, glass ? ", reason " : "", glass ? ask->call->query[2] : "");
	ask->answer->body = contact;
	return true;
}

bool
contact_audit(struct ask *ask)
{
	const struct contact *contact = ask->answer->body;
	bool glass = !text_blank(ask->call->query[2]);
	struct audit_entry entry = {.action = glass ? "contact.glass" : "contact.read",
	    .record = "contact",
	    .id = contact->id,
	    .purpose = ask->more};
	return audit_add(ask->tx, &entry) == 0;
}
