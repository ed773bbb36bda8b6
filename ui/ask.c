#include "ui/ask.h"
#include "desk/state.h"

#include <string.h>

void
page_said_in(struct page *page, const char *language, const char *text)
{
	if (text_blank(text))
		return;
	struct item *item = page_add(page, ITEM_TEXT, ROLE_SAY, text);
	item->label = "";
	item->alone = languages[language_named(language)].right_to_left;
}

void
page_focus_on(struct page *page, const char *key)
{
	if (!page->focus || text_same(page->focus, key))
		page->focus = key;
}

static void
choice_row(struct page *page, const char *value, const char *label, bool marked, bool focus)
{
	struct item *item =
	    page_row(page, arena_printf(page->arena, "answer:%s", value), NULL, label);
	if (marked)
		item->right = _("marked");
	if (focus)
		page_focus_on(page, item->key);
}

static bool
is_among(const char *values, const char *value)
{
	size_t length = strlen(value);
	for (const char *at = values; at && *at;) {
		size_t one = strcspn(at, " ");
		if (one == length && memcmp(at, value, one) == 0)
			return true;
		at += one + (at[one] != '\0');
	}
	return false;
}

static void
yes_or_no(struct page *page, const char *now, const char *other)
{
	const struct language_entry *spoken = other ? &languages[language_named(other)] : NULL;
	choice_row(page, "yes", _("Yes"), text_same(now, "yes"), !text_same(now, "no"));
	page_said_in(page, other, spoken ? spoken->yes : NULL);
	choice_row(page, "no", _("No"), text_same(now, "no"), text_same(now, "no"));
	page_said_in(page, other, spoken ? spoken->no : NULL);
}

void
page_choices(const struct desk *desk, struct page *page, const struct prompt *prompt,
    const char *now, const char *other)
{
	bool several = prompt->type == ANSWER_SELECT_MULTIPLE, first = true;
	if (prompt->type == ANSWER_YESNO)
		yes_or_no(page, now, other);
	for (const struct choice *choice = prompt->choices; choice; choice = choice->next) {
		bool marked = is_among(now, choice->value);
		choice_row(page, choice->value, words_in(&choice->label, desk->language), marked,
		    several ? first : marked || (first && text_blank(now)));
		page_said_in(page, other, words_only(&choice->label, other));
		first = false;
	}
	if (several) {
		struct item *row = page_row(page, "accept", NULL, _("That is all"));
		row->number = PAGE_UNNUMBERED;
		row->enter = _("answer");
	}
	page->pick = page->enter = several ? _("mark") : _("answer");
}

const char *
answer_label(enum answer_type type)
{
	switch (type) {
	case ANSWER_ADDRESS:
		return _("Address");
	case ANSWER_PHONE:
		return _("Telephone");
	case ANSWER_DATE:
		return _("Date");
	case ANSWER_TIME:
		return _("Time");
	case ANSWER_INTEGER:
	case ANSWER_DECIMAL:
		return _("Number");
	case ANSWER_MONEY:
		return _("Pounds");
	case ANSWER_EMAIL:
		return _("E-mail");
	case ANSWER_POSTCODE:
		return _("Postcode");
	default:
		return _("Answer");
	}
}
