/* What dialogues may quote and fill from: the customer, this contact's earlier answers, the
 * council, the service's facts. What was said once in a contact is not asked again in its next
 * matter. */
#include "base/alloc.h"
#include "desk/behalf.h"
#include "desk/contact.h"
#include "desk/customer.h"
#include "desk/matter.h"
#include "desk/state.h"

#include <string.h>

/* The latest answer of a type given in another matter of this contact. */
static const char *
said_before(const struct quoting *quoting, enum answer_type type)
{
	const char *found = NULL;
	micros at = 0;
	if (!quoting->hand)
		return NULL;
	LIST_EACH(struct matter, matter, &quoting->hand->work->matters)
	{
		if (quoting->matter && text_same(matter->id, quoting->matter->id))
			continue;
		const struct service *service =
		    desk_service(quoting->desk, matter->service, desk_council(quoting->desk));
		if (!service || !service->dialogue)
			continue;
		LIST_EACH(struct answer, answer, &matter->answers)
		{
			const struct prompt *prompt =
			    dialogue_prompt(service->dialogue, answer->prompt);
			if (!prompt || prompt->kind != PROMPT_ASK || prompt->type != type ||
			    text_blank(answer->value) || answer->at < at)
				continue;
			found = answer->value;
			at = answer->at;
		}
	}
	return found;
}

static const char *
age(const struct quoting *quoting, const char *born)
{
	struct date birth, today = london_of(quoting->desk->now).date;
	if (!born || !date_parse(born, &birth))
		return "";
	bool had =
	    today.month > birth.month || (today.month == birth.month && today.day >= birth.day);
	return arena_printf(quoting->arena, "%d", today.year - birth.year - (had ? 0 : 1));
}

static const char *
or_empty(const char *text)
{
	return text ? text : "";
}

/* The kinds of need, each once, as the answer to a question with several is kept. */
static const char *
needs_words(const struct customer *customer, struct arena *arena)
{
	const char *words = "";
	for (const char *const *kind = outer_words("customer.needs"); *kind; kind++)
		LIST_EACH(struct need, need, &customer->needs)
	if (text_same(need->kind, *kind)) {
		words = arena_printf(arena, "%s%s%s", words, *words ? " " : "", *kind);
		break;
	}
	return words;
}

static const char *
customer_value(const struct quoting *quoting, const char *name)
{
	const struct customer *customer = hand_customer(quoting->hand);
	const struct address *address = customer ? customer_address(customer) : NULL;
	if (strcmp(name, "address") == 0)
		return address ? address_words(address, quoting->arena)
			       : or_empty(said_before(quoting, ANSWER_ADDRESS));
	if (strcmp(name, "phone") == 0) {
		const char *caller = quoting->hand && !quoting->hand->work->behalf
					 ? quoting->hand->work->caller
					 : NULL; /* else it is of whoever calls for them */
		if (customer && customer->phones.count)
			return LIST_AT(struct phone, &customer->phones, 0)->number;
		return caller ? caller : or_empty(said_before(quoting, ANSWER_PHONE));
	}
	if (!customer)
		return "";
	if (strcmp(name, "name") == 0)
		return customer_spoken_name(customer, quoting->arena);
	if (strcmp(name, "email") == 0)
		return customer->emails.count ? LIST_AT(struct email, &customer->emails, 0)->address
					      : "";
	if (strcmp(name, "born") == 0)
		return or_empty(customer->born);
	if (strcmp(name, "age") == 0)
		return age(quoting, customer->born);
	if (strcmp(name, "language") == 0)
		return word_equal(or_empty(customer->language), "English")
			   ? ""
			   : or_empty(customer->language);
	if (strcmp(name, "channel") == 0)
		return or_empty(customer->channel);
	return strcmp(name, "needs") == 0 ? needs_words(customer, quoting->arena) : NULL;
}

static const char *
contact_value(const struct quoting *quoting, const char *name)
{
	const struct behalf *behalf = behalf_of(quoting->hand, quoting->arena);
	if (strcmp(name, "channel") == 0)
		return quoting->hand ? quoting->hand->work->channel
				     : contact_channel(quoting->desk);
	if (strcmp(name, "caller") == 0)
		return behalf ? behalf->name : "";
	if (strcmp(name, "speaks") != 0)
		return NULL;
	return !behalf                                                             ? ""
	       : behalf_right(quoting->desk, quoting->hand, behalf) == RIGHT_HOLDS ? "named"
										   : "other";
}

static const char *
address_value(const struct quoting *quoting, const char *name)
{
	const struct customer *customer = hand_customer(quoting->hand);
	const struct address *address = customer ? customer_address(customer) : NULL;
	if (strcmp(name, "uprn") == 0)
		return address ? or_empty(address->uprn) : "";
	if (strcmp(name, "district") == 0)
		return or_empty(matter_district(quoting->desk, quoting->hand, quoting->matter,
		    quoting->service, quoting->arena));
	return NULL;
}

