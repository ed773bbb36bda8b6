#include "directory/form.h"

#include "base/text.h"
#include "dialogue/walk.h"

#include <string.h>

enum { TITLE = 80, SUMMARY = 380 };

const char *
form_words(const char *language, const char *english, const char *welsh)
{
	return text_same(language, "cy") ? welsh : english;
}

const char *
form_value(const struct list *answers, const char *prompt)
{
	const char *value = NULL;
	LIST_EACH(struct form_answer, answer, answers)
	if (text_same(answer->prompt, prompt))
		value = answer->value;
	return text_blank(value) ? NULL : value;
}

/* ---- the person ---- */

static const struct {
	const char *heading[2];
	struct prompt prompt;
} person[] = {
#define PERSON(id_, type_, en, cy)                                                                 \
	{                                                                                          \
		{"About you", "Amdanoch chi"},                                                     \
		{                                                                                  \
			.kind = PROMPT_ASK, .id = id_, .type = type_, .text = {.in = {en, cy} }    \
		}                                                                                  \
	}
    PERSON(PERSON_GIVEN, ANSWER_TEXT, "First name", "Enw cyntaf"),
    PERSON(PERSON_FAMILY, ANSWER_TEXT, "Last name", "Cyfenw"),
    PERSON(PERSON_BORN, ANSWER_DATE, "Date of birth", "Dyddiad geni"),
    PERSON(PERSON_PHONE, ANSWER_PHONE, "Telephone number", "Rhif ff\u00f4n"),
    PERSON(PERSON_EMAIL, ANSWER_EMAIL, "E-mail address", "Cyfeiriad e-bost"),
    PERSON(PERSON_LINE, ANSWER_TEXT, "House and street", "T\u0177 a stryd"),
    PERSON(PERSON_TOWN, ANSWER_TEXT, "Town", "Tref"),
    PERSON(PERSON_POSTCODE, ANSWER_POSTCODE, "Postcode", "Cod post"),
#undef PERSON
};
enum { PERSON_QUESTIONS = sizeof person / sizeof *person };

/* ---- reading ---- */

struct reading {
	const struct form_asking *asking;
	struct form_read *out;
	struct arena *arena;
	struct given *given;
	size_t count;
	struct service_names names;
	struct walk_env env;
	struct outline outline;
	const char *values[PERSON_QUESTIONS]; /* as they are kept, or null */
};

static void
blame(struct reading *reading, const char *prompt, const char *sentence)
{
	LIST_EACH(struct form_fault, fault, &reading->out->faults)
	if (text_same(fault->prompt, prompt))
		return;
	struct form_fault *fault =
	    list_add(reading->arena, &reading->out->faults, &form_fault_record);
	*fault = (struct form_fault){prompt, arena_strdup(reading->arena, sentence)};
}

static const char *
blame_of(const struct reading *reading, const char *prompt)
{
	LIST_EACH(struct form_fault, fault, &reading->out->faults)
	if (text_same(fault->prompt, prompt))
		return fault->sentence;
	return NULL;
}

/* The address in one line, as the desk has it of a customer. */
static const char *
home_words(const struct list *answers, struct arena *arena)
{
	const struct address home = {.line = form_value(answers, PERSON_LINE),
	    .town = form_value(answers, PERSON_TOWN),
	    .postcode = form_value(answers, PERSON_POSTCODE)};
	return home.line || home.postcode ? address_words(&home, arena) : "";
}

static const struct prompt *
address_prompt(const struct service *service)
{
	const struct prompt *prompt = service->dialogue ? service->dialogue->prompts : NULL;
	while (prompt && (prompt->kind != PROMPT_ASK || prompt->type != ANSWER_ADDRESS))
		prompt = prompt->next;
	return prompt;
}

const char *
form_address(const struct service *service, const struct list *answers, struct arena *arena)
{
	const struct prompt *prompt = address_prompt(service);
	const char *said = prompt ? form_value(answers, prompt->id) : NULL;
	return said ? said : home_words(answers, arena);
}

