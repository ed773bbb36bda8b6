/*
 * Who must deliver, as the desk says it, is asked again: the councils there are on the day of the
 * contact, the place that the answers and the customer's home tell, the same question as the desk's
 * (directory/responsible.h). A desk may have said it with an older partnership or directory, or
 * offline long ago, and the call was what it was: its word stands, and a doubt about it is kept.
 * Refused is only what names no council that there ever was.
 */
#include "directory/responsible.h"
#include "base/text.h"
#include "crm/back_office.h"
#include "crm/inside.h"
#include "store/audit.h"
#include "store/customers.h"
#include "store/partners.h"
#include "store/services.h"

#include <string.h>

static const char *
path(struct ask *ask, size_t index, const char *field)
{
	return arena_printf(ask->call->arena, "enquiries.%zu.%s", index, field);
}

/* Councils and bodies alone: all that the question needs. */
static void
load(struct tx *tx, struct partnership *out, struct arena *arena)
{
	struct list councils = {0}, bodies = {0};
	partner_list(tx, &council_record, arena, &councils);
	partner_list(tx, &body_record, arena, &bodies);
	*out = (struct partnership){.councils = councils.items,
	    .council_count = councils.count,
	    .bodies = bodies.items,
	    .body_count = bodies.count};
}

static const struct answer *
answer_of(const struct enquiry *enquiry, const char *prompt)
{
	LIST_EACH(struct answer, answer, &enquiry->answers)
	if (text_same(answer->prompt, prompt) && !text_blank(answer->value))
		return answer;
	return NULL;
}

static const char *
said(const struct enquiry *enquiry, const char *prompt)
{
	const struct answer *answer = answer_of(enquiry, prompt);
	return answer ? answer->value : NULL;
}

/* Is it about the customer's home? Only where its dialogue asks for an address and that was known,
 * and is the same still. */
static bool
is_at_home(const struct service *service, const struct enquiry *enquiry, const struct address *home,
    struct arena *arena)
{
	const struct prompt *prompt = service->dialogue ? service->dialogue->prompts : NULL;
	while (prompt && (prompt->kind != PROMPT_ASK || prompt->type != ANSWER_ADDRESS))
		prompt = prompt->next;
	if (!prompt)
		return false;
	const struct answer *answer = answer_of(enquiry, prompt->id);
	return !answer || (text_same(answer->source, "known") &&
			      text_same(answer->value, address_words(home, arena)));
}

static void
place_of(struct ask *ask, const struct contact *contact, const struct enquiry *enquiry,
    const struct service *service, struct whereabouts *out)
{
	struct arena *arena = ask->call->arena;
	*out = (struct whereabouts){.district = said(enquiry, DISTRICT_PROMPT),
	    .parish = said(enquiry, PARISH_PROMPT),
	    .body = said(enquiry, BODY_PROMPT)};
	struct customer *customer = record_new(arena, &customer_record);
	if (out->district || !contact->customer ||
	    customer_get(ask->tx, contact->customer, customer, arena) != 1)
		return;
	const struct address *home = customer_address(customer);
	if (home && is_at_home(service, enquiry, home, arena))
		out->district = home->district;
}

/* The service's text as it was when the enquiry began, else as it is; null when there is none. */
static const struct service *
service_of(struct ask *ask, const struct enquiry *enquiry)
{
	struct service_text text;
	struct arena *arena = ask->call->arena;
	if (directory_get(ask->tx, enquiry->service, enquiry->version, &text, arena) != 1 &&
	    directory_get(ask->tx, enquiry->service, 0, &text, arena) != 1)
		return NULL;
	return parsed_service(ask->crm->parsed, &text);
}

const char *
enquiry_skill(struct ask *ask, const struct enquiry *enquiry)
{
	const struct service *service = service_of(ask, enquiry);
	return service ? arena_strdup(ask->call->arena, service->skill) : NULL;
}

