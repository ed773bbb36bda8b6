#include "directory/service.h"

#include "base/alloc.h"
#include "dialogue/script.h"
#include "directory/complaints.h"
#include "directory/holds.h"
#include "directory/incident.h"
#include "directory/life.h"
#include "directory/matrix.h"
#include "directory/opening.h"
#include "directory/parts.h"
#include "directory/retention.h"
#include "directory/season.h"
#include "directory/secrecy.h"
#include "directory/special.h"
#include "directory/survey.h"

#include <stdlib.h>
#include <string.h>

const char *const service_keys[] = {"service", "lgsl", "title", "summary", "season", "provided_by",
    "body", "owner", "assured", "review_by", "words", "hours", "special", "out_of_hours",
    "offered_at", "contacts", "holds", "incident", "skill", "sensitive", "sharing", "known_to",
    "retention", "mechanisms", "payment", "survey", "languages", "facts", "offer", "dialogue",
    "case", "takes", "at", "origin", NULL};
static const char *const part_keys[] = {
    "part", "title", "owner", "assured", "review_by", "languages", "facts", "dialogue", "at", NULL};
static const char *const providers[] = {"county", "district", "any", "parish", "body", NULL};

/* A service, or a part that services include. */
static void
read_id(const struct script *script, const struct yaml *root, struct service *service)
{
	const struct yaml *part = yaml_get(root, "part");
	const struct yaml *id = part ? part : yaml_get(root, "service");
	const char *what = part ? "part" : "service";
	service->part = part != NULL;
	if (!id) {
		script_error(script, root, "the file has no 'service:' with the service's id");
		return;
	}
	const char *text = script_scalar(script, id, part ? "the part's id" : "the service's id");
	if (text && (!script_id(text) || strchr(text, '_')))
		script_error(script, id,
		    "'%s' cannot be a %s's id: use small letters, digits and hyphens", text, what);
	service->id = text;
}

static void
read_lgsl(const struct script *script, const struct yaml *node, struct service *service)
{
	if (!node)
		return;
	const char *text = script_scalar(script, node, "lgsl");
	size_t length = text ? strlen(text) : 0;
	if (text && (length > 5 || strspn(text, "0123456789") != length))
		script_error(script, node,
		    "lgsl is the number of the Local Government Service List, as in 524");
	else if (text)
		service->lgsl = (int)strtol(text, NULL, 10);
}

static void
read_provider(const struct script *script, const struct yaml *root, struct service *service)
{
	const struct yaml *node = yaml_get(root, "provided_by");
	if (!node) {
		script_error(script, root,
		    "who provides the service is missing: add 'provided_by: county', district, "
		    "any, parish or body");
		return;
	}
	const char *text = script_scalar(script, node, "provided_by");
	for (int i = 0; text && providers[i]; i++)
		if (strcmp(providers[i], text) == 0) {
			service->provided_by = (enum provider)i;
			return;
		}
	if (text)
		script_error(script, node,
		    "'%s' provides nothing: write county, district, any, parish or body", text);
}

/* Which kind of outside body: a list in partnership.yml has those there are. */
static void
read_body(const struct script *script, const struct yaml *root, struct service *service)
{
	const struct yaml *node = yaml_get(root, "body");
	if (node && service->provided_by != PROVIDED_BY_BODY)
		script_error(script, node, "'body' goes with 'provided_by: body'");
	else if (!node && service->provided_by == PROVIDED_BY_BODY)
		script_error(script, yaml_get(root, "provided_by"),
		    "say which kind of body: add 'body: water', police or the like");
	else if (node)
		service->body = script_scalar(script, node, "body");
}

