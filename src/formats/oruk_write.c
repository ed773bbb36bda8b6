#include "base/date.h"
#include "base/secret.h"
#include "base/text.h"
#include "formats/oruk_inner.h"
#include "wire/codec.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct oruk_text oruk_texts[ORUK_TEXTS] = {
    {"url", "web", NULL, false},
    {"email", "email", NULL, false},
    {"fees", NULL, "fees", false},
    {"accreditations", NULL, "accreditations", false},
    {"alert", NULL, "alert", false},
    {"minimum_age", NULL, "minimum_age", true},
    {"maximum_age", NULL, "maximum_age", true},
};

const char *
oruk_uuid(const char *kind, const char *name, struct arena *arena)
{
	unsigned char b[SECRET_HASH];
	const char *words = arena_printf(arena, "frontdesk %s %s", kind, name);
	secret_hash(b, words, strlen(words), NULL);
	b[6] = (unsigned char)((b[6] & 0x0f) | 0x80);
	b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
	return arena_printf(arena,
	    "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1],
	    b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14],
	    b[15]);
}

static const char *
contact_of(const struct service *service, const char *label)
{
	for (const struct service_contact *c = service->contacts; c; c = c->next)
		if (strcmp(c->label, label) == 0)
			return c->value;
	return NULL;
}

static const char *
fact_of(const struct service *service, const char *name)
{
	const struct fact *fact = service_fact(service, name);
	return fact ? words_in(&fact->value, NULL) : NULL;
}

/* Has the fact a member of its own there? */
static bool
has_member(const char *fact)
{
	for (int i = 0; i < ORUK_TEXTS; i++)
		if (text_same(oruk_texts[i].fact, fact))
			return true;
	return strcmp(fact, ORUK_ABOUT) == 0 || strcmp(fact, ORUK_PROVIDER) == 0;
}

/* The summary, what more there is, and every fact that has no place of its own. */
static const char *
description_of(const struct service *service, struct arena *arena)
{
	const char *summary = words_in(&service->summary, NULL), *about;
	const char *text = summary ? summary : "";
	about = fact_of(service, ORUK_ABOUT);
	if (about)
		text = arena_printf(arena, "%s%s%s", text, *text ? "\n\n" : "", about);
	bool first = true;
	for (const struct fact *fact = service->facts; fact; fact = fact->next) {
		if (has_member(fact->name))
			continue;
		text = arena_printf(arena, "%s%s%s: %s", text,
		    !*text  ? ""
		    : first ? "\n\n"
			    : "\n",
		    words_in(&fact->label, NULL), words_in(&fact->value, NULL));
		first = false;
	}
	return text;
}

/* A web address as people write it, with what machines want before it. */
static const char *
url_of(const char *web, struct arena *arena)
{
	return !web || strstr(web, "://") ? web : arena_printf(arena, "https://%s", web);
}

static void
add_texts(struct json *object, const struct service *service, struct arena *arena)
{
	for (int i = 0; i < ORUK_TEXTS; i++) {
		const struct oruk_text *text = &oruk_texts[i];
		const char *value = text->contact ? contact_of(service, text->contact)
						  : fact_of(service, text->fact);
		if (strcmp(text->name, "url") == 0)
			value = url_of(value, arena);
		char *end = NULL;
		double number = text->number && value ? strtod(value, &end) : 0;
		if (!text->number)
			json_add_text(object, arena, text->name, value);
		else if (end && end > value && !*end)
			json_add(object, text->name, json_new(arena, JSON_NUMBER))->number = number;
	}
}

static void
add_organization(struct json *object, const struct service *service,
    const struct oruk_provider *provider, struct arena *arena)
{
	const char *name = fact_of(service, ORUK_PROVIDER);
	if (!name && !provider)
		return;
	struct json *organization = json_add(object, "organization", json_new(arena, JSON_OBJECT));
	json_add_text(organization, arena, "id",
	    name ? oruk_uuid("organisation", name, arena)
		 : oruk_uuid("council", provider->id, arena));
	json_add_text(organization, arena, "name", name ? name : provider->name);
	json_add_text(organization, arena, "description", name ? name : provider->name);
	if (!name)
		json_add_text(organization, arena, "email", provider->email);
}

static void
add_contacts(struct json *object, const struct service *service, struct arena *arena)
{
	const char *phone = contact_of(service, "phone"), *name;
	if (!phone)
		return;
	struct json *contact = json_add(json_add(object, "contacts", json_new(arena, JSON_LIST)),
	    NULL, json_new(arena, JSON_OBJECT));
	name = words_in(&service->title, NULL);
	json_add_text(contact, arena, "id", oruk_uuid("contact", service->id, arena));
	json_add_text(contact, arena, "name", name);
	struct json *number = json_add(json_add(contact, "phones", json_new(arena, JSON_LIST)),
	    NULL, json_new(arena, JSON_OBJECT));
	json_add_text(number, arena, "id", oruk_uuid("phone", service->id, arena));
	json_add_text(number, arena, "number", phone);
}

