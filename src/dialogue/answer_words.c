/* Answers as people read them, and what calculations come to. */
#include "dialogue/dialogue.h"

#include "base/buf.h"
#include "base/i18n.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

enum { MOST_WORDS = 4000 };

static const char *
choice_words(
    const struct prompt *prompt, const char *answer, const char *language, struct arena *arena)
{
	struct buf list;
	buf_init(&list, MOST_WORDS);
	for (const char *at = answer; *at;) {
		size_t length = strcspn(at, " ");
		const struct choice *choice = choice_of(prompt, at, length);
		if (list.length > 0)
			buf_puts(&list, ", ");
		if (choice)
			buf_puts(&list, words_in(&choice->label, language));
		else
			buf_add(&list, at, length);
		at += length + (at[length] != '\0');
	}
	const char *words = arena_strndup(arena, list.data, list.length);
	buf_release(&list);
	return words;
}

/* In the language of the program as everywhere, in another one as its table has it. */
static const char *
yesno_words(const char *answer, const char *language)
{
	enum language in = language_named(language);
	bool yes = strcmp(answer, "yes") == 0;
	if (!yes && strcmp(answer, "no") != 0)
		return answer;
	if (in == LANGUAGES || in == ENGLISH || in == WELSH)
		return yes ? _("Yes") : _("No");
	return yes ? languages[in].yes : languages[in].no;
}

const char *
answer_words(
    const struct prompt *prompt, const char *answer, const char *language, struct arena *arena)
{
	char words[64];
	struct date date;
	switch (prompt->type) {
	case ANSWER_YESNO:
		return yesno_words(answer, language);
	case ANSWER_DATE:
		if (!date_parse(answer, &date))
			return answer;
		date_words(words, sizeof words, date);
		return arena_strdup(arena, words);
	case ANSWER_MONEY:
		return *answer == '-' ? arena_printf(arena, "-£%s", answer + 1)
				      : arena_printf(arena, "£%s", answer);
	case ANSWER_PHONE:
		phone_words(answer, words, sizeof words);
		return arena_strdup(arena, words);
	case ANSWER_SELECT_ONE:
	case ANSWER_SELECT_MULTIPLE:
		return choice_words(prompt, answer, language, arena);
	default:
		return answer;
	}
}

const char *
answer_of_value(const struct prompt *prompt, const struct value *value, struct arena *arena)
{
	double number = value_number(value);
	char text[11];
	if (value->kind == VALUE_NUMBER && isnan(number))
		return "";
	if (prompt->type == ANSWER_INTEGER && fabs(number) < 1e15)
		return arena_printf(arena, "%.0f", round(number));
	if (prompt->type == ANSWER_MONEY && fabs(number) < 1e13)
		return arena_printf(arena, "%.2f", round(number * 100) / 100);
	if (prompt->type == ANSWER_DATE && fabs(number) < 1e6) {
		date_format(text, date_from_days((int)floor(number)));
		return arena_strdup(arena, text);
	}
	return text_trim(arena_strdup(arena, value_string(value, arena))); /* as what is typed */
}
