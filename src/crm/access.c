/* Subject access: the request, what is gathered for it, and what of that is given. */
#include "crm/access.h"
#include "base/i18n.h"
#include "base/text.h"
#include "crm/inside.h"
#include "crm/redact.h"
#include "store/audit.h"
#include "store/customers.h"
#include "store/held.h"
#include "store/partners.h"

#include <string.h>

static const struct {
	const char *name, *sentence;
} rules[] = {
    {"person", N_("the name of another person (UK GDPR Article 15(4); Data Protection Act 2018, "
		  "Schedule 2, paragraph 16)")},
    {"phone", N_("a telephone number that is not this person's and not a council's (the same)")},
    {"email", N_("an e-mail address that is not this person's and not a council's (the same)")},
    {"address", N_("an address at which others live and not this person (the same)")},
    {"staff", N_("a member of staff, who is named by their role")},
    {"officer", N_("left out by the data protection officer")},
};

const char *
access_rule(size_t index, const char **sentence)
{
	if (index >= sizeof rules / sizeof *rules)
		return NULL;
	*sentence = rules[index].sentence;
	return rules[index].name;
}

struct date
access_due(struct date received, enum nation nation)
{
	struct date due = received;
	due.year += due.month == 12;
	due.month = due.month % 12 + 1;
	while (!date_valid(due))
		due.day--;
	while (date_weekday(due) > 4 || bank_holiday(nation, due))
		due = date_add(due, 1);
	return due;
}

/* ---- the request ---- */

struct asking {
	const char *actor;
	const struct crm_access *order;
	struct arena *arena;
	struct access_request request;
	const char *customer;
	struct err *err;
	bool refused;
};

static bool
refuse_asking(struct asking *asking, const char *why)
{
	asking->refused = true;
	if (why)
		err_set(asking->err, "%s", why);
	return false;
}

/* The nation whose working days count: that of the officer's council. */
static enum nation
nation_of_officer(struct tx *tx, const char *as, struct arena *arena)
{
	struct user user = {0};
	struct council council = {0};
	if (partner_get(tx, &user_record, as, &user, arena) != 1 ||
	    partner_get(tx, &council_record, user.council, &council, arena) != 1)
		return NATION_ENGLAND_AND_WALES;
	return nation_of(council.nation);
}

static bool
set_days(struct tx *tx, struct asking *asking, const char *received)
{
	struct date day;
	char due[11];
	if (!date_parse(received, &day))
		return refuse_asking(asking, "the day it was received is no date: write it as "
					     "2026-04-01");
	if (date_compare(day, london_of(tx_now(tx)).date) > 0)
		return refuse_asking(asking, "the day it was received is still to come");
	date_format(due, access_due(day, nation_of_officer(tx, asking->order->as, asking->arena)));
	asking->request.received = received;
	asking->request.due = arena_strdup(asking->arena, due);
	return true;
}

/* The latest word on the same words holds. */
static void
add_rulings(struct asking *asking)
{
	struct list *rulings = &asking->request.rulings;
	if (!asking->order->rulings)
		return;
	LIST_EACH(struct access_ruling, ruling, asking->order->rulings)
	{
		struct access_ruling *there = NULL;
		LIST_EACH(struct access_ruling, known, rulings)
		if (strcmp(known->words, ruling->words) == 0)
			there = known;
		if (!there)
			there = list_add(asking->arena, rulings, &access_ruling_record);
		*there = *ruling;
	}
}

static void
each_open(void *context, const struct record *record, struct list *rows)
{
	struct asking *asking = context;
	if (record != &access_request_record)
		return;
	LIST_EACH(struct access_request, request, rows)
	if (strcmp(request->state, "open") == 0)
		asking->request = *request;
}

static bool
fill_request(struct tx *tx, struct asking *asking)
{
	const struct crm_access *order = asking->order;
	struct access_request *request = &asking->request;
	if (!request->id) {
		char id[ID_LENGTH + 1];
		if (!order->received || text_blank(order->identity) || text_blank(order->because))
			return refuse_asking(asking,
			    "there is no open request of this customer: a new one needs --because, "
			    "--identity and --received");
		tx_id(tx, id);
		*request = (struct access_request){.id = arena_strdup(asking->arena, id),
		    .customer = asking->customer,
		    .state = "open",
		    .at = tx_now(tx)};
	}
	request->author = order->as;
	if (!text_blank(order->identity))
		request->identity = order->identity;
	if (!text_blank(order->because))
		request->because = order->because;
	if (order->received && !set_days(tx, asking, order->received))
		return false;
	add_rulings(asking);
	return true;
}

