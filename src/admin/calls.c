/* Synthetic calls: a service's own dialogue, walked with plausible answers until it gives an
 * outcome. */
#include "admin/synthetic.h"
#include "dialogue/walk.h"
#include "directory/responsible.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_ANSWERS = 60 };

struct caller {
	const struct customer *customer;
	struct directory *directory;
	const struct service *service;
	const struct council *council;
	struct arena *arena;
};

static const char *
customer_value(const struct customer *customer, const char *name, struct arena *arena)
{
	const struct address *home = customer_address(customer);
	const struct phone *phone = customer->phones.items;
	if (home && strcmp(name, "customer.address") == 0)
		return address_words(home, arena);
	if (home && strcmp(name, "address.uprn") == 0)
		return home->uprn;
	if (home && strcmp(name, "address.district") == 0)
		return home->district;
	if (customer->phones.count && strcmp(name, "customer.phone") == 0)
		return phone->number;
	if (strcmp(name, "customer.born") == 0)
		return customer->born;
	return NULL;
}

static bool
look(void *context, const char *name, struct value *out)
{
	const struct caller *caller = context;
	*out = (struct value){.kind = VALUE_STRING, .string = ""};
	const char *text = NULL;
	if (strncmp(name, "fact.", 5) == 0) {
		const struct library library = directory_library(caller->directory);
		const struct fact *fact =
		    library_fact(&library, caller->service, name + 5, caller->service->council);
		if (!fact)
			return false;
		text = fact->value.in[ENGLISH];
	} else if (strncmp(name, "council.", 8) == 0) {
		text = caller->council ? caller->council->short_name : NULL;
	} else if (strcmp(name, "contact.channel") == 0) {
		text = "phone";
	} else {
		text = customer_value(caller->customer, name, caller->arena);
	}
	if (text)
		out->string = text;
	return strchr(name, '.') != NULL;
}

/* A canonical answer that the prompt's own check will take. */
static const char *
plausible(struct random *random, const struct prompt *prompt, const struct caller *caller,
    struct arena *arena)
{
	const struct address *home = customer_address(caller->customer);
	const struct phone *phone = caller->customer->phones.items;
	char text[16];
	unsigned count = 0;
	switch (prompt->type) {
	case ANSWER_YESNO:
		return random_chance(random, 65) ? "yes" : "no";
	case ANSWER_SELECT_ONE:
	case ANSWER_SELECT_MULTIPLE:
		for (const struct choice *choice = prompt->choices; choice; choice = choice->next)
			count++;
		unsigned pick = random_below(random, count);
		for (const struct choice *choice = prompt->choices; choice; choice = choice->next)
			if (pick-- == 0)
				return choice->value;
		return "";
	case ANSWER_INTEGER:
	case ANSWER_DECIMAL: {
		long low = prompt->min ? strtol(prompt->min, NULL, 10) : 1;
		return arena_printf(arena, "%ld", low + (long)random_below(random, 3));
	}
	case ANSWER_DATE:
		date_format(
		    text, date_add(london_of(random->now).date, -(int)random_below(random, 20)));
		return arena_strdup(arena, text);
	case ANSWER_ADDRESS:
		return home ? address_words(home, arena) : "1 Union Street, Chorley PR7 1AB";
	case ANSWER_PHONE:
		return caller->customer->phones.count ? phone->number : "+447700900123";
	case ANSWER_MONEY:
		return "120.00";
	case ANSWER_TIME:
		return "10:30";
	case ANSWER_EMAIL:
		return "caller@example.org";
	case ANSWER_POSTCODE:
		return "PR7 1AB";
	case ANSWER_TEXT:
	case ANSWER_TYPES:
		break;
	}
	return "As the customer said";
}

static const struct council *
council_named(const struct partnership *partnership, const char *id)
{
	for (size_t i = 0; id && i < partnership->council_count; i++)
		if (strcmp(partnership->councils[i].id, id) == 0)
			return &partnership->councils[i];
	return NULL;
}

/* Gives answers in the outline's order until nothing required is open. */
static bool
walk_to_end(struct random *random, const struct caller *caller, struct given *given, size_t *count,
    struct arena *arena, struct outline *outline)
{
	struct caller context = *caller;
	struct walk_env env = {.given = given, .language = "en"};
	env.facts = (struct names){.look = look,
	    .context = &context,
	    .today = london_of(random->now).date,
	    .language = "en",
	    .now = random->now};
	struct err err;
	for (int turn = 0; turn < MOST_ANSWERS; turn++) {
		env.given_count = *count;
		if (walk(caller->service->dialogue, &env, arena, outline, &err) < 0)
			return false;
		if (outline->end != WALK_OPEN)
			return outline->end != WALK_NONE;
		const struct step *open = NULL;
		for (size_t i = 0; i < outline->count && !open; i++) {
			const struct step *step = &outline->steps[i];
			bool wanted = step->state == STEP_OPEN || step->state == STEP_KNOWN;
			if (wanted && step->prompt->kind == PROMPT_ASK && *count < MOST_ANSWERS)
				open = step;
		}
		if (!open)
			return false;
		given[(*count)++] = (struct given){
		    open->prompt->id, open->state == STEP_KNOWN && open->answer
					  ? open->answer
					  : plausible(random, open->prompt, caller, arena)};
	}
	return false;
}

static const struct prompt *
outcome_of(const struct outline *outline)
{
	if (outline->end == WALK_OUTCOME)
		return outline->outcome;
	for (size_t i = 0; i < outline->count; i++) {
		if (prompt_is_outcome(outline->steps[i].prompt) &&
		    outline->steps[i].state == STEP_OPEN)
			return outline->steps[i].prompt;
	}
	return NULL;
}

