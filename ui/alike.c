/* Why two records may be one person, in words. */
#include "ui/screens.h"

#include <string.h>

static const struct {
	const char *word, *label;
} reasons[] = {{"same.name", N_("same name")}, {"like.name", N_("similar name")},
    {"same.given", N_("same first name")}, {"like.given", N_("similar first name")},
    {"same.family", N_("same surname")}, {"like.family", N_("similar surname")},
    {"like.order", N_("names exchanged")}, {"same.born", N_("same date of birth")},
    {"like.born", N_("similar date of birth")}, {"same.phone", N_("same telephone")},
    {"like.phone", N_("similar telephone")}, {"same.email", N_("same e-mail")},
    {"like.email", N_("similar e-mail")}, {"same.address", N_("same address")},
    {"like.address", N_("similar address")}, {"same.postcode", N_("same postcode")},
    {"like.postcode", N_("similar postcode")}};

static const char *
reason(const char *word, size_t length)
{
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (strlen(reasons[i].word) == length &&
		    strncmp(reasons[i].word, word, length) == 0)
			return _(reasons[i].label);
	return NULL; /* of a newer CRM */
}

static const char *
say_why(const struct alike *alike, struct arena *arena)
{
	struct buf out;
	buf_init(&out, 600);
	for (const char *word = alike->why ? alike->why : ""; *word;) {
		size_t length = strcspn(word, " ");
		const char *words = reason(word, length);
		if (words)
			buf_printf(&out, "%s%s", out.length ? ", " : "", words);
		word += length + (word[length] == ' ');
	}
	const char *text = out.length ? arena_strdup(arena, out.data) : NULL;
	buf_release(&out);
	return text;
}

void
page_alike(struct page *page, const char *prefix, const struct alike *alike, bool aside)
{
	if (!alike->person)
		return;
	struct item *row = candidate_row(page, prefix, NULL, alike->person);
	row->aside = aside;
	if (aside) {
		row->number = PAGE_UNNUMBERED;
		row->enter = _("open");
	}
	const char *why = say_why(alike, page->arena);
	if (why)
		page_add(page, ITEM_TEXT, ROLE_WARN, why)->aside = aside;
}
