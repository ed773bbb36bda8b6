#include "directory/impact.h"

#include "base/text.h"
#include "directory/changes.h"
#include "directory/flat.h"

#include <string.h>

static bool
is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '_' || c == '-' || c == '.';
}

bool
impact_quotes(const char *text, const char *service, const char *fact)
{
	static const char begin[] = "${fact.";
	size_t length = service ? strlen(service) : 0, fact_length = strlen(fact);
	for (const char *at = strstr(text, begin); at; at = strstr(at + 1, begin)) {
		const char *name = at + strlen(begin);
		if (service && (strncmp(name, service, length) != 0 || name[length] != '.'))
			continue;
		name += service ? length + 1 : 0;
		if (strncmp(name, fact, fact_length) == 0 && !is_name(name[fact_length]))
			return true;
	}
	return false;
}

/* ---- what the fact says ---- */

static const char *
value_at(struct arena *arena, const struct flat *flat, const char *base, const char *fact,
    const char *key)
{
	const struct leaf *leaf =
	    flat_find(flat, arena_printf(arena, "%sfacts/%s/%s", base, fact, key));
	return leaf ? leaf->value : NULL;
}

static void
add_value(struct arena *arena, const struct flat *flat, const char *council, const char *fact,
    struct impact *out)
{
	const char *base = council ? arena_printf(arena, "at/%s/", council) : "";
	const char *value = value_at(arena, flat, base, fact, "value");
	struct fact_value **last = &out->values;
	if (!value)
		return;
	/* A council that says the same is none for which it differs. */
	if (council && out->values && strcmp(out->values->value, value) == 0)
		return;
	while (*last)
		last = &(*last)->next;
	*last = arena_alloc(arena, sizeof **last);
	**last = (struct fact_value){
	    council, value, value_at(arena, flat, base, fact, "review_by"), NULL};
}

static void
add_values(struct arena *arena, const struct flat *flat, const char *fact, struct impact *out)
{
	const char *tail = arena_printf(arena, "/facts/%s/value", fact);
	size_t length = strlen(tail);
	add_value(arena, flat, NULL, fact, out);
	for (size_t i = 0; i < flat->count; i++) {
		const char *path = flat->leaves[i].path;
		size_t all = strlen(path);
		if (strncmp(path, "at/", 3) == 0 && all > length + 3 &&
		    strcmp(path + all - length, tail) == 0)
			add_value(arena, flat, arena_strndup(arena, path + 3, all - length - 3),
			    fact, out);
	}
}

/* ---- who quotes it ---- */

static const char *
kind_of(const char *path)
{
	static const char *const kinds[][2] = {{"/when", "condition"}, {"/constraint", "condition"},
	    {"/value", "calculation"}, {"/promise", "promise"}, {"/due", "due"}};
	size_t length = strlen(path);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		size_t end = strlen(kinds[i][0]);
		if (length > end && strcmp(path + length - end, kinds[i][0]) == 0)
			return kinds[i][1];
	}
	return strstr(path, "/promise/") ? "promise" : "text";
}

static struct quote **
add_quotes(struct arena *arena, const struct flat *flat, const char *service, bool own,
    struct impact *out, struct quote **last)
{
	for (size_t i = 0; i < flat->count; i++) {
		const struct leaf *leaf = &flat->leaves[i];
		if (!impact_quotes(leaf->value, out->service, out->fact) &&
		    !(own && impact_quotes(leaf->value, NULL, out->fact)))
			continue;
		struct quote *quote = arena_alloc(arena, sizeof *quote);
		*quote = (struct quote){.service = service,
		    .kind = kind_of(leaf->path),
		    .path = leaf->path,
		    .text = leaf->value,
		    .line = leaf->line};
		quote->what = change_place(arena, leaf->path, &quote->council);
		*last = quote;
		last = &quote->next;
		out->count++;
	}
	return last;
}

bool
impact_of(struct arena *arena, const struct list *texts, const char *service, const char *fact,
    struct impact *out)
{
	struct quote **last = &out->quotes;
	*out = (struct impact){.service = service, .fact = fact};
	const char *other = arena_printf(arena, "fact.%s.", service);
	LIST_EACH(struct service_text, text, texts)
	{
		struct flat flat;
		bool own = strcmp(text->service, service) == 0;
		if (text_blank(text->text) || (!own && !strstr(text->text, other)) ||
		    flat_read(arena, text->text, &flat, NULL) < 0)
			continue;
		if (own)
			add_values(arena, &flat, fact, out);
		last = add_quotes(arena, &flat, text->service, own, out, last);
	}
	return out->values != NULL;
}

const struct service_text *
impact_owner(struct arena *arena, const struct list *texts, const char *fact, size_t *at)
{
	while (*at < texts->count) {
		const struct service_text *text = LIST_AT(struct service_text, texts, (*at)++);
		struct flat flat;
		struct impact impact = {0};
		/* Its name stands there as a key; a cheap look first. */
		if (text_blank(text->text) ||
		    !strstr(text->text, arena_printf(arena, "%s:", fact)) ||
		    flat_read(arena, text->text, &flat, NULL) < 0)
			continue;
		add_values(arena, &flat, fact, &impact);
		if (impact.values)
			return text;
	}
	return NULL;
}