static const char *
council_value(const struct reading *reading, const char *name)
{
	const struct responsible *who = &reading->out->who;
	const struct council *council =
	    who->council ? who->council
			 : partnership_council(reading->asking->partnership, reading->asking->as);
	const char *value = strcmp(name, "id") == 0          ? council->id
			    : strcmp(name, "name") == 0      ? council->name
			    : strcmp(name, "short") == 0     ? council->short_name
			    : strcmp(name, "telephone") == 0 ? council->telephone
			    : strcmp(name, "email") == 0     ? council->email
			    : strcmp(name, "web") == 0       ? council->web
							     : NULL;
	return value ? value : "";
}

/* Of the person only what they say of themselves is known here. */
static const char *
outer_value(const struct reading *reading, const char *name)
{
	static const char *const said[][2] = {{"customer.phone", PERSON_PHONE},
	    {"customer.email", PERSON_EMAIL}, {"customer.born", PERSON_BORN}};
	const struct list *answers = reading->asking->answers;
	const char *value = NULL;
	for (size_t i = 0; i < sizeof said / sizeof *said; i++)
		if (strcmp(name, said[i][0]) == 0)
			value = form_value(answers, said[i][1]);
	if (strncmp(name, "council.", 8) == 0)
		value = council_value(reading, name + 8);
	else if (strcmp(name, "customer.address") == 0)
		value = home_words(answers, reading->arena);
	else if (strcmp(name, "customer.name") == 0 && form_value(answers, PERSON_FAMILY))
		value = arena_printf(reading->arena, "%s %s",
		    form_value(answers, PERSON_GIVEN) ? form_value(answers, PERSON_GIVEN) : "",
		    form_value(answers, PERSON_FAMILY));
	else if (strcmp(name, "address.district") == 0)
		value = reading->asking->where->district;
	else if (strcmp(name, "contact.channel") == 0)
		value = "web";
	else if (strcmp(name, "contact.speaks") == 0)
		value = "self";
	return value ? value : "";
}

static bool
look(void *context, const char *name, struct value *out)
{
	if (!outer_name(name))
		return false;
	*out = (struct value){.kind = VALUE_STRING, .string = outer_value(context, name)};
	return true;
}

static void
begin(struct reading *reading)
{
	const struct form_asking *asking = reading->asking;
	reading->given =
	    arena_alloc(reading->arena, (asking->answers->count + 1) * sizeof *reading->given);
	reading->names = (struct service_names){.service = asking->service,
	    .library = asking->library,
	    .outer = {.look = look,
		.context = reading,
		.today = london_of(asking->now).date,
		.language = asking->language,
		.now = asking->now}};
	reading->env = (struct walk_env){.given = reading->given,
	    .facts = service_names(&reading->names),
	    .language = asking->language};
}

/* ---- what was sent ---- */

static bool
is_place(const char *prompt)
{
	return text_same(prompt, DISTRICT_PROMPT) || text_same(prompt, PARISH_PROMPT) ||
	       text_same(prompt, BODY_PROMPT);
}

static int
person_of(const char *prompt)
{
	int i = 0;
	while (i < PERSON_QUESTIONS && !text_same(person[i].prompt.id, prompt))
		i++;
	return i;
}

/* Answers in their order, each checked with those before it: as they are typed at a desk. */
static void
take(struct reading *reading, const struct form_answer *answer)
{
	const struct dialogue *dialogue = reading->asking->service->dialogue;
	const struct prompt *prompt = dialogue_prompt(dialogue, answer->prompt);
	const char *value = answer->value ? answer->value : "", *canonical;
	int of_person = person_of(answer->prompt);
	struct err err;
	if (is_place(answer->prompt))
		return;
	if (of_person < PERSON_QUESTIONS)
		prompt = &person[of_person].prompt;
	if (!prompt || prompt->kind != PROMPT_ASK) {
		blame(reading, answer->prompt,
		    form_words(reading->asking->language, "This form has no such question.",
			"Nid oes cwestiwn o'r fath ar y ffurflen hon."));
		return;
	}
	if (text_blank(value)) /* left open: whether it may be, the walk says */
		return;
	reading->env.given_count = reading->count;
	struct names names = walk_names(dialogue, &reading->env,
	    of_person < PERSON_QUESTIONS ? NULL : answer->prompt, reading->arena);
	if (answer_check(prompt, value, &names, reading->arena, &canonical, &err))
		blame(reading, answer->prompt, err.text);
	else if (of_person < PERSON_QUESTIONS)
		reading->values[of_person] = canonical;
	else
		reading->given[reading->count++] = (struct given){answer->prompt, canonical};
}

