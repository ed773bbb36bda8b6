#include "base/buf.h"
#include "base/text.h"
#include "model/records.h"

#include <ctype.h>
#include <string.h>

static const struct person_name *
current_name(const struct customer *customer)
{
	const struct person_name *first = customer->names.items;
	LIST_EACH(struct person_name, name, &customer->names)
	if (name->kind && strcmp(name->kind, "current") == 0)
		return name;
	return customer->names.count ? first : NULL;
}

/* PATEL, O'BRIEN, ZIELIŃSKI; a name of a script without capitals unchanged. */
static const char *
surname_upper(struct arena *arena, const char *family)
{
	struct buf upper;
	buf_init(&upper, 3 * strlen(family) + 1);
	text_upper(&upper, family, strlen(family));
	const char *text = arena_strdup(arena, upper.data);
	buf_release(&upper);
	return text;
}

const char *
customer_list_name(const struct customer *customer, struct arena *arena)
{
	const struct person_name *name = current_name(customer);
	if (!name || text_blank(name->family))
		return name && !text_blank(name->given) ? name->given : "?";
	const char *family = surname_upper(arena, name->family);
	const char *given = text_blank(name->given) ? NULL : name->given;
	const char *title = text_blank(name->title) ? NULL : name->title;
	return arena_printf(arena, "%s%s%s%s%s%s", family, given ? ", " : "", given ? given : "",
	    title ? " (" : "", title ? title : "", title ? ")" : "");
}

const char *
customer_spoken_name(const struct customer *customer, struct arena *arena)
{
	const struct person_name *name = current_name(customer);
	if (!name)
		return "?";
	struct buf words;
	buf_init(&words, 600);
	const char *parts[] = {name->title, name->given, name->family};
	for (int i = 0; i < 3; i++)
		if (!text_blank(parts[i]))
			buf_printf(&words, "%s%s", words.length ? " " : "", parts[i]);
	const char *text = arena_strdup(arena, words.data);
	buf_release(&words);
	return text;
}

const struct address *
customer_address(const struct customer *customer)
{
	LIST_EACH(struct address, address, &customer->addresses)
	if (address->kind && strcmp(address->kind, "home") == 0)
		return address;
	return customer->addresses.items;
}

const char *
address_words(const struct address *address, struct arena *arena)
{
	const char *line = address->line ? address->line : "";
	const char *town = text_blank(address->town) ? NULL : address->town;
	const char *postcode = text_blank(address->postcode) ? NULL : address->postcode;
	return arena_printf(arena, "%s%s%s%s%s", line, town ? ", " : "", town ? town : "",
	    postcode ? " " : "", postcode ? postcode : "");
}

const char *
uprn_plain(const char *uprn)
{
	while (uprn[0] == '0' && uprn[1])
		uprn++;
	return uprn;
}

const char *
postcode_id(const char *postcode, struct arena *arena)
{
	char *id = arena_strdup(arena, postcode), *to = id;
	for (const char *from = postcode; *from; from++)
		if (isalnum((unsigned char)*from))
			*to++ = (char)tolower((unsigned char)*from);
	*to = '\0';
	return id;
}

int
customer_agreed(const struct customer *customer, const char *kind)
{
	const struct consent *newest = NULL;
	LIST_EACH(struct consent, consent, &customer->consents)
	if (text_same(consent->kind, kind) && (!newest || consent->at >= newest->at))
		newest = consent;
	return newest ? newest->agreed : -1;
}

const char *
customer_shares(const struct customer *customer)
{
	return customer_agreed(customer, "sharing") == 0 ? "none" : customer->sharing;
}
