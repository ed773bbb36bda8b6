#include "directory/survey.h"

#include "base/text.h"
#include "directory/matrix.h"
#include "directory/opening.h"
#include "directory/responsible.h"
#include "directory/service.h"
#include "directory/variant.h"

#include <stdlib.h>
#include <string.h>

/* ---- reading ---- */

/* One word or a list of them. */
static struct word_list *
read_words(const struct script *script, const struct yaml *node, const char *what)
{
	if (!node || node->kind == YAML_LIST)
		return service_read_words(script, node, what);
	struct word_list *word = arena_alloc(script->arena, sizeof *word);
	word->word = script_scalar(script, node, what);
	return word->word ? word : NULL;
}

static const char *
read_time(const struct script *script, const struct yaml *node, const char *what)
{
	struct err why = {{0}};
	const char *text = node ? script_scalar(script, node, what) : NULL;
	if (text && duration_check(text, &why)) {
		script_error(script, node, "%s", why.text);
		return NULL;
	}
	return text;
}

/* "1 in 10", "all", "none". */
static int
read_share(const struct script *script, const struct yaml *node)
{
	enum { FEWEST = 10000 };
	const char *text = script_scalar(script, node, "the share");
	char *end;
	if (!text || strcmp(text, "none") == 0)
		return 0;
	if (strcmp(text, "all") == 0)
		return 1;
	long of = strncmp(text, "1 in ", 5) == 0 ? strtol(text + 5, &end, 10) : 0;
	if (of >= 1 && of <= FEWEST && !*end)
		return (int)of;
	script_error(script, node, "'%s' is no share: write 1 in 10, all or none", text);
	return 0;
}

static void
check_channels(
    const struct script *script, const struct yaml *node, const struct word_list *channels)
{
	const struct field *field = record_field(&contact_record, "channel");
	for (; channels; channels = channels->next) {
		const char *const *word = field->words;
		while (*word && !text_same(*word, channels->word))
			word++;
		if (!*word)
			script_error(script, node,
			    "'%s' is no channel: write phone, counter, gateway, email, post or web",
			    channels->word);
	}
}

static struct survey_rule *
read_rule(const struct script *script, const struct yaml *node)
{
	static const char *const keys[] = {
	    "council", "service", "channel", "waits", "backlog", "share", "by", NULL};
	struct survey_rule *rule = arena_alloc(script->arena, sizeof *rule);
	if (node->kind != YAML_MAP || !yaml_get(node, "share")) {
		script_error(script, node, "whom it is asked is written { share: 1 in 10 }");
		return rule;
	}
	script_keys(script, node, keys);
	const struct yaml *channel = yaml_get(node, "channel"), *by = yaml_get(node, "by");
	rule->councils = read_words(script, yaml_get(node, "council"), "council");
	rule->services = read_words(script, yaml_get(node, "service"), "service");
	rule->channels = read_words(script, channel, "channel");
	check_channels(script, channel, rule->channels);
	rule->waits = read_time(script, yaml_get(node, "waits"), "waits");
	rule->backlog = read_time(script, yaml_get(node, "backlog"), "backlog");
	rule->one_in = read_share(script, yaml_get(node, "share"));
	const char *how = by ? script_scalar(script, by, "by") : NULL;
	rule->call = text_same(how, "call");
	rule->mail = text_same(how, "mail");
	if (how && !rule->call && !rule->mail && !text_same(how, "wrap-up"))
		script_error(script, by, "'%s' is no way to ask: write wrap-up, call or mail", how);
	return rule;
}

static void
read_rules(const struct script *script, const struct yaml *node, struct survey *survey)
{
	struct survey_rule **last = &survey->rules;
	if (node->kind != YAML_LIST) {
		script_error(script, node, "asked is a list of rules, '- { share: 1 in 10 }'");
		return;
	}
	for (const struct yaml *item = node->first; item; item = item->next) {
		*last = read_rule(script, item);
		last = &(*last)->next;
	}
}

/* "after 90 days" */
static const char *
read_again(const struct script *script, const struct yaml *node)
{
	struct err why = {{0}};
	const char *text = script_scalar(script, node, "again");
	if (text && (strncmp(text, "after ", 6) != 0 || duration_check(text + 6, &why))) {
		script_error(script, node, "'%s' is no time: write again: after 90 days", text);
		return NULL;
	}
	return text ? text + 6 : NULL;
}

void
survey_read(const struct script *script, const struct yaml *node, struct service *service)
{
	static const char *const keys[] = {"score", "resolved", "apart", "again", "asked", NULL};
	if (!node)
		return;
	const struct yaml *asked = yaml_get(node, "asked"), *again = yaml_get(node, "again"),
			  *score = yaml_get(node, "score"), *resolved = yaml_get(node, "resolved");
	if (node->kind != YAML_MAP || !asked || !again) {
		script_error(script, node,
		    "a survey says whom it is asked and how often at most: 'asked: [{ share: 1 in "
		    "10 }]' and 'again: after 90 days'");
		return;
	}
	script_keys(script, node, keys);
	struct survey *survey = arena_alloc(script->arena, sizeof *survey);
	survey->score = score ? script_scalar(script, score, "score") : NULL;
	survey->resolved = resolved ? script_scalar(script, resolved, "resolved") : NULL;
	survey->apart = script_flag(script, yaml_get(node, "apart"));
	survey->again = read_again(script, again);
	read_rules(script, asked, survey);
	for (const struct survey_rule *rule = survey->rules; rule; rule = rule->next)
		if (rule->mail && !survey->apart)
			script_error(script, node,
			    "what is answered to a mail is kept in no contact: write 'apart: "
			    "true'");
	service->survey = survey;
}