/* Several outcomes hold and no advisor chooses: somebody looks at it, else the first. */
static void
choose(struct reading *reading)
{
	const struct prompt *chosen = NULL;
	for (size_t i = 0; i < reading->outline.count; i++) {
		const struct step *step = &reading->outline.steps[i];
		if (step->state != STEP_OPEN || !prompt_is_outcome(step->prompt))
			continue;
		if (!chosen || (chosen->kind != PROMPT_REFER && step->prompt->kind == PROMPT_REFER))
			chosen = step->prompt;
	}
	reading->env.chosen = chosen ? chosen->id : NULL;
}

static int
walk_it(struct reading *reading, struct err *err)
{
	const struct dialogue *dialogue = reading->asking->service->dialogue;
	reading->env.given_count = reading->count;
	int rc = walk(dialogue, &reading->env, reading->arena, &reading->outline, err);
	if (rc == 0 && reading->outline.end == WALK_CHOOSE) {
		choose(reading);
		rc = walk(dialogue, &reading->env, reading->arena, &reading->outline, err);
	}
	return rc;
}

/* ---- the questions as they stand ---- */

static const char *
state_word(enum prompt_state state)
{
	return state == STEP_OPEN                               ? "open"
	       : state == STEP_BLOCKED                          ? "waits"
	       : state == STEP_NOT_NEEDED || state == STEP_KEPT ? "not_needed"
								: "answered";
}

static struct form_question *
question(struct reading *reading, const char *id, const char *kind, const char *text)
{
	struct form_question *new =
	    list_add(reading->arena, &reading->out->form->questions, &form_question_record);
	*new = (struct form_question){
	    .id = id, .kind = kind, .text = text ? text : id, .state = "open"};
	return new;
}

static void
choices_of(struct reading *reading, struct form_question *to, const struct prompt *prompt)
{
	const char *language = reading->asking->language;
	for (const struct choice *choice = prompt->choices; choice; choice = choice->next)
		*(struct form_choice *)list_add(reading->arena, &to->choices, &form_choice_record) =
		    (struct form_choice){choice->value, words_in(&choice->label, language)};
}

static void
add_ask(struct reading *reading, const struct step *step)
{
	const struct prompt *prompt = step->prompt;
	struct form_question *to = question(reading, prompt->id, "ask", step->text);
	const char *sent = form_value(reading->asking->answers, prompt->id);
	to->type = answer_types[prompt->type];
	to->heading = step->heading;
	to->hint = text_blank(step->hint) ? NULL : step->hint;
	to->required = prompt->required;
	to->state = state_word(step->state);
	choices_of(reading, to, prompt);
	if (step->state == STEP_OPEN && prompt->required && !sent)
		blame(reading, prompt->id,
		    form_words(reading->asking->language, "Answer this question.",
			"Atebwch y cwestiwn hwn."));
	to->fault = step->state == STEP_NOT_NEEDED ? NULL : blame_of(reading, prompt->id);
	to->value = to->fault ? sent : text_blank(step->answer) ? NULL : step->answer;
}

static void
add_step(struct reading *reading, const struct step *step)
{
	if (step->prompt->kind == PROMPT_ASK) {
		add_ask(reading, step);
	} else if (step->prompt->kind == PROMPT_TELL && step->state != STEP_NOT_NEEDED &&
		   step->state != STEP_BLOCKED) {
		struct form_question *to = question(reading, step->prompt->id, "tell", step->text);
		to->heading = step->heading;
	}
}

static void
add_person(struct reading *reading)
{
	bool welsh = text_same(reading->asking->language, "cy");
	for (int i = 0; i < PERSON_QUESTIONS; i++) {
		const struct prompt *prompt = &person[i].prompt;
		struct form_question *to = question(
		    reading, prompt->id, "ask", words_in(&prompt->text, reading->asking->language));
		const char *sent = form_value(reading->asking->answers, prompt->id);
		to->type = answer_types[prompt->type];
		to->heading = person[i].heading[welsh];
		to->fault = blame_of(reading, prompt->id);
		to->value = reading->values[i] ? reading->values[i] : sent;
		to->state = reading->values[i] ? "answered" : "open";
	}
}

