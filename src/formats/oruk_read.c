#include "base/date.h"
#include "base/text.h"
#include "formats/html.h"
#include "formats/oruk_inner.h"
#include "formats/yaml_out.h"
#include "wire/codec.h"

#include <string.h>

enum { MOST_SUMMARY = 200, MOST_TEXT = 256 * 1024 };

/* The end of the first sentence within the limit, else of the last word; the whole where it fits.
 */
static size_t
summary_length(const char *text)
{
	size_t line = strcspn(text, "\n"), sentence = 0, word = 0;
	if (line <= MOST_SUMMARY && !text[line])
		return line;
	for (size_t i = 0; i < line && i <= MOST_SUMMARY; i++) {
		if (text[i] == ' ')
			word = i;
		if (strchr(".!?", text[i]) && (text[i + 1] == ' ' || text[i + 1] == '\n') && i > 20)
			sentence = i + 1;
		if (sentence && i - sentence > 80)
			break;
	}
	return line <= MOST_SUMMARY ? line : sentence ? sentence : word;
}

static void
put_fact(struct buf *out, const char *name, const char *label, const char *value, bool *begun)
{
	if (text_blank(value))
		return;
	if (!*begun)
		buf_puts(out, "facts:\n");
	*begun = true;
	buf_printf(out, "  %s:\n", name);
	yaml_out_line(out, 2, "label", label);
	yaml_out_line(out, 2, "value", value);
}

/* HTML or plain, as text; null when nothing is said. */
static const char *
plain(const char *html, struct arena *arena)
{
	struct buf out;
	if (!html)
		return NULL;
	buf_init(&out, MOST_TEXT);
	html_text(&out, html);
	const char *text = out.length ? arena_strdup(arena, out.data) : NULL;
	buf_release(&out);
	return text;
}

static void
put_description(struct buf *out, const char *text, const char **about, struct arena *arena)
{
	*about = NULL;
	if (!text)
		return;
	size_t length = summary_length(text);
	const char *summary = length ? arena_strndup(arena, text, length) : text;
	yaml_out_line(out, 0, "summary", summary);
	const char *rest = text + strlen(summary);
	rest += strspn(rest, " \n");
	*about = *rest ? rest : NULL;
}

static const char *
member_words(const struct json *theirs, const struct oruk_text *text, struct arena *arena)
{
	const struct json *member = json_member(theirs, text->name);
	if (!member)
		return NULL;
	if (member->kind == JSON_NUMBER)
		return arena_printf(arena, "%g", member->number);
	return text->number ? NULL : plain(json_member_text(theirs, text->name), arena);
}

static void
put_contacts(struct buf *out, const struct json *theirs, struct arena *arena)
{
	bool begun = false;
	const struct json *contacts = json_member(theirs, "contacts");
	const struct json *phones = contacts ? json_member(contacts->first, "phones") : NULL;
	const char *values[ORUK_TEXTS];
	const char *phone = phones ? json_member_text(phones->first, "number") : NULL;
	for (int i = 0; i < ORUK_TEXTS; i++) {
		values[i] =
		    oruk_texts[i].contact ? member_words(theirs, &oruk_texts[i], arena) : NULL;
		begun = begun || values[i];
	}
	if (!begun && !phone)
		return;
	buf_puts(out, "contacts:\n");
	yaml_out_line(out, 1, "phone", phone);
	for (int i = 0; i < ORUK_TEXTS; i++)
		yaml_out_line(out, 1, oruk_texts[i].contact, values[i]);
}

static const char *
place_of(const struct json *at, struct arena *arena)
{
	static const char *const parts[] = {"address_1", "city", "postal_code", NULL};
	const struct json *location = json_member(at, "location");
	const struct json *addresses = json_member(location, "addresses");
	const char *words = json_member_text(location, "name");
	for (int i = 0; parts[i] && addresses; i++) {
		const char *part = json_member_text(addresses->first, parts[i]);
		if (part && !text_same(part, words))
			words = words ? arena_printf(arena, "%s, %s", words, part) : part;
	}
	return words;
}

/* "Under 18s: 35 per session" */
static const char *
cost_of(const struct json *cost, struct arena *arena)
{
	const char *option = json_member_text(cost, "option");
	const char *per = json_member_text(cost, "amount_description");
	const struct json *amount = json_member(cost, "amount");
	const char *words = per;
	if (amount && amount->kind == JSON_NUMBER)
		words = arena_printf(arena, "%.2f %s", amount->number, per ? per : "");
	if (option && words)
		return arena_printf(arena, "%s: %s", option, words);
	return option ? option : words;
}

static const char *
also(const char *words, const char *more, struct arena *arena)
{
	return words && more ? arena_printf(arena, "%s; %s", words, more) : words ? words : more;
}

