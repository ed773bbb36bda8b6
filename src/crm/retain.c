#include "crm/retain.h"
#include "base/text.h"
#include "directory/service.h"
#include "store/audit.h"
#include "store/customers.h"
#include "store/erase.h"
#include "store/partners.h"
#include "store/retain.h"
#include "store/services.h"

#include <string.h>

/* ---- the rules ---- */

struct own_months {
	const char *service;
	int contact, case_;
};
static const struct record own_months_record = {"own_months", sizeof(struct own_months), NULL, 0};

static void
read_own(struct retain_rules *rules, const struct service_text *text)
{
	struct finding_list findings;
	findings_init(&findings);
	struct service *service =
	    service_parse(text->service, text->text, strlen(text->text), NULL, NULL, &findings);
	if (service && (service->keep_contact || service->keep_case))
		*(struct own_months *)list_add(&rules->arena, &rules->own, &own_months_record) =
		    (struct own_months){arena_strdup(&rules->arena, text->service),
			service->keep_contact, service->keep_case};
	service_free(service);
	findings_release(&findings);
}

static int
read_directory(struct tx *tx, struct retain_rules *rules)
{
	struct arena arena;
	struct list texts = {0};
	int64_t newest = directory_newest(tx);
	if (newest == rules->directory)
		return 0;
	arena_release(&rules->arena);
	arena_init(&rules->arena);
	rules->own = (struct list){0};
	arena_init(&arena);
	int rc = directory_after(tx, 0, &arena, &texts);
	LIST_EACH(struct service_text, text, &texts)
	read_own(rules, text);
	arena_release(&arena);
	rules->directory = newest;
	return rc;
}

int
retain_rules_read(struct tx *tx, struct retain_rules *rules)
{
	struct arena arena;
	struct list list = {0};
	arena_init(&arena);
	rules->today = london_of(tx_now(tx)).date;
	memset(rules->months, 0, sizeof rules->months);
	int rc = partner_list(tx, &retention_record, &arena, &list);
	for (size_t i = 0; i < RETAIN_KINDS; i++) {
		const struct retention *rule =
		    list_find(&list, &retention_record, retention_kinds[i].id);
		rules->months[i] = rule ? rule->months : 0;
	}
	arena_release(&arena);
	return rc < 0 ? rc : read_directory(tx, rules);
}

void
retain_rules_release(struct retain_rules *rules)
{
	arena_release(&rules->arena);
}

/* ---- time ---- */

/* What was over before this moment has been over for so many months: the same day of an earlier
 * month, or its last. */
static micros
months_ago(const struct retain_rules *rules, int64_t months)
{
	struct date date = rules->today;
	int64_t count = (int64_t)date.year * 12 + date.month - 1 - months;
	date.year = (int)(count / 12);
	date.month = (int)(count % 12) + 1;
	while (!date_valid(date))
		date.day--;
	return london_micros(date, 0, 0);
}

/* Of a service, null: of none. */
static int64_t
months_of(const struct retain_rules *rules, enum retained_kind kind, const char *service)
{
	if (rules->months[kind])
		LIST_EACH(struct own_months, own, &rules->own)
		{
			int months = kind == RETAIN_CASE ? own->case_ : own->contact;
			if (months && text_same(own->service, service))
				return months;
		}
	return rules->months[kind];
}

static bool
is_over(const struct retain_rules *rules, int64_t months, micros since)
{
	return months && since && since < months_ago(rules, months);
}

micros
retain_before(const struct retain_rules *rules, enum retained_kind kind)
{
	int64_t least = rules->months[kind];
	if (least && (kind == RETAIN_CASE || kind == RETAIN_CONTACT))
		LIST_EACH(struct own_months, own, &rules->own)
		{
			int64_t months = months_of(rules, kind, own->service);
			if (months < least)
				least = months;
		}
	return least ? months_ago(rules, least) : 0;
}

/* The longest of the services it was about. */
static bool
contact_is_over(struct tx *tx, const struct retain_rules *rules, const struct retained *contact,
    struct arena *arena)
{
	struct list services = {0};
	int64_t most = 0;
	contact_services(tx, contact->id, arena, &services);
	LIST_EACH(struct retained, enquiry, &services)
	{
		int64_t months = months_of(rules, RETAIN_CONTACT, enquiry->service);
		if (months > most)
			most = months;
	}
	return is_over(rules, most ? most : rules->months[RETAIN_CONTACT], contact->since);
}

static bool
case_is_over(const struct retain_rules *rules, const struct retained *record)
{
	return is_over(rules, months_of(rules, RETAIN_CASE, record->service), record->since);
}

/* ---- what becomes of it ---- */

static enum fate
held(const struct hold *hold, struct arena *arena, const char **why)
{
	*why = arena_printf(arena, "a legal hold: %s (%s)", hold->because, hold->author);
	return FATE_HELD;
}