void
service_read_owner(const struct script *script, const struct yaml *node, struct service *service)
{
	static const char *const keys[] = {"team", "email", NULL};
	if (!node)
		return;
	if (node->kind != YAML_MAP) {
		script_error(script, node, "the owner is written { team: …, email: … }");
		return;
	}
	script_keys(script, node, keys);
	const struct yaml *team = yaml_get(node, "team"), *email = yaml_get(node, "email");
	if (!team || !email) {
		script_error(script, node, "the owner has no %s: add it", team ? "email" : "team");
		return;
	}
	service->owner_team = script_scalar(script, team, "the owner's team");
	service->owner_email = script_scalar(script, email, "the owner's email");
	if (service->owner_email && !strchr(service->owner_email, '@'))
		script_error(script, email, "'%s' is no e-mail address", service->owner_email);
}

struct word_list *
service_read_words(const struct script *script, const struct yaml *node, const char *what)
{
	struct word_list *first = NULL, **last = &first;
	if (!node)
		return NULL;
	if (node->kind != YAML_LIST) {
		script_error(script, node, "%s is a list, written [one, two]", what);
		return NULL;
	}
	for (const struct yaml *item = node->first; item; item = item->next) {
		struct word_list *word = arena_alloc(script->arena, sizeof *word);
		word->word = script_scalar(script, item, "each of the list");
		if (!word->word)
			continue;
		*last = word;
		last = &word->next;
	}
	return first;
}

void
service_read_hours(const struct script *script, const struct yaml *node, struct service *service)
{
	struct err why = {{0}};
	if (!node)
		return;
	const char *text = script_scalar(script, node, "hours");
	if (text && hours_check(text, &why))
		script_error(script, node, "%s", why.text);
	service->hours = text;
}

/* The days themselves are stronger than the hours, whichever council's these are. */
static void
read_special(const struct script *script, const struct yaml *root, struct service *service)
{
	const struct yaml *variant =
	    service->council ? yaml_get(yaml_get(root, "at"), service->council) : NULL;
	const char *special = special_days(script, yaml_get(root, "special"));
	if (variant && variant->kind == YAML_MAP)
		special = special_join(
		    script->arena, special, special_days(script, yaml_get(variant, "special")));
	if (special && !service->hours)
		script_error(script, yaml_get(root, "special"),
		    "special days need the usual hours beside them: add hours");
	else
		service->hours = special_join(script->arena, service->hours, special);
}

void
service_read_out_of_hours(
    const struct script *script, const struct yaml *node, struct service *service)
{
	static const char *const keys[] = {"text", "telephone", NULL};
	if (!node)
		return;
	if (node->kind != YAML_MAP) {
		script_error(script, node, "out_of_hours is written { text: …, telephone: … }");
		return;
	}
	script_keys(script, node, keys);
	script_words(script, yaml_get(node, "text"), &service->out_of_hours);
	if (yaml_get(node, "telephone"))
		service->emergency =
		    script_scalar(script, yaml_get(node, "telephone"), "the telephone");
}

void
service_read_contacts(const struct script *script, const struct yaml *node, struct service *service)
{
	struct service_contact **last = &service->contacts;
	if (!node)
		return;
	if (node->kind != YAML_MAP) {
		script_error(script, node, "contacts are written { phone: …, web: …, email: … }");
		return;
	}
	service->contacts = NULL;
	for (const struct yaml *value = node->first; value; value = value->next) {
		struct service_contact *contact = arena_alloc(script->arena, sizeof *contact);
		contact->label = value->key;
		contact->value = script_scalar(script, value, "a contact");
		if (!contact->value)
			continue;
		*last = contact;
		last = &contact->next;
	}
}

/* "after 12 months" */
static void
read_again(const struct script *script, const struct yaml *node, struct offer *offer)
{
	struct err why = {{0}};
	const char *text = node ? script_scalar(script, node, "again") : NULL;
	if (!text)
		return;
	if (strncmp(text, "after ", 6) != 0 || duration_check(text + 6, &why))
		script_error(script, node, "'%s' is no time: write again: after 12 months", text);
	else
		offer->again = text + 6;
}