static bool
keep_request(
    struct tx *tx, struct asking *asking, const char *action, const struct access_request *was)
{
	const char *where;
	const struct access_request *request = &asking->request;
	if (record_check(&access_request_record, request, asking->arena, &where, asking->err) < 0)
		return refuse_asking(asking, NULL);
	struct audit_entry entry = {.action = action,
	    .record = access_request_record.name,
	    .id = request->customer,
	    .person = request->customer,
	    .purpose = arena_printf(asking->arena, "for %s: %s", request->author, request->because),
	    .of = &access_request_record,
	    .was = was,
	    .now = request};
	partner_put(tx, &access_request_record, request);
	audit_add(tx, &entry);
	return tx_fault(tx) == FAULT_NONE;
}

static bool
ask_work(struct tx *tx, void *context)
{
	struct asking *asking = context;
	const struct crm_access *order = asking->order;
	tx_actor(tx, asking->actor, NULL);
	if (manage_officer(tx, order->as, ACTION_GIVE_OUT, asking->err) < 0 ||
	    manage_found(manage_customer(tx, order->customer, asking->arena, &asking->customer),
		order->customer, asking->err) < 0)
		return refuse_asking(asking, NULL);
	held_of(tx, asking->customer, asking->arena, each_open, asking);
	struct access_request *was =
	    asking->request.id
		? record_copy(asking->arena, &access_request_record, &asking->request)
		: NULL;
	return fill_request(tx, asking) &&
	       keep_request(
		   tx, asking, order->review ? "customer.access.review" : "customer.access", was);
}

static bool
answered_work(struct tx *tx, void *context)
{
	struct asking *asking = context;
	struct access_request was = asking->request;
	tx_actor(tx, asking->actor, NULL);
	asking->request.state = "answered";
	asking->request.answered = tx_now(tx);
	return keep_request(tx, asking, "customer.access.answered", &was);
}

int
crm_access_answered(
    struct crm *crm, const char *actor, const struct access_request *request, struct err *err)
{
	struct arena arena;
	struct err failed;
	arena_init(&arena);
	struct asking asking = {.actor = actor, .arena = &arena, .request = *request, .err = err};
	int rc = manage_write(crm, answered_work, &asking, &failed);
	arena_release(&arena);
	if (asking.refused)
		return -1;
	return rc < 0 ? err_set(err, "%s", failed.text) : 0;
}

/* ---- what is held ---- */

struct gathering {
	struct tx *tx;
	struct arena *arena;
	struct access_bundle *out;
	struct redactor *redactor;
	bool overrun;
};

static void
each_section(void *context, const struct record *record, struct list *rows)
{
	struct gathering *gathering = context;
	struct access_bundle *out = gathering->out;
	if (out->count == ACCESS_SECTIONS)
		gathering->overrun = true;
	else
		out->sections[out->count++] = (struct access_section){record, *rows};
}

static const struct list *
rows_of(const struct access_bundle *bundle, const struct record *record)
{
	static const struct list none;
	for (size_t i = 0; i < bundle->count; i++)
		if (bundle->sections[i].record == record)
			return &bundle->sections[i].rows;
	return &none;
}

static void
add_recipient(struct gathering *gathering, const char *council)
{
	struct access_bundle *out = gathering->out;
	const struct council *there = list_find(&out->councils, &council_record, council);
	if (there && !list_find(&out->recipients, &council_record, council))
		*(struct council *)list_add(gathering->arena, &out->recipients, &council_record) =
		    *there;
}

/* Whoever wrote it down, had to deliver, or looked. */
static void
find_recipients(struct gathering *gathering)
{
	struct access_bundle *out = gathering->out;
	LIST_EACH(struct contact, contact, rows_of(out, &contact_record))
	{
		add_recipient(gathering, contact->at);
		add_recipient(gathering, contact->as);
		LIST_EACH(struct enquiry, enquiry, &contact->enquiries)
		add_recipient(gathering, enquiry->responsible);
	}
	LIST_EACH(struct case_record, record, rows_of(out, &case_record_record))
	{
		add_recipient(gathering, record->at);
		add_recipient(gathering, record->responsible);
	}
	LIST_EACH(struct look, look, &out->looks)
	add_recipient(gathering, look->council);
}

/* What was ruled quotes what others are called. */
static void
hide_rulings(const struct access_bundle *bundle)
{
	LIST_EACH(struct access_request, request, rows_of(bundle, &access_request_record))
	request->rulings = (struct list){0};
}

/* Those who belong to them are known by single names too. */
static void
connect_others(struct gathering *gathering)
{
	const struct access_bundle *out = gathering->out;
	LIST_EACH(struct customer, customer, rows_of(out, &customer_record))
	LIST_EACH(struct relation, relation, &customer->relations)
	redactor_connect(gathering->redactor, relation->customer, relation->name);
	LIST_EACH(struct contact, contact, rows_of(out, &contact_record))
	redactor_connect(gathering->redactor, NULL, contact->caller_name);
	LIST_EACH(struct relation, relation, &out->named_by)
	redactor_connect(gathering->redactor, relation->customer, NULL);
	LIST_EACH(struct customer_merge, merge, rows_of(out, &customer_merge_record))
	{
		redactor_connect(gathering->redactor, merge->keep, NULL);
		redactor_connect(gathering->redactor, merge->gone, NULL);
	}
}