/* ---- where ---- */

static void
offer_places(struct reading *reading, struct form_question *to)
{
	const struct responsible *who = &reading->out->who;
	for (size_t i = 0; i < who->candidates; i++) {
		struct form_choice *choice =
		    list_add(reading->arena, &to->choices, &form_choice_record);
		*choice = who->asks == WHO_ASK_BODY
			      ? (struct form_choice){who->bodies[i]->id, who->bodies[i]->name}
			      : (struct form_choice){who->councils[i]->id, who->councils[i]->name};
	}
	if (who->asks == WHO_ASK_PARISH)
		*(struct form_choice *)list_add(reading->arena, &to->choices, &form_choice_record) =
		    (struct form_choice){PARISH_NONE,
			form_words(reading->asking->language, "There is none", "Nid oes un")};
}

/* Nothing but the place is left to be known. */
static void
add_place(struct reading *reading)
{
	static const char *const ids[] = {NULL, DISTRICT_PROMPT, PARISH_PROMPT, BODY_PROMPT};
	const char *language = reading->asking->language;
	const char *id = ids[reading->out->who.asks];
	if (!id || reading->outline.end != WALK_OUTCOME)
		return;
	struct form_question *to = question(reading, id, "ask",
	    reading->out->who.asks == WHO_ASK_DISTRICT
		? form_words(language, "In which district is it?", "Ym mha ardal y mae?")
	    : reading->out->who.asks == WHO_ASK_PARISH
		? form_words(language, "In which parish is it?", "Ym mha blwyf y mae?")
		: form_words(language, "Who provides it there?", "Pwy sy'n ei ddarparu yno?"));
	to->type = answer_types[ANSWER_SELECT_ONE];
	to->required = true;
	offer_places(reading, to);
	blame(
	    reading, id, form_words(language, "Answer this question.", "Atebwch y cwestiwn hwn."));
	to->fault = blame_of(reading, id);
}

static void
find_who(struct reading *reading)
{
	const struct form_asking *asking = reading->asking;
	struct whereabouts where = *asking->where;
	const char *said = form_value(asking->answers, "council");
	const char *places[] = {form_value(asking->answers, DISTRICT_PROMPT),
	    form_value(asking->answers, PARISH_PROMPT), form_value(asking->answers, BODY_PROMPT)};
	where.district = places[0] ? places[0] : where.district;
	where.parish = places[1] ? places[1] : where.parish;
	where.body = places[2] ? places[2] : where.body;
	bool any = asking->service->provided_by == PROVIDED_BY_ANY && said &&
		   partnership_council(asking->partnership, said);
	responsible_for(asking->partnership, asking->service, &where, any ? said : asking->as,
	    london_of(asking->now).date, &reading->out->who);
}

/* ---- what comes of it ---- */

static void
keep(struct reading *reading, const char *prompt, const char *value, const char *source)
{
	*(struct answer *)list_add(reading->arena, &reading->out->answers, &answer_record) =
	    (struct answer){
		.prompt = prompt, .value = value, .source = source, .at = reading->asking->now};
}

/* As at the desk: what was answered, what was known, and what was worked out of it. */
static void
keep_answers(struct reading *reading)
{
	static const char *const places[] = {DISTRICT_PROMPT, PARISH_PROMPT, BODY_PROMPT};
	for (size_t i = 0; i < reading->outline.count; i++) {
		const struct step *step = &reading->outline.steps[i];
		enum prompt_kind kind = step->prompt->kind;
		if ((kind != PROMPT_ASK && kind != PROMPT_CALCULATE) || text_blank(step->answer))
			continue;
		if (step->state == STEP_ANSWERED)
			keep(reading, step->prompt->id, step->answer,
			    kind == PROMPT_ASK ? "asked" : "calculated");
		else if (step->state == STEP_KNOWN)
			keep(reading, step->prompt->id, step->answer, "known");
	}
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (form_value(reading->asking->answers, places[i]))
			keep(reading, places[i], form_value(reading->asking->answers, places[i]),
			    "asked");
	if (reading->asking->where->district &&
	    !form_value(reading->asking->answers, DISTRICT_PROMPT))
		keep(reading, DISTRICT_PROMPT, reading->asking->where->district, "known");
}

