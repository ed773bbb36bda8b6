/*
 * Everybody who joined an incident hears its outcome once, by machine: by a mail where they agreed
 * to mails and their council sends them, else on a list of calls out, where its service has them;
 * whoever can be told by neither waits for somebody who tells them. What an officer wrote when the
 * case was closed is what they hear; closed anew with other words they hear those, with the same
 * words nobody hears them twice.
 *
 * It is done beside the work of the desks, some people at a time, so that three thousand hold up
 * neither a request nor the mails and payments that others wait for.
 */
#include "base/text.h"
#include "crm/incidents.h"
#include "crm/mail.h"
#include "directory/form.h"
#include "directory/matrix.h"
#include "store/audit.h"
#include "store/customers.h"
#include "store/incidents.h"
#include "store/outbound.h"
#include "store/partners.h"

#include <string.h>

enum { AT_ONCE = 50, INCIDENTS = 4 };
#define BREATH                                                                                     \
	(5 * MICROS_SECOND) /* between two of them: what is asked in the meantime is done          \
			     */

/* One incident whose people are told. */
struct telling {
	struct ask *ask;
	const struct incident *incident;
	const char *council, *sender; /* whose mailbox; null: none */
	const char *title[2];         /* of the service, in English and Welsh */
	const char *signed_by;
	const char *list; /* of calls out; null: none */
	bool ticked;      /* calls out are set for the service there */
	size_t mails;
};

/* ---- a mail ---- */

static const char *
letter(const struct telling *telling, const struct incident_untold *whom,
    const struct customer *customer, const char *language)
{
	struct arena *arena = telling->ask->call->arena;
	bool welsh = text_same(language, "cy");
	struct date day = london_of(whom->joined).date;
	const char *name = customer_spoken_name(customer, arena);
	return arena_printf(arena,
	    form_words(language,
		"Dear %s,\n\nYou told us about this on %02d/%02d/%04d: %s.\n\nWhat came of it:\n\n"
		"%s\n\nYour reference is %s. If it is not so, answer this mail or ring us.\n\n%s\n",
		"Annwyl %s,\n\nDywedoch wrthym am hyn ar %02d/%02d/%04d: %s.\n\nDyma'r "
		"canlyniad:\n\n%s\n\nEich cyfeirnod yw %s. Os nad yw'n gywir, atebwch y neges hon "
		"neu ffoniwch ni.\n\n%s\n"),
	    name, day.day, day.month, day.year, telling->title[welsh], telling->incident->outcome,
	    telling->incident->reference, telling->signed_by);
}

static bool
by_mail(
    struct telling *telling, const struct incident_untold *whom, const struct customer *customer)
{
	struct ask *ask = telling->ask;
	const char *address = customer ? mail_agreed(customer) : NULL;
	if (!telling->sender || !address || whom->mailed)
		return false;
	const char *language = language_of_customer(customer);
	struct mail mail = {.council = telling->council,
	    .sender = telling->sender,
	    .recipient = address,
	    .customer = customer->id,
	    .about = whom->member,
	    .reference = telling->incident->reference,
	    .subject = arena_printf(ask->call->arena,
		form_words(language, "What came of it: %s", "Y canlyniad: %s"),
		telling->title[text_same(language, "cy")]),
	    .text = letter(telling, whom, customer, language)};
	/* Spread over the time until the next ones: whoever answers a mail now is not behind all.
	 */
	micros when = tx_now(ask->tx) + (micros)telling->mails++ * (BREATH / AT_ONCE);
	incident_way(ask->tx, whom->member, "mail", mail_post(ask, &mail, when));
	return true;
}

/* ---- a call ---- */

static void
make_list(struct telling *telling)
{
	struct ask *ask = telling->ask;
	struct arena *arena = ask->call->arena;
	const struct incident *incident = telling->incident;
	const struct field *name = record_field(&outbound_list_record, "name"),
			   *why = record_field(&outbound_list_record, "why");
	struct outbound_list was, list = {.id = arena_printf(arena, "told-%s", incident->reference),
				      .council = telling->council,
				      .service = incident->service,
				      .incident = incident->id,
				      .spacing = "4 hours",
				      .attempts = 5};
	list.name = cut_words(arena,
	    arena_printf(arena, "%s: %s", incident->reference, telling->title[0]), name->limit);
	char *words = arena_strdup(arena, mail_masked(ask, incident->outcome));
	for (char *c = words; *c; c++)
		if (*c == '\n' || *c == '\r' || *c == '\t')
			*c = ' ';
	list.why = cut_words(arena, words, why->limit);
	telling->list = list.id;
	if (partner_get(ask->tx, &outbound_list_record, list.id, &was, arena) == 1 &&
	    text_same(was.why, list.why))
		return;
	partner_put(ask->tx, &outbound_list_record, &list);
	struct audit_entry entry = {.action = "outbound.list",
	    .record = "outbound_list",
	    .id = list.id,
	    .of = &outbound_list_record,
	    .now = &list};
	audit_add(ask->tx, &entry);
}

static void
by_call(struct telling *telling, const struct incident_untold *whom,
    const struct customer *customer, const char *number)
{
	struct ask *ask = telling->ask;
	struct arena *arena = ask->call->arena;
	if (!telling->list)
		make_list(telling);
	/* The same person is there once for each outcome. */
	const struct outbound_item item = {.id = ask_id(ask),
	    .list = telling->list,
	    .key =
		arena_printf(arena, "%s.%lld", whom->member, (long long)telling->incident->closed),
	    .customer = customer ? customer->id : NULL,
	    .name = customer ? customer_list_name(customer, arena) : NULL,
	    .number = number,
	    .member = whom->member,
	    .state = "waiting",
	    .made = tx_now(ask->tx),
	    .next = 1};
	outbound_put(ask->tx, &item);
	outbound_audit(ask, "outbound.add", &item, NULL);
	incident_way(ask->tx, whom->member, "list", NULL);
}