static void
redact_rows(
    struct gathering *gathering, const struct record *record, struct list *rows, const char *name)
{
	for (size_t i = 0; i < rows->count; i++)
		redact_record(gathering->redactor, record, (char *)rows->items + i * record->size,
		    arena_printf(gathering->arena, "%s.%zu", name, i));
}

/* What the other wrote about it is the other's. */
static void
redact_named_by(struct gathering *gathering)
{
	size_t i = 0;
	redact_rows(gathering, &relation_record, &gathering->out->named_by, "named_by");
	LIST_EACH(struct relation, relation, &gathering->out->named_by)
	relation->role = redact_other(gathering->redactor, relation->role,
	    arena_printf(gathering->arena, "named_by.%zu.role", i++));
}

/* Who looked is told by role and council. */
static void
redact_looks(struct gathering *gathering)
{
	size_t i = 0;
	LIST_EACH(struct look, look, &gathering->out->looks)
	{
		look->user = look->role ? look->role : "staff";
		look->name = NULL;
		look->purpose = redact_text(gathering->redactor, look->purpose,
		    arena_printf(gathering->arena, "looks.%zu.purpose", i++));
	}
}

static enum language
language_of(const struct crm_access *order, const struct access_bundle *bundle)
{
	const struct customer *first = rows_of(bundle, &customer_record)->items;
	const char *name = order->language ? order->language : first ? first->language : NULL;
	return name && language_named(name) == WELSH ? WELSH : ENGLISH;
}

static int
gather(struct gathering *gathering, const struct crm_access *order, const char *customer)
{
	struct tx *tx = gathering->tx;
	struct arena *arena = gathering->arena;
	struct access_bundle *out = gathering->out;
	struct customer person;
	if (customer_get(tx, customer, &person, arena) != 1 ||
	    held_of(tx, customer, arena, each_section, gathering) < 0 ||
	    relations_to(tx, customer, arena, &out->named_by) < 0 ||
	    looks_read(tx, customer, 0, INT64_MAX, arena, &out->looks) < 0 ||
	    partner_list(tx, &council_record, arena, &out->councils) < 0 || gathering->overrun)
		return -1;
	out->name = customer_spoken_name(&person, arena);
	out->language = language_of(order, out);
	find_recipients(gathering);
	gathering->redactor =
	    redactor_new(tx, customer, order->marks[out->language], &out->request.rulings, arena);
	if (!gathering->redactor)
		return -1;
	connect_others(gathering);
	hide_rulings(out);
	for (size_t i = 0; i < out->count; i++)
		redact_rows(gathering, out->sections[i].record, &out->sections[i].rows,
		    out->sections[i].record->name);
	redact_named_by(gathering);
	redact_looks(gathering);
	out->findings = *redactor_findings(gathering->redactor);
	return tx_fault(tx) == FAULT_NONE ? 0 : -1;
}

int
crm_access(struct crm *crm, const char *actor, const struct crm_access *order, struct arena *arena,
    struct access_bundle *out, struct err *err)
{
	struct asking asking = {.actor = actor, .order = order, .arena = arena, .err = err};
	struct err failed;
	*out = (struct access_bundle){0};
	int rc = manage_write(crm, ask_work, &asking, &failed);
	if (asking.refused)
		return -1;
	if (rc < 0)
		return err_set(err, "%s", failed.text);
	out->request = asking.request;
	struct gathering gathering = {.tx = store_read(crm->store), .arena = arena, .out = out};
	rc = gathering.tx ? gather(&gathering, order, asking.customer) : -1;
	if (gathering.tx)
		store_done(gathering.tx);
	return rc < 0 ? err_set(err, "the CRM cannot be read") : 0;
}

int
access_recipients(
    struct tx *tx, const char *customer, const char *but, struct arena *arena, struct list *out)
{
	struct access_bundle *bundle = arena_alloc(arena, sizeof *bundle);
	struct gathering gathering = {.tx = tx, .arena = arena, .out = bundle};
	const char *root = customer_root(tx, customer, arena);
	if (!root || held_of(tx, root, arena, each_section, &gathering) < 0 ||
	    looks_read(tx, root, 0, INT64_MAX, arena, &bundle->looks) < 0 ||
	    partner_list(tx, &council_record, arena, &bundle->councils) < 0)
		return -1;
	find_recipients(&gathering);
	LIST_EACH(struct council, council, &bundle->recipients)
	if (!text_same(council->id, but))
		*(struct council *)list_add(arena, out, &council_record) = *council;
	return 0;
}