static const struct team *
queue_team(const struct partnership *partnership, const char *queue)
{
	for (size_t i = 0; i < partnership->queue_count; i++)
		if (strcmp(partnership->queues[i].id, queue) == 0)
			for (size_t t = 0; t < partnership->team_count; t++)
				if (strcmp(partnership->teams[t].id, partnership->queues[i].team) ==
				    0)
					return &partnership->teams[t];
	return NULL;
}

/* The case that a referral opens; null when the council has no such queue. */
static struct case_open *
open_case(struct random *random, const struct partnership *partnership, const struct prompt *prompt,
    const struct outline *outline, const char *responsible, micros began, struct arena *arena)
{
	const char *queue = arena_printf(arena, "%s.%s", responsible, prompt->queue_role);
	const struct team *team = queue_team(partnership, queue);
	if (!team)
		return NULL;
	struct case_open *opens = record_new(arena, &case_open_record);
	struct err err;
	opens->id = random_id(random, began, arena);
	opens->queue = queue;
	opens->promise = outline->promise_text;
	if (!outline->due_text ||
	    due_after(outline->due_text, team->hours, NULL, began, &opens->due, &err) < 0)
		opens->due = began + 7 * MICROS_DAY;
	return opens;
}

static void
add_answers(struct enquiry *enquiry, const struct given *given, size_t count, micros began,
    struct arena *arena)
{
	for (size_t i = 0; i < count; i++) {
		struct answer *answer = list_add(arena, &enquiry->answers, &answer_record);
		*answer = (struct answer){
		    given[i].prompt, given[i].value, "asked", began, enquiry->version};
	}
}

static const struct desk_record *
desk_of(struct random *random, const struct partnership *partnership, const char *council)
{
	size_t start = random_below(random, (unsigned)partnership->desk_count);
	for (size_t i = 0; i < partnership->desk_count; i++) {
		const struct desk_record *desk =
		    &partnership->desks[(start + i) % partnership->desk_count];
		if (strcmp(desk->council, council) == 0 && strcmp(desk->kind, "training") != 0)
			return desk;
	}
	return NULL;
}

static const char *
given_council(const struct given *given, size_t count, const char *otherwise)
{
	for (size_t i = count; i > 0; i--)
		if (strcmp(given[i - 1].prompt, "council") == 0 && given[i - 1].value[0])
			return given[i - 1].value;
	return otherwise;
}

bool
make_contact(struct random *random, const struct partnership *partnership,
    struct directory *directory, const struct customer *customer, micros began, struct arena *arena,
    struct contact *out)
{
	const char *id =
	    directory_nth(directory, random_below(random, (unsigned)directory_count(directory)));
	const struct address *home = customer_address(customer);
	const char *district = home && home->district ? home->district : "";
	const char *at = random_chance(random, 25) ? "lancashire" : district;
	const struct service *service = directory_service(directory, id, district);
	const struct desk_record *desk = desk_of(random, partnership, at);
	if (!service || !service->dialogue || !desk)
		return false;
	struct responsible who;
	responsible_for(partnership, service, &(struct whereabouts){.district = district}, at,
	    london_of(began).date, &who);
	const char *responsible = responsible_id(&who);
	struct caller caller = {
	    customer, directory, service, council_named(partnership, responsible), arena};
	struct given given[MOST_ANSWERS];
	size_t count = 0;
	struct outline outline;
	if (!walk_to_end(random, &caller, given, &count, arena, &outline))
		return false;
	/* Where every council has its own, the caller says whose they mean. */
	responsible_for(partnership, service, &(struct whereabouts){.district = district},
	    given_council(given, count, at), london_of(began).date, &who);
	responsible = who.council ? who.council->id : "";
	const struct prompt *prompt = outcome_of(&outline);
	if (!prompt || (prompt->kind == PROMPT_REFER && !(who.council && who.shares_crm)))
		return false;
	*out = (struct contact){
	    .id = random_id(random, began, arena),
	    .step = 1,
	    .customer = customer->id,
	    .at = desk->council,
	    .as = at,
	    .desk = desk->id,
	    .channel = strcmp(desk->kind, "counter") == 0   ? "counter"
		       : strcmp(desk->kind, "gateway") == 0 ? "gateway"
							    : "phone",
	    .began = began,
	    .ended = began + (60 + random_below(random, 420)) * MICROS_SECOND,
	};
	struct enquiry *enquiry = list_add(arena, &out->enquiries, &enquiry_record);
	enquiry->id = random_id(random, began, arena);
	enquiry->service = service->id;
	enquiry->responsible = *responsible ? responsible : NULL;
	enquiry->signposted = who.body ? who.body->id : NULL;
	enquiry->version = directory_version(directory, id);
	enquiry->began = began;
	enquiry->outcome_prompt = prompt->id;
	enquiry->outcome = "resolved";
	if (prompt->kind == PROMPT_SIGNPOST)
		enquiry->outcome = "signposted";
	if (prompt->kind == PROMPT_BOOK)
		enquiry->outcome = "booked";
	if (prompt->kind == PROMPT_REFER) {
		enquiry->opens =
		    open_case(random, partnership, prompt, &outline, responsible, began, arena);
		enquiry->outcome = "referred";
		if (!enquiry->opens)
			return false;
		enquiry->opens->summary = service->title.in[ENGLISH];
	}
	add_answers(enquiry, given, count, began, arena);
	return true;
}