static void
put_facts(struct buf *out, const struct json *theirs, const char *about, struct arena *arena)
{
	bool begun = false;
	const struct json *organization = json_member(theirs, "organization");
	const struct json *places = json_member(theirs, "service_at_locations");
	const struct json *areas = json_member(theirs, "service_areas");
	put_fact(out, ORUK_PROVIDER, "Provided by", json_member_text(organization, "name"), &begun);
	for (int i = 0; i < ORUK_TEXTS; i++)
		if (oruk_texts[i].fact)
			put_fact(out, oruk_texts[i].fact, NULL,
			    member_words(theirs, &oruk_texts[i], arena), &begun);
	const char *where = NULL, *cost_words = NULL;
	for (const struct json *at = places ? places->first : NULL; at; at = at->next)
		where = also(where, place_of(at, arena), arena);
	const struct json *costs = json_member(theirs, "cost_options");
	for (const struct json *cost = costs ? costs->first : NULL; cost; cost = cost->next)
		cost_words = also(cost_words, cost_of(cost, arena), arena);
	put_fact(out, "cost", "Cost", cost_words, &begun);
	put_fact(out, "where", "Where", where, &begun);
	put_fact(out, "area", "Area",
	    areas && areas->first ? plain(json_member_text(areas->first, "name"), arena) : NULL,
	    &begun);
	put_fact(out, ORUK_ABOUT, "About", about, &begun);
}

static void
put_service(struct buf *out, const struct json *theirs, const char *id,
    const struct oruk_owner *owner, struct arena *arena)
{
	const char *about, *assured = json_member_text(theirs, "assured_date");
	struct date day;
	buf_printf(out, "service: %s\n", id);
	yaml_out_line(out, 0, "title", plain(json_member_text(theirs, "name"), arena));
	put_description(out, plain(json_member_text(theirs, "description"), arena), &about, arena);
	buf_puts(out, "provided_by: any\nowner:\n");
	yaml_out_line(out, 1, "team", owner->team);
	yaml_out_line(out, 1, "email", owner->email);
	if (assured && date_parse(assured, &day))
		yaml_out_line(out, 0, "assured", assured);
	yaml_out_line(out, 0, "hours", oruk_hours(json_member(theirs, "schedules"), arena));
	put_contacts(out, theirs, arena);
	put_facts(out, theirs, about, arena);
}

/* A mark that only says which of theirs this is, so that oruk_write speaks as it will. */
static void
put_origin(struct buf *out, const char *id, const struct json *rest)
{
	struct buf json;
	buf_puts(out, "origin:\n");
	yaml_out_line(out, 1, "format", ORUK_FORMAT);
	yaml_out_line(out, 1, "id", id);
	if (!rest || !rest->first)
		return;
	buf_init(&json, MOST_TEXT);
	json_write(&json, rest);
	yaml_out_line(out, 1, "rest", json.data);
	buf_release(&json);
}

static struct service *
parse(const struct buf *text, const char *id, struct err *err)
{
	struct finding_list findings;
	findings_init(&findings);
	struct service *service =
	    service_parse(id, text->data, text->length, NULL, NULL, &findings);
	if (!service)
		err_set(
		    err, "%s", findings.count ? findings.items[0].sentence : "it makes no service");
	findings_release(&findings);
	return service;
}

static struct json *
carried_member(struct json *rest, const char *name, struct arena *arena)
{
	return json_add(rest, name, json_new(arena, JSON_OBJECT));
}

/* Empty texts and lists count as absent in this format. */
static bool
is_absent(const struct json *member)
{
	return !member || member->kind == JSON_NULL ||
	       (member->kind == JSON_TEXT && !*member->text);
}

/* What our file does not say the same is carried. */
static struct json *
differences(const struct json *theirs, const struct json *said, struct oruk_carried *carried,
    struct arena *arena)
{
	struct json *rest = json_new(arena, JSON_OBJECT);
	for (const struct json *member = theirs->first; member; member = member->next) {
		const struct json *ours = json_member(said, member->name);
		if (is_absent(member) || (ours && json_same(ours, member)))
			continue;
		struct json *kept = carried_member(rest, member->name, arena);
		struct json *copy = json_new(arena, JSON_NULL);
		*copy = *member;
		copy->next = NULL;
		if (ours)
			json_add_text(kept, arena, "said", oruk_said(ours, arena));
		json_add(kept, "theirs", copy);
		if (!ours && carried->count < sizeof carried->names / sizeof *carried->names)
			carried->names[carried->count++] = member->name;
	}
	for (const struct json *ours = said->first; ours; ours = ours->next)
		if (is_absent(json_member(theirs, ours->name)))
			json_add_text(carried_member(rest, ours->name, arena), arena, "said",
			    oruk_said(ours, arena));
	return rest;
}

int
oruk_read(const struct json *theirs, const char *id, const struct oruk_owner *owner,
    struct buf *text, struct oruk_carried *carried, struct arena *arena, struct err *err)
{
	carried->count = 0;
	if (theirs->kind != JSON_OBJECT)
		return err_set(err, "this is no service: an object was expected");
	const char *their_id = json_member_text(theirs, "id");
	if (!their_id)
		return err_set(err, "the service has no id");
	if (!plain(json_member_text(theirs, "name"), arena))
		return err_set(err, "the service has no name");
	put_service(text, theirs, id, owner, arena);
	size_t length = text->length;
	put_origin(text, their_id, NULL);
	struct service *service = parse(text, id, err);
	if (!service)
		return -1;
	struct json *said = oruk_write(service, NULL, arena);
	struct json *rest = differences(theirs, said, carried, arena);
	service_free(service);
	buf_splice(text, length, text->length - length, "", 0);
	put_origin(text, their_id, rest);
	return buf_ok(text) ? 0 : err_set(err, "the service is longer than a file may be");
}