/* ---- what lint says ---- */

bool
survey_counts(const struct prompt *prompt)
{
	return prompt->kind == PROMPT_ASK &&
	       (prompt->type == ANSWER_SELECT_ONE || prompt->type == ANSWER_YESNO);
}

static void
check_question(const struct script *script, const struct yaml *node, const char *id,
    const struct service *service, bool yesno)
{
	const struct prompt *prompt =
	    id && service->dialogue ? dialogue_prompt(service->dialogue, id) : NULL;
	if (!id)
		return;
	if (!prompt || !survey_counts(prompt))
		script_error(script, node,
		    "'%s' is no question of this dialogue whose answers can be counted: name one "
		    "of type select_one or yesno",
		    id);
	else if (yesno && prompt->type != ANSWER_YESNO)
		script_error(script, node, "'%s' must be of type yesno", id);
}

void
survey_check(const struct script *script, const struct yaml *node, const struct service *service)
{
	const struct survey *survey = service->survey;
	if (!survey)
		return;
	check_question(script, yaml_get(node, "score"), survey->score, service, false);
	check_question(script, yaml_get(node, "resolved"), survey->resolved, service, true);
	const struct prompt *prompt = service->dialogue ? service->dialogue->prompts : NULL;
	for (; prompt; prompt = prompt->next) {
		const struct yaml place = {.line = prompt->line, .column = prompt->column};
		if (survey->apart && prompt->kind == PROMPT_ASK && !survey_counts(prompt))
			script_error(script, &place,
			    "what is kept apart must tell nobody who said it: make '%s' a "
			    "select_one or yesno, or take 'apart' out",
			    prompt->id);
		if (prompt->kind == PROMPT_REFER || prompt->kind == PROMPT_BOOK)
			script_error(script, &place,
			    "a survey opens no case and books nothing: end it with 'resolve'");
	}
}

/* ---- who is drawn ---- */

/* FNV-1a, and mixed once more: ids made in one second begin alike. */
static uint64_t
hash(const char *survey, const char *contact)
{
	const char *const texts[] = {survey, "/", contact};
	uint64_t h = 14695981039346656037u;
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		for (const char *c = texts[i]; *c; c++)
			h = (h ^ (unsigned char)*c) * 1099511628211u;
	h = (h ^ (h >> 33)) * 0xff51afd7ed558ccdu;
	return h ^ (h >> 33);
}

static bool
among(const struct word_list *words, const char *word)
{
	if (!words)
		return true;
	while (words && !text_same(words->word, word))
		words = words->next;
	return words != NULL;
}

/* Has it lasted so long? */
static bool
lasts(const char *duration, micros since, micros now)
{
	struct calendar calendar = council_calendar(NULL);
	struct err err;
	micros until;
	return !duration ||
	       (since && due_after(duration, NULL, &calendar, since, &until, &err) == 0 &&
		   until <= now);
}

static bool
of_service(const struct survey_rule *rule, const struct survey_contact *contact)
{
	for (size_t i = 0; i < contact->count; i++)
		if (among(rule->services, contact->matters[i].service->id))
			return true;
	return false;
}

static bool
fits(const struct survey_rule *rule, const struct survey_contact *contact)
{
	return among(rule->councils, contact->council) && among(rule->channels, contact->channel) &&
	       of_service(rule, contact) && lasts(rule->waits, contact->waiting, contact->now) &&
	       lasts(rule->backlog, contact->queued, contact->now);
}

/* One matter that must not be asked about keeps the whole contact out. */
static bool
may_be_asked_about(const struct survey_contact *contact)
{
	struct date day = london_of(contact->now).date;
	bool ticked = false;
	for (size_t i = 0; i < contact->count; i++) {
		const struct survey_matter *matter = &contact->matters[i];
		if (matter->service->sensitive || matter->service->survey)
			return false;
		ticked =
		    ticked || matrix_on(matter->service, matter->council, MECHANISM_OUTBOUND, day);
	}
	return ticked;
}

enum survey_draw
survey_draw(const struct service *survey, const struct survey_contact *contact)
{
	if (!survey->survey || !may_be_asked_about(contact))
		return SURVEY_NONE;
	const struct survey_rule *rule = survey->survey->rules;
	while (rule && !fits(rule, contact))
		rule = rule->next;
	if (!rule || !rule->one_in || hash(survey->id, contact->id) % (uint64_t)rule->one_in != 0)
		return SURVEY_NONE;
	return rule->call ? SURVEY_CALL : rule->mail ? SURVEY_MAIL : SURVEY_NOW;
}

bool
survey_spares(
    const struct service *survey, const struct customer *customer, micros asked, micros now)
{
	return (customer && customer_agreed(customer, "phone") == 0) ||
	       survey_spares_mail(survey, customer, asked, now);
}

bool
survey_spares_mail(
    const struct service *survey, const struct customer *customer, micros asked, micros now)
{
	if (customer && customer_agreed(customer, "survey") == 0)
		return true;
	const char *again = survey->survey ? survey->survey->again : NULL;
	return asked && again && !lasts(again, asked, now);
}
