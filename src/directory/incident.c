#include "directory/incident.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { FARTHEST = 20000, LONGEST = 24 * 90, WHAT = 380 };

/* ---- what a service declares ---- */

/* "200 m", "1 km"; 0 when it is no distance. */
static int
metres_of(const char *text)
{
	char *end;
	long number = strtol(text, &end, 10);
	if (end == text || number < 1 || number > FARTHEST)
		return 0;
	end += strspn(end, " ");
	long metres = strcmp(end, "m") == 0 ? number : strcmp(end, "km") == 0 ? number * 1000 : 0;
	return metres <= FARTHEST ? (int)metres : 0;
}

/* 0 when it is no number of hours. */
static int
hours_of(const char *text)
{
	char *end;
	long number = strtol(text, &end, 10);
	return end != text && !*end && number >= 1 && number <= LONGEST ? (int)number : 0;
}

void
incident_read(const struct script *script, const struct yaml *node, struct service *service)
{
	static const char *const keys[] = {"within", "hours", NULL};
	if (!node)
		return;
	const struct yaml *within = yaml_get(node, "within"), *hours = yaml_get(node, "hours");
	if (node->kind != YAML_MAP || !within || !hours) {
		script_error(script, node, "an incident is written { within: 200 m, hours: 48 }");
		return;
	}
	script_keys(script, node, keys);
	const char *far = script_scalar(script, within, "within");
	const char *time = script_scalar(script, hours, "hours");
	service->incident.within = far ? metres_of(far) : 0;
	service->incident.hours = time ? hours_of(time) : 0;
	if (far && !service->incident.within)
		script_error(script, within,
		    "'%s' is no distance up to 20 km: write it as 200 m or 1 km", far);
	if (time && !service->incident.hours)
		script_error(
		    script, hours, "'%s' is no number of hours up to 2160 (90 days)", time);
}

void
incident_check(const struct script *script, const struct yaml *node, const struct service *service)
{
	if (!node || !service->incident.within)
		return;
	if (!incident_prompt(service))
		script_error(script, node,
		    "nothing says where the incident is: ask for an address, or take 'incident' "
		    "out");
	if (service->sensitive)
		script_error(script, node,
		    "what is sensitive is not shown to other callers' desks: take 'incident' out");
}

const struct prompt *
incident_prompt(const struct service *service)
{
	if (!service->dialogue)
		return NULL;
	for (const struct prompt *prompt = service->dialogue->prompts; prompt;
	     prompt = prompt->next)
		if (prompt->kind == PROMPT_ASK && prompt->type == ANSWER_ADDRESS &&
		    !dialogue_section(service->dialogue, prompt->section)->repeat)
			return prompt;
	return NULL;
}

/* ---- where ---- */

static bool
is_among(const char *word, const char *const *words)
{
	for (; *words; words++)
		if (strcmp(*words, word) == 0)
			return true;
	return false;
}

/* What a street is called after its name, and how people shorten that. */
static const char *
kind_of_street(const char *word)
{
	static const char *const shorts[][2] = {{"rd", "road"}, {"st", "street"}, {"av", "avenue"},
	    {"ave", "avenue"}, {"ln", "lane"}, {"cl", "close"}, {"dr", "drive"}, {"ct", "court"},
	    {"cres", "crescent"}, {"sq", "square"}, {"pl", "place"}, {"gdns", "gardens"},
	    {"terr", "terrace"}};
	static const char *const kinds[] = {"road", "street", "avenue", "lane", "close", "drive",
	    "court", "crescent", "square", "place", "gardens", "grove", "terrace", "way", "hill",
	    "brow", "row", "walk", "view", "park", "green", "bank", "rise", "mews", "fold",
	    "parade", "bypass", "bridge", NULL};
	for (size_t i = 0; i < sizeof shorts / sizeof *shorts; i++)
		if (strcmp(word, shorts[i][0]) == 0)
			return shorts[i][1];
	for (const char *const *kind = kinds; *kind; kind++)
		if (strcmp(*kind, word) == 0)
			return *kind;
	return NULL;
}