/* What was chosen tells most in a list: it comes before what was written. */
static const char *
summary_of(const struct reading *reading)
{
	struct buf out;
	size_t parts = 0;
	buf_init(&out, SUMMARY);
	buf_puts(&out, words_in(&reading->asking->service->title, "en"));
	for (int select = 1; select >= 0; select--)
		for (size_t i = 0; i < reading->outline.count; i++) {
			const struct step *step = &reading->outline.steps[i];
			enum answer_type type = step->prompt->type;
			bool is_select =
			    type == ANSWER_SELECT_ONE || type == ANSWER_SELECT_MULTIPLE;
			if (step->prompt->kind != PROMPT_ASK || type == ANSWER_YESNO ||
			    is_select != select || text_blank(step->answer_text) ||
			    (step->state != STEP_ANSWERED && step->state != STEP_KNOWN))
				continue;
			size_t length =
			    text_fit(step->answer_text, strlen(step->answer_text), TITLE);
			buf_printf(
			    &out, "%s%.*s", parts++ ? ", " : ": ", (int)length, step->answer_text);
		}
	const char *summary = arena_strdup(reading->arena, out.data);
	buf_release(&out);
	return summary;
}

static void
end(struct reading *reading)
{
	const struct outline *outline = &reading->outline;
	struct form_page *form = reading->out->form;
	bool over =
	    outline->end == WALK_OUTCOME && !outline->open && reading->out->who.asks == WHO_SETTLED;
	form->ready = over && !reading->out->faults.count;
	if (!over)
		return;
	reading->out->outcome = outline->outcome;
	reading->out->due = outline->due_text;
	form->told = outline->outcome_text;
	form->promise = text_blank(outline->promise_text) ? NULL : outline->promise_text;
	form->ends = outline->outcome->kind == PROMPT_RESOLVE    ? "resolve"
		     : outline->outcome->kind == PROMPT_SIGNPOST ? "signpost"
								 : "refer";
}

static struct customer *
person_record(struct reading *reading)
{
	struct arena *arena = reading->arena;
	struct customer *out = record_new(arena, &customer_record);
	const char *const *said = reading->values;
	enum { GIVEN, FAMILY, BORN, PHONE, EMAIL, LINE, TOWN, POSTCODE };
	out->kind = "person";
	out->born = said[BORN];
	if (said[GIVEN] || said[FAMILY])
		*(struct person_name *)list_add(arena, &out->names, &person_name_record) =
		    (struct person_name){
			.kind = "current", .given = said[GIVEN], .family = said[FAMILY]};
	if (said[PHONE])
		*(struct phone *)list_add(arena, &out->phones, &phone_record) =
		    (struct phone){.kind = "home", .number = said[PHONE]};
	if (said[EMAIL])
		*(struct email *)list_add(arena, &out->emails, &email_record) =
		    (struct email){.address = said[EMAIL]};
	if (said[LINE] || said[POSTCODE])
		*(struct address *)list_add(arena, &out->addresses, &address_record) =
		    (struct address){.kind = "home",
			.line = said[LINE],
			.town = said[TOWN],
			.postcode = said[POSTCODE]};
	return out;
}

int
form_read(
    const struct form_asking *asking, struct form_read *out, struct arena *arena, struct err *err)
{
	struct reading reading = {.asking = asking, .out = out, .arena = arena};
	const struct service *service = asking->service;
	*out = (struct form_read){.form = record_new(arena, &form_page_record)};
	if (!service->dialogue)
		return err_set(err, "this service asks nothing");
	find_who(&reading);
	begin(&reading);
	LIST_EACH(struct form_answer, answer, asking->answers)
	take(&reading, answer);
	if (walk_it(&reading, err))
		return -1;
	*out->form = (struct form_page){.service = service->id,
	    .council = service->council ? service->council : asking->as,
	    .language = asking->language,
	    .title = words_in(&service->title, asking->language),
	    .summary = words_in(&service->summary, asking->language)};
	for (size_t i = 0; i < reading.outline.count; i++)
		add_step(&reading, &reading.outline.steps[i]);
	if (!asking->nameless) {
		add_place(&reading);
		add_person(&reading);
	}
	keep_answers(&reading);
	out->person = person_record(&reading);
	out->summary = summary_of(&reading);
	end(&reading);
	return 0;
}