/* Who must deliver, as they are called on the day of the contact: a council or, outside, a body. */
static const char *
council_value(const struct quoting *quoting, const char *name)
{
	const struct desk *desk = quoting->desk;
	const struct partnership *p = &desk->councils;
	const char *id = quoting->service && quoting->service->council ? quoting->service->council
								       : desk_council(desk);
	const struct council *council = council_on(p, id, desk_day(desk, quoting->hand));
	struct responsible who = {
	    .council = council, .body = council ? NULL : partnership_body(p, id)};
	const struct body *body = who.body;
	if (strcmp(name, "id") == 0)
		return or_empty(council ? council->id : id);
	if (strcmp(name, "name") == 0)
		return council || body ? responsible_name(&who) : or_empty(id);
	if (strcmp(name, "short") == 0)
		return council && council->short_name ? council->short_name
		       : council || body              ? responsible_name(&who)
						      : or_empty(id);
	if (strcmp(name, "telephone") == 0)
		return or_empty(council ? council->telephone : body ? body->telephone : NULL);
	if (strcmp(name, "email") == 0)
		return or_empty(council ? council->email : body ? body->email : NULL);
	if (strcmp(name, "web") == 0)
		return or_empty(council ? council->web : body ? body->web : NULL);
	return NULL;
}

/* Which council has the other service to deliver here? */
static const char *
council_for(const struct quoting *quoting, const char *service)
{
	const struct desk *desk = quoting->desk;
	const struct service *other = desk_service(desk, service, desk_council(desk));
	return other
		   ? matter_responsible(desk, quoting->hand, quoting->matter, other, quoting->arena)
		   : NULL;
}

/* A name without its "fact.". */
static const struct fact *
fact_named(const struct quoting *quoting, const char *name, const struct service **of)
{
	const char *dot = strchr(name, '.');
	*of = quoting->service;
	if (!dot)
		return *of ? service_fact(*of, name) : NULL;
	const char *other = arena_strndup(quoting->arena, name, (size_t)(dot - name));
	*of = desk_service(quoting->desk, other, council_for(quoting, other));
	return *of ? service_fact(*of, dot + 1) : NULL;
}

const struct fact *
quoting_fact(const struct quoting *quoting, const char *name, const struct service **of)
{
	return strncmp(name, "fact.", 5) == 0 ? fact_named(quoting, name + 5, of) : NULL;
}

static const struct fact *
find_fact(void *context, const char *name, const struct service **of)
{
	return quoting_fact(context, name, of);
}

struct freshness
quoting_freshness(const struct quoting *quoting, const char *text)
{
	struct quoting copy = *quoting;
	const struct fact_finder finder = {find_fact, &copy};
	return text_freshness(text, &finder, london_of(quoting->desk->now).date);
}

/* Names in one language. */
struct speaking {
	struct quoting quoting;
	const char *language;
};

static bool
look(void *context, const char *name, struct value *out)
{
	const struct speaking *speaking = context;
	const struct quoting *quoting = &speaking->quoting;
	static const struct {
		const char *prefix;
		const char *(*value)(const struct quoting *quoting, const char *name);
	} families[] = {{"customer.", customer_value}, {"address.", address_value},
	    {"council.", council_value}, {"contact.", contact_value}};
	const char *text = NULL, *said = NULL;
	const struct service *of;
	const struct fact *fact = quoting_fact(quoting, name, &of);
	if (fact) {
		text = fact->value.in[ENGLISH];
		said = words_in(&fact->value, speaking->language);
	}
	for (size_t i = 0; i < sizeof families / sizeof *families && !text; i++) {
		size_t length = strlen(families[i].prefix);
		if (strncmp(name, families[i].prefix, length) == 0)
			text = families[i].value(quoting, name + length);
	}
	struct earlier earlier;
	if (earlier_find(quoting, name, &earlier))
		text = earlier.value;
	if (!text)
		return false;
	*out = (struct value){.kind = VALUE_STRING, .string = text, .said = said};
	return true;
}

void
quoting_names(struct quoting *quoting, struct names *names)
{
	quoting_names_in(quoting, quoting->desk->language, names);
}

void
quoting_names_in(struct quoting *quoting, const char *language, struct names *names)
{
	struct speaking *speaking = arena_alloc(quoting->arena, sizeof *speaking);
	*speaking = (struct speaking){*quoting, language};
	*names = (struct names){.look = look,
	    .context = speaking,
	    .today = london_of(quoting->desk->now).date,
	    .language = language,
	    .now = quoting->desk->now,
	    .began = quoting->matter ? quoting->matter->began : 0,
	    .id = quoting->matter ? quoting->matter->id : NULL};
}

/* ---- answers that were given before ---- */

bool
answers_walk(const struct desk *desk, const struct list *answers, const struct service *service,
    struct arena *arena, struct outline *outline)
{
	struct quoting quoting = {desk, NULL, NULL, service, arena};
	struct given *given = arena_alloc(arena, (answers->count + 1) * sizeof *given);
	struct walk_env env = {.given = given, .language = desk->language};
	struct err err;
	LIST_EACH(struct answer, answer, answers)
	given[env.given_count++] =
	    (struct given){answer->prompt, answer->value ? answer->value : ""};
	quoting_names(&quoting, &env.facts);
	return service && service->dialogue &&
	       walk(service->dialogue, &env, arena, outline, &err) == 0;
}

const struct step *
outline_step(const struct outline *outline, const char *id)
{
	for (size_t i = 0; i < outline->count; i++)
		if (text_same(outline->steps[i].prompt->id, id))
			return &outline->steps[i];
	return NULL;
}