/* The street in one part of an address, folded; null when there is none. */
static const char *
street_in(const char *part, size_t length, struct arena *arena)
{
	static const char *const before[] = {"flat", "unit", "near", "outside", "opposite", "opp",
	    "by", "the", "corner", "junction", "of", "at", "on", "in", "end", "top", "bottom",
	    "behind", "between", "and", "side", NULL};
	struct buf folded;
	const char *street = NULL;
	char *save = NULL;
	size_t words = 0;
	buf_init(&folded, 1024);
	text_fold(&folded, part, length);
	for (char *word = strtok_r(folded.data, " ", &save); word;
	     word = strtok_r(NULL, " ", &save)) {
		const char *kind = words ? kind_of_street(word) : NULL;
		if (kind) {
			street = arena_printf(arena, "%s %s", street, kind);
			buf_release(&folded);
			return street;
		}
		if (!words && (strpbrk(word, "0123456789") || is_among(word, before)))
			continue;
		street = words++ ? arena_printf(arena, "%s %s", street, word)
				 : arena_strdup(arena, word);
	}
	buf_release(&folded);
	return NULL;
}

struct scene
scene_of_words(const char *address, struct arena *arena)
{
	struct scene scene = {0};
	char postcode[9];
	if (text_blank(address))
		return scene;
	if (postcode_find(address, postcode))
		scene.postcode = arena_strdup(arena, postcode);
	for (const char *part = address; *part && !scene.street;) {
		size_t length = strcspn(part, ",\n");
		scene.street = street_in(part, length, arena);
		part += length + (part[length] != '\0');
	}
	return scene;
}

struct scene
scene_of_incident(const struct incident *incident)
{
	return (struct scene){{incident->easting, incident->northing}, incident->street,
	    incident->postcode, incident->district};
}

/* What both know, and differs. */
static bool
differ(const char *a, const char *b, size_t length)
{
	return a && b && strncmp(a, b, length) != 0;
}

bool
scene_near(const struct scene *a, const struct scene *b, int64_t within)
{
	if (a->point.easting && b->point.easting) {
		int64_t x = a->point.easting - b->point.easting,
			y = a->point.northing - b->point.northing;
		return llabs(x) <= within && llabs(y) <= within && x * x + y * y <= within * within;
	}
	if (text_same(a->postcode, b->postcode))
		return true;
	/* The same name in another town is another street. */
	size_t outward = a->postcode ? strcspn(a->postcode, " ") + 1 : 0;
	return text_same(a->street, b->street) && !differ(a->postcode, b->postcode, outward) &&
	       !differ(a->district, b->district, 100);
}

bool
incident_may_be(const struct incident *incident, const struct scene *at, micros now)
{
	micros last = incident->last > incident->opened ? incident->last : incident->opened;
	struct scene there = scene_of_incident(incident);
	return text_same(incident->state, "open") && !incident->merged_into &&
	       incident->hours <= LONGEST && now - last <= incident->hours * MICROS_HOUR &&
	       scene_near(&there, at, incident->within);
}

/* ---- what ---- */

static const struct answer *
answer_to(const struct list *answers, const char *prompt)
{
	LIST_EACH(struct answer, answer, answers)
	if (text_same(answer->prompt, prompt) && !text_blank(answer->value))
		return answer;
	return NULL;
}

const char *
incident_what(const struct service *service, const struct list *answers, struct arena *arena)
{
	struct buf out;
	size_t parts = 0;
	buf_init(&out, WHAT);
	const struct prompt *prompt = service->dialogue ? service->dialogue->prompts : NULL;
	for (; prompt; prompt = prompt->next) {
		const struct answer *answer =
		    prompt->kind == PROMPT_ASK && prompt->type == ANSWER_SELECT_ONE
			? answer_to(answers, prompt->id)
			: NULL;
		const struct choice *choice =
		    answer ? choice_of(prompt, answer->value, strlen(answer->value)) : NULL;
		const char *label = choice ? words_in(&choice->label, "en") : NULL;
		if (label && out.length + strlen(label) + 2 < WHAT)
			buf_printf(&out, "%s%s", parts++ ? ", " : "", label);
	}
	const char *what = arena_strdup(arena, parts ? out.data : words_in(&service->title, "en"));
	buf_release(&out);
	return what;
}