/* The LGSL number as a term of its list. */
static void
add_lgsl(struct json *object, const struct service *service, struct arena *arena)
{
	if (!service->lgsl)
		return;
	const char *number = arena_printf(arena, "%d", service->lgsl);
	struct json *attribute =
	    json_add(json_add(object, "attributes", json_new(arena, JSON_LIST)), NULL,
		json_new(arena, JSON_OBJECT));
	json_add_text(attribute, arena, "id", oruk_uuid("attribute", service->id, arena));
	json_add_text(attribute, arena, "link_type", "service");
	struct json *term = json_add(attribute, "taxonomy_term", json_new(arena, JSON_OBJECT));
	json_add_text(term, arena, "id", oruk_uuid("lgsl", number, arena));
	json_add_text(term, arena, "name", number);
	json_add_text(term, arena, "description",
	    arena_printf(arena, "Local Government Service List %s", number));
	json_add_text(term, arena, "taxonomy", "Local Government Service List");
	json_add_text(term, arena, "term_uri",
	    arena_printf(arena, "http://id.esd.org.uk/service/%s", number));
}

static const char *
id_of(const struct service *service, struct arena *arena)
{
	return service->origin && text_same(service->origin->format, ORUK_FORMAT)
		   ? service->origin->id
		   : oruk_uuid("service", service->id, arena);
}

/* Everything that our file says. */
static struct json *
say(const struct service *service, const struct oruk_provider *provider, struct arena *arena)
{
	struct json *object = json_new(arena, JSON_OBJECT);
	char day[11];
	json_add_text(object, arena, "id", id_of(service, arena));
	json_add_text(object, arena, "name", words_in(&service->title, NULL));
	json_add_text(object, arena, "description", description_of(service, arena));
	json_add_text(object, arena, "status", "active");
	add_texts(object, service, arena);
	if (service->assured.year) {
		date_format(day, service->assured);
		json_add_text(object, arena, "assured_date", day);
	}
	if (!service->origin)
		json_add_text(object, arena, "assurer_email", service->owner_email);
	struct json *schedules = oruk_schedules(service->hours, service->id, arena);
	if (schedules)
		json_add(object, "schedules", schedules);
	add_organization(object, service, provider, arena);
	add_contacts(object, service, arena);
	add_lgsl(object, service, arena);
	return object;
}

const char *
oruk_said(const struct json *member, struct arena *arena)
{
	struct buf out;
	buf_init(&out, REPLY_LIMIT);
	json_write(&out, member);
	const char *said = oruk_uuid("said", out.data, arena);
	buf_release(&out);
	return said;
}

static void
add_copy(struct json *object, const struct json *member, const char *name, struct arena *arena)
{
	struct json *copy = json_new(arena, JSON_NULL);
	*copy = *member;
	copy->next = NULL;
	json_add(object, name, copy);
}

/*
 * What came with it takes its place again: `{ member: { said, theirs } }`. A member that we say too
 * was carried with a mark of what our file said of it then; while it still says that, theirs stands
 * (or nothing, where they had nothing). Once it has been changed here, ours does.
 */
static struct json *
carry(const struct json *object, const struct json *rest, struct arena *arena)
{
	struct json *whole = json_new(arena, JSON_OBJECT);
	for (const struct json *member = object->first; member; member = member->next) {
		const struct json *kept = json_member(rest, member->name);
		const char *said = json_member_text(kept, "said");
		const struct json *theirs = json_member(kept, "theirs");
		bool unchanged = said && strcmp(said, oruk_said(member, arena)) == 0;
		if (!unchanged)
			add_copy(whole, member, member->name, arena);
		else if (theirs)
			add_copy(whole, theirs, member->name, arena);
	}
	for (const struct json *kept = rest->first; kept; kept = kept->next)
		if (!json_member_text(kept, "said") && json_member(kept, "theirs") &&
		    !json_member(whole, kept->name))
			add_copy(whole, json_member(kept, "theirs"), kept->name, arena);
	return whole;
}

struct json *
oruk_write(const struct service *service, const struct oruk_provider *provider, struct arena *arena)
{
	struct err err;
	bool came = service->origin && text_same(service->origin->format, ORUK_FORMAT);
	struct json *object = say(service, came ? NULL : provider, arena);
	const char *rest = came ? service->origin->rest : NULL;
	const struct json *carried = rest ? json_read(rest, strlen(rest), arena, &err) : NULL;
	return carried ? carry(object, carried, arena) : object;
}

static void
add_number(struct json *object, const char *name, size_t number, struct arena *arena)
{
	json_add(object, name, json_new(arena, JSON_NUMBER))->number = (double)number;
}

static void
add_truth(struct json *object, const char *name, bool truth, struct arena *arena)
{
	json_add(object, name, json_new(arena, JSON_BOOL))->truth = truth;
}

struct json *
oruk_page(struct json *contents, struct arena *arena)
{
	struct json *page = json_new(arena, JSON_OBJECT);
	size_t count = 0;
	for (const struct json *item = contents->first; item; item = item->next)
		count++;
	add_number(page, "total_items", count, arena);
	add_number(page, "total_pages", 1, arena);
	add_number(page, "page_number", 1, arena);
	add_number(page, "size", count, arena);
	add_truth(page, "first_page", true, arena);
	add_truth(page, "last_page", true, arena);
	add_truth(page, "empty", count == 0, arena);
	json_add(page, "contents", contents);
	return page;
}
