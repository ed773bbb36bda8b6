/*
 * Who must deliver, as the desk says it, is verified: the councils there are on the day of the
 * contact, the place that the answers and the customer's home tell, the same question as the desk's
 * (directory/responsible.h). Where the place does not tell, the desk's word stands.
 */
#include "directory/responsible.h"
#include "base/text.h"
#include "crm/inside.h"

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
static struct service *
service_of(struct ask *ask, const struct enquiry *enquiry)
{
	struct service_text text;
	struct finding_list findings;
	struct arena *arena = ask->call->arena;
	if (directory_get(ask->tx, enquiry->service, enquiry->version, &text, arena) != 1 &&
	    directory_get(ask->tx, enquiry->service, 0, &text, arena) != 1)
		return NULL;
	findings_init(&findings);
	struct service *service =
	    service_parse(enquiry->service, text.text, strlen(text.text), NULL, NULL, &findings);
	findings_release(&findings);
	return service;
}

/* The council that is said is there on that day, and may have a case when there is one. */
static bool
check_council(struct ask *ask, const struct partnership *partnership, const struct enquiry *enquiry,
    struct date day, size_t index)
{
	const char *field = path(ask, index, "responsible");
	const struct council *council = partnership_council(partnership, enquiry->responsible);
	if (!council)
		return refuse(ask, PROBLEM_BAD_FIELD, field, "no such council");
	if (council_on(partnership, council->id, day) != council)
		return refuse(ask, PROBLEM_BAD_FIELD, field, "not a council on that day");
	if (enquiry->opens && (council->outside || text_same(council->tier, "parish")))
		return refuse(ask, PROBLEM_BAD_FIELD, field, "takes no cases of this CRM");
	return true;
}

/* Does the place say another one than the desk? */
static bool
agrees(struct ask *ask, const struct responsible *who, const struct enquiry *enquiry, size_t index)
{
	const char *field = path(ask, index, "responsible");
	if (who->body && enquiry->opens)
		return refuse(ask, PROBLEM_BAD_FIELD, path(ask, index, "opens"),
		    "done by a body outside this CRM");
	if (!enquiry->responsible || !*responsible_id(who) ||
	    text_same(responsible_id(who), enquiry->responsible))
		return true;
	return refuse(ask, PROBLEM_BAD_FIELD, field,
	    arena_printf(ask->call->arena, "%s is responsible there", responsible_id(who)));
}

bool
responsible_check(
    struct ask *ask, const struct contact *contact, const struct enquiry *enquiry, size_t index)
{
	struct partnership partnership;
	struct whereabouts where;
	struct responsible who;
	struct date day = london_of(contact->began).date;
	if (!enquiry->responsible && !enquiry->signposted && !enquiry->opens)
		return true;
	load(ask->tx, &partnership, ask->call->arena);
	if (enquiry->responsible && !check_council(ask, &partnership, enquiry, day, index))
		return false;
	if (enquiry->signposted && !partnership_council(&partnership, enquiry->signposted) &&
	    !partnership_body(&partnership, enquiry->signposted))
		return refuse(ask, PROBLEM_BAD_FIELD, path(ask, index, "signposted"),
		    "no such council or body");
	struct service *service = service_of(ask, enquiry);
	if (!service)
		return true;
	place_of(ask, contact, enquiry, service, &where);
	const char *as = said(enquiry, "council");
	responsible_for(&partnership, service, &where, as ? as : contact->as, day, &who);
	service_free(service);
	/* Without a place nothing is settled by it but what is the same everywhere. */
	return agrees(ask, &who, enquiry, index);
}

bool
queue_inherited(
    struct ask *ask, const struct contact *contact, const char *responsible, const char *of)
{
	struct partnership partnership;
	load(ask->tx, &partnership, ask->call->arena);
	return council_inherits(&partnership, responsible, of, london_of(contact->began).date);
}