static void
read_offer(const struct script *script, const struct yaml *node, struct service *service)
{
	static const char *const keys[] = {"beside", "when", "because", "again", NULL};
	if (!node)
		return;
	if (node->kind != YAML_MAP || (!yaml_get(node, "beside") && !yaml_get(node, "when"))) {
		script_error(script, node,
		    "an offer says beside which services: beside: [one, two], or whom it fits: "
		    "when:");
		return;
	}
	script_keys(script, node, keys);
	struct offer *offer = arena_alloc(script->arena, sizeof *offer);
	offer->line = node->key_line;
	offer->column = node->key_column;
	offer->beside = service_read_words(script, yaml_get(node, "beside"), "beside");
	offer->when = script_expr(script, yaml_get(node, "when"), &offer->when_source);
	if (!yaml_get(node, "because"))
		script_error(
		    script, node, "an offer gives its reason to the advisor: add because:");
	script_words(script, yaml_get(node, "because"), &offer->because);
	read_again(script, yaml_get(node, "again"), offer);
	struct prompt *prompt = arena_alloc(script->arena, sizeof *prompt);
	*prompt = (struct prompt){.kind = PROMPT_OFFER,
	    .id = arena_printf(script->arena, "offer-%s", service->id ? service->id : ""),
	    .text = service->title,
	    .when = offer->when,
	    .when_source = offer->when_source,
	    .section = "offers",
	    .line = offer->line,
	    .column = offer->column,
	    .offer_service = service->id,
	    .because = offer->because};
	offer->prompt = prompt;
	service->offer = offer;
}

static void
read_origin(const struct script *script, const struct yaml *node, struct service *service)
{
	static const char *const keys[] = {"format", "id", "rest", NULL};
	if (!node)
		return;
	if (node->kind != YAML_MAP || !yaml_text(node, "format") || !yaml_text(node, "id")) {
		script_error(script, node, "an origin is written { format: …, id: … }");
		return;
	}
	script_keys(script, node, keys);
	struct origin *origin = arena_alloc(script->arena, sizeof *origin);
	origin->format = yaml_text(node, "format");
	origin->id = yaml_text(node, "id");
	origin->rest = yaml_text(node, "rest");
	service->origin = origin;
}

static void
read_skill(const struct script *script, const struct yaml *node, struct service *service)
{
	const char *text = node ? script_scalar(script, node, "the skill") : NULL;
	if (text && !script_id(text))
		script_error(script, node,
		    "a skill is a short name without blanks, as users have it: gas-safe, cy, bsl");
	else
		service->skill = text;
}

static void
read_service(const struct script *script, const struct yaml *root, struct service *service)
{
	read_id(script, root, service);
	script_keys(script, root, service->part ? part_keys : service_keys);
	read_lgsl(script, yaml_get(root, "lgsl"), service);
	service->title = (struct words){{""}};
	if (!yaml_get(root, "title"))
		script_error(
		    script, root, "the file has no 'title:', the service's name in the A-Z");
	script_words(script, yaml_get(root, "title"), &service->title);
	script_words(script, yaml_get(root, "summary"), &service->summary);
	if (!service->part) {
		read_provider(script, root, service);
		read_body(script, root, service);
	}
	service_read_owner(script, yaml_get(root, "owner"), service);
	script_date(script, yaml_get(root, "assured"), &service->assured);
	script_date(script, yaml_get(root, "review_by"), &service->review_by);
	service->words = service_read_words(script, yaml_get(root, "words"), "words");
	service->season = season_read(script, yaml_get(root, "season"));
	service_read_hours(script, yaml_get(root, "hours"), service);
	service_read_out_of_hours(script, yaml_get(root, "out_of_hours"), service);
	service->offered_at =
	    service_read_words(script, yaml_get(root, "offered_at"), "offered_at");
	service_read_contacts(script, yaml_get(root, "contacts"), service);
	secrecy_read(script, root, service);
	retention_read_own(script, yaml_get(root, "retention"), service);
	holds_read(script, root, service);
	life_read(script, root, service);
	complaints_read(script, yaml_get(root, "takes"), service);
	read_skill(script, yaml_get(root, "skill"), service);
	incident_read(script, yaml_get(root, "incident"), service);
	survey_read(script, yaml_get(root, "survey"), service);
	service_read_facts(script, yaml_get(root, "facts"), service);
	const struct yaml *payment = yaml_get(root, "payment");
	service->payment = payment ? script_scalar(script, payment, "payment") : NULL;
	service->payment_line = payment ? payment->line : 0;
	read_offer(script, yaml_get(root, "offer"), service);
	read_origin(script, yaml_get(root, "origin"), service);
}