static enum fate
judge_row(struct tx *tx, const struct retained *row, struct arena *arena, const char **why)
{
	struct hold hold;
	const char *root = customer_root(tx, row->customer, arena);
	return root && customer_held(tx, root, &hold, arena) == 1 ? held(&hold, arena, why)
								  : FATE_GOES;
}

static enum fate
judge_case(struct tx *tx, const struct retained *record, struct arena *arena, const char **why)
{
	struct hold hold;
	struct retained copy = *record;
	const struct list itself = {&copy, 1};
	return retained_held(tx, record->customer, &itself, &hold, arena) == 1
		   ? held(&hold, arena, why)
		   : FATE_GOES;
}

static enum fate
judge_contact(struct tx *tx, const struct retain_rules *rules, const struct retained *contact,
    struct arena *arena, const char **why)
{
	struct hold hold;
	struct list cases = {0};
	enum fate fate = FATE_GOES;
	if (!contact_is_over(tx, rules, contact, arena))
		return FATE_YOUNG;
	retained_cases(tx, contact->id, NULL, arena, &cases);
	if (retained_held(tx, contact->customer, &cases, &hold, arena) == 1)
		return held(&hold, arena, why);
	LIST_EACH(struct retained, record, &cases)
	{
		if (!record->since) {
			*why = "a case of it is open";
			return FATE_OPEN;
		}
		if (!case_is_over(rules, record)) {
			*why = "a case of it is kept longer";
			fate = FATE_LATER;
		}
	}
	return fate;
}

/* What no rule speaks of is kept no longer than the person. */
static bool
keeps_longer(struct tx *tx, const struct retain_rules *rules, const char *customer,
    const struct list *cases, struct arena *arena)
{
	struct list contacts = {0};
	LIST_EACH(struct retained, record, cases)
	if (rules->months[RETAIN_CASE] && !case_is_over(rules, record))
		return true;
	if (rules->months[RETAIN_CONTACT])
		retained_contacts(tx, customer, arena, &contacts);
	LIST_EACH(struct retained, contact, &contacts)
	if (!contact_is_over(tx, rules, contact, arena))
		return true;
	return false;
}

static enum fate
judge_customer(struct tx *tx, const struct retain_rules *rules, const struct retained *customer,
    struct arena *arena, const char **why)
{
	struct hold hold;
	struct list cases = {0};
	if (!is_over(rules, rules->months[RETAIN_CUSTOMER], customer_heard(tx, customer->id)))
		return FATE_YOUNG;
	if (customer_held(tx, customer->id, &hold, arena) == 1)
		return held(&hold, arena, why);
	retained_cases(tx, NULL, customer->id, arena, &cases);
	LIST_EACH(struct retained, record, &cases)
	if (!record->since) {
		*why = "a case of theirs is open";
		return FATE_OPEN;
	}
	if (keeps_longer(tx, rules, customer->id, &cases, arena)) {
		*why = "a contact or case of theirs is kept longer";
		return FATE_LATER;
	}
	return FATE_GOES;
}

enum fate
retain_judge(struct tx *tx, const struct retain_rules *rules, enum retained_kind kind,
    const struct retained *item, struct arena *arena, const char **why)
{
	*why = NULL;
	switch (kind) {
	case RETAIN_CUSTOMER:
		return judge_customer(tx, rules, item, arena, why);
	case RETAIN_CONTACT:
		return judge_contact(tx, rules, item, arena, why);
	case RETAIN_CASE:
		return case_is_over(rules, item) ? judge_case(tx, item, arena, why) : FATE_YOUNG;
	default:
		return is_over(rules, rules->months[kind], item->since)
			   ? judge_row(tx, item, arena, why)
			   : FATE_YOUNG;
	}
}

void
retain_take(struct tx *tx, const struct retain_rules *rules, enum retained_kind kind,
    const struct retained *item, const char *as, struct arena *arena)
{
	const struct retention_kind *about = &retention_kinds[kind];
	bool row = kind < RETAIN_CASE;
	/* Without the values: what is taken must not stand in the audit. */
	struct audit_entry entry = {.action = arena_printf(arena, "retention.%s", about->then),
	    .record = kind == RETAIN_CASE      ? case_record_record.name
		      : kind == RETAIN_CONTACT ? contact_record.name
		      : kind == RETAIN_VISIT   ? visit_record.name
					       : customer_record.name,
	    .id = row ? item->customer : item->id,
	    .person = item->customer,
	    .purpose = arena_printf(arena, "for %s: a %s, %lld months after %s", as, about->id,
		(long long)(kind == RETAIN_CASE ? months_of(rules, kind, item->service)
						: rules->months[kind]),
		about->after)};
	if (kind == RETAIN_CUSTOMER)
		customer_erase(tx, item->id);
	else if (kind == RETAIN_CONTACT)
		contact_anonymise(tx, item);
	else if (kind == RETAIN_VISIT)
		visit_drop(tx, item);
	else if (kind == RETAIN_CASE)
		case_anonymise(tx, item);
	else
		customer_drop_row(tx, kind, item);
	audit_add(tx, &entry);
}
