#include "crm/redact.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct redactor {
	struct tx *tx;
	struct arena *arena;
	const char *mark;
	const struct list *rulings;
	struct known *known;
	struct list findings;
};

static const struct field finding_fields[] = {
    {.name = "place",
	.type = FIELD_TEXT,
	.offset = offsetof(struct access_finding, place),
	.flags = FIELD_REQUIRED},
    {.name = "rule",
	.type = FIELD_TEXT,
	.offset = offsetof(struct access_finding, rule),
	.flags = FIELD_REQUIRED},
    {.name = "words", .type = FIELD_TEXT, .offset = offsetof(struct access_finding, words)},
    {.name = "kept", .type = FIELD_BOOL, .offset = offsetof(struct access_finding, kept)},
};
const struct record access_finding_record = {
    "access_finding", sizeof(struct access_finding), finding_fields, 4};

struct redactor *
redactor_new(struct tx *tx, const char *customer, const char *mark, const struct list *rulings,
    struct arena *arena)
{
	struct redactor *redactor = arena_alloc(arena, sizeof *redactor);
	*redactor = (struct redactor){.tx = tx, .arena = arena, .mark = mark, .rulings = rulings};
	redactor->known = known_new(tx, customer, arena);
	return redactor->known ? redactor : NULL;
}

void
redactor_connect(struct redactor *redactor, const char *customer, const char *name)
{
	known_connect(redactor->known, customer);
	known_call(redactor->known, name);
}

const struct list *
redactor_findings(const struct redactor *redactor)
{
	return &redactor->findings;
}

/* Does the officer say so of these words or this place? */
static bool
ruled(const struct redactor *redactor, const char *kind, const char *words, const char *place)
{
	LIST_EACH(struct access_ruling, ruling, redactor->rulings)
	if (strcmp(ruling->kind, kind) == 0 &&
	    ((words && strcasecmp(ruling->words, words) == 0) || strcmp(ruling->words, place) == 0))
		return true;
	return false;
}

/* False when the officer keeps it. */
static bool
find(struct redactor *redactor, const char *place, const char *rule, const char *words)
{
	bool kept = ruled(redactor, "keep", words, place);
	*(struct access_finding *)list_add(redactor->arena, &redactor->findings,
	    &access_finding_record) = (struct access_finding){place, rule, words, kept};
	return !kept;
}

const char *
redact_other(struct redactor *redactor, const char *text, const char *place)
{
	return !text || !find(redactor, place, "person", text) ? text : redactor->mark;
}

/* ---- texts ---- */

static const struct record span_record = {"span", sizeof(struct span), NULL, 0};

void
span_add(struct spans *spans, size_t from, size_t to, const char *rule, const char *mark)
{
	*(struct span *)list_add(spans->arena, &spans->items, &span_record) =
	    (struct span){from, to, rule, mark};
}

static int
by_place(const void *a, const void *b)
{
	const struct span *x = a, *y = b;
	return x->from != y->from ? (x->from > y->from ? 1 : -1)
				  : (x->to < y->to) - (x->to > y->to);
}

/* In their order; those that overlap become one, with the rule of the first. */
static void
settle(struct spans *spans)
{
	struct span *items = spans->items.items;
	size_t kept = 0;
	if (!spans->items.count)
		return;
	qsort(items, spans->items.count, sizeof *items, by_place);
	for (size_t i = 1; i < spans->items.count; i++) {
		if (items[i].from >= items[kept].to)
			items[++kept] = items[i];
		else if (items[i].to > items[kept].to)
			items[kept].to = items[i].to;
	}
	spans->items.count = kept + 1;
}

/* Words that the officer wants out, wherever they stand. */
static void
ruled_spans(const struct redactor *redactor, const char *text, struct spans *spans)
{
	LIST_EACH(struct access_ruling, ruling, redactor->rulings)
	{
		size_t length = strlen(ruling->words);
		if (strcmp(ruling->kind, "redact") != 0 || !length)
			continue;
		for (const char *at = text; (at = strcasestr(at, ruling->words)); at += length)
			span_add(spans, (size_t)(at - text), (size_t)(at - text) + length,
			    "officer", redactor->mark);
	}
}

const char *
redact_text(struct redactor *redactor, const char *text, const char *place)
{
	struct spans spans = {.arena = redactor->arena};
	struct buf out;
	size_t done = 0;
	if (text_blank(text))
		return text;
	if (ruled(redactor, "redact", NULL, place)) {
		find(redactor, place, "officer", text);
		return redactor->mark;
	}
	ruled_spans(redactor, text, &spans);
	known_scan(redactor->known, text, redactor->mark, &spans);
	if (!spans.items.count)
		return text;
	settle(&spans);
	buf_init(&out, 1 << 20);
	LIST_EACH(struct span, span, &spans.items)
	{
		const char *words =
		    arena_strndup(redactor->arena, text + span->from, span->to - span->from);
		buf_add(&out, text + done, span->from - done);
		buf_puts(&out, find(redactor, place, span->rule, words) ? span->mark : words);
		done = span->to;
	}
	buf_puts(&out, text + done);
	const char *result = arena_strdup(redactor->arena, out.data);
	buf_release(&out);
	return result;
}

/* ---- records ---- */

static bool
names_staff(const struct field *field)
{
	static const char *const fields[] = {
	    "user", "author", "claimed_by", "undone_by", "approver", "by", NULL};
	for (size_t i = 0; fields[i]; i++)
		if (strcmp(fields[i], field->name) == 0)
			return true;
	return false;
}

static const char *
redact_string(
    struct redactor *redactor, const struct field *field, const char *text, const char *place)
{
	const char *role = known_role(redactor->known, text);
	if (!role && names_staff(field))
		role = "staff";
	if (role)
		return find(redactor, place, "staff", text) ? role : text;
	if (field->type == FIELD_ID)
		return known_other(redactor->known, text) && find(redactor, place, "person", text)
			   ? NULL
			   : text;
	if (field->flags & FIELD_OTHER)
		return redact_other(redactor, text, place);
	return field->type == FIELD_TEXT ? redact_text(redactor, text, place) : text;
}

void
redact_record(
    struct redactor *redactor, const struct record *record, void *value, const char *place)
{
	for (size_t i = 0; i < record->count; i++) {
		const struct field *field = &record->fields[i];
		char *at = (char *)value + field->offset;
		const char *text = field_string(field, value);
		const char *path = arena_printf(redactor->arena, "%s.%s", place, field->name);
		if (text && *text)
			field_set_string(field, value, redact_string(redactor, field, text, path));
		else if (field->type == FIELD_ONE && *(void **)(void *)at)
			redact_record(redactor, field->of, *(void **)(void *)at, path);
		else if (field->type == FIELD_LIST) {
			struct list *list = (void *)at;
			for (size_t n = 0; n < list->count; n++)
				redact_record(redactor, field->of,
				    (char *)list->items + n * field->of->size,
				    arena_printf(redactor->arena, "%s.%zu", path, n));
		}
	}
}