static void
read_dialogue(const struct script *script, const struct yaml *root, struct service *service)
{
	const struct yaml *node = yaml_get(root, "dialogue");
	if (node)
		service->dialogue =
		    dialogue_parse(script->arena, script->file, node, script->findings);
	else if (service->part)
		script_error(script, root, "a part is a dialogue: add 'dialogue:'");
}

struct service *
service_compose(const struct script *script, const struct yaml *root, const char *council,
    const struct library *library)
{
	return service_compose_at(script, root, council, library, 0);
}

struct service *
service_compose_at(const struct script *script, const struct yaml *root, const char *council,
    const struct library *library, int depth)
{
	struct service *service = arena_alloc(script->arena, sizeof *service);
	size_t errors = script->findings->errors;
	service->arena = script->arena;
	if (root->kind != YAML_MAP) {
		script_error(script, root, "a service's file begins with 'service:' and its id");
		return NULL;
	}
	read_service(script, root, service);
	read_dialogue(script, root, service);
	service->ticks = matrix_read(script, root, council);
	if (service->dialogue)
		parts_include(script, service, council, library, depth);
	if (council)
		service_lay_over(script, root, council, service);
	read_special(script, root, service);
	return script->findings->errors == errors ? service : NULL;
}

struct service *
service_parse(const char *file, const char *text, size_t length, const char *council,
    const struct library *library, struct finding_list *findings)
{
	struct arena *arena = xmalloc(sizeof *arena);
	arena_init(arena);
	struct script script = {.arena = arena, .file = file, .findings = findings};
	struct yaml *root = yaml_parse(arena, file, text, length, findings);
	struct service *service =
	    root ? service_compose(&script, root, arena_strdup(arena, council), library) : NULL;
	if (!service) {
		arena_release(arena);
		free(arena);
	}
	return service;
}

void
service_free(struct service *service)
{
	if (!service)
		return;
	struct arena *arena = service->arena;
	arena_release(arena);
	free(arena);
}

bool
service_only_listed(const struct service *service)
{
	return service->origin && strcmp(service->origin->format, LGSL_FORMAT) == 0 &&
	       !service->owner_team && !service->words && !service->facts && !service->dialogue;
}

const struct fact *
service_fact(const struct service *service, const char *name)
{
	for (const struct fact *fact = service->facts; fact; fact = fact->next)
		if (strcmp(fact->name, name) == 0)
			return fact;
	return NULL;
}

static bool
look(void *context, const char *name, struct value *out)
{
	const struct service_names *names = context;
	if (strncmp(name, "fact.", 5) == 0) {
		const struct fact *fact =
		    library_fact(names->library, names->service, name + 5, names->service->council);
		if (fact)
			*out = (struct value){.kind = VALUE_STRING,
			    .string = fact->value.in[ENGLISH],
			    .said = words_in(&fact->value, names->outer.language)};
		return fact != NULL;
	}
	return names->outer.look && names->outer.look(names->outer.context, name, out);
}

struct names
service_names(struct service_names *context)
{
	struct names names = context->outer;
	names.look = look;
	names.context = context;
	names.list = NULL;
	names.label = NULL;
	return names;
}