/* ---- some of them ---- */

static const struct customer *
found(const struct list *customers, const char *id)
{
	return id ? list_find(customers, &customer_record, id) : NULL;
}

static const char *
number_of(const struct incident_untold *whom, const struct customer *customer)
{
	if (whom->caller)
		return whom->caller;
	return customer && customer->phones.count
		   ? LIST_AT(struct phone, &customer->phones, 0)->number
		   : NULL;
}

static void
tell_some(struct telling *telling)
{
	struct ask *ask = telling->ask;
	struct arena *arena = ask->call->arena;
	struct incident_untold some[AT_ONCE];
	const char *ids[AT_ONCE], *numbers[AT_ONCE];
	bool refused[AT_ONCE];
	struct list customers = {0};
	size_t count = 0, known = 0;
	if (incident_untold(ask->tx, telling->incident->id, AT_ONCE, arena, some, &count) || !count)
		return;
	for (size_t i = 0; i < count; i++)
		if (some[i].customer)
			ids[known++] = some[i].customer;
	customers_own(ask->tx, ids, known, arena, &customers);
	for (size_t i = 0; i < count; i++) {
		ids[i] = some[i].customer;
		numbers[i] = number_of(&some[i], found(&customers, some[i].customer));
	}
	if (outbound_refusals(ask->tx, ids, numbers, count, refused, arena))
		return;
	for (size_t i = 0; i < count; i++) {
		const struct customer *customer = found(&customers, some[i].customer);
		int said = customer ? customer_agreed(customer, "phone") : -1;
		if (by_mail(telling, &some[i], customer))
			continue;
		if (telling->ticked && numbers[i] && said != 0 && (said == 1 || !refused[i]))
			by_call(telling, &some[i], customer, numbers[i]);
		else
			incident_way(ask->tx, some[i].member, "none", NULL);
	}
}

static void
tell_of(struct ask *ask, const char *id)
{
	struct arena *arena = ask->call->arena;
	struct incident incident;
	struct council council = {0};
	if (incident_get(ask->tx, id, &incident, arena) != 1)
		return;
	struct date today = london_of(tx_now(ask->tx)).date;
	const struct service *service = service_as_of(ask, incident.service, 0);
	struct telling telling = {
	    .ask = ask, .incident = &incident, .council = incident.responsible};
	if (telling.council)
		partner_get(ask->tx, &council_record, telling.council, &council, arena);
	telling.signed_by = council.name ? council.name : "";
	for (int welsh = 0; welsh < 2; welsh++)
		telling.title[welsh] =
		    service ? arena_strdup(arena, words_in(&service->title, welsh ? "cy" : "en"))
			    : incident.service;
	/* What is only practised goes to nobody. */
	if (service && telling.council && !reference_is_training(incident.reference)) {
		telling.sender = mail_sender(ask, service, telling.council);
		telling.ticked = matrix_on(service, telling.council, MECHANISM_OUTBOUND, today);
	}
	tell_some(&telling);
	incident_tell_on(ask->tx, id, tx_now(ask->tx) + BREATH);
	incident_tell(ask, id);
}

size_t
incidents_tell_due(struct crm *crm, struct tx *tx, struct arena *arena)
{
	struct crm_call call = {.arena = arena};
	struct crm_answer answer = {0};
	struct ask ask = {.crm = crm, .call = &call, .answer = &answer, .tx = tx};
	const char *ids[INCIDENTS];
	size_t count = 0;
	if (incidents_to_tell(tx, INCIDENTS, arena, ids, &count) || !count)
		return 0;
	tx_actor(tx, "connect", NULL);
	for (size_t i = 0; i < count; i++)
		tell_of(&ask, ids[i]);
	return count;
}

/* ---- what came of it ---- */

static void
note(struct ask *ask, const char *action, const char *incident, const char *member)
{
	struct audit_entry entry = {.action = action,
	    .record = "incident_member",
	    .id = member,
	    .purpose = arena_printf(ask->call->arena, "case %s", incident)};
	audit_add(ask->tx, &entry);
}

void
incident_mail_ended(struct ask *ask, const char *mail, bool well)
{
	const char *member = NULL;
	struct arena *arena = ask->call->arena;
	const char *incident = well ? incident_mail_sent(ask->tx, mail, &member, arena)
				    : incident_mail_failed(ask->tx, mail, &member, arena);
	if (!incident)
		return;
	note(ask, well ? "incident.mailed" : "incident.unmailed", incident, member);
	if (well && !incident_mails_wait(ask->tx, incident)) /* the last of them */
		incident_tell(ask, incident);
	if (!well)
		schedule_changed(ask->crm);
}

bool
incident_item_over(struct ask *ask, const struct outbound_item *item)
{
	struct incident_member member;
	return item->member &&
	       (incident_member_get(ask->tx, item->member, &member, ask->call->arena) != 1 ||
		   !text_same(member.state, "pending"));
}

void
incident_rung(struct ask *ask, const struct outbound_item *item, const char *outcome)
{
	struct incident_member member;
	if (!item->member ||
	    incident_member_get(ask->tx, item->member, &member, ask->call->arena) != 1)
		return;
	if (text_same(outcome, "spoke")) {
		if (incident_told(ask->tx, member.id, ask->session->user) == 1)
			note(ask, "incident.told", member.incident, member.id);
	} else if (text_same(item->state, "stopped")) {
		incident_way(ask->tx, member.id, "none", NULL);
	}
}