/* What was made out instead of what was said, and that as a sentence. */
struct doubt {
	const char *instead, *sentence;
};

/* Is the council that is said there on that day, and may it have a case when there is one? */
static bool
doubt_council(struct ask *ask, const struct partnership *partnership, const struct enquiry *enquiry,
    struct date day, struct doubt *doubt)
{
	const struct council *council = partnership_council(partnership, enquiry->responsible);
	const struct council *there = council_on(partnership, enquiry->responsible, day);
	bool outside = council->outside || text_same(council->tier, "parish");
	if (there == council && !(enquiry->opens && outside))
		return false;
	doubt->instead = there == council ? NULL : there ? there->id : NULL;
	doubt->sentence = arena_printf(ask->call->arena,
	    there == council ? "%s takes no cases of this CRM."
			     : "%s is not a council on that day.",
	    council->name);
	return true;
}

/* Does the place say another one than the desk? */
static void
doubt_place(struct ask *ask, const struct responsible *who, const struct enquiry *enquiry,
    struct doubt *doubt)
{
	bool outside = who->body && enquiry->opens;
	bool other = enquiry->responsible && *responsible_id(who) &&
		     !text_same(responsible_id(who), enquiry->responsible);
	if (!outside && !other)
		return;
	struct arena *arena = ask->call->arena;
	doubt->instead = arena_strdup(arena, responsible_id(who));
	doubt->sentence = arena_printf(arena,
	    outside ? "%s does this, outside this CRM." : "%s is responsible there.",
	    responsible_name(who));
}

/* Of whom it is, in the audit: what was made out, and what is kept all the same. */
static void
audit_doubt(struct ask *ask, const struct contact *contact, const struct enquiry *enquiry,
    const struct doubt *doubt)
{
	struct enquiry made_out = *enquiry;
	made_out.responsible = doubt->instead;
	struct audit_entry entry = {.action = "enquiry.doubt",
	    .record = "enquiry",
	    .id = enquiry->id,
	    .person = contact->customer ? contact->customer : contact->id,
	    .of = &enquiry_record,
	    .was = &made_out,
	    .now = enquiry};
	audit_add(ask->tx, &entry);
}

static void
find_doubt(struct ask *ask, const struct partnership *partnership, const struct contact *contact,
    const struct enquiry *enquiry, struct doubt *doubt)
{
	struct whereabouts where;
	struct responsible who;
	struct date day = london_of(contact->began).date;
	if (enquiry->responsible && doubt_council(ask, partnership, enquiry, day, doubt))
		return;
	const struct service *service = service_of(ask, enquiry);
	if (!service)
		return;
	place_of(ask, contact, enquiry, service, &where);
	const char *as = said(enquiry, "council");
	responsible_for(partnership, service, &where, as ? as : contact->as, day, &who);
	/* Without a place nothing is settled by it but what is the same everywhere. */
	doubt_place(ask, &who, enquiry, doubt);
}

bool
responsible_check(struct ask *ask, const struct contact *contact, const struct enquiry *enquiry,
    size_t index, const char **sentence)
{
	struct partnership partnership;
	struct doubt doubt = {0};
	*sentence = NULL;
	if (!enquiry->responsible && !enquiry->opens)
		return true;
	load(ask->tx, &partnership, ask->call->arena);
	if (enquiry->responsible && !partnership_council(&partnership, enquiry->responsible))
		return refuse(
		    ask, PROBLEM_BAD_FIELD, path(ask, index, "responsible"), "no such council");
	find_doubt(ask, &partnership, contact, enquiry, &doubt);
	if (doubt.sentence)
		audit_doubt(ask, contact, enquiry, &doubt);
	*sentence = doubt.sentence;
	return true;
}

bool
queue_inherited(
    struct ask *ask, const struct contact *contact, const char *responsible, const char *of)
{
	struct partnership partnership;
	load(ask->tx, &partnership, ask->call->arena);
	return council_inherits(&partnership, responsible, of, london_of(contact->began).date);
}
